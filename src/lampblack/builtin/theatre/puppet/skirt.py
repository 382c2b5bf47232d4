"""What hangs from the waist: lower robe, skirt, tunic's tail, hide; it follows hips, knees and ankles."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.loft import Ring, between_rings, outline_of, visible_arc
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import UP, XY, Vec, add, along, cross, dot, length, mix, scaled, sub, unit


@dataclass(frozen=True, kw_only=True, slots=True)
class Cut:
    """How a skirt is cut: `reach` 1 ends at the ankle, 0 at the knee; `flare` widens its hem; `ragged` tears it."""

    reach: float = 1.0
    flare: float = 1.0
    ragged: float = 0.0
    band: float = 0.02
    train: float = 0.0
    """How much lower than the ankle it hangs, in heights."""


@dataclass(frozen=True, slots=True)
class Skirt:
    """Rings from the hem up to the waist."""

    rings: tuple[Ring, ...]
    flutter: float
    cut: Cut

    def hem(self, turn: float, up: float = 0.0, still: float = 0.0) -> Vec:
        """A point of the hem with its waves; `up` (0 to 1) goes towards the next ring, `still` quiets the
        waves (where the hem turns out of sight)."""
        a, b = self.rings[0].at(turn), self.rings[1].at(turn)
        swing = 0.05 * math.sin(turn * 5.0 + self.flutter) + 0.035 * math.sin(turn * 3.0 - self.flutter * 0.7)
        wave = 1.0 + swing * (1.0 - still)
        out = sub(a, self.rings[0].centre)
        p = add(self.rings[0].centre, scaled(out, wave))
        torn = (0.5 + 0.5 * math.sin(turn * 11.0 + 1.7)) * (0.6 + 0.4 * math.sin(turn * 23.0))
        rise = up + self.cut.ragged * torn
        return mix(p, b, rise) if rise else p

    @property
    def hanging(self) -> float:
        """1 where the skirt hangs straight down to its hem, 0 where it lies."""
        return max(0.0, unit(sub(self.rings[1].centre, self.rings[0].centre))[1])


def skirt_of(bones: Skeleton, trunk: Trunk, cut: Cut, lag: Vec, flutter: float) -> Skirt:
    """The skirt for these legs: wide enough for both, trailing by `lag`."""
    body = bones.body
    h, g = body.height, body.girth
    right = bones.pelvis.right
    knees = mix(bones.right_leg.knee, bones.left_leg.knee, 0.5)
    ankles = mix(bones.right_leg.ankle, bones.left_leg.ankle, 0.5)
    straight = mix(bones.pelvis.origin, ankles, 0.5)
    knees = mix(straight, knees, 0.55 if ankles[1] < bones.pelvis.origin[1] - 0.36 * h else 1.0)
    end = mix(knees, ankles, cut.reach)
    end = along(end, UP, -0.004 * h - cut.train * h)
    if cut.reach > 0.9:
        end = along(end, unit(sub(ankles, knees), scaled(UP, -1.0)), 0.012 * h)
    hip = bones.pelvis.origin
    thigh = unit(sub(hip, knees))
    shin = unit(sub(knees, end), thigh)
    level = unit(add(shin, scaled(UP, 2.2))) if shin[1] > 0.55 else shin
    bend = unit(add(thigh, shin))
    knee_wide, knee_deep = _spread(bones.right_leg.knee, bones.left_leg.knee, right, bones.pelvis.forward)
    hem_wide, hem_deep = _spread(bones.right_leg.ankle, bones.left_leg.ankle, right, bones.pelvis.forward)
    hem_wide, hem_deep = (
        knee_wide + (hem_wide - knee_wide) * cut.reach,
        knee_deep + (hem_deep - knee_deep) * cut.reach,
    )
    flare = cut.flare
    f_thigh = unit(cross(right, thigh))
    waist = trunk.rings[1]
    low = trunk.rings[0]
    rings = [
        _ring(
            add(end, lag),
            right,
            level,
            max((0.108 + 0.04 * max(0.0, cut.reach)) * h * flare, hem_wide + 0.062 * h * flare),
            max((0.084 + 0.034 * max(0.0, cut.reach)) * h * flare, hem_deep * 1.04 + 0.062 * h),
        ),
        _ring(
            add(mix(knees, end, 0.45), scaled(lag, 0.55)),
            right,
            shin,
            max(0.122 * h * flare, hem_wide * 0.5 + knee_wide * 0.5 + 0.056 * h * flare),
            max(0.094 * h * flare, hem_deep * 0.7 + knee_deep * 0.3 + 0.05 * h),
        ),
        _ring(
            add(knees, scaled(lag, 0.22)),
            right,
            bend,
            max(0.107 * h * g, knee_wide + 0.052 * h * g),
            max(0.080 * h, knee_deep + 0.048 * h),
        ),
        _ring(
            mix(hip, knees, 0.5),
            right,
            thigh,
            max(0.104 * h * g, 0.5 * knee_wide + 0.085 * h * g),
            max(0.074 * h * g, 0.5 * knee_deep + 0.052 * h),
        ),
        Ring(mix(hip, knees, 0.08), right, f_thigh, low.wide * 1.05, low.fore * 1.02, low.back * 1.04),
        Ring(
            mix(waist.centre, hip, 0.42),
            waist.side,
            waist.front,
            waist.wide * 1.12,
            waist.fore * 1.08,
            waist.back * 1.12,
        ),
        waist,
    ]
    pool = pooled(bones) if cut.reach > 0.4 else 0.0
    if pool > 0.0:
        rings[:3] = [between_rings(a, b, pool) for a, b in zip(rings[:3], _pool(bones, knees, ankles), strict=True)]
    if cut.reach < 0.15:
        rings = [rings[0], *rings[3:]]
    return Skirt(tuple(rings), flutter, cut)


def pooled(bones: Skeleton) -> float:
    """How much of a kneeling person's robe lies on the ground round them, 0 to 1."""
    h = bones.body.height
    knee = max(bones.right_leg.knee[1], bones.left_leg.knee[1]) - bones.root[1]
    low = 1.0 - min(1.0, max(0.0, knee / h - 0.06) / 0.10)
    upright = max(0.0, min(1.0, (bones.pelvis.up[1] - 0.5) / 0.4))
    return low * upright


