"""How many frames a model makes for a take, and which moment of them each frame of the film shows."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from lampblack.base.time import Rate
from lampblack.engines.shapes import Counts

FILMS = 24.0
"""A film's usual frames a second."""
_SAME = 0.005
"""Rates that differ by so little are one: 24 and 23.976."""
_TAIL = 2
"""Of footage that is gone on from, so many steps and one frame are shown to the model."""


@dataclass(frozen=True, kw_only=True)
class Pace:
    """`made` frames are made at `rate`; the take begins after the first `lead` of them.

    `ratio`: frames of the model to one of the film. `lands`: the model's last frame is the film's last.
    """

    frames: int
    made: int
    rate: float
    ratio: float = 1.0
    lead: int = 0
    lands: bool = False

    def moment(self, frame: int) -> float:
        """Where in what was made a frame of the take is seen, in frames."""
        if self.lands and self.frames > 1:
            return self.lead + frame * (self.made - 1 - self.lead) / (self.frames - 1)
        return self.lead + frame * self.ratio

    def index(self, frame: int) -> int:
        """The made frame that is nearest to a frame of the take."""
        return min(self.made - 1, round(self.moment(frame)))

    def film_frame(self, made: int) -> float:
        """The film's frame that is on at a made frame; below 0 in the lead."""
        return (made - self.lead) / self.ratio


def pace_of(*, frames: int, rate: Rate, native: float, step: int, lead: int = 0, lands: bool = False) -> Pace:
    """The pace of `frames` at `rate` by a model that was taught at `native` (0: any) and counts in `step`s and one."""
    film = float(rate.fraction)
    ratio = native / film if native and abs(native / film - 1.0) > _SAME else 1.0
    needed = lead + ceil((frames - 1) * ratio - 1e-6) + 1
    made = Counts(step=step, more=1).upward(max(2, needed))
    return Pace(frames=frames, made=made, rate=film * ratio, ratio=ratio, lead=lead, lands=lands)


def tail(step: int) -> int:
    """How many of the last frames of footage are shown to a model that goes on from them."""
    return _TAIL * step + 1
