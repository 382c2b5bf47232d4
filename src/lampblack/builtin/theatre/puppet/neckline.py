"""What is sewn on the garments of today: necklines, hoods, fronts, zips, pockets, quilting; each where it is seen."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet import top as tops
from lampblack.builtin.theatre.puppet.collar import (
    Path,
    draw_neck,
    opening,
    ribbon,
    round_neck,
    seen_path,
    stretches_of,
)
from lampblack.builtin.theatre.puppet.limb import hull
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import UP, XY, along
from lampblack.builtin.theatre.puppet.wearer import Wearer

Rings = tuple[Ring, ...]


def _front(rings: Rings, turn: float, low: float, count: int = 6) -> Path:
    """A line up the garment from `low` to just under the neck."""
    high = len(rings) - 1.35
    return tuple((turn, low + (high - low) * k / (count - 1)) for k in range(count))


def _button(w: Wearer, x: float, y: float, colour: RGB, size: float = 0.0055) -> None:
    r = size * w.height * w.brush.scale
    w.brush.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], colour)


def placket(w: Wearer, rings: Rings, colour: RGB, buttons: int) -> None:
    """The buttoned edge of a shirt."""
    b = w.brush
    for turn, width in ((0.07, 0.8), (-0.07, 0.55)):
        line = tops.on(w, rings, _front(rings, turn, 0.0))
        if len(line) > 2:
            b.line(line, width, darker(colour, 0.42), 0.6, pressure=(0.8, 1.0, 0.8))
    if b.fine:
        high = len(rings) - 1.8
        for k in range(buttons):
            for x, y in tops.on(w, rings, ((0.0, 0.4 + (high - 0.4) * k / (buttons - 1)),)):
                _button(w, x, y, darker(colour, 0.5), 0.0042)


def jacket_front(w: Wearer, rings: Rings, colour: RGB, *, double: bool = False) -> None:
    """The front edge of a jacket from where the lapels meet, its buttons, its pockets and the vent behind."""
    b = w.brush
    dark = darker(colour, 0.35)
    top = len(rings) - 4.15
    edge = tops.on(w, rings, ((0.0, top), (0.03, top - 0.9), (0.05, 1.0), (0.14, 0.0)))
    if len(edge) > 2:
        b.line(edge, 1.1, dark, 0.8, pressure=(0.6, 1.0, 0.9))
    if not b.fine:
        return
    for k, t in enumerate((top - 0.15, top - 0.8, top - 1.45)):
        if t > 0.9:
            for turn in (-0.10, 0.34) if double else (-0.06,):
                for x, y in tops.on(w, rings, ((turn, t),)):
                    _button(w, x, y, darker(colour, 0.4 - 0.02 * k), 0.0065)
    pocket = 1.35 if len(rings) < 8 else 2.35
    for side in (1.0, -1.0):
        flap = tops.on(w, rings, ((side * 0.55, pocket), (side * 1.12, pocket + 0.06)))
        if len(flap) == 2:
            b.line(flap, 1.3, dark, 0.75, pressure=(0.9, 1.0, 0.9))
            deep = 0.016 * w.height * b.scale
            (x0, y0), (x1, y1) = flap
            b.line([(x0, y0), (x0, y0 + deep), (x1, y1 + deep), (x1, y1)], 0.6, dark, 0.5, pressure=(1.0, 1.0))
    vent = tops.on(w, rings, ((math.pi, 1.0), (math.pi, 0.5), (math.pi + 0.03, 0.0)))
    if len(vent) == 3:
        b.line(vent, 1.0, dark, 0.75)
    seam = tops.on(w, rings, _front(rings, math.pi, 1.2))
    if len(seam) > 3:
        b.line(seam, 0.6, dark, 0.4)


def pocket(w: Wearer, rings: Rings, colour: RGB, *, pen: bool = False) -> None:
    """A breast pocket on the person's left, with pens in it should they carry some."""
    if not w.brush.fine:
        return
    t = len(rings) - 3.6
    mouth = tops.on(w, rings, ((-0.38, t), (-0.78, t + 0.02)))
    low = tops.on(w, rings, ((-0.40, t - 0.42), (-0.76, t - 0.40)))
    if len(mouth) < 2 or len(low) < 2:
        return
    w.brush.line(
        [mouth[0], mouth[0], low[0], low[0], low[1], low[1], mouth[1]],
        0.6,
        darker(colour, 0.4),
        0.6,
        pressure=(1.0, 1.0),
    )
    w.brush.line(mouth, 0.9, darker(colour, 0.4), 0.7, pressure=(1.0, 1.0))
    if pen:
        (x0, y0), (x1, _) = mouth
        for share, tone in ((0.3, (0.62, 0.16, 0.14)), (0.5, (0.16, 0.24, 0.5))):
            x = x0 + (x1 - x0) * share
            k = 0.012 * w.height * w.brush.scale
            w.brush.sheet.stroke([(x, y0 - k), (x, y0 + 0.1 * k)], 0.3 * k, tone, pressure=(1.0, 1.0))


