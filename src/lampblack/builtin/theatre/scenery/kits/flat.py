"""A flat of today: a wide window over the city, a sofa by a floor lamp, a kitchen along the wall, a table for two."""

from __future__ import annotations

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import furniture
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.indoors import (
    dark,
    door,
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
from lampblack.builtin.theatre.scenery.wash import Colour, scaled
from lampblack.builtin.theatre.scenery.windowlight import Window, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

WALL: Colour = (176.0, 170.0, 160.0)
ACCENT: Colour = (58.0, 92.0, 96.0)
"""The one painted wall."""
LAMP = (-4.7, 1.62, 5.7)
PENDANT = (4.35, 1.95, 4.1)
WINDOW = (3.5, 0.72, 4.4, 1.66)
STOREY = -34.0
"""Metres from the flat's floor down to the street."""


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room = _room(shop)
    return furnished(
        shop,
        room,
        sky=(*view(shop, reach=1.5), *city(shop, foot=STOREY, reach=1.45, near=120.0)),
        floors=(
            level(shop, room, "ceiling", room.high, _ceiling),
            level(shop, room, "boards", 0.0, _floor),
        ),
        cards=(
            wall(shop, room, "back", lambda cut: _back(cut, shop)),
            wall(shop, room, "left", _left),
            wall(shop, room, "right", lambda cut: _right(cut, shop)),
            wall(shop, room, "front", _front),
            *_things(shop, room),
        ),
    )


def _room(shop: Workshop) -> Room:
    on = burning(shop)
    light = RoomLight(
        ambient=incoming(shop, 0.62),
        bulbs=(
            window_bulb(shop, (0.6, 1.7, 5.8), 2.6),
            Bulb(at=LAMP, colour=(1.0, 0.74, 0.42), power=0.95 * on, reach=2.2),
            Bulb(at=PENDANT, colour=(1.0, 0.80, 0.52), power=0.9 * on, reach=1.9),
            Bulb(at=(0.0, 2.4, -0.6), colour=(1.0, 0.84, 0.62), power=0.5 * on, reach=2.6),
            Bulb(at=(4.7, 1.5, 1.0), colour=(1.0, 0.90, 0.74), power=0.6 * on, reach=1.4),
        ),
        windows=(Window(side="back", box=WINDOW, columns=3),),
        shaft=shaft(shop, street=(0.42, -0.36, 0.84)),
    )
    return Room(half=5.2, front=-3.1, back=6.3, high=2.85, light=light)


def _back(cut: Cut, shop: Workshop) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 200, 190))
    glazed(cut, shop, WINDOW, columns=3, frame=(52, 50, 54))
    furniture.curtain(cut, (2.8, 0.16, 0.85, 2.45), (128, 52, 44))
    furniture.curtain(cut, (7.8, 0.16, 0.75, 2.45), (128, 52, 44))
    cut.box(2.5, 2.60, 6.4, 0.05, (52, 44, 40), ink=0.0)
    furniture.radiator(cut, 4.6, 0.14, 2.2)
    picture(cut, 1.55, 1.45, 0.62, 0.8, (86, 112, 120))
    furniture.shelf(cut, (8.95, 0.0, 1.3, 2.15), (104, 74, 54), seed=3)


def _left(cut: Cut) -> None:
    ground_of_colour(cut, ACCENT)
    skirting(cut, (206, 200, 190))
    door(cut, 0.5, 0.92, 2.08, (196, 188, 172))
    furniture.shelf(cut, (1.9, 0.0, 2.0, 2.3), (92, 66, 50), seed=1)
    picture(cut, 4.5, 1.3, 1.2, 0.9, (152, 84, 60))
    picture(cut, 6.0, 1.42, 0.55, 0.72, (70, 92, 110))
    furniture.sideboard(cut, (4.2, 0.0, 2.3, 0.72), (124, 88, 62))


def _right(cut: Cut, shop: Workshop) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 200, 190))
    furniture.kitchen(cut, 2.2, 3.6, burning(shop))
    picture(cut, 0.7, 1.4, 0.8, 0.62, (120, 100, 140))


def _front(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 200, 190))
    door(cut, 4.7, 1.0, 2.12, (96, 58, 48))
    furniture.coats(cut, 6.2, 1.2)
    furniture.wardrobe(cut, (0.8, 0.0, 2.3, 2.3), (170, 160, 144))
    furniture.mirror(cut, 3.6, 0.9, 0.55, 1.3)
    furniture.shelf(cut, (7.9, 0.0, 1.7, 1.2), (104, 74, 54), seed=5)
    picture(cut, 8.3, 1.5, 0.8, 0.6, (86, 112, 120))


def _floor(cut: Cut) -> None:
    furniture.boards((140.0, 100.0, 70.0))(cut)
    furniture.rug(cut, cut.wide / 2, 4.6, (2.7, 1.7), (118, 48, 42))


def _ceiling(cut: Cut) -> None:
    ground_of_colour(cut, scaled(WALL, 1.12))
    for k in range(1, 6):
        cut.line(((0.0, cut.high * k / 6), (cut.wide, cut.high * k / 6)), 0.02, scaled(WALL, 0.86))


def _things(shop: Workshop, room: Room) -> list[Card]:
    lit = burning(shop)
    cards = [
        standing(shop, "sofa", (2.5, 0.86), (-3.1, 0.0, 6.02), room, lambda cut: furniture.sofa(cut, (150, 116, 72))),
        standing(
            shop, "floor lamp", (0.5, 1.86), (LAMP[0], 0.0, LAMP[2]), room, lambda cut: furniture.floor_lamp(cut, lit)
        ),
        standing(
            shop, "table for two", (1.5, 0.76), (4.35, 0.0, 4.0), room, lambda cut: furniture.table(cut, (120, 82, 58))
        ),
        standing(shop, "chair", (0.5, 0.95), (4.02, 0.0, 4.3), room, lambda cut: furniture.chair(cut, (92, 66, 52))),
        standing(shop, "chair", (0.5, 0.95), (4.75, 0.0, 4.3), room, lambda cut: furniture.chair(cut, (92, 66, 52))),
        standing(shop, "pendant", (0.5, 1.08), (4.35, 1.75, 4.12), room, lambda cut: furniture.pendant(cut, lit)),
        standing(shop, "plant", (0.9, 1.5), (2.75, 0.0, 6.05), room, lambda cut: furniture.plant(cut, seed=4)),
        standing(shop, "plant", (0.9, 1.5), (-4.6, 0.0, -1.6), room, lambda cut: furniture.plant(cut, seed=4), yaw=1.2),
        standing(
            shop, "low table", (1.2, 0.42), (-3.2, 0.0, 5.1), room, lambda cut: furniture.low_table(cut, (120, 82, 58))
        ),
    ]
    if dark(shop) or lit > 0.5:
        cards += [
            halo(shop, "warm", (255, 176, 96), (LAMP[0], LAMP[1], LAMP[2] - 0.05), 2.6),
            halo(shop, "warm", (255, 176, 96), (PENDANT[0], PENDANT[1] - 0.05, PENDANT[2] - 0.05), 2.0),
        ]
    return cards
