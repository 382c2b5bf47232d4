"""Rock from inside: faces split by cracks, teeth of stone above and below, the ragged mouth that shows the day."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, flat, glaze, mixed, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled
from lampblack.builtin.theatre.scenery.windowlight import Where

STONE: Colour = (138, 126, 114)
_MOSS: Colour = (88, 104, 72)


def rock_face(width: int, height: int, metre: float, *, seed: int) -> Floats:
    """A wall of rock in local colours: planes, cracks between them, texture strokes, moss where water runs."""
    x, y = grid(height, width)
    u, v = x / np.float32(metre), y / np.float32(metre)
    shift = seed_of("rock face", seed)
    bend = sampled("cloud", u * 46 + shift % 977, v * 46 + shift % 613) - np.float32(0.5)
    facet = sampled("cell", u * 26 + bend * 60 + shift % 401, v * 15 + bend * 40 + shift % 307)
    beside = sampled("cell", u * 26 + bend * 60 + shift % 401 + 11, v * 15 + bend * 40 + shift % 307 - 9)
    strokes = sampled("fibre", u * 190 + v * 26 + bend * 80, v * 40 + shift % 211)
    rough = sampled("grain", x * 0.9, y * 0.9 + shift % 97) - np.float32(0.5)
    light = np.clip(0.50 + (beside - facet) * 3.2 + bend * 0.9 + rough * 0.14, 0.0, 1.0)
    picture = flat(height, width, scaled(STONE, 0.44))
    glaze(picture, scaled(STONE, 1.28), light.astype(np.float32))
    glaze(picture, (34, 30, 34), soft(0.55, 0.76, strokes) * np.float32(0.42))
    crack = np.exp(-(((facet - 0.5) / 0.022) ** 2))
    glaze(picture, (26, 22, 26), np.clip(crack * 0.75, 0.0, 1.0).astype(np.float32))
    damp = soft(0.08, 0.22, bend) * soft(0.35, 0.9, v / np.float32(height / metre))
    glaze(picture, _MOSS, damp * np.float32(0.45))
    return picture


def mouth_cover(
    along: Floats, down: Floats, *, middle: float, foot: float, half: float, high: float, seed: int
) -> Floats:
    """Where rock is left around a cave mouth `half` metres wide to either side and `high` metres high."""
    bend = sampled("cloud", along * 44 + seed % 977, down * 44 + seed % 613) - np.float32(0.5)
    fine = sampled("wool", along * 120 + seed % 401, down * 120) - np.float32(0.5)
    up = np.maximum(np.float32(foot) - down, 0.0)
    across = np.abs(along - np.float32(middle)) / np.float32(half)
    edge = (across**2.2 + (up / np.float32(high)) ** 2.6) ** (1 / 2.4) + bend * 0.42 + fine * 0.10
    return soft(0.98, 1.01, edge).astype(np.float32)


def painted_teeth(width: int, height: int, light: Colour, dark: Colour, *, seed: int, hanging: bool) -> Bytes:
    """A row of stalactites, or of stalagmites: tapered stone, lit on one side, ringed where water ran."""
    rng = np.random.default_rng(seed_of("teeth", seed))
    brush = Brush(width, height)
    w, h = float(width), float(height)
    count = 11 if hanging else 6
    for index in range(count):
        back = 1.0 - index / count
        x = w * rng.uniform(0.10, 0.90)
        edge = 1.0 - abs(x / w - 0.5) * 1.3
        tall = h * rng.uniform(0.35, 0.95) * max(0.35, edge)
        wide = w * rng.uniform(0.035, 0.065) * (1.0 if hanging else 2.6) * (0.6 + 0.4 * tall / h)
        tone = mixed(mixed(dark, light, rng.uniform(0.35, 0.6)), dark, 0.45 * back)
        lean = rng.uniform(-0.02, 0.02) * w
        root, tip = (3.0, tall) if hanging else (h + 2.0, h - tall)
        points: list[XY] = [(x + lean * t, root + (tip - root) * t) for t in (0.0, 0.25, 0.55, 0.85, 1.0)]
        widths = [wide * s for s in (1.5, 0.9, 0.6, 0.30, 0.06)]
        brush.stroke(points, [v * 1.12 for v in widths], mixed(dark, (12, 10, 14), 0.5))
        brush.stroke(points, widths, tone)
        brush.stroke(
            [(px - v * 0.22, py) for (px, py), v in zip(points, widths, strict=True)],
            [v * 0.34 for v in widths],
            mixed(tone, light, 0.7),
        )
        for ring in range(2):
            t = 0.15 + 0.3 * ring
            y, half = root + (tip - root) * t, wide * (0.62 - 0.5 * t)
            brush.stroke(((x - half, y), (x, y + wide * 0.09), (x + half, y)), (1.0, 1.8, 1.0), mixed(tone, dark, 0.3))
    sheet = brush.pixels
    if hanging:
        rows = max(3, height // 10)
        share = np.linspace(0.0, 1.0, rows, dtype=np.float32)[:, None, None]
        sheet[:rows] = (sheet[:rows].astype(np.float32) * share).astype(np.uint8)
    return bordered(sheet, bottom=False)


def ring_point(azimuth: float, distance: float, width: float, middle: tuple[float, float]) -> Where:
    """Stage points of a wall card of a ring round `middle`, seen at `azimuth`."""
    s, c = math.sin(azimuth), math.cos(azimuth)

    def where(along: Floats, up: Floats) -> tuple[Floats, Floats, Floats]:
        aside = along - np.float32(width / 2)
        x = np.float32(middle[0] + s * distance) + aside * np.float32(c)
        z = np.float32(middle[1] + c * distance) - aside * np.float32(s)
        return x, up - np.float32(0.5), z

    return where
