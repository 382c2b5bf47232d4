"""A cave: rock all round, teeth of stone, a still pool, a fire; in the back wall the mouth and what the day does."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.builtin.theatre.alight import alight
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import backdrop, land
from lampblack.builtin.theatre.scenery.buildings import glow
from lampblack.builtin.theatre.scenery.cavern import mouth_cover, painted_teeth, ring_point, rock_face
from lampblack.builtin.theatre.scenery.circle import Ring, mist_ring, ridge_ring
from lampblack.builtin.theatre.scenery.ground import painted_ground
from lampblack.builtin.theatre.scenery.hour import plain_hour
from lampblack.builtin.theatre.scenery.indoors import falling, incoming, window_bulb
from lampblack.builtin.theatre.scenery.mist import painted_beams
from lampblack.builtin.theatre.scenery.mood import ground_haze
from lampblack.builtin.theatre.scenery.outdoors import painted_fire
from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import surface
from lampblack.builtin.theatre.scenery.stand import flipped, rock, tree, tree_sheet
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Air, Fog, Grade, Set, Shade, WaterLevel

MIDDLE = (0.0, -1.5)
REACH, HIGH = 14.0, 8.6
WALLS = 10
MOUTH = -0.24
"""Azimuth of the mouth as seen from the cave's middle."""
FIRE = (-4.7, 6.2)
POOL = (8.2, 6.0)
BRANDS = ((-6.6, -7.4), (6.9, -6.6))
"""Burning brands on boulders behind the audience: reverse angles have their own light."""
FIRELIGHT: Colour = (1.0, 0.70, 0.41)
DARK: Colour = (15.0, 13.0, 17.0)


def hang(shop: Workshop) -> Set:
    """The whole place."""
    room, inner = _room(shop), _inner(shop)
    grade = Grade(saturation=1.05, contrast=0.46, lift=0.02, bloom=0.7, threshold=0.72)
    return Set(
        sky=(*backdrop.sky(shop), *_outside(shop), _roof(shop, room), *_walls(shop, room)),
        floors=(_floor(shop, room),),
        water=WaterLevel(height=-0.10, colour=(0.06, 0.09, 0.12), ripple=0.25, murk=0.18),
        cards=(*_teeth(shop), *_boulders(inner), *_fire(shop), *_beams(shop)),
        fog=Fog(colour=(DARK[0] / 255, DARK[1] / 255, DARK[2] / 255), density=0.004, start=10.0),
        grade=grade if burning(shop) > 0.6 else replace(grade, bloom=0.55, threshold=0.84),
        shade=Shade(tint=(0.92, 0.84, 0.78) if shop.hour.night else (0.95, 0.93, 0.91), rim=0.9, shadow=0.30),
        air=(
            Air(kind="embers", count=12, colour=(1.0, 0.64, 0.28), wind=0.1),
            Air(kind="dust", count=22, colour=(1.0, 0.94, 0.80), wind=0.03),
        ),
    )


def _room(shop: Workshop) -> RoomLight:
    much = max(0.55, burning(shop))
    x, z = MIDDLE[0] + REACH * math.sin(MOUTH) * 0.8, MIDDLE[1] + REACH * math.cos(MOUTH) * 0.8
    return RoomLight(
        ambient=incoming(shop, 0.48 if shop.hour.night else 0.70, paper=True),
        bulbs=(
            Bulb(at=(FIRE[0], 0.9, FIRE[1]), colour=FIRELIGHT, power=1.15 * much, reach=4.1),
            *(Bulb(at=(at, 1.5, far), colour=FIRELIGHT, power=0.62 * much, reach=3.4) for at, far in BRANDS),
            window_bulb(shop, (x, 2.5, z), 3.2, 0.34),
        ),
        most=1.5,
        tall=HIGH,
    )


def _light(shop: Workshop) -> Colour:
    return mixed(falling(shop, 0.5), (236.0, 160.0, 96.0), 0.22 + 0.25 * burning(shop))


