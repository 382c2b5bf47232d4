"""What was asked of a take: the shot's staging, its size, and the theatre's own render of it to measure against."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.engines.requests import Size
from lampblack.media.audio import Sound
from lampblack.staging.stage import Staging
from lampblack.takes.screening.looking import Seen


@dataclass(frozen=True, kw_only=True, eq=False)
class Masks:
    """Who every pixel is to show: numbers (frames, height, width) uint8 in the small pictures' size, 160 long."""

    numbers: NDArray[np.uint8]
    people: dict[str, int]
    """The people's numbers by their ids."""

    def of(self, id: str) -> NDArray[np.bool_]:
        return self.numbers == self.people[id]

    @property
    def anybody(self) -> NDArray[np.bool_]:
        return np.isin(self.numbers, list(self.people.values()))


@dataclass(frozen=True, kw_only=True, eq=False)
class Asked:
    """The plan a take is held against. What is not there makes the detectors that need it answer `unknown`."""

    staging: Staging
    size: Size
    frames: int
    rate: Rate
    model: Seen | None = None
    """The theatre's own render of the same shot: how much moves, and how, by measurement and not by guess."""
    masks: Masks | None = None
    voice: Sound | None = None
    """The shot's line, as long as the take, 48 kHz; asked of who speaks in `staging`."""
    speaker: str = ""
    before: Seen | None = None
    """The kept take before this one in the cut: for the jump across it."""
    before_model: Seen | None = None
    """The theatre's render of that one."""
    sound: Sound | None = None
    """The take's own sound, where it was asked for."""
