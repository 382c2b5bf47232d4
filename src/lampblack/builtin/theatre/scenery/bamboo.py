"""Bamboo as the ink painters do it: jointed culms in one pull of the brush each, leaves like swallows' tails."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import Brush, over
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, bordered, mixed, scaled

_CULM: Colour = (112, 146, 84)
_OLD: Colour = (168, 160, 88)
_LEAF: dict[str, tuple[Colour, Colour, Colour]] = {
    "spring": ((54, 92, 58), (104, 150, 76), (176, 200, 112)),
    "summer": ((40, 80, 56), (84, 132, 74), (154, 184, 104)),
    "autumn": ((76, 88, 50), (142, 142, 70), (210, 190, 102)),
    "winter": ((44, 74, 60), (86, 118, 84), (146, 166, 122)),
}


def painted_culms(
    width: int,
    height: int,
    hour: Hour,
    *,
    haze: Colour,
    far: float,
    side: float,
    seed: int,
    season: str,
    count: int,
    thick: float,
    open_top: bool = True,
) -> Bytes:
    """A stand of `count` culms, `thick` pixels each, rising out of the sheet's top; leaves from a third up.

    `far` 0 to 1 takes it into the haze; a sheet that is not `open_top` fades out before its upper edge.
    """
    rng = np.random.default_rng(seed_of("culms", seed))
    sheet: Bytes = np.zeros((height, width, 4), np.uint8)
    for row in range(2):
        depth = min(1.0, far + 0.25 * (1 - row))
        brush, leaves = Brush(width, height), Brush(width, height)
        for index in range(row, count, 2):
            across = (index + rng.uniform(0.15, 0.85)) / count
            x = width * (0.08 + 0.84 * across)
            wide = thick * rng.uniform(0.65, 1.2) * (0.75 + 0.25 * row)
            lean = rng.uniform(-0.07, 0.07) * height
            _culm(brush, x, lean, wide, _tone(hour, haze, depth, rng), hour, side, rng)
            _sprays(leaves, x, lean, _tones(hour, haze, depth, season), depth, rng)
        over(sheet, brush.pixels, 0.97)
        over(sheet, leaves.pixels, 0.94)
    snow = season == "winter"
    _rooted(sheet, hour, haze, far, rng, snow)
    if open_top:
        _fade_above(sheet)
    return bordered(sheet, bottom=False)


def _rooted(sheet: Bytes, hour: Hour, haze: Colour, far: float, rng: np.random.Generator, snow: bool) -> None:
    """Grass, old leaves or snow about the roots: no culm stands on nothing."""
    height, width = sheet.shape[:2]
    brush = Brush(width, height)
    local: Colour = (232, 238, 248) if snow else (92, 104, 62)
    for _ in range(max(24, int(90 * min(1.0, width / 500.0)))):
        x = width * rng.uniform(0.06, 0.94)
        wide, high = height * rng.uniform(0.015, 0.04), height * rng.uniform(0.006, 0.014)
        tone = mixed(hour.day(scaled(local, rng.uniform(0.8, 1.15)), 0.45), haze, 0.05 + 0.7 * far)
        brush.dab(x, height + high * 0.1, wide, high, tone)
        for blade in range(0 if snow else 3):
            tip = x + rng.uniform(-1.0, 1.0) * wide
            brush.stroke(
                ((x + blade * 2.0, height + 2.0), (tip, height - high * rng.uniform(1.5, 4.0))), (high * 0.4, 0.6), tone
            )
    over(sheet, brush.pixels, 0.95)


def _tone(hour: Hour, haze: Colour, depth: float, rng: np.random.Generator) -> Colour:
    local = mixed(_CULM, _OLD, rng.random() * 0.6)
    return mixed(hour.day(scaled(local, rng.uniform(0.8, 1.12)), 0.5), haze, 0.06 + 0.74 * depth)


def _tones(hour: Hour, haze: Colour, depth: float, season: str) -> tuple[Colour, Colour, Colour]:
    dark, middle, light = _LEAF[season]
    veil = 0.04 + 0.74 * depth
    return (
        mixed(mixed(hour.day(dark, 0.15), hour.ink, 0.25), haze, veil),
        mixed(hour.day(middle, 0.5), haze, veil),
        mixed(hour.day(light, 0.95), haze, veil),
    )


def _culm(
    brush: Brush, x: float, lean: float, wide: float, tone: Colour, hour: Hour, side: float, rng: np.random.Generator
) -> None:
    """Joint by joint from the root; each a little thinner and longer than the one below."""
    height = float(brush.height)
    dark, light = mixed(tone, hour.ink, 0.55), mixed(tone, hour.rim, 0.38)
    y, step = height + 4.0, wide * rng.uniform(2.4, 3.2)
    while y > -step:
        up = (height - y) / height
        at, top = x + lean * up * up, x + lean * (up + step / height) ** 2
        half = wide * (1.0 - 0.35 * up)
        upper = y - step
        brush.stroke(((at, y), ((at + top) / 2, y - step / 2), (top, upper + 1.5)), (half, half * 0.93, half), tone)
        lit, shaded = side * half * 0.27, -side * half * 0.34
        brush.stroke(
            ((at + shaded, y), (top + shaded, upper + 2.0)), (half * 0.26, half * 0.26), mixed(tone, dark, 0.55)
        )
        brush.stroke(((at + lit, y - 2.0), (top + lit, upper + 3.0)), (half * 0.17, half * 0.17), light)
        brush.stroke(
            ((top - half * 0.55, upper + 1.0), (top + half * 0.55, upper + 1.0)), (half * 0.18, half * 0.18), dark
        )
        brush.stroke(
            ((top - half * 0.46, upper + half * 0.26), (top + half * 0.46, upper + half * 0.26)),
            (half * 0.10, half * 0.10),
            light,
        )
        y, step = upper, step * 1.09


def _sprays(
    brush: Brush,
    x: float,
    lean: float,
    tones: tuple[Colour, Colour, Colour],
    depth: float,
    rng: np.random.Generator,
) -> None:
    """Twigs with hanging leaves, more of them the higher up."""
    height = float(brush.height)
    size = height * 0.040
    fewer = min(1.0, brush.height / 700.0)
    for _ in range(max(4, int((17 - 6 * depth) * fewer))):
        up = 1.0 - 0.72 * rng.random() ** 1.4
        y, at = height * (1.0 - up), x + lean * up * up
        way = 1.0 if rng.random() < 0.5 else -1.0
        reach = height * rng.uniform(0.04, 0.13)
        tip = (at + way * reach, y - reach * rng.uniform(-0.25, 0.5))
        brush.stroke(((at, y), tip), (max(1.0, size * 0.09), 1.0), tones[0])
        for fan in range(3):
            t = 0.45 + 0.28 * fan
            fx, fy = at + (tip[0] - at) * t, y + (tip[1] - y) * t
            n = int(rng.integers(4, 7))
            angle = rng.uniform(0.25, 1.35, n)
            flip = np.where(rng.random(n) < 0.70, way, -way)
            long = size * rng.uniform(0.55, 1.05, n)
            tone = np.array(tones)[rng.choice(3, n, p=(0.34, 0.40, 0.26))]
            brush.leaves(
                fx + flip * np.cos(angle) * long * 0.9,
                fy + np.sin(angle) * long * 0.9,
                long,
                np.maximum(1.0, long * 0.13),
                np.where(flip > 0, angle, math.pi - angle),
                tone * rng.uniform(0.88, 1.1, n)[:, None],
            )


def _fade_above(sheet: Bytes) -> None:
    """The sheet's upper eighth thinned to nothing: culms go on into leaves and light."""
    rows = max(4, sheet.shape[0] // 8)
    share = np.linspace(0.0, 1.0, rows, dtype=np.float32)[:, None, None] ** 1.5
    sheet[:rows] = (sheet[:rows].astype(np.float32) * share).astype(np.uint8)


def painted_bamboo_canopy(width: int, height: int, hour: Hour, *, seed: int, season: str) -> Bytes:
    """Leaves hanging from above, ragged on all sides, dark against the light."""
    rng = np.random.default_rng(seed_of("bamboo canopy", seed))
    brush = Brush(width, height)
    tones = np.array(_tones(hour, hour.haze, 0.06, season))
    count = max(240, int(1900 * min(1.0, (width / 900.0) ** 2)))
    x = rng.uniform(0.06, 0.94, count)
    edge = np.sqrt(np.sin(x * math.pi))
    y = 0.10 + rng.random(count) ** 1.5 * (0.22 + 0.55 * edge * rng.random(count))
    long = height * rng.uniform(0.05, 0.11, count) * max(1.0, math.sqrt(900.0 / width) * 0.8)
    angle = rng.uniform(0.4, 2.7, count)
    brush.leaves(x * width, y * height, long, long * 0.14, angle, tones[rng.choice(3, count, p=(0.5, 0.35, 0.15))])
    return bordered(brush.pixels)
