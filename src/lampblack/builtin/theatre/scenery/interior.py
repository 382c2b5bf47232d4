"""Halls and rooms by their measures: surfaces painted in their own colours, then lit by the room's lamps and windows.

Built as on a stage: whatever closes a room above is laid behind everything, so that a high camera looks in.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.ground import painted_boards
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, premultiplied, scaled
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop

LAP = 0.12
"""Surfaces reach past the corners where they meet by this much: two cut edges side by side show what is behind."""

Local = Callable[[int, int], Floats]
Paint = Callable[[Floats], None]
Where = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Flame:
    """A light in the room: where it hangs or stands, how strong it is, how fast it falls off (a square metre)."""

    x: float
    y: float
    z: float
    strength: float = 0.8
    falloff: float = 0.3


@dataclass(frozen=True, kw_only=True, slots=True)
class Interior:
    """A room's measures in metres and its light: half its width, its audience side, its back wall, its height."""

    half: float
    front: float
    back: float
    high: float
    flames: tuple[Flame, ...]
    sky: Colour
    """What of the hour's light falls in: multiplies every surface, 255 = as painted."""
    warm: Colour = (255.0, 206.0, 138.0)

    def lamplight(self, x: Floats, y: Floats, z: Floats) -> Floats:
        """How much light of the flames falls at points of the room."""
        total = np.full_like(x, 0.03)
        for f in self.flames:
            away = (x - np.float32(f.x)) ** 2 + (y - np.float32(f.y)) ** 2 + (z - np.float32(f.z)) ** 2
            total += f.strength / (1.0 + away * np.float32(f.falloff))
        return np.asarray(np.minimum(total, 1.35), np.float32)

    def lit(self, picture: Floats, x: Floats, y: Floats, z: Floats) -> Floats:
        """Local colours in the room's light; the daylight is weaker near the floor's edges and under the roof."""
        flames = self.lamplight(x, y, z)[..., None]
        hollow = 0.72 + 0.28 * np.exp(-(((y - 0.4 * self.high) / (0.55 * self.high)) ** 2))
        day = np.array(self.sky, np.float32) / np.float32(255.0) * hollow[..., None].astype(np.float32)
        lamp = np.array(self.warm, np.float32) / np.float32(255.0)
        return np.asarray(picture * (day + lamp * flames), np.float32)


def burning(shop: Workshop) -> float:
    """How much lamps are needed inside: all at night, some in rain and at noon none."""
    dark = {"night": 1.0, "dusk": 0.95, "dawn": 0.85}.get(shop.place.time, 0.30)
    return max(dark, {"rain": 0.7, "snow": 0.55, "mist": 0.5}.get(shop.place.weather, 0.0))


def daylight(shop: Workshop, share: float) -> Colour:
    """What of the hour's light comes in through windows, `share` of it."""
    hour = shop.hour
    dull = {"rain": 0.72, "snow": 0.95, "mist": 0.88}.get(shop.place.weather, 1.0)
    low = {"dawn": 0.62, "dusk": 0.55, "night": 0.60}.get(shop.place.time, 1.0)
    return scaled(mixed(hour.shade, hour.lit, 0.5), share * dull * low)


def pane(shop: Workshop) -> Colour:
    """A paper window as it shines by itself."""
    hour = shop.hour
    if hour.night:
        return (74, 92, 134)
    open_sky = mixed(mixed(hour.sky[3][1], hour.sky[-1][1], 0.5), (255, 250, 238), 0.2)
    return mixed(open_sky, (168, 176, 184), {"rain": 0.6, "mist": 0.4, "snow": 0.3}.get(shop.place.weather, 0.0))


def plain_hour(hour: Hour) -> Hour:
    """Local colours as they are: the room is lit by its own light afterwards."""
    return replace(hour, lit=(255.0, 255.0, 255.0), shade=(255.0, 255.0, 255.0), front=1.0)


