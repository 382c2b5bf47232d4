"""Legs, hooves and paws of ink: one outline round the bones, open where it grows out of the trunk."""

from __future__ import annotations

import math
from collections.abc import Callable

from lampblack.builtin.theatre.beasts.bones import Leg
from lampblack.builtin.theatre.beasts.envelope import around
from lampblack.builtin.theatre.beasts.painter import Painter, shaded
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.tone import INK, RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Vec, mix

HOOF: RGB = (0.16, 0.135, 0.13)


def leg_edges(painter: Painter, leg: Leg) -> tuple[list[XY], list[XY]]:
    """The two edges of a leg from where it grows out of the trunk down to the foot, in pixels."""
    plan = painter.bones.plan
    limb = plan.fore if leg.fore else plan.hind
    share = painter.sideways()
    a, b, c, d = leg.joints
    row = (leg.root, a, b, mix(b, c, 0.45), c, mix(c, d, 0.5), d)
    points = [painter.px(p) for p in row]
    k = painter.unit
    radii = [(f + (s - f) * share) * k for s, f in zip(limb.side, limb.front, strict=True)]
    return sides_of(points, radii)


def shape_of(edges: tuple[list[XY], list[XY]]) -> list[XY]:
    left, right = edges
    return [*left, *reversed(right)]


def draw_far_leg(painter: Painter, leg: Leg) -> None:
    """A leg beyond the trunk: all of it with its line, in the body's shadow."""
    edges = leg_edges(painter, leg)
    colour = shaded(painter.coat.coat)
    shape = shape_of(edges)
    draw_foot(painter, leg, far=True)
    painter.brush.part(shape, colour, line=0.8, shadow=0.0)
    _points(painter, leg, edges, far=True)


def ink_leg(painter: Painter, leg: Leg) -> None:
    """The line of a near leg, before any wash: the trunk's wash will cover where it grows out."""
    left, right = leg_edges(painter, leg)
    for side in (left, right):
        painter.brush.sheet.stroke(
            side[1:],
            painter.brush.hair_width * 1.75,
            (*mixed(INK, painter.coat.coat, 0.16), 0.9),
            pressure=(0.5, 1.0, 0.8, 1.1, 0.8),
        )


def wash_leg(painter: Painter, leg: Leg) -> None:
    """The wash of a near leg, and the lines of shoulder and haunch within the trunk."""
    brush = painter.brush
    edges = leg_edges(painter, leg)
    shape = shape_of(edges)
    brush.wash(shape, painter.coat.coat, handles=painter.handles)
    _points(painter, leg, edges, far=False)
    if brush.fine:
        brush.shadow(edges[0][1:], painter.coat.coat, 0.03 * painter.bones.tall, 0.22, closed=False)
    if painter.coat.markings == "stripes":
        _bars(painter, edges)


def line_leg(painter: Painter, leg: Leg) -> None:
    """The lines of shoulder and haunch within the trunk, over what is painted on the coat."""
    _muscle(painter, leg, leg_edges(painter, leg))


def _bars(painter: Painter, edges: tuple[list[XY], list[XY]]) -> None:
    """Stripes across a leg, from its back edge, thin before they reach the front."""
    left, right = edges
    colour = (*painter.coat.marking, 0.9)
    for number in range(7):
        at = 1.1 + 0.72 * number
        low = min(int(at), len(left) - 2)
        share = at - low
        a, b = _on(left, low, share), _on(right, low, share)
        if number % 2:
            a, b = b, a
        end = (a[0] + (b[0] - a[0]) * 0.72, a[1] + (b[1] - a[1]) * 0.72 - 0.02 * painter.unit)
        row = [a, ((a[0] + end[0]) / 2.0, (a[1] + end[1]) / 2.0 + 0.012 * painter.unit), end]
        painter.brush.sheet.stroke(row, 0.034 * painter.unit, colour, pressure=(1.0, 0.8, 0.05), inside=True)


def _on(edge: list[XY], low: int, share: float) -> XY:
    a, b = edge[low], edge[low + 1]
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def _points(painter: Painter, leg: Leg, edges: tuple[list[XY], list[XY]], *, far: bool) -> None:
    """Dark (or light) stockings, fading upwards."""
    coat = painter.coat
    if coat.markings != "points":
        return
    left, right = edges
    first = 3
    top = _mid(left[first], right[first])
    low = _mid(left[-1], right[-1])
    colour = shaded(coat.marking) if far else coat.marking
    shape = [*left[first:], *reversed(right[first:])]
    painter.brush.sheet.fill(
        shape, (*colour, 0.0), (*colour, 0.85), (*colour, 1.0), (*colour, 1.0), handles=(top, low), inside=True
    )


