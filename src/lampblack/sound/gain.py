"""Gains that move: laid on a sound block by block, and curves that rise and fall no faster than the ear forgives."""
# pyright: reportUnknownMemberType=false
# (numba has no complete types)

from __future__ import annotations

from typing import cast

import numpy as np
from numpy.typing import NDArray

from lampblack.media.audio import Sound
from lampblack.sound import metering_kernels as kernels

Curve = NDArray[np.float64]


def turn(sound: Sound, block: int, at: int, gains: Curve) -> None:
    """Turn a sound, in place, by one gain for the middle of each `block` samples, with straight lines between; `at` is
    its first sample's number."""
    kernels.apply_gain(sound, block, at, gains)


def falling(curve: Curve, slope: float) -> Curve:
    """The lowest curve above this one that falls by no more than `slope` a step."""
    line = slope * np.arange(len(curve))
    return cast(Curve, np.maximum.accumulate(curve + line) - line)


def rising(curve: Curve, slope: float) -> Curve:
    """The lowest curve above this one that rises by no more than `slope` a step."""
    return falling(curve[::-1], slope)[::-1]
