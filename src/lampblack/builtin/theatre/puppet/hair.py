"""Hair: a cap that follows the skull all the way round, strands, knots, plaits, and the fall down the back."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import SWELL
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Vec, add, along, scaled

# turn from the front (radians) and height of the hair's lower edge there
_MAN = ((0.0, 0.315), (0.5, 0.325), (0.85, 0.26), (1.08, 0.14), (1.22, 0.02), (1.38, -0.13), (1.52, -0.15), (1.62, 0.04), (1.85, 0.05), (2.1, -0.16), (2.5, -0.29), (math.pi, -0.33))
_WOMAN = ((0.0, 0.335), (0.3, 0.30), (0.7, 0.225), (1.0, 0.10), (1.18, -0.03), (1.36, -0.17), (1.5, -0.17), (1.66, -0.02), (1.9, -0.04), (2.15, -0.2), (2.6, -0.32), (math.pi, -0.36))
_WILD = ((0.0, 0.30), (0.4, 0.27), (0.8, 0.20), (1.05, 0.06), (1.2, -0.1), (1.36, -0.24), (1.6, -0.28), (2.0, -0.3), (2.6, -0.4), (math.pi, -0.42))
_CHILD = ((0.0, 0.20), (0.45, 0.17), (0.8, 0.13), (1.0, 0.04), (1.2, -0.06), (1.36, -0.16), (1.52, -0.16), (1.66, 0.02), (1.9, 0.0), (2.2, -0.2), (2.6, -0.3), (math.pi, -0.34))

_UPPER = (-0.30, -0.22, -0.12, 0.0, 0.1, 0.2, 0.3, 0.38, 0.44)
SHEEN: RGB = (0.62, 0.64, 0.74)


def hairline(head: HeadView, turn: float) -> float:
    """The height of the hair's lower edge at a turn from the front."""
    figure = head.figure
    table = _WILD if figure.hair == "loose" else _WOMAN if figure.sex == "woman" else _CHILD if figure.age == "child" else _MAN
    away = abs((turn + math.pi) % (2.0 * math.pi) - math.pi)
    for (t0, y0), (t1, y1) in zip(table, table[1:], strict=False):
        if away <= t1:
            share = (away - t0) / (t1 - t0)
            y = y0 + (y1 - y0) * share
            return y + (0.07 * math.exp(-(((away) / 0.5) ** 2)) if figure.age == "old" and figure.sex == "man" else 0.0)
    return table[-1][1]


def _thickness(head: HeadView, y: float) -> float:
    base = {"loose": 0.085, "short": 0.05, "braids": 0.045, "long": 0.05, "bun": 0.05}.get(head.figure.hair, 0.038)
    return base * (0.55 + 0.45 * max(0.0, min(1.0, (y + 0.2) / 0.5)))


def draw_cap(head: HeadView) -> None:
    """The hair on the skull: what is seen of it from here, its edge, its sheen and strands."""
    if head.figure.hair == "bald":
        return
    brush = head.brush
    lower: list[XY] = []
    middle = head.ring(0.1).faced(brush.view.eye)
    count = 19
    ends = (0.0, 0.0)
    for index in range(count):
        turn = middle + 1.52 * (1.0 - 2.0 * index / (count - 1))
        y = hairline(head, turn)
        if index == 0:
            ends = (y, ends[1])
        if index == count - 1:
            ends = (ends[0], y)
        lower.append(brush.view.point(head.ring(y, _thickness(head, y) * 0.55).at(turn)))
    left: list[XY] = []
    right: list[XY] = []
    for y in _UPPER:
        a, b = head.edge(y, _thickness(head, y))
        if y > ends[0] + 0.03:
            left.append(a)
        if y > ends[1] + 0.03:
            right.append(b)
    dome = [head.edge(0.485, _thickness(head, 0.5) + 0.03), head.edge(0.5, 0.02)]
    high = _thickness(head, 0.5) * 0.75
    lift = (head.at(0.0, 0.5 + high, -0.03), head.at(0.0, 0.5, -0.03))
    rise = (lift[0][0] - lift[1][0], lift[0][1] - lift[1][1])
    over = [(x + rise[0] * k, y + rise[1] * k) for (x, y), k in ((dome[0][1], 0.55), (dome[1][1], 1.0), (dome[1][0], 1.0), (dome[0][0], 0.55))]
    shape = [lower[0], *lower, lower[-1], *right, *over, *reversed(left)]
    brush.part(shape, head.hair, line=0.9, depth=0.75, shadow=0.0)
    _strands(head, middle)
    _hairline_wisps(head, lower)


