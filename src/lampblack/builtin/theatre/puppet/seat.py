"""Something to sit or lie on where the place has nothing: a stool under a roof and in the street, a chair in rooms of
today, a rock in the open, a seat with a back in a carriage; a bed, a wheelchair, a desk or a table where it is told."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.puppet.bed import HOME, WARD, Linen, draw_bed, draw_cover
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import hull, tube
from lampblack.builtin.theatre.puppet.tables import MIDDLE, draw_chair, draw_desk, draw_table
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Frame, dot, sub, upright
from lampblack.builtin.theatre.puppet.wheelchair import draw_near_wheel, draw_wheelchair
from lampblack.staging.people import BED_HIGH, Person
from lampblack.staging.stage import Staging

HIGH = 0.214
"""The top of a seat above the ground, in heights of who sits on it: what a sitting puppet's thighs are over."""
BACK = 0.115
"""How far behind the feet its middle is, in the same."""
NEAR = 0.9
"""Metres within which a bench or chair of the place is what somebody sits on."""
SEATS = ("bench", "chair", "stool", "sofa", "bed", "log", "rock", "swing")
OPEN = ("mountains", "river", "forest", "plain", "lake", "sea", "desert", "bamboo", "snow_field", "cave")
BAYS = ("carriage",)
"""Kits in which one sits on seats with a back, face to face."""
PLUSH: RGB = (0.16, 0.30, 0.25)
WOOD: RGB = (0.46, 0.32, 0.21)
STONE: RGB = (0.49, 0.48, 0.46)


MODERN = ("office", "cafe", "classroom", "hospital", "flat", "bedroom", "starship", "rooftop")
"""Kits in which one sits on chairs."""

Kind = Literal["stool", "rock", "bay", "chair", "wheelchair", "bed", "cot", "desk", "table", "tea_table"]
TABLES = ("desk", "table", "tea_table")
BEDS = ("bed", "cot")


@dataclass(frozen=True, slots=True)
class Seat:
    """One seat on the stage."""

    frame: Frame
    """On the ground under its middle, forward as who sits on it looks."""
    height: float
    """Of who sits on it, in metres."""
    kind: Kind
    seed: int


def seats_of(person: Person, staging: Staging) -> list[Seat]:
    """Where `person` sits down in this take without anything there, once for each place."""
    if not isinstance(person.motion, msgspec.UnsetType):
        return []
    found: list[Seat] = []
    kit = staging.place.kit
    for mark in person.marks:
        lies = mark.posture == "lie" and person.rest == "bed"
        if not lies and (mark.posture != "sit" or mark.position.y > 0.25 or person.rest == "ground"):
            continue
        p = mark.position
        if person.rest is msgspec.UNSET and any(
            piece.kind in SEATS and piece.position.distance(p) < NEAR for piece in staging.place.pieces
        ):
            continue
        if any(math.dist((p.x, p.z), _under(seat)) < 0.3 for seat in found):
            continue
        h, seed = person.figure.height, seed_of("seat", person.id)
        ground = upright((p.x, max(0.0, p.y - BED_HIGH) if lies else p.y, p.z), mark.yaw)
        if lies:
            found.append(Seat(ground, h, "cot" if kit == "hospital" else "bed", seed))
            continue
        found.append(Seat(ground.at(ground.out(0.0, 0.0, -BACK * h)), h, _kind(person, kit), seed))
        if person.rest in ("desk", "table"):
            kind: Kind = (
                "desk" if person.rest == "desk" and kit in MODERN else "table" if kit in MODERN else "tea_table"
            )
            found.append(Seat(ground, h, kind, seed))
    return found


def _kind(person: Person, kit: str) -> Kind:
    if person.rest == "wheelchair":
        return "wheelchair"
    if kit in OPEN:
        return "rock" if person.rest is msgspec.UNSET else "stool"
    return "bay" if kit in BAYS else "chair" if kit in MODERN else "stool"


def _under(seat: Seat) -> tuple[float, float]:
    x, _, z = seat.frame.out(0.0, 0.0, 0.0 if seat.kind in (*BEDS, *TABLES) else BACK * seat.height)
    return (x, z)


def is_behind(brush: Brush, seat: Seat) -> bool:
    """Whether who sits on it, or at it, is before it, as seen from here."""
    ahead = dot(seat.frame.forward, sub(brush.view.eye, seat.frame.origin))
    return ahead < MIDDLE if seat.kind in TABLES else ahead > 0.0


def draw_behind(brush: Brush, seat: Seat) -> None:
    """What of a seat is behind who is on it, as a thing that is no part of the person."""
    if seat.kind in BEDS:
        _drawn(brush, seat, lambda: draw_bed(brush, seat.frame, _linen(seat), seat.height))
    elif seat.kind == "wheelchair":
        _drawn(brush, seat, lambda: draw_wheelchair(brush, seat.frame, HIGH * seat.height))
    elif is_behind(brush, seat):
        _drawn(brush, seat, lambda: _simple(brush, seat))


def draw_before(brush: Brush, seat: Seat) -> None:
    """What of it is before them."""
    if seat.kind in BEDS:
        _drawn(brush, seat, lambda: draw_cover(brush, seat.frame, _linen(seat), seat.height))
    elif seat.kind == "wheelchair":
        _drawn(brush, seat, lambda: draw_near_wheel(brush, seat.frame, HIGH * seat.height))
    elif not is_behind(brush, seat):
        _drawn(brush, seat, lambda: _simple(brush, seat))


