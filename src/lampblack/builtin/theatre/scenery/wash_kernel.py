# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# (Numba's decorators are untyped, and what they return cannot be described to pyright.)
"""The few washes that every sheet pays for, compiled: reading a tile, glazing, packing to bytes.

In NumPy these three were two thirds of a place's painting time, all of it spent on temporaries.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True, nogil=True)
def read_tile(tile, x, y, out):
    """out = the wrapping tile at (x, y), bilinear; all float32 of one shape; the tile's side is a power of two."""
    wrap = tile.shape[0] - 1
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            fx = math.floor(x[r, c])
            fy = math.floor(y[r, c])
            tx = x[r, c] - fx
            ty = y[r, c] - fy
            x0 = int(fx) & wrap
            y0 = int(fy) & wrap
            x1 = (x0 + 1) & wrap
            y1 = (y0 + 1) & wrap
            top = tile[y0, x0] + (tile[y0, x1] - tile[y0, x0]) * tx
            low = tile[y1, x0] + (tile[y1, x1] - tile[y1, x0]) * tx
            out[r, c] = top + (low - top) * ty


@njit(cache=True, nogil=True)
def glaze_colour(picture, red, green, blue, share):
    """One colour over the picture, in place, `share` of it at each pixel."""
    for r in range(picture.shape[0]):
        for c in range(picture.shape[1]):
            s = np.float32(share[r, c])
            picture[r, c, 0] += (red - picture[r, c, 0]) * s
            picture[r, c, 1] += (green - picture[r, c, 1]) * s
            picture[r, c, 2] += (blue - picture[r, c, 2]) * s


@njit(cache=True, nogil=True)
def glaze_picture(picture, other, share):
    """Another picture over the picture, in place, `share` of it at each pixel."""
    for r in range(picture.shape[0]):
        for c in range(picture.shape[1]):
            s = np.float32(share[r, c])
            for k in range(3):
                picture[r, c, k] += (np.float32(other[r, c, k]) - picture[r, c, k]) * s


@njit(cache=True, nogil=True)
def pack(picture, opacity, dither, out):
    """Premultiplied bytes: float32 colours 0 to 255 and opacity 0 to 1 into (rows, columns, 4)."""
    mask = dither.shape[0] - 1
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            a = min(1.0, max(0.0, opacity[r, c]))
            alpha = int(a * 255.0 + 0.5)
            noise = dither[r & mask, c & mask]
            for k in range(3):
                v = min(255.0, max(0.0, picture[r, c, k])) * a + noise + 0.5
                out[r, c, k] = min(alpha, int(max(0.0, v)))
            out[r, c, 3] = alpha
