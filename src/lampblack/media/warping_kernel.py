# pyright: basic, reportUntypedFunctionDecorator=false, reportMissingTypeStubs=false
# (numba kernels: numba has no types, and compiles each function for the types it is called with)
"""Dynamic time warping in a band, compiled once and cached on disk."""

from __future__ import annotations

import math

import numpy as np
from numba import njit


@njit(cache=True)
def warp(a, b, half, penalty):
    """The cheapest way to walk through `a` (n, d) and `b` (m, d) side by side, never more than `half` moments off the
    straight one (Sakoe and Chiba 1978); a moment of one that stands still in the other costs `penalty` more.

    Gives the cost a moment, and for every moment of `b` the first and the last of `a` it is heard with."""
    n, m, d = len(a), len(b), a.shape[1]
    width = 2 * half + 1
    cost = np.full((2, width + 2), np.inf, np.float64)
    back = np.zeros((n, width), np.uint8)
    slope = (m - 1) / max(1, n - 1)
    before = 0
    for i in range(n):
        middle = round(i * slope)
        now, last = i % 2, (i + 1) % 2
        shift = middle - before
        for k in range(width + 2):
            cost[now, k] = np.inf
        for k in range(width):
            j = middle - half + k
            if j < 0 or j >= m:
                continue
            near = 0.0
            for x in range(d):
                step = a[i, x] - b[j, x]
                near += step * step
            near = math.sqrt(near)
            if i == 0 and j == 0:
                cost[now, k + 1] = 2.0 * near
                continue
            # the same j stands at k + shift in the row before
            old = k + shift
            best, how = np.inf, 0
            if i > 0 and j > 0 and 0 <= old - 1 < width:
                best = cost[last, old] + 2.0 * near
            if i > 0 and 0 <= old < width and cost[last, old + 1] + near + penalty < best:
                best, how = cost[last, old + 1] + near + penalty, 1
            if cost[now, k] + near + penalty < best:
                best, how = cost[now, k] + near + penalty, 2
            cost[now, k + 1] = best
            back[i, k] = how
        before = middle
    first, last_of = np.zeros(m, np.int64), np.zeros(m, np.int64)
    i, j = n - 1, m - 1
    total = cost[i % 2, j - round(i * slope) + half + 1] / (n + m)
    last_of[j] = first[j] = i
    while i > 0 or j > 0:
        how = back[i, j - round(i * slope) + half]
        if how == 0:
            i, j = i - 1, j - 1
            last_of[j] = i
        elif how == 1:
            i -= 1
        else:
            j -= 1
            last_of[j] = i
        first[j] = i
    return total, first, last_of
