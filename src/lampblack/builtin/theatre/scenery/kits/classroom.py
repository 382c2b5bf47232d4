"""A classroom: a board with a figure in chalk, the teacher's desk, desks in rows at the sides, windows to the left."""

from __future__ import annotations

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import fittings, furniture
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.indoors import (
    door,
    furnished,
    glazed,
    ground_of_colour,
    halo,
    incoming,
    picture,
    standing,
    window_bulb,
)
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, level, wall
from lampblack.builtin.theatre.scenery.skyline import city, view
from lampblack.builtin.theatre.scenery.wash import Colour, scaled
from lampblack.builtin.theatre.scenery.windowlight import Window, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

WALL: Colour = (212.0, 204.0, 178.0)
LOW: Colour = (132.0, 158.0, 140.0)


WINDOWS = tuple((x, 1.0, 2.75, 1.75) for x in (0.9, 4.15, 7.4))


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, lit = _room(shop), burning(shop)
    return furnished(
        shop,
        room,
        sky=(
            *view(shop, middle=-1.57, reach=1.5),
            *city(shop, foot=-9.0, middle=-1.57, reach=1.5, near=170.0, rise=0.7),
        ),
        floors=(
            level(shop, room, "ceiling", room.high, fittings.panel_ceiling((206, 202, 188), lit, columns=3, rows=4)),
            level(shop, room, "boards", 0.0, furniture.boards((152, 112, 76), 0.16)),
        ),
        cards=(
            wall(shop, room, "back", _back),
            wall(shop, room, "left", lambda cut: _left(cut, shop)),
            wall(shop, room, "right", _right),
            wall(shop, room, "front", _front),
            *_things(shop, room, lit),
        ),
        dust=18,
    )


def _room(shop: Workshop) -> Room:
    on = burning(shop)
    panels = tuple(
        Bulb(at=(x, 3.0, z), colour=(1.0, 0.96, 0.84), power=0.56 * on, reach=2.2)
        for x in (-3.6, 0.0, 3.6)
        for z in (-1.5, 3.8)
    )
    windows = tuple(window_bulb(shop, (-5.2, 1.7, z), 2.4, 0.5) for z in (-1.0, 2.2, 5.4))
    light = RoomLight(
        ambient=incoming(shop, 0.52),
        bulbs=(*panels, *windows),
        windows=tuple(Window(side="left", box=box, columns=3, rows=2) for box in WINDOWS),
        shaft=shaft(shop),
    )
    return Room(half=5.9, front=-4.4, back=6.6, high=3.2, light=light)


def _ground(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    cut.box(0.0, 0.0, cut.wide, 1.0, LOW, ink=0.0)
    cut.line(((0.0, 1.0), (cut.wide, 1.0)), 0.02, scaled(LOW, 0.6))
    cut.box(0.0, 0.0, cut.wide, 0.12, (96, 84, 66), ink=0.0)


def _back(cut: Cut) -> None:
    _ground(cut)
    fittings.blackboard(cut, (3.3, 0.95, 5.2, 1.45))
    fittings.clock(cut, 5.9, 2.82, 0.17)
    picture(cut, 1.2, 1.5, 1.3, 0.95, (84, 124, 132))
    cut.box(9.3, 1.3, 1.7, 1.25, (128, 92, 62), lift=0.03)
    cut.box(9.36, 1.36, 1.58, 1.13, (156, 190, 198), ink=0.0)
    for x, y, r in ((9.8, 2.05, 0.22), (10.45, 1.95, 0.26), (10.1, 1.6, 0.18)):
        cut.disc(x, y, r, r * 0.7, (176, 168, 112))
    cut.box(2.7, 0.0, 6.4, 0.16, (140, 104, 70), lift=0.02)


def _left(cut: Cut, shop: Workshop) -> None:
    _ground(cut)
    for box in WINDOWS:
        glazed(cut, shop, box, columns=3, rows=2, frame=(206, 200, 182))
    furniture.radiator(cut, 1.4, 0.15, 1.8)
    furniture.radiator(cut, 4.6, 0.15, 1.8)
    furniture.radiator(cut, 7.9, 0.15, 1.8)


def _right(cut: Cut) -> None:
    _ground(cut)
    door(cut, 1.6, 0.95, 2.12, (150, 108, 72))
    fittings.notes(cut, (3.3, 1.15, 3.4, 1.2), seed=11)
    fittings.lockers(cut, 7.0, 8, (110, 140, 146))
    picture(cut, 7.6, 2.1, 0.9, 0.7, (150, 110, 70))


def _front(cut: Cut) -> None:
    _ground(cut)
    fittings.notes(cut, (1.0, 1.2, 4.6, 1.3), seed=12)
    furniture.shelf(cut, (6.4, 0.0, 4.4, 1.25), (140, 104, 70), seed=12)
    for k, tone in enumerate(((176, 84, 62), (96, 130, 118), (206, 170, 96), (110, 116, 150))):
        picture(cut, 6.6 + k * 1.05, 1.65, 0.75, 0.6, tone)


def _things(shop: Workshop, room: Room, lit: float) -> list[Card]:
    def place(x: float, z: float, yaw: float = 0.0) -> Card:
        return standing(shop, "school desk", (1.15, 0.9), (x, 0.0, z), room, fittings.school_desk, yaw=yaw)

    cards = [
        place(x, z)
        for x, z in (
            (-4.7, 2.2),
            (-4.6, 3.7),
            (-4.5, 5.0),
            (4.7, 2.2),
            (4.6, 3.7),
            (4.5, 5.0),
            (-3.2, 6.05),
            (3.0, 6.05),
        )
    ]
    cards += [place(x, z, yaw) for x, z, yaw in ((-4.8, 0.4, 0.9), (4.8, 0.4, -0.9))]
    cards.append(standing(shop, "teacher's desk", (1.9, 1.26), (0.6, 0.0, 6.05), room, fittings.teachers_desk))
    if lit > 0.5:
        cards += [halo(shop, "panel", (66, 60, 48), (x, 3.0, z), 1.8) for x in (-3.9, 0.0, 3.9) for z in (1.6, 5.0)]
    return cards
