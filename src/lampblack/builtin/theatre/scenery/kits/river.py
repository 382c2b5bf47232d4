"""The bank of a great river: sand and gravel underfoot, reeds, wide still water, karst hills in the mist beyond."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import backdrop, land, mood, rear
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.stand import reeds, rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.wash import mixed, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, WaterLevel

LEVEL = -0.12
"""The water's height in metres: the bank ends a hand's breadth above it."""
EDGE = 9.6
"""Where the bank ends, straight ahead."""


def hang(shop: Workshop) -> Set:
    """The whole place."""

    def shore(x: Floats, z: Floats) -> Floats:
        wander = land.meander(shop, x, 9.0, "bank") * 3.0 + land.meander(shop, x, 46.0, "lip") * 0.7
        back = np.float32(0.022) * np.maximum(np.abs(x) - 14.0, 0.0) ** 1.35
        return soft(2.6, -3.4, (z - EDGE + wander + back).astype(np.float32))

    birds = Air(kind="birds", count=0 if shop.hour.night else 6, colour=mood.shown(shop.hour.ink), wind=0.8)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop), *rear.hills(shop, distance=420.0, rise=0.15, far=0.7)),
        floors=land.lie(shop, "sand", shore=shore, world=False, tufts=260, specks=2400, wide_soil="grass"),
        water=WaterLevel(
            height=LEVEL,
            colour=mood.shown(mixed(mixed(shop.hour.distance, shop.hour.sky[1][1], 0.5), shop.hour.ink, 0.25)),
            ripple=1.6 if shop.place.weather in ("wind", "rain") else 0.75,
            murk=0.22,
        ),
        cards=_bank(shop),
        fog=mood.fog(shop, density=0.004, start=20.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(shop, birds),
    )


def _distance(shop: Workshop) -> list[Card]:
    low = -0.004
    far = [
        Ridge(
            azimuth=a,
            breadth=0.9,
            rise=r,
            distance=800,
            far=0.95,
            form="hill",
            folds=2,
            summits=5,
            density=13,
            sunk=low + 0.02,
        )
        for a, r in zip(
            (-2.1, -1.45, -0.8, -0.15, 0.5, 1.15, 1.8), (0.07, 0.09, 0.07, 0.05, 0.075, 0.09, 0.07), strict=True
        )
    ]
    middle = [
        Ridge(
            azimuth=a,
            breadth=b,
            rise=r,
            distance=420,
            far=0.58,
            form="karst",
            folds=3,
            summits=n,
            density=20,
            sunk=0.03,
            trees=30,
            tree_size=6,
        )
        for a, b, r, n in (
            (-1.75, 0.8, 0.20, 4),
            (-1.0, 0.7, 0.24, 4),
            (-0.40, 0.42, 0.17, 3),
            (0.30, 0.5, 0.22, 4),
            (0.92, 0.66, 0.26, 4),
            (1.7, 0.8, 0.20, 4),
        )
    ]
    near = [
        Ridge(
            azimuth=a,
            breadth=b,
            rise=r,
            distance=210,
            far=0.24,
            form="karst",
            folds=3,
            summits=n,
            density=24,
            sunk=0.025,
            trees=110,
            tree_size=11,
        )
        for a, b, r, n in (
            (-1.55, 0.62, 0.22, 3),
            (-0.74, 0.42, 0.30, 3),
            (0.58, 0.36, 0.27, 2),
            (1.25, 0.62, 0.30, 3),
        )
    ]
    shoreline = [
        Ridge(
            azimuth=a,
            breadth=b,
            rise=0.045,
            distance=160,
            far=0.12,
            form="hill",
            folds=2,
            summits=4,
            density=22,
            sunk=0.012,
            trees=130,
            tree_size=20,
            foot=1.2,
        )
        for a, b in ((-1.15, 0.5), (-0.42, 0.30), (0.86, 0.44), (1.55, 0.5))
    ]
    return [
        *backdrop.ridges(shop, "far hills", far),
        *backdrop.banks(shop, "far mist", distance=700, low=-20, high=70, count=7, density=0.75),
        *backdrop.ridges(shop, "middle hills", middle),
        *backdrop.banks(shop, "middle mist", distance=340, low=-12, high=38, count=8, density=0.85),
        *backdrop.ridges(shop, "near hills", near),
        *backdrop.banks(shop, "near mist", distance=185, low=-6, high=17, count=8, density=0.75),
        *backdrop.ridges(shop, "shore", shoreline),
        *backdrop.banks(shop, "water mist", distance=120, low=-3, high=6, count=9, density=0.55),
    ]


def _bank(shop: Workshop) -> tuple[Card, ...]:
    side = shop.sun.side(0.0)
    willow = tree_sheet(shop, "willow", 0, side=side, lean=0.10)
    other = tree_sheet(shop, "willow", 1, side=side, lean=-0.06)
    cards = [
        tree(shop, willow, -9.2, 7.4, 8.4),
        tree(shop, other, -7.6, 1.6, 6.6),
        tree(shop, other, 12.2, 6.2, 7.8, flip=True),
        tree(shop, other, -15.5, 1.0, 7.6, yaw=1.2),
        tree(shop, willow, 17.5, -1.0, 8.2, yaw=-1.2, flip=True),
    ]
    for index, (x, z, width, height) in enumerate(
        (
            (-5.4, 10.0, 2.6, 1.7),
            (-7.6, 9.2, 2.4, 1.5),
            (5.9, 10.1, 2.8, 1.8),
            (8.0, 9.4, 2.4, 1.6),
            (-3.2, 10.6, 1.5, 0.8),
            (3.4, 10.7, 1.6, 0.9),
            (-11.8, 7.8, 3.0, 1.9),
            (11.0, 8.4, 3.0, 1.8),
            (-15.0, 6.0, 3.2, 1.9),
            (15.6, 6.4, 3.2, 1.9),
        )
    ):
        cards.append(reeds(shop, index % 4, x, z, width, height, flip=index % 2 == 1, foot=LEVEL))
    for index, (x, z, width) in enumerate(
        (
            (-6.6, 7.6, 1.5),
            (7.2, 7.2, 1.9),
            (-2.6, 9.3, 0.7),
            (4.4, 9.0, 0.9),
            (-10.4, 2.6, 1.8),
            (11.2, 1.2, 1.7),
            (1.1, 10.3, 0.8),
        )
    ):
        cards.append(rock(shop, index % 4, x, z, width, bulk=3 if width > 1.2 else 1, flip=index % 2 == 0))
    rng = np.random.default_rng(shop.seed("grass"))
    for index in range(16):
        x = float(rng.uniform(3.0, 10.0)) * (1 if index % 2 else -1)
        cards.append(tuft(shop, index % 3, x, float(rng.uniform(-2.0, 8.5)), float(rng.uniform(0.4, 0.8))))
    return tuple(cards)
