"""A grove: old trunks all round, peach trees in blossom among them, light falling through the canopy, petals."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.litter import fallen, litter_colours
from lampblack.builtin.theatre.scenery.mist import painted_beams
from lampblack.builtin.theatre.scenery.stand import rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.thicket import painted_canopy, painted_thicket
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, AirKind, Set
from lampblack.staging.place import Season

SUNLIGHT = 0.8
"""How much of it adds; less than what makes a card a lamp that lights people."""


def hang(shop: Workshop) -> Set:
    """The whole place."""
    grove = _opened_up(shop)
    falling: dict[Season, tuple[AirKind, Colour]] = {
        "spring": ("petals", (0.98, 0.74, 0.76)),
        "autumn": ("leaves", (0.86, 0.50, 0.24)),
    }
    kind, colour = falling.get(shop.place.season, ("dust", mood.shown(shop.hour.rim)))
    drifting = Air(kind=kind, count=34, colour=colour, wind=0.4)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=(
            *land.lie(grove, "moss", path=True, specks=1800, tufts=1500),
            *fallen(grove, litter_colours(shop.place.season)),
        ),
        cards=(*_thickets(grove), *_grove(grove), *_undergrowth(grove), *_sunlight(shop), *_shafts(shop)),
        fog=mood.fog(shop, density=0.012, start=9.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=mood.air(shop, drifting, Air(kind="dust", count=20, colour=mood.shown(shop.hour.rim), wind=0.15)),
    )


def _opened_up(shop: Workshop) -> Workshop:
    """The same workshop with more light between the trunks while the sun stands low: leaves pass it on."""
    hour = shop.hour
    if shop.place.time not in ("dawn", "dusk"):
        return shop
    dusk = shop.place.time == "dusk"
    warm: Colour = (255.0, 196.0, 140.0) if dusk else (255.0, 214.0, 172.0)
    return replace(
        shop,
        hour=replace(
            hour,
            lit=mixed(scaled(hour.lit, 1.10 if dusk else 1.0), warm, 0.45),
            shade=mixed(hour.shade, warm, 0.30 if dusk else 0.06),
            front=0.80 if dusk else 0.60,
        ),
    )


def _sunlight(shop: Workshop) -> list[Card]:
    """Low sun seen between the trunks: balls of warm light in the haze of the wood, towards where it stands."""
    if shop.hour.night or shop.sun.height > 0.45 or shop.place.weather in ("rain", "snow"):
        return []
    ball = shop.sheet("low sun", lambda: glow(shop.pixels(256), shop.hour.glow, power=1.8))
    turns = ((0.0, 27.0, 19.0), (-0.42, 21.0, 11.0), (0.46, 22.0, 12.0))
    return [
        backdrop.ringed(
            ball, shop.sun.azimuth * 0.6 + turn, away, 1.9 - wide / 2, wide, name="glow", fog=0.0, glow=SUNLIGHT
        )
        for turn, away, wide in turns
    ]


def _distance(shop: Workshop) -> list[Card]:
    hills = [
        Ridge(
            azimuth=-2.2 + 0.73 * i,
            breadth=0.95,
            rise=0.17 + 0.05 * (i % 3),
            distance=300,
            far=0.85,
            form="peak",
            folds=3,
            summits=4,
            density=13,
            sunk=0.02,
        )
        for i in range(7)
    ]
    return [
        *backdrop.ridges(shop, "hills", hills),
        *backdrop.banks(shop, "hill mist", distance=220, low=-6, high=34, count=8, density=0.85),
    ]


def _thickets(shop: Workshop) -> list[Card]:
    """Rings of woodland, paler with distance, so that trunk stands behind trunk wherever one looks."""
    cards: list[Card] = []
    for ring, (distance, count, tall, far) in enumerate(
        ((62.0, 13, 17.0, 0.85), (38.0, 11, 14.0, 0.55), (23.0, 10, 11.0, 0.25))
    ):
        reach = 2.35
        for index in range(count):
            azimuth = -reach + (index + 0.5) * 2 * reach / count
            if ring == 2 and abs(azimuth) < 0.12:
                continue
            cards.append(_thicket(shop, ring, index % 3, azimuth, distance, 2.5 * reach / count, tall, far))
        for index in range(4 if ring else 0):
            azimuth = math.pi + 0.42 * (index - 1.5)
            cards.append(_thicket(shop, ring, index % 3, azimuth, distance, 2.5 * reach / count, tall, far))
    return cards


def _thicket(
    shop: Workshop, ring: int, kind: int, azimuth: float, distance: float, breadth: float, tall: float, far: float
) -> Card:
    width = 2 * distance * math.tan(breadth / 2)
    across = shop.pixels(720)
    down = max(64, int(across * tall / width))
    # Three sheets a ring, the nearest lit from either side: nobody sees repeats, and all would take seconds.
    half = "right" if azimuth >= shop.sun.azimuth or ring < 2 else "left"

    def paint() -> Bytes:
        return painted_thicket(
            across,
            down,
            shop.hour,
            haze=shop.sun.haze(shop.hour, azimuth),
            far=far,
            side=-1.0 if half == "right" else 1.0,
            seed=shop.seed("thicket", ring, kind),
            season=shop.place.season,
        )

    texture = shop.sheet(f"thicket {ring} {kind} {half}", paint)
    jitter = 1.0 + 0.06 * math.sin(azimuth * 17.0 + ring)
    return backdrop.ringed(texture, azimuth, distance * jitter, -0.3, width, name="wood", fog=0.04 * ring)


def _grove(shop: Workshop) -> list[Card]:
    side = shop.sun.side(0.0)
    old = [tree_sheet(shop, "broadleaf", i, side=side, lean=lean, size=860) for i, lean in enumerate((0.06, -0.08))]
    peach = [tree_sheet(shop, "peach", i, side=side, lean=lean, size=860) for i, lean in enumerate((0.10, -0.08))]
    cards = [
        tree(shop, old[0], -6.9, 8.6, 11.0),
        tree(shop, old[1], 7.6, 10.0, 12.0),
        tree(shop, old[1], -10.5, 13.5, 12.5, flip=True),
        tree(shop, old[0], 13.0, 15.0, 13.0, flip=True),
        tree(shop, old[0], 2.6, 18.5, 12.0),
        tree(shop, old[1], -3.4, 20.0, 13.0),
        tree(shop, old[1], -11.0, 3.0, 11.0, yaw=1.1),
        tree(shop, old[0], 11.4, 4.4, 11.5, yaw=-1.1, flip=True),
        tree(shop, old[0], -13.5, -3.5, 11.0, yaw=1.5),
        tree(shop, old[1], 13.5, -3.0, 11.0, yaw=-1.5),
        tree(shop, peach[0], -4.3, 10.8, 4.9),
        tree(shop, peach[1], 5.0, 9.4, 4.7),
        tree(shop, peach[1], -8.4, 6.0, 4.6, yaw=0.7, flip=True),
        tree(shop, peach[0], 8.8, 6.8, 4.8, yaw=-0.7, flip=True),
        tree(shop, peach[0], 1.2, 14.6, 5.0),
        tree(shop, peach[1], -1.9, 12.6, 4.4, flip=True),
        tree(shop, peach[1], 8.4, 12.2, 5.2),
        tree(shop, peach[0], -7.6, 13.4, 5.4, flip=True),
        tree(shop, peach[0], 4.2, 16.4, 5.2, flip=True),
        tree(shop, peach[1], -12.4, 7.6, 5.0, yaw=0.9),
        tree(shop, peach[0], 12.6, 8.0, 5.2, yaw=-0.9),
        tree(shop, peach[0], -6.4, 0.6, 5.6),
        tree(shop, peach[1], 6.6, 2.4, 5.4),
        tree(shop, peach[1], -9.2, 0.4, 4.6, yaw=1.2),
        tree(shop, peach[0], 9.4, 1.4, 4.8, yaw=-1.2),
    ]
    return [*cards, *_canopy(shop)]


def _canopy(shop: Workshop) -> list[Card]:
    """Leaves overhead, seen when the camera looks up; high enough never to hang before a face."""
    across, down = shop.pixels(900), shop.pixels(300)
    texture = shop.sheet(
        "canopy", lambda: painted_canopy(across, down, shop.hour, seed=shop.seed("canopy"), season=shop.place.season)
    )
    return [
        upright(texture, 0.0, 5.0, 11.5, 17.0, name="canopy", sway=mood.sway(shop, -0.06)),
        upright(texture, -9.5, 5.2, 6.5, 15.0, 0.8, name="canopy", sway=mood.sway(shop, -0.06)),
        upright(texture, 9.5, 5.2, 6.5, 15.0, -0.8, name="canopy", sway=mood.sway(shop, -0.06)),
    ]


def _undergrowth(shop: Workshop) -> list[Card]:
    rng = np.random.default_rng(shop.seed("undergrowth"))
    cards = [
        rock(shop, index % 4, x, z, width, flip=index % 2 == 0)
        for index, (x, z, width) in enumerate(
            ((-5.5, 7.2, 1.5), (6.2, 7.8, 1.7), (-8.8, 3.4, 1.6), (9.0, 3.8, 1.5), (2.9, 11.8, 1.2), (-11.5, 0.0, 1.5))
        )
    ]
    for index in range(40):
        x = float(rng.uniform(2.6, 12.0)) * (1 if index % 2 else -1)
        cards.append(
            tuft(
                shop, index % 5, x, float(rng.uniform(-2.5, 13.0)), float(rng.uniform(0.5, 0.95)), flowers=index % 5 < 2
            )
        )
    return cards


def _shafts(shop: Workshop) -> list[Card]:
    """Light through the leaves, from the sun's side; none at night, under cloud or with the sun at its height."""
    if shop.hour.night or shop.place.weather in ("rain", "snow") or shop.sun.height > 1.05:
        return []
    lean = math.tan(max(-0.7, min(0.7, shop.sun.azimuth))) * 0.8
    across, down = shop.pixels(420), shop.pixels(380)
    colour = mixed(shop.hour.glow, (255, 246, 220), 0.35)
    texture = shop.sheet("beams", lambda: painted_beams(across, down, colour, lean=-lean, seed=shop.seed("beams")))
    return [
        upright(texture, x, -0.2, z, 8.0, name="beams", fog=0.0, glow=0.85)
        for x, z in ((-3.0, 12.0), (3.6, 13.4), (-7.5, 9.0), (8.2, 8.8))
    ]
