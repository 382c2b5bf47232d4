"""Rocks: ink outline, planes lit from one side, texture strokes, moss dots; standing on the ground as cards."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush, over
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.reeds import grown_over
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, blurred, bordered, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import sampled


def painted_rock(
    width: int, height: int, hour: Hour, *, side: float, seed: int, stone: Colour = (168, 160, 148), bulk: int = 3
) -> Bytes:
    """A group of `bulk` boulders whose feet stand on the sheet's lower edge; lit from `side` (-1 left, 1 right)."""
    rng = np.random.default_rng(seed_of("rock", seed))
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    order = sorted(range(bulk), key=lambda i: -i)
    for i in order:
        share = 1.0 if i == 0 else rng.uniform(0.42, 0.72)
        wide, tall = width * (0.62 if bulk > 1 else 0.9) * share, height * 0.93 * share
        middle = width * 0.5 if i == 0 else width * rng.uniform(0.22, 0.78)
        over(sheet, _boulder(width, height, middle, wide, tall, hour, side, seed_of(seed, i), stone))
    grown_over(sheet, hour, middle=width / 2, reach=width * 0.46, tall=height * 0.12, seed=seed)
    return bordered(sheet, bottom=False)


def _outline(middle: float, wide: float, tall: float, floor: float, rng: np.random.Generator) -> list[XY]:
    points: list[XY] = []
    count = 15
    for i in range(count):
        t = i / (count - 1)
        angle = math.pi * (1.0 - t)
        squared = 0.86 + 0.14 * abs(math.sin(2 * angle))
        reach = squared * rng.uniform(0.86, 1.08)
        points.append(
            (middle + math.cos(angle) * wide / 2 * reach, floor - max(0.0, math.sin(angle)) * tall * reach * 0.98)
        )
    points[0] = (middle - wide / 2, floor + 6)
    points[-1] = (middle + wide / 2, floor + 6)
    return points


def _boulder(
    width: int, height: int, middle: float, wide: float, tall: float, hour: Hour, side: float, seed: int, stone: Colour
) -> Bytes:
    rng = np.random.default_rng(seed)
    brush = Brush(width, height)
    outline = _outline(middle, wide, tall, float(height), rng)
    brush.shape(outline, (255, 255, 255), smooth=True)
    inside = brush.opacity
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(260.0 / max(wide, tall))
    bend = sampled("cloud", x * s * 1.5 + seed % 977, y * s * 1.5 + seed % 613) - np.float32(0.5)
    facet = sampled("cell", x * s * 0.62 + bend * 46 + seed % 401, y * s * 0.42 + bend * 30 + seed % 307)
    beside = sampled("cell", x * s * 0.62 + bend * 46 + seed % 401 + 10, y * s * 0.42 + bend * 30 + seed % 307 - 9)
    strokes = sampled("fibre", x * s * 4.0 + y * s * 1.2 + bend * 70, y * s * 1.0 + seed % 211)
    rough = sampled("grain", x * 0.9, y * 0.9 + seed % 97)
    round_x = (x - np.float32(middle)) / np.float32(wide / 2)
    round_y = (np.float32(height) - y) / np.float32(tall)
    lit = soft(
        -0.55, 0.75, round_x * np.float32(side) * 0.9 + (round_y - 0.45) * 1.0 + (beside - facet) * 3.4 + bend * 0.7
    )
    density = 0.75 - 0.62 * lit + soft(0.54, 0.74, strokes) * (0.34 - 0.18 * lit) + (rough - 0.5) * 0.14
    density += 0.30 * np.exp(-(((facet - 0.5) / 0.03) ** 2)) + 0.28 * (1.0 - soft(0.0, 0.22, round_y))
    rim = inside * (1.0 - blurred(inside, max(1.2, wide / 110)))
    density = np.clip(density + rim * 0.9, 0.0, 1.0)[..., None].astype(np.float32)
    dark = np.array(mixed(hour.ink, hour.day(stone, 0.05), 0.30), np.float32)
    light = np.array(hour.day(scaled(stone, 1.30), 0.85), np.float32)
    picture = np.ascontiguousarray(light + (dark - light) * density)
    moss = soft(0.02, 0.20, bend + (round_y - 0.72) * 0.35) * np.float32(0.55)
    picture += (np.array(hour.day((98, 126, 78), 0.6), np.float32) * (1.1 - 0.6 * density) - picture) * moss[..., None]
    sheet = premultiplied(picture, inside)
    _moss_dots(sheet, outline, wide, hour, rng)
    return sheet


def _moss_dots(sheet: Bytes, outline: list[XY], wide: float, hour: Hour, rng: np.random.Generator) -> None:
    height, width = sheet.shape[:2]
    brush = Brush(width, height)
    for _ in range(max(6, int(46 * min(1.0, width / 200.0)))):
        i = int(rng.integers(2, len(outline) - 3))
        t = rng.random()
        x = outline[i][0] * (1 - t) + outline[i + 1][0] * t + rng.normal(0, wide * 0.02)
        y = outline[i][1] * (1 - t) + outline[i + 1][1] * t + abs(rng.normal(0, wide * 0.03)) + wide * 0.012
        size = wide * rng.uniform(0.005, 0.014)
        brush.dab(x, y, size * 1.3, size, mixed(hour.ink, hour.day((70, 100, 64), 0.4), rng.uniform(0.1, 0.7)))
    over(sheet, brush.pixels, 0.85)
