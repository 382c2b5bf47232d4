"""What rolls, drives and flies: cars, trains, carts, aeroplanes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.effects.bodies import cloud, excited, struck, wooden
from lampblack.builtin.effects.doors import hinge, slips
from lampblack.builtin.effects.noise import Mono, band, burst, clock, count, ring, together, wander, white
from lampblack.builtin.effects.voices import Line, cords, line
from lampblack.engines.requests import Foley


def motor(rate: Line, rng: np.random.Generator, *, rough: float = 0.35) -> Mono:
    """An engine at so many firings a second: pressure that puffs through a pipe, no two firings alike."""
    n = len(rate)
    phase = np.cumsum(rate) / 48_000
    whole = np.floor(phase).astype(np.int64)
    force = 1.0 + rough * rng.standard_normal(int(whole[-1]) + 2)
    puff = np.maximum(0.0, np.sin(2.0 * np.pi * phase)) ** 3 * force[whole] * (1.0 + 0.25 * (whole % 4 == 0))
    noise = band(white(n, rng), 300.0, 2600.0) * (0.3 + puff.astype(np.float32)) * np.float32(0.35)
    body = puff.astype(np.float32) - np.float32(puff.mean())
    pipe = ring(body, 92.0, 0.03) * 0.6 + ring(body, 178.0, 0.03) * 0.8 + ring(body, 420.0, 0.02) * 0.9
    return band((body + pipe + noise).astype(np.float32), 30.0, 6000.0, 1)


def passing(n: int, at: float, width: float) -> NDArray[np.float64]:
    """How near something is that goes by: loudest at share `at`, as 1 over the distance falls."""
    t = np.linspace(0.0, 1.0, n)
    return 1.0 / np.sqrt(1.0 + ((t - at) / width) ** 2)


def car_pass(asked: Foley, rng: np.random.Generator) -> Mono:
    """A car goes by: tyres, wind, an engine whose pitch drops as it passes."""
    n = asked.samples
    near = passing(n, 0.5, 0.09)
    edge = np.minimum(1.0, np.linspace(0.0, 1.0, n) / 0.01 + 0.3) * np.minimum(1.0, np.linspace(1.0, 0.0, n) / 0.2)
    drop = 1.05 - 0.10 / (1.0 + np.exp(-(np.linspace(-12.0, 12.0, n))))
    tyres = band(white(n, rng), 500.0, 2200.0) * near + band(white(n, rng), 2200.0, 7000.0) * near**2.2 * 0.5
    wind = band(white(n, rng), 80.0, 500.0) * near * 0.9
    return ((tyres + wind + motor(78.0 * drop, rng) * near * 0.10) * edge).astype(np.float32)


def car_horn(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two plates a third apart, in the throat of a car."""
    n = count(0.75)
    t = clock(n)
    plates = sum(
        (np.sin(2.0 * np.pi * f * k * t + k * k) / k**0.55 for f in (415.0, 523.0) for k in range(1, 12)), np.zeros(n)
    )
    shape = np.minimum(1.0, t / 0.012) * np.minimum(1.0, (0.75 - t) / 0.04)
    return band((plates * shape).astype(np.float32), 350.0, 4200.0, 1)


def car_door(asked: Foley, rng: np.random.Generator) -> Mono:
    """A car's door: sheet metal, rubber, a lock."""
    body = struck([(74.0, 0.14, 1.0), (128.0, 0.10, 0.9), *cloud(250.0, 1500.0, 8, 0.07, rng)], rng, milliseconds=3.0)
    catch = struck([(1450.0, 0.02, 1.0), (2600.0, 0.02, 0.7), (430.0, 0.03, 0.8)], rng, milliseconds=0.5)
    return together((0.0, catch * np.float32(0.3)), (0.018, body * np.float32(1.3)), (0.055, catch * np.float32(0.25)))


