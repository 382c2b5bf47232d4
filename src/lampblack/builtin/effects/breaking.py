"""What breaks, falls and bursts: glass, bowls, boards, stones, explosions."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import cloud, struck, wooden
from lampblack.builtin.effects.grains import sprinkled, times
from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, together, white
from lampblack.engines.requests import Foley


def _shards(seconds: float, number: int, low: float, high: float, ringing: float, rng: np.random.Generator) -> Mono:
    """Pieces that fall after one another, the small ones last."""
    bank = [
        struck(
            [
                (f := float(rng.uniform(low, high)), ringing, 1.0),
                (f * 1.47, ringing * 0.8, 0.7),
                (f * 2.2, ringing * 0.6, 0.5),
            ],
            rng,
            milliseconds=0.25,
        )
        for _ in range(16)
    ]
    n = count(seconds)
    at = np.sort((n * 0.85 * rng.random(number) ** 1.8).astype(np.int64))
    out = sprinkled(n, bank, at, rng, 22.0)
    return (out * (1.0 - 0.7 * clock(n) / seconds)).astype(np.float32)


def glass(asked: Foley, rng: np.random.Generator) -> Mono:
    """A pane or a glass: the crack, then shards that ring and skip."""
    crack = burst(0.06, rng, 1800.0, 14000.0, 0.0006)
    body = struck(cloud(1400.0, 9000.0, 16, 0.25, rng, damping=0.2), rng, milliseconds=0.3)
    return together(
        (0.0, crack),
        (0.0, body * np.float32(0.35)),
        (0.03, _shards(1.3, 46, 3000.0, 8500.0, 0.16, rng) * np.float32(0.6)),
    )


def crockery(asked: Foley, rng: np.random.Generator) -> Mono:
    """A bowl on stone: a dull crack, and thick shards that do not ring long."""
    crack = burst(0.05, rng, 700.0, 8000.0, 0.0006)
    body = struck(cloud(700.0, 5200.0, 12, 0.10, rng, damping=0.3), rng, milliseconds=0.4)
    return together(
        (0.0, crack),
        (0.0, body * np.float32(0.5)),
        (0.04, _shards(1.0, 22, 1500.0, 4600.0, 0.06, rng) * np.float32(0.8)),
    )


def wood_break(asked: Foley, rng: np.random.Generator) -> Mono:
    """A board or a branch gives way: fibres first, then all of it."""
    bank = [burst(float(rng.uniform(0.004, 0.014)), rng, 500.0, 6000.0, 0.0004) for _ in range(10)]
    n = count(0.4)
    fibres = sprinkled(n, bank, np.sort((n * 0.9 * rng.random(26)).astype(np.int64)), rng, 20.0)
    snap = together(
        (0.0, burst(0.03, rng, 400.0, 8000.0, 0.0004)), (0.0, wooden(190.0, rng, seconds=0.14, hard=1.4, number=14))
    )
    return together(
        (0.0, burst(0.01, rng, 900.0, 6000.0) * np.float32(0.5)),
        (0.0, fibres * np.float32(0.6)),
        (0.13, snap),
        (0.3, wooden(260.0, rng) * np.float32(0.3)),
    )


def crash(asked: Foley, rng: np.random.Generator) -> Mono:
    """Everything at once: wood, metal, glass, and what rolls on."""
    low = struck([(52.0, 0.5, 1.0), (83.0, 0.4, 0.9), (140.0, 0.3, 0.6)], rng, milliseconds=5.0)
    scrap = struck(cloud(250.0, 6000.0, 22, 0.7, rng, damping=0.3), rng, milliseconds=0.6, rough=1.0)
    after = _shards(1.6, 34, 900.0, 5200.0, 0.12, rng)
    return together(
        (0.0, low * np.float32(1.4)),
        (0.0, scrap * np.float32(0.5)),
        (0.0, burst(0.3, rng, 200.0, 7000.0)),
        (0.12, after * np.float32(0.6)),
    )


def stone(asked: Foley, rng: np.random.Generator) -> Mono:
    """A stone falls and rolls: ever shorter knocks."""
    at, gap, force = 0.0, 0.30, 1.0
    parts: list[tuple[float, Mono]] = []
    while gap > 0.03:
        modes = [
            (float(rng.uniform(700.0, 1100.0)), 0.03, 1.0),
            (float(rng.uniform(1600.0, 2600.0)), 0.02, 0.7),
            (140.0, 0.08, 0.9),
        ]
        parts.append((at, struck(modes, rng, milliseconds=0.6, rough=0.6) * np.float32(force)))
        at, gap, force = at + gap * float(rng.uniform(0.8, 1.1)), gap * 0.72, force * 0.74
    return together(*parts)


def rockfall(asked: Foley, rng: np.random.Generator) -> Mono:
    """A slope comes down: blocks, gravel and the ground under them."""
    n = asked.samples
    t = clock(n)
    bank = [
        struck(
            [(float(rng.uniform(90.0, 900.0)), 0.09, 1.0), (float(rng.uniform(900.0, 2400.0)), 0.03, 0.5)],
            rng,
            milliseconds=1.2,
            rough=0.8,
        )
        for _ in range(14)
    ]
    shape = np.minimum(1.0, 0.25 + t / 0.8) * np.exp(-np.maximum(0.0, t - 1.6) * 1.3)
    blocks = sprinkled(n, bank, np.sort((n * rng.beta(1.3, 2.2, 150)).astype(np.int64)), rng, 24.0)
    gravel = sprinkled(n, [burst(0.01, rng, 900.0, 5000.0, 0.0005) for _ in range(8)], times(n, 900.0, rng), rng, 30.0)
    ground = band(white(n, rng), 28.0, 140.0) * np.float32(1.6)
    return together((0.0, bank[0]), (0.0, ((ground + blocks + 0.5 * gravel) * shape).astype(np.float32)))


def explosion(asked: Foley, rng: np.random.Generator) -> Mono:
    """The shock, the roar that sinks, debris."""
    n = asked.samples
    t = clock(n)
    shock = burst(0.09, rng, 60.0, 9000.0, 0.0006)
    deep = np.sin(2.0 * np.pi * np.cumsum(28.0 + 70.0 * np.exp(-t * 7.0)) / 48_000) * attack(n, 0.004, 1.4)
    roar = (
        band(white(n, rng), 30.0, 420.0) * attack(n, 0.02, 2.8) * 2.2
        + band(white(n, rng), 400.0, 3000.0) * attack(n, 0.02, 1.2) * 0.5
    )
    debris = sprinkled(
        n,
        [burst(0.012, rng, 700.0, 5000.0, 0.0005) for _ in range(8)],
        np.sort((n * rng.beta(2.0, 4.0, 120)).astype(np.int64)),
        rng,
        26.0,
    )
    return together((0.0, shock), (0.0, (deep * 1.3 + roar + 0.3 * debris).astype(np.float32)))


def gunshot(asked: Foley, rng: np.random.Generator) -> Mono:
    """A shot: the crack, the blast, and hills or houses that answer."""
    crack = burst(0.018, rng, 500.0, 15000.0, 0.0002)
    blast = burst(0.16, rng, 90.0, 1400.0, 0.0008) * np.float32(1.6)
    answer = burst(1.5, rng, 150.0, 1800.0, 0.06) * np.float32(0.16)
    echo = burst(0.25, rng, 200.0, 2200.0, 0.01) * np.float32(0.16)
    return together((0.0, crack), (0.0, blast), (0.03, answer), (0.31, echo), (0.52, echo * np.float32(0.6)))


def firework(asked: Foley, rng: np.random.Generator) -> Mono:
    """It whistles up, bursts, and crackles out."""
    n = count(0.9)
    t = clock(n)
    whistle = np.sin(2.0 * np.pi * np.cumsum(900.0 + 1500.0 * t / 0.9 + 40.0 * np.sin(2 * np.pi * 17.0 * t)) / 48_000)
    rise = (whistle * 0.10 + band(white(n, rng), 800.0, 4000.0) * 0.18) * np.minimum(1.0, t / 0.01) * (1.0 - 0.5 * t)
    bang = together(
        (0.0, burst(0.05, rng, 200.0, 9000.0, 0.0005)), (0.0, burst(0.7, rng, 40.0, 300.0, 0.003) * np.float32(1.8))
    )
    m = count(1.9)
    sparks = sprinkled(
        m, [burst(0.006, rng, 2500.0, 12000.0, 0.0003) for _ in range(8)], times(m, 260.0, rng), rng, 24.0
    ) * np.exp(-clock(m) * 1.8).astype(np.float32)
    return together((0.0, rise.astype(np.float32)), (1.0, bang), (1.15, sparks * np.float32(0.6)))
