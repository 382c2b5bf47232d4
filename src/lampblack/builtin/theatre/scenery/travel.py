"""Country and city as they pass a train: long strips that repeat, each slower than the one before it."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.passing import Passing, passing
from lampblack.builtin.theatre.raster.card import upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.skyline import NEON, WINDOWS, lights, outside, painted_towers
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, mixed, scaled
from lampblack.builtin.theatre.scenery.workshop import Workshop

LAMP: Colour = (255, 196, 118)


def passing_by(shop: Workshop, pace: float = 14.0) -> tuple[Passing, ...]:
    """The strips on both sides of a train that goes towards -x, `pace` metres a second; far to near."""
    shop = outside(shop)
    cards: list[Passing] = []
    towers = shop.sheet(
        "passing towers",
        lambda: painted_towers(
            shop.pixels(1100), shop.pixels(300), shop.hour, far=0.62, lit=lights(shop), seed=shop.seed("passing towers")
        ),
    )
    hills = shop.sheet(
        "passing hills", lambda: _hills(shop.pixels(1400), shop.pixels(240), shop.hour, shop.seed("hills"))
    )
    houses = shop.sheet(
        "passing houses",
        lambda: _houses(shop.pixels(1600), shop.pixels(260), shop.hour, lights(shop), shop.seed("houses")),
    )
    posts = shop.sheet(
        "passing posts", lambda: _posts(shop.pixels(1400), shop.pixels(460), shop.hour, shop.seed("posts"))
    )
    for side in (1.0, -1.0):
        for texture, away, long, high, foot, share, count in (
            (towers, 210.0, 230.0, 50.0, -6.0, 0.55, 4),
            (hills, 120.0, 190.0, 16.0, -5.0, 0.8, 3),
            (houses, 52.0, 120.0, 12.5, -2.6, 1.0, 3),
            (posts, 15.0, 44.0, 8.6, -1.6, 1.15, 4),
        ):
            cards += _strip(texture, side * away, long, high, foot, pace * share, count)
    return tuple(cards)


def _strip(texture: Texture, z: float, long: float, high: float, foot: float, pace: float, count: int) -> list[Passing]:
    cards: list[Passing] = []
    for index in range(count):
        card = upright(texture, (index - count / 2 + 0.5) * long, foot, z, long * 1.002, name="passing", fog=0.0)
        card = replace(card, origin=(card.origin[0], foot + high, z), down=(0.0, -high / texture.height, 0.0))
        cards.append(passing(card, pace, long * count))
    return cards


def _hills(width: int, height: int, hour: Hour, seed: int) -> Bytes:
    """Two lines of low hills and trees; the strip's ends meet."""
    rng = np.random.default_rng(seed_of("passing hills", seed))
    brush = Brush(width, height)
    for layer, (base, swing, far) in enumerate(((0.45, 0.16, 0.55), (0.70, 0.12, 0.25))):
        tone = mixed(mixed(hour.ink, hour.distance, 0.5), hour.haze, far)
        phases = rng.uniform(0, math.tau, 4)
        line: list[XY] = []
        for k in range(81):
            t = k / 80 * math.tau
            wave = sum(math.sin((n + 1) * t + float(phases[n])) / (n + 1) for n in range(4))
            line.append((width * k / 80, height * (base - swing * wave * 0.5)))
        brush.shape([(0, height), *line, (width, height)], tone)
        for _ in range(60 if layer else 26):
            k = int(rng.integers(1, 80))
            x, y = line[k]
            size = height * float(rng.uniform(0.03, 0.09)) * (1 + layer)
            brush.dab(x, y, size * 0.7, size, scaled(tone, float(rng.uniform(0.82, 0.96))))
    return brush.pixels


