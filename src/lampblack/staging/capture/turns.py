"""Rotations as arrays of unit quaternions (w, x, y, z), many frames at once."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def about(axis: int, degrees: Floats) -> Floats:
    """Quaternions (n x 4) of turns by `degrees` (n) about the x, y or z axis (0, 1, 2)."""
    half = np.radians(degrees) / 2.0
    out = np.zeros((len(degrees), 4))
    out[:, 0] = np.cos(half)
    out[:, 1 + axis] = np.sin(half)
    return out


def times(a: Floats, b: Floats) -> Floats:
    """The turn `b`, then `a` (last axis 4)."""
    aw, ax, ay, az = (a[..., k] for k in range(4))
    bw, bx, by, bz = (b[..., k] for k in range(4))
    return np.stack(
        [
            aw * bw - ax * bx - ay * by - az * bz,
            aw * bx + ax * bw + ay * bz - az * by,
            aw * by - ax * bz + ay * bw + az * bx,
            aw * bz + ax * by - ay * bx + az * bw,
        ],
        axis=-1,
    )


def turned(q: Floats, v: Floats) -> Floats:
    """The vectors `v` (last axis 3) turned by `q`."""
    u, w = q[..., 1:], q[..., :1]
    twice = 2.0 * np.cross(u, v)
    return v + w * twice + np.cross(u, twice)


def undone(q: Floats) -> Floats:
    """The turns back."""
    return q * np.array([1.0, -1.0, -1.0, -1.0])


def slerped(a: Floats, b: Floats, share: Floats) -> Floats:
    """Between the turns `a` and `b` (n x 4) on the shortest arc, at even speed (Shoemake 1985); `share` (n)."""
    dots = np.sum(a * b, axis=-1)
    b = np.where(dots[..., None] < 0.0, -b, b)
    angle = np.arccos(np.clip(np.abs(dots), 0.0, 1.0))
    small = angle < 1e-6
    sine = np.where(small, 1.0, np.sin(angle))
    first = np.where(small, 1.0 - share, np.sin((1.0 - share) * angle) / sine)
    second = np.where(small, share, np.sin(share * angle) / sine)
    mixed = first[..., None] * a + second[..., None] * b
    return mixed / np.linalg.norm(mixed, axis=-1, keepdims=True)


def places(count: int, own: Fraction, wanted: Fraction) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """For each frame at `wanted` frames a second: the frame of `count` at `own` before it, the one after, and how far
    between, each from its own number, so that nothing adds up."""
    total = int(Fraction(count - 1) / own * wanted) + 1
    step = own / wanted
    at = [n * step for n in range(total)]
    before = np.array([int(each) for each in at], np.int64)
    share = np.array([float(each - int(each)) for each in at])
    return before, np.minimum(before + 1, count - 1), share


def mean_turn(turns: Floats) -> Floats:
    """The one turn nearest to all of `turns` (n x 4), however they are signed (Markley 2007)."""
    _, vectors = np.linalg.eigh(turns.T @ turns)
    found: Floats = vectors[:, -1]
    return found if found[0] >= 0.0 else -found


def unit(v: Floats) -> Floats:
    """Directions of length one (last axis 3); what has no length stays nothing."""
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-9)
