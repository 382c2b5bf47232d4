"""What grows on heads and necks: horns, antlers, manes, ruffs, whiskers."""

from __future__ import annotations

import math

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.beasts.heads import Head, place_on
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.puppet.limb import tube
from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import Vec, along, dot, mix, scaled

HORN: RGB = (0.42, 0.37, 0.31)
ANTLER: RGB = (0.50, 0.38, 0.26)


def draw_horn(painter: Painter, head: Head, side: float) -> None:
    """The horn or antler of one side."""
    kind = painter.bones.plan.horns
    if kind == "ox":
        row = [(0.07, 0.06, 0.0), (0.15, 0.10, 0.0), (0.225, 0.165, 0.01), (0.245, 0.25, 0.04), (0.215, 0.32, 0.07)]
        points = [painter.px(place_on(head, side * x, y, z)) for x, y, z in row]
        shape = tube(points, [r * painter.unit for r in (0.040, 0.036, 0.029, 0.019, 0.004)], cap=0.3)
        painter.brush.part(shape, HORN, line=0.95, shadow=0.012)
        for a in (0.8, 1.5, 2.2):
            i = int(a)
            x, y = (
                points[i][0] + (points[i + 1][0] - points[i][0]) * (a - i),
                points[i][1] + (points[i + 1][1] - points[i][1]) * (a - i),
            )
            k = 0.03 * painter.unit
            painter.brush.line([(x - 0.4 * k, y - k), (x + 0.4 * k, y + k)], 0.7, INK, 0.4, inside=True)
    elif kind == "antlers":
        beam = [(0.03, 0.05, 0.02), (0.07, 0.14, -0.05), (0.15, 0.25, -0.10), (0.20, 0.38, -0.06), (0.16, 0.50, 0.02)]
        tines = (
            [(0.05, 0.10, -0.02), (0.07, 0.13, 0.07), (0.065, 0.20, 0.13)],
            [(0.15, 0.25, -0.10), (0.21, 0.29, -0.02), (0.21, 0.37, 0.04)],
            [(0.195, 0.37, -0.06), (0.27, 0.42, -0.09), (0.28, 0.50, -0.10)],
        )
        for row, thick in ((beam, 0.019), *((tine, 0.013) for tine in tines)):
            points = [painter.px(place_on(head, side * x, y, z)) for x, y, z in row]
            radii = [painter.unit * thick * (1.0 - 0.75 * n / (len(row) - 1)) for n in range(len(row))]
            painter.brush.part(tube(points, radii, cap=0.4), ANTLER, line=0.85, shadow=0.0)


def draw_mane(painter: Painter, *, beyond: bool) -> None:
    """Locks along the crest of a horse's neck, falling to its right side; `beyond`: those of the far side only."""
    bones, brush = painter.bones, painter.brush
    crest = bones.neck
    right = bones.body.right
    near = 1.0 if dot(right, painter.to_eye(bones.middle)) > 0.0 else -1.0
    colour = painter.coat.marking
    count = 22 if brush.fine else 12
    lag = 0.05 * bones.carriage.wag
    for index in range(count):
        share = index / (count - 1)
        at = share * (len(crest) - 1)
        low = min(int(at), len(crest) - 2)
        top = mix(crest[low].at(0.0), crest[low + 1].at(0.0), at - low)
        side = 1.0 if seed_of("mane", index) % 5 else -1.0
        if beyond == (side * near > 0.0) and abs(painter.frontal()) < 0.9:
            continue
        long = (0.17 + 0.06 * (seed_of("lock", index) % 100) / 100.0) * bones.tall * (1.0 - 0.35 * abs(share - 0.45))
        sway = 0.03 * math.sin(1.9 * bones.carriage.seconds + 0.7 * index) + lag
        aside = scaled(right, side)
        a = along(along(top, aside, 0.05 * bones.tall), (0.0, -1.0, 0.0), 0.20 * long)
        b = along(along(top, aside, 0.085 * bones.tall), (0.0, -1.0, 0.0), 0.62 * long)
        b = along(b, bones.body.forward, (-0.16 + sway) * long)
        c = along(along(top, aside, (0.075 + sway) * bones.tall), (0.0, -1.0, 0.0), long)
        c = along(c, bones.body.forward, (-0.38 + 2.0 * sway) * long)
        row = [painter.px(p) for p in (top, a, b, c)]
        brush.sheet.stroke(
            row,
            0.075 * painter.unit,
            clear(darker(colour, 0.86 if index % 2 else 1.0), 0.96),
            pressure=(0.55, 1.0, 0.7, 0.05),
        )


def draw_forelock(painter: Painter, head: Head) -> None:
    """The lock between a horse's ears."""
    for x in (-0.012, 0.014, 0.0):
        row = [
            place_on(head, x * 0.6, 0.075, -0.02),
            place_on(head, x * 1.5, 0.085, 0.06),
            place_on(head, x * 2.6, 0.062, 0.15),
        ]
        painter.brush.sheet.stroke(
            [painter.px(p) for p in row],
            0.030 * painter.unit,
            clear(painter.coat.marking, 0.95),
            pressure=(0.6, 1.0, 0.05),
        )


def draw_ruff(painter: Painter, head: Head) -> None:
    """Fur that stands off the cheeks in tufts."""
    plan, brush = painter.bones.plan, painter.brush
    if plan.ruff <= 0.0:
        return
    pale = painter.coat.under if plan.species != "cat" else painter.coat.coat
    wide = max(station[2] for station in plan.skull.rings)
    for side in (1.0, -1.0):
        for y, out, low in ((0.0, 0.6, -0.25), (-0.04, 0.95, -0.45), (-0.075, 0.75, -0.7)):
            root = place_on(head, side * wide * 0.72, y, 0.08)
            tip = place_on(head, side * (wide * 0.95 + plan.ruff * out), y + plan.ruff * low, 0.02)
            mid = place_on(head, side * (wide * 0.98 + 0.35 * plan.ruff * out), y + 0.1 * plan.ruff * low, 0.06)
            row = [painter.px(p) for p in (root, mid, tip)]
            colour = mixed(pale, painter.coat.coat, 0.15)
            brush.sheet.stroke(
                row,
                0.062 * painter.unit + 1.6 * brush.hair_width,
                clear(mixed(INK, colour, 0.16), 0.85),
                pressure=(0.7, 0.9, 0.06),
            )
            brush.sheet.stroke(row, 0.062 * painter.unit, clear(colour, 1.0), pressure=(1.0, 0.85, 0.0))


def draw_whiskers(painter: Painter, head: Head) -> None:
    plan, brush = painter.bones.plan, painter.brush
    if plan.species not in ("cat", "tiger", "fox") or brush.tall < 120:
        return
    ring = head.skull[-2]
    for side in (1.0, -1.0):
        root = ring.at(side * 1.7)
        if dot(scaled(head.frame.right, side), painter.to_eye(root)) < -0.5:
            continue
        for lift in (0.02, 0.0, -0.03):
            tip: Vec = along(
                along(
                    along(root, head.frame.right, side * 0.14 * head.size),
                    head.frame.up,
                    (lift * 1.8 - 0.02) * head.size,
                ),
                head.frame.forward,
                -0.03 * head.size,
            )
            mid = along(mix(root, tip, 0.5), head.frame.up, 0.012 * head.size)
            pale = (0.92, 0.9, 0.85) if sum(painter.coat.coat) < 0.9 else INK
            brush.sheet.stroke(
                [painter.px(p) for p in (root, mid, tip)],
                max(0.5, 0.5 * brush.hair_width),
                clear(pale, 0.55),
                pressure=(1.0, 0.7, 0.1),
            )