def brakes(asked: Foley, rng: np.random.Generator) -> Mono:
    """Tyres that slide: they sing and scrape, and stop."""
    n = count(1.3)
    t = clock(n)
    pitch = line(n, ((0.0, 1050.0), (0.3, 1180.0), (0.85, 980.0), (1.0, 700.0))) * (
        1.0 + 0.03 * (2.0 * wander(n, 25.0, rng) - 1.0)
    )
    phase = 2.0 * np.pi * np.cumsum(pitch) / 48_000
    song = np.sin(phase) + 0.5 * np.sin(1.51 * phase) + 0.35 * np.sin(2.0 * phase)
    scrape = band(white(n, rng), 700.0, 4500.0) * np.float32(0.7)
    shape = np.minimum(1.0, t / 0.01) * np.minimum(1.0, (1.3 - t) / 0.15) * (0.6 + 0.4 * wander(n, 12.0, rng))
    return ((song * 0.5 + scrape) * shape).astype(np.float32)


def engine(asked: Foley, rng: np.random.Generator) -> Mono:
    """A car starts: the starter turns it over, it catches, runs up and settles."""
    n = asked.samples
    turning = count(0.85)
    starter = motor(line(turning, ((0.0, 9.0), (0.4, 11.0), (1.0, 12.0))), rng, rough=0.5)
    whine = np.sin(2.0 * np.pi * np.cumsum(line(turning, ((0.0, 300.0), (0.3, 430.0), (1.0, 450.0)))) / 48_000).astype(
        np.float32
    )
    starter = starter * np.float32(0.5) + whine * band(white(turning, rng), 0.0, 40.0) * np.float32(3.0)
    rest = max(4_800, n - turning)
    running = motor(line(rest, ((0.0, 25.0), (0.12, 68.0), (0.4, 34.0), (1.0, 28.0))), rng)
    t = clock(rest)
    shape = (np.minimum(1.0, t / 0.02) * np.minimum(1.0, (t[-1] - t) / 0.5)).astype(np.float32)
    return together((0.0, burst(0.02, rng, 800.0, 4000.0) * np.float32(0.5)), (0.0, starter), (0.85, running * shape))


def _rails(n: int, gap: float, rng: np.random.Generator) -> Mono:
    """Wheels over the joints of the rails, in pairs, one bogie after another."""
    out = np.zeros(n, np.float32)
    modes = [(68.0, 0.12, 1.0), (155.0, 0.08, 0.7), *cloud(300.0, 2400.0, 6, 0.05, rng)]
    bank = [struck(modes, rng, milliseconds=2.2, rough=0.8) for _ in range(4)]
    at = 0.1
    while at < n / 48_000:
        for after, force in ((0.0, 1.0), (0.13, 0.8)):
            start = int((at + after) * 48_000)
            piece = bank[int(rng.integers(4))][: max(0, n - start)] * np.float32(force * rng.uniform(0.8, 1.1))
            out[start : start + len(piece)] += piece
        at += gap
    return out


def train_pass(asked: Foley, rng: np.random.Generator) -> Mono:
    """A train goes by close at hand: it comes up out of the rails, hammers past, and is gone."""
    n = asked.samples
    t = np.linspace(0.0, 1.0, n)
    near = np.minimum(1.0, 0.06 + np.exp((np.minimum(t, 0.22) - 0.22) * 26.0)) * np.minimum(
        1.0, np.exp((0.72 - np.maximum(t, 0.72)) * 12.0)
    )
    roar = band(white(n, rng), 40.0, 320.0) * 1.5 + band(white(n, rng), 320.0, 2600.0) * 0.6
    hiss = band(white(n, rng), 2600.0, 9000.0) * 0.2 * near
    return ((roar + hiss + _rails(n, 0.46, rng) * 2.6) * near * np.minimum(1.0, (1.0 - t) / 0.1)).astype(np.float32)


