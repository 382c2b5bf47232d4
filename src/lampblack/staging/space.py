"""Points and easing: the few numbers everything on the stage is made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Ease = Literal["linear", "in", "out", "in_out", "hold"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A place on the stage in metres: x right, y up, z away from the audience."""

    x: float = 0.0
    y: float = 0.0
    z: float = 0.0

    def __add__(self, other: Point) -> Point:
        return Point(x=self.x + other.x, y=self.y + other.y, z=self.z + other.z)

    def __sub__(self, other: Point) -> Point:
        return Point(x=self.x - other.x, y=self.y - other.y, z=self.z - other.z)

    def scaled(self, by: float) -> Point:
        return Point(x=self.x * by, y=self.y * by, z=self.z * by)

    def distance(self, other: Point) -> float:
        return math.dist((self.x, self.y, self.z), (other.x, other.y, other.z))

    def towards(self, other: Point, share: float) -> Point:
        """The point `share` (0 to 1) of the way to `other`."""
        return self + (other - self).scaled(share)


def heading(origin: Point, target: Point) -> float:
    """The yaw in radians that faces `target` from `origin`."""
    return math.atan2(target.x - origin.x, target.z - origin.z)


def turned(start: float, end: float, share: float) -> float:
    """An angle `share` of the way from `start` to `end`, the short way round."""
    turn = (end - start + math.pi) % (2 * math.pi) - math.pi
    return start + turn * share


def eased(share: float, ease: Ease) -> float:
    """`share` (0 to 1) of a movement's time as a share of its way; smooth ends have no jerk a viewer can see."""
    t = min(1.0, max(0.0, share))
    if ease == "hold":
        return 0.0 if t < 1.0 else 1.0
    if ease == "in":
        return t * t
    if ease == "out":
        return 1.0 - (1.0 - t) * (1.0 - t)
    if ease == "in_out":
        return t * t * (3.0 - 2.0 * t)
    return t
