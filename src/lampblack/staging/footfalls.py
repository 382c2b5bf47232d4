"""Footfalls: when and where people and beasts who go put their feet down, from their marks alone.

The theatre's legs follow the same rule (its puppets are tested against it), so that a step is heard on the frame it is
seen on. Pure: nothing here knows of shots, cameras or sounds.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lampblack.staging.figure import Species
from lampblack.staging.people import Mark, Person
from lampblack.staging.space import Point, eased

WALK_STEP, RUN_STEP = 0.40, 0.62
"""Metres from one footfall to the next, per metre of height."""
DOWN, RUN_DOWN = 0.98, 1.2
"""When in its step a foot is down again; a runner's after the next has begun: both are in the air between."""
MOVING = 0.02
"""Metres between two marks below which a person is only shifting, not going."""
CLOSING = 0.45
"""How hard the last step of a way is: the foot is only drawn up to the other."""
_GOING = ("walk", "run", "stand")


@dataclass(frozen=True, kw_only=True, slots=True)
class Gait:
    """How a kind of animal goes on four feet: its withers as a share of its height, a walking stride and its length in
    withers, and what its feet are."""

    crown: float
    stride: float
    long: float
    hoofed: bool = False


BEASTS: Mapping[Species, Gait] = {
    "horse": Gait(crown=1.34, stride=1.15, long=1.78, hoofed=True),
    "deer": Gait(crown=1.42, stride=1.10, long=1.65, hoofed=True),
    "ox": Gait(crown=1.14, stride=0.98, long=1.84, hoofed=True),
    "wolf": Gait(crown=1.24, stride=1.25, long=1.64),
    "dog": Gait(crown=1.30, stride=1.25, long=1.60),
    "fox": Gait(crown=1.40, stride=1.25, long=1.63),
    "cat": Gait(crown=1.28, stride=1.10, long=1.58),
    "tiger": Gait(crown=1.19, stride=1.15, long=1.70),
}
_WALKING, _RUNNING, _RUN_STRIDE, _SETTLE = (0.0, 0.5, 0.75, 0.25), (0.52, 0.64, 0.0, 0.13), 2.1, 0.35
"""When in a stride the four feet fall, how much longer a running stride is, and how long the last steps take."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Footfall:
    """A foot comes down: on which frame (between two frames, too), where, and how hard beside an ordinary step."""

    frame: float
    position: Point
    running: bool = False
    force: float = 1.0


@dataclass(frozen=True, slots=True)
class _Way:
    """An unbroken way over several marks; `sizes` are the metres of its legs (turning on the spot counts, too)."""

    marks: tuple[Mark, ...]
    sizes: tuple[float, ...]

    @property
    def size(self) -> float:
        return sum(self.sizes)

    @property
    def running(self) -> bool:
        return any(mark.posture == "run" for mark in self.marks[:-1])

    def frame(self, covered: float) -> float:
        """When so many metres of it are covered: the easing of its leg, turned round by bisection."""
        left = covered
        for size, (a, b) in zip(self.sizes, pairwise(self.marks), strict=True):
            if left <= size + 1e-9 or b is self.marks[-1]:
                share = min(1.0, max(0.0, left / max(size, 1e-9)))
                low, high = 0.0, 1.0
                for _ in range(24):
                    middle = (low + high) / 2.0
                    low, high = (middle, high) if eased(middle, a.ease) < share else (low, middle)
                return a.frame + high * (b.frame - a.frame)
            left -= size
        return float(self.marks[-1].frame)

    def point(self, covered: float) -> Point:
        """Where that is."""
        left = covered
        for size, (a, b) in zip(self.sizes, pairwise(self.marks), strict=True):
            if left <= size or b is self.marks[-1]:
                return a.position.towards(b.position, min(1.0, max(0.0, left / max(size, 1e-9))))
            left -= size
        return self.marks[-1].position


def footfalls(person: Person) -> tuple[Footfall, ...]:
    """Every footfall of somebody who goes by marks, in order; none of those who fly, swim or have no feet."""
    kind = person.figure.kind
    if kind == "human":
        found = [fall for way in _ways(person.marks, 0.0) for fall in _human(way, person.figure.height)]
    elif kind in BEASTS:
        gait, withers = BEASTS[kind], person.figure.height / BEASTS[kind].crown
        found = [fall for way in _ways(person.marks, gait.long * withers) for fall in _beast(way, gait, withers)]
    else:
        found = []
    return tuple(sorted(found, key=lambda fall: fall.frame))


def _ways(marks: Sequence[Mark], long: float) -> Iterator[_Way]:
    """The unbroken ways; a beast so many metres `long` steps round when it turns on the spot, a person does not."""
    start: int | None = None
    sizes: list[float] = []
    for index, (a, b) in enumerate(pairwise(marks)):
        size = _size(a, b, long)
        if size > 0.0:
            start = index if start is None else start
            sizes.append(size)
        elif start is not None:
            yield _Way(tuple(marks[start : index + 1]), tuple(sizes))
            start, sizes = None, []
    if start is not None:
        yield _Way(tuple(marks[start:]), tuple(sizes))


def _size(a: Mark, b: Mark, long: float) -> float:
    if a.posture not in _GOING:
        return 0.0
    far = a.position.distance(b.position)
    turn = abs((b.yaw - a.yaw + math.pi) % (2.0 * math.pi) - math.pi)
    if far > MOVING:
        return far
    return far + 0.5 * long * turn if long and turn > MOVING else 0.0


def _human(way: _Way, height: float) -> Iterator[Footfall]:
    """The steps of a walk or a run. The first and the last bring the body half as far as the others, so that at every
    footfall the body is in the middle between its feet."""
    steps = max(1, round(way.size / (height * (RUN_STEP if way.running else WALK_STEP))))
    step = way.size / steps
    for number in range(1, steps + 2):
        late = RUN_DOWN if way.running and number <= steps else DOWN
        covered = _covered(number - 1 + late, way.size, step, steps)
        yield Footfall(
            frame=way.frame(covered),
            position=way.point(min(number, steps) * step),
            running=way.running,
            force=CLOSING if number > steps else 1.0,
        )


def _covered(progress: float, size: float, step: float, steps: int) -> float:
    """Metres covered after so many steps, with their part."""
    half = step / 2.0
    if progress <= 1.0:
        return progress * half
    if progress >= steps:
        return min(size, size - half + (progress - steps) * half)
    return half + (progress - 1.0) * step


def _beast(way: _Way, gait: Gait, withers: float) -> Iterator[Footfall]:
    """Four feet in their order; those that stand far from where they are to stand are drawn up as the way ends."""
    stride = gait.stride * withers * (_RUN_STRIDE if way.running else 1.0)
    strides = max(1, round(way.size / stride))
    for foot, phase in enumerate(_RUNNING if way.running else _WALKING):
        falls = [number + phase for number in range(strides) if number + phase > 0.0]
        for done in falls:
            covered = done / strides * way.size
            yield Footfall(
                frame=way.frame(covered), position=way.point(covered), running=way.running,
                force=0.85 if foot % 2 else 1.0,
            )  # fmt: skip
        if not falls or falls[-1] < strides - _SETTLE:
            yield Footfall(frame=way.frame(way.size), position=way.point(way.size), force=CLOSING)
