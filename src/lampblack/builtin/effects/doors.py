"""Doors: knocked at, opened, shut, slid; hinges that creak by stick and slip; locks and bells."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.effects.bodies import cloud, excited, struck, wooden
from lampblack.builtin.effects.noise import Mono, band, burst, clock, count, ring, together, wander, white
from lampblack.builtin.effects.voices import Knots, line
from lampblack.engines.requests import Foley


def slips(seconds: float, rate: Knots, rng: np.random.Generator, uneven: float = 0.18) -> NDArray[np.float64]:
    """Stick and slip: the force of a rubbed joint, a jerk each time it lets go; `rate`: jerks a second."""
    n = count(seconds)
    pace = line(n, rate) * (1.0 + uneven * (2.0 * wander(n, 30.0, rng) - 1.0))
    phase = np.cumsum(pace) / 48_000
    jerks = np.diff(np.floor(phase), prepend=-1.0)
    at = np.flatnonzero(jerks > 0.0)
    force = np.zeros(n)
    force[at] = rng.uniform(0.5, 1.0, len(at))
    return np.convolve(force, np.hanning(26) / 13.0)[:n]


def hinge(seconds: float, rate: Knots, rng: np.random.Generator, body: float = 1.0) -> Mono:
    """A hinge that wants oil, in a door that sounds along."""
    force = slips(seconds, rate, rng)
    modes = [
        (430.0 * body, 0.04, 1.0),
        (810.0 * body, 0.035, 0.9),
        (1290.0 * body, 0.03, 0.7),
        (2150.0 * body, 0.02, 0.5),
        (3300.0 * body, 0.015, 0.3),
    ]
    n = len(force)
    swell = (0.35 + 0.65 * wander(n, 5.0, rng)) * np.minimum(
        1.0, np.minimum(clock(n) / 0.02, (seconds - clock(n)) / 0.1)
    )
    return excited(force * swell, modes, rng)


def knock(asked: Foley, rng: np.random.Generator) -> Mono:
    """Knuckles on a wooden door, three times, the first one softest."""
    board = cloud(260.0, 2600.0, 10, 0.10, rng)
    modes = [(128.0, 0.13, 0.9), (205.0, 0.12, 1.0), *board]
    blows = [(0.24 * i * float(rng.uniform(0.96, 1.04)), force) for i, force in enumerate((0.75, 1.0, 0.9))]
    return together(*((at, struck(modes, rng, milliseconds=1.5) * np.float32(force)) for at, force in blows))


def latch(rng: np.random.Generator, hard: float = 1.0) -> Mono:
    """A latch: two small irons, one after the other."""
    iron = [(1650.0, 0.03, 1.0), (2900.0, 0.025, 0.8), (4700.0, 0.02, 0.5), (520.0, 0.05, 0.7)]
    return together(
        (0.0, struck(iron, rng, milliseconds=0.4)),
        (0.055, struck(iron, rng, milliseconds=0.4) * np.float32(0.7 * hard)),
    )


def door_open(asked: Foley, rng: np.random.Generator) -> Mono:
    """The latch, the seal of the frame, the hinge."""
    give = burst(0.06, rng, 120.0, 900.0, 0.004) * np.float32(0.5)
    creak = hinge(1.1, ((0.0, 26.0), (0.3, 62.0), (0.7, 48.0), (1.0, 18.0)), rng)
    air = burst(0.6, rng, 80.0, 400.0, 0.2) * np.float32(0.25)
    return together((0.0, latch(rng) * np.float32(0.8)), (0.14, give), (0.2, creak * np.float32(0.3)), (0.2, air))


def door_close(asked: Foley, rng: np.random.Generator) -> Mono:
    """The leaf meets the frame, then the latch falls."""
    frame = struck([(96.0, 0.16, 1.0), (150.0, 0.13, 0.8), *cloud(240.0, 1800.0, 8, 0.10, rng)], rng, milliseconds=3.5)
    return together(
        (0.0, frame), (0.0, burst(0.05, rng, 150.0, 1500.0) * np.float32(0.25)), (0.045, latch(rng) * np.float32(0.45))
    )


def door_slam(asked: Foley, rng: np.random.Generator) -> Mono:
    """The same in anger: the whole wall answers, and something rattles on."""
    frame = struck(
        [(64.0, 0.30, 1.0), (101.0, 0.24, 1.0), *cloud(160.0, 2600.0, 12, 0.16, rng)], rng, milliseconds=1.8, rough=0.8
    )
    crack = burst(0.05, rng, 300.0, 7000.0, 0.0008)
    rattle = together(*((0.03 + 0.05 * i, latch(rng) * np.float32(0.3 * 0.6**i)) for i in range(4)))
    return together((0.0, frame), (0.0, crack * np.float32(0.8)), (0.05, rattle))


def door_slide(asked: Foley, rng: np.random.Generator) -> Mono:
    """A wooden sliding door: it rumbles in its groove and stops against the post."""
    n = count(0.9)
    speed = line(n, ((0.0, 0.4), (0.3, 1.0), (0.8, 0.9), (1.0, 0.5)))
    force = slips(0.9, ((0.0, 40.0), (0.3, 95.0), (1.0, 60.0)), rng, 0.4)
    rumble = excited(force, [(180.0, 0.05, 1.0), (340.0, 0.04, 0.8), (760.0, 0.03, 0.4)], rng)[:n]
    rub = band(white(n, rng), 300.0, 2600.0) * np.float32(0.12) * speed.astype(np.float32)
    return together((0.0, rumble * np.float32(0.7)), (0.0, rub), (0.92, wooden(180.0, rng) * np.float32(0.8)))


def gate(asked: Foley, rng: np.random.Generator) -> Mono:
    """A heavy gate on iron hinges: a groan, then wood and bars."""
    groan = hinge(1.7, ((0.0, 14.0), (0.4, 30.0), (1.0, 12.0)), rng, 0.5)
    deep = hinge(1.7, ((0.0, 22.0), (0.5, 17.0), (1.0, 9.0)), rng, 0.27) * np.float32(0.8)
    bars = struck(
        [(70.0, 0.35, 1.0), (118.0, 0.28, 0.8), *cloud(300.0, 3600.0, 10, 0.35, rng, damping=0.3)],
        rng,
        milliseconds=2.0,
    )
    return together((0.0, latch(rng) * np.float32(0.5)), (0.03, groan * np.float32(0.7)), (0.03, deep), (1.75, bars))


def train_door(asked: Foley, rng: np.random.Generator) -> Mono:
    """The doors of a train: two tones, compressed air, rollers, rubber on rubber."""

    def tone(hertz: float) -> Mono:
        n = count(0.3)
        t = clock(n)
        return (
            (np.sin(2 * np.pi * hertz * t) + 0.2 * np.sin(4 * np.pi * hertz * t))
            * np.exp(-t * 6.0)
            * np.minimum(1.0, t / 0.006)
        ).astype(np.float32)

    air = burst(0.5, rng, 1500.0, 9000.0, 0.02) * np.float32(0.8)
    roll = band(white(count(0.9), rng), 90.0, 700.0) * np.hanning(count(0.9)).astype(np.float32) * np.float32(0.8)
    return together(
        (0.0, tone(932.0) * np.float32(0.5)),
        (0.28, tone(740.0) * np.float32(0.5)),
        (0.7, air),
        (0.85, roll),
        (1.7, struck([(88.0, 0.16, 1.0), (190.0, 0.1, 0.7)], rng, milliseconds=6.0)),
        (1.75, burst(0.3, rng, 2000.0, 9000.0) * np.float32(0.3)),
    )


def lock(asked: Foley, rng: np.random.Generator) -> Mono:
    """A key turns: it finds its way in, pins, and the bolt."""
    scrape = burst(0.05, rng, 2500.0, 7500.0, 0.01) * np.float32(0.25)
    pins = together(
        *(
            (0.1 + 0.035 * i, struck([(3100.0, 0.012, 1.0), (5200.0, 0.01, 0.6)], rng) * np.float32(0.3))
            for i in range(4)
        )
    )
    bolt = struck(
        [(310.0, 0.06, 1.0), (980.0, 0.05, 0.8), (2350.0, 0.04, 0.7), (4100.0, 0.03, 0.4)], rng, milliseconds=0.7
    )
    return together((0.0, scrape), (0.0, pins), (0.33, bolt))


def creak(asked: Foley, rng: np.random.Generator) -> Mono:
    """Wood under load: a stair, a chair, a rope."""
    return hinge(min(1.3, asked.samples / 48_000), ((0.0, 34.0), (0.35, 88.0), (0.6, 60.0), (1.0, 24.0)), rng, 0.8)


def doorbell(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two bars, the second a third lower."""

    def bar(hertz: float) -> Mono:
        return struck(
            [(hertz, 1.2, 1.0), (hertz * 2.756, 0.5, 0.3), (hertz * 5.4, 0.2, 0.12)], rng, milliseconds=1.2, spread=0.0
        )

    return together((0.0, bar(659.3)), (0.42, bar(523.3)))


def elevator(asked: Foley, rng: np.random.Generator) -> Mono:
    """A lift arrives: its bell, and doors that roll."""
    bell = struck([(1318.5, 1.0, 1.0), (2637.0, 0.6, 0.3), (3951.0, 0.3, 0.15)], rng, milliseconds=0.8, spread=0.0)
    n = count(1.3)
    roll = ring(band(white(n, rng), 60.0, 500.0), 120.0, 0.04) * np.hanning(n).astype(np.float32) * 0.1
    return together(
        (0.0, bell),
        (0.7, roll),
        (1.9, struck([(110.0, 0.1, 1.0), (230.0, 0.08, 0.5)], rng, milliseconds=4.0) * np.float32(0.5)),
    )
