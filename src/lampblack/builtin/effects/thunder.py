"""The sky: thunder near and far, a gust of wind, wings."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, together, wander, white
from lampblack.engines.requests import Foley


def thunder(asked: Foley, rng: np.random.Generator) -> Mono:
    """Near: a channel of many strokes, each a crack; then the roll as farther and farther parts of it arrive."""
    n = asked.samples
    parts: list[tuple[float, Mono]] = [(0.0, burst(0.03, rng, 900.0, 12000.0, 0.0005) * np.float32(0.9))]
    for _ in range(14):
        at = float(rng.gamma(1.2, 0.35))
        low = float(rng.uniform(60.0, 140.0))
        crack = burst(float(rng.uniform(0.08, 0.4)), rng, low, 4800.0 * np.exp(-at * 1.8) + 500.0, 0.002)
        parts.append((at, crack * np.float32(0.9 * np.exp(-at * 0.9))))
    t = clock(n)
    roll = (
        band(white(n, rng), 22.0, 140.0)
        * (0.2 + wander(n, 4.0, rng) ** 2)
        * np.minimum(1.0, t / 0.08)
        * np.exp(-t * 0.75)
    )
    return together(*parts, (0.0, (roll * 11.0).astype(np.float32)))[:n]


def thunder_far(asked: Foley, rng: np.random.Generator) -> Mono:
    """Far: no crack is left, only what goes round the hills."""
    n = asked.samples
    t = clock(n)
    roll = band(white(n, rng), 22.0, 95.0) * (0.15 + wander(n, 2.6, rng) ** 2)
    murmur = band(white(n, rng), 90.0, 240.0) * wander(n, 3.4, rng) ** 3 * np.float32(0.5)
    shape = np.minimum(1.0, t / 0.12) * np.exp(-np.maximum(0.0, t - 1.2) * 0.7)
    return ((roll + murmur) * shape).astype(np.float32)


def gust(asked: Foley, rng: np.random.Generator) -> Mono:
    """One gust: it comes up, whistles at its height, and is over."""
    n = asked.samples
    t = clock(n) / (n / 48_000)
    swell = 0.03 + np.exp(-(((t - 0.38) / 0.24) ** 2))
    low = band(white(n, rng), 60.0, 480.0)
    high = band(white(n, rng), 500.0, 2600.0) * swell
    return ((low + 0.5 * high) * swell * (1.0 - t) ** 0.3 * (0.7 + 0.3 * wander(n, 6.0, rng))).astype(np.float32)


def wings(asked: Foley, rng: np.random.Generator) -> Mono:
    """A bird takes off: beats of air that grow faster and fainter."""
    parts: list[tuple[float, Mono]] = []
    at, gap, force = 0.0, 0.13, 1.0
    while at < 1.1:
        n = count(0.075)
        beat = band(white(n, rng), 250.0, 2600.0) * np.hanning(n).astype(np.float32) ** 1.5
        feather = burst(0.02, rng, 2500.0, 8000.0, 0.003) * np.float32(0.25)
        parts += [(at, beat * np.float32(force)), (at + 0.02, feather * np.float32(force))]
        at, gap, force = at + gap, max(0.075, gap * 0.94), force * 0.86
    return together((0.0, burst(0.02, rng, 300.0, 3000.0) * np.float32(0.4)), *parts)


def hiss(asked: Foley, rng: np.random.Generator) -> Mono:
    """A snake, a cat, a leak: air through a narrow place."""
    n = count(1.0)
    return (band(white(n, rng), 2600.0, 11000.0) * attack(n, 0.008, 2.4) * (0.7 + 0.3 * wander(n, 9.0, rng))).astype(
        np.float32
    )