def _linen(seat: Seat) -> Linen:
    return WARD if seat.kind == "cot" else HOME


def _drawn(brush: Brush, seat: Seat, draw: Callable[[], None]) -> None:
    if brush.out_of_picture([brush.view.point(seat.frame.origin)], 0.9 * seat.height):
        return
    first = len(brush.sheet)
    draw()
    brush.sheet.things.append((first, len(brush.sheet)))


def _simple(brush: Brush, seat: Seat) -> None:
    match seat.kind:
        case "desk":
            draw_desk(brush, seat.frame)
        case "table" | "tea_table":
            draw_table(brush, seat.frame, modern=seat.kind == "table")
        case "chair":
            draw_chair(brush, seat.frame, _top(brush, seat) * seat.height)
        case "rock":
            _rock(brush, seat)
        case "bay":
            _bay(brush, seat)
        case _:
            _stool(brush, seat)


def _top(brush: Brush, seat: Seat) -> float:
    """How high it is: from behind as far up as the thighs that lie on it, so that no gap shows."""
    return HIGH if is_behind(brush, seat) else HIGH + 0.02


def _stool(brush: Brush, seat: Seat) -> None:
    h, frame, view = seat.height, seat.frame, brush.view
    wide, deep, top = 0.118 * h, 0.095 * h, _top(brush, seat) * h

    def at(x: float, y: float, z: float) -> XY:
        return view.point(frame.out(x, y, z))

    corners = [(x, z) for x in (-1.0, 1.0) for z in (-1.0, 1.0)]
    corners.sort(key=lambda c: -view.depth(frame.out(c[0] * wide, 0.0, c[1] * deep)))
    k = brush.scale * h
    for index, (x, z) in enumerate(corners):
        leg = [at(x * wide * 0.78, top - 0.01 * h, z * deep * 0.78), at(x * wide * 0.98, 0.0, z * deep * 0.98)]
        leg.insert(1, ((leg[0][0] + leg[1][0]) / 2.0, (leg[0][1] + leg[1][1]) / 2.0))
        brush.part(tube(leg, [0.011 * k, 0.0105 * k, 0.010 * k], cap=0.1), darker(WOOD, 0.72 if index < 2 else 0.9),
                   line=0.9, shadow=0.0)  # fmt: skip
    rail = [at(x * wide * 0.88, 0.45 * top, deep * 0.88) for x in (-1.0, 0.0, 1.0)]
    brush.part(tube(rail, [0.007 * k] * 3, cap=0.1), darker(WOOD, 0.8), line=0.8, shadow=0.0)
    box = [at(x * wide, y, z * deep) for x, z in corners for y in (top - 0.026 * h, top)]
    brush.part([p for p in hull(box) for _ in (0, 1)], darker(WOOD, 0.85), line=1.0, shadow=0.0)
    face = [at(x * wide, top, z * deep) for x, z in ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0))]
    brush.wash([p for p in face for _ in (0, 1)], mixed(WOOD, (1.0, 0.92, 0.78), 0.14), depth=0.6)


def _bay(brush: Brush, seat: Seat) -> None:
    """A seat of a carriage: a foot, a cushion, a back as high as the shoulders, with a rail on top."""
    h, frame, view, top = seat.height, seat.frame, brush.view, _top(brush, seat)
    parts: tuple[tuple[float, float, float, float, float, RGB], ...] = (
        (0.13, 0.0, top - 0.075, -0.20, 0.04, (0.27, 0.28, 0.28)),
        (0.15, top - 0.075, top, -0.22, 0.09, mixed(PLUSH, (1.0, 1.0, 0.9), 0.1)),
        (0.15, top - 0.06, 0.49, -0.265, -0.215, PLUSH),
        (0.155, 0.485, 0.51, -0.27, -0.21, (0.52, 0.53, 0.52)),
    )
    for wide, low, high, back, front, tone in parts:
        corners = [(x, y, z) for x in (-wide, wide) for y in (low, high) for z in (back, front)]
        box = hull([view.point(frame.out(x * h, y * h, z * h)) for x, y, z in corners])
        brush.part([p for p in box for _ in (0, 1)], tone, line=1.0, shadow=0.02)


def _rock(brush: Brush, seat: Seat) -> None:
    h, frame, view, top = seat.height, seat.frame, brush.view, _top(brush, seat)
    rows: list[list[XY]] = []
    for y, wide in ((0.0, 0.178), (0.10, 0.172), (0.18, 0.142), (top, 0.105)):
        row: list[XY] = []
        for k in range(9):
            turn = k * math.tau / 9
            r = wide * (1.0 + 0.13 * math.sin(turn * 2.0 + seat.seed % 7) + 0.08 * math.sin(turn * 5.0 + seat.seed % 5))
            row.append(view.point(frame.out(r * h * math.sin(turn), y * h, 0.82 * r * h * math.cos(turn))))
        rows.append(row)
    whole = hull([p for row in rows for p in row])
    brush.part([p for p in whole for _ in (0, 1)], STONE, line=1.2, shadow=0.05)
    face = hull(rows[-1])
    brush.sheet.fill(face, mixed(STONE, (1.0, 1.0, 0.96), 0.2), inside=True, feather=min(4.0, 0.01 * h * brush.scale))
    if brush.fine:
        seen = sorted(range(9), key=lambda k: -rows[0][k][1])[:4]
        for k in seen[::2]:
            brush.line([rows[3][k], rows[2][k], rows[1][k]], 0.9, darker(STONE, 0.5), 0.5, inside=True)
