# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# (SciPy is typed only in part.)
"""A recorded voice brought to dialogue's working level, so that all of a cast are equally near."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, minimum_filter1d

from lampblack.base.time import SAMPLE_RATE

LEVEL = 10.0 ** (-20.0 / 20.0)
"""RMS of the voiced parts: -20 dBFS."""
PEAK = 10.0 ** (-3.5 / 20.0)
"""Nothing is louder than this: half a decibel under -3 dBFS, for whatever is done to it later."""

_VOICED = 0.1
"""Of the loudest stretch: what is softer is a pause or a breath, and does not count."""
_STRETCH = SAMPLE_RATE // 50
_REACH = SAMPLE_RATE * 3 // 1000


def levelled(sound: NDArray[np.float64], gain: float = 0.0) -> NDArray[np.float64]:
    """Voiced parts (20 ms stretches) at -20 dBFS RMS and `gain` decibels above, peaks under -3 dBFS; as long as
    before, nothing moved."""
    whole = len(sound) // _STRETCH * _STRETCH
    stretches = sound[:whole].reshape(-1, _STRETCH) if whole else sound[None]
    power = (stretches**2).mean(axis=1)
    voiced = power[power > _VOICED**2 * power.max()]
    if not len(voiced):
        return sound
    return _held(sound * (LEVEL * 10.0 ** (gain / 20.0) / math.sqrt(float(voiced.mean()))))


def _held(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    """Gain down around each peak, over 3 ms to both sides, never less than the peak needs: no wave is cut."""
    needed = np.minimum(1.0, PEAK / np.maximum(np.abs(sound), 1e-9))
    lowest = np.asarray(minimum_filter1d(needed, 2 * _REACH + 1), np.float64)
    return sound * np.asarray(gaussian_filter1d(lowest, _REACH / 3.0, truncate=3.0), np.float64)