def _strands(head: HeadView, middle: float) -> None:
    """Combed strands from the hairline to the crown, and one broad sheen across the lit side."""
    brush = head.brush
    if brush.tall < 200.0:
        return
    up = head.figure.hair in ("topknot", "bun", "braids")
    light = mixed(head.hair, SHEEN, 0.42 if sum(head.hair) < 1.2 else 0.3)
    dark = darker(head.hair, 0.45)
    count = 9 if brush.close else 5
    for index in range(count):
        turn = middle + 1.25 * (1.0 - 2.0 * (index + 0.5) / count)
        low = hairline(head, turn)
        thick = _thickness(head, low)
        start = head.ring(low + 0.02, thick).at(turn)
        half = head.ring(low + (0.47 - low) * 0.55, thick + 0.005).at(turn * (0.96 if up else 1.0))
        top = head.frame.out(0.0, (0.5 + thick) * head.size, -0.08 * head.size)
        near = add(scaled(head.ring(0.44, thick).at(turn), 0.7), scaled(top, 0.3))
        points = [brush.view.point(p) for p in (start, half, near)]
        colour = light if index % 2 == 0 else dark
        brush.line(points, 0.85, colour, 0.5 if index % 2 == 0 else 0.7, pressure=(0.05, 0.9, 0.6, 0.05))
    if brush.fine:
        lit = middle - 0.62 * brush.light[0]
        sheen = [brush.view.point(head.ring(0.41 - 0.05 * abs(k), 0.05).at(lit + 0.5 * k)) for k in (-1.0, -0.35, 0.35, 1.0)]
        brush.sheet.stroke(sheen, 0.085 * head.pixels, (*light, 0.26), pressure=(0.05, 1.0, 1.0, 0.05), feather=min(10.0, 0.03 * head.pixels), inside=True)


def _hairline_wisps(head: HeadView, lower: list[XY]) -> None:
    """Fine strokes where hair begins, so that it grows and is not a lid."""
    brush = head.brush
    if not brush.close:
        return
    x, y = head.at(0.0, 0.55, -0.05)
    for index in range(3, len(lower) - 3):
        px, py = lower[index]
        dx, dy = x - px, y - py
        root = (px - dx * 0.045, py - dy * 0.045)
        brush.line([root, (px + dx * 0.06, py + dy * 0.06)], 0.9, head.hair, 0.8, pressure=(0.05, 1.0))


def draw_knot(head: HeadView) -> None:
    """Topknot, bun or nothing: the knot on the crown or at the back of the head."""
    kind = head.figure.hair
    if kind == "topknot":
        _topknot(head)
    elif kind == "bun":
        _bun(head)


def knot_is_behind(head: HeadView) -> bool:
    """Whether the knot is on the far side of the head and has to be drawn before it."""
    return math.cos(head.turn) > -0.1


def _lobe(head: HeadView, x: float, y: float, z: float, across: float, down: float, tilt: float = 0.0) -> list[XY]:
    cx, cy = head.at(x, y, z)
    px = head.pixels
    c, s = math.cos(tilt), math.sin(tilt)
    out: list[XY] = []
    for index in range(9):
        angle = index * 2.0 * math.pi / 9
        u, v = across * px * math.cos(angle), down * px * math.sin(angle)
        out.append((cx + u * c - v * s, cy + u * s + v * c))
    return out


