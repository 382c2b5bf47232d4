"""The sash: a band round the waist, a knot in front, two tails that trail, a jade at the side."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import SWELL, Brush
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.loft import outline_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import UP, XY, Vec, add, along, length, mix, scaled, sub, unit


def draw_sash(brush: Brush, trunk: Trunk, low: float, high: float, colour: RGB, *, line: float = 1.0) -> None:
    """The band between two heights of the trunk, with the bulge of wound cloth."""
    view = brush.view
    rings = [trunk.ring(low + (high - low) * k / 2.0) for k in range(3)]
    left, right = outline_of(rings, view)
    rows: list[list[XY]] = []
    for ring in (rings[0], rings[-1]):
        middle = ring.faced(view.eye)
        rows.append([view.point(ring.at(middle + 1.45 * (1.0 - 2.0 * k / 8))) for k in range(9)])
    if (rows[0][0][0] - rows[0][-1][0]) * (left[0][0] - right[0][0]) < 0:
        rows = [list(reversed(row)) for row in rows]
    pad = 0.006 * brush.scale
    a = [(x - pad, y) for x, y in left]
    b = [(x + pad, y) for x, y in right]
    shape = [a[0], *a, a[-1], *rows[1], b[-1], *reversed(b), b[0], *reversed(rows[0])]
    brush.part(shape, colour, line=line, shadow=0.012)
    if brush.fine:
        for share, drift in ((0.3, 0.06), (0.62, -0.05)):
            points = [
                (p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * (share + drift * math.sin(k * 0.9)))
                for k, (p, q) in enumerate(zip(rows[0], rows[1], strict=True))
            ]
            brush.line(points, 0.8, darker(colour, 0.38), 0.6, pressure=SWELL, inside=True)


def draw_tails(
    brush: Brush,
    bones: Skeleton,
    trunk: Trunk,
    t: float,
    colour: RGB,
    lag: Vec,
    flutter: float,
    *,
    turn: float = 0.18,
    long: float = 0.26,
) -> None:
    """The knot and its two tails, where the front of the waist is seen."""
    view, h = brush.view, bones.body.height
    ring = trunk.ring(t)
    facing = math.cos(turn - ring.faced(view.eye))
    if facing < -0.08 or brush.out_of_picture([view.point(ring.centre)], 0.4 * h):
        return
    full = min(1.0, (facing + 0.08) / 0.3)
    start = along(ring.at(turn), ring.front, 0.012 * h)
    lap = _lap(bones)
    if lap < 0.6:
        full = min(full, max(0.0, (facing - 0.15) / 0.4))
        long *= 0.8
        if full <= 0.0:
            return
    for index, (aside, size) in enumerate(((0.035, long), (-0.022, long * 0.8))):
        points: list[XY] = []
        for k in range(5):
            share = k / 4.0
            wave = math.sin(flutter * 1.3 + share * 4.0 + index * 1.9) * 0.010 * h * share
            p = add(start, scaled(bones.pelvis.right, aside * h * share * max(0.0, facing) + wave))
            p = add(p, _draped(bones, start, size * h * share, lap))
            p = along(p, bones.pelvis.forward, 0.02 * h * share * lap)
            p = add(p, scaled(lag, 0.9 * share))
            points.append(view.point(p))
        radii = [r * h * brush.scale * full for r in (0.008, 0.011, 0.0125, 0.014, 0.0155)]
        left, right = sides_of(points, radii)
        tip = points[-1]
        shape = [
            left[0],
            *left[:-1],
            left[-1],
            left[-1],
            (tip[0], tip[1] + radii[-1] * 0.9),
            right[-1],
            right[-1],
            *reversed(right[:-1]),
            right[0],
        ]
        brush.part(shape, darker(colour, 0.94 - 0.1 * index), line=0.9, shadow=0.006)
        if brush.fine:
            brush.line(points, 0.7, darker(colour, 0.4), 0.5, inside=True)
            brush.line(
                [left[-1], tip, right[-1]],
                0.8,
                mixed(colour, (0.95, 0.85, 0.6), 0.5),
                0.8,
                pressure=(1.0, 1.0),
                inside=True,
            )
    x, y = view.point(start)
    r = 0.0165 * h * brush.scale * (0.35 + 0.65 * full)
    knot = [
        (x - r * 1.1, y - r * 0.2),
        (x - r * 0.2, y - r * 0.95),
        (x + r * 1.0, y - r * 0.55),
        (x + r * 0.9, y + r * 0.75),
        (x - r * 0.4, y + r * 0.95),
    ]
    brush.part(knot, mixed(colour, (1.0, 0.9, 0.8), 0.08), line=0.9, shadow=0.0)
    if brush.fine:
        brush.line(
            [(x - r * 0.5, y - r * 0.5), (x + r * 0.1, y), (x + r * 0.5, y + r * 0.5)], 0.7, darker(colour, 0.4), 0.7
        )


def _lap(bones: Skeleton) -> float:
    """1 where the thighs hang down, 0 where they make a lap."""
    return min(1.0, max(0.0, (bones.pelvis.origin[1] - bones.right_leg.knee[1]) / (0.2 * bones.body.height)))


def _draped(bones: Skeleton, start: Vec, long: float, lap: float) -> Vec:
    """Which way `long` metres of cloth go from `start`: straight down, or down to the lap and along the thighs."""
    h = bones.body.height
    knees = mix(bones.right_leg.knee, bones.left_leg.knee, 0.5)
    thigh = sub(knees, bones.pelvis.origin)
    drop = max(0.0, start[1] - (bones.pelvis.origin[1] + 0.058 * h))
    down = min(long, drop)
    rest = long - down
    reach = min(rest, max(0.0, length(thigh) - 0.05 * h))
    seated = add(scaled(UP, -down - (rest - reach)), scaled(unit(thigh, bones.pelvis.forward), reach))
    return mix(seated, scaled(UP, -long), lap * lap * (3.0 - 2.0 * lap))


def draw_jade(brush: Brush, bones: Skeleton, trunk: Trunk, t: float, cord: RGB, lag: Vec) -> None:
    """A jade ring on a cord with a tassel, at the left hip."""
    ring = trunk.ring(t)
    view, h = brush.view, bones.body.height
    if (
        not brush.fine
        or math.cos(-0.75 - ring.faced(view.eye)) < 0.1
        or bones.right_leg.knee[1] > bones.pelvis.origin[1] - 0.1 * h
    ):
        return
    start = ring.at(-0.75)
    low = add(along(along(start, UP, -0.085 * h), ring.front, 0.02 * h), scaled(lag, 0.35))
    end = add(along(low, UP, -0.075 * h), scaled(lag, 0.25))
    a, b, c = view.point(start), view.point(low), view.point(end)
    k = h * brush.scale
    brush.line([a, b], 1.0, cord, 0.95, pressure=(1.0, 1.0))
    brush.sheet.stroke(
        [b, ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2), c], 0.017 * k, darker(cord, 0.8), cord, pressure=(0.35, 0.8, 1.0)
    )
    r = 0.0125 * k
    x, y = b
    brush.part([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], (0.62, 0.80, 0.68), line=0.8, shadow=0.0)
    brush.sheet.fill([(x - r * 0.35, y), (x, y - r * 0.35), (x + r * 0.35, y), (x, y + r * 0.35)], (0.25, 0.34, 0.3))
