# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""From the drawn picture to the filmed one: light that spills, paper, grade and grain.

Bloom is made at a quarter of the size and rays at an eighth: they are soft, nobody sees their pixels. Grain begins in
its tile at a place that follows from the frame number alone, so a frame is the same whoever renders it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.digest import seed_of
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.finish import finish, gather_rays
from lampblack.builtin.theatre.raster.noise import fbm
from lampblack.builtin.theatre.set import Colour, Grade

Plane = NDArray[np.float32]
ROOM = 256
"""How much larger than the picture the grain's tile is."""
RAY_STEPS = 36
FINE_RAYS = 160
"""Pixels across from which on shafts are made at half of the size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Beam:
    """Where the sun stands in the picture, in pixels, and the light it sends."""

    x: float
    y: float
    colour: Colour


class Post:
    """The last pass for pictures of one size; keeps the paper, the grain and the vignette."""

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._paper = _paper(width, height)
        self._grain = _grain(width, height)
        x, y = np.linspace(-1, 1, width), np.linspace(-1, 1, height)
        self._x, self._y = np.abs(x) ** 3, np.abs(y) ** 3
        self._glow = np.zeros((3, height, width), np.float32)
        self._planes = np.empty((3, height, width), np.uint8)

    def __call__(self, picture: Canvas, grade: Grade, frame: int, beam: Beam | None = None) -> NDArray[np.uint8]:
        """The finished frame, uint8 (height, width, 3), red first."""
        self._spill(picture, grade, beam)
        place = seed_of("grain", frame)
        how = np.array(
            [
                grade.saturation,
                grade.contrast,
                grade.lift,
                *grade.white,
                1.0,
                grade.paper,
                grade.grain,
            ],
            np.float32,
        )
        across = np.sqrt(1 - np.minimum(0.9, 0.30 * grade.vignette) * self._x).astype(np.float32)
        down = np.sqrt(1 - np.minimum(0.9, 0.26 * grade.vignette) * self._y).astype(np.float32)
        gy, gx = place % ROOM, place // ROOM % ROOM
        finish(picture, self._glow, self._paper, self._grain, gy, gx, across, down, how, self._planes)
        return np.asarray(cv2.merge(list(self._planes)), np.uint8)

    def _spill(self, picture: Canvas, grade: Grade, beam: Beam | None) -> None:
        """What is brighter than the threshold, spread near and far, and dragged away from the sun."""
        rays = beam is not None and grade.rays > 0
        if grade.bloom <= 0 and not rays:
            self._glow[:] = 0
            return
        size = (max(4, self._width // 4), max(4, self._height // 4))
        small = cv2.merge([cv2.resize(picture[p], size, interpolation=cv2.INTER_AREA) for p in range(3)])
        light = small @ np.array([0.30, 0.59, 0.11], np.float32)
        mask = np.clip((light - np.float32(grade.threshold)) * np.float32(4.2), 0, 1)
        hot = small * mask[..., None]
        sigma = 5 * self._height / 720
        near = cv2.GaussianBlur(hot, (0, 0), sigma)
        tiny = (max(2, size[0] // 4), max(2, size[1] // 4))
        wide = cv2.GaussianBlur(cv2.resize(hot, tiny, interpolation=cv2.INTER_AREA), (0, 0), sigma)
        glow = near * np.float32(0.35 * grade.bloom)
        glow += cv2.resize(wide, size, interpolation=cv2.INTER_CUBIC) * np.float32(0.45 * grade.bloom)
        if beam is not None and grade.rays > 0:
            shafts = self._shafts(np.asarray(mask * np.minimum(light, 1), np.float32), beam)
            glow += shafts[..., None] * (np.array(beam.colour, np.float32) * np.float32(grade.rays))
        for plane in range(3):
            part = np.ascontiguousarray(glow[..., plane])
            cv2.resize(part, (self._width, self._height), dst=self._glow[plane], interpolation=cv2.INTER_LINEAR)

    def _shafts(self, bright: Plane, beam: Beam) -> Plane:
        """What is bright, dragged away from the sun: made at half of its size, for shafts have no edges."""
        height, width = bright.shape
        step = 2 if width >= FINE_RAYS else 1
        size = (width // step, height // step)
        small = cv2.resize(bright, size, interpolation=cv2.INTER_AREA)
        shafts, share = np.empty((size[1], size[0]), np.float32), size[0] / self._width
        gather_rays(small, np.float32(beam.x * share), np.float32(beam.y * share), RAY_STEPS, np.float32(0.975), shafts)
        soft = cv2.GaussianBlur(shafts, (0, 0), 0.8)
        return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _paper(width: int, height: int) -> Plane:
    """Rice paper: cloudy pulp and a few long fibres, about -1 to 1; the same for every shot of this size."""
    unit = height / 720
    cloud = fbm(height, width, 90 * unit, 90 * unit, 4, 11)
    pulp = fbm(height, width, max(2.0, 7 * unit), max(2.0, 5 * unit), 2, 12, 0.7)
    fibre = fbm(height, width, max(1.5, 2.2 * unit), 40 * unit, 2, 13)
    return np.clip(0.6 * cloud + 0.75 * pulp + 0.22 * fibre, -1, 1).astype(np.float32)


def _grain(width: int, height: int) -> Plane:
    """Film grain with a standard deviation of 1, larger than the picture so that each frame can begin elsewhere."""
    rng = np.random.default_rng(5)
    noise = rng.standard_normal((height + ROOM, width + ROOM), np.float32)
    soft = cv2.GaussianBlur(noise, (0, 0), max(0.45, 0.7 * height / 720))
    return np.asarray(soft / soft.std(), np.float32)
