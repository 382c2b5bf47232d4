"""Knots of hair: a topknot with its band and pin, a lady's bun with a blossom and drops of jade."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.brush import SWELL
from lampblack.builtin.theatre.puppet.hair import SHEEN
from lampblack.builtin.theatre.puppet.headview import HeadView, thinly
from lampblack.builtin.theatre.puppet.skull import OF_OLD
from lampblack.builtin.theatre.puppet.thinned import rising
from lampblack.builtin.theatre.puppet.tone import mixed
from lampblack.builtin.theatre.puppet.tresses import sway_of
from lampblack.builtin.theatre.puppet.vector import XY


def draw_knot(head: HeadView) -> None:
    """Topknot, bun or nothing: the knot on the crown or at the back of the head."""
    kind = head.figure.hair
    if kind == "topknot":
        _topknot(head)
    elif kind == "bun":
        _bun(head)


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
            brush.line(
                [
                    (cx + k * 0.1 * px, cy + 0.10 * px),
                    (cx + k * 0.17 * px, cy - 0.02 * px),
                    (cx + k * 0.06 * px, cy - 0.12 * px),
                ],
                0.8,
                light,
                0.5,
                pressure=SWELL,
            )
    band = [
        head.at(x, y, z)
        for x, y, z in ((0.10, 0.535, -0.10), (0.105, 0.585, -0.10), (-0.105, 0.585, -0.10), (-0.10, 0.535, -0.10))
    ]
    from_side = [
        head.at(0.0, 0.535, 0.0),
        head.at(0.0, 0.585, 0.005),
        head.at(0.0, 0.585, -0.205),
        head.at(0.0, 0.535, -0.2),
    ]
    wide = max(
        (abs(band[0][0] - band[2][0]), band), (abs(from_side[0][0] - from_side[2][0]), from_side), key=lambda w: w[0]
    )[1]
    cloth = (0.62, 0.48, 0.22) if head.figure.hat != "crown" else (0.8, 0.62, 0.24)
    if head.figure.age == "child":
        cloth = (0.66, 0.2, 0.16)
    doubled = [p for p in wide for _ in (0, 1)]
    brush.part(doubled, cloth, line=0.8, depth=0.9, shadow=0.0)
    if head.figure.age != "child":
        pin = [head.at(0.27, 0.60, -0.10), head.at(-0.25, 0.615, -0.10)]
        brush.sheet.stroke(
            pin, 0.03 * px, (0.36, 0.25, 0.1), (0.9, 0.76, 0.42), (0.5, 0.36, 0.16), pressure=(1.0, 0.7, 0.5)
        )


def _bun(head: HeadView) -> None:
    brush, px = head.brush, head.pixels
    light = mixed(head.hair, SHEEN, 0.35)
    for x, y, z, a, b, tilt in (
        (0.16, 0.50, -0.27, 0.15, 0.12, 0.5),
        (-0.16, 0.50, -0.27, 0.15, 0.12, -0.5),
        (0.0, 0.62, -0.22, 0.20, 0.155, 0.0),
    ):
        brush.part(_lobe(head, x, y, z, a, b, tilt), head.hair, line=0.9, depth=0.75, shadow=0.0)
        if brush.fine:
            cx, cy = head.at(x, y, z)
            for k in (-0.5, 0.0, 0.5):
                arc = [
                    (cx - a * 0.8 * px, cy + (k * 0.8 + 0.25) * b * px),
                    (cx, cy + (k - 0.35) * b * px),
                    (cx + a * 0.8 * px, cy + (k * 0.8 + 0.25) * b * px),
                ]
                brush.line(arc, 0.8, light, 0.45, pressure=SWELL)


def draw_ornaments(head: HeadView) -> None:
    """A hairpin with a blossom and drops, for a woman with a bun."""
    if head.figure.hair != "bun" or head.figure.sex != "woman" or head.figure.dress not in (*OF_OLD, "qipao"):
        return
    brush, px = head.brush, head.pixels
    pin = [head.at(0.36, 0.50, -0.2), head.at(0.0, 0.555, -0.16), head.at(-0.34, 0.60, -0.2)]
    brush.sheet.stroke(pin, 0.022 * px, (0.93, 0.78, 0.42), (0.62, 0.44, 0.2), pressure=(0.6, 1.0, 0.7))
    fx, fy = head.at(-0.235, 0.475, -0.03)
    seen = rising(math.cos(head.turn - 0.9), -0.72, -0.4)
    if seen == 0.0 or head.figure.age != "young":
        return
    head = thinly(head, seen)
    brush = head.brush
    rosy = (0.79, 0.24, 0.23)
    for k in range(5):
        angle = k * 2.0 * math.pi / 5 - 0.4
        x, y = fx + 0.042 * px * math.cos(angle), fy + 0.042 * px * math.sin(angle)
        r = 0.033 * px
        brush.sheet.fill(
            [(x - r, y), (x, y - r), (x + r, y), (x, y + r)],
            mixed(rosy, (1.0, 0.8, 0.75), 0.35),
            rosy,
            shader="radial",
            handles=((fx, fy), (x, y)),
        )
    r = 0.018 * px
    brush.sheet.fill([(fx - r, fy), (fx, fy - r), (fx + r, fy), (fx, fy + r)], (0.98, 0.84, 0.45))
    if brush.fine:
        sway = sway_of(head)
        for k in (-0.02, 0.02):
            top = head.at(-0.33 + k, 0.585, -0.2)
            low = (top[0] + (sway[0] * 0.6 + k * 0.3) * px, top[1] + (0.17 + abs(k)) * px)
            brush.line([top, low], 0.6, (0.8, 0.62, 0.3), 0.9, pressure=(1.0, 1.0))
            r = 0.016 * px
            brush.sheet.fill(
                [(low[0] - r, low[1]), (low[0], low[1] - r), (low[0] + r, low[1]), (low[0], low[1] + r)],
                (0.93, 0.97, 0.93),
                (0.5, 0.72, 0.62),
            )
