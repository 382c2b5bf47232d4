"""A scholar's study by lamplight: plaster and timber, paper windows, a scroll, a planked floor, a table at the back.

It is built as on a stage, without a ceiling: a high camera looks in over the walls, a low one up into the dark.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import (
    beam,
    glow,
    lattice,
    painted_lamp,
    painted_lantern,
    painted_table,
    plaster,
    scroll,
)
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import plain_hour
from lampblack.builtin.theatre.scenery.indoors import incoming, pane
from lampblack.builtin.theatre.scenery.roomlight import FLAME, Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, Shining, painted, spread
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.windowlight import Window, opposite, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade

HALF, FRONT, BACK, HIGH = 6.8, -13.5, 8.0, 4.2
"""Half the room's width, where its audience side and its back wall stand, and the walls' height, in metres."""
LAMPS = ((0.0, 1.05, 6.9), (-5.9, 1.42, 5.4), (5.9, 1.42, 5.4), (-5.9, 1.42, -4.0), (5.9, 1.42, -4.0))
"""On the table and on stands along the walls: where the light is."""
LANTERNS = ((-2.9, 2.95, 3.6), (2.9, 2.95, 3.6), (-2.9, 2.95, -2.6), (2.9, 2.95, -2.6))
"""Hanging over the acting area, higher than any head."""
BACK_WINDOWS = tuple((2 * HALF * left, 0.33 * HIGH, 2 * HALF * 0.14, 0.47 * HIGH) for left in (0.205, 0.655))
SIDE_WINDOWS = tuple(
    ((BACK - FRONT) * left, 0.33 * HIGH, (BACK - FRONT) * 0.09, 0.47 * HIGH) for left in (0.165, 0.445, 0.725)
)
"""Along the wall, sill, width, height; the left wall has the right one's, over against them."""
DARK: Colour = (20.0, 13.0, 10.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    dark, room = burning(shop) > 0.6, _room(shop)
    grade = Grade(saturation=1.06, contrast=0.44, lift=0.02, white=(1.02, 1.0, 0.99), bloom=0.7, threshold=0.70)
    return Set(
        sky=backdrop.void(shop, DARK),
        floors=(_floor(shop, room),),
        cards=(*_walls(shop, room), *_timber_frame(shop), *_furniture(shop), *_lanterns(shop)),
        fog=Fog(colour=(DARK[0] / 255, DARK[1] / 255, DARK[2] / 255), density=0.0),
        grade=grade if dark else replace(grade, bloom=0.45, threshold=0.80),
        shade=Shade(tint=(0.98, 0.88, 0.76) if dark else (1.0, 0.96, 0.90), rim=0.7, shadow=0.35),
        air=(Air(kind="dust", count=26, colour=(1.0, 0.82, 0.52), wind=0.04),),
    )


def _room(shop: Workshop) -> Room:
    """Its lamps burn at every hour."""
    stands = tuple(Bulb(at=at, colour=FLAME, power=0.94, reach=1.5) for at in LAMPS)
    hung = tuple(Bulb(at=at, colour=FLAME, power=0.70, reach=2.6) for at in LANTERNS)
    behind = [Window(side="back", box=box, columns=3, rows=3, paper=True) for box in BACK_WINDOWS]
    sides = [Window(side="right", box=box, columns=3, rows=3, paper=True) for box in SIDE_WINDOWS]
    light = RoomLight(
        ambient=incoming(shop, 0.58, paper=True),
        bulbs=(*stands, *hung),
        most=1.45,
        windows=(*behind, *sides, *(opposite(each, BACK - FRONT) for each in sides)),
        shaft=shaft(shop),
    )
    return Room(half=HALF, front=FRONT, back=BACK, high=HIGH, light=light)


def _timbers(picture: Floats, posts: tuple[float, ...], seed: int) -> None:
    height, width = picture.shape[:2]
    for index, share in enumerate(posts):
        beam(picture, width * share - height * 0.035, 0, height * 0.07, height, seed=seed + index * 77)
    beam(picture, 0, 0, width, height * 0.065, seed=seed + 5, tone=0.9)
    beam(picture, 0, height * 0.125, width, height * 0.03, seed=seed + 8, tone=0.9)
    beam(picture, 0, height * 0.70, width, height * 0.035, seed=seed + 6)
    beam(picture, 0, height * 0.735, width, height * 0.27, seed=seed + 7, tone=0.62)
    picture *= (0.55 + 0.45 * soft(0.0, 0.35, np.linspace(0, 1, height, dtype=np.float32)))[:, None, None]


def _walls(shop: Workshop, room: Room) -> Sequence[Card]:
    seed, shine = shop.seed("timber") % 9000, pane(shop)

    @cache
    def back(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("back"))
        _timbers(picture, (0.0, 0.17, 0.38, 0.62, 0.83, 1.0), seed)
        w = float(width)
        scroll(picture, w * 0.447, height * 0.17, w * 0.106, height * 0.50, seed=shop.seed("scroll"))
        return picture

    @cache  # two walls show it, each in its own light
    def side(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("side"))
        _timbers(picture, (0.0, 0.14, 0.28, 0.42, 0.56, 0.70, 0.84, 1.0), seed + 31)
        return picture

    def shining(windows: Sequence[tuple[float, float, float, float]]) -> Shining:
        def paint(picture: Floats) -> None:
            metre = picture.shape[0] / HIGH
            for left, sill, wide, high in windows:
                top, own = metre * (HIGH - sill - high), shop.seed("pane", round(left * 100))
                lattice(picture, metre * left, top, metre * wide, metre * high, shine, seed=own)

        return paint

    return [
        *(painted(shop, room, each, 100.0, back, shining=shining(BACK_WINDOWS)) for each in ("back", "front")),
        *(painted(shop, room, each, 64.0, side, shining=shining(SIDE_WINDOWS)) for each in ("left", "right")),
    ]


def _timber_frame(shop: Workshop) -> list[Card]:
    """Tie beams across the room under the dark: they close the picture above and hold the lanterns."""
    width, height = shop.pixels(900), max(16, shop.pixels(24))

    def paint() -> Bytes:
        picture = np.zeros((height, width, 3), np.float32)
        beam(picture, 0, 0, width, height, seed=shop.seed("tie") % 9000, tone=0.5)
        return premultiplied(picture, np.ones((height, width), np.float32))

    texture = shop.sheet("tie beam", paint)
    cards: list[Card] = []
    for z in (6.2, 3.6, 0.5, -2.6, -6.0):
        card = upright(texture, 0.0, 3.72, z, 2 * HALF, name="wall beam", fog=0.0)
        cards.append(replace(card, origin=(-HALF, 4.0, z), down=(0.0, -0.28 / texture.height, 0.0)))
    return cards


def _floor(shop: Workshop, room: Room) -> Card:
    metre = 76.0

    def boards(width: int, height: int) -> Floats:
        wood, seed = (146, 92, 60), shop.seed("boards")
        return painted_boards(
            plain_hour(shop.hour), width=width, height=height, metre=metre * shop.scale, wood=wood, seed=seed
        )

    return spread(shop, room, "floor", 0.0, metre, boards)


def _facing(x: float, z: float) -> float:
    """The yaw that turns a card at (x, z) towards where cameras stand."""
    return -math.atan2(x, z + 3.0) if z > -2.0 else -math.copysign(1.45, x)


def _furniture(shop: Workshop) -> list[Card]:
    across = shop.pixels(640)
    hour = replace(plain_hour(shop.hour), lit=(250.0, 210.0, 160.0), shade=(190.0, 156.0, 130.0))
    table = shop.sheet("table", lambda: painted_table(across, int(across * 0.36), hour, seed=shop.seed("table")))
    stand = shop.sheet("stand", lambda: painted_table(shop.pixels(200), shop.pixels(360), hour, seed=4))
    tall = shop.pixels(300)
    lamp = shop.sheet("lamp", lambda: painted_lamp(int(tall * 0.7), tall))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 176, 92)))
    cards = [upright(table, 0.0, 0.0, LAMPS[0][2] - 0.05, 2.2, name="table", fog=0.0)]
    for index, (x, y, z) in enumerate(LAMPS):
        yaw = _facing(x, z)
        nearer = 0.03 if z > -2.0 else 0.0
        if index:
            cards.append(upright(stand, x, 0.0, z + nearer, 0.64, yaw, name="stand", fog=0.0))
        cards.append(upright(lamp, x, y - 0.31, z, 0.34, yaw, name="lamp", fog=0.0))
        cards.append(
            alight(upright(ball, x, y - 1.1, z - nearer, 2.2, yaw, name="lamp glow", fog=0.0, glow=1.0), "candle")
        )
    return cards


def _lanterns(shop: Workshop) -> list[Card]:
    across = shop.pixels(200)
    texture = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 176, 92)))
    cards: list[Card] = []
    for x, y, z in LANTERNS:
        yaw = _facing(x, z)
        cards.append(upright(texture, x, y - 0.42, z, 0.5, yaw, name="lantern", fog=0.0))
        cards.append(
            alight(upright(ball, x, y - 0.95, z - 0.03, 1.9, yaw, name="lamp glow", fog=0.0, glow=0.9), "lantern")
        )
    return cards
