"""Who is in a shot's picture, where in it, and which way they face: what the words and the references speak of."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from lampblack.shots.bodies import Body, body_of
from lampblack.shots.model import Shot
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.projection import project
from lampblack.staging.space import Point

Side = Literal["left", "centre", "right"]
Facing = Literal["front", "three_quarter", "profile", "back"]

_WIDTH, _HEIGHT = 1600, 900
_EDGE = 0.02
"""Share of the picture beyond its edge where a head still counts as seen."""
_THIRDS = (0.42, 0.58)
"""Where left ends and right begins, as shares of the width."""
_TURNS: tuple[tuple[float, Facing], ...] = (
    (math.radians(25), "front"),
    (math.radians(70), "three_quarter"),
    (math.radians(115), "profile"),
)
_STEP = 0.05
"""Metres to which people are measured: less than that is not seen, and changes no word."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One of those in the picture, as they are at an instant of the take."""

    person: Person
    side: Side
    facing: Facing
    towards: Literal["left", "right"]
    """Which way of the picture they face, where they face either."""
    depth: float
    """Metres from the camera."""
    entering: bool = False
    """They were out of the picture when it began."""
    leaving: bool = False

    @property
    def id(self) -> str:
        return self.person.id


def seen_in(shot: Shot) -> tuple[Seen, ...]:
    """Everybody who is in the picture at some time of what the cut uses: who it is about first, then the nearest."""
    used = shot.range_in_take
    moments = tuple(used.start + (used.stop - 1 - used.start) * part // 4 for part in range(5))
    found = [one for person in shot.staging.people if (one := _seen(shot, person, moments)) is not None]
    order = {id: place for place, id in enumerate(shot.subject)}
    found.sort(key=lambda one: (order.get(one.id, len(order)), round(one.depth, 1), one.id))
    return tuple(found)


def seen_at(shot: Shot, frame: int) -> tuple[Seen, ...]:
    """Everybody who is in the picture on one frame, in the same order."""
    found = [one for person in shot.staging.people if (one := _seen(shot, person, (frame,))) is not None]
    order = {id: place for place, id in enumerate(shot.subject)}
    found.sort(key=lambda one: (order.get(one.id, len(order)), round(one.depth, 1), one.id))
    return tuple(found)


def _seen(shot: Shot, person: Person, moments: tuple[int, ...]) -> Seen | None:
    shoulder = shot.angle == "over_shoulder" and person.id in shot.subject[1:]
    there = [_at(shot, person, frame, shoulder=shoulder) for frame in moments]
    inside = [one for one in there if one is not None]
    if not inside:
        return None
    standing = inside[len(inside) // 2]
    return replace(standing, entering=there[0] is None, leaving=there[-1] is None)


def _at(shot: Shot, person: Person, frame: int, *, shoulder: bool = False) -> Seen | None:
    """The person on one frame, or None where neither head nor chest are in the picture. Over whose `shoulder` one looks
    is in it with that, turned away, even where the middle of the head is not."""
    camera = _steady(shot, frame)
    mark = person.mark_at(frame)
    mark = replace(mark, position=_measured(mark.position))
    body = body_of(person.figure, mark, mark.yaw)
    head = _in_picture(camera, body.eyes)
    chest = _in_picture(camera, _chest(body))
    at = head if head is not None else chest
    if at is None and shoulder:
        at = project(camera, body.eyes, _WIDTH, _HEIGHT).x / _WIDTH
    if at is None:
        return None
    away = _turn(mark.yaw - math.atan2(body.eyes.x - camera.position.x, body.eyes.z - camera.position.z))
    turned = math.pi - abs(away)
    return Seen(
        person=person,
        side="left" if at < _THIRDS[0] else "right" if at > _THIRDS[1] else "centre",
        facing="back" if shoulder else _facing(turned),
        towards="right" if away > 0 else "left",
        depth=math.hypot(body.eyes.x - camera.position.x, body.eyes.z - camera.position.z),
    )


def _steady(shot: Shot, frame: int) -> CameraPose:
    """The camera without its operator's sway, which is no part of what is told."""
    return replace(shot.staging.camera, handheld=0.0).at(frame)


def _measured(point: Point) -> Point:
    return Point(x=round(point.x / _STEP) * _STEP, y=round(point.y / _STEP) * _STEP, z=round(point.z / _STEP) * _STEP)


def _chest(body: Body) -> Point:
    eyes = body.eyes
    return Point(x=eyes.x, y=eyes.y - 0.2 * body.height, z=eyes.z)


def _in_picture(camera: CameraPose, point: Point) -> float | None:
    """How far across the picture a point is (0 left, 1 right), or None where it is out of it."""
    seen = project(camera, point, _WIDTH, _HEIGHT)
    across, down = seen.x / _WIDTH, seen.y / _HEIGHT
    if seen.depth < 0.15 or not (-_EDGE <= across <= 1 + _EDGE and -_EDGE <= down <= 1 + _EDGE):
        return None
    return across


def _turn(angle: float) -> float:
    return (angle + math.pi) % (2 * math.pi) - math.pi


def _facing(turned: float) -> Facing:
    """The view a face is seen in that is turned from the camera by so many radians."""
    for most, name in _TURNS:
        if turned < most:
            return name
    return "back"
