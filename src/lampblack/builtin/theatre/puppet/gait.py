"""Walking and running: where feet are put down, from the way a person has covered.

A walk is a row of footfalls fixed on the ground before anything moves. Between falls a foot is somewhere in the air;
while it stands, it stands: nothing about it depends on the frame.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

from lampblack.builtin.theatre.puppet.pose import FootPose
from lampblack.builtin.theatre.puppet.proportions import Proportions
from lampblack.builtin.theatre.puppet.vector import Vec, mix
from lampblack.staging.footfalls import DOWN, MOVING, RUN_DOWN, RUN_STEP, WALK_STEP
from lampblack.staging.people import Mark, Person
from lampblack.staging.space import Point, turned

STANCE = 1.05
"""How far each foot stands from the middle, in half hip widths; the same standing and going, so that nothing jumps."""
OUT = 0.16
"""Radians the toes turn out."""
RUN_OFF = -0.15
"""When in its step a runner's foot leaves the ground: before the other is down (`RUN_DOWN`), so that there are instants
with both in the air, and a foot is put down nearly under the body."""
HEEL, ROLL = 0.42, 0.4
"""Radians by which the heel of a walking foot has risen when its toe leaves the ground, and over how much of a step."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One unbroken way over several marks: from `start` to `stop` metres of all the way the person covers."""

    marks: tuple[Mark, ...]
    before: float
    """Metres already covered when this walk begins."""
    way: float
    running: bool


@dataclass(frozen=True, slots=True)
class Stride:
    """Both feet at an instant of a walk, how far through the step it is, and the pelvis' rise and sway."""

    right: FootPose
    left: FootPose
    swing: float
    """-1 to 1: the right foot is ahead (+) or behind (-)."""
    step: float
    """Progress through the present step, 0 to 1."""
    ahead: float
    """How far apart the feet are along the way, in metres."""


def walk_at(person: Person, frame: float) -> Walk | None:
    """The walk the person is on at `frame`, None while standing, sitting, carried or waiting."""
    marks = person.marks
    index = _leg_of(marks, frame)
    if index is None or not _goes(marks[index], marks[index + 1]):
        return None
    first, last = index, index + 1
    while first > 0 and _goes(marks[first - 1], marks[first]):
        first -= 1
    while last < len(marks) - 1 and _goes(marks[last], marks[last + 1]):
        last += 1
    before = sum(a.position.distance(b.position) for a, b in pairwise(marks[: first + 1]))
    own = marks[first : last + 1]
    way = sum(a.position.distance(b.position) for a, b in pairwise(own))
    return Walk(own, before, way, any(mark.posture == "run" for mark in own[:-1]))


def stride_at(walk: Walk, covered: float, body: Proportions) -> Stride:
    """The feet after `covered` metres of this walk."""
    size = body.height * (RUN_STEP if walk.running else WALK_STEP)
    steps = max(1, round(walk.way / size))
    step = walk.way / steps
    progress = _progress(min(max(covered, 0.0), walk.way), walk.way, step, steps)
    right = _foot(walk, body, 0, steps, step, progress)
    left = _foot(walk, body, 1, steps, step, progress)
    apart = _reach(walk, 0, steps, step, progress) - _reach(walk, 1, steps, step, progress)
    limit = max(step, 1e-3)
    return Stride(right, left, max(-1.0, min(1.0, apart / limit)), progress % 1.0, abs(apart))


def _leg_of(marks: tuple[Mark, ...], frame: float) -> int | None:
    for index in range(len(marks) - 1):
        if marks[index].frame <= frame < marks[index + 1].frame:
            return index
    return None


def _goes(a: Mark, b: Mark) -> bool:
    return a.posture in ("walk", "run", "stand") and a.position.distance(b.position) > MOVING


def _progress(covered: float, way: float, step: float, steps: int) -> float:
    """Steps made, with their part: the first and the last bring the body half as far as the others, so that at
    every footfall the body is in the middle between its feet."""
    half = step / 2.0
    if covered < half:
        return covered / half
    if covered > way - half:
        return steps + (covered - (way - half)) / half
    return 1.0 + (covered - half) / step


def _fall(number: int, steps: int, step: float) -> float:
    """Where footfall `number` is, in metres along the way; the last one brings the feet together."""
    return max(0, min(number, steps)) * step


def _swing(walk: Walk, progress: float, number: int, steps: int) -> float:
    """How far through its time in the air the foot of step `number` is: 0 before it lifts, 1 once it is down."""
    early, late = _air(walk, number, steps)
    return min(1.0, max(0.0, (progress - (number - 1) - early) / (late - early)))


