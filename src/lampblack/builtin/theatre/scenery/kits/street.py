"""An old street: paving between two rows of shops under tiled eaves, lanterns, a gate tower in the haze at its end.

The rows stand along z at both sides of the acting area, in true perspective, and reach behind where cameras stand.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.buildings import glow, painted_lantern
from lampblack.builtin.theatre.scenery.mist import painted_bank
from lampblack.builtin.theatre.scenery.paving import painted_paving
from lampblack.builtin.theatre.scenery.rooftops import (
    painted_fascia,
    painted_firewall,
    painted_gatehouse,
    painted_slope,
)
from lampblack.builtin.theatre.scenery.shopfronts import CLOTHS, PENT, Front, painted_front
from lampblack.builtin.theatre.scenery.stand import flipped, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wares import painted_awning, painted_cart, painted_jars, painted_line
from lampblack.builtin.theatre.scenery.wash import mixed
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Roof, Set, Shade

FACE = 6.5
"""Metres from the middle of the street to the house fronts."""
HOUSE = 4.6
"""Metres of street a house has."""
FIRST = -25.0
"""Where the rows begin, behind every camera."""
COUNT = 13
KINDS = 7
TALL, LOW = 5.4, 3.5
"""Eaves of houses with two storeys and with one."""
GATE = 47.0
LINES = (9.5, 18.0, 27.0)
"""Where lanterns hang on a line across the street."""
OFFSETS = (-1.4, -0.5)
"""Where before a house things stand or hang, from its middle. Cards are laid far to near by their middles: what stands
beyond the middle of a front is laid before it and lost behind it."""
LAP = 0.05
"""Fronts reach past where they meet by this much: two cut edges side by side show what is behind."""
RIGHT, LEFT = 1, -1


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """One house of a row: which side (1 right, -1 left), the middle of its front, which painted front it shows."""

    side: int
    z: float
    kind: int

    @property
    def tall(self) -> bool:
        return self.kind not in (2, 5)

    @property
    def height(self) -> float:
        return TALL if self.tall else LOW


def hang(shop: Workshop) -> Set:
    """The whole place."""
    rows = {side: _row(side) for side in (RIGHT, LEFT)}
    houses = [house for row in rows.values() for house in row]
    leaves = Air(kind="leaves" if shop.place.season == "autumn" else "dust", count=14, wind=0.3)
    return Set(
        sky=(*backdrop.sky(shop), *_distance(shop)),
        floors=(*land.around(shop, "earth"), *_paving(shop, houses)),
        cards=(
            *_gate(shop),
            *_gardens(shop),
            *(card for house in houses for card in _house(shop, house)),
            *(card for row in rows.values() for card in _firewalls(shop, row)),
            *_trade(shop, houses),
            *_lanterns(shop),
        ),
        fog=mood.fog(shop, density=0.012, start=16.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=_shade(shop),
        air=mood.air(shop, leaves),
        roofs=(
            Roof(left=FACE - 0.9, right=FACE + 9.0, near=FIRST, far=FIRST + COUNT * HOUSE, height=LOW),
            Roof(left=-FACE - 9.0, right=0.9 - FACE, near=FIRST, far=FIRST + COUNT * HOUSE, height=LOW),
        ),
    )


def lamps(shop: Workshop) -> float:
    """How much lamplight shows: 1 at night, some in the rain by day, none in sunshine."""
    burning = {"night": 1.0, "dusk": 0.9, "dawn": 0.75}.get(shop.place.time, 0.0)
    return max(burning, {"rain": 0.55, "snow": 0.35, "mist": 0.25}.get(shop.place.weather, 0.0))


def _shade(shop: Workshop) -> Shade:
    """The hour's light on people, and at night that of a street full of lamps."""
    plain, burning = mood.shade(shop), lamps(shop)
    dark = 1.0 if shop.hour.night else 0.4
    tint = mixed(plain.tint, (0.98, 0.84, 0.68), 0.55 * burning * dark)
    return replace(plain, tint=tint, rim=max(plain.rim, 0.75 * burning))


def _row(side: int) -> list[House]:
    order = (0, 3, 5, 1, 4, 2, 6, 0, 3, 2, 1, 4, 6) if side == RIGHT else (4, 1, 6, 2, 0, 3, 5, 1, 4, 6, 0, 2, 3)
    shift = 0.0 if side == RIGHT else HOUSE * 0.45
    return [House(side=side, z=FIRST + shift + HOUSE * (i + 0.5), kind=kind) for i, kind in enumerate(order[:COUNT])]