def _pool(bones: Skeleton, knees: Vec, ankles: Vec) -> list[Ring]:
    """The rings of a robe spread on the ground, from its hem up to the lap."""
    h = bones.body.height
    right = bones.pelvis.right
    floor = bones.root[1]
    middle = mix(knees, ankles, 0.5)
    half = 0.5 * abs(dot(sub(knees, ankles), bones.pelvis.forward))
    return [
        _ring((middle[0], floor + 0.006 * h, middle[2]), right, UP, 0.19 * h, half + 0.075 * h),
        _ring((middle[0], floor + 0.045 * h, middle[2]), right, UP, 0.172 * h, half + 0.062 * h),
        _ring((middle[0], floor + 0.095 * h, middle[2]), right, UP, 0.150 * h, half + 0.040 * h),
    ]


def _ring(centre: Vec, right: Vec, up: Vec, wide: float, deep: float) -> Ring:
    side = unit(along(right, up, -dot(right, up)), right)
    return Ring(centre, side, unit(cross(side, up)), wide, deep, deep)


def _spread(a: Vec, b: Vec, right: Vec, ahead: Vec) -> tuple[float, float]:
    apart = sub(a, b)
    flat = unit((ahead[0], 0.0, ahead[2]), ahead)
    return abs(dot(apart, right)) / 2.0, abs(dot(apart, flat)) / 2.0


def draw_skirt(
    brush: Brush, skirt: Skirt, colour: RGB, trim: RGB | None, weave: float, *, inner: RGB | None = None
) -> None:
    """The skirt with its folds and the band at its hem; `inner` shows a petticoat's edge below."""
    view = brush.view
    rings = skirt.rings
    if brush.out_of_picture([view.point(r.centre) for r in rings], max(r.fore for r in rings)):
        return
    left, right = outline_of(rings, view)
    turns = visible_arc(rings[0], view.eye, 17 if brush.fine else 9)
    half = (turns[0] - turns[-1]) / 2.0 or 1.0
    hem = [view.point(skirt.hem(t, still=abs((turns[0] + turns[-1]) / 2.0 - t) / abs(half))) for t in turns]
    flip = (hem[0][0] - hem[-1][0]) * (left[0][0] - right[0][0]) + (hem[0][1] - hem[-1][1]) * (
        left[0][1] - right[0][1]
    ) < 0
    if flip:
        hem.reverse()
        turns.reverse()
    if inner is not None and skirt.hanging > 0.8:
        middle = (hem[0][0] + hem[-1][0]) / 2.0
        narrow = [(middle + (x - middle) * 0.965, y) for x, y in hem]
        low = [(x, y + 0.016 * brush.scale) for x, y in narrow]
        band = [narrow[0], *low[1:-1], narrow[-1], *[(x, y - 0.05 * brush.scale) for x, y in reversed(narrow)]]
        brush.part(band, inner, line=0.8, shadow=0.0)
    if skirt.cut.ragged > 0.0:
        hem = [p for q in hem for p in (q, q)]
    shape = [left[-1], *reversed(left[1:]), hem[0], *hem, hem[-1], *right[1:], right[-1]]
    brush.part(shape, colour, weave=weave, shadow=0.04)
    if brush.tall > 150.0:
        _folds(brush, skirt, turns, colour)
    if trim is not None and skirt.cut.band > 0.0:
        long = length(sub(rings[1].centre, rings[0].centre)) or 1.0
        wide = skirt.cut.band * rings[0].wide * 8.0
        quiet = [abs((turns[0] + turns[-1]) / 2.0 - t) / abs(half) for t in turns]
        row = [view.point(skirt.hem(t, 0.45 * wide / long, q)) for t, q in zip(turns, quiet, strict=True)]
        over = [view.point(skirt.hem(t, 0.95 * wide / long, q)) for t, q in zip(turns, quiet, strict=True)]
        width = wide * brush.scale
        brush.sheet.stroke(row, width, mixed(trim, colour, 0.12), darker(trim, 0.74), pressure=(1.0, 1.0), inside=True)
        brush.line(over, 0.7, darker(trim, 0.35), 0.65, pressure=(1.0, 1.0), inside=True)


