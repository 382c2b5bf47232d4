"""Edges to coverage: exact signed area per pixel, soft edges, and coverage to colour.

Nothing is super-sampled: an edge adds its exact area to each cell it crosses, and a running sum along the row is the
coverage (as font rasterisers do: R. Levien, "font-rs"). One path is drawn at a time by one thread.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

F32 = np.float32


@njit(cache=True, nogil=True, error_model="numpy")
def accumulate(area, low, high, edges, count, left, top):
    """Add `count` edges to `area` (rows, columns + 3 spare), whose first cell is picture cell (left, top).

    `low` and `high` keep, for each row, which cells were touched.
    """
    rows, wide = area.shape[0], F32(area.shape[1] - 3)
    for e in range(count):
        x0, y0, x1, y1 = edges[e, 0] - left, edges[e, 1] - top, edges[e, 2] - left, edges[e, 3] - top
        sign = F32(1)
        if y0 == y1:
            continue
        if y0 > y1:
            x0, y0, x1, y1, sign = x1, y1, x0, y0, F32(-1)
        if y1 <= 0 or y0 >= rows:
            continue
        slope = (x1 - x0) / (y1 - y0)
        start, stop = max(y0, F32(0)), min(y1, F32(rows))
        x = x0 + slope * (start - y0)
        for r in range(int(start), min(rows, math.ceil(stop))):
            bottom = min(F32(r + 1), stop)
            d = (bottom - max(F32(r), start)) * sign
            xn = x0 + slope * (bottom - y0)
            l, h = min(x, xn), max(x, xn)
            x = xn
            if l < 0:
                # what passes left of the area covers all of the row, from its first cell on
                beyond = d if h <= 0 else d * (-l / (h - l))
                row = area[r]
                row[0] += beyond
                low[r] = 0
                high[r] = max(high[r], 1)
                d -= beyond
                l = F32(0)
                if h <= 0:
                    continue
            if l >= wide:
                high[r] = area.shape[1]
                continue
            if h > wide:
                d *= (wide - l) / (h - l)
                h = wide
            i, j = int(l), math.ceil(h)
            row = area[r]
            low[r] = min(low[r], i)
            high[r] = max(high[r], j + 2)
            if j <= i + 1:
                m = d * (F32(0.5) * (l + h) - F32(i))
                row[i] += d - m
                row[i + 1] += m
            else:
                _slanted(row, i, j, l, h, d)


@njit(cache=True, nogil=True, error_model="numpy")
def _slanted(row, i, j, l, h, d):
    """An edge that crosses several cells of one row."""
    s = F32(1) / (h - l)
    f = l - F32(i)
    first = F32(0.5) * s * (1 - f) * (1 - f)
    g = h - F32(j) + 1
    last = F32(0.5) * s * g * g
    row[i] += d * first
    if j == i + 2:
        row[i + 1] += d * (1 - first - last)
    else:
        second = s * (F32(1.5) - f)
        row[i + 1] += d * (second - first)
        for c in range(i + 2, j - 1):
            row[c] += d * s
        row[j - 1] += d * (1 - (second + F32(j - i - 3) * s) - last)
    row[j] += d * last


@njit(cache=True, nogil=True, error_model="numpy")
def sum_up(area, low, high):
    """Areas to coverage, in place: the running sum of each touched row, at most 1."""
    for r in range(area.shape[0]):
        row = area[r]
        run = F32(0)
        for c in range(low[r], min(high[r], area.shape[1])):
            run += row[c]
            row[c] = min(abs(run), F32(1))


@njit(cache=True, nogil=True, error_model="numpy")
def _box(source, target, radius, share, scale):
    """A running mean over `radius` cells each way, and `share` of the next: any width, the same price."""
    n = source.shape[0]
    run = F32(0)
    for c in range(min(radius, n)):
        run += source[c]
    for c in range(n):
        if c + radius < n:
            run += source[c + radius]
        if c - radius - 1 >= 0:
            run -= source[c - radius - 1]
        ends = F32(0)
        if c - radius - 1 >= 0:
            ends += source[c - radius - 1]
        if c + radius + 1 < n:
            ends += source[c + radius + 1]
        target[c] = (run + share * ends) * scale


@njit(cache=True, nogil=True, error_model="numpy", fastmath=True)
def _box_down(source, target, radius, share, scale):
    """The same down the columns, a row at a time."""
    rows, columns = source.shape
    run = np.zeros(columns, F32)
    for r in range(min(radius, rows)):
        for c in range(columns):
            run[c] += source[r, c]
    for r in range(rows):
        if r + radius < rows:
            for c in range(columns):
                run[c] += source[r + radius, c]
        if r - radius - 1 >= 0:
            for c in range(columns):
                run[c] -= source[r - radius - 1, c]
        for c in range(columns):
            target[r, c] = run[c] * scale
        if share > 0:
            if r - radius - 1 >= 0:
                for c in range(columns):
                    target[r, c] += source[r - radius - 1, c] * share * scale
            if r + radius + 1 < rows:
                for c in range(columns):
                    target[r, c] += source[r + radius + 1, c] * share * scale


@njit(cache=True, nogil=True, error_model="numpy")
def soften(area, feather):
    """Two running means each way, in place: an edge that fades over about 2 x `feather` pixels."""
    rows, columns = area.shape
    radius = int(feather)
    share = F32(feather - radius)
    scale = F32(1) / (F32(2 * radius + 1) + 2 * share)
    line = np.empty(columns, F32)
    for r in range(rows):
        _box(area[r], line, radius, share, scale)
        _box(line, area[r], radius, share, scale)
    other = np.empty((rows, columns), F32)
    _box_down(area, other, radius, share, scale)
    _box_down(other, area, radius, share, scale)


@njit(cache=True, nogil=True, error_model="numpy", fastmath=True)
def shade_plain(red, green, blue, cover, coverage, ramp):
    """One row of one colour, 'over'."""
    r, g, b, o = ramp[0, 0], ramp[0, 1], ramp[0, 2], ramp[0, 3]
    for c in range(coverage.shape[0]):
        a = coverage[c]
        rest = F32(1) - a * o
        red[c] = red[c] * rest + r * a
        green[c] = green[c] * rest + g * a
        blue[c] = blue[c] * rest + b * a
        cover[c] = cover[c] * rest + o * a


@njit(cache=True, nogil=True, error_model="numpy", fastmath=True)
def shade_ramp(red, green, blue, cover, coverage, ramp, radial, px, py, vx, vy):
    """One row of a gradient, 'over'. (px, py): its first pixel from the handle; (vx, vy): the handle's vector."""
    q = F32(1) / (vx * vx + vy * vy + F32(1e-6))
    s = math.sqrt(q)
    for c in range(coverage.shape[0]):
        a = coverage[c]
        if a < F32(0.001):
            continue
        x = px + F32(c)
        t = math.sqrt(x * x + py * py) * s if radial else (x * vx + py * vy) * q
        i = int(min(max(t, F32(0)), F32(1)) * F32(255) + F32(0.5))
        rest = F32(1) - a * ramp[i, 3]
        red[c] = red[c] * rest + ramp[i, 0] * a
        green[c] = green[c] * rest + ramp[i, 1] * a
        blue[c] = blue[c] * rest + ramp[i, 2] * a
        cover[c] = cover[c] * rest + ramp[i, 3] * a


