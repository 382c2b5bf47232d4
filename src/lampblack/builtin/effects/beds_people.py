"""Beds of people: babble of syllables that are nobody's words; rooms, markets, streets, trains where people are."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects import hands, today, vehicles
from lampblack.builtin.effects.bodies import cloud, struck, wooden
from lampblack.builtin.effects.grains import laid, strewn, times
from lampblack.builtin.effects.noise import (
    Mono,
    Stereo,
    band,
    burst,
    clock,
    coloured,
    count,
    drawn_out,
    moments,
    sides,
    spaced,
    together,
    wander,
)
from lampblack.builtin.effects.voices import cords, line, throat
from lampblack.engines.requests import Foley

_VOWELS = (
    (730.0, 1090.0, 2440.0),
    (530.0, 1840.0, 2480.0),
    (300.0, 870.0, 2240.0),
    (570.0, 840.0, 2410.0),
    (280.0, 2250.0, 2890.0),
    (490.0, 1350.0, 1690.0),
)
"""The first three formants of six vowels (Peterson and Barney, 1952, men)."""


def syllable(rng: np.random.Generator, pitch: float, size: float) -> Mono:
    """One syllable of nobody's language: sometimes a hiss or a stop in front, then a vowel that glides into another."""
    seconds = float(rng.uniform(0.11, 0.24))
    n = count(seconds)
    a, b = _VOWELS[int(rng.integers(6))], _VOWELS[int(rng.integers(6))]
    bend = float(rng.uniform(0.88, 1.12))
    source = cords(line(n, ((0.0, pitch * bend), (1.0, pitch / bend))), rng, jitter=0.012, tilt=900.0)
    mixed = [(0.6 * x + 0.4 * y) * size for x, y in zip(a, b, strict=True)]
    vowel = throat(source, [(f, w, g) for f, w, g in zip(mixed, (90.0, 130.0, 200.0), (1.0, 0.6, 0.25), strict=True)])
    vowel *= line(n, ((0.0, 0.0), (0.2, 1.0), (0.7, 0.8), (1.0, 0.0))).astype(np.float32)
    if rng.random() < 0.35:
        hiss = burst(
            float(rng.uniform(0.03, 0.08)), rng, float(rng.uniform(1800.0, 3800.0)), 8500.0, 0.01
        ) * np.float32(0.10 * np.abs(vowel).max())
        return together((0.0, hiss), (0.05, vowel))
    return vowel


def babble(n: int, rng: np.random.Generator, speakers: int, *, share: float, heard: tuple[float, float]) -> Stereo:
    """So many people who talk, each with pitch, place and pace; `share` of the time each of them says something,
    of which what lies between `heard` (Hz) comes so far."""
    whole = np.zeros((n, 2), np.float32)
    for _ in range(speakers):
        woman = rng.random() < 0.5
        pitch, size = (float(rng.uniform(175.0, 245.0)), 1.16) if woman else (float(rng.uniform(95.0, 150.0)), 1.0)
        bank = [band(syllable(rng, pitch * float(rng.uniform(0.88, 1.15)), size), *heard, 1) for _ in range(5)]
        angle = float(rng.uniform(0.06, 0.94)) * np.pi / 2.0
        level = 10.0 ** (-float(rng.uniform(0.0, 13.0)) / 20.0)
        talks = wander(n, 0.8, rng)
        at = float(rng.uniform(0.0, 0.4))
        while at < n / 48_000 - 0.01:
            start = int(at * 48_000)
            if talks[start] < share:
                loud = level * float(rng.uniform(0.5, 1.0))
                laid(
                    whole,
                    bank[int(rng.integers(5))],
                    start,
                    np.array([np.cos(angle) * loud, np.sin(angle) * loud], np.float32),
                    n,
                )
                at += float(rng.uniform(0.14, 0.25))
            else:
                at += 0.3
    return whole


def _unit(sound: Stereo) -> Stereo:
    """At a root mean square of one."""
    return sound / np.float32(np.sqrt(np.mean(sound**2)) + 1e-9)


def _air(n: int, rng: np.random.Generator, *knots: tuple[float, float]) -> Stereo:
    return _unit(sides(coloured(n, rng, knots), 0.3))


