"""Kernels that find out what of a card can be seen, tile by tile, before a texel of it is looked at.

A texture knows for every cell of its texels whether anything is painted there, and whether it is opaque all over: as
sums from its corner, so that any rectangle is asked with four numbers. A tile of the picture is skipped where
the texture is empty there, or where something drawn later hides it whole.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

TILE_WIDE, TILE_HIGH = 32, 8
"""Pixels of a tile."""
CELL = 16
"""Texels of a cell of a texture as painted, each way."""


@njit(cache=True, nogil=True)
def occupancy(alpha, shown, solid):
    """Running sums from the corner of cells with anything in them, and of cells that are opaque all over.

    `alpha`: uint8 (height, width); both sums int32 with one row and column more than there are cells.
    """
    height, width = alpha.shape
    for i in range(shown.shape[0] - 1):
        for j in range(shown.shape[1] - 1):
            any_seen, all_hide = False, True
            for y in range(i * CELL, min(height, (i + 1) * CELL)):
                for x in range(j * CELL, min(width, (j + 1) * CELL)):
                    any_seen |= alpha[y, x] > 0
                    all_hide &= alpha[y, x] == 255
            for sums, here in ((shown, any_seen), (solid, all_hide)):
                sums[i + 1, j + 1] = sums[i, j + 1] + sums[i + 1, j] - sums[i, j] + (1 if here else 0)


@njit(cache=True, nogil=True)
def _reached(h, x0, x1, y0, y1, found):
    """Texels seen in the pixels [x0, x1] x [y0, y1]: left, right, top, bottom, and the least and greatest 1 / depth."""
    found[0] = found[2] = found[4] = 1e30
    found[1] = found[3] = found[5] = -1e30
    for k in range(4):
        x, y = x1 if k & 1 else x0, y1 if k & 2 else y0
        w = h[2, 0] * x + h[2, 1] * y + h[2, 2]
        found[4], found[5] = min(found[4], w), max(found[5], w)
        if w <= 1e-7:
            continue
        u, v = (h[0, 0] * x + h[0, 1] * y + h[0, 2]) / w, (h[1, 0] * x + h[1, 1] * y + h[1, 2]) / w
        found[0], found[1] = min(found[0], u), max(found[1], u)
        found[2], found[3] = min(found[2], v), max(found[3], v)


@njit(cache=True, nogil=True)
def _counted(sums, left, right, top, bottom):
    """Cells counted in a rectangle of cells, ends included."""
    return sums[bottom + 1, right + 1] - sums[top, right + 1] - sums[bottom + 1, left] + sums[top, left]


@njit(cache=True, nogil=True)
def _cell(texel, cells):
    return min(max(math.floor(texel / CELL), -1), cells)


@njit(cache=True, nogil=True)
def live_tiles(hidden, order, live, h, box, clamp_x, clamp_y, cut, sums, fit, needed):
    """Mark in `live` the tiles in which something of a card is seen; `needed`: which of the level's texels that takes.

    `hidden`: for each tile the last thing drawn that hides it whole; `order`: when the card is drawn; `h`: picture to
    the level's texels; `box`: pixels left, right, top, bottom; `sums`: the texture's cells with anything in them;
    `fit`: painted texels per texel of the level, its first texels' place, and its reach (two each).
    `needed` (float64, 4): left, right, top, bottom in texels; left > right: none.
    """
    found = np.empty(6)
    rows, columns = sums.shape[0] - 1, sums.shape[1] - 1
    needed[0] = needed[2] = 1e30
    needed[1] = needed[3] = -1e30
    for ty in range(box[2] // TILE_HIGH, (box[3] + TILE_HIGH - 1) // TILE_HIGH):
        y0, y1 = max(box[2], ty * TILE_HIGH), min(box[3], (ty + 1) * TILE_HIGH) - 1
        for tx in range(box[0] // TILE_WIDE, (box[1] + TILE_WIDE - 1) // TILE_WIDE):
            live[ty, tx] = 0
            if hidden[ty, tx] > order:
                continue
            x0, x1 = max(box[0], tx * TILE_WIDE), min(box[1], (tx + 1) * TILE_WIDE) - 1
            dry = max(cut[0] * x0, cut[0] * x1) + max(cut[1] * y0, cut[1] * y1) + cut[2]
            if dry <= 0:
                continue
            _reached(h, x0, x1, y0, y1, found)
            if found[5] <= 1e-7:
                continue
            if found[4] <= 1e-7:
                live[ty, tx] = 1
                needed[0], needed[1], needed[2], needed[3] = -1e30, 1e30, -1e30, 1e30
                continue
            left = _cell((found[0] - fit[2] - fit[4]) * fit[0], columns)
            right = _cell((found[1] - fit[2] + fit[4]) * fit[0], columns)
            top = _cell((found[2] - fit[3] - fit[5]) * fit[1], rows)
            bottom = _cell((found[3] - fit[3] + fit[5]) * fit[1], rows)
            if clamp_x:
                left, right = min(max(left, 0), columns - 1), min(max(right, 0), columns - 1)
            if clamp_y:
                top, bottom = min(max(top, 0), rows - 1), min(max(bottom, 0), rows - 1)
            left, right, top, bottom = max(left, 0), min(right, columns - 1), max(top, 0), min(bottom, rows - 1)
            if right < left or bottom < top or _counted(sums, left, right, top, bottom) == 0:
                continue
            live[ty, tx] = 1
            needed[0], needed[1] = min(needed[0], found[0]), max(needed[1], found[1])
            needed[2], needed[3] = min(needed[2], found[2]), max(needed[3], found[3])


@njit(cache=True, nogil=True)
def hide_tiles(hidden, order, h, box, size, clamp_x, clamp_y, cut, melt, nearest, n1, n0, sums, extent, fit):
    """Mark in `hidden` the tiles that a card drawn at `order` hides whole.

    `size`: the picture's width and height; `melt`, `n1`, `n0`: as the compositor has them; `sums`: the texture's opaque
    cells; `extent`: width and height of the texture as painted. The rest as `live_tiles` has it.
    """
    found = np.empty(6)
    for ty in range(box[2] // TILE_HIGH, (box[3] + TILE_HIGH - 1) // TILE_HIGH):
        y0, y1 = ty * TILE_HIGH, min(size[1], (ty + 1) * TILE_HIGH) - 1
        if y0 < box[2] or y1 >= box[3]:
            continue
        for tx in range(box[0] // TILE_WIDE, (box[1] + TILE_WIDE - 1) // TILE_WIDE):
            x0, x1 = tx * TILE_WIDE, min(size[0], (tx + 1) * TILE_WIDE) - 1
            if x0 < box[0] or x1 >= box[1] or hidden[ty, tx] >= order:
                continue
            _reached(h, x0, x1, y0, y1, found)
            if found[4] <= 1e-7 or found[5] >= nearest:
                continue
            near, far = 1.0 / found[5], 1.0 / found[4]
            dry = min(cut[0] * x0, cut[0] * x1) + min(cut[1] * y0, cut[1] * y1) + cut[2]
            if dry * melt * near < 1 or min(n1 * near, n1 * far) + n0 < 1:
                continue
            left = (found[0] - fit[2] - fit[4]) * fit[0]
            right = (found[1] - fit[2] + fit[4]) * fit[0]
            top = (found[2] - fit[3] - fit[5]) * fit[1]
            bottom = (found[3] - fit[3] + fit[5]) * fit[1]
            if not clamp_x and (left < 0 or right >= extent[0]):
                continue
            if not clamp_y and (top < 0 or bottom >= extent[1]):
                continue
            last_x, last_y = sums.shape[1] - 2, sums.shape[0] - 2
            a, b = min(max(int(left / CELL), 0), last_x), min(max(int(right / CELL), 0), last_x)
            c, d = min(max(int(top / CELL), 0), last_y), min(max(int(bottom / CELL), 0), last_y)
            if _counted(sums, a, b, c, d) == (b - a + 1) * (d - c + 1):
                hidden[ty, tx] = order


@njit(cache=True, nogil=True)
def hide_block(hidden, order, cover, x, y, margin, width, height):
    """Mark the tiles that a block's coverage hides whole, and `margin` pixels around them too.

    `cover`: float32 (rows, columns), its top-left pixel at (x, y) of a picture of that width and height.
    """
    rows, columns = cover.shape
    for ty in range(hidden.shape[0]):
        y0, y1 = ty * TILE_HIGH - margin - y, min(height, (ty + 1) * TILE_HIGH) + margin - y
        # a block cut by the picture's edge goes on beyond it
        y0 = max(y0, 0) if y <= 0 and ty * TILE_HIGH - margin < 0 else y0
        y1 = min(y1, rows) if y + rows >= height and y1 + y > height else y1
        if y0 < 0 or y1 > rows or y1 <= y0:
            continue
        for tx in range(hidden.shape[1]):
            x0, x1 = tx * TILE_WIDE - margin - x, min(width, (tx + 1) * TILE_WIDE) + margin - x
            x0 = max(x0, 0) if x <= 0 and tx * TILE_WIDE - margin < 0 else x0
            x1 = min(x1, columns) if x + columns >= width and x1 + x > width else x1
            if x0 < 0 or x1 > columns or x1 <= x0 or hidden[ty, tx] >= order:
                continue
            whole = True
            for r in range(y0, y1):
                for c in range(x0, x1):
                    if cover[r, c] < np.float32(0.9995):
                        whole = False
                        break
                if not whole:
                    break
            if whole:
                hidden[ty, tx] = order
