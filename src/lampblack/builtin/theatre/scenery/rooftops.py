"""Roofs over a street: tiled slopes, lean-to eaves, stepped fire walls, and the tower over the gate at its end."""

from __future__ import annotations

import math

import numpy as np

from lampblack.builtin.theatre.scenery.brush import XY, Brush
from lampblack.builtin.theatre.scenery.buildings import grid, plaster
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
from lampblack.builtin.theatre.scenery.weave import sampled

TILE: Colour = (92, 102, 112)
_STONE: Colour = (150, 144, 136)
RISE = 1.05
"""Metres from one step of a fire wall to the next."""


def painted_slope(
    width: int,
    height: int,
    metre: float,
    hour: Hour,
    *,
    light: float,
    seed: int,
    ridge: bool = True,
    snow: bool = False,
) -> Bytes:
    """A tiled slope seen from above, eave at its lower edge; `light` (0 to 1): how much of the key light it has."""
    x, y = grid(height, width)
    s = np.float32(90.0 / metre)
    tone = sampled("cloud", x * s + seed % 613, y * s) * 0.6 + sampled("wool", x * s * 2, y * s * 2 + seed % 401) * 0.5
    picture = flat(height, width, hour.day(scaled(TILE, 0.70), light * 0.6))
    glaze(picture, hour.day(scaled(TILE, 1.15), light), np.clip((tone - 0.3) * 1.5, 0.0, 1.0))
    glaze(picture, hour.day((104, 116, 78), light * 0.8), soft(0.58, 0.76, tone) * np.float32(0.45))
    pitch = np.float32(metre * 0.21)
    across = np.mod(x, pitch) / pitch
    rolls = np.cos(across * np.float32(math.tau)) * 0.5 + 0.5
    glaze(picture, hour.ink, ((1.0 - rolls) ** 2 * 0.52).astype(np.float32))
    glaze(picture, hour.day(scaled(TILE, 1.6), light), (rolls**6 * 0.30).astype(np.float32))
    course = np.mod(y + (across > 0.5) * metre * 0.05, metre * 0.19) / np.float32(metre * 0.19)
    glaze(picture, hour.ink, (np.clip(course * 6.0 - 5.0, 0.0, 1.0) * 0.35).astype(np.float32))
    if snow:
        lies = soft(0.16, 0.44, tone + rolls * np.float32(0.12))
        glaze(picture, hour.day((240, 244, 250), light), (lies * 0.90).astype(np.float32))
    glaze(picture, hour.ink, soft(0.72, 1.0, y / np.float32(height)) * np.float32(0.18))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(picture, np.ones((height, width), np.float32))
    ink = mixed(hour.ink, hour.day(TILE, 0.1), 0.3)
    step = float(pitch)
    box(brush, 0, height - metre * 0.07, width, metre * 0.07, scaled(hour.day(TILE, 0.2), 0.55))
    for k in range(int(width / step) + 2):
        brush.dab(k * step, height - metre * 0.06, step * 0.34, metre * 0.06, hour.day(scaled(TILE, 1.35), 0.5))
        brush.dab(k * step, height - metre * 0.06, step * 0.18, metre * 0.03, ink)
    if ridge:
        box(brush, 0, 0, width, metre * 0.26, scaled(hour.day(TILE, 0.4), 0.62))
        box(brush, 0, 0, width, metre * 0.07, hour.day(scaled(TILE, 1.3), light))
        box(brush, 0, metre * 0.24, width, metre * 0.04, ink)
    return brush.pixels


def painted_fascia(width: int, height: int, hour: Hour, *, lamps: float, pitch: float) -> Bytes:
    """The edge of an eave: tile ends above, rafter ends below, lit a little from the street."""
    brush = Brush(width, height)
    w, h = float(width), float(height)
    wood = mixed(hour.day((104, 62, 44), 0.3), (150, 84, 46), 0.5 * lamps)
    box(brush, 0, h * 0.30, w, h * 0.42, scaled(wood, 0.42))
    for k in range(int(w / pitch) + 2):
        box(brush, k * pitch - pitch * 0.20, h * 0.48, pitch * 0.40, h * 0.40, scaled(wood, 0.95))
        brush.dab(k * pitch, h * 0.24, pitch * 0.36, h * 0.20, hour.day(scaled(TILE, 1.25), 0.5))
        brush.dab(k * pitch, h * 0.24, pitch * 0.20, h * 0.11, mixed(hour.ink, hour.day(TILE, 0.2), 0.5))
    return brush.pixels


