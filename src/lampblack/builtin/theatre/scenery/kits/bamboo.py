"""A bamboo grove: culm behind culm until green becomes light, a path of fallen leaves, shafts of sun, a low fence."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.bamboo import painted_bamboo_canopy, painted_culms
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring, ring
from lampblack.builtin.theatre.scenery.litter import fallen
from lampblack.builtin.theatre.scenery.mist import painted_beams
from lampblack.builtin.theatre.scenery.snowy import lies, snowed
from lampblack.builtin.theatre.scenery.stand import facing, flipped, rock, tuft
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set

STANDS = (
    (-6.4, 8.2, 0), (6.8, 9.0, 1), (-9.2, 4.4, 2), (9.4, 5.2, 0), (-4.6, 12.6, 1), (5.2, 13.4, 2), (0.9, 16.0, 0),
    (-11.2, -1.0, 1), (11.0, 0.2, 2), (-9.0, 11.0, 2), (9.8, 11.6, 1), (-2.6, 19.0, 2), (-10.6, -8.0, 0),
    (10.4, -7.0, 1), (-5.6, -13.5, 2), (5.4, -14.5, 0),
)  # fmt: skip
"""Where single stands grow: x, z and which sheet."""
SUNLIGHT = 0.8


def hang(shop: Workshop) -> Set:
    """The whole place."""
    grove = _green(shop)
    falling = Air(kind="leaves", count=16, colour=mood.shown(grove.hour.day((186, 190, 104), 0.8)), wind=0.35)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(grove)),
        floors=(*land.lie(grove, "moss", path=True, specks=1200, tufts=500), *_litter(grove)),
        cards=(*_thickets(grove), *_stands(grove), *_canopy(grove), *_undergrowth(grove), *_sunlight(shop)),
        fog=mood.fog(grove, density=0.013, start=10.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(shop, falling, Air(kind="dust", count=20, colour=mood.shown(shop.hour.rim), wind=0.15)),
    )


def _green(shop: Workshop) -> Workshop:
    """The hour as it is under leaves: haze with green in it, and light that came through them."""
    hour = shop.hour
    much = 0.12 if hour.night else 0.26
    leaf = hour.day((178, 206, 150), 0.9)
    low = shop.place.time in ("dawn", "dusk")
    return replace(
        shop,
        hour=replace(
            hour,
            haze=mixed(hour.haze, leaf, much),
            lit=scaled(hour.lit, 1.06),
            front=max(hour.front, 0.75 if low else 0),
        ),
    )


def _litter(shop: Workshop) -> list[Card]:
    if lies(shop):
        return []
    return fallen(shop, ((186, 170, 106), (150, 146, 86), (204, 188, 130), (118, 126, 76)), count=1900)


def _distance(shop: Workshop) -> list[Card]:
    hills = Ring(name="hills", distance=300, count=8, breadth=1.0, tall=62, low=-6)
    return [
        *ridge_ring(shop, hills, far=0.9, form="hill", folds=2, summits=4, density=10),
        *mist_ring(shop, "hill mist", distance=200, low=-6, high=36, density=0.85),
    ]


def _thickets(shop: Workshop) -> list[Card]:
    """Three rings of culms, paler and closer together with distance."""
    cards: list[Card] = []
    for name, distance, count, tall, far, culms, thick in (
        ("deep wood", 52.0, 11, 15.0, 0.86, 26, 5.0),
        ("wood", 31.0, 10, 12.5, 0.60, 19, 8.0),
        ("near wood", 19.5, 9, 10.5, 0.32, 12, 13.0),
    ):
        gap = 0.16 if name == "near wood" else 0.0
        plan = Ring(
            name=name,
            distance=distance,
            count=count,
            breadth=1.35 * math.tau / count,
            tall=tall,
            low=-0.2,
            gap=gap,
            uneven=0.1,
            fog=0.0,
        )

        def paint(
            variant: int,
            azimuth: float,
            side: float,
            name: str = name,
            far: float = far,
            culms: int = culms,
            thick: float = thick,
            plan: Ring = plan,
        ) -> Bytes:
            across = shop.pixels(820)
            down = round(across * plan.tall / (2 * plan.distance * math.tan(plan.breadth / 2)))
            sheet = painted_culms(
                across,
                down,
                shop.hour,
                haze=shop.sun.haze(shop.hour, azimuth),
                far=far,
                side=side,
                seed=shop.seed(name, variant),
                season=shop.place.season,
                count=culms,
                thick=thick * shop.scale,
            )
            return _snowy(shop, sheet, variant)

        cards += ring(shop, plan, paint)
    return cards


def _snowy(shop: Workshop, sheet: Bytes, seed: int) -> Bytes:
    return snowed(sheet, shop.hour, depth=6.0 * shop.scale, seed=seed, share=0.8) if lies(shop) else sheet


def _stands(shop: Workshop) -> list[Card]:
    cards: list[Card] = []
    for index, (x, z, variant) in enumerate(STANDS):
        texture = _stand_sheet(shop, variant)
        card = upright(texture, x, -0.05, z, 5.0, facing(x, z), name="bamboo", sway=mood.sway(shop, 0.10))
        cards.append(flipped(card) if index % 2 else card)
    return cards


def _stand_sheet(shop: Workshop, variant: int) -> Texture:
    across, down = shop.pixels(480), shop.pixels(860)

    def paint() -> Bytes:
        sheet = painted_culms(
            across,
            down,
            shop.hour,
            haze=shop.hour.haze,
            far=0.02,
            side=shop.sun.side(0.0),
            seed=shop.seed("stand", variant),
            season=shop.place.season,
            count=5,
            thick=20.0 * shop.scale,
        )
        return _snowy(shop, sheet, variant + 7)

    return shop.sheet(f"stand {variant}", paint)


def _canopy(shop: Workshop) -> list[Card]:
    across, down = shop.pixels(900), shop.pixels(300)
    texture = shop.sheet(
        "canopy",
        lambda: painted_bamboo_canopy(across, down, shop.hour, seed=shop.seed("canopy"), season=shop.place.season),
    )
    swing = mood.sway(shop, -0.10)
    return [
        upright(texture, 0.0, 5.0, 11.0, 16.0, name="canopy", sway=swing),
        flipped(upright(texture, -9.0, 4.8, 6.5, 14.0, 0.8, name="canopy", sway=swing)),
        upright(texture, 9.0, 4.8, 6.5, 14.0, -0.8, name="canopy", sway=swing),
        flipped(upright(texture, 0.0, 5.2, -14.0, 18.0, math.pi, name="canopy", sway=swing)),
    ]


def _undergrowth(shop: Workshop) -> list[Card]:
    rng = np.random.default_rng(shop.seed("undergrowth"))
    cards = [
        rock(shop, index % 3, x, z, width, flip=index % 2 == 0)
        for index, (x, z, width) in enumerate(
            ((-5.4, 7.0, 1.5), (5.9, 7.6, 1.8), (-8.4, 2.6, 1.5), (8.6, 3.2, 1.4), (3.4, 11.8, 1.1))
        )
    ]
    for index in range(0 if lies(shop) else 30):
        x = float(rng.uniform(2.8, 12.0)) * (1 if index % 2 else -1)
        cards.append(tuft(shop, index % 4, x, float(rng.uniform(-4.0, 13.0)), float(rng.uniform(0.5, 0.9))))
    return cards


def _sunlight(shop: Workshop) -> list[Card]:
    """Shafts through the leaves, and the low sun between the culms; moonlight the same, faintly."""
    if shop.place.weather in ("rain", "snow", "mist"):
        return []
    colour: Colour = mixed(shop.hour.glow, (255, 246, 220), 0.35)
    across, down = shop.pixels(420), shop.pixels(380)
    lean = math.tan(max(-0.7, min(0.7, shop.sun.azimuth))) * 0.8
    beams = shop.sheet("beams", lambda: painted_beams(across, down, colour, lean=-lean, seed=shop.seed("beams")))
    strength = 0.4 if shop.hour.night else SUNLIGHT
    cards = [
        upright(beams, x, -0.2, z, 8.0, name="beams", fog=0.0, glow=strength)
        for x, z in ((-3.2, 12.0), (3.8, 13.4), (-7.5, 9.0), (8.2, 8.8))
    ]
    if shop.sun.height < 0.7 and not shop.hour.night:
        ball = shop.sheet("low sun", lambda: glow(shop.pixels(256), shop.hour.glow, power=1.8))
        azimuth = shop.sun.azimuth * 0.6
        cards.append(backdrop.ringed(ball, azimuth, 26.0, -6.0, 17.0, name="glow", fog=0.0, glow=SUNLIGHT))
    return cards
