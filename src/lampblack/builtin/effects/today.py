"""Things of today that click, ring and hum: phones, keyboards, cameras, clocks, alarms."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.effects.bodies import struck
from lampblack.builtin.effects.noise import Mono, band, clock, count, together, wander, white
from lampblack.builtin.effects.voices import cords
from lampblack.engines.requests import Foley


def tone(hertz: float, seconds: float, harmonics: tuple[float, ...] = (1.0,), edge: float = 0.004) -> Mono:
    """A tone as small loudspeakers give it, with soft edges."""
    t = clock(count(seconds))
    whole = sum((a * np.sin(2.0 * np.pi * hertz * (i + 1) * t) for i, a in enumerate(harmonics)), np.zeros(len(t)))
    return (whole * np.minimum(1.0, np.minimum(t, seconds - t + 1e-4) / edge)).astype(np.float32)


def phone_ring(asked: Foley, rng: np.random.Generator) -> Mono:
    """A mobile telephone: a little tune of four notes, twice."""
    notes = (1318.5, 1568.0, 1760.0, 1568.0, 1318.5, 1174.7, 1318.5)
    parts = [(0.13 * i, tone(f, 0.12, (1.0, 0.35, 0.2, 0.1)) * np.float32(0.9)) for i, f in enumerate(notes)]
    again = [(1.5 + at, sound) for at, sound in parts]
    return together(*parts, *again)


def phone_buzz(asked: Foley, rng: np.random.Generator) -> Mono:
    """A telephone that trembles on a table: a motor out of balance, and the wood it rattles on."""

    def one() -> Mono:
        n = count(0.55)
        t = clock(n)
        speed = 172.0 * np.minimum(1.0, t / 0.05 + 0.5)
        phase = 2.0 * np.pi * np.cumsum(speed) / 48_000
        rattle = np.clip(np.sin(phase), 0.6, 1.0) - 0.6
        table = band((rattle * (1.0 + 0.4 * white(n, rng))).astype(np.float32), 300.0, 3200.0) * 3.0
        shape = np.minimum(1.0, t / 0.02) * np.minimum(1.0, (0.55 - t) / 0.03)
        return ((0.6 * np.sin(phase) + 0.25 * np.sin(2.0 * phase) + table) * shape).astype(np.float32)

    return together((0.0, one()), (0.95, one()))


def beep(asked: Foley, rng: np.random.Generator) -> Mono:
    """A machine says so: two short tones."""
    return together((0.0, tone(1046.5, 0.09, (1.0, 0.2))), (0.14, tone(1396.9, 0.14, (1.0, 0.2))))


def alarm(asked: Foley, rng: np.random.Generator) -> Mono:
    """An alarm clock: four quick beeps, a rest, and again."""
    parts = [
        (start + 0.12 * i, tone(2048.0, 0.07, (1.0, 0.5, 0.3, 0.2))) for start in (0.0, 0.95, 1.9) for i in range(4)
    ]
    return together(*parts)


def one_key(rng: np.random.Generator, force: float = 1.0) -> Mono:
    """A key of a keyboard goes down, and comes up again softer."""

    def click() -> Mono:
        f = float(rng.uniform(2300.0, 3400.0))
        return struck([(f, 0.012, 1.0), (f * 1.7, 0.008, 0.6), (420.0, 0.02, 0.8)], rng, milliseconds=0.4)

    return together(
        (0.0, click() * np.float32(force)), (float(rng.uniform(0.05, 0.09)), click() * np.float32(0.35 * force))
    )


def keyboard(asked: Foley, rng: np.random.Generator) -> Mono:
    """Somebody types: words, with gaps between them."""
    bank = [one_key(rng) for _ in range(8)]
    parts: list[tuple[float, Mono]] = []
    at, left = 0.0, int(rng.integers(3, 8))
    while at < asked.samples / 48_000 - 0.2:
        parts.append((at, bank[int(rng.integers(8))] * np.float32(rng.uniform(0.5, 1.0))))
        left -= 1
        at += float(rng.gamma(6.0, 0.018))
        if left == 0:
            at, left = at + float(rng.uniform(0.05, 0.2)), int(rng.integers(3, 8))
    return together(*parts)


def switch(asked: Foley, rng: np.random.Generator) -> Mono:
    """A light switch."""
    snap = struck(
        [(1900.0, 0.015, 1.0), (3300.0, 0.012, 0.8), (640.0, 0.03, 0.8), (5400.0, 0.008, 0.4)], rng, milliseconds=0.3
    )
    return together((0.0, snap * np.float32(0.5)), (0.022, snap))


def camera(asked: Foley, rng: np.random.Generator) -> Mono:
    """A camera: mirror up, shutter, mirror down."""

    def leaf(force: float) -> Mono:
        modes = [(1300.0, 0.02, 1.0), (2700.0, 0.018, 0.8), (4800.0, 0.014, 0.6), (330.0, 0.03, 0.7)]
        return struck(modes, rng, milliseconds=0.3, rough=0.9) * np.float32(force)

    motor = band(white(count(0.12), rng), 700.0, 3500.0) * np.hanning(count(0.12)).astype(np.float32) * np.float32(0.12)
    return together((0.0, leaf(1.0)), (0.045, leaf(0.6)), (0.11, leaf(0.8)), (0.13, motor))


def clock_ticks(asked: Foley, rng: np.random.Generator) -> Mono:
    """A clock on the wall: tick, and a lower tock."""
    parts: list[tuple[float, Mono]] = []
    for index in range(int(asked.samples / 24_000)):
        f = 2350.0 if index % 2 == 0 else 1850.0
        tick = struck([(f, 0.02, 1.0), (f * 1.9, 0.012, 0.5), (310.0, 0.05, 0.5)], rng, milliseconds=0.4, spread=0.004)
        parts.append((0.5 * index, tick))
    return together(*parts)


def siren(asked: Foley, rng: np.random.Generator) -> Mono:
    """A siren some streets away: two tones that go by (Doppler), dulled by the houses."""
    n = asked.samples
    t = clock(n)
    share = t / (n / 48_000)
    doppler = 1.025 - 0.05 / (1.0 + np.exp(-(share - 0.5) * 14.0))
    glide = rounded((np.floor(t / 0.62) % 2 == 0).astype(np.float64), np.hanning(1_200) / np.hanning(1_200).sum())
    brass = cords((448.0 + 137.0 * glide) * doppler, rng, jitter=0.001, tilt=1500.0)
    near = 0.25 + 0.75 * np.exp(-(((share - 0.5) / 0.22) ** 2))
    return band((brass * near * np.minimum(1.0, t / 0.01) * (1.0 - share**6)).astype(np.float32), 250.0, 2600.0)


def rounded(steps: NDArray[np.float64], window: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line of steps with its corners rounded by a window: worked out at the corners and the ends alone, since it
    stands still between them."""
    n, half = len(steps), len(window)
    out = steps * np.convolve(np.ones(3 * half), window, "same")[half]
    for corner in (0, *(np.flatnonzero(np.diff(steps)) + 1), n):
        start, stop = max(0, corner - half), min(n, corner + half)
        first, last = max(0, start - half), min(n, stop + half)
        out[start:stop] = np.convolve(steps[first:last], window, "same")[start - first : stop - first]
    return out


