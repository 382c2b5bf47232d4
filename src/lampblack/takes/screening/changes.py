# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""How much one frame differs from the next: the plain numbers that several detectors share."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.looking import Seen

Series = NDArray[np.float64]


def steps(seen: Seen) -> Series:
    """Mean absolute difference of luma to the next frame, in levels (n - 1)."""
    luma = seen.luma.astype(np.int16)
    return np.abs(np.diff(luma, axis=0)).mean(axis=(1, 2))


def brightness(seen: Seen) -> Series:
    """Mean luma of every frame, in levels above black (n)."""
    return np.maximum(seen.luma.mean(axis=(1, 2)) - 16.0, 0.0)


def bends(series: NDArray[np.floating]) -> NDArray[np.float64]:
    """Second differences along time, halved: what goes up and comes down at once (n - 2)."""
    return np.asarray(np.diff(series.astype(np.float64), n=2, axis=0) / 2.0)


def fitted(series: Series, length: int) -> Series:
    """A model's numbers at a take's count of frames: the nearest in time."""
    if len(series) == length or not len(series):
        return series
    return series[np.linspace(0, len(series) - 1, length).round().astype(int)]


def longest(true: NDArray[np.bool_]) -> FrameRange:
    """The longest run of what is true; empty where nothing is."""
    best, start = FrameRange(start=0, stop=0), 0
    for at, each in enumerate([*true.tolist(), False]):
        if not each:
            if at - start > best.duration:
                best = FrameRange(start=start, stop=at)
            start = at + 1
    return best


def around(frame: int, frames: int, reach: int = 0) -> FrameRange:
    """A frame and `reach` on both sides, within the take."""
    return FrameRange(start=max(0, frame - reach), stop=min(frames, frame + reach + 1))
