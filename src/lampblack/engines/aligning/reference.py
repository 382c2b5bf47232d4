"""Who reads a line so that a recording can be laid beside it: the engine here that measures its times, else the one
that follows a rule; for nothing, and on this machine."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob, Context
from lampblack.base.errors import UserError
from lampblack.engines import registry
from lampblack.engines.aligning.align import aligned
from lampblack.engines.aligning.voice import as_voice
from lampblack.engines.capabilities import Offer
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Speak, Spoken
from lampblack.media.audio import read_wav, wav_bytes

READERS = ("espeak", "instrument")
"""The first that is installed, and speaks the language, reads."""


_HOUSE = re.compile(r"(?:man|woman|child)-[1-9]\d*")
"""The house's words for timbres, which every reader knows how to play."""


def reader(language: str) -> Offer:
    """Whoever reads in that language; a `UserError` where nobody does."""
    for name in READERS:
        offer = registry.offers().get(name)
        limits = offer.can("speak") if offer else None
        if offer and limits and registry.speaks(language, limits) and not registry.missing(offer):
            return offer
    raise UserError(f"nobody here reads {language!r}: a recording in it cannot be aligned", possible=READERS)


def reading_of(request: Speak) -> Speak:
    """The same words, plainly, as any reader can say them."""
    timbre = request.voice.timbre if _HOUSE.fullmatch(request.voice.timbre) else ""
    return replace(request, voice=replace(request.voice, timbre=timbre, warmth=0.0), mood="", how=())


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
