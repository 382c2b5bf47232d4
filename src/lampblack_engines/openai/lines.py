"""A line from another Lampblack, which says itself when each of its sounds is heard."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any, cast

import msgspec

from lampblack.base.context import Context
from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import convert
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.protocol import Answer
from lampblack.engines.requests import Phoneme, Spoken, Word
from lampblack.media.audio import read_wav


def spoken_line(data: bytes, context: Context, who: str) -> Answer:
    """The recording and its times, held against each other; a `JobError` where they do not agree."""
    try:
        held = cast(Mapping[str, Any], json.loads(data))
        voice = base64.b64decode(held["voice"], validate=True)
        spoken = convert(held["spoken"], Spoken)
    except (ValueError, KeyError, TypeError, RecursionError, binascii.Error, msgspec.ValidationError) as error:
        raise JobError(f"{who} answered without a line and its times") from error
    path = context.scratch / "line.wav"
    path.write_bytes(voice)
    try:
        sound = read_wav(path)
    except UserError as error:
        raise JobError(f"what {who} answered is no line: {error.message}") from error
    if sound.shape != (spoken.samples, 1) or spoken.sample_rate != SAMPLE_RATE:
        raise JobError(f"{who} sent {sound.shape[0]} samples and says there are {spoken.samples}")
    if not _within(spoken.phonemes, spoken.samples) or not _within(spoken.words, spoken.samples):
        raise JobError(f"{who} sent times outside of its line")
    return {"voice": context.put(path), "spoken": spoken}


def _within(marks: tuple[Phoneme, ...] | tuple[Word, ...], samples: int) -> bool:
    return all(0 <= each.start <= each.stop <= samples for each in marks)
