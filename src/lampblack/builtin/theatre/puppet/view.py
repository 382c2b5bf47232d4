"""The camera as plain floats: where a point of the stage falls in the picture, a few hundred times a frame."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.puppet.vector import XY, Vec
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Light
from lampblack.staging.projection import rotation

NEAREST = 0.05
"""Metres: what is nearer to the lens is drawn as if here, so that a sleeve brushing the camera stays finite."""


@dataclass(frozen=True, slots=True)
class View:
    """One camera and one picture size; see `staging.projection` for the model."""

    eye: Vec
    across: Vec
    down: Vec
    away: Vec
    focal: float
    middle_x: float
    middle_y: float

    def point(self, p: Vec) -> XY:
        """Where `p` is in the picture, in pixels."""
        x, y, z = p
        u, v, w = self.eye
        x, y, z = x - u, y - v, z - w
        u, v, w = self.away
        depth = x * u + y * v + z * w
        k = self.focal / (depth if depth > NEAREST else NEAREST)
        u, v, w = self.across
        right = (x * u + y * v + z * w) * k + self.middle_x
        u, v, w = self.down
        return (right, (x * u + y * v + z * w) * k + self.middle_y)

    def smaller(self, step: int) -> View:
        """The same view on a picture `step` times as small."""
        return replace(self, focal=self.focal / step, middle_x=self.middle_x / step, middle_y=self.middle_y / step)

    def depth(self, p: Vec) -> float:
        """Metres along the camera's axis; not above 0: behind it."""
        e, w = self.eye, self.away
        return (p[0] - e[0]) * w[0] + (p[1] - e[1]) * w[1] + (p[2] - e[2]) * w[2]

    def scale(self, p: Vec) -> float:
        """Pixels a metre at the depth of `p`."""
        return self.focal / max(self.depth(p), NEAREST)


def view_of(camera: CameraPose, width: int, height: int) -> View:
    """The view of `camera` on a picture of `width` x `height` pixels."""
    rows = [(float(row[0]), float(row[1]), float(row[2])) for row in rotation(camera)]
    p = camera.position
    return View((p.x, p.y, p.z), rows[0], rows[1], rows[2], camera.focal_pixels(width), width / 2.0, height / 2.0)


def light_from(light: Light, view: View) -> XY:
    """Where the key comes from in the picture; always a little from above, as paper is seen."""
    key = (light.key.x, light.key.y, light.key.z)
    x = sum(a * b for a, b in zip(key, view.across, strict=True))
    y = sum(a * b for a, b in zip(key, view.down, strict=True)) - 0.3
    x += math.copysign(0.25, x)
    size = math.hypot(x, y)
    return (x / size, y / size)
