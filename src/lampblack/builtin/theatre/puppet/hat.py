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
    elif kind == "beanie":
        _beanie(head)
    elif kind == "baseball":
        _baseball(head)
    elif kind == "brimmed":
        _brimmed(head)
    elif kind == "helmet":
        _helmet(head)


def draw_brim_behind(head: HeadView) -> None:
    """The far half of a straw hat's brim, behind the head: its shaded inside, or, from high up, its top."""
    if head.figure.hat == "brimmed":
        felt = darker(rgb(head.figure.sash), 0.55)
        head.brush.part(_circle(head, 0.27, 0.66), felt, line=0.9, shadow=0.0)
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


def _dome(head: HeadView, low: float, top: float, thick: float, colour: RGB) -> None:
    """A soft crown over the skull from its lower edge at `low`."""
    brush, view = head.brush, head.brush.view
    heights = [y for y in (0.24, 0.36, 0.44) if y > low]
    left = [head.edge(y, thick)[0] for y in heights]
    right = [head.edge(y, thick)[1] for y in heights]
    ring = head.ring(low, thick)
    middle = ring.faced(view.eye)
    front = [view.point(ring.at(middle + 1.5 * (1.0 - 2.0 * k / 8))) for k in range(9)]
    brush.part(
        [
            front[0],
            *front,
            front[-1],
            *right,
            head.at(*_side(head, -0.25, top - 0.05)),
            head.at(0.0, top, -0.04),
            head.at(*_side(head, 0.25, top - 0.05)),
            *reversed(left),
        ],
        colour,
        line=1.0,
    )


def _beanie(head: HeadView) -> None:
    """A knitted cap with a turned-up edge."""
    colour = rgb(head.figure.sash)
    brush, view = head.brush, head.brush.view
    _dome(head, 0.22, 0.63, 0.075, colour)
    brush.part(_band(head, 0.19, 0.30, 0.092), mixed(colour, (1.0, 1.0, 1.0), 0.06), line=0.9, shadow=0.0)
    if brush.fine:
        low, high = head.ring(0.195, 0.092), head.ring(0.295, 0.092)
        middle = low.faced(view.eye)
        for k in range(-6, 7):
            rib = [view.point(ring.at(middle + 0.22 * k)) for ring in (low, high)]
            brush.line(rib, 0.8, darker(colour, 0.5), 0.45, pressure=(0.7, 1.0))


def _baseball(head: HeadView) -> None:
    """A cap with a peak in front."""
    colour = rgb(head.figure.sash)
    brush, view = head.brush, head.brush.view
    ring = head.ring(0.255, 0.06)
    turns = [1.15 * (1.0 - 2.0 * k / 8) for k in range(9)]
    root = [view.point(ring.at(t)) for t in turns]
    rim = [
        head.at(0.40 * math.sin(t / 1.15 * 1.5), 0.215 - 0.03 * abs(t), 0.30 + 0.42 * math.cos(t / 1.15 * 1.5))
        for t in turns
    ]
    shape = [root[0], *root, root[-1], *reversed(rim)]
    toward = math.cos(head.turn)
    if toward < 0.0:
        brush.part(shape, darker(colour, 0.75), line=0.9, shadow=0.0)
    _dome(head, 0.235, 0.585, 0.06, colour)
    if toward >= 0.0:
        brush.part(shape, darker(colour, 0.82), line=1.0, shadow=0.0)
    if brush.fine:
        for turn in (0.0, 0.9, -0.9, 2.4, -2.4):
            if math.cos(turn - head.ring(0.4).faced(view.eye)) > 0.1:
                seam = [view.point(head.ring(y, 0.065).at(turn)) for y in (0.27, 0.37, 0.45)]
                brush.line(seam, 0.7, darker(colour, 0.5), 0.5)
        x, y = head.at(0.0, 0.58, -0.04)
        r = 0.03 * head.pixels
        brush.sheet.fill([(x - r, y), (x, y - 0.6 * r), (x + r, y), (x, y + 0.6 * r)], darker(colour, 0.7))


def _brimmed(head: HeadView) -> None:
    """A felt hat with a pinched crown, a band, and a brim all round."""
    felt = mixed(rgb(head.figure.sash), (0.2, 0.18, 0.17), 0.45)
    brush = head.brush
    wide = 0.34 + 0.06 * abs(math.sin(head.turn))
    left = [head.at(*_side(head, wide, 0.30)), head.at(*_side(head, wide * 0.86, 0.66))]
    right = [head.at(*_side(head, -wide, 0.30)), head.at(*_side(head, -wide * 0.86, 0.66))]
    dent = head.at(0.0, 0.68, -0.05)
    crown = [
        left[0],
        left[0],
        left[1],
        left[1],
        _between(left[1], right[1], 0.3, 0.0),
        dent,
        _between(left[1], right[1], 0.7, 0.0),
        right[1],
        right[1],
        right[0],
        right[0],
    ]
    brush.part(crown, felt, line=1.0)
    band = [
        left[0],
        left[0],
        _between(left[0], left[1], 0.24, 0.0),
        _between(left[0], left[1], 0.24, 0.0),
        _between(right[0], right[1], 0.24, 0.0),
        _between(right[0], right[1], 0.24, 0.0),
        right[0],
        right[0],
    ]
    brush.part(band, darker(felt, 0.45), line=0.7, shadow=0.0)
    near = [head.at(0.66 * math.sin(t), 0.27, -0.04 + 0.66 * math.cos(t)) for t in _half(head, 11)]
    far = [head.at(0.36 * math.sin(t), 0.30, -0.04 + 0.40 * math.cos(t)) for t in _half(head, 11)]
    brush.part([near[0], *near, near[-1], *reversed(far)], felt, line=1.0, shadow=0.0)


def _half(head: HeadView, count: int) -> list[float]:
    return [head.turn + 1.57 * (1.0 - 2.0 * k / (count - 1)) for k in range(count)]


def _helmet(head: HeadView) -> None:
    """A glass bowl over the whole head, hardly there but for its rim and its gleam."""
    brush, px = head.brush, head.pixels
    x, y = head.at(0.0, 0.02, -0.02)
    r = 0.78 * px
    ball = [(x + r * math.cos(k * math.pi / 8), y + 0.98 * r * math.sin(k * math.pi / 8)) for k in range(16)]
    brush.sheet.fill(
        ball, (0.85, 0.94, 1.0, 0.02), (0.80, 0.90, 0.98, 0.20), shader="radial", handles=((x, y), (x + r, y))
    )
    brush.sheet.stroke(ball, brush.hair_width * 1.5, (0.45, 0.52, 0.58, 0.8), pressure=(1.0, 0.6, 1.0), closed=True)
    lx, ly = brush.light
    turn = math.atan2(ly, lx)
    gleam = [(x + 0.86 * r * math.cos(turn + a), y + 0.86 * r * math.sin(turn + a)) for a in (-0.5, -0.2, 0.15, 0.5)]
    brush.sheet.stroke(
        gleam, 0.055 * px, (1.0, 1.0, 1.0, 0.75), pressure=(0.1, 1.0, 0.9, 0.1), feather=min(4.0, 0.01 * px)
    )


def _side(head: HeadView, amount: float, y: float) -> tuple[float, float, float]:
    """A point beside the middle as the camera sees it."""
    return (amount * math.cos(head.turn), y, -0.06 - amount * math.sin(head.turn))
