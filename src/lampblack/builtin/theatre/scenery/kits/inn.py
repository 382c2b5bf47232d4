"""An inn of old: tables and benches, a counter before shelves of wine jars, stairs to the rooms, red lanterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import beam, glow, grid, lattice, painted_lantern, plaster
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import plain_hour
from lampblack.builtin.theatre.scenery.indoors import falling, incoming, pane, turned
from lampblack.builtin.theatre.scenery.roomlight import FLAME, Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, boarded_ceiling, painted, spread
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.tavern import (
    painted_bench_table,
    painted_counter,
    painted_wine_jar,
    stairs,
    wine_shelves,
)
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, glaze, mixed, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.windowlight import Window, opposite, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade

HALF, FRONT, BACK, HIGH = 8.0, -14.0, 10.2, 4.8
TABLES = (
    (-5.6, 5.0), (5.7, 5.4), (-5.9, 8.2), (6.3, 1.2), (-6.3, 1.0), (-6.2, -4.6), (6.2, -5.0), (-5.4, -9.0), (5.6, -9.2),
    (2.2, -11.6),
)  # fmt: skip
"""Where tables stand: x, z."""
LANTERNS = ((-4.6, 3.0), (4.6, 3.0), (-1.6, 7.6), (1.6, 7.6), (-4.4, -6.5), (4.4, -6.5), (0.0, -10.0))
BACK_WINDOWS = ((6.3, 3.38, 1.2, 1.0), (8.7, 3.38, 1.2, 1.0))
SIDE_WINDOWS = tuple((1.15 + 4.05 * k, 1.15, 1.8, 1.65) for k in range(6))
"""Along the wall, sill, width, height; the left wall has the same, over against these."""
FRONT_WINDOWS = 4
"""The front wall has the first of them."""
DARK: Colour = (17.0, 11.0, 8.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room = _room(shop)
    dark = burning(shop) > 0.6
    grade = Grade(saturation=1.06, contrast=0.44, lift=0.02, white=(1.02, 1.0, 0.99), bloom=0.7, threshold=0.70)
    return Set(
        sky=backdrop.void(shop, DARK),
        floors=(boarded_ceiling(shop, room, (92, 58, 40), 0.6), _floor(shop, room)),
        cards=(*_walls(shop, room), *_beams(shop, room), *_furniture(shop), *_lanterns(shop)),
        fog=Fog(colour=(DARK[0] / 255, DARK[1] / 255, DARK[2] / 255), density=0.0),
        grade=grade if dark else replace(grade, bloom=0.45, threshold=0.82),
        shade=Shade(tint=(0.98, 0.88, 0.76) if dark else (1.0, 0.96, 0.90), rim=0.7, shadow=0.35),
        air=(Air(kind="dust", count=26, colour=(1.0, 0.82, 0.52), wind=0.05),),
    )


def _room(shop: Workshop) -> Room:
    much = burning(shop)
    hung = tuple(Bulb(at=(x, 2.9, z), colour=FLAME, power=0.66 * max(0.35, much), reach=2.5) for x, z in LANTERNS)
    counter = Bulb(at=(-4.4, 1.7, 9.0), colour=FLAME, power=0.55 * max(0.5, much), reach=1.6)
    sides = [Window(side="right", box=box, columns=3, rows=3, paper=True) for box in SIDE_WINDOWS]
    behind = [Window(side="back", box=box, columns=2, rows=2, paper=True) for box in BACK_WINDOWS]
    light = RoomLight(
        ambient=incoming(shop, 0.40 if shop.hour.night else 0.62, paper=True),
        bulbs=(*hung, counter),
        most=1.5,
        tall=HIGH,
        windows=(*behind, *sides, *(opposite(each, BACK - FRONT) for each in sides)),
        shaft=shaft(shop),
    )
    return Room(half=HALF, front=FRONT, back=BACK, high=HIGH, light=light)


def _light(shop: Workshop) -> Colour:
    """What lies on things in the middle of the room."""
    return mixed(falling(shop, 0.7), (255.0, 206.0, 140.0), 0.30 + 0.40 * burning(shop))


def _timbered(picture: Floats, metre: float, posts: list[float], seed: int) -> None:
    height, width = picture.shape[:2]
    thick = metre * 0.22
    for index, at in enumerate(posts):
        beam(picture, at * metre - thick / 2, 0, thick, height, seed=seed + index * 77)
    beam(picture, 0, 0, width, metre * 0.30, seed=seed + 5, tone=0.9)
    beam(picture, 0, height - metre * 3.0, width, metre * 0.20, seed=seed + 8, tone=0.9)
    beam(picture, 0, height - metre * 0.95, width, metre * 0.10, seed=seed + 6)
    y = np.linspace(0, 1, height, dtype=np.float32)
    foot = soft(1.0 - 0.93 / HIGH, 1.0 - 0.90 / HIGH, y)[:, None] * np.ones((1, width), np.float32)
    glaze(picture, (74, 46, 32), foot * np.float32(0.72))
    beam(picture, 0, height - metre * 0.16, width, metre * 0.16, seed=seed + 7, tone=0.7)


def _walls(shop: Workshop, room: Room) -> Sequence[Card]:
    seed, shine = shop.seed("timber") % 9000, pane(shop)

    def back(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("back"))
        metre = height / HIGH
        _timbered(picture, metre, [0.0, 5.6, 10.4, 16.0], seed)
        wine_shelves(picture, metre * 1.0, metre * 1.95, metre * 4.3, metre * 2.1, seed=seed)
        stairs(picture, metre * 10.9, height - metre * 0.05, metre * 4.6, metre * 2.9)
        _gallery(picture, metre, seed)
        _doorway(picture, metre)
        return picture

    def back_shining(picture: Floats) -> None:
        metre = picture.shape[0] / HIGH
        for left, sill, wide, high in BACK_WINDOWS:
            top = HIGH - sill - high
            lattice(picture, metre * left, metre * top, metre * wide, metre * high, shine, seed=seed % 71)

    @cache  # two walls show it, each in its own light
    def side(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("side"))
        metre = height / HIGH
        _timbered(picture, metre, [0.0, 4.0, 8.05, 12.1, 16.15, 20.2, 24.2], seed + 31)
        return picture

    def front(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("front"))
        _timbered(picture, height / HIGH, [0.0, 4.0, 8.05, 12.1, 16.0], seed + 17)
        return picture

    def side_shining(picture: Floats, windows: int = len(SIDE_WINDOWS)) -> None:
        metre = picture.shape[0] / HIGH
        for k, (left, sill, wide, high) in enumerate(SIDE_WINDOWS[:windows]):
            top = HIGH - sill - high
            lattice(picture, metre * left, metre * top, metre * wide, metre * high, shine, seed=seed % 97 + k)

    return [
        painted(shop, room, "back", 78.0, back, shining=back_shining),
        painted(shop, room, "front", 50.0, front, shining=lambda picture: side_shining(picture, FRONT_WINDOWS)),
        *(painted(shop, room, each, 50.0, side, shining=side_shining) for each in ("left", "right")),
    ]


def _gallery(picture: Floats, metre: float, seed: int) -> None:
    """The balustrade of the upper floor along the back wall, above the beam."""
    width = picture.shape[1]
    for rail in (1.05, 1.62):
        beam(picture, 0, metre * rail, width, metre * 0.07, seed=seed + 61)
    for k in range(int(width / (metre * 0.34)) + 1):
        beam(picture, metre * 0.34 * k, metre * 1.08, metre * 0.05, metre * 0.56, seed=seed + k)


def _doorway(picture: Floats, metre: float) -> None:
    """The way to the kitchen, a blue curtain in it: the one cool spot of the room."""
    height = picture.shape[0]
    left, wide, high = metre * 7.05, metre * 1.9, metre * 2.15
    top = int(height - high)
    x, y = grid(int(high), int(wide))
    part = picture[top : top + int(high), int(left) : int(left) + int(wide)]
    part[...] = np.array((46, 28, 20), np.float32)
    fold = 0.78 + 0.22 * np.cos(x / np.float32(wide) * np.float32(6.2832 * 5))
    hung = soft(0.66, 0.655, y / np.float32(high) + 0.02 * np.sin(x / np.float32(wide) * 25.0))
    split = soft(0.0, 0.012, np.abs(x / np.float32(wide) - 0.5) - 0.012 * y / np.float32(high))
    cloth = np.array((58, 78, 104), np.float32) * fold[..., None]
    glaze(part, cloth.astype(np.float32), (hung * split).astype(np.float32))
    for at in (left - metre * 0.12, left + wide):
        beam(picture, at, top - metre * 0.1, metre * 0.14, high + metre * 0.1, seed=41)
    beam(picture, left - metre * 0.2, top - metre * 0.16, wide + metre * 0.42, metre * 0.16, seed=43)


def _floor(shop: Workshop, room: Room) -> Card:
    metre = 64.0

    def local(width: int, height: int) -> Floats:
        return painted_boards(
            plain_hour(shop.hour),
            width=width,
            height=height,
            metre=metre * shop.scale,
            wood=(138, 92, 62),
            seed=shop.seed("boards"),
        )

    return spread(shop, room, "floor", 0.0, metre, local)


def _beams(shop: Workshop, room: Room) -> list[Card]:
    """Tie beams across the room, and the posts that carry them."""
    width, height = shop.pixels(900), max(16, shop.pixels(26))
    light = _light(shop)

    def paint(wide: int, high: int, tone: float) -> Bytes:
        picture = np.zeros((high, wide, 3), np.float32)
        beam(picture, 0, 0, wide, high, seed=shop.seed("tie") % 9000, tone=tone)
        picture *= np.array(light, np.float32) / np.float32(255.0)
        return premultiplied(picture, np.ones((high, wide), np.float32))

    tie = shop.sheet("tie beam", lambda: paint(width, height, 0.55))
    post = shop.sheet("post", lambda: paint(max(16, shop.pixels(34)), shop.pixels(620), 1.0))
    cards: list[Card] = []
    for z in (8.6, 5.2, 1.0, -3.4, -8.0):
        card = upright(tie, 0.0, 3.9, z, 2 * HALF, name="wall beam", fog=0.0)
        cards.append(replace(card, origin=(-HALF, HIGH - 0.02, z), down=(0.0, -0.32 / tie.height, 0.0)))
    for x, z in ((-4.5, 7.0), (4.5, 7.0), (-4.7, -2.6), (4.7, -2.6), (-4.5, -9.4), (4.5, -9.4)):
        card = upright(post, x, 0.0, z, 0.26, turned(x, z), name="wall post", fog=0.0)
        cards.append(replace(card, origin=(card.origin[0], 4.6, card.origin[2]), down=(0.0, -4.6 / post.height, 0.0)))
    return cards


def _furniture(shop: Workshop) -> list[Card]:
    light = _light(shop)
    across, down = shop.pixels(460), shop.pixels(240)
    cards: list[Card] = []
    for index, (x, z) in enumerate(TABLES):
        variant = index % 2
        texture = shop.sheet(
            f"table {variant}",
            lambda variant=variant: painted_bench_table(across, down, light, seed=shop.seed("table", variant)),
        )
        card = upright(texture, x, -0.01, z, 2.3, turned(x, z), name="table", fog=0.0)
        cards.append(flipped(card) if index % 3 == 1 else card)
    wide, tall = shop.pixels(620), shop.pixels(260)
    counter = shop.sheet("counter", lambda: painted_counter(wide, tall, light, seed=2))
    cards.append(upright(counter, -4.7, -0.01, 9.3, 3.5, name="table counter", fog=0.0))
    side = shop.pixels(230)
    for index, (x, z, high) in enumerate(
        ((-7.2, 9.5, 1.2), (-2.3, 9.7, 1.0), (3.0, 9.6, 1.1), (7.3, 3.4, 1.1), (-7.4, 3.2, 1.1), (7.2, -8.0, 1.2))
    ):
        variant = index % 2
        jars = shop.sheet(
            f"jars {variant}", lambda variant=variant: painted_wine_jar(side, side, light, seed=3 * variant + 1)
        )
        card = upright(jars, x, -0.01, z, high, turned(x, z), name="jars", fog=0.0)
        cards.append(flipped(card) if index % 2 else card)
    return cards


def _lanterns(shop: Workshop) -> list[Card]:
    across = shop.pixels(190)
    texture = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 172, 88)))
    cards: list[Card] = []
    for x, z in LANTERNS:
        yaw = turned(x, z)
        cards.append(upright(texture, x, 2.78, z, 0.56, yaw, name="lantern", fog=0.0))
        cards.append(alight(upright(ball, x, 2.2, z - 0.04, 2.1, yaw, name="lamp glow", fog=0.0, glow=0.95), "lantern"))
    cards.append(alight(upright(ball, -4.4, 0.7, 9.2, 2.0, name="lamp glow", fog=0.0, glow=0.7), "candle"))
    return cards
