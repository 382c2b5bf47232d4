"""What falls in by windows: a patch of the sun, the moon or a street lamp on floor, walls and ceiling, where it falls.

From each point of a surface one looks towards the light: where the look goes out by a window, the patch is, with the
window's bars in it; the further it went, the softer its edge.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from lampblack.builtin.theatre.scenery.wash import Colour
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop

Where = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]
"""The stage point of (along, up) on a surface, in metres."""
LOWEST = 0.20
"""Radians: a sun that is lower reaches no floor; it is painted this high in a room, and throws its longest patch."""
SHARP, SOFTER = 0.015, 0.018
"""Metres of an edge's softness at the window, and for each metre the light has gone."""
BAR = 0.055
FINEST = 480
"""Columns and rows at which a patch is worked out, at most."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """An opening in a wall (`back`, `front`, `left`, `right`): metres along it to the right of one who looks at it, its
    sill, width and height; its panes. `round`: an ellipse; `paper`: what it lets in is spread and weaker."""

    side: str
    box: tuple[float, float, float, float]
    columns: int = 1
    rows: int = 1
    round: bool = False
    paper: bool = False


def opposite(window: Window, deep: float) -> Window:
    """The window over against one of the right wall, in the left wall of a room so `deep`."""
    left, sill, wide, high = window.box
    return replace(window, side="left", box=(deep - left - wide, sill, wide, high))


@dataclass(frozen=True, kw_only=True, slots=True)
class Shaft:
    """Light from far off: the unit way towards it (x, y, z), and its colour as shares of white."""

    towards: tuple[float, float, float]
    colour: Colour


def shaft(shop: Workshop, *, street: tuple[float, float, float] | None = None) -> Shaft | None:
    """What shines in at windows at the hour: the sun by day, by night the moon or the lamps of a `street` (the way to
    them; from below they shine on the ceiling); None under clouds, but for the street's lamps."""
    night = shop.place.time == "night"
    if night and street is not None:
        return Shaft(towards=_unit(*street), colour=(0.40, 0.24, 0.11))
    if shop.place.weather not in ("clear", "wind"):
        return None
    key = shop.light.key
    flat = math.hypot(key.x, key.z)
    rise = max(math.tan(LOWEST), key.y / max(1e-6, flat))
    tone = shop.light.key_colour
    power = 0.30 if night else {"dawn": 0.55, "dusk": 0.62, "noon": 0.62}.get(shop.place.time, 0.66)
    return Shaft(
        towards=_unit(key.x / flat, rise, key.z / flat), colour=(power * tone[0], power * tone[1], power * tone[2])
    )


def _unit(x: float, y: float, z: float) -> tuple[float, float, float]:
    length = math.sqrt(x * x + y * y + z * z)
    return x / length, y / length, z / length


@dataclass(frozen=True, kw_only=True, slots=True)
class Walls:
    """Where the four walls stand."""

    half: float
    front: float
    back: float


def patch(
    light: Shaft,
    windows: Sequence[Window],
    walls: Walls,
    size: tuple[int, int],
    metres: tuple[float, float],
    where: Where,
) -> Floats | None:
    """How much of the shaft lies on a surface of so many pixels and metres, 0 to 1; None where nothing does."""
    columns, rows = (min(FINEST, count) for count in size)
    along = np.linspace(0.0, metres[0], columns, dtype=np.float32)[None, :] + np.zeros((rows, 1), np.float32)
    up = np.linspace(metres[1], 0.0, rows, dtype=np.float32)[:, None] + np.zeros((1, columns), np.float32)
    x, y, z = where(along, up)
    total = np.zeros((rows, columns), np.float32)
    for window in windows:
        total = np.maximum(total, _through(light, window, walls, x, y, z))
    if float(total.max()) < 0.02:
        return None
    return np.asarray(total * np.float32(0.45 + 0.55 * _steepness(light, where)), np.float32)


def _steepness(light: Shaft, where: Where) -> float:
    """How squarely the light meets the surface."""
    along, up = np.array([0.0, 1.0, 0.0], np.float32), np.array([0.0, 0.0, 1.0], np.float32)
    points = np.stack(where(along, up), axis=1)
    normal = np.cross(points[1] - points[0], points[2] - points[0])
    return abs(float(normal @ np.array(light.towards)))


def _through(light: Shaft, window: Window, walls: Walls, x: Floats, y: Floats, z: Floats) -> Floats:
    """How much of the light through one window comes to each point of the stage."""
    dx, dy, dz = light.towards
    inward, gap = {
        "back": (dz, np.float32(walls.back) - z),
        "front": (-dz, z - np.float32(walls.front)),
        "right": (dx, np.float32(walls.half) - x),
        "left": (-dx, x + np.float32(walls.half)),
    }[window.side]
    if inward < 0.05:
        return np.zeros_like(x)
    way = gap / np.float32(inward)
    hx, hy, hz = x + way * np.float32(dx), y + way * np.float32(dy), z + way * np.float32(dz)
    along = {
        "back": hx + np.float32(walls.half),
        "front": np.float32(walls.half) - hx,
        "right": np.float32(walls.back) - hz,
        "left": hz - np.float32(walls.front),
    }[window.side]
    left, sill, wide, high = window.box
    soft = (SHARP + SOFTER * np.maximum(way, 0.0)) * np.float32(2.5 if window.paper else 1.0)
    u, v = along - np.float32(left), hy - np.float32(sill)
    if window.round:
        away = np.hypot((u / wide - 0.5) * 2.0, (v / high - 0.5) * 2.0)
        open_ = _within((1.0 - away) * np.float32(wide / 2), soft)
    else:
        open_ = _within(np.minimum(np.minimum(u, wide - u), np.minimum(v, high - v)), soft)
    for part, extent, count in ((u, wide, window.columns), (v, high, window.rows)):
        for k in range(1, count):
            bar = _within(np.float32(BAR / 2) - np.abs(part - np.float32(extent * k / count)), soft)
            open_ = open_ * (1.0 - np.float32(0.5 if window.paper else 1.0) * bar)
    share = np.float32(0.72 if window.paper else 1.0)
    return np.asarray(np.where(way > 0.02, share * open_, 0.0), np.float32)


def _within(inside: Floats, soft: Floats) -> Floats:
    """1 well inside, 0 well outside, half of it on the edge."""
    share = np.clip(0.5 + inside / (2.0 * soft), 0.0, 1.0)
    return np.asarray(share * share * (3.0 - 2.0 * share), np.float32)
