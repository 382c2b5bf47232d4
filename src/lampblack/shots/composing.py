"""A setup's frame: which composition it asks for, on the people as they stand at the instant it is composed for."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from lampblack.shots.acting import Played
from lampblack.shots.bodies import Body
from lampblack.shots.framing import frame_many, frame_one, frame_over_shoulder
from lampblack.shots.model import Angle
from lampblack.shots.parts import Doing, Setup
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.space import Point, heading

LANDSCAPE = CameraPose(
    position=Point(y=1.7, z=-6.0), pitch=math.radians(2.5), focal_length_mm=24.0, focus=24.0, f_number=8.0
)
"""A place without anybody: eye height, a little more sky than ground."""


def composed_frame(played: Sequence[Played], first: int, last: int) -> int:
    """The frame a shot is composed for: its end, where people come to rest; its start, where they go away or down."""
    leaving = any(_leaves(doing) or _sinks(doing) for each in played for doing in each.part.doings)
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
        bodies[person.id] = Body(
            id=person.id, height=person.figure.height, feet=mark.position, yaw=yaw, posture=mark.posture
        )
    return bodies


def composed(setup: Setup, bodies: Mapping[str, Body], swing: float, aspect: float) -> tuple[CameraPose, Angle, Point]:
    """The camera, the angle it really is, and the point of the stage the frame is about."""
    shown = [bodies[id] for id in setup.subject if id in bodies]
    if not shown:
        return LANDSCAPE, "front", Point(y=1.7, z=18.0)
    others = [body for id, body in bodies.items() if id not in setup.subject]
    subject = shown[0]
    if setup.angle == "over_shoulder" and len(shown) == 2:
        pose = frame_over_shoulder(subject, shown[1], aspect)
        if pose is not None:
            return pose, "over_shoulder", subject.eyes
        return (
            frame_one(subject, [shown[1], *others], setup.size, "three_quarter", aspect),
            "three_quarter",
            subject.eyes,
        )
    if len(shown) > 1:
        tallest = max(shown, key=lambda body: body.eyes.y)
        return frame_many(shown, setup.size, setup.angle, swing, aspect), setup.angle, tallest.eyes
    swing = swing * 2.5 if setup.size in ("wide", "extreme_wide") else 0.0
    angle: Angle = "three_quarter" if setup.angle in ("two_shot", "over_shoulder") else setup.angle
    return frame_one(subject, others, setup.size, angle, aspect, swing), angle, subject.eyes


def _sinks(doing: Doing) -> bool:
    return doing.before.posture == "stand" and doing.after.posture != "stand" and doing.way < 0.1


def _leaves(doing: Doing) -> bool:
    return doing.deed.move == "exit" or (doing.deed.target == "sun" and doing.way > 0.6)
