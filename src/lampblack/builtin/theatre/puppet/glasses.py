"""What a face wears for ever: glasses, freckles, a mole, a scar."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.face import line_of
from lampblack.builtin.theatre.puppet.headview import QUARTER, HeadView
from lampblack.builtin.theatre.puppet.loft import Ring
from lampblack.builtin.theatre.puppet.skull import variation
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, along

FRAMES: tuple[RGB, ...] = ((0.10, 0.09, 0.10), (0.36, 0.22, 0.14), (0.55, 0.45, 0.26))


def draw_glasses(head: HeadView) -> None:
    """Two lenses before the eyes, a bridge, and temples back to the ears; what is round the cheek is narrow."""
    kind = head.figure.glasses
    if kind == "none":
        return
    f = head.skull.features
    tone = FRAMES[0] if kind == "dark" else FRAMES[int((variation(head.figure, "frames") + 1.0) * 1.49)]
    bend = head.ring(f.eye_y, 0.046)
    ink = 0.016 * head.pixels / head.brush.hair_width * (1.35 if kind == "square" else 1.0)
    for side in sorted((1.0, -1.0), key=lambda s: s * math.sin(head.turn)):
        _temple(head, bend, side, ink, tone)
        _lens(head, bend, side, ink, tone)
    seen = min(1.0, (head.seen(0.0, 0.0) - 0.02) / 0.15)
    if seen > 0.0:
        inner = f.eye_x + 0.004 - _size(head)[0]
        bridge = [_on(head, bend, x, y) for x, y in ((inner, 0.012), (0.0, 0.034), (-inner, 0.012))]
        head.brush.line(bridge, ink, tone, 0.95 * seen, pressure=(1.0, 0.8, 1.0))


def _size(head: HeadView) -> tuple[float, float]:
    """Half width and half height of a lens."""
    return (0.118, 0.098) if head.figure.glasses == "round" else (0.128, 0.080)


def _on(head: HeadView, bend: Ring, x: float, y: float) -> XY:
    """A point of the glasses, `y` over the eyes' height, on the curve they are bent to; never past its edge."""
    view, s = head.brush.view, head.size
    turn = math.asin(max(-0.999, min(0.999, x * s / bend.wide)))
    middle = bend.faced(view.eye)
    off = (turn - middle + math.pi) % (2.0 * math.pi) - math.pi
    if abs(off) > QUARTER:
        turn = middle + math.copysign(QUARTER, off)
    return view.point(along(bend.at(turn), head.frame.up, (y - 0.012) * s))


def _temple(head: HeadView, bend: Ring, side: float, ink: float, tone: RGB) -> None:
    """From the hinge to over the ear, on the side that is seen."""
    near, back = side * math.sin(head.turn), math.cos(head.turn)
    seen = min(1.0, max(0.0, (near + 0.05) / 0.25)) * min(1.0, max(0.0, (back + 0.5) / 0.35))
    if seen < 0.03:
        return
    y = head.skull.features.eye_y
    hinge = _on(head, bend, side * 0.3, 0.016)
    ear = head.at(side * 0.372, y + 0.003, -0.02)
    head.brush.line([hinge, ear], ink * 0.8, tone, 0.95 * seen, pressure=(1.0, 0.8))


def _lens(head: HeadView, bend: Ring, side: float, ink: float, tone: RGB) -> None:
    brush, kind = head.brush, head.figure.glasses
    wide, high = _size(head)
    middle = side * (head.skull.features.eye_x + 0.004)
    facing = math.cos(math.asin(middle * head.size / bend.wide) - bend.faced(brush.view.eye))
    seen = min(1.0, (facing - 0.04) / 0.2, (math.cos(head.turn) + 0.4) / 0.25)
    if seen <= 0.0:
        return
    rim: list[XY] = []
    for k in range(12):
        c, s = math.cos(k * math.pi / 6), math.sin(k * math.pi / 6)
        if kind != "round":
            c = math.copysign(abs(c) ** 0.55, c)
            s = math.copysign(abs(s) ** 0.55, s)
        rim.append(_on(head, bend, middle + wide * c, high * s))
    if kind == "dark":
        brush.sheet.fill(rim, (0.07, 0.07, 0.09, 0.93 * seen), (0.22, 0.2, 0.22, 0.9 * seen))
    elif brush.fine:
        brush.sheet.fill(rim, (0.9, 0.97, 1.0, 0.20 * seen), (1.0, 1.0, 1.0, 0.03 * seen))
    brush.line([*rim, rim[0]], ink, tone, 0.95 * seen, pressure=(1.0, 1.0))
    if brush.fine and kind != "dark":
        gleam = [_on(head, bend, middle - 0.05, high * 0.55), _on(head, bend, middle - 0.085, high * 0.1)]
        brush.line(gleam, ink * 0.7, (1.0, 1.0, 1.0), 0.55 * seen)


def draw_mark(head: HeadView) -> None:
    """What is on the skin: within the face, after its features."""
    kind, brush, px = head.figure.mark, head.brush, head.pixels
    if kind == "none" or brush.tall < 150.0:
        return
    side = 1.0 if variation(head.figure, "mark") > 0.0 else -1.0
    if kind == "freckles" and brush.fine:
        tone = clear(darker(mixed(head.skin, (0.6, 0.25, 0.1), 0.5), 0.72), 0.6)
        for k in range(26):
            x = -0.25 + 0.02 * k + 0.009 * math.sin(k * 7.1)
            y = -0.125 + 0.055 * math.sin(k * 2.4) - 0.02 * abs(x)
            if head.seen(x, y) > 0.2:
                px_x, px_y = head.on(x, y)
                r = (0.0065 + 0.003 * math.sin(k * 3.3)) * px
                brush.sheet.fill([(px_x - r, px_y), (px_x, px_y - r), (px_x + r, px_y), (px_x, px_y + r)], tone)
    elif kind == "mole" and head.seen(side * 0.17, -0.27) > 0.1:
        x, y = head.on(side * 0.17, -0.27)
        r = 0.013 * px
        brush.sheet.fill([(x - r, y), (x, y - r), (x + r, y), (x, y + r)], (0.16, 0.09, 0.08))
    elif kind == "scar" and head.seen(side * 0.2, -0.12) > 0.1:
        line = [head.on(side * x, y) for x, y in ((0.235, -0.03), (0.205, -0.12), (0.16, -0.225))]
        wide = 0.020 * px / brush.hair_width
        brush.line(line, wide, mixed(head.skin, (0.86, 0.42, 0.38), 0.55), 0.9, pressure=(0.1, 1.0, 0.8, 0.1))
        brush.line(line, wide * 0.3, line_of(head.skin), 0.55)
