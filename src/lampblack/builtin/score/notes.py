"""A note as a player needs it, before it is a sound; and a whole score with its beats."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Instrument = Literal[
    "guqin", "guzheng", "pipa", "dizi", "xiao", "erhu", "taigu", "frame_drum", "bell",
    "piano", "violin", "cello", "strings", "pizzicato",
    "pad", "glass", "arpeggio", "bass", "kick",
]  # fmt: skip
Way = Literal["", "tremolo", "harmonic", "glissando", "roll"]
"""How it is played, where that is not the instrument's plain way."""
Role = Literal["lead", "answer", "inner", "ground", "beat", "colour"]
"""What it is in the texture: only `lead` and `answer` are melodies; a `beat` has no pitch that counts."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note: from sample `start`, `samples` long, MIDI `pitch`, `force` 0 to 1.

    `slide` is how many semitones away it begins (a flute's or a fiddle's portamento, a string's bend)."""

    start: int
    samples: int
    pitch: float
    force: float
    instrument: Instrument
    role: Role = "ground"
    way: Way = ""
    slide: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Music:
    """A whole score: its notes in order of start, and the sample of every beat from 0 to the end (its tempo map)."""

    notes: tuple[Note, ...]
    beats: tuple[int, ...]
    landings: tuple[int, ...] = ()
    """Samples on which an ending lands."""


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch, equal temperament, A4 = 440."""
    return 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