def print_on(w: Wearer, rings: Rings, colour: RGB) -> None:
    """A stripe across the breast."""
    t = len(rings) - 3.95
    tops.band(w, rings, t, t + 0.3, colour, line=0.0)


def knit(w: Wearer, rings: Rings, colour: RGB) -> None:
    """Rows of cables down the breast, close by."""
    if not w.brush.fine:
        return
    for turn in (-0.6, -0.25, 0.25, 0.6, 2.6, 3.1, 3.6):
        line = tops.on(w, rings, _front(rings, turn, 0.7, 9))
        if len(line) > 4:
            k = 0.005 * w.height * w.brush.scale
            line = [(x + k * (-1.0) ** i, y) for i, (x, y) in enumerate(line)]
            w.brush.line(line, 0.9, darker(colour, 0.55), 0.35, pressure=(0.6, 1.0, 0.6))


def quilting(w: Wearer, rings: Rings, colour: RGB) -> None:
    """The seams of a down jacket: each row bulges, dark below and lit above."""
    b, view = w.brush, w.brush.view
    if b.tall < 150.0:
        return
    dark, lit = darker(colour, 0.4), mixed(colour, (1.0, 0.98, 0.92), 0.3)
    high = len(rings) - 2.2
    step = 0.62
    t = 0.45
    while t < high:
        ring = tops.ring_at(rings, t)
        middle = ring.faced(view.eye)
        row = [view.point(ring.at(middle + 1.55 * (1.0 - 2.0 * k / 8))) for k in range(9)]
        sag = 0.006 * w.height * b.scale
        row = [(x, y + sag * math.cos((k - 4) * 0.4)) for k, (x, y) in enumerate(row)]
        b.line(row, 1.1, dark, 0.75, pressure=(1.0, 0.8, 1.0))
        if b.fine:
            wide = 0.016 * w.height * b.scale
            up = [(x, y - wide * 0.6) for x, y in row[1:-1]]
            low = [(x, y + wide * 0.7) for x, y in row[1:-1]]
            b.sheet.stroke(up, wide, clear(dark, 0.25), pressure=(0.3, 1.0, 0.3), feather=min(6.0, wide * 0.4))
            b.sheet.stroke(low, wide * 0.8, clear(lit, 0.3), pressure=(0.1, 1.0, 0.1), feather=min(6.0, wide * 0.4))
        t += step


def zip_line(w: Wearer, rings: Rings, colour: RGB) -> None:
    line = tops.on(w, rings, _front(rings, 0.0, 0.0, 8))
    if len(line) > 2:
        w.brush.line(line, 1.7, colour, 0.85, pressure=(1.0, 1.0))
        if w.brush.fine:
            x, y = line[-1]
            k = 0.006 * w.height * w.brush.scale
            w.brush.sheet.stroke([(x, y), (x, y + 2.2 * k)], k, (0.72, 0.72, 0.70), pressure=(1.0, 0.7))


def pouch(w: Wearer, rings: Rings, colour: RGB) -> None:
    """The pocket over the belly of a hooded sweater."""
    shape = [
        *tops.on(w, rings, ((0.42, 2.0), (0.72, 1.1), (0.74, 0.7))),
        *reversed(tops.on(w, rings, ((-0.42, 2.0), (-0.72, 1.1), (-0.74, 0.7)))),
    ]
    if len(shape) == 6:
        closed = [p for p in shape for _ in (0, 1)]
        w.brush.part(closed, mixed(colour, (1.0, 1.0, 1.0), 0.03), line=0.8, depth=0.5, shadow=0.0)


def badge(w: Wearer, rings: Rings, colour: RGB, side: float = 1.0) -> None:
    t = len(rings) - 3.55
    shape = tops.on(
        w, rings, ((-0.5 * side, t - 0.16), (-0.78 * side, t - 0.16), (-0.78 * side, t + 0.16), (-0.5 * side, t + 0.16))
    )
    if len(shape) == 4 and w.brush.tall > 150.0:
        w.brush.part(shape, colour, line=0.7, shadow=0.0)


