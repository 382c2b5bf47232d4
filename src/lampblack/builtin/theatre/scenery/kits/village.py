"""A village: thatched cottages round a trodden green, a well, hayricks, wattle fences, an old tree, hills behind."""

from __future__ import annotations

import math

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.country import painted_fence, painted_rick, painted_smoke, painted_well
from lampblack.builtin.theatre.scenery.growth import Kind
from lampblack.builtin.theatre.scenery.hut import painted_cottage
from lampblack.builtin.theatre.scenery.snowy import lies, snowed
from lampblack.builtin.theatre.scenery.stand import facing, flipped, rock, tree, tree_sheet, tuft
from lampblack.builtin.theatre.scenery.wash import Bytes, mixed, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, AirKind, Roof, Set, WaterLevel

HOUSES = (
    (-8.6, 11.6, 0.42, 7.4, 0), (8.9, 12.4, -0.46, 7.6, 1), (0.8, 21.0, -0.05, 7.8, 2), (-11.8, 3.2, 1.15, 7.2, 1),
    (12.2, 3.0, -1.15, 7.4, 2), (-15.5, 21.0, 0.3, 8.0, 2), (16.5, 22.0, -0.35, 8.0, 0), (-12.5, -8.5, 1.9, 7.6, 0),
    (12.8, -8.5, -1.9, 7.6, 1), (3.4, -21.0, 3.0, 8.0, 2), (-7.5, -20.0, 2.75, 8.0, 1), (6.2, 33.0, 0.0, 8.2, 1),
)  # fmt: skip
"""The cottages: x, z, yaw, width in metres, which of the painted ones."""
LAMPS = {"night": 1.0, "dusk": 1.0, "dawn": 0.7}


def hang(shop: Workshop) -> Set:
    """The whole place."""
    drifting: dict[str, tuple[AirKind, tuple[float, float, float]]] = {
        "spring": ("petals", (0.98, 0.78, 0.80)),
        "autumn": ("leaves", (0.86, 0.52, 0.26)),
    }
    kind, colour = drifting.get(shop.place.season, ("dust", mood.shown(shop.hour.rim)))
    birds = Air(kind="birds", count=0 if shop.hour.night else 5, colour=mood.shown(shop.hour.ink), wind=0.8)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=_ground(shop),
        water=_standing_water(shop),
        cards=(*_houses(shop), *_trees(shop), *_things(shop), *_fences(shop), *_smoke(shop)),
        fog=mood.fog(shop, density=0.0065, start=18.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=mood.shade(shop),
        roofs=tuple(
            Roof(left=x - 0.42 * w, right=x + 0.42 * w, near=z - 0.8, far=z + 0.8, height=0.36 * w)
            for x, z, _, w, _ in HOUSES
        ),
        air=mood.air(shop, Air(kind=kind, count=16, colour=colour, wind=0.35), birds),
    )


def _ground(shop: Workshop) -> tuple[Card, ...]:
    """Trodden earth in green; in the rain full of puddles."""
    wet = shop.place.weather == "rain"

    def puddles(x: Floats, z: Floats) -> Floats:
        seed = shop.seed("puddles") % 9000
        hollow = sampled("cloud", x * 34 + seed, z * 52 + seed % 613) * 0.8 + sampled("wool", x * 60, z * 90) * 0.2
        hollow += 0.16 * soft(14.0, 26.0, np.hypot(x, z))
        # steep at the water's lip, so that no white line shows there, then slowly dry
        return 0.44 * soft(0.375, 0.385, hollow) + 0.56 * soft(0.385, 0.50, hollow)

    return land.lie(
        shop,
        "earth",
        path=True,
        specks=1700,
        tufts=420,
        wide_soil="grass",
        shore=puddles if wet else None,
        world=not wet,
    )


def _standing_water(shop: Workshop) -> WaterLevel | None:
    """What fills the puddles and mirrors the houses in the rain."""
    if shop.place.weather != "rain":
        return None
    return WaterLevel(
        height=-0.022, colour=mood.shown(mixed(shop.hour.haze, shop.hour.ink, 0.45)), ripple=0.8, murk=0.3
    )