def _distance(shop: Workshop) -> list[Card]:
    hills = [
        Ridge(
            azimuth=-2.2 + 0.63 * i,
            breadth=0.85,
            rise=0.13 + 0.05 * (i % 3),
            distance=520,
            far=0.72,
            folds=3,
            summits=4,
            density=14,
            sunk=0.02,
            trees=20,
            tree_size=5,
        )
        for i in range(10)
    ]
    return [
        *backdrop.ridges(shop, "hills", hills),
        *backdrop.banks(shop, "hill mist", distance=300, low=-8, high=34, count=8, density=0.85),
    ]


def _paving(shop: Workshop, houses: list[House]) -> list[Card]:
    """The street itself: once in full for where people walk, once, coarser, all the way to the gate."""
    spills = tuple((h.side * FACE, h.z) for h in houses if h.kind != 6)
    cards: list[Card] = []
    for name, near, far, metre, feather in (
        ("street", FIRST - 2, GATE - 2, 20.0, 0.0),
        ("paving", -13.0, 11.0, 62.0, 3.0),
    ):
        fine = metre * shop.scale
        texture = shop.sheet(
            name,
            lambda near=near, far=far, fine=fine, feather=feather: painted_paving(
                shop.hour,
                half=FACE + 0.3,
                near=near,
                far=far,
                metre=fine,
                feather=feather,
                spills=spills,
                lamps=lamps(shop),
                snow=_snowy(shop),
                seed=shop.seed("paving") % 9000,
            ),
        )
        height = 0.004 if feather else 0.0
        cards.append(flat(texture, 0.0, height, near, 2 * FACE + 0.6, far - near, name=name))
    return cards


def _house(shop: Workshop, house: House) -> list[Card]:
    """A front, its lean-to, its eave and its roof."""
    burning, seed = lamps(shop), shop.seed("front", house.kind)
    metre = 136.0 * shop.scale
    front = Front(
        width=HOUSE,
        height=house.height,
        metre=metre,
        lamps=burning,
        seed=seed,
        storeys=2 if house.tall else 1,
        closed=house.kind == 6,
    )
    texture = shop.sheet(f"front {house.kind}", lambda: painted_front(front, shop.hour))
    turn = -math.pi / 2 * house.side
    wall = upright(texture, house.side * FACE, 0.0, house.z, HOUSE + 2 * LAP, turn, name="wall front")
    high = house.height
    # the far eave of a ridge that faces the sun is bright, the other in shade
    light = 0.5 - 0.35 * house.side * shop.sun.side(0.0)
    side = "right" if house.side == RIGHT else "left"
    eaves = shop.sheet(
        f"eaves {side}",
        lambda: painted_slope(
            round(HOUSE * 90 * shop.scale),
            round(95 * shop.scale),
            90.0 * shop.scale,
            shop.hour,
            light=light,
            snow=_snowy(shop),
            seed=shop.seed("eaves") % 9000,
            ridge=False,
        ),
    )
    roof = shop.sheet(
        f"roof {side}",
        lambda: painted_slope(
            round(HOUSE * 60 * shop.scale),
            round(4.1 * 60 * shop.scale),
            60.0 * shop.scale,
            shop.hour,
            light=light,
            snow=_snowy(shop),
            seed=shop.seed("roof") % 9000,
        ),
    )
    cards = [
        _slope(roof, house, (FACE - 0.05, high + 0.22), (9.3, high + 3.1), 0.02),
        wall,
        _slope(eaves, house, (FACE - 0.85, high - 0.22), (FACE + 0.12, high + 0.32), -0.03),
    ]
    edge = _fascia(shop)
    cards.append(_fronting(edge, house, FACE - 0.84, high - 0.24, -0.06))
    if house.tall:
        cards.append(_slope(eaves, house, (FACE - 0.95, PENT - 0.14), (FACE, PENT + 0.34), -0.04))
        cards.append(_fronting(edge, house, FACE - 0.94, PENT - 0.15, -0.07))
    return cards


def _fascia(shop: Workshop) -> Texture:
    wide, high = round(HOUSE * 90 * shop.scale), max(16, round(24 * shop.scale))
    return shop.sheet(
        "fascia",
        lambda: painted_fascia(wide, high, shop.hour, lamps=lamps(shop), pitch=90.0 * shop.scale * 0.21),
    )


