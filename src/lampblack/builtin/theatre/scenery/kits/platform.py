"""A railway platform: it runs away from the audience between two tracks, under a roof on iron columns; a train stands
further up, its windows lit; beyond the other track a wall, and the city.
"""

from __future__ import annotations

import math
from dataclasses import replace

from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, land, mood
from lampblack.builtin.theatre.scenery.asphalt import Lot, Spill, painted_platform, painted_track
from lampblack.builtin.theatre.scenery.cutting import INK, Cut
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.lampposts import burning_outside, clear_edges, day, shining_ball
from lampblack.builtin.theatre.scenery.skyline import WINDOWS, city
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Roof, Set, Shade, WaterLevel

HALF, LONG, FRONT = 4.6, 70.0, -22.0
"""Half the platform's width, and how far it runs, in metres."""
BED = -1.05
"""The rails' level below the platform."""
ROOF = 4.3
COLUMNS = (-14.0, -7.0, 8.5, 15.5, 22.5, 29.5, 36.5)
IRON: Colour = (66.0, 84.0, 80.0)
CREAM: Colour = (206.0, 192.0, 160.0)
LIVERY: Colour = (120.0, 44.0, 40.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    leaves = Air(kind="leaves" if shop.place.season == "autumn" else "dust", count=10, wind=0.5)
    return Set(
        sky=(*backdrop.sky(shop), *city(shop, foot=-6.0, near=190.0, rise=0.8)),
        floors=(*_land(shop), *_roof(shop), *_ground(shop)),
        cards=(*_ends(shop), *_columns(shop), *_train(shop), *_opposite(shop), *_things(shop), *_lamps(shop)),
        fog=mood.fog(shop, density=0.009, start=18.0),
        grade=mood.grade(shop),
        sun=mood.sun(shop),
        shade=_shade(shop),
        air=mood.air(shop, leaves),
        roofs=(Roof(left=0.3 - HALF, right=HALF - 0.3, near=FRONT, far=FRONT + 63.0, height=ROOF),),
        water=_puddles(shop),
    )


def _puddles(shop: Workshop) -> WaterLevel | None:
    if shop.place.weather != "rain":
        return None
    return WaterLevel(height=-0.02, colour=mood.shown(mixed(shop.hour.ink, shop.hour.haze, 0.3)), ripple=0.5, murk=0.3)


def _land(shop: Workshop) -> tuple[Card, ...]:
    """The land about, as far down as the tracks lie; in the rain the platform's mirror takes its place."""
    drop = -1.6 if shop.place.weather != "rain" else -0.03
    return tuple(replace(card, origin=(card.origin[0], drop, card.origin[2])) for card in land.around(shop, "earth"))


def _shade(shop: Workshop) -> Shade:
    plain, lit = mood.shade(shop), burning_outside(shop)
    tint = mixed(plain.tint, (0.96, 0.90, 0.80), 0.5 * lit * (1.0 if shop.hour.night else 0.4))
    return replace(plain, tint=tint, rim=max(plain.rim, 0.7 * lit))


def _spills() -> tuple[Spill, ...]:
    return tuple(
        Spill(x=x, z=z, colour=(255, 214, 150), strength=0.95, aside=2.4, along=2.0)
        for z in (-16.0, -9.0, -2.0, 5.0, 12.0, 19.0, 26.0, 33.0)
        for x in (-2.2, 2.2)
    )


def _ground(shop: Workshop) -> list[Card]:
    lit, wet = burning_outside(shop), shop.place.weather == "rain"
    snow = land.soil_of(shop, "rock") == "snow"
    cards: list[Card] = []
    for name, side in (("left", -1), ("right", 1)):
        lot = Lot(
            half=2.3, near=FRONT - 10, far=LONG, metre=20.0 * shop.scale, hour=shop.hour, seed=shop.seed("track"),
            spills=(Spill(x=-1.6 * side, z=20.0, aside=1.6, along=26.0, strength=0.35),), lamps=lit, snow=snow, wet=wet,
        )  # fmt: skip
        texture = shop.sheet(f"track {name}", lambda lot=lot: painted_track(lot))
        level = BED if not wet else -0.015
        cards.append(flat(texture, side * (HALF + 2.2), level, FRONT - 10, 4.6, LONG - FRONT + 10, name="track"))
    for name, near, far, metre in (("platform far", 14.0, LONG - 8, 24.0), ("platform", FRONT, 14.4, 66.0)):
        lot = Lot(
            half=HALF, near=near, far=far, metre=metre * shop.scale, hour=_under(shop), seed=shop.seed("slabs"),
            spills=_spills(), lamps=lit, wet=wet, snow=snow,
        )  # fmt: skip
        texture = shop.sheet(name, lambda lot=lot: painted_platform(lot))
        cards.append(flat(texture, 0.0, 0.0 if near > 0 else 0.003, near, 2 * HALF, far - near, name="platform"))
    return cards


def _under(shop: Workshop) -> Hour:
    """The hour under a roof: less of the sky."""
    return replace(shop.hour, lit=scaled(shop.hour.lit, 0.9), shade=scaled(shop.hour.shade, 0.92))


def _roof(shop: Workshop) -> list[Card]:
    """The roof over the platform, seen from below: boards, beams, and lamps in a row."""
    lit = burning_outside(shop)

    def paint() -> Bytes:
        cut = Cut(2 * HALF - 0.6, 7.0, 60.0 * shop.scale)
        wide = cut.wide
        cut.box(-0.1, -0.1, wide + 0.2, 7.2, (150, 140, 118), ink=0.0)
        for k in range(34):
            cut.line(((wide * k / 34, 0.0), (wide * k / 34, 7.0)), 0.012, (110, 102, 86))
        cut.box(0.0, 0.0, wide, 0.30, IRON)
        cut.box(0.0, 3.4, wide, 0.16, scaled(IRON, 1.1))
        for x in (0.0, wide - 0.24, wide / 2 - 0.1):
            cut.box(x, 0.0, 0.24, 7.0, scaled(IRON, 0.9), ink=0.008)
        for x in (wide * 0.26, wide * 0.74):
            cut.box(x - 0.7, 1.75, 1.4, 0.2, mixed((180, 176, 164), (255, 240, 206), lit), shine=lit > 0.2)
        tone = mixed(scaled(day(shop, 0.3), 0.72), (232.0, 196.0, 146.0), 0.62 * lit)
        return cut.finished(tone, seed=shop.seed("roof") % 900)

    texture = shop.sheet("roof", paint)
    cards: list[Card] = []
    for k in range(9):
        near = FRONT + 7.0 * k
        cards.append(
            flat(texture, 0.0, ROOF, near - 0.02, 2 * HALF - 0.6, 7.04, name="roof", fog=0.0 if near < 14 else None)
        )
    return cards


def _ends(shop: Workshop) -> list[Card]:
    """At both ends of the roof a fascia, and where the stairs go down a wall with a clock."""

    def paint() -> Bytes:
        cut = Cut(2 * HALF, 4.4, 50.0 * shop.scale)
        m = HALF
        cut.box(m - 2.3, 0.0, 4.6, 3.5, CREAM, lift=0.0)
        cut.box(m - 2.3, 0.0, 4.6, 1.1, scaled(LIVERY, 0.9), ink=0.0)
        for x in (m - 1.6, m + 0.3):
            cut.box(x, 0.0, 1.3, 2.5, (48, 50, 52))
            cut.box(
                x + 0.1,
                0.9,
                1.1,
                1.4,
                mixed((92, 100, 106), (255, 214, 140), burning_outside(shop)),
                shine=burning_outside(shop) > 0.2,
            )
        cut.box(m - 2.3, 3.4, 4.6, 0.25, IRON)
        return clear_edges(cut.finished(_near_lamps(shop), seed=11))

    texture = shop.sheet("stairs", paint)
    return [
        upright(texture, 0.0, 0.0, 46.0, 2 * HALF, name="wall stairs"),
        upright(texture, 0.0, 0.0, FRONT + 1.0, 2 * HALF, math.pi, name="wall stairs"),
    ]


def _near_lamps(shop: Workshop) -> Colour:
    return mixed(scaled(day(shop), 0.95), (236.0, 206.0, 160.0), 0.60 * burning_outside(shop))


def _columns(shop: Workshop) -> list[Card]:
    def paint() -> Bytes:
        cut = Cut(1.9, ROOF, 80.0 * shop.scale)
        m = 0.95
        cut.box(m - 0.10, 0.0, 0.20, ROOF, IRON)
        cut.box(m - 0.02, 0.0, 0.05, ROOF, scaled(IRON, 1.35), ink=0.0)
        cut.box(m - 0.17, 0.0, 0.34, 0.5, scaled(IRON, 0.8))
        for side in (-1, 1):
            cut.line(((m, 3.2), (m + side * 0.35, 3.85), (m + side * 0.85, ROOF - 0.06)), (0.10, 0.07, 0.05), IRON)
            cut.line(((m + side * 0.1, 3.9), (m + side * 0.3, 3.8)), 0.04, IRON)
        return clear_edges(cut.finished(_near_lamps(shop), seed=12))

    texture = shop.sheet("column", paint)
    return [upright(texture, side * 3.75 + 0.3 * side, 0.0, z, 1.9, name="column") for z in COLUMNS for side in (-1, 1)]


def _train(shop: Workshop) -> list[Card]:
    """Two carriages further up on the left track, and the face of the last one with its red lamps."""
    lit = max(0.45, burning_outside(shop))
    long, high = 17.0, 3.5

    def side() -> Bytes:
        cut = Cut(long, high, 62.0 * shop.scale)
        cut.box(0.0, 0.35, long, high - 0.4, LIVERY)
        cut.box(0.0, 1.35, long, 1.25, CREAM, ink=0.0)
        cut.box(0.0, high - 0.35, long, 0.3, scaled(IRON, 0.8), ink=0.0)
        cut.box(0.0, 0.0, long, 0.38, (34, 34, 38), ink=0.0)
        for k in range(7):
            x = 0.5 + k * 2.4
            if k in (1, 5):
                cut.box(x + 0.3, 0.4, 1.3, 2.5, scaled(LIVERY, 0.8))
                x, wide = x + 0.55, 0.8
            else:
                wide = 1.9
            cut.box(x, 1.5, wide, 0.95, (50, 52, 56))
            glass = mixed((120, 134, 140), WINDOWS[k % 2], lit)
            cut.box(x + 0.06, 1.56, wide - 0.12, 0.83, glass, ink=0.0, shine=True)
            if k % 3 != 1:
                cut.shape(
                    ((x + 0.3, 1.56), (x + 0.34, 1.95), (x + 0.5, 2.0), (x + 0.62, 1.9), (x + 0.7, 1.56)),
                    scaled(glass, 0.45),
                    ink=0.0,
                    shine=True,
                )
            cut.line(((x + 0.06, 2.2), (x + wide - 0.06, 2.2)), 0.03, scaled(glass, 0.7), shine=True)
        return clear_edges(cut.finished(_near_lamps(shop), seed=13))

    def face() -> Bytes:
        cut = Cut(2.9, high, 80.0 * shop.scale)
        cut.shape(
            ((0.1, 0.3), (0.1, high - 0.5), (0.5, high - 0.1), (2.4, high - 0.1), (2.8, high - 0.5), (2.8, 0.3)), LIVERY
        )
        cut.box(0.12, 1.4, 2.66, 1.2, CREAM, ink=0.0)
        cut.box(1.05, 0.4, 0.8, 2.5, scaled(LIVERY, 0.75))
        for x, wide in ((0.28, 0.64), (1.16, 0.58), (1.98, 0.64)):
            cut.box(x, 1.55, wide, 0.95, (46, 48, 52))
            cut.box(x + 0.05, 1.6, wide - 0.1, 0.85, mixed((112, 124, 130), (255, 214, 146), lit), ink=0.0, shine=True)
        for x in (0.5, 2.4):
            cut.disc(x, 0.95, 0.13, 0.13, (250, 52, 40), shine=True)
            cut.disc(x, 0.95, 0.05, 0.05, (255, 206, 190), shine=True)
        cut.box(0.3, 0.0, 2.3, 0.35, (30, 30, 34), ink=0.0)
        return clear_edges(cut.finished(_near_lamps(shop), seed=14))

    flank, back = shop.sheet("train side", side), shop.sheet("train face", face)
    x = -HALF - 0.75
    cards = [upright(back, x - 1.4, -0.95, 11.0, 2.9, name="train")]
    for k in range(2):
        z = 11.0 + long / 2 + k * (long + 0.4)
        cards.append(upright(flank, x, -0.95, z, long, -math.pi / 2, name="train side"))
    cards.append(replace(shining_ball(shop, "tail", (150, 20, 12), (x - 2.35, 0.0, 10.9), 1.3), glow=0.9))
    cards.append(replace(shining_ball(shop, "tail", (150, 20, 12), (x - 0.45, 0.0, 10.9), 1.3), glow=0.9))
    return cards


def _opposite(shop: Workshop) -> list[Card]:
    """Walls beyond both tracks: posters and lamps on brick, low enough that the city is seen over them."""
    lit = burning_outside(shop)

    def paint() -> Bytes:
        cut = Cut(14.0, 3.6, 56.0 * shop.scale)
        cut.box(0.0, 0.0, 14.0, 3.3, (122, 84, 70), ink=0.0)
        for j in range(22):
            cut.line(((0.0, j * 0.15), (14.0, j * 0.15)), 0.012, (92, 62, 52))
        cut.box(0.0, 3.15, 14.0, 0.2, (150, 138, 122))
        cut.box(0.0, 0.0, 14.0, 0.9, (92, 78, 70), ink=0.0)
        for x, tone in ((1.4, (176, 70, 56)), (5.8, (58, 100, 112)), (10.2, (196, 158, 84))):
            cut.box(x, 1.15, 2.6, 1.7, (56, 56, 58), lift=0.05)
            paper = mixed(tone, (236, 226, 204), 0.35)
            cut.box(x + 0.1, 1.25, 2.4, 1.5, paper, ink=0.0)
            cut.disc(x + 1.7, 2.2, 0.36, 0.36, mixed(tone, (250, 240, 214), 0.8))
            cut.shape(
                ((x + 0.1, 1.25), (x + 2.5, 1.25), (x + 2.5, 1.5), (x + 1.5, 1.95), (x + 0.8, 1.55), (x + 0.1, 1.8)),
                tone,
                ink=0.0,
            )
            cut.line(((x + 0.35, 2.5), (x + 1.1, 2.5)), 0.07, scaled(tone, 0.7))
        light = scaled(mixed(day(shop), (220.0, 186.0, 140.0), 0.45 * lit), 0.9)
        return cut.finished(light, seed=15)

    texture = shop.sheet("opposite", paint)
    cards: list[Card] = []
    for k in range(6):
        z = FRONT + 14.0 * (k + 0.5) - 4.0
        cards.append(_long(texture, HALF + 4.6, z, -1))
        cards.append(_long(texture, -HALF - 4.6, z, 1))
    return cards


def _long(texture: Texture, x: float, z: float, side: int) -> Card:
    """A wall along z that faces the platform."""
    card = upright(texture, x, BED, z, 14.06, math.pi / 2 * side, name="wall opposite")
    return flipped(card) if side > 0 else card


def _things(shop: Workshop) -> list[Card]:
    """Benches, a bin, the sign with its clock: at the sides and over heads."""

    def bench() -> Bytes:
        cut = Cut(2.0, 1.0, 110.0 * shop.scale)
        for x in (0.25, 1.7):
            cut.box(x, 0.02, 0.08, 0.85, IRON, ink=0.008)
        for k in range(3):
            cut.box(0.06, 0.42 + 0.16 * k, 1.88, 0.12 if k else 0.07, (140, 92, 60))
        return clear_edges(cut.finished(_near_lamps(shop), seed=16))

    def sign() -> Bytes:
        cut = Cut(3.4, 1.9, 110.0 * shop.scale)
        lit = max(0.35, burning_outside(shop))
        for x in (0.9, 2.6):
            cut.line(((x, 1.1), (x, 1.88)), 0.03, INK)
        cut.box(0.55, 0.35, 2.4, 0.72, (34, 44, 62))
        cut.box(0.62, 0.42, 2.26, 0.58, mixed((40, 56, 84), (46, 82, 130), lit), ink=0.0, shine=True)
        cut.tube(((0.82, 0.71), (1.3, 0.71)), 0.05, (236, 240, 244))
        cut.tube(((1.14, 0.85), (1.3, 0.71), (1.14, 0.57)), 0.05, (236, 240, 244))
        for k, long in enumerate((0.95, 0.7)):
            cut.line(((1.6, 0.82 - 0.2 * k), (1.6 + long, 0.82 - 0.2 * k)), 0.055, (226, 232, 238), shine=True)
        cut.disc(3.05, 0.7, 0.32, 0.32, INK)
        cut.disc(3.05, 0.7, 0.27, 0.27, mixed((206, 202, 188), (255, 244, 214), lit), shine=True)
        cut.line(((3.05, 0.7), (3.05, 0.90)), 0.03, (30, 30, 34), shine=True)
        cut.line(((3.05, 0.7), (3.17, 0.62)), 0.03, (30, 30, 34), shine=True)
        return clear_edges(cut.finished(_near_lamps(shop), seed=17))

    seat, board = shop.sheet("bench", bench), shop.sheet("sign", sign)
    return [
        upright(seat, 0.0, 0.0, 9.6, 2.0, name="bench"),
        upright(seat, 0.3, 0.0, -9.0, 2.0, math.pi, name="bench"),
        upright(seat, 0.0, 0.0, 20.0, 2.0, name="bench"),
        upright(board, 0.6, 2.75, 7.6, 3.4, name="sign"),
        upright(board, -0.6, 2.75, -6.4, 3.4, math.pi, name="sign"),
        upright(board, 0.6, 2.75, 24.0, 3.4, name="sign"),
    ]


def _lamps(shop: Workshop) -> list[Card]:
    if burning_outside(shop) < 0.4:
        return []
    cards: list[Card] = []
    for z in (-9.0, -2.0, 5.0, 12.0, 19.0):
        cards += [shining_ball(shop, "roof", (112, 92, 62), (x, ROOF - 0.15, z), 2.6) for x in (-2.1, 2.1)]
    return cards
