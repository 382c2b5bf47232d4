"""A café: a counter with its machine, bottles behind it, small tables under lamps, a wide window on the street."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import facades, fittings, furniture
from lampblack.builtin.theatre.scenery.asphalt import Lot, Spill, painted_street
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
from lampblack.builtin.theatre.scenery.lampposts import burning_outside
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, level, wall
from lampblack.builtin.theatre.scenery.skyline import lights, outside, view
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.windowlight import Window, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

WALL: Colour = (150.0, 118.0, 92.0)
TILE: Colour = (60.0, 92.0, 88.0)
LAMPS = ((-4.7, 1.95, 4.2), (-2.3, 1.95, 6.2), (4.7, 1.95, 2.6), (1.6, 2.05, 6.35), (3.4, 2.05, 6.35))


SIDE_WINDOWS = tuple((x, 0.9, 2.5, 1.8) for x in (0.7, 3.5, 6.3))
BACK_WINDOW, SHOP_WINDOW = (0.6, 0.95, 3.5, 1.75), (0.8, 0.95, 3.2, 1.75)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, lit = _room(shop), _lit(shop)
    return furnished(
        shop,
        room,
        sky=(*view(shop), *_across(shop)),
        floors=(
            _road(shop),
            level(shop, room, "ceiling", room.high, _ceiling),
            level(shop, room, "floor", 0.0, furniture.tiles((176, 160, 136), (92, 66, 56), 0.45)),
        ),
        cards=(
            wall(shop, room, "back", lambda cut: _back(cut, shop, lit)),
            wall(shop, room, "left", lambda cut: _left(cut, shop)),
            wall(shop, room, "right", _right),
            wall(shop, room, "front", lambda cut: _front(cut, shop)),
            *_things(shop, room, lit),
        ),
        bloom=0.7,
        dust=16,
    )


def _across(shop: Workshop) -> list[Card]:
    """The houses on the other side of the streets at the corner, and behind."""
    out = outside(shop)
    cards: list[Card] = []
    snow = shop.place.weather == "snow"
    for x, z, yaw, kind in (
        (-21.0, 21.0, 0.0, 0), (-12.6, 21.0, 0.0, 1), (-4.2, 21.0, 0.0, 0), (4.2, 21.0, 0.0, 1), (12.6, 21.0, 0.0, 0),
        (-19.5, -9.0, math.pi / 2, 0), (-19.5, -0.6, math.pi / 2, 1), (-19.5, 7.8, math.pi / 2, 0),
        (-19.5, 16.2, math.pi / 2, 1), (-8.4, -17.0, math.pi, 1), (0.0, -17.0, math.pi, 0), (8.4, -17.0, math.pi, 1),
    ):  # fmt: skip
        texture = shop.sheet(
            f"across {kind}",
            lambda kind=kind: facades.painted_facade(
                out.hour, wide=8.4, storeys=3, metre=52.0 * shop.scale, lamps=burning_outside(shop), lit=lights(shop),
                snow=snow, seed=shop.seed("across") % 60 + kind * 5,
            ),
        )  # fmt: skip
        cards.append(upright(texture, x, -0.1, z, 8.5, yaw, name="across", fog=0.0))
    return cards


def _road(shop: Workshop) -> Card:
    """The asphalt outside; the floor of the room is laid over it."""
    spills = tuple(
        Spill(x=x, z=z, colour=(255, 200, 130), strength=1.1, aside=4.0, along=4.0)
        for x, z in ((-9.0, 12.0), (4.0, 14.0), (-14.0, 3.0), (-2.0, -10.0))
    )
    lot = Lot(
        half=24.0, near=-18.0, far=22.0, metre=14.0 * shop.scale, hour=outside(shop).hour, seed=shop.seed("road"),
        spills=spills, lamps=burning_outside(shop), snow=shop.place.weather == "snow",
    )  # fmt: skip
    return flat(
        shop.sheet("road", lambda: painted_street(lot, kerb=17.5, crossing=11.0)),
        0.0,
        -0.08,
        -18.0,
        48.0,
        40.0,
        name="road",
        fog=0.0,
    )


def _lit(shop: Workshop) -> float:
    return max(0.4, burning(shop))


def _room(shop: Workshop) -> Room:
    on = _lit(shop)
    lamps = tuple(Bulb(at=at, colour=(1.0, 0.76, 0.46), power=0.62 * on, reach=1.7) for at in LAMPS)
    light = RoomLight(
        ambient=incoming(shop, 0.50),
        bulbs=(
            *lamps,
            window_bulb(shop, (-4.6, 1.5, 1.5), 2.6, 0.6),
            window_bulb(shop, (-2.6, 1.5, 6.4), 2.2, 0.5),
            Bulb(at=(0.0, 2.6, -0.5), colour=(1.0, 0.80, 0.54), power=0.40 * on, reach=2.6),
        ),
        windows=(
            *(Window(side="left", box=box, columns=2) for box in SIDE_WINDOWS),
            Window(side="back", box=BACK_WINDOW, columns=2),
            Window(side="front", box=SHOP_WINDOW, columns=2),
        ),
        shaft=shaft(shop, street=(-0.75, 0.42, 0.52)),
    )
    return Room(half=5.8, front=-3.2, back=7.2, high=3.2, light=light)


def _ceiling(cut: Cut) -> None:
    ground_of_colour(cut, (84, 64, 52))
    for k in range(1, 7):
        y = cut.high * k / 7
        cut.box(0.0, y - 0.09, cut.wide, 0.18, (66, 48, 40), lift=0.04)


def _low(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    for i in range(int(cut.wide / 0.3) + 1):
        for j in range(4):
            cut.box(i * 0.3, 0.1 + j * 0.26, 0.29, 0.25, scaled(TILE, 0.94 + 0.1 * ((i * 3 + j) % 3)), ink=0.005)
    cut.box(0.0, 1.14, cut.wide, 0.07, (74, 52, 42), lift=0.02)
    cut.box(0.0, 0.0, cut.wide, 0.10, (50, 40, 36), ink=0.0)


def _back(cut: Cut, shop: Workshop, lit: float) -> None:
    _low(cut)
    glazed(cut, shop, BACK_WINDOW, columns=2, frame=(58, 44, 38))
    fittings.cafe_shelves(cut, (5.9, 1.45, 3.6, 1.5), seed=4)
    cut.line(((5.9, 3.02), (9.5, 3.02)), 0.05, mixed((150, 130, 100), (255, 220, 150), lit), shine=lit > 0.3)
    fittings.menu(cut, (4.4, 1.5, 1.25, 1.2))
    _neon(cut, 2.35, 2.1, lit)
    door(cut, 9.75, 0.85, 2.1, (92, 62, 48))


def _neon(cut: Cut, x: float, y: float, lit: float) -> None:
    """A cup in the window, in red and blue glass."""
    red, blue = mixed((150, 120, 116), (255, 84, 84), lit), mixed((130, 140, 144), (96, 206, 236), lit)
    for a, b in (
        ((-0.30, 0.2), (-0.22, -0.22)),
        ((-0.22, -0.22), (0.2, -0.22)),
        ((0.2, -0.22), (0.28, 0.2)),
        ((0.28, 0.2), (-0.30, 0.2)),
    ):
        cut.tube(((x + a[0], y + a[1]), (x + b[0], y + b[1])), 0.045, red)
    cut.tube([(x + 0.28, y + 0.12), (x + 0.44, y + 0.06), (x + 0.40, y - 0.08), (x + 0.24, y - 0.08)], 0.04, red)
    cut.tube(((x - 0.5, y - 0.32), (x + 0.5, y - 0.32)), 0.04, blue)
    for k in (-0.14, 0.02, 0.18):
        cut.tube([(x + k, y + 0.27), (x + k + 0.05, y + 0.36), (x + k, y + 0.46)], 0.03, blue)


def _left(cut: Cut, shop: Workshop) -> None:
    _low(cut)
    for box in SIDE_WINDOWS:
        glazed(cut, shop, box, columns=2, frame=(58, 44, 38))
    cut.box(0.3, 0.0, 8.8, 0.5, (120, 48, 42), lift=0.05)
    cut.box(0.3, 0.42, 8.8, 0.12, (146, 62, 52), ink=0.008)


def _right(cut: Cut) -> None:
    _low(cut)
    for k, tone in enumerate(((150, 84, 62), (84, 112, 122), (176, 146, 84), (120, 84, 110))):
        picture(cut, 0.8 + 1.25 * k, 1.5 + 0.2 * (k % 2), 0.9, 0.7 + 0.2 * (k % 2), tone)
    furniture.shelf(cut, (6.3, 0.0, 2.2, 2.3), (92, 62, 46), seed=14)


def _front(cut: Cut, shop: Workshop) -> None:
    _low(cut)
    glazed(cut, shop, SHOP_WINDOW, columns=2, frame=(58, 44, 38))
    door(cut, 4.8, 1.1, 2.2, (120, 48, 42))
    furniture.coats(cut, 6.5, 1.3)
    fittings.menu(cut, (8.6, 1.4, 1.3, 1.3))


def _things(shop: Workshop, room: Room, lit: float) -> list[Card]:
    def table(x: float, z: float) -> Card:
        return standing(
            shop, "round table", (0.9, 1.08), (x, 0.0, z), room, lambda cut: fittings.round_table(cut, (196, 182, 156))
        )

    def chair(x: float, z: float) -> Card:
        return standing(shop, "chair", (0.5, 0.95), (x, 0.0, z), room, lambda cut: furniture.chair(cut, (86, 56, 44)))

    cards = [standing(shop, "counter", (3.9, 1.74), (3.0, 0.0, 6.05), room, lambda cut: fittings.counter(cut, lit))]
    for x, z in ((-4.75, 4.2), (-2.4, 6.2), (4.75, 2.5), (-4.75, 1.2), (4.75, 0.0)):
        cards += [table(x, z), chair(x - 0.68, z + 0.12), chair(x + 0.68, z + 0.12)]
    for x, y, z in LAMPS:
        cards.append(
            standing(
                shop, "pendant", (0.5, 1.3), (x, y - 0.05, z + 0.02), room, lambda cut: furniture.pendant(cut, lit)
            )
        )
        if lit > 0.3:
            cards.append(halo(shop, "pendant", scaled((255, 176, 92), 0.5 + 0.5 * lit), (x, y + 0.05, z - 0.03), 1.7))
    return cards
