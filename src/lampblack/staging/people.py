"""People on the stage: where they stand and go, what they do, whom they look at, how they feel."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Literal

import msgspec

from lampblack.staging.figure import Figure
from lampblack.staging.motion import Motion
from lampblack.staging.mouth import MouthCue
from lampblack.staging.space import Ease, Point, eased, turned

Posture = Literal["stand", "walk", "run", "sit", "kneel", "lie"]
Verb = Literal[
    "gesture", "point", "raise", "reach", "drink", "strike", "fall", "nod", "shake", "bow", "weep", "laugh",
    "look_up", "look_down", "give", "take", "turn",
    "wave", "clap", "shrug", "think", "cross", "wipe", "cover", "sigh", "parry", "fight", "eat", "embrace", "hold",
    "work",
]  # fmt: skip
Rest = Literal["bed", "wheelchair", "desk", "table", "chair", "ground"]
"""What is sat or lain on: a bed, a chair on wheels, a chair behind a desk or a table, a chair, the bare ground."""
Mood = Literal["calm", "happy", "sad", "angry", "afraid", "weary", "resolute", "tender"]


BED_HIGH = 0.56
"""Metres from the ground to the top of a bed: who lies in one has their mark there."""
PROPPED = 0.80
"""Radians from upright by which the back of somebody in a bed leans on its raised end: their face is seen."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """Where a person is on a frame: feet in metres on the ground (or on what they stand on), facing `yaw`.

    Between two marks the person moves; `posture` says how from this mark on (walk and run move the legs by the way
    covered, so feet do not slide).
    """

    frame: int
    position: Point
    yaw: float = 0.0
    posture: Posture = "stand"
    ease: Ease = "in_out"


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A verb done from frame `start` to `stop`; `target` is a person's id, a prop's id, or empty."""

    verb: Verb
    start: int
    stop: int
    target: str = ""
    strength: float = 1.0
    thing: str = ""
    """What is in the hand while it is done (as in `Figure.held`); given or taken, it changes hands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gaze:
    """From `frame` on the person looks at `target` (an id, or `camera`, `sun`), or, if that is empty, at `point`."""

    frame: int
    target: str = ""
    point: Point | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Feeling:
    """From `frame` on the face and the body carry this mood, `strength` 0 to 1."""

    frame: int
    mood: Mood
    strength: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Person:
    """One of the cast in this shot. `mouth` is empty for those who listen."""

    id: str
    figure: Figure
    marks: tuple[Mark, ...]
    actions: tuple[Action, ...] = ()
    gazes: tuple[Gaze, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    mouth: tuple[MouthCue, ...] = ()
    motion: Motion | msgspec.UnsetType = msgspec.UNSET
    """A captured motion the body follows; unset, it is in no saved form. The marks go where it goes."""
    rest: Rest | msgspec.UnsetType = msgspec.UNSET
    """What they sit or lie on, where the words name it; unset: what the place has, and in no saved form."""

    def mark_at(self, frame: float) -> Mark:
        """Where the person is on `frame`, between the marks."""
        if frame <= self.marks[0].frame or len(self.marks) == 1:
            return self.marks[0]
        index = bisect_right([mark.frame for mark in self.marks], frame) - 1
        if index >= len(self.marks) - 1:
            return self.marks[-1]
        a, b = self.marks[index], self.marks[index + 1]
        share = eased((frame - a.frame) / (b.frame - a.frame), a.ease)
        return Mark(
            frame=int(frame),
            position=a.position.towards(b.position, share),
            yaw=turned(a.yaw, b.yaw, share),
            posture=a.posture,
            ease=a.ease,
        )

    def distance_walked(self, frame: float) -> float:
        """Metres covered since frame 0: the phase of a walk, so that feet stay where they are put down."""
        total = 0.0
        for a, b in zip(self.marks, self.marks[1:], strict=False):
            if frame <= a.frame:
                break
            share = eased(min(1.0, (frame - a.frame) / max(1, b.frame - a.frame)), a.ease)
            total += a.position.distance(b.position) * share
        return total
