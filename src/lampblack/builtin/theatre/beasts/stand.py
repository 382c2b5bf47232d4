"""A beast of any kind as it stands on a frame: where its joints are, what rods it is made of, and how it is drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from lampblack.builtin.theatre.beasts.bird import BIRDS, BirdPlan, bird_of
from lampblack.builtin.theatre.beasts.bones import Bones, bones_of
from lampblack.builtin.theatre.beasts.carriage import Carriage, carriage_at
from lampblack.builtin.theatre.beasts.envelope import Hoop
from lampblack.builtin.theatre.beasts.fish import COLOURS, FLOATS, draw_fish, fish_of
from lampblack.builtin.theatre.beasts.painter import Painter, coat_of
from lampblack.builtin.theatre.beasts.plan import Plan
from lampblack.builtin.theatre.beasts.plans import PLANS
from lampblack.builtin.theatre.beasts.plumage import draw_bird
from lampblack.builtin.theatre.beasts.quadruped import draw_quadruped
from lampblack.builtin.theatre.beasts.scales import draw_serpent
from lampblack.builtin.theatre.beasts.serpent import SERPENTS, serpent_of
from lampblack.builtin.theatre.beasts.way import Way, behind, way_at
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.vector import Vec, along, mix
from lampblack.staging.figure import Figure
from lampblack.staging.people import Person
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

Rod = tuple[Vec, Vec, float]
"""A piece of a body: both ends, and its radius in metres."""


@dataclass(frozen=True, slots=True)
class Stand:
    """A beast on a frame, ready to be drawn."""

    middle: Vec
    reach: float
    """Metres from its middle that it can reach at most."""
    joints: Mapping[str, Vec]
    rods: tuple[Rod, ...]
    """Always as many for one kind, in one order."""
    draw: Callable[[Brush], None]


@dataclass(frozen=True, slots=True)
class _Now:
    """Where a beast is and what it does."""

    place: Point
    yaw: float
    way: Way | None
    covered: float
    carriage: Carriage


def stand_of(person: Person, frame: int, staging: Staging) -> Stand:
    """The beast `person` on `frame`."""
    figure = person.figure
    kind, tall = figure.kind, figure.height
    if kind in BIRDS:
        plan = BIRDS[kind]
        return _bird(figure, plan, _now(person, frame, staging, 0.5 * tall, 0.9 * tall, 0.2 * tall))
    if kind in SERPENTS:
        return _serpent(figure, SERPENTS[kind], _now(person, frame, staging, tall, 0.9 * tall, 0.1 * tall))
    if kind == "fish":
        return _fish(figure, _now(person, frame, staging, 0.8 * tall, FLOATS * tall, 0.5 * tall))
    plan = PLANS[kind]
    withers = tall / plan.crown
    return _quadruped(
        figure, plan, withers, _now(person, frame, staging, withers, 0.93 * tall, 0.0, head_ahead(plan) * withers)
    )


def head_ahead(plan: Plan) -> float:
    """How far the head of a beast on four feet is before the middle of its body, in withers."""
    return plan.neck_at[0] + 0.8 * plan.neck_long * math.cos(plan.neck_rise) + 0.3 * plan.skull.size


def _now(
    person: Person, frame: int, staging: Staging, long: float, high: float, ahead: float, back: float = 0.0
) -> _Now:
    """`long`: the body; `high` and `ahead`: about where the eyes are; `back`: how far the middle of the body is behind
    the mark; all in metres."""
    way = way_at(person, frame, long + back, back)
    mark = person.mark_at(frame)
    place, yaw, covered = behind(mark.position, mark.yaw, back), mark.yaw, 0.0
    if way is not None:
        covered = way.covered(frame)
        place, yaw = way.body(covered)
    ahead += back
    eyes = (place.x + ahead * math.sin(yaw), place.y + high, place.z + ahead * math.cos(yaw))
    return _Now(place, yaw, way, covered, carriage_at(person, frame, staging, yaw, eyes))


def _quadruped(figure: Figure, plan: Plan, tall: float, now: _Now) -> Stand:
    bones = bones_of(plan, tall, now.place, now.yaw, now.way, now.covered, now.carriage)
    coat = coat_of(figure, plan.colours, plan.markings)

    def draw(brush: Brush) -> None:
        trunk = [brush.view.point(hoop.at(turn)) for hoop in bones.trunk for turn in (0.0, 1.57, 3.14, -1.57)]
        draw_quadruped(Painter(brush, bones, coat, brush.handles(trunk), tall * brush.scale))

    joints: dict[str, Vec] = _headed(bones) | {"rump": bones.trunk[1].centre}
    rods: list[Rod] = [*_along(bones.trunk, (1, 3, 5, 7)), *_along(bones.neck, (2, 4, 6)), _head_rod(bones)]
    for name, leg in zip(("right_fore", "left_fore", "right_hind", "left_hind"), bones.legs, strict=True):
        joints[name] = leg.foot.origin
        a, b, c, d = leg.joints
        rods += [(a, b, 0.09 * tall), (b, c, 0.055 * tall), (c, d, 0.035 * tall)]
    tail = bones.tail
    rods += [(tail[0], tail[3], 0.04 * tall), (tail[3], tail[6], 0.04 * tall)]
    return Stand(bones.middle, 2.2 * figure.height, joints, tuple(rods), draw)


def _headed(bones: Bones) -> dict[str, Vec]:
    size = bones.plan.skull.size * bones.tall
    return {
        "head": bones.head.origin,
        "nose": along(bones.head.out(0.0, -0.04 * bones.tall, 0.0), bones.head.forward, 0.95 * size),
        "middle": bones.middle,
    }


def _head_rod(bones: Bones) -> Rod:
    size = bones.plan.skull.size * bones.tall
    return (bones.head.origin, bones.head.out(0.0, -0.03 * bones.tall, 0.9 * size), 0.25 * size)


def _along(hoops: tuple[Hoop, ...], places: tuple[int, ...]) -> list[Rod]:
    pairs = pairwise(places)
    return [(hoops[a].centre, hoops[b].centre, 0.5 * (hoops[a].wide + hoops[b].wide)) for a, b in pairs]


def _bird(figure: Figure, plan: BirdPlan, now: _Now) -> Stand:
    tall = figure.height
    bird = bird_of(plan, tall, now.place, now.yaw, now.way, now.covered, now.carriage)
    coat = coat_of(figure, plan.colours, "none")
    joints: dict[str, Vec] = {"head": bird.head.origin, "middle": bird.middle, "rump": bird.trunk[1].centre}
    rods: list[Rod] = _along(bird.trunk, (0, 2, 4))
    rods += [(bird.neck[0], bird.neck[2], 0.04 * tall), (bird.neck[2], bird.neck[-1], 0.03 * tall)]
    rods.append((bird.head.origin, bird.head.out(0.0, 0.0, plan.beak * tall), plan.head * tall))
    for name, (hip, hock, ankle, foot) in zip(("right_foot", "left_foot"), bird.legs, strict=True):
        joints[name] = foot.origin
        rods += [(hip, hock, 0.02 * tall), (hock, ankle, 0.015 * tall)]
    return Stand(bird.middle, 2.6 * tall, joints, tuple(rods), lambda brush: draw_bird(brush, bird, coat))


def _serpent(figure: Figure, plan: Plan, now: _Now) -> Stand:
    tall = figure.height
    serpent = serpent_of(plan, tall, now.place, now.yaw, now.way, now.covered, now.carriage)
    coat = coat_of(figure, plan.colours, plan.markings)
    bones = serpent.bones

    def draw(brush: Brush) -> None:
        points = [brush.view.point(p) for p in serpent.spine]
        draw_serpent(Painter(brush, bones, coat, brush.handles(points), tall * brush.scale), serpent)

    spine = serpent.spine
    rods: list[Rod] = [
        (spine[n], spine[min(len(spine) - 1, n + 5)], serpent.thick[n]) for n in range(0, len(spine) - 1, 5)
    ]
    rods.append(_head_rod(bones))
    joints = _headed(bones) | {"tail": mix(spine[-3], spine[-2], 0.5)}
    return Stand(bones.middle, (plan.tail_long + 0.5) * tall, joints, tuple(rods), draw)


def _fish(figure: Figure, now: _Now) -> Stand:
    tall = figure.height
    fish = fish_of(tall, now.place, now.yaw, now.way, now.covered, now.carriage)
    coat = coat_of(figure, COLOURS, "patches")
    joints = {"head": fish.rings[5].centre, "middle": fish.middle, "tail": fish.rings[1].centre}
    rods = _along(fish.rings, (0, 2, 4, 6))
    return Stand(fish.middle, 2.0 * tall, joints, tuple(rods), lambda brush: draw_fish(brush, fish, coat))
