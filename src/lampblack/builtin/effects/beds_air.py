"""Beds of air: winds of every place, leaves, bamboo, the quiet of rooms, caves and ships."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import excited, struck
from lampblack.builtin.effects.doors import slips
from lampblack.builtin.effects.grains import strewn, times
from lampblack.builtin.effects.noise import Mono, Stereo, burst, clock, coloured, shaped, sides, spaced, wander
from lampblack.builtin.effects.waters import bubble
from lampblack.engines.requests import Foley

Curve = tuple[tuple[float, float], ...]
_FEW = 16
"""Samples for one of a narrow band's envelope: it holds nothing above some hundred Hz."""
_LOW: Curve = ((30.0, -9.0), (70.0, 0.0), (260.0, -6.0), (700.0, -24.0), (2000.0, -54.0))
_BODY: Curve = ((80.0, -30.0), (300.0, -4.0), (650.0, 0.0), (1400.0, -9.0), (4000.0, -30.0), (12000.0, -60.0))
_HISS: Curve = ((500.0, -50.0), (1800.0, -9.0), (4000.0, 0.0), (9000.0, -6.0), (16000.0, -24.0))


def howling(samples: int, rng: np.random.Generator, low: float, high: float, width: float) -> Mono:
    """Wind in a gap: a narrow band of noise whose pitch wanders from `low` to `high` Hz, and ends where it began."""
    few = -(-samples // _FEW)
    slow: Curve = ((20.0, 0.0), (width * _FEW, -3.0), (width * _FEW * 4.0, -60.0))
    at = np.arange(samples, dtype=np.float32) / _FEW
    real, imaginary = (
        np.interp(at, np.arange(few + 1), np.append(part, part[0]))
        for part in (coloured(few, rng, slow), coloured(few, rng, slow))
    )
    hertz = wander(samples, 0.35, rng, low, high)
    gone = np.cumsum(hertz.astype(np.float64)) / 48_000
    whole = round(float(gone[-1]))
    phase = gone + np.linspace(0.0, whole - float(gone[-1]), samples)
    turn = (2.0 * np.pi * (phase % 1.0)).astype(np.float32)
    strength = (0.15 + (hertz - low) / (high - low)) ** 2
    return ((real * np.cos(turn) - imaginary * np.sin(turn)) * strength).astype(np.float32)


def wind(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Wind over open land: a low push and a higher breath, each with gusts of its own."""
    n = asked.samples
    low, high = wander(n, 0.45, rng, 0.25, 1.0), wander(n, 0.7, rng, 0.15, 1.0)
    return (
        sides(coloured(n, rng, _LOW)) * (low * low)[:, None]
        + sides(coloured(n, rng, _BODY)) * (0.55 * high * high * low)[:, None]
    )


def mountain_wind(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Wind round rocks: the same, and two gaps that howl softly, left and right."""
    n = asked.samples
    whole = wind(asked, rng)
    for side, (low, high) in enumerate(((310.0, 520.0), (420.0, 760.0))):
        voice = howling(n, rng, low, high, 22.0)
        voice *= np.float32(0.42 * np.sqrt(np.mean(whole**2)) / (np.sqrt(np.mean(voice**2)) + 1e-9))
        whole[:, side] += voice
        whole[:, 1 - side] += 0.35 * voice
    return whole


def desert_wind(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Wind with sand in it: long low swells, and a dry hiss that follows them."""
    n = asked.samples
    swell = wander(n, 0.3, rng, 0.2, 1.0)
    sand = sides(coloured(n, rng, _HISS)) * (wander(n, 3.0, rng, 0.4, 1.0) * swell**3 * 0.30)[:, None]
    return (
        sides(coloured(n, rng, _LOW)) * (swell**2)[:, None]
        + sides(coloured(n, rng, _BODY)) * (0.35 * swell**2)[:, None]
        + sand
    )


def snow_wind(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Wind over snow: everything bright is swallowed; flakes tick very softly; far off something whistles."""
    n = asked.samples
    swell = wander(n, 0.35, rng, 0.3, 1.0)
    soft: Curve = ((40.0, -6.0), (120.0, 0.0), (500.0, -12.0), (1200.0, -34.0), (3000.0, -60.0))
    whole = sides(coloured(n, rng, soft)) * (swell**2)[:, None]
    flakes = coloured(n, rng, ((2000.0, -40.0), (6000.0, 0.0), (12000.0, -6.0))) * wander(n, 5.0, rng) ** 2
    voice = howling(n, rng, 560.0, 900.0, 16.0)
    level = np.sqrt(np.mean(whole**2))
    voice *= np.float32(0.16 * level / (np.sqrt(np.mean(voice**2)) + 1e-9))
    return whole + sides(flakes) * np.float32(0.02) + np.stack([voice, np.roll(voice, 9_600) * 0.7], axis=1)


def heights(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Above the clouds: thin air, very wide, with a breath of something sung in it."""
    n = asked.samples
    air: Curve = ((100.0, -30.0), (500.0, -6.0), (1200.0, 0.0), (4000.0, -14.0), (12000.0, -40.0))
    whole = sides(coloured(n, rng, air), 0.1) * wander(n, 0.3, rng, 0.4, 1.0)[:, None]
    level = np.sqrt(np.mean(whole**2))
    for hertz, side in ((392.0, 0), (523.3, 1), (587.3, 0)):
        voice = howling(n, rng, hertz * 0.997, hertz * 1.003, 6.0)
        whole[:, side] += voice * np.float32(0.3 * level / (np.sqrt(np.mean(voice**2)) + 1e-9))
    return whole


def moon(asked: Foley, rng: np.random.Generator) -> Stereo:
    """The palace of the moon: no wind, but cold glass that hums, and slow single tones."""
    n = asked.samples
    t = clock(n)
    whole = sides(coloured(n, rng, ((40.0, -6.0), (90.0, 0.0), (300.0, -20.0), (900.0, -50.0)))) * np.float32(0.5)
    for index, hertz in enumerate((196.0, 293.7, 440.0, 587.3, 880.0)):
        turns = round(hertz * n / 48_000)
        tone = np.sin(2.0 * np.pi * turns * t * 48_000 / n) * wander(n, 0.25, rng) ** 2 * 0.35 / (1.0 + 0.5 * index)
        pan = float(rng.uniform(0.2, 0.8)) * np.pi / 2.0
        whole += (tone[:, None] * np.array([np.cos(pan), np.sin(pan)])).astype(np.float32)
    drops = [
        struck([(f, 1.6, 1.0), (f * 2.01, 0.9, 0.3), (f * 3.9, 0.4, 0.12)], rng, milliseconds=1.5)
        for f in (1174.7, 1318.5, 1760.0, 2349.3)
    ]
    strewn(whole, drops, times(n, n / 48_000 / 5.0, rng), rng, soft=14.0)
    return spaced(whole, rng, 3.0, 0.45, 6000.0)


def leaves(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Leaves in a light wind: the wood behind, single twigs near."""
    n = asked.samples
    gust = wander(n, 0.5, rng, 0.12, 1.0) ** 2
    behind = sides(coloured(n, rng, _HISS)) * (gust * wander(n, 9.0, rng, 0.55, 1.0) * 0.8)[:, None]
    near = np.zeros((n, 2), np.float32)
    bank = [burst(float(rng.uniform(0.006, 0.03)), rng, 2200.0, 9500.0, 0.002) for _ in range(16)]
    at = times(n, 90.0 * n / 48_000, rng)
    strewn(near, bank, at, rng, soft=26.0, gains=gust[at].astype(np.float64))
    return behind + near * np.float32(0.5)


def bamboo(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Bamboo: long leaves that hiss, culms that knock against each other and creak."""
    n = asked.samples
    whole = leaves(asked, rng) * np.float32(0.8)
    culms: list[Mono] = []
    for _ in range(7):
        f = float(rng.uniform(330.0, 820.0))
        culms.append(
            struck([(f, 0.11, 1.0), (f * 2.4, 0.06, 0.5), (f * 4.3, 0.03, 0.3)], rng, milliseconds=1.4)
            * np.float32(0.35)
        )
    strewn(whole, culms, times(n, n / 48_000 * 0.55, rng), rng, soft=18.0)
    creaks = [
        excited(
            slips(0.6, ((0.0, 22.0), (0.5, 46.0), (1.0, 20.0)), rng), [(520.0, 0.05, 1.0), (1240.0, 0.03, 0.6)], rng
        )
        * np.float32(0.05)
        for _ in range(3)
    ]
    strewn(whole, creaks, times(n, n / 48_000 / 7.0, rng), rng, soft=10.0)
    return spaced(whole, rng, 0.9, 0.2, 4000.0)


def room(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A quiet room: almost nothing, which is not the same as nothing."""
    return sides(
        coloured(asked.samples, rng, ((30.0, -6.0), (80.0, 0.0), (240.0, -12.0), (1000.0, -34.0), (8000.0, -58.0))), 0.5
    )


def hall(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A great hall: the same, larger; now and then its timber settles."""
    n = asked.samples
    air: Curve = ((25.0, -4.0), (55.0, 0.0), (160.0, -9.0), (600.0, -26.0), (5000.0, -56.0))
    whole = sides(coloured(n, rng, air), 0.2) * wander(n, 0.3, rng, 0.7, 1.0)[:, None]
    ticks = [struck([(f, 0.05, 1.0), (f * 2.3, 0.03, 0.5)], rng, milliseconds=1.0) for f in (310.0, 450.0, 720.0)]
    far = np.zeros((n, 2), np.float32)
    strewn(far, ticks, times(n, n / 48_000 / 6.0, rng), rng, soft=12.0)
    level = float(np.sqrt(np.mean(whole**2)))
    return whole + spaced(far, rng, 2.2, 0.7, 3000.0) * np.float32(2.0 * level)


def cave(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A cave: air that stands, and drops that fall somewhere in it."""
    n = asked.samples
    air: Curve = ((28.0, -3.0), (60.0, 0.0), (130.0, -8.0), (420.0, -22.0), (3000.0, -60.0))
    whole = sides(coloured(n, rng, air), 0.2) * wander(n, 0.25, rng, 0.6, 1.0)[:, None]
    level = float(np.sqrt(np.mean(whole**2)))
    return whole + drips(asked, rng) * np.float32(9.0 * level)


def drips(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Water drips into pools of a cave, each place at its own slow pace."""
    n = asked.samples
    whole = np.zeros((n, 2), np.float32)
    for _ in range(5):
        place = [bubble(float(size), rng, 0.22) for size in rng.uniform(1.4, 3.2, 2)]
        gap = float(rng.uniform(2.2, 6.5)) * 48_000
        number = max(1, round(n / gap))
        at = ((np.arange(number) + rng.uniform(-0.18, 0.18, number) + float(rng.random())) * n / number).astype(
            np.int64
        ) % n
        strewn(
            whole,
            place,
            at,
            rng,
            wide=0.1 + 0.9 * float(rng.random()),
            soft=8.0,
            gains=np.full(number, rng.uniform(0.25, 1.0)),
        )
    return spaced(whole, rng, 2.4, 0.55, 4500.0)


def starship(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A ship between the stars: a drive that hums in the hull, air, and instruments."""
    n = asked.samples
    t = clock(n) * 48_000 / n
    whole = sides(
        coloured(n, rng, ((40.0, -3.0), (110.0, 0.0), (500.0, -12.0), (2500.0, -22.0), (9000.0, -40.0)))
    ) * np.float32(0.5)
    for hertz, loud in ((54.0, 1.0), (54.5, 0.35), (108.2, 0.5), (162.7, 0.25), (324.9, 0.10), (1620.0, 0.012)):
        hum = np.sin(2.0 * np.pi * round(hertz * n / 48_000) * t + float(rng.uniform(0.0, 6.28))) * loud
        whole += (hum[:, None] * np.array([float(rng.uniform(0.7, 1.0)), float(rng.uniform(0.7, 1.0))])).astype(
            np.float32
        ) * np.float32(0.7)
    chirps: list[Mono] = []
    for f in (880.0, 1174.7, 1567.0, 2093.0):
        length = clock(4_300)
        chirps.append((np.sin(2.0 * np.pi * f * length) * np.hanning(4_300)).astype(np.float32) * np.float32(0.09))
    strewn(whole, chirps, times(n, n / 48_000 / 3.5, rng), rng, soft=10.0)
    return spaced(whole, rng, 0.7, 0.15, 6000.0)


def fire(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A fire: its breath, crackles large and small, sap that hisses."""
    n = asked.samples
    breath: Curve = ((30.0, -8.0), (80.0, 0.0), (220.0, -6.0), (600.0, -20.0), (3000.0, -44.0))
    whole = sides(coloured(n, rng, breath)) * wander(n, 2.4, rng, 0.35, 1.0)[:, None]
    level = float(np.sqrt(np.mean(whole**2)))
    small = [burst(float(rng.uniform(0.0015, 0.005)), rng, 1400.0, 12000.0, 0.0003) for _ in range(16)]
    large = [burst(float(rng.uniform(0.006, 0.02)), rng, 500.0, 5200.0, 0.0004) for _ in range(10)]
    busy = wander(n, 0.9, rng, 0.1, 1.0)
    at = times(n, 26.0 * n / 48_000, rng)
    strewn(whole, [g * np.float32(6.0 * level) for g in small], at, rng, soft=30.0, gains=busy[at].astype(np.float64))
    strewn(whole, [g * np.float32(9.0 * level) for g in large], times(n, 2.2 * n / 48_000, rng), rng, soft=20.0)
    sap = coloured(n, rng, _HISS) * wander(n, 0.6, rng) ** 4 * np.float32(0.35)
    return whole + sides(sap)


def through(sound: Stereo, *, glass: bool) -> Stereo:
    """What is outside, from inside: walls let the lows through, a window a little more."""
    curve: Curve = (
        (60.0, 0.0),
        (200.0, -2.0),
        (500.0, -12.0),
        (1500.0, -26.0 if not glass else -18.0),
        (6000.0, -52.0 if not glass else -34.0),
    )
    return shaped(sound, curve)
