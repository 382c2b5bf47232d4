"""What a body and a face do at one instant, before there are bones: small numbers that can be mixed."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Literal, Protocol, TypeVar, cast

from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.staging.mouth import MouthPose

Grip = Literal["relax", "open", "grip", "point"]
Side = Literal["right", "left"]
P = TypeVar("P")


@dataclass(frozen=True, kw_only=True, slots=True)
class HandPose:
    """Where a hand is, from its own shoulder in arm lengths: x outward, y up, z forward (trunk's frame).

    `aim` (stage metres) draws the hand towards a point by `pull` (0 to 1); `lips` draws it to the mouth.
    """

    x: float = 0.16
    y: float = -0.93
    z: float = 0.1
    aim: Vec = (0.0, 0.0, 0.0)
    pull: float = 0.0
    lips: float = 0.0
    elbow_out: float = 0.35
    """How far the elbow is carried to the side."""
    grip: Grip = "relax"


@dataclass(frozen=True, kw_only=True, slots=True)
class FootPose:
    """The sole's middle on the stage in metres, its heading, and the heel's lift in radians (- toes up)."""

    at: Vec = (0.0, 0.0, 0.0)
    yaw: float = 0.0
    pitch: float = 0.0


@dataclass(frozen=True, kw_only=True, slots=True)
class FacePose:
    """0 is calm. `gaze` in radians (+ to the person's right, + up); brows -1 to 1; the rest 0 to 1."""

    gaze_x: float = 0.0
    gaze_y: float = 0.0
    blink: float = 0.0
    lids: float = 0.0
    """+ wide open eyes, - heavy lids."""
    brow: float = 0.0
    """+ raised, - lowered."""
    knit: float = 0.0
    """+ inner ends down and together (anger), - inner ends up (grief, fear)."""
    smile: float = 0.12
    """- corners down."""
    tears: float = 0.0
    mouth: MouthPose = field(default_factory=MouthPose)


class Follows(Protocol):
    """What an actor's captured motion makes of a puppet's bones."""

    def driven(self, own: Any, pose: BodyPose) -> Any:
        """The skeleton that follows, from the one the pose makes."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class BodyPose:
    """A whole person. Root in stage metres, angles in radians, `pelvis` as a share of its standing height."""

    root: Vec = (0.0, 0.0, 0.0)
    yaw: float = 0.0
    pelvis: float = 1.0
    shift_x: float = 0.0
    shift_z: float = 0.0
    """The pelvis beside and before the root, in body heights."""
    lay: float = 0.0
    """The whole trunk laid back (+) or forward (-): pi/2 lies on the back."""
    lean: float = 0.0
    side: float = 0.0
    twist: float = 0.0
    head_yaw: float = 0.0
    head_pitch: float = 0.0
    head_roll: float = 0.0
    breath: float = 0.0
    right: HandPose = field(default_factory=HandPose)
    left: HandPose = field(default_factory=HandPose)
    right_foot: FootPose = field(default_factory=FootPose)
    left_foot: FootPose = field(default_factory=FootPose)
    face: FacePose = field(default_factory=FacePose)
    lag: Vec = (0.0, 0.0, 0.0)
    """How far loose cloth and hair trail behind, in metres."""
    sway: Vec = (0.0, 0.0, 0.0)
    """How far hair that hangs stays behind the head's own turning, in metres."""
    flutter: float = 0.0
    """The phase of the cloth's ripple in radians."""
    prop: float = 0.0
    """The held thing's tilt forward, in radians."""
    prop_out: float = 0.0
    """Its tilt outward, away from the body, in radians."""
    carries: Side = "right"
    """The hand it is in."""
    follows: Follows | None = None
    """A captured motion, which then moves all but the face."""


def blended(a: P, b: P, share: float) -> P:
    """A pose `share` (0 to 1) of the way from `a` to `b`; words (a grip) change in the middle."""
    if share <= 0.0:
        return a
    if share >= 1.0:
        return b
    values: dict[str, Any] = {}
    for entry in fields(cast(Any, a)):
        values[entry.name] = _blend(getattr(a, entry.name), getattr(b, entry.name), share)
    return cast(P, type(cast(Any, a))(**values))


def _blend(x: Any, y: Any, share: float) -> Any:
    if isinstance(x, float):
        return x + (y - x) * share
    if isinstance(x, tuple):
        return tuple(_blend(float(p), float(q), share) for p, q in zip(cast(Vec, x), cast(Vec, y), strict=True))
    if isinstance(x, str) or x is None or y is None:
        return x if share < 0.5 else y
    return blended(x, y, share)
