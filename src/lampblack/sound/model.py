"""What is heard: sounds placed on the cut's samples, and how the mix came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stem = Literal["dialogue", "effects", "ambience", "music"]


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One recorded sound in the mix: blob number `blob` of the job's inputs, from sample `start` of the cut."""

    stem: Stem
    blob: int
    start: int
    gain_db: float = 0.0
    pan: float = 0.0
    fade_in: int = 0
    fade_out: int = 0
    loop_until: int = 0
    """Above 0: repeated (cross-faded) until this sample."""
    room: float = 0.0
    """Share of reverberation, 0 to 1, from the place."""
    inside: bool = False
    """Whether that reverberation is a room's or the open air's."""


@dataclass(frozen=True, kw_only=True)
class Loudness:
    """The delivered mix by ITU-R BS.1770-4: integrated LUFS, and true peak (4x oversampled) in dBTP."""

    integrated: float
    true_peak: float
    samples: int
