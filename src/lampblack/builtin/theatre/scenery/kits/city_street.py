"""A city street of today: shops under flats, signs over the pavement, lamps, cars at the kerb, a crossing.

It runs on to towers in the haze; behind the camera it ends at a house across it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery import backdrop, facades, land, mood, vehicles
from lampblack.builtin.theatre.scenery.asphalt import Lot, Spill, painted_street
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.facades import NEON, height_of
from lampblack.builtin.theatre.scenery.lampposts import (
    burning_outside,
    clear_edges,
    day,
    painted_post,
    painted_string,
    shining_ball,
)
from lampblack.builtin.theatre.scenery.skyline import city, lights
from lampblack.builtin.theatre.scenery.stand import flipped, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, Shade, WaterLevel

FACE, KERB = 7.4, 4.4
"""Metres from the middle of the street to the fronts, and to the kerbs."""
HOUSE, FIRST, COUNT = 8.4, -27.0, 10
END = FIRST + HOUSE * COUNT
STOREYS = (3, 5, 4, 2, 4)
"""How many storeys over its shop each painted front has."""
LAP = 0.05
RIGHT, LEFT = 1, -1


@dataclass(frozen=True, kw_only=True, slots=True)
class House:
    """One house of a row: its side, the middle of its front, which painted front it shows."""

    side: int
    z: float
    kind: int

    @property
    def high(self) -> float:
        return height_of(STOREYS[self.kind])


def hang(shop: Workshop) -> Set:
    """The whole place."""
    houses = [*_row(RIGHT), *_row(LEFT)]
    leaves = Air(kind="leaves" if shop.place.season == "autumn" else "dust", count=10, wind=0.4)
    return Set(
        sky=(*backdrop.sky(shop), *city(shop, near=130.0, rise=0.9)),
        floors=(*_land(shop), *_ground(shop, houses)),
        cards=(
            *(_front(shop, house) for house in houses),
            *_sides(shop),
            *_ends(shop),
            *_signs(shop),
            *_posts(shop),
            *_cars(shop),
            *_trees(shop),
        ),
        fog=mood.fog(shop, density=0.010, start=18.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=_shade(shop),
        air=mood.air(shop, leaves),
        water=_puddles(shop),
    )


def _puddles(shop: Workshop) -> WaterLevel | None:
    if shop.place.weather != "rain":
        return None
    return WaterLevel(
        height=-0.02, colour=mood.shown(mixed(shop.hour.ink, shop.hour.haze, 0.25)), ripple=0.45, murk=0.22
    )


def _land(shop: Workshop) -> tuple[Card, ...]:
    return tuple(replace(card, origin=(card.origin[0], -0.05, card.origin[2])) for card in land.around(shop, "earth"))


def _shade(shop: Workshop) -> Shade:
    """The hour's light on people, and at night that of shops and lamps."""
    plain, lit = mood.shade(shop), burning_outside(shop)
    tint = mixed(plain.tint, (0.96, 0.86, 0.76), 0.5 * lit * (1.0 if shop.hour.night else 0.4))
    return replace(plain, tint=tint, rim=max(plain.rim, 0.8 * lit))


def _row(side: int) -> list[House]:
    order = (0, 2, 1, 4, 3, 0, 1, 2, 4, 0) if side == RIGHT else (2, 4, 0, 3, 1, 2, 4, 0, 1, 3)
    return [House(side=side, z=FIRST + HOUSE * (i + 0.5), kind=kind) for i, kind in enumerate(order[:COUNT])]


def _front(shop: Workshop, house: House) -> Card:
    kind = house.kind
    texture = shop.sheet(
        f"front {kind}",
        lambda: facades.painted_facade(
            shop.hour, wide=HOUSE, storeys=STOREYS[kind], metre=96.0 * shop.scale, lamps=burning_outside(shop),
            lit=lights(shop) * 1.1, snow=_snowy(shop), seed=shop.seed("front") % 60 + kind * 7,
        ),
    )  # fmt: skip
    card = upright(
        texture, house.side * FACE, 0.0, house.z, HOUSE + 2 * LAP, -math.pi / 2 * house.side, name="wall front"
    )
    return card


