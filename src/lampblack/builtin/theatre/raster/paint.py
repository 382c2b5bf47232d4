# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Painting a sheet onto a canvas."""

from __future__ import annotations

import math
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.paths import draw_paths
from lampblack.builtin.theatre.raster.sheet import HANDLES, Sheet


def paint(sheet: Sheet, canvas: Canvas, offset: tuple[float, float] = (0.0, 0.0), step: int = 1) -> None:
    """Draw every path onto the canvas, in order; `offset` is added to every point, in pixels.

    `step`: the canvas is that many times as small, its first pixel where the first one of `step` was."""
    if not sheet.numbers:
        return
    shift = np.array(offset, np.float32)
    points = np.array(sheet.points, np.float32).reshape(-1, 2) + shift
    numbers = np.array(sheet.numbers, np.int32)
    measures = np.empty((len(numbers), 8), np.float32)
    measures[:, :7] = sheet.measures
    measures[:, 3:5] += shift
    measures[:, 5:7] += shift
    if step > 1:
        points /= np.float32(step)
        measures[:, :2] /= np.float32(step)
        measures[:, 3:7] /= np.float32(step)
    measures[:, 7] = (numbers[:, 2] & HANDLES) != 0
    pressures = np.array(sheet.pressures or [1.0], np.float32)
    cloth, sizes = _cloth()
    draw_paths(canvas, points, numbers, measures, pressures, np.stack(sheet.ramps), cloth, sizes)


@cache
def _cloth() -> tuple[NDArray[np.float32], NDArray[np.int32]]:
    """A repeating pattern of woven grain and small blossoms, about 0.5, with its smaller versions after it."""
    side = 256
    y, x = np.mgrid[:side, :side].astype(np.float32)
    tile = 0.5 + 0.12 * np.sin(x * (math.pi / 2)) * np.sin(y * (math.pi / 2))
    for row in range(8):
        for column in range(8):
            dx = (x - (column * 32 + row % 2 * 16) + 128) % side - 128
            dy = (y - row * 32 + 128) % side - 128
            radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
            tile += 0.8 * np.clip(5.5 + 2.5 * np.cos(5 * angle) - radius, 0, 1) * (radius > 2)
    tiles = [tile.astype(np.float32)]
    while tiles[-1].shape[0] > 4:
        half = tiles[-1].shape[0] // 2
        tiles.append(np.asarray(cv2.resize(tiles[-1], (half, half), interpolation=cv2.INTER_AREA), np.float32))
    sizes = np.array([level.shape[0] for level in tiles], np.int32)
    return np.concatenate([level.ravel() for level in tiles]), sizes
