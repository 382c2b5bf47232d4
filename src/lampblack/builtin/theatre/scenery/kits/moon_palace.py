"""The moon palace: a terrace of pale jade among clouds, a cassia in gold, the hall lit from within, a vast moon behind.

It is night there always; the hour of the world below only tints it.
"""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, mood
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.heavens import (
    painted_balustrade,
    painted_hare,
    painted_jade_hall,
    painted_moon,
    painted_terrace,
)
from lampblack.builtin.theatre.scenery.hour import Hour, Sun, hour_of
from lampblack.builtin.theatre.scenery.kits.sky import cloud_floor, cloud_sea, distance, near_swell, puffs
from lampblack.builtin.theatre.scenery.land import light_pool, metres
from lampblack.builtin.theatre.scenery.stand import facing, flipped, rock, tree
from lampblack.builtin.theatre.scenery.trees import painted_tree
from lampblack.builtin.theatre.scenery.wash import Bytes, mixed, premultiplied, soft
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, Shade
from lampblack.builtin.theatre.set import Sun as Seen

HALF, NEAR, FAR = 8.4, -13.0, 13.0
"""The terrace: half its width, its edge behind the audience and its far edge."""
MOON = (-0.34, 0.30, 0.20)
"""Where the moon stands: azimuth and height of its middle, its radius, in radians."""


def hang(shop: Workshop) -> Set:
    """The whole place."""
    moonlit = _moonlit(shop)
    blossom = Air(kind="petals", count=22, colour=(0.98, 0.84, 0.46), wind=0.3)
    grade = replace(mood.grade(moonlit), bloom=0.7, threshold=0.66)
    return Set(
        sky=(*backdrop.sky(moonlit), _moon(moonlit), *distance(moonlit)),
        floors=(cloud_sea(moonlit), cloud_floor(moonlit, 74.0), _terrace(moonlit)),
        cards=(
            *near_swell(moonlit),
            *_hall(moonlit),
            *_balustrades(moonlit),
            *_garden(moonlit),
            *puffs(moonlit, 9.5),
        ),
        fog=mood.fog(moonlit, density=0.003, start=22.0),
        grade=grade,
        sun=Seen(azimuth=MOON[0], height=MOON[1], colour=mood.shown(moonlit.hour.glow)),
        shade=Shade(tint=(0.80, 0.84, 0.96), rim=0.9, shadow=0.25),
        air=(blossom, Air(kind="dust", count=24, colour=(0.86, 0.92, 1.0), wind=0.1)),
    )


def _moonlit(shop: Workshop) -> Workshop:
    """Night, with a breath of the hour's own colour in its haze and clouds; brighter than a night on earth."""
    night = hour_of(replace(shop.place, time="night", weather="clear"))
    own = shop.hour
    share = 0.0 if own.night else 0.16
    hour: Hour = replace(
        night,
        haze=mixed(mixed(night.haze, (150, 166, 206), 0.35), own.haze, share),
        cloud_lit=mixed(mixed(night.cloud_lit, (214, 222, 240), 0.5), own.cloud_lit, share * 1.5),
        cloud_shade=mixed(mixed(night.cloud_shade, (70, 84, 132), 0.55), own.cloud_shade, share),
        glow=mixed((214, 224, 246), own.glow, share),
        lit=mixed(night.lit, (216, 224, 246), 0.55),
        shade=mixed(night.shade, (84, 98, 146), 0.5),
        cloud_cover=0.35,
        disc_radius=0.0,
    )
    return replace(shop, hour=hour, sun=Sun(azimuth=MOON[0], height=MOON[1]))


def _moon(shop: Workshop) -> Card:
    side = shop.pixels(620)
    texture = shop.sheet("great moon", lambda: painted_moon(side, shop.hour))
    azimuth, height, radius = MOON
    away = 860.0
    wide = 2 * away * math.tan(radius) / 0.68
    low = away * math.tan(height) - wide / 2
    return replace(backdrop.ringed(texture, azimuth, away, low, wide, name="moon", fog=0.0), focus=False)


