"""A walled courtyard: flagstones, white walls with a moon gate, a pavilion, blossom over the wall, lanterns at dusk."""

from __future__ import annotations

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood, rear
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.buildings import glow, painted_lantern
from lampblack.builtin.theatre.scenery.outdoors import painted_pavilion, painted_wall
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set

HALF, FRONT, BACK, HIGH = 12.0, -16.0, 14.0, 3.1
"""Half the court's width, its near and far walls, and how high they are, in metres."""
PAVILION = (-6.9, 10.4)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    petals = Air(kind="petals", count=18, colour=(0.98, 0.76, 0.78), wind=0.35)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop), *rear.hills(shop, distance=420.0, rise=0.16, far=0.7)),
        floors=land.lie(shop, "rock", specks=300, tufts=160, wide_soil="moss"),
        cards=(*_walls(shop), *_garden(shop), *_lanterns(shop)),
        fog=mood.fog(shop, density=0.006, start=20.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        roofs=(mood.under(*PAVILION, 6.2),),
        air=mood.air(shop, *((petals,) if shop.place.season == "spring" else ())),
    )


def _distance(shop: Workshop) -> list[Card]:
    hills = [
        Ridge(
            azimuth=-2.2 + 0.63 * i,
            breadth=0.85,
            rise=0.16 + 0.05 * (i % 3),
            distance=420,
            far=0.6,
            folds=3,
            summits=4,
            density=15,
            sunk=0.02,
            trees=30,
            tree_size=6,
        )
        for i in range(8)
    ]
    return [
        *backdrop.ridges(shop, "hills", hills),
        *backdrop.banks(shop, "hill mist", distance=300, low=-8, high=34, count=8, density=0.8),
    ]


def _walls(shop: Workshop) -> list[Card]:
    across = shop.pixels(1000)
    down = max(24, round(across * HIGH / 12.0))
    plain = shop.sheet("wall", lambda: painted_wall(across, down, shop.hour, seed=shop.seed("wall")))
    gate = shop.sheet("gate", lambda: painted_wall(across, down, shop.hour, seed=shop.seed("gate"), gate=True))
    cards = [
        upright(gate, 0.0, -0.02, BACK, 12.2, name="wall"),
        upright(plain, -12.0, -0.02, BACK, 12.2, name="wall"),
        upright(plain, 12.0, -0.02, BACK, 12.2, name="wall"),
    ]
    for z in (8.0, -4.0, -16.0):
        cards.append(upright(plain, -HALF, -0.02, z, 12.2, 1.5707963, name="wall"))
        cards.append(upright(plain, HALF, -0.02, z, 12.2, -1.5707963, name="wall"))
    return cards


def _garden(shop: Workshop) -> list[Card]:
    side = shop.sun.side(0.0)
    across = shop.pixels(860)
    peach = tree_sheet(shop, "peach", 0, side=side, lean=0.10, size=860)
    old = tree_sheet(shop, "broadleaf", 0, side=side)
    pavilion = shop.sheet("pavilion", lambda: painted_pavilion(across, across, shop.hour, side=side))
    cards = [
        upright(pavilion, PAVILION[0], 0.0, PAVILION[1], 6.2, name="pavilion"),
        tree(shop, peach, 6.9, 9.6, 5.6),
        tree(shop, peach, -9.8, 5.6, 5.2, flip=True),
        tree(shop, peach, 10.2, 1.6, 5.2, yaw=-1.0),
        tree(shop, old, 9.6, 18.5, 10.0),
        tree(shop, old, -12.5, 19.0, 11.0, flip=True),
        tree(shop, old, 1.8, 24.0, 11.0),
        tree(shop, old, -18.0, 4.0, 10.0, yaw=1.2),
        tree(shop, old, 18.5, 6.0, 10.5, yaw=-1.2, flip=True),
        tree(shop, old, -18.5, -6.0, 10.5, yaw=1.4),
        tree(shop, old, 18.5, -6.0, 10.0, yaw=-1.4),
        rock(shop, 0, 5.0, 11.6, 2.0),
        rock(shop, 1, 9.9, 8.4, 1.7, flip=True),
        rock(shop, 2, -10.4, 1.2, 1.5, yaw=1.0),
    ]
    for index in range(18):
        left = index % 2 == 0
        x = (-1 if left else 1) * (8.4 + (index * 0.37) % 3.0)
        cards.append(tuft(shop, index % 4, x, -2.0 + index * 0.8, 0.7, flowers=index % 4 == 0))
    return cards


def _lanterns(shop: Workshop) -> list[Card]:
    """On the wall beside the gate; they burn from dusk to dawn."""
    across = shop.pixels(180)
    texture = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    cards = [upright(texture, x, 1.75, BACK - 0.2, 0.5, name="lantern") for x in (-2.0, 2.0, -7.6, 7.6)]
    if shop.place.time in ("dusk", "night", "dawn"):
        ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 172, 88)))
        for x in (-2.0, 2.0, -7.6, 7.6):
            cards.append(alight(upright(ball, x, 0.85, BACK - 0.3, 2.6, name="glow", fog=0.0, glow=1.0), "lantern"))
    return cards
