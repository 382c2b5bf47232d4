"""Things people build under the open sky: a pavilion, an arched bridge, a boat, a fire."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.buildings import plaster
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.wash import (
    Bytes,
    Colour,
    blurred,
    bordered,
    flat,
    glaze,
    mixed,
    premultiplied,
    scaled,
    soft,
)
from lampblack.builtin.theatre.scenery.weave import sampled

_TILE: Colour = (92, 104, 112)
_CINNABAR: Colour = (168, 62, 48)
_STONE: Colour = (156, 150, 142)


def box(brush: Brush, left: float, top: float, wide: float, high: float, colour: Colour) -> None:
    """An upright rectangle."""
    brush.shape(((left, top), (left + wide, top), (left + wide, top + high), (left, top + high)), colour)


def _swept(cx: float, top: float, ridge: float, half: float, high: float) -> list[XY]:
    """A roof's outline: eaves swept up at the corners."""
    right: list[XY] = []
    for step in range(9):
        t = step / 8
        x = ridge + (half - ridge) * t
        right.append((x, top + high * (0.92 * t**0.62 - 0.16 * max(0.0, t - 0.72) / 0.28)))
    low: list[XY] = [(half * 0.93, top + high * 0.98), (half * 0.5, top + high * 1.08), (0.0, top + high * 1.11)]
    side = right + low
    return [(cx + x, y) for x, y in side] + [(cx - x, y) for x, y in reversed(side)]


