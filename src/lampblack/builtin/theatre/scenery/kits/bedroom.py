"""A bedroom of today: a bed for two between two lamps, a window over the city, a wardrobe, a mirror."""

from __future__ import annotations

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import furniture
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.indoors import (
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

WALL: Colour = (142.0, 152.0, 162.0)
COVER: Colour = (72.0, 98.0, 128.0)
BED, DEEP = 1.5, 6.1
"""Where the bed's middle is: x and z."""
LAMPS = ((BED - 1.45, 0.88, 6.15), (BED + 1.45, 0.88, 6.15))
STOREY = -26.0


WINDOW = (1.2, 0.75, 2.6, 1.6)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room = _room(shop)
    return furnished(
        shop,
        room,
        sky=(*view(shop, reach=1.5), *city(shop, foot=STOREY, reach=1.45, near=110.0)),
        floors=(level(shop, room, "ceiling", room.high, _ceiling), level(shop, room, "boards", 0.0, _floor)),
        cards=(
            wall(shop, room, "back", lambda cut: _back(cut, shop)),
            wall(shop, room, "left", _left),
            wall(shop, room, "right", _right),
            wall(shop, room, "front", _front),
            *_things(shop, room),
        ),
    )


def _room(shop: Workshop) -> Room:
    on = burning(shop)
    lamps = tuple(Bulb(at=at, colour=(1.0, 0.74, 0.44), power=0.95 * on, reach=1.6) for at in LAMPS)
    light = RoomLight(
        ambient=incoming(shop, 0.60),
        bulbs=(
            *lamps,
            window_bulb(shop, (-2.4, 1.6, 5.8), 2.4),
            Bulb(at=(0.0, 2.4, -0.4), colour=(1.0, 0.82, 0.60), power=0.62 * on, reach=3.0),
        ),
        windows=(Window(side="back", box=WINDOW, columns=2),),
        shaft=shaft(shop, street=(-0.42, -0.36, 0.84)),
    )
    return Room(half=4.9, front=-3.1, back=6.6, high=2.75, light=light)


def _back(cut: Cut, shop: Workshop) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 204, 198))
    glazed(cut, shop, WINDOW, columns=2, frame=(196, 192, 184))
    furniture.curtain(cut, (0.6, 0.12, 0.75, 2.42), (196, 176, 142))
    furniture.curtain(cut, (3.65, 0.12, 0.75, 2.42), (196, 176, 142))
    cut.box(0.4, 2.52, 4.2, 0.05, (60, 52, 48), ink=0.0)
    picture(cut, 5.75, 1.45, 1.3, 0.78, (90, 112, 132))


def _left(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 204, 198))
    furniture.wardrobe(cut, (4.6, 0.0, 2.6, 2.3), (182, 172, 154))
    picture(cut, 2.9, 1.4, 0.8, 0.62, (152, 104, 92))
    furniture.shelf(cut, (0.6, 0.0, 1.5, 1.5), (112, 82, 62), seed=21)


def _right(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 204, 198))
    furniture.dresser(cut, (3.2, 0.0, 1.7, 0.85), (124, 88, 62))
    picture(cut, 5.9, 1.4, 0.6, 0.78, (84, 108, 98))


def _front(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    skirting(cut, (206, 204, 198))
    door(cut, 2.2, 0.95, 2.1, (202, 196, 184))
    furniture.coats(cut, 3.7, 1.1)
    furniture.mirror(cut, 5.6, 0.4, 0.6, 1.6)
    picture(cut, 7.2, 1.35, 1.2, 0.85, (150, 118, 84))


def _floor(cut: Cut) -> None:
    furniture.boards((150, 116, 86))(cut)
    furniture.rug(cut, cut.wide / 2, 5.1, (2.4, 1.5), (96, 112, 128))


def _ceiling(cut: Cut) -> None:
    ground_of_colour(cut, scaled(WALL, 1.2))
    m = (cut.wide / 2, cut.high / 2)
    cut.disc(m[0], m[1], 0.34, 0.34, scaled(WALL, 1.05))
    cut.disc(m[0], m[1], 0.24, 0.24, scaled(WALL, 1.4))


def _things(shop: Workshop, room: Room) -> list[Card]:
    lit = burning(shop)

    def table(at: tuple[float, float, float]) -> Card:
        return standing(
            shop, "bedside", (0.62, 1.0), (at[0], 0.0, 6.2), room, lambda cut: furniture.bedside(cut, lit), yaw=0.0
        )

    cards = [
        standing(
            shop, "double bed", (2.1, 1.2), (BED, 0.0, DEEP), room,
            lambda cut: furniture.double_bed(cut, COVER), yaw=0.0,
        ),
        *(table(at) for at in LAMPS),
        standing(shop, "chair", (0.5, 0.95), (-4.1, 0.0, 5.6), room, lambda cut: furniture.chair(cut, (112, 82, 62))),
        standing(shop, "plant", (0.9, 1.5), (4.3, 0.0, 5.7), room, lambda cut: furniture.plant(cut, seed=4)),
    ]  # fmt: skip
    if lit > 0.4:
        cards += [halo(shop, "bedside", (255, 176, 96), (x - 0.06, y, z - 0.05), 1.7) for x, y, z in LAMPS]
    return cards
