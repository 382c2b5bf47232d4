"""Water: drops and bubbles that sing their size (Minnaert), splashes, pouring, swallowing."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.grains import sprinkled, times
from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, together, white
from lampblack.engines.requests import Foley


def bubble(millimetres: float, rng: np.random.Generator, rise: float = 0.1) -> Mono:
    """One bubble of this radius: rings at 3 / r Hz (r in metres), faster the nearer it comes to the surface.

    It is damped as van den Doel has it (Physically Based Models for Liquid Sounds, 2005)."""
    radius = millimetres * 1e-3
    hertz, damping = 3.0 / radius, 0.13 / radius + 0.0072 * radius**-1.5
    n = count(min(0.25, 6.0 / damping))
    t = clock(n)
    swing = np.sin(2.0 * np.pi * hertz * (t + 0.5 * rise * damping * t * t) + float(rng.uniform(0.0, 6.28)))
    return (swing * np.exp(-damping * t) * np.minimum(1.0, t / 0.0008)).astype(np.float32)


def bubble_bank(rng: np.random.Generator, number: int = 24, small: float = 0.9, large: float = 6.0) -> list[Mono]:
    """Bubbles of many sizes; the larger, the louder."""
    sizes = np.exp(rng.uniform(np.log(small), np.log(large), number))
    return [
        bubble(float(size), rng, float(rng.uniform(0.0, 0.25))) * np.float32((size / large) ** 0.8) for size in sizes
    ]


def bubbles(seconds: float, number: int, rng: np.random.Generator, small: float = 0.9, large: float = 6.0) -> Mono:
    """So many bubbles, most of them early."""
    n = count(seconds)
    at = np.sort((n * rng.random(number) ** 1.7).astype(np.int64))
    return sprinkled(n, bubble_bank(rng, 14, small, large), at, rng, 20.0)


def splash(asked: Foley, rng: np.random.Generator) -> Mono:
    """A body or a hand into water: the slap, the hollow it leaves, then drops falling back."""
    slap = burst(0.28, rng, 280.0, 6500.0, 0.004)
    hollow = burst(0.35, rng, 60.0, 420.0, 0.02) * np.float32(1.4)
    return together((0.0, slap), (0.02, hollow), (0.06, bubbles(0.9, 70, rng, 0.8, 9.0) * np.float32(0.9)))


def drop(asked: Foley, rng: np.random.Generator) -> Mono:
    """One drop into standing water: the tick of its fall, then the bubble it closes over."""
    size = float(rng.uniform(1.6, 2.6))
    tick = burst(0.004, rng, 2500.0, 9000.0, 0.0004) * np.float32(0.12)
    plink = bubble(size, rng, 0.22)
    return together((0.0, tick), (0.004, bubble(size * 1.7, rng, 0.1) * np.float32(0.3)), (0.007, plink))


def stir(asked: Foley, rng: np.random.Generator) -> Mono:
    """Something comes up from below: bubbles, large ones among them."""
    n = asked.samples
    bank = bubble_bank(rng, 18, 1.8, 14.0)
    return together((0.0, bank[0]), (0.0, sprinkled(n, bank, times(int(n * 0.85), 24.0 * n / 48_000, rng), rng, 18.0)))


def pour(asked: Foley, rng: np.random.Generator) -> Mono:
    """A cup fills: a stream of bubbles whose pitch rises with the water, and the stream's own hiss."""
    n = asked.samples
    length = int(n * 0.86)
    t = clock(length)
    bank = bubble_bank(rng, 24, 1.0, 5.0)
    stream = sprinkled(length, bank, times(length, 150.0 * length / 48_000, rng), rng, 20.0)
    whole = band(white(length, rng), 900.0, 5500.0) * np.float32(0.10) + stream * np.float32(0.7)
    column = np.sin(2.0 * np.pi * np.cumsum(320.0 + 620.0 * (t / t[-1]) ** 1.6) / 48_000)
    flow = np.abs(band(white(length, rng), 0.0, 30.0)) * 6.0
    shape = np.minimum(1.0, t / 0.03) * np.minimum(1.0, (t[-1] - t) / 0.12)
    whole = (whole + 0.10 * column * flow) * shape
    return together(
        (0.0, whole.astype(np.float32)), (length / 48_000 - 0.05, bubbles(0.3, 7, rng, 1.4, 3.0) * np.float32(0.7))
    )


def drink(asked: Foley, rng: np.random.Generator) -> Mono:
    """A sip drawn in, then swallows: each a closed throat that opens with a low knock."""
    sip = burst(0.10, rng, 1500.0, 5500.0, 0.03) * np.float32(0.10)
    parts: list[tuple[float, Mono]] = [(0.0, sip), (0.04, bubbles(0.2, 6, rng, 1.2, 3.0) * np.float32(0.16))]
    for index in range(3):
        n = count(0.17)
        t = clock(n)
        tone = np.sin(2.0 * np.pi * (135.0 * t + 330.0 * t * t + float(rng.uniform(-8.0, 8.0)) * t))
        gulp = tone * np.sin(np.pi * np.minimum(1.0, t / 0.15)) ** 2
        wet = band(white(n, rng), 250.0, 1400.0) * attack(n, 0.02, 0.09) * np.float32(0.25)
        parts.append((0.22 + 0.46 * index + float(rng.uniform(-0.03, 0.03)), (gulp + wet).astype(np.float32)))
    return together(*parts)
