"""Feet: what a sole does to the ground it stands on, by ground, weight, pace and shoe; hooves and paws."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from lampblack.builtin.effects.bodies import modes_of, struck, wooden
from lampblack.builtin.effects.grains import sprinkled, times
from lampblack.builtin.effects.noise import Mono, attack, band, burst, count, together, white
from lampblack.builtin.effects.waters import bubbles
from lampblack.engines.requests import Foley


@dataclass(frozen=True, kw_only=True, slots=True)
class Ground:
    """What answers a foot: the thud (Hz, seconds, share), the crunch of what lies loose (Hz from and to, seconds,
    grains a second, share), and how hard it is (0 soft, 1 stone)."""

    thud: tuple[float, float, float]
    crunch: tuple[float, float, float, float, float]
    hard: float


GROUNDS: dict[str, Ground] = {
    "earth": Ground(thud=(95.0, 0.09, 1.0), crunch=(300.0, 2600.0, 0.10, 260.0, 0.35), hard=0.25),
    "grass": Ground(thud=(80.0, 0.08, 0.5), crunch=(1800.0, 8000.0, 0.15, 500.0, 0.55), hard=0.05),
    "sand": Ground(thud=(70.0, 0.09, 0.4), crunch=(700.0, 5200.0, 0.18, 1500.0, 0.55), hard=0.0),
    "gravel": Ground(thud=(110.0, 0.06, 0.25), crunch=(1400.0, 7500.0, 0.20, 240.0, 2.2), hard=0.3),
    "snow": Ground(thud=(75.0, 0.07, 0.22), crunch=(500.0, 3400.0, 0.24, 900.0, 1.1), hard=0.0),
    "leaves": Ground(thud=(85.0, 0.07, 0.25), crunch=(2200.0, 9500.0, 0.24, 170.0, 2.2), hard=0.05),
    "rock": Ground(thud=(130.0, 0.05, 0.7), crunch=(1600.0, 7000.0, 0.06, 120.0, 0.30), hard=0.9),
    "stone": Ground(thud=(140.0, 0.05, 0.7), crunch=(1800.0, 6500.0, 0.05, 60.0, 0.16), hard=1.0),
    "wood": Ground(thud=(105.0, 0.10, 0.9), crunch=(600.0, 3500.0, 0.05, 60.0, 0.12), hard=0.6),
    "metal": Ground(thud=(120.0, 0.07, 0.6), crunch=(1500.0, 6000.0, 0.05, 60.0, 0.10), hard=0.9),
    "carpet": Ground(thud=(80.0, 0.08, 1.0), crunch=(900.0, 3600.0, 0.08, 1200.0, 0.10), hard=0.0),
    "water": Ground(thud=(90.0, 0.10, 0.5), crunch=(500.0, 4200.0, 0.16, 700.0, 0.5), hard=0.0),
}
"""By ground; what nobody wrote down is earth."""

_HARD = {"": 0.45, "soft": 0.25, "hard": 1.0, "bare": 0.12}
"""How hard a sole is."""


def footstep(asked: Foley, rng: np.random.Generator) -> Mono:
    """Heel, then the sole rolling over what it stands on, then the toe.

    Who is heavy is deeper; who runs lands at once."""
    ground = GROUNDS.get(asked.ground, GROUNDS["earth"])
    weight = min(2.0, max(0.35, asked.weight))
    running = asked.pace == "run"
    roll = (0.035 if running else 0.085) * weight**0.3 * float(rng.uniform(0.9, 1.15))
    heel = _contact(ground, asked, weight, rng)
    toe = _contact(ground, asked, weight * 0.55, rng) * np.float32(0.62 if running else 0.42)
    sole = _crunch(ground, roll + ground.crunch[2], weight, rng) * np.float32(1.25 if running else 1.0)
    return together((0.0, heel), (roll, toe), (0.0, sole))


def _contact(ground: Ground, asked: Foley, weight: float, rng: np.random.Generator) -> Mono:
    """Heel or toe comes down: the weight in the ground, and the click of a sole on something hard."""
    hertz, seconds, share = ground.thud
    low = struck(
        [(hertz * weight**-0.35, seconds, share), (hertz * 1.9 * weight**-0.3, seconds * 0.6, share * 0.5)],
        rng, milliseconds=5.0 - 2.5 * ground.hard, spread=0.05,
    )  # fmt: skip
    parts: list[tuple[float, Mono]] = [(0.0, low), (0.0, burst(0.012, rng, 150.0, 1800.0) * np.float32(0.16 * share))]
    click = ground.hard * _HARD[asked.shoe]
    if click > 0.05:
        tone = float(rng.uniform(1500.0, 2300.0))
        modes = [(tone, 0.014, click), (tone * 1.9, 0.009, 0.7 * click), (420.0, 0.03, 0.8 * click)]
        parts.append((0.0, struck(modes, rng, milliseconds=0.35, rough=0.6) * np.float32(0.5)))
    if asked.ground == "wood":
        parts.append((0.0, wooden(160.0, rng, seconds=0.11, hard=0.5 + 0.5 * _HARD[asked.shoe]) * np.float32(0.55)))
    if asked.ground == "metal":
        modes = modes_of(310.0, (1.0, 1.52, 2.41, 3.3, 4.7, 6.1), 0.45, damping=0.5)
        parts.append((0.0, struck(modes, rng, milliseconds=0.8) * np.float32(0.35)))
    if asked.ground == "water":
        parts.append((0.0, burst(0.10, rng, 300.0, 3800.0, 0.006) * np.float32(0.8)))
        parts.append((0.05, bubbles(0.3, 16, rng) * np.float32(0.5)))
    return together(*parts)


def _crunch(ground: Ground, seconds: float, weight: float, rng: np.random.Generator) -> Mono:
    """What lies loose: grains that give way while the weight rolls over them."""
    low, high, _, rate, share = ground.crunch
    n = count(seconds + 0.03)
    shape = np.sin(np.pi * np.minimum(1.0, np.arange(n) / count(seconds))) ** 0.7 * attack(n, 0.002, seconds * 2.2)
    bank = [
        burst(float(rng.uniform(0.004, 0.016)), rng, low * float(rng.uniform(0.8, 1.6)), high, 0.0005)
        for _ in range(10)
    ]
    grains = sprinkled(n, bank, times(count(seconds), rate * seconds, rng), rng, 26.0)
    bed = band(white(n, rng), low, high) * np.float32(0.25 if rate < 400.0 else 0.5)
    return ((grains + bed) * shape * share * 0.45 * weight**0.25).astype(np.float32)


def staff(asked: Foley, rng: np.random.Generator) -> Mono:
    """A wooden staff set down: the shaft rings, the ground answers."""
    ground = GROUNDS.get(asked.ground, GROUNDS["earth"])
    shaft = struck(
        [(330.0, 0.13, 1.0), (905.0, 0.08, 0.7), (1770.0, 0.05, 0.4), (2900.0, 0.03, 0.25)], rng,
        milliseconds=2.4 - 1.8 * ground.hard,
    )  # fmt: skip
    crunch = _crunch(ground, 0.05, 0.6, rng)
    return together((0.0, shaft * np.float32(0.5 + 0.5 * ground.hard)), (0.0, crunch))


def hoof(asked: Foley, rng: np.random.Generator) -> Mono:
    """One hoof: a hollow cup of horn, on earth dull, on stone and wood with its clop."""
    ground = GROUNDS.get(asked.ground, GROUNDS["earth"])
    clop = float(rng.uniform(0.9, 1.12))
    horn = struck(
        [(620.0 * clop, 0.05, 1.0), (1130.0 * clop, 0.04, 0.8), (2050.0 * clop, 0.025, 0.4), (3400.0, 0.015, 0.2)], rng,
        milliseconds=1.6 - 1.1 * ground.hard,
    )  # fmt: skip
    weight = struck([(92.0, 0.10, 1.0), (165.0, 0.07, 0.6)], rng, milliseconds=5.0) * np.float32(
        1.0 - 0.4 * ground.hard
    )
    sole = _crunch(ground, 0.05, 1.6, rng)
    return together((0.0, horn * np.float32(0.25 + 0.75 * ground.hard)), (0.0, weight), (0.004, sole))


def paw(asked: Foley, rng: np.random.Generator) -> Mono:
    """A soft foot with claws: a pat, and two clicks where the ground is hard."""
    ground = GROUNDS.get(asked.ground, GROUNDS["earth"])
    pat = struck([(170.0, 0.05, 1.0), (320.0, 0.03, 0.5)], rng, milliseconds=6.0)
    parts = [(0.0, pat), (0.0, _crunch(ground, 0.04, 0.4, rng))]
    for at in (0.006, 0.019) if ground.hard > 0.4 else ():
        parts.append(
            (at, struck([(3900.0, 0.008, 1.0), (6100.0, 0.005, 0.6)], rng, milliseconds=0.2) * np.float32(0.25))
        )
    return together(*parts)


def gallop(asked: Foley, rng: np.random.Generator) -> Mono:
    """A horse at full speed, for as long as is asked: three beats and the leap, again and again."""
    one = [hoof(asked, rng) for _ in range(6)]
    parts: list[tuple[float, Mono]] = []
    at, number = 0.0, 0
    while at < asked.samples / 48_000 - 0.3:
        for after, force in ((0.0, 0.7), (0.105, 0.9), (0.205, 1.0)):
            parts.append(
                (
                    at + after + float(rng.uniform(0.0, 0.008)),
                    one[number % 6] * np.float32(force * rng.uniform(0.85, 1.1)),
                )
            )
            number += 1
        at += 0.43 * float(rng.uniform(0.98, 1.02))
    return together(*parts)
