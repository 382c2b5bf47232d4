"""The head of a beast on four feet: cranium and muzzle, jaw that speaks, eyes, ears, nose."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.envelope import Edges, Hoop, around, edges_of
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.beasts.plan import Station
from lampblack.builtin.theatre.puppet.limb import tube
from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec, along, dot, mix, scaled, sub, unit

MOUTH: RGB = (0.30, 0.09, 0.09)
TONGUE: RGB = (0.70, 0.36, 0.34)
TOOTH: RGB = (0.93, 0.90, 0.82)
OPEN = 0.62
"""Radians a jaw opens for the widest vowel."""


@dataclass(frozen=True, slots=True)
class Head:
    """A head ready to be painted."""

    frame: Frame
    size: float
    """Metres of one withers: what a skull's numbers are shares of."""
    skull: tuple[Hoop, ...]
    jaw: tuple[Hoop, ...]
    edges: Edges
    opened: float


def head_of(painter: Painter) -> Head:
    bones = painter.bones
    plan, tall, now = bones.plan.skull, bones.tall, bones.carriage
    frame = bones.head
    opened = min(1.0, 0.85 * now.mouth.open + 0.25 * now.mouth.round + now.pant)
    skull = tuple(_hoop(frame, tall, one) for one in plan.rings)
    swing = frame.at(frame.out(0.0, plan.jaw[0][1] * tall * 0.6, plan.jaw[0][0] * tall)).turned(0.0, -OPEN * opened)
    hinge = plan.jaw[0]
    narrow = 1.0 - 0.16 * now.mouth.round
    jaw = tuple(
        _hoop(swing, tall, (z - hinge[0], y - hinge[1] * 0.6, wide * narrow, up, low * (0.3 if index == 0 else 1.0)))
        for index, (z, y, wide, up, low) in enumerate(plan.jaw)
    )
    return Head(frame, tall, skull, jaw, edges_of(skull, painter.brush.view), opened)


def _hoop(frame: Frame, tall: float, station: Station) -> Hoop:
    ahead, high, wide, up, low = station
    return Hoop(frame.out(0.0, high * tall, ahead * tall), frame.right, frame.up, wide * tall, up * tall, low * tall)


def ink_head(painter: Painter, head: Head) -> None:
    """The lines of head and jaw, before neck and head are washed."""
    painter.brush.edge(edges_of(head.jaw, painter.brush.view).outline, painter.coat.coat, 1.5)
    painter.brush.edge(head.edges.outline, painter.coat.coat, 1.75)


def draw_head(painter: Painter, head: Head) -> None:
    """Jaw, mouth, head and face over the neck; ears and horns on their own sides."""
    brush, view, coat = painter.brush, painter.brush.view, painter.coat
    plan = painter.bones.plan
    seen = _facing(painter, head)
    lower = edges_of(head.jaw, view)
    pale = coat.under if plan.foot == "paw" or plan.species == "deer" else mixed(coat.coat, coat.under, 0.35)
    if seen > -0.75:
        brush.wash(lower.outline, pale, depth=0.8)
        if head.opened > 0.04:
            brush.sheet.fill(_inside(painter, head), clear(MOUTH, 1.0), inside=False)
            _tongue(painter, head)
        brush.line(lower.lower[2:-1], 1.0, outline(coat.coat), 0.75)
    brush.wash(head.edges.outline, coat.coat, handles=painter.handles)
    _mask(painter, head, pale)
    if coat.markings == "stripes":
        _brow_stripes(painter, head)
    brush.shadow(head.edges.lower, coat.coat, 0.03 * head.size, 0.25, closed=False)
    jawline = head.edges.lower
    brush.line(jawline[2:-1], 1.1, outline(coat.coat), 0.8, pressure=(0.05, 0.8, 1.0, 0.8, 0.3))
    if seen > -0.8:
        _nose(painter, head)
        _mouthline(painter, head)
        for side in (1.0, -1.0):
            _eye(painter, head, side)


