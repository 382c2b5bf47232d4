"""A recorded voice as every line is: cut close, at dialogue's working level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.base.errors import JobError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.speaking.level import levelled
from lampblack.media.listening import HOP, speech

_SOUNDING = 0.02
"""Of the peak: the line begins where it is first this loud, and ends where it last is."""
_BEFORE, _AFTER = SAMPLE_RATE * 12 // 1000, SAMPLE_RATE * 15 // 1000
"""What stays before the first sound and after the last: under the 20 ms that are promised."""
_RISE, _FALL = SAMPLE_RATE * 2 // 1000, SAMPLE_RATE * 8 // 1000
_ROOM = 5 * HOP
"""Speech is heard so early and so late at most beside what the listening found: a soft beginning, a last breath."""


def cut_close(sound: NDArray[np.floating]) -> tuple[int, int]:
    """Where speech begins and ends in a mono sound at 48 kHz; a `JobError` where nobody speaks."""
    spans = speech(sound)
    if not spans:
        raise JobError("nobody speaks in this sound")
    first, last = max(0, spans[0][0] * HOP - _ROOM), min(len(sound), spans[-1][1] * HOP + _ROOM)
    level = np.abs(sound[first:last])
    inside = np.abs(sound[spans[0][0] * HOP : spans[-1][1] * HOP])
    sounding = np.flatnonzero(level > _SOUNDING * float(inside.max()))
    return max(0, first + int(sounding[0]) - _BEFORE), min(len(sound), first + int(sounding[-1]) + _AFTER)


def as_voice(sound: NDArray[np.floating]) -> NDArray[np.float32]:
    """What is spoken in a mono sound at 48 kHz: no silence before and after, levelled, without a click at its ends."""
    start, stop = cut_close(sound)
    made = levelled(sound[start:stop].astype(np.float64))
    rise, fall = min(_RISE, len(made)), min(_FALL, len(made))
    made[:rise] *= (np.arange(rise) + 1.0) / rise
    made[len(made) - fall :] *= 0.5 + 0.5 * np.cos(np.pi * (np.arange(fall) + 1.0) / fall)
    return made.astype(np.float32)