def painted_firewall(width: int, height: int, metre: float, hour: Hour, *, steps: int, seed: int) -> Bytes:
    """A limewashed wall between two houses, its tiled coping stepping up away from the street (to the right)."""
    local = plaster(width, height, seed=seed)
    glaze(local, (244, 240, 230), np.full((height, width), 0.6, np.float32))
    picture = np.ascontiguousarray(local * (np.array(hour.day((255, 255, 255), 0.55), np.float32) / np.float32(255.0)))
    x, y = grid(height, width)
    stain = soft(0.50, 0.74, sampled("fibre", x * (180.0 / metre) + seed % 211, y * (36.0 / metre)))
    glaze(picture, mixed(hour.ink, hour.day((110, 112, 100), 0.3), 0.55), stain * np.float32(0.30))
    glaze(picture, hour.day((112, 104, 92), 0.3), soft(0.80, 1.0, y / np.float32(height)) * np.float32(0.5))
    outline = Brush(width, height)
    treads: list[tuple[float, float, float]] = []
    for k in range(steps):
        left, right = width * (0.10 + 0.82 * k / steps), width * (0.10 + 0.82 * (k + 1) / steps)
        top = metre * (0.34 + (steps - 1 - k) * RISE)
        treads.append((left, right, top))
        box(outline, left, top, right - left, height - top, (255, 255, 255))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(picture, outline.opacity)
    tile, ink = hour.day(TILE, 0.5), mixed(hour.ink, hour.day(TILE, 0.1), 0.25)
    for left, right, top in treads:
        lip = metre * 0.17
        box(brush, left, top + metre * 0.05, right - left, metre * 0.05, scaled(tile, 0.5))
        coping: list[XY] = [
            (left - lip * 1.6, top - metre * 0.13),
            (left - lip * 0.5, top - metre * 0.08),
            (right + lip * 0.3, top - metre * 0.08),
            (right + lip * 0.3, top + metre * 0.06),
            (left - lip, top + metre * 0.06),
        ]
        brush.shape(coping, scaled(tile, 0.82))
        brush.stroke((coping[0], coping[1], coping[2]), (metre * 0.05, metre * 0.07, metre * 0.06), ink)
        count = int((right - left) / (metre * 0.16))
        for k in range(count + 1):
            brush.dab(left + k * metre * 0.16, top + metre * 0.05, metre * 0.055, metre * 0.045, scaled(tile, 1.25))
    return bordered(brush.pixels, bottom=False)