def _inner(shop: Workshop) -> Workshop:
    """The workshop for what stands in the cave: lit by the fire and what comes in at the mouth."""
    light = _light(shop)
    plain = replace(plain_hour(shop.hour), lit=scaled(light, 1.15), shade=scaled(light, 0.62), ink=(20.0, 17.0, 22.0))
    return replace(shop, hour=plain, place=replace(shop.place, season="summer"))


def _outside(shop: Workshop) -> list[Card]:
    peaks = Ring(name="peaks", distance=420, count=9, breadth=0.9, tall=120, low=-22)
    side = shop.sun.side(0.0)
    peach = tree_sheet(shop, "peach", 0, side=side, lean=0.18, size=460)
    pine = tree_sheet(shop, "pine", 0, side=side, lean=-0.2, size=460)
    return [
        *ridge_ring(shop, peaks, far=0.55, form="peak", summits=4, density=11, trees=20, tree_size=5),
        *mist_ring(shop, "valley mist", distance=260, low=-30, high=34, density=0.9),
        _meadow(shop),
        *mist_ring(shop, "near mist", distance=60, low=-2, high=5, density=0.6),
        tree(shop, peach, -8.8, 19.5, 5.0),
        tree(shop, pine, -3.2, 24.0, 7.0),
    ]


def _meadow(shop: Workshop) -> Card:
    """Ground before the mouth, only there: under the cave itself lies its pool."""
    metre, half, deep = 6.0 * shop.scale, 42.0, 84.0
    width, height = round(2 * half * metre), round(deep * metre)

    def paint() -> Bytes:
        soil = land.soil_of(shop, "grass")
        ground = painted_ground(soil, shop.hour, width=width, height=height, metre=metre * 5, seed=shop.seed("meadow"))
        x, z = land.metres(width, height, metre, -half, 96.0)
        away = np.hypot(x, z).astype(np.float32)
        glaze(ground, ground_haze(shop.hour), soft(16.0, 74.0, away) * np.float32(0.9))
        return premultiplied(ground, (1.0 - soft(66.0, 92.0, away)).astype(np.float32))

    return flat(shop.sheet("meadow", paint), 0.0, -0.02, 12.0, 2 * half, deep, name="meadow")


def _wall_sheet(shop: Workshop, room: RoomLight, index: int, azimuth: float, width: float, *, mouth: bool) -> Texture:
    metre = 44.0 if math.cos(azimuth) > -0.2 else 30.0

    def local(wide: int, high: int) -> Floats:
        return rock_face(wide, high, metre * shop.scale, seed=shop.seed("face", index) % 9000)

    def cover(along: Floats, up: Floats) -> Floats:
        """Torn at either side where the face lies over its neighbours; open where the mouth is."""
        down = np.float32(HIGH + 0.5) - up
        seed = shop.seed("torn", index) % 9000
        torn = sampled("cloud", along * 60 + seed, down * 60 + seed % 613) - np.float32(0.5)
        side = np.minimum(along, np.float32(width) - along) + torn * 1.3
        whole = soft(0.30, 0.42, side) if index % 2 == 0 else np.ones_like(along)
        if mouth:
            whole = whole * mouth_cover(along, down, middle=width / 2, foot=HIGH + 0.4, half=2.9, high=4.9, seed=seed)
        return whole.astype(np.float32)

    where = ring_point(azimuth, REACH, width, MIDDLE)
    name = f"face {index}"
    return surface(shop, room, name, (width, HIGH + 0.5), metre, local, where, opacity=cover)


