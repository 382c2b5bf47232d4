# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""The take's own sound: silence where somebody is to speak, and clipping."""

from __future__ import annotations

import numpy as np

from lampblack.base.time import SAMPLE_RATE, FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note, unknown

SILENCE = Limits(doubt=40.0, reject=55.0, unit="dB below full scale")
CLIPPING = Limits(doubt=1.0, reject=10.0, unit="runs a second")
WINDOW = SAMPLE_RATE * 2 // 5
"""400 ms, the window of momentary loudness (EBU R128)."""
FULL, RUN = 0.998, 3
"""A sample so near full scale, three times in a row, was cut off."""


def silence(seen: Seen, asked: Asked) -> Note:
    """How far below full scale the loudest 400 ms are (RMS), where a sound was asked for."""
    whole = FrameRange(start=0, stop=seen.frames)
    if asked.sound is None:
        return unknown("silence", seen.frames, "no sound of its own was asked for")
    power = np.square(np.atleast_2d(asked.sound.T).astype(np.float64)).mean(axis=0)
    if not len(power):
        return SILENCE.note("silence", 120.0, whole, why="there is no sound")
    total = np.concatenate([[0.0], np.cumsum(power)])
    span = min(WINDOW, len(power))
    loudest = float((total[span:] - total[:-span]).max()) / span
    return SILENCE.note("silence", -10.0 * np.log10(max(loudest, 1e-12)), whole, why="the sound is silent")


def clipping(seen: Seen, asked: Asked) -> Note:
    """Runs of three samples or more at full scale, a second; where the first of them is."""
    if asked.sound is None:
        return unknown("clipping", seen.frames, "no sound of its own was asked for")
    full = np.asarray(np.max(np.abs(np.atleast_2d(asked.sound.T)), axis=0, initial=0.0) >= FULL).reshape(-1)
    if len(full) < RUN:
        return CLIPPING.note("clipping", 0.0, FrameRange(start=0, stop=seen.frames))
    held = full[:-2] & full[1:-1] & full[2:]
    starts = np.flatnonzero(held & ~np.concatenate([[False], held[:-1]]))
    first = min(seen.frames - 1, seen.rate.frame_at(int(starts[0]))) if len(starts) else 0
    frames = FrameRange(start=first, stop=seen.frames)
    return CLIPPING.note(
        "clipping", len(starts) * SAMPLE_RATE / len(full), frames, why="the sound is cut off at full scale"
    )
