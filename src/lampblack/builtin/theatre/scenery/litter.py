"""What has fallen on the ground of a grove: petals in drifts, leaves, spots of sun that came through the canopy."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop


def painted_litter(side: int, hour: Hour, colours: tuple[Colour, ...], *, metre: float, count: int, seed: int) -> Bytes:
    """Fallen petals or leaves, thicker in drifts; square, clear between them and at the border."""
    rng = np.random.default_rng(seed_of("litter", seed))
    brush = Brush(side, side)
    drifts = rng.uniform(0.15, 0.85, (14, 2)) * side
    chosen = drifts[rng.integers(0, len(drifts), count)]
    at = chosen + rng.normal(0.0, 0.085, (count, 2)) * side
    inside = (at > 6).all(axis=1) & (at < side - 6).all(axis=1)
    at = at[inside]
    n = len(at)
    tones = np.array([hour.day(colour, 0.7) for colour in colours])[rng.integers(0, len(colours), n)]
    size = metre * rng.uniform(0.015, 0.032, n)
    brush.leaves(
        at[:, 0], at[:, 1], size, size * 0.62, rng.uniform(0, math.tau, n), tones * rng.uniform(0.85, 1.1, n)[:, None]
    )
    return bordered(brush.pixels)


def painted_dapples(side: int, hour: Hour, *, seed: int) -> Bytes:
    """Spots of sunlight on the ground, soft-edged, in clusters."""
    rng = np.random.default_rng(seed_of("dapples", seed))
    brush = Brush(side, side)
    for _ in range(90):
        radius = side * rng.uniform(0.006, 0.026)
        x, y = rng.normal(0.5, 0.17, 2) * side
        brush.dab(x, y, radius * 1.3, radius * 0.9, hour.day((255, 236, 184), 1.0), rng.uniform(0, 180))
    soft = Brush(side, side)
    soft.lay(brush, 0.42, side / 130)
    return bordered(soft.pixels)


def fallen(shop: Workshop, colours: tuple[Colour, ...], *, count: int = 2600) -> list[Card]:
    """Litter over the acting area and beyond, and dapples while the sun shines into the grove."""
    side = shop.pixels(1500)
    width = 21.0
    share = min(1.0, shop.scale * 1.2)
    litter = shop.sheet(
        "litter",
        lambda: painted_litter(
            side,
            shop.hour,
            colours,
            metre=side / width / math.sqrt(share),
            count=int(count * share),
            seed=shop.seed("litter"),
        ),
    )
    cards = [flat(litter, 0.0, 0.004, -7.0, width, width, name="litter")]
    if not shop.hour.night and shop.place.weather in ("clear", "wind"):
        spots = shop.pixels(600)
        dapples = shop.sheet("dapples", lambda: painted_dapples(spots, shop.hour, seed=shop.seed("dapples")))
        cards.insert(0, flat(dapples, 0.4, 0.002, -4.5, 15.0, 15.0, name="dapples", glow=0.35))
    return cards


def litter_colours(season: str) -> tuple[Colour, ...]:
    """Petals in spring, leaves in autumn, little else in summer."""
    if season == "spring":
        return ((255, 214, 218), (244, 168, 184), (252, 236, 234), (226, 136, 158))
    if season == "autumn":
        return ((214, 128, 58), (188, 84, 44), (232, 178, 88), (150, 84, 52))
    return (scaled((140, 132, 80), 1.0), (112, 116, 70), (164, 140, 92))
