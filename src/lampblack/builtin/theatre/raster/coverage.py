"""Edges to coverage: exact signed area per pixel, soft edges, and coverage to colour.

Nothing is super-sampled: an edge adds its exact area to each cell it crosses, and a running sum along the row is the
coverage (as font rasterisers do: R. Levien, "font-rs"). One path is drawn at a time by one thread.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import float32, int32, njit, uint64

from lampblack.builtin.theatre.raster.alias import unaliased

F32 = np.float32
LONG = 16
"""Pixels from which on a row is worth a call of its own."""


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
def _turned_over(source, target):
    """Rows to columns, in squares that fit the processor's nearest memory."""
    rows, columns = source.shape
    for top in range(0, rows, 16):
        for left in range(0, columns, 16):
            for r in range(top, min(rows, top + 16)):
                for c in range(left, min(columns, left + 16)):
                    target[c, r] = source[r, c]


@unaliased
def _running(run, coming, going, before, after, target, share, scale):
    """One step of a running mean of many columns: a row comes in, one goes out, the next two count a bit."""
    for c in range(uint64(run.shape[0])):
        here = run[c] + coming[c] - going[c]
        run[c] = here
        target[c] = (here + share * (before[c] + after[c])) * scale


@njit(cache=True, nogil=True, error_model="numpy")
def _mean_down(source, target, radius, share, scale):
    """A running mean over `radius` rows each way, and `share` of the next: any width, the same price."""
    rows, columns = source.shape
    run, none = np.zeros(columns, F32), np.zeros(columns, F32)
    for r in range(min(radius, rows)):
        for c in range(columns):
            run[c] += source[r, c]
    for r in range(rows):
        coming = source[r + radius] if r + radius < rows else none
        before = source[r - radius - 1] if r - radius - 1 >= 0 else none
        after = source[r + radius + 1] if r + radius + 1 < rows else none
        _running(run, coming, before, before, after, target[r], share, scale)


@njit(cache=True, nogil=True, error_model="numpy")
def soften(area, feather):
    """Two running means each way, in place: an edge that fades over about 2 x `feather` pixels."""
    rows, columns = area.shape
    radius = int(feather)
    share = F32(feather - radius)
    scale = F32(1) / (F32(2 * radius + 1) + 2 * share)
    turned, other = np.empty((columns, rows), F32), np.empty((columns, rows), F32)
    _turned_over(area, turned)
    _mean_down(turned, other, radius, share, scale)
    _mean_down(other, turned, radius, share, scale)
    _turned_over(turned, area)
    between = other.reshape((rows, columns))
    _mean_down(area, between, radius, share, scale)
    _mean_down(between, area, radius, share, scale)


@unaliased
def _plain_row(red, green, blue, cover, coverage, r, g, b, o):
    for c in range(uint64(coverage.shape[0])):
        a = coverage[c]
        rest = F32(1) - a * o
        red[c] = red[c] * rest + r * a
        green[c] = green[c] * rest + g * a
        blue[c] = blue[c] * rest + b * a
        cover[c] = cover[c] * rest + o * a


@unaliased
def _linear_row(red, green, blue, cover, coverage, ramp, along, step):
    for c in range(uint64(coverage.shape[0])):
        a = coverage[c]
        t = min(max(along + float32(int32(c)) * step, F32(0)), F32(1))
        i = uint64(int32(t * F32(255) + F32(0.5)) << int32(2))
        rest = F32(1) - a * ramp[i + uint64(3)]
        red[c] = red[c] * rest + ramp[i] * a
        green[c] = green[c] * rest + ramp[i + uint64(1)] * a
        blue[c] = blue[c] * rest + ramp[i + uint64(2)] * a
        cover[c] = cover[c] * rest + ramp[i + uint64(3)] * a


