"""Trousers, shorts, bare legs and the shoes of today: two legs that grow out of one seat."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.collar import seen_path
from lampblack.builtin.theatre.puppet.limb import direction, hull, leg_points, sides_of, tube
from lampblack.builtin.theatre.puppet.loft import Ring, between_rings, outline_of
from lampblack.builtin.theatre.puppet.skeleton import Leg
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import UP, XY, add, along, cross, mix, scaled, sub, unit
from lampblack.builtin.theatre.puppet.wearer import Wearer

Shoe = Literal["leather", "sneaker", "pump", "boot"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """Half widths in heights at hip, thigh, knee, calf, shin and hem; how much of the shin they cover (0: shorts)."""

    radii: tuple[float, float, float, float, float, float] = (0.050, 0.054, 0.043, 0.042, 0.040, 0.040)
    crease: bool = False
    stitched: bool = False
    stripe: RGB | None = None
    long: float = 1.0


STRAIGHT = Cut(crease=True)
JEANS = Cut(radii=(0.050, 0.052, 0.039, 0.038, 0.034, 0.0335), stitched=True)
LOOSE = Cut(radii=(0.051, 0.057, 0.047, 0.045, 0.042, 0.037))
PADDED = Cut(radii=(0.056, 0.062, 0.053, 0.052, 0.050, 0.047))
SHORTS = Cut(radii=(0.052, 0.056, 0.050, 0.050, 0.050, 0.050), long=0.0)

BOOT: RGB = (0.20, 0.19, 0.20)
_SOLES: dict[Shoe, RGB] = {
    "leather": (0.10, 0.085, 0.08),
    "sneaker": (0.93, 0.92, 0.88),
    "pump": (0.12, 0.10, 0.10),
    "boot": (0.10, 0.10, 0.11),
}


def draw_legs(w: Wearer, colour: RGB, cut: Cut, shoe: RGB, kind: Shoe) -> None:
    """Both legs, the further one first and in its shade, then the seat they grow out of."""
    view = w.brush.view
    legs = sorted((w.bones.right_leg, w.bones.left_leg), key=lambda leg: -view.depth(leg.knee))
    behind = min(1.0, abs(view.depth(legs[0].knee) - view.depth(legs[1].knee)) / (0.07 * w.height))
    for leg, tone in zip(legs, (1.0 - 0.13 * behind, 1.0), strict=True):
        draw_shoe(w.brush, leg, darker(shoe, tone), w.height, kind)
        if cut.long < 0.5:
            draw_shank(w, leg, darker(w.skin, tone))
        _leg(w, leg, darker(colour, tone), cut)
    _seat(w, colour, cut)


def _leg(w: Wearer, leg: Leg, colour: RGB, cut: Cut) -> None:
    b = w.brush
    k = b.scale * w.height * (0.7 + 0.3 * w.bones.body.girth)
    points = leg_points(b, leg)
    if b.out_of_picture(points, 0.08 * w.height):
        return
    radii = [r * k for r in cut.radii]
    if cut.long < 0.5:
        knee = b.view.point(mix(leg.hip, leg.knee, 0.86))
        points, radii = [points[0], points[1], knee], radii[:3]
    else:
        down = direction(points[-2], points[-1])
        points[-1] = (points[-1][0] + down[0] * 0.012 * k, points[-1][1] + down[1] * 0.012 * k)
    left, right = sides_of(points, radii)
    head = tube(points, radii, cap=0.3)[0]
    shape = [head, *left, left[-1], right[-1], *reversed(right)]
    b.part(shape, colour, shadow=0.02, open_edge=[*left[1:], left[-1], right[-1], *reversed(right[1:])])
    if not b.fine:
        return
    shade = darker(colour, 0.45)
    x, y = points[2]
    r = 0.03 * k
    if cut.long >= 0.5:
        for rise, wide in ((0.4, 0.8), (-0.5, 0.55)):
            b.line(
                [(x - r * wide, y + r * (rise - 0.3)), (x, y + r * rise), (x + r * wide, y + r * (rise - 0.2))],
                0.8,
                shade,
                0.42,
                inside=True,
            )
        over = [_on(left, right, 5, 0.12, 0.25), _on(left, right, 5, 0.5, 0.12), _on(left, right, 5, 0.9, 0.3)]
        b.line(over, 0.8, shade, 0.45, inside=True)
    if cut.crease:
        b.line(
            [points[1], points[2], points[4], points[5]], 0.8, shade, 0.45, pressure=(0.1, 0.8, 1.0, 0.6), inside=True
        )
    if cut.stitched:
        pale = mixed(colour, (0.95, 0.86, 0.68), 0.45)
        b.line(
            [_on(left, right, 5, 0.0, 0.3), _on(left, right, 5, 1.0, 0.3)],
            0.8,
            pale,
            0.8,
            pressure=(1.0, 1.0),
            inside=True,
        )
        b.line(
            [points[1], points[2], points[4]],
            3.6,
            mixed(colour, (1.0, 1.0, 1.0), 0.4),
            0.22,
            pressure=(0.2, 1.0, 0.2),
            inside=True,
        )
    if cut.stripe is not None:
        _stripe(w, leg, cut.stripe, cut)


def _stripe(w: Wearer, leg: Leg, colour: RGB, cut: Cut) -> None:
    """The stripe down the outer seam, where it faces the camera."""
    b = w.brush
    out = scaled(w.bones.pelvis.right, leg.side)
    eye = unit(sub(b.view.eye, leg.knee))
    facing = sum(p * q for p, q in zip(out, eye, strict=True))
    if facing < -0.35:
        return
    h = w.height * (0.7 + 0.3 * w.bones.body.girth)
    places = (
        (leg.hip, cut.radii[0]),
        (mix(leg.hip, leg.knee, 0.5), cut.radii[1]),
        (leg.knee, cut.radii[2]),
        (mix(leg.knee, leg.ankle, 0.5), cut.radii[4]),
        (leg.ankle, cut.radii[5]),
    )
    points = [b.view.point(along(p, out, r * h * 0.93)) for p, r in places]
    wide = 0.017 * h * b.scale * (0.35 + 0.65 * max(0.0, facing))
    b.sheet.stroke(points, wide, colour, pressure=(1.0, 1.0), inside=True)


def _on(left: list[XY], right: list[XY], index: int, across: float, up: float) -> XY:
    """A point of a leg near ring `index`: `across` from left to right, `up` towards the ring before."""
    a, b, c, d = left[index], right[index], left[index - 1], right[index - 1]
    x0, y0 = a[0] + (b[0] - a[0]) * across, a[1] + (b[1] - a[1]) * across
    x1, y1 = c[0] + (d[0] - c[0]) * across, c[1] + (d[1] - c[1]) * across
    return (x0 + (x1 - x0) * up, y0 + (y1 - y0) * up)


def _seat(w: Wearer, colour: RGB, cut: Cut) -> None:
    b, low, h = w.brush, w.bones.pelvis, w.height
    hip, waist = w.trunk.rings[0], w.trunk.rings[1]
    knees = mix(w.bones.right_leg.knee, w.bones.left_leg.knee, 0.5)
    down = unit(add(unit(sub(knees, low.origin)), scaled(low.up, -0.8)))
    crotch = Ring(along(low.origin, down, 0.034 * h), low.right, low.forward, hip.wide * 0.99, hip.fore, hip.back)
    rings = (crotch, _fit(hip, 1.02), _fit(between_rings(hip, waist, 0.6), 1.02))
    left, right = outline_of(rings, b.view)
    shape = [left[0], *left, left[-1], right[-1], *reversed(right), right[0]]
    b.edge(left[1:], colour, 1.75, closed=False)
    b.edge(right[1:], colour, 1.75, closed=False)
    b.wash(shape, colour)
    if b.fine:
        shade = darker(colour, 0.42)
        fly = seen_path(b, w.trunk, ((0.0, 0.6), (0.0, 0.2), (0.0, 0.0)))
        if len(fly) == 3:
            b.line([*fly, b.view.point(along(crotch.out(0.0, crotch.fore * 0.7), UP, -0.01 * h))], 0.9, shade, 0.6)
        for side in (1.0, -1.0):
            pocket = seen_path(b, w.trunk, ((0.7, 0.5), (1.1, 0.2)), side)
            if len(pocket) == 2:
                b.line(pocket, 0.8, shade, 0.55)
            patch = seen_path(b, w.trunk, ((2.4, 0.28), (2.9, 0.24)), side)
            if len(patch) == 2:
                b.line(patch, 0.8, shade, 0.55, pressure=(1.0, 1.0))


def _fit(ring: Ring, by: float) -> Ring:
    return replace(ring, wide=ring.wide * by, fore=ring.fore * by, back=ring.back * by)


def draw_shank(w: Wearer, leg: Leg, skin: RGB) -> None:
    """A bare leg from the knee down, under a skirt or shorts."""
    b = w.brush
    k = b.scale * w.height * (0.62 + 0.3 * w.bones.body.girth) * (1.08 if w.figure.sex == "man" else 0.96)
    points = [b.view.point(mix(leg.hip, leg.knee, 0.8)), *leg_points(b, leg)[2:]]
    if b.out_of_picture(points, 0.08 * w.height):
        return
    b.part(tube(points, [r * k for r in (0.037, 0.033, 0.036, 0.026, 0.0215)], cap=0.2), skin, shadow=0.014)


def draw_shoe(brush: Brush, leg: Leg, colour: RGB, height: float, kind: Shoe) -> None:
    """A shoe with its sole: leather with a heel, sneaker with a thick pale sole, pump, boot with a shaft."""
    view = brush.view
    if brush.out_of_picture([view.point(leg.ankle)], 0.2 * height):
        return
    ahead = unit(sub(leg.toe, leg.heel))
    across = unit(cross(UP, ahead), (1.0, 0.0, 0.0))
    up = unit(cross(ahead, across))
    long, w = 0.150 * height, 0.0245 * height

    def at(x: float, y: float, z: float) -> XY:
        return view.point(
            add(leg.heel, add(scaled(across, x * w), add(scaled(up, y * height), scaled(ahead, z * long))))
        )

    if kind == "boot":
        ends = [view.point(mix(leg.knee, leg.ankle, t)) for t in (0.62, 0.8, 1.0)]
        k = brush.scale * height
        brush.part(tube(ends, [0.044 * k, 0.041 * k, 0.036 * k], cap=0.15), colour, shadow=0.012)
    sole = 0.016 if kind == "sneaker" else 0.010
    base = [(0.7, 0.0), (0.98, 0.6), (0.62, 0.95), (0.2, 1.0)]
    low = [at(side * x, y, z) for side in (1.0, -1.0) for x, z in base for y in (0.0, sole)]
    low += [at(side * 0.6, y, -0.05) for side in (1.0, -1.0) for y in (0.0, sole)]
    instep = {"leather": 0.046, "sneaker": 0.052, "pump": 0.024, "boot": 0.060}[kind]
    heights = (
        (0.86, 0.004, 0.62),
        (0.52, 0.010, 0.94),
        (0.55, instep * 0.72, 0.62),
        (0.62, instep, 0.34),
        (0.66, 0.060 if kind != "pump" else 0.034, 0.02),
        (0.66, 0.052 if kind != "pump" else 0.016, 0.24),
    )
    upper = [at(side * x, sole + y, z) for side in (1.0, -1.0) for x, y, z in heights]
    upper += [at(side * x * 0.95, sole * 0.6, z) for side in (1.0, -1.0) for x, z in base]
    upper.append(at(0.0, 0.03, -0.05))
    brush.part(hull(low), _SOLES[kind], line=0.95, depth=0.5, shadow=0.0)
    brush.part(hull(upper), colour, line=0.85, shadow=0.008)
    if brush.fine and kind == "sneaker":
        pale = mixed(colour, (1.0, 1.0, 1.0), 0.65)
        for z, y in ((0.42, instep * 1.02), (0.5, instep * 0.92), (0.58, instep * 0.8)):
            brush.line([at(0.42, sole + y, z), at(-0.42, sole + y, z)], 0.9, pale, 0.9, pressure=(1.0, 1.0))
