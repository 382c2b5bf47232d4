"""The last pass: bloom, paper, vignette, grade, grain, and down to eight bits, all in one sweep over the picture."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import numpy as np
from numba import float32, njit, uint8, uint64

from lampblack.builtin.theatre.raster.alias import FAST, unaliased


@unaliased
def finish_row(red, green, blue, glow_r, glow_g, glow_b, paper, grain, vignette, how, out_r, out_g, out_b):
    """One row. `how`: saturation, contrast, lift, white red, green, blue, bloom, paper, grain, all float32."""
    one, zero = float32(1), float32(0)
    sat, con, lift = how[0], how[1], how[2]
    wr, wg, wb, bloom, pk, gk = how[3], how[4], how[5], how[6], how[7], how[8]
    for x in range(uint64(red.shape[0])):
        r, g, b = red[x], green[x], blue[x]
        r += glow_r[x] * bloom * (one - r * float32(0.85))
        g += glow_g[x] * bloom * (one - g * float32(0.85))
        b += glow_b[x] * bloom * (one - b * float32(0.85))
        v = vignette[x] * (one + paper[x] * pk)
        r, g, b = r * v * wr, g * v * wg, b * v * wb
        l = r * float32(0.2126) + g * float32(0.7152) + b * float32(0.0722)
        r, g, b = l + (r - l) * sat, l + (g - l) * sat, l + (b - l) * sat
        r, g, b = min(max(r, zero), one), min(max(g, zero), one), min(max(b, zero), one)
        r += con * (r * r * (float32(3) - float32(2) * r) - r)
        g += con * (g * g * (float32(3) - float32(2) * g) - g)
        b += con * (b * b * (float32(3) - float32(2) * b) - b)
        q = grain[x] * gk * (float32(1.15) - float32(0.8) * l)
        rest = one - lift
        r, g, b = lift + r * rest + q, lift + g * rest + q, lift + b * rest + q
        out_r[x] = uint8(min(max(r * float32(255) + float32(0.5), zero), float32(255)))
        out_g[x] = uint8(min(max(g * float32(255) + float32(0.5), zero), float32(255)))
        out_b[x] = uint8(min(max(b * float32(255) + float32(0.5), zero), float32(255)))


@njit(**FAST)
def finish(picture, glow, paper, grain, grain_y, grain_x, across, down, how, out):
    """The picture to eight bits in planes: `glow` 3 planes, `paper` (height, width), `grain` a larger tile and where in
    it to begin, `across` and `down` the vignette's two factors, `out` uint8 (3, height, width)."""
    height, width = picture.shape[1], picture.shape[2]
    vignette = np.empty(width, np.float32)
    for y in range(height):
        for x in range(width):
            vignette[x] = across[x] * down[y]
        finish_row(
            picture[0, y], picture[1, y], picture[2, y], glow[0, y], glow[1, y], glow[2, y], paper[y],
            grain[grain_y + y, grain_x : grain_x + width], vignette, how, out[0, y], out[1, y], out[2, y],
        )  # fmt: skip


@njit(**FAST)
def gather_rays(bright, sun_x, sun_y, steps, decay, out):
    """Light dragged away from (sun_x, sun_y): each pixel gathers what is bright on its way to the sun."""
    height, width = bright.shape
    for y in range(height):
        for x in range(width):
            step_x, step_y = (sun_x - float32(x)) / steps, (sun_y - float32(y)) / steps
            px, py, total, weight = float32(x), float32(y), float32(0), float32(1)
            for _ in range(steps):
                ix, iy = int(px), int(py)
                if 0 <= ix < width and 0 <= iy < height:
                    total += bright[iy, ix] * weight
                weight *= decay
                px += step_x
                py += step_y
            out[y, x] = total / float32(steps)
