"""A throne hall: red columns with gilt dragons, a red carpet to the throne, polished stone, bronze lamps like trees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import glow, grid, painted_lantern
from lampblack.builtin.theatre.scenery.indoors import falling, incoming, pane, turned
from lampblack.builtin.theatre.scenery.mist import painted_beams
from lampblack.builtin.theatre.scenery.regalia import (
    CINNABAR,
    GILT,
    coffers,
    lacquer,
    painted_candelabrum,
    painted_column,
    painted_throne,
    tall_windows,
)
from lampblack.builtin.theatre.scenery.roomlight import FLAME, Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, painted, spread, surface
from lampblack.builtin.theatre.scenery.wash import Colour, glaze, mixed, scaled, soft
from lampblack.builtin.theatre.scenery.wash import flat as wash
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.windowlight import Window, opposite, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade, WaterLevel

HALF, FRONT, BACK, HIGH = 10.5, -17.0, 15.0, 8.4
COLUMNS = (12.2, 7.4, 2.6, -2.6, -7.8, -13.0)
"""Where columns stand along either side, z in metres; at `AISLE` and again near the walls."""
AISLE = 5.7
LAMPS = ((-3.6, 10.6), (3.6, 10.6), (-7.9, 5.0), (7.9, 5.0), (-7.9, -5.2), (7.9, -5.2))
"""Bronze lamps on the floor: x, z."""
LANTERNS = ((-2.9, 4.4), (2.9, 4.4), (-2.9, -6.2), (2.9, -6.2), (0.0, 9.6))
STEP = 0.22
DARK: Colour = (18.0, 9.0, 8.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room = _room(shop)
    dark = burning(shop) > 0.6
    grade = Grade(saturation=1.06, contrast=0.42, lift=0.02, white=(1.02, 1.0, 0.99), bloom=0.7, threshold=0.72)
    return Set(
        # the steps of the throne stand before the back wall as floors: walls are laid before all floors here
        sky=(*backdrop.void(shop, DARK), _ceiling(shop, room), *_walls(shop, room)),
        floors=(_floor(shop, room), *_dais(shop, room)),
        water=WaterLevel(height=-0.012, colour=(0.10, 0.06, 0.05), ripple=0.0, murk=0.10),
        cards=(*_columns(shop), *_throne(shop), *_lamps(shop), *_beams(shop)),
        fog=Fog(colour=(DARK[0] / 255, DARK[1] / 255, DARK[2] / 255), density=0.0),
        grade=grade if dark else replace(grade, bloom=0.5, threshold=0.84),
        shade=Shade(tint=(0.99, 0.90, 0.80) if dark else (1.0, 0.97, 0.93), rim=0.7, shadow=0.35),
        air=(Air(kind="dust", count=30, colour=(1.0, 0.84, 0.56), wind=0.03),),
    )


def _room(shop: Workshop) -> Room:
    much = burning(shop)
    stands = tuple(Bulb(at=(x, 2.0, z), colour=FLAME, power=0.62 * much, reach=2.5) for x, z in LAMPS)
    hung = tuple(Bulb(at=(x, 4.7, z), colour=FLAME, power=0.55 * much, reach=3.8) for x, z in LANTERNS)
    deep = BACK - FRONT
    sill, high = 0.05 * HIGH, 0.70 * HIGH
    sides = [
        Window(side="right", box=(deep * (0.035 + 0.1605 * k), sill, deep * 0.115, high), columns=3, rows=8, paper=True)
        for k in range(6)
    ]
    behind = [
        Window(side="back", box=(2 * HALF * left, sill, 2 * HALF * 0.13, high), columns=3, rows=8, paper=True)
        for left in (0.045, 0.825)
    ]
    light = RoomLight(
        ambient=incoming(shop, 0.44 if shop.hour.night else 0.72, paper=True),
        bulbs=(*stands, *hung),
        most=1.5,
        tall=HIGH,
        windows=(*behind, *sides, *(opposite(each, deep) for each in sides)),
        shaft=shaft(shop),
    )
    return Room(half=HALF, front=FRONT, back=BACK, high=HIGH, light=light)


def _walls(shop: Workshop, room: Room) -> Sequence[Card]:
    seed, shine = shop.seed("lacquer") % 9000, pane(shop)

    def back(width: int, height: int) -> Floats:
        picture = lacquer(width, height, seed=seed)
        w = float(width)
        x, y = grid(height, width)
        middle = soft(0.285, 0.28, np.abs(x / np.float32(w) - 0.5)) * soft(0.23, 0.232, y / np.float32(height))
        glaze(picture, scaled(GILT, 0.74), middle * np.float32(0.85))
        cloud = sampled("cloud", x * (260.0 / height) + 71, y * (420.0 / height))
        glaze(picture, scaled(CINNABAR, 0.55), middle * soft(0.44, 0.66, cloud) * np.float32(0.55))
        return picture

    def back_shining(picture: Floats) -> None:
        height, width = picture.shape[:2]
        tall_windows(picture, [width * 0.045, width * 0.825], width * 0.13, height * 0.25, height * 0.70, shine)

    @cache  # two walls show it, each in its own light
    def side(width: int, height: int) -> Floats:
        return lacquer(width, height, seed=seed + 7)

    def side_shining(picture: Floats) -> None:
        height, width = picture.shape[:2]
        lefts = [width * (0.035 + 0.1605 * k) for k in range(6)]
        tall_windows(picture, lefts, width * 0.115, height * 0.25, height * 0.70, shine)

    def front_shining(picture: Floats) -> None:
        height, width = picture.shape[:2]
        lefts = [width * (0.06 + 0.18 * k) for k in range(5)]
        tall_windows(picture, lefts, width * 0.16, height * 0.25, height * 0.70, shine)

    return [
        painted(shop, room, "back", 62.0, back, shining=back_shining),
        painted(shop, room, "front", 42.0, side, shining=front_shining),
        *(painted(shop, room, each, 42.0, side, shining=side_shining) for each in ("left", "right")),
    ]


def _ceiling(shop: Workshop, room: Room) -> Card:
    metre = 26.0

    def local(width: int, height: int) -> Floats:
        return coffers(width, height, metre * shop.scale, seed=shop.seed("coffers") % 9000)

    return spread(shop, room, "ceiling", HIGH, metre, local)


def _floor(shop: Workshop, room: Room) -> Card:
    """Dark polished slabs that mirror the hall a little, a red carpet with gilt borders to the throne."""
    metre = 58.0

    def local(width: int, height: int) -> Floats:
        x, y = grid(height, width)
        m = np.float32(metre * shop.scale)
        along, down = x / m - np.float32(HALF), y / m
        picture = wash(height, width, (92, 82, 78))
        tone = sampled("cloud", along * 28 + 31, down * 28) - np.float32(0.5)
        own = np.mod(np.abs(np.sin(np.floor(along / 1.2) * 12.99 + np.floor(down / 1.2) * 78.2)) * 437.6, 1.0) - 0.5
        picture *= (1.0 + tone * 0.55 + own * 0.22)[..., None].astype(np.float32)
        gap = np.minimum(np.mod(along, np.float32(1.2)), np.mod(down, np.float32(1.2)))
        glaze(picture, (40, 32, 30), np.exp(-((gap / np.float32(0.016)) ** 2)) * np.float32(0.7))
        _carpet(picture, along, down)
        return picture

    def opacity(along: Floats, up: Floats) -> Floats:
        bare = soft(2.55, 2.62, np.abs(along - np.float32(HALF)))
        return (1.0 - 0.24 * bare).astype(np.float32)

    return spread(shop, room, "floor", 0.0, metre, local, opacity=opacity)


def _carpet(picture: Floats, along: Floats, down: Floats) -> None:
    aside = np.abs(along)
    weave = sampled("wool", along * 160, down * 160) - np.float32(0.5)
    glaze(picture, (150, 34, 30), soft(2.52, 2.49, aside) * np.float32(0.97))
    glaze(picture, scaled(GILT, 0.86), np.exp(-(((aside - 2.36) / 0.05) ** 2)).astype(np.float32))
    glaze(picture, scaled(GILT, 0.7), np.exp(-(((aside - 1.98) / 0.022) ** 2)).astype(np.float32))
    band = soft(0.15, 0.14, np.abs(aside - 2.17))
    key = (np.mod(down, 0.42) < 0.21).astype(np.float32)
    glaze(picture, (56, 78, 96), band * (0.55 + 0.35 * key))
    u, v = np.mod(aside, np.float32(1.3)) - 0.65, np.mod(down, np.float32(1.3)) - 0.65
    away = np.hypot(u, v)
    knot = np.exp(-(((away - 0.36 - 0.05 * np.cos(np.arctan2(v, u) * 4.0)) / 0.022) ** 2)) * soft(1.92, 1.88, aside)
    glaze(picture, scaled(GILT, 0.8), (knot * 0.6).astype(np.float32))
    inside = soft(2.52, 2.49, aside)[..., None]
    picture *= 1.0 + weave[..., None] * np.float32(0.30) * inside


def _dais(shop: Workshop, room: Room) -> list[Card]:
    """Three steps before the back wall: each tread a lying sheet, each riser an upright one."""
    metre = 40.0

    def local(width: int, height: int) -> Floats:
        x, y = grid(height, width)
        picture = wash(height, width, (176, 166, 150))
        tone = sampled("cloud", x * 1.2 + 7, y * 1.2) - np.float32(0.5)
        picture *= (0.85 + tone * 0.5)[..., None].astype(np.float32)
        across = np.abs(x / np.float32(width) - 0.5)
        glaze(picture, (150, 34, 30), soft(0.172, 0.170, across) * np.float32(0.96))
        glaze(picture, scaled(GILT, 0.85), np.exp(-(((across - 0.163) / 0.004) ** 2)).astype(np.float32))
        glaze(picture, scaled(GILT, 0.8), soft(0.10, 0.04, y / np.float32(height)) * np.float32(0.6))
        return picture

    cards: list[Card] = []
    wide = 13.2
    for step in range(3):
        z, top = 11.4 + 0.5 * step, STEP * (step + 1)
        riser = surface(
            shop,
            room.light,
            "riser",
            (wide, STEP),
            metre,
            local,
            lambda along, up: (along - np.float32(wide / 2), up, np.full_like(along, 11.2)),
        )
        tread = surface(
            shop,
            room.light,
            "tread",
            (wide, 3.0),
            metre * 0.6,
            local,
            lambda along, up: (along - np.float32(wide / 2), np.zeros_like(along), np.float32(11.4) + up),
        )
        shrink = 1.0 - 0.06 * step
        face = upright(riser, 0.0, top - STEP, z, wide * shrink, name="riser", fog=0.0)
        cards.append(replace(face, origin=(face.origin[0], top, z), down=(0.0, -STEP / riser.height, 0.0)))
        cards.append(flat(tread, 0.0, top, z, wide * shrink, BACK - z, name="tread", fog=0.0))
    return cards


def _columns(shop: Workshop) -> list[Card]:
    across, down = shop.pixels(150), shop.pixels(1180)
    day, much = falling(shop, 0.44 if shop.hour.night else 0.74), burning(shop)
    light = mixed(day, (255.0, 214.0, 150.0), 0.62 * much)
    rich = shop.sheet("column", lambda: painted_column(across, down, light, seed=3, dragon=True))
    dim = scaled(light, 0.62)
    bare = shop.sheet("far column", lambda: painted_column(across, down, dim, seed=5, dragon=False))
    cards: list[Card] = []
    for index, z in enumerate(COLUMNS):
        for side in (-1.0, 1.0):
            x = side * AISLE
            cards.append(
                upright(rich if z > -10 else bare, x, -0.01, z, 1.06, turned(x, z), name="wall column", fog=0.0)
            )
            if index % 2 == 0:
                x = side * (HALF - 0.35)
                cards.append(upright(bare, x, -0.01, z, 1.0, turned(x, z), name="wall column", fog=0.0))
    return cards


def _throne(shop: Workshop) -> list[Card]:
    across, down = shop.pixels(860), shop.pixels(620)
    light = mixed(falling(shop, 0.8), (255.0, 224.0, 164.0), 0.35 + 0.5 * burning(shop))
    texture = shop.sheet("throne", lambda: painted_throne(across, down, light))
    return [upright(texture, 0.0, 3 * STEP, 13.8, 5.4, name="throne", fog=0.0)]


def _lamps(shop: Workshop) -> list[Card]:
    wide, tall = shop.pixels(260), shop.pixels(520)
    tree = shop.sheet("candelabrum", lambda: painted_candelabrum(wide, tall))
    across = shop.pixels(170)
    lantern = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 176, 92)))
    much = burning(shop)
    cards: list[Card] = []
    for x, z in LAMPS:
        yaw = turned(x, z)
        cards.append(upright(tree, x, -0.01, z, 1.15, yaw, name="stand", fog=0.0))
        cards.append(
            alight(
                upright(ball, x, 0.55, z - 0.05, 2.5, yaw, name="lamp glow", fog=0.0, glow=max(0.95, much)), "candle"
            )
        )
    for x, z in LANTERNS:
        yaw = turned(x, z)
        cards.append(upright(lantern, x, 4.2, z, 0.85, yaw, name="lantern", fog=0.0))
        cards.append(
            alight(
                upright(ball, x, 3.4, z - 0.05, 2.9, yaw, name="lamp glow", fog=0.0, glow=0.9 * max(0.5, much)),
                "lantern",
            )
        )
    return cards


def _beams(shop: Workshop) -> list[Card]:
    """By day the sun falls in through the tall windows of one side."""
    if shop.hour.night or shop.place.weather in ("rain", "snow", "mist"):
        return []
    across, down = shop.pixels(420), shop.pixels(380)
    side = 1.0 if shop.sun.azimuth > 0 else -1.0
    colour = mixed(shop.hour.glow, (255, 246, 220), 0.3)
    texture = shop.sheet(
        "beams", lambda: painted_beams(across, down, colour, lean=-side * 0.45, seed=shop.seed("beams") % 9000)
    )
    return [upright(texture, side * 6.0, -0.3, z, 9.0, name="beams", fog=0.0, glow=0.55) for z in (12.6, 8.2, -6.0)]
