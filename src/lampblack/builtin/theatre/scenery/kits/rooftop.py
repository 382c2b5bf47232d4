"""A flat roof of today over the city: parapet, water tank, stair-head with a lamp, a big sign on its frame, washing."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, furniture, land, mood
from lampblack.builtin.theatre.scenery.asphalt import Lot, Spill, painted_deck
from lampblack.builtin.theatre.scenery.cutting import INK, Cut, bent
from lampblack.builtin.theatre.scenery.facades import marks
from lampblack.builtin.theatre.scenery.lampposts import (
    burning_outside,
    clear_edges,
    day,
    painted_string,
    shining_ball,
)
from lampblack.builtin.theatre.scenery.skyline import NEON, city
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Set, Shade, WaterLevel

HALF, FRONT, BACK = 10.5, -15.0, 11.5
DEEP = -42.0
"""How far below the roof the streets are, in metres."""
BRICK: Colour = (140.0, 98.0, 80.0)
STAIR = (-6.6, 8.2)
SIGN = (6.4, 10.6)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    return Set(
        sky=(*backdrop.sky(shop), *city(shop, foot=DEEP, near=230.0, rise=1.25), *city_near(shop)),
        floors=(*_streets(shop), _deck(shop)),
        cards=(*_parapet(shop), *_things(shop), *_lamps(shop)),
        fog=mood.fog(shop, density=0.004, start=25.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=_shade(shop),
        air=mood.air(shop, Air(kind="dust", count=8, wind=0.6)),
        water=_puddles(shop),
    )


def city_near(shop: Workshop) -> tuple[Card, ...]:
    """A nearer row of houses, as high as this one, all round below the parapet."""
    return tuple(replace(card, name="near city") for card in city(shop, foot=DEEP, near=75.0, rise=0.68, rings=1))


def _puddles(shop: Workshop) -> WaterLevel | None:
    if shop.place.weather != "rain":
        return None
    return WaterLevel(
        height=-0.02, colour=mood.shown(mixed(shop.hour.ink, shop.hour.haze, 0.35)), ripple=0.5, murk=0.25
    )


def _streets(shop: Workshop) -> tuple[Card, ...]:
    """What lies below: the ground far down; with water on the roof there is none, the mirror takes its place."""
    if shop.place.weather == "rain":
        return ()
    return tuple(replace(card, origin=(card.origin[0], DEEP, card.origin[2])) for card in land.around(shop, "earth"))


def _shade(shop: Workshop) -> Shade:
    plain, lit = mood.shade(shop), burning_outside(shop)
    tint = mixed(plain.tint, (0.94, 0.84, 0.80), 0.42 * lit * (1.0 if shop.hour.night else 0.4))
    return replace(plain, tint=tint, rim=max(plain.rim, 0.85 * lit))


def _deck(shop: Workshop) -> Card:
    lot = Lot(
        half=HALF, near=FRONT, far=BACK, metre=58.0 * shop.scale, hour=shop.hour, seed=shop.seed("deck"),
        spills=(
            Spill(x=STAIR[0] + 0.6, z=STAIR[1] - 1.4, colour=(255, 196, 112), strength=1.3, aside=2.2, along=1.8),
            Spill(x=SIGN[0], z=SIGN[1] - 2.5, colour=NEON[0], strength=1.0, aside=4.0, along=3.4),
            Spill(x=0.0, z=3.0, colour=(255, 196, 120), strength=0.5, aside=6.0, along=4.0),
        ),
        lamps=burning_outside(shop), wet=shop.place.weather == "rain", snow=_snowy(shop),
    )  # fmt: skip
    return flat(shop.sheet("deck", lambda: painted_deck(lot)), 0.0, 0.0, FRONT, 2 * HALF, BACK - FRONT, name="deck")


def _near_lamps(shop: Workshop, share: float = 0.4) -> Colour:
    return mixed(scaled(day(shop), 0.95), (232.0, 190.0, 150.0), share * burning_outside(shop))


def _parapet(shop: Workshop) -> list[Card]:
    """A low brick wall with a coping all round; it hides the edge of the roof."""
    long = 7.0

    def paint() -> Bytes:
        cut = Cut(long, 1.12, 74.0 * shop.scale)
        cut.box(0.0, 0.0, long, 1.0, BRICK, ink=0.0)
        for j in range(12):
            cut.line(((0.0, j * 0.085), (long, j * 0.085)), 0.010, scaled(BRICK, 0.72))
            for i in range(int(long / 0.5) + 1):
                x = i * 0.5 + 0.25 * (j % 2)
                cut.line(((x, j * 0.085), (x, j * 0.085 + 0.085)), 0.010, scaled(BRICK, 0.72))
        for k in range(9):
            cut.box(
                0.3 + k * 0.83, 0.17 + 0.085 * (k * 5 % 8), 0.24, 0.08, scaled(BRICK, 0.84 + 0.05 * (k % 5)), ink=0.0
            )
        top: Colour = (236, 240, 248) if _snowy(shop) else (176, 168, 154)
        cut.box(0.0, 0.98, long, 0.13, top)
        sheet = cut.finished(_near_lamps(shop, 0.3), seed=21)
        sheet[:2] = 0
        return sheet

    texture = shop.sheet("parapet", paint)
    cards: list[Card] = []
    for k in range(3):
        x = (k - 1) * long
        cards.append(upright(texture, x, 0.0, BACK, long + 0.1, name="wall parapet"))
        cards.append(upright(texture, x, 0.0, FRONT, long + 0.1, math.pi, name="wall parapet"))
    for k in range(4):
        z = FRONT + 26.5 * (k + 0.5) / 4
        cards.append(upright(texture, HALF, 0.0, z, 6.75, -math.pi / 2, name="wall parapet"))
        cards.append(upright(texture, -HALF, 0.0, z, 6.75, math.pi / 2, name="wall parapet"))
    return cards


def _things(shop: Workshop) -> list[Card]:
    lit, snow = burning_outside(shop), _snowy(shop)
    light = _near_lamps(shop)
    cap: Colour = (236, 240, 248)

    def stair() -> Bytes:
        cut = Cut(3.4, 3.2, 84.0 * shop.scale)
        cut.box(0.06, 0.0, 3.26, 2.9, (168, 156, 138))
        cut.box(0.0, 2.86, 3.38, 0.24, cap if snow else (120, 114, 108))
        cut.box(1.25, 0.0, 1.1, 2.2, (70, 62, 58))
        cut.box(1.33, 0.0, 0.94, 2.1, (92, 112, 108))
        cut.box(1.5, 1.3, 0.6, 0.6, mixed((96, 104, 104), (255, 214, 140), lit), shine=lit > 0.2)
        cut.box(1.55, 2.38, 0.5, 0.16, (60, 60, 64))
        cut.disc(1.8, 2.38, 0.13, 0.09, mixed((180, 176, 164), (255, 240, 200), lit), shine=lit > 0.2)
        cut.line(((0.5, 0.0), (0.5, 2.85)), 0.08, (128, 118, 108))
        cut.box(2.6, 0.5, 0.5, 0.7, (150, 152, 150))
        cut.line([(0.75, 2.9), (0.75, 3.15)], 0.03, INK)
        return clear_edges(cut.finished(light, seed=22))

    def tank() -> Bytes:
        cut = Cut(3.0, 4.6, 72.0 * shop.scale)
        for x in (0.5, 1.45, 2.4):
            cut.line(((x, 0.0), (x, 1.9)), 0.11, (74, 66, 62))
        cut.line(((0.5, 0.2), (2.4, 1.7)), 0.05, (74, 66, 62))
        cut.line(((2.4, 0.2), (0.5, 1.7)), 0.05, (74, 66, 62))
        cut.box(0.25, 1.85, 2.5, 0.14, (86, 76, 70))
        wood: Colour = (126, 92, 68)
        cut.box(0.35, 1.98, 2.3, 1.75, wood)
        for k in range(15):
            cut.box(
                0.35 + k * 0.154,
                1.98,
                0.15,
                1.75,
                scaled(wood, 0.78 + 0.34 * math.sin(math.pi * (k + 0.5) / 15)),
                ink=0.004,
            )
        for y in (2.25, 2.85, 3.4):
            cut.line(((0.33, y), (2.67, y)), 0.04, (60, 54, 52))
        cut.shape(((0.2, 3.7), (2.8, 3.7), (1.5, 4.5)), cap if snow else (98, 92, 90))
        return clear_edges(cut.finished(scaled(light, 0.92), seed=23))

    def board() -> Bytes:
        cut = Cut(6.4, 5.4, 74.0 * shop.scale)
        for x in (0.7, 2.3, 4.0, 5.6):
            cut.line(((x, 0.0), (x, 5.1)), 0.10, (50, 50, 56))
        for a, b in (((0.7, 0.2), (2.3, 1.9)), ((4.0, 1.9), (5.6, 0.2)), ((2.3, 0.2), (4.0, 1.9))):
            cut.line((a, b), 0.05, (50, 50, 56))
        cut.box(0.3, 2.0, 5.8, 3.1, mixed((70, 64, 70), (52, 22, 34), lit))
        tone = mixed((156, 148, 142), NEON[0], 0.25 + 0.75 * lit)
        second = mixed((148, 150, 150), NEON[1], 0.25 + 0.75 * lit)
        corners = [(0.5, 2.2), (5.9, 2.2), (5.9, 4.9), (0.5, 4.9)]
        for side in zip(corners, (*corners[1:], corners[0]), strict=True):
            cut.tube(side, 0.07, second) if lit > 0.2 else cut.line(side, 0.07, second)
        ring = bent((1.7, 3.55), (0.82, 0.82), 0.0, math.tau, 30)
        cut.tube(ring, 0.09, tone) if lit > 0.2 else cut.line(ring, 0.09, tone)
        # a new moon over three waves
        moon = [*bent((1.7, 3.72), (0.42, 0.42), 0.9, 5.4, 16)]
        strokes = [moon, *([(1.15 + 0.2 * i, 3.12 + 0.10 * k + 0.05 * (i % 2)) for i in range(6)] for k in range(2))]
        for stroke in strokes:
            cut.tube(stroke, 0.06, tone) if lit > 0.2 else cut.line(stroke, 0.06, tone)
        rng = np.random.default_rng(shop.seed("board"))
        marks(cut, rng, (2.9, 3.5, 2.7, 0.9), tone, lit)
        marks(cut, rng, (2.9, 2.55, 2.7, 0.55), second, lit)
        return clear_edges(cut.finished(light, seed=24))

    def cooler() -> Bytes:
        cut = Cut(1.6, 1.25, 90.0 * shop.scale)
        cut.box(0.08, 0.12, 1.44, 0.98, (162, 166, 164))
        for x in (0.46, 1.14):
            cut.disc(x, 0.62, 0.28, 0.28, (98, 102, 102))
            cut.disc(x, 0.62, 0.09, 0.09, (140, 144, 144))
            cut.line(((x - 0.26, 0.62), (x + 0.26, 0.62)), 0.03, (140, 144, 144))
        cut.box(0.05, 1.08, 1.5, 0.08, cap if snow else (132, 136, 134))
        for x in (0.2, 1.3):
            cut.box(x, 0.0, 0.12, 0.14, (70, 70, 74), ink=0.0)
        return clear_edges(cut.finished(light, seed=25))

    def washing() -> Bytes:
        cut = Cut(4.6, 2.2, 84.0 * shop.scale)
        for x in (0.1, 4.5):
            cut.line(((x, 0.0), (x, 2.1)), 0.07, (84, 78, 74))
            cut.line(((x - 0.09, 2.05), (x + 0.09, 2.05)), 0.05, (84, 78, 74))
        cut.line([(0.1, 2.05), (2.3, 1.94), (4.5, 2.05)], 0.018, (60, 60, 62))
        for x, wide, long, tone in (
            (0.5, 1.1, 1.15, (226, 222, 210)), (1.75, 0.55, 0.7, (166, 70, 58)),
            (2.45, 0.8, 0.8, (92, 126, 150)), (3.4, 0.75, 1.2, (206, 190, 150)),
        ):  # fmt: skip
            cut.shape(
                (
                    (x, 1.98),
                    (x + wide, 1.98),
                    (x + wide * 0.96, 1.98 - long),
                    (x + wide * 0.5, 1.93 - long),
                    (x + 0.04, 1.99 - long),
                ),
                tone,
            )
            cut.line(((x + wide * 0.3, 1.9), (x + wide * 0.28, 2.05 - long)), 0.02, scaled(tone, 0.8))
        return clear_edges(cut.finished(light, seed=26))

    sheets: dict[str, Texture] = {
        name: shop.sheet(name, paint)
        for name, paint in (
            ("stair head", stair),
            ("tank", tank),
            ("board", board),
            ("cooler", cooler),
            ("washing", washing),
        )
    }
    plant = shop.sheet("roof plant", lambda: _plant(shop, light))
    wet = shop.place.weather in ("rain", "snow")
    cards = [
        upright(sheets["stair head"], STAIR[0], 0.0, STAIR[1], 3.4, 0.32, name="stair head"),
        upright(sheets["board"], SIGN[0], 0.0, SIGN[1], 6.4, -0.18, name="board"),
        upright(sheets["tank"], -1.9, 0.0, 10.6, 3.0, name="tank"),
        upright(sheets["cooler"], 1.5, 0.0, 10.4, 1.6, name="cooler"),
        upright(sheets["cooler"], 8.6, 0.0, 4.6, 1.6, -0.8, name="cooler"),
        upright(sheets["cooler"], -9.0, 0.0, -3.4, 1.6, 1.3, name="cooler"),
        upright(sheets["cooler"], 5.2, 0.0, -13.0, 1.6, math.pi, name="cooler"),
        flipped(upright(sheets["tank"], -5.4, 0.0, -13.4, 3.0, math.pi, name="tank")),
        upright(sheets["stair head"], 9.0, 0.0, -4.0, 3.4, -1.35, name="stair head"),
        upright(plant, -4.3, 0.0, 9.9, 0.9, name="plant"),
        upright(plant, 4.4, 0.0, 8.4, 0.8, name="plant"),
    ]
    if not wet:
        cards.append(upright(sheets["washing"], -7.9, 0.0, 3.6, 4.6, 0.75, name="washing", sway=0.05))
    return cards


def _plant(shop: Workshop, light: Colour) -> Bytes:
    cut = Cut(0.9, 1.5, 110.0 * shop.scale)
    furniture.plant(cut, seed=8)
    return clear_edges(cut.finished(light, seed=27))


def _lamps(shop: Workshop) -> list[Card]:
    string = shop.sheet("string", lambda: painted_string(shop, 12.0, 0.8))
    cards = [upright(string, 0.0, 3.3, 8.8, 12.0, name="string")]
    if burning_outside(shop) > 0.4:
        cards += [
            shining_ball(shop, "stair", (230, 170, 96), (STAIR[0] + 0.1, 2.35, STAIR[1] - 0.1), 2.6),
            shining_ball(shop, "neon", scaled(NEON[0], 0.45), (SIGN[0] - 1.3, 3.5, SIGN[1] - 0.3), 5.6),
            shining_ball(shop, "neon two", scaled(NEON[1], 0.22), (SIGN[0] + 1.2, 3.4, SIGN[1] - 0.3), 5.0),
        ]
    return cards


def _snowy(shop: Workshop) -> bool:
    return land.soil_of(shop, "rock") == "snow"