def painted_gatehouse(width: int, height: int, hour: Hour, *, side: float, lamps: float, seed: int) -> Bytes:
    """The gate at the street's end: a stone terrace with an arched way through it, a tower of two roofs on top."""
    w, h = float(width), float(height)
    x, y = grid(height, width)
    s = np.float32(700.0 / height)
    tone = sampled("cloud", x * s + seed % 613, y * s) * 0.6 + sampled("wool", x * s * 2, y * s * 2) * 0.5
    stone = flat(height, width, hour.day(scaled(_STONE, 0.62), 0.4))
    glaze(stone, hour.day(scaled(_STONE, 1.12), 0.6), np.clip((tone - 0.3) * 1.6, 0.0, 1.0))
    course = np.mod(y, h * 0.026) / np.float32(h * 0.026)
    row = np.floor(y / np.float32(h * 0.026))
    brick = np.mod(x + row * np.float32(h * 0.031), h * 0.062) / np.float32(h * 0.062)
    joint = np.maximum(np.exp(-((course / 0.08) ** 2)), np.exp(-((brick / 0.05) ** 2)))
    glaze(stone, mixed(hour.ink, hour.day(_STONE, 0.1), 0.3), (joint * 0.4).astype(np.float32))
    body = Brush(width, height)
    body.shape(((w * 0.05, h * 0.50), (w * 0.95, h * 0.50), (w * 0.985, h + 2), (w * 0.015, h + 2)), (255, 255, 255))
    for k in range(22):
        box(body, w * (0.05 + k * 0.0415), h * 0.465, w * 0.024, h * 0.04, (255, 255, 255))
    brush = Brush(width, height)
    brush.pixels[...] = premultiplied(stone, body.opacity)
    ink = mixed(hour.ink, hour.day(_STONE, 0.1), 0.25)
    arch = [(w * (0.5 + 0.105 * math.cos(a)), h * (0.76 - 0.135 * math.sin(a))) for a in np.linspace(0, math.pi, 20)]
    rim = [(w * 0.5 + (px - w * 0.5) * 1.13, py - h * 0.014) for px, py in arch]
    brush.shape([(w * 0.619, h), *rim, (w * 0.381, h)], hour.day(scaled(_STONE, 1.1), 0.6))
    brush.shape([(w * 0.605, h), *arch, (w * 0.395, h)], mixed(ink, sky_low(hour), 0.35))
    for step in range(6):
        t = 0.86 - 0.06 * step
        inner = [(w * 0.5 + (px - w * 0.5) * t, h - (h - py) * (t + 0.08)) for px, py in arch]
        way = mixed(mixed(ink, (150, 84, 40), 0.35 * lamps), sky_low(hour), 0.16 + 0.13 * step)
        brush.shape([(w * (0.5 + 0.105 * t), h), *inner, (w * (0.5 - 0.105 * t), h)], way)
    box(brush, w * 0.05, h * 0.50, w * 0.90, h * 0.012, scaled(hour.day(_STONE, 0.6), 1.15))
    box(brush, w * 0.42, h * 0.545, w * 0.16, h * 0.055, hour.day((58, 76, 104), 0.5))
    box(brush, w * 0.428, h * 0.552, w * 0.144, h * 0.041, hour.day((150, 120, 66), 0.5))
    box(brush, w * 0.433, h * 0.557, w * 0.134, h * 0.031, hour.day((46, 62, 88), 0.5))
    _tower(brush, w, h, hour, side=side, lamps=lamps)
    return bordered(brush.pixels, bottom=False)


def sky_low(hour: Hour) -> Colour:
    """What shows through the gate: the sky's lowest band in haze."""
    return mixed(hour.haze, hour.sky[-1][1], 0.5)


def _tower(brush: Brush, w: float, h: float, hour: Hour, *, side: float, lamps: float) -> None:
    red, ink = hour.day((160, 60, 46), 0.5), mixed(hour.ink, hour.day(TILE, 0.1), 0.25)
    tile = hour.day(TILE, 0.5)
    pane = mixed(scaled(hour.day((196, 182, 150), 0.4), 0.8), (255, 190, 108), 0.85 * lamps)
    for left, top, wide, high, bays in ((0.18, 0.33, 0.64, 0.155, 7), (0.28, 0.13, 0.44, 0.10, 5)):
        box(brush, w * left, h * top, w * wide, h * high, scaled(red, 0.45))
        for k in range(bays):
            bx = w * (left + wide * (k + 0.14) / bays)
            box(brush, bx, h * (top + high * 0.30), w * wide / bays * 0.72, h * high * 0.60, pane)
            for bar in (0.25, 0.5, 0.75):
                box(brush, bx + w * wide / bays * 0.72 * bar, h * (top + high * 0.30), w * 0.0022, h * high * 0.60, ink)
            box(brush, bx, h * (top + high * 0.60), w * wide / bays * 0.72, h * 0.0035, ink)
        for k in range(bays + 1):
            box(brush, w * (left + wide * k / bays) - w * 0.006, h * top, w * 0.012, h * high, red)
        box(brush, w * left, h * (top + high * 0.88), w * wide, h * 0.010, red)
    shapes = ((0.235, 0.23, 0.47, 0.135), (0.035, 0.12, 0.37, 0.135))
    for top, ridge, half, high in shapes:
        tiled_roof(brush, (w * 0.5, top * h), (ridge * w, half * w, high * h), tile, ink, side)
    box(brush, w * 0.37, h * 0.022, w * 0.26, h * 0.016, scaled(tile, 0.7))
    for k in (-1.0, 1.0):
        brush.stroke(
            ((w * (0.5 + k * 0.125), h * 0.03), (w * (0.5 + k * 0.137), h * 0.018), (w * (0.5 + k * 0.130), h * 0.006)),
            (w * 0.014, w * 0.012, w * 0.004),
            ink,
        )