def _sides(shop: Workshop) -> list[Card]:
    """Where a house stands higher than its neighbour its side is seen, and at the rows' ends."""
    cards: list[Card] = []
    high = height_of(max(STOREYS))
    texture = shop.sheet(
        "blind wall",
        lambda: facades.painted_blind_wall(
            shop.hour, wide=9.0, high=high, metre=36.0 * shop.scale, lit=lights(shop), snow=_snowy(shop), seed=4
        ),
    )
    for row in (_row(RIGHT), _row(LEFT)):
        for before, after in zip((None, *row), (*row, None), strict=True):
            one = before or after
            if one is None or (before and after and abs(before.high - after.high) < 0.5):
                continue
            tall = max(house.high for house in (before, after) if house)
            z = one.z + HOUSE / 2 if before else one.z - HOUSE / 2
            card = upright(texture, one.side * (FACE + 4.5), 0.0, z, 9.0, name="wall blind")
            drop = texture.height
            cards.append(replace(card, origin=(card.origin[0], tall, z), down=(0.0, -tall / drop, 0.0)))
    return cards


def _ends(shop: Workshop) -> list[Card]:
    """Behind the camera a house stands across the street; ahead the street runs out between two corner houses."""
    cards: list[Card] = []
    for index in range(3):
        house = House(side=RIGHT, z=0.0, kind=(1, 4, 0)[index])
        card = _front(shop, house)
        x = (index - 1) * HOUSE
        cards.append(replace(upright(card.texture, x, 0.0, FIRST - 6.0, HOUSE + 2 * LAP, math.pi, name="wall across")))
    for index, x in enumerate((-4.2, 4.2)):
        card = _front(shop, House(side=RIGHT, z=0.0, kind=(2, 0)[index]))
        cards.append(upright(card.texture, x * 2.9, 0.0, END + 9.0, HOUSE + 2 * LAP, name="wall across"))
    return cards


def _spills(houses: list[House]) -> tuple[Spill, ...]:
    shops = [
        Spill(
            x=h.side * (FACE - 0.6), z=h.z, colour=mixed((255, 206, 136), NEON[h.kind % 4], 0.30), strength=1.1,
            aside=2.5, along=2.6,
        )
        for h in houses
    ]  # fmt: skip
    posts = [Spill(x=x * 0.7, z=z, colour=(255, 196, 120), strength=0.9, aside=2.6, along=2.6) for x, z in _LAMPS]
    neon = [
        Spill(x=x * 0.72, z=z - 1.5, colour=NEON[(k + 1) % 4], strength=0.34, aside=0.9, along=4.0)
        for k, (x, _, z) in enumerate(_HUNG)
    ]
    return (*shops, *posts, *neon)


_LAMPS = ((4.9, 4.6), (-4.9, 9.8), (4.9, 17.0), (-4.9, 24.0), (-4.9, -5.5), (4.9, -9.5), (-4.9, -17.0))
_HUNG = (
    (6.5, 4.2, 7.6), (-6.5, 4.6, 6.4), (6.5, 5.4, 13.5), (-6.5, 4.0, 14.6), (6.5, 4.4, 21.0), (-6.5, 5.6, 23.0),
    (6.5, 5.0, 31.0), (6.5, 4.2, -7.5), (-6.5, 4.6, -9.5), (6.5, 5.2, -16.0), (-6.5, 4.2, -18.0),
)  # fmt: skip
"""Signs over the pavement: x, height of the foot, z."""


def _ground(shop: Workshop, houses: list[House]) -> list[Card]:
    cards: list[Card] = []
    for name, near, far, metre in (("street far", 15.5, END + 14.0, 20.0), ("street", FIRST - 6.5, 16.0, 52.0)):
        lot = Lot(
            half=FACE + 0.3, near=near, far=far, metre=metre * shop.scale, hour=shop.hour, seed=shop.seed("street"),
            spills=_spills(houses), lamps=burning_outside(shop), wet=shop.place.weather == "rain", snow=_snowy(shop),
        )  # fmt: skip
        texture = shop.sheet(name, lambda lot=lot: painted_street(lot, kerb=KERB, crossing=7.4))
        cards.append(flat(texture, 0.0, 0.0 if near > 0 else 0.003, near, 2 * FACE + 0.6, far - near, name="street"))
    return cards


