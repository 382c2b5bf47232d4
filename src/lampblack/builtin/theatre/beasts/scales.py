"""A serpent painted: its coils far to near, the pattern of its back, the fins, legs and whiskers of a dragon."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.beasts.heads import Head, head_of, place_on
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.beasts.quadruped import draw_face
from lampblack.builtin.theatre.beasts.serpent import SPINE, Serpent, frame_at, top_of
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.tone import INK, clear, darker, mixed, outline
from lampblack.builtin.theatre.puppet.vector import Vec, along, dot, mix, scaled

SPAN = 3
"""Places of the spine in one piece of body."""
CLAWS = (13, 25)
"""Where on its spine a dragon has its legs."""


def draw_serpent(painter: Painter, serpent: Serpent) -> None:
    """Piece by piece, the furthest first; the head last unless it looks away."""
    head = head_of(painter)
    starts = list(range(0, SPINE - 1, SPAN))
    pieces = sorted(starts, key=lambda first: -painter.depth(serpent.spine[min(SPINE - 1, first + SPAN // 2)]))
    facing = dot(head.frame.forward, painter.to_eye(head.frame.origin))
    dragon = painter.bones.plan.species == "dragon"
    if facing < -0.2:
        _head(painter, serpent, dragon)
    for first in pieces:
        if dragon:
            _limbs(painter, serpent, first, beyond=True)
        _piece(painter, serpent, first)
        if dragon:
            _limbs(painter, serpent, first, beyond=False)
    if facing >= -0.2:
        _head(painter, serpent, dragon)


def _piece(painter: Painter, serpent: Serpent, first: int) -> None:
    brush, coat = painter.brush, painter.coat
    last = min(SPINE - 1, first + SPAN + 1)
    span = range(first, last + 1)
    points = [painter.px(serpent.spine[n]) for n in span]
    scale = [brush.view.scale(serpent.spine[n]) for n in span]
    radii = [serpent.thick[n] * k for n, k in zip(span, scale, strict=True)]
    left, right = sides_of(points, radii)
    if painter.bones.plan.species == "dragon":
        _fins(painter, serpent, first, last)
    for side in (left, right):
        brush.sheet.stroke(
            side, brush.hair_width * 1.75, clear(outline(coat.coat), 0.9), pressure=(0.8, 1.0, 0.9, 1.0, 0.8)
        )
    brush.wash([*left, *reversed(right)], coat.coat, handles=_across(left, right))
    _belly(painter, serpent, first, last)
    _back(painter, serpent, first, last)


def _across(
    left: list[tuple[float, float]], right: list[tuple[float, float]]
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Light from the upper edge to the lower one."""
    middle = len(left) // 2
    a, b = left[middle], right[middle]
    return (a, b) if a[1] <= b[1] else (b, a)


