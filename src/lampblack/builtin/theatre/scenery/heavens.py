"""What is above the clouds: the floor one walks on, the great moon, its jade palace, balustrades, the white hare."""

from __future__ import annotations

import math

import numpy as np

from lampblack.builtin.theatre.scenery.brush import Brush
from lampblack.builtin.theatre.scenery.buildings import grid
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.outdoors import box, tiled_roof
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

_MARBLE: Colour = (214, 222, 230)
_JADE: Colour = (128, 168, 168)
_LAMPLIGHT: Colour = (255, 206, 128)


def painted_cloud_floor(side: int, metre: float, *, lit: Colour, shade: Colour, seed: int) -> Bytes:
    """Cloud underfoot, seen from above: heaped puffs drawn by their shaded rims; soft at the edge."""
    x, y = grid(side, side)
    u, v = x / np.float32(metre), y / np.float32(metre)
    bend = sampled("cloud", u * 20 + seed % 977, v * 20) - np.float32(0.5)
    swell = sampled("cloud", u * 15 + bend * 50, v * 22 + bend * 50 + seed % 613)
    puff = sampled("cloud", u * 52 + bend * 120 + seed % 401, v * 74 + bend * 90)
    tone = swell * np.float32(0.6) + puff * np.float32(0.4)
    step = max(1, side // 150)
    light = np.clip(0.52 + (tone - np.roll(tone, step, axis=0)) * 9.0 + (tone - 0.5) * 1.8, 0.0, 1.0)
    picture = flat(side, side, shade)
    glaze(picture, lit, light.astype(np.float32))
    middle = np.float32(side / 2)
    away = np.hypot(x - middle, y - middle) / middle
    return premultiplied(picture, (1.0 - soft(0.62, 0.97, away + (swell - 0.5) * 0.35)).astype(np.float32))


def painted_moon(side: int, hour: Hour) -> Bytes:
    """The moon as large as a palace: seas like a hare under a cassia, a pale crown bleeding into the paper."""
    x, y = grid(side, side)
    middle = np.float32((side - 1) / 2)
    away = np.hypot(x - middle, y - middle) / np.float32(side * 0.34)
    s = np.float32(420.0 / side)
    seas = sampled("cloud", x * s + 213, y * s + 71) * 0.65 + sampled("wool", x * s * 2, y * s * 2 + 31) * 0.35
    picture = flat(side, side, (250, 246, 226))
    glaze(picture, (190, 200, 210), soft(0.47, 0.63, seas) * np.float32(0.62))
    glaze(picture, (255, 252, 238), np.clip(1.0 - away, 0.0, 1.0) * np.float32(0.25))
    glaze(picture, (214, 216, 210), soft(0.80, 1.0, away) * np.float32(0.5))
    disc = 1.0 - soft(0.985, 1.012, away)
    crown = np.clip(np.exp(-(away - 1.0) / 0.14), 0.0, 1.0) * (1.0 - soft(1.2, 1.45, away)) * np.float32(0.34)
    glaze(picture, mixed(hour.glow, (255, 250, 232), 0.5), soft(1.0, 1.04, away))
    return bordered(premultiplied(picture, np.maximum(disc, crown).astype(np.float32)))


def painted_jade_hall(width: int, height: int, hour: Hour, *, side: float, lamps: float) -> Bytes:
    """The palace on the moon: two tiers of jade roofs over white columns on a marble terrace, lit from within."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    marble, tile = hour.day(_MARBLE, 0.75), hour.day(_JADE, 0.6)
    ink = mixed(hour.ink, hour.day(_JADE, 0.2), 0.35)
    pane = mixed(scaled(hour.day((176, 190, 196), 0.5), 0.8), _LAMPLIGHT, lamps)
    for k, (half, top) in enumerate(((0.49, 0.955), (0.465, 0.915), (0.44, 0.875))):
        box(brush, w * (0.5 - half), h * top, w * 2 * half, h * 0.045, scaled(marble, 0.80 + 0.08 * k))
        box(brush, w * (0.5 - half), h * top, w * 2 * half, h * 0.008, scaled(marble, 1.1))
    for wide, top, high, bays in ((0.37, 0.60, 0.28, 9), (0.24, 0.30, 0.15, 7)):
        _storey(brush, w, h, (wide, top, high), bays, (marble, pane, ink))
    for top, ridge, half, high in ((0.40, 0.20, 0.46, 0.205), (0.115, 0.12, 0.32, 0.195)):
        tiled_roof(brush, (w * 0.5, top * h), (ridge * w, half * w, high * h), tile, ink, side)
    for k in (-1.0, 1.0):
        points = ((0.5 + k * 0.11, 0.115), (0.5 + k * 0.128, 0.085), (0.5 + k * 0.118, 0.06))
        brush.stroke([(w * px, h * py) for px, py in points], (w * 0.014, w * 0.012, w * 0.004), ink)
    brush.dab(w * 0.5, h * 0.095, w * 0.010, h * 0.022, hour.day((236, 214, 150), 0.9))
    return bordered(brush.pixels, bottom=False)


def _storey(
    brush: Brush,
    w: float,
    h: float,
    shape: tuple[float, float, float],
    bays: int,
    colours: tuple[Colour, Colour, Colour],
) -> None:
    """One storey: lit lattices between columns, a beam above, a rail below."""
    (wide, top, high), (marble, pane, ink) = shape, colours
    left = 0.5 - wide
    box(brush, w * left, h * top, w * 2 * wide, h * high, mixed(ink, marble, 0.15))
    for k in range(bays):
        bx, bw = w * (left + 2 * wide * (k + 0.14) / bays), w * 2 * wide / bays * 0.72
        for step in range(6):
            t = step / 5
            box(brush, bx, h * (top + high * 0.18), bw, h * high * (0.70 - 0.5 * t), scaled(pane, 0.74 + 0.26 * t))
        for bar in (0.2, 0.4, 0.6, 0.8):
            box(brush, bx + bw * bar, h * (top + high * 0.18), w * 0.0018, h * high * 0.70, ink)
            box(brush, bx, h * (top + high * (0.18 + 0.7 * bar)), bw, h * 0.003, ink)
    for k in range(bays + 1):
        x = w * (left + 2 * wide * k / bays)
        box(brush, x - w * 0.007, h * top, w * 0.014, h * high, scaled(marble, 0.9))
        box(brush, x + w * 0.001, h * top, w * 0.005, h * high, scaled(marble, 0.6))
    box(brush, w * left, h * (top + high * 0.90), w * 2 * wide, h * 0.010, marble)


def painted_balustrade(width: int, height: int, hour: Hour) -> Bytes:
    """A marble balustrade: posts with cloud heads, panels pierced with a round."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    marble, dark = hour.day(_MARBLE, 0.75), mixed(hour.ink, hour.day(_MARBLE, 0.2), 0.45)
    count = 6
    box(brush, 3, h * 0.92, w - 6, h * 0.08, scaled(marble, 0.78))
    for k in range(count):
        l, r = w * (k + 0.10) / count, w * (k + 0.90) / count
        box(brush, l, h * 0.34, r - l, h * 0.085, marble)
        box(brush, l, h * 0.415, r - l, h * 0.02, dark)
        box(brush, l, h * 0.52, r - l, h * 0.40, scaled(marble, 0.86))
        brush.dab((l + r) / 2, h * 0.72, h * 0.13, h * 0.13, dark)
        brush.dab((l + r) / 2 + h * 0.01, h * 0.725, h * 0.105, h * 0.105, mixed(dark, hour.haze, 0.45))
        for x in (l + (r - l) * 0.25, l + (r - l) * 0.75):
            brush.dab(x, h * 0.475, h * 0.035, h * 0.05, scaled(marble, 0.9))
    for k in range(count + 1):
        x = min(max(w * k / count, h * 0.10), w - h * 0.10)
        box(brush, x - h * 0.055, h * 0.20, h * 0.11, h * 0.80, scaled(marble, 0.94))
        box(brush, x + h * 0.015, h * 0.20, h * 0.04, h * 0.80, scaled(marble, 0.66))
        brush.dab(x, h * 0.13, h * 0.058, h * 0.085, marble)
        brush.dab(x - h * 0.015, h * 0.11, h * 0.02, h * 0.035, scaled(marble, 1.15))
    return bordered(brush.pixels, bottom=False)


def painted_terrace(width: int, height: int, metre: float, hour: Hour, *, seed: int) -> Floats:
    """A terrace of pale jade in a ring of slabs round its middle; height x width x 3."""
    x, y = grid(height, width)
    u, v = x / np.float32(metre), y / np.float32(metre)
    cx, cy = np.float32(width / metre / 2), np.float32(height / metre / 2)
    away, turn = np.hypot(u - cx, v - cy), np.arctan2(v - cy, u - cx)
    tone = sampled("cloud", u * 34 + seed % 977, v * 34) * 0.6 + sampled("wool", u * 70, v * 70 + seed % 613) * 0.4
    ring = np.floor(away / np.float32(1.1))
    parts = np.maximum(6.0, ring * 6.0)
    slot = np.floor((turn / np.float32(math.tau) + 0.5) * parts)
    own = np.mod(np.abs(np.sin(ring * 12.9898 + slot * 78.233 + seed % 97)) * 437.585, 1.0)
    picture = flat(height, width, hour.day(scaled(_MARBLE, 0.70), 0.45))
    glaze(
        picture, hour.day(_MARBLE, 0.95), np.clip((tone + (own - 0.5) * 0.5 - 0.2) * 1.5, 0.0, 1.0).astype(np.float32)
    )
    glaze(picture, hour.day(_JADE, 0.7), (soft(0.62, 0.9, own) * np.float32(0.30)).astype(np.float32))
    radial = np.mod(away, np.float32(1.1))
    angular = np.mod((turn / np.float32(math.tau) + 0.5) * parts, 1.0) / parts * np.float32(math.tau) * away
    gap = np.minimum(np.minimum(radial, 1.1 - radial), angular)
    line = np.exp(-((gap / np.float32(max(0.014, 0.8 / metre))) ** 2))
    glaze(picture, mixed(hour.ink, hour.day(_JADE, 0.3), 0.45), (line * 0.6).astype(np.float32))
    inlay = np.exp(-(((away - 3.3) / 0.06) ** 2)) + np.exp(-(((away - 5.5) / 0.05) ** 2))
    glaze(picture, hour.day((206, 178, 112), 0.8), np.clip(inlay * 0.7, 0.0, 1.0).astype(np.float32))
    return picture


def painted_hare(width: int, height: int, hour: Hour) -> Bytes:
    """The white hare of the moon, sitting, ears up, one red eye."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    white, shade = hour.day((250, 250, 252), 0.95), hour.day((190, 200, 220), 0.5)
    ink = mixed(hour.ink, shade, 0.4)
    for grow, colour in ((1.06, ink), (1.0, shade)):
        brush.dab(w * 0.46, h * 0.74, w * 0.30 * grow, h * 0.24 * grow, colour)
        brush.dab(w * 0.70, h * 0.50, w * 0.155 * grow, h * 0.125 * grow, colour)
        for x, lean in ((0.66, -0.06), (0.73, 0.01)):
            brush.stroke(((w * x, h * 0.44), (w * (x + lean), h * 0.13)), (w * 0.075 * grow, w * 0.045 * grow), colour)
    brush.dab(w * 0.44, h * 0.72, w * 0.26, h * 0.20, white)
    brush.dab(w * 0.70, h * 0.485, w * 0.135, h * 0.105, white)
    brush.stroke(((w * 0.665, h * 0.42), (w * 0.605, h * 0.16)), (w * 0.035, w * 0.02), white)
    brush.stroke(((w * 0.735, h * 0.42), (w * 0.74, h * 0.16)), (w * 0.02, w * 0.012), (226, 150, 158))
    brush.dab(w * 0.74, h * 0.475, w * 0.022, h * 0.020, (206, 38, 44))
    brush.dab(w * 0.15, h * 0.78, w * 0.065, h * 0.055, white)
    for x in (0.56, 0.68):
        brush.stroke(((w * x, h * 0.80), (w * (x + 0.03), h * 0.965)), (w * 0.09, w * 0.06), white)
    return bordered(brush.pixels, bottom=False)