@unaliased
def _radial_row(red, green, blue, cover, coverage, ramp, px, py, scale):
    for c in range(uint64(coverage.shape[0])):
        a = coverage[c]
        x = px + float32(int32(c))
        t = min(math.sqrt(x * x + py * py) * scale, F32(1))
        i = uint64(int32(t * F32(255) + F32(0.5)) << int32(2))
        rest = F32(1) - a * ramp[i + uint64(3)]
        red[c] = red[c] * rest + ramp[i] * a
        green[c] = green[c] * rest + ramp[i + uint64(1)] * a
        blue[c] = blue[c] * rest + ramp[i + uint64(2)] * a
        cover[c] = cover[c] * rest + ramp[i + uint64(3)] * a


@unaliased
def _cloth_row(coverage, tile, shift, u0, v0, us, vs, weave):
    """Coverage made stronger and weaker by a cloth pattern: what colours are multiplied with, into `coverage`."""
    mask = (int32(1) << shift) - int32(1)
    for c in range(uint64(coverage.shape[0])):
        x = float32(int32(c))
        u, v = u0 + x * us, v0 + x * vs
        iu, iv = int32(u), int32(v)
        fu, fv = u - float32(iu), v - float32(iv)
        ju, jv = (iu + int32(1)) & mask, (iv + int32(1)) & mask
        iu, iv = (iu & mask) << shift, iv & mask
        ju = ju << shift
        upper = tile[uint64(iu + iv)] * (F32(1) - fu) + tile[uint64(ju + iv)] * fu
        lower = tile[uint64(iu + jv)] * (F32(1) - fu) + tile[uint64(ju + jv)] * fu
        coverage[c] = F32(1) + weave * (upper * (F32(1) - fv) + lower * fv - F32(0.5))


@unaliased
def _woven_row(red, green, blue, cover, coverage, strength, ramp, index):
    for c in range(uint64(coverage.shape[0])):
        a = coverage[c]
        k = a * strength[c]
        i = uint64(index[c])
        rest = F32(1) - a * ramp[i + uint64(3)]
        red[c] = red[c] * rest + ramp[i] * k
        green[c] = green[c] * rest + ramp[i + uint64(1)] * k
        blue[c] = blue[c] * rest + ramp[i + uint64(2)] * k
        cover[c] = cover[c] * rest + ramp[i + uint64(3)] * a


@njit(cache=True, nogil=True, error_model="numpy", fastmath=True)
def shade_plain(red, green, blue, cover, coverage, ramp):
    """One row of one colour, 'over'."""
    r, g, b, o = ramp[0, 0], ramp[0, 1], ramp[0, 2], ramp[0, 3]
    if coverage.shape[0] >= LONG:
        _plain_row(red, green, blue, cover, coverage, r, g, b, o)
        return
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
    flat = ramp.reshape(-1)
    if radial:
        _radial_row(red, green, blue, cover, coverage, flat, px, py, math.sqrt(q))
    else:
        _linear_row(red, green, blue, cover, coverage, flat, (px * vx + py * vy) * q, vx * q)


@njit(cache=True, nogil=True, error_model="numpy", fastmath=True)
def shade_cloth(red, green, blue, cover, coverage, ramp, shader, px, py, vx, vy, weave, tile, strength, index):
    """One row of a gradient with a cloth pattern (`tile`: square, a power of two) that lies along the handle.

    `strength` float32 and `index` int32: at least as long as the row, written to.
    """
    n, long = tile.shape[0], coverage.shape[0]
    q = F32(1) / (vx * vx + vy * vy + F32(1e-6))
    g, s = q * F32(n), math.sqrt(q)
    shift = 0
    while 1 << shift < n:
        shift += 1
    far = F32(16 * n)
    woven, chosen = strength[:long], index[:long]
    u0, v0 = (px * vx + py * vy) * g + far, (px * vy - py * vx) * g + far
    _cloth_row(woven, tile.reshape(-1), int32(shift), u0, v0, vx * g, vy * g, weave)
    for c in range(long):
        x, t = px + F32(c), F32(0)
        if shader == 1:
            t = (x * vx + py * vy) * q
        elif shader == 2:
            t = math.sqrt(x * x + py * py) * s
        chosen[c] = int32(min(max(t, F32(0)), F32(1)) * F32(255) + F32(0.5)) << 2
    _woven_row(red, green, blue, cover, coverage, woven, ramp.reshape(-1), chosen)