def _lamps(shop: Workshop) -> float:
    """How much lamplight shows in the windows."""
    return max(LAMPS.get(shop.place.time, 0.0), {"rain": 0.5, "snow": 0.4}.get(shop.place.weather, 0.0))


def _distance(shop: Workshop) -> list[Card]:
    far = Ring(name="far range", distance=780, count=9, breadth=1.0, tall=120, low=-14)
    near = Ring(name="hills", distance=330, count=9, breadth=0.95, tall=48, low=-6, turn=0.3, uneven=0.35)
    wood = Ring(name="wood line", distance=105, count=10, breadth=0.85, tall=8.5, low=-1.0, uneven=0.35, turn=0.1)
    return [
        *ridge_ring(shop, far, far=0.9, form="peak", folds=3, summits=5, density=12),
        *mist_ring(shop, "far mist", distance=600, low=-14, high=56, density=0.8),
        *ridge_ring(shop, near, far=0.5, form="hill", folds=3, summits=4, density=15, trees=50, tree_size=6),
        *mist_ring(shop, "hill mist", distance=240, low=-6, high=17, density=0.75),
        *ridge_ring(
            shop, wood, far=0.22, form="hill", folds=2, summits=4, density=20, trees=170, tree_size=22, foot=1.2
        ),
        *mist_ring(shop, "field mist", distance=88, low=-1.5, high=4.5, density=0.5),
    ]


def _house_sheet(shop: Workshop, variant: int) -> Texture:
    across = shop.pixels(760)

    def paint() -> Bytes:
        snow, seed = lies(shop), shop.seed("cottage", variant)
        sheet = painted_cottage(
            across,
            round(across / 1.55),
            shop.hour,
            side=shop.sun.side(0.0),
            lamps=_lamps(shop),
            seed=seed % 9000,
            snow=snow,
        )
        return snowed(sheet, shop.hour, depth=across / 52, seed=seed % 9000) if snow else sheet

    return shop.sheet(f"cottage {variant}", paint)


def _houses(shop: Workshop) -> list[Card]:
    cards: list[Card] = []
    for index, (x, z, yaw, width, variant) in enumerate(HOUSES):
        card = upright(_house_sheet(shop, variant), x, -0.05, z, width, yaw, name="house")
        cards.append(flipped(card) if index % 3 == 1 else card)
        if _lamps(shop) > 0.6 and abs(z) < 15.0:
            ball = shop.sheet("window glow", lambda: glow(shop.pixels(200), (255, 176, 88)))
            cards.append(
                alight(
                    upright(
                        ball, x * 0.94, -0.6, z - 0.35, 3.6, yaw, name="glow", fog=0.0, glow=0.95 if z > 0 else 0.7
                    ),
                    "lantern",
                )
            )
    return cards


def _snowed_tree(shop: Workshop, kind: Kind, variant: int, lean: float) -> Texture:
    return tree_sheet(shop, kind, variant, side=shop.sun.side(0.0), lean=lean, size=820)


def _trees(shop: Workshop) -> list[Card]:
    old = _snowed_tree(shop, "broadleaf", 0, 0.06)
    peach = _snowed_tree(shop, "peach", 0, -0.08)
    return [
        tree(shop, old, -4.6, 15.6, 10.5),
        tree(shop, peach, 5.4, 15.8, 5.0),
        tree(shop, peach, -13.2, 9.0, 5.4, flip=True),
        tree(shop, old, 14.5, 17.0, 10.5, flip=True),
        tree(shop, old, 16.0, -2.5, 10.0, yaw=-1.3),
        tree(shop, peach, -9.0, -2.6, 4.8, yaw=1.3),
        tree(shop, old, -17.0, -3.0, 10.0, yaw=1.4, flip=True),
        tree(shop, peach, 9.2, -3.2, 4.8, yaw=-1.3, flip=True),
        tree(shop, old, -2.0, -26.0, 11.0, yaw=3.1),
        tree(shop, old, 9.0, 27.0, 11.0),
        tree(shop, old, -9.5, 29.0, 11.5, flip=True),
        tree(shop, peach, -21.0, 13.0, 6.0, yaw=0.9),
        tree(shop, peach, 21.5, 12.0, 6.0, yaw=-0.9),
    ]


