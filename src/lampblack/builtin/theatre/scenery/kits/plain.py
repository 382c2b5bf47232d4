"""Open steppe under a great sky, low hills along its rim: where a scene plays that names no other place."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import backdrop, land, mood, rear
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set


def hang(shop: Workshop) -> Set:
    """The whole place."""
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop), *rear.hills(shop, distance=520.0, rise=0.12, far=0.75, sunk=0.05)),
        floors=land.lie(shop, "grass", path=True, specks=2600, tufts=900),
        cards=_steppe(shop),
        fog=mood.fog(shop, density=0.0045, start=22.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(
            shop,
            Air(kind="dust", count=24, colour=mood.shown(shop.hour.rim), wind=0.8),
            Air(kind="birds", count=0 if shop.hour.night else 4, colour=mood.shown(shop.hour.ink), wind=0.8),
        ),
    )


def _distance(shop: Workshop) -> list[Card]:
    turns = [-2.2 + 0.55 * i for i in range(9)]
    rng = np.random.default_rng(shop.seed("hills"))
    far = [
        Ridge(
            azimuth=a,
            breadth=0.85,
            rise=float(rng.uniform(0.075, 0.13)),
            distance=900,
            far=0.9,
            form="peak",
            folds=3,
            summits=6,
            density=14,
            sunk=0.012,
        )
        for a in turns
    ]
    near = [
        Ridge(
            azimuth=a + 0.2,
            breadth=0.8,
            rise=float(rng.uniform(0.035, 0.06)),
            distance=420,
            far=0.5,
            form="hill",
            folds=3,
            summits=4,
            density=16,
            sunk=0.015,
            trees=36,
            tree_size=5,
        )
        for a in turns
    ]
    heaped = (
        [] if shop.hour.night else backdrop.billows(shop, "cumulus", distance=880, low=-60, high=190, count=6, far=0.5)
    )
    return [
        *heaped,
        *backdrop.ridges(shop, "far range", far),
        *backdrop.banks(shop, "far mist", distance=760, low=-16, high=52, count=8, density=0.75),
        *backdrop.ridges(shop, "low hills", near),
        *backdrop.banks(shop, "ground mist", distance=380, low=-8, high=16, count=8, density=0.6),
    ]


def _steppe(shop: Workshop) -> tuple[Card, ...]:
    rng = np.random.default_rng(shop.seed("steppe"))
    side = shop.sun.side(0.0)
    lone = tree_sheet(shop, "broadleaf", 0, side=side)
    cards = [
        tree(shop, lone, -13.5, 19.0, 8.0),
        tree(shop, lone, 26.0, 30.0, 9.0, flip=True),
        tree(shop, lone, -30.0, 8.0, 8.0, yaw=1.2, flip=True),
        tree(shop, lone, 24.0, 3.0, 8.0, yaw=-1.3),
    ]
    for index, (x, z, width) in enumerate(
        ((-6.8, 8.4, 1.3), (7.6, 10.0, 1.8), (10.5, 2.5, 1.5), (-9.5, 1.5, 1.1), (3.9, 14.0, 1.4))
    ):
        cards.append(rock(shop, index % 4, x, z, width, flip=index % 2 == 0))
    for index in range(44):
        reach = float(rng.uniform(3.0, 15.0))
        x = reach * (1 if index % 2 else -1)
        z = float(rng.uniform(-3.0, 16.0))
        cards.append(tuft(shop, index % 5, x, z, float(rng.uniform(0.5, 0.95)), flowers=index % 5 == 0))
    return tuple(cards)
