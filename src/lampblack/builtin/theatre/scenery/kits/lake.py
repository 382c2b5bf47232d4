"""A lake among karst hills: a plank landing out over still water, lotus about it, an arched bridge to a pavilion.

The study's first picture: sun or moon and its road on the water, hills standing in mist, willow before them.
"""

from __future__ import annotations

import math

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.buildings import glow, painted_lantern
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.land import light_pool, metres
from lampblack.builtin.theatre.scenery.outdoors import painted_boat, painted_bridge, painted_pavilion
from lampblack.builtin.theatre.scenery.snowy import lies, snowed
from lampblack.builtin.theatre.scenery.stand import facing, flipped, reeds, rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.wash import Bytes, mixed, premultiplied, soft
from lampblack.builtin.theatre.scenery.waterside import (
    painted_kerb,
    painted_lotus,
    painted_planks,
    painted_post,
    painted_skirt,
)
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, WaterLevel

LEVEL = -0.45
"""The water's height: the landing stands half a man's knee above it."""
HALF, END, ROOT = 5.6, 9.0, -17.0
"""The landing: half its width, where it ends over the water, where it leaves the shore, in metres."""
PAVILION = (-15.0, 36.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    birds = Air(kind="birds", count=0 if shop.hour.night else 6, colour=mood.shown(shop.hour.ink), wind=0.8)
    petals = Air(kind="petals", count=16, colour=(0.98, 0.76, 0.78), wind=0.35)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=(*_shore(shop), *_skirts(shop), _landing(shop)),
        water=WaterLevel(
            height=LEVEL,
            colour=mood.shown(mixed(mixed(shop.hour.distance, shop.hour.sky[1][1], 0.5), shop.hour.ink, 0.25)),
            ripple=1.5 if shop.place.weather in ("wind", "rain") else 0.55,
            murk=0.16,
        ),
        cards=(*_far_things(shop), *_landing_things(shop), *_lotus(shop), *_bank(shop)),
        fog=mood.fog(shop, density=0.004, start=20.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        roofs=(mood.under(*PAVILION, 8.6),),
        air=mood.air(shop, birds, *((petals,) if shop.place.season == "spring" else ())),
    )


def _distance(shop: Workshop) -> list[Card]:
    far = Ring(name="far hills", distance=780, count=9, breadth=1.0, tall=80, low=-14)
    middle = Ring(name="karst", distance=400, count=11, breadth=0.70, tall=108, low=-10, variants=3, turn=0.25)
    near = Ring(name="pillars", distance=210, count=9, breadth=0.42, tall=78, low=-6, gap=0.30, uneven=0.3, turn=0.1)
    shore = Ring(name="shore", distance=150, count=9, breadth=0.55, tall=8.5, low=-1.6, gap=0.16, uneven=0.4, turn=-0.2)
    return [
        *ridge_ring(shop, far, far=0.95, form="hill", folds=2, summits=5, density=11),
        *mist_ring(shop, "far mist", distance=640, low=-20, high=66, density=0.8),
        *ridge_ring(shop, middle, far=0.58, form="karst", summits=4, density=16, trees=30, tree_size=6),
        *mist_ring(shop, "middle mist", distance=330, low=-12, high=36, density=0.85),
        *ridge_ring(shop, near, far=0.22, form="karst", summits=2, density=22, trees=90, tree_size=11),
        *mist_ring(shop, "near mist", distance=180, low=-6, high=15, density=0.75),
        *ridge_ring(
            shop, shore, far=0.10, form="hill", folds=2, summits=4, density=20, trees=130, tree_size=20, foot=1.2
        ),
        *mist_ring(shop, "water mist", distance=112, low=-3, high=5, density=0.5),
    ]


def _shore(shop: Workshop) -> tuple[Card, ...]:
    """Grass behind the audience and in two arms beside the landing."""

    def grown(x: Floats, z: Floats) -> Floats:
        wander = land.meander(shop, x, 9.0, "bank") * 3.0 + land.meander(shop, x, 46.0, "lip") * 0.7
        arms = np.float32(9.5) * (soft(8.2, 11.5, np.abs(x)) - 1.15 * soft(15.0, 40.0, np.abs(x)))
        reach = arms * np.where(x < 0, np.float32(1.25), np.float32(0.85))
        return soft(2.6, -3.4, (z + 6.5 - reach + wander).astype(np.float32))

    return land.lie(shop, "grass", shore=grown, world=False, tufts=500, specks=900)


def _landing(shop: Workshop) -> Card:
    metre = 62.0 * shop.scale
    width, height = round(2 * HALF * metre), round((END - ROOT) * metre)

    def paint() -> Bytes:
        seed = shop.seed("planks") % 9000
        picture = painted_planks(width, height, metre, shop.hour, seed=seed, snow=lies(shop))
        x, z = metres(width, height, metre, -HALF, END)
        light_pool(picture, shop.hour, x, z)
        opacity = np.ones((height, width), np.float32)
        opacity[:, :2] = opacity[:, -2:] = 0.0
        opacity *= soft(0.0, 1.6, z - np.float32(ROOT))
        return premultiplied(picture, opacity)

    return flat(shop.sheet("landing", paint), 0.0, 0.0, ROOT, 2 * HALF, END - ROOT, name="landing")


def _skirts(shop: Workshop) -> list[Card]:
    """The landing's sides down to the water: laid before its planks, so that from above the planks hide them."""
    metre = 64.0 * shop.scale
    across, down = round(2 * HALF * metre), max(16, round(0.75 * metre))
    skirt = shop.sheet("skirt", lambda: painted_skirt(across, down, shop.hour, metre=metre, snow=lies(shop)))
    cards = [upright(skirt, 0.0, -0.74, END, 2 * HALF, name="skirt")]
    for x, turn in ((-HALF, math.pi / 2), (HALF, -math.pi / 2)):
        cards += [upright(skirt, x, -0.74, z, 2 * HALF, turn, name="skirt") for z in (3.4, -7.8)]
    return cards


def _landing_things(shop: Workshop) -> list[Card]:
    """A low kerb round the landing, posts along it."""
    snow, side = lies(shop), shop.sun.side(0.0)
    metre = 64.0 * shop.scale
    across, high = round(2 * HALF * metre), max(10, round(0.16 * metre))
    kerb = shop.sheet("kerb", lambda: painted_kerb(across, high, shop.hour, snow=snow))
    wide, tall = shop.pixels(70), shop.pixels(230)
    post = shop.sheet("post", lambda: painted_post(wide, tall, shop.hour, side=side, snow=snow))
    cards = [upright(kerb, 0.0, -0.01, END - 0.1, 2 * HALF, name="wall kerb")]
    for x, turn in ((0.1 - HALF, math.pi / 2), (HALF - 0.1, -math.pi / 2)):
        cards += [upright(kerb, x, -0.01, z, 2 * HALF, turn, name="wall kerb") for z in (3.4, -7.8)]
    for x, z in ((-5.3, 8.8), (5.3, 8.8), (-5.3, 4.6), (5.3, 4.6), (-5.3, 0.2), (5.3, 0.2), (-5.3, -5.0), (5.3, -5.0)):
        cards.append(upright(post, x, -0.02, z, 0.30, facing(x, z), name="post"))
    return [*cards, *_lanterns(shop)]


def _lanterns(shop: Workshop) -> list[Card]:
    """On the outermost posts, and in the pavilion; they burn from dusk to dawn."""
    across = shop.pixels(150)
    texture = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    burning = shop.place.time in ("dusk", "night", "dawn")
    cards: list[Card] = []
    for x, z in ((-5.3, 8.7), (5.3, 8.7)):
        cards.append(upright(texture, x, 0.92, z, 0.40, facing(x, z), name="lantern"))
        if burning:
            ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 168, 84)))
            cards.append(
                alight(upright(ball, x, 0.22, z - 0.1, 2.0, facing(x, z), name="glow", fog=0.0, glow=1.0), "lantern")
            )
    if burning:
        ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 168, 84)))
        x, z = PAVILION
        cards.append(alight(upright(ball, x, 0.2, z - 0.5, 5.0, name="glow", fog=0.0, glow=0.8), "lantern"))
    return cards