@njit(cache=True, nogil=True, error_model="numpy")
def shade_cloth(red, green, blue, cover, coverage, ramp, shader, px, py, vx, vy, weave, tile):
    """One row of a gradient with a cloth pattern (`tile`: square, a power of two) that lies along the handle."""
    q = F32(1) / (vx * vx + vy * vy + F32(1e-6))
    s = math.sqrt(q)
    n = tile.shape[0]
    g = q * F32(n)
    mask = n - 1
    for c in range(coverage.shape[0]):
        a = coverage[c]
        if a < F32(0.001):
            continue
        x = px + F32(c)
        along = x * vx + py * vy
        i = 0
        if shader == 1:
            i = int(min(max(along * q, F32(0)), F32(1)) * F32(255) + F32(0.5))
        elif shader == 2:
            i = int(min(math.sqrt(x * x + py * py) * s, F32(1)) * F32(255) + F32(0.5))
        u, v = along * g + F32(16 * n), (x * vy - py * vx) * g + F32(16 * n)
        iu, iv = int(u), int(v)
        fu, fv = u - F32(iu), v - F32(iv)
        ju, jv = (iu + 1) & mask, (iv + 1) & mask
        iu, iv = iu & mask, iv & mask
        upper = tile[iu, iv] * (1 - fu) + tile[ju, iv] * fu
        lower = tile[iu, jv] * (1 - fu) + tile[ju, jv] * fu
        k = a * (F32(1) + weave * (upper * (1 - fv) + lower * fv - F32(0.5)))
        rest = F32(1) - a * ramp[i, 3]
        red[c] = red[c] * rest + ramp[i, 0] * k
        green[c] = green[c] * rest + ramp[i, 1] * k
        blue[c] = blue[c] * rest + ramp[i, 2] * k
        cover[c] = cover[c] * rest + ramp[i, 3] * a