def yoke(w: Wearer, colour: RGB) -> None:
    """Shoulders of another colour, down to a line across breast and back; within the top, directly after it."""
    rows: list[list[XY]] = []
    view = w.brush.view
    for t in (3.0, 4.85):
        ring = w.trunk.ring(t)
        middle = ring.faced(view.eye)
        rows.append([view.point(ring.at(middle + 1.56 * (1.0 - 2.0 * k / 8))) for k in range(9)])
    low, high = rows
    pad = 0.03 * w.height * w.brush.scale * (1.0 if low[0][0] < low[-1][0] else -1.0)
    shape = [
        (low[0][0] - pad, low[0][1]),
        *low,
        (low[-1][0] + pad, low[-1][1]),
        (low[-1][0] + pad, high[-1][1]),
        *reversed(high),
        (low[0][0] - pad, high[0][1]),
    ]
    w.brush.sheet.fill(
        shape,
        mixed(colour, (1.0, 1.0, 1.0), 0.06),
        colour,
        darker(colour, 0.82),
        inside=True,
        handles=tops.light_of_trunk(w),
    )
    w.brush.line(low, 0.8, darker(colour, 0.4), 0.6, pressure=(1.0, 1.0), inside=True)


def crew(w: Wearer, colour: RGB, *, wide: float, deep: float = 4.5) -> None:
    """A round neck with its rib."""
    b = w.brush
    throat: Path = ((0.95, 4.7), (0.6, 4.72 - (4.72 - deep) * 0.72), (0.0, deep))
    sides = [seen_path(b, w.trunk, throat, mirror) for mirror in (-1.0, 1.0)]
    draw_neck(b, w.bones, w.skin, [*sides[0], *reversed(sides[1])] if min(map(len, sides)) > 1 else ())
    rib = darker(colour, 0.88)
    path: Path = (
        (3.3, 4.93),
        (2.3, 4.9),
        (1.6, 4.82),
        (1.1, 4.72),
        (0.6, 4.72 - (4.72 - deep) * 0.72),
        (0.0, deep),
        (-0.06, deep),
    )
    whole = [*round_neck(path[:-2]), (2.0 * math.pi, deep)]
    for seen in stretches_of(b, w.trunk, [(0.0, deep), *whole]):
        ribbon(b, seen, wide * w.height * b.scale, rib, line=0.6)


def standing(w: Wearer, colour: RGB, trim: RGB) -> None:
    """A collar that stands round the neck, closed in front."""
    b, view = w.brush, w.brush.view
    draw_neck(b, w.bones, w.skin)
    ring, h = w.trunk.ring(4.9), w.height
    middle = ring.faced(view.eye)
    turns = [middle + 1.53 * (1.0 - 2.0 * k / 8) for k in range(9)]
    low = [view.point(along(ring.at(t), UP, -0.004 * h)) for t in turns]
    high = [view.point(along(ring.at(t), UP, (0.026 - 0.006 * math.cos(t)) * h)) for t in turns]
    shape = [low[0], low[0], *low, low[-1], high[-1], high[-1], *reversed(high), high[0]]
    b.part(shape, colour, line=0.9, shadow=0.0)
    b.line(high, 1.6, trim, 0.95, pressure=(1.0, 1.0))
    if math.cos(middle) > 0.2:
        b.line([view.point(along(ring.at(0.0), UP, y * h)) for y in (-0.006, 0.02)], 0.9, darker(colour, 0.3), 0.8)


def ring_collar(w: Wearer, colour: RGB) -> None:
    """The metal ring on which a helmet is set."""
    b, view, h = w.brush, w.brush.view, w.height
    draw_neck(b, w.bones, w.skin)
    ring = w.trunk.ring(4.55)
    for thick, tone in ((0.030, darker(colour, 0.5)), (0.023, colour), (0.008, mixed(colour, (1.0, 1.0, 1.0), 0.5))):
        middle = ring.faced(view.eye)
        row = [
            view.point(along(_out(ring, middle + 1.57 * (1.0 - 2.0 * k / 10), 1.18), UP, 0.006 * h)) for k in range(11)
        ]
        b.sheet.stroke(row, thick * h * b.scale, tone, pressure=(0.9, 1.0, 0.9))


def _out(ring: Ring, turn: float, by: float) -> tuple[float, float, float]:
    x, y, z = ring.at(turn)
    cx, cy, cz = ring.centre
    return (cx + (x - cx) * by, cy + (y - cy) * by, cz + (z - cz) * by)


