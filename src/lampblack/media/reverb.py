"""Reverberation by convolution with decaying noise: small rooms, halls and the open air from three numbers."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types)

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, oaconvolve, sosfilt

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound

_EARLY = 7
"""Walls heard one by one before the rest melts together: they tell the ear how large a room is."""


@lru_cache(maxsize=32)
def impulse(seconds: float, gap: float, brightness: float, early: float = 0.0) -> NDArray[np.float32]:
    """n x 2, unit energy: falls by 60 dB in `seconds`, swells over `gap` seconds, nothing above `brightness` Hz.

    `early` of its energy (0 to 1) comes in a few reflections before the tail, left and right at their own times."""
    n = int(seconds * SAMPLE_RATE)
    noise = np.random.default_rng(seed_of("room", int(seconds * 1000))).standard_normal((n, 2))
    t = np.arange(n)[:, None] / SAMPLE_RATE
    tail = noise * np.exp(-6.9 * t / seconds) * (1.0 - np.exp(-t / gap))
    if early > 0.0:
        tail = _unit(tail) * np.sqrt(1.0 - early) + _unit(_walls(n, gap, seconds)) * np.sqrt(early)
    soft = np.asarray(sosfilt(butter(2, [180.0, brightness], "band", fs=SAMPLE_RATE, output="sos"), tail, axis=0))
    return _unit(soft).astype(np.float32)


def reverberated(sound: Sound, room: NDArray[np.float32], share: float) -> Sound:
    """Stereo `sound` with `share` of its reverberation added; the direct sound stays where it was, to the sample."""
    if share <= 0.0 or not sound.any():
        return sound
    return (sound + share * answered(sound, room)).astype(np.float32)


def answered(sound: Sound, room: NDArray[np.float32]) -> Sound:
    """What a room answers to a stereo sound, for as long as the sound; nothing of the sound itself."""
    if not sound.any():
        return np.zeros_like(sound)
    return np.asarray(oaconvolve(sound, room, mode="full", axes=0))[: sound.shape[0]]


def _walls(n: int, gap: float, seconds: float) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed_of("walls", int(seconds * 1000), int(gap * 100_000)))
    walls = np.zeros((n, 2))
    for number in range(_EARLY):
        for side in (0, 1):
            at = int(gap * (0.5 + 0.6 * number + 0.5 * rng.random()) * SAMPLE_RATE)
            if at < n:
                walls[at, side] += 0.8**number
    return walls


def _unit(sound: NDArray[np.float64]) -> NDArray[np.float64]:
    return sound / np.maximum(np.sqrt((sound**2).sum(axis=0, keepdims=True)), 1e-12)
