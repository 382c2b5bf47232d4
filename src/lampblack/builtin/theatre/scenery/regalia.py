"""What makes a hall a palace: red columns with gilt dragons, the throne before its screen, bronze lamps, coffers."""

from __future__ import annotations

import math

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.outdoors import box
from lampblack.builtin.theatre.scenery.wash import (
    Bytes,
    Colour,
    bordered,
    flat,
    glaze,
    mixed,
    premultiplied,
    scaled,
    soft,
)
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

CINNABAR: Colour = (164, 44, 34)
GILT: Colour = (224, 172, 82)
JADE: Colour = (62, 116, 108)
AZURE: Colour = (46, 82, 128)


def painted_column(width: int, height: int, light: Colour, *, seed: int, dragon: bool) -> Bytes:
    """A round lacquered column on a stone base; a gilt dragon winds up it where `dragon` is set. `light` lies on it."""
    x, y = grid(height, width)
    across = (x + 0.5) / np.float32(width) * 2.0 - 1.0
    bulge = np.sqrt(np.clip(1.0 - (across / np.float32(0.80)) ** 2, 0.0, 1.0))
    grain = sampled("fibre", x * (260.0 / width) + seed % 977, y * (40.0 / width)) - np.float32(0.5)
    tone = 0.34 + 0.66 * bulge + grain * 0.12 + 0.22 * np.exp(-(((across + 0.32) / 0.12) ** 2))
    day = np.array(light, np.float32) / np.float32(255.0)
    rise = 1.0 - 0.45 * soft(0.45, 0.0, y / np.float32(height))
    picture = np.array(CINNABAR, np.float32) * tone[..., None] * rise[..., None]
    cover = soft(0.0, 0.05, 0.80 - np.abs(across)).astype(np.float32)
    base = soft(0.962, 0.964, y / np.float32(height))
    stone = np.array((176, 168, 156), np.float32) * (0.45 + 0.55 * bulge)[..., None]
    picture = picture * (1.0 - base[..., None]) + stone * base[..., None]
    cover = np.maximum(cover, base * soft(0.0, 0.05, 0.98 - np.abs(across)))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(np.ascontiguousarray(np.clip(picture * day, 0, 255), np.float32), cover)
    if dragon:
        _dragon(brush, scaled(GILT, (day[0], day[1], day[2])), seed)
    gold = scaled(GILT, (day[0], day[1], day[2]))
    w, h = float(width), float(height)
    for top in (0.955, 0.09):
        box(brush, w * 0.10, h * top, w * 0.80, h * 0.008, gold)
    box(brush, w * 0.10, h * 0.004, w * 0.80, h * 0.075, scaled(mixed(JADE, AZURE, 0.6), (day[0], day[1], day[2])))
    for k in range(4):
        brush.dab(w * (0.2 + 0.2 * k), h * 0.042, w * 0.07, h * 0.018, gold)
    return bordered(brush.pixels, bottom=False)


