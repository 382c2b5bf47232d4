"""Animals' voices, each from its own cords and throat; where they are known, pitches and rhythms are the animals'."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.noise import Mono, band, clock, count, together, white
from lampblack.builtin.effects.voices import utter
from lampblack.engines.requests import Foley


def neigh(asked: Foley, rng: np.random.Generator) -> Mono:
    """A horse: it opens high, shakes all the way down, and ends in the nose."""
    call = utter(
        1.5,
        ((0.0, 620.0), (0.08, 980.0), (0.35, 860.0), (0.75, 560.0), (1.0, 330.0)),
        ((0.0, 0.3), (0.07, 1.0), (0.6, 0.8), (1.0, 0.0)),
        [
            (((0.0, 900.0), (0.3, 1350.0), (1.0, 800.0)), 220.0, 1.0),
            (((0.0, 2300.0), (0.3, 2700.0), (1.0, 1900.0)), 350.0, 0.6),
            (3600.0, 500.0, 0.25),
        ],
        rng,
        breath=0.12,
        growl=0.12,
        jitter=0.015,
        tilt=2600.0,
        vibrato=(11.5, 0.075),
        flutter=(11.5, 0.55),
    )
    return together((0.0, call), (1.42, snort(asked, rng) * np.float32(0.2)))


def snort(asked: Foley, rng: np.random.Generator) -> Mono:
    """A horse blows: lips that flap in a rush of air."""
    n = count(0.75)
    t = clock(n)
    flap = 0.35 + 0.65 * np.clip(np.sin(2.0 * np.pi * np.cumsum(29.0 - 10.0 * t) / 48_000), 0.0, 1.0) ** 2
    air = band(white(n, rng), 180.0, 3200.0) * 1.0 + band(white(n, rng), 80.0, 400.0) * 1.2
    return (air * flap * np.minimum(1.0, t / 0.012) * np.exp(-t * 3.6)).astype(np.float32)


def dog(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two barks."""

    def bark(force: float) -> Mono:
        top = 640.0 * float(rng.uniform(0.92, 1.06))
        return utter(
            0.21,
            ((0.0, top * 0.6), (0.18, top), (0.6, top * 0.75), (1.0, top * 0.45)),
            ((0.0, 0.2), (0.12, 1.0), (0.5, 0.7), (1.0, 0.0)),
            [(((0.0, 600.0), (0.3, 1050.0), (1.0, 600.0)), 180.0, 1.0), (1750.0, 260.0, 0.7), (2900.0, 400.0, 0.35)],
            rng,
            breath=0.35,
            growl=0.35,
            jitter=0.03,
            tilt=2200.0,
        ) * np.float32(force)

    return together((0.0, bark(0.9)), (0.42, bark(1.0)))


def howl(asked: Foley, rng: np.random.Generator) -> Mono:
    """A wolf: it rises, breaks upwards, holds, and lets it sink."""
    return utter(
        3.6,
        ((0.0, 290.0), (0.10, 390.0), (0.18, 520.0), (0.6, 545.0), (0.85, 440.0), (1.0, 330.0)),
        ((0.0, 0.15), (0.08, 0.6), (0.3, 1.0), (0.75, 0.8), (1.0, 0.0)),
        [(520.0, 120.0, 1.0), (1000.0, 200.0, 0.35), (1900.0, 400.0, 0.1)],
        rng,
        breath=0.04,
        jitter=0.004,
        tilt=900.0,
        vibrato=(4.6, 0.008),
    )


def cat(asked: Foley, rng: np.random.Generator) -> Mono:
    """Mi-a-ow."""
    return utter(
        0.78,
        ((0.0, 520.0), (0.25, 740.0), (0.6, 690.0), (1.0, 430.0)),
        ((0.0, 0.2), (0.2, 0.8), (0.5, 1.0), (1.0, 0.0)),
        [
            (((0.0, 500.0), (0.45, 1150.0), (1.0, 620.0)), 160.0, 1.0),
            (((0.0, 2500.0), (0.4, 1900.0), (1.0, 1250.0)), 240.0, 0.8),
            (3600.0, 420.0, 0.3),
        ],
        rng,
        breath=0.05,
        jitter=0.006,
        tilt=2400.0,
    )


