"""Curves to straight edges: smooth outlines and brush strokes, within a tenth of a pixel.

A smooth outline is a Catmull-Rom chain with tangents held short enough not to overshoot. A stroke is a union of convex
pieces, all wound the same way, so that pieces that overlap unite and never cancel.
"""
# pyright: basic, reportCallIssue=false, reportArgumentType=false, reportIndexIssue=false
# numba compiles these from the types they are called with; its decorators and kernels have no types of their own.

from __future__ import annotations

import math

import numpy as np
from numba import njit

F32 = np.float32
STROKE, CLOSED, SMOOTH = 1, 2, 4
"""As in `sheet`; numba freezes module constants, so kernels keep their own."""
MOST_STEPS = 48
"""Straight pieces of one curve segment at most: enough for a circle as wide as a 4K picture."""
CAP = 8
"""Sides of the half circle at a stroke's end."""


@njit(cache=True, nogil=True, error_model="numpy")
def with_room(edges, used, more):
    """The same edges in an array that has room for `more`."""
    if used + more <= edges.shape[0]:
        return edges
    larger = np.empty((max(2 * edges.shape[0], used + more), 4), F32)
    larger[:used] = edges[:used]
    return larger


@njit(cache=True, nogil=True, error_model="numpy")
def _add(edges, n, x0, y0, x1, y1):
    edges[n, 0], edges[n, 1], edges[n, 2], edges[n, 3] = x0, y0, x1, y1
    return n + 1


@njit(cache=True, nogil=True, error_model="numpy")
def _piece(edges, n, corners, count):
    """A convex piece, wound the one way."""
    area = F32(0)
    for i in range(count):
        j = (i + 1) % count
        area += corners[i, 0] * corners[j, 1] - corners[j, 0] * corners[i, 1]
    for i in range(count):
        j = (i + 1) % count
        if area > 0:
            n = _add(edges, n, corners[i, 0], corners[i, 1], corners[j, 0], corners[j, 1])
        else:
            n = _add(edges, n, corners[j, 0], corners[j, 1], corners[i, 0], corners[i, 1])
    return n


@njit(cache=True, nogil=True, error_model="numpy")
def _held(tx, ty, chord):
    """A tangent no longer than 0.4 of the chord it leaves along: longer ones loop where points are uneven."""
    length = math.sqrt(tx * tx + ty * ty)
    limit = F32(0.4) * chord
    if length > limit:
        scale = limit / (length + F32(1e-9))
        return tx * scale, ty * scale
    return tx, ty


@njit(cache=True, nogil=True, error_model="numpy")
def segment(points, first, count, i, closed, smooth, curve):
    """The cubic from point i to the next into `curve` (4 x 2); False where the two are the same point (a corner)."""
    last = count - 1
    h = first + ((i - 1) % count if closed else max(i - 1, 0))
    j = first + i
    k = first + ((i + 1) % count if closed else min(i + 1, last))
    m = first + ((i + 2) % count if closed else min(i + 2, last))
    bx, by, cx, cy = points[j, 0], points[j, 1], points[k, 0], points[k, 1]
    if bx == cx and by == cy:
        return False
    t0x = t0y = t1x = t1y = F32(0)
    if smooth:
        ax, ay, dx, dy = points[h, 0], points[h, 1], points[m, 0], points[m, 1]
        chord = math.sqrt((cx - bx) * (cx - bx) + (cy - by) * (cy - by))
        if ax != bx or ay != by:
            t0x, t0y = _held((cx - ax) / F32(6), (cy - ay) / F32(6), chord)
        if cx != dx or cy != dy:
            t1x, t1y = _held((dx - bx) / F32(6), (dy - by) / F32(6), chord)
    if t0x == 0 and t0y == 0:
        t0x, t0y = (cx - t1x - bx) / F32(3), (cy - t1y - by) / F32(3)
    if t1x == 0 and t1y == 0:
        t1x, t1y = (cx - bx - t0x) / F32(3), (cy - by - t0y) / F32(3)
    curve[0, 0], curve[0, 1], curve[1, 0], curve[1, 1] = bx, by, bx + t0x, by + t0y
    curve[2, 0], curve[2, 1], curve[3, 0], curve[3, 1] = cx - t1x, cy - t1y, cx, cy
    return True