def _fronting(texture: Texture, house: House, x: float, top: float, ahead: float) -> Card:
    """The upright edge of an eave, a hand high, its upper side at `top`."""
    card = _slope(texture, house, (x, top - 0.20), (x, top + 0.03), ahead)
    return replace(card, name="wall fascia")


def _snowy(shop: Workshop) -> bool:
    return land.soil_of(shop, "rock") == "snow"


def _slope(texture: Texture, house: House, low: tuple[float, float], high: tuple[float, float], ahead: float) -> Card:
    """A sloping sheet along the street from `high` (x, y) down to `low`; `ahead` settles which of two is drawn last."""
    s, length = house.side, HOUSE + 2 * LAP
    step = length / texture.width
    drop = 1.0 / texture.height
    return Card(
        texture=texture,
        origin=(s * high[0], high[1], house.z + s * length / 2 + ahead),
        across=(0.0, 0.0, -s * step),
        down=(s * (low[0] - high[0]) * drop, (low[1] - high[1]) * drop, 0.0),
        name="wall roof",
    )


def _firewalls(shop: Workshop, row: list[House]) -> list[Card]:
    """Stepped walls between houses: wherever two heights meet, and at the row's ends."""
    cards: list[Card] = []
    metre = 62.0 * shop.scale
    pairs = zip((None, *row), (*row, None), strict=True)
    for before, after in pairs:
        one = before or after
        if one is None or (before and after and before.tall == after.tall):
            continue
        tall = max(house.height for house in (before, after) if house) + 3.9
        texture = shop.sheet(
            f"fire wall {tall:.1f}",
            lambda tall=tall: painted_firewall(
                round(4.3 * metre), round(tall * metre), metre, shop.hour, steps=3, seed=shop.seed("fire wall") % 9000
            ),
        )
        z = one.z + HOUSE / 2 if before else one.z - HOUSE / 2
        card = upright(texture, one.side * 8.0, 0.0, z, 4.3, name="fire wall")
        cards.append(card if one.side == RIGHT else flipped(card))
    return cards


def _gate(shop: Workshop) -> list[Card]:
    across = shop.pixels(900)
    down = round(across * 0.82)
    texture = shop.sheet(
        "gate",
        lambda: painted_gatehouse(
            across, down, shop.hour, side=shop.sun.side(0.0), lamps=lamps(shop), seed=shop.seed("gate") % 9000
        ),
    )
    wide, tall = shop.pixels(560), shop.pixels(150)
    mist = shop.sheet(
        "gate mist",
        lambda: painted_bank(wide, tall, backdrop.mist_colour(shop, 0.0), density=0.8, seed=shop.seed("gate mist")),
    )
    return [
        upright(texture, 0.0, 0.0, GATE, 24.0, name="gate"),
        replace(upright(mist, 0.0, -0.6, GATE - 5.0, 30.0, name="gate mist"), fog=0.0),
    ]


def _gardens(shop: Workshop) -> list[Card]:
    """Crowns of old trees over the roofs, beyond the gate, and where the street begins behind every camera."""
    old = tree_sheet(shop, "broadleaf", 0, side=shop.sun.side(0.0))
    other = tree_sheet(shop, "broadleaf", 1, side=shop.sun.side(0.0))
    cards: list[Card] = []
    rng = np.random.default_rng(shop.seed("gardens"))
    for index, z in enumerate((-24.0, -13.0, -3.0, 6.0, 14.0, 23.0, 33.0)):
        for side in (RIGHT, LEFT):
            x = side * float(rng.uniform(11.5, 14.5))
            at = z + float(rng.uniform(-3.0, 3.0))
            yaw = -side * (0.9 if z < 10.0 else 0.35)
            sheet = old if (index + side) % 3 else other
            cards.append(tree(shop, sheet, x, at, float(rng.uniform(9.5, 12.5)), yaw=yaw, flip=index % 2 == 0))
    for x in (-15.0, 14.0, -21.0, 21.0):
        cards.append(tree(shop, old if x < 0 else other, x, GATE + 6.0, 13.0, flip=x > 0))
    for x, behind, high in ((-8.6, 9.0, 9.0), (-3.4, 15.0, 7.6), (2.2, 10.0, 8.6), (7.8, 14.0, 9.6)):
        cards.append(tree(shop, other if high < 9.0 else old, x, FIRST - behind, high, yaw=0.0, flip=x > 0))
    return cards


