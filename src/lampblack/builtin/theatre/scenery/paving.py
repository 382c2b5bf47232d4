"""A paved street seen from above: courses of worn slabs, a gutter on either side, lamplight spilling from the shops."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.scenery.ground import feathered
from lampblack.builtin.theatre.scenery.hour import Hour
from lampblack.builtin.theatre.scenery.land import light_pool, metres
from lampblack.builtin.theatre.scenery.wash import Bytes, Colour, flat, glaze, mixed, premultiplied, scaled, soft
from lampblack.builtin.theatre.scenery.weave import Floats, sampled

_STONE: Colour = (158, 150, 138)
DEEP, WIDE = 0.62, 1.06
"""Metres a slab has along the street and across it."""


def painted_paving(
    hour: Hour,
    *,
    half: float,
    near: float,
    far: float,
    metre: float,
    feather: float,
    spills: tuple[tuple[float, float], ...],
    lamps: float,
    snow: bool,
    seed: int,
) -> Bytes:
    """The street between x = -half and half, z = near and far; `spills`: x, z of lit shops; `metre` pixels a metre."""
    width, height = round(2 * half * metre), round((far - near) * metre)
    x, z = metres(width, height, metre, -half, far)
    broad = sampled("cloud", x * 22 + seed % 613, z * 22)
    fine = sampled("wool", x * 60 + seed % 211, z * 60)
    row = np.floor(z / np.float32(DEEP))
    along = x + np.mod(row * np.float32(0.37 * WIDE), np.float32(WIDE)) + (broad - 0.5) * np.float32(0.10)
    column = np.floor(along / np.float32(WIDE))
    own = np.mod(np.abs(np.sin(row * 12.9898 + column * 78.233 + seed % 97)) * 437.585, 1.0).astype(np.float32)
    picture = flat(height, width, hour.day(scaled(_STONE, 0.66), 0.45))
    tone = broad * 0.45 + fine * 0.45 + (own - 0.5) * 0.42
    glaze(picture, hour.day(scaled(_STONE, 1.20), 0.72), np.clip((tone - 0.22) * 1.5, 0.0, 1.0))
    glaze(picture, hour.day((158, 128, 96), 0.6), np.clip(own * 3.0 - 2.2, 0.0, 1.0) * np.float32(0.28))
    moss = soft(0.52, 0.70, broad * 0.7 + np.abs(x) / np.float32(half) * 0.25)
    glaze(picture, hour.day((98, 108, 76), 0.5), moss * np.float32(0.30))
    _joints(picture, hour, x, z, along, metre)
    if snow:
        glaze(picture, hour.day((238, 242, 250), 0.85), soft(0.30, 0.52, tone + np.abs(x) * 0.035) * np.float32(0.92))
    light_pool(picture, hour, x, z)
    _spilt(picture, x, z, spills, lamps)
    opacity = np.ones((height, width), np.float32)
    if feather > 0.0:
        opacity = feathered(height, width, metre * feather, seed=seed)
        opacity = np.maximum(opacity, soft(0.0, 3.0, np.minimum(z - near, far - z))).astype(np.float32)
        opacity[:, :2] = opacity[:, -2:] = 0.0
    return premultiplied(picture, opacity)


def _joints(picture: Floats, hour: Hour, x: Floats, z: Floats, along: Floats, metre: float) -> None:
    thin = np.float32(max(0.016, 0.8 / metre))
    across = np.mod(z, np.float32(DEEP))
    aside = np.mod(along, np.float32(WIDE))
    gap = np.minimum(np.minimum(across, DEEP - across), np.minimum(aside, WIDE - aside))
    fade = np.float32(min(1.0, metre * 0.016 / 0.9 + 0.25))
    glaze(
        picture,
        mixed(hour.ink, hour.day(_STONE, 0.1), 0.30),
        (np.exp(-((gap / thin) ** 2)) * 0.75 * fade).astype(np.float32),
    )
    lip = np.exp(-(((np.minimum(across, aside) - 2.2 * thin) / thin) ** 2))
    glaze(picture, hour.day(scaled(_STONE, 1.5), 0.9), (lip * 0.28 * fade).astype(np.float32))
    gutter = np.exp(-(((np.abs(x) - 5.72) / 0.10) ** 2)).astype(np.float32)
    glaze(picture, scaled(hour.ink, 0.8), gutter * np.float32(0.62))
    kerb = np.exp(-(((np.abs(x) - 5.92) / 0.07) ** 2)).astype(np.float32)
    glaze(picture, hour.day(scaled(_STONE, 1.35), 0.7), kerb * np.float32(0.5))
    glaze(picture, hour.ink, soft(5.9, 6.6, np.abs(x)) * np.float32(0.35))


def _spilt(picture: Floats, x: Floats, z: Floats, spills: tuple[tuple[float, float], ...], lamps: float) -> None:
    """Warm light on the stones before each lit shop: it multiplies, so joints and wear stay visible in it."""
    if lamps <= 0.0:
        return
    warm = np.zeros_like(x)
    for at, middle in spills:
        warm += np.exp(-(((x - at) / 3.1) ** 2) - ((z - middle) / 1.7) ** 2)
    warm = np.minimum(warm, 1.2) + 0.24 * np.exp(-((x / 5.0) ** 2))
    picture *= 1.0 + warm[..., None] * np.array((1.25, 0.74, 0.26), np.float32) * np.float32(lamps)
    glaze(picture, (255, 176, 92), (warm * np.float32(0.16 * lamps)).astype(np.float32))
    np.minimum(picture, 255.0, out=picture)