def bicycle(asked: Foley, rng: np.random.Generator) -> Mono:
    """A bicycle's bell: a thumb twice, a wheel of teeth inside."""
    modes = [(2480.0, 0.5, 1.0), (2510.0, 0.45, 0.8), (5100.0, 0.25, 0.5), (7900.0, 0.12, 0.3)]
    strokes = [
        (at + 0.021 * i, struck(modes, rng, milliseconds=0.2, spread=0.001) * np.float32(0.6 + 0.4 * (i == 3)))
        for at in (0.0, 0.26)
        for i in range(6)
    ]
    return together(*strokes)


def ship_horn(asked: Foley, rng: np.random.Generator) -> Mono:
    """A steamer: a chord of very low pipes."""
    n = int(asked.samples * 0.92)
    t = clock(n)
    pipes = sum((cords(np.full(n, f), rng, jitter=0.002, tilt=700.0) for f in (82.4, 103.8, 123.5)), np.zeros(n))
    shape = np.minimum(1.0, t / 0.12 + 0.05) * np.minimum(1.0, (t[-1] - t) / 0.5)
    breath = band(white(n, rng), 100.0, 1500.0) * np.float32(0.10)
    return ((pipes * (0.94 + 0.06 * wander(n, 8.0, rng)) + breath) * shape).astype(np.float32)