def hood(w: Wearer, colour: RGB, *, strings: bool, high: bool = False) -> None:
    """A hood that lies on the shoulders: a roll beside the throat, a pouch on the back."""
    b, view, h = w.brush, w.brush.view, w.height
    draw_neck(b, w.bones, w.skin, opening(b, w.trunk, deep=4.0 if not high else 4.5, wide=0.8))
    wide = (0.044 if not high else 0.052) * h * b.scale
    path: Path = ((3.4, 4.8), (2.6, 4.8), (1.9, 4.78), (1.3, 4.72), (0.85, 4.45), (0.4, 4.0), (0.02, 3.72))
    if high:
        path = ((3.4, 4.95), (2.6, 4.95), (1.9, 4.95), (1.3, 4.9), (0.85, 4.75), (0.4, 4.5), (0.02, 4.3))
    for seen in stretches_of(b, w.trunk, round_neck(path)):
        tone = mixed(colour, (1.0, 1.0, 1.0), 0.05)
        ribbon(b, seen, wide, tone, point=not high, pointed=not high)
    back = w.trunk.ring(4.2)
    facing = math.cos(math.pi - back.faced(view.eye))
    if facing > -0.25:
        full = min(1.0, (facing + 0.25) / 0.5)
        rows = ((2.1, 4.75), (2.35, 4.2), (2.75, 3.55), (math.pi, 3.3 - 0.0))
        bulge = 0.026 * h * full
        points = [along(w.trunk.at(t, y), scaled_back(w), bulge * (0.5 if y > 4.6 else 1.0)) for t, y in rows]
        mirrored = [along(w.trunk.at(-t, y), scaled_back(w), bulge * (0.5 if y > 4.6 else 1.0)) for t, y in rows[:-1]]
        over = [along(w.trunk.at(t, 4.98), UP, 0.010 * h) for t in (-2.5, math.pi, 2.5)]
        shape = hull([view.point(p) for p in (*points, *mirrored, *over)])
        b.part(shape, mixed(colour, (1.0, 1.0, 1.0), 0.03), line=0.95, shadow=0.02)
        if b.fine:
            mouth = [view.point(p) for p in (points[1], points[2], points[3], mirrored[2], mirrored[1])]
            drop = 0.012 * h * b.scale
            b.line([(x, y - drop) for x, y in mouth], 0.8, darker(colour, 0.4), 0.5, inside=True)
    if strings and b.fine:
        for side in (1.0, -1.0):
            line = seen_path(b, w.trunk, ((0.16, 4.0), (0.2, 3.4), (0.19, 2.9)), side)
            if len(line) == 3:
                b.line(line, 1.5, (0.9, 0.88, 0.84), 0.95, pressure=(1.0, 1.0))


def scaled_back(w: Wearer) -> tuple[float, float, float]:
    x, y, z = w.bones.chest.forward
    return (-x, -y, -z)


def slit(w: Wearer, rings: Rings, skin: RGB, trim: RGB) -> None:
    """The slit of a sheath at either side of the leg."""
    b = w.brush
    for side in (1.0, -1.0):
        path = tops.on(w, rings, tuple((side * 1.25, t) for t in (0.0, 0.7, 1.4)))
        if len(path) == 3:
            b.line(path, 1.9, trim, 0.9, pressure=(1.0, 1.0, 0.4))
            b.line(path, 0.8, darker(skin, 0.5), 0.8, pressure=(1.0, 0.6, 0.1))


def hem(w: Wearer, rings: Rings, trim: RGB) -> None:
    tops.band(w, rings, 0.0, 0.09, trim, line=0.0)


def sheath_closing(w: Wearer, trim: RGB) -> None:
    """The piped edge from the collar over the breast to under the right arm, with knotted buttons."""
    b = w.brush
    line = seen_path(b, w.trunk, ((0.0, 4.85), (0.25, 4.3), (0.6, 3.7), (1.0, 3.2), (1.35, 2.75)))
    if len(line) > 2:
        b.line(line, 2.4, trim, 0.95, pressure=(1.0, 1.0))
        if b.fine:
            for turn, t in ((0.04, 4.7), (0.5, 3.85), (1.15, 3.0)):
                for x, y in seen_path(b, w.trunk, ((turn, t),)):
                    k = 0.011 * w.height * b.scale
                    b.sheet.stroke(
                        [(x - k, y - 0.3 * k), (x + k, y + 0.3 * k)], 0.5 * k, trim, pressure=(0.6, 1.0, 0.6)
                    )
                    _button(w, x, y, mixed(trim, (1.0, 0.95, 0.8), 0.4), 0.004)