def crowd(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A crowd out of doors: many talk at once, and feet and clothes under it."""
    n = asked.samples
    talk = _unit(babble(n, rng, 10, share=0.8, heard=(180.0, 4200.0)))
    feet = _air(n, rng, (60.0, -6.0), (200.0, 0.0), (900.0, -10.0), (4000.0, -26.0))
    return spaced(talk + 0.35 * feet, rng, 0.8, 0.4, 3600.0)


def market(asked: Foley, rng: np.random.Generator) -> Stereo:
    """An old street: talk, criers farther off, a cart, wood and bowls, a small bell."""
    n = asked.samples
    whole = _unit(babble(n, rng, 8, share=0.65, heard=(200.0, 4600.0)))
    cries: list[Mono] = []
    for _ in range(3):
        pitch = float(rng.uniform(220.0, 330.0))
        words = [syllable(rng, pitch * f, 1.0) for f in (1.0, 1.22, 1.1)]
        cries.append(
            together(*((0.26 * i, word / np.float32(np.abs(word).max() + 1e-9)) for i, word in enumerate(words)))
            * np.float32(2.6)
        )
    strewn(whole, cries, times(n, n / 48_000 / 4.0, rng), rng, soft=8.0)
    knocks = [wooden(float(rng.uniform(180.0, 420.0)), rng) for _ in range(6)]
    strewn(
        whole,
        [one / np.float32(np.abs(one).max()) * np.float32(2.2) for one in knocks],
        times(n, 1.1 * n / 48_000, rng),
        rng,
        soft=18.0,
    )
    ting = struck([(2637.0, 0.5, 1.0), (7200.0, 0.2, 0.3)], rng, milliseconds=0.4)
    strewn(
        whole,
        [ting / np.float32(np.abs(ting).max()) * np.float32(1.2)],
        times(n, n / 48_000 / 6.0, rng),
        rng,
        soft=10.0,
    )
    return spaced(whole, rng, 0.6, 0.35, 4200.0)


def murmur(asked: Foley, rng: np.random.Generator) -> Stereo:
    """An inn: tables that talk, bowls set down, a bench, the fire."""
    n = asked.samples
    whole = _unit(babble(n, rng, 6, share=0.55, heard=(160.0, 3200.0)))
    things = [hands.cup(asked, rng) for _ in range(4)] + [hands.chair(asked, rng)]
    things = [one / np.float32(np.abs(one).max()) * np.float32(1.8) for one in things]
    strewn(whole, things, times(n, 0.6 * n / 48_000, rng), rng, soft=16.0)
    room = _air(n, rng, (40.0, -3.0), (100.0, 0.0), (400.0, -14.0), (2000.0, -36.0))
    return spaced(whole + 0.4 * room, rng, 0.7, 0.4, 3600.0)


def cafe(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A café: quiet talk, cups and spoons, the machine once in a while."""
    n = asked.samples
    whole = _unit(babble(n, rng, 6, share=0.45, heard=(180.0, 3800.0))) * np.float32(0.8)
    spoon = [
        struck([(f, 0.18, 1.0), (f * 1.7, 0.12, 0.6), (f * 2.6, 0.07, 0.3)], rng, milliseconds=0.3)
        for f in (2900.0, 3600.0, 4300.0)
    ]
    cups = [
        one / np.float32(np.abs(one).max()) * np.float32(1.7)
        for one in (*spoon, hands.cup(asked, rng), hands.cup(asked, rng))
    ]
    strewn(whole, cups, times(n, 0.9 * n / 48_000, rng), rng, soft=18.0)
    steam = (
        coloured(n, rng, ((800.0, -20.0), (3000.0, 0.0), (8000.0, -4.0), (15000.0, -20.0)))
        * np.maximum(0.0, wander(n, 0.3, rng) - 0.62)
        * 2.0
    )
    air = _air(n, rng, (50.0, 0.0), (120.0, 0.0), (600.0, -12.0), (4000.0, -30.0))
    return spaced(whole + 0.35 * air + 0.7 * _unit(sides(steam, 0.8)) * np.float32(0.35), rng, 0.6, 0.3, 4600.0)


def office(asked: Foley, rng: np.random.Generator) -> Stereo:
    """An office: the ventilation, keyboards, a telephone two rooms on, a few words."""
    n = asked.samples
    whole = _air(n, rng, (50.0, -4.0), (120.0, 0.0), (400.0, -6.0), (1500.0, -18.0), (6000.0, -36.0))
    typing = [today.keyboard(Foley(what="keyboard", samples=96_000), rng) for _ in range(3)]
    strewn(
        whole,
        [one / np.float32(np.abs(one).max()) * np.float32(3.6) for one in typing],
        times(n, n / 48_000 / 3.0, rng),
        rng,
        soft=14.0,
    )
    ring = band(today.phone_ring(asked, rng), 400.0, 2400.0)
    strewn(whole, [ring * np.float32(0.8)], times(n, n / 48_000 / 16.0, rng), rng, soft=4.0)
    talk = _unit(babble(n, rng, 3, share=0.35, heard=(200.0, 1800.0)))
    return spaced(whole + 0.55 * talk, rng, 0.5, 0.25, 5000.0)


def ward(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A hospital: air, a monitor two beds away, soles on linoleum in the corridor."""
    n = asked.samples
    whole = _air(n, rng, (45.0, -3.0), (100.0, 0.0), (500.0, -9.0), (2500.0, -22.0), (9000.0, -44.0))
    beat = today.tone(988.0, 0.09, (1.0, 0.15), 0.012) * np.float32(0.75)
    number = max(1, round(n / 48_000 / 0.92))
    at = ((np.arange(number) + rng.uniform(-0.02, 0.02, number)) * n / number).astype(np.int64) % n
    strewn(whole, [beat], np.sort(at), rng, wide=0.1, soft=1.0)
    sole = struck([(130.0, 0.05, 1.0), (620.0, 0.02, 0.5)], rng, milliseconds=2.5)
    walk = together(*((0.52 * i, sole / np.float32(np.abs(sole).max()) * np.float32(2.6 - 0.3 * i)) for i in range(7)))
    strewn(whole, [walk], times(n, n / 48_000 / 10.0, rng), rng, soft=8.0)
    return spaced(whole, rng, 0.9, 0.3, 5200.0)


def classroom(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A classroom: pens, paper, a chair, somebody whispers."""
    n = asked.samples
    whole = _air(n, rng, (50.0, -3.0), (120.0, 0.0), (500.0, -10.0), (3000.0, -26.0), (9000.0, -46.0))
    things = [
        hands.write(Foley(what="write", samples=72_000), rng),
        hands.paper(Foley(what="paper", samples=40_000), rng),
        hands.chair(asked, rng),
    ]
    strewn(
        whole,
        [one / np.float32(np.abs(one).max()) * np.float32(3.4) for one in things],
        times(n, n / 48_000 / 2.2, rng),
        rng,
        soft=16.0,
    )
    hush = _unit(babble(n, rng, 3, share=0.3, heard=(300.0, 2200.0)))
    return spaced(whole + 0.55 * hush, rng, 0.8, 0.35, 5200.0)


def city(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A city some streets away: a low bed, passing swells, a horn now and then."""
    n = asked.samples
    bed = _air(n, rng, (30.0, -4.0), (70.0, 0.0), (200.0, -6.0), (700.0, -18.0), (3000.0, -38.0))
    swell = _air(n, rng, (150.0, -10.0), (500.0, 0.0), (1200.0, -4.0), (3500.0, -24.0), (9000.0, -50.0))
    far = np.zeros((n, 2), np.float32)
    horn = band(vehicles.car_horn(asked, rng), 300.0, 1500.0, 1)
    strewn(far, [horn / np.float32(np.abs(horn).max())], times(n, n / 48_000 / 9.0, rng), rng, soft=12.0)
    return spaced(bed + swell * (0.95 * wander(n, 0.3, rng) ** 2)[:, None] + 1.1 * far, rng, 1.4, 0.35, 2400.0)


def city_night(asked: Foley, rng: np.random.Generator) -> Stereo:
    """The same at night: hum, one car a street away, long pauses."""
    n = asked.samples
    bed = _air(n, rng, (30.0, -3.0), (60.0, 0.0), (130.0, -7.0), (500.0, -24.0), (3000.0, -50.0))
    hum = np.sin(2.0 * np.pi * round(100.0 * n / 48_000) * clock(n) * 48_000 / n).astype(np.float32) * np.float32(0.10)
    car = band(vehicles.car_pass(Foley(what="car_pass", samples=240_000), rng), 80.0, 900.0, 1)
    strewn(
        bed, [car / np.float32(np.abs(car).max()) * np.float32(3.4)], times(n, n / 48_000 / 11.0, rng), rng, soft=8.0
    )
    return spaced(bed + hum[:, None], rng, 1.6, 0.35, 1800.0)


def traffic(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A busy street: cars that pass from side to side, tyres, engines that wait."""
    n = asked.samples
    bed = _air(n, rng, (35.0, -4.0), (80.0, 0.0), (300.0, -5.0), (1000.0, -12.0), (4000.0, -28.0))
    seconds = n / 48_000
    t = moments(n) / 48_000
    tyres = sides(
        coloured(n, rng, ((150.0, -14.0), (600.0, -2.0), (1100.0, 0.0), (2500.0, -8.0), (8000.0, -28.0))), 0.0
    )
    lanes = np.zeros((2, len(t)))
    for _ in range(max(1, round(seconds / 2.6))):
        at, way, width = float(rng.uniform(0.0, seconds)), float(rng.choice([-1.0, 1.0])), float(rng.uniform(0.35, 0.8))
        since = (t - at + seconds / 2.0) % seconds - seconds / 2.0
        near = float(rng.uniform(0.3, 1.0)) / (1.0 + (since / width) ** 2)
        pan = (0.5 + 0.45 * np.tanh(way * since / (1.5 * width))) * np.pi / 2.0
        lanes += near * np.stack([np.cos(pan), np.sin(pan)])
    passing = tyres * np.stack([drawn_out(lanes[0], n), drawn_out(lanes[1], n)], axis=1)
    return spaced(bed + 1.3 * _unit(passing), rng, 0.9, 0.25, 4000.0)


def train(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Inside a carriage that rolls: rumble, air, the joints of the rails in pairs, things that rattle."""
    n = asked.samples
    rumble = _air(n, rng, (30.0, -3.0), (60.0, 0.0), (140.0, -4.0), (400.0, -18.0), (1500.0, -34.0), (6000.0, -52.0))
    whole = rumble * wander(n, 0.6, rng, 0.4, 0.55)[:, None]
    modes = [(62.0, 0.14, 1.0), (118.0, 0.10, 0.8), *cloud(220.0, 1500.0, 6, 0.05, rng)]
    blows = [struck(modes, rng, milliseconds=4.0, rough=0.6) for _ in range(4)]
    blows = [one / np.float32(np.abs(one).max()) * np.float32(6.5) for one in blows]
    joints = max(1, round(n / 48_000 / 1.7))
    for after, force in ((0.0, 1.0), (0.17, 0.8), (0.62, 0.55), (0.79, 0.45)):
        at = ((np.arange(joints) * n / joints).astype(np.int64) + int((0.31 + after) * 48_000)) % n
        strewn(whole, blows, np.sort(at), rng, wide=0.3, soft=2.0, gains=np.full(joints, force))
    rattle = [
        struck([(f, 0.02, 1.0), (f * 1.8, 0.015, 0.6)], rng, milliseconds=0.4) * np.float32(0.7)
        for f in (1500.0, 2100.0, 2900.0)
    ]
    strewn(whole, rattle, times(n, 5.0 * n / 48_000, rng), rng, soft=22.0)
    return spaced(whole, rng, 0.3, 0.2, 3200.0)


def station(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A station's hall: voices, wheels of cases, an air brake far down the platform, all of it in a large room."""
    n = asked.samples
    whole = _unit(babble(n, rng, 6, share=0.55, heard=(200.0, 3000.0)))
    bed = _air(n, rng, (35.0, -2.0), (80.0, 0.0), (300.0, -9.0), (1500.0, -26.0), (6000.0, -48.0))
    air = burst(1.1, rng, 900.0, 6000.0, 0.03)
    strewn(
        whole, [air / np.float32(np.abs(air).max()) * np.float32(1.1)], times(n, n / 48_000 / 10.0, rng), rng, soft=8.0
    )
    wheel = together(*((0.07 * i, wooden(320.0, rng, hard=1.2) * np.float32(0.3)) for i in range(18)))
    strewn(whole, [wheel], times(n, n / 48_000 / 8.0, rng), rng, soft=8.0)
    return spaced(whole + 0.9 * bed, rng, 2.2, 0.6, 3600.0)


def carriage(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Inside a motor car or a bus under way: the engine, tyres, air round the windows."""
    n = asked.samples
    t = clock(n) * 48_000 / n
    whole = _air(n, rng, (35.0, -2.0), (75.0, 0.0), (220.0, -9.0), (900.0, -20.0), (3500.0, -34.0), (9000.0, -52.0))
    whole = whole * wander(n, 0.5, rng, 0.7, 1.0)[:, None]
    for hertz, loud in ((31.0, 0.6), (62.0, 0.5), (93.0, 0.22), (124.0, 0.12)):
        hum = np.sin(2.0 * np.pi * round(hertz * n / 48_000) * t + loud).astype(np.float32)
        whole += (hum * np.float32(loud * 0.6) * wander(n, 0.8, rng, 0.7, 1.0))[:, None]
    return whole
