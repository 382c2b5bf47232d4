"""A scholar's study by lamplight: plaster and timber, paper windows, a scroll, a planked floor, a table at the back.

It is built as on a stage, without a ceiling: a high camera looks in over the walls, a low one up into the dark.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import (
    beam,
    glow,
    grid,
    lamplit,
    lattice,
    painted_lamp,
    painted_lantern,
    painted_table,
    plaster,
    scroll,
)
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade

HALF, FRONT, BACK, HIGH = 6.8, -13.5, 8.0, 4.2
"""Half the room's width, where its audience side and its back wall stand, and the walls' height, in metres."""
LAMPS = ((0.0, 1.05, 6.9), (-5.9, 1.42, 5.4), (5.9, 1.42, 5.4), (-5.9, 1.42, -4.0), (5.9, 1.42, -4.0))
"""On the table and on stands along the walls: where the light is."""
LANTERNS = ((-2.9, 2.95, 3.6), (2.9, 2.95, 3.6), (-2.9, 2.95, -2.6), (2.9, 2.95, -2.6))
"""Hanging over the acting area, higher than any head."""
LAP = 0.12
"""Surfaces reach past the corners where they meet by this much: two cut edges side by side show what is behind."""
DARK: Colour = (20.0, 13.0, 10.0)

Local = Callable[[int, int], Floats]
Paint = Callable[[Floats], None]
Where = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]


def hang(shop: Workshop) -> Set:
    """The whole place."""
    dark = shop.place.time in ("night", "dusk", "dawn")
    grade = Grade(saturation=1.06, contrast=0.44, lift=0.02, white=(1.02, 1.0, 0.99), bloom=0.7, threshold=0.70)
    return Set(
        sky=backdrop.void(shop, DARK),
        floors=(_floor(shop),),
        cards=(*_walls(shop), *_timber_frame(shop), *_furniture(shop), *_lanterns(shop)),
        fog=Fog(colour=(DARK[0] / 255, DARK[1] / 255, DARK[2] / 255), density=0.0),
        grade=grade if dark else replace(grade, bloom=0.45, threshold=0.80),
        shade=Shade(tint=(0.98, 0.88, 0.76) if dark else (1.0, 0.96, 0.90), rim=0.7, shadow=0.35),
        air=(Air(kind="dust", count=26, colour=(1.0, 0.82, 0.52), wind=0.04),),
    )


def _cool(hour: Hour) -> Colour:
    """What of the hour's light comes in through the paper windows."""
    return scaled(mixed(hour.shade, hour.lit, 0.35), 0.32 if hour.night else 0.58)


def _window(hour: Hour) -> Colour:
    """The paper windows, which shine by themselves."""
    return (74, 92, 134) if hour.night else mixed(mixed(hour.sky[3][1], hour.sky[-1][1], 0.5), (255, 250, 238), 0.2)


def _warmth(x: Floats, y: Floats, z: Floats) -> Floats:
    """Lamplight at points of the room: falls off with distance, never quite to nothing."""
    total = np.zeros_like(x)
    for lx, ly, lz in LAMPS:
        total += 0.80 / (1.0 + ((x - lx) ** 2 + (y - ly) ** 2 + (z - lz) ** 2) * 0.45)
    for lx, ly, lz in LANTERNS:
        total += 0.62 / (1.0 + ((x - lx) ** 2 + (y - ly) ** 2 + (z - lz) ** 2) * 0.15)
    return np.asarray(np.minimum(1.3, total + 0.05), np.float32)


def _lit_sheet(
    shop: Workshop,
    name: str,
    size: tuple[float, float],
    metre: float,
    local: Local,
    where: Where,
    shining: Paint | None = None,
) -> Texture:
    """A surface in its own colours, then lit; `where` gives the stage point of each (along, down) in metres.

    `shining` paints last what has light of its own.
    """
    metre *= shop.scale
    width, height = round(size[0] * metre), round(size[1] * metre)

    def paint() -> Bytes:
        picture = local(width, height)
        x, y = grid(height, width)
        lit = lamplit(picture, _warmth(*where(x / np.float32(metre), y / np.float32(metre))), _cool(shop.hour))
        if shining is not None:
            shining(lit)
        return premultiplied(np.clip(lit, 0.0, 255.0), np.ones((height, width), np.float32))

    return shop.sheet(name, paint)


def _timbers(picture: Floats, posts: tuple[float, ...], seed: int) -> None:
    height, width = picture.shape[:2]
    for index, share in enumerate(posts):
        beam(picture, width * share - height * 0.035, 0, height * 0.07, height, seed=seed + index * 77)
    beam(picture, 0, 0, width, height * 0.065, seed=seed + 5, tone=0.9)
    beam(picture, 0, height * 0.125, width, height * 0.03, seed=seed + 8, tone=0.9)
    beam(picture, 0, height * 0.70, width, height * 0.035, seed=seed + 6)
    beam(picture, 0, height * 0.735, width, height * 0.27, seed=seed + 7, tone=0.62)
    picture *= (0.55 + 0.45 * soft(0.0, 0.35, np.linspace(0, 1, height, dtype=np.float32)))[:, None, None]


