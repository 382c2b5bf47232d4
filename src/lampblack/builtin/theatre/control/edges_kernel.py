"""Where one surface ends before another."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import numpy as np
from numba import njit

from lampblack.builtin.theatre.raster.alias import FAST


@njit(**FAST)
def mark_borders(label, things, depth, step, edges):
    """Set `edges` (uint8) to 255 on the nearer side of every border between two things (`things`: by label), or between
    two surfaces of one that are `step` times as far as each other."""
    height, width = label.shape
    for y in range(height):
        for x in range(width):
            for way in range(2):
                v, u = y + way, x + 1 - way
                if v >= height or u >= width or label[y, x] == label[v, u]:
                    continue
                a, b = depth[y, x], depth[v, u]
                if things[label[y, x]] == things[label[v, u]] and max(a, b) < min(a, b) * step:
                    continue
                if a <= b:
                    edges[y, x] = np.uint8(255)
                else:
                    edges[v, u] = np.uint8(255)
