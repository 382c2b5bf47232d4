# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportMissingTypeStubs=false, reportUnknownParameterType=false, reportMissingParameterType=false
# pyright: reportUnknownArgumentType=false
# (numba compiles these for the arrays they are called with; `media.colour` gives them their types.)
"""The inner loops of `media.colour`: BT.709 in 16-bit fixed point, one pass over the picture."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True, nogil=True, boundscheck=False)
def planes_of(rgb, planes, height, width):
    half = width // 2
    u = height * width
    v = u + height * width // 4
    line = np.empty((3, width + 1), np.int32)
    for y in range(0, height, 2):
        for x in range(width):
            r0, g0, b0 = np.int32(rgb[y, x, 0]), np.int32(rgb[y, x, 1]), np.int32(rgb[y, x, 2])
            r1, g1, b1 = np.int32(rgb[y + 1, x, 0]), np.int32(rgb[y + 1, x, 1]), np.int32(rgb[y + 1, x, 2])
            planes[y * width + x] = (11966 * r0 + 40254 * g0 + 4064 * b0 + 1081344) >> 16
            planes[(y + 1) * width + x] = (11966 * r1 + 40254 * g1 + 4064 * b1 + 1081344) >> 16
            line[0, x + 1], line[1, x + 1], line[2, x + 1] = r0 + r1, g0 + g1, b0 + b1
        for c in range(3):
            line[c, 0] = line[c, 1]
        row = (y // 2) * half
        for x in range(half):
            k = 2 * x
            r = line[0, k] + 2 * line[0, k + 1] + line[0, min(k + 2, width)]
            g = line[1, k] + 2 * line[1, k + 1] + line[1, min(k + 2, width)]
            b = line[2, k] + 2 * line[2, k + 1] + line[2, min(k + 2, width)]
            planes[u + row + x] = (-6596 * r - 22188 * g + 28784 * b + 67371008) >> 19
            planes[v + row + x] = (28784 * r - 26145 * g - 2639 * b + 67371008) >> 19


@njit(cache=True, nogil=True, boundscheck=False)
def rgb_of(planes, rgb, height, width):
    half = width // 2
    u = height * width
    v = u + height * width // 4
    for y in range(height):
        row = (y // 2) * half
        for x in range(width):
            k = x // 2
            n = min(k + 1, half - 1) if x & 1 else k
            luma = 76309 * (np.int32(planes[y * width + x]) - 16)
            cb = np.int32(planes[u + row + k]) + np.int32(planes[u + row + n]) - 256
            cr = np.int32(planes[v + row + k]) + np.int32(planes[v + row + n]) - 256
            r = (luma + 58744 * cr + 32768) >> 16
            g = (luma - 6988 * cb - 17462 * cr + 32768) >> 16
            b = (luma + 69219 * cb + 32768) >> 16
            rgb[y, x, 0] = min(255, max(0, r))
            rgb[y, x, 1] = min(255, max(0, g))
            rgb[y, x, 2] = min(255, max(0, b))
