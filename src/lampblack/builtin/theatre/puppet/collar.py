"""The upper garment on the trunk: its wash, its folds, and collars that cross left over right and end in points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.loft import outline_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import UP, XY, along

Path = Sequence[tuple[float, float]]
"""Turn round the trunk and height on it (`Trunk.ring`), point by point."""

CROSSING: Path = (
    (3.35, 4.95),
    (2.5, 4.95),
    (1.9, 4.9),
    (1.45, 4.75),
    (1.12, 4.45),
    (0.82, 3.9),
    (0.42, 3.0),
    (0.02, 2.25),
    (-0.40, 1.55),
    (-0.85, 0.9),
)
"""The lapel from the back of the neck over one shoulder to the other side's waist, for the person's right shoulder."""


INNER: Path = ((1.08, 4.66), (0.90, 4.25), (0.66, 3.65), (0.36, 3.02))
"""The shirt's own collar, from under the lapel to its point."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is seen of a path on the trunk: its points in pixels, how squarely each looks at the camera, 0 to 1, and
    whether it is where the path itself begins and ends."""

    points: list[XY]
    facing: list[float]
    begins: bool = True
    ends: bool = True


def stretches_of(brush: Brush, trunk: Trunk, path: Path) -> list[Seen]:
    """Every unbroken part of a path on the trunk that faces the camera, in its order."""
    view = brush.view
    out: list[Seen] = []
    points: list[XY] = []
    facings: list[float] = []
    begins = True
    before: tuple[XY, float] | None = None
    for turn, t in path:
        ring = trunk.ring(t)
        here = view.point(ring.at(turn))
        facing = math.cos(turn - ring.faced(view.eye))
        if before is not None and (facing > 0.0) != (before[1] > 0.0):
            (x, y), was = before
            share = was / (was - facing)
            points.append((x + (here[0] - x) * share, y + (here[1] - y) * share))
            facings.append(0.0)
        if facing > 0.0:
            points.append(here)
            facings.append(facing)
        else:
            if points:
                out.append(Seen(points, facings, begins, False))
            points, facings, begins = [], [], False
        before = (here, facing)
    if points:
        out.append(Seen(points, facings, begins, True))
    return out


def seen_of(brush: Brush, trunk: Trunk, path: Path, mirror: float = 1.0) -> Seen:
    """The first unbroken part of a path on the trunk that faces the camera, from its beginning to its end."""
    seen = stretches_of(brush, trunk, [(turn * mirror, t) for turn, t in path])
    return seen[0] if seen else Seen([], [])


def round_neck(half: Path, other: Path | None = None) -> Path:
    """One path from a collar's right end round the back to its left end.

    `half` runs from the back to the right end, `other` (the same, if not given) to the left one.
    """
    right = [(turn, t) for turn, t in half if turn < math.pi]
    left = [(turn, t) for turn, t in (half if other is None else other) if turn < math.pi]
    return [*reversed(right), (math.pi, half[0][1]), *((2.0 * math.pi - turn, t) for turn, t in left)]


def seen_path(brush: Brush, trunk: Trunk, path: Path, mirror: float = 1.0) -> list[XY]:
    """The points of `seen_of`."""
    return seen_of(brush, trunk, path, mirror).points


def ribbon(
    brush: Brush,
    seen: Seen,
    width: float,
    colour: RGB,
    *,
    line: float = 0.9,
    point: bool = False,
    pointed: bool = False,
    handles: tuple[XY, XY] | None = None,
) -> None:
    """A band of cloth with inked edges, narrower where it turns out of sight.

    With `point` its end is cut to a point, with `pointed` its beginning. Where little of it is seen it is thin.
    """
    width *= min(1.0, max(seen.facing, default=0.0) / 0.45)
    seen = _apart(seen, 0.5 * width)
    points = seen.points
    if len(points) < 2 or width < 0.3:
        return
    last = len(points) - 1
    radii = [
        width / 2.0 * (0.5 if index in (0, last) and facing == 0.0 else 0.3 + 0.7 * min(1.0, facing * 2.2))
        for index, facing in enumerate(seen.facing)
    ]
    if point and seen.ends:
        radii[-1] = width * 0.02
    if pointed and seen.begins:
        radii[0] = width * 0.02
    left, right = sides_of(points, radii)
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    if line > 0.0:
        brush.edge([right[0], right[0], *left], colour, line * 1.7, closed=False)
        brush.edge([*right, right[-1], left[-1]], colour, line * 1.7, closed=False)
    brush.wash(shape, colour, depth=0.8, handles=handles)


def _apart(seen: Seen, least: float) -> Seen:
    """Without points that crowd the ends: a band cannot turn within its own width."""
    points, facing = list(seen.points), list(seen.facing)
    while len(points) > 2 and math.dist(points[0], points[1]) < least:
        del points[1], facing[1]
    while len(points) > 2 and math.dist(points[-1], points[-2]) < 0.5 * least:
        del points[-2], facing[-2]
    return Seen(points, facing, seen.begins, seen.ends)


def draw_collar_inside(brush: Brush, trunk: Trunk, height: float, trim: RGB, band: float = 0.032) -> None:
    """The shaded inside of the collar round the neck: before the neck itself, after what the collar is sewn to."""
    view = brush.view
    ring = trunk.ring(4.9)
    half = 0.5 * band * height
    front = ring.faced(view.eye)
    shape = [
        view.point(along(ring.at(front + k * math.tau / 12), UP, half * (-0.1 - 0.55 * math.cos(k * math.tau / 12))))
        for k in range(12)
    ]
    brush.part(shape, darker(trim, 0.66), line=0.9, depth=0.6, shadow=0.0)


def draw_trunk(
    brush: Brush,
    trunk: Trunk,
    colour: RGB,
    weave: float,
    *,
    low: int = 0,
    handles: tuple[XY, XY] | None = None,
) -> None:
    """The upper garment as one shape from the waist (`low` ring) to the neck.

    Bare skin takes its light from `handles`, the same for trunk and arms.
    """
    left, right = outline_of(trunk.rings, brush.view)
    left, right = left[low:], right[low:]
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    for side in (left, right):
        brush.edge(side, colour, 1.75, closed=False)
    brush.wash(shape, colour, weave=weave, handles=handles)
    if handles is not None:
        return
    for side in (left, right):
        brush.shadow(side, colour, 0.035, closed=False)


def trunk_folds(brush: Brush, trunk: Trunk, colour: RGB) -> None:
    """Folds from the armpits and over the sash; within the trunk, directly after it."""
    if not brush.fine:
        return
    dark = darker(colour, 0.40)
    for side in (1.0, -1.0):
        for path, width in (
            (((1.35, 2.9), (1.05, 2.3), (0.8, 1.7)), 1.1),
            (((1.2, 1.9), (0.95, 1.4), (0.62, 1.12)), 1.0),
            (((1.45, 2.2), (1.3, 1.6), (1.15, 1.1)), 0.9),
            (((2.2, 3.0), (2.3, 2.2), (2.5, 1.3)), 1.0),
            (((2.75, 3.2), (2.85, 2.4), (2.95, 1.4)), 0.9),
        ):
            points = seen_path(brush, trunk, path, side)
            if len(points) == len(path):
                brush.line(points, width, dark, 0.5, inside=True)
                if brush.close:
                    w = 0.014 * brush.scale
                    brush.sheet.stroke(
                        [(x + w * 0.4, y) for x, y in points],
                        w * 1.5,
                        (*dark, 0.22),
                        pressure=(0.1, 1.0, 0.3),
                        inside=True,
                        feather=min(6.0, w * 0.4),
                    )


def draw_neck(
    brush: Brush,
    bones: Skeleton,
    skin: RGB,
    breast: Sequence[XY] = (),
    handles: tuple[XY, XY] | None = None,
) -> None:
    """The neck from under the jaw, and with it the skin down to the points of `breast` (an opening, side to side).

    Above a bare breast it takes its light from `handles`, as the breast does. Only its sides are inked: its ends are
    under the jaw and under cloth.
    """
    view, body = brush.view, bones.body
    broad = 1.0 if body.girth < 1.1 else 1.25
    r = body.head * 0.2 * broad * brush.scale
    top = bones.head.out(0.0, -0.22 * body.head, -0.07 * body.head)
    middle = bones.head.out(0.0, -0.48 * body.head, -0.05 * body.head)
    pit = bones.chest.out(0.0, 0.010 * body.height, 0.0)
    low = bones.chest.out(0.0, -0.025 * body.height, 0.0)
    joints = [view.point(p) for p in (top, middle, pit, low)]
    left, right = sides_of(joints, (r * 0.86, r * 0.97, r * 1.2, r * 1.4))
    tone = darker(mixed(skin, (0.6, 0.25, 0.18), 0.05), 0.985)
    for edge in (left[:3], right[:3]):
        a, b = edge[1], edge[2]
        brush.edge([edge[0], a, (a[0] * 0.4 + b[0] * 0.6, a[1] * 0.4 + b[1] * 0.6)], skin, 1.5, closed=False)
    under = list(breast)
    if under and abs(under[0][0] - left[2][0]) > abs(under[-1][0] - left[2][0]):
        under.reverse()
    if not under:
        under = [left[2], right[2]]
    brush.wash(
        [left[0], left[0], *left[1:3], under[0], *under, under[-1], *reversed(right[1:3]), right[0], right[0]],
        tone if handles is None else skin,
        depth=0.55 if handles is None else 1.0,
        handles=handles,
    )
    if brush.fine:
        chin_shadow(brush, bones, skin)
        if brush.close:
            for side in (1.0, -1.0):
                cord = [
                    bones.head.out(side * 0.2 * body.head, -0.34 * body.head, -0.02 * body.head),
                    bones.chest.out(side * 0.014 * body.height, -0.004 * body.height, 0.033 * body.height),
                ]
                brush.line(
                    [view.point(p) for p in cord],
                    0.8,
                    darker(mixed(skin, (0.45, 0.15, 0.1), 0.3), 0.6),
                    0.35,
                    inside=True,
                )


def chin_shadow(brush: Brush, bones: Skeleton, skin: RGB) -> None:
    """The soft dark under the jaw; within the neck or the breast, directly after it."""
    view, body = brush.view, bones.body
    chin = [
        view.point(bones.head.out(x * body.head, (-0.45 + 0.12 * abs(x)) * body.head, 0.05 * body.head))
        for x in (-0.4, -0.15, 0.15, 0.4)
    ]
    drop = 0.07 * body.head * brush.scale
    brush.sheet.stroke(
        [(x, y + drop) for x, y in chin],
        drop * 2.4,
        (*darker(mixed(skin, (0.5, 0.2, 0.15), 0.3), 0.5), 0.5),
        pressure=(0.8, 1.0, 1.0, 0.8),
        inside=True,
        feather=min(15.0, drop * 0.8),
    )


def opening(brush: Brush, trunk: Trunk, *, deep: float = 2.6, wide: float = 1.25) -> list[XY]:
    """The V between the lapels, from one side of the neck down and up to the other; empty where it is not seen."""
    path = ((wide * 0.86, 4.62), (wide * 0.64, 4.15), (wide * 0.3, (deep + 4.1) / 2.0), (0.0, deep))
    right = seen_path(brush, trunk, path, 1.0)
    left = seen_path(brush, trunk, path, -1.0)
    points = [*left, *reversed(right)]
    return points if len(points) > 3 else []


def draw_opening(brush: Brush, trunk: Trunk, colour: RGB, *, deep: float = 2.6, wide: float = 1.25) -> None:
    """The shirt that is seen between the lapels."""
    shape = opening(brush, trunk, deep=deep, wide=wide)
    if shape:
        brush.wash(shape, colour, depth=0.8)


def draw_cross_collar(
    brush: Brush, bones: Skeleton, trunk: Trunk, trim: RGB, inner: RGB, skin: RGB, band: float = 0.032
) -> None:
    """Skin, two inner collars and two lapels, the person's left over the right."""
    wide = band * bones.body.height * brush.scale
    draw_opening(brush, trunk, inner, deep=2.5)
    draw_collar_inside(brush, trunk, bones.body.height, trim, band)
    draw_neck(brush, bones, skin, opening(brush, trunk, deep=3.3, wide=1.15))
    if brush.fine:
        throat = seen_path(brush, trunk, ((0.35, 4.75), (0.14, 4.35)), 1.0)
        throat2 = seen_path(brush, trunk, ((0.35, 4.75), (0.14, 4.35)), -1.0)
        for line in (throat, throat2):
            if len(line) == 2:
                brush.line(line, 0.7, darker(mixed(skin, (0.45, 0.15, 0.1), 0.3), 0.6), 0.45)
    for mirror in (1.0, -1.0):
        ribbon(brush, seen_of(brush, trunk, INNER, mirror), wide * 0.62, inner, line=0.75, point=True)
    over = Seen([], [])
    for over in stretches_of(brush, trunk, round_neck(CROSSING[:8], CROSSING)):
        ribbon(brush, over, wide, trim, pointed=True)
    if brush.close and len(over.points) > 2 and over.ends:
        left, right = sides_of(over.points, [wide * 0.33 * min(1.0, f * 1.6) for f in over.facing])
        for row in (left, right):
            brush.line(row, 0.5, darker(trim, 0.55), 0.5, pressure=(0.8, 1.0, 0.8))


