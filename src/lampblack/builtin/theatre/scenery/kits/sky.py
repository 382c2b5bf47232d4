"""Above the clouds: a floor of cloud to walk on, swell behind swell, peaks that pierce them, towering heads, cranes."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, mood
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring, ring
from lampblack.builtin.theatre.scenery.heavens import painted_cloud_floor
from lampblack.builtin.theatre.scenery.mist import painted_billows, painted_cloud_sea
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set


def hang(shop: Workshop) -> Set:
    """The whole place."""
    cranes = Air(kind="birds", count=0 if shop.hour.night else 7, colour=mood.shown(shop.hour.ink), wind=1.4)
    wisps = Air(kind="mist", count=2, colour=mood.shown(mixed(shop.hour.cloud_lit, shop.hour.haze, 0.3)), wind=0.5)
    return Set(
        sky=(*backdrop.sky(shop), *distance(shop)),
        floors=(cloud_sea(shop), cloud_floor(shop)),
        cards=(*near_swell(shop), *puffs(shop)),
        fog=mood.fog(shop, density=0.0035, start=22.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=replace(mood.shade(shop), shadow=0.12),
        air=mood.air(shop, cranes, wisps, Air(kind="dust", count=16, colour=mood.shown(shop.hour.rim), wind=0.5)),
    )


def lit_and_shade(shop: Workshop, azimuth: float, far: float) -> tuple[Colour, Colour]:
    """The two colours of cloud seen at `azimuth`, taken into the haze by `far` (0 to 1)."""
    hour = shop.hour
    haze = shop.sun.haze(hour, azimuth)
    lit = mixed(mixed(hour.cloud_lit, hour.glow, 0.28 * shop.sun.nearness(azimuth)), haze, 0.22 * far)
    return lit, mixed(mixed(hour.cloud_shade, hour.distance, 0.25), haze, 0.25 + 0.55 * far)


def swell_ring(shop: Workshop, plan: Ring, far: float) -> list[Card]:
    """Heaped cloud all round."""

    def paint(variant: int, azimuth: float, side: float) -> Bytes:
        width = shop.pixels(760)
        breadth = 2 * plan.distance * math.tan(plan.breadth / 2)
        height = max(48, min(width, round(width * plan.tall / breadth)))
        lit, shade = lit_and_shade(shop, azimuth, far)
        return painted_billows(width, height, lit=lit, shade=shade, side=side, seed=shop.seed(plan.name, variant))

    return ring(shop, plan, paint)


def distance(shop: Workshop) -> list[Card]:
    """Heads of cloud on the horizon, peaks, swells before them."""
    heads = Ring(name="heads", distance=800, count=9, breadth=0.86, tall=190, low=-50, variants=3, uneven=0.35)
    peaks = Ring(name="peaks", distance=420, count=7, breadth=0.46, tall=86, low=-26, gap=0.22, uneven=0.35, turn=0.2)
    far = Ring(name="far swell", distance=300, count=9, breadth=1.05, tall=36, low=-17, variants=3, turn=0.3)
    near = Ring(name="swell", distance=120, count=8, breadth=1.2, tall=15, low=-7.5, variants=3, uneven=0.35, turn=0.1)
    return [
        *swell_ring(shop, heads, 0.85),
        *mist_ring(shop, "far mist", distance=640, low=-30, high=50, density=0.7),
        *ridge_ring(shop, peaks, far=0.5, form="karst", summits=3, density=20, trees=36, tree_size=6),
        *mist_ring(shop, "peak mist", distance=380, low=-24, high=16, density=0.9),
        *swell_ring(shop, far, 0.55),
        *swell_ring(shop, near, 0.30),
    ]


def cloud_sea(shop: Workshop) -> Card:
    """Cloud to the horizon, a little under the floor."""
    side = shop.pixels(900)

    def paint() -> Bytes:
        lit, shade = lit_and_shade(shop, 0.0, 0.5)
        haze = mood.ground_haze(shop.hour)
        return painted_cloud_sea(side, lit=lit, shade=shade, haze=haze, seed=shop.seed("sea"))

    return flat(shop.sheet("cloud sea", paint), 0.0, -0.5, -700.0, 1400.0, 1400.0, name="cloud sea", fog=0.0)


def cloud_floor(shop: Workshop, width: float = 60.0) -> Card:
    """What one stands on."""
    side = shop.pixels(1500)

    def paint() -> Bytes:
        lit, shade = lit_and_shade(shop, 0.0, 0.0)
        shade = mixed(shade, shop.hour.distance, 0.07)
        return painted_cloud_floor(side, side / width, lit=lit, shade=shade, seed=shop.seed("floor") % 9000)

    return flat(shop.sheet("cloud floor", paint), 0.0, 0.0, -width / 2, width, width, name="cloud floor")


def near_swell(shop: Workshop) -> list[Card]:
    """The nearest heaps: low ones all round, higher ones that leave the view ahead free, so that the eye goes out."""
    wide = Ring(name="billow", distance=58, count=9, breadth=0.95, tall=7.0, low=-2.6, uneven=0.5, fog=None)
    close = Ring(name="heap", distance=26, count=8, breadth=1.05, tall=4.2, low=-0.9, gap=0.42, uneven=0.4, fog=None)
    return [*swell_ring(shop, wide, 0.18), *swell_ring(shop, close, 0.05)]


def puffs(shop: Workshop, near: float = 4.6) -> list[Card]:
    """Small clouds about the stage, ankle high where people are near."""
    rng = np.random.default_rng(shop.seed("puffs"))
    across, down = shop.pixels(420), shop.pixels(140)
    lit, shade = lit_and_shade(shop, 0.0, 0.05)
    cards: list[Card] = []
    for index in range(26):
        variant = index % 3
        texture = shop.sheet(
            f"puff {variant}",
            lambda variant=variant: painted_billows(
                across, down, lit=lit, shade=shade, side=-1.0, seed=shop.seed("puff", variant)
            ),
        )
        azimuth = -math.pi + math.tau * (index + float(rng.uniform(0.1, 0.9))) / 26
        reach = float(rng.uniform(near, 15.0))
        x, z = math.sin(azimuth) * reach * 1.15, 3.0 + math.cos(azimuth) * reach
        if abs(x) < 4.6 and z < 6.6:
            continue
        wide = float(rng.uniform(1.7, 2.8)) * (0.6 + 0.085 * reach)
        yaw = -azimuth if z > 0 else -math.atan2(x, z - 8.0)
        card = upright(texture, x, -0.20 - 0.06 * wide, z, wide, yaw, name="cloud", sway=mood.sway(shop, 0.05))
        cards.append(flipped(card) if index % 2 else card)
    return cards
