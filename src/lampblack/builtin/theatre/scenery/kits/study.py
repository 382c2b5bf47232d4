"""A scholar's study: walls of books, a desk with brush and ink, a round window onto the garden in its season."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.bamboo import painted_culms
from lampblack.builtin.theatre.scenery.books import bookcase, painted_desk, painted_vase
from lampblack.builtin.theatre.scenery.buildings import (
    WOOD,
    beam,
    glow,
    grid,
    lattice,
    painted_lamp,
    painted_table,
    plaster,
    scroll,
)
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import plain_hour
from lampblack.builtin.theatre.scenery.indoors import falling, incoming, pane, turned, window_bulb
from lampblack.builtin.theatre.scenery.mist import painted_beams
from lampblack.builtin.theatre.scenery.roomlight import FLAME, Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, boarded_ceiling, painted, spread
from lampblack.builtin.theatre.scenery.snowy import lies, snowed
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, glaze, mixed, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.windowlight import Window, opposite, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Grade, Set, Shade

HALF, FRONT, BACK, HIGH = 6.4, -12.5, 9.0, 4.0
MOON_X, MOON_Y, MOON = 0.0, 1.95, 1.55
"""The round window in the back wall: its middle and radius in metres."""
SIDE_WINDOWS = ((0.75, 0.95, 2.1, 2.1), (15.2, 0.95, 2.1, 2.1))
"""Along the right wall, sill, width, height; the left wall has the same, over against these."""
LAMPS = ((-4.5, 1.26, 6.9), (4.6, 1.42, 8.2), (-5.6, 1.42, -1.6), (5.6, 1.42, -2.0), (-4.8, 1.42, -9.0))


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, dark = _room(shop), burning(shop) > 0.6
    grade = Grade(saturation=1.05, contrast=0.42, lift=0.022, white=(1.02, 1.0, 0.98), bloom=0.65, threshold=0.74)
    return Set(
        sky=(
            *backdrop.sky(shop),
            *_distance(shop),
            *land.around(shop, "moss"),
            *_garden(shop),
        ),
        floors=(boarded_ceiling(shop, room, (112, 76, 52), 0.62), _floor(shop, room)),
        cards=(*_walls(shop, room), *_frame(shop), *_furniture(shop), *_lamps(shop), *_beams(shop)),
        fog=replace(mood.fog(shop, density=0.004, start=14.0), density=0.003),
        grade=grade if dark else replace(grade, bloom=0.45, threshold=0.86),
        shade=Shade(tint=(0.97, 0.90, 0.80) if dark else (1.0, 0.98, 0.94), rim=0.7, shadow=0.35),
        air=(Air(kind="dust", count=24, colour=(1.0, 0.90, 0.68), wind=0.03),),
    )


def _room(shop: Workshop) -> Room:
    much = burning(shop)
    lit = tuple(Bulb(at=at, colour=FLAME, power=0.85 * much, reach=2.1) for at in LAMPS)
    garden = window_bulb(shop, (MOON_X, MOON_Y, BACK - 1.5), 4.4, 0.24)
    over = Bulb(at=(0.0, 3.4, 1.0), colour=FLAME, power=0.40 * much, reach=4.0)
    moon = Window(side="back", box=(HALF + MOON_X - MOON, MOON_Y - MOON, 2 * MOON, 2 * MOON), round=True)
    sides = [Window(side="right", box=box, columns=3, rows=3, paper=True) for box in SIDE_WINDOWS]
    light = RoomLight(
        ambient=incoming(shop, 0.46 if shop.hour.night else 0.78, paper=True),
        bulbs=(*lit, garden, over),
        most=1.5,
        tall=HIGH,
        windows=(moon, *sides, *(opposite(each, BACK - FRONT) for each in sides)),
        shaft=shaft(shop),
    )
    return Room(half=HALF, front=FRONT, back=BACK, high=HIGH, light=light)


def _light(shop: Workshop) -> Colour:
    return mixed(falling(shop, 0.85), (255.0, 210.0, 148.0), 0.25 + 0.45 * burning(shop))


def _distance(shop: Workshop) -> list[Card]:
    hills = Ring(name="hills", distance=300, count=8, breadth=1.0, tall=70, low=-6)
    return [
        *ridge_ring(shop, hills, far=0.75, form="karst", summits=4, density=9, trees=16, tree_size=5),
        *mist_ring(shop, "hill mist", distance=200, low=-6, high=30, density=0.85),
    ]


def _garden(shop: Workshop) -> list[Card]:
    """What the window shows: bamboo to one side, a tree of the season, a rock, a white wall far back."""
    side = shop.sun.side(0.0)
    across, down = shop.pixels(420), shop.pixels(560)

    def bamboo() -> Bytes:
        sheet = painted_culms(
            across,
            down,
            shop.hour,
            haze=shop.hour.haze,
            far=0.10,
            side=side,
            seed=shop.seed("garden"),
            season=shop.place.season,
            count=6,
            thick=13.0 * shop.scale,
        )
        return snowed(sheet, shop.hour, depth=5.0 * shop.scale, seed=3, share=0.8) if lies(shop) else sheet

    peach = tree_sheet(shop, "peach", 0, side=side, lean=0.12, size=520)
    stand = shop.sheet("garden bamboo", bamboo)
    return [
        upright(stand, -1.9, -0.4, 13.2, 3.6, name="bamboo", sway=mood.sway(shop, 0.06)),
        upright(stand, -4.2, -0.4, 16.0, 4.4, name="bamboo", sway=mood.sway(shop, 0.06)),
        tree(shop, peach, 2.4, 15.5, 4.4),
        tree(shop, peach, 6.8, 20.0, 5.2, flip=True),
        rock(shop, 0, 0.5, 13.8, 1.7),
    ]


def _open_to_garden(along: Floats, up: Floats) -> Floats:
    away = np.hypot(along - np.float32(HALF + MOON_X), up - np.float32(MOON_Y))
    return soft(MOON - 0.02, MOON + 0.02, away).astype(np.float32)


def _timbered(picture: Floats, metre: float, posts: list[float], seed: int) -> None:
    height, width = picture.shape[:2]
    for index, at in enumerate(posts):
        beam(picture, (at - 0.09) * metre, 0, metre * 0.18, height, seed=seed + index * 77)
    beam(picture, 0, 0, width, metre * 0.26, seed=seed + 5, tone=0.9)
    beam(picture, 0, metre * 0.52, width, metre * 0.11, seed=seed + 8, tone=0.9)
    beam(picture, 0, height - metre * 0.20, width, metre * 0.20, seed=seed + 7, tone=0.7)


def _walls(shop: Workshop, room: Room) -> Sequence[Card]:
    seed, shine = shop.seed("timber") % 9000, pane(shop)

    def white(width: int, height: int, name: str) -> Floats:
        picture = plaster(width, height, seed=shop.seed(name))
        glaze(picture, (236, 228, 208), np.full((height, width), 0.45, np.float32))
        return picture

    def back(width: int, height: int) -> Floats:
        picture = white(width, height, "back")
        metre = height / HIGH
        _timbered(picture, metre, [0.0, 3.9, 8.9, 12.8], seed)
        bookcase(picture, metre * 0.35, metre * 0.75, metre * 3.3, metre * 3.05, seed=seed)
        bookcase(picture, metre * 9.15, metre * 0.75, metre * 3.3, metre * 3.05, seed=seed + 3)
        _window_rim(picture, metre)
        return picture

    @cache  # two walls show it, each in its own light
    def side(width: int, height: int) -> Floats:
        picture = white(width, height, "side")
        metre = height / HIGH
        _timbered(picture, metre, [0.0, 3.6, 7.2, 10.8, 14.4, 18.0, 21.5], seed + 31)
        for left in (3.9, 11.1, 18.2):
            bookcase(picture, metre * left, metre * 0.8, metre * 3.0, metre * 3.0, seed=seed + int(left))
        scroll(picture, metre * 8.3, metre * 0.85, metre * 1.1, metre * 2.2, seed=shop.seed("scroll"))
        return picture

    def front(width: int, height: int) -> Floats:
        picture = white(width, height, "front")
        metre = height / HIGH
        _timbered(picture, metre, [0.0, 4.3, 8.5, 12.8], seed + 17)
        for left in (0.7, 9.1):
            bookcase(picture, metre * left, metre * 0.8, metre * 3.0, metre * 3.0, seed=seed + 7 + int(left))
        scroll(picture, metre * 5.85, metre * 0.85, metre * 1.1, metre * 2.2, seed=shop.seed("far scroll"))
        return picture

    def side_shining(picture: Floats) -> None:
        metre = picture.shape[0] / HIGH
        for left, sill, wide, high in SIDE_WINDOWS:
            top = HIGH - sill - high
            lattice(picture, metre * left, metre * top, metre * wide, metre * high, shine, seed=seed % 91)

    return [
        painted(shop, room, "back", 96.0, back, opacity=_open_to_garden),
        painted(shop, room, "front", 58.0, front),
        *(painted(shop, room, each, 58.0, side, shining=side_shining) for each in ("left", "right")),
    ]


def _window_rim(picture: Floats, metre: float) -> None:
    """The wooden ring round the window, and the reveal of its thickness."""
    height, width = picture.shape[:2]
    x, y = grid(height, width)
    away = np.hypot(
        x / np.float32(metre) - np.float32(HALF + MOON_X), np.float32(HIGH) - y / np.float32(metre) - np.float32(MOON_Y)
    )
    glaze(picture, scaled(WOOD, 0.9), soft(0.155, 0.145, np.abs(away - np.float32(MOON + 0.12))))
    glaze(
        picture,
        scaled(WOOD, 1.5),
        np.exp(-(((away - np.float32(MOON + 0.22)) / 0.03) ** 2)).astype(np.float32) * np.float32(0.7),
    )
    glaze(
        picture,
        (24, 14, 10),
        np.exp(-(((away - np.float32(MOON + 0.285)) / 0.02) ** 2)).astype(np.float32) * np.float32(0.7),
    )


def _frame(shop: Workshop) -> list[Card]:
    """Tie beams across the room."""
    width, height = shop.pixels(800), max(16, shop.pixels(24))
    light = _light(shop)

    def paint() -> Bytes:
        picture = np.zeros((height, width, 3), np.float32)
        beam(picture, 0, 0, width, height, seed=shop.seed("tie") % 9000, tone=0.6)
        lit = picture * (np.array(light, np.float32) / np.float32(255.0))
        return np.dstack([lit, np.full((height, width), 255, np.float32)]).astype(np.uint8)

    texture = shop.sheet("tie beam", paint)
    cards: list[Card] = []
    for z in (6.6, 2.6, -1.6, -6.0):
        card = upright(texture, 0.0, 3.5, z, 2 * HALF, name="wall beam", fog=0.0)
        cards.append(replace(card, origin=(-HALF, HIGH - 0.02, z), down=(0.0, -0.26 / texture.height, 0.0)))
    return cards


def _floor(shop: Workshop, room: Room) -> Card:
    metre = 68.0

    def local(width: int, height: int) -> Floats:
        picture = painted_boards(
            plain_hour(shop.hour),
            width=width,
            height=height,
            metre=metre * shop.scale,
            wood=(150, 108, 76),
            seed=shop.seed("boards"),
        )
        x, y = grid(height, width)
        m = np.float32(metre * shop.scale)
        aside, far = np.abs(x / m - np.float32(HALF)), np.float32(BACK) - y / m
        rug = soft(3.02, 2.98, aside) * soft(-2.02, -1.98, far) * soft(6.62, 6.58, far)
        glaze(picture, (158, 150, 112), rug * np.float32(0.86))
        line = np.maximum(np.exp(-(((aside - 2.75) / 0.03) ** 2)), np.exp(-(((np.abs(far - 2.3) - 4.05) / 0.03) ** 2)))
        glaze(picture, (70, 84, 92), (rug * line * 0.85).astype(np.float32))
        return picture

    return spread(shop, room, "floor", 0.0, metre, local)


def _furniture(shop: Workshop) -> list[Card]:
    light = _light(shop)
    across, down = shop.pixels(640), shop.pixels(330)
    desk = shop.sheet("desk", lambda: painted_desk(across, down, light))
    wide, tall = shop.pixels(220), shop.pixels(400)
    vase = shop.sheet("vase", lambda: painted_vase(wide, tall, light, season=shop.place.season, seed=shop.seed("vase")))
    hour = replace(plain_hour(shop.hour), lit=light, shade=scaled(light, 0.72))
    stand = shop.sheet("stand", lambda: painted_table(shop.pixels(190), shop.pixels(340), hour, seed=4))
    cards = [
        upright(desk, -4.5, -0.01, 7.0, 2.7, 0.12, name="table desk", fog=0.0),
        upright(vase, 3.1, -0.01, 8.5, 1.1, name="vase", fog=0.0),
        upright(vase, -5.7, -0.01, 2.6, 1.05, 1.0, name="vase", fog=0.0),
    ]
    for x, _, z in LAMPS[1:]:
        cards.append(upright(stand, x, 0.0, z + 0.03, 0.62, turned(x, z), name="stand", fog=0.0))
    return cards


def _lamps(shop: Workshop) -> list[Card]:
    tall = shop.pixels(260)
    lamp = shop.sheet("lamp", lambda: painted_lamp(int(tall * 0.7), tall))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 178, 96)))
    much = burning(shop)
    cards: list[Card] = []
    for index, (x, y, z) in enumerate(LAMPS):
        yaw = turned(x, z)
        foot = y - 0.31 if index else 0.70
        cards.append(upright(lamp, x, foot, z - 0.05, 0.34, yaw, name="lamp", fog=0.0))
        shining = 1.0 if much > 0.6 else 0.45
        cards.append(
            alight(upright(ball, x, foot - 0.75, z - 0.1, 2.0, yaw, name="lamp glow", fog=0.0, glow=shining), "candle")
        )
    return cards


def _beams(shop: Workshop) -> list[Card]:
    """Daylight or the moon falling in through the round window."""
    if shop.place.weather in ("rain", "snow", "mist"):
        return []
    across, down = shop.pixels(360), shop.pixels(320)
    colour = mixed(shop.hour.glow, (255, 248, 226), 0.4)
    lean = 0.35 if shop.sun.azimuth < 0 else -0.35
    texture = shop.sheet(
        "beams", lambda: painted_beams(across, down, colour, lean=lean, seed=shop.seed("beams") % 9000)
    )
    strength = 0.30 if shop.hour.night else 0.36
    return [
        upright(texture, x, -0.2, z, 4.4, name="beams", fog=0.0, glow=strength) for x, z in ((-0.5, 8.8), (0.9, 8.6))
    ]
