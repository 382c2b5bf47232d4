"""The way a beast goes: its body over the ground as a function of the way covered, and where each foot is put down.

Footfalls are fixed on the ground before anything moves: a foot that stands depends on no frame. Turning on the spot is
a way too, so that feet step round instead of sliding.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lampblack.builtin.theatre.puppet.vector import Vec, mix
from lampblack.staging.people import Mark, Person
from lampblack.staging.space import Point, eased, heading, turned

MOVING = 0.02
"""Metres, and radians, between two marks below which a beast only shifts its weight."""
BACKWARDS = 2.3
"""Radians between where a beast faces and where it goes from which on it backs away instead of turning round."""
START, SETTLE = 0.4, 0.3
"""Shares of a stride: by then every foot has left where it stood, and so long the last steps take."""
CORNER = 0.7
"""Body lengths over which a beast turns into its way, and out of it."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One straight piece of a way; `start` and `size` in metres of way (turning counts too)."""

    a: Mark
    b: Mark
    start: float
    size: float
    yaws: tuple[float, float, float]
    """Facing at its begin, along it, and at its end."""
    corner: float
    """The share of the piece over which the beast turns in, and out."""


@dataclass(frozen=True, slots=True)
class Way:
    """An unbroken way over several marks."""

    legs: tuple[Leg, ...]
    size: float
    running: bool
    behind: float = 0.0
    """How far the middle of the body is behind the marks, in metres."""

    def body(self, covered: float) -> tuple[Point, float]:
        """Where the middle of the body is after `covered` metres, and the way it faces."""
        leg = next((leg for leg in self.legs if covered <= leg.start + leg.size), self.legs[-1])
        share = min(1.0, max(0.0, (covered - leg.start) / leg.size))
        first, along, last = leg.yaws
        if share < leg.corner:
            yaw = turned(first, along, eased(share / leg.corner, "in_out"))
        elif share > 1.0 - leg.corner:
            yaw = turned(along, last, eased((share - 1.0 + leg.corner) / leg.corner, "in_out"))
        else:
            yaw = along
        return behind(leg.a.position.towards(leg.b.position, share), yaw, self.behind), yaw

    def covered(self, frame: float) -> float:
        """Metres of the way covered on `frame`."""
        total = 0.0
        for leg in self.legs:
            if frame <= leg.a.frame:
                break
            part = (frame - leg.a.frame) / max(1, leg.b.frame - leg.a.frame)
            total = leg.start + leg.size * eased(min(1.0, part), leg.a.ease)
        return total


@dataclass(frozen=True, slots=True)
class Tread:
    """A foot at an instant: on the ground or over it."""

    at: Vec
    air: float
    """0 while it stands, else how far through its time in the air, up to 1."""
    lift: float
    """0 to 1: how much of a full step this one is."""
    yaw: float


@dataclass(frozen=True, slots=True)
class Gait:
    """A pattern of footfalls. `phases`: when in a stride each foot comes down (shares); `duty`: how long it stands."""

    stride: float
    """Metres from one fall of a foot to its next."""
    duty: float
    phases: tuple[float, ...]


def way_at(person: Person, frame: float, length: float, behind: float = 0.0) -> Way | None:
    """The way a beast `length` metres long is on at `frame`; None where it stays. `behind`: see `Way`."""
    marks = person.marks
    index = next((i for i in range(len(marks) - 1) if marks[i].frame <= frame < marks[i + 1].frame), None)
    if index is None or not _goes(marks[index], marks[index + 1]):
        return None
    first, last = index, index + 1
    while first > 0 and _goes(marks[first - 1], marks[first]):
        first -= 1
    while last < len(marks) - 1 and _goes(marks[last], marks[last + 1]):
        last += 1
    own = marks[first : last + 1]
    return Way(
        legs := _legs(own, length), legs[-1].start + legs[-1].size, any(m.posture == "run" for m in own[:-1]), behind
    )


def _goes(a: Mark, b: Mark) -> bool:
    far = a.position.distance(b.position) > MOVING
    return a.posture in ("walk", "run", "stand") and (far or abs(_apart(a.yaw, b.yaw)) > MOVING)


