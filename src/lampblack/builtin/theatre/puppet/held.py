"""Things carried in a hand: staff, cane, lantern, fan, gourd, umbrella, book, cup, mug, sword; smaller ones beside."""

from __future__ import annotations

import math
from collections.abc import Callable

from lampblack.base.errors import UserError
from lampblack.builtin.theatre.puppet.brush import SWELL, Brush
from lampblack.builtin.theatre.puppet.grasp import Grasp, pole
from lampblack.builtin.theatre.puppet.limb import hull, sides_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.small_things import AIMED, SMALL
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import (
    UP,
    XY,
    Frame,
    Vec,
    along,
    cross,
    dot,
    length,
    scaled,
    squared,
    sub,
    unit,
)

WOOD: RGB = (0.42, 0.28, 0.17)
ENAMEL: RGB = (0.93, 0.91, 0.86)
BLUE: RGB = (0.16, 0.27, 0.48)
"""Of an enamel mug: its white, its rim."""
STEEL: RGB = (0.74, 0.77, 0.78)
CANE, CANE_ASIDE = 0.5, 0.20
"""How high the hand is on a cane, and how far beside the other foot the cane stands: in heights of the person."""
STAFF = 1.02
"""A staff is a little longer than its owner."""
HOOK = (0.045, 0.19)
"""The end of a lantern's stick, above and before the fist, in heights of the person."""
LANTERN_DROP, LANTERN_TALL = 0.045, 0.13
"""From the hook down to a lantern, and from its top to its foot, in heights of the person."""


def frame_of(bones: Skeleton, fist: Vec, held: str, tilt: float, aside: float = 0.0) -> Frame:
    """How a held thing lies in space: tipped forward by `tilt`, and to the person's right by `aside`, in radians."""
    ahead = bones.chest.forward
    ahead = unit((ahead[0], 0.0, ahead[2]), bones.pelvis.forward)
    lie = abs(bones.pelvis.up[1]) < 0.5
    base = ahead if lie and held in ("staff", "sword") else UP
    up = along(scaled(base, math.cos(tilt)), ahead, math.sin(tilt))
    if aside and not lie:
        up = along(scaled(up, math.cos(aside)), unit(cross(UP, ahead)), math.sin(aside))
    up = unit(up)
    if held in AIMED:
        arm = min((bones.right_arm, bones.left_arm), key=lambda one: length(sub(one.wrist, fist)))
        ahead = arm.fingers
        up = squared(UP, ahead, bones.chest.up)
    forward = squared(ahead, up, bones.chest.right)
    return Frame(fist, unit(cross(up, forward)), up, forward)


def ends_of(held: str, frame: Frame, bones: Skeleton) -> tuple[float, float]:
    """The lower and the upper end of a tall thing along its frame, in heights of the person from the fist."""
    if held == "staff":
        low = _foot_of_staff(frame, bones.body.height, bones.root[1])
        return low, low + STAFF
    return (-0.06, 0.37) if held == "umbrella" else (-0.15, 0.52)


def tip_of_cane(bones: Skeleton, fist: Vec) -> Vec:
    """Where a cane stands: it goes with the foot of the other side, and is planted as long as that foot is."""
    h = bones.body.height
    drop = fist[1] - bones.root[1]
    if drop < 0.42 * h:
        flat = unit((bones.chest.forward[0], 0.0, bones.chest.forward[2]), bones.pelvis.forward)
        x, _, z = along(fist, flat, math.sqrt(max(0.0, (CANE * h) ** 2 - drop * drop)))
        return (x, bones.root[1], z)
    side = 1.0 if dot(sub(fist, bones.pelvis.origin), bones.pelvis.right) > 0.0 else -1.0
    leg = bones.left_leg if side > 0.0 else bones.right_leg
    ahead = unit((bones.pelvis.forward[0], 0.0, bones.pelvis.forward[2]), bones.pelvis.forward)
    across = scaled(cross(UP, ahead), side)
    x, y, z = along(leg.toe, across, CANE_ASIDE * h)
    low = bones.root[1]
    return (x, low + max(0.0, min(y, leg.heel[1]) - low), z)


