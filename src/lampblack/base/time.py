"""Exact time: a rational rate, integer frames, integer samples, half-open ranges.

Seconds as floats exist only on screens. A frame boundary and its sample boundary are computed from the absolute
frame number, never summed, so picture and sound cannot drift apart however long the film.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from lampblack.base.errors import UserError

SAMPLE_RATE = 48_000
"""Samples a second of everything heard, from a recorded line to the delivered mix."""

_NAMED = {"23.976": (24000, 1001), "23.98": (24000, 1001), "29.97": (30000, 1001), "59.94": (60000, 1001)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rate:
    """How many frames pass in a second, as an exact fraction (24, 25, 30000/1001)."""

    numerator: int
    denominator: int = 1

    def __post_init__(self) -> None:
        if self.numerator <= 0 or self.denominator <= 0:
            raise UserError(
                f"a rate of {self.numerator}/{self.denominator} frames a second is not possible",
                possible=("24", "25", "30", "23.976", "29.97", "30000/1001"),
            )

    @classmethod
    def parse(cls, text: str | int | float) -> Rate:
        """Read `24`, `"25"`, `"23.976"` or `"30000/1001"`; anything else is a `UserError`."""
        written = str(text).strip()
        if written in _NAMED:
            numerator, denominator = _NAMED[written]
            return cls(numerator=numerator, denominator=denominator)
        match = re.fullmatch(r"(-?\d+)(?:\.0+)?(?:/(\d+))?", written)
        if match is None:
            raise UserError(
                f"cannot read {written!r} as a frame rate",
                possible=("24", "25", "30", "23.976", "29.97", "30000/1001"),
            )
        return cls(numerator=int(match[1]), denominator=int(match[2] or 1))

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.numerator, self.denominator)

    def samples_at(self, frame: int, sample_rate: int = SAMPLE_RATE) -> int:
        """The sample on which absolute frame number `frame` begins (nearest; halves go up)."""
        return floor(Fraction(frame * sample_rate * self.denominator, self.numerator) + Fraction(1, 2))

    def frame_at(self, sample: int, sample_rate: int = SAMPLE_RATE) -> int:
        """The frame that is on screen when sample number `sample` is heard."""
        guess = floor(Fraction(sample * self.numerator, sample_rate * self.denominator))
        return guess + 1 if self.samples_at(guess + 1, sample_rate) <= sample else guess

    def frames_for(self, samples: int, sample_rate: int = SAMPLE_RATE) -> int:
        """The fewest whole frames, counted from frame 0, that hold `samples` samples."""
        frame = self.frame_at(samples, sample_rate)
        return frame if self.samples_at(frame, sample_rate) >= samples else frame + 1

    def frames_in(self, seconds: Fraction | float | int) -> int:
        """`seconds` as the nearest whole number of frames (for lengths a person stated in seconds)."""
        return floor(Fraction(seconds) * self.fraction + Fraction(1, 2))

    def seconds(self, frames: int) -> Fraction:
        """Exactly how long `frames` frames last."""
        return Fraction(frames * self.denominator, self.numerator)

    def timecode(self, frame: int) -> str:
        """`HH:MM:SS:FF`, non-drop, counted at the nearest whole rate (SMPTE ST 12-1)."""
        whole = floor(self.fraction + Fraction(1, 2))
        seconds, frames = divmod(frame, whole)
        return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}:{frames:02d}"

    def __str__(self) -> str:
        return str(self.numerator) if self.denominator == 1 else f"{self.numerator}/{self.denominator}"


@dataclass(frozen=True, kw_only=True, slots=True)
class FrameRange:
    """Frames `start` to `stop`, `stop` not included; the name of the variable says in which space."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if self.stop < self.start:
            raise ValueError(f"a range cannot end before it begins: {self.start} to {self.stop}")

    @property
    def duration(self) -> int:
        return self.stop - self.start

    def __contains__(self, frame: int) -> bool:
        return self.start <= frame < self.stop

    def shifted(self, frames: int) -> FrameRange:
        return FrameRange(start=self.start + frames, stop=self.stop + frames)

    def overlap(self, other: FrameRange) -> FrameRange | None:
        """What both ranges share, or None where they do not meet."""
        start, stop = max(self.start, other.start), min(self.stop, other.stop)
        return FrameRange(start=start, stop=stop) if start < stop else None


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleRange:
    """Samples `start` to `stop`, `stop` not included, at `SAMPLE_RATE`."""

    start: int
    stop: int

    def __post_init__(self) -> None:
        if self.stop < self.start:
            raise ValueError(f"a range cannot end before it begins: {self.start} to {self.stop}")

    @property
    def duration(self) -> int:
        return self.stop - self.start

    def shifted(self, samples: int) -> SampleRange:
        return SampleRange(start=self.start + samples, stop=self.stop + samples)
