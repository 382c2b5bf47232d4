"""What is painted on a coat: pale bellies, stripes, spots, patches, a dark saddle; all laid round the trunk's rings."""

from __future__ import annotations

import math

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.beasts.painter import Painter
from lampblack.builtin.theatre.puppet.tone import clear, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Vec, dot, mix, sub, unit


def draw_markings(painter: Painter) -> None:
    """Over trunk and near legs, within the trunk's outline."""
    kind = painter.coat.markings
    if kind == "stripes":
        _stripes(painter)
    elif kind == "spots":
        _spots(painter)
    elif kind == "patches":
        _patches(painter)
    elif kind == "saddle":
        _saddle(painter)


def on_trunk(painter: Painter, at: float, turn: float) -> tuple[Vec, bool]:
    """A place on the trunk: `at` 0 (rump) to 1 (breast), `turn` from the back; and whether it is on the side seen."""
    trunk = painter.bones.trunk
    where = max(0.0, min(0.9999, at)) * (len(trunk) - 1)
    low = int(where)
    a, b = trunk[low], trunk[low + 1]
    point = mix(a.at(turn), b.at(turn), where - low)
    middle = mix(a.centre, b.centre, where - low)
    return point, dot(unit(sub(point, middle)), painter.to_eye(point)) > -0.12


def draw_bib(painter: Painter) -> None:
    """The pale throat and breast, within the neck's outline."""
    neck, coat = painter.bones.neck[2:], painter.coat
    if (painter.bones.plan.foot == "hoof" and painter.bones.plan.species != "deer") or coat.under == coat.coat:
        return
    if painter.bones.plan.species == "cat" and coat.markings == "none":
        return
    front = neck[2].at(math.pi)
    if dot(unit(sub(front, neck[2].centre)), painter.to_eye(front)) < -0.35:
        return
    shape = [painter.px(p) for p in (*(ring.at(2.15) for ring in neck), *(ring.at(-2.15) for ring in reversed(neck)))]
    low = [painter.px(ring.at(math.pi)) for ring in neck]
    colour = clear(coat.under, 0.9)
    feather = min(10.0, 0.03 * painter.unit)
    painter.brush.sheet.fill(shape, colour, inside=True, feather=feather)
    for turn in (2.15, -2.15):
        side = [painter.px(ring.at(turn)) for ring in neck]
        painter.brush.sheet.fill([*side, *reversed(low)], colour, inside=True, feather=feather)


def draw_belly(painter: Painter) -> None:
    """The pale underside, fading upwards; under the washes of the near legs."""
    coat, brush = painter.coat, painter.brush
    if coat.under == coat.coat:
        return
    strong = 0.85 if painter.bones.plan.foot == "paw" else 0.55
    for side in (1.0, -1.0):
        upper = [
            on_trunk(painter, at, side * turn)
            for at, turn in ((0.05, 2.5), (0.25, 2.45), (0.5, 2.3), (0.75, 2.15), (0.93, 1.75), (1.0, 1.6))
        ]
        if not upper[3][1] and painter.sideways() > 0.2:
            continue
        lower = [on_trunk(painter, at, side * 3.14)[0] for at in (1.0, 0.8, 0.5, 0.2, 0.05)]
        shape = [painter.px(p) for p in (*(p for p, _ in upper), *lower)]
        brush.sheet.fill(shape, clear(coat.under, strong), inside=True, feather=min(14.0, 0.035 * painter.unit))


def _stripes(painter: Painter) -> None:
    """Brush strokes from the back down the sides, doubled here and there, thin at both ends."""
    colour = clear(painter.coat.marking, 0.92)
    for number in range(15):
        at = 0.08 + 0.84 * number / 14.0
        for side in (1.0, -1.0):
            salt = seed_of("stripe", number, int(side)) % 1000 / 1000.0
            first, last = 0.04 + 0.12 * salt, 1.55 + 0.75 * salt
            row: list[XY] = []
            for step in range(5):
                turn = first + (last - first) * step / 4.0
                place, seen = on_trunk(
                    painter, at + 0.030 * math.sin(2.2 * step + 5.0 * salt) - 0.008 * step, side * turn
                )
                if seen:
                    row.append(painter.px(place))
            if len(row) > 2:
                painter.brush.sheet.stroke(
                    row,
                    (0.030 + 0.014 * salt) * painter.unit,
                    colour,
                    pressure=(0.25, 1.0, 0.8, 0.5, 0.04),
                    inside=True,
                )


def _spots(painter: Painter) -> None:
    """Two uneven rows of dabs on back and flank."""
    colour = clear(painter.coat.marking, 0.85)
    for number in range(39):
        salt = seed_of("spot", number)
        at = 0.08 + 0.80 * (number // 3) / 12.0 + 0.03 * (salt % 100 / 100.0)
        turn = (0.30, 0.72, 1.16)[number % 3] + 0.20 * (salt // 100 % 100 / 100.0)
        for side in (1.0, -1.0):
            place, seen = on_trunk(painter, at, side * turn)
            if not seen:
                continue
            x, y = painter.px(place)
            r = (0.010 + 0.005 * (salt // 10_000 % 100 / 100.0)) * painter.unit
            painter.brush.sheet.stroke(
                [(x - 0.5 * r, y), (x + 0.5 * r, y + 0.3 * r)], 2.0 * r, colour, pressure=(0.9, 1.0), inside=True
            )


def _patches(painter: Painter) -> None:
    """Large dark fields with soft edges, a few, by seed of the kind."""
    colour = painter.coat.marking
    for number, (at, turn, long, deep) in enumerate(
        ((0.30, 0.55, 0.13, 0.62), (0.62, 0.7, 0.10, 0.5), (0.85, 0.5, 0.07, 0.45))
    ):
        for side in (1.0, -1.0):
            if number == 1 and side > 0.0:
                continue
            row = [
                on_trunk(painter, at + long * math.cos(t), side * (turn + deep * math.sin(t)))
                for t in (0.0, 0.8, 1.6, 2.4, 3.14, 3.9, 4.7, 5.5)
            ]
            if sum(seen for _, seen in row) > 5:
                painter.brush.sheet.fill(
                    [painter.px(p) for p, _ in row],
                    clear(colour, 0.9),
                    inside=True,
                    feather=min(5.0, 0.012 * painter.unit),
                )


def _saddle(painter: Painter) -> None:
    """A dark back that fades down the sides."""
    for side in (1.0, -1.0):
        top = [on_trunk(painter, at, 0.0)[0] for at in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)]
        low = [
            on_trunk(painter, at, side * turn)
            for at, turn in ((1.0, 0.8), (0.8, 1.15), (0.55, 0.95), (0.3, 0.9), (0.0, 0.9))
        ]
        if sum(seen for _, seen in low) < 2:
            continue
        shape = [painter.px(p) for p in (*top, *(p for p, _ in low))]
        painter.brush.sheet.fill(
            shape, clear(painter.coat.marking, 0.75), inside=True, feather=min(14.0, 0.05 * painter.unit)
        )
        for number in range(9 if painter.brush.fine else 0):
            salt = seed_of("saddle", number) % 100 / 100.0
            place, seen = on_trunk(painter, 0.12 + 0.09 * number, side * (0.75 + 0.4 * salt))
            if seen:
                x, y = painter.px(place)
                painter.brush.line(
                    [(x, y), (x, y + 0.03 * painter.unit), (x - 0.01 * painter.unit, y + 0.06 * painter.unit)],
                    0.8,
                    mixed(painter.coat.marking, painter.coat.coat, 0.3),
                    0.45,
                    inside=True,
                )
