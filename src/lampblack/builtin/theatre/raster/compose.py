"""Kernels of the card compositor: one textured, hazy quadrilateral onto the picture, in true perspective."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import float32, int32, njit, uint32, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased
from lampblack.builtin.theatre.raster.tiles_kernel import TILE_HIGH, TILE_WIDE


@unaliased
def card_row(red, green, blue, texels, stride, u_most, v_most, n, h0, h1, h2, u0, v0, w0, haze, cover, c1, c0, n1, n0):
    """`n` pixels of one row. u, v, 1 = (h0, h1, h2) x + (u0, v0, w0), divided by the last, which is 1 / depth.

    `haze`: red, green, blue, the haze everywhere, its density / 8 and where it begins; `cover`: how much the card
    hides, 1, or less for what shines; (c1 x + c0) depth: 0 at the water line, 1 where it no longer fades
    the card; n1 depth + n0: the same before the lens.
    """
    one, zero = float32(1), float32(0)
    scale = float32(1 / 255.0)
    m, s8, s16, s24 = int32(255), int32(8), int32(16), int32(24)
    fr, fg, fb, least, thick, start = haze[0], haze[1], haze[2], haze[3], haze[4], haze[5]
    for x in range(uint64(n)):
        xf = float32(int32(x))
        depth = one / (h2 * xf + w0)
        u = min(max((h0 * xf + u0) * depth, zero), u_most)
        v = min(max((h1 * xf + v0) * depth, zero), v_most)
        t = one + max(depth - start, zero) * thick
        t = t * t
        t = t * t
        clear = (one - least) / (t * t)
        iu, iv = int32(u), int32(v)
        fu, fv = u - float32(iu), v - float32(iv)
        o = uint64(uint32(iv * stride + iu))
        o2 = o + uint64(uint32(stride))
        a, b, c, d = texels[o], texels[o + uint64(1)], texels[o2], texels[o2 + uint64(1)]
        wd = fu * fv
        wb, wc = fu - wd, fv - wd
        wa = one - fu - fv + wd
        r = float32(a & m) * wa + float32(b & m) * wb + float32(c & m) * wc + float32(d & m) * wd
        g = float32((a >> s8) & m) * wa + float32((b >> s8) & m) * wb
        g += float32((c >> s8) & m) * wc + float32((d >> s8) & m) * wd
        bl = float32((a >> s16) & m) * wa + float32((b >> s16) & m) * wb
        bl += float32((c >> s16) & m) * wc + float32((d >> s16) & m) * wd
        k = float32((a >> s24) & m) * wa + float32((b >> s24) & m) * wb
        k += float32((c >> s24) & m) * wc + float32((d >> s24) & m) * wd
        dry = min(max(min((c1 * xf + c0) * depth, n1 * depth + n0), zero), one)
        k *= scale * dry
        rest = one - k * cover
        q = (one - clear) * k
        f = clear * scale * dry
        red[x] = red[x] * rest + (r * f + fr * q)
        green[x] = green[x] * rest + (g * f + fg * q)
        blue[x] = blue[x] * rest + (bl * f + fb * q)


@njit(cache=True, nogil=True)
def _limit(c1, c0, low, high):
    """The part of [low, high] where c1 x + c0 >= 0."""
    if abs(c1) < 1e-12:
        return (low, high) if c0 >= 0 else (low, low - 1.0)
    if c1 > 0:
        return max(low, -c0 / c1), high
    return low, min(high, -c0 / c1)


@njit(cache=True, nogil=True)
def valid_columns(h, y, x0, x1, u_most, v_most, clamp_x, clamp_y, nearest, cut):
    """Columns of row y, within [x0, x1), on which the card is seen: (first, past the last).

    `h`: picture to texels and 1 / depth, 3 x 3 float64; `nearest`: 1 / (least depth in metres); `cut`: three numbers
    whose product with (x, y, 1) is positive above the water.
    """
    au, av, aw = h[0, 1] * y + h[0, 2], h[1, 1] * y + h[1, 2], h[2, 1] * y + h[2, 2]
    low, high = float(x0), float(x1 - 1)
    low, high = _limit(h[2, 0], aw - 1e-7, low, high)
    low, high = _limit(-h[2, 0], nearest - aw, low, high)
    low, high = _limit(cut[0], cut[1] * y + cut[2], low, high)
    if not clamp_x:
        low, high = _limit(h[0, 0], au, low, high)
        low, high = _limit(h[2, 0] * u_most - h[0, 0], aw * u_most - au, low, high)
    if not clamp_y:
        low, high = _limit(h[1, 0], av, low, high)
        low, high = _limit(h[2, 0] * v_most - h[1, 0], aw * v_most - av, low, high)
    if high < low:
        return 0, 0
    return max(x0, math.ceil(low)), min(x1, math.floor(high) + 1)


@njit(**FAST)
def compose(
    picture, live, texels, columns, rows, h, x0, x1, y0, y1, clamp_x, clamp_y, nearest, cut, melt, haze, cover, n1, n0
):
    """A card onto picture[0..2] within the given pixels, in the tiles that are `live`; `texels`: flat int32, rows x
    columns with its border; `melt`: one over the metres within which it fades into the water; `n1`, `n0`: see
    `card_row`."""
    u_most, v_most = float32(columns - 1.001), float32(rows - 1.001)
    for y in range(y0, y1):
        first, last = valid_columns(h, y, x0, x1, u_most, v_most, clamp_x, clamp_y, nearest, cut)
        tiles = live[y // TILE_HIGH]
        tile = first // TILE_WIDE
        while tile * TILE_WIDE < last:
            if tiles[tile] == 0:
                tile += 1
                continue
            a = max(first, tile * TILE_WIDE)
            while tile * TILE_WIDE < last and tiles[tile] != 0:
                tile += 1
            b = min(last, tile * TILE_WIDE)
            card_row(
                picture[0, y, a:b],
                picture[1, y, a:b],
                picture[2, y, a:b],
                texels,
                int32(columns),
                u_most,
                v_most,
                b - a,
                float32(h[0, 0]),
                float32(h[1, 0]),
                float32(h[2, 0]),
                float32(h[0, 0] * a + h[0, 1] * y + h[0, 2]),
                float32(h[1, 0] * a + h[1, 1] * y + h[1, 2]),
                float32(h[2, 0] * a + h[2, 1] * y + h[2, 2]),
                haze,
                cover,
                float32(cut[0] * melt),
                float32((cut[0] * a + cut[1] * y + cut[2]) * melt),
                n1,
                n0,
            )


@unaliased
def _doubled_row(above, below, target):
    """A row of twice as many pixels, a quarter of `below` and three quarters of `above`, and so along the row."""
    near, far = float32(0.75), float32(0.25)
    for c in range(uint64(above.shape[0] - 2)):
        i = c + uint64(1)
        left = above[c] * near + below[c] * far
        here = above[i] * near + below[i] * far
        right = above[i + uint64(1)] * near + below[i + uint64(1)] * far
        target[2 * c] = here * near + left * far
        target[2 * c + uint64(1)] = here * near + right * far


@njit(**FAST)
def lay_doubled(picture, block, x, y):
    """`lay_over` of a block of half the size (with a pixel on all sides that is not laid): its second pixel's place is
    (x, y). Between the middles of its pixels the picture is as they are in proportion."""
    high, wide = 2 * (block.shape[1] - 2), 2 * (block.shape[2] - 2)
    rows = np.empty((4, wide), np.float32)
    a, b = max(0, -x), min(wide, picture.shape[2] - x)
    if b <= a:
        return
    for r in range(max(0, -y), min(high, picture.shape[1] - y)):
        near = r // 2 + 1
        far = near - 1 if r % 2 == 0 else near + 1
        for plane in range(4):
            _doubled_row(block[plane, near], block[plane, far], rows[plane])
        for plane in range(3):
            _over_row(picture[plane, y + r, x + a : x + b], rows[plane, a:b], rows[3, a:b])


@unaliased
def _over_row(below, above, cover):
    for c in range(uint64(below.shape[0])):
        below[c] = below[c] * (float32(1) - cover[c]) + above[c]


@njit(**FAST)
def lay_over(picture, block, x, y):
    """A premultiplied block (4 planes) over the picture's first three, its top-left pixel at (x, y)."""
    height, width = picture.shape[1], picture.shape[2]
    x0, x1 = max(0, x), min(width, x + block.shape[2])
    y0, y1 = max(0, y), min(height, y + block.shape[1])
    if x1 <= x0:
        return
    for row in range(y0, y1):
        cover = block[3, row - y, x0 - x : x1 - x]
        for plane in range(3):
            _over_row(picture[plane, row, x0:x1], block[plane, row - y, x0 - x : x1 - x], cover)
