"""Where every pixel goes from one frame to the next."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import numpy as np
from numba import njit

from lampblack.builtin.theatre.control.survey_kernel import place_on
from lampblack.builtin.theatre.raster.alias import FAST

F32 = np.float32
ALIKE = 0.03
"""Share of its depth by which what is found on the next frame may be off and still be the same surface."""


@njit(**FAST)
def flow_planes(label, depth, moves, planes, there, next_label, next_depth, flow):
    """`flow` (3, height, width): x, y in pixels, and 1 where the same place is seen on the next frame.

    `moves` n x 3 x 3: by label, a pixel (x, y, 1) to the next frame's pixel times the ratio of its depths; `planes`: by
    label, whether it is moved so; `there`: by label, the next frame's label of the same surface, 0: none.
    """
    height, width = label.shape
    a0, a1, a2, b0, b1, b2, c0, c1, c2 = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    last, plane, same = -1, False, 0
    for y in range(height):
        for x in range(width):
            number = int(label[y, x])
            if number != last:
                last, plane, same = number, planes[number], there[number]
                m = moves[number]
                a0, a1, a2, b0, b1, b2 = m[0, 0], m[0, 1], m[0, 2], m[1, 0], m[1, 1], m[1, 2]
                c0, c1, c2 = m[2, 0], m[2, 1], m[2, 2]
            if not plane:
                continue
            w = c0 * x + c1 * y + c2
            if w <= 1e-6:
                continue
            per = 1.0 / w
            u, v = (a0 * x + a1 * y + a2) * per, (b0 * x + b1 * y + b2) * per
            flow[0, y, x], flow[1, y, x] = F32(u - x), F32(v - y)
            if u < -0.5 or v < -0.5:
                continue
            i, j = int(u + 0.5), int(v + 0.5)
            if i >= width or j >= height:
                continue
            far = F32(depth[y, x] * w)
            if next_label[j, i] == same and abs(next_depth[j, i] - far) <= F32(ALIKE) * far:
                flow[2, y, x] = F32(1)


@njit(**FAST)
def flow_body(label, number, now, later, there, next_label, flow, x0, y0, x1, y1, step):
    """The same of a person (or what they hold), within a box: each pixel goes with the bones it is nearest to. Worked
    out every `step` pixels, and between them drawn through."""
    height, width = label.shape
    x0, y0, x1, y1 = max(0, x0), max(0, y0), min(width, x1), min(height, y1)
    if x1 <= x0 or y1 <= y0:
        return
    rows, columns = (y1 - y0 - 1) // step + 2, (x1 - x0 - 1) // step + 2
    grid = np.empty((2, rows, columns), F32)
    for row in range(rows):
        for column in range(columns):
            u, v = _borne(now, later, x0 + column * step + 0.5, y0 + row * step + 0.5)
            grid[0, row, column], grid[1, row, column] = F32(u), F32(v)
    for y in range(y0, y1):
        gy = F32((y - y0) / step)
        iy = int(gy)
        fy = gy - F32(iy)
        for x in range(x0, x1):
            if label[y, x] != number:
                continue
            gx = F32((x - x0) / step)
            ix = int(gx)
            fx = gx - F32(ix)
            for way in range(2):
                g = grid[way]
                above = g[iy, ix] + (g[iy, ix + 1] - g[iy, ix]) * fx
                below = g[iy + 1, ix] + (g[iy + 1, ix + 1] - g[iy + 1, ix]) * fx
                flow[way, y, x] = above + (below - above) * fy
            i, j = int(np.floor(x + flow[0, y, x] + 0.5)), int(np.floor(y + flow[1, y, x] + 0.5))
            if 0 <= i < width and 0 <= j < height and next_label[j, i] == there:
                flow[2, y, x] = F32(1)


@njit(**FAST)
def _borne(now, later, x, y):
    """How far a pixel is carried by all capsules it is near to."""
    total, u, v = 1e-12, 0.0, 0.0
    for i in range(now.shape[0]):
        t, q = place_on(now[i], x, y)
        weight = 1.0 / ((q * q + 0.05) * (q * q + 0.05))
        mx, my = _carried(now[i], later[i], t, x, y)
        total += weight
        u += weight * mx
        v += weight * my
    return u / total, v / total


@njit(**FAST)
def _carried(now, later, t, x, y):
    """How far a pixel moves that hangs on a capsule at share `t`: with its place, turned as it is, larger if nearer."""
    ax, ay = now[4] - now[0], now[5] - now[1]
    bx, by = later[4] - later[0], later[5] - later[1]
    cx, cy = now[0] + t * ax, now[1] + t * ay
    dx, dy = later[0] + t * bx, later[1] + t * by
    grow = (later[2] + (later[6] - later[2]) * t) / (now[2] + (now[6] - now[2]) * t)
    long, longer = np.sqrt(ax * ax + ay * ay), np.sqrt(bx * bx + by * by)
    c, s = 1.0, 0.0
    if min(long, longer) > 2.0:
        c, s = (ax * bx + ay * by) / (long * longer), (ax * by - ay * bx) / (long * longer)
    ox, oy = (x - cx) * grow, (y - cy) * grow
    return dx + c * ox - s * oy - x, dy + s * ox + c * oy - y
