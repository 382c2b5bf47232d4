"""What hands and bodies do: cloth, blows, claps, cups, paper, coins, keys."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import BEAM, cloud, modes_of, struck, wooden
from lampblack.builtin.effects.grains import sprinkled, times
from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, ring, together, wander, white
from lampblack.engines.requests import Foley


def rustle(seconds: float, rng: np.random.Generator, low: float, high: float, strokes: float = 7.0) -> Mono:
    """Something soft rubbed: noise in strokes that swell and fade."""
    n = count(seconds)
    swell = wander(n, strokes, rng) ** 2 * np.hanning(n)
    return (band(white(n, rng), low, high) * swell).astype(np.float32)


def cloth(asked: Foley, rng: np.random.Generator) -> Mono:
    """A sleeve, a robe, a coat."""
    n = count(min(0.65, asked.samples / 48_000))
    soft = band(white(n, rng), 900.0, 4200.0) * (0.25 + wander(n, 8.0, rng)) * np.hanning(n) ** 0.5
    crisp = rustle(n / 48_000, rng, 3000.0, 9000.0, 12.0)
    return (np.maximum(0.0, 1.0 - clock(n) / 0.66) ** 0.5 * (soft + 0.5 * crisp)).astype(np.float32)


def fall(asked: Foley, rng: np.random.Generator) -> Mono:
    """A body comes down: knees, then the whole weight, then an arm, and what it stirs up."""
    weight = max(0.4, asked.weight)
    deep = weight**-0.3

    def thump(hertz: float, seconds: float) -> Mono:
        low = struck([(hertz * deep, seconds, 1.0), (hertz * 1.7 * deep, seconds * 0.6, 0.6)], rng, milliseconds=9.0)
        return together((0.0, low), (0.0, burst(0.05, rng, 120.0, 900.0, 0.003) * np.float32(0.35)))

    cloths = rustle(0.5, rng, 800.0, 5000.0) * np.float32(0.35)
    return together(
        (0.0, thump(85.0, 0.14) * np.float32(0.55)), (0.26, thump(58.0, 0.26)),
        (0.47, thump(110.0, 0.10) * np.float32(0.4)),
        (0.05, cloths), (0.30, burst(0.4, rng, 500.0, 3200.0, 0.04) * np.float32(0.12)),
    )  # fmt: skip


def punch(asked: Foley, rng: np.random.Generator) -> Mono:
    """A fist on a body: a slap of cloth over a dull weight."""
    slap = burst(0.05, rng, 500.0, 4200.0, 0.001)
    weight = struck([(72.0, 0.16, 1.0), (128.0, 0.11, 0.8), (240.0, 0.06, 0.4)], rng, milliseconds=4.0)
    return together((0.0, slap * np.float32(0.7)), (0.002, weight * np.float32(1.6)))


def clap(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two hands once: air between palms."""
    return one_clap(rng)


def one_clap(rng: np.random.Generator) -> Mono:
    """One pair of hands; no two clap alike."""
    tone = float(rng.uniform(850.0, 1700.0))
    puff = burst(0.028, rng, tone * 0.7, tone * 3.2, 0.0007)
    return together(
        (0.0, puff),
        (0.0, ring(puff, tone, 0.012) * np.float32(0.35)),
        (0.0, burst(0.02, rng, 200.0, 700.0) * np.float32(0.4)),
    )


def applause(asked: Foley, rng: np.random.Generator) -> Mono:
    """Forty people clap: it starts ragged, fills the room, and thins out."""
    n = asked.samples
    bank = [one_clap(rng) for _ in range(14)]
    whole, seconds = np.zeros(n, np.float32), n / 48_000
    for _ in range(40):
        rate = float(rng.uniform(3.2, 5.2))
        begin, end = float(rng.uniform(0.0, 0.5)) ** 1.5, seconds * float(rng.uniform(0.6, 1.0)) - 0.3
        at = np.cumsum(rng.normal(1.0 / rate, 0.02 / rate * 4.0, int(seconds * rate) + 1)) + begin - 0.1
        steps = (at[(at >= 0.0) & (at < end)] * 48_000).astype(np.int64)
        whole += sprinkled(n, bank, steps, rng, 8.0) * np.float32(rng.uniform(0.3, 1.0))
    return together((0.0, one_clap(rng) * np.float32(0.5)), (0.0, whole))


