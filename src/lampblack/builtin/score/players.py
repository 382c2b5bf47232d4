"""Players: a note becomes a sound."""
# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false, reportUnknownArgumentType=false
# (the kernels have no types)

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.notes import Note, frequency
from lampblack.builtin.score.strings import bowed, drum, flute, pluck

_RING = {"guqin": 3.2, "pipa": 1.6, "drum": 1.5, "bell": 6.0}
"""Seconds a struck thing rings on, however short its note."""

_LEVELS = {"guqin": 1.05, "pipa": 1.1, "flute": 1.0, "erhu": 0.13, "drum": 0.6, "bell": 0.45}
"""Brings every instrument to about the same peak at the same force, so that `force` is what is heard."""

_BELL = ((0.5, 0.3, 0.7), (1.0, 1.0, 1.1), (1.19, 0.5, 1.6), (1.56, 0.35, 2.1), (2.0, 0.45, 2.4), (2.66, 0.25, 3.5))
"""Partials of a bronze bell: ratio, level, decay a second."""


def played(note: Note) -> NDArray[np.float32]:
    """The note as mono samples at 48 kHz; it may ring on beyond its length."""
    sr = float(SAMPLE_RATE)
    f = frequency(note.pitch)
    seed = seed_of(note.instrument, note.start, round(note.pitch * 100)) & 0x7FFFFFFF
    n = max(note.samples, int(_RING.get(note.instrument, 0.0) * SAMPLE_RATE))
    if note.instrument == "guqin":
        sound = pluck(f, n, 0.28 + 0.3 * note.force, 0.9985, 0.19, note.slide, seed, sr)
    elif note.instrument == "pipa":
        sound = pluck(f, n, 0.5 + 0.4 * note.force, 0.9968, 0.11, note.slide, seed, sr)
    elif note.instrument == "flute":
        sound = flute(frequency(note.pitch + note.slide), f, note.samples, 1.0, 0.30, seed, sr)
    elif note.instrument == "erhu":
        sound = bowed(frequency(note.pitch + note.slide), f, note.samples, 1.0, seed, sr)
    elif note.instrument == "drum":
        sound = drum(f, n, seed, sr)
    else:
        t = np.arange(n) / SAMPLE_RATE
        sound = sum((a * np.sin(2 * np.pi * f * r * t) * np.exp(-t * d) for r, a, d in _BELL), np.zeros(n))
    return _released(np.asarray(sound, np.float32) * np.float32(note.force * _LEVELS[note.instrument]))


def _released(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """No click at the end: the last 60 ms fall to nothing."""
    n = min(2880, sound.shape[0])
    sound[-n:] *= np.linspace(1.0, 0.0, n, dtype=np.float32) ** 2
    return sound