def _air(walk: Walk, number: int, steps: int) -> tuple[float, float]:
    """When in its step a foot leaves the ground and is down again; the first step begins, the last ends standing."""
    if not walk.running:
        return 0.02, DOWN
    return 0.02 if number <= 1 else RUN_OFF, DOWN if number > steps else RUN_DOWN


def _number(walk: Walk, foot: int, steps: int, progress: float) -> int:
    """The step this foot is making or has made last (right feet make the odd ones, left feet the even ones)."""
    current = min(steps + 1, max(1, math.floor(progress) + 1))
    own = 1 - foot
    number = current if current % 2 == own else current - 1
    coming = number + 2
    return coming if coming <= steps + 1 and _swing(walk, progress, coming, steps) > 0.0 else number


def _reach(walk: Walk, foot: int, steps: int, step: float, progress: float) -> float:
    number = _number(walk, foot, steps, progress)
    share = _eased(_swing(walk, progress, number, steps)) if number > 0 else 0.0
    start = _fall(number - 2, steps, step)
    return start + (_fall(number, steps, step) - start) * share


def _eased(t: float) -> float:
    return t * t * (3.0 - 2.0 * t)


def _foot(walk: Walk, body: Proportions, foot: int, steps: int, step: float, progress: float) -> FootPose:
    number = _number(walk, foot, steps, progress)
    air = _swing(walk, progress, number, steps) if number > 0 else 0.0
    side = 1.0 if foot == 0 else -1.0
    heel = HEEL * (1.5 if walk.running else 1.0)
    start, start_yaw = _footfall(walk, body, side, number - 2, steps, step)
    if not air > 0.0:
        return FootPose(at=start, yaw=start_yaw + side * OUT)
    end, end_yaw = _footfall(walk, body, side, number, steps, step)
    if air >= 1.0:
        lifts = number + 1 + _air(walk, number + 2, steps)[0]
        rolled = 0.0 if number + 2 > steps + 1 else max(0.0, 1.0 - (lifts - progress) / ROLL)
        return FootPose(at=end, yaw=end_yaw + side * OUT, pitch=heel * _eased(rolled))
    share = _eased(air)
    x, y, z = mix(start, end, share)
    up = body.height * (0.09 if walk.running else 0.032) * math.sin(math.pi * air)
    from_toe = heel * (1.0 - _eased(min(1.0, 2.2 * air))) if number > 2 else 0.0
    off_toe = 0.75 * math.sin(math.pi * min(1.0, air * 1.5)) * (1.0 - air)
    on_heel = 2.4 * max(0.0, air - 0.62) * (1.0 - air)
    pitch = max(from_toe, off_toe * (1.6 if walk.running else 1.0)) - on_heel * (0.5 if walk.running else 1.0)
    return FootPose(at=(x, y + up, z), yaw=turned(start_yaw, end_yaw, share) + side * OUT, pitch=pitch)


def _footfall(walk: Walk, body: Proportions, side: float, number: int, steps: int, step: float) -> tuple[Vec, float]:
    """Where a foot is put down, and its heading; the first and the last as the person stands there."""
    place, yaw = _path(walk, _fall(number, steps, step))
    if number <= 0:
        yaw = walk.marks[0].yaw
    elif number >= steps:
        yaw = walk.marks[-1].yaw
    spread = side * body.hip * STANCE
    return (place.x + math.cos(yaw) * spread, place.y, place.z - math.sin(yaw) * spread), yaw


def _path(walk: Walk, covered: float) -> tuple[Point, float]:
    """The point of the way after `covered` metres, and the heading the feet have there."""
    left = covered
    marks = walk.marks
    for index in range(len(marks) - 1):
        a, b = marks[index], marks[index + 1]
        size = a.position.distance(b.position)
        if left <= size or index == len(marks) - 2:
            share = min(1.0, max(0.0, left / max(size, 1e-6)))
            return a.position.towards(b.position, share), _heading(a, b)
        left -= size
    return marks[-1].position, marks[-1].yaw


def _heading(a: Mark, b: Mark) -> float:
    """Feet point the way the person goes, unless the person clearly faces elsewhere (steps back or aside)."""
    way = math.atan2(b.position.x - a.position.x, b.position.z - a.position.z)
    off = (way - a.yaw + math.pi) % (2.0 * math.pi) - math.pi
    return way if abs(off) < 1.2 else a.yaw
