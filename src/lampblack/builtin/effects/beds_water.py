"""Beds of water: rain on the ground and on the roof, streams, rivers, falls, the sea."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import struck
from lampblack.builtin.effects.grains import strewn, times
from lampblack.builtin.effects.noise import Mono, Stereo, burst, coloured, drawn_out, moments, sides, wander
from lampblack.builtin.effects.waters import bubble_bank
from lampblack.engines.requests import Foley


def rain(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Steady rain on the ground and on leaves: a hiss made of drops, near ones one by one, and what runs together."""
    if asked.inside:
        return on_the_roof(asked, rng, 1.0)
    n = asked.samples
    hiss = coloured(
        n, rng, ((200.0, -20.0), (900.0, -8.0), (3000.0, -2.0), (7000.0, 0.0), (12000.0, -6.0), (18000.0, -20.0))
    )
    whole = sides(hiss, 0.15) * wander(n, 0.5, rng, 0.8, 1.0)[:, None]
    ticks = [
        burst(float(rng.uniform(0.002, 0.007)), rng, float(rng.uniform(900.0, 3000.0)), 9000.0, 0.0003)
        * np.float32(2.2)
        for _ in range(20)
    ]
    strewn(whole, ticks, times(n, 120.0 * n / 48_000, rng), rng, soft=26.0)
    puddle = [one * np.float32(1.0) for one in bubble_bank(rng, 20, 0.8, 3.0)]
    strewn(whole, puddle, times(n, 26.0 * n / 48_000, rng), rng, soft=20.0)
    return whole


def on_the_roof(asked: Foley, rng: np.random.Generator, heavy: float) -> Stereo:
    """Rain from inside: a thousand soft knocks over one's head, and the gutter."""
    n = asked.samples
    bed = coloured(
        n, rng, ((60.0, -12.0), (160.0, 0.0), (500.0, -4.0), (1400.0, -12.0), (4000.0, -26.0), (12000.0, -50.0))
    )
    whole = sides(bed, 0.2) * wander(n, 0.5, rng, 0.8, 1.0)[:, None]
    tiles: list[Mono] = []
    for _ in range(18):
        f = float(rng.uniform(240.0, 900.0))
        tiles.append(struck([(f, 0.025, 1.0), (f * 2.1, 0.015, 0.5)], rng, milliseconds=1.5) * np.float32(2.4))
    strewn(whole, tiles, times(n, 130.0 * heavy * n / 48_000, rng), rng, soft=26.0)
    gutter = [one * np.float32(0.7) for one in bubble_bank(rng, 18, 1.5, 5.0)]
    strewn(whole, gutter, times(n, 22.0 * n / 48_000, rng), rng, wide=0.4, soft=18.0)
    return whole


