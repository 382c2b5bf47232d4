# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Black and blank frames: mean and deviation of luma at 160x90."""

from __future__ import annotations

import numpy as np

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import longest
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note

DARK, FLAT = 20.0, 2.0
"""Levels: limited-range black is 16; a picture with less deviation shows nothing."""
BLACK = Limits(doubt=1, reject=1, unit="frames")


def black(seen: Seen, asked: Asked) -> Note:
    """How many frames in a row show nothing (one is too many) that do show something in the theatre's render."""
    nothing = _nothing(seen)
    if asked.model is not None and asked.model.frames == seen.frames:
        nothing &= ~_nothing(asked.model)
    run = longest(nothing)
    frames = run if run.duration else FrameRange(start=0, stop=seen.frames)
    return BLACK.note("black", float(run.duration), frames, why="nothing is to be seen")


def _nothing(seen: Seen) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    mean, deviation = seen.luma.mean(axis=(1, 2)), seen.luma.std(axis=(1, 2))
    return np.asarray((deviation < FLAT) | ((mean < DARK) & (deviation < 2 * FLAT)))
