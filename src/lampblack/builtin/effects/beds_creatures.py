"""Beds of creatures: birds with phrases of their own, insects, frogs, a wood by day, a village."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lampblack.builtin.effects import animals
from lampblack.builtin.effects.beds_air import leaves
from lampblack.builtin.effects.bodies import struck
from lampblack.builtin.effects.grains import laid, strewn, times
from lampblack.builtin.effects.noise import Mono, Stereo, band, clock, coloured, count, sides, spaced, together, wander
from lampblack.builtin.effects.voices import Knots, line
from lampblack.engines.requests import Foley

Phrase = Callable[[np.random.Generator], Mono]


def note(seconds: float, pitch: Knots, *, tremor: tuple[float, float] = (0.0, 0.0), loud: float = 1.0) -> Mono:
    """One note of a bird: nearly a pure tone, with a trace of its octave."""
    n = count(seconds)
    t = clock(n)
    hertz = line(n, pitch) * (1.0 + tremor[1] * np.sin(2.0 * np.pi * tremor[0] * t))
    phase = 2.0 * np.pi * np.cumsum(hertz) / 48_000
    shape = np.sin(np.pi * np.minimum(1.0, t / seconds)) ** 0.6
    return ((np.sin(phase) + 0.08 * np.sin(2.0 * phase)) * shape * loud).astype(np.float32)


def _tit(rng: np.random.Generator) -> Mono:
    """Two notes, again and again, as a saw is filed."""
    high, low = float(rng.uniform(4300.0, 5000.0)), float(rng.uniform(3100.0, 3600.0))
    pair = together(
        (0.0, note(0.11, ((0.0, high), (1.0, high * 0.97)))), (0.14, note(0.15, ((0.0, low * 1.02), (1.0, low))))
    )
    return together(*((0.33 * i, pair) for i in range(int(rng.integers(3, 6)))))


def _finch(rng: np.random.Generator) -> Mono:
    """A run down the scale that ends in a flourish."""
    top = float(rng.uniform(4600.0, 5600.0))
    notes = [
        (0.085 * i, note(0.07, ((0.0, top * 0.93**i), (0.5, top * 0.93**i * 0.8), (1.0, top * 0.93**i * 0.9))))
        for i in range(9)
    ]
    end = note(0.28, ((0.0, top * 0.5), (0.4, top * 0.82), (1.0, top * 0.45)))
    return together(*notes, (0.8, end))


def _thrush(rng: np.random.Generator) -> Mono:
    """Slow fluted words, each one said twice."""
    parts: list[tuple[float, Mono]] = []
    at = 0.0
    for _ in range(3):
        base = float(rng.uniform(1900.0, 3100.0))
        knots = ((0.0, base), (0.4, base * float(rng.uniform(0.75, 1.35))), (1.0, base * float(rng.uniform(0.8, 1.2))))
        word = note(float(rng.uniform(0.16, 0.30)), knots, tremor=(float(rng.uniform(18.0, 34.0)), 0.012))
        for _ in range(2):
            parts.append((at, word))
            at += len(word) / 48_000 + 0.07
        at += 0.22
    return together(*parts)


def _warbler(rng: np.random.Generator) -> Mono:
    """A trill that comes nearer and sinks."""
    top, rate = float(rng.uniform(3800.0, 4800.0)), float(rng.uniform(13.0, 19.0))
    return together(
        *(
            (
                i / rate,
                note(
                    0.8 / rate,
                    ((0.0, top * (1.1 - 0.012 * i)), (1.0, top * (0.86 - 0.012 * i))),
                    loud=min(1.0, 0.3 + 0.09 * i),
                ),
            )
            for i in range(int(rng.integers(10, 20)))
        )
    )


def _sparrow(rng: np.random.Generator) -> Mono:
    """Chirps, one like the other."""
    pitch = float(rng.uniform(3000.0, 3900.0))
    gaps = np.cumsum(rng.uniform(0.24, 0.42, int(rng.integers(2, 6))))
    chirp = note(0.075, ((0.0, pitch * 0.8), (0.35, pitch * 1.28), (1.0, pitch * 0.75)))
    return together(*((float(at) - 0.24, chirp) for at in gaps))


def _dove(rng: np.random.Generator) -> Mono:
    """Coo-COO, coo."""
    low = float(rng.uniform(430.0, 520.0))
    tones = ((0.0, 0.30, 0.6), (0.38, 0.62, 1.0), (1.08, 0.34, 0.6))
    return together(
        *(
            (
                at,
                note(s, ((0.0, low * 0.94), (0.35, low * 1.04), (1.0, low * 0.95)), tremor=(24.0, 0.01), loud=0.45 * g),
            )
            for at, s, g in tones
        )
    )


_SPECIES: tuple[Phrase, ...] = (_tit, _finch, _thrush, _warbler, _sparrow, _dove)


def sung(n: int, rng: np.random.Generator, number: int, busy: float) -> Stereo:
    """So many birds, each with its place, its distance and one song; `busy` is songs a minute of each."""
    whole = np.zeros((n, 2), np.float32)
    order = rng.permutation(len(_SPECIES))
    for index in range(number):
        sing = _SPECIES[int(order[index % len(_SPECIES)])]
        far = float(rng.random())
        songs = [band(sing(rng), 0.0, 11_000.0 - 6_500.0 * far, 1) for _ in range(2)]
        angle = (0.1 + 0.8 * ((index * 0.618 + 0.25 * float(rng.random())) % 1.0)) * np.pi / 2.0
        level = 0.85 * 10.0 ** (-18.0 * far / 20.0)
        at, gap = float(rng.uniform(0.0, 60.0 / busy)), 60.0 / busy
        while at < n / 48_000:
            loud = level * float(rng.uniform(0.7, 1.0))
            pair = np.array([np.cos(angle) * loud, np.sin(angle) * loud], np.float32)
            laid(whole, songs[int(rng.integers(2))], int(at * 48_000), pair, n)
            at += gap * float(rng.uniform(0.6, 1.5))
    return whole


def birds(asked: Foley, rng: np.random.Generator) -> Stereo:
    """Six birds in their trees; between them the air of a morning."""
    n = asked.samples
    air = sides(
        coloured(n, rng, ((100.0, -6.0), (300.0, 0.0), (1500.0, -12.0), (6000.0, -20.0), (14000.0, -40.0)))
    ) * np.float32(0.008)
    return spaced(sung(n, rng, 7, 9.0), rng, 0.9, 0.3, 4500.0) + air


def forest(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A wood by day: birds near and far, a woodpecker, insects, crowns in the wind."""
    n = asked.samples
    singing = sung(n, rng, 6, 7.0)
    blow = struck([(720.0, 0.03, 1.0), (1350.0, 0.02, 0.7), (2600.0, 0.012, 0.4)], rng, milliseconds=0.6)
    peck = together(*((0.055 * i, blow * np.float32(0.9 - 0.03 * i)) for i in range(14)))
    strewn(
        singing,
        [band(peck, 0.0, 2500.0, 1) * np.float32(0.35)],
        times(n, n / 48_000 / 11.0, rng),
        rng,
        soft=6.0,
        gains=None,
    )
    crowns = leaves(asked, rng)
    crowns *= np.float32(0.8 * np.sqrt(np.mean(singing**2)) / (np.sqrt(np.mean(crowns**2)) + 1e-9))
    return spaced(singing + crowns, rng, 1.3, 0.35, 3200.0)


