"""What is heard: sounds placed on the cut's samples, the rooms they are heard in, and how the mix came out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stem = Literal["dialogue", "effects", "ambience", "music"]


@dataclass(frozen=True, kw_only=True)
class Room:
    """How a place answers: falls by 60 dB in `seconds`, swells over `gap` seconds, nothing above `brightness` Hz."""

    seconds: float = 0.55
    gap: float = 0.006
    brightness: float = 5200.0


@dataclass(frozen=True, kw_only=True)
class Placed:
    """One recorded sound in the mix: blob number `blob` of the job's inputs, from sample `start` of the cut (of its
    region, inside a region's request)."""

    stem: Stem
    blob: int
    start: int
    gain_db: float = 0.0
    pan: float = 0.0
    fade_in: int = 0
    fade_out: int = 0
    loop_until: int = 0
    """Above 0: repeated (cross-faded) until this sample."""
    skip: int = 0
    """Samples of the recording already passed when it begins; more than it has: into its repetitions."""
    room: float = 0.0
    """Share of reverberation, 0 to 1, from the place."""
    inside: bool = False
    """Whether that reverberation is a room's or the open air's, where `place` says nothing."""
    place: Room | None = None
    """The place's own reverberation."""
    distance: float = 0.0
    """Metres from the audience: dulled by the air and more of the room in it. Its `gain_db` has the level already;
    0: not known, near."""
    occlusion: float = 0.0
    """0 to 1: how much of its brightness something in between takes, or that it is out of the frame."""
    level: float | None = None
    """A spoken line is brought to this loudness (LUFS) before `gain_db`, whatever its recording's; None: as it is."""
    close: bool = False
    """Spoken close to the ear (a narrator): a little warmth, no room."""


@dataclass(frozen=True, kw_only=True)
class Loudness:
    """A delivered mix by ITU-R BS.1770-4: integrated LUFS, and true peak (4x oversampled) in dBTP.

    `dialogue` is the level of the mix while someone speaks, which cinemas are delivered by."""

    integrated: float
    true_peak: float
    samples: int
    dialogue: float = -70.0
    limited_db: float = 0.0
    """How much the limiter took at most."""