def _facing(painter: Painter, head: Head) -> float:
    return dot(head.frame.forward, painter.to_eye(head.frame.origin))


def _inside(painter: Painter, head: Head) -> list[XY]:
    """The open mouth: between the muzzle's under edge and the jaw's upper one."""
    front = len(head.skull) - 2
    jaw, skull = head.jaw, head.skull
    corner = jaw[1]
    rows = [
        corner.at(1.5),
        skull[front - 1].at(2.0),
        skull[front].at(2.2),
        skull[front].at(-2.2),
        skull[front - 1].at(-2.0),
        corner.at(-1.5),
        jaw[2].at(-1.3),
        jaw[3].at(-1.0),
        jaw[3].at(1.0),
        jaw[2].at(1.3),
    ]
    return around([painter.px(p) for p in rows])


def _tongue(painter: Painter, head: Head) -> None:
    jaw = head.jaw
    row = [painter.px(jaw[1].at(0.0)), painter.px(jaw[2].at(0.0)), painter.px(jaw[3].at(0.0))]
    wide = jaw[2].wide * painter.brush.scale * 1.1
    painter.brush.sheet.stroke(row, max(1.0, wide), clear(TONGUE, 0.95), pressure=(0.5, 1.0, 0.8, 0.4), inside=False)


def _mask(painter: Painter, head: Head, pale: RGB) -> None:
    """The pale sides of a muzzle and the cheeks."""
    plan, coat, brush = painter.bones.plan, painter.coat, painter.brush
    if plan.species in ("horse", "dragon"):
        return
    skull = head.skull
    start = 2 if plan.species in ("fox", "wolf", "tiger", "cat") else 3
    if plan.species == "cat" and coat.markings == "none":
        return
    if plan.foot == "paw" and _facing(painter, head) > 0.1:
        _puffs(painter, head, pale)
    for side in (1.0, -1.0):
        rows = [ring.at(side * (1.55 if n else 1.75)) for n, ring in enumerate(skull[start:])]
        low = [ring.at(side * 3.05) for ring in skull[start:]]
        if dot(unit(sub(rows[1], skull[start + 1].centre)), painter.to_eye(rows[1])) < -0.55:
            continue
        shape = [painter.px(p) for p in (*rows, *reversed(low))]
        brush.sheet.fill(shape, clear(pale, 0.95), inside=True, feather=min(6.0, 0.02 * head.size * brush.scale))


def _puffs(painter: Painter, head: Head, pale: RGB) -> None:
    """The pale lips of cats and dogs, seen from the front."""
    turns = (1.25, 1.7, 2.2, 2.7, 3.14, 3.58, 4.08, 4.58, 5.03)
    rings = head.skull[-3:-1]
    shape = around([painter.px(ring.at(turn)) for ring in rings for turn in turns])
    painter.brush.sheet.fill(shape, clear(pale, 0.95), inside=True, feather=min(5.0, 0.012 * painter.unit))


def _brow_stripes(painter: Painter, head: Head) -> None:
    """Bars across the forehead, as on a tiger's, and on the cheeks."""
    brush, f = painter.brush, head.frame
    colour = clear(painter.coat.marking, 0.92)
    skull = head.skull
    for share, wide in ((0.1, 0.55), (0.5, 0.75), (0.95, 0.5)):
        low = 1 if share < 0.5 else 2
        ring = skull[low]
        ring = Hoop(
            along(ring.centre, f.forward, 0.05 * head.size * (share - 0.2)),
            ring.side,
            ring.up,
            ring.wide,
            ring.high,
            ring.low,
        )
        if dot(unit(f.direction(0.0, 0.7, 0.7)), painter.to_eye(ring.at(0.0))) > 0.0:
            row = [painter.px(ring.at(turn)) for turn in (-wide, -0.4 * wide, 0.0, 0.4 * wide, wide)]
            brush.sheet.stroke(row, 0.022 * painter.unit, colour, pressure=(0.1, 0.9, 0.7, 0.9, 0.1), inside=True)
    for side in (1.0, -1.0):
        for turn, ahead in ((1.15, 0), (1.5, 0), (1.85, 1)):
            root = skull[1 + ahead].at(side * turn)
            if dot(unit(sub(root, skull[1].centre)), painter.to_eye(root)) > 0.05:
                tip = skull[2 + ahead].at(side * (turn + 0.12))
                brush.sheet.stroke(
                    [painter.px(root), painter.px(mix(root, tip, 0.7))],
                    0.026 * painter.unit,
                    colour,
                    pressure=(1.0, 0.8, 0.05),
                    inside=True,
                )


