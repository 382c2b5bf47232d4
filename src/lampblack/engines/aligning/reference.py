"""A line read here, so that a recording of it can be laid beside that reading."""

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob, Context
from lampblack.engines import registry
from lampblack.engines.aligning.align import aligned
from lampblack.engines.aligning.readers import reader, reading_of
from lampblack.engines.aligning.voice import as_voice
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Speak, Spoken
from lampblack.media.audio import read_wav, wav_bytes


def as_line(sound: NDArray[np.floating], request: Speak, context: Context) -> Answer:
    """The answer to `request` that a recording of it (mono, 48 kHz) is: cut close, levelled, its words found in it."""
    voice = as_voice(sound)
    return {"voice": context.put(wav_bytes(voice, depth="pcm24")), "spoken": measured(voice, request, context)}


def measured(sound: NDArray[np.floating], request: Speak, context: Context) -> Spoken:
    """When each word of `request` is heard in a recording of it (mono, 48 kHz): for engines that do not say."""
    offer = reader(request.language)
    engine = registry.load(offer.name)
    try:
        answer = engine.run(reading_of(request), 1, context)
    finally:
        engine.close()
    said = cast(Spoken, answer["spoken"])
    heard = read_wav(context.path(cast(Blob, answer["voice"])))[:, 0] if said.measured else None
    return aligned(sound, said, heard).spoken
