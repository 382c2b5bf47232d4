"""Fish: a body that swims through the air of the stage as through water, with fins of thin paper."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.beasts.carriage import Carriage
from lampblack.builtin.theatre.beasts.envelope import Hoop, around, edges_of
from lampblack.builtin.theatre.beasts.painter import Coat
from lampblack.builtin.theatre.beasts.way import Way
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.tone import INK, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import (
    UP,
    XY,
    Frame,
    Vec,
    along,
    cross,
    dot,
    mix,
    scaled,
    sub,
    unit,
    upright,
)
from lampblack.staging.space import Point

COLOURS = ("#e9e2d4", "#f3eee2", "#c2522a")
RINGS = (
    (-0.62, 0.05, 0.02, 0.06, 0.06), (-0.48, 0.045, 0.05, 0.09, 0.09), (-0.28, 0.02, 0.10, 0.17, 0.17),
    (-0.02, 0.0, 0.155, 0.25, 0.25), (0.22, 0.0, 0.17, 0.265, 0.265), (0.42, -0.005, 0.145, 0.215, 0.215),
    (0.56, -0.02, 0.095, 0.135, 0.13), (0.635, -0.03, 0.05, 0.065, 0.06),
)  # fmt: skip
"""Shares of its height: along, up, half width, upper and lower half height."""
FLOATS = 0.6
"""How high over its mark the middle of a fish swims, in heights."""


@dataclass(frozen=True, slots=True)
class Fish:
    """A fish at an instant, in metres."""

    tall: float
    ground: Frame
    body: Frame
    rings: tuple[Hoop, ...]
    carriage: Carriage

    @property
    def middle(self) -> Vec:
        return self.rings[3].centre


def fish_of(tall: float, place: Point, yaw: float, way: Way | None, covered: float, now: Carriage) -> Fish:
    """The fish over its mark; its tail beats with the way it covers."""
    ground = upright((place.x, place.y, place.z), yaw)
    beat = 2.2 * now.seconds + (5.0 * covered / tall if way is not None else 0.0)
    force = 0.12 if way is not None else 0.055
    level = FLOATS * (1.0 - 0.62 * now.lie) + 0.05 * math.sin(1.1 * now.seconds) + 0.35 * now.rear
    body = ground.at(ground.out(0.0, level * tall, 0.0)).turned(
        0.35 * now.yaw, 0.5 * now.neck + 0.4 * now.nod - 0.7 * now.graze, now.tilt
    )
    row: list[Vec] = []
    for z, y, *_ in RINGS:
        bend = max(0.0, 0.35 - z)
        side = force * 1.9 * bend * bend * math.sin(beat - 2.4 * bend) + 0.10 * now.yaw * max(0.0, z) * 0.5
        row.append(body.out(side * tall, y * tall, z * tall))
    rings: list[Hoop] = []
    for number, (_, _, wide, up, low) in enumerate(RINGS):
        way_on = unit(sub(row[min(len(row) - 1, number + 1)], row[max(0, number - 1)]))
        right = unit(cross(body.up, way_on))
        rings.append(Hoop(row[number], right, body.up, wide * tall, up * tall, low * tall))
    return Fish(tall, ground, body, tuple(rings), now)


def draw_fish(brush: Brush, fish: Fish, coat: Coat) -> None:
    """Far fin, tail, back fin, body with its colours and scales, near fin, face."""
    view = brush.view
    to_eye = unit(sub(view.eye, fish.middle))
    near = 1.0 if dot(fish.body.right, to_eye) >= 0.0 else -1.0
    front = dot(fish.body.forward, to_eye)
    edges = edges_of(fish.rings, view)
    handles = brush.handles(edges.outline)
    _fin(brush, fish, coat, -near)
    if front > -0.1:
        _tail(brush, fish, coat)
    _back_fin(brush, fish, coat)
    brush.part(edges.outline, coat.coat, line=1.0, shadow=0.05 * fish.tall, handles=handles)
    _patches(brush, fish, coat)
    _scales(brush, fish, coat)
    if front <= -0.1:
        _tail(brush, fish, coat)
    _fin(brush, fish, coat, near)
    _face(brush, fish, coat)


def _tail(brush: Brush, fish: Fish, coat: Coat) -> None:
    root, after = fish.rings[0], fish.rings[1]
    away = unit(sub(root.centre, after.centre))
    wave = 0.10 * math.sin(2.2 * fish.carriage.seconds - 1.6)
    colour = mixed(coat.coat, coat.marking, 0.35)
    for up in (1.0, -1.0):
        tip = along(
            along(along(root.centre, away, 0.42 * fish.tall), fish.body.up, up * 0.30 * fish.tall),
            root.side,
            wave * fish.tall,
        )
        notch = along(along(root.centre, away, 0.22 * fish.tall), root.side, 0.5 * wave * fish.tall)
        a, b = root.at(0.0 if up > 0 else math.pi), root.centre
        shape = [brush.view.point(p) for p in (b, a, mix(a, tip, 0.55), tip, mix(notch, tip, 0.5), notch)]
        brush.part(shape, colour, line=0.8, shadow=0.0, depth=0.7)
        for share in (0.3, 0.6, 0.9):
            end = mix(notch, tip, share)
            brush.line(
                [brush.view.point(mix(b, end, 0.25)), brush.view.point(mix(b, end, 0.9))],
                0.7,
                darker(colour, 0.5),
                0.5,
                inside=True,
            )


def _back_fin(brush: Brush, fish: Fish, coat: Coat) -> None:
    colour = mixed(coat.coat, coat.marking, 0.35)
    rings = fish.rings
    row = [rings[2].at(0.0), rings[3].at(0.0), rings[4].at(0.0)]
    high = (0.10, 0.20, 0.10)
    tops = [along(p, UP, h * fish.tall * (1.0 + 0.3 * fish.carriage.bristle)) for p, h in zip(row, high, strict=True)]
    tops[0] = along(tops[0], fish.body.forward, -0.10 * fish.tall)
    shape = [
        brush.view.point(p) for p in (row[0], tops[0], tops[1], tops[2], row[2], along(row[1], UP, -0.05 * fish.tall))
    ]
    brush.part(shape, colour, line=0.8, shadow=0.0, depth=0.7)
    for share in (0.25, 0.5, 0.75, 1.0):
        low = mix(row[0], row[1], share)
        brush.line(
            [brush.view.point(low), brush.view.point(mix(tops[0], tops[1], share))],
            0.6,
            darker(colour, 0.5),
            0.5,
            inside=True,
        )


def _fin(brush: Brush, fish: Fish, coat: Coat, side: float) -> None:
    ring = fish.rings[5]
    root = ring.at(side * 2.0)
    flap = 0.5 + 0.35 * math.sin(3.1 * fish.carriage.seconds + side)
    out = unit(fish.body.direction(side * (0.4 + 0.6 * flap), -0.55, -0.8))
    tip = along(root, out, 0.30 * fish.tall)
    low = along(along(root, out, 0.17 * fish.tall), UP, -0.10 * fish.tall)
    up = along(along(root, out, 0.16 * fish.tall), UP, 0.05 * fish.tall)
    colour = mixed(coat.coat, coat.marking, 0.25)
    brush.part([brush.view.point(p) for p in (root, up, tip, low)], colour, line=0.8, shadow=0.0, depth=0.7)
    for end in (mix(up, tip, 0.5), tip, mix(low, tip, 0.5)):
        brush.line(
            [brush.view.point(root), brush.view.point(mix(root, end, 0.9))], 0.6, darker(colour, 0.5), 0.5, inside=True
        )


def _patches(brush: Brush, fish: Fish, coat: Coat) -> None:
    """Fields of colour on the back, as on a carp."""
    brush.sheet.fill(edges_of(fish.rings, brush.view).outline, (0.0, 0.0, 0.0, 0.0), keep=True)
    to_eye = unit(sub(brush.view.eye, fish.middle))
    for low, first, last in ((1, -1.0, 1.4), (3, -0.9, 1.15), (5, -1.3, 1.3)):
        a, b = fish.rings[low], fish.rings[min(low + 1, 7)]
        row: list[XY] = []
        for ring, step in ((a, 1), (b, -1)):
            turns = [first + (last - first) * n / 5.0 for n in range(6)][::step]
            row += [
                brush.view.point(mix(ring.centre, ring.at(turn), 1.0))
                for turn in turns
                if dot(unit(sub(ring.at(turn), ring.centre)), to_eye) > -0.2
            ]
        if len(row) > 4:
            brush.sheet.fill(
                around(row), clear(coat.marking, 0.92), inside=True, feather=min(6.0, 0.03 * fish.tall * brush.scale)
            )


def _scales(brush: Brush, fish: Fish, coat: Coat) -> None:
    """Rows of small arcs, each from ring to ring."""
    if not brush.fine:
        return
    shade = darker(mixed(coat.coat, coat.marking, 0.4), 0.55)
    for column in range(13):
        at = 1.3 + 0.27 * column
        low = int(at)
        a, b = fish.rings[low], fish.rings[low + 1]
        for line in range(7):
            turn = 0.35 + 0.38 * line + 0.19 * (column % 2)
            for side in (1.0, -1.0):
                p = mix(a.at(side * turn), b.at(side * turn), at - low)
                c = mix(a.centre, b.centre, at - low)
                if dot(unit(sub(p, c)), unit(sub(brush.view.eye, p))) < 0.12:
                    continue
                r = 0.032 * fish.tall
                row = [
                    along(along(p, UP, r), fish.body.forward, 0.3 * r),
                    along(p, fish.body.forward, -0.6 * r),
                    along(along(p, UP, -r), fish.body.forward, 0.3 * r),
                ]
                salt = seed_of("scale", column, line) % 100 / 100.0
                brush.line(
                    [brush.view.point(q) for q in row],
                    0.6,
                    shade,
                    0.35 + 0.2 * salt,
                    inside=True,
                    pressure=(0.3, 1.0, 0.3),
                )


def _face(brush: Brush, fish: Fish, coat: Coat) -> None:
    """Gill, eye, and a mouth that speaks."""
    f, tall, now = fish.body, fish.tall, fish.carriage
    ring, nose = fish.rings[5], fish.rings[-1]
    to_eye = unit(sub(brush.view.eye, nose.centre))
    opened = min(1.0, 0.85 * now.mouth.open + 0.4 * now.mouth.round + now.pant)
    for side in (1.0, -1.0):
        if dot(scaled(f.right, side), to_eye) < -0.1:
            continue
        gill = [ring.at(side * turn) for turn in (0.75, 1.15, 1.6, 2.1)]
        gill[1], gill[2] = along(gill[1], f.forward, -0.05 * tall), along(gill[2], f.forward, -0.05 * tall)
        brush.line([brush.view.point(p) for p in gill], 1.0, outline(coat.coat), 0.7, inside=True)
        at = mix(fish.rings[6].at(side * 1.15), fish.rings[5].at(side * 1.1), 0.35)
        if dot(unit(f.direction(side, 0.1, 0.45)), unit(sub(brush.view.eye, at))) < 0.02:
            continue
        x, y = brush.view.point(at)
        r = 0.050 * tall * brush.scale
        if r > 1.2:
            brush.sheet.stroke(
                [(x - 0.1, y), (x + 0.1, y)], 2.2 * r, clear((0.90, 0.80, 0.52), 1.0), pressure=(1.0, 1.0)
            )
        look = 0.3 * r * now.eyes[0] * side
        if now.lids > 0.8:
            brush.sheet.stroke([(x - r, y), (x + r, y)], 0.5 * r, clear(INK, 1.0), pressure=(0.5, 1.0, 0.5))
        else:
            brush.sheet.stroke(
                [(x - 0.1 + look, y), (x + 0.1 + look, y)], 1.25 * r, clear(INK, 1.0), pressure=(1.0, 1.0)
            )
            brush.sheet.stroke(
                [(x + 0.3 * r, y - 0.35 * r), (x + 0.4 * r, y - 0.35 * r)],
                0.5 * r,
                (1.0, 0.98, 0.95, 0.95),
                pressure=(1.0, 1.0),
            )
        if abs(now.brow) > 0.15:
            tilt = 0.5 * r * now.brow
            brush.line([(x - 1.4 * r, y - 1.6 * r), (x, y - 1.9 * r), (x + 1.4 * r, y - 1.6 * r + tilt)], 1.1, INK, 0.6)
    lips = along(nose.centre, f.forward, 0.02 * tall)
    gape = (0.012 + 0.075 * opened) * tall
    shape = around(
        [
            brush.view.point(p)
            for p in (
                along(lips, f.up, 0.7 * gape),
                along(lips, f.up, -1.1 * gape),
                along(lips, f.right, 0.04 * tall),
                along(lips, f.right, -0.04 * tall),
                along(along(lips, f.forward, -0.07 * tall), f.up, -0.012 * tall),
            )
        ]
    )
    if dot(f.forward, to_eye) > -0.35:
        brush.sheet.stroke(
            shape,
            brush.hair_width * 2.4,
            clear(mixed(coat.coat, (0.75, 0.42, 0.35), 0.5), 1.0),
            pressure=(1.0, 1.0),
            closed=True,
        )
        brush.sheet.fill(shape, clear((0.30, 0.09, 0.09) if opened > 0.08 else INK, 0.95))
