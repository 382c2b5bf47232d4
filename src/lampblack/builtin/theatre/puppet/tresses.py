"""Hair that hangs and trails: the fall down the back, locks before the ears, plaits."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.hair import SHEEN
from lampblack.builtin.theatre.puppet.headview import HeadView
from lampblack.builtin.theatre.puppet.skull import OF_OLD
from lampblack.builtin.theatre.puppet.tone import darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Vec, add, along, scaled


def sway_of(head: HeadView) -> XY:
    """How far light things hang aside, in head heights of the picture."""
    view = head.brush.view
    across = sum(a * b for a, b in zip(head.sway, view.across, strict=True))
    down = sum(a * b for a, b in zip(head.sway, view.down, strict=True))
    return (across / head.size, down / head.size)


def fall_length(head: HeadView) -> float:
    """How far hair falls below the crown, in head heights; 0 where it is put up."""
    kind, woman = head.figure.hair, head.figure.sex == "woman"
    if kind == "long":
        return (2.7 if head.figure.dress in OF_OLD else 1.75) if woman else 2.0
    if kind == "loose":
        return 1.95
    if kind == "bun" and woman and head.figure.age == "young" and head.figure.dress in OF_OLD:
        return 2.35
    return 0.0


def draw_fall(head: HeadView, back: Vec) -> None:
    """Hair that falls down the back; `back` is the direction away from the breast, so that it lies on the shoulders."""
    long = fall_length(head)
    if long <= 0.0:
        return
    brush, s = head.brush, head.size
    wild = head.figure.hair == "loose"
    width = 0.50 if wild else 0.37 if head.figure.hair == "long" else 0.25
    rows: list[tuple[Vec, float]] = []
    start = head.frame.out(0.0, (0.12 if wild or width > 0.3 else -0.02) * s, -0.16 * s)
    for index, (share, wide) in enumerate(
        ((0.0, 0.80), (0.16, 1.0), (0.4, 0.98), (0.65, 0.86), (0.85, 0.66), (1.0, 0.34))
    ):
        down = (0.0, -(long - 0.35) * s * share, 0.0)
        point = add(add(start, down), scaled(head.sway, share * share * 2.4))
        point = along(point, back, s * (0.10 + 0.20 * min(1.0, share * 2.2)))
        below = head.floor + 0.02 * s - point[1]
        if below > 0.0:
            up = head.frame.up
            point = (point[0] + up[0] * below * 0.7, point[1] + below, point[2] + up[2] * below * 0.7)
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
            brush.line(
                points,
                0.9,
                light if index % 2 else darker(head.hair, 0.4),
                0.42 if index % 2 else 0.7,
                pressure=(0.1, 0.8, 1.0, 0.7, 0.1),
            )


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
    old = head.figure.dress in OF_OLD
    strand = kind == "long" or (kind == "bun" and old and head.figure.age != "old")
    if kind != "loose" and not (strand and head.figure.sex == "woman") and not (kind == "long" and old):
        return
    sway = sway_of(head)
    px = head.pixels
    wild = kind == "loose"
    for side in (1.0, -1.0):
        if head.seen(side * 0.30, 0.0) < -0.1 and math.cos(head.turn) > -0.6:
            continue
        if math.cos(head.turn) < -0.3:
            continue
        for k in range(3 if wild else 1):
            points = _lock(head, side, k, wild, sway)
            thick = (0.085 if wild else 0.045) * px / brush.hair_width
            brush.line(points, thick, head.hair, 1.0, pressure=(0.7, 1.0, 0.9, 0.7, 0.4, 0.03))
            if brush.fine:
                brush.line(points, 0.8, mixed(head.hair, SHEEN, 0.35), 0.4, pressure=(0.05, 1.0, 0.05))


def _lock(head: HeadView, side: float, k: int, wild: bool, sway: XY) -> list[XY]:
    """One lock: over the temple as the head is held, then down as everything hangs, with a wave in it."""
    s, px = head.size, head.pixels
    root = head.at(side * (0.30 + 0.05 * k), 0.20 - 0.1 * k, 0.20 - 0.12 * k)
    start = head.frame.out(side * (0.385 + 0.035 * k) * s, -0.10 * s, (0.15 - 0.11 * k) * s)
    long = (0.5, 0.95, 0.72)[k] if wild else 0.52
    points = [root, head.brush.view.point(start)]
    for share in (0.3, 0.55, 0.8, 1.0):
        down = long * share * s
        wave = side * (0.035 if wild else 0.02) * math.sin(share * 4.6 + k * 1.7) * s
        p = along(along(start, (0.0, -1.0, 0.0), down), head.frame.right, wave)
        p = (p[0], max(p[1], head.floor + 0.01), p[2])
        x, y = head.brush.view.point(p)
        points.append((x + sway[0] * px * 0.8 * share * share, y + sway[1] * px * 0.4 * share))
    return points


def draw_braids(head: HeadView, *, near: bool) -> None:
    """Two plaits from behind the ears, tied with red: those that hang before head and body, or those behind."""
    if head.figure.hair not in ("braids", "plait"):
        return
    brush, px = head.brush, head.pixels
    single = head.figure.hair == "plait"
    for side in (1.0,) if single else (1.0, -1.0):
        if (math.cos(head.turn) <= -0.15 or side * math.sin(head.turn) > 0.3) != near:
            continue
        long = 0.75 if head.figure.age == "child" else 1.6 if single else 1.35
        previous = head.at(side * 0.30, -0.05, -0.16)
        lobes = 10 if single else 6
        for index in range(lobes):
            share = (index + 1) / lobes
            p = head.frame.out(
                side * (0.36 + 0.05 * share) * head.size,
                (-0.1 - long * share) * head.size,
                (-0.14 + 0.12 * share) * head.size,
            )
            p = add(p, scaled(head.sway, share * (0.8 if single else 1.5)))
            here = brush.view.point(p)
            wide = (0.095 - 0.03 * share) * px
            x, y = (previous[0] + here[0]) / 2.0, (previous[1] + here[1]) / 2.0
            lobe = [(x - wide, y - wide * 0.3), (x, y - wide * 1.15), (x + wide, y + wide * 0.1), (x, y + wide * 1.2)]
            brush.part(lobe, head.hair, line=0.7, depth=0.75, shadow=0.0)
            previous = here
        x, y = previous
        r = 0.05 * px
        brush.part(
            [(x - r, y - r * 0.7), (x + r, y - r * 0.7), (x + r, y + r * 0.5), (x - r, y + r * 0.5)],
            (0.72, 0.2, 0.17),
            line=0.7,
            shadow=0.0,
        )
        brush.line(
            [(x, y), (x - r * 0.3, y + r * 2.6)], 0.07 * px / brush.hair_width, head.hair, 1.0, pressure=(0.8, 1.0, 0.1)
        )
