"""Painting a sheet: every path in order, from its points to the canvas, by one thread."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

from lampblack.builtin.theatre.raster.coverage import (
    accumulate,
    shade_cloth,
    shade_plain,
    shade_ramp,
    soften,
    sum_up,
)
from lampblack.builtin.theatre.raster.curves import brush, outline

F32 = np.float32
STROKE, KEEP, INSIDE, HANDLES = 1, 8, 16, 32


@njit(cache=True, nogil=True, error_model="numpy")
def _handles(points, first, count, shader, closed, measures):
    """Where the gradient runs: as told, or from the shape's own box (or the stroke's two ends)."""
    if measures[7] > 0:
        return measures[3], measures[4], measures[5], measures[6]
    if not closed:
        last = first + count - 1
        return points[first, 0], points[first, 1], points[last, 0], points[last, 1]
    left = right = points[first, 0]
    upper = lower = points[first, 1]
    for i in range(first + 1, first + count):
        left, right = min(left, points[i, 0]), max(right, points[i, 0])
        upper, lower = min(upper, points[i, 1]), max(lower, points[i, 1])
    middle = (left + right) * F32(0.5)
    if shader == 2:
        return middle, (upper + lower) * F32(0.5), right, lower
    return middle, upper, middle, lower


@njit(cache=True, nogil=True, error_model="numpy")
def _box_of(edges, count):
    left = top = F32(1e9)
    right = bottom = F32(-1e9)
    for e in range(count):
        left, right = min(left, edges[e, 0], edges[e, 2]), max(right, edges[e, 0], edges[e, 2])
        top, bottom = min(top, edges[e, 1], edges[e, 3]), max(bottom, edges[e, 1], edges[e, 3])
    return left, top, right, bottom


@njit(cache=True, nogil=True, error_model="numpy")
def draw_paths(picture, points, numbers, measures, pressures, ramps, cloth, sizes):
    """Every path onto `picture` (4, height, width).

    `points` n x 2; `numbers` int32 and `measures` float32 as `Sheet` packs them; `cloth` is a pyramid of square
    tiles one after another in one row, `sizes` their sides, largest first.
    """
    height, width = picture.shape[1], picture.shape[2]
    clip = np.zeros((height, width), F32)
    kept = np.zeros(4, np.int64)
    edges = np.empty((4096, 4), F32)
    store = np.zeros(1, F32)
    strength, index = np.empty(width, F32), np.empty(width, np.int32)
    for k in range(numbers.shape[0]):
        first, count, flags = numbers[k, 0], numbers[k, 1], numbers[k, 2]
        shader, ramp = numbers[k, 3], ramps[numbers[k, 4]]
        if flags & STROKE:
            edges, n = brush(
                points, first, count, flags, measures[k, 0], pressures, numbers[k, 5], numbers[k, 6], edges
            )
        else:
            edges, n = outline(points, first, count, flags, edges)
        if flags & KEEP:
            clip[kept[1] : kept[3], kept[0] : kept[2]] = F32(0)
            kept[:] = 0
        if n == 0:
            continue
        left, top, right, bottom = _box_of(edges, n)
        feather = measures[k, 1] if measures[k, 1] >= F32(0.2) else F32(0)
        margin = 2 * (math.ceil(feather) + 1) if feather > 0 else 0
        # the part of the canvas it can reach, and around that what its soft edge is made from
        x0, x1 = max(0, math.floor(left) - margin), min(width, math.ceil(right) + margin)
        y0, y1 = max(0, math.floor(top) - margin), min(height, math.ceil(bottom) + margin)
        if flags & INSIDE:
            x0, y0, x1, y1 = max(x0, kept[0]), max(y0, kept[1]), min(x1, kept[2]), min(y1, kept[3])
        if x1 <= x0 or y1 <= y0:
            continue
        ox, oy = x0 - margin, y0 - margin
        rows, columns = y1 - y0 + 2 * margin, x1 - x0 + 2 * margin
        if store.size < rows * (columns + 3):
            store = np.zeros(rows * (columns + 3), F32)
        # all zeros here: each path leaves it as it found it
        area = store[: rows * (columns + 3)].reshape((rows, columns + 3))
        low = np.full(rows, columns + 3, np.int64)
        high = np.zeros(rows, np.int64)
        accumulate(area, low, high, edges, n, F32(ox), F32(oy))
        sum_up(area, low, high)
        if feather > 0:
            area[:, columns:] = F32(0)
            soften(area, feather)
        if flags & KEEP:
            clip[y0:y1, x0:x1] = area[margin : margin + y1 - y0, margin : margin + x1 - x0]
            kept[0], kept[1], kept[2], kept[3] = x0, y0, x1, y1
        ax, ay, bx, by = _handles(points, first, count, shader, (flags & STROKE) == 0, measures[k])
        vx, vy = bx - ax, by - ay
        tile, side = 0, sizes[0]
        if measures[k, 2] > 0:
            length, level = math.sqrt(vx * vx + vy * vy), 0
            while level < sizes.size - 1 and F32(side) > length * F32(1.5):
                tile += side * side
                level += 1
                side = sizes[level]
        pattern = cloth[tile : tile + side * side].reshape((side, side))
        for y in range(y0, y1):
            r = y - oy
            a, b = x0, x1
            if feather == 0:
                a, b = max(x0, ox + low[r]), min(x1, ox + high[r])
            if b <= a:
                continue
            row = area[r, a - ox : b - ox]
            if flags & INSIDE:
                kept_row = clip[y, a:b]
                for c in range(b - a):
                    row[c] *= kept_row[c]
            red, green, blue, cover = picture[0, y, a:b], picture[1, y, a:b], picture[2, y, a:b], picture[3, y, a:b]
            px, py = F32(a) + F32(0.5) - ax, F32(y) + F32(0.5) - ay
            if measures[k, 2] > 0:
                shade_cloth(
                    red, green, blue, cover, row, ramp, shader, px, py, vx, vy, measures[k, 2], pattern, strength, index
                )
            elif shader == 0:
                shade_plain(red, green, blue, cover, row, ramp)
            else:
                shade_ramp(red, green, blue, cover, row, ramp, shader == 2, px, py, vx, vy)
        for r in range(rows):
            if feather > 0:
                area[r] = F32(0)
            else:
                area[r, low[r] : min(high[r], columns + 3)] = F32(0)