def _walls(shop: Workshop, room: RoomLight) -> list[Card]:
    """Ten faces round the cave, every other one a little nearer; one of them has the mouth in it."""
    width = 2 * REACH * math.tan(math.pi / WALLS) * 1.22
    cards: list[Card] = []
    for index in sorted(range(WALLS), key=lambda i: -(i % 2)):
        azimuth = MOUTH + index * math.tau / WALLS
        azimuth = (azimuth + math.pi) % math.tau - math.pi
        away = REACH if index % 2 == 0 else REACH * 1.04
        texture = _wall_sheet(shop, room, index, azimuth, width, mouth=index == 0)
        x, z = MIDDLE[0] + math.sin(azimuth) * away, MIDDLE[1] + math.cos(azimuth) * away
        cards.append(upright(texture, x, -0.5, z, width, -azimuth, name="wall face", fog=0.0))
    return cards


def _roof(shop: Workshop, room: RoomLight) -> Card:
    metre = 16.0

    def local(width: int, height: int) -> Floats:
        return np.ascontiguousarray(
            rock_face(width, height, metre * shop.scale, seed=shop.seed("roof") % 9000) * np.float32(0.55)
        )

    def where(along: Floats, up: Floats) -> tuple[Floats, Floats, Floats]:
        return along - np.float32(REACH * 1.2), np.full_like(along, HIGH), np.float32(MIDDLE[1] - REACH * 1.2) + up

    side = REACH * 2.4
    texture = surface(shop, room, "roof", (side, side), metre, local, where)
    return flat(texture, 0.0, HIGH - 0.05, MIDDLE[1] - side / 2, side, side, name="roof", fog=0.0)


def _floor(shop: Workshop, room: RoomLight) -> Card:
    metre, half = 46.0, REACH * 1.12

    def local(width: int, height: int) -> Floats:
        return painted_ground(
            "rock", plain_hour(shop.hour), width=width, height=height, metre=metre * shop.scale, seed=shop.seed("floor")
        ) * np.float32(0.82)

    def where(along: Floats, up: Floats) -> tuple[Floats, Floats, Floats]:
        return along - np.float32(half), np.zeros_like(along), np.float32(MIDDLE[1] - half) + up

    def dry(along: Floats, up: Floats) -> Floats:
        x, _, z = where(along, up)
        bend = sampled("cloud", x * 36 + 71, z * 36) - np.float32(0.5)
        away = np.hypot((x - np.float32(POOL[0])) / 3.9, (z - np.float32(POOL[1])) / 4.6) + bend * 0.5
        return soft(0.90, 1.02, away).astype(np.float32)

    texture = surface(shop, room, "floor", (2 * half, 2 * half), metre, local, where, opacity=dry)
    return flat(texture, 0.0, 0.0, MIDDLE[1] - half, 2 * half, 2 * half, name="floor", fog=0.0)


def _teeth(shop: Workshop) -> list[Card]:
    """Stalactites high over the stage and along the walls, stalagmites at the walls' feet."""
    light = _light(shop)
    dark = scaled(light, 0.16)
    bright = scaled(mixed(light, (255.0, 226.0, 190.0), 0.2), 0.72)
    across, down = shop.pixels(520), shop.pixels(250)
    cards: list[Card] = []
    for index, (x, z, wide, top) in enumerate(
        (
            (-5.5, 9.5, 7.0, 8.3),
            (4.5, 10.2, 7.5, 8.3),
            (0.0, 6.5, 6.0, 8.4),
            (-8.5, 4.0, 6.0, 8.2),
            (8.8, 3.6, 6.4, 8.2),
            (-3.6, -4.0, 7.0, 8.3),
            (4.2, -6.5, 7.0, 8.3),
            (-8.0, -6.0, 6.0, 8.2),
        )
    ):
        variant = index % 2
        sheet = shop.sheet(
            f"stalactites {variant}",
            lambda variant=variant: painted_teeth(across, down, bright, dark, seed=7 + variant, hanging=True),
        )
        yaw = -math.atan2(x, z + 3.0) if z > -2 else -math.atan2(x, z - 8.0)
        card = upright(sheet, x, top - wide * down / across, z, wide, yaw, name="stalactites", fog=0.0)
        cards.append(flipped(card) if index % 3 == 1 else card)
    wide, tall = shop.pixels(380), shop.pixels(260)
    for index, (x, z, size) in enumerate(
        ((-8.4, 8.6, 3.2), (5.0, 10.8, 3.0), (10.6, 1.4, 3.4), (-10.6, 1.0, 3.4), (-7.0, -9.8, 3.6), (8.2, -9.0, 3.4))
    ):
        variant = index % 2
        sheet = shop.sheet(
            f"stalagmites {variant}",
            lambda variant=variant: painted_teeth(wide, tall, bright, dark, seed=21 + variant, hanging=False),
        )
        yaw = -math.atan2(x, z + 3.0) if z > -2 else -math.atan2(x, z - 8.0)
        card = upright(sheet, x, -0.04, z, size, yaw, name="stalagmites", fog=0.0)
        cards.append(flipped(card) if index % 2 else card)
    return cards


