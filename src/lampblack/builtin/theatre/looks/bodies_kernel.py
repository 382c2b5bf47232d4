"""The kernel that lays one plane of coverage over another."""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

from numba import float32, njit

from lampblack.builtin.theatre.raster.alias import FAST


@njit(**FAST)
def lay_cover(share, cover, x, y):
    """`cover`, its top-left pixel at (x, y), over `share`: what is covered by both is covered once."""
    height, width = share.shape
    x0, x1 = max(0, x), min(width, x + cover.shape[1])
    for row in range(max(0, y), min(height, y + cover.shape[0])):
        above, below = cover[row - y], share[row]
        for column in range(x0, x1):
            a = above[column - x]
            below[column] = below[column] * (float32(1) - a) + a
