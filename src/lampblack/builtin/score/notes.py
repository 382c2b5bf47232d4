"""A note as a player needs it, before it is a sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Instrument = Literal["guqin", "pipa", "flute", "erhu", "drum", "bell"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One note: from sample `start`, `samples` long, MIDI `pitch` (fractions allowed), `force` 0 to 1.

    `slide` is how many semitones away it begins (a flute's or a fiddle's portamento, a string's bend)."""

    start: int
    samples: int
    pitch: float
    force: float
    instrument: Instrument
    slide: float = 0.0
    pan: float = 0.0


def frequency(pitch: float) -> float:
    """Hertz of a MIDI pitch, equal temperament, A4 = 440."""
    return 440.0 * 2.0 ** ((pitch - 69.0) / 12.0)
