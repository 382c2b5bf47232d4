"""Rings that close: ridges and mist all the way round from a few sheets, turned over and stretched.

Light comes from one side: a sheet is painted lit from the left and turned over where the sun stands right of it.
Towards the sun the haze is bright, so what stands there has sheets of its own.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.backdrop import mist_colour, ringed
from lampblack.builtin.theatre.scenery.mist import painted_bank
from lampblack.builtin.theatre.scenery.ridges import Form, Massif, painted_massif, ridge_tint
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.wash import Bytes
from lampblack.builtin.theatre.scenery.workshop import Workshop

Painter = Callable[[int, float, float], Bytes]
"""Paints one sheet: which of the ring's variants, the azimuth it is painted for, the side its light comes from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ring:
    """Sheets of one kind round the stage: `count` of them, each `breadth` radians wide, `distance` metres away."""

    name: str
    distance: float
    count: int
    breadth: float
    tall: float
    """Metres, of a card that is not stretched."""
    low: float = 0.0
    """Height of their lower edge in metres."""
    variants: int = 2
    uneven: float = 0.25
    """How much they differ in height and place: 0 not at all."""
    gap: float = 0.0
    """Radians left free on either side straight ahead."""
    turn: float = 0.0
    fog: float | None = 0.0


def ring(shop: Workshop, plan: Ring, paint: Painter) -> list[Card]:
    """The ring's cards, from straight behind on one side to straight behind on the other."""
    rng = np.random.default_rng(shop.seed(plan.name, "ring"))
    cards: list[Card] = []
    step = math.tau / plan.count
    for index in range(plan.count):
        jitter, stretch = float(rng.uniform(-0.22, 0.22)), float(rng.uniform(-1.0, 1.0))
        azimuth = -math.pi + (index + 0.5 + jitter * plan.uneven * 4.0) * step + plan.turn
        if abs((azimuth + math.pi) % math.tau - math.pi) < plan.gap:
            continue
        texture, turned = _sheet(shop, plan, paint, index, azimuth)
        width = 2 * plan.distance * math.tan(plan.breadth / 2)
        card = ringed(texture, azimuth, plan.distance, plan.low, width, name=plan.name, fog=plan.fog)
        tall = plan.tall * (1.0 + plan.uneven * stretch)
        x, _, z = card.origin
        card = replace(card, origin=(x, plan.low + tall, z), down=(0.0, -tall / texture.height, 0.0))
        cards.append(flipped(card) if turned else card)
    return cards


def _sheet(shop: Workshop, plan: Ring, paint: Painter, index: int, azimuth: float) -> tuple[Texture, bool]:
    """The sheet for that azimuth, and whether it is seen from behind."""
    sunward = shop.sun.nearness(azimuth) > 0.30
    variant = index % plan.variants
    painted = shop.sun.azimuth + (0.30 if sunward else 1.7)
    name = f"{plan.name} {variant} {'sunward' if sunward else 'away'}"
    # painted to the right of the sun, so the light falls from the left
    texture = shop.sheet(name, lambda: paint(variant, painted, -1.0))
    return texture, shop.sun.side(azimuth) > 0.0


def ridge_ring(
    shop: Workshop,
    plan: Ring,
    *,
    far: float,
    form: Form = "peak",
    summits: int = 4,
    folds: int = 3,
    density: float = 16.0,
    trees: int = 0,
    tree_size: float = 8.0,
    foot: float = 1.0,
) -> list[Card]:
    """A closed ring of massifs; `density` is pixels a degree."""

    def paint(variant: int, azimuth: float, side: float) -> Bytes:
        width = shop.pixels(math.degrees(plan.breadth) * density)
        breadth = 2 * plan.distance * math.tan(plan.breadth / 2)
        massif = Massif(
            width=width,
            height=max(24, round(width * plan.tall / breadth)),
            form=form,
            summits=summits,
            folds=folds,
            seed=shop.seed(plan.name, variant),
            trees=trees,
            tree_size=tree_size * shop.scale,
            foot=foot,
        )
        return painted_massif(massif, replace(ridge_tint(shop.hour, shop.sun, azimuth, far), side=side))

    return ring(shop, plan, paint)


def mist_ring(
    shop: Workshop, name: str, *, distance: float, low: float, high: float, density: float, count: int = 11
) -> list[Card]:
    """A closed ring of mist banks from `low` to `high` metres."""
    plan = Ring(
        name=name, distance=distance, count=count, breadth=1.9 * math.tau / count, tall=high - low, low=low, uneven=0.15
    )

    def paint(variant: int, azimuth: float, side: float) -> Bytes:
        width, height = shop.pixels(560), shop.pixels(180)
        return painted_bank(width, height, mist_colour(shop, azimuth), density=density, seed=shop.seed(name, variant))

    return ring(shop, plan, paint)
