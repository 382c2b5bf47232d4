"""A sea of sand: dunes with knife-edge crests to the end of the world, a ruined beacon tower, a caravan far off."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring, ring
from lampblack.builtin.theatre.scenery.desert_things import painted_beacon, painted_caravan
from lampblack.builtin.theatre.scenery.dunes import REGOLITH, RUST, SAND, SNOW, Heap, painted_dunes, painted_ripples
from lampblack.builtin.theatre.scenery.kits.starship import planet_sheet
from lampblack.builtin.theatre.scenery.reeds import painted_tuft
from lampblack.builtin.theatre.scenery.stand import facing, flipped, rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.told import told_of
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set

SCRUB: Colour = (158, 138, 84)
_OCHRE: Colour = (1.22, 0.94, 0.78)
"""What the ground's grey sand is multiplied with."""
_GROUNDS: dict[str, Colour] = {"mars": (1.30, 0.70, 0.50), "moon": (0.92, 0.93, 0.96)}
_HEAPS: dict[str, Heap] = {"mars": RUST, "moon": REGOLITH}
_AIRS: dict[str, Colour] = {"": (244, 206, 152), "mars": (226, 158, 100), "planet": (232, 178, 170)}
_DARKER: Colour = (0.78, 0.74, 0.72)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    told = told_of(shop.place)
    dusty = _airless(shop) if told == "moon" else _dusty(shop)
    blown = Air(kind="dust", count=44, colour=mood.shown(shop.hour.day((238, 204, 152), 0.9)), wind=1.1)
    return Set(
        sky=(*_heaven(dusty), *_distance(dusty)),
        floors=(*land.lie(_dry(dusty), "sand", specks=700, tufts=0), _ripples(dusty)),
        cards=_things(dusty),
        fog=mood.fog(dusty, density=0.0 if told == "moon" else 0.0042, start=26.0),
        grade=replace(mood.grade(shop), saturation=0.75) if told == "moon" else mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        air=() if told == "moon" else mood.air(shop, blown),
    )


def _dusty(shop: Workshop) -> Workshop:
    """The same hour with sand in its air: haze and horizon lean to ochre, more so in the wind."""
    much = {"wind": 0.50, "mist": 0.35}.get(shop.place.weather, 0.22) * (0.35 if shop.hour.night else 1.0)
    hour, sand = shop.hour, shop.hour.day(_AIRS.get(told_of(shop.place), _AIRS[""]), 0.9)
    if told_of(shop.place) == "mars":  # its dust hangs in the whole sky, day and night
        much = 0.35 if hour.night else 0.9
        high = tuple((at, mixed(colour, scaled(sand, _DARKER), much)) for at, colour in hour.sky[:-2])
        hour = replace(hour, sky=(*high, *hour.sky[-2:]), cloud_lit=sand, cloud_shade=scaled(sand, _DARKER))
        much = min(0.9, much)
    low = (*hour.sky[:-2], *((at, mixed(colour, sand, much)) for at, colour in hour.sky[-2:]))
    haze, ink = mixed(hour.haze, sand, min(1.0, 2.2 * much)), mixed(hour.ink, hour.day((112, 72, 50), 0.3), 0.5)
    return replace(shop, hour=replace(hour, sky=low, haze=haze, ink=ink, cloud_cover=0.35))


def _airless(shop: Workshop) -> Workshop:
    """No air: the sky is black at noon, nothing fades with distance, there are no clouds."""
    hour = shop.hour
    black = tuple((at, (5, 6, 10)) for at, _ in hour.sky)
    far = hour.day((128, 128, 130), 0.8)
    bare = replace(hour, sky=black, haze=far, haze_share=0.1, distance=far, ink=(34, 34, 38), cloud_cover=0.0)
    lit, shade = (float(sum(colour)) / 3 for colour in (hour.lit, hour.shade))
    grey = replace(bare, lit=(lit, lit, lit), shade=(shade, shade, shade), cloud_lit=(5, 6, 10), cloud_shade=(5, 6, 10))
    white = replace(grey, glow=(235, 240, 250), glow_strength=0.08, disc=(255, 255, 250))
    return replace(shop, hour=white)


def _heaven(shop: Workshop) -> tuple[Card, ...]:
    """The sky: over another world with a second, smaller sun by day, over the moon with stars and the Earth."""
    told, hour = told_of(shop.place), shop.hour
    if told == "moon":
        starry = backdrop.sky(replace(shop, hour=replace(hour, night=True)))
        earth = backdrop.ringed(planet_sheet(shop), 0.22, 700.0, 118.0, 84.0, name="earth", fog=0.0, focus=False)
        return (*starry, earth)
    if told == "planet" and not hour.night:
        sun = replace(shop.sun, azimuth=shop.sun.azimuth + 0.16, height=max(0.05, shop.sun.height - 0.07))
        other = backdrop.disc(replace(shop, sun=sun, hour=replace(hour, disc_radius=hour.disc_radius * 0.6)))
        return (*backdrop.sky(shop), *other)
    return backdrop.sky(shop)


def _dry(shop: Workshop) -> Workshop:
    """Ground as ochre as the dunes are; winter brings no snow here unless it falls."""
    if shop.place.weather == "snow":
        return shop
    hour = shop.hour
    tint = _GROUNDS.get(told_of(shop.place), _OCHRE)
    warm = replace(hour, lit=scaled(hour.lit, tint), shade=scaled(hour.shade, tint))
    return replace(shop, hour=warm, place=replace(shop.place, season="summer"))


