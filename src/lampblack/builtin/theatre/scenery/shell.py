"""The shell of a room: four walls with one face each, a floor and a ceiling, cut from paper or painted, and lit.

Whatever craft paints a surface, it is painted as it is in white light; where it hangs says how it is lit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lampblack.builtin.theatre.inner import Inner, inner
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import plain_hour
from lampblack.builtin.theatre.scenery.roomlight import RoomLight
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, premultiplied
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.windowlight import Walls, Where
from lampblack.builtin.theatre.scenery.workshop import Workshop

Paint = Callable[[Cut], None]
Local = Callable[[int, int], Floats]
"""A surface of so many pixels in its own colours, 0 to 255."""
Shining = Callable[[Floats], None]
"""Paints last what has light of its own."""
LAP = 0.06
"""Surfaces reach past the corners where they meet by this much: two cut edges side by side show what is behind."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Room:
    """Where the walls stand: x = -half and half, z = front and back; how high they are; and the light between them."""

    half: float
    front: float
    back: float
    high: float
    light: RoomLight

    @property
    def deep(self) -> float:
        return self.back - self.front

    @property
    def walls(self) -> Walls:
        return Walls(half=self.half, front=self.front, back=self.back)

    def where(self, side: str) -> Where:
        """The stage point of a wall's (along, up): `along` runs to the right of one who looks at it."""
        half, front, back = self.half, self.front, self.back
        points: dict[str, Where] = {
            "back": lambda along, up: (along - half, up, np.full_like(along, back)),
            "front": lambda along, up: (half - along, up, np.full_like(along, front)),
            "right": lambda along, up: (np.full_like(along, half), up, back - along),
            "left": lambda along, up: (np.full_like(along, -half), up, front + along),
        }
        return points[side]

    def lying(self, height: float = 0.0) -> Where:
        """The stage point of the floor's or the ceiling's (along, up); its foot is the room's front."""
        return lambda along, up: (along - self.half, np.full_like(along, height), self.front + up)

    def length(self, side: str) -> float:
        return 2 * self.half if side in ("back", "front") else self.deep


def wall(shop: Workshop, room: Room, side: str, paint: Paint, *, metre: float = 124.0, name: str = "") -> Inner:
    """One wall cut from paper; `side` is `back`, `front`, `left` or `right`."""
    long = room.length(side)

    def made() -> np.ndarray:
        cut = Cut(long, room.high, metre * shop.scale)
        paint(cut)
        size = (cut.brush.width, cut.brush.height)
        light = room.light.over(size, (long, room.high), room.where(side), room.walls)
        return cut.finished(light, seed=shop.seed(side) % 9000)

    return hung(shop.sheet(name or f"wall {side}", made), room, side)


def hung(texture: Texture, room: Room, side: str) -> Inner:
    """A painted wall on its side of the room; the same sheet may hang on two."""
    half, front, back = room.half, room.front, room.back
    corner, way = {
        "back": ((-half - LAP, back), (1.0, 0.0)),
        "front": ((half + LAP, front), (-1.0, 0.0)),
        "right": ((half, back + LAP), (0.0, -1.0)),
        "left": ((-half, front - LAP), (0.0, 1.0)),
    }[side]
    step, drop = (room.length(side) + 2 * LAP) / texture.width, (room.high + 2 * LAP) / texture.height
    return inner(
        Card(
            texture=texture,
            origin=(corner[0], room.high + LAP, corner[1]),
            across=(way[0] * step, 0.0, way[1] * step),
            down=(0.0, -drop, 0.0),
            name="wall inside",
            fog=0.0,
        )
    )


def level(shop: Workshop, room: Room, name: str, height: float, paint: Paint, *, metre: float = 64.0) -> Card:
    """A floor or a ceiling cut from paper: the sheet's foot is the room's front. A ceiling is listed before the
    floor."""

    def made() -> np.ndarray:
        cut = Cut(2 * room.half, room.deep, metre * shop.scale)
        paint(cut)
        size = (cut.brush.width, cut.brush.height)
        light = room.light.over(size, (cut.wide, cut.high), room.lying(height), room.walls)
        return cut.finished(light, seed=shop.seed(name) % 9000)

    return lying(room, shop.sheet(name, made), height, name)


def lying(room: Room, texture: Texture, height: float, name: str) -> Card:
    """A floor or a ceiling over the whole room."""
    wide, deep = 2 * room.half + 2 * LAP, room.deep + 2 * LAP
    return flat(texture, 0.0, height, room.front - LAP, wide, deep, name=name, fog=0.0)


def surface(
    shop: Workshop,
    light: RoomLight,
    name: str,
    size: tuple[float, float],
    metre: float,
    local: Local,
    where: Where,
    *,
    walls: Walls | None = None,
    shining: Shining | None = None,
    opacity: Callable[[Floats, Floats], Floats] | None = None,
    turned: bool = False,
) -> Texture:
    """A painted wall, floor or ceiling, `metre` pixels a metre at full detail, lit where it hangs.

    `where` gives the stage point of each (along, up) in metres; `opacity` says where it is open (by the same);
    `turned`: painted as its opposite wall is, and mirrored for hanging.
    """
    metre *= shop.scale
    width, height = max(16, round(size[0] * metre)), max(16, round(size[1] * metre))

    def paint() -> Bytes:
        light_on = light.over((width, height), size, where, walls)
        lit = local(width, height) * light_on
        if shining is not None:
            shining(lit)
        x, y = grid(height, width)
        cover = np.ones((height, width), np.float32)
        if opacity is not None:
            cover = opacity(x / np.float32(metre), np.float32(size[1]) - y / np.float32(metre))
        sheet = premultiplied(np.clip(lit, 0.0, 255.0), cover)
        return np.ascontiguousarray(sheet[:, ::-1]) if turned else sheet

    return shop.sheet(name, paint)


def painted(
    shop: Workshop,
    room: Room,
    side: str,
    metre: float,
    local: Local,
    *,
    shining: Shining | None = None,
    opacity: Callable[[Floats, Floats], Floats] | None = None,
) -> Inner:
    """One painted wall. The left one is painted as the right one's mirror image, so that windows lie opposite."""

    def mirrored(along: Floats, up: Floats) -> tuple[Floats, Floats, Floats]:
        return np.full_like(along, -room.half), up, room.back - along

    where = mirrored if side == "left" else room.where(side)
    texture = surface(
        shop, room.light, f"wall {side}", (room.length(side), room.high), metre, local, where,
        walls=room.walls, shining=shining, opacity=opacity, turned=side == "left",
    )  # fmt: skip
    return hung(texture, room, side)


def spread(
    shop: Workshop,
    room: Room,
    name: str,
    height: float,
    metre: float,
    local: Local,
    *,
    opacity: Callable[[Floats, Floats], Floats] | None = None,
) -> Card:
    """A painted floor or ceiling; the sheet's foot is the room's front."""
    size = (2 * room.half, room.deep)
    texture = surface(shop, room.light, name, size, metre, local, room.lying(height), walls=room.walls, opacity=opacity)
    return lying(room, texture, height, name)


def boarded_ceiling(shop: Workshop, room: Room, wood: Colour, dim: float) -> Card:
    """A ceiling of boards over the whole room, `dim` times as light as they would be below."""
    metre = 22.0

    def local(width: int, high: int) -> Floats:
        boards = painted_boards(
            plain_hour(shop.hour),
            width=width,
            height=high,
            metre=metre * shop.scale * 1.6,
            wood=wood,
            seed=shop.seed("loft"),
        )
        return np.ascontiguousarray(boards * np.float32(dim))

    return spread(shop, room, "ceiling", room.high, metre, local)
