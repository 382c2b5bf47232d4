"""Kernels that light a drawn person: tint, form, edge light and haze in one sweep over the block."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import numpy as np
from numba import float32, njit, uint8, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def _covered(cover, out):
    for x in range(uint64(cover.shape[0])):
        out[x] = uint8(min(max(cover[x] * float32(255) + float32(0.5), float32(0)), float32(255)))


@njit(**FAST)
def eight_bits(cover, out, spans):
    """Coverage to eight bits, and for each row where it begins and ends: `spans` int32 (height, 2)."""
    for y in range(cover.shape[0]):
        row = out[y]
        _covered(cover[y], row)
        first, last = 0, row.shape[0]
        while first < last and row[first] == 0:
            first += 1
        while last > first and row[last - 1] == 0:
            last -= 1
        spans[y, 0], spans[y, 1] = first, last


@unaliased
def _lit_row(red, green, blue, cover, form, low, share, b00, b01, b10, b11, how, out_r, out_g, out_b):
    """One row. `form`: a small row of factors; `low`, `share`: where in it each pixel lies; `b..`: four neighbours of
    the softened cover; `how` as `lit_rows` has it."""
    one, zero = float32(1), float32(0)
    tr, tg, tb = how[0], how[1], how[2]
    cr, cg, cb, strength = how[3], how[4], how[5], how[6]
    fr, fg, fb, haze = how[7], how[8], how[9], how[10]
    w00, w01, w10, w11 = how[11], how[12], how[13], how[14]
    for x in range(uint64(red.shape[0])):
        a = cover[x]
        i = uint64(low[x])
        f = form[i] + (form[i + uint64(1)] - form[i]) * share[x]
        r, g, b = min(red[x] * tr * f, a), min(green[x] * tg * f, a), min(blue[x] * tb * f, a)
        beyond = float32(b00[x]) * w00 + float32(b01[x]) * w01 + float32(b10[x]) * w10 + float32(b11[x]) * w11
        edge = min(max(a - beyond, zero), one) * strength
        left = one - edge * float32(0.6)
        r, g, b = r * left + edge * cr * a, g * left + edge * cg * a, b * left + edge * cb * a
        air = haze * a
        out_r[x] = r * (one - haze) + fr * air
        out_g[x] = g * (one - haze) + fg * air
        out_b[x] = b * (one - haze) + fb * air


@unaliased
def _warmed_row(red, green, blue, cover, gain, low, share, cr, cg, cb, soft):
    """One row in the light of a flame near by, in place: `gain` on a coarse row, as `form` is in `_lit_row`."""
    one = float32(1)
    for x in range(uint64(red.shape[0])):
        a = cover[x]
        i = uint64(low[x])
        g = gain[i] + (gain[i + uint64(1)] - gain[i]) * share[x]
        held = soft / max(a, float32(1e-3))
        gr, gg, gb = g * cr, g * cg, g * cb
        red[x] = min(red[x] * (one + gr) / (one + held * gr * red[x]), a)
        green[x] = min(green[x] * (one + gg) / (one + held * gg * green[x]), a)
        blue[x] = min(blue[x] * (one + gb) / (one + held * gb * blue[x]), a)


@unaliased
def _glowing_row(part, gain, low, share, colour):
    """Light on light: it never burns out what is bright already."""
    one, zero = float32(1), float32(0)
    for x in range(uint64(part.shape[0])):
        i = uint64(low[x])
        g = gain[i] + (gain[i + uint64(1)] - gain[i]) * share[x]
        part[x] += (one - min(max(part[x], zero), one)) * g * colour


@njit(**FAST)
def glow_rows(picture, left, top, gain, low, share, rows_low, rows_share, colour):
    """A glow added to three planes: `gain` a coarse grid over a box whose top-left pixel is (left, top)."""
    line = np.empty(gain.shape[1], np.float32)
    wide = low.shape[0]
    for y in range(rows_low.shape[0]):
        _between(gain, rows_low[y], rows_share[y], line)
        for p in range(3):
            _glowing_row(picture[p, top + y, left : left + wide], line, low, share, colour[p])


@njit(**FAST)
def _between(grid, row, share, line):
    for c in range(line.shape[0]):
        line[c] = grid[row, c] + (grid[row + 1, c] - grid[row, c]) * share


@unaliased
def _over(target, above, cover):
    for x in range(uint64(target.shape[0])):
        target[x] = target[x] * (float32(1) - cover[x]) + above[x]


@njit(**FAST)
def lit_rows(
    block, spans, form, low, share, rows_low, rows_share, soft, pad, step_x, step_y, how, flames, colours, cell, hold,
    target, x0, y0, over,
):  # fmt: skip
    """The lit block onto `target`, its top-left pixel at (x0, y0): laid over three planes, or (`over` 0) set.

    `form`: small factors; `low`, `share` (and `rows_`): the factor left of (above) each pixel and how far beyond it the
    pixel lies; `soft`: uint8 cover, softened, with `pad` on all sides, seen (step_x, step_y) whole pixels aside; `how`:
    tint 3, edge light 3 and its strength, haze 3 and how much, the four weights of the part of a pixel aside over 255;
    `flames`: for each light near by how much brighter it makes, on a grid of `cell` pixels from the first one on, with
    its colour, and `hold`: how early it stops at white.
    """
    wide = block.shape[2]
    line = np.empty(form.shape[1], np.float32)
    made = np.empty((3, wide), np.float32)
    near = np.empty((3, wide), np.float32)
    beside, gain = np.empty(wide, np.int32), np.empty(flames.shape[2], np.float32)
    aside = np.empty(wide, np.float32)
    for x in range(wide):
        beside[x] = x // cell
        aside[x] = float32(x % cell) / float32(cell)
    for y in range(max(0, -y0), min(block.shape[1], target.shape[1] - y0)):
        a, b = max(spans[y, 0], -x0), min(spans[y, 1], target.shape[2] - x0)
        if b <= a:
            continue
        _between(form, rows_low[y], rows_share[y], line)
        red, green, blue, cover = block[0, y, a:b], block[1, y, a:b], block[2, y, a:b], block[3, y, a:b]
        if flames.shape[0] > 0:
            near[0, a:b], near[1, a:b], near[2, a:b] = red, green, blue
            red, green, blue = near[0, a:b], near[1, a:b], near[2, a:b]
            for k in range(flames.shape[0]):
                _between(flames[k], y // cell, float32(y % cell) / float32(cell), gain)
                c = colours[k]
                _warmed_row(red, green, blue, cover, gain, beside[a:b], aside[a:b], c[0], c[1], c[2], hold)
        sy, sx = y + pad + step_y, a + pad + step_x
        n = b - a
        _lit_row(
            red, green, blue, cover, line, low[a:b], share[a:b],
            soft[sy, sx : sx + n], soft[sy, sx + 1 : sx + 1 + n],
            soft[sy + 1, sx : sx + n], soft[sy + 1, sx + 1 : sx + 1 + n],
            how, made[0, :n], made[1, :n], made[2, :n],
        )  # fmt: skip
        for p in range(3):
            if over:
                _over(target[p, y + y0, a + x0 : b + x0], made[p, :n], block[3, y, a:b])
            else:
                target[p, y + y0, a + x0 : b + x0] = made[p, :n]