def _trade(shop: Workshop, houses: list[House]) -> list[Card]:
    """Awnings over some shops, jars before others, two carts; all beyond the acting area."""
    burning = lamps(shop)
    across = shop.pixels(300)
    cards: list[Card] = []
    for index, house in enumerate(houses):
        if house.kind == 6:
            continue
        variant = index % 3
        jars = shop.sheet(
            f"jars {variant}",
            lambda variant=variant: painted_jars(
                across, int(across * 0.62), shop.hour, lamps=burning, seed=shop.seed("jars", variant)
            ),
        )
        for offset in OFFSETS:
            if (index + (offset > -1.0)) % 3 == 0:
                continue
            z = house.z + offset
            cards.append(upright(jars, house.side * 5.82, -0.01, z, 0.95, _turned(house.side, z), name="jars"))
        if index % 4 == 1:
            cloth = CLOTHS[index % len(CLOTHS)]
            wide = shop.pixels(420)
            awning = shop.sheet(
                f"awning {index % len(CLOTHS)}",
                lambda cloth=cloth, wide=wide: painted_awning(wide, int(wide * 0.32), cloth, shop.hour, lamps=burning),
            )
            sheet = _slope(awning, house, (FACE - 1.25, 2.02), (FACE - 0.1, 2.62), -0.05)
            cards.append(replace(sheet, name="awning"))
    cart = shop.sheet(
        "cart",
        lambda: painted_cart(shop.pixels(420), shop.pixels(250), shop.hour, lamps=burning, seed=shop.seed("cart")),
    )
    for x, z, turn in ((5.75, 13.0, -0.9), (-5.75, 6.3, 1.0), (5.8, -9.7, -1.2)):
        cards.append(upright(cart, x, -0.02, z, 1.9, turn, name="cart"))
    return cards


def _turned(side: int, z: float) -> float:
    """Half towards the street's middle, half towards the audience: never seen edge on."""
    return -side * (0.75 if z > -2.0 else 1.35)


def _lanterns(shop: Workshop) -> list[Card]:
    """Under the eaves along both rows; they burn while lamps do."""
    across = shop.pixels(180)
    texture = shop.sheet("lantern", lambda: painted_lantern(across, int(across * 1.5)))
    ball = shop.sheet("lamp glow", lambda: glow(shop.pixels(256), (255, 166, 82)))
    cards: list[Card] = []
    hung: list[tuple[float, float, float]] = []
    for house in (*_row(RIGHT), *_row(LEFT)):
        for offset in OFFSETS if house.kind % 2 else OFFSETS[1:]:
            hung.append((house.side * (FACE - 1.0), 2.13, house.z + offset))
    for line in LINES:
        cards.append(_line(shop, line))
        hung.extend((x, _sag(x) - 0.31, line) for x in (-4.4, -2.2, 0.0, 2.2, 4.4))
    burning = lamps(shop) > 0.5
    dark = shop.place.time in ("dusk", "night", "dawn")
    for x, y, z in hung:
        # round things: turned to the middle of the acting area, from before and from behind
        yaw = -math.atan2(x, z + 1.5)
        cards.append(upright(texture, x, y - 0.31, z, 0.42, yaw, name="lantern"))
        if burning:
            # a row seen from its end adds up to one blaze: the far ones shine less
            wide = (1.9 if dark else 1.3) * (1.0 if z < 10.0 else max(0.45, 1.0 - (z - 10.0) / 26.0))
            cards.append(
                alight(
                    upright(ball, x, y + 0.02 - wide / 2, z - 0.04, wide, yaw, name="glow", fog=0.0, glow=1.0),
                    "lantern",
                )
            )
    return cards


def _sag(x: float) -> float:
    """How high the line across the street hangs."""
    return 4.25 + 0.55 * (x / FACE) ** 2


def _line(shop: Workshop, z: float) -> Card:
    wide, high = shop.pixels(900), max(16, shop.pixels(56))
    drop = 0.80

    heights = [0.9 - (_sag(x) - 4.25) / drop for x in np.linspace(-FACE, FACE, 25).tolist()]
    texture = shop.sheet("line", lambda: painted_line(wide, high, shop.hour, heights))
    card = upright(texture, 0.0, 0.0, z, 2 * FACE, name="line")
    return replace(card, origin=(-FACE, 4.25 + 0.9 * drop, z), down=(0.0, -drop / card.texture.height, 0.0))
