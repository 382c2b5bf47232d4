"""Spot effects: one short sound each, mono, as `make(samples, ground, rng)`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lampblack.builtin.effects.noise import Mono, attack, band, clock, ring, wander, white

Spot = Callable[[int, str, np.random.Generator], Mono]

_GROUNDS: dict[str, tuple[float, float, float, float]] = {
    # crunch low, crunch high (Hz), length of the crunch (s), share of the heel's thud
    "rock": (900.0, 5200.0, 0.05, 0.9),
    "sand": (500.0, 3800.0, 0.16, 0.35),
    "grass": (1200.0, 7000.0, 0.14, 0.35),
    "earth": (300.0, 2600.0, 0.09, 0.8),
    "wood": (200.0, 1800.0, 0.05, 1.3),
    "snow": (700.0, 3200.0, 0.22, 0.25),
}


def footstep(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """Heel, then the sole rolling over what it stands on."""
    low, high, length, thud = _GROUNDS.get(ground, _GROUNDS["earth"])
    heel = band(white(samples, rng) * attack(samples, 0.002, 0.05), 50.0, 220.0) * thud * 3.0
    grains = white(samples, rng) * (rng.random(samples) < 0.06) * 2.0
    sole = band((grains + white(samples, rng) * 0.4).astype(np.float32), low, high)
    roll = np.roll(attack(samples, 0.02, length * 1.6), int(0.055 * 48_000))
    out = heel + sole * (0.5 * attack(samples, 0.004, length) + 0.6 * roll)
    if ground == "wood":
        out = out + ring((white(samples, rng) * attack(samples, 0.001, 0.02)).astype(np.float32), 190.0, 0.12) * 6.0
    return out.astype(np.float32)


def staff(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A wooden staff set down: a knock with the wood's two modes."""
    blow = (white(samples, rng) * attack(samples, 0.001, 0.02)).astype(np.float32)
    soft = 0.5 if ground in ("sand", "grass", "snow") else 1.0
    wooden = ring(blow, 310.0, 0.16) * 8.0 * soft + ring(blow, 740.0, 0.08) * 5.0 * soft
    return (wooden + band(blow, 60.0, 300.0)).astype(np.float32)


def splash(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A hand or foot into water: the slap, then drops falling back."""
    slap = band(white(samples, rng) * attack(samples, 0.004, 0.25), 300.0, 5000.0)
    return (slap + _drops(samples, 26, 0.9, rng) * 0.8).astype(np.float32)


def drink(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """Four swallows and the water between them."""
    out = _drops(samples, 14, 1.0, rng) * 0.35
    for index in range(4):
        start = int((0.08 + 0.4 * index) * 48_000)
        n = min(samples - start, 9_600)
        if n <= 0:
            break
        t = clock(n)
        gulp = np.sin(2 * np.pi * (150.0 * t + 420.0 * t * t)) * np.sin(np.pi * np.minimum(1.0, t / 0.16)) ** 2
        out[start : start + n] += (gulp * (t < 0.16)).astype(np.float32)
    return out


def cloth(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A sleeve, a robe: soft high noise that swells twice."""
    swell = wander(samples, 6.0, rng) * np.hanning(samples)
    return (band(white(samples, rng), 1200.0, 7500.0) * swell).astype(np.float32)


def fall(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A body comes down: knees, then the whole weight, then what it stirs up."""
    out = band(white(samples, rng) * attack(samples, 0.004, 0.12), 40.0, 260.0) * 1.5
    later = int(0.28 * 48_000)
    weight = band(white(samples, rng) * attack(samples, 0.006, 0.4), 30.0, 160.0) * 4.0
    dust = band(white(samples, rng) * attack(samples, 0.05, 0.6), 500.0, 3000.0) * 0.3
    out[later:] += (weight + dust)[: samples - later]
    return out.astype(np.float32)


def thunder(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A crack and its long roll."""
    crack = band(white(samples, rng) * attack(samples, 0.004, 0.35), 120.0, 4000.0)
    roll = band(white(samples, rng), 25.0, 160.0) * wander(samples, 3.0, rng) * attack(samples, 0.25, 5.0) * 6.0
    return (crack * 0.6 + roll).astype(np.float32)


def knock(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """Knuckles on a wooden door, three times."""
    out = np.zeros(samples, np.float32)
    for index in range(3):
        start = int(index * 0.22 * 48_000)
        if start < samples:
            blow = (white(samples - start, rng) * attack(samples - start, 0.001, 0.02)).astype(np.float32)
            out[start:] += ring(blow, 240.0, 0.12) * 8.0 + ring(blow, 520.0, 0.07) * 4.0
    return out


def sword(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """Steel drawn: a scrape that rises into ringing."""
    scrape = band(white(samples, rng) * np.hanning(samples).astype(np.float32), 3000.0, 9000.0) * 0.4
    blow = (white(samples, rng) * attack(samples, 0.001, 0.02)).astype(np.float32)
    tones = sum((ring(blow, f, 1.2) for f in (2110.0, 3370.0, 5230.0)), np.zeros(samples, np.float32))
    return (scrape + tones * 9.0).astype(np.float32)


def bell(samples: int, ground: str, rng: np.random.Generator) -> Mono:
    """A bronze bell, struck once."""
    t = clock(samples)
    partials = ((1.0, 1.0, 1.1), (0.5, 0.4, 0.7), (1.19, 0.5, 1.6), (2.0, 0.4, 2.4), (2.66, 0.2, 3.5))
    tones = sum((a * np.sin(2 * np.pi * 392.0 * r * t) * np.exp(-d * t) for r, a, d in partials), np.zeros(samples))
    return tones.astype(np.float32)


def _drops(samples: int, count: int, spread: float, rng: np.random.Generator) -> Mono:
    """Drops: little rising chirps, thinning out."""
    out = np.zeros(samples, np.float32)
    for _ in range(count):
        start = int(samples * spread * rng.random() ** 1.6)
        n = min(samples - start, 2_400)
        if n > 100:
            t = clock(n)
            pitch = rng.uniform(600.0, 1800.0)
            chirp = np.sin(2 * np.pi * (pitch * t + pitch * 6.0 * t * t)) * np.exp(-t * rng.uniform(60.0, 140.0))
            out[start : start + n] += (chirp * rng.uniform(0.2, 0.8)).astype(np.float32)
    return out


SPOTS: dict[str, Spot] = {
    each.__name__: each for each in (footstep, staff, splash, drink, cloth, fall, thunder, knock, sword, bell)
}