def _apart(a: float, b: float) -> float:
    return (b - a + math.pi) % (2.0 * math.pi) - math.pi


def _legs(marks: Sequence[Mark], length: float) -> tuple[Leg, ...]:
    pairs = list(pairwise(marks))
    along = [_along(a, b) for a, b in pairs]
    found: list[Leg] = []
    start = 0.0
    for index, (a, b) in enumerate(pairs):
        far = a.position.distance(b.position)
        size = far + 0.5 * length * abs(_apart(a.yaw, b.yaw)) * (1.0 if far <= MOVING else 0.0)
        corner = min(0.5, CORNER * length / size)
        if far <= MOVING:
            yaws, corner = (a.yaw, turned(a.yaw, b.yaw, 0.5), b.yaw), 0.5
        else:
            before = turned(along[index - 1], along[index], 0.5) if index and _far(pairs[index - 1]) else a.yaw
            after = (
                turned(along[index], along[index + 1], 0.5)
                if index + 1 < len(pairs) and _far(pairs[index + 1])
                else b.yaw
            )
            yaws = (before, along[index], after)
        found.append(Leg(a, b, start, size, yaws, corner))
        start += size
    return tuple(found)


def _far(pair: tuple[Mark, Mark]) -> bool:
    return pair[0].position.distance(pair[1].position) > MOVING


def _along(a: Mark, b: Mark) -> float:
    way = heading(a.position, b.position)
    return a.yaw if abs(_apart(a.yaw, way)) > BACKWARDS else way


def step_of(way: Way, gait: Gait, foot: int, side: float, ahead: float, covered: float) -> Tread:
    """Foot number `foot`, whose place on a beast that stands is `side` to the right and `ahead` of its middle."""
    strides = max(1, round(way.size / gait.stride))
    done = strides * min(1.0, max(0.0, covered / way.size))
    falls = math.floor(done - gait.phases[foot]) + gait.phases[foot]
    lifts, lands = falls + gait.duty, falls + 1.0
    if falls <= 0.0:
        lifts = min(max(lifts, 0.0), START)
    if lands >= strides:
        lifts, lands = min(lifts, strides - SETTLE), float(strides)
    here = _fall(falls, gait.duty, strides)
    share = way.size / strides
    x, y, z, yaw = _placed(way, here * share, side, ahead)
    if done <= lifts or here >= strides:
        return Tread((x, y, z), 0.0, 1.0, yaw)
    there = _fall(falls + 1.0, gait.duty, strides)
    x1, y1, z1, yaw1 = _placed(way, there * share, side, ahead)
    air = (done - lifts) / (lands - lifts)
    if air >= 1.0:
        return Tread((x1, y1, z1), 0.0, 1.0, yaw1)
    part = eased(air, "in_out")
    return Tread(mix((x, y, z), (x1, y1, z1), part), air, there - here, turned(yaw, yaw1, part))


def _fall(falls: float, duty: float, strides: int) -> float:
    """Where the body is, in strides, when it stands squarely over what falls at `falls`: the first footfalls are as the
    beast stood, the last ones as it will stand."""
    if falls <= 0.0:
        return 0.0
    return float(strides) if falls >= strides - SETTLE - 0.05 else min(float(strides), falls + 0.5 * duty)


def _placed(way: Way, at: float, side: float, ahead: float) -> tuple[float, float, float, float]:
    place, yaw = way.body(at)
    return (*footing(place, yaw, side, ahead), yaw)


def behind(mark: Point, yaw: float, by: float) -> Point:
    """Where the middle of a body is whose head is over `mark`: what people stand off from is its head."""
    return Point(x=mark.x - math.sin(yaw) * by, y=mark.y, z=mark.z - math.cos(yaw) * by)


def footing(place: Point, yaw: float, side: float, ahead: float) -> Vec:
    """The place on the ground `side` to the right and `ahead` of where a beast stands."""
    c, s = math.cos(yaw), math.sin(yaw)
    return (place.x + c * side + s * ahead, place.y, place.z - s * side + c * ahead)
