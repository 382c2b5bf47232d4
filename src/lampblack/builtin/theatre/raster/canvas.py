"""The canvas everything is drawn on: four planes of float32, premultiplied, display-referred, 0 to 1.

Planes (4, height, width) and not pixels (height, width, 4): kernels that stream along a row are vectorised by the
compiler, which made the card compositor five times as fast. Code outside `raster` uses the functions here.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Canvas: TypeAlias = NDArray[np.float32]
"""float32 (4, height, width): red, green, blue, coverage; colours already multiplied by coverage."""


def canvas(width: int, height: int) -> Canvas:
    """A transparent canvas."""
    return np.zeros((4, height, width), np.float32)


def size_of(picture: Canvas) -> tuple[int, int]:
    """Width and height in pixels."""
    return int(picture.shape[2]), int(picture.shape[1])


def to_rgba8(picture: Canvas) -> NDArray[np.uint8]:
    """Premultiplied eight bits, (height, width, 4)."""
    eight = np.empty((picture.shape[1], picture.shape[2], 4), np.uint8)
    for plane in range(4):
        eight[..., plane] = np.clip(picture[plane], 0.0, 1.0) * np.float32(255) + np.float32(0.5)
    return eight


def from_rgba8(rgba: NDArray[np.uint8]) -> Canvas:
    """A canvas from premultiplied eight bits, (height, width, 4)."""
    planes = np.ascontiguousarray(np.moveaxis(rgba, 2, 0)).astype(np.float32)
    planes *= np.float32(1 / 255)
    return planes
