"""The seashore: wet sand, surf, breakers coming in, rocks in the foam, headlands in the haze, sails on the horizon."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.dunes import SAND, SNOW
from lampblack.builtin.theatre.scenery.kits.desert import dune_ring
from lampblack.builtin.theatre.scenery.reeds import painted_tuft
from lampblack.builtin.theatre.scenery.snowy import lies
from lampblack.builtin.theatre.scenery.stand import flipped, rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, soft
from lampblack.builtin.theatre.scenery.waterside import painted_breaker, painted_sail, painted_surf
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, WaterLevel

LEVEL = -0.10
EDGE = 9.6
"""Where the sand ends, straight ahead."""
MARRAM: Colour = (150, 150, 96)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    gulls = Air(kind="birds", count=0 if shop.hour.night else 8, colour=mood.shown(shop.hour.ink), wind=1.2)
    spray = Air(kind="dust", count=18, colour=(0.95, 0.97, 1.0), wind=0.7)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=(*_beach(shop), *_surf(shop)),
        water=WaterLevel(height=LEVEL, colour=mood.shown(_water(shop)), ripple=3.0 if _rough(shop) else 1.9, murk=0.34),
        cards=(*_breakers(shop), *_headlands(shop), *_beach_things(shop)),
        fog=mood.fog(shop, density=0.0034, start=24.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(shop, gulls, spray),
    )


def _rough(shop: Workshop) -> bool:
    return shop.place.weather in ("wind", "rain")


def _water(shop: Workshop) -> Colour:
    hour = shop.hour
    return mixed(mixed(hour.day((46, 116, 132), 0.6), hour.sky[1][1], 0.35), hour.ink, 0.22)


def _distance(shop: Workshop) -> list[Card]:
    """Islands ahead, hills and dunes behind: the sea is open from the left of the picture to its right."""
    isles = Ring(name="isles", distance=700, count=9, breadth=0.34, tall=34, low=-3, uneven=0.5, turn=0.15)
    hills = Ring(name="hills", distance=420, count=10, breadth=0.9, tall=70, low=-8, gap=1.35)
    dunes = Ring(name="dunes", distance=90, count=9, breadth=1.0, tall=9, low=-1.0, gap=1.75)
    return [
        *ridge_ring(shop, isles, far=0.85, form="hill", folds=2, summits=3, density=16, trees=10, tree_size=4),
        *ridge_ring(shop, hills, far=0.6, form="hill", folds=3, summits=4, density=13, trees=40, tree_size=6),
        *mist_ring(shop, "sea mist", distance=560, low=-12, high=26, density=0.7),
        *dune_ring(shop, dunes, SNOW if lies(shop) else SAND, 0.22, 16.0),
        *_sails(shop),
    ]


def _sails(shop: Workshop) -> list[Card]:
    across = shop.pixels(150)
    cards: list[Card] = []
    for azimuth, away, wide in ((-0.30, 250.0, 15.0), (0.20, 390.0, 17.0), (0.78, 300.0, 15.0)):
        haze = shop.sun.haze(shop.hour, azimuth)
        texture = shop.sheet("sail", lambda haze=haze: painted_sail(across, across, shop.hour, haze=haze))
        card = backdrop.ringed(texture, azimuth, away, LEVEL - 0.4, wide, name="sail", fog=0.0)
        cards.append(flipped(card) if azimuth > 0 else card)
    return cards


def _beach(shop: Workshop) -> tuple[Card, ...]:
    def shore(x: Floats, z: Floats) -> Floats:
        wander = land.meander(shop, x, 7.0, "strand") * 3.4 + land.meander(shop, x, 40.0, "lip") * 0.6
        bay = np.float32(0.0016) * np.maximum(np.abs(x) - 20.0, 0.0) ** 2
        return soft(3.4, -4.6, (z - EDGE + wander - bay).astype(np.float32))

    warm = replace(shop, hour=replace(shop.hour, lit=_sandy(shop.hour.lit), shade=_sandy(shop.hour.shade)))
    return land.lie(warm, "sand", shore=shore, world=False, specks=1500, tufts=0)


def _sandy(colour: Colour) -> Colour:
    return (colour[0] * 1.10, colour[1] * 0.98, colour[2] * 0.86)


def _surf(shop: Workshop) -> list[Card]:
    """Foam on the wet sand and on the water before it."""
    across, down = shop.pixels(1500), shop.pixels(420)
    texture = shop.sheet("surf", lambda: painted_surf(across, down, shop.hour, rows=3, seed=shop.seed("surf") % 9000))
    cards = [flat(texture, 0.0, 0.004, 6.6, 30.0, 8.0, name="surf")]
    for x in (-25.0, 25.0):
        cards.append(flipped(flat(texture, x, 0.005, 7.4, 30.0, 8.0, name="surf")))
    return cards


def _breakers(shop: Workshop) -> list[Card]:
    """Waves one behind the other; higher in the wind."""
    across, down = shop.pixels(1100), shop.pixels(110)
    tall = 1.7 if _rough(shop) else 1.0
    cards: list[Card] = []
    rows = ((15.0, 22.0, 0.50), (20.5, 28.0, 0.66), (29.0, 36.0, 0.84), (43.0, 50.0, 1.05), (64.0, 70.0, 1.3))
    for row, (z, wide, high) in enumerate(rows):
        for index in range(3):
            variant = (row + index) % 3
            texture = shop.sheet(
                f"breaker {variant}",
                lambda variant=variant: painted_breaker(
                    across, down, shop.hour, _water(shop), seed=shop.seed("breaker", variant) % 9000
                ),
            )
            x = (index - 1) * wide * 0.92 + (row % 2) * wide * 0.4
            card = upright(texture, x, LEVEL - 0.03, z + 0.9 * index, wide, name="breaker", sway=0.5)
            rise = high * tall
            card = replace(
                card,
                origin=(card.origin[0], LEVEL - 0.03 + rise, card.origin[2]),
                down=(0.0, -rise / texture.height, 0.0),
            )
            cards.append(flipped(card) if (row + index) % 2 else card)
    return cards


def _headlands(shop: Workshop) -> list[Card]:
    """Cliffs that close the bay on either side, pines on them."""
    near = Ring(name="headland", distance=120, count=8, breadth=0.62, tall=21, low=-1.6, gap=0.85, uneven=0.2, fog=0.0)
    cliffs = ridge_ring(
        shop, near, far=0.20, form="karst", folds=3, summits=4, density=18, trees=60, tree_size=13, foot=1.1
    )
    return [card for card in cliffs if card.centre[2] > -40.0]


def _beach_things(shop: Workshop) -> list[Card]:
    side = shop.sun.side(0.0)
    pine = tree_sheet(shop, "pine", 0, side=side, lean=0.20)
    cards = [
        tree(shop, pine, -10.4, 4.6, 7.2),
        tree(shop, pine, 14.0, 1.0, 7.6, flip=True),
        tree(shop, pine, -14.0, -8.0, 8.0, yaw=1.7),
        tree(shop, pine, 9.0, -21.0, 8.4, yaw=-2.5, flip=True),
        tree(shop, pine, -6.0, -25.0, 8.0, yaw=2.8),
    ]
    for index, (x, z, width, foot) in enumerate(
        (
            (-7.4, 8.0, 2.6, 0.0),
            (-9.6, 11.0, 3.6, LEVEL),
            (-6.2, 12.6, 1.8, LEVEL),
            (9.0, 9.4, 2.4, 0.0),
            (12.2, 12.8, 4.0, LEVEL),
            (15.0, 16.5, 3.4, LEVEL),
            (7.6, 8.0, 1.2, 0.0),
            (-13.0, 15.0, 4.4, LEVEL),
            (-9.8, 1.5, 1.5, 0.0),
            (10.4, 3.0, 1.7, 0.0),
        )
    ):
        card = rock(shop, index % 4, x, z, width, bulk=3 if width > 1.4 else 1, flip=index % 2 == 0)
        cards.append(replace(card, origin=(card.origin[0], card.origin[1] + foot, card.origin[2])))
    return [*cards, *_marram(shop)]


def _marram(shop: Workshop) -> list[Card]:
    rng = np.random.default_rng(shop.seed("marram"))
    across = shop.pixels(240)
    cards: list[Card] = []
    for index in range(26):
        variant = index % 3
        texture = shop.sheet(
            f"marram {variant}",
            lambda variant=variant: painted_tuft(
                across, int(across * 0.6), shop.hour, seed=shop.seed("marram", variant), colour=MARRAM
            ),
        )
        azimuth = math.pi + float(rng.uniform(-1.9, 1.9))
        reach = float(rng.uniform(7.0, 17.0))
        x, z = math.sin(azimuth) * reach, math.cos(azimuth) * reach + 2.0
        cards.append(
            upright(
                texture, x, -0.02, z, float(rng.uniform(0.7, 1.3)), -azimuth, name="grass", sway=mood.sway(shop, 0.02)
            )
        )
    return cards
