"""Birds: the crane with its long legs and neck, and small ones that hop; wings that spread, legs that stand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.carriage import Carriage
from lampblack.builtin.theatre.beasts.envelope import Hoop, around, edges_of
from lampblack.builtin.theatre.beasts.painter import Coat
from lampblack.builtin.theatre.beasts.way import Gait, Tread, Way, footing, step_of
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec, add, along, dot, mix, scaled, sub, unit, upright
from lampblack.staging.figure import Species
from lampblack.staging.space import Point

PHASES = (0.0, 0.5)
RED: RGB = (0.72, 0.16, 0.14)


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


def draw_bird(brush: Brush, bird: Bird, coat: Coat) -> None:
    """Legs, tail, body, wings, neck and head in their order of depth."""
    view = brush.view
    to_eye = unit(sub(view.eye, bird.middle))
    front = dot(bird.body.forward, to_eye)
    trunk = edges_of(bird.trunk, view)
    handles = brush.handles(trunk.outline)
    sides = sorted((1.0, -1.0), key=lambda side: -view.depth(bird.body.out(side, 0.0, 0.0)))
    legs = sorted(bird.legs, key=lambda leg: -view.depth(leg[0]))
    for leg in legs:
        _draw_leg(brush, bird, leg, far=leg is legs[0] and abs(front) < 0.8)
    if front > 0.15:
        _draw_tail(brush, bird, coat)
        if bird.spread > 0.05:
            for side in sides:
                _draw_wing(brush, bird, coat, side, handles)
    elif bird.spread > 0.05:
        _draw_wing(brush, bird, coat, sides[0], handles)
    if bird.spread <= 0.05:
        for side in sides:
            if dot(scaled(bird.body.right, side), to_eye) <= 0.0:
                _draw_wing(brush, bird, coat, side, handles)
    if front < -0.25:
        _draw_neck(brush, bird, coat, handles)
    brush.edge(trunk.outline, coat.coat, 1.75)
    if front >= -0.25:
        brush.edge(_neck_shape(brush, bird), coat.coat, 1.75)
        brush.edge(edges_of(_skull(bird), view).outline, coat.coat, 1.75)
    brush.wash(trunk.outline, coat.coat, handles=handles)
    _breast(brush, bird, coat)
    brush.shadow(trunk.lower, coat.coat, 0.04 * bird.tall, 0.28, closed=False)
    if front <= 0.15:
        _draw_tail(brush, bird, coat)
    if bird.spread <= 0.05:
        for side in sides:
            if dot(scaled(bird.body.right, side), to_eye) > 0.0:
                _draw_wing(brush, bird, coat, side, handles)
    elif front <= 0.15:
        _draw_wing(brush, bird, coat, sides[1], handles)
    if front >= -0.25:
        _draw_neck(brush, bird, coat, handles)


def _breast(brush: Brush, bird: Bird, coat: Coat) -> None:
    if coat.under == coat.coat:
        return
    for side in (1.0, -1.0):
        upper = [ring.at(side * (2.25 - 0.17 * n)) for n, ring in enumerate(bird.trunk)]
        low = [ring.at(side * 3.14) for ring in bird.trunk]
        shape = [brush.view.point(p) for p in (*upper, *reversed(low))]
        brush.sheet.fill(shape, clear(coat.under, 0.9), inside=True, feather=min(8.0, 0.02 * bird.tall * brush.scale))


def _draw_leg(brush: Brush, bird: Bird, leg: tuple[Vec, Vec, Vec, Frame], *, far: bool) -> None:
    plan, view = bird.plan, brush.view
    hip, hock, ankle, foot = leg
    k = plan.thick * bird.tall * brush.scale
    colour = darker(plan.leg, 0.75 if far else 1.0)
    row = [view.point(p) for p in (hip, mix(hip, hock, 0.6), hock, ankle)]
    left, right = sides_of(row, [2.4 * k, 1.5 * k, 1.15 * k, 0.95 * k])
    brush.part([*left, *reversed(right)], colour, line=0.7, shadow=0.0)
    size = 0.085 * bird.tall if plan.species == "crane" else 0.15 * bird.tall
    for turn in (-0.55, 0.0, 0.55, math.pi):
        long = size * (0.55 if turn == math.pi else 1.0)
        tip = foot.out(math.sin(turn) * long, 0.0, math.cos(turn) * long)
        brush.sheet.stroke([row[-1], view.point(tip)], max(1.0, 1.9 * k), clear(colour, 1.0), pressure=(1.0, 0.9, 0.35))


def _draw_tail(brush: Brush, bird: Bird, coat: Coat) -> None:
    plan, view, k = bird.plan, brush.view, bird.tall * brush.scale
    rump = bird.trunk[1]
    lift = 0.05 * bird.carriage.tail + 0.02 * bird.carriage.wag
    for side in (-0.7, 0.7, -0.35, 0.35, 0.0):
        tip = bird.body.out(
            side * plan.tail * 0.45 * bird.tall,
            (plan.body[0][1] - 0.02 + lift) * bird.tall,
            (plan.body[0][0] - plan.tail) * bird.tall,
        )
        row = [view.point(p) for p in (rump.centre, mix(rump.centre, tip, 0.5), tip)]
        colour = coat.marking if plan.species == "crane" else mixed(coat.coat, coat.marking, 0.55)
        brush.sheet.stroke(
            row,
            (0.055 if plan.crown else 0.085) * k + 1.4 * brush.hair_width,
            clear(outline(colour), 0.85),
            pressure=(0.6, 1.0, 0.55),
        )
        brush.sheet.stroke(row, (0.055 if plan.crown else 0.085) * k, clear(colour, 1.0), pressure=(0.6, 1.0, 0.5))


def _draw_wing(brush: Brush, bird: Bird, coat: Coat, side: float, handles: tuple[XY, XY]) -> None:
    """Folded along the flank, or spread with its quills like a fan."""
    plan, view, tall, body = bird.plan, brush.view, bird.tall, bird.body
    shoulder_ring = bird.trunk[-2]
    root = shoulder_ring.at(side * 1.05)
    open_ = bird.spread
    beat = math.sin(bird.carriage.seconds * 9.0) * 0.75 * open_
    quills: list[XY] = []
    tips: list[Vec] = []
    count = 9
    size = plan.wing * tall
    for number in range(count):
        share = number / (count - 1)
        flat = body.direction(side * 0.10, -0.10 - 0.22 * share, -1.0)
        fan = body.direction(
            side * math.cos(0.4 - 1.5 * share), 0.25 + beat * (1.0 - 0.3 * share), math.sin(0.4 - 1.5 * share)
        )
        way = unit(mix(unit(flat), unit(fan), open_))
        long = size * ((1.0 - 0.34 * share) * (1.0 - open_) + open_ * (1.75 - 0.75 * share))
        base = mix(root, bird.trunk[2].at(side * 1.35), share * (1.0 - 0.5 * open_))
        tips.append(along(base, way, long))
        quills.append(view.point(tips[-1]))
    top = view.point(root)
    lower = view.point(bird.trunk[1].at(side * 1.55))
    lead = view.point(mix(root, tips[0], 0.5))
    shape = [top, lead, *quills, lower]
    if open_ < 0.5:
        breast = view.point(bird.trunk[-2].at(side * 1.75))
        belly = view.point(bird.trunk[2].at(side * 1.95))
        shape = [top, *quills[:1], *quills[1:6], belly, breast]
    brush.part(shape, coat.coat, line=0.95, depth=0.9, shadow=0.012, handles=handles)
    dark = coat.marking
    first, last = (0, count) if open_ > 0.5 else (0, 6)
    for number in range(first, last):
        base = mix(root, bird.trunk[2].at(side * 1.4), number / (count - 1))
        inner = view.point(mix(base, tips[number], 0.52 if open_ > 0.5 else 0.72 - 0.05 * number))
        wide = (0.05 if open_ > 0.5 else 0.032) * tall * brush.scale * (1.0 if plan.crown else 1.9)
        if plan.crown or number % 2 == 0:
            colour = dark if plan.crown else mixed(coat.coat, dark, 0.75)
            brush.sheet.stroke(
                [inner, quills[number]], wide, clear(colour, 0.96), pressure=(0.35, 1.0, 0.85), inside=not plan.crown
            )
    brush.line(
        [top, view.point(mix(root, tips[2], 0.55)), view.point(mix(root, tips[3], 0.85))],
        0.9,
        outline(coat.coat),
        0.5,
        inside=True,
    )


def _neck_shape(brush: Brush, bird: Bird) -> list[XY]:
    k = bird.tall * brush.scale
    points = [brush.view.point(p) for p in bird.neck]
    left, right = sides_of(points, [r * k for r in bird.plan.neck_thick])
    return [*left, *reversed(right)]


def _draw_neck(brush: Brush, bird: Bird, coat: Coat, handles: tuple[XY, XY]) -> None:
    plan, k = bird.plan, bird.tall * brush.scale
    shape = _neck_shape(brush, bird)
    head = _skull(bird)
    edges = edges_of(head, brush.view)
    away = dot(bird.head.forward, unit(sub(brush.view.eye, bird.head.origin))) < -0.2
    if away:
        _beak(brush, bird)
    if away or bird.plan.crown:
        brush.edge(edges.outline, coat.coat, 1.6)
    if away:
        brush.edge(shape, coat.coat, 1.6)
    brush.wash(shape, coat.coat, handles=handles)
    if plan.crown:
        row = [brush.view.point(p) for p in bird.neck]
        brush.sheet.stroke(
            row[1:],
            plan.neck_thick[2] * k * 3.0,
            clear(coat.marking, 0.0),
            clear(coat.marking, 0.9),
            clear(coat.marking, 0.96),
            pressure=(0.9, 1.0),
            inside=True,
        )
    brush.wash(edges.outline, mixed(coat.coat, coat.marking, 0.9) if plan.crown else coat.coat)
    _face(brush, bird, coat)
    if not away:
        _beak(brush, bird)
    for side in (1.0, -1.0):
        _eye(brush, bird, side)


def _skull(bird: Bird) -> tuple[Hoop, ...]:
    f, s = bird.head, bird.plan.head * bird.tall
    rows = ((-0.95, 0.0, 0.35, 0.35, 0.45), (-0.45, 0.08, 0.78, 0.72, 0.80), (0.15, 0.10, 0.82, 0.74, 0.78),
            (0.70, 0.02, 0.52, 0.48, 0.46), (0.98, -0.03, 0.24, 0.22, 0.22))  # fmt: skip
    return tuple(Hoop(f.out(0.0, y * s, z * s), f.right, f.up, w * s, u * s, d * s) for z, y, w, u, d in rows)


def _face(brush: Brush, bird: Bird, coat: Coat) -> None:
    """The red cap and pale nape of a crane; the pale cheek of a small bird."""
    f, s = bird.head, bird.plan.head * bird.tall
    if bird.plan.crown:
        skull = _skull(bird)
        cap = [brush.view.point(ring.at(turn)) for ring in skull[1:4] for turn in (-0.85, -0.3, 0.3, 0.85)]
        brush.sheet.fill(around(cap), clear(RED, 0.97), inside=True)
        for side in (1.0, -1.0):
            nape = [
                brush.view.point(f.out(side * x * s, y * s, z * s))
                for x, y, z in ((0.75, 0.1, -0.2), (0.6, -0.3, -0.9), (0.4, -0.9, -1.0), (0.6, -0.5, -0.3))
            ]
            if dot(scaled(f.right, side), unit(sub(brush.view.eye, f.origin))) > -0.2:
                brush.sheet.fill(nape, clear(coat.under, 0.9), inside=True, feather=0.6)
        return
    for side in (1.0, -1.0):
        if dot(scaled(f.right, side), unit(sub(brush.view.eye, f.origin))) > 0.0:
            cheek = [
                brush.view.point(f.out(side * 0.78 * s, y * s, z * s))
                for y, z in ((0.05, 0.1), (-0.1, 0.55), (-0.6, 0.3), (-0.5, -0.4), (-0.05, -0.4))
            ]
            brush.sheet.fill(cheek, clear(coat.under, 0.85), inside=True, feather=min(4.0, 0.1 * s * brush.scale))


def _beak(brush: Brush, bird: Bird) -> None:
    """Two halves that open on the spoken word."""
    f, s, plan = bird.head, bird.plan.head * bird.tall, bird.plan
    now = bird.carriage
    opened = min(1.0, 0.85 * now.mouth.open + 0.25 * now.mouth.round + now.pant) * 0.55
    long = plan.beak * bird.tall
    root = f.out(0.0, -0.02 * s, 0.80 * s)
    for up, colour in ((-1.0, darker(plan.bill, 0.8)), (1.0, plan.bill)):
        half = f.at(root).turned(0.0, (0.25 if up > 0 else -0.75) * opened)
        wide, deep = 0.26 * s, 0.24 * s
        points = [
            half.out(-wide, 0.0, 0.0),
            half.out(wide, 0.0, 0.0),
            half.out(0.0, up * deep, 0.0),
            half.out(0.0, up * 0.55 * deep, 0.5 * long),
            half.out(0.4 * wide, 0.0, 0.5 * long),
            half.out(-0.4 * wide, 0.0, 0.5 * long),
            half.out(0.0, -0.03 * long if up > 0 else 0.0, long),
        ]
        shape = around([brush.view.point(p) for p in points])
        brush.sheet.stroke(shape, brush.hair_width * 1.5, clear(INK, 0.85), pressure=(0.8, 1.0, 0.8), closed=True)
        brush.sheet.fill(shape, clear(mixed(colour, (1.0, 0.95, 0.8), 0.12), 1.0), clear(colour, 1.0), smooth=False)


def _eye(brush: Brush, bird: Bird, side: float) -> None:
    f, s = bird.head, bird.plan.head * bird.tall
    at = f.out(side * 0.70 * s, 0.22 * s, 0.32 * s)
    facing = dot(unit(f.direction(side, 0.1, 0.35)), unit(sub(brush.view.eye, at)))
    if facing < 0.05:
        return
    x, y = brush.view.point(at)
    r = max(0.7, 0.17 * s * brush.scale)
    shut = max(0.0, min(1.0, bird.carriage.lids))
    ring = (0.72, 0.58, 0.24) if bird.plan.crown else (0.92, 0.88, 0.80)
    if r > 1.4:
        brush.sheet.stroke([(x - 0.1, y), (x + 0.1, y)], 2.5 * r, clear(ring, 1.0), pressure=(1.0, 1.0))
    if shut > 0.7:
        brush.sheet.stroke([(x - r, y), (x + r, y)], 0.7 * r, clear(INK, 1.0), pressure=(0.5, 1.0, 0.5))
        return
    brush.sheet.stroke([(x - 0.1, y), (x + 0.1, y)], 1.75 * r, clear(INK, 1.0), pressure=(1.0, 1.0))
    brush.sheet.stroke(
        [(x + 0.25 * r, y - 0.35 * r), (x + 0.35 * r, y - 0.35 * r)],
        0.6 * r,
        (0.98, 0.97, 0.94, 0.95),
        pressure=(1.0, 1.0),
    )
