"""Which surface every pixel shows, and how far off it is: cards near to far, the first that hides wins.

Near to far, because then a pixel that is decided costs nothing more; what is seen is the same as if all had been laid
over one another from behind.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import numpy as np
from numba import njit

from lampblack.builtin.theatre.raster.alias import FAST
from lampblack.builtin.theatre.raster.compose import valid_columns

F32 = np.float32
HIDES = 0.5
"""How opaque a surface must be to be the one that is seen."""
EDGE = 0.45
"""Where an opaque card ends, in texels from the middle of its see-through border: a twentieth of a texel beyond its
true end, 0.5, so that two that meet leave no seam."""
BEHIND = 0.08
"""Metres: parts of a body that are this much further off than another are half hidden by it."""


@njit(**FAST)
def survey_card(
    label, depth, luma, left, number, texels, columns, rows, h, x0, x1, y0, y1, clamp_x, clamp_y, nearest, cut, melt,
    cover, n1, n0, haze, horizon, sky, water, solid,
):  # fmt: skip
    """Note `number` (from 1 on), depth in metres and luminance (0 to 255) where the card is the first that hides.

    `label` uint16, `depth` and `luma` float32 (height, width); `left`: undecided pixels of each row. What is further
    than `horizon` metres is as far as `sky`, or, with `water`, not seen. `solid`: nothing of it can be seen through, so
    that its cut edges, which are half transparent, leave no seams. The rest as `raster.compose.compose` has it.
    """
    u_most, v_most = columns - 1.001, rows - 1.001
    u_last, v_last, zero, one, half = F32(u_most), F32(v_most), F32(0), F32(1), F32(0.5)
    grey = F32(255) * (F32(0.299) * haze[0] + F32(0.587) * haze[1] + F32(0.114) * haze[2])
    least, density, start = one - haze[3], haze[4], haze[5]
    h0, h1, h2, c1 = F32(h[0, 0]), F32(h[1, 0]), F32(h[2, 0]), F32(cut[0] * melt)
    horizon, sky, hides = F32(horizon), F32(sky), F32(HIDES * 255) / cover
    stride, edge = np.int64(columns), F32(EDGE)
    for y in range(y0, y1):
        if left[y] == 0:
            continue
        a, b = valid_columns(h, y, x0, x1, u_most, v_most, clamp_x, clamp_y, nearest, cut)
        found = 0
        u0 = F32(h[0, 0] * a + h[0, 1] * y + h[0, 2])
        v0 = F32(h[1, 0] * a + h[1, 1] * y + h[1, 2])
        w0 = F32(h[2, 0] * a + h[2, 1] * y + h[2, 2])
        c0 = F32((cut[0] * a + cut[1] * y + cut[2]) * melt)
        labels, depths, lumas = label[y], depth[y], luma[y]
        for x in range(a, b):
            if labels[x] != 0:
                continue
            xf = F32(np.int32(x - a))
            d = one / (h2 * xf + w0)
            if water and d > horizon:
                continue
            u = min(max((h0 * xf + u0) * d, zero), u_last)
            v = min(max((h1 * xf + v0) * d, zero), v_last)
            iu, iv = np.int32(u), np.int32(v)
            fu, fv = u - F32(iu), v - F32(iv)
            o = np.int64(iv) * stride + iu
            if solid:
                if not clamp_x and (u < edge or u > u_last - edge):
                    continue
                if not clamp_y and (v < edge or v > v_last - edge):
                    continue
            else:
                w3 = fu * fv
                w1, w2 = fu - w3, fv - w3
                k = F32((texels[o] >> 24) & 255) * (one - fu - fv + w3) + F32((texels[o + 1] >> 24) & 255) * w1
                k += F32((texels[o + stride] >> 24) & 255) * w2 + F32((texels[o + stride + 1] >> 24) & 255) * w3
                if k <= hides:
                    continue
            if min((c1 * xf + c0) * d, n1 * d + n0) <= half:
                continue
            texel = texels[o + (stride if fv > half else 0) + (1 if fu > half else 0)]
            thick = one + max(d - start, zero) * density
            thick = thick * thick
            thick = thick * thick
            clear = least / (thick * thick)
            lumas[x] = _grey(texel) * clear + grey * (one - clear)
            labels[x] = number
            depths[x] = d if d < horizon else sky
            found += 1
        left[y] -= found


@njit(**FAST)
def _grey(texel):
    return F32(0.299) * F32(texel & 255) + F32(0.587) * F32((texel >> 8) & 255) + F32(0.114) * F32((texel >> 16) & 255)


@njit(**FAST)
def survey_body(label, depth, luma, left, number, thing, block, bones, held, x, y, step, haze, grey):
    """The same of a person. `block`: four planes, top left at (x, y): how much is a thing in their hand, luminance, -,
    coverage; `number` is theirs, `thing` that of what they hold. `bones`, `held`: see `bodies.Capsules`; how far off
    they are is worked out every `step` pixels, and between them drawn through.
    """
    height, width = label.shape
    own_depth = _surfaces(bones, x, y, block.shape[2], block.shape[1], step)
    held_depth = _surfaces(held, x, y, block.shape[2], block.shape[1], step) if held.shape[0] else own_depth
    per = F32(1.0 / step)
    for py in range(max(0, y), min(height, y + block.shape[1])):
        if left[py] == 0:
            continue
        found = 0
        gy = F32(py - y) * per
        iy = int(gy)
        fy = gy - F32(iy)
        for px in range(max(0, x), min(width, x + block.shape[2])):
            k = block[3, py - y, px - x]
            if k <= F32(HIDES) or label[py, px] != 0:
                continue
            own = block[0, py - y, px - x] * F32(2) <= k
            grid = own_depth if own else held_depth
            gx = F32(px - x) * per
            ix = int(gx)
            fx = gx - F32(ix)
            above = grid[iy, ix] + (grid[iy, ix + 1] - grid[iy, ix]) * fx
            below = grid[iy + 1, ix] + (grid[iy + 1, ix + 1] - grid[iy + 1, ix]) * fx
            depth[py, px] = above + (below - above) * fy
            label[py, px] = number if own else thing
            light = min(F32(1), block[1, py - y, px - x] / k)
            luma[py, px] = F32(255) * (light * (F32(1) - haze) + grey * haze)
            found += 1
        left[py] -= found


@njit(**FAST)
def place_on(bone, x, y):
    """(share of the way along a capsule, distance from its axis in its own half widths) of a pixel."""
    ax, ay = bone[4] - bone[0], bone[5] - bone[1]
    size = ax * ax + ay * ay
    t = 0.0
    if size > 1e-9:
        t = min(max(((x - bone[0]) * ax + (y - bone[1]) * ay) / size, 0.0), 1.0)
    dx, dy = x - bone[0] - t * ax, y - bone[1] - t * ay
    half = bone[3] + (bone[7] - bone[3]) * t
    return t, np.sqrt(dx * dx + dy * dy) / max(half, 0.3)


@njit(**FAST)
def _surfaces(bones, x, y, wide, tall, step):
    """How far off the body is at every `step`th pixel of a block."""
    rows, columns = (tall - 1) // step + 2, (wide - 1) // step + 2
    grid = np.empty((rows, columns), F32)
    far = np.empty(bones.shape[0])
    near = np.empty(bones.shape[0])
    for row in range(rows):
        for column in range(columns):
            px, py = x + column * step + 0.5, y + row * step + 0.5
            first = 1e9
            for i in range(bones.shape[0]):
                t, q = place_on(bones[i], px, py)
                d = 1.0 / (bones[i, 2] + (bones[i, 6] - bones[i, 2]) * t)
                if q < 1.0:
                    d -= bones[i, 8] * np.sqrt(1.0 - q * q)
                    first = min(first, d)
                far[i] = d
                near[i] = 1.0 / ((q * q + 0.05) * (q * q + 0.05))
            total, mean = 0.0, 0.0
            for i in range(bones.shape[0]):
                # what lies behind another part is hidden by it
                behind = max(0.0, far[i] - first) / BEHIND
                weight = near[i] / (1.0 + behind * behind * behind * behind)
                total += weight
                mean += weight * far[i]
            grid[row, column] = F32(mean / total)
    return grid