def lantern_light(bones: Skeleton, fist: Vec, tilt: float) -> Vec:
    """Where the flame of a held lantern is, in stage metres."""
    h = bones.body.height
    hook = frame_of(bones, fist, "lantern", tilt).out(0.0, HOOK[0] * h, HOOK[1] * h)
    return along(hook, UP, -(LANTERN_DROP + 0.55 * LANTERN_TALL) * h)


def draw_held(brush: Brush, bones: Skeleton, fist: Vec, held: str, tilt: float, aside: float, colour: RGB) -> None:
    """The thing, passing through the fist; `tilt` tips it forward and `aside` to the person's right, in radians."""
    painter = _PAINTERS.get(held)
    if painter is None:
        raise UserError(f"the paper theatre has no {held!r} to put into a hand", possible=HELD)
    first = len(brush.sheet)
    frame = frame_of(bones, fist, held, tilt, aside)
    painter(Grasp(brush, frame, bones.body.height, colour, bones.root[1], tip_of_cane(bones, fist)))
    brush.sheet.things.append((first, len(brush.sheet)))


def _foot_of_staff(frame: Frame, height: float, ground: float) -> float:
    """How far below the fist a staff ends, in heights of the person: on the ground where it stands nearly upright."""
    low = -(frame.origin[1] - ground) / (height * frame.up[1]) if frame.up[1] > 0.85 else -0.52
    return max(-0.75, min(-0.2, low))


def _staff(g: Grasp) -> None:
    """A knotted stick of peach wood, taller than its owner's shoulder, standing on the ground when upright."""
    low = _foot_of_staff(g.frame, g.height, g.ground)
    high = low + STAFF
    ys = [low + (high - low) * t for t in (0.0, 0.2, 0.42, 0.62, 0.82, 0.94, 1.0)]
    bends = (0.0, 0.006, -0.005, 0.004, -0.006, 0.006, 0.014)
    points = [g.at(b, y, b * 0.5) for b, y in zip(bends, ys, strict=True)]
    pole(g, points, (0.014, 0.017, 0.018, 0.019, 0.021, 0.028, 0.020), WOOD)
    if g.brush.fine:
        for y, side in ((0.25, 1.0), (0.5, -1.0), (0.72, 1.0)):
            yy = low + (high - low) * y
            g.brush.line(
                [g.at(0.008 * side, yy - 0.012), g.at(0.011 * side, yy), g.at(0.007 * side, yy + 0.012)],
                1.0,
                darker(WOOD, 0.4),
                0.8,
            )
        g.brush.line(points[1:6], 0.7, mixed(WOOD, (1.0, 0.9, 0.7), 0.4), 0.4, pressure=SWELL)


def _cane(g: Grasp) -> None:
    """A short stick with a crook, the hand on it, its end on the ground."""
    h, view = g.height, g.brush.view
    top = along(g.frame.origin, UP, 0.012 * h)
    ahead = g.frame.forward
    down = unit(sub(g.tip, top), scaled(UP, -1.0))
    points = [view.point(along(top, down, length(sub(g.tip, top)) * t)) for t in (0.0, 0.33, 0.66, 1.0)]
    pole(g, points, (0.014, 0.013, 0.012, 0.011), WOOD)
    crook = [
        view.point(along(along(top, ahead, x * h), UP, y * h))
        for x, y in ((0.0, -0.012), (0.0, 0.012), (0.022, 0.026), (0.048, 0.022), (0.056, 0.006))
    ]
    left, right = sides_of(crook, [0.008 * g.k] * 5)
    g.brush.part([left[0], *left, left[-1], right[-1], *reversed(right), right[0]], WOOD, line=0.9, shadow=0.0)
    if g.brush.fine:
        g.brush.line(points[:3], 0.6, mixed(WOOD, (1.0, 0.9, 0.7), 0.4), 0.4, pressure=SWELL)


def _sword(g: Grasp) -> None:
    up = 0.52
    blade = [g.at(0.0, 0.045), g.at(0.0, 0.25), g.at(0.0, up * 0.92), g.at(0.0, up)]
    pole(g, blade, (0.020, 0.018, 0.014, 0.001), STEEL)
    g.brush.line(blade[:3], 0.6, darker(STEEL, 0.5), 0.7, pressure=(1.0, 1.0))
    pole(g, [g.at(0.0, -0.055), g.at(0.0, 0.03)], (0.014, 0.013), (0.24, 0.14, 0.1))
    pole(g, [g.at(-0.034, 0.036), g.at(0.034, 0.036)], (0.012, 0.012), (0.72, 0.56, 0.24))
    g.brush.line(
        [g.at(0.0, -0.055), g.at(0.01, -0.10), g.at(0.0, -0.15)], 3.0, g.colour, 0.95, pressure=(0.4, 0.7, 1.0)
    )