def _far_things(shop: Workshop) -> list[Card]:
    """The pavilion on its islet, the bridge that leads to it, boats."""
    side, snow = shop.sun.side(0.0), lies(shop)
    wide, tall = shop.pixels(720), shop.pixels(690)
    long, high = shop.pixels(1100), shop.pixels(308)

    def pavilion() -> Bytes:
        sheet = painted_pavilion(wide, tall, shop.hour, side=side)
        return snowed(sheet, shop.hour, depth=tall / 46, seed=3) if snow else sheet

    def bridge() -> Bytes:
        sheet = painted_bridge(long, high, shop.hour, seed=shop.seed("bridge") % 9000)
        return snowed(sheet, shop.hour, depth=high / 34, seed=5) if snow else sheet

    def boat() -> Bytes:
        sheet = painted_boat(shop.pixels(520), shop.pixels(252), shop.hour)
        return snowed(sheet, shop.hour, depth=shop.pixels(252) / 26, seed=7) if snow else sheet

    x, z = PAVILION
    moored = shop.sheet("boat", boat)
    return [
        upright(shop.sheet("pavilion", pavilion), x, -0.42, z, 8.6, name="pavilion"),
        upright(shop.sheet("bridge", bridge), x - 12.5, -0.9, z + 2.5, 18.0, 0.10, name="bridge"),
        rock(shop, 0, x - 4.4, z - 1.2, 4.4),
        rock(shop, 1, x + 4.2, z - 1.0, 4.0, flip=True),
        rock(shop, 2, x + 0.4, z - 1.8, 3.0, ratio=0.5),
        upright(moored, 9.0, LEVEL - 0.22, 9.4, 4.6, -0.15, name="boat"),
        flipped(upright(moored, 21.0, LEVEL - 0.20, 44.0, 5.0, 0.1, name="boat")),
    ]