def eat(asked: Foley, rng: np.random.Generator) -> Mono:
    """Chewing: four closings of the jaw on something crisp, ever softer."""
    parts: list[tuple[float, Mono]] = []
    for index in range(4):
        n = count(0.14)
        bank = [burst(0.008, rng, 700.0, 5200.0, 0.0005) for _ in range(6)]
        bite = sprinkled(n, bank, times(n, 22.0 / (1.0 + index), rng), rng, 20.0) * np.hanning(n).astype(np.float32)
        wet = band(white(n, rng), 300.0, 1500.0) * np.hanning(n).astype(np.float32) ** 2 * np.float32(0.25)
        parts.append((0.36 * index + float(rng.uniform(0.0, 0.04)), bite + wet))
    return together((0.0, burst(0.03, rng, 900.0, 5000.0) * np.float32(0.8)), *parts)


def cup(asked: Foley, rng: np.random.Generator) -> Mono:
    """A cup set down on wood: the foot of the cup, its body, the table; then it rocks once."""
    tone = float(rng.uniform(1900.0, 2500.0))
    china = [(tone, 0.10, 0.7), (tone * 1.62, 0.07, 0.5), (tone * 2.41, 0.05, 0.4), (tone * 3.6, 0.03, 0.2)]
    table = wooden(210.0, rng, seconds=0.10, hard=0.9)
    again = struck(china, rng, milliseconds=0.5) * np.float32(0.22)
    return together(
        (0.0, struck(china, rng, milliseconds=0.7) * np.float32(0.6)), (0.0, table * np.float32(0.8)), (0.075, again)
    )


def paper(asked: Foley, rng: np.random.Generator) -> Mono:
    """A sheet unfolded: crackles in two strokes."""
    n = count(min(0.85, asked.samples / 48_000))
    bank = [burst(float(rng.uniform(0.002, 0.010)), rng, 1600.0, 11000.0, 0.0004) for _ in range(12)]
    strokes = (np.abs(np.sin(2.0 * np.pi * clock(n) * 1.3 + 0.5)) ** 1.5).astype(np.float32)
    crackle = sprinkled(n, bank, times(n, 150.0, rng), rng, 30.0)
    out = (crackle + rustle(n / 48_000, rng, 2500.0, 9000.0, 9.0) * np.float32(0.3)) * strokes
    return together((0.0, bank[0] * np.float32(0.5)), (0.0, out.astype(np.float32)))


def write(asked: Foley, rng: np.random.Generator) -> Mono:
    """A pen or a brush over paper: strokes with lifts between them."""
    parts: list[tuple[float, Mono]] = []
    at = 0.0
    while at < asked.samples / 48_000 - 0.25:
        seconds = float(rng.uniform(0.06, 0.22))
        n = count(seconds)
        hiss = band(white(n, rng), 2200.0, 8500.0) * np.hanning(n).astype(np.float32) ** 0.4
        parts.append((at, hiss * np.float32(rng.uniform(0.5, 1.0))))
        parts.append((at, struck([(900.0, 0.012, 1.0), (1700.0, 0.008, 0.6)], rng) * np.float32(0.25)))
        at += seconds + float(rng.uniform(0.03, 0.16))
    return together(*parts)


def coins(asked: Foley, rng: np.random.Generator) -> Mono:
    """Coins on a table: each with its own ring, dancing to rest."""
    parts: list[tuple[float, Mono]] = []
    for index in range(5):
        tone = float(rng.uniform(3200.0, 5200.0))
        modes = [(tone, 0.28, 1.0), (tone * 1.53, 0.22, 0.7), (tone * 2.31, 0.15, 0.5)]
        at, gap = 0.06 * index * float(rng.uniform(0.7, 1.3)), 0.09
        while gap > 0.02:
            parts.append((at, struck(modes, rng, milliseconds=0.25) * np.float32(gap * 8.0)))
            at, gap = at + gap, gap * 0.62
    return together((0.0, wooden(300.0, rng, hard=1.0) * np.float32(0.25)), *parts)


