"""Small things in the air: soft discs and streaks, straight onto the picture."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

from lampblack.builtin.theatre.raster.alias import FAST

F32 = np.float32


@njit(**FAST)
def draw_specks(picture, specks, shine):
    """Each speck is a line with round ends: x0, y0, x1, y1, radius, softness (pixels), red, green, blue, opacity.

    `shine`: 1 adds its light, 0 covers what is behind it.
    """
    height, width = picture.shape[1], picture.shape[2]
    for i in range(specks.shape[0]):
        x0, y0, x1, y1 = specks[i, 0], specks[i, 1], specks[i, 2], specks[i, 3]
        radius, soft = specks[i, 4], max(specks[i, 5], F32(0.7))
        reach = radius + soft
        vx, vy = x1 - x0, y1 - y0
        q = F32(1) / (vx * vx + vy * vy + F32(1e-6))
        left, right = max(0, int(min(x0, x1) - reach)), min(width, int(max(x0, x1) + reach) + 2)
        top, bottom = max(0, int(min(y0, y1) - reach)), min(height, int(max(y0, y1) + reach) + 2)
        for y in range(top, bottom):
            for x in range(left, right):
                px, py = F32(x) + F32(0.5) - x0, F32(y) + F32(0.5) - y0
                t = min(max((px * vx + py * vy) * q, F32(0)), F32(1))
                dx, dy = px - t * vx, py - t * vy
                k = min(max((reach - math.sqrt(dx * dx + dy * dy)) / (F32(2) * soft), F32(0)), F32(1))
                if k <= 0:
                    continue
                a = k * k * (F32(3) - F32(2) * k) * specks[i, 9]
                rest = F32(1) - a * (F32(1) - shine)
                for p in range(3):
                    picture[p, y, x] = picture[p, y, x] * rest + specks[i, 6 + p] * a
