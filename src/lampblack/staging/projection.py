"""From metres to pixels: the pinhole projection every part of the house measures with."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point


@dataclass(frozen=True, kw_only=True, slots=True)
class Pixel:
    """A projected point: x right and y down in pixels, `depth` in metres along the camera's axis (<= 0: behind)."""

    x: float
    y: float
    depth: float


@lru_cache(maxsize=256)
def rotation(pose: CameraPose) -> NDArray[np.float64]:
    """3x3: from stage axes (x right, y up, z away) to camera axes (x right, y down, z away).

    Not to be written to: every card of a frame asks for the same one.
    """
    cy, sy = math.cos(pose.yaw), math.sin(pose.yaw)
    cp, sp = math.cos(pose.pitch), math.sin(pose.pitch)
    cr, sr = math.cos(pose.roll), math.sin(pose.roll)
    turn = np.array([[cy, 0.0, -sy], [0.0, 1.0, 0.0], [sy, 0.0, cy]])
    tilt = np.array([[1.0, 0.0, 0.0], [0.0, cp, -sp], [0.0, sp, cp]])
    bank = np.array([[cr, -sr, 0.0], [sr, cr, 0.0], [0.0, 0.0, 1.0]])
    whole = np.diag([1.0, -1.0, 1.0]) @ bank @ tilt @ turn
    whole.setflags(write=False)
    return whole


@lru_cache(maxsize=256)
def axes(pose: CameraPose) -> tuple[tuple[float, float, float], ...]:
    """The rows of `rotation`: the camera's right, down and ahead on the stage's axes, as plain numbers."""
    return tuple((float(row[0]), float(row[1]), float(row[2])) for row in rotation(pose))


def intrinsics(pose: CameraPose, width: int, height: int) -> NDArray[np.float64]:
    """3x3 camera matrix K for a picture of `width` x `height` pixels, principal point in the middle."""
    f = pose.focal_pixels(width)
    return np.array([[f, 0.0, width / 2], [0.0, f, height / 2], [0.0, 0.0, 1.0]])


def project_all(pose: CameraPose, points: NDArray[np.float64], width: int, height: int) -> NDArray[np.float64]:
    """n x 3 metres in, n x 3 (pixel x, pixel y, depth in metres) out; depth is floored at a millimetre."""
    p = pose.position
    seen = (np.atleast_2d(points) - np.array([p.x, p.y, p.z])) @ rotation(pose).T
    depth = np.maximum(seen[:, 2], 1e-3)
    f = pose.focal_pixels(width)
    return np.stack([f * seen[:, 0] / depth + width / 2, f * seen[:, 1] / depth + height / 2, seen[:, 2]], axis=1)


def project(pose: CameraPose, point: Point, width: int, height: int) -> Pixel:
    """One point of the stage in the picture."""
    x, y, depth = project_all(pose, np.array([[point.x, point.y, point.z]]), width, height)[0]
    return Pixel(x=float(x), y=float(y), depth=float(depth))