def _topknot(head: HeadView) -> None:
    brush, px = head.brush, head.pixels
    brush.part(_lobe(head, 0.0, 0.655, -0.10, 0.125, 0.135), head.hair, line=0.9, depth=0.75, shadow=0.0)
    cx, cy = head.at(0.0, 0.655, -0.10)
    light = mixed(head.hair, SHEEN, 0.35)
    if brush.fine:
        for k in (-0.6, -0.1, 0.4):
            brush.line([(cx + k * 0.1 * px, cy + 0.10 * px), (cx + k * 0.17 * px, cy - 0.02 * px), (cx + k * 0.06 * px, cy - 0.12 * px)], 0.8, light, 0.5, pressure=SWELL)
    band = [head.at(x, y, z) for x, y, z in ((0.10, 0.535, -0.10), (0.105, 0.585, -0.10), (-0.105, 0.585, -0.10), (-0.10, 0.535, -0.10))]
    from_side = [head.at(0.0, 0.535, 0.0), head.at(0.0, 0.585, 0.005), head.at(0.0, 0.585, -0.205), head.at(0.0, 0.535, -0.2)]
    wide = max((abs(band[0][0] - band[2][0]), band), (abs(from_side[0][0] - from_side[2][0]), from_side), key=lambda w: w[0])[1]
    cloth = (0.62, 0.48, 0.22) if head.figure.hat != "crown" else (0.8, 0.62, 0.24)
    if head.figure.age == "child":
        cloth = (0.66, 0.2, 0.16)
    doubled = [p for p in wide for _ in (0, 1)]
    brush.part(doubled, cloth, line=0.8, depth=0.9, shadow=0.0)
    if head.figure.age != "child":
        pin = [head.at(0.27, 0.60, -0.10), head.at(-0.25, 0.615, -0.10)]
        brush.sheet.stroke(pin, 0.03 * px, (0.36, 0.25, 0.1), (0.9, 0.76, 0.42), (0.5, 0.36, 0.16), pressure=(1.0, 0.7, 0.5))


def _bun(head: HeadView) -> None:
    brush, px = head.brush, head.pixels
    light = mixed(head.hair, SHEEN, 0.35)
    for x, y, z, a, b, tilt in ((0.16, 0.50, -0.27, 0.15, 0.12, 0.5), (-0.16, 0.50, -0.27, 0.15, 0.12, -0.5), (0.0, 0.62, -0.22, 0.20, 0.155, 0.0)):
        brush.part(_lobe(head, x, y, z, a, b, tilt), head.hair, line=0.9, depth=0.75, shadow=0.0)
        if brush.fine:
            cx, cy = head.at(x, y, z)
            for k in (-0.5, 0.0, 0.5):
                arc = [(cx - a * 0.8 * px, cy + (k * 0.8 + 0.25) * b * px), (cx, cy + (k - 0.35) * b * px), (cx + a * 0.8 * px, cy + (k * 0.8 + 0.25) * b * px)]
                brush.line(arc, 0.8, light, 0.45, pressure=SWELL)