def draw_straight_front(brush: Brush, bones: Skeleton, trunk: Trunk, trim: RGB, inner: RGB, skin: RGB) -> None:
    """A coat worn open: two bands that hang straight from the neck, the shirt between them."""
    wide = 0.028 * bones.body.height * brush.scale
    draw_opening(brush, trunk, inner, deep=0.3, wide=1.15)
    draw_collar_inside(brush, trunk, bones.body.height, trim)
    draw_neck(brush, bones, skin, opening(brush, trunk, deep=3.5, wide=1.05))
    shirt: Path = ((1.25, 4.85), (0.8, 4.4), (0.3, 3.7), (0.0, 3.1))
    for mirror in (1.0, -1.0):
        ribbon(brush, seen_of(brush, trunk, shirt, mirror), wide * 0.6, inner, line=0.75, point=True)
    edge: Path = ((3.35, 4.95), (2.5, 4.95), (1.5, 4.8), (1.0, 4.3), (0.62, 3.4), (0.48, 2.4), (0.46, 1.2), (0.46, 0.0))
    for seen in stretches_of(brush, trunk, round_neck(edge)):
        ribbon(brush, seen, wide * 1.25, trim)


def draw_round_collar(
    brush: Brush, bones: Skeleton, trunk: Trunk, colour: RGB, skin: RGB, *, buttons: bool = True, front: bool = True
) -> None:
    """A shirt's collar: two small points under the chin and, with `front`, the edge below it and its buttons."""
    height = bones.body.height
    draw_neck(brush, bones, skin, opening(brush, trunk, deep=4.0, wide=0.85))
    wide = 0.03 * height * brush.scale
    path: Path = ((3.3, 4.97), (1.8, 4.97), (1.1, 4.9), (0.6, 4.5), (0.16, 3.9))
    for seen in stretches_of(brush, trunk, round_neck(path)):
        ribbon(brush, seen, wide, mixed(colour, (1.0, 1.0, 1.0), 0.12), point=True, pointed=True)
    edge = seen_path(brush, trunk, ((0.02, 3.9), (0.0, 2.4), (0.0, 0.4)), 1.0) if front else []
    if len(edge) > 2:
        brush.line(edge, 0.8, darker(colour, 0.35), 0.6, pressure=(0.6, 1.0, 0.8))
        if buttons and brush.fine:
            for t in (3.3, 2.5, 1.7, 0.9):
                for x, y in seen_path(brush, trunk, ((0.06, t),), 1.0):
                    r = 0.006 * height * brush.scale
                    brush.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], darker(colour, 0.4))