def train_horn(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two blasts of a chord of horns, far along the line."""

    def blast(seconds: float) -> Mono:
        n = count(seconds)
        t = clock(n)
        horns = sum((cords(np.full(n, f), rng, jitter=0.001, tilt=1800.0) for f in (311.1, 370.0, 415.3)), np.zeros(n))
        shape = np.minimum(1.0, t / 0.05) * np.minimum(1.0, (seconds - t) / 0.12)
        return band((horns * shape).astype(np.float32), 250.0, 3000.0, 1)

    return together((0.0, blast(0.7)), (1.0, blast(1.6)))


def train_brake(asked: Foley, rng: np.random.Generator) -> Mono:
    """A train comes to a stand: wheels squeal lower and lower, rails knock ever slower, air is let go."""
    n = int(asked.samples * 0.8)
    t = clock(n)
    share = t / t[-1]
    pitch = line(n, ((0.0, 2350.0), (0.6, 2250.0), (1.0, 1500.0)))
    phase = 2.0 * np.pi * np.cumsum(pitch) / 48_000
    squeal = (np.sin(phase) + 0.6 * np.sin(1.31 * phase + 1.0) + 0.4 * np.sin(1.73 * phase)) * wander(n, 9.0, rng) ** 2
    rumble = band(white(n, rng), 40.0, 260.0) * (1.0 - share) * 1.6
    grind = band(white(n, rng), 1200.0, 5000.0) * (0.25 + 0.4 * share)
    whole = (
        (0.22 * squeal * np.minimum(1.0, share / 0.15) + rumble + 0.5 * grind)
        * np.minimum(1.0, t / 0.02)
        * np.minimum(1.0, (1.0 - share) / 0.06)
    )
    return together(
        (0.0, whole.astype(np.float32)), (t[-1] - 0.1, burst(0.9, rng, 1200.0, 9000.0, 0.02) * np.float32(0.7))
    )


def cart(asked: Foley, rng: np.random.Generator) -> Mono:
    """A wooden cart: iron on stones, boards that rattle, an axle that complains."""
    n = asked.samples
    rumble = band(white(n, rng), 50.0, 300.0) * (0.5 + wander(n, 7.0, rng))
    stones = excited(
        slips(n / 48_000, ((0.0, 19.0), (0.5, 24.0), (1.0, 19.0)), rng, 0.8),
        [(210.0, 0.05, 1.0), (520.0, 0.04, 0.8), (1250.0, 0.02, 0.5)],
        rng,
    )[:n]
    axle = hinge(n / 48_000, ((0.0, 18.0), (0.2, 70.0), (0.4, 20.0), (0.6, 72.0), (0.8, 20.0), (1.0, 60.0)), rng, 1.4)[
        :n
    ]
    boards = together(
        *(
            (0.35 * i + float(rng.uniform(0.0, 0.1)), wooden(240.0, rng) * np.float32(rng.uniform(0.1, 0.4)))
            for i in range(int(n / 48_000 / 0.35))
        )
    )[:n]
    out = rumble * np.float32(0.8) + stones * np.float32(0.8) + axle * np.float32(0.22)
    out[: len(boards)] += boards
    return (out * np.minimum(1.0, clock(n) / 0.01) * np.minimum(1.0, (n / 48_000 - clock(n)) / 0.5)).astype(np.float32)


def plane(asked: Foley, rng: np.random.Generator) -> Mono:
    """An aeroplane high up: a roar that comes over and trails away."""
    n = asked.samples
    near = passing(n, 0.42, 0.16)
    turbine = np.sin(2.0 * np.pi * np.cumsum(2100.0 - 700.0 * np.linspace(0.0, 1.0, n)) / 48_000) * near**2 * 0.05
    roar = band(white(n, rng), 50.0, 500.0) * 1.4 * near + band(white(n, rng), 500.0, 2200.0) * 0.5 * near**2
    edge = np.minimum(1.0, np.linspace(0.0, 1.0, n) / 0.02 + 0.2) * np.minimum(1.0, np.linspace(1.0, 0.0, n) / 0.25)
    return ((roar * (0.8 + 0.2 * wander(n, 1.5, rng)) + turbine) * edge).astype(np.float32)