def _muscle(painter: Painter, leg: Leg, edges: tuple[list[XY], list[XY]]) -> None:
    """One brush line where shoulder or haunch stands out from the trunk, as far as the leg is seen from the side."""
    left, right = edges
    share = painter.sideways()
    front = left if _first_in_front(painter, left, right) else right
    rear = right if front is left else left
    line = rear if leg.fore else front
    strength = 0.25 + 0.35 * share
    painter.brush.line(line[1:4], 1.05, darker(painter.coat.coat, 0.35), strength, pressure=(0.04, 0.6, 1.0, 0.6, 0.05))
    if share < 0.75:
        other = front if leg.fore else rear
        painter.brush.line(
            other[1:3], 0.95, darker(painter.coat.coat, 0.35), 0.6 * (1.0 - share), pressure=(0.04, 0.6, 1.0, 0.3)
        )


def _first_in_front(painter: Painter, left: list[XY], right: list[XY]) -> bool:
    forward = painter.bones.body.out(0.0, 0.0, 1.0)
    o, p = painter.px(painter.bones.body.origin), painter.px(forward)
    way = (p[0] - o[0], p[1] - o[1])
    dx = left[2][0] - right[2][0]
    return dx * way[0] >= 0.0


def draw_foot(painter: Painter, leg: Leg, *, far: bool = False) -> None:
    """The pastern with hoof or paw."""
    plan, tall = painter.bones.plan, painter.bones.tall
    size = plan.foot_size * tall
    foot, fetlock = leg.foot, leg.joints[3]
    limb = plan.fore if leg.fore else plan.hind
    share = painter.sideways()
    if plan.foot == "hoof":
        thick = (limb.front[-1] + (limb.side[-1] - limb.front[-1]) * share) * painter.unit
        cuff = foot.out(0.0, 0.052 * tall, 0.0 * size)
        colour = painter.coat.marking if painter.coat.markings == "points" else painter.coat.coat
        colour = shaded(colour) if far else colour
        left, right = sides_of([painter.px(fetlock), painter.px(cuff)], [thick, thick * 0.95])
        pastern = [*left, *reversed(right)]
        painter.brush.part(pastern, colour, line=0.85, shadow=0.0)
        top = [_oval(foot.out, 0.0, 0.052 * tall, 0.0, 0.66 * size, 0.68 * size, n) for n in range(6)]
        low = [_oval(foot.out, 0.0, 0.004 * tall, 0.24 * size, 0.90 * size, 1.02 * size, n) for n in range(8)]
        shape = around([painter.px(p) for p in (*top, *low)])
        painter.brush.part(shape, shaded(HOOF) if far else HOOF, line=0.8, shadow=0.0)
        if plan.species in ("ox", "deer"):
            painter.brush.line(
                [painter.px(foot.out(0, 0.05 * tall, 0.7 * size)), painter.px(foot.out(0, 0.0, 1.2 * size))],
                0.8,
                INK,
                0.8,
            )
        return
    colour = painter.coat.coat
    if painter.coat.markings == "points":
        colour = painter.coat.marking
    elif painter.coat.markings in ("stripes", "saddle", "patches"):
        colour = mixed(painter.coat.coat, painter.coat.under, 0.5)
    colour = shaded(colour) if far else colour
    low = [_oval(foot.out, 0.0, 0.003 * tall, 0.45 * size, 0.80 * size, 1.12 * size, n) for n in range(10)]
    top = [_oval(foot.out, 0.0, 0.75 * size, 0.30 * size, 0.66 * size, 0.78 * size, n) for n in range(8)]
    shape = around([painter.px(p) for p in (*low, *top)])
    painter.brush.part(shape, colour, line=0.85, shadow=0.0)
    if painter.brush.tall > 90:
        for toe in (-0.34, 0.0, 0.34):
            tip = foot.out(toe * size, 0.02 * tall, (1.50 - abs(toe)) * size)
            back = foot.out(toe * size, 0.55 * size, (1.10 - 0.7 * abs(toe)) * size)
            if painter.depth(tip) < painter.depth(foot.out(0.0, 0.0, 0.2 * size)) + 0.25 * size:
                painter.brush.line([painter.px(back), painter.px(tip)], 0.75, INK, 0.6)


def _oval(
    out: Callable[[float, float, float], Vec], x: float, y: float, z: float, wide: float, deep: float, number: int
) -> Vec:
    turn = number * math.pi / 4.0
    return out(x + wide * math.sin(turn), y, z + deep * math.cos(turn))


def _mid(a: XY, b: XY) -> XY:
    return ((a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0)