def draw_lapels(
    brush: Brush,
    bones: Skeleton,
    trunk: Trunk,
    colour: RGB,
    shirt: RGB,
    tie: RGB,
    skin: RGB,
    *,
    tied: bool = True,
    wide: float = 1.0,
) -> None:
    """A jacket's notched lapels over a shirt, with a tie if it is `tied`."""
    k = bones.body.height * brush.scale
    draw_opening(brush, trunk, shirt, deep=1.7, wide=1.15)
    draw_neck(brush, bones, skin, opening(brush, trunk, deep=4.2 if tied else 3.8, wide=1.0))
    knot = seen_of(brush, trunk, ((0.0, 4.3), (0.0, 4.0), (0.0, 3.2), (0.0, 1.9)))
    if tied and len(knot.points) == 4 and min(knot.facing) > 0.2:
        ribbon(brush, Seen(knot.points[1:], knot.facing[1:]), 0.027 * k, tie, line=0.8)
        ribbon(brush, Seen(knot.points[:2], knot.facing[:2]), 0.030 * k, mixed(tie, (1.0, 1.0, 1.0), 0.08), line=0.8)
        if brush.fine:
            (x0, y0), (x1, y1) = knot.points[1], knot.points[2]
            for share in (0.3, 0.6, 0.9):
                x, y, r = x0 + (x1 - x0) * share, y0 + (y1 - y0) * share, 0.011 * k
                brush.line([(x - r, y + 0.6 * r), (x + r, y - 0.6 * r)], 1.0, darker(tie, 0.6), 0.6)
    collar: Path = ((3.3, 4.98), (1.6, 4.95), (0.9, 4.8), (0.35, 4.1))
    for seen in stretches_of(brush, trunk, round_neck(collar)):
        ribbon(brush, seen, 0.026 * k, shirt, point=True, pointed=True)
    tone = mixed(colour, (1.0, 1.0, 1.0), 0.06)
    for mirror in (1.0, -1.0):
        _facing(brush, trunk, LAPEL, mirror, wide, tone)
    _round(brush, trunk, wide, tone)


