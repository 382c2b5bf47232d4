"""A scholar's study by lamplight: plaster and timber, paper windows, a scroll, a planked floor, a table at the back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import (
    WOOD,
    beam,
    glow,
    grid,
    lamplit,
    lattice,
    painted_lamp,
    painted_table,
    plaster,
    scroll,
)
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, premultiplied, scaled
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade

HALF, FRONT, BACK, HIGH = 8.0, -14.0, 9.5, 4.6
"""Half the room's width, where its audience side and its back wall stand, and the ceiling's height, in metres."""
LAMPS = ((0.0, 1.25, 8.3), (-6.6, 1.6, 5.6), (6.6, 1.6, 5.6), (-6.6, 1.6, -4.0), (6.6, 1.6, -4.0))

LAP = 0.12
"""Surfaces reach past the corners where they meet by this much: two cut edges side by side would show what is behind."""

Local = Callable[[int, int], Floats]


def hang(shop: Workshop) -> Set:
    """The whole place."""
    dark = shop.place.time in ("night", "dusk", "dawn")
    grade = Grade(
        saturation=1.08, contrast=0.46, lift=0.02, white=(1.03, 1.0, 0.98), bloom=0.75, threshold=0.68, vignette=1.1
    )
    return Set(
        sky=backdrop.sky(shop),
        floors=(_ceiling(shop), _floor(shop)),
        cards=(*_walls(shop), *_furniture(shop)),
        fog=Fog(colour=(0.10, 0.07, 0.05), density=0.0),
        grade=grade if dark else replace(grade, bloom=0.4, threshold=0.8),
        shade=Shade(tint=(0.94, 0.84, 0.72) if dark else (0.98, 0.94, 0.88), rim=0.7, shadow=0.4),
        air=(Air(kind="dust", count=26, colour=(1.0, 0.82, 0.52), wind=0.04),),
    )


def _cool(hour: Hour) -> Colour:
    """What of the hour comes through the paper windows."""
    return scaled(mixed(hour.shade, hour.lit, 0.35), 0.34 if hour.night else 0.62)


def _window(hour: Hour) -> Colour:
    return mixed(hour.sky[len(hour.sky) // 2][1], hour.sky[-1][1], 0.5) if not hour.night else (112, 140, 196)


def _warmth(x: Floats, y: Floats, z: Floats) -> Floats:
    """Lamplight at points of the room: falls off with distance, never quite to nothing."""
    total = np.zeros_like(x)
    for index, (lx, ly, lz) in enumerate(LAMPS):
        away = (x - lx) ** 2 + (y - ly) ** 2 + (z - lz) ** 2
        total += (1.15 if index == 0 else 0.75) / (1.0 + away * 0.34)
    return np.minimum(1.25, total + 0.10).astype(np.float32)


def _lit_sheet(
    shop: Workshop, name: str, size: tuple[float, float], metre: float, local: Local,
    where: Callable[[Floats, Floats], tuple[Floats, Floats, Floats]],
) -> Texture:  # fmt: skip
    """A surface painted in its own colours and then lit; `where` gives the stage point of each (along, down) in metres."""
    metre *= shop.scale
    width, height = round(size[0] * metre), round(size[1] * metre)

    def paint() -> Bytes:
        picture = local(width, height)
        x, y = grid(height, width)
        lit = lamplit(picture, _warmth(*where(x / np.float32(metre), y / np.float32(metre))), _cool(shop.hour))
        return premultiplied(np.clip(lit, 0.0, 255.0), np.ones((height, width), np.float32))

    return shop.sheet(name, paint)


def _timbers(picture: Floats, posts: tuple[float, ...], seed: int) -> None:
    height, width = picture.shape[:2]
    for index, share in enumerate(posts):
        beam(picture, width * share - height * 0.035, 0, height * 0.07, height, seed=seed + index * 77)
    beam(picture, 0, 0, width, height * 0.06, seed=seed + 5, tone=0.9)
    beam(picture, 0, height * 0.72, width, height * 0.035, seed=seed + 6)
    beam(picture, 0, height * 0.755, width, height * 0.25, seed=seed + 7, tone=0.62)


def _walls(shop: Workshop) -> list[Card]:
    pane = _window(shop.hour)

    def back(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("back"))
        _timbers(picture, (0.0, 0.19, 0.40, 0.60, 0.81, 1.0), shop.seed("timber") % 9000)
        for left in (0.225, 0.65):
            lattice(
                picture,
                width * left,
                height * 0.16,
                width * 0.125,
                height * 0.54,
                pane,
                seed=shop.seed("pane", str(left)),
            )
        scroll(picture, width * 0.455, height * 0.10, width * 0.09, height * 0.58, seed=shop.seed("scroll"))
        return picture

    def side(width: int, height: int) -> Floats:
        picture = plaster(width, height, seed=shop.seed("side"))
        _timbers(picture, (0.0, 0.14, 0.28, 0.42, 0.56, 0.70, 0.84, 1.0), shop.seed("timber") % 9000 + 31)
        for left in (0.165, 0.445, 0.725):
            lattice(
                picture,
                width * left,
                height * 0.16,
                width * 0.09,
                height * 0.54,
                pane,
                seed=shop.seed("pane", str(left)),
            )
        return picture

    depth = BACK - FRONT
    rear = _lit_sheet(
        shop, "back wall", (2 * HALF, HIGH), 88.0, back,
        lambda along, down: (along - np.float32(HALF), np.float32(HIGH) - down, np.full_like(along, BACK)),
    )  # fmt: skip
    left = _lit_sheet(
        shop, "side wall", (depth, HIGH), 56.0, side,
        lambda along, down: (np.full_like(along, HALF), np.float32(HIGH) - down, np.float32(BACK) - along),
    )  # fmt: skip
    return [
        _wall(rear, (-HALF - LAP, BACK), (1.0, 0.0), 2 * HALF + 2 * LAP, "back wall"),
        _wall(rear, (HALF + LAP, FRONT), (-1.0, 0.0), 2 * HALF + 2 * LAP, "front wall"),
        _wall(left, (HALF, BACK + LAP), (0.0, -1.0), depth + 2 * LAP, "right wall"),
        _wall(left, (-HALF, BACK + LAP), (0.0, -1.0), depth + 2 * LAP, "left wall"),
    ]


def _wall(texture: Texture, start: tuple[float, float], way: tuple[float, float], length: float, name: str) -> Card:
    """A wall from `start` (x, z) along `way`, from just under the floor to just over the ceiling."""
    step, drop = length / texture.width, (HIGH + 2 * LAP) / texture.height
    return Card(
        texture=texture, origin=(start[0], HIGH + LAP, start[1]), across=(way[0] * step, 0.0, way[1] * step),
        down=(0.0, -drop, 0.0), name=name, fog=0.0,
    )  # fmt: skip


def _ceiling(shop: Workshop) -> Card:
    depth = BACK - FRONT
    ceiling = _lit_sheet(
        shop, "ceiling", (2 * HALF, depth), 26.0,
        lambda width, height: painted_boards(_plain(shop.hour), width=width, height=height, metre=26.0 * shop.scale, wood=scaled(WOOD, 0.7), seed=5),
        lambda along, down: (along - np.float32(HALF), np.full_like(along, HIGH), np.float32(BACK) - down),
    )  # fmt: skip
    return flat(ceiling, 0.0, HIGH, FRONT - LAP, 2 * HALF + 2 * LAP, depth + 2 * LAP, name="ceiling", fog=0.0)


def _plain(hour: Hour) -> Hour:
    """Local colours: the room is lit by its own lamps afterwards."""
    return replace(hour, lit=(255.0, 255.0, 255.0), shade=(255.0, 255.0, 255.0), front=1.0)


def _floor(shop: Workshop) -> Card:
    depth = BACK - FRONT
    texture = _lit_sheet(
        shop, "boards", (2 * HALF, depth), 70.0,
        lambda width, height: painted_boards(
            _plain(shop.hour), width=width, height=height, metre=70.0 * shop.scale, wood=(138, 84, 54), seed=shop.seed("boards")
        ),
        lambda along, down: (along - np.float32(HALF), np.zeros_like(along), np.float32(BACK) - down),
    )  # fmt: skip
    return flat(texture, 0.0, 0.0, FRONT - LAP, 2 * HALF + 2 * LAP, depth + 2 * LAP, name="floor", fog=0.0)


def _furniture(shop: Workshop) -> list[Card]:
    across = shop.pixels(640)
    hour = replace(_plain(shop.hour), lit=(250.0, 210.0, 160.0), shade=(170.0, 140.0, 120.0))
    table = shop.sheet("table", lambda: painted_table(across, int(across * 0.36), hour, seed=shop.seed("table")))
    tall = shop.pixels(300)
    lamp = shop.sheet("lamp", lambda: painted_lamp(int(tall * 0.7), tall))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 176, 92)))
    cards = [upright(table, 0.0, 0.0, 8.25, 2.3, name="table", fog=0.0)]
    for index, (x, y, z) in enumerate(LAMPS):
        foot = 0.80 if index == 0 else 1.15
        cards.append(upright(lamp, x, foot, z + 0.02, 0.36, name="lamp", fog=0.0, focus=True))
        cards.append(upright(ball, x, y - 1.25, z - 0.05, 2.5, name="lamp glow", fog=0.0, glow=1.0))
        if index:
            stand = shop.sheet("stand", lambda: painted_table(shop.pixels(200), shop.pixels(300), hour, seed=4))
            cards.append(upright(stand, x, 0.0, z + 0.05, 0.78, name="stand", fog=0.0))
    return cards
