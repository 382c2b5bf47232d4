"""A summit above a sea of clouds: bare rock underfoot, wind-bent pines, peak behind peak until the sky takes them."""

from __future__ import annotations

import math

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.scenery import backdrop, mood, rear
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.ground import finished, painted_ground, scatter
from lampblack.builtin.theatre.scenery.land import light_pool, metres
from lampblack.builtin.theatre.scenery.mist import painted_cloud_sea
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Bytes, glaze, mixed, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set

CLOUDS = -16.0
"""Height of the sea of clouds below the summit, in metres."""
SIDE, NEAR, FAR = 17.0, -19.0, 14.5
"""How far the summit's rock reaches: to either side, towards the audience and away from it."""


def hang(shop: Workshop) -> Set:
    """The whole place."""
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop), *rear.hills(shop, distance=400.0, rise=0.22, far=0.6, sunk=0.075)),
        floors=(_summit(shop),),
        cards=(*_rim(shop), *_pines(shop)),
        fog=mood.fog(shop, density=0.0035, start=20.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(
            shop, Air(kind="birds", count=0 if shop.hour.night else 5, colour=mood.shown(shop.hour.ink), wind=1.2)
        ),
    )


def _distance(shop: Workshop) -> list[Card]:
    rng = np.random.default_rng(shop.seed("ranges"))

    def at(step: float) -> float:
        return step + float(rng.uniform(-0.08, 0.08))

    farthest = [
        Ridge(
            azimuth=at(-2.1 + 0.6 * i),
            breadth=0.92,
            rise=float(rng.uniform(0.09, 0.15)),
            distance=640,
            far=0.95,
            folds=2,
            summits=6,
            density=14,
            sunk=0.035,
        )
        for i in range(8)
    ]
    middle = [
        Ridge(
            azimuth=azimuth,
            breadth=breadth,
            rise=rise,
            distance=360,
            far=0.58,
            folds=3,
            summits=4,
            density=20,
            sunk=0.075,
            trees=50,
            tree_size=7,
        )
        for azimuth, breadth, rise in (
            (-2.15, 0.8, 0.24),
            (-1.55, 0.7, 0.20),
            (-1.0, 0.66, 0.27),
            (-0.42, 0.60, 0.23),
            (0.06, 0.42, 0.15),
            (0.50, 0.60, 0.29),
            (1.05, 0.7, 0.22),
            (1.6, 0.7, 0.28),
            (2.15, 0.8, 0.22),
        )
    ]
    near = [
        Ridge(
            azimuth=azimuth,
            breadth=breadth,
            rise=rise,
            distance=170,
            far=0.20,
            folds=3,
            summits=3,
            density=22,
            sunk=0.14,
            trees=120,
            tree_size=13,
        )
        for azimuth, breadth, rise in (
            (-2.05, 0.85, 0.32),
            (-1.38, 0.62, 0.24),
            (-0.80, 0.52, 0.36),
            (-0.22, 0.26, 0.11),
            (0.34, 0.36, 0.27),
            (0.92, 0.60, 0.38),
            (1.48, 0.6, 0.22),
            (2.05, 0.80, 0.32),
        )
    ]
    return [
        *backdrop.ridges(shop, "farthest", farthest),
        *backdrop.banks(shop, "far mist", distance=560, low=-28, high=44, count=7, density=0.8),
        _cloud_sea(shop),
        *backdrop.ridges(shop, "middle", middle),
        *backdrop.billows(shop, "far swell", distance=300, low=-40, high=22, count=8, far=0.6),
        *backdrop.ridges(shop, "near", near),
        *backdrop.billows(shop, "near swell", distance=120, low=-24, high=5.5, count=9, far=0.2),
    ]


def _cloud_sea(shop: Workshop) -> Card:
    side = shop.pixels(1100)

    def paint() -> Bytes:
        hour = shop.hour
        lit = mixed(hour.cloud_lit, hour.haze, 0.25)
        dark = mixed(mixed(hour.cloud_shade, hour.distance, 0.3), hour.haze, 0.45)
        return painted_cloud_sea(side, lit=lit, shade=dark, haze=mood.ground_haze(hour), seed=shop.seed("sea"))

    texture = shop.sheet("cloud sea", paint)
    return flat(texture, 0.0, CLOUDS, -900.0, 1800.0, 1800.0, name="cloud sea", fog=0.0)


def _summit(shop: Workshop) -> Card:
    metre = 58.0 * shop.scale
    width, height = round(2 * SIDE * metre), round((FAR - NEAR) * metre)

    def paint() -> Bytes:
        soil = "snow" if shop.place.season == "winter" or shop.place.weather == "snow" else "rock"
        ground = painted_ground(soil, shop.hour, width=width, height=height, metre=metre, seed=shop.seed("rock"))
        brush = Brush(width, height)
        scatter(brush, soil, shop.hour, metre=metre, count=1500, seed=shop.seed("stones"))
        scatter(brush, "moss", shop.hour, metre=metre, count=500, seed=shop.seed("tufts"))
        x, z = metres(width, height, metre, -SIDE, FAR)
        if soil == "rock":
            _grown_over(ground, shop, x, z)
        light_pool(ground, shop.hour, x, z)
        _low_light(ground, shop, x, z)
        return finished(ground, brush, _ragged(width, height, metre, shop.seed("edge")), 0.7)

    return flat(shop.sheet("summit", paint), 0.0, 0.0, NEAR, 2 * SIDE, FAR - NEAR, name="summit")


