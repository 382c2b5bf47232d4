"""Keeping the face free: which way of holding leaves the holder's head clear in the picture, once for a shot."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

from lampblack.builtin.theatre.puppet.hand import palm_of
from lampblack.builtin.theatre.puppet.held import ends_of, frame_of
from lampblack.builtin.theatre.puppet.holds import HOLDS, TALL, Hold
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton, skeleton_of
from lampblack.builtin.theatre.puppet.vector import XY
from lampblack.builtin.theatre.puppet.view import View, view_of
from lampblack.staging.people import Person
from lampblack.staging.stage import Staging

SAMPLES = 6
"""Frames of a take that are looked at: enough for a walk's turns and a drink, few enough to cost nothing."""
HALF = 0.36
"""Half a head's width, in heads: what is kept free beside the head."""
WIDTH, HEIGHT = 1600, 900
"""Clearances are in heads, so any picture size gives the same answer."""


class _Same:
    """A person in a staging, known again by being the same values in memory: comparing every cue would cost more."""

    def __init__(self, person: Person, staging: Staging, posed: Callable[[Hold, int], BodyPose]) -> None:
        self.person, self.staging, self.posed = person, staging, posed

    def __hash__(self) -> int:
        return hash((id(self.person), id(self.staging)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.person is self.person and other.staging is self.staging


def hold_for(person: Person, staging: Staging, posed: Callable[[Hold, int], BodyPose]) -> Hold | None:
    """The way `person` holds what they hold throughout this take; None with empty hands or an unknown thing.

    `posed` gives the pose on a frame with a hold. The first hold that clears the head by half its width on every
    sampled frame is taken, else the one that clears it best.
    """
    holds = HOLDS.get(person.figure.held, ())
    if person.figure.held not in TALL:
        return holds[0] if holds else None
    return _chosen(_Same(person, staging, posed))


@lru_cache(maxsize=64)
def _chosen(same: _Same) -> Hold:
    person, staging = same.person, same.staging
    held = person.figure.held
    body = proportions_of(person.figure)
    last = max(0, staging.frames - 1)
    frames = sorted({round(last * (index + 0.5) / SAMPLES) for index in range(SAMPLES)})
    views = [view_of(staging.camera.at(frame), WIDTH, HEIGHT) for frame in frames]
    best, most = HOLDS[held][0], -math.inf
    for hold in HOLDS[held]:
        least = math.inf
        for frame, view in zip(frames, views, strict=True):
            pose = same.posed(hold, frame)
            least = min(least, clearance(view, skeleton_of(pose, body), held, pose))
            if least <= most:
                break
        if least >= HALF:
            return hold
        if least > most:
            best, most = hold, least
    return best


def clearance(view: View, bones: Skeleton, held: str, pose: BodyPose) -> float:
    """Heads between the line of a held thing and the box of its holder's head in the picture; below 0 it crosses."""
    left, top, right, low = head_box(view, bones)
    size = bones.body.head * view.scale(bones.head.origin)
    if view.depth(bones.head.origin) < 0.3:
        return math.inf
    arm = bones.right_arm if pose.carries == "right" else bones.left_arm
    frame = frame_of(bones, palm_of(bones, arm).held, held, pose.prop, pose.prop_out * arm.side)
    a, b = ends_of(held, frame, bones)
    h = bones.body.height
    points = [view.point(frame.out(0.0, (a + (b - a) * k / 24) * h, 0.0)) for k in range(25)]
    return min(_outside(p, left, top, right, low) for p in points) / size


def head_box(view: View, bones: Skeleton) -> tuple[float, float, float, float]:
    """Left, top, right and lower edge of the head in the picture, chin to crown and nose to nape, in pixels."""
    s = bones.body.head
    seen = [
        view.point(bones.head.out(x * s, y * s, z * s)) for x in (-HALF, HALF) for y in (-0.5, 0.5) for z in (-0.4, 0.4)
    ]
    xs, ys = [p[0] for p in seen], [p[1] for p in seen]
    return min(xs), min(ys), max(xs), max(ys)


def _outside(p: XY, left: float, top: float, right: float, low: float) -> float:
    """How far a point is outside a box; within it, minus the way out."""
    dx, dy = max(left - p[0], p[0] - right), max(top - p[1], p[1] - low)
    if dx <= 0.0 and dy <= 0.0:
        return max(dx, dy)
    return math.hypot(max(0.0, dx), max(0.0, dy))
