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


@lru_cache(maxsize=16)
def impulse(seconds: float, gap: float, brightness: float) -> NDArray[np.float32]:
    """n x 2, unit energy: falls by 60 dB in `seconds`, swells over `gap` seconds, nothing above `brightness` Hz."""
    n = int(seconds * SAMPLE_RATE)
    noise = np.random.default_rng(seed_of("room", int(seconds * 1000))).standard_normal((n, 2))
    t = np.arange(n)[:, None] / SAMPLE_RATE
    tail = noise * np.exp(-6.9 * t / seconds) * (1.0 - np.exp(-t / gap))
    soft = np.asarray(sosfilt(butter(2, [180.0, brightness], "band", fs=SAMPLE_RATE, output="sos"), tail, axis=0))
    return (soft / np.sqrt((soft**2).sum(axis=0, keepdims=True))).astype(np.float32)


def reverberated(sound: Sound, room: NDArray[np.float32], share: float) -> Sound:
    """Stereo `sound` with `share` of its reverberation added; the direct sound stays where it was, to the sample."""
    if share <= 0.0 or not sound.any():
        return sound
    wet = np.asarray(oaconvolve(sound, room, mode="full", axes=0))[: sound.shape[0]]
    return (sound + share * wet).astype(np.float32)