def _grown_over(ground: Floats, shop: Workshop, x: Floats, z: Floats) -> None:
    """Lichen in pale and ochre rings, moss where water stands: what colour a summit has."""
    seed = shop.seed("lichen")
    broad = sampled("cloud", x * 17 + seed % 613, z * 17 + seed % 211)
    fine = sampled("wool", x * 64 + seed % 401, z * 64)
    for low, colour, share in (
        (0.58, (116, 132, 76), 0.40),
        (0.60, (206, 170, 92), 0.40),
        (0.66, (196, 204, 186), 0.42),
    ):
        patch = soft(low, low + 0.12, broad * 0.52 + fine * 0.48) * (0.45 + 0.55 * soft(0.35, 0.6, fine))
        glaze(ground, shop.hour.day(colour, 0.7), (patch * share).astype(np.float32))


def _low_light(ground: Floats, shop: Workshop, x: Floats, z: Floats) -> None:
    """A low sun rakes over the rock: long warm tongues of light from where it stands, soft cool shadow between."""
    hour, sun = shop.hour, shop.sun
    if hour.night or sun.height > 0.45 or shop.place.weather not in ("clear", "wind"):
        return
    s, c = math.sin(sun.azimuth), math.cos(sun.azimuth)
    along, aside = x * np.float32(s) + z * np.float32(c), x * np.float32(c) - z * np.float32(s)
    seed = shop.seed("low light")
    tongues = sampled("cloud", aside * 30 + seed % 613, along * 6 + seed % 211)
    worn = sampled("wool", aside * 50 + seed % 401, along * 16)
    # people stand in the light more often than beside it
    middle = np.exp(-((x / 6.0) ** 2) - ((z - 1.0) / 9.0) ** 2) * np.float32(0.10)
    light = soft(0.36, 0.58, (tongues * 0.72 + worn * 0.28 + middle).astype(np.float32))
    light *= 0.62 + 0.38 * soft(-12.0, 12.0, along)
    glaze(ground, mixed(hour.ink, hour.distance, 0.55), ((1.0 - light) * 0.20).astype(np.float32))
    warm = np.array(mixed(hour.glow, (255.0, 236.0, 200.0), 0.30), np.float32) / np.float32(255.0)
    ground *= 1.0 + light[..., None] * warm * np.float32(0.80)
    glaze(ground, mixed(hour.glow, hour.lit, 0.4), (light * np.float32(0.22)).astype(np.float32))
    np.minimum(ground, 255.0, out=ground)


def _ragged(width: int, height: int, metre: float, seed: int) -> Floats:
    """Where there is rock: a broad rounded top with a broken edge."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :] / np.float32(metre) - SIDE, (height, width))
    y = np.broadcast_to(FAR - np.arange(height, dtype=np.float32)[:, None] / np.float32(metre), (height, width))
    middle = (FAR + NEAR) / 2
    reach = ((np.abs(x) / (SIDE - 1.2)) ** 4 + (np.abs(y - middle) / ((FAR - NEAR) / 2 - 1.2)) ** 4) ** 0.25
    wander = sampled("cloud", x * 22 + seed % 811, y * 22 + seed % 503) - np.float32(0.5)
    return (1.0 - soft(0.955, 0.985, (reach + wander * 0.16).astype(np.float32))).astype(np.float32)


def _rim(shop: Workshop) -> list[Card]:
    """Boulders along the edge and a few on the rock; low where people stand, none before them."""
    rng = np.random.default_rng(shop.seed("rim"))
    cards: list[Card] = []
    for index in range(17):
        azimuth = -1.95 + 3.9 * index / 16 + float(rng.uniform(-0.06, 0.06))
        reach = 1.0 / max(abs(math.sin(azimuth)) / 14.6, abs(math.cos(azimuth)) / 12.6)
        reach *= float(rng.uniform(0.93, 1.0))
        ahead = abs(azimuth) < 0.5
        if ahead and index % 3:
            continue
        width = float(rng.uniform(0.8, 1.3)) if ahead else float(rng.uniform(1.8, 4.4))
        cards.append(
            rock(
                shop,
                index % 6,
                math.sin(azimuth) * reach,
                math.cos(azimuth) * reach,
                width,
                yaw=-azimuth,
                flip=index % 2 == 1,
                bulk=3,
            )
        )
    for index, (x, z, width) in enumerate(
        ((-5.6, 7.6, 1.5), (6.4, 6.2, 1.9), (-8.2, 3.0, 2.4), (8.8, 1.0, 2.0), (4.6, 9.6, 0.9))
    ):
        cards.append(rock(shop, 10 + index % 3, x, z, width, flip=index % 2 == 0))
    return cards


def _pines(shop: Workshop) -> list[Card]:
    side = shop.sun.side(0.0)
    left = tree_sheet(shop, "pine", 0, side=side, lean=0.16)
    right = tree_sheet(shop, "pine", 1, side=side, lean=-0.14)
    small = tree_sheet(shop, "pine", 2, side=side, lean=0.08, size=520)
    return [
        tree(shop, left, -7.8, 9.4, 7.6),
        tree(shop, right, -6.5, 1.2, 6.6),
        tree(shop, right, 9.2, 10.4, 6.4),
        tree(shop, small, -11.5, 5.0, 5.2, yaw=1.0),
        tree(shop, small, 12.2, 3.4, 5.6, yaw=-1.0, flip=True),
        tree(shop, right, -13.0, -1.0, 6.0, yaw=1.4),
        tree(shop, left, 13.4, -3.0, 6.4, yaw=-1.4, flip=True),
    ]
