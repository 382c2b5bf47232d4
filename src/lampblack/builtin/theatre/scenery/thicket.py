"""Woodland seen from outside itself: many trunks and crowns on one sheet; and the canopy overhead."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.trees import FOLIAGE, Foliage, fewer_strokes, seasoned
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, mixed, scaled
from lampblack.builtin.theatre.scenery.weave import Floats


def painted_thicket(
    width: int, height: int, hour: Hour, *, haze: Colour, far: float, side: float, seed: int, season: str
) -> Bytes:
    """A stretch of wood; its ends thin out so that stretches overlap. `far` 0 to 1 takes it into the haze."""
    rng = np.random.default_rng(seed_of("thicket", seed))
    leaves = seasoned("broadleaf", season)
    peach = seasoned("peach", season)
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    fewer = fewer_strokes(int(height * 1.4))
    for row in range(3):
        depth = min(1.0, far + 0.22 * (2 - row))
        brush = Brush(width, height)
        for _ in range(6):
            x = float(np.clip(rng.normal(0.5, 0.22), 0.06, 0.94)) * width
            _trunk(brush, x, height, rng, mixed(hour.ink, haze, 0.15 + 0.75 * depth), 0.020 + 0.016 * row / 2)
        over(sheet, brush.pixels, 0.95)
        crowns: list[Floats] = []
        for index in range(15):
            across = rng.uniform(0.10, 0.90)
            edge = 1.0 - abs(across - 0.5) * 1.1
            foliage = peach if peach is not None and season == "spring" and index % 4 == 3 and row > 0 else leaves
            if foliage is None:
                continue
            low = foliage is peach
            y = height * (rng.uniform(0.34, 0.56) if low else rng.uniform(0.10, 0.42) + 0.10 * (1.0 - edge))
            radius = height * rng.uniform(0.07, 0.12) * edge
            crowns.append(_crown(across * width, y, radius, _tones(foliage, hour, haze, depth), fewer, side, rng))
        over(sheet, _heaped(width, height, crowns).pixels, 0.96)
    _bushes(sheet, hour, haze, far, rng)
    return bordered(sheet, bottom=False)


def _trunk(brush: Brush, x: float, height: int, rng: np.random.Generator, ink: Colour, thick: float) -> None:
    wide = height * thick * rng.uniform(0.6, 1.3)
    lean = rng.uniform(-0.05, 0.05) * height
    bow = rng.uniform(-0.03, 0.03) * height
    points: list[XY] = [
        (x, height + 3.0),
        (x + bow * 0.6, height * 0.80),
        (x + bow + lean * 0.5, height * 0.5),
        (x + lean, height * 0.14),
    ]
    brush.stroke(points, (wide * 1.5, wide, wide * 0.8, wide * 0.35), ink)
    brush.stroke(
        [(px - wide * 0.22, py) for px, py in points], (wide * 0.3, wide * 0.26, wide * 0.2, 1.0), scaled(ink, 1.28)
    )
    for _ in range(3):
        t = rng.uniform(0.25, 0.6)
        reach = rng.choice((-1.0, 1.0)) * height * rng.uniform(0.06, 0.16)
        y = height * t
        brush.stroke(
            ((x + bow + lean * 0.5, y), (x + reach * 0.6, y - abs(reach) * 0.4), (x + reach, y - abs(reach) * 0.9)),
            (wide * 0.45, wide * 0.3, 1.0),
            ink,
        )


def _crown(
    x: float,
    y: float,
    radius: float,
    tones: tuple[Colour, Colour, Colour],
    fewer: float,
    side: float,
    rng: np.random.Generator,
) -> Floats:
    """A heap of leaf dabs, dark below, light towards the sun: n x 8 of x, y, long, short, turn, red, green, blue."""
    parts: list[Floats] = []
    for tone, (most, sx, sy, breadth) in enumerate(
        ((70, -0.1, 0.22, 1.15), (64, 0.0, 0.0, 1.05), (42, 0.22, -0.32, 0.8))
    ):
        count = max(3, int(most * fewer))
        angles = rng.uniform(0, math.tau, count)
        reach = np.sqrt(rng.random(count)) * radius * breadth
        size = rng.uniform(0.6, 1.3, count) * radius * 0.115 / math.sqrt(fewer)
        leaves = np.empty((count, 8))
        leaves[:, 0] = x + np.cos(angles) * reach * 1.25 + sx * side * radius
        leaves[:, 1] = y + np.sin(angles) * reach * 0.8 + sy * radius
        leaves[:, 2] = size
        leaves[:, 3] = size * 0.55
        leaves[:, 4] = rng.uniform(0, math.tau, count)
        leaves[:, 5:] = np.array(tones[tone]) * rng.uniform(0.86, 1.14, count)[:, None]
        parts.append(leaves)
    return np.concatenate(parts)


def _tones(foliage: Foliage, hour: Hour, haze: Colour, depth: float) -> tuple[Colour, Colour, Colour]:
    veil = 0.10 + 0.72 * depth
    return (
        mixed(hour.day(foliage.dark, 0.15), haze, veil),
        mixed(hour.day(foliage.middle, 0.5), haze, veil),
        mixed(hour.day(foliage.light, 0.9), haze, veil),
    )


def _heaped(width: int, height: int, crowns: list[Floats]) -> Brush:
    """All those leaves on one sheet, in order."""
    brush = Brush(width, height)
    if crowns:
        all_of = np.concatenate(crowns)
        brush.leaves(all_of[:, 0], all_of[:, 1], all_of[:, 2], all_of[:, 3], all_of[:, 4], all_of[:, 5:])
    return brush


def _bushes(sheet: Bytes, hour: Hour, haze: Colour, far: float, rng: np.random.Generator) -> None:
    height, width = sheet.shape[:2]
    tones = _tones(FOLIAGE["broadleaf"], hour, haze, min(1.0, far + 0.1))
    bushes: list[Floats] = []
    for _ in range(16):
        across = rng.uniform(0.12, 0.88)
        radius = height * rng.uniform(0.025, 0.055) * (1.0 - abs(across - 0.5))
        bushes.append(
            _crown(across * width, height - radius * 0.5, radius, tones, fewer_strokes(height) * 0.6, 1.0, rng)
        )
    over(sheet, _heaped(width, height, bushes).pixels, 0.95)


def painted_canopy(width: int, height: int, hour: Hour, *, seed: int, season: str) -> Bytes:
    """Leafy boughs hanging from above, ragged on all sides: a low camera sees over it. Nothing hangs in winter."""
    rng = np.random.default_rng(seed_of("canopy", seed))
    foliage = seasoned("broadleaf", season)
    brush = Brush(width, height)
    for _ in range(9 if foliage is not None else 0):
        x = rng.uniform(0.15, 0.85) * width
        reach = rng.uniform(-0.1, 0.1) * width
        # boughs begin inside the leaves: above them they would hang from nothing
        brush.stroke(
            ((x, height * 0.24), (x + reach * 0.5, height * 0.34), (x + reach, height * rng.uniform(0.4, 0.62))),
            (height * 0.022, height * 0.014, 1.2),
            mixed(hour.ink, hour.day((96, 80, 66), 0.3), 0.3),
        )
    if foliage is not None:
        tones = _tones(foliage, hour, hour.ink, 0.22)
        crowns: list[Floats] = []
        for _ in range(60):
            across = rng.uniform(0.07, 0.93)
            edge = math.sqrt(math.sin(across * math.pi))
            y = height * rng.uniform(0.14, 0.36 + 0.30 * edge * rng.random())
            radius = height * rng.uniform(0.07, 0.12)
            crowns.append(_crown(across * width, y, radius, tones, fewer_strokes(height * 2), 1.0, rng))
        brush.lay(_heaped(width, height, crowns))
    return bordered(brush.pixels)
