"""Parts: a scene's beats with their lengths in frames and where everybody stands, before any shot is thought of."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from lampblack.breakdown.model import Deed, Line
from lampblack.engines.requests import Spoken
from lampblack.shots.model import Angle, Move, ShotSize
from lampblack.staging.people import Mood, Posture, Rest
from lampblack.staging.space import Point


@dataclass(frozen=True, kw_only=True, slots=True)
class Stance:
    """How a person stands between two parts. Who is not `on_stage` is not drawn."""

    position: Point
    yaw: float
    posture: Posture = "stand"
    on_stage: bool = True
    mood: Mood | None = None
    """What their last line left on their face."""
    held: str | None = None
    """What is in their hand, if that is something else than their figure has: what was given stays given."""
    rest: Rest | None = None
    """What they sit or lie on, where the words name it."""


Stances = Mapping[str, Stance]


@dataclass(frozen=True, kw_only=True)
class Doing:
    """A deed on the stage: from frame `start` of its part, `frames` long, from one stance to another."""

    deed: Deed
    start: int
    frames: int
    before: Stance
    after: Stance
    implied: bool = False
    """Written nowhere: a step up to somebody, or what they do in answer. It names no shot."""

    @property
    def way(self) -> float:
        """Metres gone over the ground; up onto a bed is no way."""
        a, b = self.before.position, self.after.position
        return math.hypot(b.x - a.x, b.z - a.z)


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one shot covers of one beat: all of it, or frames `start` to `stop` of a long line.

    `key` is what it is, in words that do not change when other beats come or go."""

    key: str
    kind: Literal["action", "speech", "told"]
    """`told`: a line whose speaker is not to be seen speaking (a narrator, somebody off)."""
    start: int = 0
    stop: int
    before: Stances
    after: Stances
    line: Line | None = None
    spoken: Spoken | None = None
    doings: tuple[Doing, ...] = ()
    sounds: tuple[str, ...] = ()
    words: str = ""

    @property
    def frames(self) -> int:
        return self.stop - self.start

    @property
    def begins(self) -> bool:
        """Whether a line, if it is one, is heard from its first word here."""
        return self.start == 0


@dataclass(frozen=True, kw_only=True)
class Setup:
    """A shot as the grammar wants it, not yet timed or staged. `label` names it within the scene for ever."""

    label: str
    parts: tuple[Part, ...] = ()
    silent: int = 0
    """Frames of a setup that covers nothing said or done."""
    before: Stances = field(default_factory=lambda: {})
    size: ShotSize
    angle: Angle
    move: Move = "static"
    subject: tuple[str, ...] = ()
    why: str = ""
    opening: bool = False
    closing: bool = False

    @property
    def frames(self) -> int:
        return self.silent + sum(part.frames for part in self.parts)
