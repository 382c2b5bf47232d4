"""Struck bodies: what rings when it is hit, as a sum of its modes (modal synthesis)."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (scipy has no complete types)

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.effects.noise import Mono, count

Mode = tuple[float, float, float]
"""Hz, seconds to fall by 60 dB, gain."""

BEAM = (1.0, 2.756, 5.404, 8.933, 13.34)
"""The modes of a free beam, as multiples of its first (Fletcher and Rossing, Physics of Musical Instruments)."""
BELL = (0.5, 1.0, 1.19, 1.5, 2.0, 2.66, 3.01, 4.16, 5.43, 6.79)
"""Hum, prime, tierce, quint, nominal and above, of a bell that is in tune."""
MEMBRANE = (1.0, 1.593, 2.136, 2.296, 2.653, 2.918, 3.5)
"""The modes of a round skin."""


def pulse(milliseconds: float, rng: np.random.Generator, rough: float = 0.0) -> NDArray[np.float64]:
    """The force of a blow: short is hard, long is soft; `rough` adds the grit of the two surfaces. It sums to 1."""
    n = max(3, int(milliseconds * 0.001 * SAMPLE_RATE))
    force = np.hanning(n + 2)[1:-1]
    if rough:
        force = force * (1.0 + rough * rng.standard_normal(n))
    return force / max(1e-9, float(np.abs(force).sum()))


def struck(
    modes: Sequence[Mode], rng: np.random.Generator, *, milliseconds: float = 0.6, rough: float = 0.3,
    spread: float = 0.012, longest: float = 6.0,
) -> Mono:  # fmt: skip
    """A body with these modes, hit once. A little of every mode's pitch and loudness is where it was hit."""
    blow = pulse(milliseconds, rng, rough)
    return excited(blow, modes, rng, spread=spread, longest=longest)


def excited(
    force: NDArray[np.float64], modes: Sequence[Mode], rng: np.random.Generator, *, spread: float = 0.012,
    longest: float = 6.0,
) -> Mono:  # fmt: skip
    """A body driven by any force (a scrape, a row of blows): its modes ring on after the force has ended."""
    seconds = min(longest, max(mode[1] for mode in modes) * 1.05)
    out = np.zeros(len(force) + count(seconds))
    for frequency, fall, gain in modes:
        hertz = frequency * (1.0 + spread * float(rng.standard_normal()))
        if not 20.0 < hertz < SAMPLE_RATE * 0.46:
            continue
        n = len(force) + count(min(seconds, fall * 1.05))
        driven = np.zeros(n)
        driven[: len(force)] = force
        radius = 10.0 ** (-3.0 / (fall * SAMPLE_RATE))
        turn = 2.0 * np.pi * hertz / SAMPLE_RATE
        heard = gain * float(rng.uniform(0.75, 1.25))
        out[:n] += lfilter([np.sin(turn) * heard], [1.0, -2.0 * radius * np.cos(turn), radius * radius], driven)
    return out.astype(np.float32)


def modes_of(
    first: float, ratios: Sequence[float], seconds: float, *, damping: float = 0.6, slope: float = 0.8
) -> list[Mode]:
    """Modes over a first one: each falls faster by its ratio to the power of `damping`, and is softer by its ratio to
    the power of `slope`."""
    return [(first * r, seconds * r**-damping, r**-slope) for r in ratios]


def cloud(
    low: float, high: float, number: int, seconds: float, rng: np.random.Generator, *, damping: float = 0.5
) -> list[Mode]:
    """Many modes that belong to no scale: a box, a door, scrap metal."""
    found: list[Mode] = []
    for _ in range(number):
        hertz = float(np.exp(rng.uniform(np.log(low), np.log(high))))
        found.append(
            (hertz, seconds * (low / hertz) ** damping * float(rng.uniform(0.6, 1.4)), float(rng.uniform(0.3, 1.0)))
        )
    return sorted(found)


def wooden(
    first: float, rng: np.random.Generator, *, seconds: float = 0.12, hard: float = 0.8, number: int = 9
) -> Mono:
    """A knock on a board or a box: low modes that die at once, and the dry click of the contact."""
    modes = [(first, seconds, 1.0), *cloud(first * 1.35, first * 9.0, number, seconds * 0.8, rng, damping=0.55)]
    return struck(modes, rng, milliseconds=1.6 / hard, rough=0.5)