def _dragon(brush: Brush, gold: Colour, seed: int) -> None:
    """A long body winding round the shaft, the part behind it left out; scales, fins, a head above."""
    w, h = float(brush.width), float(brush.height)
    phase = seed % 7
    dark = scaled(gold, 0.45)
    count = 150
    run: list[XY] = []
    wide: list[float] = []
    pieces: list[tuple[list[XY], list[float]]] = []
    for k in range(count):
        t = k / (count - 1)
        turn = t * 5.6 * math.pi + phase
        if math.cos(turn) > -0.25:
            run.append((w * (0.5 + 0.34 * math.sin(turn)), h * (0.90 - 0.62 * t)))
            wide.append(w * 0.15 * (0.35 + 0.65 * math.sin(math.pi * min(1.0, 0.12 + t * 0.9))))
        elif len(run) > 2:
            pieces.append((run, wide))
            run, wide = [], []
    if len(run) > 2:
        pieces.append((run, wide))
    for points, widths in pieces:
        brush.stroke(points, [v * 1.18 for v in widths], dark)
        brush.stroke(points, widths, scaled(gold, 0.82))
        brush.stroke(
            [(x - v * 0.16, y - v * 0.10) for (x, y), v in zip(points, widths, strict=True)],
            [v * 0.34 for v in widths],
            scaled(gold, 1.2),
        )
        for (x, y), v in list(zip(points, widths, strict=True))[::3]:
            brush.stroke(((x - v * 0.4, y), (x, y + v * 0.24), (x + v * 0.4, y)), (1.2, 1.6, 1.2), dark)
            brush.stroke(((x + v * 0.4, y), (x + v * 0.85, y - v * 0.35)), (v * 0.2, 0.8), scaled(gold, 0.9))
    hx, hy = w * 0.52, h * 0.255
    brush.dab(hx, hy, w * 0.17, h * 0.016, dark)
    brush.dab(hx, hy - h * 0.003, w * 0.15, h * 0.013, scaled(gold, 1.1))
    for side in (-1.0, 1.0):
        brush.stroke(
            ((hx + side * w * 0.07, hy - h * 0.01), (hx + side * w * 0.20, hy - h * 0.03)), (w * 0.05, 1.0), gold
        )
        brush.stroke(((hx, hy + h * 0.01), (hx + side * w * 0.24, hy + h * 0.022)), (w * 0.03, 1.0), gold)


def painted_throne(width: int, height: int, light: Colour) -> Bytes:
    """The throne: a gilt seat with arms and a red cushion before a screen of five leaves, crested with clouds."""
    day = (light[0] / 255.0, light[1] / 255.0, light[2] / 255.0)
    brush = Brush(width, height)
    w, h = float(width), float(height)
    gold, red, dark = scaled(GILT, day), scaled((176, 40, 34), day), scaled((62, 34, 20), day)
    for k in (-2, 2, -1, 1, 0):
        half, top = w * 0.098, h * (0.05 + 0.055 * abs(k))
        cx = w * (0.5 + 0.185 * k)
        leaf: list[XY] = [
            (cx - half, h),
            (cx - half, top + h * 0.05),
            (cx, top),
            (cx + half, top + h * 0.05),
            (cx + half, h),
        ]
        brush.shape(leaf, scaled(gold, 0.70))
        inner = [(cx + (px - cx) * 0.82, top + h * 0.05 + (py - top) * 0.92) for px, py in leaf]
        brush.shape(inner, scaled(mixed(scaled(JADE, day), dark, 0.35), 1.0))
        _clouds(brush, cx, (top + h) / 2, half * 0.7, gold, k)
        brush.stroke([*leaf[1:4], leaf[3]], [w * 0.012] * 4, scaled(gold, 1.15))
        brush.dab(cx, top + h * 0.005, w * 0.022, h * 0.022, scaled(gold, 1.2))
    box(brush, w * 0.30, h * 0.66, w * 0.40, h * 0.30, scaled(gold, 0.62))
    box(brush, w * 0.33, h * 0.70, w * 0.34, h * 0.09, red)
    box(brush, w * 0.33, h * 0.695, w * 0.34, h * 0.02, scaled(red, 1.4))
    box(brush, w * 0.36, h * 0.44, w * 0.28, h * 0.24, scaled(gold, 0.9))
    box(brush, w * 0.385, h * 0.47, w * 0.23, h * 0.20, scaled(red, 0.85))
    _clouds(brush, w * 0.5, h * 0.565, w * 0.07, gold, 9)
    for k in (-1.0, 1.0):
        x = w * (0.5 + 0.185 * k)
        brush.stroke(
            ((x, h * 0.95), (x, h * 0.58), (x - k * w * 0.02, h * 0.555)), (w * 0.035, w * 0.03, w * 0.05), gold
        )
        brush.stroke(((x, h * 0.585), (x - k * w * 0.04, h * 0.50)), (w * 0.03, w * 0.02), scaled(gold, 1.1))
    brush.stroke(((w * 0.36, h * 0.45), (w * 0.5, h * 0.395), (w * 0.64, h * 0.45)), [w * 0.02] * 3, scaled(gold, 1.2))
    box(brush, w * 0.28, h * 0.93, w * 0.44, h * 0.07, scaled(gold, 0.5))
    return bordered(brush.pixels, bottom=False)


