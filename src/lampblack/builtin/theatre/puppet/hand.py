"""Hands: a palm and five fingers, each one stroke; at rest, open like an orchid, pointing, or closed round a thing."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.skeleton import Arm, Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import UP, XY, Frame, Vec, add, along, cross, scaled, squared, unit

# per finger, index to little: place across the palm, length, spread, first and second bend (radians)
_FINGERS: dict[str, tuple[tuple[float, float, float, float, float], ...]] = {
    "relax": (
        (0.36, 0.46, 0.06, 0.25, 0.35), (0.12, 0.50, 0.02, 0.34, 0.42),
        (-0.12, 0.47, -0.03, 0.42, 0.48), (-0.34, 0.38, -0.09, 0.50, 0.5),
    ),
    "open": (
        (0.37, 0.48, 0.22, 0.02, 0.06), (0.12, 0.52, 0.05, 0.20, 0.22),
        (-0.13, 0.49, -0.10, 0.10, 0.14), (-0.36, 0.40, -0.30, -0.02, 0.05),
    ),
    "point": (
        (0.36, 0.52, 0.02, 0.0, 0.02), (0.12, 0.40, 0.0, 1.35, 1.5),
        (-0.12, 0.38, 0.0, 1.45, 1.5), (-0.34, 0.32, 0.0, 1.5, 1.5),
    ),
    "grip": (
        (0.36, 0.42, 0.0, 1.15, 1.45), (0.12, 0.45, 0.0, 1.2, 1.45),
        (-0.12, 0.43, 0.0, 1.25, 1.45), (-0.34, 0.36, 0.0, 1.3, 1.45),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palm:
    """A hand in space: origin at the wrist, right = thumb, up = out of the back of the hand, forward = fingers."""

    frame: Frame
    size: float

    @property
    def held(self) -> Vec:
        """Where a held thing passes through the fist."""
        return self.frame.out(0.02 * self.size, -0.14 * self.size, 0.40 * self.size)


def palm_of(bones: Skeleton, arm: Arm) -> Palm:
    """The hand of an arm: in line with the forearm, thumb up and inward."""
    way = arm.fingers
    if arm.pose.grip in ("relax", "open"):
        way = unit(add(way, scaled(UP, -0.16 if arm.pose.grip == "relax" else 0.10)))
    ref = add(add(scaled(UP, 0.75), scaled(bones.chest.forward, 0.75)), scaled(bones.chest.right, -arm.side * 0.25))
    thumb = squared(ref, way, bones.chest.forward)
    back = unit(scaled(cross(thumb, way), arm.side))
    return Palm(Frame(arm.wrist, thumb, back, way), bones.body.hand)


def draw_hand(brush: Brush, palm: Palm, skin: RGB, grip: str) -> None:
    """The hand, palm first, then its fingers one over the other."""
    view, s, frame = brush.view, palm.size, palm.frame
    if brush.out_of_picture([view.point(frame.origin)], 1.2 * s):
        return
    k = s * brush.scale
    line = outline(mixed(skin, (0.45, 0.15, 0.1), 0.4))

    def at(x: float, y: float, z: float) -> XY:
        return view.point(frame.out(x * s, y * s, z * s))

    ink = brush.hair_width * 1.5
    base = [
        at(*p)
        for p in (
            (0.14, 0.0, -0.04),
            (0.22, 0.0, 0.12),
            (0.235, 0.0, 0.34),
            (0.20, 0.0, 0.50),
            (-0.20, 0.0, 0.47),
            (-0.22, 0.0, 0.25),
            (-0.14, 0.0, -0.04),
        )
    ]
    ridge = [at(0.0, 0.09, 0.0), at(0.0, 0.10, 0.25), at(0.0, 0.06, 0.48), at(0.0, -0.10, 0.25)]
    from_edge = _padded(base, ridge, k)
    if brush.tall < 190.0:
        tip = at(0.0, -0.05, 0.85) if grip != "grip" else at(0.0, -0.15, 0.5)
        brush.part([*from_edge[:3], tip, *from_edge[3:]], skin, line=0.8, shadow=0.0)
        return
    fingers = [_finger(palm, *values) for values in _FINGERS[grip]]
    chains = [[view.point(p) for p in chain] for chain in fingers]
    order = sorted(range(4), key=lambda i: -view.depth(fingers[i][2]))
    thumb = [view.point(frame.out(x * s, y * s, z * s)) for x, y, z in _thumb(grip)]
    back_seen = view.depth(frame.out(0.0, 0.2 * s, 0.2 * s)) < view.depth(frame.out(0.0, -0.2 * s, 0.2 * s))
    wide = 0.115 * k
    curled = grip in ("grip", "point")
    if not (curled and back_seen):
        _draw_palm(brush, from_edge, skin, line, ink)
    for index in order:
        w = wide * (1.0 if index < 3 else 0.86)
        brush.sheet.stroke(chains[index], w + ink * 1.5, clear(line, 0.9), pressure=(1.0, 1.0, 0.92, 0.62))
        brush.sheet.stroke(
            chains[index],
            w,
            skin,
            skin,
            darker(skin, 0.97),
            mixed(skin, (0.9, 0.5, 0.42), 0.16),
            pressure=(1.0, 1.0, 0.9, 0.58),
        )
    if curled and back_seen:
        _draw_palm(brush, from_edge, skin, line, ink)
    elif brush.fine:
        roots = [chains[i][0] for i in range(4)]
        brush.sheet.stroke(roots, wide * 1.5, skin, pressure=(0.85, 1.0, 0.85))
    brush.sheet.stroke(thumb, wide * 1.12 + ink * 1.5, clear(line, 0.9), pressure=(1.0, 1.0, 0.85, 0.6))
    brush.sheet.stroke(thumb, wide * 1.12, skin, mixed(skin, (0.9, 0.5, 0.42), 0.14), pressure=(1.0, 1.0, 0.82, 0.56))


def _draw_palm(brush: Brush, shape: list[XY], skin: RGB, line: RGB, ink: float) -> None:
    brush.sheet.stroke(shape, ink, clear(line, 0.9), pressure=(1.0, 0.8, 1.0), closed=True)
    brush.wash(shape, skin, depth=0.55)


def _padded(base: list[XY], ridge: list[XY], k: float) -> list[XY]:
    """The palm's outline, never thinner than a hand is thick when seen edge on."""
    first, last = base[0], base[-1]
    ax, ay = base[3][0] + base[4][0] - first[0] - last[0], base[3][1] + base[4][1] - first[1] - last[1]
    size = math.hypot(ax, ay)
    if size < 1e-3:
        return base
    nx, ny = -ay / size, ax / size
    middle = (sum(p[0] for p in base) / len(base), sum(p[1] for p in base) / len(base))
    out: list[XY] = []
    for x, y in base:
        off = (x - middle[0]) * nx + (y - middle[1]) * ny
        least = 0.105 * k
        if abs(off) < least:
            push = math.copysign(least, off) - off
            x, y = x + nx * push, y + ny * push
        out.append((x, y))
    return out


