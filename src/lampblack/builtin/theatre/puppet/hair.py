"""Hair on the skull: a cap that follows it all the way round, with its line, its strands and its sheen."""

from __future__ import annotations

import math
from itertools import pairwise

from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.skull import variation
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, add, scaled

# turn from the front (radians) and height of the hair's lower edge there
_MAN = (
    (0.0, 0.315),
    (0.5, 0.325),
    (0.85, 0.26),
    (1.08, 0.14),
    (1.22, 0.02),
    (1.38, -0.13),
    (1.52, -0.15),
    (1.62, 0.04),
    (1.85, 0.05),
    (2.1, -0.16),
    (2.5, -0.29),
    (math.pi, -0.33),
)
_WOMAN = (
    (0.0, 0.335),
    (0.3, 0.30),
    (0.7, 0.225),
    (1.0, 0.10),
    (1.18, -0.03),
    (1.36, -0.17),
    (1.5, -0.17),
    (1.66, -0.02),
    (1.9, -0.04),
    (2.15, -0.2),
    (2.6, -0.32),
    (math.pi, -0.36),
)
_WILD = (
    (0.0, 0.30),
    (0.4, 0.27),
    (0.8, 0.20),
    (1.05, 0.06),
    (1.2, -0.1),
    (1.36, -0.24),
    (1.6, -0.28),
    (2.0, -0.3),
    (2.6, -0.4),
    (math.pi, -0.42),
)
_CHILD = (
    (0.0, 0.20),
    (0.45, 0.17),
    (0.8, 0.13),
    (1.0, 0.04),
    (1.2, -0.06),
    (1.36, -0.16),
    (1.52, -0.16),
    (1.66, 0.02),
    (1.9, 0.0),
    (2.2, -0.2),
    (2.6, -0.3),
    (math.pi, -0.34),
)

_CROP = (
    (0.0, 0.30),
    (0.6, 0.315),
    (0.9, 0.24),
    (1.0, 0.13),
    (1.2, 0.06),
    (1.36, -0.10),
    (1.5, -0.12),
    (1.62, 0.06),
    (1.85, 0.06),
    (2.1, -0.12),
    (2.5, -0.24),
    (math.pi, -0.27),
)

_UPPER = (-0.30, -0.22, -0.12, 0.0, 0.1, 0.2, 0.3, 0.38, 0.44)
SHEEN: RGB = (0.62, 0.64, 0.74)


def hairline(head: HeadView, turn: float) -> float:
    """The height of the hair's lower edge at a turn from the front."""
    figure = head.figure
    table = (
        _WILD
        if figure.hair == "loose"
        else _CROP
        if figure.hair in ("crop", "parted", "curly") and figure.age != "child"
        else _WOMAN
        if figure.sex == "woman"
        else _CHILD
        if figure.age == "child"
        else _MAN
    )
    away = abs((turn + math.pi) % (2.0 * math.pi) - math.pi)
    for (t0, y0), (t1, y1) in pairwise(table):
        if away <= t1:
            share = (away - t0) / (t1 - t0)
            y = y0 + (y1 - y0) * share
            y += 0.07 * math.exp(-((away / 0.5) ** 2)) if figure.age == "old" and figure.sex == "man" else 0.0
            if figure.hair == "parted":
                y += 0.055 * math.sin(turn * 1.6 * parting(head)) * math.exp(-((away / 0.9) ** 4))
            return y + 0.028 * variation(figure, "hairline") * math.exp(-((away / 0.7) ** 2))
    return table[-1][1]


def hair_light(head: HeadView) -> tuple[XY, XY]:
    """One light for all hair on the skull, so that no step shows between cap, fringe and sides."""
    return head.brush.handles([p for y in (0.46, 0.1, -0.3) for p in head.edge(y, 0.05)])


def parting(head: HeadView) -> float:
    """The side on which the hair is parted: +1 the person's right."""
    return 1.0 if variation(head.figure, "parting") > 0.0 else -1.0


def _thickness(head: HeadView, y: float) -> float:
    base = {
        "loose": 0.085,
        "short": 0.05,
        "braids": 0.045,
        "long": 0.05,
        "bun": 0.05,
        "parted": 0.075,
        "crop": 0.018,
        "curly": 0.06,
        "bob": 0.06,
        "ponytail": 0.042,
        "plait": 0.045,
    }.get(head.figure.hair, 0.038)
    return base * (0.55 + 0.45 * max(0.0, min(1.0, (y + 0.2) / 0.5)))