def _lantern(g: Grasp) -> None:
    """A paper lantern on a stick: warm from within."""
    brush = g.brush
    pole(g, [g.at(0.0, -0.03), g.at(0.0, 0.03, 0.10), g.at(0.0, 0.045, 0.19)], (0.011, 0.010, 0.008), WOOD)
    h = g.height
    hook = g.frame.out(0.0, HOOK[0] * h, HOOK[1] * h)
    top = along(hook, UP, -LANTERN_DROP * h)
    x, y = brush.view.point(top)
    x0, y0 = brush.view.point(hook)
    brush.line([(x0, y0), (x, y)], 0.8, opacity=0.9, pressure=(1.0, 1.0))
    r, d = 0.052 * g.k, LANTERN_TALL * g.k
    body = [
        (x - r * 0.62, y + d * 0.06),
        (x + r * 0.62, y + d * 0.06),
        (x + r, y + d * 0.32),
        (x + r, y + d * 0.68),
        (x + r * 0.62, y + d * 0.94),
        (x - r * 0.62, y + d * 0.94),
        (x - r, y + d * 0.68),
        (x - r, y + d * 0.32),
    ]
    brush.edge(body, (0.7, 0.2, 0.1), 1.6)
    brush.sheet.fill(
        body,
        (1.0, 0.95, 0.74),
        (1.0, 0.80, 0.42),
        (0.93, 0.48, 0.20),
        shader="radial",
        handles=((x, y + d * 0.55), (x + r * 1.25, y + d * 0.2)),
        keep=True,
    )
    for k in (-0.62, -0.22, 0.22, 0.62):
        brush.line(
            [(x + r * k * 0.6, y + d * 0.06), (x + r * k * 1.25, y + d * 0.5), (x + r * k * 0.6, y + d * 0.94)],
            0.7,
            (0.66, 0.28, 0.1),
            0.6,
            pressure=(1.0, 1.0),
            inside=True,
        )
    for yy in (0.03, 0.97):
        cap = [
            (x - r * 0.7, y + d * yy - 0.008 * g.k),
            (x + r * 0.7, y + d * yy - 0.008 * g.k),
            (x + r * 0.7, y + d * yy + 0.008 * g.k),
            (x - r * 0.7, y + d * yy + 0.008 * g.k),
        ]
        brush.part([p for p in cap for _ in (0, 1)], (0.3, 0.16, 0.1), line=0.8, shadow=0.0)
    brush.sheet.stroke(
        [(x, y + d), (x, y + d * 1.4)], 0.014 * g.k, (0.72, 0.18, 0.14), (0.5, 0.1, 0.1), pressure=(0.4, 1.0)
    )


def _fan(g: Grasp) -> None:
    """A round silk fan with a plum branch."""
    brush = g.brush
    x, y = g.at(0.0, 0.115)
    bx, by = g.at(0.0, 0.0)
    r = 0.075 * g.k
    pole(g, [(bx, by + 0.03 * g.k), (bx, by), (x, y + r)], (0.010, 0.010, 0.008), WOOD)
    disc = [(x + r * math.cos(a * math.pi / 5), y + r * math.sin(a * math.pi / 5)) for a in range(10)]
    brush.part(disc, (0.93, 0.89, 0.80), line=1.4, depth=0.6, shadow=0.0)
    brush.line(
        [(x - r * 0.8, y + r * 0.5), (x - r * 0.2, y + r * 0.05), (x + r * 0.5, y - r * 0.35)],
        1.8,
        (0.3, 0.22, 0.18),
        0.85,
        inside=True,
    )
    for u, v in ((-0.25, -0.2), (0.2, 0.05), (0.5, -0.5), (0.05, -0.45)):
        s = r * 0.11
        px, py = x + u * r, y + v * r
        brush.sheet.fill([(px - s, py), (px, py - s), (px + s, py), (px, py + s)], (0.86, 0.32, 0.34), inside=True)
    brush.line([(bx, by + 0.03 * g.k), (bx + 0.01 * g.k, by + 0.09 * g.k)], 2.4, g.colour, 0.95, pressure=(0.4, 1.0))