def _clouds(brush: Brush, cx: float, cy: float, reach: float, gold: Colour, seed: int) -> None:
    """Auspicious clouds: spirals with a tail."""
    rng = np.random.default_rng(seed_of("regal clouds", seed + 40))
    for _ in range(7):
        x, y = cx + rng.uniform(-0.7, 0.7) * reach, cy + rng.uniform(-2.4, 2.4) * reach
        size, flip = reach * rng.uniform(0.16, 0.3), 1.0 if rng.random() < 0.5 else -1.0
        points = [
            (x + flip * size * (1 - t) * math.cos(t * 5.5), y + size * (1 - t) * math.sin(t * 5.5))
            for t in np.linspace(0.0, 0.85, 10).tolist()
        ]
        brush.stroke(
            [(x + flip * size * 2.3, y + size * 0.2), *points], [1.2, *[max(1.2, size * 0.2)] * 10], scaled(gold, 0.85)
        )


def painted_candelabrum(width: int, height: int) -> Bytes:
    """A bronze lamp like a tree, seven flames on its branches; alight."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    bronze: Colour = (138, 104, 58)
    brush.stroke(((w * 0.5, h), (w * 0.5, h * 0.14)), (w * 0.05, w * 0.03), bronze)
    brush.stroke(((w * 0.485, h), (w * 0.485, h * 0.16)), (w * 0.012, w * 0.01), scaled(bronze, 1.6))
    brush.stroke(
        ((w * 0.26, h * 0.995), (w * 0.5, h * 0.94), (w * 0.74, h * 0.995)), (w * 0.03, w * 0.10, w * 0.03), bronze
    )
    lamps: list[XY] = [(0.5, 0.13)]
    for up, reach in ((0.52, 0.36), (0.38, 0.30), (0.25, 0.22)):
        for side in (-1.0, 1.0):
            tip = (0.5 + side * reach, up - 0.10)
            brush.stroke(
                ((w * 0.5, h * up), (w * (0.5 + side * reach * 0.7), h * (up + 0.01)), (w * tip[0], h * tip[1])),
                (w * 0.03, w * 0.024, w * 0.016),
                bronze,
            )
            lamps.append(tip)
    for x, y in lamps:
        brush.dab(w * x, h * y, w * 0.055, h * 0.012, scaled(bronze, 0.8))
        for tone, share in (((255, 138, 48), 1.0), ((255, 206, 110), 0.7), ((255, 250, 224), 0.4)):
            size = w * 0.030 * share
            brush.shape(
                (
                    (w * x - size, h * y - size),
                    (w * x, h * y - size * 5.0),
                    (w * x + size, h * y - size),
                    (w * x, h * y),
                ),
                tone,
                smooth=True,
            )
    return bordered(brush.pixels, bottom=False)


def coffers(width: int, height: int, metre: float, *, seed: int) -> Floats:
    """A coffered ceiling in local colours: green and blue panels with gilt knots in a red grid."""
    x, y = grid(height, width)
    cell = np.float32(metre * 1.15)
    u, v = np.mod(x, cell) / cell - 0.5, np.mod(y, cell) / cell - 0.5
    edge = np.maximum(np.abs(u), np.abs(v))
    picture = flat(height, width, scaled(CINNABAR, 0.62))
    glaze(picture, scaled(GILT, 0.8), np.exp(-(((edge - 0.40) / 0.018) ** 2)).astype(np.float32))
    odd = np.mod(np.floor(x / cell) + np.floor(y / cell), 2.0)
    inside = soft(0.385, 0.37, edge)
    glaze(picture, scaled(JADE, 0.85), inside)
    glaze(picture, scaled(AZURE, 0.85), inside * odd)
    away = np.hypot(u, v)
    knot = np.exp(-(((away - 0.20 - 0.03 * np.cos(np.arctan2(v, u) * 6.0)) / 0.022) ** 2)) + np.exp(
        -((away / 0.08) ** 2)
    )
    glaze(picture, scaled(GILT, 0.9), np.clip(knot * 0.8, 0.0, 1.0).astype(np.float32))
    worn = sampled("cloud", x * (30.0 / metre) + seed % 977, y * (30.0 / metre))
    picture *= (0.78 + 0.44 * (worn - 0.25))[..., None]
    return picture


def tall_windows(picture: Floats, lefts: list[float], wide: float, top: float, high: float, glow: Colour) -> None:
    """Tall lattice doors lit from outside, painted onto a wall: `lefts`, `wide`, `top`, `high` in pixels."""
    for left in lefts:
        x0, y0, w, h = int(left), int(top), int(wide), int(high)
        panel = Brush(w, h)
        panel.shape(((0, 0), (w, 0), (w, h), (0, h)), glow)
        bar = scaled(CINNABAR, 0.40)
        thin = max(1.2, w * 0.012)
        for k in range(-6, 13):
            panel.stroke(((w * k / 6, 0), (w * (k / 6 + h / w * 0.5), h)), (thin, thin), bar)
            panel.stroke(((w * k / 6, h), (w * (k / 6 + h / w * 0.5), 0)), (thin, thin), bar)
        box(panel, 0, h * 0.74, w, h * 0.26, scaled(CINNABAR, 0.7))
        for k in (0.0, 0.5):
            ring: list[XY] = [
                (w * (k + 0.07), h * 0.78), (w * (k + 0.43), h * 0.78), (w * (k + 0.43), h * 0.96),
                (w * (k + 0.07), h * 0.96),
                (w * (k + 0.07), h * 0.78),
            ]  # fmt: skip
            panel.stroke(ring, [w * 0.018] * 5, scaled(GILT, 0.62))
        for points in (
            ((0, 0), (w, 0)),
            ((0, 0), (0, h)),
            ((w, 0), (w, h)),
            ((w / 2, 0), (w / 2, h)),
            ((0, h * 0.73), (w, h * 0.73)),
        ):
            panel.stroke(points, (w * 0.07, w * 0.07), scaled(CINNABAR, 0.8))
        part = picture[y0 : y0 + h, x0 : x0 + w]
        part[...] = panel.pixels[: part.shape[0], : part.shape[1], :3].astype(np.float32)


def lacquer(width: int, height: int, *, seed: int) -> Floats:
    """Red lacquered boarding with gilt rails at head, breast and foot; in local colours."""
    x, y = grid(height, width)
    tone = sampled("cloud", x * (300.0 / height) + seed % 977, y * (300.0 / height)) - np.float32(0.5)
    grain = sampled("fibre", x * (900.0 / height), y * (90.0 / height) + seed % 613) - np.float32(0.5)
    picture = flat(height, width, scaled(CINNABAR, 0.70))
    picture *= (1.0 + tone * 0.5 + grain * 0.35)[..., None].astype(np.float32)
    down = y / np.float32(height)
    for at, thick in ((0.155, 0.006), (0.225, 0.006), (0.80, 0.006), (0.965, 0.010)):
        glaze(picture, scaled(GILT, 0.85), soft(thick, thick * 0.6, np.abs(down - np.float32(at))))
    frieze = soft(0.165, 0.168, down) * soft(0.218, 0.215, down)
    glaze(picture, scaled(AZURE, 0.8), frieze)
    wave = np.abs(np.mod(x / np.float32(height * 0.075), 1.0) - 0.5) * 2.0
    glaze(
        picture, scaled(GILT, 0.9), frieze * soft(0.012, 0.004, np.abs(down - 0.192 - (wave - 0.5) * np.float32(0.03)))
    )
    return picture