def _belly(painter: Painter, serpent: Serpent, first: int, last: int) -> None:
    """The pale underside with its cross plates, where it is seen."""
    lower = [top_of(serpent, n, -0.55) for n in range(first, last + 1)]
    _, up, _ = frame_at(serpent, (first + last) // 2)
    if dot(scaled(up, -1.0), painter.to_eye(lower[len(lower) // 2])) < -0.25:
        return
    wide = 0.95 * serpent.thick[(first + last) // 2] * painter.brush.scale
    painter.brush.sheet.stroke(
        [painter.px(p) for p in lower],
        wide,
        clear(painter.coat.under, 0.9),
        pressure=(1.0, 1.0),
        inside=True,
        feather=min(4.0, 0.15 * wide),
    )
    if painter.brush.fine:
        for n in range(first, last):
            right, _, _ = frame_at(serpent, n)
            r = serpent.thick[n]
            row = [along(lower[n - first], right, -0.6 * r), lower[n - first], along(lower[n - first], right, 0.6 * r)]
            painter.brush.line([painter.px(p) for p in row], 0.6, darker(painter.coat.under, 0.6), 0.5, inside=True)


def _back(painter: Painter, serpent: Serpent, first: int, last: int) -> None:
    coat, brush = painter.coat, painter.brush
    dragon = painter.bones.plan.species == "dragon"
    for n in range(first, last):
        for half in (0.0, 0.5):
            right, up, _ = frame_at(serpent, n)
            r = serpent.thick[n]
            at = mix(serpent.spine[n], serpent.spine[min(SPINE - 1, n + 1)], half)
            if dragon:
                if not brush.fine:
                    continue
                for turn in (-0.9, -0.3, 0.3, 0.9):
                    turn += 0.3 * (half > 0.0)
                    out = _out(right, up, turn)
                    if dot(out, painter.to_eye(at)) > 0.1:
                        p = along(at, out, r)
                        a, b = along(p, _out(right, up, turn - 1.0), 0.0), p
                        q = mix(p, along(serpent.spine[min(SPINE - 1, n + 1)], out, r), 0.30)
                        side = _out(right, up, turn + 1.57)
                        row = [along(b, side, -0.24 * r), along(q, side, 0.0), along(a, side, 0.24 * r)]
                        brush.line(
                            [painter.px(each) for each in row],
                            0.62,
                            darker(coat.coat, 0.45),
                            0.6,
                            inside=True,
                            pressure=(0.3, 1.0, 0.3),
                        )
            elif n % 2 == 0 and half == 0.0:
                for turn in (-0.62, 0.0, 0.62):
                    out = _out(right, up, turn)
                    if dot(out, painter.to_eye(at)) > 0.0:
                        p = along(at, out, r)
                        q = along(serpent.spine[min(SPINE - 1, n + 1)], out, r)
                        brush.sheet.stroke(
                            [painter.px(p), painter.px(mix(p, q, 1.1))],
                            0.75 * r * brush.scale,
                            clear(coat.marking, 0.85),
                            pressure=(0.2, 1.0, 0.2),
                            inside=True,
                        )


def _out(right: Vec, up: Vec, turn: float) -> Vec:
    s, c = math.sin(turn), math.cos(turn)
    return (right[0] * s + up[0] * c, right[1] * s + up[1] * c, right[2] * s + up[2] * c)


def _fins(painter: Painter, serpent: Serpent, first: int, last: int) -> None:
    """The comb along a dragon's back."""
    brush, coat = painter.brush, painter.coat
    for n in range(first, last):
        if n < 3:
            continue
        r = serpent.thick[n]
        _, up, way = frame_at(serpent, n)
        root = top_of(serpent, n, 0.75)
        end = top_of(serpent, min(SPINE - 1, n + 1), 0.75)
        tip = along(along(mix(root, end, 0.7), up, 0.85 * r), way, -0.5 * r)
        shape = [painter.px(p) for p in (root, mix(root, tip, 0.6), tip, mix(end, tip, 0.3), end)]
        brush.part(shape, coat.marking, line=0.8, shadow=0.0)


def _limbs(painter: Painter, serpent: Serpent, first: int, *, beyond: bool) -> None:
    for place in CLAWS:
        if not first <= place < first + SPAN:
            continue
        for side in (1.0, -1.0):
            right, _, _ = frame_at(serpent, place)
            away = dot(scaled(right, side), painter.to_eye(serpent.spine[place])) < 0.0
            if away == beyond:
                _limb(painter, serpent, place, side)


def _limb(painter: Painter, serpent: Serpent, place: int, side: float) -> None:
    """A short leg with five claws, treading the air."""
    brush, coat, now = painter.brush, painter.coat, painter.bones.carriage
    right, up, way = frame_at(serpent, place)
    r, at = serpent.thick[place], serpent.spine[place]
    swing = 0.5 * math.sin(1.6 * now.seconds + 1.7 * side + 0.4 * place) + 0.9 * now.paw * (place == CLAWS[0])
    aside = scaled(right, side)
    hip = along(along(at, aside, 0.6 * r), up, -0.3 * r)
    knee = along(along(along(hip, aside, 1.3 * r), up, -1.0 * r), way, (-0.9 if place == CLAWS[0] else 0.6) * r)
    foot = along(along(along(knee, aside, 0.3 * r), up, -1.1 * r), way, (1.3 + swing) * r)
    row = [painter.px(p) for p in (hip, mix(hip, knee, 0.5), knee, mix(knee, foot, 0.5), foot)]
    k = r * brush.scale
    left, over = sides_of(row, [0.62 * k, 0.56 * k, 0.42 * k, 0.34 * k, 0.36 * k])
    brush.part([*left, *reversed(over)], mixed(coat.coat, INK, 0.06), line=0.9, shadow=0.0)
    for turn in (-0.9, -0.3, 0.3, 0.9, 3.0):
        toe = along(along(foot, way, 0.85 * r * math.cos(turn)), aside, 0.75 * r * math.sin(turn))
        toe = along(toe, up, -0.18 * r)
        claw = along(along(toe, up, -0.35 * r), way, 0.12 * r)
        a, b, c = painter.px(foot), painter.px(toe), painter.px(claw)
        brush.sheet.stroke([a, b], 0.36 * k, clear(darker(coat.coat, 0.85), 1.0), pressure=(1.0, 0.7))
        brush.sheet.stroke([b, c], 0.22 * k, (0.9, 0.86, 0.74, 1.0), pressure=(1.0, 0.1))


def _head(painter: Painter, serpent: Serpent, dragon: bool) -> None:
    brush, now = painter.brush, painter.bones.carriage
    head = head_of(painter)
    if dragon:
        _mane(painter, head)
    elif now.mouth.open < 0.1 and math.sin(now.seconds * 2.1 + painter.bones.carriage.breath) > 0.35:
        root = place_on(head, 0.0, -0.03, 0.30)
        mid, tip = place_on(head, 0.0, -0.05, 0.40), 0.46
        for x in (-0.03, 0.03):
            row = [painter.px(p) for p in (root, mid, place_on(head, x, -0.06, tip))]
            brush.sheet.stroke(row, max(0.9, 0.016 * painter.unit), (0.62, 0.16, 0.16, 1.0), pressure=(1.0, 0.8, 0.3))
    draw_face(painter, head)
    if dragon:
        _whiskers(painter, head)


def _mane(painter: Painter, head: Head) -> None:
    """Flames of hair behind the cheeks and down the neck."""
    brush, coat, now = painter.brush, painter.coat, painter.bones.carriage
    for index in range(11):
        turn = -2.2 + 4.4 * index / 10.0
        wave = 0.03 * math.sin(2.0 * now.seconds + 1.1 * index)
        root = place_on(head, 0.075 * math.sin(turn), 0.02 + 0.075 * math.cos(turn), 0.02)
        mid = place_on(head, 0.145 * math.sin(turn) + wave, 0.02 + 0.12 * math.cos(turn), -0.11)
        tip = place_on(head, 0.17 * math.sin(turn) - wave, 0.03 + 0.11 * math.cos(turn), -0.26 - 0.04 * (index % 3))
        row = [painter.px(p) for p in (root, mid, tip)]
        brush.sheet.stroke(
            row,
            0.080 * painter.unit + 1.5 * brush.hair_width,
            clear(outline(coat.marking), 0.85),
            pressure=(0.8, 0.9, 0.04),
        )
        brush.sheet.stroke(
            row,
            0.080 * painter.unit,
            clear(mixed(coat.marking, (0.86, 0.52, 0.24), 0.25 * (index % 2)), 1.0),
            pressure=(1.0, 0.85, 0.0),
        )


def _whiskers(painter: Painter, head: Head) -> None:
    """Two long feelers from the nose, and the beard."""
    brush, now = painter.brush, painter.bones.carriage
    for side in (1.0, -1.0):
        wave = 0.03 * math.sin(1.8 * now.seconds + side)
        row = [
            place_on(head, side * x, y + wave * n, z)
            for n, (x, y, z) in enumerate(
                ((0.055, 0.0, 0.30), (0.13, 0.03, 0.31), (0.20, -0.03, 0.22), (0.24, -0.05, 0.08), (0.30, 0.0, -0.06))
            )
        ]
        brush.sheet.stroke(
            [painter.px(p) for p in row],
            max(1.0, 0.020 * painter.unit),
            clear(darker(painter.coat.coat, 0.6), 0.95),
            pressure=(1.0, 0.8, 0.6, 0.4, 0.1),
        )
    for x in (-0.03, 0.0, 0.03):
        row = [
            place_on(head, x, -0.085, 0.26),
            place_on(head, 1.4 * x, -0.13, 0.25),
            place_on(head, 2.0 * x, -0.19, 0.20),
        ]
        brush.sheet.stroke(
            [painter.px(p) for p in row],
            0.034 * painter.unit,
            clear(painter.coat.marking, 0.95),
            pressure=(1.0, 0.8, 0.05),
        )
