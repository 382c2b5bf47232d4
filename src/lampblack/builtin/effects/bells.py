"""Bells, gongs, wood and skins; horns and whistles that call."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.effects.bodies import BELL, MEMBRANE, Mode, modes_of, struck, wooden
from lampblack.builtin.effects.noise import Mono, attack, band, burst, clock, count, together, white
from lampblack.builtin.effects.voices import utter
from lampblack.engines.requests import Foley


def _paired(modes: list[Mode], apart: float) -> list[Mode]:
    """Cast bodies are never quite round: every mode is two that beat."""
    return [
        pair for f, s, g in modes for pair in ((f * (1.0 - apart), s, g * 0.6), (f * (1.0 + apart), s * 0.9, g * 0.5))
    ]


def bell(asked: Foley, rng: np.random.Generator) -> Mono:
    """A temple bell of bronze, struck once with a beam."""
    falls = (5.0, 3.6, 3.2, 2.2, 2.0, 1.4, 1.1, 0.8, 0.6, 0.4)
    loud = (1.0, 0.9, 0.6, 0.25, 0.5, 0.3, 0.2, 0.18, 0.12, 0.1)
    modes = [(196.0 * r, s, g) for r, s, g in zip(BELL, falls, loud, strict=True)]
    return together(
        (0.0, struck(_paired(modes, 0.0016), rng, milliseconds=3.0, spread=0.0)),
        (0.0, wooden(110.0, rng) * np.float32(0.12)),
    )


def chime(asked: Foley, rng: np.random.Generator) -> Mono:
    """Small bells shaken: a wind chime, a horse's harness, a shop door."""
    parts: list[tuple[float, Mono]] = []
    at = 0.0
    for index in range(9):
        tone = float(rng.choice([2093.0, 2349.0, 2637.0, 3136.0, 3520.0]))
        modes = [(tone, 0.7, 1.0), (tone * 2.76, 0.35, 0.4), (tone * 5.4, 0.15, 0.2)]
        parts.append(
            (at, struck(modes, rng, milliseconds=0.4, spread=0.004) * np.float32(rng.uniform(0.4, 1.0) * 0.93**index))
        )
        at += float(rng.uniform(0.04, 0.16))
    return together(*parts)


def gong(asked: Foley, rng: np.random.Generator) -> Mono:
    """A large gong: the tone first, then the shimmer that swells out of it."""
    low = struck(
        _paired([(78.0, 5.0, 1.0), (121.0, 4.2, 0.7), (163.0, 3.6, 0.6), (214.0, 3.0, 0.4)], 0.003),
        rng,
        milliseconds=8.0,
    )
    modes: list[Mode] = [(float(f), 3.2, float(rng.uniform(0.3, 1.0))) for f in np.geomspace(300.0, 5200.0, 26)]
    shimmer = struck(modes, rng, milliseconds=0.8, spread=0.03)
    bloom = np.minimum(1.0, clock(len(shimmer)) / 0.5) ** 0.8
    return together(
        (0.0, low),
        (0.0, (shimmer * bloom * 0.35).astype(np.float32)),
        (0.0, burst(0.04, rng, 60.0, 600.0) * np.float32(0.2)),
    )


def temple_block(asked: Foley, rng: np.random.Generator) -> Mono:
    """The wooden fish of a temple: hollow, round, short."""
    tone = 520.0 * float(rng.uniform(0.97, 1.03))
    return struck(
        [(tone, 0.09, 1.0), (tone * 1.51, 0.05, 0.4), (tone * 2.62, 0.03, 0.25), (tone * 4.2, 0.015, 0.12)],
        rng,
        milliseconds=1.1,
    )


def drum(asked: Foley, rng: np.random.Generator) -> Mono:
    """A large drum: a skin whose pitch sinks, a barrel under it, the stick."""
    n = count(1.2)
    t = clock(n)
    sink = np.sin(2.0 * np.pi * np.cumsum(64.0 + 26.0 * np.exp(-t * 22.0)) / 48_000) * attack(n, 0.002, 0.9)
    skin = struck(modes_of(72.0, MEMBRANE, 0.5, damping=0.9), rng, milliseconds=3.0)
    return together(
        (0.0, sink.astype(np.float32) * np.float32(0.8)),
        (0.0, skin * np.float32(0.7)),
        (0.0, burst(0.015, rng, 500.0, 4500.0) * np.float32(0.35)),
    )


def clapper(asked: Foley, rng: np.random.Generator) -> Mono:
    """The night watch's bamboo clapper, twice."""

    def one() -> Mono:
        return struck(
            [(1150.0, 0.05, 1.0), (1740.0, 0.04, 0.7), (3100.0, 0.02, 0.5), (410.0, 0.04, 0.5)], rng, milliseconds=0.5
        )

    return together((0.0, one()), (0.3, one() * np.float32(0.85)))


def horn(asked: Foley, rng: np.random.Generator) -> Mono:
    """A war horn: lips and brass, growing brighter as it grows louder."""
    seconds = asked.samples / 48_000 * 0.92
    formants = [(420.0, 260.0, 1.0), (880.0, 300.0, 0.8), (((0.0, 1300.0), (0.3, 2100.0), (1.0, 1500.0)), 500.0, 0.5)]
    return utter(
        seconds,
        ((0.0, 108.0), (0.06, 117.0), (0.9, 116.5), (1.0, 109.0)),
        ((0.0, 0.25), (0.25, 1.0), (0.8, 0.9), (1.0, 0.0)),
        formants,
        rng,
        breath=0.03,
        jitter=0.003,
        tilt=2200.0,
    )


def whistle(asked: Foley, rng: np.random.Generator) -> Mono:
    """A guard's whistle with a pea in it."""
    n = count(1.1)
    t = clock(n)
    tone = np.sin(2.0 * np.pi * np.cumsum(2650.0 + 130.0 * np.sin(2.0 * np.pi * 31.0 * t)) / 48_000)
    rattle = 0.65 + 0.35 * np.sin(2.0 * np.pi * 31.0 * t + 1.0)
    shape = np.minimum(1.0, t / 0.02) * np.minimum(1.0, (1.1 - t) / 0.06)
    return ((tone * rattle + 0.12 * band(white(n, rng), 2000.0, 7000.0)) * shape).astype(np.float32)