def _nose(painter: Painter, head: Head) -> None:
    plan, brush = painter.bones.plan, painter.brush
    ring = head.skull[-1]
    wide = plan.skull.nose * head.size
    dark = mixed(INK, painter.coat.coat, 0.12)
    if plan.skull.nose > 0.0:
        c, f = ring.centre, head.frame
        high = ring.high * 0.95
        rows = ((-wide, 0.4 * high), (-0.6 * wide, high), (0.6 * wide, high), (wide, 0.4 * high),
                (0.45 * wide, -0.35 * high), (0.0, -0.62 * high), (-0.45 * wide, -0.35 * high))  # fmt: skip
        deep = 0.55 * wide
        tip = along(c, f.forward, 0.4 * deep)
        shape = [painter.px(along(along(tip, f.right, x), f.up, y)) for x, y in rows]
        behind = along(c, f.forward, -deep)
        back = [painter.px(along(along(behind, f.right, 0.8 * x), f.up, 0.3 * high + 0.7 * y)) for x, y in rows[:4]]
        if dot(f.forward, painter.to_eye(c)) > -0.45:
            brush.sheet.fill(around([*shape, *back]), clear(dark, 1.0))
            glint = painter.px(along(along(tip, f.up, 0.6 * high), f.right, 0.0))
            brush.sheet.stroke(
                [glint, (glint[0] + 0.3 * wide * brush.scale, glint[1])],
                max(0.6, 0.3 * wide * brush.scale),
                (0.9, 0.88, 0.85, 0.35),
                pressure=(0.4, 1.0, 0.3),
            )
        return
    for side in (1.0, -1.0):
        hole = head.skull[-2].at(side * 1.15)
        hole = along(hole, head.frame.forward, 0.008 * head.size)
        if dot(unit(sub(hole, head.skull[-3].centre)), painter.to_eye(hole)) > 0.1:
            x, y = painter.px(hole)
            x2, y2 = painter.px(along(hole, head.frame.direction(0, -0.3, -1.0), 0.028 * head.size))
            brush.sheet.stroke(
                [(x, y), (x2, y2)], 0.024 * head.size * brush.scale, clear(dark, 0.9), pressure=(0.7, 1.0, 0.4)
            )


def _mouthline(painter: Painter, head: Head) -> None:
    """From under the nose back to the corner, on the sides that are seen; up at its end for a smile."""
    smile = painter.bones.carriage.smile
    front = len(head.skull) - 1
    for side in (1.0, -1.0):
        corner = head.jaw[1].at(side * 1.25)
        corner = along(corner, head.frame.up, (0.012 * smile + 0.004) * head.size)
        row = [
            head.skull[front].at(side * 2.6),
            head.skull[front - 1].at(side * 2.15),
            head.skull[front - 2].at(side * 2.0),
            corner,
        ]
        outward = dot(scaled(head.frame.right, side), painter.to_eye(head.frame.origin))
        if outward < -0.35:
            continue
        painter.brush.line(
            [painter.px(p) for p in row], 1.0, INK, min(0.85, 0.5 + outward), pressure=(0.5, 0.9, 1.0, 0.3)
        )


