# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy pictures are untyped.)
"""Pools of light that the flames of a place throw on its floor and walls: what of their light comes and goes.

The even part of a lamp's light is painted into the surfaces; these are thin cards that add, and burn with their lamp.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.lamps import Lamp
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Colour
from lampblack.builtin.theatre.wall_shadow import OFF_WALL

MOST = 3
"""Flames that throw pools: those nearest to the middle of the stage, where people are; what they add is drawn anew
on every frame."""
PEAK = {"candle": 0.15, "lantern": 0.13, "fire": 0.26, "broken": 0.08}
"""What a flame adds to the middle of its pool, as displayed."""
HIGHEST = 3.4
"""Metres above the floor from which a flame's light on it is too wide to be seen to move."""
NEAREST_WALL = 2.2
LIFT = 0.008
SIDE = 96


def on_floor(lamps: Sequence[Lamp]) -> tuple[Card, ...]:
    """The pools on a floor at height 0, each under its flame."""
    found: list[Card] = []
    for lamp in _flames(lamps):
        p = lamp.position
        if 0.0 <= p.y < HIGHEST:
            reach = 1.1 + 0.7 * p.y
            light = _disc(lamp.colour, PEAK[lamp.burns] / (1.0 + (p.y / 2.4) ** 2), (0.0, 1.0, 0.0, 1.0))
            found.append(
                _of(lamp, flat(light, p.x, LIFT, p.z - reach, 2 * reach, 2 * reach, glow=1.0, fog=0.0, name="pool"))
            )
    return tuple(found)


def on_walls(lamps: Sequence[Lamp], walls: Sequence[Card]) -> tuple[tuple[Card, Card], ...]:
    """The pools on the walls near flames, each after its wall."""
    pairs = ((wall, _on_wall(lamp, wall)) for lamp in _flames(lamps) for wall in walls)
    return tuple((wall, card) for wall, card in pairs if card is not None)


def _flames(lamps: Sequence[Lamp]) -> list[Lamp]:
    burning = [lamp for lamp in lamps if lamp.burns != "steady"]
    return sorted(burning, key=lambda lamp: math.hypot(lamp.position.x, lamp.position.z - 2.0))[:MOST]


def _on_wall(lamp: Lamp, wall: Card) -> Card | None:
    """The pool of a flame that burns before that wall, no larger than the wall."""
    length = math.hypot(wall.across[0], wall.across[2])
    ux, uz = wall.across[0] / length, wall.across[2] / length
    dx, dz = lamp.position.x - wall.origin[0], lamp.position.z - wall.origin[2]
    along, off = dx * ux + dz * uz, dx * uz - dz * ux
    wide, high = wall.texture.width * length, wall.origin[1]
    if not (0.05 < off < NEAREST_WALL and 0.0 < along < wide):
        return None
    reach = 0.8 + 0.9 * off
    left, right = max(0.0, along - reach), min(wide, along + reach)
    top, low = min(high, lamp.position.y + reach), max(0.0, lamp.position.y - reach)
    if top - low < 0.3 or right - left < 0.3:
        return None
    part = (
        (left - along + reach) / (2 * reach),
        (right - along + reach) / (2 * reach),
        (lamp.position.y + reach - top) / (2 * reach),
        (lamp.position.y + reach - low) / (2 * reach),
    )
    light = _disc(lamp.colour, PEAK[lamp.burns] / (1.0 + (off / 1.2) ** 2), part)
    step, drop = (right - left) / light.width, (top - low) / light.height
    x, z = wall.origin[0] + ux * left + uz * OFF_WALL / 2, wall.origin[2] + uz * left - ux * OFF_WALL / 2
    across, down = (ux * step, 0.0, uz * step), (0.0, -drop, 0.0)
    return _of(lamp, Card(texture=light, origin=(x, top, z), across=across, down=down, glow=1.0, fog=0.0, name="pool"))


def _of(lamp: Lamp, card: Card) -> Card:
    return alight(card, lamp.burns, seed=lamp.seed)


@lru_cache(maxsize=32)
def _disc(colour: Colour, peak: float, part: tuple[float, float, float, float]) -> Texture:
    """A soft disc of light, or the part of it between those shares of its width and height; with a little noise, for
    so faint a light would else show its steps."""
    left, right, top, low = part
    columns, rows = max(12, round(SIDE * (right - left))), max(12, round(SIDE * (low - top)))
    x = np.linspace(2 * left - 1, 2 * right - 1, columns, dtype=np.float32)
    y = np.linspace(2 * top - 1, 2 * low - 1, rows, dtype=np.float32)
    away = np.hypot(x[None, :], y[:, None])
    fade = np.clip(1.0 - away, 0.0, 1.0)
    light = fade * fade * (3.0 - 2.0 * fade) * np.float32(255 * peak)
    noise = np.random.default_rng(seed_of("pool", columns, rows)).random((rows, columns, 4), np.float32)
    tone = np.array([*(part for part in colour), 0.0], np.float32)
    lit = light[..., None] * tone
    return Texture(np.asarray(np.where(lit > 0.02, lit + noise, 0.0), np.uint8))
