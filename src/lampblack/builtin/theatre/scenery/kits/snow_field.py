"""A snow field: white to the edge of the world, drifts, bare trees, a hunter's hut with one warm window far off."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.dunes import SNOW, painted_ripples
from lampblack.builtin.theatre.scenery.growth import Kind
from lampblack.builtin.theatre.scenery.hut import painted_cottage
from lampblack.builtin.theatre.scenery.kits.desert import dune_ring
from lampblack.builtin.theatre.scenery.reeds import painted_tuft
from lampblack.builtin.theatre.scenery.rocks import painted_rock
from lampblack.builtin.theatre.scenery.snowy import snowed
from lampblack.builtin.theatre.scenery.stand import facing, tree
from lampblack.builtin.theatre.scenery.trees import painted_tree
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set

STRAW: Colour = (176, 152, 108)
HUT = (-12.5, 25.0)
_WARM: Colour = (255, 182, 96)


def hang(shop: Workshop) -> Set:
    """The whole place: it is winter here whatever the season."""
    shop = shop.in_season("winter")
    drift = Air(kind="snow", count=26, colour=(0.96, 0.97, 1.0), wind=0.9, size=0.7)
    birds = Air(kind="birds", count=0 if shop.hour.night else 3, colour=mood.shown(shop.hour.ink), wind=0.9)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=(*land.lie(shop, "snow", specks=160, tufts=0), _ripples(shop)),
        cards=_things(shop),
        fog=mood.fog(shop, density=0.0046, start=24.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(shop, drift, birds),
    )


def _distance(shop: Workshop) -> list[Card]:
    range_ = Ring(name="white range", distance=820, count=9, breadth=1.0, tall=120, low=-16, variants=3)
    hills = Ring(name="hills", distance=330, count=9, breadth=1.0, tall=26, low=-4, turn=0.3, uneven=0.4)
    wood = Ring(name="wood line", distance=150, count=10, breadth=0.62, tall=7.5, low=-1.2, uneven=0.45, turn=0.1)
    return [
        *ridge_ring(shop, range_, far=0.86, folds=3, summits=5, density=13),
        *mist_ring(shop, "far mist", distance=600, low=-14, high=46, density=0.85),
        *dune_ring(shop, hills, SNOW, 0.55, 14.0),
        *ridge_ring(
            shop, wood, far=0.30, form="hill", folds=2, summits=3, density=22, trees=150, tree_size=24, foot=1.2
        ),
        *mist_ring(shop, "ground mist", distance=120, low=-2.5, high=7, density=0.55),
    ]


def _ripples(shop: Workshop) -> Card:
    side, width = shop.pixels(1200), 36.0
    texture = shop.sheet(
        "sastrugi",
        lambda: painted_ripples(side, side / width, shop.hour, SNOW, pitch=0.9, seed=shop.seed("sastrugi")),
    )
    return flat(texture, 0.0, 0.003, -17.0, width, width, name="sastrugi")


def _tree_sheet(shop: Workshop, kind: Kind, variant: int, lean: float) -> Card:
    """A snowed tree 1 metre high at the origin; `tree` puts its texture where it belongs."""
    size = shop.pixels(700)
    seed = shop.seed(kind, variant)

    def paint() -> Bytes:
        side = shop.sun.side(0.0)
        bare = painted_tree(kind, size, size, shop.hour, side=side, seed=seed, season="winter", lean=lean)
        return snowed(bare, shop.hour, depth=size / (24 if kind == "pine" else 110), seed=seed % 9000, share=0.92)

    return upright(shop.sheet(f"{kind} {variant}", paint), 0.0, 0.0, 0.0, 1.0, name="tree")


def _things(shop: Workshop) -> tuple[Card, ...]:
    near = Ring(name="drifts", distance=42, count=7, breadth=1.15, tall=3.4, low=-0.4, gap=0.66, turn=0.2, fog=None)
    bare = _tree_sheet(shop, "bare", 0, 0.14).texture
    pine = _tree_sheet(shop, "pine", 0, -0.08).texture
    cards = [
        *dune_ring(shop, near, SNOW, 0.16, 16.0),
        tree(shop, bare, -8.8, 10.5, 6.6),
        tree(shop, pine, 10.8, 13.5, 8.2),
        tree(shop, pine, 14.5, 18.0, 9.0, flip=True),
        tree(shop, bare, 21.0, 27.0, 8.0, flip=True),
        tree(shop, pine, -8.6, 30.0, 9.0),
        tree(shop, pine, -17.5, 28.5, 9.5, flip=True),
        tree(shop, pine, -15.5, 1.5, 7.8, yaw=1.2),
        tree(shop, bare, 14.0, 0.5, 6.4, yaw=-1.2, flip=True),
        tree(shop, pine, 11.0, -22.0, 9.0, yaw=-2.4),
        tree(shop, bare, -7.0, -25.0, 7.5, yaw=2.8),
        *_hut(shop),
    ]
    return (*cards, *_stones(shop), *_grass(shop))


def _hut(shop: Workshop) -> list[Card]:
    across = shop.pixels(560)
    dark = {"night": 1.0, "dusk": 1.0, "dawn": 0.9}.get(shop.place.time, 0.35)

    def paint() -> Bytes:
        bare = painted_cottage(
            across,
            round(across / 1.55),
            shop.hour,
            side=shop.sun.side(0.0),
            lamps=dark,
            seed=shop.seed("hut") % 9000,
            snow=True,
        )
        return snowed(bare, shop.hour, depth=across / 40, seed=shop.seed("hut snow") % 9000, share=0.97)

    x, z = HUT
    cards = [upright(shop.sheet("hut", paint), x, -0.15, z, 7.6, facing(x, z), name="hut")]
    if dark > 0.5:
        ball = shop.sheet("hut glow", lambda: glow(shop.pixels(200), _WARM))
        cards.append(
            alight(upright(ball, x + 0.2, -1.4, z - 0.4, 6.0, facing(x, z), name="glow", fog=0.0, glow=0.8), "fire")
        )
    return cards


def _stones(shop: Workshop) -> list[Card]:
    cards: list[Card] = []
    across = shop.pixels(340)
    for index, (x, z, width) in enumerate(((6.6, 9.4, 1.7), (-6.2, 8.2, 1.2), (-10.5, 3.0, 1.9), (10.6, 4.0, 1.4))):

        def paint(variant: int = index % 2) -> Bytes:
            seed, side = shop.seed("stone", variant), shop.sun.side(0.0)
            bare = painted_rock(across, int(across * 0.66), shop.hour, side=side, seed=seed)
            return snowed(bare, shop.hour, depth=across / 13, seed=seed % 9000, share=0.96)

        texture = shop.sheet(f"stone {index % 2}", paint)
        cards.append(upright(texture, x, -0.04, z, width, facing(x, z), name="rock"))
    return cards


def _grass(shop: Workshop) -> list[Card]:
    """Dry stalks that the snow has left."""
    rng = np.random.default_rng(shop.seed("stalks"))
    across = shop.pixels(200)
    cards: list[Card] = []
    for index in range(18):
        variant = index % 3
        texture = shop.sheet(
            f"stalks {variant}",
            lambda variant=variant: painted_tuft(
                across, across // 2, shop.hour, seed=shop.seed("stalks", variant), colour=STRAW
            ),
        )
        x = float(rng.uniform(4.0, 12.0)) * (1 if index % 2 else -1)
        z, width = float(rng.uniform(-4.0, 16.0)), float(rng.uniform(0.4, 0.8))
        cards.append(upright(texture, x, -0.02, z, width, facing(x, z), name="grass", sway=mood.sway(shop, 0.014)))
    return cards