def rooster(asked: Foley, rng: np.random.Generator) -> Mono:
    """Cock-a-doodle-doo: three short calls and the long one."""
    mouth = [(((0.0, 1100.0), (0.4, 1700.0), (1.0, 1250.0)), 260.0, 1.0), (2900.0, 420.0, 0.6), (4200.0, 600.0, 0.3)]

    def call(seconds: float, low: float, top: float, loud: float) -> Mono:
        pitch = ((0.0, low), (0.3, top), (0.75, top * 0.97), (1.0, low * 0.8))
        return utter(
            seconds,
            pitch,
            ((0.0, 0.3), (0.2, loud), (0.8, loud), (1.0, 0.0)),
            mouth,
            rng,
            breath=0.12,
            growl=0.15,
            jitter=0.012,
            tilt=3000.0,
        )

    return together(
        (0.0, call(0.19, 480.0, 690.0, 0.7)),
        (0.27, call(0.13, 560.0, 760.0, 0.7)),
        (0.46, call(0.24, 640.0, 960.0, 0.9)),
        (0.74, call(1.05, 560.0, 830.0, 1.0)),
    )


def crow(asked: Foley, rng: np.random.Generator) -> Mono:
    """Three caws."""

    def caw(force: float) -> Mono:
        return utter(
            0.32,
            ((0.0, 470.0), (0.2, 540.0), (1.0, 430.0)),
            ((0.0, 0.2), (0.15, 1.0), (0.7, 0.8), (1.0, 0.0)),
            [(((0.0, 1000.0), (0.3, 1500.0), (1.0, 1200.0)), 240.0, 1.0), (2500.0, 400.0, 0.6)],
            rng,
            breath=0.4,
            growl=0.6,
            jitter=0.05,
            tilt=2600.0,
        ) * np.float32(force)

    return together((0.0, caw(1.0)), (0.48, caw(0.9)), (0.98, caw(0.8)))


def owl(asked: Foley, rng: np.random.Generator) -> Mono:
    """Hoo; hu, hu-hooo."""

    def hoot(seconds: float, top: float) -> Mono:
        return utter(
            seconds,
            ((0.0, top * 0.93), (0.25, top), (1.0, top * 0.94)),
            ((0.0, 0.1), (0.3, 1.0), (0.7, 0.9), (1.0, 0.0)),
            [(top, 90.0, 1.0), (top * 2.1, 200.0, 0.06)],
            rng,
            breath=0.08,
            jitter=0.004,
            tilt=600.0,
            vibrato=(9.0, 0.006),
        )

    return together((0.0, hoot(0.45, 355.0)), (0.95, hoot(0.16, 340.0)), (1.2, hoot(0.75, 362.0)))


def frog(asked: Foley, rng: np.random.Generator) -> Mono:
    """Two croaks: a row of clicks in a blown-up throat."""
    return together((0.0, croak(rng)), (0.62, croak(rng)))


def croak(rng: np.random.Generator) -> Mono:
    """One croak of one frog."""
    size = float(rng.uniform(0.85, 1.25))
    return utter(
        0.34,
        ((0.0, 38.0 * size), (0.5, 52.0 * size), (1.0, 46.0 * size)),
        ((0.0, 0.4), (0.3, 1.0), (0.8, 0.9), (1.0, 0.0)),
        [(620.0 * size, 110.0, 1.0), (1350.0 * size, 160.0, 0.9), (2400.0 * size, 300.0, 0.3)],
        rng,
        breath=0.03,
        jitter=0.02,
        tilt=5000.0,
    )


