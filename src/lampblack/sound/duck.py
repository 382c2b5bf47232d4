"""Ducking: what is not the spoken word makes way for it, before it begins and for a moment after.

How far is measured, not set: in the band that carries speech, a line stands `over` dB above whatever else is heard
while it is spoken. The way down and up is a straight line in dB, and short pauses are held: nothing pumps.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportMissingTypeStubs=false
# pyright: reportUnknownArgumentType=false
# (numba and scipy have no complete types)

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import uniform_filter1d

from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound
from lampblack.sound import metering_kernels as kernels
from lampblack.sound.gain import falling, rising
from lampblack.sound.metering import PowerMeter, Powers, band

BLOCK = 480
"""Samples of one power and one gain: 10 ms."""
BAND = (300.0, 3400.0)
"""Hz: what a telephone carries, and all that understanding needs."""
_PRESENCE = (700.0, 3800.0)
"""Hz: what is carved out of music before all of it is turned down; where the consonants are."""
_WINDOW = 0.4
"""Seconds over which what is heard beside a line is measured: as long as a syllable is covered."""
_LEAST = 1e-12

Spoken = tuple[int, int]
"""A line's first sample and the one after its last."""


@dataclass(frozen=True, kw_only=True)
class Manner:
    """How a stem makes way. `over`: dB that a line stands above it in the band; `least` and `most`: dB it is turned
    down at least and at most; `carve`: how much of the presence band is taken out, 0 to 1; `ahead`, `hold`: seconds
    before and after a line; `fall`, `rise`: dB a second; `bridge`: seconds of a pause between lines in which it comes
    up again, the less the shorter the pause."""

    over: float
    least: float = 0.0
    most: float = 24.0
    carve: float = 0.0
    ahead: float = 0.12
    hold: float = 0.5
    fall: float = 30.0
    rise: float = 9.0
    bridge: float = 0.0


MUSIC = Manner(over=11.5, least=5.0, carve=0.45, rise=6.0, bridge=3.0)
AMBIENCE = Manner(over=18.0, least=2.5, fall=14.0, rise=5.0, bridge=3.0)
EFFECTS = Manner(over=12.0, fall=60.0, rise=24.0, hold=0.15)


@dataclass(frozen=True, kw_only=True)
class Duck:
    """Gain and share of carving for every `BLOCK` samples."""

    gains: NDArray[np.float64]
    carved: NDArray[np.float64]


class Carver:
    """Turns a stem down as a `Duck` says, stretch by stretch."""

    def __init__(self, duck: Duck) -> None:
        self._duck = duck
        self._sections = band(*_PRESENCE, order=1)
        self._memory = np.zeros((2, len(self._sections), 2))
        self._at = 0

    def turn(self, sound: Sound) -> Sound:
        """The next stretch, changed in place."""
        duck = self._duck
        kernels.carve(sound, self._sections, self._memory, BLOCK, self._at, duck.carved, duck.gains)
        self._at += len(sound)
        return sound


class CarvedMeter:
    """The speech band's powers of a stem from which the presence band is taken as far as its manner does."""

    def __init__(self, manner: Manner, samples: int) -> None:
        whole = np.full(1, manner.carve)
        self._carver = Carver(Duck(gains=np.ones(1), carved=whole)) if manner.carve else None
        self._meter = PowerMeter(band(*BAND), BLOCK, samples)

    def feed(self, sound: Sound) -> None:
        """The next stretch; it is left as it is."""
        self._meter.feed(self._carver.turn(np.array(sound, np.float32)) if self._carver else sound)

    def powers(self) -> Powers:
        return self._meter.powers()


def band_powers(sound: Sound) -> Powers:
    """The power of a whole sound in the speech band, by blocks."""
    meter = PowerMeter(band(*BAND), BLOCK, len(sound))
    meter.feed(sound)
    return meter.powers()


def ducking(
    dialogue: Powers, other: Powers, lines: Sequence[Spoken], manner: Manner, near: Sequence[Spoken] = ()
) -> Duck:
    """How a stem makes way for `lines`, from the speech band's powers of dialogue and of the stem (`CarvedMeter`'s,
    where `manner` carves). `near` are lines of which only the time is known: for them it is `least` and half again."""
    count = len(other)
    depth = np.zeros(count)
    speech = np.zeros(count)
    window = max(1, round(_WINDOW * SAMPLE_RATE / BLOCK))
    heard = uniform_filter1d(other, window, mode="constant") if count else other
    told: list[tuple[int, int, float]] = []
    for start, stop in lines:
        first, last = max(0, start // BLOCK), max(0, -(-stop // BLOCK))
        told.append((start, stop, _needed(dialogue[first:last], heard[first:last], manner)))
    told += [(start, stop, manner.least * 1.5) for start, stop in near]
    for start, stop, needed in told:
        _lay(depth, speech, start, stop, needed, manner)
    for start, stop, held in _pauses(sorted(told), manner.bridge):
        first, last = max(0, start // BLOCK), max(0, stop // BLOCK)
        depth[first:last] = np.maximum(depth[first:last], held)
    per_block = BLOCK / SAMPLE_RATE
    depth = rising(falling(depth, manner.rise * per_block), manner.fall * per_block)
    speech = rising(falling(speech, per_block / 0.9), per_block / 0.25)
    return Duck(gains=10.0 ** (-depth / 20.0), carved=speech * manner.carve)


def _needed(dialogue: Powers, other: Powers, manner: Manner) -> float:
    """dB by which what is heard beside a line is too loud for it."""
    voiced = dialogue[dialogue > dialogue.max(initial=0.0) * 0.01]
    if not voiced.size or not other.size:
        return manner.least
    level = 10.0 * np.log10(max(float(voiced.mean()), _LEAST))
    loudest = 10.0 * np.log10(max(float(other.max()), _LEAST))
    return float(min(manner.most, max(manner.least, loudest - (level - manner.over))))


def _pauses(told: Sequence[tuple[int, int, float]], bridge: float) -> Iterator[tuple[int, int, float]]:
    """Pauses between lines, and how far down it stays in each: music that came up whole for a second would pump."""
    for (_, before, a), (after, _, b) in pairwise(told):
        pause = (after - before) / SAMPLE_RATE
        if 0.0 < pause < bridge:
            yield before, after, min(a, b) * (1.0 - pause / bridge)


def _lay(
    depth: NDArray[np.float64], speech: NDArray[np.float64], start: int, stop: int, needed: float, manner: Manner
) -> None:
    first = max(0, int((start - manner.ahead * SAMPLE_RATE) // BLOCK))
    last = max(0, int(-(-(stop + manner.hold * SAMPLE_RATE) // BLOCK)))
    depth[first:last] = np.maximum(depth[first:last], needed)
    speech[first:last] = 1.0