@njit(cache=True, nogil=True, error_model="numpy")
def _steps(curve):
    """Straight pieces that stay within about 0.1 px of the curve."""
    ax, ay, bx, by = curve[0, 0], curve[0, 1], curve[1, 0], curve[1, 1]
    cx, cy, dx, dy = curve[2, 0], curve[2, 1], curve[3, 0], curve[3, 1]
    bend = max(abs(ax - 2 * bx + cx) + abs(ay - 2 * by + cy), abs(bx - 2 * cx + dx) + abs(by - 2 * cy + dy))
    return min(MOST_STEPS, max(1, math.ceil(math.sqrt(bend * F32(7.5)))))


@njit(cache=True, nogil=True, error_model="numpy")
def outline(points, first, count, flags, edges):
    """A closed shape as edges: (edges, how many)."""
    n = 0
    curve = np.empty((4, 2), F32)
    smooth = (flags & SMOOTH) != 0
    px, py = points[first, 0], points[first, 1]
    for i in range(count):
        if not segment(points, first, count, i, True, smooth, curve):
            continue
        m = _steps(curve) if smooth else 1
        edges = with_room(edges, n, m)
        for s in range(1, m + 1):
            t = F32(s) / F32(m)
            u = F32(1) - t
            c0, c1, c2, c3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            x = c0 * curve[0, 0] + c1 * curve[1, 0] + c2 * curve[2, 0] + c3 * curve[3, 0]
            y = c0 * curve[0, 1] + c1 * curve[1, 1] + c2 * curve[2, 1] + c3 * curve[3, 1]
            n = _add(edges, n, px, py, x, y)
            px, py = x, y
    return edges, n


@njit(cache=True, nogil=True, error_model="numpy")
def _pressed(pressures, start, count, t):
    """The brush's pressure at share t of its way."""
    if count == 0:
        return F32(1)
    where = t * F32(count - 1)
    i = min(int(where), max(count - 2, 0))
    share = where - F32(i)
    return pressures[start + i] * (F32(1) - share) + pressures[start + min(i + 1, count - 1)] * share


@njit(cache=True, nogil=True, error_model="numpy")
def _round(edges, n, x, y, nx, ny, sign, corners):
    """Half a disc at a stroke's end: from +n round to -n, on the side of `sign`."""
    for h in range(CAP + 1):
        a = F32(math.pi / CAP) * F32(h)
        c, s = F32(math.cos(a)), F32(math.sin(a)) * sign
        corners[h, 0] = x + nx * c + ny * s
        corners[h, 1] = y + ny * c - nx * s
    return _piece(edges, n, corners, CAP + 1)