def surface(
    shop: Workshop,
    room: Interior,
    name: str,
    size: tuple[float, float],
    metre: float,
    local: Local,
    where: Where,
    *,
    shining: Paint | None = None,
    opacity: Callable[[Floats, Floats], Floats] | None = None,
) -> Texture:
    """A wall, floor or ceiling, `metre` pixels a metre at full detail, lit where it hangs.

    `where` gives the stage point of each (along, down) in metres; `shining` paints last what has light of its own;
    `opacity` says where it is open (also by metres along and down).
    """
    metre *= shop.scale
    width, height = max(16, round(size[0] * metre)), max(16, round(size[1] * metre))

    def paint() -> Bytes:
        x, y = grid(height, width)
        along, down = x / np.float32(metre), y / np.float32(metre)
        lit = room.lit(local(width, height), *where(along, down))
        if shining is not None:
            shining(lit)
        cover = np.ones((height, width), np.float32) if opacity is None else opacity(along, down)
        return premultiplied(np.clip(lit, 0.0, 255.0), cover)

    return shop.sheet(name, paint)


def on_back(room: Interior) -> Where:
    """Stage points of the back wall, left to right."""
    return lambda along, down: (
        along - np.float32(room.half),
        np.float32(room.high) - down,
        np.full_like(along, room.back),
    )


def on_side(room: Interior) -> Where:
    """Stage points of the right wall, from the back to the front."""
    return lambda along, down: (
        np.full_like(along, room.half),
        np.float32(room.high) - down,
        np.float32(room.back) - along,
    )


def on_floor(room: Interior, height: float = 0.0) -> Where:
    """Stage points of the floor or, by its `height`, the ceiling; its upper edge is the far one."""
    return lambda along, down: (
        along - np.float32(room.half),
        np.full_like(along, height),
        np.float32(room.back) - down,
    )


def walls(room: Interior, back: Texture, side: Texture, front: Texture) -> list[Card]:
    """Back wall, front wall (behind the audience) and both side walls, which show the same sheet.

    For the set's `sky`: laid before all that stands in the room, whatever part of a long wall is nearer.
    """
    depth = room.back - room.front
    return [
        wall(back, room.high, (-room.half - LAP, room.back), (1.0, 0.0), 2 * room.half + 2 * LAP, "back wall"),
        wall(front, room.high, (room.half + LAP, room.front), (-1.0, 0.0), 2 * room.half + 2 * LAP, "front wall"),
        wall(side, room.high, (room.half, room.back + LAP), (0.0, -1.0), depth + 2 * LAP, "right wall"),
        wall(side, room.high, (-room.half, room.back + LAP), (0.0, -1.0), depth + 2 * LAP, "left wall"),
    ]


def wall(
    texture: Texture, high: float, start: tuple[float, float], way: tuple[float, float], length: float, name: str
) -> Card:
    """A wall from `start` (x, z) along `way`, from just under the floor to just over its height."""
    step, drop = length / texture.width, (high + 2 * LAP) / texture.height
    return Card(
        texture=texture,
        origin=(start[0], high + LAP, start[1]),
        across=(way[0] * step, 0.0, way[1] * step),
        down=(0.0, -drop, 0.0),
        name=name,
        fog=0.0,
    )


def lying(room: Interior, texture: Texture, height: float, name: str) -> Card:
    """The floor or the ceiling over the whole room."""
    return flat(
        texture,
        0.0,
        height,
        room.front - LAP,
        2 * room.half + 2 * LAP,
        room.back - room.front + 2 * LAP,
        name=name,
        fog=0.0,
    )


def boarded_ceiling(
    shop: Workshop, room: Interior, extent: tuple[float, float], height: float, wood: Colour, dim: float
) -> Card:
    """A ceiling of boards at `height` over `extent` metres, `dim` times as light as they would be below."""
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

    texture = surface(shop, room, "ceiling", extent, metre, local, on_floor(room, height))
    return lying(room, texture, height, "ceiling")


def turned(x: float, z: float) -> float:
    """The yaw of a round thing at (x, z): towards the cameras that see it; those behind are seen in reverse angles."""
    if z > -2.0:
        return -math.atan2(x, z + 3.0)
    return -math.copysign(1.7, x) if z > -6.0 else -math.atan2(x, z - 8.0)