def _gourd(g: Grasp) -> None:
    """A bottle gourd held by its waist, its mouth up; it tips towards the lips with the hand."""
    brush = g.brush
    tone: RGB = (0.74, 0.52, 0.26)
    body = [
        g.at(x, y)
        for x, y in (
            (0.0, -0.105),
            (0.045, -0.085),
            (0.052, -0.045),
            (0.020, -0.008),
            (0.028, 0.022),
            (0.022, 0.048),
            (0.008, 0.062),
            (0.008, 0.078),
            (-0.008, 0.078),
            (-0.008, 0.062),
            (-0.022, 0.048),
            (-0.028, 0.022),
            (-0.020, -0.008),
            (-0.052, -0.045),
            (-0.045, -0.085),
        )
    ]
    xs = [p[0] for p in body]
    if max(xs) - min(xs) < 0.09 * g.k:
        middle = (max(xs) + min(xs)) / 2.0
        grow = 0.09 * g.k / max(1.0, max(xs) - min(xs)) if abs(g.frame.up[1]) > 0.7 else 1.0
        body = [(middle + (x - middle) * min(grow, 6.0), y) for x, y in body]
    brush.part(body, tone, line=1.0, shadow=0.012)
    brush.line(
        [g.at(-0.022, -0.006), g.at(0.0, -0.012), g.at(0.022, -0.006)], 3.2, g.colour, 1.0, pressure=(0.8, 1.0, 0.8)
    )
    brush.line(
        [g.at(0.018, -0.01), g.at(0.04, -0.05), g.at(0.034, -0.10)], 1.6, g.colour, 0.95, pressure=(0.8, 0.8, 1.0)
    )


def _cup(g: Grasp) -> None:
    tone: RGB = (0.88, 0.89, 0.84)
    a = [
        g.at(x, y)
        for x, y in (
            (-0.026, 0.035),
            (0.026, 0.035),
            (0.024, 0.012),
            (0.013, -0.012),
            (-0.013, -0.012),
            (-0.024, 0.012),
        )
    ]
    g.brush.part([a[0], a[0], a[1], a[1], *a[2:]], tone, line=0.9, shadow=0.008)
    g.brush.line(
        [g.at(-0.025, 0.026), g.at(0.0, 0.022), g.at(0.025, 0.026)],
        1.0,
        (0.25, 0.36, 0.56),
        0.8,
        pressure=(1.0, 1.0),
        inside=True,
    )


def _mug(g: Grasp) -> None:
    """An enamel mug by its handle: the fist is behind it, so that it is seen whole."""
    wide, low, high, ahead = 0.027, -0.034, 0.046, 0.046

    def ring(y: float, share: float = 1.0) -> list[XY]:
        turns = [math.tau * k / 14 for k in range(14)]
        return [g.at(share * wide * math.sin(t), y, ahead + share * wide * math.cos(t)) for t in turns]

    bow = ((0.030, -0.002), (0.028, 0.022), (-0.014, 0.022), (-0.018, 0.0))
    pole(g, [g.at(0.0, y, ahead - wide - z) for y, z in bow], (0.007, 0.008, 0.008, 0.007), BLUE)
    body = hull([*ring(low, 0.94), *ring(high)])
    g.brush.part([p for p in body for _ in (0, 1)], ENAMEL, line=1.0, shadow=0.02)
    rim = ring(high)
    g.brush.wash(rim, (0.30, 0.17, 0.09), depth=0.4)
    g.brush.line([*rim, rim[0]], 1.5, BLUE, 1.0, pressure=(1.0, 1.0))