def painted_pavilion(width: int, height: int, hour: Hour, *, side: float) -> Bytes:
    """A garden pavilion of two roofs on red columns, standing on a stone step."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    cx = w / 2
    tile, red, stone = hour.day(_TILE, 0.5), hour.day(_CINNABAR, 0.55), hour.day(_STONE, 0.6)
    ink = mixed(hour.ink, hour.day(_TILE, 0.1), 0.25)
    box(brush, cx - w * 0.36, h * 0.92, w * 0.72, h * 0.04, stone)
    box(brush, cx - w * 0.42, h * 0.955, w * 0.84, h * 0.045, scaled(stone, 0.78))
    _columns(brush, w, h, cx, red, ink)
    brush.stroke(((cx, h * 0.035), (cx, h * 0.13)), (w * 0.006, w * 0.018), ink)
    brush.dab(cx, h * 0.075, w * 0.016, h * 0.018, hour.day((196, 160, 92), 0.7))
    for top, ridge, half, high in ((0.12, 0.03, 0.27, 0.17), (0.34, 0.17, 0.45, 0.19)):
        tiled_roof(brush, (cx, top * h), (ridge * w, half * w, high * h), tile, ink, side)
    return bordered(brush.pixels, bottom=False)


def _columns(brush: Brush, w: float, h: float, cx: float, red: Colour, ink: Colour) -> None:
    box(brush, cx - w * 0.33, h * 0.52, w * 0.66, h * 0.035, scaled(red, 0.8))
    for k in (-0.31, -0.12, 0.12, 0.31):
        box(brush, cx + k * w - w * 0.012, h * 0.50, w * 0.024, h * 0.425, red)
        box(brush, cx + k * w + w * 0.004, h * 0.50, w * 0.008, h * 0.425, scaled(red, 0.6))
    for k in (-0.21, 0.21):
        for rail in (0.80, 0.86):
            box(brush, cx + (k - 0.10) * w, h * rail, w * 0.20, h * 0.012, red)
        for post in range(9):
            box(brush, cx + (k - 0.10 + post * 0.0235) * w, h * 0.80, w * 0.005, h * 0.12, scaled(red, 0.78))
    for k in (-0.215, 0.215, 0.0):
        brush.stroke(
            ((cx + (k - 0.095) * w, h * 0.555), (cx + k * w, h * 0.60), (cx + (k + 0.095) * w, h * 0.555)),
            (w * 0.010, w * 0.006, w * 0.010),
            mixed(red, ink, 0.35),
        )
    for k in (-0.28, 0.28):
        box(brush, cx + k * 0.62 * w - w * 0.008, h * 0.28, w * 0.016, h * 0.09, red)


def tiled_roof(
    brush: Brush, apex: XY, shape: tuple[float, float, float], tile: Colour, ink: Colour, side: float
) -> None:
    """A roof with swept eaves: `apex` is its middle and top; `shape` half its ridge, half its width, its height."""
    (cx, top), (ridge, half, high) = apex, shape
    outline = _swept(cx, top, ridge, half, high)
    brush.shape(outline, scaled(tile, 0.86), smooth=True)
    for k in np.linspace(-0.94, 0.94, 27).tolist():
        lit = 0.86 + 0.30 * max(-1.0, min(1.0, k * side))
        brush.stroke(
            (
                (cx + k * ridge, top + high * 0.03),
                (cx + k * (ridge + (half - ridge) * 0.5), top + high * 0.62),
                (cx + k * half * 0.97, top + high * (0.96 - 0.10 * abs(k) ** 4)),
            ),
            (half * 0.010, half * 0.022, half * 0.030),
            scaled(tile, lit * 1.12),
        )
    brush.stroke(outline[:9], [half * 0.028] * 9, ink)
    brush.stroke(outline[-9:], [half * 0.028] * 9, ink)
    eave = [(cx + k * half * 0.93, top + high * (1.11 - 0.13 * abs(k) ** 2.2)) for k in np.linspace(-1, 1, 13).tolist()]
    brush.stroke(eave, [half * 0.030] * 13, ink)
    brush.stroke(((cx - ridge, top), (cx + ridge, top)), (half * 0.05, half * 0.05), ink)


def painted_bridge(width: int, height: int, hour: Hour, *, seed: int) -> Bytes:
    """An arched stone bridge, its deck rising to the middle, with a rail; side view."""
    w, h = float(width), float(height)

    def deck(u: float) -> float:
        return h * (0.26 + 0.58 * (abs(u - 0.5) * 2) ** 2.0)

    body = Brush(width, height)
    us = np.linspace(0.01, 0.99, 40).tolist()
    arch: list[XY] = [
        (w * (0.5 + 0.24 * math.cos(a)), h * 1.03 - h * 0.56 * math.sin(a))
        for a in np.linspace(0, math.pi, 24).tolist()
    ]
    body.shape([*((u * w, deck(u)) for u in us), (w * 0.99, h + 4), *arch, (w * 0.01, h + 4)], (255, 255, 255))
    cover = body.opacity
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    s = np.float32(420.0 / height)
    tone = (
        sampled("cloud", x * s * 2 + seed % 977, y * s * 2) * 0.6
        + sampled("wool", x * s * 3, y * s * 3 + seed % 613) * 0.5
    )
    picture = flat(height, width, hour.day(scaled(_STONE, 0.62), 0.4))
    glaze(picture, hour.day(scaled(_STONE, 1.18), 0.7), np.clip((tone - 0.3) * 1.8, 0.0, 1.0))
    course = np.mod(y * s, 26.0)
    joint = np.mod(x * s + np.floor(y * s / 26.0) * 27.0, 54.0)
    lines = np.maximum(np.exp(-((course / 1.1) ** 2)), np.exp(-((joint / 1.1) ** 2)))
    glaze(picture, mixed(hour.ink, hour.day(_STONE, 0.1), 0.3), (lines * 0.5).astype(np.float32))
    edge = cover * (1.0 - blurred(cover, max(1.2, height / 150)))
    glaze(picture, hour.ink, np.clip(edge * 1.2, 0.0, 0.8))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(picture, cover)
    _rail(brush, deck, hour, w, h)
    return bordered(brush.pixels, bottom=False)


def _rail(brush: Brush, deck: Callable[[float], float], hour: Hour, w: float, h: float) -> None:
    stone, dark = hour.day(_STONE, 0.65), mixed(hour.ink, hour.day(_STONE, 0.1), 0.35)
    us = np.linspace(0.02, 0.98, 25).tolist()
    for lift, thick in ((0.135, 0.030), (0.06, 0.016)):
        brush.stroke([(u * w, deck(u) - lift * h) for u in us], [h * thick] * len(us), stone)
        brush.stroke([(u * w, deck(u) - (lift - 0.016) * h) for u in us], [1.4] * len(us), dark)
    for u in us:
        x, y = u * w, deck(u)
        box(brush, x - w * 0.0045, y - h * 0.165, w * 0.009, h * 0.17, scaled(stone, 0.95))
        box(brush, x + w * 0.001, y - h * 0.165, w * 0.0035, h * 0.17, mixed(stone, dark, 0.55))
        brush.dab(x, y - h * 0.178, w * 0.006, h * 0.022, stone)
    brush.stroke([(u * w, deck(u) + h * 0.012) for u in us], [h * 0.024] * len(us), scaled(stone, 1.2))


def painted_boat(width: int, height: int, hour: Hour) -> Bytes:
    """A river boat with a mat awning, side view; its waterline is a little above the sheet's lower edge."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood, mat = hour.day((118, 82, 58), 0.5), hour.day((172, 142, 92), 0.55)
    ink = mixed(hour.ink, wood, 0.2)
    hull: list[XY] = [
        (w * 0.03, h * 0.62),
        (w * 0.20, h * 0.74),
        (w * 0.5, h * 0.78),
        (w * 0.80, h * 0.73),
        (w * 0.97, h * 0.58),
        (w * 0.90, h * 0.86),
        (w * 0.74, h * 0.985),
        (w * 0.28, h * 0.985),
        (w * 0.11, h * 0.86),
    ]
    awning: list[XY] = [
        (w * 0.30, h * 0.78),
        (w * 0.32, h * 0.44),
        (w * 0.48, h * 0.33),
        (w * 0.64, h * 0.44),
        (w * 0.66, h * 0.78),
    ]
    brush.shape(awning, mat, smooth=True)
    for k in range(9):
        x = w * (0.32 + 0.04 * k)
        brush.stroke(((x, h * 0.76), (x * 0.94 + w * 0.03, h * 0.40)), (1.4, 1.2), mixed(mat, ink, 0.5))
    box(brush, w * 0.39, h * 0.54, w * 0.18, h * 0.22, ink)
    brush.shape(hull, wood, smooth=True)
    for k in (0.80, 0.87, 0.93):
        brush.stroke(
            ((w * 0.09, h * (k - 0.08)), (w * 0.5, h * (k + 0.02)), (w * 0.92, h * (k - 0.10))), (1.0, 2.0, 1.0), ink
        )
    brush.stroke(hull[:5], [h * 0.022] * 5, scaled(wood, 1.35))
    brush.stroke(((w * 0.86, h * 0.62), (w * 0.965, h * 0.16)), (h * 0.014, h * 0.010), ink)
    return bordered(brush.pixels, bottom=False)