LAPEL: tuple[Path, Path] = (
    ((0.72, 4.5), (0.55, 3.9), (0.36, 3.1), (0.16, 2.2), (0.0, 1.5)),
    ((1.02, 4.28), (1.22, 4.12), (0.92, 3.3), (0.5, 2.35), (0.02, 1.5)),
)
"""A jacket's lapel: where it is folded, and its edge with the notch's tip."""
COLLAR: tuple[Path, Path] = (
    ((3.3, 5.0), (2.4, 5.0), (1.6, 4.97), (1.1, 4.85), (0.72, 4.42)),
    ((3.3, 4.35), (2.4, 4.35), (1.75, 4.34), (1.38, 4.3), (1.06, 4.2)),
)
"""A jacket's collar, from the nape to its notch: where it is folded, and its edge."""


def _round(brush: Brush, trunk: Trunk, wide: float, colour: RGB) -> None:
    """The collar as one piece from notch to notch round the nape, where it is seen."""
    inner, outer = COLLAR
    spread = 0.75 + 0.25 * wide
    outer = tuple((turn * spread if turn < 2.0 else turn, t) for turn, t in outer)
    edges = stretches_of(brush, trunk, round_neck(outer))
    for fold in stretches_of(brush, trunk, round_neck(inner)):
        same = [e for e in edges if not _apart_sides(e, fold)]
        edge = max(same, key=lambda e: (e.begins == fold.begins) + (e.ends == fold.ends), default=None)
        if edge is None or len(fold.points) < 2 or len(edge.points) < 2:
            continue
        edges.remove(edge)
        points = [edge.points[0], *edge.points, edge.points[-1]]
        shape = [fold.points[0], *fold.points, fold.points[-1], *reversed(points)]
        brush.part(shape, colour, line=0.85, depth=0.8, shadow=0.0)


def _apart_sides(a: Seen, b: Seen) -> bool:
    """Whether one is the right end of a collar and the other its left end."""
    right, left = (a.begins and not a.ends, b.begins and not b.ends), (a.ends and not a.begins, b.ends and not b.begins)
    return (right[0] and left[1]) or (right[1] and left[0])


def _facing(brush: Brush, trunk: Trunk, paths: tuple[Path, Path], mirror: float, wide: float, colour: RGB) -> None:
    """A piece of cloth folded over the breast, between two paths on it; `wide` spreads its edge."""
    inner, outer = paths
    fold = seen_path(brush, trunk, inner, mirror)
    edge = seen_path(brush, trunk, tuple((turn * (0.75 + 0.25 * wide), t) for turn, t in outer), mirror)
    if len(fold) < 2 or len(edge) < 2:
        return
    corners = [p for q in edge for p in (q, q)]
    brush.part([fold[0], *fold, fold[-1], *reversed(corners)], colour, line=0.85, depth=0.8, shadow=0.0)
