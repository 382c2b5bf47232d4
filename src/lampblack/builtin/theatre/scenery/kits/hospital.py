"""A hospital ward: beds behind curtains, a drip and its green line, a swing door, pale green below."""

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
    standing,
    window_bulb,
)
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, level, wall
from lampblack.builtin.theatre.scenery.skyline import city, view
from lampblack.builtin.theatre.scenery.told import told_of
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.windowlight import Window, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

WALL: Colour = (212.0, 216.0, 208.0)
GREEN: Colour = (134.0, 172.0, 160.0)


WINDOW = (0.7, 1.05, 2.8, 1.45)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, lit = _room(shop), _lit(shop)
    return furnished(
        shop,
        room,
        sky=(*view(shop, reach=1.5), *city(shop, foot=-22.0, reach=1.45, near=160.0)),
        floors=(
            level(shop, room, "ceiling", room.high, fittings.panel_ceiling((206, 208, 202), lit, columns=2, rows=5)),
            level(shop, room, "floor", 0.0, furniture.tiles((176, 188, 182), (168, 180, 176), 0.6, shine=0.10)),
        ),
        cards=(
            wall(shop, room, "back", lambda cut: _back(cut, shop)),
            wall(shop, room, "left", _side),
            wall(shop, room, "right", _side),
            wall(shop, room, "front", _front),
            *_things(shop, room, lit),
        ),
        bloom=0.5,
        dust=0,
    )


def _lit(shop: Workshop) -> float:
    """Wards are never dark; at night half the panels are off."""
    return 0.78 if shop.place.time == "night" else max(0.6, burning(shop))


def _room(shop: Workshop) -> Room:
    on = _lit(shop)
    panels = tuple(
        Bulb(at=(x, 2.8, z), colour=(0.88, 1.0, 0.95), power=0.50 * on, reach=2.1)
        for x in (-2.8, 2.8)
        for z in (-1.8, 2.0, 5.5)
    )
    light = RoomLight(
        ambient=incoming(shop, 0.46),
        bulbs=(*panels, window_bulb(shop, (-3.6, 1.6, 6.0), 2.2)),
        windows=(Window(side="back", box=WINDOW, columns=2),),
        shaft=shaft(shop),
    )
    return Room(half=5.7, front=-3.6, back=6.4, high=2.9, light=light)


def _dado(cut: Cut) -> None:
    ground_of_colour(cut, WALL)
    cut.box(0.0, 0.0, cut.wide, 1.15, GREEN, ink=0.0)
    cut.box(0.0, 0.86, cut.wide, 0.14, (176, 132, 92), lift=0.03)
    cut.line(((0.0, 1.15), (cut.wide, 1.15)), 0.016, scaled(GREEN, 0.6))
    cut.box(0.0, 0.0, cut.wide, 0.10, (92, 118, 112), ink=0.0)


def _back(cut: Cut, shop: Workshop) -> None:
    _dado(cut)
    m = cut.wide / 2
    cut.box(m - 1.1, 0.0, 2.2, 2.3, (120, 140, 136), lift=0.03)
    for x in (m - 1.02, m + 0.02):
        cut.box(x, 0.0, 1.0, 2.2, (198, 208, 202))
        cut.box(x + 0.2, 1.2, 0.5, 0.7, (84, 100, 98))
        cut.box(x + 0.24, 1.24, 0.42, 0.62, (226, 238, 222), ink=0.0, shine=True)
        cut.box(x, 0.86, 1.0, 0.24, (170, 178, 176), ink=0.006)
        cut.box(x, 0.0, 1.0, 0.24, (170, 178, 176), ink=0.006)
    fittings.way_out(cut, m - 0.28, 2.42)
    glazed(cut, shop, WINDOW, columns=2, frame=(196, 200, 196), sill=True)
    for row in range(7):
        cut.line(((0.7, 2.06 + row * 0.065), (3.5, 2.06 + row * 0.065)), 0.026, (206, 208, 196), shine=True)
    cut.box(cut.wide - 3.4, 1.2, 2.3, 1.2, (150, 156, 156), lift=0.03)
    cut.box(cut.wide - 3.3, 1.27, 2.1, 1.06, (226, 236, 240), ink=0.0, shine=True)
    for k, tone in enumerate(((70, 96, 108), (60, 84, 98))):
        x = cut.wide - 3.1 + k * 1.05
        cut.box(x, 1.34, 0.8, 0.92, scaled(tone, 0.7), ink=0.0, shine=True)
        for rib in range(4):
            cut.line(
                [(x + 0.14, 1.56 + rib * 0.15), (x + 0.4, 1.50 + rib * 0.15), (x + 0.66, 1.56 + rib * 0.15)],
                0.04,
                (190, 214, 222),
                shine=True,
            )
        cut.line(((x + 0.4, 1.40), (x + 0.4, 2.2)), 0.05, (206, 226, 232), shine=True)
    fittings.clock(cut, cut.wide - 1.3 - 2.6, 2.62, 0.15)


