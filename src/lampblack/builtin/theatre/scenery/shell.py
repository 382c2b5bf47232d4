"""The shell of a room of today: four walls with one face each, a floor and a ceiling, cut from paper and lit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lampblack.builtin.theatre.inner import Inner, inner
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.roomlight import RoomLight, Where
from lampblack.builtin.theatre.scenery.workshop import Workshop

Paint = Callable[[Cut], None]
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

    def length(self, side: str) -> float:
        return 2 * self.half if side in ("back", "front") else self.deep


def wall(shop: Workshop, room: Room, side: str, paint: Paint, *, metre: float = 124.0, name: str = "") -> Inner:
    """One wall, painted once; `side` is `back`, `front`, `left` or `right`."""
    long = room.length(side)

    def made() -> np.ndarray:
        cut = Cut(long, room.high, metre * shop.scale)
        paint(cut)
        light = room.light.over(cut.brush.width, cut.brush.height, long, room.high, room.where(side))
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
    """A floor or a ceiling: the sheet's foot is the room's front. A ceiling is listed before the floor."""

    def made() -> np.ndarray:
        cut = Cut(2 * room.half, room.deep, metre * shop.scale)
        paint(cut)
        light = room.light.over(
            cut.brush.width,
            cut.brush.height,
            cut.wide,
            cut.high,
            lambda along, up: (along - room.half, np.full_like(along, height), room.front + up),
        )
        return cut.finished(light, seed=shop.seed(name) % 9000)

    texture = shop.sheet(name, made)
    wide, deep = 2 * room.half + 2 * LAP, room.deep + 2 * LAP
    return flat(texture, 0.0, height, room.front - LAP, wide, deep, name=name, fog=0.0)


def burning(shop: Workshop) -> float:
    """How much lamplight there is in a room: all of it from dusk to dawn, little on a bright day, more in the rain."""
    dark = {"night": 1.0, "dusk": 0.9, "dawn": 0.7}.get(shop.place.time, 0.25)
    return max(dark, {"rain": 0.6, "snow": 0.5, "mist": 0.45}.get(shop.place.weather, 0.0))
