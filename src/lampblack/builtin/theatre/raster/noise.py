# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Smooth randomness for painting: clouds, ink, ridges. The same seed gives the same noise everywhere."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.float32]


def smoothstep(low: float, high: float, value: Plane) -> Plane:
    """0 below `low`, 1 above `high`, without a kink between."""
    t = np.clip((value - np.float32(low)) * np.float32(1.0 / (high - low)), 0.0, 1.0)
    return np.asarray(t * t * (np.float32(3.0) - np.float32(2.0) * t), np.float32)


def value_noise(height: int, width: int, cell_y: float, cell_x: float, seed: int) -> Plane:
    """Smooth noise, about -1 to 1, whose bumps are `cell_y` by `cell_x` pixels large; float32 (height, width)."""
    rows, columns = math.ceil(height / cell_y) + 4, math.ceil(width / cell_x) + 4
    lattice = np.random.default_rng(seed).random((rows, columns), np.float32) * 2 - 1
    size = (max(1, round(columns * cell_x)), max(1, round(rows * cell_y)))
    smooth = cv2.resize(lattice, size, interpolation=cv2.INTER_CUBIC)
    top, left = int(cell_y * 1.5), int(cell_x * 1.5)
    return np.ascontiguousarray(smooth[top : top + height, left : left + width], np.float32)


def fbm(
    height: int,
    width: int,
    cell_y: float,
    cell_x: float,
    octaves: int,
    seed: int,
    gain: float = 0.5,
) -> Plane:
    """Noise upon noise: each octave half the size and `gain` times the strength; about -1 to 1 (Perlin's fBm)."""
    total = np.zeros((height, width), np.float32)
    weight, sum_of_weights = 1.0, 0.0
    for octave in range(octaves):
        if min(cell_y, cell_x) < 1.0:
            break
        total += np.float32(weight) * value_noise(height, width, cell_y, cell_x, seed * 31 + octave)
        sum_of_weights += weight
        weight, cell_y, cell_x = weight * gain, cell_y / 2, cell_x / 2
    return total * np.float32(1.0 / max(sum_of_weights, 1e-6))


def ridge(n: int, cell: float, octaves: int, seed: int, gain: float = 0.5) -> Plane:
    """A rough line of n values, about -1 to 1: a skyline, a torn edge."""
    return fbm(1, n, 4.0**octaves, cell, octaves, seed, gain)[0]
