"""Steel and string: swords drawn, crossed, put away; bows, whips, a weapon of the future."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import BEAM, Mode, excited, struck
from lampblack.builtin.effects.hands import whoosh
from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, together, white
from lampblack.builtin.effects.voices import line
from lampblack.engines.requests import Foley


def blade(first: float, seconds: float, rng: np.random.Generator) -> list[Mode]:
    """A long thin bar of steel, with pairs of modes that beat."""
    modes: list[Mode] = []
    for ratio in (*BEAM, 18.6, 24.8):
        hertz = first * ratio
        for side in (0.997, 1.004):
            modes.append((hertz * side, seconds * (first / hertz) ** 0.35, float(rng.uniform(0.4, 1.0)) * ratio**-0.15))
    return modes


def sword(asked: Foley, rng: np.random.Generator) -> Mono:
    """Steel drawn: it grinds along the scabbard's mouth, rises, and rings free."""
    n = count(0.42)
    grip = line(n, ((0.0, 0.35), (0.3, 0.6), (0.85, 1.0), (1.0, 0.3)))
    grind = band(white(n, rng), 2600.0, 11000.0).astype(np.float64) * grip
    rubbed = excited(grind * 0.02, blade(610.0, 0.9, rng)[4:], rng)
    free = struck(blade(560.0, 1.1, rng), rng, milliseconds=0.3)
    tap = struck([(900.0, 0.03, 1.0), (2200.0, 0.02, 0.7)], rng, milliseconds=0.5)
    return together(
        (0.0, tap * np.float32(0.4)),
        (0.0, grind.astype(np.float32) * np.float32(0.22)),
        (0.0, rubbed * np.float32(0.5)),
        (0.36, free * np.float32(0.5)),
    )


def clash(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two blades meet: a hard contact, both ring, and they slide off each other."""
    first = struck(blade(430.0, 1.1, rng), rng, milliseconds=0.18, rough=0.8)
    second = struck(blade(520.0, 0.9, rng), rng, milliseconds=0.18, rough=0.8)
    n = count(0.16)
    slide = band(white(n, rng), 3500.0, 12000.0) * attack(n, 0.03, 0.16) * np.float32(0.25)
    return together(
        (0.0, first),
        (0.0, second * np.float32(0.8)),
        (0.0, burst(0.01, rng, 1500.0, 12000.0, 0.0002) * np.float32(0.6)),
        (0.03, slide),
    )


def sheathe(asked: Foley, rng: np.random.Generator) -> Mono:
    """Steel put away: the slide, then the guard on the mouth of the scabbard."""
    n = count(0.32)
    slide = (
        band(white(n, rng), 2000.0, 8000.0)
        * line(n, ((0.0, 0.4), (0.6, 0.7), (1.0, 1.0))).astype(np.float32)
        * np.float32(0.3)
    )
    stop = struck(
        [(540.0, 0.06, 1.0), (1250.0, 0.06, 0.8), (2900.0, 0.08, 0.5), (4600.0, 0.05, 0.4)], rng, milliseconds=0.6
    )
    return together((0.0, slide), (0.32, stop))


def bow(asked: Foley, rng: np.random.Generator) -> Mono:
    """The string let go, and the arrow away."""
    string = struck(
        [(118.0, 0.20, 1.0), (239.0, 0.16, 0.8), (371.0, 0.12, 0.6), (610.0, 0.07, 0.4), (1240.0, 0.03, 0.3)],
        rng,
        milliseconds=1.0,
    )
    return together(
        (0.0, string),
        (0.0, burst(0.02, rng, 800.0, 5000.0) * np.float32(0.4)),
        (0.03, whoosh(asked, rng) * np.float32(0.5)),
    )


def whip(asked: Foley, rng: np.random.Generator) -> Mono:
    """The swish, and the crack of its end."""
    n = count(0.2)
    swish = band(white(n, rng), 900.0, 5000.0) * (clock(n) / 0.2).astype(np.float32) ** 1.5 * np.float32(0.4)
    crack = together(
        (0.0, burst(0.012, rng, 1200.0, 16000.0, 0.0002)), (0.0, burst(0.08, rng, 500.0, 4000.0) * np.float32(0.4))
    )
    return together((0.0, burst(0.02, rng, 900.0, 4000.0) * np.float32(0.12)), (0.0, swish), (0.2, crack))


def laser(asked: Foley, rng: np.random.Generator) -> Mono:
    """A weapon of the future: a chirp that falls through three octaves."""
    n = count(0.4)
    t = clock(n)
    phase = 2.0 * np.pi * np.cumsum(180.0 + 2600.0 * np.exp(-t * 16.0)) / 48_000
    return together(
        (0.0, (np.sin(phase + 1.4 * np.sin(2.01 * phase)) * attack(n, 0.002, 0.4)).astype(np.float32)),
        (0.0, burst(0.03, rng, 1500.0, 9000.0) * np.float32(0.4)),
    )
