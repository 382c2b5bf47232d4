"""Ambiences: what a place always sounds like, stereo, as `make(samples, rng)`; nothing marks an end, so they loop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.effects.noise import Mono, attack, band, clock, wander, white

Stereo = NDArray[np.float32]
"""samples x 2"""
Ambience = Callable[[int, np.random.Generator], Stereo]


def wind(samples: int, rng: np.random.Generator) -> Stereo:
    """Two slow gusts of different pitch, wandering from side to side."""
    low, high = wander(samples, 0.5, rng, 0.15, 1.0), wander(samples, 0.35, rng, 0.0, 0.8)
    return _sides(
        lambda: (
            band(white(samples, rng), 60.0, 420.0) * low * low * 2.0
            + band(white(samples, rng), 500.0, 1500.0) * high**3
        )
    )


def river(samples: int, rng: np.random.Generator) -> Stereo:
    """A broad river: a low rush, a brighter surface, and small gurgles near the bank."""
    swell = wander(samples, 0.8, rng, 0.7, 1.0)
    near = wander(samples, 9.0, rng, 0.0, 1.0) ** 4
    return _sides(
        lambda: (
            band(white(samples, rng), 120.0, 900.0) * swell * 1.2
            + band(white(samples, rng), 900.0, 4500.0) * 0.35
            + band(white(samples, rng), 300.0, 700.0, 4) * near * 2.0
        )
    )


def sea(samples: int, rng: np.random.Generator) -> Stereo:
    """Waves: one about every eight seconds, each with its hiss."""
    t = clock(samples)
    waves = max(1, round(samples / 48_000 / 8.0))
    wave = (0.5 - 0.5 * np.cos(2 * np.pi * t * waves * 48_000 / samples)).astype(np.float32) ** 2
    return _sides(
        lambda: (
            band(white(samples, rng), 60.0, 600.0) * (0.3 + wave)
            + band(white(samples, rng), 1500.0, 7000.0) * wave**3 * 0.5
        )
    )


def rain(samples: int, rng: np.random.Generator) -> Stereo:
    """Steady rain: a soft hiss and single drops."""
    return _sides(
        lambda: (
            band(white(samples, rng), 900.0, 9000.0) * 0.5
            + band((white(samples, rng) * (rng.random(samples) < 0.0015) * 2.5).astype(np.float32), 1000.0, 5000.0)
        )
    )


def leaves(samples: int, rng: np.random.Generator) -> Stereo:
    """Leaves in a light wind: bright rustling that comes and goes."""
    gust = wander(samples, 0.6, rng, 0.1, 1.0) ** 2
    return _sides(lambda: band(white(samples, rng) * wander(samples, 14.0, rng, 0.3, 1.0), 1800.0, 8500.0) * gust)


def fire(samples: int, rng: np.random.Generator) -> Stereo:
    """A small fire: its breath, and crackles."""
    cracks = (white(samples, rng) * (rng.random(samples) < 0.0004) * 60.0).astype(np.float32)
    return _sides(lambda: band(white(samples, rng), 50.0, 300.0) * 0.8 + band(cracks, 900.0, 6000.0))


def birds(samples: int, rng: np.random.Generator) -> Stereo:
    """Small birds, now left, now right: each has its own phrase and keeps to it."""
    out = np.zeros((samples, 2), np.float32)
    for _ in range(5):
        pitch, notes, pan = rng.uniform(2300.0, 4600.0), int(rng.integers(2, 6)), rng.random()
        shape = rng.uniform(-900.0, 1100.0, notes)
        at = rng.uniform(0.2, 4.0)
        while at * 48_000 < samples - 60_000:
            for index in range(notes):
                _sing(out, at + index * 0.14, pitch, float(shape[index]), pan, rng.uniform(0.5, 1.0))
            at += rng.uniform(2.5, 8.0)
    return out


def crickets(samples: int, rng: np.random.Generator) -> Stereo:
    """Crickets of a warm night: trills of a few voices that never quite agree."""
    out = np.zeros((samples, 2), np.float32)
    t = clock(samples)
    for _ in range(4):
        pitch, rate, pan = rng.uniform(3900.0, 4900.0), rng.uniform(24.0, 34.0), rng.random()
        pulse = np.clip(np.sin(2 * np.pi * rate * t), 0.0, 1.0) ** 3
        chirp = (wander(samples, 1.6, rng) > 0.45).astype(np.float32)
        soft = np.convolve(chirp, np.hanning(2_400) / 1_200.0, "same")
        voice = (np.sin(2 * np.pi * pitch * t) * pulse * soft * rng.uniform(0.4, 1.0)).astype(np.float32)
        out[:, 0] += voice * np.float32(np.cos(pan * np.pi / 2))
        out[:, 1] += voice * np.float32(np.sin(pan * np.pi / 2))
    return out


def crowd(samples: int, rng: np.random.Generator) -> Stereo:
    """A murmur of people: noise through vowels that change all the time."""

    def one() -> Mono:
        voices = np.zeros(samples, np.float32)
        for low, high in ((220.0, 420.0), (500.0, 900.0), (1000.0, 1700.0)):
            voices += band(white(samples, rng), low, high) * wander(samples, 5.0, rng) ** 2
        return voices

    return _sides(one)


def room(samples: int, rng: np.random.Generator) -> Stereo:
    """A quiet room: almost nothing, which is not the same as nothing."""
    return _sides(lambda: band(white(samples, rng), 40.0, 240.0))


def city(samples: int, rng: np.random.Generator) -> Stereo:
    """A city some streets away: a low bed and passing swells."""
    passing = wander(samples, 0.25, rng, 0.1, 1.0) ** 2
    return _sides(
        lambda: band(white(samples, rng), 40.0, 260.0) + band(white(samples, rng), 260.0, 1200.0) * passing * 0.5
    )


def train(samples: int, rng: np.random.Generator) -> Stereo:
    """Inside a carriage that rolls: a low rumble, air, and the rails' joints in pairs, one bogie after another."""
    sway = wander(samples, 0.4, rng, 0.7, 1.0)
    joints = max(1, round(samples / 48_000 / 1.7))
    knocks = np.zeros(samples, np.float32)
    for joint in range(joints):
        for after, force in ((0.0, 1.0), (0.17, 0.8), (0.62, 0.5), (0.79, 0.42)):
            at = (joint * samples // joints + int(after * 48_000)) % samples
            blow = attack(min(9_600, samples), 0.004, 0.16) * force * rng.uniform(0.85, 1.15)
            knocks[at : at + blow.size] += blow[: samples - at]
    return _sides(
        lambda: (
            band(white(samples, rng), 35.0, 150.0) * sway * 1.3
            + band(white(samples, rng), 200.0, 900.0) * 0.16
            + band(white(samples, rng), 70.0, 320.0) * knocks * 1.5
        )
    )


def _sides(make: Callable[[], NDArray[np.floating]]) -> Stereo:
    """Two different recordings of the same thing, left and right, sharing a little: wide, but in one world."""
    left, right = make(), make()
    return np.stack([left * 0.85 + right * 0.3, right * 0.85 + left * 0.3], axis=1).astype(np.float32)


def _sing(out: Stereo, second: float, pitch: float, glide: float, pan: float, force: float) -> None:
    n = 4_800
    start = int(second * 48_000)
    if start + n > out.shape[0]:
        return
    t = clock(n)
    note = np.sin(2 * np.pi * (pitch * t + glide * t * t * 5.0)) * attack(n, 0.012, 0.09) * force
    out[start : start + n, 0] += (note * np.cos(pan * np.pi / 2)).astype(np.float32)
    out[start : start + n, 1] += (note * np.sin(pan * np.pi / 2)).astype(np.float32)


AMBIENCES: dict[str, Ambience] = {
    each.__name__: each for each in (wind, river, sea, rain, leaves, fire, birds, crickets, crowd, room, city, train)
}