def _side(cut: Cut) -> None:
    _dado(cut)
    for x in (1.2, 7.6):
        door(cut, x, 1.0, 2.1, (196, 206, 200), porthole=True)
    for x in (3.2, 5.9):
        cut.box(x, 1.42, 1.6, 0.18, (190, 196, 192), lift=0.02)
        for k in range(4):
            cut.disc(
                x + 0.3 + 0.32 * k,
                1.51,
                0.05,
                0.05,
                ((176, 70, 58), (84, 130, 150), (220, 190, 90), (120, 126, 126))[k],
            )
        cut.box(x + 0.35, 1.95, 0.9, 0.12, mixed((190, 190, 180), (255, 246, 220), 0.8), shine=True)
    cut.box(9.0, 1.35, 0.3, 0.42, (226, 228, 222), lift=0.02)
    cut.box(9.08, 1.42, 0.14, 0.14, (176, 66, 56), ink=0.0)


def _front(cut: Cut) -> None:
    _dado(cut)
    for x in (2.0, 8.2):
        door(cut, x, 1.1, 2.1, (196, 206, 200), porthole=True)
    fittings.notes(cut, (4.4, 1.3, 2.2, 1.0), seed=7)
    fittings.clock(cut, 7.4, 2.3)
    cut.box(0.5, 0.0, 1.0, 1.0, (206, 210, 204), lift=0.03)
    cut.box(10.0, 1.5, 0.5, 0.5, (240, 240, 234), lift=0.02)
    for box in ((10.2, 1.56, 0.1, 0.38), (10.06, 1.70, 0.38, 0.1)):
        cut.box(*box, (196, 50, 44), ink=0.0)


def _things(shop: Workshop, room: Room, lit: float) -> list[Card]:
    def curtain(x: float, z: float, yaw: float) -> Card:
        return standing(
            shop,
            "curtain",
            (1.9, 2.3),
            (x, 0.0, z),
            room,
            lambda cut: fittings.hospital_curtain(cut, (150, 190, 196)),
            yaw=yaw,
        )

    if told_of(shop.place) == "corridor":
        return _waiting(shop, room, lit)
    cards = [
        standing(shop, "bed", (2.1, 1.25), (-4.1, 0.0, 4.3), room, fittings.bed, yaw=-0.35),
        standing(shop, "bed", (2.1, 1.25), (4.1, 0.0, 4.5), room, fittings.bed, yaw=0.35),
        standing(shop, "bed", (2.1, 1.25), (-4.5, 0.0, 0.6), room, fittings.bed, yaw=-1.0),
        standing(shop, "drip", (0.62, 2.0), (-2.9, 0.0, 6.02), room, fittings.drip),
        standing(shop, "drip", (0.62, 2.0), (2.8, 0.0, 6.02), room, fittings.drip),
        curtain(-4.7, 5.6, 0.1),
        curtain(4.7, 5.7, -0.1),
        curtain(-5.0, 3.1, 1.1),
        curtain(5.0, 3.2, -1.1),
        standing(
            shop,
            "chair",
            (0.5, 0.95),
            (4.6, 0.0, 1.0),
            room,
            lambda cut: furniture.chair(cut, (92, 120, 120)),
            yaw=-0.9,
        ),
    ]
    return [*cards, *_panels(shop, lit)]


def _panels(shop: Workshop, lit: float) -> list[Card]:
    """The light of the ceiling's panels."""
    if lit <= 0.5:
        return []
    return [halo(shop, "panel", (58, 72, 66), (x, 2.8, z), 1.15) for x in (-2.85, 2.85) for z in (1.6, 5.2)]


def _waiting(shop: Workshop, room: Room, lit: float) -> list[Card]:
    """A corridor: rows of chairs along the walls, a plant, a trolley nobody pushes."""

    def chair(x: float, z: float, yaw: float) -> Card:
        return standing(
            shop, "chair", (0.5, 0.95), (x, 0.0, z), room, lambda cut: furniture.chair(cut, (92, 120, 120)), yaw=yaw
        )

    row = [chair(x, 6.0, 0.0) for x in (-4.9, -4.3, -3.7)] + [chair(x, 6.0, 0.0) for x in (3.6, 4.2, 4.8)]
    sides = [chair(-5.2, z, -1.2) for z in (4.4, 3.7, 3.0)] + [chair(5.2, z, 1.2) for z in (4.4, 3.7, 3.0)]
    plant = standing(
        shop, "plant", (0.9, 1.5), (2.4, 0.0, 6.05), room, lambda cut: furniture.plant(cut, seed=5), yaw=0.0
    )
    return [*row, *sides, plant, *_panels(shop, lit)]
