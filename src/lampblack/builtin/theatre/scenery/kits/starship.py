"""The bridge of a ship between stars: a wide window with a planet in it, consoles alight at the sides, ribs overhead.

There is no hour out there: the place's time says how the ship keeps its lamps and how much of the planet is lit.
"""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.cutting import Cut
from lampblack.builtin.theatre.scenery.indoors import furnished, ground_of_colour, halo, standing
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight
from lampblack.builtin.theatre.scenery.shell import Room, level, wall
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

HULL: Colour = (132.0, 140.0, 150.0)
DARKER: Colour = (78.0, 86.0, 98.0)
CYAN: Colour = (96.0, 214.0, 232.0)
AMBER: Colour = (255.0, 166.0, 78.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, lit = _room(shop), _lit(shop)
    return furnished(
        shop,
        room,
        sky=(*_stars(shop), *_planet(shop)),
        floors=(
            level(shop, room, "ceiling", room.high, lambda cut: _ceiling(cut, lit)),
            level(shop, room, "deck", 0.0, _deck),
        ),
        cards=(
            wall(shop, room, "back", _back),
            wall(shop, room, "left", lambda cut: _side(cut, lit)),
            wall(shop, room, "right", lambda cut: _side(cut, lit)),
            wall(shop, room, "front", lambda cut: _front(cut, lit)),
            *_things(shop, room, lit),
        ),
        bloom=0.7,
        rim=0.85,
        dust=0,
    )


def _lit(shop: Workshop) -> float:
    """The ship's day: full light from morning on, half of it at either end, the night watch in the dark."""
    return {"night": 0.30, "dawn": 0.6, "dusk": 0.55}.get(shop.place.time, 1.0)


def _room(shop: Workshop) -> Room:
    lit = _lit(shop)
    strips = tuple(
        Bulb(at=(x, 3.1, z), colour=(0.80, 0.94, 1.0), power=0.42 * lit, reach=2.1)
        for x in (-3.4, 3.4)
        for z in (-1.5, 2.0, 5.2)
    )
    desks = tuple(
        Bulb(at=(x, 0.9, z), colour=(0.42, 0.84, 0.92), power=0.34, reach=1.2) for x in (-4.6, 4.6) for z in (1.0, 4.0)
    )
    limb = Bulb(at=(1.6, 1.6, 7.5), colour=(0.62, 0.78, 1.0), power=0.55, reach=3.0)
    return Room(
        half=5.8,
        front=-4.2,
        back=6.8,
        high=3.3,
        light=RoomLight(ambient=(0.20, 0.23, 0.30), bulbs=(*strips, *desks, limb)),
    )


def _stars(shop: Workshop) -> tuple[Card, ...]:
    """Space all round: the same dome of panels a sky has, with another picture on it."""
    rows = 300.0 * shop.scale
    cards: list[Card] = []
    for index, card in enumerate(backdrop.void(shop, (6.0, 8.0, 18.0))):
        kind = index % 4
        texture = shop.sheet(
            f"stars {kind}", lambda kind=kind: _space(round(rows * 0.7), round(rows * 2.0), shop.seed("stars", kind))
        )
        wide, tall = card.across, 8.0 * backdrop.SKY
        share = card.texture.width / texture.width
        cards.append(
            replace(
                card,
                texture=texture,
                across=(wide[0] * share, 0.0, wide[2] * share),
                down=(0.0, -tall * 0.28 / texture.height, 0.0),
                origin=(card.origin[0], tall * 0.14, card.origin[2]),
                name="stars",
            )
        )
    return (*backdrop.void(shop, (6.0, 8.0, 18.0)), *cards)


def _space(width: int, height: int, seed: int) -> Bytes:
    rng = np.random.default_rng(seed_of("space", seed))
    x, y = grid(height, width)
    picture = np.ascontiguousarray(np.broadcast_to(np.array((7, 9, 20), np.float32), (height, width, 3)))
    cloud = sampled("cloud", x * 1.5 + seed % 977, y * 1.1)
    down = y / np.float32(height)
    band = np.exp(-(((down - 0.46) / 0.16) ** 2)).astype(np.float32)
    glaze(picture, (44, 52, 96), np.clip((cloud - 0.36) * 1.8, 0.0, 1.0) * band * np.float32(0.62))
    glaze(picture, (112, 60, 96), np.clip((cloud - 0.56) * 2.0, 0.0, 1.0) * band * np.float32(0.45))
    for _ in range(420):
        at, up = int(rng.integers(2, width - 2)), int(rng.integers(2, height - 2))
        shine = float(rng.random() ** 4 * 215 + 36)
        picture[up, at] = np.minimum(255.0, picture[up, at] + shine)
        if shine > 170:
            for a, b in ((0, 1), (0, -1), (1, 0), (-1, 0)):
                picture[up + a, at + b] += np.float32(shine * 0.4)
    aside = x / np.float32(width)
    edge = (
        soft(0.0, 0.06, down) * (1.0 - soft(0.94, 1.0, down)) * soft(0.0, 0.16, aside) * (1.0 - soft(0.84, 1.0, aside))
    )
    return premultiplied(np.minimum(picture, 255.0), edge.astype(np.float32))


def planet_sheet(shop: Workshop) -> Texture:
    """A blue world with clouds, its lit limb towards the light of the hour."""
    day = {"night": 0.12, "dawn": 0.4, "dusk": 0.3}.get(shop.place.time, 0.7)
    side = shop.pixels(760)

    def paint() -> Bytes:
        x, y = grid(side, side)
        m = np.float32((side - 1) / 2)
        nx, ny = (x - m) / (m * np.float32(0.86)), (y - m) / (m * np.float32(0.86))
        away = np.hypot(nx, ny)
        nz = np.sqrt(np.maximum(0.0, 1.0 - away**2))
        bend = sampled("cloud", x * (420.0 / side), y * (420.0 / side))
        belt = sampled("cloud", x * (300.0 / side) + bend * 60, y * (1500.0 / side) + bend * 120)
        picture = np.ascontiguousarray(np.broadcast_to(np.array((72, 112, 150), np.float32), (side, side, 3)))
        glaze(picture, (196, 166, 122), soft(0.50, 0.62, bend))
        glaze(picture, (240, 240, 236), soft(0.52, 0.74, belt) * np.float32(0.85))
        light = np.clip(-nx * 0.78 - ny * 0.42 + nz * np.float32(day), 0.0, 1.0)
        picture *= (np.float32(0.035) + light ** np.float32(0.8))[..., None]
        rim = np.exp(-(((away - 0.99) / 0.035) ** 2)) * np.clip(-nx * 0.8 - ny * 0.5 + 0.35, 0.0, 1.0)
        glaze(picture, (150, 206, 255), (rim * 0.85).astype(np.float32))
        crown = (
            np.clip(1.0 - (away - 1.0) / 0.12, 0.0, 1.0) ** 2
            * np.clip(-nx * 0.8 - ny * 0.5 + 0.3, 0.0, 1.0)
            * np.float32(0.5)
        )
        cover = np.where(away < 1.0, 1.0, crown).astype(np.float32)
        glaze(picture, (130, 190, 255), (away > 1.0).astype(np.float32))
        return premultiplied(np.minimum(picture, 255.0), cover)

    return shop.sheet("planet", paint)


def _planet(shop: Workshop) -> list[Card]:
    """The world beyond the window."""
    card = backdrop.ringed(planet_sheet(shop), 0.13, 700.0, -92.0, 236.0, name="planet", fog=0.0, focus=False)
    return [card]


def _ribs(cut: Cut, step: float) -> None:
    for k in range(int(cut.wide / step) + 1):
        x = k * step
        cut.shape(
            (
                (x - 0.22, 0.0),
                (x + 0.22, 0.0),
                (x + 0.14, 0.5),
                (x + 0.14, cut.high - 0.5),
                (x + 0.3, cut.high),
                (x - 0.3, cut.high),
                (x - 0.14, cut.high - 0.5),
                (x - 0.14, 0.5),
            ),
            DARKER,
            lift=0.04,
        )
        cut.line(((x, 0.4), (x, cut.high - 0.4)), 0.03, scaled(DARKER, 1.35))


def _back(cut: Cut) -> None:
    """The window: five panes between slanting struts, a ledge of small lights under it."""
    ground_of_colour(cut, HULL)
    left, right, foot, top = 0.9, cut.wide - 0.9, 0.75, 2.85
    cut.box(left - 0.16, foot - 0.16, right - left + 0.32, top - foot + 0.32, scaled(DARKER, 0.8), lift=0.05)
    cut.pane(left, foot, right - left, top - foot, (70, 110, 150), 0.05)
    for k in range(6):
        x = left + (right - left) * k / 5
        lean = (x - cut.wide / 2) * 0.10
        tone = scaled(DARKER, 0.62)
        cut.shape(
            (
                (x - 0.09, foot - 0.05),
                (x + 0.09, foot - 0.05),
                (x + 0.09 + lean, top + 0.05),
                (x - 0.09 + lean, top + 0.05),
            ),
            tone,
            ink=0.0,
            shine=True,
        )
    for corner in (1, -1):
        x = left if corner > 0 else right
        cut.shape(
            ((x - 0.02 * corner, top + 0.02), (x + 0.75 * corner, top + 0.02), (x - 0.02 * corner, top - 0.6)),
            scaled(DARKER, 0.8),
            ink=0.0,
            shine=True,
        )
    cut.box(0.0, 0.0, cut.wide, 0.5, DARKER, ink=0.012)
    cut.shape(((0.0, 0.5), (cut.wide, 0.5), (cut.wide, 0.62), (0.0, 0.62)), scaled(HULL, 1.12))
    for k in range(38):
        x = 0.6 + k * (cut.wide - 1.2) / 37
        cut.disc(x, 0.42, 0.024, 0.024, (CYAN, AMBER, CYAN, (230, 240, 240))[k * 7 % 4], shine=True)
    cut.line(((0.4, 3.05), (cut.wide - 0.4, 3.05)), 0.05, scaled(CYAN, 0.9), shine=True)


def _side(cut: Cut, lit: float) -> None:
    ground_of_colour(cut, HULL)
    rng = np.random.default_rng(5)
    step = 2.2
    for k in range(int(cut.wide / step)):
        x = k * step + 0.34
        cut.box(x, 1.0, step - 0.68, 1.5, scaled(HULL, 0.86), lift=0.03)
        if k % 2:
            _screen(cut, (x + 0.12, 1.2, step - 0.92, 1.1), k)
        else:
            for j in range(4):
                cut.box(x + 0.15, 1.12 + j * 0.34, step - 0.98, 0.24, scaled(HULL, 1.0 + 0.05 * (j % 2)), ink=0.008)
                cut.disc(
                    x + step - 0.95, 1.24 + j * 0.34, 0.03, 0.03, AMBER if rng.random() < 0.3 else CYAN, shine=True
                )
        cut.box(x, 0.15, step - 0.68, 0.65, scaled(DARKER, 1.05), ink=0.01)
    _ribs(cut, step)
    tone = mixed(scaled(CYAN, 0.5), (232, 246, 250), lit)
    cut.line(((0.0, 2.86), (cut.wide, 2.86)), 0.06, tone, shine=True)
    cut.line(((0.0, 0.06), (cut.wide, 0.06)), 0.04, scaled(CYAN, 0.6), shine=True)


def _screen(cut: Cut, box: tuple[float, float, float, float], kind: int) -> None:
    """A display: an orbit, a graph, or rows; nothing on it can be read."""
    x, y, wide, high = box
    cut.box(x, y, wide, high, (10, 26, 36), ink=0.012, shine=True)
    tone = AMBER if kind % 3 == 0 else CYAN
    if kind % 2:
        m = (x + wide * 0.4, y + high * 0.5)
        for share in (0.18, 0.3, 0.42):
            points = [
                (m[0] + math.cos(a) * wide * share * 0.8, m[1] + math.sin(a) * high * share)
                for a in np.linspace(0, math.tau, 25).tolist()
            ]
            cut.line(points, 0.012, scaled(tone, 0.8), shine=True)
        cut.disc(m[0], m[1], 0.05, 0.05, AMBER, shine=True)
        cut.disc(m[0] + wide * 0.24, m[1], 0.03, 0.03, (240, 250, 250), shine=True)
    else:
        points = [
            (x + wide * t, y + high * (0.35 + 0.22 * math.sin(t * 9 + kind) * math.cos(t * 23)))
            for t in np.linspace(0.06, 0.6, 22).tolist()
        ]
        cut.line(points, 0.018, tone, shine=True)
    for row in range(6):
        long = wide * (0.10 + 0.06 * ((row * 5 + kind) % 4))
        cut.line(
            (
                (x + wide * 0.70, y + high * (0.86 - 0.14 * row)),
                (x + wide * 0.70 + long * 0.8, y + high * (0.86 - 0.14 * row)),
            ),
            0.03,
            scaled(CYAN, 0.75),
            shine=True,
        )


def _front(cut: Cut, lit: float) -> None:
    """The way in: a door of two halves, a warning in amber over it."""
    _side(cut, lit)
    m = cut.wide / 2
    cut.shape(
        ((m - 1.3, 0.0), (m - 1.3, 2.0), (m - 0.8, 2.6), (m + 0.8, 2.6), (m + 1.3, 2.0), (m + 1.3, 0.0)),
        scaled(DARKER, 0.6),
        shine=True,
    )
    for side in (-1, 1):
        cut.shape(
            ((m, 0.0), (m, 2.45), (m + side * 0.72, 2.45), (m + side * 1.14, 1.95), (m + side * 1.14, 0.0)),
            scaled(HULL, 0.55),
            shine=True,
        )
        cut.box(m + (0.25 if side > 0 else -0.75), 1.2, 0.5, 0.12, scaled(AMBER, 0.8), ink=0.0, shine=True)
    cut.line(((m, 0.0), (m, 2.45)), 0.03, (16, 18, 24), shine=True)
    cut.line(((m - 0.7, 2.74), (m + 0.7, 2.74)), 0.07, AMBER, shine=True)


def _ceiling(cut: Cut, lit: float) -> None:
    ground_of_colour(cut, scaled(HULL, 0.72))
    for k in range(6):
        y = cut.high * k / 5
        cut.box(0.0, y - 0.3, cut.wide, 0.6, scaled(DARKER, 0.8), lift=0.05)
    tone = mixed(scaled(CYAN, 0.45), (240, 250, 252), lit)
    for x in (cut.wide * 0.24, cut.wide * 0.76):
        for k in range(5):
            cut.box(x - 0.09, cut.high * k / 5 + 0.42, 0.18, cut.high / 5 - 0.84, tone, ink=0.0, shine=True)
    for x in (cut.wide * 0.42, cut.wide * 0.58):
        cut.line(((x, 0.0), (x, cut.high)), 0.12, scaled(DARKER, 0.66))


def _deck(cut: Cut) -> None:
    ground_of_colour(cut, (70, 76, 88))
    for i in range(int(cut.wide / 1.16) + 1):
        for j in range(int(cut.high / 1.16) + 1):
            cut.box(
                i * 1.16, j * 1.16, 1.14, 1.14, scaled((72, 78, 90), 0.94 + 0.05 * ((i * 3 + j * 5) % 4)), ink=0.012
            )
            cut.disc(i * 1.16 + 0.1, j * 1.16 + 0.1, 0.025, 0.025, (48, 52, 62))
    m = cut.wide / 2
    for side in (-1, 1):
        x = m + side * 3.3
        cut.line(
            ((x, 0.2), (x, cut.high - 1.4), (m + side * 2.2, cut.high - 0.4)), 0.05, scaled(CYAN, 0.75), shine=True
        )
    cut.disc(m, 6.2, 1.9, 1.9, (62, 68, 80))
    ring = [(m + math.cos(a) * 1.8, 6.2 + math.sin(a) * 1.8) for a in np.linspace(0, math.tau, 49).tolist()]
    cut.line(ring, 0.035, scaled(CYAN, 0.55), shine=True)


def _console(cut: Cut) -> None:
    """A desk of slanting panels, alight."""
    w = cut.wide - 0.06
    cut.shape(((0.2, 0.0), (w - 0.15, 0.0), (w + 0.02, 0.72), (0.04, 0.72)), DARKER)
    cut.shape(((0.04, 0.72), (w + 0.02, 0.72), (w - 0.14, 1.02), (0.2, 1.02)), scaled(HULL, 0.8))
    for k in range(4):
        x = 0.26 + k * (w - 0.45) / 4
        cut.box(x, 0.76, (w - 0.6) / 4, 0.2, mixed((14, 40, 54), CYAN, 0.45 if k % 2 else 0.7), ink=0.0, shine=True)
        for j in range(3):
            cut.line(
                ((x + 0.03, 0.80 + 0.055 * j), (x + 0.08 + 0.06 * ((j + k) % 3), 0.80 + 0.055 * j)),
                0.018,
                (236, 250, 250),
                shine=True,
            )
    for k in range(12):
        cut.disc(0.34 + k * (w - 0.6) / 11, 0.6, 0.022, 0.022, AMBER if k % 3 else (236, 84, 70), shine=True)
    cut.line(((0.3, 0.1), (w - 0.25, 0.1)), 0.04, scaled(CYAN, 0.7), shine=True)


def _seat(cut: Cut) -> None:
    """A high seat, seen a little from behind."""
    m = cut.wide / 2
    cut.line(((m, 0.05), (m, 0.42)), 0.10, DARKER)
    cut.disc(m, 0.04, 0.28, 0.04, DARKER)
    cut.shape(
        ((m - 0.30, 0.40), (m + 0.30, 0.40), (m + 0.33, 1.25), (m + 0.2, 1.46), (m - 0.2, 1.46), (m - 0.33, 1.25)),
        (50, 56, 68),
    )
    cut.shape(((m - 0.22, 0.5), (m + 0.22, 0.5), (m + 0.24, 1.2), (m - 0.24, 1.2)), (66, 74, 88))
    for side in (-1, 1):
        cut.box(m + side * 0.36 - 0.06, 0.62, 0.12, 0.12, (70, 78, 90), ink=0.008)
    cut.line(((m - 0.2, 1.32), (m + 0.2, 1.32)), 0.035, scaled(AMBER, 0.9), shine=True)


def _things(shop: Workshop, room: Room, lit: float) -> list[Card]:
    def console(x: float, z: float, yaw: float | None = None) -> Card:
        return standing(shop, "console", (2.2, 1.08), (x, 0.0, z), room, _console, yaw=yaw)

    def seat(x: float, z: float) -> Card:
        return standing(shop, "seat", (0.9, 1.5), (x, 0.0, z), room, _seat)

    cards = [
        console(-4.3, 4.8), console(4.3, 4.8), console(-4.7, 1.6, 0.9), console(4.7, 1.6, -0.9), console(0.0, 6.2, 0.0),
        seat(-4.1, 3.7), seat(4.1, 3.7), seat(-1.7, 6.1), seat(1.7, 6.1),
    ]  # fmt: skip
    cards += [halo(shop, "desk", (30, 84, 94), (x, 1.0, 4.6), 2.6) for x in (-4.3, 4.3)]
    if lit > 0.4:
        cards += [halo(shop, "strip", (64, 74, 80), (x, 3.1, z), 1.6) for x in (-3.0, 3.0) for z in (1.5, 4.5)]
    return cards