def _terrace(shop: Workshop) -> Card:
    metre = 54.0 * shop.scale
    width, height = round(2 * HALF * metre), round((FAR - NEAR) * metre)

    def paint() -> Bytes:
        picture = painted_terrace(width, height, metre, shop.hour, seed=shop.seed("terrace") % 9000)
        x, z = metres(width, height, metre, -HALF, FAR)
        light_pool(picture, shop.hour, x, z)
        return premultiplied(picture, _rounded(x, z))

    return flat(shop.sheet("terrace", paint), 0.0, 0.004, NEAR, 2 * HALF, FAR - NEAR, name="terrace")


def _rounded(x: Floats, z: Floats) -> Floats:
    """The terrace's outline: round at its far and near ends."""
    middle, long = (NEAR + FAR) / 2, (FAR - NEAR) / 2 - 0.1
    away = (abs(x / (HALF - 0.1)) ** 5 + abs((z - middle) / long) ** 5) ** 0.2
    return (1.0 - soft(0.992, 1.0, away)).astype("float32")


def _hall(shop: Workshop) -> list[Card]:
    wide, tall = shop.pixels(1100), shop.pixels(800)
    side = shop.sun.side(0.3)
    texture = shop.sheet("hall", lambda: painted_jade_hall(wide, tall, shop.hour, side=side, lamps=0.9))
    ball = shop.sheet("hall glow", lambda: glow(shop.pixels(256), (255, 200, 128)))
    return [
        upright(texture, 10.0, -0.3, 27.0, 19.0, 0.10, name="hall"),
        upright(ball, 10.0, -4.6, 26.5, 16.0, 0.10, name="glow", fog=0.0, glow=0.42),
        flipped(upright(texture, -23.0, -0.8, -24.0, 19.0, 2.4, name="hall")),
        flipped(upright(texture, -62.0, -3.0, 96.0, 30.0, -0.6, name="hall")),
    ]


def _balustrades(shop: Workshop) -> list[Card]:
    across, down = shop.pixels(640), shop.pixels(130)
    texture = shop.sheet("balustrade", lambda: painted_balustrade(across, down, shop.hour))
    long = 5.2
    cards = [upright(texture, x, -0.02, 12.4, long, name="balustrade") for x in (-5.3, 5.3)]
    for side in (-1.0, 1.0):
        cards += [
            upright(texture, side * 7.9, -0.02, z, long, -side * math.pi / 2, name="balustrade")
            for z in (9.8, 4.6, -0.6, -5.8, -11.0)
        ]
    cards += [upright(texture, x, -0.02, -12.6, long, math.pi, name="balustrade") for x in (-5.3, 0.0, 5.3)]
    return cards


def _garden(shop: Workshop) -> list[Card]:
    size = shop.pixels(860)
    side = shop.sun.side(0.0)

    def cassia() -> Bytes:
        seed = shop.seed("cassia")
        return painted_tree("broadleaf", size, size, shop.hour, side=side, seed=seed, season="autumn", lean=0.10)

    gold = shop.sheet("cassia", cassia)
    wide, tall = shop.pixels(150), shop.pixels(170)
    hare = shop.sheet("hare", lambda: painted_hare(wide, tall, shop.hour))
    return [
        tree(shop, gold, -6.6, 10.4, 9.0),
        tree(shop, gold, -10.5, 5.0, 8.0, yaw=1.0, flip=True),
        tree(shop, gold, 11.5, 8.0, 8.0, flip=True),
        tree(shop, gold, 9.8, -9.0, 8.0, yaw=-2.2),
        tree(shop, gold, -9.6, -15.0, 8.6, yaw=2.5, flip=True),
        rock(shop, 0, -5.2, 10.9, 1.5),
        rock(shop, 1, 7.0, 10.8, 1.3, flip=True),
        rock(shop, 2, -7.0, 4.2, 1.1),
        upright(hare, 4.7, 0.0, 8.6, 0.46, facing(4.7, 8.6), name="hare"),
        flipped(upright(hare, -4.6, 0.0, 8.9, 0.36, facing(-4.6, 8.9), name="hare")),
    ]