def draw_under(head: HeadView) -> None:
    """Hair behind the forehead's edge, before the face: seen from below or aside, no sky shows under the hair."""
    if head.figure.hair == "bald":
        return
    middle = head.ring(0.1).faced(head.brush.view.eye)
    sides: list[list[XY]] = []
    for index, way in enumerate((1.0, -1.0)):
        low = hairline(head, middle + 1.52 * way)
        heights = [low, *(y for y in _UPPER if y > low + 0.03), 0.485]
        sides.append([head.edge(y, _thickness(head, y) * 0.55)[index] for y in heights])
    head.brush.sheet.fill([*sides[0], *reversed(sides[1])], darker(head.hair, 0.75))


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
    dome = [head.edge(0.485, _thickness(head, 0.5) + 0.005), head.edge(0.5, 0.02)]
    high = _thickness(head, 0.5) * 0.75
    lift = (head.at(0.0, 0.5 + high, -0.03), head.at(0.0, 0.5, -0.03))
    rise = (lift[0][0] - lift[1][0], lift[0][1] - lift[1][1])
    over = [
        (x + rise[0] * k, y + rise[1] * k)
        for (x, y), k in ((dome[0][1], 0.7), (dome[1][1], 1.0), (dome[1][0], 1.0), (dome[0][0], 0.7))
    ]
    shape = [lower[0], *lower, lower[-1], *right, *over, *reversed(left)]
    shorn = mixed(head.hair, head.skin, 0.22) if head.figure.hair == "crop" else head.hair
    brush.part(shape, shorn, line=0.9, depth=0.75, shadow=0.0, handles=hair_light(head))
    _strands(head, middle)
    if head.figure.hair == "parted":
        _part(head)
    _hairline_wisps(head, lower)


def _part(head: HeadView) -> None:
    """The line of the parting, and the wave of hair that is combed away from it."""
    brush, view = head.brush, head.brush.view
    side = parting(head)
    if brush.tall < 150.0:
        return
    eye = view.eye
    line = [head.ring(y, 0.045).at(side * turn) for y, turn in ((0.33, 0.52), (0.42, 0.56), (0.475, 0.9))]
    if math.cos(side * 0.54 - head.ring(0.4).faced(eye)) > 0.15:
        pale = mixed(head.skin, head.hair, 0.45)
        brush.line([view.point(p) for p in line], 1.5, pale, 0.85, pressure=(0.5, 1.0, 0.1))
    light = mixed(head.hair, SHEEN, 0.36)
    for k, lift in ((0.0, 0.0), (0.35, 0.02), (0.7, 0.0)):
        sweep = [
            head.ring(y + lift, 0.075).at(side * turn)
            for y, turn in ((0.36, 0.45 - k * 0.3), (0.40, 0.0 - k * 0.4), (0.36, -0.55 - k * 0.35), (0.26, -0.95))
        ]
        if math.cos(-side * (0.3 + k * 0.4) - head.ring(0.4).faced(eye)) > 0.2:
            brush.line([view.point(p) for p in sweep], 1.0, light, 0.5, pressure=(0.1, 1.0, 0.8, 0.05))


def _strands(head: HeadView, middle: float) -> None:
    """Combed strands from the hairline to the crown, and one broad sheen across the lit side."""
    brush = head.brush
    if brush.tall < 200.0:
        return
    if head.figure.hair == "crop":
        return
    up = head.figure.hair in ("topknot", "bun", "braids", "ponytail", "plait")
    light = mixed(head.hair, SHEEN, 0.42 if sum(head.hair) < 1.2 else 0.3)
    dark = darker(head.hair, 0.45)
    count = 9 if brush.close else 5
    for index in range(count):
        turn = middle + 1.25 * (1.0 - 2.0 * (index + 0.5) / count)
        low = hairline(head, turn)
        thick = _thickness(head, low)
        start = head.ring(low + 0.02, thick).at(turn)
        half = head.ring(low + (0.47 - low) * 0.55, thick + 0.005).at(turn - (0.08 * math.sin(turn) if up else 0.0))
        top = head.frame.out(0.0, (0.5 + thick) * head.size, -0.08 * head.size)
        near = add(scaled(head.ring(0.44, thick).at(turn), 0.7), scaled(top, 0.3))
        points = [brush.view.point(p) for p in (start, half, near)]
        colour = light if index % 2 == 0 else dark
        brush.line(points, 0.85, colour, 0.5 if index % 2 == 0 else 0.7, pressure=(0.05, 0.9, 0.6, 0.05))
    if brush.fine:
        lit = middle - 0.62 * brush.light[0]
        sheen = [
            brush.view.point(head.ring(0.41 - 0.05 * abs(k), 0.05).at(lit + 0.5 * k)) for k in (-1.0, -0.35, 0.35, 1.0)
        ]
        brush.sheet.stroke(
            sheen,
            0.085 * head.pixels,
            (*light, 0.26),
            pressure=(0.05, 1.0, 1.0, 0.05),
            feather=min(10.0, 0.03 * head.pixels),
            inside=True,
        )


def _hairline_wisps(head: HeadView, lower: list[XY]) -> None:
    """Fine strokes where hair begins, so that it grows and is not a lid."""
    brush = head.brush
    if not brush.close:
        return
    x, y = head.at(0.0, 0.55, -0.05)
    for index in range(1, len(lower) - 1):
        turn = head.turn + 1.52 * (1.0 - 2.0 * index / (len(lower) - 1))
        if abs((turn + math.pi) % (2.0 * math.pi) - math.pi) > 1.1:
            continue
        px, py = lower[index]
        dx, dy = x - px, y - py
        root = (px - dx * 0.045, py - dy * 0.045)
        brush.line([root, (px + dx * 0.06, py + dy * 0.06)], 0.9, head.hair, 0.8, pressure=(0.05, 1.0))