@njit(cache=True, nogil=True, error_model="numpy")
def brush(points, first, count, flags, half, pressures, press, presses, edges):
    """A brush stroke as edges: (edges, how many). Ends and sharp turns are round."""
    n = 0
    curve = np.empty((4, 2), F32)
    corners = np.empty((CAP + 1, 2), F32)
    smooth, closed = (flags & SMOOTH) != 0, (flags & CLOSED) != 0
    spans = count if closed else count - 1
    lx = ly = rx = ry = ux = uy = fx = fy = F32(0)
    begun = False
    for i in range(spans):
        if not segment(points, first, count, i, closed, smooth, curve):
            continue
        m = _steps(curve) if smooth else 1
        if i == spans - 1 or presses > 2:
            m = max(m, 3)
        edges = with_room(edges, n, 4 * m + 4 * (CAP + 1))
        for s in range(0, m + 1):
            if s == 0 and begun and smooth and not _turned(curve, ux, uy):
                continue
            t = F32(s) / F32(m)
            u = F32(1) - t
            c0, c1, c2, c3 = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
            x = c0 * curve[0, 0] + c1 * curve[1, 0] + c2 * curve[2, 0] + c3 * curve[3, 0]
            y = c0 * curve[0, 1] + c1 * curve[1, 1] + c2 * curve[2, 1] + c3 * curve[3, 1]
            tx = u * u * (curve[1, 0] - curve[0, 0]) + 2 * u * t * (curve[2, 0] - curve[1, 0])
            tx += t * t * (curve[3, 0] - curve[2, 0])
            ty = u * u * (curve[1, 1] - curve[0, 1]) + 2 * u * t * (curve[2, 1] - curve[1, 1])
            ty += t * t * (curve[3, 1] - curve[2, 1])
            length = math.sqrt(tx * tx + ty * ty)
            if length < F32(1e-5):
                tx, ty = curve[3, 0] - curve[0, 0], curve[3, 1] - curve[0, 1]
                length = math.sqrt(tx * tx + ty * ty) + F32(1e-6)
            tx, ty = tx / length, ty / length
            w = half * _pressed(pressures, press, presses, (F32(i) + t) / F32(spans))
            nx, ny = -ty * w, tx * w
            if not begun:
                fx, fy = tx, ty
                if not closed and w > F32(0.4):
                    n = _round(edges, n, x, y, nx, ny, F32(-1), corners)
            elif s == 0:
                side = F32(1) if ux * ty - uy * tx > 0 else F32(-1)
                n = _join(edges, n, x, y, -uy * w, ux * w, nx, ny, side, corners)
            else:
                corners[0, 0], corners[0, 1], corners[1, 0], corners[1, 1] = lx, ly, x + nx, y + ny
                corners[2, 0], corners[2, 1], corners[3, 0], corners[3, 1] = x - nx, y - ny, rx, ry
                n = _piece(edges, n, corners, 4)
            lx, ly, rx, ry, ux, uy, begun = x + nx, y + ny, x - nx, y - ny, tx, ty, True
            if i == spans - 1 and s == m and not closed and w > F32(0.4):
                n = _round(edges, n, x, y, nx, ny, F32(1), corners)
    if closed and begun and ux * fx + uy * fy < F32(0.9):
        w = half * _pressed(pressures, press, presses, F32(1))
        side = F32(1) if ux * fy - uy * fx > 0 else F32(-1)
        edges = with_room(edges, n, 4)
        x, y = (lx + rx) * F32(0.5), (ly + ry) * F32(0.5)
        n = _join(edges, n, x, y, -uy * w, ux * w, -fy * w, fx * w, side, corners)
    return edges, n


@njit(cache=True, nogil=True, error_model="numpy")
def _turned(curve, ux, uy):
    """Whether the coming segment leaves at more than about 25 degrees from where the brush was going."""
    tx, ty = curve[1, 0] - curve[0, 0], curve[1, 1] - curve[0, 1]
    return tx * ux + ty * uy < F32(0.9) * math.sqrt(tx * tx + ty * ty)


@njit(cache=True, nogil=True, error_model="numpy")
def _join(edges, n, x, y, ax, ay, bx, by, side, corners):
    """The wedge on the outside of a sharp turn, rounded."""
    corners[0, 0], corners[0, 1] = x, y
    corners[1, 0], corners[1, 1] = x - side * ax, y - side * ay
    mx, my = ax + bx, ay + by
    length = math.sqrt(mx * mx + my * my)
    w = math.sqrt(ax * ax + ay * ay)
    if length < F32(1e-3) * w:
        return n
    corners[2, 0], corners[2, 1] = x - side * mx / length * w, y - side * my / length * w
    corners[3, 0], corners[3, 1] = x - side * bx, y - side * by
    return _piece(edges, n, corners, 4)
