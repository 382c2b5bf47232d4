"""Slow, plain NumPy pictures that the theatre's kernels are measured against."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import rotation

Floats = NDArray[np.float64]


def _polygon_coverage(points: list[tuple[float, float]], width: int, height: int, samples: int = 16) -> Floats:
    """How much of each pixel lies within the polygon: inside or not at samples x samples places a pixel (non-zero)."""
    step = 1 / samples
    xs = (np.arange(width * samples) + 0.5) * step
    ys = (np.arange(height * samples) + 0.5) * step
    winding = np.zeros((len(ys), len(xs)), np.int32)
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        if y0 == y1:
            continue
        rows = (ys >= min(y0, y1)) & (ys < max(y0, y1))
        crossing = x0 + (ys[rows] - y0) * (x1 - x0) / (y1 - y0)
        winding[rows] += np.where(xs[None, :] > crossing[:, None], 1 if y1 > y0 else -1, 0)
    inside = (winding != 0).astype(np.float64)
    return inside.reshape(height, samples, width, samples).mean(axis=(1, 3))


def _card_picture(card: Card, camera: CameraPose, fog: Fog, width: int, height: int, ground: Floats) -> Floats:
    """`ground` (height, width, 3) with the card over it: every pixel's ray meets the card's plane, bilinear texels."""
    turn = rotation(camera)
    f = camera.focal_pixels(width)
    p = camera.position
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    ray = np.stack([(x - width / 2) / f, (y - height / 2) / f, np.ones_like(x)], axis=-1) @ turn
    origin = np.array(card.origin) - np.array([p.x, p.y, p.z])
    across, down = np.array(card.across), np.array(card.down)
    normal = np.cross(across, down)
    along = ray @ normal
    depth = np.where(np.abs(along) > 1e-12, (origin @ normal) / np.where(along == 0, 1, along), -1.0)
    hit = ray * depth[..., None] - origin
    u, v = hit @ across / (across @ across), hit @ down / (down @ down)
    sample = _bilinear(card.texture.rgba.astype(np.float64) / 255, u - 0.5, v - 0.5)
    sample *= (depth > 0.12)[..., None]
    thickness = np.maximum(0, depth - fog.start) * fog.density
    haze = 1 - (1 + thickness / 8) ** -8.0 if card.fog is None else np.full_like(depth, card.fog)
    # haze takes the place of what hides; light that adds only fades in it
    mist = np.array(fog.colour) * (1 - card.glow)
    colour = sample[..., :3] * (1 - haze[..., None]) + mist * (haze * sample[..., 3])[..., None]
    return ground * (1 - sample[..., 3:] * (1 - card.glow)) + colour


def _bilinear(texture: Floats, u: Floats, v: Floats) -> Floats:
    padded = np.zeros((texture.shape[0] + 2, texture.shape[1] + 2, 4))
    padded[1:-1, 1:-1] = texture
    u, v = u + 1, v + 1
    valid = (u >= 0) & (v >= 0) & (u < padded.shape[1] - 1) & (v < padded.shape[0] - 1)
    iu, iv = np.where(valid, np.floor(u), 0).astype(int), np.where(valid, np.floor(v), 0).astype(int)
    fu, fv = (u - iu)[..., None], (v - iv)[..., None]
    mixed = padded[iv, iu] * (1 - fu) * (1 - fv) + padded[iv, iu + 1] * fu * (1 - fv)
    mixed += padded[iv + 1, iu] * (1 - fu) * fv + padded[iv + 1, iu + 1] * fu * fv
    return mixed * valid[..., None]


@pytest.fixture
def polygon_coverage() -> Callable[..., Floats]:
    """Coverage of a polygon by counting, for tests to compare with."""
    return _polygon_coverage


@pytest.fixture
def card_picture() -> Callable[..., Floats]:
    """A card over a ground, ray by ray, for tests to compare with."""
    return _card_picture