def _houses(width: int, height: int, hour: Hour, lit: float, seed: int) -> Bytes:
    """Roofs, sheds and trees along the line, windows here and there, a lit sign."""
    rng = np.random.default_rng(seed_of("passing houses", seed))
    brush = Brush(width, height)
    tone = mixed(mixed(hour.ink, hour.day((120, 110, 104), 0.3), 0.45), hour.haze, 0.10)
    brush.shape(((0, height), (0, height * 0.80), (width, height * 0.80), (width, height)), scaled(tone, 0.8))
    x = 0.0
    while x < width * 0.96:
        kind = rng.random()
        wide = min(width - x - 2, width * float(rng.uniform(0.03, 0.075)))
        high = height * float(rng.uniform(0.26, 0.52))
        top, base = height * 0.84 - high, height * 0.86
        own = scaled(tone, float(rng.uniform(0.85, 1.25)))
        if kind < 0.36:
            for _ in range(6):
                brush.dab(
                    x + wide * rng.random(), base - high * float(rng.uniform(0.3, 0.9)), wide * 0.32, high * 0.24,
                    scaled(mixed(own, hour.day((70, 96, 70), 0.3), 0.4), float(rng.uniform(0.7, 1.0))),
                )  # fmt: skip
        else:
            brush.shape(((x, base), (x, top), (x + wide, top), (x + wide, base)), own)
            if kind < 0.75:
                gable = ((x - 3, top), (x + wide / 2, top - high * 0.32), (x + wide + 3, top))
                brush.shape(gable, scaled(own, 0.72))
            for i in range(int(wide / (height * 0.055))):
                for j in range(int(high / (height * 0.085))):
                    if rng.random() < 0.25 + 0.5 * lit:
                        glow = rng.random() < lit * 1.1
                        shade = WINDOWS[int(rng.integers(0, 5))] if glow else scaled(own, 0.72)
                        left, up = x + height * (0.025 + 0.055 * i), top + height * (0.03 + 0.085 * j)
                        w, h = height * 0.026, height * 0.04
                        brush.shape(((left, up + h), (left, up), (left + w, up), (left + w, up + h)), shade)
            if lit > 0.2 and rng.random() < 0.14:
                sign = NEON[int(rng.integers(0, 4))]
                brush.shape(
                    (
                        (x + 4, top - 4),
                        (x + 4, top - height * 0.09),
                        (x + wide * 0.7, top - height * 0.09),
                        (x + wide * 0.7, top - 4),
                    ),
                    sign,
                )
        x += wide * float(rng.uniform(0.9, 1.5))
    return brush.pixels


def _posts(width: int, height: int, hour: Hour, seed: int) -> Bytes:
    """What stands beside the line, blurred by its going by: masts with a wire, bushes, a lamp; the foot is dark."""
    rng = np.random.default_rng(seed_of("posts", seed))
    brush = Brush(width, height)
    tone = mixed(hour.ink, hour.day((96, 92, 88), 0.2), 0.35)
    brush.shape(((0, height), (0, height * 0.93), (width, height * 0.93), (width, height)), scaled(tone, 0.9))
    for _ in range(26):
        x = float(rng.uniform(0.03, 0.97)) * width
        size = height * float(rng.uniform(0.05, 0.13))
        brush.dab(
            x,
            height * 0.93,
            size * 1.5,
            size,
            scaled(mixed(tone, hour.day((66, 84, 62), 0.3), 0.5), float(rng.uniform(0.7, 1.05))),
        )
    for x in (width * 0.22, width * 0.72):
        brush.stroke(((x, height), (x, height * 0.05)), (width * 0.008, width * 0.006), tone)
        brush.stroke(((x, height * 0.12), (x + width * 0.05, height * 0.12)), (3.0, 2.0), tone)
    if hour.night or hour.glow_strength > 0.55:
        x = width * 0.47
        brush.stroke(((x, height), (x, height * 0.30)), (width * 0.005, width * 0.004), tone)
        brush.dab(x, height * 0.29, width * 0.012, height * 0.02, LAMP)
    soft = np.asarray(cv2.blur(brush.pixels, (max(3, width // 90), 1), borderType=cv2.BORDER_REFLECT), np.uint8)
    return np.ascontiguousarray(soft)
