"""A city in the distance: towers of cut paper one behind the other, their windows by night, the glow in its haze."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.hour import Hour, hour_of
from lampblack.builtin.theatre.scenery.stand import flipped
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.workshop import Workshop

WINDOWS: tuple[Colour, ...] = ((255, 206, 132), (255, 226, 176), (206, 226, 248), (255, 188, 104), (168, 206, 240))
NEON: tuple[Colour, ...] = ((255, 74, 96), (64, 214, 226), (255, 150, 52), (198, 92, 255))
GLOW: Colour = (214, 128, 96)
"""What a city's lamps make of the haze over it."""


def outside(shop: Workshop) -> Workshop:
    """The workshop as it is out of doors: a room's windows show the weather."""
    return replace(shop, hour=hour_of(replace(shop.place, inside=False)))


def lights(shop: Workshop) -> float:
    """How many windows of the city are lit, 0 to 1."""
    late = {"night": 0.44, "dusk": 0.36, "dawn": 0.3}.get(shop.place.time, 0.03)
    return max(late, {"rain": 0.22, "snow": 0.16, "mist": 0.12}.get(shop.place.weather, 0.0))


def city(
    shop: Workshop,
    *,
    foot: float = 0.0,
    reach: float = math.pi,
    middle: float = 0.0,
    near: float = 150.0,
    rise: float = 1.0,
    rings: int = 2,
) -> tuple[Card, ...]:
    """Two rings of towers, far to near, within `reach` of azimuth `middle`.

    `foot`: metres at which they stand (below zero for one who lives high); `near`: metres to the nearer ring;
    `rise` multiplies their heights.
    """
    shop = outside(shop)
    cards: list[Card] = []
    for ring, (away, tall, far) in enumerate(((near * 2.8, 120.0, 0.72), (near, 62.0, 0.34))):
        if ring == 0 and rings == 1:
            continue
        count = 12
        for index in range(count):
            azimuth = (index + 0.5 * ring + 0.25) / count * math.tau - math.pi
            turn = (azimuth - middle + math.pi) % math.tau - math.pi
            if abs(turn) > reach + math.pi / count:
                continue
            kind = (index * 2 + ring) % 3
            across = shop.pixels(760)
            wide = 2 * away * math.tan(math.pi / count) * 1.10
            down = round(across * tall / wide)
            texture = shop.sheet(
                f"city {ring} {kind}",
                lambda ring=ring, kind=kind, down=down, across=across, far=far: painted_towers(
                    across, down, shop.hour, far=far, lit=lights(shop), seed=shop.seed("city", ring, kind)
                ),
            )
            high = tall * rise * (1.0 + 0.12 * math.sin(index * 2.3 + ring))
            card = backdrop.ringed(
                texture, azimuth, away * (1.0 + 0.02 * (index % 2)), foot, wide, name="city", fog=0.0
            )
            card = replace(
                card,
                origin=(card.origin[0], foot + high, card.origin[2]),
                down=(0.0, -high / texture.height, 0.0),
            )
            cards.append(flipped(card) if index % 2 else card)
    return tuple(cards)


def view(shop: Workshop, *, middle: float = 0.0, reach: float = math.pi) -> tuple[Card, ...]:
    """The sky's panels towards one side only: what a room with windows there can see of it."""
    panels: list[Card] = []
    for card in backdrop.sky(outside(shop)):
        c = card.centre
        turn = (math.atan2(c[0], c[2]) - middle + math.pi) % math.tau - math.pi
        if abs(turn) <= reach + 0.25:
            panels.append(card)
    return tuple(panels)


