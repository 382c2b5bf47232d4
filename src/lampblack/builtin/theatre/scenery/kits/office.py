"""An office: desks with screens, a wall of windows high over the city, panels of light, a glass meeting room."""

from __future__ import annotations

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import fittings, furniture
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.indoors import (
    furnished,
    glazed,
    ground_of_colour,
    halo,
    incoming,
    picture,
    skirting,
    standing,
    window_bulb,
)
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, level, wall
from lampblack.builtin.theatre.scenery.skyline import city, view
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.windowlight import Window, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

WALL: Colour = (186.0, 190.0, 188.0)
CARPET: Colour = (92.0, 102.0, 108.0)


WINDOWS = tuple((0.35 + k * 2.98, 0.55, 2.72, 2.15) for k in range(4))


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, lit = _room(shop), _lit(shop)
    return furnished(
        shop,
        room,
        sky=(*view(shop, reach=1.5), *city(shop, foot=-70.0, reach=1.45, near=140.0, rise=1.25)),
        floors=(
            level(shop, room, "ceiling", room.high, fittings.panel_ceiling((196, 198, 194), lit, columns=4, rows=5)),
            level(shop, room, "carpet", 0.0, furniture.tiles(CARPET, scaled(CARPET, 0.94), 0.5)),
        ),
        cards=(
            wall(shop, room, "back", lambda cut: _back(cut, shop)),
            wall(shop, room, "left", _left),
            wall(shop, room, "right", lambda cut: _right(cut, lit)),
            wall(shop, room, "front", _front),
            *_things(shop, room, lit),
        ),
        bloom=0.5,
        dust=6,
    )


def _lit(shop: Workshop) -> float:
    return max(0.55, burning(shop))


def _room(shop: Workshop) -> Room:
    on = _lit(shop)
    panels = tuple(
        Bulb(at=(x, 2.9, z), colour=(0.92, 0.97, 0.94), power=0.42 * on, reach=2.2)
        for x in (-4.2, 0.0, 4.2) for z in (-2.0, 2.0, 5.5)
    )  # fmt: skip
    light = RoomLight(
        ambient=incoming(shop, 0.5),
        bulbs=(*panels, window_bulb(shop, (0.0, 1.6, 6.2), 2.8)),
        windows=tuple(Window(side="back", box=box, columns=2) for box in WINDOWS),
        shaft=shaft(shop, street=(0.42, -0.36, 0.84)),
    )
    return Room(half=6.2, front=-3.6, back=6.8, high=3.0, light=light)


def _back(cut: Cut, shop: Workshop) -> None:
    ground_of_colour(cut, scaled(WALL, 0.9))
    for box in WINDOWS:
        x = box[0]
        glazed(cut, shop, box, columns=2, frame=(70, 76, 80), sill=False)
        cut.box(x, 2.34, 2.72, 0.36, (206, 206, 198), ink=0.008, shine=False)
        for row in range(5):
            cut.line(((x, 2.40 + row * 0.07), (x + 2.72, 2.40 + row * 0.07)), 0.02, (150, 152, 150), shine=True)
    cut.box(0.0, 0.0, cut.wide, 0.42, (150, 154, 154), ink=0.0)
    cut.line(((0.0, 0.42), (cut.wide, 0.42)), 0.03, (104, 108, 110))


def _left(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (150, 154, 154))
    fittings.whiteboard(cut, (5.2, 0.95, 2.6, 1.3))
    fittings.clock(cut, 8.6, 2.35)
    furniture.shelf(cut, (1.2, 0.0, 2.4, 1.9), (120, 124, 126), seed=8)
    fittings.notes(cut, (3.9, 1.0, 1.0, 1.1), seed=2)
    for k in range(3):
        cut.box(8.3 + k * 0.62, 0.0, 0.6, 1.3, (128, 134, 136), lift=0.03)
        for row in range(4):
            cut.box(8.34 + k * 0.62, 0.06 + row * 0.31, 0.52, 0.28, (142, 148, 150), ink=0.006)