def _heap(shop: Workshop) -> Heap:
    return SNOW if shop.place.weather == "snow" else _HEAPS.get(told_of(shop.place), SAND)


def dune_ring(shop: Workshop, plan: Ring, heap: Heap, far: float, density: float) -> list[Card]:
    """Dunes all round; `density` is pixels a degree."""

    def paint(variant: int, azimuth: float, side: float) -> Bytes:
        width = shop.pixels(math.degrees(plan.breadth) * density)
        breadth = 2 * plan.distance * math.tan(plan.breadth / 2)
        height = max(32, round(width * plan.tall / breadth))
        haze = shop.sun.haze(shop.hour, azimuth)
        seed = shop.seed(plan.name, variant)
        return painted_dunes(width, height, shop.hour, heap, haze=haze, far=far, side=side, seed=seed)

    return ring(shop, plan, paint)


def _distance(shop: Workshop) -> list[Card]:
    heap = _heap(shop)
    table = Ring(name="table land", distance=780, count=9, breadth=0.95, tall=66, low=-14, uneven=0.3)
    far = Ring(name="far dunes", distance=420, count=9, breadth=1.0, tall=44, low=-6, variants=3, uneven=0.35)
    middle = Ring(name="middle dunes", distance=190, count=9, breadth=1.0, tall=27, low=-3, variants=3, turn=0.3)
    cards = [
        *ridge_ring(shop, table, far=0.95, form="peak", folds=2, summits=6, density=11),
        *mist_ring(shop, "far haze", distance=640, low=-14, high=44, density=0.7),
        *dune_ring(shop, far, heap, 0.62, 15.0),
        *mist_ring(shop, "dune haze", distance=330, low=-6, high=12, density=0.40),
        *dune_ring(shop, middle, heap, 0.34, 16.0),
        *mist_ring(shop, "ground haze", distance=150, low=-3, high=8, density=0.6),
        *([] if told_of(shop.place) else [_caravan(shop)]),
    ]
    if told_of(shop.place) == "moon":
        cards = [card for card in cards if "haze" not in card.name]
    return cards


def _caravan(shop: Workshop) -> Card:
    width = shop.pixels(420)
    haze = shop.sun.haze(shop.hour, 0.34)
    texture = shop.sheet("caravan", lambda: painted_caravan(width, width // 5, shop.hour, haze=haze))
    return backdrop.ringed(texture, 0.30, 118.0, 1.9, 17.0, name="caravan", fog=0.0)


def _ripples(shop: Workshop) -> Card:
    side, width = shop.pixels(1300), 34.0
    texture = shop.sheet(
        "ripples",
        lambda: painted_ripples(side, side / width, shop.hour, _heap(shop), pitch=0.42, seed=shop.seed("ripples")),
    )
    return flat(texture, 0.0, 0.003, -17.0, width, width, name="ripples")


def _things(shop: Workshop) -> tuple[Card, ...]:
    near = Ring(name="near dunes", distance=64, count=7, breadth=1.15, tall=8.5, low=-0.7, gap=0.42, turn=0.2, fog=None)
    tall = shop.pixels(620)
    side = shop.sun.side(0.0)
    beacon = shop.sheet(
        "beacon", lambda: painted_beacon(tall * 3 // 4, tall, shop.hour, side=side, seed=shop.seed("beacon") % 9000)
    )
    dead = tree_sheet(shop, "bare", 0, side=side, lean=0.22, size=620)
    cards = dune_ring(shop, near, _heap(shop), 0.12, 17.0)
    if told_of(shop.place):  # nobody built here, and nothing grew
        return (*cards, *_boulders(shop))
    cards += [
        upright(beacon, -17.0, -0.3, 44.0, 8.4, 0.25, name="beacon"),
        flipped(upright(beacon, 58.0, -0.4, -40.0, 10.0, -2.0, name="beacon")),
        tree(shop, dead, 8.4, 12.5, 4.6),
        tree(shop, dead, -15.0, 2.5, 4.2, yaw=1.2, flip=True),
    ]
    return (*cards, *_boulders(shop), *_scrub(shop))


def _boulders(shop: Workshop) -> list[Card]:
    cards: list[Card] = []
    for index, (x, z, width) in enumerate(
        ((-6.4, 8.8, 1.6), (-7.8, 9.6, 1.0), (9.8, 12.0, 1.3), (12.5, 3.0, 1.7), (-11.0, -2.0, 1.4), (5.2, 16.5, 1.0))
    ):
        cards.append(rock(shop, index % 3, x, z, width, flip=index % 2 == 0, ratio=0.56))
    return cards


def _scrub(shop: Workshop) -> list[Card]:
    rng = np.random.default_rng(shop.seed("scrub"))
    across = shop.pixels(220)
    cards: list[Card] = []
    for index in range(22):
        variant = index % 3
        texture = shop.sheet(
            f"scrub {variant}",
            lambda variant=variant: painted_tuft(
                across, across // 2, shop.hour, seed=shop.seed("scrub", variant), colour=SCRUB
            ),
        )
        x = float(rng.uniform(4.4, 14.0)) * (1 if index % 2 else -1)
        z = float(rng.uniform(-5.0, 17.0))
        width = float(rng.uniform(0.6, 1.1))
        cards.append(upright(texture, x, -0.02, z, width, facing(x, z), name="grass", sway=mood.sway(shop, 0.012)))
    return cards
