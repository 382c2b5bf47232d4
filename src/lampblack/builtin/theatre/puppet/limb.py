"""Limbs as one outline round a chain of joints: bare arms and legs, trousers, shoes."""

from __future__ import annotations

import math
from collections.abc import Sequence

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.skeleton import Arm, Leg, Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import UP, XY, add, along, cross, mix, scaled, sub, unit


def direction(a: XY, b: XY, otherwise: XY = (0.0, 1.0)) -> XY:
    """From `a` to `b` at length one, in pixels."""
    x, y = b[0] - a[0], b[1] - a[1]
    size = math.hypot(x, y)
    return otherwise if size < 1e-3 else (x / size, y / size)


def sides_of(joints: Sequence[XY], radii: Sequence[float]) -> tuple[list[XY], list[XY]]:
    """The two edges of a limb along its joints: to the left and to the right of the way, as seen with y down."""
    left: list[XY] = []
    right: list[XY] = []
    last = len(joints) - 1
    before = direction(joints[0], joints[last])
    for index, (x, y) in enumerate(joints):
        a, b = joints[max(0, index - 1)], joints[min(last, index + 1)]
        way = direction(a, b, before)
        before = way
        r = radii[index]
        left.append((x + way[1] * r, y - way[0] * r))
        right.append((x - way[1] * r, y + way[0] * r))
    return left, right


def tube(joints: Sequence[XY], radii: Sequence[float], *, cap: float = 0.6) -> list[XY]:
    """A closed outline round a limb, rounded at its end by `cap` radii."""
    left, right = sides_of(joints, radii)
    way = direction(joints[-2], joints[-1])
    end = (joints[-1][0] + way[0] * radii[-1] * cap, joints[-1][1] + way[1] * radii[-1] * cap)
    start = direction(joints[1], joints[0])
    head = (joints[0][0] + start[0] * radii[0] * cap, joints[0][1] + start[1] * radii[0] * cap)
    return [head, *left, end, *reversed(right)]


def draw_bare_arm(
    brush: Brush, bones: Skeleton, arm: Arm, skin: RGB, strong: float, handles: tuple[XY, XY] | None = None
) -> None:
    """A bare arm that grows out of the shoulder: deltoid, biceps, narrow wrist; `strong` above 1 swells the muscles.

    `handles`: the light of the whole bare body, so that arm and breast are one skin.
    """
    view, height = brush.view, bones.body.height
    k = brush.scale * height
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    points = [
        view.point(p)
        for p in (s, mix(s, e, 0.27), mix(s, e, 0.55), mix(s, e, 0.85), e, mix(e, w, 0.25), mix(e, w, 0.6), w)
    ]
    radii = [r * k * strong for r in (0.036, 0.042, 0.038, 0.029, 0.0275, 0.0325, 0.026, 0.0180)]
    left, right = sides_of(points, radii)
    x, y = view.point(bones.chest.origin)
    far_left = math.hypot(left[1][0] - x, left[1][1] - y)
    outer, inner = (left, right) if far_left > math.hypot(right[1][0] - x, right[1][1] - y) else (right, left)
    wide = bones.body.shoulder
    slope = [
        view.point(bones.chest.out(arm.side * wide * a, b * height, -0.004 * height))
        for a, b in ((0.5, 0.004), (0.84, -0.012))
    ]
    run = [*slope, *outer, *reversed(inner[1:])]
    deep = view.point(bones.chest.out(arm.side * wide * 0.55, -0.05 * height, 0.0))
    brush.part(
        [run[0], *run, run[-1], deep], skin, line=1.0, shadow=0.018 * height / 1.7, open_edge=run, handles=handles
    )
    if brush.fine:
        shade = darker(mixed(skin, (0.45, 0.15, 0.1), 0.3), 0.55)
        brush.line(
            [
                _between(inner[1], points[1], 0.2),
                _between(points[1], outer[1], 0.1),
                _between(points[2], outer[2], 0.35),
            ],
            0.95,
            shade,
            0.55,
            inside=True,
        )
        brush.line(
            [_between(inner[2], points[2], 0.5), _between(inner[3], points[3], 0.65), points[4]],
            0.9,
            shade,
            0.5,
            inside=True,
        )
        brush.line(
            [_between(outer[5], points[5], 0.5), points[6], _between(inner[7], points[7], 0.7)],
            0.8,
            shade,
            0.4,
            inside=True,
        )


def draw_slim_arm(brush: Brush, bones: Skeleton, arm: Arm, skin: RGB, strong: float) -> None:
    """A bare arm that comes out of a short sleeve: from under its hem to the wrist."""
    k = brush.scale * bones.body.height * strong * (0.5 + 0.5 * bones.body.girth)
    s, e, w = arm.shoulder, arm.elbow, arm.wrist
    joints = (mix(s, e, 0.2), mix(s, e, 0.55), mix(s, e, 0.85), e, mix(e, w, 0.25), mix(e, w, 0.6), w)
    points = [brush.view.point(p) for p in joints]
    radii = [r * k for r in (0.040, 0.037, 0.030, 0.0285, 0.0315, 0.026, 0.0195)]
    brush.part(tube(points, radii, cap=0.1), skin, shadow=0.012)