def painted_towers(width: int, height: int, hour: Hour, *, far: float, lit: float, seed: int) -> Bytes:
    """A row of towers, paler with distance; `lit` is the share of windows with light in them."""
    rng = np.random.default_rng(seed_of("towers", seed))
    haze = mixed(hour.haze, GLOW, 0.22 if hour.night else 0.06)
    body = mixed(mixed(hour.ink, hour.distance, 0.45), haze, far * (0.55 if hour.night else 0.85))
    brush = Brush(width, height)
    windows = np.zeros((height, width, 4), np.float32)
    for layer in range(3):
        tone = mixed(body, haze, 0.34 * (2 - layer) * (0.5 if hour.night else 0.9))
        x = float(rng.uniform(-0.03, 0.02)) * width
        while x < width * 0.985:
            wide = width * float(rng.uniform(0.035, 0.085))
            tall = height * float(rng.uniform(0.28, 0.62) + 0.34 * rng.random() ** 3) * (1.0 - 0.20 * layer)
            left, right = max(2.0, x), min(width - 2.0, x + wide)
            if right - left > 6:
                _tower(brush, windows, rng, (left, right, tall), tone, lit * (0.55 + 0.25 * layer), far)
            x += wide * float(rng.uniform(0.72, 1.25))
    picture, cover = brush.pixels[..., :3].astype(np.float32), brush.opacity
    gx, gy = grid(height, width)
    picture *= (0.93 + 0.14 * sampled("wool", gx * 1.3 + seed % 331, gy * 1.3))[..., None]
    glaze(picture, mixed(haze, hour.sky[-1][1], 0.3), soft(0.45, 1.05, gy / np.float32(height)) * np.float32(0.75))
    fade = np.float32(0.85 - 0.45 * far)
    picture = np.asarray(
        picture * (1.0 - windows[..., 3:] * fade) + windows[..., :3] * windows[..., 3:] * fade, np.float32
    )
    return premultiplied(np.minimum(picture, 255.0), cover)


def _tower(
    brush: Brush,
    windows: Floats,
    rng: np.random.Generator,
    span: tuple[float, float, float],
    tone: Colour,
    lit: float,
    far: float,
) -> None:
    left, right, tall = span
    base = brush.height
    top, wide = base - tall, right - left
    light = scaled(tone, float(rng.uniform(0.90, 1.10)))
    brush.shape(((left, base), (left, top), (right, top), (right, base)), light)
    brush.shape(((left, base), (left, top), (left + wide * 0.16, top), (left + wide * 0.16, base)), scaled(light, 1.10))
    crown = rng.random()
    if crown < 0.35:
        inset = wide * 0.22
        box = ((left + inset, top), (left + inset, top - wide * 0.35), (right - inset, top - wide * 0.35))
        brush.shape((*box, (right - inset, top)), light)
    if crown < 0.18 or crown > 0.9:
        middle = (left + right) / 2
        brush.stroke(((middle, top), (middle, top - wide * 0.9)), (2.0, 1.0), scaled(tone, 0.9))
    windows[max(0, round(top)) :, round(left) : round(right)] = 0.0
    step, row = max(4.0, wide / rng.integers(4, 8)), max(5.0, brush.width / 130)
    columns, rows = int((wide - 4) / step), int(tall / row) - 1
    if columns < 1 or rows < 1:
        return
    on = rng.random((rows, columns)) < lit * rng.uniform(0.45, 1.1)
    if rng.random() < 0.25:
        on[rng.integers(0, rows, max(1, rows // 9))] |= lit > 0.1
    tints = rng.integers(0, len(WINDOWS), (rows, columns))
    bright = rng.uniform(0.45, 1.0, (rows, columns))
    for r, c in np.argwhere(on).tolist():
        x0, y0 = round(left + 3 + c * step), round(top + 3 + r * row)
        patch = windows[y0 : y0 + max(2, int(row * 0.55)), x0 : x0 + max(2, int(step * 0.6))]
        patch[..., :3] = WINDOWS[int(tints[r, c])]
        patch[..., 3] = float(bright[r, c])
    if lit > 0.25 and rng.random() < 0.16 and far < 0.6:
        x0, y0 = round(left + wide * 0.25), round(top + wide * 0.3)
        patch = windows[y0 : y0 + round(tall * 0.22), x0 : x0 + max(4, round(wide * 0.3))]
        patch[..., :3] = NEON[int(rng.integers(0, len(NEON)))]
        patch[..., 3] = 0.95