def cow(asked: Foley, rng: np.random.Generator) -> Mono:
    """Moo."""
    return utter(
        1.9,
        ((0.0, 120.0), (0.15, 142.0), (0.6, 165.0), (1.0, 118.0)),
        ((0.0, 0.2), (0.15, 0.7), (0.6, 1.0), (1.0, 0.0)),
        [
            (((0.0, 260.0), (0.35, 520.0), (0.8, 480.0), (1.0, 300.0)), 90.0, 1.0),
            (((0.0, 700.0), (0.4, 1050.0), (1.0, 800.0)), 140.0, 0.6),
            (2100.0, 300.0, 0.2),
        ],
        rng,
        breath=0.08,
        growl=0.12,
        jitter=0.01,
        tilt=1500.0,
    )


def sheep(asked: Foley, rng: np.random.Generator) -> Mono:
    """Baa, with its tremble."""
    return utter(
        0.95,
        ((0.0, 260.0), (0.2, 300.0), (1.0, 250.0)),
        ((0.0, 0.3), (0.12, 1.0), (0.7, 0.8), (1.0, 0.0)),
        [(720.0, 130.0, 1.0), (1650.0, 200.0, 0.9), (2700.0, 300.0, 0.5)],
        rng,
        breath=0.1,
        growl=0.15,
        jitter=0.02,
        tilt=2600.0,
        vibrato=(8.0, 0.03),
        flutter=(8.0, 0.5),
    )


def growl(asked: Foley, rng: np.random.Generator) -> Mono:
    """A dog or a tiger that warns: low cords that stumble."""
    return utter(
        1.7,
        ((0.0, 62.0), (0.4, 78.0), (1.0, 58.0)),
        ((0.0, 0.3), (0.3, 1.0), (0.7, 0.9), (1.0, 0.0)),
        [(330.0, 130.0, 1.0), (760.0, 200.0, 0.7), (1900.0, 400.0, 0.25)],
        rng,
        breath=0.25,
        growl=0.6,
        jitter=0.06,
        tilt=1600.0,
        flutter=(17.0, 0.5),
    )


def roar(asked: Foley, rng: np.random.Generator) -> Mono:
    """A tiger, or a dragon: the throat opens, everything shakes, and it rolls away."""
    voice = utter(
        2.5,
        ((0.0, 90.0), (0.15, 150.0), (0.5, 128.0), (1.0, 62.0)),
        ((0.0, 0.3), (0.12, 1.0), (0.55, 0.9), (1.0, 0.0)),
        [
            (((0.0, 300.0), (0.2, 720.0), (1.0, 330.0)), 160.0, 1.0),
            (((0.0, 900.0), (0.25, 1350.0), (1.0, 800.0)), 260.0, 0.8),
            (2600.0, 500.0, 0.4),
        ],
        rng,
        breath=0.5,
        growl=0.7,
        jitter=0.06,
        tilt=2400.0,
        flutter=(23.0, 0.35),
    )
    chest = band(white(count(2.4), rng), 35.0, 160.0) * np.hanning(count(2.4)).astype(np.float32) * np.float32(0.6)
    return together((0.0, voice), (0.0, chest * np.float32(np.abs(voice).max())))


def crane(asked: Foley, rng: np.random.Generator) -> Mono:
    """A crane over the marsh: a rolled trumpet, three times."""

    def cry(force: float) -> Mono:
        return utter(
            0.42,
            ((0.0, 640.0), (0.15, 860.0), (0.8, 820.0), (1.0, 640.0)),
            ((0.0, 0.2), (0.12, 1.0), (0.7, 0.9), (1.0, 0.0)),
            [(1050.0, 160.0, 1.0), (2150.0, 300.0, 0.7), (3300.0, 420.0, 0.4)],
            rng,
            breath=0.06,
            jitter=0.008,
            tilt=3200.0,
            flutter=(42.0, 0.6),
        ) * np.float32(force)

    return together((0.0, cry(1.0)), (0.55, cry(0.85)), (1.1, cry(0.7)))