def _boulders(inner: Workshop) -> list[Card]:
    return [
        rock(
            inner,
            index % 3,
            x,
            z,
            width,
            flip=index % 2 == 0,
            yaw=-math.atan2(x, z - 8.0) if z < -5.0 else None,
        )
        for index, (x, z, width) in enumerate(
            (
                (-6.6, 7.6, 2.2),
                (-7.4, 5.0, 1.6),
                (4.9, 7.8, 1.7),
                (5.4, 3.2, 1.3),
                (9.4, 10.0, 3.0),
                (-9.8, 4.2, 2.6),
                (6.2, 0.4, 1.4),
                (-6.8, -1.0, 1.8),
                (1.6, 11.6, 1.6),
                (-6.6, -7.5, 1.7),
                (6.9, -6.7, 1.7),
            )
        )
    ]


def _fire(shop: Workshop) -> list[Card]:
    side = shop.pixels(280)
    flames = shop.sheet("fire", lambda: painted_fire(side, side, seed=shop.seed("fire") % 9000))
    ball = shop.sheet("fire glow", lambda: glow(shop.pixels(256), (255, 150, 66)))
    x, z = FIRE
    yaw = -math.atan2(x, z + 3.0)
    wide = 5.2 if burning(shop) > 0.6 else 3.8
    brands: list[Card] = []
    for at, far in BRANDS:
        turn = -math.atan2(at, far - 8.0)
        brands.append(alight(upright(flames, at, 0.92, far + 0.1, 0.62, turn, name="fire", fog=0.0), "fire", leap=0.10))
        brands.append(alight(upright(ball, at, 0.2, far + 0.16, 2.4, turn, name="glow", fog=0.0, glow=0.95), "fire"))
    return [
        *brands,
        alight(upright(flames, x, -0.03, z, 1.2, yaw, name="fire", fog=0.0), "fire", leap=0.10),
        alight(upright(ball, x, 0.55 - wide / 2, z - 0.06, wide, yaw, name="glow", fog=0.0, glow=1.0), "fire"),
    ]


def _beams(shop: Workshop) -> list[Card]:
    """Daylight, or the moon, slanting in at the mouth."""
    if shop.place.weather in ("rain", "snow"):
        return []
    across, down = shop.pixels(380), shop.pixels(340)
    colour = mixed(shop.hour.glow, (244, 248, 246), 0.45)
    texture = shop.sheet(
        "beams", lambda: painted_beams(across, down, colour, lean=-0.4, seed=shop.seed("beams") % 9000)
    )
    strength = 0.35 if shop.hour.night else 0.62
    x, z = MIDDLE[0] + REACH * math.sin(MOUTH), MIDDLE[1] + REACH * math.cos(MOUTH)
    return [
        upright(texture, x + 0.9, -0.3, z - 1.2, 6.6, name="beams", fog=0.0, glow=strength),
        upright(texture, x + 2.4, -0.3, z - 3.0, 7.4, name="beams", fog=0.0, glow=0.7 * strength),
    ]