def draw_ornaments(head: HeadView) -> None:
    """A hairpin with a blossom and drops, for a woman with a bun."""
    if head.figure.hair != "bun" or head.figure.sex != "woman":
        return
    brush, px = head.brush, head.pixels
    pin = [head.at(0.36, 0.50, -0.2), head.at(0.0, 0.555, -0.16), head.at(-0.34, 0.60, -0.2)]
    brush.sheet.stroke(pin, 0.022 * px, (0.93, 0.78, 0.42), (0.62, 0.44, 0.2), pressure=(0.6, 1.0, 0.7))
    fx, fy = head.at(-0.235, 0.475, -0.03)
    if math.cos(head.turn - 0.9) < -0.55:
        return
    rosy = (0.79, 0.24, 0.23)
    for k in range(5):
        angle = k * 2.0 * math.pi / 5 - 0.4
        x, y = fx + 0.042 * px * math.cos(angle), fy + 0.042 * px * math.sin(angle)
        r = 0.033 * px
        brush.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], mixed(rosy, (1.0, 0.8, 0.75), 0.35), rosy, shader="radial", handles=((fx, fy), (x, y)))
    r = 0.018 * px
    brush.sheet.fill([(fx - r, fy), (fx, fy - r), (fx + r, fy), (fx, fy + r)], (0.98, 0.84, 0.45))
    if brush.fine:
        sway = _sway(head)
        for k in (-0.02, 0.02):
            top = head.at(-0.33 + k, 0.585, -0.2)
            low = (top[0] + (sway[0] * 0.6 + k * 0.3) * px, top[1] + (0.17 + abs(k)) * px)
            brush.line([top, low], 0.6, (0.8, 0.62, 0.3), 0.9, pressure=(1.0, 1.0))
            r = 0.016 * px
            brush.sheet.fill([(low[0] - r, low[1]), (low[0], low[1] - r), (low[0] + r, low[1]), (low[0], low[1] + r)], (0.93, 0.97, 0.93), (0.5, 0.72, 0.62))


def _sway(head: HeadView) -> XY:
    """How far light things hang aside, in head heights of the picture."""
    view = head.brush.view
    across = sum(a * b for a, b in zip(head.sway, view.across, strict=True))
    down = sum(a * b for a, b in zip(head.sway, view.down, strict=True))
    return (across / head.size, down / head.size)


def fall_length(head: HeadView) -> float:
    """How far hair falls below the crown, in head heights; 0 where it is put up."""
    kind, woman = head.figure.hair, head.figure.sex == "woman"
    if kind == "long":
        return 2.7 if woman else 2.0
    if kind == "loose":
        return 1.95
    if kind == "bun" and woman and head.figure.age == "young":
        return 2.35
    return 0.0


def draw_fall(head: HeadView, back: Vec) -> None:
    """Hair that falls down the back; `back` is the direction away from the breast, so that it lies on the shoulders."""
    long = fall_length(head)
    if long <= 0.0:
        if head.figure.hair == "braids":
            _braids(head, back)
        return
    brush, s = head.brush, head.size
    wild = head.figure.hair == "loose"
    width = 0.50 if wild else 0.37 if head.figure.hair == "long" else 0.25
    rows: list[tuple[Vec, float]] = []
    start = head.frame.out(0.0, (0.12 if wild or width > 0.3 else -0.02) * s, -0.16 * s)
    for index, (share, wide) in enumerate(((0.0, 0.80), (0.16, 1.0), (0.4, 0.98), (0.65, 0.86), (0.85, 0.66), (1.0, 0.34))):
        down = (0.0, -(long - 0.35) * s * share, 0.0)
        point = add(add(start, down), scaled(head.sway, share * share * 2.4))
        point = along(point, back, s * (0.10 + 0.20 * min(1.0, share * 2.2)))
        rows.append((point, width * wide * s * (1.0 if index else 0.9)))
    across = _broadside(head)
    left = [brush.view.point(along(p, across, -w)) for p, w in rows]
    right = [brush.view.point(along(p, across, w)) for p, w in rows]
    if wild:
        left, right = _ragged(left, head.pixels, -1.0), _ragged(right, head.pixels, 1.0)
    end = brush.view.point(along(rows[-1][0], (0.0, -1.0, 0.0), 0.14 * s))
    edge = [*left, end, *reversed(right)]
    brush.part(edge, head.hair, line=0.9, depth=0.75, shadow=0.0, open_edge=edge)
    light = mixed(head.hair, SHEEN, 0.34)
    if brush.fine:
        count = 9 if brush.close else 6
        for index in range(count):
            k = -0.86 + 1.72 * index / (count - 1)
            bend = 0.05 * head.pixels * math.sin(index * 2.1)
            points = [brush.view.point(along(p, across, w * k)) for p, w in rows]
            points[2] = (points[2][0] + bend, points[2][1])
            brush.line(points, 0.9, light if index % 2 else darker(head.hair, 0.4), 0.42 if index % 2 else 0.7, pressure=(0.1, 0.8, 1.0, 0.7, 0.1))