def _lotus(shop: Workshop) -> list[Card]:
    cards: list[Card] = []
    across, down = shop.pixels(560), shop.pixels(190)
    for index, (x, z, width) in enumerate(
        (
            (-3.4, 11.2, 4.6),
            (3.6, 12.0, 4.2),
            (-8.2, 9.6, 5.0),
            (-7.6, 5.6, 3.6),
            (7.9, 4.0, 3.8),
            (-12.5, 13.0, 6.0),
            (13.5, 15.0, 6.4),
            (-5.5, 17.0, 6.6),
            (6.0, 21.0, 7.0),
            (-8.0, 0.8, 3.6),
            (8.2, -0.6, 3.4),
        )
    ):
        variant = index % 3
        texture = shop.sheet(
            f"lotus {variant}",
            lambda variant=variant: painted_lotus(
                across, down, shop.hour, seed=shop.seed("lotus", variant), season=shop.place.season
            ),
        )
        card = upright(texture, x, LEVEL - 0.10, z, width, facing(x, z), name="lotus", sway=mood.sway(shop, 0.01))
        cards.append(flipped(card) if index % 2 else card)
    return cards


def _bank(shop: Workshop) -> list[Card]:
    side = shop.sun.side(0.0)
    willow = tree_sheet(shop, "willow", 0, side=side, lean=0.10)
    peach = tree_sheet(shop, "peach", 0, side=side, lean=-0.08)
    cards = [
        tree(shop, willow, -11.4, 3.6, 8.6),
        tree(shop, peach, -10.2, -1.6, 5.0, yaw=0.9),
        tree(shop, willow, 13.0, -0.6, 8.0, flip=True),
        tree(shop, peach, 10.4, -3.6, 5.2, yaw=-1.0, flip=True),
        tree(shop, willow, -14.0, -9.0, 8.8, yaw=1.6),
        tree(shop, peach, 9.0, -20.0, 6.0, yaw=-2.5),
        tree(shop, willow, 15.0, -15.0, 9.0, yaw=-2.2, flip=True),
        tree(shop, willow, -9.5, -23.0, 9.0, yaw=2.6),
        tree(shop, peach, -2.0, -28.0, 6.5, yaw=3.14, flip=True),
        rock(shop, 3, -9.2, 2.0, 1.9),
        rock(shop, 0, 10.6, -1.6, 2.0, flip=True),
        rock(shop, 1, -7.2, -6.6, 1.5, flip=True),
        reeds(shop, 0, -9.8, 6.4, 2.6, 1.7, foot=LEVEL),
        reeds(shop, 1, 11.4, 2.2, 2.6, 1.6, foot=LEVEL, flip=True),
        reeds(shop, 0, 14.2, 2.6, 3.0, 1.8, foot=LEVEL),
        reeds(shop, 1, -13.6, 6.8, 3.0, 1.8, foot=LEVEL, flip=True),
    ]
    rng = np.random.default_rng(shop.seed("grass"))
    for index in range(0 if lies(shop) else 16):
        x = float(rng.uniform(6.4, 13.0)) * (1 if index % 2 else -1)
        cards.append(tuft(shop, index % 3, x, float(rng.uniform(-12.0, -2.5)), float(rng.uniform(0.4, 0.8))))
    return cards
