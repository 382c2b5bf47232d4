"""The land around the acting area: near ground in detail, then wide ground that runs out into the haze."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.ground import Soil, feathered, finished, painted_ground, scatter
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.mood import ground_haze
from lampblack.builtin.theatre.scenery.wash import Bytes, glaze, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop

Shore = Callable[[Floats, Floats], Floats]
"""How much land there is (0 to 1) at x, z in metres."""

NEAR_SIDE, NEAR_FROM, NEAR_TO = 13.0, -15.0, 13.0
WIDE = 130.0
WORLD = 1500.0


def soil_of(shop: Workshop, soil: Soil) -> Soil:
    """The kit's soil, or snow in winter."""
    return "snow" if shop.place.season == "winter" or shop.place.weather == "snow" else soil


def lie(
    shop: Workshop,
    soil: Soil,
    *,
    shore: Shore | None = None,
    path: bool = False,
    specks: int = 1500,
    tufts: int = 700,
    world: bool = True,
    wide_soil: Soil | None = None,
) -> tuple[Card, ...]:
    """Three sheets, far to near: the world to the horizon, the wide ground, and what people stand on."""
    soil = soil_of(shop, soil)
    outer = soil_of(shop, wide_soil or soil)
    cards = [_wide(shop, outer, shore), _near(shop, soil, shore, path, specks, tufts)]
    return (_world(shop, outer), *cards) if world else tuple(cards)


def around(shop: Workshop, soil: Soil) -> tuple[Card, ...]:
    """The land about a place that lays its own floor: the world to the horizon and the wide ground."""
    soil = soil_of(shop, soil)
    return (_world(shop, soil), _wide(shop, soil, None))


def _near(shop: Workshop, soil: Soil, shore: Shore | None, path: bool, specks: int, tufts: int) -> Card:
    metre = 68.0 * shop.scale
    width, height = round(2 * NEAR_SIDE * metre), round((NEAR_TO - NEAR_FROM) * metre)

    def paint() -> Bytes:
        ground = painted_ground(
            soil, shop.hour, width=width, height=height, metre=metre, seed=shop.seed("near"), path=path
        )
        brush = Brush(width, height)
        scatter(brush, soil, shop.hour, metre=metre, count=specks, seed=shop.seed("specks"))
        if soil != "snow":
            scatter(brush, "moss", shop.hour, metre=metre, count=tufts, seed=shop.seed("tufts"))
        opacity = feathered(height, width, metre * 3.2, seed=shop.seed("near edge"))
        x, z = metres(width, height, metre, -NEAR_SIDE, NEAR_TO)
        light_pool(ground, shop.hour, x, z)
        if shore is not None:
            opacity = opacity * _wet(ground, shop, shore, x, z)
        return finished(ground, brush, opacity, 0.75)

    return flat(
        shop.sheet("near ground", paint), 0.0, 0.0, NEAR_FROM, 2 * NEAR_SIDE, NEAR_TO - NEAR_FROM, name="ground"
    )


def _wide(shop: Workshop, soil: Soil, shore: Shore | None) -> Card:
    metre = 8.5 * shop.scale
    side = round(2 * WIDE * metre)

    def paint() -> Bytes:
        ground = painted_ground(soil, shop.hour, width=side, height=side, metre=metre * 5, seed=shop.seed("wide"))
        x, z = metres(side, side, metre, -WIDE, WIDE)
        away = np.hypot(x, z).astype(np.float32)
        opacity = 1.0 - soft(WIDE * 0.72, WIDE * 0.98, away)
        if shore is not None:
            opacity = opacity * _wet(ground, shop, shore, x, z)
        glaze(ground, ground_haze(shop.hour), soft(30.0, WIDE * 1.5, away) * np.float32(0.75))
        return premultiplied(ground, opacity.astype(np.float32))

    return flat(shop.sheet("wide ground", paint), 0.0, -0.012, -WIDE, 2 * WIDE, 2 * WIDE, name="wide ground")


def _world(shop: Workshop, soil: Soil) -> Card:
    side = shop.pixels(900)
    metre = side / (2 * WORLD)

    def paint() -> Bytes:
        ground = painted_ground(soil, shop.hour, width=side, height=side, metre=metre * 45, seed=shop.seed("world"))
        x, z = metres(side, side, metre, -WORLD, WORLD)
        away = np.hypot(x, z).astype(np.float32)
        glaze(ground, ground_haze(shop.hour), np.clip(0.42 + soft(60.0, 900.0, away), 0.0, 1.0))
        return premultiplied(ground, (1.0 - soft(WORLD * 0.55, WORLD * 0.97, away)).astype(np.float32))

    return flat(shop.sheet("world", paint), 0.0, -0.03, -WORLD, 2 * WORLD, 2 * WORLD, name="world")


def light_pool(ground: Floats, hour: Hour, x: Floats, z: Floats) -> None:
    """The acting area is a little brighter than what lies around it, as a painter leads the eye and a gaffer lights."""
    near = np.exp(-((x / 7.0) ** 2) - ((z - 1.5) / 7.5) ** 2).astype(np.float32)
    glaze(ground, hour.day((244, 228, 196), 1.0), near * np.float32(0.20))
    glaze(ground, hour.ink, (1.0 - near) * np.float32(0.10))


def metres(width: int, height: int, metre: float, left: float, far: float) -> tuple[Floats, Floats]:
    """The stage's x and z under every pixel of a sheet that lies on the ground."""
    x = np.arange(width, dtype=np.float32) / np.float32(metre) + np.float32(left)
    z = np.float32(far) - np.arange(height, dtype=np.float32) / np.float32(metre)
    return (
        np.ascontiguousarray(np.broadcast_to(x[None, :], (height, width))),
        np.ascontiguousarray(np.broadcast_to(z[:, None], (height, width))),
    )


def _wet(ground: Floats, shop: Workshop, shore: Shore, x: Floats, z: Floats) -> Floats:
    """Darkens the ground towards the water, whitens the water's lip, and says where the land ends."""
    land = shore(x, z)
    wet = (1.0 - soft(0.42, 0.80, land)) * soft(0.30, 0.42, land)
    glaze(ground, shop.hour.day((92, 84, 76), 0.3), (wet * 0.62).astype(np.float32))
    lip = np.exp(-(((land - 0.40) / 0.022) ** 2)) * 0.55
    glaze(ground, shop.hour.day((250, 250, 246), 1.0), lip.astype(np.float32))
    return soft(0.36, 0.42, land)


def meander(shop: Workshop, x: Floats, scale: float, name: str) -> Floats:
    """A bank's wandering, in about -0.5 to 0.5, along x in metres."""
    seed = shop.seed(name)
    return sampled("cloud", x * np.float32(scale) + seed % 977, np.full_like(x, seed % 613)) - np.float32(0.5)