def storm(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A storm: rain in sheets that come and go with the wind."""
    n = asked.samples
    gust = wander(n, 0.6, rng, 0.3, 1.0)
    if asked.inside:
        return on_the_roof(asked, rng, 1.8) * gust[:, None] ** 0.5
    sheet = coloured(n, rng, ((150.0, -14.0), (800.0, -4.0), (3000.0, 0.0), (8000.0, -2.0), (16000.0, -16.0)))
    wind = coloured(n, rng, ((30.0, -6.0), (90.0, 3.0), (320.0, -3.0), (900.0, -18.0), (3000.0, -50.0)))
    whole = sides(sheet, 0.15) * (0.45 + 0.55 * gust)[:, None] + sides(wind) * (gust**2 * 1.2)[:, None]
    ticks = [burst(float(rng.uniform(0.003, 0.009)), rng, 800.0, 8000.0, 0.0003) * np.float32(2.6) for _ in range(16)]
    strewn(whole, ticks, times(n, 170.0 * n / 48_000, rng), rng, soft=24.0)
    return whole


def river(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A broad river: a low rush, a brighter surface, and gurgles near the bank."""
    n = asked.samples
    low = coloured(n, rng, ((50.0, -12.0), (180.0, 0.0), (600.0, -3.0), (1500.0, -14.0), (5000.0, -40.0)))
    high = coloured(n, rng, ((400.0, -24.0), (1500.0, -4.0), (3500.0, 0.0), (8000.0, -14.0), (16000.0, -36.0)))
    whole = (
        sides(low, 0.2) * wander(n, 0.8, rng, 0.75, 1.0)[:, None]
        + sides(high, 0.2) * (0.28 * wander(n, 1.3, rng, 0.6, 1.0))[:, None]
    )
    bank = [one * np.float32(1.1) for one in bubble_bank(rng, 24, 1.8, 9.0)]
    strewn(whole, bank, times(n, 34.0 * n / 48_000, rng), rng, soft=24.0)
    return whole


def stream(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A brook over stones: bubbles above all, hundreds a second, busier and calmer."""
    n = asked.samples
    bed = coloured(n, rng, ((200.0, -22.0), (700.0, -6.0), (2200.0, 0.0), (6000.0, -10.0), (14000.0, -34.0)))
    whole = sides(bed, 0.2) * (0.35 * wander(n, 1.2, rng, 0.7, 1.0))[:, None]
    busy = wander(n, 3.0, rng, 0.25, 1.0)
    for small, large, rate in ((1.0, 3.0, 110.0), (2.5, 7.0, 60.0)):
        bank = [one * np.float32(1.2) for one in bubble_bank(rng, 24, small, large)]
        at = times(n, rate * n / 48_000, rng)
        strewn(whole, bank, at, rng, soft=22.0, gains=busy[at].astype(np.float64))
    return whole


def waterfall(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A fall: a wall of noise whose weight never stands quite still."""
    n = asked.samples
    wall = coloured(
        n, rng, ((30.0, -6.0), (110.0, 0.0), (500.0, -2.0), (2000.0, -6.0), (6000.0, -12.0), (15000.0, -28.0))
    )
    deep = coloured(n, rng, ((25.0, -4.0), (60.0, 4.0), (150.0, -6.0), (400.0, -30.0)))
    return (
        sides(wall, 0.1) * wander(n, 7.0, rng, 0.85, 1.0)[:, None]
        + sides(deep) * wander(n, 2.0, rng, 0.5, 1.0)[:, None]
    )


def sea(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Surf: no wave like the one before; each draws up, breaks from one side to the other, and hisses back."""
    n = asked.samples
    seconds = n / 48_000
    waves = max(1, round(seconds / 7.5))
    starts = (np.arange(waves) + rng.uniform(-0.22, 0.22, waves)) * seconds / waves
    t = moments(n) / 48_000
    swell, crest, wash = (np.zeros((2, len(t))) for _ in range(3))
    for start in starts:
        force, lag = float(rng.uniform(0.6, 1.0)), float(rng.uniform(-0.8, 0.8))
        for side in (0, 1):
            # seconds since this wave reached this side, round the loop
            since = (t - start - lag * (side - 0.5) + seconds / 2.0) % seconds - seconds / 2.0
            swell[side] += force * np.exp(-((since / 1.9) ** 2))
            crest[side] += force * np.exp(-np.abs(since) / np.where(since > 0.0, 0.9, 0.22))
            wash[side] += force * np.exp(-np.abs(since - 0.6) / np.where(since > 0.6, 2.2, 0.5))
    rise, crash, back = (
        np.stack([drawn_out(one[0], n), drawn_out(one[1], n)], axis=1) for one in (0.25 + swell, crest, wash)
    )
    deep = sides(coloured(n, rng, ((30.0, -6.0), (90.0, 0.0), (350.0, -8.0), (1200.0, -30.0))))
    break_ = sides(
        coloured(n, rng, ((120.0, -12.0), (500.0, 0.0), (1500.0, -4.0), (5000.0, -16.0), (14000.0, -40.0))), 0.1
    )
    hiss = sides(coloured(n, rng, ((800.0, -30.0), (2500.0, -4.0), (6000.0, 0.0), (14000.0, -12.0))), 0.1)
    return deep * rise + break_ * crash * np.float32(0.9) + hiss * back * np.float32(0.22)


def lake(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Still water at a bank or a jetty: it laps, gently and never in time."""
    n = asked.samples
    far = sides(
        coloured(n, rng, ((40.0, -6.0), (120.0, 0.0), (400.0, -10.0), (1500.0, -30.0), (6000.0, -56.0)))
    ) * np.float32(0.25)
    whole = far * wander(n, 0.4, rng, 0.6, 1.0)[:, None]
    laps: list[Mono] = []
    for _ in range(8):
        lap = burst(float(rng.uniform(0.25, 0.5)), rng, 180.0, 1300.0, float(rng.uniform(0.05, 0.12)))
        laps.append(lap * np.float32(0.5))
    at = times(n, 0.9 * n / 48_000, rng)
    strewn(whole, laps, at, rng, soft=12.0)
    bank = [one * np.float32(0.55) for one in bubble_bank(rng, 20, 2.0, 8.0)]
    close = (np.repeat(at, 6) + rng.integers(2_000, 22_000, len(at) * 6)) % n
    strewn(whole, bank, np.sort(close), rng, soft=20.0)
    return whole