def _signs(shop: Workshop) -> list[Card]:
    """They jut out from the fronts, turned to both ways; at night each throws its colour into the air."""
    lit = burning_outside(shop)
    cards: list[Card] = []
    for k, (x, foot, z) in enumerate(_HUNG):
        kind = k % 5
        texture = shop.sheet(
            f"upright sign {kind}",
            lambda kind=kind: facades.painted_upright_sign(
                110.0 * shop.scale, lamps=lit, day=day(shop), seed=shop.seed("signs") % 16 * 4 + kind
            ),
        )
        card = upright(texture, x, foot, z, 1.3, name="sign")
        cards.append(flipped(card) if x > 0 else card)
        if lit > 0.4:
            tone = scaled(NEON[(shop.seed("signs") % 16 * 4 + kind + 1) % 4], 0.55)
            ball = shining_ball(shop, f"neon {tone[0]:.0f}", tone, (x, foot + 1.4, z), 3.4)
            cards.append(alight(ball, "broken") if kind == 1 else ball)
    string = shop.sheet("string", lambda: painted_string(shop, 2 * FACE, 0.7))
    cards += [upright(string, 0.0, 5.4, z, 2 * FACE, name="string") for z in (11.0, 27.0, -12.0)]
    return cards


def _posts(shop: Workshop) -> list[Card]:
    texture = shop.sheet("post", lambda: painted_post(shop, 5.6, 1.6))
    cards: list[Card] = []
    for x, z in _LAMPS:
        card = upright(texture, x - math.copysign(0.85, x), 0.0, z, 2.1, name="post")
        cards.append(flipped(card) if x > 0 else card)
        if burning_outside(shop) > 0.4:
            cards.append(shining_ball(shop, "post", (190, 138, 80), (x - math.copysign(1.5, x), 5.3, z), 2.4))
    return cards


def _cars(shop: Workshop) -> list[Card]:
    """At the kerbs, beyond the acting area."""
    lit = burning_outside(shop)
    paints: tuple[Colour, ...] = ((150, 52, 44), (64, 82, 104), (214, 172, 74))
    light = mixed(day(shop), (230.0, 200.0, 160.0), 0.35 * lit)
    cards: list[Card] = []
    for k, tone in enumerate(paints):

        def back(tone: Colour = tone) -> Bytes:
            cut = Cut(1.82, 1.55, 130.0 * shop.scale)
            vehicles.car_back(cut, tone, lit)
            return clear_edges(cut.finished(light, seed=3))

        def side(tone: Colour = tone, taxi: bool = k == 2) -> Bytes:
            cut = Cut(4.34, 1.72, 90.0 * shop.scale)
            vehicles.car_side(cut, tone, lit, taxi=taxi)
            return clear_edges(cut.finished(light, seed=3))

        tail, flank = shop.sheet(f"car back {k}", back), shop.sheet(f"car side {k}", side)
        for x, z in (((3.35, 16.0), (-3.35, -11.0)), ((-3.35, 20.5), (3.35, -15.0)), ((3.35, 27.0), (-3.35, 33.0)))[k]:
            cards.append(upright(tail, x, 0.0, z, 1.82, 0.0 if z > 0 else math.pi, name="car"))
            cards.append(
                upright(
                    flank,
                    x - math.copysign(0.85, x),
                    0.0,
                    z + 2.1,
                    4.34,
                    -math.pi / 2 * math.copysign(1, x),
                    name="car",
                )
            )

    def ride() -> Bytes:
        cut = Cut(1.76, 1.22, 120.0 * shop.scale)
        vehicles.scooter(cut, (70, 130, 122))
        return clear_edges(cut.finished(light, seed=6))

    texture = shop.sheet("scooter", ride)
    for x, z, yaw in ((-5.4, 7.2, 0.5), (5.6, 10.4, -0.6), (-5.5, 12.6, 0.7), (5.4, -6.5, -1.2)):
        cards.append(upright(texture, x, 0.0, z, 1.7, yaw, name="scooter"))
    return cards


def _trees(shop: Workshop) -> list[Card]:
    kind = "bare" if shop.place.season == "winter" else "broadleaf"
    sheet = tree_sheet(shop, kind, 0, side=shop.sun.side(0.0), size=620)
    places = (
        (-5.6, 17.5, 7.5),
        (5.7, 24.0, 8.0),
        (-5.6, 30.0, 7.0),
        (5.6, 38.0, 8.0),
        (-5.6, -13.5, 7.0),
        (5.7, -20.0, 7.5),
    )
    return [tree(shop, sheet, x, z, tall, flip=x > 0) for x, z, tall in places]


def _snowy(shop: Workshop) -> bool:
    return land.soil_of(shop, "rock") == "snow"
