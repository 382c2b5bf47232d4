"""Birds: the crane with its long legs and neck, and small ones that hop; wings that spread, legs that stand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.carriage import Carriage
from lampblack.builtin.theatre.beasts.envelope import Hoop
from lampblack.builtin.theatre.beasts.way import Gait, Tread, Way, footing, step_of
from lampblack.builtin.theatre.puppet.tone import RGB
from lampblack.builtin.theatre.puppet.vector import Frame, Vec, add, along, dot, mix, scaled, sub, unit, upright
from lampblack.staging.figure import Species
from lampblack.staging.space import Point

PHASES = (0.0, 0.5)


@dataclass(frozen=True, kw_only=True, slots=True)
class BirdPlan:
    """A bird; measures as shares of the height of its crown."""

    species: Species
    body: tuple[tuple[float, float, float, float, float], ...]
    """Rings from the rump to the breast: ahead, high, half width, upper and lower half height."""
    neck: tuple[tuple[float, float], ...]
    """The neck's bends, ahead and high, from its foot to the head."""
    neck_thick: tuple[float, ...]
    head: float
    """Half the length of the head."""
    beak: float
    legs: float
    """Height of the hip."""
    apart: float
    thick: float
    wing: float
    """From shoulder to the folded tip."""
    tail: float
    stride: float
    colours: tuple[str, str, str]
    """Body; belly and cheek; wing tips, neck and legs' marks."""
    leg: RGB
    bill: RGB
    crown: bool = False
    """A red cap and a black neck, as a crane has."""


CRANE = BirdPlan(
    species="crane",
    body=((-0.27, 0.545, 0.02, 0.02, 0.02), (-0.22, 0.555, 0.055, 0.05, 0.05), (-0.12, 0.575, 0.085, 0.075, 0.085),
          (0.0, 0.59, 0.095, 0.085, 0.10), (0.10, 0.605, 0.078, 0.075, 0.085), (0.155, 0.62, 0.045, 0.05, 0.05)),
    neck=((0.12, 0.62), (0.19, 0.68), (0.205, 0.76), (0.165, 0.84), (0.145, 0.91), (0.17, 0.96)),
    neck_thick=(0.048, 0.036, 0.028, 0.024, 0.022, 0.024),
    head=0.036, beak=0.115, legs=0.50, apart=0.035, thick=0.0095, wing=0.36, tail=0.09, stride=0.55,
    colours=("#ece8df", "#f4f1ea", "#232126"), leg=(0.20, 0.19, 0.20), bill=(0.50, 0.48, 0.36), crown=True,
)  # fmt: skip
BIRD = BirdPlan(
    species="bird",
    body=((-0.42, 0.43, 0.05, 0.05, 0.05), (-0.30, 0.45, 0.13, 0.12, 0.13), (-0.12, 0.48, 0.20, 0.19, 0.21),
          (0.05, 0.53, 0.225, 0.22, 0.25), (0.19, 0.60, 0.195, 0.20, 0.22), (0.27, 0.68, 0.15, 0.16, 0.16)),
    neck=((0.19, 0.66), (0.22, 0.71), (0.235, 0.76), (0.245, 0.81)),
    neck_thick=(0.105, 0.130, 0.142, 0.140),
    head=0.155, beak=0.15, legs=0.30, apart=0.085, thick=0.015, wing=0.58, tail=0.40, stride=0.85,
    colours=("#8a6a4c", "#e9dcc4", "#3a2f2a"), leg=(0.45, 0.32, 0.24), bill=(0.32, 0.27, 0.24),
)  # fmt: skip
BIRDS: Mapping[Species, BirdPlan] = {"crane": CRANE, "bird": BIRD}


@dataclass(frozen=True, slots=True)
class Bird:
    """A bird at an instant, in metres."""

    plan: BirdPlan
    tall: float
    ground: Frame
    body: Frame
    trunk: tuple[Hoop, ...]
    neck: tuple[Vec, ...]
    head: Frame
    legs: tuple[tuple[Vec, Vec, Vec, Frame], ...]
    """Hip, hock, ankle, foot; right, left."""
    spread: float
    carriage: Carriage

    @property
    def middle(self) -> Vec:
        return self.trunk[2].centre