def _walls(shop: Workshop) -> list[Card]:
    pane, seed = _window(shop.hour), shop.seed("timber") % 9000

    def back(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("back"))
        _timbers(picture, (0.0, 0.17, 0.38, 0.62, 0.83, 1.0), seed)
        w = float(width)
        scroll(picture, w * 0.447, height * 0.17, w * 0.106, height * 0.50, seed=shop.seed("scroll"))
        return picture

    def back_windows(picture: Floats) -> None:
        width = picture.shape[1]
        for left in (0.205, 0.655):
            _pane(picture, width * left, width * 0.14, pane, shop.seed("pane", str(left)))

    def side(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("side"))
        _timbers(picture, (0.0, 0.14, 0.28, 0.42, 0.56, 0.70, 0.84, 1.0), seed + 31)
        return picture

    def side_windows(picture: Floats) -> None:
        width = picture.shape[1]
        for left in (0.165, 0.445, 0.725):
            _pane(picture, width * left, width * 0.09, pane, shop.seed("pane", str(left)))

    depth = BACK - FRONT
    rear = _lit_sheet(
        shop,
        "back wall",
        (2 * HALF, HIGH),
        100.0,
        back,
        lambda along, down: (along - np.float32(HALF), np.float32(HIGH) - down, np.full_like(along, BACK)),
        back_windows,
    )
    flank = _lit_sheet(
        shop,
        "side wall",
        (depth, HIGH),
        64.0,
        side,
        lambda along, down: (np.full_like(along, HALF), np.float32(HIGH) - down, np.float32(BACK) - along),
        side_windows,
    )
    return [
        _wall(rear, (-HALF - LAP, BACK), (1.0, 0.0), 2 * HALF + 2 * LAP, "back wall"),
        _wall(rear, (HALF + LAP, FRONT), (-1.0, 0.0), 2 * HALF + 2 * LAP, "front wall"),
        _wall(flank, (HALF, BACK + LAP), (0.0, -1.0), depth + 2 * LAP, "right wall"),
        _wall(flank, (-HALF, BACK + LAP), (0.0, -1.0), depth + 2 * LAP, "left wall"),
    ]


def _pane(picture: Floats, left: float, wide: float, colour: Colour, seed: int) -> None:
    height = picture.shape[0]
    lattice(picture, left, height * 0.20, wide, height * 0.47, colour, seed=seed)


def _wall(texture: Texture, start: tuple[float, float], way: tuple[float, float], length: float, name: str) -> Card:
    """A wall from `start` (x, z) along `way`, from just under the floor to just over its height."""
    step, drop = length / texture.width, (HIGH + 2 * LAP) / texture.height
    return Card(
        texture=texture,
        origin=(start[0], HIGH + LAP, start[1]),
        across=(way[0] * step, 0.0, way[1] * step),
        down=(0.0, -drop, 0.0),
        name=name,
        fog=0.0,
    )


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


def _plain(hour: Hour) -> Hour:
    """Local colours: the room is lit by its own lamps afterwards."""
    return replace(hour, lit=(255.0, 255.0, 255.0), shade=(255.0, 255.0, 255.0), front=1.0)


def _floor(shop: Workshop) -> Card:
    depth, metre = BACK - FRONT, 76.0

    def boards(width: int, height: int) -> Floats:
        seed = shop.seed("boards")
        wood = (146, 92, 60)
        return painted_boards(
            _plain(shop.hour), width=width, height=height, metre=metre * shop.scale, wood=wood, seed=seed
        )

    texture = _lit_sheet(
        shop,
        "boards",
        (2 * HALF, depth),
        metre,
        boards,
        lambda along, down: (along - np.float32(HALF), np.zeros_like(along), np.float32(BACK) - down),
    )
    return flat(texture, 0.0, 0.0, FRONT - LAP, 2 * HALF + 2 * LAP, depth + 2 * LAP, name="floor", fog=0.0)


def _facing(x: float, z: float) -> float:
    """The yaw that turns a card at (x, z) towards where cameras stand."""
    return -math.atan2(x, z + 3.0) if z > -2.0 else -math.copysign(1.45, x)


def _furniture(shop: Workshop) -> list[Card]:
    across = shop.pixels(640)
    hour = replace(_plain(shop.hour), lit=(250.0, 210.0, 160.0), shade=(190.0, 156.0, 130.0))
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
