# pyright: reportUntypedFunctionDecorator=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false, reportMissingParameterType=false
# (Numba's decorators are untyped, and what they return cannot be described to pyright.)
"""One fold of a mountain, pixel by pixel: ink along the crest, strokes down the fall line, light, pigment, mist.

Compiled because every pixel reads six places of the noise tiles at bent coordinates; in NumPy the same fold cost six
times as much, and a place has dozens.
"""

from __future__ import annotations

import math

import numpy as np
from numba import njit

_WRAP = 1023


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def read(tile, x, y):
    """The wrapping tile at (x, y), bilinear."""
    fx = math.floor(x)
    fy = math.floor(y)
    tx = x - fx
    ty = y - fy
    x0 = int(fx) & _WRAP
    y0 = int(fy) & _WRAP
    x1 = (x0 + 1) & _WRAP
    y1 = (y0 + 1) & _WRAP
    top = tile[y0, x0] + (tile[y0, x1] - tile[y0, x0]) * tx
    low = tile[y1, x0] + (tile[y1, x1] - tile[y1, x0]) * tx
    return top + (low - top) * ty


@njit(cache=True, nogil=True, fastmath=True, inline="always")
def soft(low, high, x):
    t = min(1.0, max(0.0, (x - low) / (high - low)))
    return t * t * (3.0 - 2.0 * t)


@njit(cache=True, nogil=True, fastmath=True)
def lay_fold(picture, cover, crest, slope, shear, cloud, fibre, grain, colours, dials):
    """Lay one fold over `picture` (rows, columns, 3) and `cover` (rows, columns), both float32, in place.

    `crest`: row of the skyline per column; `slope`, `shear`: its steepness, smoothed. `colours` (9 x 3): dark, light,
    mist, lit, rim, azurite, malachite, ochre, far haze. `dials`: see `ridges._dials`.
    """
    rows, columns = cover.shape
    unit, tall, side, ink, pigment, near, foot_from, foot_to, ox, oy, craggy, bleach = dials
    s = 1.0 / unit
    top = crest.min()
    first = max(0, int(top - 30.0 * unit))
    last = min(rows, int(foot_to) + int(60 * unit) + 2)
    for y in range(first, last):
        for x in range(columns):
            if (
                y < crest[x] - 46.0 * unit
                and y < crest[max(0, x - int(24 * unit))] - 8 * unit
                and y < crest[min(columns - 1, x + int(24 * unit))] - 8 * unit
            ):
                continue
            n1 = read(cloud, x * s * 0.9 + ox, y * s * 0.9 + oy)
            n2 = read(cloud, x * s * 4.3 + oy, y * s * 4.3 + ox) - 0.5
            wander = (n1 - 0.5) * 36.0 * unit + n2 * 34.0 * craggy * unit
            at = min(columns - 1.001, max(0.0, x + wander))
            i = int(at)
            line = crest[i] + (crest[i + 1] - crest[i]) * (at - i)
            g = read(grain, x * 0.9 + ox, y * 0.9) - 0.5
            depth = y - line + g * 1.6
            if depth < -0.8:
                continue
            inside = soft(-0.8, 1.0, depth)
            under = max(0.0, depth)
            fall_x = (x + under * shear[i] * 0.6) * s + n2 * 26.0
            fall_y = under * s
            spur = read(fibre, fall_x * 1.5 + ox, fall_y * 0.42 + oy)
            beside = read(fibre, fall_x * 1.5 + ox + 7.0, fall_y * 0.42 + oy)
            facing = (beside - spur) * 7.5 + slope[i] * 0.55
            strokes = read(fibre, fall_x * 5.0 + oy, fall_y * 1.1 + ox + n1 * 60.0)
            finer = read(fibre, fall_x * 10.0 + ox, fall_y * 2.3 + n1 * 40.0)
            cun = 0.60 * soft(0.52, 0.70, strokes) + 0.45 * soft(0.55, 0.74, finer)
            lit = 0.5 - 0.5 * math.tanh(facing * side * 2.4 + (n1 - 0.5) * 1.3)
            fall = math.exp(-under / (tall * 0.17))
            long_fall = math.exp(-under / (tall * 0.5))
            density = (0.22 + 0.46 * fall + 0.44 * long_fall) * (1.0 - 0.60 * lit)
            density += ink * cun * (0.44 * (0.30 + 0.70 * long_fall)) * (1.0 - 0.45 * lit)
            spine = math.exp(-(((spur - 0.5) / 0.03) ** 2))
            density += ink * 0.22 * spine * long_fall
            crest_line = math.exp(-(((depth - 1.5 * unit) / (2.3 * unit)) ** 2))
            density += ink * 0.42 * crest_line * soft(-0.12, 0.10, n2) + 0.26 * math.exp(-under / (9.0 * unit))
            density += (n1 - 0.5) * 0.36 + g * 0.14
            density = min(1.0, max(0.0, density))
            level = under / tall
            drift = n1 - 0.5
            azure = math.exp(-(((level - 0.08 + drift * 0.3) / 0.20) ** 2)) * soft(-0.10, 0.16, drift)
            green = math.exp(-(((level - 0.32 + drift * 0.3) / 0.24) ** 2)) * soft(-0.10, 0.18, -drift)
            ochre = math.exp(-(((level - 0.62 + n2 * 0.3) / 0.22) ** 2)) * soft(-0.04, 0.20, n2)
            body = 1.16 - 0.86 * density
            glow = lit * math.exp(-under / (tall * 0.30)) * (1.0 - 0.55 * min(1.0, cun)) * bleach
            edge = 0.55 * math.exp(-(((depth - 1.0 * unit) / (1.4 * unit)) ** 2)) * soft(0.5, 0.85, lit) * bleach
            fog_from = tall * (0.22 + 0.30 * near)
            fog_to = tall * (0.74 + 0.40 * near)
            misty = 0.94 * soft(fog_from, fog_to, under + (n1 - 0.5) * tall * 0.55)
            share = inside * (1.0 - soft(foot_from, foot_to, y + (n1 - 0.5) * (foot_to - foot_from) * 1.1))
            if share <= 0.002:
                continue
            keep = share + cover[y, x] * (1.0 - share)
            weight = share / keep
            for c in range(3):
                v = colours[1, c] + (colours[0, c] - colours[1, c]) * density
                v += (colours[5, c] * body - v) * azure * pigment
                v += (colours[6, c] * body - v) * green * pigment
                v += (colours[7, c] * body - v) * ochre * pigment * 0.8
                v += (colours[3, c] - v) * min(1.0, glow * 0.62)
                v += (colours[4, c] - v) * edge
                v += (colours[2, c] - v) * misty
                picture[y, x, c] += (v - picture[y, x, c]) * weight
            cover[y, x] = keep


def colours_of(*rows: tuple[float, float, float]) -> np.ndarray:
    """The colour table in the form the kernel reads."""
    return np.array(rows, np.float32)