def _broadside(head: HeadView) -> Vec:
    """Across the hair as it hangs: broad from the back, narrower from the side."""
    view = head.brush.view
    seen = abs(math.cos(head.turn))
    return scaled(view.across, 0.62 + 0.38 * seen)


def _ragged(points: list[XY], px: float, side: float) -> list[XY]:
    out: list[XY] = []
    for index, (x, y) in enumerate(points):
        out.append((x + side * 0.035 * px * math.sin(index * 2.7), y))
        if index >= 2:
            out.append((x + side * (0.10 + 0.03 * math.sin(index * 5.0)) * px, y + 0.10 * px))
            out.append((x + side * (0.10 + 0.03 * math.sin(index * 5.0)) * px, y + 0.10 * px))
    return out


def draw_locks(head: HeadView) -> None:
    """Loose locks before the ears: wild ones for loose hair, one soft strand each side for a woman."""
    kind, brush = head.figure.hair, head.brush
    if kind not in ("loose", "long") and not (kind == "bun" and head.figure.sex == "woman"):
        return
    sway = _sway(head)
    px = head.pixels
    wild = kind == "loose"
    for side in (1.0, -1.0):
        if head.seen(side * 0.30, 0.0) < -0.1 and math.cos(head.turn) > -0.6:
            continue
        if math.cos(head.turn) < -0.3:
            continue
        for k in range(3 if wild else 1):
            root = head.at(side * (0.30 + 0.05 * k), 0.20 - 0.1 * k, 0.20 - 0.12 * k)
            bend = head.at(side * (0.39 + 0.04 * k), -0.12, 0.15 - 0.11 * k)
            long = 0.62 + 0.24 * k if wild else 0.50
            low = head.at(side * (0.37 + 0.06 * k), -0.10 - long, 0.16 - 0.13 * k)
            low = (low[0] + sway[0] * px * 0.8, low[1] + sway[1] * px * 0.4)
            brush.line([root, bend, low], (0.105 if wild else 0.05) * px / brush.hair_width, head.hair, 1.0, pressure=(0.7, 1.0, 0.6, 0.04))
            if brush.fine:
                brush.line([root, bend, low], 0.8, mixed(head.hair, SHEEN, 0.35), 0.4, pressure=(0.05, 1.0, 0.05))


def _braids(head: HeadView, back: Vec) -> None:
    """Two plaits from behind the ears, tied with red."""
    brush, px = head.brush, head.pixels
    for side in (1.0, -1.0):
        long = 0.75 if head.figure.age == "child" else 1.35
        previous = head.at(side * 0.30, -0.05, -0.16)
        for index in range(6):
            share = (index + 1) / 6
            p = head.frame.out(side * (0.36 + 0.05 * share) * head.size, (-0.1 - long * share) * head.size, (-0.14 + 0.12 * share) * head.size)
            p = add(p, scaled(head.sway, share * 1.5))
            here = brush.view.point(p)
            wide = (0.095 - 0.03 * share) * px
            x, y = (previous[0] + here[0]) / 2.0, (previous[1] + here[1]) / 2.0
            lobe = [(x - wide, y - wide * 0.3), (x, y - wide * 1.15), (x + wide, y + wide * 0.1), (x, y + wide * 1.2)]
            brush.part(lobe, head.hair, line=0.7, depth=0.75, shadow=0.0)
            previous = here
        x, y = previous
        r = 0.05 * px
        brush.part([(x - r, y - r * 0.7), (x + r, y - r * 0.7), (x + r, y + r * 0.5), (x - r, y + r * 0.5)], (0.72, 0.2, 0.17), line=0.7, shadow=0.0)
        brush.line([(x, y), (x - r * 0.3, y + r * 2.6)], 0.07 * px / brush.hair_width, head.hair, 1.0, pressure=(0.8, 1.0, 0.1))