def _eye(painter: Painter, head: Head, side: float) -> None:
    """An almond in the skin's own plane, with a pupil that looks, a lid and a brow of ink."""
    plan, now, brush = painter.bones.plan, painter.bones.carriage, painter.brush
    skull, f = plan.skull, head.frame
    x, y, z = skull.eye
    at = f.out(side * x * head.size, y * head.size, z * head.size)
    front = skull.eye_front
    normal = unit(f.direction(side * (1.0 - front), 0.16, front))
    facing = dot(normal, painter.to_eye(at))
    if facing < 0.06:
        return
    across = unit(f.direction(-front, 0.0, side * (1.0 - front)))
    if dot(across, f.forward) < 0.0:
        across = scaled(across, -1.0)
    if front > 0.5:
        across = scaled(f.direction(-side * front, 0.0, (1.0 - front)), 1.0)
        across = unit(across)
    rise = unit(along(f.up, normal, -dot(f.up, normal)))
    size = skull.eye_size * head.size
    lids = max(0.0, min(1.0, 1.0 - now.lids))
    slant = 0.30 if plan.species in ("fox", "wolf", "tiger", "cat") else 0.05
    high = size * (0.62 if plan.foot == "paw" else 0.72) * (0.08 + 0.92 * lids) * (1.0 + 0.25 * max(0.0, -now.lids))

    def on(u: float, v: float) -> XY:
        return painter.px(along(along(at, across, u * size), rise, v * high - slant * u * size * 0.5))

    shape = [
        on(1.08, -0.15),
        on(0.5, 0.75),
        on(-0.2, 1.0),
        on(-0.8, 0.55),
        on(-1.15, 0.1),
        on(-0.6, -0.7),
        on(0.1, -0.85),
        on(0.7, -0.6),
    ]
    iris = _iris(plan.species)
    dark = mixed(INK, painter.coat.coat, 0.06)
    pixels = size * brush.scale
    if pixels < 1.6 or lids < 0.12:
        brush.sheet.stroke(
            [on(1.1, 0.0), on(0.0, -0.1 if lids < 0.12 else 0.0), on(-1.1, 0.05)],
            max(0.9, 1.1 * pixels),
            clear(dark, 0.95),
            pressure=(0.5, 1.0, 0.5),
        )
    else:
        brush.sheet.fill(shape, clear(iris, 1.0), keep=True)
        look, up = now.eyes
        cx, cy = 0.28 * look * side * (-1.0 if front > 0.5 else 1.0), 0.3 * up
        wide = 0.34 if plan.species in ("cat", "fox") else 0.52
        pupil = [
            on(cx + wide * math.cos(t), cy + 0.86 * math.sin(t)) for t in (0.0, 0.8, 1.57, 2.36, 3.14, 3.93, 4.71, 5.5)
        ]
        brush.sheet.fill(pupil, clear(dark, 1.0), inside=True)
        gx, gy = on(cx + 0.15, cy + 0.42)
        brush.sheet.stroke(
            [(gx, gy), (gx + 0.3, gy)], max(0.7, 0.34 * pixels), (0.98, 0.97, 0.93, 0.95), pressure=(1.0, 1.0)
        )
        brush.sheet.stroke(
            [on(1.2, -0.2), on(0.5, 0.8), on(-0.2, 1.05), on(-0.85, 0.6), on(-1.5, 0.25)],
            max(0.8, 0.44 * pixels),
            clear(dark, 0.95),
            pressure=(0.4, 1.0, 1.0, 0.7, 0.1),
        )
        brush.sheet.stroke(
            [on(1.1, -0.2), on(0.1, -0.95), on(-0.8, -0.5)],
            max(0.5, 0.2 * pixels),
            clear(dark, 0.6),
            pressure=(0.2, 1.0, 0.1),
        )
    if abs(now.brow) > 0.1 and pixels > 1.2:
        inner, outer = 0.55 + 0.75 * now.brow, 0.75 - 0.35 * now.brow
        brush.line(
            [on(1.25, 1.0 + inner), on(0.1, 1.55 + 0.5 * (inner + outer) - 0.5), on(-1.2, 0.9 + outer)],
            1.25,
            darker(painter.coat.coat, 0.4),
            min(0.8, abs(now.brow)),
            pressure=(0.9, 1.0, 0.2),
        )


