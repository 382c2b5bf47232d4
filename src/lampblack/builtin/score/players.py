"""Players: each instrument adds its notes to its own part, by the kernel that is its craft."""
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# (the kernels have no types)

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.blown_kernel import blow
from lampblack.builtin.score.body import Part
from lampblack.builtin.score.bowed_kernel import bow, section
from lampblack.builtin.score.notes import Instrument, Note, frequency
from lampblack.builtin.score.plucked_kernel import pluck
from lampblack.builtin.score.struck_kernel import modes, skin, thud
from lampblack.builtin.score.synth_kernel import filtered, glass, kick, saw

Player = Callable[[Part, Note, int], None]
"""Adds a note to its part; the number seeds what chance there is in it."""

_DIZI = np.array([1.0, 0.62, 0.5, 0.32, 0.26, 0.2, 0.15, 0.11, 0.08, 0.06]) * 0.42
_XIAO = np.array([1.0, 0.42, 0.2, 0.07, 0.035, 0.02]) * 0.55
_BELL = ((0.5, 0.3, 0.55), (1.0, 1.0, 0.8), (1.003, 0.5, 0.9), (1.19, 0.5, 1.2), (1.56, 0.35, 1.7), (2.0, 0.45, 2.0),
         (2.66, 0.25, 3.0), (3.01, 0.16, 4.2), (4.1, 0.1, 6.0))  # fmt: skip
"""Partials of a bronze bell: ratio, level, decay a second; the strike note is doubled, so that it warbles."""
STEREO: frozenset[Instrument] = frozenset(("strings", "pad"))
"""Parts that are many players at once."""


def play(part: Part, note: Note, origin: int = 0) -> None:
    """Add the note to its instrument's part, which begins at sample `origin`; it may ring on beyond its length."""
    seed = seed_of(note.instrument, note.start, round(note.pitch * 100)) & 0x7FFFFFFF
    _PLAYERS[note.instrument](part, replace(note, start=note.start - origin), seed)


def _guqin(part: Part, note: Note, seed: int) -> None:
    if note.way == "harmonic":
        # touched at the node: the octave, round and long
        pluck(part, note.start, 4 * SAMPLE_RATE, note.samples, frequency(note.pitch + 12), 0.8 * note.force, 0.9, 0.05,
              0.42, 5.0, 0.42, 0.0, 0.0, seed)  # fmt: skip
        return
    pluck(part, note.start, max(note.samples, 2 * SAMPLE_RATE) + SAMPLE_RATE, max(note.samples, 2 * SAMPLE_RATE),
          frequency(note.pitch), note.force, 0.75, 0.16, 0.21, 4.2, 0.46, note.slide, 0.09, seed)  # fmt: skip


def _guzheng(part: Part, note: Note, seed: int) -> None:
    pluck(part, note.start, 2 * SAMPLE_RATE + SAMPLE_RATE // 2, max(note.samples, SAMPLE_RATE), frequency(note.pitch),
          note.force, 0.28, 0.1, 0.12, 3.6, 0.26, note.slide, 0.05, seed)  # fmt: skip


