"""Noise and resonances: the clay every effect is made of."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types)

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft, rfftfreq
from scipy.signal import butter, lfilter, sosfilt

from lampblack.base.time import SAMPLE_RATE

Mono = NDArray[np.floating[Any]]
"""Samples at 48 kHz."""
Stereo = NDArray[np.floating[Any]]
"""samples x 2"""
Curve = Sequence[tuple[float, float]]
"""A spectrum as (Hz, dB), straight between its points over the logarithm of the frequency, level beyond them."""

_SLOW = 64
"""Samples between two points of what moves slowly."""
_LOWEST = 20.0
"""Hz under which nothing is made: loudspeakers only move for it."""


def clock(samples: int) -> NDArray[np.float64]:
    """The seconds of each sample."""
    return np.arange(samples) / SAMPLE_RATE


def count(seconds: float) -> int:
    """Samples of so many seconds, at least one."""
    return max(1, int(seconds * SAMPLE_RATE))


def white(samples: int, rng: np.random.Generator) -> Mono:
    """Noise with the same power at every frequency."""
    return rng.standard_normal(samples, dtype=np.float32)


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


def coloured(samples: int, rng: np.random.Generator, curve: Curve) -> Mono:
    """Noise of the given spectrum whose end runs into its beginning: made of whole turns only, so it loops."""
    gains = _gains(samples, tuple(curve))
    spectrum = np.empty(len(gains), np.complex64)
    parts = rng.standard_normal((2, len(gains)), dtype=np.float32)
    spectrum.real, spectrum.imag = parts[0] * gains, parts[1] * gains
    return np.asarray(irfft(spectrum, n=samples), np.float32) * np.float32(np.sqrt(samples / 2.0))


def shaped(sound: Stereo, curve: Curve) -> Stereo:
    """A sound (or both sides of one) with its spectrum bent by `curve`; one that loops still loops."""
    gains = _gains(sound.shape[0], tuple(curve))
    spectrum = np.asarray(rfft(sound, axis=0))
    bent = spectrum * (gains if sound.ndim == 1 else gains[:, None])
    return np.asarray(irfft(bent, n=sound.shape[0], axis=0), np.float32)


def spaced(sound: Stereo, rng: np.random.Generator, seconds: float, share: float, brightness: float = 3500.0) -> Stereo:
    """A bed set back into its surroundings: with `share` of a tail that falls in `seconds`; what loops still loops."""
    samples = sound.shape[0]
    length = min(samples, count(seconds))
    t = clock(length)
    fall = (np.exp(-6.9 * t / seconds) * (1.0 - np.exp(-t / 0.012))).astype(np.float32)
    middle = np.asarray(rfft((sound[:, 0] + sound[:, 1]) / np.float32(2.0)))
    out = sound * np.float32(1.0 - 0.5 * share)
    for side in (0, 1):
        tail = band(white(length, rng) * fall, 160.0, brightness)
        tail *= np.float32(share / np.sqrt(np.sum(tail**2)))
        out[:, side] += np.asarray(irfft(middle * np.asarray(rfft(tail, n=samples)), n=samples))
    return out


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
    at = moments(samples) / samples * (points - 1.0)
    index = np.minimum(at.astype(np.int64), points - 2)
    share = np.minimum(1.0, at - index)
    share = share * share * (3.0 - 2.0 * share)
    return drawn_out(low + (high - low) * (values[index] * (1.0 - share) + values[index + 1] * share), samples)


def moments(samples: int) -> NDArray[np.float64]:
    """The samples at which a slow line is worked out: every 64th, and the one behind the last."""
    return np.arange(-(-samples // _SLOW) + 1, dtype=np.float64) * _SLOW


def drawn_out(slow: NDArray[np.floating], samples: int) -> Mono:
    """A line known at `moments`, straight between them, for every sample."""
    values = slow.astype(np.float32)
    steps = np.arange(_SLOW, dtype=np.float32) / np.float32(_SLOW)
    return (values[:-1, None] + np.diff(values)[:, None] * steps).reshape(-1)[:samples]


def attack(samples: int, rise: float, fall: float) -> Mono:
    """A blow's envelope: up in `rise` seconds, down by 60 dB in `fall` seconds."""
    t = clock(samples)
    return (np.minimum(1.0, t / max(rise, 1e-4)) * np.exp(-6.9 * np.maximum(0.0, t - rise) / fall)).astype(np.float32)


def burst(seconds: float, rng: np.random.Generator, low: float, high: float, rise: float = 0.001) -> Mono:
    """A puff of noise between `low` and `high` Hz that falls by 60 dB in `seconds`."""
    n = count(seconds * 1.05 + rise)
    return band(white(n, rng), low, high) * attack(n, rise, seconds)


def together(*pieces: tuple[float, Mono]) -> Mono:
    """Sounds laid over each other, each from its second on."""
    starts = [round(second * SAMPLE_RATE) for second, _ in pieces]
    out = np.zeros(max((at + len(sound) for at, (_, sound) in zip(starts, pieces, strict=True)), default=1), np.float32)
    for at, (_, sound) in zip(starts, pieces, strict=True):
        out[at : at + len(sound)] += sound
    return out


def at_peak(sound: Mono, peak: float) -> Mono:
    """The sound with its highest sample at `peak`."""
    top = peak_of(sound)
    return (sound * (peak / top)).astype(np.float32) if top > 0 else sound


def peak_of(sound: Stereo) -> float:
    """The highest sample of a sound, up or down."""
    return max(0.0, float(sound.max()), -float(sound.min())) if sound.size else 0.0


def at_rms(sound: Mono, rms: float) -> Mono:
    """The sound at a root mean square of `rms`."""
    now = float(np.sqrt(np.mean(np.square(sound, dtype=np.float64))))
    return (sound * (rms / now)).astype(np.float32) if now > 0 else sound


def sides(noise: Mono, shared: float = 0.3) -> Stereo:
    """A noise that loops as a wide one: the other side is the same noise half a turn later."""
    other = np.roll(noise, noise.shape[0] // 2 + 1009)
    return np.stack([noise + other * shared, other + noise * shared], axis=1)


@lru_cache(maxsize=8)
def _gains(samples: int, curve: tuple[tuple[float, float], ...]) -> NDArray[np.float32]:
    """The factor of every frequency of a sound of so many samples."""
    frequencies = rfftfreq(samples, 1.0 / SAMPLE_RATE).astype(np.float32)
    grid = np.geomspace(_LOWEST, SAMPLE_RATE / 2.0, 512)
    decibels = np.interp(np.log(grid), [np.log(hz) for hz, _ in curve], [db for _, db in curve])
    gains = np.interp(frequencies, grid, 10.0 ** (decibels / 20.0)).astype(np.float32)
    gains[frequencies < _LOWEST] = 0.0
    return gains