def _right(cut: Cut, lit: float) -> None:
    """A meeting room behind glass."""
    ground_of_colour(cut, WALL)
    skirting(cut, (150, 154, 154))
    inside = mixed((120, 126, 126), (232, 226, 202), lit)
    cut.box(1.2, 0.1, 5.6, 2.6, (70, 76, 80), lift=0.02)
    cut.box(1.3, 0.2, 5.4, 2.42, scaled(inside, 0.8), ink=0.0)
    cut.box(1.3, 0.2, 5.4, 0.6, scaled(inside, 0.5), ink=0.0)
    cut.box(2.2, 0.85, 3.4, 0.09, (112, 82, 60), ink=0.008)
    for k in range(4):
        cut.box(2.4 + k * 0.85, 0.55, 0.44, 0.72, (62, 70, 82), ink=0.008)
    cut.box(3.0, 1.35, 1.7, 0.95, (40, 44, 48))
    cut.box(3.06, 1.41, 1.58, 0.83, (90, 156, 184), ink=0.0, shine=True)
    cut.line([(3.2, 1.6), (3.6, 1.75), (4.0, 1.7), (4.4, 2.05)], 0.035, (240, 246, 246), shine=True)
    for k in range(1, 4):
        cut.box(1.3 + 5.4 * k / 4 - 0.03, 0.2, 0.06, 2.42, (84, 90, 94), ink=0.0)
    cut.box(1.3, 1.2, 5.4, 0.16, mixed(inside, (255, 255, 255), 0.35), ink=0.0)
    picture(cut, 7.6, 1.4, 0.9, 0.7, (176, 96, 60))
    cut.box(8.9, 0.0, 0.42, 1.25, (190, 196, 198), lift=0.03)
    cut.disc(9.11, 1.42, 0.19, 0.22, (140, 186, 206))


def _front(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (150, 154, 154))
    for x in (5.1, 6.25):
        cut.box(x, 0.0, 1.05, 2.25, (74, 80, 84), lift=0.03)
        cut.box(x + 0.1, 0.1, 0.85, 2.05, (150, 170, 174), ink=0.0)
        cut.box(x + (0.8 if x < 6 else 0.2), 0.9, 0.05, 0.5, (60, 62, 66), ink=0.0)
    fittings.way_out(cut, 5.9, 2.42)
    furniture.shelf(cut, (0.8, 0.0, 3.0, 2.2), (120, 124, 126), seed=9)
    fittings.notes(cut, (8.3, 1.0, 1.8, 1.2), seed=5)
    furniture.coats(cut, 10.4, 1.2)


def _things(shop: Workshop, room: Room, lit: float) -> list[Card]:
    def place(x: float, z: float, yaw: float = 0.0) -> Card:
        return standing(
            shop, "desk", (1.7, 1.3), (x, 0.0, z), room, lambda cut: fittings.desk(cut, lit, screens=2), yaw=yaw
        )

    cards = [place(x, z) for x, z in ((-4.9, 3.2), (-4.7, 5.4), (4.9, 3.6), (4.8, 5.6), (-2.6, 6.1), (2.4, 6.2))]
    cards += [place(x, z, yaw) for x, z, yaw in ((-5.0, 0.2, 1.2), (5.2, 0.4, -1.2))]
    cards += [
        standing(shop, "plant", (0.9, 1.5), (0.0, 0.0, 6.3), room, lambda cut: furniture.plant(cut, seed=6)),
        standing(shop, "plant", (0.9, 1.5), (-5.6, 0.0, -1.8), room, lambda cut: furniture.plant(cut, seed=6), yaw=1.2),
    ]
    if lit > 0.6:
        cards += [halo(shop, "panel", (58, 62, 60), (x, 2.9, z), 1.8) for x in (-4.6, 4.6) for z in (2.0, 5.0)]
    return cards