def _pipa(part: Part, note: Note, seed: int) -> None:
    strokes = [(0, note.samples, 1.0)]
    if note.way == "tremolo":
        every = SAMPLE_RATE // 13
        count = max(2, note.samples // every)
        strokes = [(index * every, every + SAMPLE_RATE // 40, _wheel(index, count)) for index in range(count)]
    for index, (at, samples, share) in enumerate(strokes):
        ring = samples if note.way == "tremolo" and index < len(strokes) - 1 else max(samples, SAMPLE_RATE)
        start = note.start + at + (seed >> index % 16) % 160 * (1 if index else 0)
        pluck(part, start, ring + SAMPLE_RATE // 8, ring, frequency(note.pitch), note.force * share, 0.16, 0.2, 0.09,
              1.9, 0.34, note.slide if index == 0 else 0.0, 0.05, seed + index)  # fmt: skip


def _wheel(index: int, count: int) -> float:
    """Five fingers in turn, none as strong as the first; the whole swells and goes back."""
    finger = (1.0, 0.78, 0.84, 0.74, 0.8)[index % 5]
    return finger * (0.55 + 0.35 * math.sin(math.pi * (index + 0.5) / count))


def _dizi(part: Part, note: Note, seed: int) -> None:
    blow(part, note.start, note.samples, frequency(note.pitch), note.force, _DIZI, 0.16, 0.5, note.slide, 0.8, seed)


def _xiao(part: Part, note: Note, seed: int) -> None:
    blow(part, note.start, note.samples, frequency(note.pitch), note.force, _XIAO, 0.0, 0.7, note.slide, 1.0, seed)


def _erhu(part: Part, note: Note, seed: int) -> None:
    bow(part, note.start, note.samples, frequency(note.pitch), note.force, 26, 0.95, 0.35, note.slide, 0.26, 5.6, 0.11,
        seed)  # fmt: skip


def _violin(part: Part, note: Note, seed: int) -> None:
    bow(part, note.start, note.samples, frequency(note.pitch), note.force, 24, 1.05, 0.22, note.slide, 0.23, 5.7, 0.12,
        seed)  # fmt: skip


def _cello(part: Part, note: Note, seed: int) -> None:
    bow(part, note.start, note.samples, frequency(note.pitch), note.force, 34, 1.1, 0.25, note.slide, 0.18, 5.1, 0.15,
        seed)  # fmt: skip


def _strings(part: Part, note: Note, seed: int) -> None:
    short = note.samples < SAMPLE_RATE // 2
    attack, release = (0.035, 0.16) if short else (min(0.28, note.samples / SAMPLE_RATE * 0.3), 0.4)
    section(part, note.start, note.samples, frequency(note.pitch), note.force, _table(22, 1.25), 9, 8.0, 0.12, attack,
            release, 0.85 if note.way == "roll" else 0.0, seed)  # fmt: skip


def _pizzicato(part: Part, note: Note, seed: int) -> None:
    pluck(part, note.start, SAMPLE_RATE * 3 // 2, SAMPLE_RATE // 2, frequency(note.pitch), note.force, 1.1, 0.12, 0.24,
          0.9 if note.pitch > 50 else 1.5, 0.48, 0.0, 0.0, seed)  # fmt: skip


def _pad(part: Part, note: Note, seed: int) -> None:
    section(part, note.start, note.samples, frequency(note.pitch), note.force, _table(40, 1.0), 6, 13.0, 0.03,
            min(1.1, note.samples / SAMPLE_RATE * 0.4), 1.6, 0.7 if note.way == "roll" else 0.0, seed)  # fmt: skip


def _glass(part: Part, note: Note, seed: int) -> None:
    glass(part, note.start, note.samples, frequency(note.pitch), note.force, 3.0, 1.3, 2.6, 0.9)


def _arpeggio(part: Part, note: Note, seed: int) -> None:
    filtered(part, note.start, note.samples, frequency(note.pitch), note.force, _table(30, 1.0), 0.0, 3600.0, 380.0,
             14.0, 0.7, 0.004, 0.25)  # fmt: skip


def _bass(part: Part, note: Note, seed: int) -> None:
    short = note.samples < SAMPLE_RATE // 2
    filtered(part, note.start, note.samples, frequency(note.pitch), note.force, _table(40, 1.0), 0.9,
             1500.0 if short else 520.0, 110.0, 7.0 if short else 0.6, 0.9, 0.008 if short else 0.25,
             0.08 if short else 0.7)  # fmt: skip


def _kick(part: Part, note: Note, seed: int) -> None:
    kick(part, note.start, SAMPLE_RATE * 3 // 4, frequency(note.pitch), note.force)


def _taigu(part: Part, note: Note, seed: int) -> None:
    skin(part, note.start, 2 * SAMPLE_RATE, frequency(note.pitch), note.force, 3.6, 0.5, 0.9, seed)


def _frame_drum(part: Part, note: Note, seed: int) -> None:
    skin(part, note.start, SAMPLE_RATE, frequency(note.pitch) * 1.4, note.force, 9.0, 0.25, 1.4, seed)


def _bell(part: Part, note: Note, seed: int) -> None:
    f = frequency(note.pitch)
    rows = np.array(_BELL)
    softer = np.minimum(1.0, 0.4 + note.force) ** (rows[:, 0] - 0.5)
    levels = 0.3 * note.force * rows[:, 1] * softer
    modes(part, note.start, 6 * SAMPLE_RATE, 6 * SAMPLE_RATE, 0.3, rows[:, 0] * f, levels, rows[:, 2], 20)  # fmt: skip


def _piano(part: Part, note: Note, seed: int) -> None:
    frequencies, levels, falls = _strung(round(note.pitch), round(note.force * 16))
    n = min(note.samples + SAMPLE_RATE // 4, 9 * SAMPLE_RATE)
    modes(part, note.start, n, note.samples, 0.16, frequencies, levels * note.force, falls,
          round(96 - 60 * note.force))  # fmt: skip
    thud(part, note.start, SAMPLE_RATE // 12, 0.10 * note.force**1.5, 700.0, 70.0, seed)


@lru_cache(maxsize=1024)
def _strung(pitch: int, step: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """The modes of a piano note: stretched partials (Fletcher 1964), what the hammer at an eighth of the string leaves
    out, brighter when struck harder; each partial twice, a prompt sound and an aftersound a little apart
    (Weinreich 1977)."""
    force, f = step / 16.0, frequency(pitch)
    k = np.arange(1.0, 41.0)
    stiff = max(7e-5, math.exp(0.088 * (pitch - 69) - 7.4))
    partials = k * f * np.sqrt((1.0 + stiff * k**2) / (1.0 + stiff))
    bright = 500.0 + 900.0 * (f / 262.0) ** 0.45 + 2600.0 * force**1.4
    levels = (0.25 + np.abs(np.sin(math.pi * k / 8.0))) / k**0.75 * np.exp(-partials / bright)
    partials, levels = np.asarray(partials, np.float64), np.asarray(levels, np.float64)
    keep = (partials < 15_000.0) & (levels > 1e-4 * levels.max())
    partials, levels = partials[keep], levels[keep] / math.sqrt(float((levels[keep] ** 2).sum()))
    falls = 0.45 * 2.0 ** ((pitch - 48) / 20.0) + 1.1 * (partials / 1000.0) ** 1.15
    apart = 2.0 ** (0.35 / 1200.0)
    return (
        np.concatenate([partials, partials * apart]),
        np.concatenate([0.78 * levels, 0.26 * levels]),
        np.concatenate([2.4 * falls, 0.62 * falls]),
    )


@lru_cache(maxsize=8)
def _table(partials: int, steep: float) -> NDArray[np.float64]:
    return saw(partials, steep)


_PLAYERS: dict[Instrument, Player] = {
    "guqin": _guqin, "guzheng": _guzheng, "pipa": _pipa, "dizi": _dizi, "xiao": _xiao, "erhu": _erhu,
    "taigu": _taigu, "frame_drum": _frame_drum, "bell": _bell, "piano": _piano, "violin": _violin, "cello": _cello,
    "strings": _strings, "pizzicato": _pizzicato, "pad": _pad, "glass": _glass, "arpeggio": _arpeggio, "bass": _bass,
    "kick": _kick,
}  # fmt: skip