def painted_fire(width: int, height: int, *, seed: int) -> Bytes:
    """A camp fire: logs, tongues of flame from red to white, sparks above."""
    rng = np.random.default_rng(seed_of("fire", seed))
    w, h = float(width), float(height)
    flames = Brush(width, height)
    for colour, share, count in (
        ((206, 62, 26), 1.0, 9),
        ((246, 132, 40), 0.76, 9),
        ((255, 206, 96), 0.5, 8),
        ((255, 246, 206), 0.28, 6),
    ):
        for _ in range(count):
            x = w * (0.5 + rng.normal(0, 0.10) * share)
            tall = h * rng.uniform(0.35, 0.78) * share * (1.0 - abs(x / w - 0.5))
            lean = rng.uniform(-0.06, 0.06) * w
            flames.stroke(
                ((x, h * 0.90), (x + lean, h * 0.90 - tall * 0.55), (x - lean * 0.6, h * 0.90 - tall)),
                (w * 0.10 * share + 4, w * 0.09 * share, 0.8),
                colour,
            )
    brush = Brush(width, height)
    brush.lay(flames, 0.95, max(0.8, w / 150))
    for _ in range(14):
        brush.dab(w * rng.uniform(0.32, 0.68), h * rng.uniform(0.05, 0.45), 1.3, 1.6, (255, 190, 96))
    for turn in (-0.9, 0.8, 0.1):
        reach = w * 0.34
        brush.stroke(
            (
                (w / 2 - reach * math.cos(turn * 0.4), h * (0.95 + 0.03 * turn)),
                (w / 2 + reach * math.cos(turn * 0.4), h * (0.94 - 0.05 * turn)),
            ),
            (h * 0.07, h * 0.055),
            (58, 36, 28),
        )
    return bordered(brush.pixels, bottom=False)


def painted_wall(width: int, height: int, hour: Hour, *, seed: int, gate: bool = False) -> Bytes:
    """A garden wall: limewash over a stone foot, tiled coping; with a round moon gate where `gate` is set."""
    x = np.broadcast_to(np.arange(width, dtype=np.float32)[None, :], (height, width))
    y = np.broadcast_to(np.arange(height, dtype=np.float32)[:, None], (height, width))
    local = plaster(width, height, seed=seed)
    glaze(local, (244, 238, 224), np.full((height, width), 0.55, np.float32))
    white = np.array(hour.day((255, 255, 255), 0.6), np.float32) / np.float32(255.0)
    picture = np.ascontiguousarray(local * white)
    foot = soft(0.86, 0.865, y / np.float32(height))
    glaze(picture, hour.day(scaled(_STONE, 0.8), 0.5), foot)
    damp = soft(0.45, 0.86, y / height + (sampled("cloud", x * (400.0 / height), y * (400.0 / height)) - 0.5) * 0.5)
    glaze(picture, mixed(hour.ink, hour.day((104, 112, 92), 0.3), 0.6), damp * np.float32(0.30))
    cover = (y > height * 0.13).astype(np.float32)
    if gate:
        away = np.hypot(x - width / 2, y - height * 0.59) / np.float32(height * 0.39)
        ring = soft(0.0, 0.02, np.float32(1.13) - away)
        glaze(picture, hour.day(scaled(_STONE, 0.9), 0.6), ring)
        glaze(picture, hour.ink, np.exp(-(((away - 1.0) / 0.02) ** 2)) * np.float32(0.7))
        cover *= np.maximum(soft(-0.01, 0.01, away - np.float32(1.0)), soft(0.935, 0.94, y / np.float32(height)))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(picture, cover)
    tile, ink = hour.day(_TILE, 0.5), mixed(hour.ink, hour.day(_TILE, 0.1), 0.25)
    box(brush, 0, height * 0.04, width, height * 0.10, scaled(tile, 0.8))
    step = height * 0.055
    for k in range(int(width / step) + 1):
        brush.stroke(
            ((k * step, height * 0.035), (k * step, height * 0.135)), (step * 0.5, step * 0.55), scaled(tile, 1.1)
        )
        brush.dab(k * step, height * 0.14, step * 0.34, step * 0.30, ink)
    box(brush, 0, height * 0.025, width, height * 0.022, ink)
    box(brush, 0, height * 0.155, width, height * 0.012, mixed(ink, tile, 0.3))
    return bordered(brush.pixels, sides=False, bottom=False)