def _finger(palm: Palm, across: float, long: float, spread: float, first: float, second: float) -> list[Vec]:
    """A finger's joints from its root: bends curl it into the palm."""
    frame, s = palm.frame, palm.size
    p = frame.out(across * 0.46 * s, 0.01 * s, (0.46 - 0.05 * abs(across - 0.1)) * s)
    chain = [p]
    angle = 0.0
    for share, bend in ((0.46, first), (0.30, second), (0.24, second * 0.8)):
        angle += bend
        way = frame.direction(math.sin(spread) * math.cos(angle), -math.sin(angle), math.cos(spread) * math.cos(angle))
        p = along(p, way, long * share * s)
        chain.append(p)
    return chain


def _thumb(grip: str) -> tuple[tuple[float, float, float], ...]:
    if grip == "open":
        return ((0.13, -0.02, 0.10), (0.30, -0.05, 0.26), (0.37, -0.07, 0.42), (0.38, -0.06, 0.54))
    if grip == "grip":
        return ((0.15, -0.03, 0.12), (0.27, -0.10, 0.28), (0.22, -0.22, 0.40), (0.08, -0.26, 0.44))
    if grip == "point":
        return ((0.15, -0.03, 0.12), (0.26, -0.10, 0.28), (0.20, -0.18, 0.42), (0.08, -0.20, 0.48))
    return ((0.14, -0.02, 0.10), (0.25, -0.07, 0.26), (0.26, -0.13, 0.42), (0.22, -0.17, 0.52))
