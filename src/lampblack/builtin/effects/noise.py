"""Noise and resonances: the clay every effect is made of."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types)

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, lfilter, sosfilt

from lampblack.base.time import SAMPLE_RATE

Mono = NDArray[np.float32]
"""Samples at 48 kHz."""


def clock(samples: int) -> NDArray[np.float64]:
    """The seconds of each sample."""
    return np.arange(samples) / SAMPLE_RATE


def white(samples: int, rng: np.random.Generator) -> Mono:
    """Noise with the same power at every frequency."""
    return rng.standard_normal(samples).astype(np.float32)


def band(sound: Mono, low: float, high: float, order: int = 2) -> Mono:
    """What lies between `low` and `high` Hz; 0 and infinity leave that side open."""
    top = SAMPLE_RATE * 0.49
    if low <= 0:
        sos = butter(order, min(high, top), "low", fs=SAMPLE_RATE, output="sos")
    elif high >= top:
        sos = butter(order, low, "high", fs=SAMPLE_RATE, output="sos")
    else:
        sos = butter(order, [low, high], "band", fs=SAMPLE_RATE, output="sos")
    return np.asarray(sosfilt(sos, sound), np.float32)


def ring(sound: Mono, frequency: float, seconds: float) -> Mono:
    """A body that rings at `frequency` and falls by 60 dB in `seconds`, struck by `sound`."""
    radius = 10.0 ** (-3.0 / (seconds * SAMPLE_RATE))
    turn = 2.0 * np.cos(2.0 * np.pi * frequency / SAMPLE_RATE) * radius
    return np.asarray(lfilter([1.0 - radius], [1.0, -turn, radius * radius], sound), np.float32)


def wander(samples: int, per_second: float, rng: np.random.Generator, low: float = 0.0, high: float = 1.0) -> Mono:
    """A slow, smooth, aimless line between `low` and `high` that begins and ends at the same value, so it loops."""
    points = max(4, int(samples / SAMPLE_RATE * per_second) + 1)
    values = rng.random(points)
    values[-1] = values[0]
    at = np.linspace(0.0, points - 1.0, samples)
    index = np.minimum(at.astype(int), points - 2)
    share = at - index
    share = share * share * (3.0 - 2.0 * share)
    mixed = values[index] * (1.0 - share) + values[index + 1] * share
    return (low + (high - low) * mixed).astype(np.float32)


def attack(samples: int, rise: float, fall: float) -> Mono:
    """A blow's envelope: up in `rise` seconds, down by 60 dB in `fall` seconds."""
    t = clock(samples)
    return (np.minimum(1.0, t / max(rise, 1e-4)) * np.exp(-6.9 * np.maximum(0.0, t - rise) / fall)).astype(np.float32)


def at_peak(sound: Mono, peak: float) -> Mono:
    """The sound with its highest sample at `peak`."""
    top = float(np.abs(sound).max(initial=0.0))
    return (sound * (peak / top)).astype(np.float32) if top > 0 else sound


def at_rms(sound: Mono, rms: float) -> Mono:
    """The sound at a root mean square of `rms`."""
    now = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
    return (sound * (rms / now)).astype(np.float32) if now > 0 else sound