def keys(asked: Foley, rng: np.random.Generator) -> Mono:
    """A bunch of keys: small steel on small steel."""
    at = np.sort(rng.random(13) ** 1.3) * 0.7
    at[0] = 0.0
    ringing: list[tuple[float, Mono]] = []
    for second in at:
        tone = float(rng.uniform(3600.0, 6800.0))
        modes = [(tone, 0.12, 1.0), (tone * 1.37, 0.10, 0.8), (tone * 2.05, 0.06, 0.5)]
        ringing.append((float(second), struck(modes, rng, milliseconds=0.2) * np.float32(rng.uniform(0.3, 1.0))))
    return together(*ringing)


def match(asked: Foley, rng: np.random.Generator) -> Mono:
    """A match: the scratch, the flare, and a small flame."""
    scratch = burst(0.13, rng, 2500.0, 9500.0, 0.03) * np.float32(0.6)
    flare = burst(0.75, rng, 500.0, 6000.0, 0.05)
    flame = burst(0.7, rng, 120.0, 700.0, 0.15) * np.float32(0.7)
    return together((0.0, scratch), (0.10, flare), (0.2, flame))


def broom(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two strokes of a broom."""
    stroke = [
        band(white(count(0.5), rng), 1500.0, 7000.0) * np.hanning(count(0.5)).astype(np.float32) ** 0.8
        for _ in range(2)
    ]
    return together((0.0, burst(0.02, rng, 1500.0, 6000.0) * np.float32(0.4)), (0.0, stroke[0]), (0.75, stroke[1]))


def chair(asked: Foley, rng: np.random.Generator) -> Mono:
    """A chair moved: its legs stutter over the floor, then stand."""
    n = count(0.34)
    stutter = np.zeros(n)
    at = np.cumsum(rng.uniform(0.009, 0.017, 40)) - 0.008
    for second in at[at < 0.31]:
        stutter[int(second * 48_000)] = rng.uniform(0.4, 1.0)
    legs = np.convolve(stutter, np.hanning(60) / 30.0)[:n].astype(np.float32)
    scrape = ring(legs, 240.0, 0.03) * 9.0 + ring(legs, 620.0, 0.02) * 14.0 + ring(legs, 1350.0, 0.012) * 16.0
    noise = band(white(n, rng), 500.0, 3000.0) * np.hanning(n).astype(np.float32) * np.float32(0.06)
    return together((0.0, (scrape + noise).astype(np.float32)), (0.36, wooden(170.0, rng) * np.float32(0.5)))


def thud(asked: Foley, rng: np.random.Generator) -> Mono:
    """Something heavy and dull comes to lie."""
    low = struck([(62.0, 0.28, 1.0), (101.0, 0.20, 0.7), (170.0, 0.12, 0.4)], rng, milliseconds=7.0)
    return together((0.0, low), (0.0, burst(0.09, rng, 120.0, 1100.0, 0.002) * np.float32(0.35)))


def clang(asked: Foley, rng: np.random.Generator) -> Mono:
    """Metal dropped: a plate that rings and bounces."""
    modes = [*modes_of(430.0, BEAM, 1.3, damping=0.35, slope=0.25), *cloud(500.0, 7000.0, 10, 0.9, rng, damping=0.2)]
    hits = [
        (at, struck(modes, rng, milliseconds=0.5) * np.float32(force))
        for at, force in ((0.0, 1.0), (0.21, 0.4), (0.32, 0.2))
    ]
    return together(*hits)


def whoosh(asked: Foley, rng: np.random.Generator) -> Mono:
    """Something goes quickly through the air: noise whose pitch rises to it and falls behind it."""
    n = count(0.42)
    t = clock(n) / 0.42
    noise = [band(white(n, rng), low, low * 1.7) for low in (400.0, 800.0, 1600.0)]
    near = np.exp(-(((t - 0.42) / 0.16) ** 2))
    mixed = noise[0] * near**0.5 + noise[1] * near + noise[2] * near**2
    return (mixed * np.minimum(1.0, 0.08 + t / 0.05) * np.minimum(1.0, (1.0 - t) / 0.1) * attack(n, 0.001, 9.0)).astype(
        np.float32
    )