def bird_of(
    plan: BirdPlan, tall: float, place: Point, yaw: float, way: Way | None, covered: float, now: Carriage
) -> Bird:
    """The bird where it stands, walks, or flies (which is how a bird runs)."""
    gait = Gait(plan.stride * tall, 0.62, PHASES)
    flying = _flying(way, covered, tall)
    ground = upright((place.x, place.y, place.z), yaw)
    bob = 0.0
    if way is not None and not flying:
        bob = (0.10 if plan.species == "bird" else 0.012) * abs(math.sin(2.0 * math.pi * covered / gait.stride))
    low = plan.legs * 0.92 * max(now.lie, 0.75 * now.sit) + 0.18 * now.crouch * plan.legs
    lift = (bob - low + 0.55 * flying + 0.03 * flying * math.sin(now.seconds * 9.0)) * tall
    tip = -0.18 * now.graze + 0.12 * now.rear - 0.12 * flying + 0.004 * now.breath
    body = ground.at(ground.out(0.0, lift, 0.0)).turned(0.0, tip)
    swell = 1.0 + 0.015 * now.breath + 0.10 * now.bristle
    trunk = tuple(
        Hoop(body.out(0.0, y * tall, z * tall), body.right, body.up, w * tall * swell, u * tall, d * tall)
        for z, y, w, u, d in plan.body
    )
    neck, head = _neck(plan, tall, body, ground, now, flying)
    legs: list[tuple[Vec, Vec, Vec, Frame]] = []
    for foot, side in enumerate((1.0, -1.0)):
        step = _step(plan, tall, place, yaw, way, gait, covered, foot, side)
        legs.append(_leg(plan, tall, body, ground, step, side, flying, now))
    spread = min(1.0, max(flying, now.rear, 0.55 * now.paw, 0.35 * now.bristle))
    return Bird(plan, tall, ground, body, trunk, neck, head, tuple(legs), spread, now)


def _flying(way: Way | None, covered: float, tall: float) -> float:
    if way is None or not way.running:
        return 0.0
    return min(1.0, min(covered, way.size - covered) / (1.2 * tall))


def _step(
    plan: BirdPlan,
    tall: float,
    place: Point,
    yaw: float,
    way: Way | None,
    gait: Gait,
    covered: float,
    foot: int,
    side: float,
) -> Tread:
    ahead = (0.02 if foot == 0 else -0.015) * tall
    if way is None:
        return Tread(footing(place, yaw, side * plan.apart * tall, ahead), 0.0, 0.0, yaw)
    return step_of(way, gait, foot, side * plan.apart * tall, ahead, covered)


def _neck(
    plan: BirdPlan, tall: float, body: Frame, ground: Frame, now: Carriage, flying: float
) -> tuple[tuple[Vec, ...], Frame]:
    """The neck's bends and the head: it turns in itself, reaches down to drink, and stretches out in flight."""
    root = plan.neck[0]
    count = len(plan.neck) - 1
    bend = now.neck - 2.0 * now.graze - 0.9 * flying * (plan.species == "crane")
    points: list[Vec] = []
    at = body.out(0.0, root[1] * tall, root[0] * tall)
    points.append(at)
    for index in range(count):
        (z0, y0), (z1, y1) = plan.neck[index], plan.neck[index + 1]
        share = (index + 1) / count
        frame = body.turned(now.yaw * 0.5 * share, bend * (0.45 + 0.55 * share))
        at = add(at, scaled(frame.direction(0.0, y1 - y0, z1 - z0), tall))
        points.append(at)
    low = ground.origin[1] + 0.08 * tall - points[-1][1]
    if low > 0.0:
        points = [(p[0], p[1] + low * index / count, p[2]) for index, p in enumerate(points)]
    yaw = math.atan2(ground.forward[0], ground.forward[2])
    head = upright(points[-1], yaw).turned(now.yaw, now.nod - 0.10 - 0.75 * now.graze, now.tilt)
    return tuple(points), head


def _leg(
    plan: BirdPlan, tall: float, body: Frame, ground: Frame, step: Tread, side: float, flying: float, now: Carriage
) -> tuple[Vec, Vec, Vec, Frame]:
    hip = body.out(side * plan.apart * 0.9 * tall, (plan.legs + 0.04) * tall, -0.02 * tall)
    up = math.sin(math.pi * step.air)
    at = (step.at[0], step.at[1] + (0.16 * plan.legs * 2.0) * tall * up, step.at[2])
    folded = max(now.lie, 0.75 * now.sit)
    at = mix(at, ground.out(side * plan.apart * tall, 0.0, 0.10 * tall), folded)
    trailing = body.out(side * plan.apart * 0.6 * tall, (plan.legs - 0.02) * tall, (-0.30 - plan.legs * 0.5) * tall)
    at = mix(at, trailing, flying)
    if side > 0.0 and now.paw > 0.0:
        at = mix(at, body.out(side * plan.apart * tall, 0.62 * plan.legs * tall, 0.03 * tall), now.paw)
    foot = upright(at, step.yaw).turned(0.0, -0.9 * up * (step.air < 0.7) - 1.3 * flying)
    half = 0.54 * plan.legs * tall
    way = sub(at, hip)
    far = min(0.999 * 2.0 * half, max(1e-4, math.sqrt(dot(way, way))))
    line = unit(way)
    out = math.sqrt(max(0.0, half * half - far * far / 4.0))
    back = scaled(body.forward, -1.0)
    bent = along(back, line, -dot(back, line))
    hock = along(along(hip, line, far / 2.0), unit(bent, body.up), out)
    return (hip, hock, at, foot)