def crickets(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A warm night: a few near crickets that chirp in threes, and a meadow of far ones that only shimmers."""
    n = asked.samples
    t = clock(n)
    meadow = coloured(n, rng, ((3000.0, -60.0), (3900.0, -12.0), (4400.0, 0.0), (5000.0, -10.0), (6500.0, -60.0)))
    beat = np.sin(np.float32(2.0 * np.pi) * ((round(29.0 * n / 48_000) * t / (n / 48_000)) % 1.0).astype(np.float32))
    whole = (
        sides(meadow, 0.05) * ((0.7 + 0.3 * beat) * wander(n, 0.3, rng, 0.7, 1.0) * 0.35).astype(np.float32)[:, None]
    )
    for _ in range(5):
        pitch, rate = float(rng.uniform(4100.0, 5000.0)), float(rng.uniform(1.9, 2.9))
        pulse = note(0.019, ((0.0, pitch * 1.02), (1.0, pitch * 0.98)))
        chirp = together(*((0.031 * i, pulse * np.float32(0.7 + 0.1 * i)) for i in range(int(rng.integers(3, 5)))))
        number = max(1, round(n / 48_000 * rate))
        at = ((np.arange(number) + rng.uniform(-0.04, 0.04, number)) * n / number + float(rng.random()) * n).astype(
            np.int64
        ) % n
        rests = wander(n, 0.35, rng)[at] > 0.35
        angle, loud = float(rng.uniform(0.1, 0.9)) * np.pi / 2.0, float(rng.uniform(0.3, 1.0))
        pair = np.array([np.cos(angle) * loud, np.sin(angle) * loud], np.float32)
        for start in at[rests].tolist():
            laid(whole, chirp, start, pair, n)
    return whole


def cicadas(asked: Foley, rng: np.random.Generator) -> Stereo:
    """High summer: cicadas in the trees, each a rattle that swells, presses, and stops."""
    n = asked.samples
    t = clock(n) * 48_000 / n
    whole = np.zeros((n, 2), np.float32)
    for index in range(3):
        centre = float(rng.uniform(4300.0, 6200.0))
        rasp = coloured(
            n,
            rng,
            ((1500.0, -60.0), (centre * 0.75, -14.0), (centre, 0.0), (centre * 1.3, -10.0), (centre * 2.2, -44.0)),
        )
        rate = round(float(rng.uniform(88.0, 128.0)) * n / 48_000)
        ribs = np.maximum(np.float32(0.0), np.sin(np.float32(2.0 * np.pi) * ((rate * t) % 1.0).astype(np.float32))) ** 2
        song = wander(n, 0.22, rng, 0.0, 1.0)
        song *= np.sqrt(song)
        angle = (0.15 + 0.7 * index / 2.0) * np.pi / 2.0
        voice = rasp * (ribs * song * float(rng.uniform(0.4, 1.0))).astype(np.float32)
        whole += voice[:, None] * np.array([np.cos(angle), np.sin(angle)], np.float32)
    return spaced(whole, rng, 0.8, 0.3, 6000.0)


def frogs(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A pond at night: frogs that answer one another."""
    n = asked.samples
    whole = np.zeros((n, 2), np.float32)
    for _ in range(6):
        one = [animals.croak(rng) * np.float32(10.0 ** (-float(rng.uniform(0.0, 16.0)) / 20.0))]
        number = max(1, round(n / 48_000 / float(rng.uniform(0.9, 2.6))))
        at = ((np.arange(number) + rng.uniform(-0.25, 0.25, number)) * n / number).astype(np.int64) % n
        singing = wander(n, 0.3, rng)[at] > 0.4
        strewn(whole, one, np.sort(at[singing]), rng, wide=0.15 + 0.8 * float(rng.random()), soft=4.0)
    return spaced(whole, rng, 1.0, 0.4, 3000.0) + sides(
        coloured(n, rng, ((60.0, 0.0), (400.0, -20.0), (2000.0, -50.0)))
    ) * np.float32(0.002)


def village(asked: Foley, rng: np.random.Generator) -> Stereo:
    """A village by day: sparrows, hens, a cock and a dog some yards away, somebody chopping wood."""
    n = asked.samples
    singing = sung(n, rng, 4, 8.0) * np.float32(0.7)
    far = [band(make(asked, rng), 150.0, 2600.0, 1) for make in (animals.rooster, animals.dog, animals.cow)]
    strewn(singing, [one * np.float32(0.4) for one in far], times(n, n / 48_000 / 8.0, rng), rng, wide=0.8, soft=8.0)
    cluck = note(0.07, ((0.0, 420.0), (0.3, 640.0), (1.0, 380.0)))
    hen = together(*((0.31 * i, cluck * np.float32(0.5 + 0.1 * i)) for i in range(4)))
    strewn(singing, [hen * np.float32(0.35)], times(n, n / 48_000 / 4.0, rng), rng, soft=10.0)
    axe = struck([(390.0, 0.06, 1.0), (880.0, 0.04, 0.6), (160.0, 0.09, 0.8)], rng, milliseconds=1.0)
    strokes = (np.arange(4) * 57_600 + int(rng.integers(0, n))) % n
    strewn(singing, [band(axe, 0.0, 3000.0, 1) * np.float32(0.35)], np.sort(strokes), rng, wide=0.05, soft=3.0)
    return spaced(singing, rng, 0.7, 0.35, 3600.0)
