"""What a face wears for ever: glasses, freckles, a mole, a scar."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.face import line_of
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.skull import variation
from lampblack.builtin.theatre.puppet.tone import RGB, clear, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY

FRAMES: tuple[RGB, ...] = ((0.10, 0.09, 0.10), (0.36, 0.22, 0.14), (0.55, 0.45, 0.26))


def draw_glasses(head: HeadView) -> None:
    """Two lenses before the eyes, a bridge, and temples back to the ears."""
    kind = head.figure.glasses
    if kind == "none":
        return
    brush, px = head.brush, head.pixels
    f = head.skull.features
    tone = FRAMES[0] if kind == "dark" else FRAMES[int((variation(head.figure, "frames") + 1.0) * 1.49)]
    front = max(level.fore for level in head.skull.levels[8:11]) + 0.055
    wide, high = (0.118, 0.098) if kind == "round" else (0.128, 0.080)
    y0 = f.eye_y - 0.012
    wide_ink = 0.016 * px / brush.hair_width * (1.35 if kind == "square" else 1.0)
    for side in sorted((1.0, -1.0), key=lambda s: s * math.sin(head.turn)):
        middle = side * (f.eye_x + 0.004)
        facing = math.cos(head.turn - side * 0.18)
        hinge = head.at(side * 0.322, y0 + 0.02, front - 0.17)
        if side * math.sin(head.turn) > -0.25 and math.cos(head.turn) > -0.2:
            ear = head.at(side * 0.372, y0 + 0.015, -0.02)
            brush.line([hinge, ear], wide_ink * 0.8, tone, 0.95, pressure=(1.0, 0.8))
        if facing < 0.06:
            continue
        rim: list[XY] = []
        for k in range(12):
            a = k * math.pi / 6
            c, s = math.cos(a), math.sin(a)
            if kind != "round":
                c = math.copysign(abs(c) ** 0.55, c)
                s = math.copysign(abs(s) ** 0.55, s)
            x = middle + wide * c
            rim.append(head.at(x, y0 + high * s, front - 3.0 * max(0.0, abs(x) - 0.05) ** 2))
        if kind == "dark":
            brush.sheet.fill(rim, (0.07, 0.07, 0.09, 0.93), (0.22, 0.2, 0.22, 0.9))
        elif brush.fine:
            brush.sheet.fill(rim, (0.9, 0.97, 1.0, 0.20), (1.0, 1.0, 1.0, 0.03))
        brush.line([*rim, rim[0]], wide_ink, tone, 0.95, pressure=(1.0, 1.0))
        if brush.fine and kind != "dark" and facing > 0.5:
            gleam = [head.at(middle - 0.05, y0 + high * 0.55, front), head.at(middle - 0.085, y0 + high * 0.1, front)]
            brush.line(gleam, wide_ink * 0.7, (1.0, 1.0, 1.0), 0.55)
        brush.line([rim[0] if side > 0.0 else rim[6], hinge], wide_ink * 0.9, tone, 0.95, pressure=(1.0, 1.0))
    if head.seen(0.0, 0.0) > 0.05:
        inner = f.eye_x + 0.004 - wide
        bridge = [head.at(x, y0 + y, front + 0.01) for x, y in ((inner, 0.012), (0.0, 0.034), (-inner, 0.012))]
        brush.line(bridge, wide_ink, tone, 0.95, pressure=(1.0, 0.8, 1.0))


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
