"""Hats: straw, crown, scarf, cap."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import SWELL
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed, rgb
from lampblack.builtin.theatre.puppet.vector import XY

STRAW: RGB = (0.80, 0.66, 0.40)
GOLD: RGB = (0.82, 0.64, 0.27)


def draw_hat(head: HeadView) -> None:
    """What is worn over hair and brow."""
    kind = head.figure.hat
    if kind == "straw":
        _straw(head)
    elif kind == "crown":
        _crown(head)
    elif kind == "scarf":
        _scarf(head)
    elif kind == "cap":
        _cap(head)


def draw_brim_behind(head: HeadView) -> None:
    """The far half of a straw hat's brim, behind the head: its shaded inside, or, from high up, its top."""
    if head.figure.hat != "straw":
        return
    brim = _circle(head, 0.26, 0.80)
    above = max(0.0, min(1.0, (head.nod - 0.3) / 0.25))
    head.brush.part(brim, darker(STRAW, 0.62 + 0.38 * above), line=0.9, shadow=0.0)


def _circle(head: HeadView, y: float, radius: float, count: int = 16, z: float = -0.04) -> list[XY]:
    return [
        head.at(radius * math.sin(k * 2.0 * math.pi / count), y, z + radius * math.cos(k * 2.0 * math.pi / count))
        for k in range(count)
    ]


def _straw(head: HeadView) -> None:
    """A wide cone: from below its rim hides the brow, from above the crown hides the face."""
    brush = head.brush
    rim = _circle(head, 0.26, 0.80, 20)
    tip = head.at(0.0, 0.80, -0.04)
    xs = [p[0] for p in rim]
    left, right = rim[xs.index(min(xs))], rim[xs.index(max(xs))]
    near = _near_half(head, 0.26, 0.80, 11)
    shape = [
        tip,
        tip,
        _between(tip, right, 0.5, 0.03),
        right,
        right,
        *reversed(near[1:-1]),
        left,
        left,
        _between(tip, left, 0.5, 0.03),
    ]
    brush.part(shape, STRAW, line=1.1, shadow=0.02)
    if brush.fine:
        for radius, y in ((0.6, 0.395), (0.4, 0.53), (0.2, 0.665)):
            brush.line(_near_half(head, y, radius, 9), 0.8, darker(STRAW, 0.5), 0.6, pressure=SWELL)
        for index in range(1, 10):
            brush.line([tip, near[index]], 0.55, darker(STRAW, 0.55), 0.5, pressure=(0.2, 0.8))
    brush.line(near, 1.3, darker(STRAW, 0.42), 0.8, pressure=SWELL)


def _between(a: XY, b: XY, share: float, sag: float) -> XY:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share + sag * (b[1] - a[1]))


def _near_half(head: HeadView, y: float, radius: float, count: int) -> list[XY]:
    """The half of a level circle that is nearer to the camera, from left to right."""
    middle = head.turn
    return [
        head.at(radius * math.sin(t), y, -0.04 + radius * math.cos(t))
        for t in (middle + 1.57 * (1.0 - 2.0 * k / (count - 1)) for k in range(count))
    ]


def _band(head: HeadView, low: float, high: float, thick: float, count: int = 11) -> list[XY]:
    """A band round the head between two heights, as far as it is seen."""
    view = head.brush.view
    out: list[XY] = []
    for y, order in ((low, range(count)), (high, range(count - 1, -1, -1))):
        ring = head.ring(y, thick)
        middle = ring.faced(view.eye)
        row = [view.point(ring.at(middle + 1.52 * (1.0 - 2.0 * k / (count - 1)))) for k in order]
        out += [row[0], *row, row[-1]]
    return out


def _crown(head: HeadView) -> None:
    brush = head.brush
    brush.part(_band(head, 0.335, 0.43, 0.075), GOLD, line=1.0, shadow=0.012)
    for k in (-0.9, -0.45, 0.0, 0.45, 0.9):
        if math.cos(k - head.turn) < 0.0:
            continue
        ring, top = head.ring(0.43, 0.07), head.ring(0.43, 0.08)
        high = 0.30 if k == 0.0 else 0.2 - 0.06 * abs(k)
        a, b = brush.view.point(ring.at(k - 0.2)), brush.view.point(ring.at(k + 0.2))
        x, y = brush.view.point(top.at(k))
        tip = (x, y - high * head.pixels)
        brush.part(
            [a, a, _between(a, tip, 0.55, 0.0), tip, tip, _between(b, tip, 0.55, 0.0), b, b], GOLD, line=0.9, shadow=0.0
        )
        r = 0.026 * head.pixels
        y -= high * 0.45 * head.pixels
        brush.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], (0.93, 0.45, 0.36), (0.6, 0.1, 0.12))


def _scarf(head: HeadView) -> None:
    colour = rgb(head.figure.sash)
    brush = head.brush
    view = brush.view
    left = [head.edge(y, 0.07)[0] for y in (0.24, 0.36, 0.44, 0.49)]
    right = [head.edge(y, 0.07)[1] for y in (0.24, 0.36, 0.44, 0.49)]
    ring = head.ring(0.24, 0.07)
    middle = ring.faced(view.eye)
    front = [view.point(ring.at(middle + 1.5 * (1.0 - 2.0 * k / 8))) for k in range(9)]
    brush.part([front[0], *front, front[-1], *right, head.at(0.0, 0.57, -0.04), *reversed(left)], colour, line=1.0)
    if brush.fine:
        for k in (-0.8, 0.0, 0.8):
            ring2 = head.ring(0.40, 0.075)
            brush.line(
                [view.point(ring.at(middle + k)), view.point(ring2.at(middle + k * 0.7 + 0.2))],
                0.9,
                darker(colour, 0.4),
                0.6,
            )
    knot = head.at(0.0, 0.12, -0.50)
    if math.cos(head.turn) < 0.75:
        x, y = knot
        r = 0.09 * head.pixels
        brush.part(
            [(x - r, y), (x, y - r * 0.8), (x + r, y), (x, y + r * 0.8)], mixed(colour, (1.0, 1.0, 1.0), 0.05), line=0.9
        )


def _cap(head: HeadView) -> None:
    """A scholar's soft black cap with a jade in front."""
    cloth: RGB = (0.13, 0.13, 0.17)
    brush = head.brush
    view = brush.view
    ring = head.ring(0.27, 0.065)
    middle = ring.faced(view.eye)
    front = [view.point(ring.at(middle + 1.52 * (1.0 - 2.0 * k / 8))) for k in range(9)]
    left = [head.edge(0.38, 0.075)[0], head.at(*_side(head, 0.30, 0.62))]
    right = [head.edge(0.38, 0.075)[1], head.at(*_side(head, -0.30, 0.62))]
    brush.part([front[0], *front, front[-1], *right, *reversed(left)], cloth, line=1.0)
    brush.part(_band(head, 0.245, 0.325, 0.075), mixed(cloth, (0.5, 0.45, 0.4), 0.18), line=0.9, shadow=0.0)
    if head.seen(0.0, 0.28) > 0.2:
        x, y = head.at(0.0, 0.285, 0.42)
        r = 0.036 * head.pixels
        brush.sheet.fill(
            [(x - r, y), (x, y - r * 1.3), (x + r, y), (x, y + r * 1.3)], (0.8, 0.93, 0.83), (0.36, 0.6, 0.48)
        )


def _side(head: HeadView, amount: float, y: float) -> tuple[float, float, float]:
    """A point beside the middle as the camera sees it."""
    return (amount * math.cos(head.turn), y, -0.06 - amount * math.sin(head.turn))
