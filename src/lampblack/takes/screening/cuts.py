# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""A hard cut inside a shot: the histogram of luma and colour jumps where nothing else does."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import Series, around, fitted
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note

CUT = Limits(doubt=0.2, reject=0.32, unit="of the histogram")
SCALE = 8.0
"""Levels of warping error that count as a whole other picture."""


def cut(seen: Seen, asked: Asked) -> Note:
    """The largest share of the histograms (32 bins of luma, 16 of either chroma) that changes between two frames over
    what the frames around them do, plus how far the picture stops being the one before moved along."""
    if seen.frames < 3:
        return CUT.note("cut", 0.0, FrameRange(start=0, stop=seen.frames))
    jumps = _jumps(seen)
    if asked.model is not None and asked.model.frames >= 3:
        jumps = jumps - fitted(_jumps(asked.model), len(jumps))
    worst = int(jumps.argmax())
    return CUT.note("cut", max(0.0, float(jumps[worst])), around(worst + 1, seen.frames, 1), why="the picture cuts")


def _jumps(seen: Seen) -> Series:
    luma, cb, cr = (_histograms(plane, bins) for plane, bins in ((seen.luma, 32), (seen.cb, 16), (seen.cr, 16)))
    moved = sum(0.5 * np.abs(np.diff(each, axis=0)).sum(axis=1) for each in (luma, cb, cr)) / 3.0
    left = np.asarray(seen.residue.mean(axis=(1, 2)), np.float64) / SCALE
    return _over(np.asarray(moved)) + 0.5 * np.minimum(1.0, np.maximum(0.0, _over(left)))


def _over(series: Series) -> Series:
    """Over the median of seven frames around."""
    padded = np.pad(series, 3, mode="reflect") if len(series) > 3 else np.pad(series, 3, mode="edge")
    return series - np.median(np.lib.stride_tricks.sliding_window_view(padded, 7), axis=1)


def _histograms(planes: NDArray[np.uint8], bins: int) -> Series:
    """Shares (n, bins)."""
    levels = (planes.reshape(len(planes), -1).astype(np.int64) * bins) >> 8
    levels += bins * np.arange(len(planes))[:, None]
    return np.bincount(levels.ravel(), minlength=bins * len(planes)).reshape(-1, bins) / levels.shape[1]