def _umbrella(g: Grasp) -> None:
    """An oiled paper umbrella: from below its ribs, from the side its curve."""
    brush = g.brush
    colour = mixed(g.colour, (0.75, 0.2, 0.14), 0.3)
    pole(g, [g.at(0.0, -0.06), g.at(0.0, 0.22), g.at(0.0, 0.48)], (0.012, 0.010, 0.009), WOOD)
    radius, y0, y1 = 0.36, 0.37, 0.495
    count = 20
    rim = [
        g.at(radius * math.sin(t), y0, radius * math.cos(t)) for t in (k * 2 * math.pi / count for k in range(count))
    ]
    top = g.at(0.0, y1)
    xs = [p[0] for p in rim]
    left, right = rim[xs.index(min(xs))], rim[xs.index(max(xs))]
    brush.part(rim, darker(colour, 0.45), line=0.9, shadow=0.0)
    if brush.fine:
        for p in rim[::2]:
            brush.line([top, p], 0.6, mixed(WOOD, (1.0, 0.9, 0.7), 0.3), 0.6, pressure=(0.6, 1.0), inside=True)
    if top[1] < min(left[1], right[1]):
        arc = _front_rim(g, radius, y0, left, right)
        lift = 0.03 * g.k
        shape = [
            top,
            ((top[0] + right[0]) / 2, (top[1] + right[1]) / 2 - lift),
            right,
            right,
            *arc,
            left,
            left,
            ((top[0] + left[0]) / 2, (top[1] + left[1]) / 2 - lift),
        ]
        brush.part(shape, colour, line=1.0, shadow=0.02)
        if brush.fine:
            for p in arc[::2]:
                brush.line(
                    [top, ((top[0] + p[0]) / 2, (top[1] + p[1]) / 2 - lift * 0.8), p],
                    0.7,
                    darker(colour, 0.5),
                    0.7,
                    pressure=(0.4, 1.0),
                    inside=True,
                )
            brush.sheet.stroke(
                [left, *reversed(arc), right], 0.012 * g.k, (0.93, 0.80, 0.55, 0.7), pressure=(1.0, 1.0), inside=True
            )
    pole(g, [top, (top[0], top[1] - 0.03 * g.k)], (0.016, 0.008), (0.3, 0.18, 0.1))


def _front_rim(g: Grasp, radius: float, y: float, left: XY, right: XY) -> list[XY]:
    """The edge of the roof between its two ends: scalloped, along the half of the rim seen above the other."""
    out: list[XY] = []
    up = [g.at(radius * math.sin(k * math.pi / 8), y, radius * math.cos(k * math.pi / 8)) for k in range(16)]
    chord = [p for p in up if p[1] <= (left[1] + right[1]) / 2.0]
    low = [p for p in up if p[1] > (left[1] + right[1]) / 2.0]
    view, h = g.brush.view, g.height
    above = view.eye[1] > g.frame.out(0.0, y * h, 0.0)[1]
    for p in sorted(low if above else chord, key=lambda p: -p[0]):
        if left[0] < p[0] < right[0]:
            out.append(p)
    return out


def _book(g: Grasp) -> None:
    paper: RGB = (0.9, 0.86, 0.76)
    cover = mixed(g.colour, (0.2, 0.28, 0.42), 0.5)
    for side in (1.0, -1.0):
        page = [
            g.at(0.0, 0.005, 0.02),
            g.at(0.075 * side, 0.02, 0.03),
            g.at(0.075 * side, 0.115, 0.055),
            g.at(0.0, 0.10, 0.045),
        ]
        g.brush.part([p for p in page for _ in (0, 1)], cover, line=1.1, shadow=0.0)
        leaf = [
            g.at(0.0, 0.010, 0.018),
            g.at(0.070 * side, 0.024, 0.026),
            g.at(0.070 * side, 0.112, 0.05),
            g.at(0.0, 0.10, 0.042),
        ]
        g.brush.part([p for p in leaf for _ in (0, 1)], paper, line=0.6, shadow=0.0)
        if g.brush.close:
            for k in range(1, 5):
                x = 0.07 * side * k / 5
                g.brush.line(
                    [g.at(x, 0.025, 0.022), g.at(x, 0.1, 0.045)], 0.7, opacity=0.45, pressure=(1.0, 0.6, 1.0, 0.3)
                )


_PAINTERS: dict[str, Callable[[Grasp], None]] = {
    "staff": _staff,
    "cane": _cane,
    "lantern": _lantern,
    "fan": _fan,
    "gourd": _gourd,
    "umbrella": _umbrella,
    "book": _book,
    "cup": _cup,
    "mug": _mug,
    "sword": _sword,
    **SMALL,
}

HELD = tuple(_PAINTERS)
"""Everything a figure can hold."""