def _between(a: XY, b: XY, share: float) -> XY:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def leg_points(brush: Brush, leg: Leg) -> list[XY]:
    view = brush.view
    h, k, a = leg.hip, leg.knee, leg.ankle
    calf = mix(k, a, 0.3)
    return [view.point(p) for p in (h, mix(h, k, 0.5), k, calf, mix(k, a, 0.7), a)]


def draw_leg(brush: Brush, leg: Leg, colour: RGB, height: float, strong: float, *, bare: bool = False) -> None:
    """A leg in trousers, or bare."""
    k = brush.scale * height * strong
    radii = (0.052, 0.047, 0.032, 0.035, 0.025, 0.021) if bare else (0.056, 0.053, 0.041, 0.042, 0.038, 0.036)
    points = leg_points(brush, leg)
    if brush.out_of_picture(points, 0.08 * height):
        return
    shape = tube(points, [r * k for r in radii], cap=0.3)
    brush.part(shape, colour, shadow=0.02)
    if brush.fine:
        shade = darker(colour, 0.45)
        x, y = points[2]
        r = 0.03 * k
        brush.line([(x - r * 0.6, y + r * 0.5), (x, y + r * 0.8), (x + r * 0.6, y + r * 0.5)], 0.8, shade, 0.5)
        if not bare:
            brush.line([points[1], points[2], points[4]], 0.9, shade, 0.4)


def draw_wrappings(brush: Brush, leg: Leg, colour: RGB, height: float) -> None:
    """Cloth bound round the shin, as walkers wear it."""
    k = brush.scale * height
    points = [brush.view.point(mix(leg.knee, leg.ankle, t)) for t in (0.14, 0.42, 0.75, 1.0)]
    brush.part(tube(points, [r * k for r in (0.0415, 0.0425, 0.0365, 0.033)], cap=0.1), colour, shadow=0.012)
    if brush.fine:
        left, right = sides_of(points, [r * k for r in (0.0415, 0.0425, 0.0365, 0.033)])
        for index in range(3):
            brush.line([left[index], right[index + 1]], 0.7, darker(colour, 0.45), 0.6)


def draw_foot(brush: Brush, leg: Leg, colour: RGB, height: float, *, bare: bool = False) -> None:
    """A cloth shoe with a turned-up toe and a pale sole, or a bare foot."""
    view = brush.view
    if brush.out_of_picture([view.point(leg.ankle)], 0.2 * height):
        return
    ahead = unit(sub(leg.toe, leg.heel))
    across = unit(cross(UP, ahead), (1.0, 0.0, 0.0))
    up = unit(cross(ahead, across))
    long = 0.145 * height
    w = 0.024 * height

    def at(x: float, y: float, z: float) -> XY:
        return view.point(add(leg.heel, add(scaled(across, x), add(scaled(up, y), scaled(ahead, z)))))

    raised = 0.0 if bare else 0.014 * height
    points = [
        at(sx * w * kx, y * height, z * long)
        for sx in (1.0, -1.0)
        for kx, y, z in (
            (0.7, 0.0, 0.02),
            (0.95, 0.0, 0.62),
            (0.6, 0.0, 0.95),
            (0.5, 0.031, 0.55),
            (0.75, 0.055, 0.06),
            (0.7, 0.058, 0.3),
        )
    ]
    points += [at(0.0, raised + 0.004 * height, long), at(0.0, 0.02 * height, -0.03 * long)]
    shape = hull(points)
    brush.part(shape, colour, line=0.95, shadow=0.008)
    if brush.fine and not bare:
        nearer = 1.0 if view.depth(along(leg.heel, across, w)) < view.depth(along(leg.heel, across, -w)) else -1.0
        sole = [
            at(nearer * w * 0.8, 0.004 * height, 0.02),
            at(nearer * w * 0.98, 0.003 * height, 0.55 * long),
            at(nearer * w * 0.5, 0.005 * height, 0.97 * long),
        ]
        brush.sheet.stroke(sole, 0.009 * height * brush.scale, (0.86, 0.82, 0.74, 0.9), pressure=(0.8, 1.0, 0.5))
    if bare and brush.fine:
        for k in (-0.5, -0.1, 0.3):
            brush.line(
                [at(w * k, 0.018 * height, 0.84 * long), at(w * k * 1.1, 0.008 * height, 0.97 * long)],
                0.6,
                darker(colour, 0.45),
                0.7,
            )


def hull(points: Sequence[XY]) -> list[XY]:
    """The convex outline of some points (monotone chain), always turning the same way."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return list(ordered)

    def half(row: Sequence[XY]) -> list[XY]:
        out: list[XY] = []
        for p in row:
            while len(out) > 1 and _turn(out[-2], out[-1], p) <= 0.0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(ordered) + half(ordered[::-1])


def _turn(a: XY, b: XY, c: XY) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
