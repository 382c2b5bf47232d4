"""A setup's frame: which composition it asks for, on the people as they stand at the instant it is composed for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from lampblack.shots.acting import Played
from lampblack.shots.bodies import Body, body_of
from lampblack.shots.framing import frame_many, frame_one, frame_over_shoulder
from lampblack.shots.model import Angle, ShotSize
from lampblack.shots.parts import Doing, Setup
from lampblack.shots.wides import WIDES, tilt_for
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.space import Point, heading

UNEVEN = 1.25
"""How much higher one's eyes may be than the other's for a camera to look over a shoulder."""
_BELOW = 0.2
"""Metres by which somebody's eyes are lower from which a frame of them alone shows of the other only the trunk."""
_FAR_BELOW = 0.5
"""Metres from which a frame that cuts at the thighs would hold the lower face only at its edge."""
LANDSCAPE = CameraPose(
    position=Point(y=1.4, z=-6.0), pitch=tilt_for(0.645, 24.0, 16 / 9), focal_length_mm=24.0, focus=24.0, f_number=8.0
)
"""A place without anybody: below eye height, twice as much sky as ground."""
LANDSCAPE_INSIDE = CameraPose(position=Point(y=1.5, z=-6.0), focal_length_mm=28.0, focus=14.0, f_number=8.0)


def composed_frame(played: Sequence[Played], first: int, last: int, size: ShotSize) -> int:
    """The frame a shot is composed for: its end, where people come to rest; its start, where they go away, or, in a
    nearer frame than a wide, down."""
    near = size not in WIDES
    leaving = any(_leaves(doing) or (near and _sinks(doing)) for each in played for doing in each.part.doings)
    return first if leaving else last


def bodies_at(people: Sequence[Person], played: Sequence[Played], frame: int) -> dict[str, Body]:
    """Everybody as they stand on `frame`; who goes somewhere in the shot faces their way."""
    ways: dict[str, float] = {}
    for each in played:
        for doing in each.part.doings:
            if doing.way > 0.6:
                ways[doing.deed.who] = heading(doing.before.position, doing.after.position)
    bodies: dict[str, Body] = {}
    for person in people:
        mark = person.mark_at(frame)
        yaw = ways.get(person.id, mark.yaw)
        bodies[person.id] = body_of(person.figure, mark, yaw)
    return bodies


def composed(
    setup: Setup, bodies: Mapping[str, Body], swing: float, aspect: float, *, inside: bool = False
) -> tuple[CameraPose, Angle, Point]:
    """The camera, the angle it really is, and the point of the stage the frame is about."""
    shown = [bodies[id] for id in setup.subject if id in bodies]
    if not shown:
        return LANDSCAPE_INSIDE if inside else LANDSCAPE, "front", Point(y=1.7, z=18.0 if not inside else 7.0)
    others = [body for id, body in bodies.items() if id not in setup.subject]
    subject = shown[0]
    if setup.angle == "over_shoulder" and len(shown) == 2:
        pose = None
        if _eye_to_eye(subject, shown[1]):
            pose = frame_over_shoulder(subject, shown[1], aspect, others)
        if pose is not None:
            return pose, "over_shoulder", subject.eyes
        if shown[1].eyes.y - subject.eyes.y > _BELOW:  # at the other's hip: both, or the other is a body without a head
            size: ShotSize = "full" if shown[1].eyes.y - subject.eyes.y > _FAR_BELOW else "medium_full"
            return frame_many(shown, size, "two_shot", 0.0, aspect), "two_shot", shown[1].eyes
        return (
            frame_one(subject, [shown[1], *others], setup.size, "three_quarter", aspect),
            "three_quarter",
            subject.eyes,
        )
    if len(shown) > 1:
        tallest = max(shown, key=lambda body: body.eyes.y)
        pose = frame_many(shown, setup.size, setup.angle, swing, aspect, room=_room(setup), inside=inside)
        return pose, setup.angle, tallest.eyes
    swing = swing * 2.0 if setup.size in WIDES else 0.0
    angle: Angle = "three_quarter" if setup.angle in ("two_shot", "over_shoulder") else setup.angle
    pose = frame_one(subject, others, setup.size, angle, aspect, swing, room=_room(setup), inside=inside)
    return pose, angle, subject.eyes


def _eye_to_eye(far: Body, near: Body) -> bool:
    """Whether one can be seen over the other's shoulder: nobody sits at the other's hip, or towers."""
    return not (far.flat or near.flat) and 1 / UNEVEN < far.eyes.y / near.eyes.y < UNEVEN


def _room(setup: Setup) -> float:
    """The side where room is needed because somebody comes from there, or goes there; 0 where nobody does."""
    ways = 0.0
    for part in setup.parts:
        for doing in part.doings:
            along = doing.after.position.x - doing.before.position.x
            ways += along if _leaves(doing) else -along
    return math.copysign(1.0, ways) if abs(ways) > 0.6 else 0.0


def _sinks(doing: Doing) -> bool:
    return doing.before.posture == "stand" and doing.after.posture != "stand" and doing.way < 0.1


def _leaves(doing: Doing) -> bool:
    return doing.deed.move == "exit" or (doing.deed.target == "sun" and doing.way > 0.6)