def _iris(species: str) -> RGB:
    return {
        "cat": (0.80, 0.66, 0.22),
        "fox": (0.74, 0.50, 0.16),
        "wolf": (0.82, 0.67, 0.28),
        "tiger": (0.84, 0.68, 0.26),
        "dog": (0.35, 0.22, 0.12),
        "dragon": (0.93, 0.80, 0.38),
    }.get(species, (0.20, 0.13, 0.09))


def draw_ear(painter: Painter, head: Head, side: float) -> None:
    """A leaf from its root to its tip, with its inside where that is turned to us."""
    plan, now, f = painter.bones.plan.skull, painter.bones.carriage, head.frame
    if plan.ear_size <= 0.0:
        return
    x, y, z = plan.ear
    size = plan.ear_size * head.size
    root = f.out(side * x * head.size, y * head.size, z * head.size)
    back = max(-0.25, min(1.2, now.ears))
    out = plan.ear_out + 0.25 * max(0.0, back)
    up = unit(
        f.direction(
            side * math.sin(out),
            math.cos(out) * (1.0 - 0.62 * max(0.0, back)),
            0.10 - 0.85 * max(0.0, back) - 0.30 * min(0.0, back),
        )
    )
    droops = painter.bones.plan.species == "dog"
    middle = along(root, up, 0.5 * size)
    tip = along(root, up, size)
    if droops:
        tip = along(along(middle, f.up, -0.42 * size), f.direction(side, 0.0, 0.25), 0.22 * size)
    wide = plan.ear_width * head.size * painter.brush.scale
    row = [painter.px(p) for p in (root, along(root, up, 0.28 * size), middle, tip)]
    if not droops:
        row.insert(3, painter.px(along(root, up, 0.78 * size)))
    lean = painter.bones.plan.species in ("ox", "deer")
    radii = [0.55, 1.0, 0.95, 0.62, 0.06] if lean else [0.95, 1.0, 0.80, 0.42, 0.05]
    if droops:
        radii = [0.8, 1.0, 0.95, 0.35]
    shape = tube(row, [wide * r for r in radii], cap=0.2)
    painter.brush.part(shape, painter.coat.coat, line=0.95, shadow=0.0)
    facing = dot(unit(f.direction(side * 0.35, 0.0, 1.0)), painter.to_eye(root))
    if painter.coat.markings == "points" and painter.bones.plan.species == "fox":
        painter.brush.sheet.stroke(
            row[2:], wide * 1.5, clear(painter.coat.marking, 0.9), pressure=(0.2, 1.0, 0.3), inside=True
        )
    if facing > 0.05 and not droops:
        inner = mixed(painter.coat.under, (0.55, 0.32, 0.28), 0.35)
        inset = tube(row[1:], [wide * r * 0.55 for r in radii[1:]], cap=0.3)
        painter.brush.sheet.fill(inset, clear(inner, min(0.9, 2.2 * facing)), inside=True)


def ears_far_first(painter: Painter, head: Head) -> list[float]:
    """Both sides, the further one first."""
    right = painter.depth(head.frame.out(1.0, 0.0, 0.0))
    left = painter.depth(head.frame.out(-1.0, 0.0, 0.0))
    return [1.0, -1.0] if right > left else [-1.0, 1.0]


def place_on(head: Head, x: float, y: float, z: float) -> Vec:
    return head.frame.out(x * head.size, y * head.size, z * head.size)
