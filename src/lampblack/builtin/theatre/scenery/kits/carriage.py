"""A railway carriage: it runs along x, benches under wide windows, doors between them, straps, a strip of light, and
what goes by outside. The wall a camera looks through is left out, so it is as narrow as carriages are.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.inner import inner
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.scenery.cutting import INK, Cut
from lampblack.builtin.theatre.scenery.indoors import DARK, furnished, ground_of_colour, halo, incoming, window_bulb
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room, hung, level, wall
from lampblack.builtin.theatre.scenery.skyline import outside, view
from lampblack.builtin.theatre.scenery.travel import passing_by
from lampblack.builtin.theatre.scenery.wash import Colour, mixed, premultiplied, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

NEAR, FAR, HALF, HIGH = 0.15, 3.05, 10.4, 2.36
"""Where its long walls stand, half its length, and the ceiling, in metres."""
ROOF = 0.62
"""Metres of the carriage's own side and roof above the opening."""
BAY = 5.2
"""Metres from one door to the next."""
DOOR = 1.3
LINING: Colour = (206.0, 196.0, 172.0)
CLOTH: Colour = (52.0, 92.0, 78.0)
"""The benches: bottle green."""
STEEL: Colour = (170.0, 172.0, 170.0)
TUBE: Colour = (255.0, 238.0, 200.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room = _room(shop)
    side = wall(shop, room, "back", lambda cut: _side(cut, shop), metre=124.0)
    end = wall(shop, room, "left", _end, metre=110.0)
    return furnished(
        shop,
        room,
        sky=(*view(shop), *passing_by(shop)),
        floors=(
            _ballast(shop),
            level(shop, room, "ceiling", HIGH, _ceiling, metre=80.0),
            level(shop, room, "floor", 0.0, _floor),
        ),
        cards=(
            side,
            hung(side.texture, room, "front"),
            end,
            hung(end.texture, room, "right"),
            *_benches(shop, room),
            *_lamps(shop),
            *_masks(shop),
        ),
        dust=0,
        bloom=0.65,
        rim=0.5,
    )


def _room(shop: Workshop) -> Room:
    on = max(0.45, burning(shop))
    lamps = tuple(
        Bulb(at=(x, 2.2, 1.6), colour=(1.0, 0.92, 0.74), power=0.62 * on, reach=1.7)
        for x in (-8, -4.8, -1.6, 1.6, 4.8, 8)
    )
    light = RoomLight(
        ambient=incoming(shop, 0.6),
        bulbs=(*lamps, window_bulb(shop, (-3.0, 1.5, 2.6), 2.0, 0.4), window_bulb(shop, (3.0, 1.5, 2.6), 2.0, 0.4)),
    )
    return Room(half=HALF, front=NEAR, back=FAR, high=HIGH, light=light)


def _doors() -> list[float]:
    """Where the doors' middles are, from the wall's left end."""
    return [HALF + BAY * (k - 1.5) for k in range(4)]


def _side(cut: Cut, shop: Workshop) -> None:
    """A long wall: doors, and between them two windows over a bench."""
    ground_of_colour(cut, LINING)
    cut.box(0.0, 0.0, cut.wide, 0.9, scaled(LINING, 0.82), ink=0.0)
    cut.line(((0.0, 0.9), (cut.wide, 0.9)), 0.014, scaled(LINING, 0.5))
    cut.box(0.0, 2.0, cut.wide, 0.36, scaled(LINING, 0.92), ink=0.0)
    edges = [0.0, *(x + d for x in _doors() for d in (-DOOR / 2, DOOR / 2)), cut.wide]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        _bay(cut, shop, left, right)
    for x in _doors():
        _door(cut, shop, x)


def _glass(cut: Cut, shop: Workshop, box: tuple[float, float, float, float]) -> None:
    x, y, wide, high = box
    hour = outside(shop).hour
    cut.box(x - 0.06, y - 0.06, wide + 0.12, high + 0.12, (84, 86, 86), lift=0.02)
    cut.pane(x, y, wide, high, mixed(hour.sky[-1][1], (200, 206, 200), 0.4), 0.09)
    cut.line(((x, y + high * 0.76), (x + wide, y + high * 0.76)), 0.03, (70, 72, 74), shine=True)
    if shop.place.weather == "rain":
        rng = np.random.default_rng(shop.seed("drops", round(x * 100)))
        tone = mixed(mixed(hour.sky[-1][1], hour.distance, 0.4), (224, 234, 244), 0.5)
        for _ in range(int(wide * 13)):
            at, up = x + wide * rng.random(), y + high * rng.random()
            long = min(float(rng.uniform(0.05, 0.24)), x + wide - at)
            cut.streak(((at, up), (at + long, max(y, up - long * 0.35))), (0.001, 0.008), tone)


def _bay(cut: Cut, shop: Workshop, left: float, right: float) -> None:
    wide = right - left
    if wide > 2.0:
        half = (wide - 0.42) / 2
        for x in (left + 0.14, left + 0.28 + half):
            _glass(cut, shop, (x, 1.02, half, 0.86))
        _advert(cut, left + wide * 0.14, (168, 62, 50))
        _advert(cut, left + wide * 0.55, (60, 96, 112))
        cut.line(((left + 0.1, 1.96), (right - 0.1, 1.96)), 0.03, STEEL)
    elif wide > 0.9:
        _glass(cut, shop, (left + 0.14, 1.02, wide - 0.28, 0.86))


def _advert(cut: Cut, x: float, colour: Colour) -> None:
    """A card in the curve of the ceiling: a sun, two lines that say nothing."""
    cut.box(x, 2.05, 1.1, 0.24, mixed(colour, (236, 226, 204), 0.25), ink=0.006)
    cut.disc(x + 0.2, 2.17, 0.08, 0.08, (240, 226, 190))
    for k, long in enumerate((0.5, 0.36)):
        cut.line(((x + 0.42, 2.21 - 0.08 * k), (x + 0.42 + long, 2.21 - 0.08 * k)), 0.022, (240, 230, 208))


def _door(cut: Cut, shop: Workshop, x: float) -> None:
    cut.box(x - DOOR / 2, 0.0, DOOR, 2.02, scaled(STEEL, 0.5), lift=0.03)
    for side in (-1, 0):
        left = x + side * DOOR / 2 + 0.03
        cut.box(left, 0.02, DOOR / 2 - 0.05, 1.96, (150, 154, 150))
        _glass(cut, shop, (left + 0.10, 0.95, DOOR / 2 - 0.25, 0.86))
    cut.line(((x, 0.02), (x, 1.98)), 0.02, INK)
    cut.disc(x, 2.13, 0.05, 0.05, (226, 92, 60), shine=True)


def _end(cut: Cut) -> None:
    """The end of the carriage: the way through to the next, its window lit."""
    ground_of_colour(cut, scaled(LINING, 0.96))
    cut.box(0.0, 0.0, cut.wide, 0.9, scaled(LINING, 0.8), ink=0.0)
    m = cut.wide / 2
    cut.box(m - 0.48, 0.0, 0.96, 2.0, scaled(STEEL, 0.55), lift=0.03)
    cut.box(m - 0.42, 0.02, 0.84, 1.94, (150, 154, 150))
    cut.box(m - 0.26, 0.95, 0.52, 0.8, (96, 98, 92))
    cut.box(m - 0.22, 1.0, 0.44, 0.7, (210, 196, 150), ink=0.0, shine=True)
    cut.box(m - 0.10, 1.0, 0.2, 0.5, (150, 136, 104), ink=0.0, shine=True)
    for x in (0.35, cut.wide - 0.75):
        cut.box(x, 1.2, 0.4, 0.56, (190, 182, 160))
        cut.line(((x + 0.08, 1.6), (x + 0.32, 1.6)), 0.02, (120, 60, 50))
        cut.line(((x + 0.08, 1.5), (x + 0.3, 1.5)), 0.014, (120, 116, 108))


def _ceiling(cut: Cut) -> None:
    ground_of_colour(cut, scaled(LINING, 1.08))
    for y in (0.5, cut.high - 0.5):
        cut.line(((0.0, y), (cut.wide, y)), 0.02, scaled(LINING, 0.7))
    m = cut.high / 2
    cut.box(0.0, m - 0.24, cut.wide, 0.48, scaled(LINING, 0.9), ink=0.0)
    for k in range(13):
        x = 0.1 + k * 1.6
        cut.box(x, m - 0.10, 1.42, 0.20, TUBE, ink=0.0, shine=True)


def _floor(cut: Cut) -> None:
    ground_of_colour(cut, (96, 92, 86))
    rng = np.random.default_rng(7)
    for _ in range(500):
        cut.disc(
            float(rng.uniform(0, cut.wide)),
            float(rng.uniform(0, cut.high)),
            0.016,
            0.012,
            scaled((110, 106, 100), float(rng.uniform(0.8, 1.2))),
        )
    for y in (0.72, cut.high - 0.72):
        cut.line(((0.0, y), (cut.wide, y)), 0.03, (132, 116, 66))
    for x in _doors():
        cut.box(x - DOOR / 2, 0.0, DOOR, cut.high, (104, 100, 92), ink=0.01)


def _ballast(shop: Workshop) -> Card:
    """The dark beside the line."""
    tone = scaled(mixed(outside(shop).hour.ink, outside(shop).hour.day((92, 88, 84), 0.3), 0.4), 0.8)
    texture = shop.sheet(
        "ballast", lambda: premultiplied(np.full((32, 64, 3), tone, np.float32), np.ones((32, 64), np.float32))
    )
    return flat(texture, 0.0, -0.05, -18.0, 180.0, 38.0, name="ballast", fog=0.0)


def _livery(shop: Workshop) -> np.ndarray:
    """The carriage's own side over the opening, as the hour shows it: a board, a gutter, the curve of the roof."""
    hour = outside(shop).hour

    def shown(colour: Colour) -> Colour:
        return scaled(hour.day(colour, 0.5), 1.9 if hour.night else 1.0)

    green, cream, gutter, roof = (62, 84, 74), (190, 176, 132), (30, 32, 34), (78, 80, 82)
    bands = ((0.30, green), (0.34, cream), (0.52, scaled(green, 0.82)), (0.56, gutter), (1.0, roof))
    rows = 96
    sheet = np.zeros((rows, 16, 3), np.float32)
    for row in range(rows):
        up = 1.0 - (row + 0.5) / rows
        tone = next(colour for top, colour in bands if up <= top)
        curve = 1.0 - 0.55 * max(0.0, up - 0.56) / 0.44
        sheet[row] = scaled(shown(tone), curve)
    return premultiplied(sheet, np.ones((rows, 16), np.float32))


def _masks(shop: Workshop) -> list[Card]:
    """What is round the opening a camera looks through, seen from outside only: the roof above, the dark elsewhere."""
    roof = shop.sheet("own side", lambda: _livery(shop))
    tall = shop.sheet(
        "mask", lambda: premultiplied(np.full((800, 16, 3), DARK, np.float32), np.ones((800, 16), np.float32))
    )
    broad = shop.sheet(
        "side mask", lambda: premultiplied(np.full((16, 800, 3), DARK, np.float32), np.ones((16, 800), np.float32))
    )
    cards: list[Card] = []
    for z, yaw in ((NEAR - 0.02, 0.0), (FAR + 0.02, math.pi)):
        for texture, x, wide, foot, high in (
            (roof, 0.0, 240.0, HIGH, ROOF),
            (tall, 0.0, 240.0, -40.0, 40.0),
            (broad, HALF + 50.0, 100.0, -1.0, HIGH + 1.0),
            (broad, -HALF - 50.0, 100.0, -1.0, HIGH + 1.0),
        ):
            card = upright(texture, x, foot, z, wide, yaw, name="wall mask", fog=0.0)
            card = replace(card, origin=(card.origin[0], foot + high, z), down=(0.0, -high / texture.height, 0.0))
            cards.append(inner(card))
    return cards


def _benches(shop: Workshop, room: Room) -> list[Card]:
    """Along both long walls between the doors: back, seat, front; those towards the camera are left out."""
    long = BAY - DOOR - 0.24
    metre = 120.0 * shop.scale
    lit = scaled(room.light.at(0.0, 0.8, 2.2), 1.0)

    seats = 7
    each = long / seats

    def back() -> np.ndarray:
        cut = Cut(long, 0.56, metre)
        for k in range(seats):
            cut.box(k * each + 0.01, 0.0, each - 0.02, 0.54, scaled(CLOTH, 0.92 if k % 2 else 0.98))
        for x in (0.0, long - 0.035):
            cut.box(x, 0.0, 0.035, 0.56, STEEL)
        return cut.finished(lit, seed=3)

    def front() -> np.ndarray:
        cut = Cut(long, 0.52, metre)
        cut.box(0.0, 0.0, long, 0.36, scaled(STEEL, 0.5))
        cut.line(((0.0, 0.10), (long, 0.10)), 0.02, scaled(STEEL, 0.3))
        for k in range(seats):
            cut.box(k * each + 0.01, 0.33, each - 0.02, 0.10, scaled(CLOTH, 0.86))
            cut.box(k * each + 0.01, 0.43, each - 0.02, 0.08, scaled(CLOTH, 1.22))
        return cut.finished(lit, seed=4)

    rest, face = shop.sheet("bench back", back), shop.sheet("bench", front)
    cards: list[Card] = []
    for k in range(3):
        x = BAY * (k - 1)
        for z, inwards, yaw in ((FAR, -1.0, 0.0), (NEAR, 1.0, math.pi)):
            cards.append(
                inner(upright(rest, x, 0.46, z + 0.12 * inwards, long, yaw, name="wall bench", fog=0.0), layer=1)
            )
            cards.append(
                inner(upright(face, x, 0.0, z + 0.52 * inwards, long, yaw, name="wall bench", fog=0.0), layer=1)
            )
    return cards


def _lamps(shop: Workshop) -> list[Card]:
    """Straps in rows, poles by the doors, and the light of the tubes."""
    metre = 150.0 * shop.scale
    long = BAY - DOOR - 0.3

    def straps() -> np.ndarray:
        cut = Cut(long, 0.42, metre)
        cut.line(((0.02, 0.36), (long - 0.02, 0.36)), 0.03, STEEL)
        for k in range(8):
            x = 0.2 + k * (long - 0.4) / 7
            cut.line(((x, 0.35), (x, 0.20)), 0.018, (96, 90, 82))
            cut.line(
                [
                    (x - 0.055, 0.17),
                    (x, 0.20),
                    (x + 0.055, 0.17),
                    (x + 0.04, 0.07),
                    (x - 0.04, 0.07),
                    (x - 0.055, 0.17),
                ],
                0.016,
                (226, 218, 198),
            )
        sheet = cut.finished((236, 226, 204), seed=6)
        sheet[:2] = sheet[:, :2] = sheet[:, -2:] = 0
        return sheet

    def pole() -> np.ndarray:
        cut = Cut(0.10, HIGH, metre)
        cut.line(((0.05, 0.0), (0.05, HIGH - 0.02)), 0.034, STEEL)
        cut.line(((0.045, 0.0), (0.045, HIGH - 0.02)), 0.010, (226, 226, 220))
        sheet = cut.finished((230, 222, 204), seed=6)
        sheet[:2] = 0
        return sheet

    row, post = shop.sheet("straps", straps), shop.sheet("pole", pole)
    cards: list[Card] = []
    for k in range(3):
        for z in (2.35, 0.85):
            cards.append(upright(row, BAY * (k - 1), 1.92, z, long, name="straps", fog=0.0))
    for k in range(4):
        x = BAY * (k - 1.5)
        for z, s in ((2.6, 1), (0.6, -1)):
            cards.append(
                inner(
                    upright(post, x - 0.62 * s, 0.0, z, 0.10, 0.0 if s > 0 else math.pi, name="wall pole", fog=0.0),
                    layer=0,
                )
            )
            cards.append(
                inner(
                    upright(post, x + 0.62 * s, 0.0, z, 0.10, 0.0 if s > 0 else math.pi, name="wall pole", fog=0.0),
                    layer=0,
                )
            )
    if burning(shop) > 0.2:
        for x in (-4.8, -1.6, 1.6, 4.8):
            cards.append(replace(halo(shop, "tube", (120, 106, 82), (x, HIGH - 0.05, 1.6), 1.7), glow=1.0))
    return cards
