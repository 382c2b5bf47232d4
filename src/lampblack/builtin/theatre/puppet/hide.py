"""A giant of the old stories in his hide: bare skin, a stitched pelt with its fur, leather, teeth and jade."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from lampblack.builtin.theatre.puppet import skirt as skirts
from lampblack.builtin.theatre.puppet.collar import chin_shadow, draw_neck, draw_trunk, seen_of, seen_path
from lampblack.builtin.theatre.puppet.limb import draw_foot, draw_leg, sides_of
from lampblack.builtin.theatre.puppet.loft import outline_of
from lampblack.builtin.theatre.puppet.sash import draw_sash, draw_tails
from lampblack.builtin.theatre.puppet.skeleton import Arm, Leg
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import XY, mix, scaled
from lampblack.builtin.theatre.puppet.wearer import Wearer

JADE: RGB = (0.42, 0.68, 0.54)
IVORY: RGB = (0.93, 0.88, 0.76)
LEATHER: RGB = (0.27, 0.165, 0.11)
EDGE = (
    (-2.7, 3.9), (-2.2, 4.25), (-1.6, 4.4), (-1.15, 4.3), (-0.7, 3.85), (-0.15, 3.2), (0.35, 2.5), (0.85, 1.95),
    (1.35, 1.5), (1.9, 1.4), (2.4, 1.7), (2.9, 2.4), (3.4, 3.5),
)  # fmt: skip
"""The upper edge of the pelt round the trunk, from behind the left shoulder across the breast to the back."""


def strength(w: Wearer) -> float:
    """How thick bare arms are: 1 for a strong man of medium build."""
    return 0.8 + 0.6 * (w.bones.body.girth - 0.9)


def skin_light(w: Wearer) -> tuple[XY, XY]:
    """One gradient for all bare skin of the upper body, so that no seam shows where an arm grows out of it."""
    left, right = outline_of(bare_trunk(w).rings, w.brush.view)
    return w.brush.handles([*left, *right])


def bare_trunk(w: Wearer) -> Trunk:
    """The trunk without clothes: the slope of the shoulders runs up into the neck."""
    h, pit = w.height, w.bones.chest
    neck = replace(
        w.trunk.rings[-1], centre=pit.out(0.0, 0.034 * h, 0.0), wide=0.036 * h, fore=0.03 * h, back=0.034 * h
    )
    slope = w.trunk.rings[-2]
    slope = replace(slope, centre=pit.out(0.0, 0.004 * h, 0.0), wide=slope.wide * 0.94)
    return Trunk((*w.trunk.rings[:-2], slope, neck))


def draw_hide(w: Wearer) -> None:
    """A rough skin over one shoulder, torn at the knee; arms, shins and feet are bare."""
    b, t = w.brush, w.trunk
    _legs(w)
    cut = skirts.Cut(reach=0.0, flare=1.2, ragged=0.36, band=0.0)
    skirt = skirts.skirt_of(w.bones, t, cut, scaled(w.pose.lag, 0.8), w.pose.flutter)
    skirts.draw_skirt(b, skirt, w.robe, None, 0.0)
    _fur(w, skirt)
    light = skin_light(w)
    draw_neck(b, w.bones, w.skin, handles=light)
    draw_trunk(b, bare_trunk(w), w.skin, 0.0, low=1, handles=light)
    if b.fine:
        chin_shadow(b, w.bones, w.skin)
    _muscles(w)
    _pelt(w)
    _necklace(w)
    draw_sash(b, t, 0.75, 1.2, w.sash)
    draw_tails(b, w.bones, t, 1.0, w.sash, w.pose.lag, w.pose.flutter, long=0.15, turn=0.4)


def draw_bands(w: Wearer, arm: Arm) -> None:
    """Leather laced round the forearm, and a thong round the upper arm."""
    if not w.brush.fine:
        return
    s, e, wr = arm.shoulder, arm.elbow, arm.wrist
    _band(w, [mix(e, wr, k) for k in (0.5, 0.72, 0.92)], (0.0300, 0.0258, 0.0212), lacing=3)
    _band(w, [mix(s, e, k) for k in (0.52, 0.60)], (0.0405, 0.0385), lacing=0)


def _band(w: Wearer, joints: Sequence[tuple[float, float, float]], radii: Sequence[float], *, lacing: int) -> None:
    """Leather round a limb: `radii` in heights for an arm of strength 1."""
    b = w.brush
    k = w.height * b.scale * strength(w)
    points = [b.view.point(p) for p in joints]
    if math.dist(points[0], points[-1]) < 0.3 * radii[0] * k:
        return
    left, right = sides_of(points, [r * k for r in radii])
    leather = mixed(LEATHER, w.robe, 0.25)
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    b.part(shape, leather, line=1.0, shadow=0.012)
    lit = mixed(leather, w.trim, 0.55)
    for side in ((left[0], right[0]), (left[-1], right[-1])):
        b.line(side, 0.9, lit, 0.8, pressure=(0.6, 1.0, 0.6), inside=True)
    for index in range(lacing):
        a, c = index / lacing, (index + 1) / lacing
        for u, v in ((0.34, 0.66), (0.66, 0.34)):
            b.line(
                [_on(left, right, a, u), _on(left, right, c, v)], 1.0, w.trim, 0.85, pressure=(1.0, 1.0), inside=True
            )


def _on(left: Sequence[XY], right: Sequence[XY], down: float, across: float) -> XY:
    """A point of a band: `down` from its first to its last edge, `across` from left to right."""
    last = len(left) - 1
    low = min(int(down * last), last - 1)
    share = down * last - low
    x0, y0 = _mid(left[low], left[low + 1], share)
    x1, y1 = _mid(right[low], right[low + 1], share)
    return (x0 + (x1 - x0) * across, y0 + (y1 - y0) * across)


def _mid(a: XY, b: XY, share: float) -> XY:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _legs(w: Wearer) -> None:
    """Bare legs, the further one first, with thongs wound round the shin over the instep."""
    view = w.brush.view
    strong = 0.7 + 0.3 * w.bones.body.girth
    for leg in sorted((w.bones.right_leg, w.bones.left_leg), key=lambda l: -view.depth(l.knee)):
        draw_foot(w.brush, leg, w.skin, w.height, bare=True)
        draw_leg(w.brush, leg, w.skin, w.height, strong, bare=True)
        _shin(w, leg, strong)


def _shin(w: Wearer, leg: Leg, strong: float) -> None:
    b = w.brush
    if not b.fine:
        return
    k = w.height * b.scale * strong
    points = [b.view.point(mix(leg.knee, leg.ankle, t)) for t in (0.52, 0.76, 1.0)]
    if b.out_of_picture(points, 0.05 * w.height):
        return
    left, right = sides_of(points, [r * k for r in (0.0325, 0.0265, 0.0235)])
    wrap = mixed(w.robe, (0.9, 0.84, 0.7), 0.18)
    b.part([left[0], *left, left[-1], right[-1], *reversed(right), right[0]], wrap, line=1.0, shadow=0.012)
    for index in range(4):
        a = index / 4
        b.line(
            [_on(left, right, a, 0.0), _on(left, right, a + 0.25, 1.0)],
            1.3,
            LEATHER,
            0.85,
            pressure=(1.0, 1.0),
            inside=True,
        )


def _muscles(w: Wearer) -> None:
    b, t = w.brush, w.trunk
    if not b.fine:
        return
    shade = darker(mixed(w.skin, (0.45, 0.15, 0.1), 0.35), 0.55)
    for path in (
        ((0.10, 2.1), (0.45, 1.98), (0.85, 2.15), (1.1, 2.6)),
        ((0.18, 4.35), (0.55, 4.18), (0.95, 3.9)),
        ((0.0, 3.6), (0.01, 2.8), (0.0, 2.0)),
        ((0.30, 1.8), (0.32, 1.5), (0.26, 1.25)),
        ((2.8, 3.4), (2.95, 2.6), (3.05, 1.6)),
        ((2.3, 3.3), (2.5, 2.9), (2.2, 2.5)),
    ):
        for side in (1.0, -1.0):
            points = seen_path(b, t, path, side)
            if len(points) == len(path):
                b.line(points, 1.0, shade, 0.55, inside=True)


def _pelt(w: Wearer) -> None:
    """The part of the skin that covers breast and back and hangs from the left shoulder."""
    b, t = w.brush, w.trunk
    view = b.view
    edge = seen_path(b, t, EDGE)
    if len(edge) < 2:
        return
    ring = t.ring(1.0)
    middle = ring.faced(view.eye)
    bottom = [view.point(ring.at(middle + 1.5 * (1.0 - 2.0 * k / 6))) for k in range(7)]
    if (edge[0][0] - edge[-1][0]) * (bottom[0][0] - bottom[-1][0]) > 0:
        bottom.reverse()
    first, last = edge[0], edge[-1]
    b.part([first, first, *_ragged(edge, 0.012 * w.height * b.scale), last, last, *bottom], w.robe, shadow=0.03)
    if b.fine:
        _nap(w)
        _stitches(w, edge)
        _fringe(w, edge)


def _ragged(points: Sequence[XY], size: float) -> list[XY]:
    out: list[XY] = []
    for index, (x, y) in enumerate(points):
        lift = size * (0.6 if index % 2 else -0.6)
        out.append((x, y + lift))
    return out


def _nap(w: Wearer) -> None:
    """Short hair on the pelt, all lying one way; within the pelt, directly after it."""
    b, t = w.brush, w.trunk
    dark, lit = darker(w.robe, 0.6), mixed(w.robe, w.trim, 0.45)
    rows, columns = (7, 9) if b.close else (4, 6)
    for row in range(rows):
        height = 1.3 + 2.9 * (row + 0.5) / rows
        ring = t.ring(height)
        if b.out_of_picture([b.view.point(ring.centre)], ring.wide):
            continue
        middle = ring.faced(b.view.eye)
        for column in range(columns):
            turn = middle + 1.25 * (1.0 - 2.0 * (column + 0.5 * (row % 2)) / (columns - 0.5))
            fall = 0.10 + 0.06 * ((row * 5 + column * 3) % 4) / 4
            a, c = b.view.point(t.at(turn, height + fall)), b.view.point(t.at(turn - 0.05, height - fall))
            tone = lit if (row + column) % 3 == 0 else dark
            b.line([a, c], 1.1, tone, 0.42, pressure=(0.1, 1.0, 0.05), inside=True)


def _along(points: Sequence[XY], step: float) -> list[tuple[XY, XY]]:
    """Places every `step` pixels along a way, each with the direction there."""
    out: list[tuple[XY, XY]] = []
    left = 0.5 * step
    for a, c in pairwise(points):
        size = math.dist(a, c)
        if size < 1e-6:
            continue
        way = ((c[0] - a[0]) / size, (c[1] - a[1]) / size)
        while left <= size:
            out.append(((a[0] + way[0] * left, a[1] + way[1] * left), way))
            left += step
        left -= size
    return out


def _stitches(w: Wearer, edge: Sequence[XY]) -> None:
    """Sinew drawn through the edge in long rough crosses."""
    b = w.brush
    k = w.height * b.scale
    for index, ((x, y), (dx, dy)) in enumerate(_along(edge, (0.026 if b.close else 0.036) * k)):
        if b.out_of_picture([(x, y)], 0.03 * w.height):
            continue
        inward = 1.0 if dx > 0.0 else -1.0
        nx, ny = -dy * inward, dx * inward
        x, y = x + nx * 0.017 * k, y + ny * 0.017 * k
        lean = 0.004 * k * (1.0 if index % 2 else -0.6)
        half = 0.0075 * k
        for way in (1.0, -1.0):
            b.line(
                [
                    (x - nx * half + dx * (lean + 0.4 * way * half), y - ny * half + dy * (lean + 0.4 * way * half)),
                    (x + nx * half - dx * 0.4 * way * half, y + ny * half - dy * 0.4 * way * half),
                ],
                1.25,
                mixed(w.trim, IVORY, 0.3),
                0.9,
                pressure=(0.7, 1.0, 0.6),
                inside=True,
            )


def _fringe(w: Wearer, edge: Sequence[XY]) -> None:
    """Fur that stands out over the edge of the pelt."""
    b = w.brush
    k = w.height * b.scale
    tones = (darker(w.robe, 0.55), darker(w.robe, 0.8), mixed(w.robe, w.trim, 0.5))
    for index, ((x, y), (dx, dy)) in enumerate(_along(edge, (0.0058 if b.close else 0.0105) * k)):
        out = -1.0 if dx > 0.0 else 1.0
        nx, ny = -dy * out, dx * out
        long = (0.009 + 0.009 * ((index * 7) % 5) / 5) * k
        if b.out_of_picture([(x, y)], 0.02 * w.height):
            continue
        lean = 0.5 * ((index * 3) % 4 - 1.2)
        tip = (x + (nx + dx * 0.5 * lean) * long, y + (ny + dy * 0.5 * lean) * long)
        root = (x - nx * 0.012 * k, y - ny * 0.012 * k)
        b.line([root, (x + dx * 0.1 * long, y), tip], 2.0, tones[index % 3], 0.92, pressure=(0.6, 1.0, 0.05))


def _cord(turn: float) -> tuple[float, float]:
    """Where a cord round the neck lies on the breast: lowest in the middle."""
    return turn, 4.72 - 0.9 * math.cos(turn / 1.35 * math.pi / 2) ** 1.5


def _necklace(w: Wearer) -> None:
    """A cord with two pairs of teeth and a ring of jade."""
    b = w.brush
    if not b.fine:
        return
    seen = seen_of(b, w.trunk, [_cord(0.225 * step) for step in range(-6, 7)])
    if len(seen.points) < 3:
        return
    k = w.height * b.scale
    b.line([(x, y + 0.003 * k) for x, y in seen.points], 2.6, darker(w.skin, 0.45), 0.35, pressure=(0.7, 1.0, 0.7))
    b.line(seen.points, 1.9, LEATHER, 0.95, pressure=(0.8, 1.0, 0.8))
    for turn, long in ((0.40, 0.021), (-0.40, 0.021), (0.21, 0.029), (-0.21, 0.029), (0.0, 0.0)):
        hung = seen_of(b, w.trunk, (_cord(turn),))
        if not hung.points or hung.facing[0] < 0.15:
            continue
        if long:
            _tooth(w, hung.points[0], long * k, hung.facing[0], math.copysign(1.0, turn))
        else:
            _ring(w, hung.points[0], 0.0092 * k, hung.facing[0])


def _tooth(w: Wearer, at: XY, long: float, facing: float, side: float) -> None:
    """A fang on its thong, curved outward."""
    x, y = at
    wide = 0.17 * long * (0.5 + 0.5 * facing)
    curve = -0.16 * long * side * facing
    shape = [
        (x - wide, y),
        (x, y - 0.06 * long),
        (x + wide, y),
        (x + 0.8 * wide + 0.7 * curve, y + 0.5 * long),
        (x + curve * 0.5, y + long),
        (x + curve * 0.5, y + long),
        (x - 0.8 * wide + 0.7 * curve, y + 0.5 * long),
    ]
    w.brush.part(shape, IVORY, line=0.8, shadow=0.0)
    w.brush.line([(x - wide * 1.1, y), (x + wide * 1.1, y)], 1.8, LEATHER, 0.95, pressure=(1.0, 1.0))


def _ring(w: Wearer, at: XY, r: float, facing: float) -> None:
    b = w.brush
    x, y = at[0], at[1] + 1.3 * r
    across = r * max(0.3, facing)
    round_ = [(x + across * math.cos(a * math.pi / 4), y + r * math.sin(a * math.pi / 4)) for a in range(8)]
    b.sheet.stroke(round_, 0.95 * r, darker(JADE, 0.3), pressure=(1.0, 1.0), closed=True)
    jade = (mixed(JADE, IVORY, 0.35), JADE, darker(JADE, 0.75))
    b.sheet.stroke(round_, 0.66 * r, *jade, pressure=(1.0, 1.0), closed=True)
    b.line([(x, y - 1.5 * r), (x, y - 0.7 * r)], 1.5, LEATHER, 0.95, pressure=(1.0, 1.0))


def _fur(w: Wearer, skirt: skirts.Skirt) -> None:
    """Tufts down the skirt of the hide; within it, directly after it."""
    b = w.brush
    if not b.fine:
        return
    view = b.view
    dark, lit = darker(w.robe, 0.45), mixed(w.robe, (1.0, 0.9, 0.7), 0.3)
    middle = skirt.rings[1].faced(view.eye)
    rows = 5 if b.close else 4
    for row in range(rows):
        ring = skirt.rings[min(row, len(skirt.rings) - 3)]
        if b.out_of_picture([view.point(ring.centre)], 0.2 * w.height):
            continue
        for k in range(9):
            turn = middle + 1.3 * (1.0 - 2.0 * (k + 0.5 * (row % 2)) / 8.5)
            x, y = view.point(ring.at(turn))
            long = (0.028 + 0.010 * ((k * 7 + row * 3) % 5) / 5) * w.height * b.scale
            y -= long * (0.9 + 0.3 * ((k * 5 + row) % 3))
            b.line(
                [(x, y), (x + long * 0.1, y + long * 0.5), (x - long * 0.05, y + long)],
                1.4,
                dark if (k + row) % 3 else lit,
                0.6,
                pressure=(0.2, 1.0, 0.05),
                inside=True,
            )
