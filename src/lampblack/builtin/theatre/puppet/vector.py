"""Small vectors as plain tuples: in inner loops of a few hundred points they beat arrays by far."""

from __future__ import annotations

import math
from dataclasses import dataclass

Vec = tuple[float, float, float]
"""Metres or a direction: x, y, z."""
XY = tuple[float, float]
"""Pixels: x right, y down."""

UP: Vec = (0.0, 1.0, 0.0)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, by: float) -> Vec:
    return (a[0] * by, a[1] * by, a[2] * by)


def along(a: Vec, direction: Vec, by: float) -> Vec:
    """`a` moved `by` metres in `direction`."""
    return (a[0] + direction[0] * by, a[1] + direction[1] * by, a[2] + direction[2] * by)


def mix(a: Vec, b: Vec, share: float) -> Vec:
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec, otherwise: Vec = UP) -> Vec:
    """`a` at length one; `otherwise` where it has no direction."""
    size = length(a)
    return otherwise if size < 1e-9 else (a[0] / size, a[1] / size, a[2] / size)


def squared(a: Vec, axis: Vec, otherwise: Vec) -> Vec:
    """The unit direction of `a` with its part along the unit `axis` taken away."""
    return unit(along(a, axis, -dot(a, axis)), otherwise)


@dataclass(frozen=True, slots=True)
class Frame:
    """A place with three directions of its own, seen as the person sees: right, up, forward."""

    origin: Vec
    right: Vec
    up: Vec
    forward: Vec

    def out(self, x: float, y: float, z: float) -> Vec:
        """A point given in this frame, on the stage."""
        o, r, u, f = self.origin, self.right, self.up, self.forward
        return (
            o[0] + r[0] * x + u[0] * y + f[0] * z,
            o[1] + r[1] * x + u[1] * y + f[1] * z,
            o[2] + r[2] * x + u[2] * y + f[2] * z,
        )

    def direction(self, x: float, y: float, z: float) -> Vec:
        """A direction given in this frame, on the stage."""
        r, u, f = self.right, self.up, self.forward
        return (
            r[0] * x + u[0] * y + f[0] * z,
            r[1] * x + u[1] * y + f[1] * z,
            r[2] * x + u[2] * y + f[2] * z,
        )

    def inward(self, direction: Vec) -> Vec:
        """A direction of the stage, as this frame has it."""
        return (dot(direction, self.right), dot(direction, self.up), dot(direction, self.forward))

    def at(self, origin: Vec) -> Frame:
        return Frame(origin, self.right, self.up, self.forward)

    def turned(self, yaw: float, pitch: float = 0.0, roll: float = 0.0) -> Frame:
        """Turned to its own right by `yaw`, then looking up by `pitch`, then its head laid to the right by `roll`."""
        cy, sy, cp, sp = math.cos(yaw), math.sin(yaw), math.cos(pitch), math.sin(pitch)
        right = self.direction(cy, 0.0, -sy)
        ahead = self.direction(sy, 0.0, cy)
        forward = along(scaled(ahead, cp), self.up, sp)
        up = along(scaled(self.up, cp), ahead, -sp)
        cr, sr = math.cos(roll), math.sin(roll)
        return Frame(
            self.origin,
            along(scaled(right, cr), up, -sr),
            along(scaled(up, cr), right, sr),
            forward,
        )


def upright(origin: Vec, yaw: float) -> Frame:
    """A frame standing on the stage and facing `yaw` (0 looks away from the audience, + turns to +x)."""
    c, s = math.cos(yaw), math.sin(yaw)
    return Frame(origin, (c, 0.0, -s), UP, (s, 0.0, c))
