"""Reeds and grasses: tufts of long strokes on the lower edge of a sheet, some with plumes."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, mixed, scaled


def painted_reeds(
    width: int,
    height: int,
    hour: Hour,
    *,
    seed: int,
    blades: int = 90,
    plumes: float = 0.28,
    colour: Colour = (126, 138, 84),
) -> Bytes:
    """A stand of reeds, thickest in the middle; the ones behind are painted first and paler."""
    rng = np.random.default_rng(seed_of("reeds", seed))
    brush = Brush(width, height)
    blades = max(8, int(blades * min(1.0, width / 300.0)))
    for index in range(blades):
        back = 1.0 - index / blades
        x = float(np.clip(rng.normal(0.5, 0.19), 0.06, 0.94)) * width
        tall = height * rng.uniform(0.34, 0.92) * (1.0 - 1.1 * abs(x / width - 0.5))
        bend = rng.uniform(-0.30, 0.40) * tall
        x = min(max(x, 6.0 - min(0.0, bend)), width - 6.0 - max(0.0, bend))
        tone = mixed(mixed(hour.ink, hour.day(colour, 0.5), rng.uniform(0.35, 0.95)), hour.haze, 0.30 * back)
        points: list[XY] = [
            (x, height + 3.0),
            (x + bend * 0.12, height - tall * 0.45),
            (x + bend * 0.50, height - tall * 0.82),
            (x + bend, height - tall + abs(bend) * 0.22),
        ]
        thick = max(1.2, height * 0.0085)
        brush.stroke(points, (thick, thick * 0.9, thick * 0.6, thick * 0.15), tone)
        if rng.random() < plumes:
            _plume(brush, points, tall, hour, rng)
    return bordered(brush.pixels, bottom=False)


def _plume(brush: Brush, points: list[XY], tall: float, hour: Hour, rng: np.random.Generator) -> None:
    x, y = points[-1]
    lean = math.atan2(points[-1][1] - points[-2][1], points[-1][0] - points[-2][0])
    pale = hour.day((226, 206, 170), 0.8)
    for _ in range(16):
        t = rng.random() * tall * 0.16
        sx, sy = x - math.cos(lean) * t, y - math.sin(lean) * t
        brush.stroke(
            ((sx, sy), (sx + rng.uniform(-0.2, 1.0) * tall * 0.05, sy + rng.uniform(0.1, 0.9) * tall * 0.06)),
            (1.9, 0.5),
            scaled(pale, rng.uniform(0.8, 1.1)),
        )


def painted_tuft(
    width: int, height: int, hour: Hour, *, seed: int, colour: Colour = (118, 142, 78), flowers: bool = False
) -> Bytes:
    """A low tuft of grass, ankle high; with a few flowers where they grow."""
    rng = np.random.default_rng(seed_of("tuft", seed))
    brush = Brush(width, height)
    for _ in range(max(10, int(64 * min(1.0, width / 120.0)))):
        x = width * float(np.clip(rng.normal(0.5, 0.17), 0.12, 0.88))
        tall = height * rng.uniform(0.3, 0.92) * (1.0 - 1.2 * abs(x / width - 0.5))
        bend = rng.uniform(-0.45, 0.45) * tall
        tone = mixed(hour.ink, hour.day(scaled(colour, rng.uniform(0.8, 1.3)), 0.6), rng.uniform(0.45, 1.0))
        thick = max(1.0, height * 0.022)
        brush.stroke(
            ((x, height + 2.0), (x + bend * 0.3, height - tall * 0.55), (x + bend, height - tall)),
            (thick, thick * 0.8, thick * 0.15),
            tone,
        )
        if flowers and rng.random() < 0.12:
            brush.dab(x + bend, height - tall, thick * 1.2, thick * 0.9, hour.day((250, 214, 190), 0.8))
    return bordered(brush.pixels, bottom=False)


def grown_over(sheet: Bytes, hour: Hour, *, middle: float, reach: float, tall: float, seed: int) -> None:
    """Grass over the foot of a tree or a rock, in place: nothing that grows or lies meets the ground in a line."""
    height, width = sheet.shape[:2]
    rng = np.random.default_rng(seed_of("foot", seed))
    brush = Brush(width, height)
    thick = max(1.0, tall * 0.07)
    for _ in range(max(8, int(min(70.0, reach / max(1.0, thick) * 2.4)))):
        x = middle + float(np.clip(rng.normal(0.0, 0.5), -1.0, 1.0)) * reach
        if not 4.0 < x < width - 4.0:
            continue
        blade = tall * rng.uniform(0.3, 1.0) * (1.0 - 0.55 * abs(x - middle) / reach)
        lean = rng.uniform(-0.5, 0.5) * blade
        local = (118, 142, 78) if rng.random() < 0.7 else (150, 132, 84)
        tone = mixed(hour.ink, hour.day(scaled(local, rng.uniform(0.7, 1.2)), 0.5), rng.uniform(0.4, 1.0))
        brush.stroke(
            ((x, height + 2.0), (x + lean * 0.3, height - blade * 0.55), (x + lean, height - blade)),
            (thick, thick * 0.8, 0.5),
            tone,
        )
    over(sheet, brush.pixels, 0.95)