def _folds(brush: Brush, skirt: Skirt, turns: list[float], colour: RGB) -> None:
    """Folds that hang from the hip and open towards the hem: a soft shade, an ink line, a lit ridge."""
    view, rings = brush.view, skirt.rings
    dark, lit = darker(colour, 0.36), mixed(colour, (1.0, 0.97, 0.9), 0.3)
    picked = turns[1:-1:2] if brush.fine else turns[2:-1:3]
    for index, turn in enumerate(picked):
        start = rings[-3].at(turn * 0.97)
        sway = 0.10 * math.sin(turn * 5.0 + skirt.flutter * 0.6)
        half = rings[len(rings) // 2 - 1].at(turn + sway * 0.6)
        points = [
            view.point(p) for p in (start, half, mix(rings[1].at(turn + sway), half, 0.1), skirt.hem(turn + sway * 0.5))
        ]
        if index % 3 == 2:
            points = points[1:]
        if brush.fine:
            width = (0.020 + 0.012 * math.sin(index * 2.4)) * brush.scale
            shade = [(x + width * 0.5, y) for x, y in points]
            brush.sheet.stroke(
                shade,
                width * 1.6,
                clear(dark, 0.02),
                clear(dark, 0.42),
                pressure=(0.05, 0.5, 0.9, 1.0),
                inside=True,
                feather=min(7.0, width * 0.35),
            )
            if index % 2 == 0 and brush.close:
                ridge = [(x - width * 0.8, y) for x, y in points[1:]]
                brush.sheet.stroke(
                    ridge,
                    width,
                    clear(lit, 0.0),
                    clear(lit, 0.30),
                    pressure=(0.1, 0.8, 1.0),
                    inside=True,
                    feather=min(6.0, width * 0.3),
                )
        brush.line(points, 0.95, dark, 0.6, pressure=(0.05, 0.7, 1.0, 0.7), inside=True)


def overlap_line(brush: Brush, skirt: Skirt, turn: float, trim: RGB, colour: RGB, width: float) -> None:
    """The front edge of a wrapped robe, running down from the sash to the hem."""
    view, rings = brush.view, skirt.rings
    if brush.out_of_picture([view.point(r.centre) for r in rings], max(r.fore for r in rings)):
        return
    if math.cos(turn - rings[-2].faced(view.eye)) < 0.15:
        return
    thigh_down = unit(sub(rings[-3].centre, rings[-4].centre))[1] > 0.6
    path = [
        rings[-1].at(turn) if thigh_down else rings[-4].at(turn * 0.5),
        rings[-3].at(turn) if thigh_down else rings[-4].at(turn * 0.8),
        rings[len(rings) // 2].at(turn * 0.9),
        rings[1].at(turn * 0.8),
        skirt.hem(turn * 0.75),
    ]
    points: list[XY] = [view.point(p) for p in path]
    wide = width * brush.scale
    brush.sheet.stroke(
        points, wide + 1.8 * brush.hair_width, clear(darker(colour, 0.25), 0.75), pressure=(1.0, 1.0), inside=True
    )
    brush.sheet.stroke(points, wide, trim, darker(trim, 0.8), pressure=(1.0, 1.0), inside=True)