def _things(shop: Workshop) -> list[Card]:
    """The well, ricks, stones, grass along the walls."""
    side, snow = shop.sun.side(0.0), lies(shop)

    def laid(sheet: Bytes, depth: float) -> Bytes:
        return snowed(sheet, shop.hour, depth=depth, seed=11, share=0.95) if snow else sheet

    wide, tall = shop.pixels(300), shop.pixels(330)
    well = shop.sheet("well", lambda: laid(painted_well(wide, tall, shop.hour), tall / 22))
    rick = shop.sheet("rick", lambda: laid(painted_rick(wide, wide, shop.hour, side=side, seed=2), wide / 11))
    cards = [
        upright(well, 5.3, -0.02, 9.2, 2.0, -0.2, name="well"),
        upright(rick, -5.2, -0.03, 10.4, 2.2, name="rick"),
        flipped(upright(rick, -3.7, -0.03, 11.4, 1.7, name="rick")),
        upright(rick, 10.0, -0.03, 0.4, 2.2, -1.2, name="rick"),
        upright(rick, -8.4, -0.03, -5.2, 2.2, 1.7, name="rick"),
        rock(shop, 0, 13.0, 7.4, 1.2, flip=True),
        rock(shop, 2, -8.6, 0.6, 1.3),
    ]
    rng = np.random.default_rng(shop.seed("grass"))
    for index in range(0 if snow else 26):
        x = float(rng.uniform(4.6, 11.0)) * (1 if index % 2 else -1)
        z = float(rng.uniform(-5.0, 14.0))
        cards.append(tuft(shop, index % 4, x, z, float(rng.uniform(0.4, 0.85)), flowers=index % 4 == 0))
    return cards


def _fences(shop: Workshop) -> list[Card]:
    across, down = shop.pixels(460), shop.pixels(160)
    texture = shop.sheet("fence", lambda: _fence_sheet(shop, across, down))
    return [
        upright(texture, x, -0.03, z, 3.0, yaw, name="fence")
        for x, z, yaw in (
            (-13.0, 13.8, 0.2),
            (3.6, 15.0, 0.0),
            (-1.6, 16.4, 0.1),
            (13.4, 9.4, -0.7),
            (-12.9, 7.6, 0.9),
            (11.8, -2.2, -1.4),
            (-12.0, -2.6, 1.4),
            (-2.6, -17.5, 3.0),
            (9.5, -16.0, -2.6),
        )
    ]


def _fence_sheet(shop: Workshop, across: int, down: int) -> Bytes:
    sheet = painted_fence(across, down, shop.hour, seed=shop.seed("fence"))
    return snowed(sheet, shop.hour, depth=down / 18, seed=13) if lies(shop) else sheet


def _smoke(shop: Workshop) -> list[Card]:
    """From a few roofs, where no wind and rain take it."""
    if shop.place.weather in ("wind", "rain"):
        return []
    across, down = shop.pixels(240), shop.pixels(420)
    colour = mixed(shop.hour.haze, shop.hour.cloud_lit, 0.4)
    texture = shop.sheet("smoke", lambda: painted_smoke(across, down, colour, seed=shop.seed("smoke") % 9000))
    cards: list[Card] = []
    for index, (x, z) in enumerate(((-9.6, 12.0), (2.4, 21.5), (17.5, 22.5), (-13.6, -9.0))):
        yaw = facing(x, z) if z > 0 else math.pi - math.atan2(x, -z)
        card = upright(texture, x, 4.1, z, 3.2, yaw, name="smoke", sway=0.3)
        cards.append(flipped(card) if index % 2 else card)
    return cards
