"""People without words: breath, a gasp, sobs, a cough, quiet laughter, a snore, a crowd that cheers."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.grains import sprinkled, times
from lampblack.builtin.effects.noise import Mono, band, burst, clock, count, together, white
from lampblack.builtin.effects.voices import Formant, Knots, line, throat, utter
from lampblack.engines.requests import Foley

A: list[tuple[Knots | float, float, float]] = [
    (720.0, 110.0, 1.0),
    (1240.0, 130.0, 0.7),
    (2550.0, 220.0, 0.3),
    (3500.0, 300.0, 0.15),
]
E: list[tuple[Knots | float, float, float]] = [
    (480.0, 90.0, 1.0),
    (1750.0, 150.0, 0.6),
    (2450.0, 220.0, 0.35),
    (3400.0, 300.0, 0.15),
]
U: list[tuple[Knots | float, float, float]] = [
    (360.0, 80.0, 1.0),
    (850.0, 110.0, 0.5),
    (2300.0, 220.0, 0.15),
    (3300.0, 300.0, 0.08),
]
"""Vowels of a grown-up; lighter bodies are made by scaling the pitch alone, which is enough for a breath."""


def aspirated(seconds: float, loud: Knots, vowel: list[Formant], rng: np.random.Generator) -> Mono:
    """Air alone through a mouth."""
    n = count(seconds)
    air = throat(band(white(n, rng), 300.0, 9000.0).astype(np.float64), [*vowel, (5200.0, 1800.0, 0.35)])
    return (air * line(n, loud)).astype(np.float32)


def breath(asked: Foley, rng: np.random.Generator) -> Mono:
    """In through the nose, out through the mouth: a sigh."""
    inward = aspirated(0.5, ((0.0, 0.25), (0.5, 0.6), (1.0, 0.0)), [(1500.0, 500.0, 0.7), (3200.0, 900.0, 0.6)], rng)
    out = aspirated(
        0.85,
        ((0.0, 0.1), (0.15, 1.0), (1.0, 0.0)),
        [(700.0, 200.0, 1.0), (1300.0, 260.0, 0.7), (2600.0, 500.0, 0.3)],
        rng,
    )
    return together((0.0, inward), (0.62, out))


def gasp(asked: Foley, rng: np.random.Generator) -> Mono:
    """Air drawn in suddenly, with a trace of voice."""
    air = aspirated(
        0.42,
        ((0.0, 0.4), (0.25, 1.0), (1.0, 0.0)),
        [(900.0, 250.0, 1.0), (1900.0, 350.0, 0.9), (3000.0, 600.0, 0.5)],
        rng,
    )
    voice = utter(
        0.16, ((0.0, 250.0), (1.0, 340.0)), ((0.0, 0.2), (0.4, 1.0), (1.0, 0.0)), A, rng, breath=0.5, tilt=800.0
    )
    return together((0.0, air), (0.03, voice * np.float32(0.15)))


def sob(asked: Foley, rng: np.random.Generator) -> Mono:
    """Quiet weeping: breath that catches, a thin voice in it now and then."""
    parts: list[tuple[float, Mono]] = []
    for index, at in enumerate((0.0, 0.56, 1.14)):
        catch = aspirated(0.16, ((0.0, 0.4), (0.4, 1.0), (1.0, 0.0)), [(1700.0, 400.0, 1.0), (3100.0, 700.0, 0.6)], rng)
        top = 330.0 - 25.0 * index
        voice = utter(
            0.3,
            ((0.0, top), (0.3, top * 1.06), (1.0, top * 0.78)),
            ((0.0, 0.1), (0.25, 1.0), (1.0, 0.0)),
            U,
            rng,
            breath=0.7,
            jitter=0.02,
            tilt=700.0,
            flutter=(7.0, 0.4),
        )
        parts += [(at, catch * np.float32(0.7)), (at + 0.2, voice * np.float32(0.5))]
    return together(*parts)


def cough(asked: Foley, rng: np.random.Generator) -> Mono:
    """Twice: the cords burst open, air follows."""

    def one(force: float) -> Mono:
        open_ = burst(0.04, rng, 300.0, 5000.0, 0.001)
        air = aspirated(
            0.22,
            ((0.0, 1.0), (0.3, 0.7), (1.0, 0.0)),
            [(650.0, 200.0, 1.0), (1400.0, 260.0, 0.9), (2700.0, 500.0, 0.5)],
            rng,
        )
        voice = utter(
            0.13,
            ((0.0, 190.0), (1.0, 120.0)),
            ((0.0, 0.6), (0.2, 1.0), (1.0, 0.0)),
            E,
            rng,
            breath=0.6,
            growl=0.4,
            jitter=0.05,
        )
        return together(
            (0.0, open_ * np.float32(0.5)), (0.0, air * np.float32(1.6)), (0.0, voice * np.float32(0.6))
        ) * np.float32(force)

    return together((0.0, one(1.0)), (0.34, one(0.8)))


def laugh(asked: Foley, rng: np.random.Generator) -> Mono:
    """A chuckle more breath than voice: what can be made without a person and not sound like a toy."""
    parts: list[tuple[float, Mono]] = []
    base = 165.0 * float(rng.uniform(0.9, 1.2))
    for index in range(6):
        force = 0.95**index
        puff = aspirated(
            0.12,
            ((0.0, 0.5), (0.3, 1.0), (1.0, 0.0)),
            [(620.0, 180.0, 1.0), (1500.0, 260.0, 0.8), (2600.0, 450.0, 0.5)],
            rng,
        )
        voice = utter(
            0.11,
            ((0.0, base * 1.12), (1.0, base * 0.94)),
            ((0.0, 0.1), (0.35, 1.0), (1.0, 0.0)),
            E,
            rng,
            breath=0.5,
            tilt=900.0,
        )
        parts += [(0.235 * index, puff * np.float32(force)), (0.235 * index + 0.015, voice * np.float32(0.35 * force))]
        base *= 0.975
    return together(*parts)


def snore(asked: Foley, rng: np.random.Generator) -> Mono:
    """The palate flaps as air goes in; it goes out quietly."""
    n = count(1.15)
    t = clock(n)
    flap = (
        0.15
        + np.clip(np.sin(2.0 * np.pi * np.cumsum(line(n, ((0.0, 38.0), (0.5, 30.0), (1.0, 24.0)))) / 48_000), 0.0, 1.0)
        ** 3
    )
    air = throat(white(n, rng).astype(np.float64), [(240.0, 90.0, 1.0), (620.0, 160.0, 0.7), (1700.0, 400.0, 0.25)])
    inward = (air * flap * np.minimum(1.0, t / 0.02) * np.sin(np.pi * t / 1.15) ** 0.7).astype(np.float32)
    out = aspirated(0.9, ((0.0, 0.05), (0.3, 0.3), (1.0, 0.0)), [(500.0, 250.0, 1.0), (1500.0, 400.0, 0.5)], rng)
    return together((0.0, inward), (1.45, out))


def cheer(asked: Foley, rng: np.random.Generator) -> Mono:
    """Many people at once, far enough away that none of them is one: a roar of voices and hands."""
    n = asked.samples
    bank: list[Mono] = []
    for _ in range(12):
        top = float(rng.uniform(190.0, 460.0))
        vowel = A if rng.random() < 0.6 else E
        bank.append(
            utter(
                float(rng.uniform(0.35, 0.6)),
                ((0.0, top * 0.8), (0.3, top * 1.1), (1.0, top * 0.85)),
                ((0.0, 0.2), (0.3, 1.0), (1.0, 0.0)),
                vowel,
                rng,
                breath=0.4,
                jitter=0.02,
            )
        )
    t = clock(n) / (n / 48_000)
    voices = sprinkled(n, bank, np.sort((n * 0.85 * rng.random(220)).astype(np.int64)), rng, 16.0)
    claps = sprinkled(n, [burst(0.03, rng, 900.0, 4000.0, 0.0007) for _ in range(8)], times(n, 260.0, rng), rng, 20.0)
    bed = band(white(n, rng), 400.0, 2600.0)
    scale = np.float32(0.5 * np.abs(voices).max() / max(1e-9, np.abs(bed).max()))
    shape = np.minimum(1.0, t / 0.12 + 0.15) * np.minimum(1.0, (1.0 - t) / 0.45)
    return band(((voices + bed * scale + claps * scale * 0.8) * shape).astype(np.float32), 200.0, 5000.0, 1)
