"""A bird painted: legs, tail, body, wings folded or spread, neck, head and a beak that speaks."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.beasts.bird import Bird
from lampblack.builtin.theatre.beasts.envelope import Hoop, around, edges_of
from lampblack.builtin.theatre.beasts.painter import Coat
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec, along, dot, mix, scaled, sub, unit

RED: RGB = (0.72, 0.16, 0.14)


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
