"""What stands about a village: wattle fences, hayricks, a well under its little roof, smoke over the thatch."""

from __future__ import annotations

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.outdoors import box
from lampblack.builtin.theatre.scenery.wash import (
    Bytes,
    Colour,
    bordered,
    flat,
    mixed,
    premultiplied,
    scaled,
    soft,
)
from lampblack.builtin.theatre.scenery.weave import sampled

_WOOD: Colour = (128, 100, 72)
_STRAW: Colour = (186, 152, 92)
_STONE: Colour = (150, 144, 134)


def painted_fence(width: int, height: int, hour: Hour, *, seed: int) -> Bytes:
    """A wattle fence: crooked stakes, rods woven between them."""
    rng = np.random.default_rng(seed_of("fence", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, ink = hour.day(_WOOD, 0.5), mixed(hour.ink, hour.day(_WOOD, 0.1), 0.3)
    for k in range(6):
        y = h * (0.42 + 0.095 * k)
        points: list[XY] = []
        for j in range(13):
            points.append((w * (0.02 + 0.08 * j), y + h * rng.uniform(-0.022, 0.022)))
        brush.stroke(points, [h * 0.060] * 13, mixed(wood, ink, 0.35))
        brush.stroke([(x, py - h * 0.014) for x, py in points], [h * 0.026] * 13, scaled(wood, rng.uniform(0.95, 1.25)))
    for k in range(9):
        x = w * (0.04 + 0.115 * k)
        top = h * rng.uniform(0.12, 0.30)
        lean = w * rng.uniform(-0.008, 0.008)
        brush.stroke(((x, h + 2), (x + lean, top)), (h * 0.085, h * 0.06), mixed(wood, ink, 0.25))
        brush.stroke(
            ((x - h * 0.015, h), (x + lean - h * 0.012, top + h * 0.02)), (h * 0.02, h * 0.015), scaled(wood, 1.3)
        )
    return bordered(brush.pixels, bottom=False)


def painted_rick(width: int, height: int, hour: Hour, *, side: float, seed: int) -> Bytes:
    """A hayrick round a pole, straw combed down from its top."""
    rng = np.random.default_rng(seed_of("rick", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    ink = mixed(hour.ink, hour.day(_STRAW, 0.1), 0.35)
    outline: list[XY] = [
        (w * 0.14, h + 3), (w * 0.07, h * 0.62), (w * 0.20, h * 0.34), (w * 0.5, h * 0.09), (w * 0.80, h * 0.34),
        (w * 0.93, h * 0.62), (w * 0.86, h + 3),
    ]  # fmt: skip
    brush.stroke(((w * 0.5, h * 0.3), (w * 0.51, h * 0.015)), (w * 0.03, w * 0.02), ink)
    brush.shape(outline, mixed(hour.day(scaled(_STRAW, 0.7), 0.3), ink, 0.25), smooth=True)
    for _ in range(max(80, int(420 * min(1.0, width / 260.0)))):
        k, t = rng.uniform(-1.0, 1.0), rng.random()
        half = 0.42 * (0.25 + 0.75 * t**0.6)
        x, y = w * (0.5 + k * half), h * (0.13 + 0.80 * t)
        tone = hour.day(scaled(_STRAW, rng.uniform(0.75, 1.25)), float(np.clip(0.5 + 0.4 * k * side, 0.1, 1.0)))
        tip = (x + w * k * 0.02, min(h - 2.0, y + h * rng.uniform(0.04, 0.11)))
        brush.stroke(((x, y), tip), (w * 0.012, w * 0.004), mixed(tone, ink, 0.3 * rng.random()))
    brush.stroke(((w * 0.30, h * 0.30), (w * 0.5, h * 0.34), (w * 0.70, h * 0.30)), [w * 0.02] * 3, ink)
    return bordered(brush.pixels, bottom=False)


def painted_well(width: int, height: int, hour: Hour) -> Bytes:
    """A well: a ring of stones, two posts, a windlass with its rope, a small thatched roof."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, stone = hour.day(_WOOD, 0.45), hour.day(_STONE, 0.6)
    ink = mixed(hour.ink, hour.day(_STONE, 0.1), 0.3)
    for x in (0.20, 0.80):
        box(brush, w * x - w * 0.025, h * 0.22, w * 0.05, h * 0.58, wood)
        box(brush, w * x + w * 0.005, h * 0.22, w * 0.02, h * 0.58, scaled(wood, 0.6))
    brush.stroke(((w * 0.14, h * 0.42), (w * 0.88, h * 0.42)), (h * 0.045, h * 0.045), scaled(wood, 0.85))
    brush.stroke(((w * 0.88, h * 0.42), (w * 0.93, h * 0.36), (w * 0.93, h * 0.33)), [h * 0.02] * 3, wood)
    for k in range(5):
        x = w * (0.44 + 0.025 * k)
        brush.stroke(((x, h * 0.395), (x + w * 0.01, h * 0.445)), (1.8, 1.8), hour.day((196, 172, 122), 0.6))
    brush.stroke(((w * 0.5, h * 0.44), (w * 0.5, h * 0.66)), (1.8, 1.8), hour.day((196, 172, 122), 0.5))
    roof: list[XY] = [(w * 0.02, h * 0.27), (w * 0.24, h * 0.05), (w * 0.76, h * 0.05), (w * 0.98, h * 0.27)]
    brush.shape(roof, mixed(hour.day(scaled(_STRAW, 0.8), 0.4), ink, 0.2))
    for k in range(34):
        u = k / 33
        brush.stroke(
            ((w * (0.25 + 0.5 * u), h * 0.06), (w * (0.03 + 0.94 * u), h * (0.26 + 0.012 * (k % 3)))),
            (w * 0.008, w * 0.013),
            hour.day(scaled(_STRAW, 0.85 + 0.12 * (k % 4)), 0.6),
        )
    brush.dab(w * 0.5, h * 0.70, w * 0.40, h * 0.055, scaled(stone, 0.9))
    brush.dab(w * 0.5, h * 0.705, w * 0.32, h * 0.035, ink)
    box(brush, w * 0.10, h * 0.71, w * 0.80, h * 0.29, scaled(stone, 0.78))
    for row in range(4):
        for k in range(7):
            x = w * (0.10 + 0.115 * k + (0.055 if row % 2 else 0.0))
            tone = scaled(stone, 0.82 + 0.09 * ((k * 3 + row * 5) % 5))
            brush.dab(min(x + w * 0.055, w * 0.86), h * (0.745 + 0.07 * row), w * 0.052, h * 0.031, tone)
    brush.stroke(
        ((w * 0.09, h * 0.715), (w * 0.5, h * 0.735), (w * 0.91, h * 0.715)), [h * 0.022] * 3, scaled(stone, 1.2)
    )
    return bordered(brush.pixels, bottom=False)


def painted_smoke(width: int, height: int, colour: Colour, *, seed: int) -> Bytes:
    """Smoke of a kitchen fire rising in still air, leaning a little; nothing at its borders."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width)) / np.float32(width)
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width)) / np.float32(height)
    up = 1.0 - y
    bend = sampled("cloud", up * 130 + seed % 977, np.full_like(x, seed % 613)) - np.float32(0.5)
    middle = 0.34 + 0.30 * up + bend * 0.5 * up
    wide = 0.025 + 0.16 * up
    curl = sampled("cloud", x * 190 + seed % 401, y * 260) - np.float32(0.5)
    body = np.exp(-(((x - middle + curl * wide) / wide) ** 2)) * (0.75 + curl)
    fade = soft(0.0, 0.06, up) * (1.0 - soft(0.35, 0.97, up))
    edge = np.minimum(soft(0.0, 0.1, x), 1.0 - soft(0.9, 1.0, x))
    opacity = np.clip(body * fade * edge * 0.55, 0.0, 1.0)
    return bordered(premultiplied(flat(height, width, colour), opacity.astype(np.float32)))
