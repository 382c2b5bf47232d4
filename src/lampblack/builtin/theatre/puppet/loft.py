"""Bodies of rings: a trunk, a skirt, a head is a row of ellipses; what is seen of it is its edge from here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.vector import XY, Vec, add, along, cross, dot, length, scaled, sub, unit
from lampblack.builtin.theatre.puppet.view import View


@dataclass(frozen=True, slots=True)
class Ring:
    """An ellipse with a front and a back half: half widths in metres to the side, fore and back."""

    centre: Vec
    side: Vec
    """The person's right."""
    front: Vec
    wide: float
    fore: float
    back: float

    def at(self, turn: float) -> Vec:
        """The point at `turn` radians from the front, + to the person's right."""
        s, c = math.sin(turn), math.cos(turn)
        return self.out(self.wide * s, (self.fore if c > 0.0 else self.back) * c)

    def out(self, x: float, z: float) -> Vec:
        o, a, b = self.centre, self.side, self.front
        return (o[0] + a[0] * x + b[0] * z, o[1] + a[1] * x + b[1] * z, o[2] + a[2] * x + b[2] * z)

    def faced(self, eye: Vec) -> float:
        """The turn that looks straight at `eye`; what is seen lies within a quarter turn of it."""
        to = sub(eye, self.centre)
        x, z = dot(to, self.side), dot(to, self.front)
        return math.atan2(x / max(self.wide, 1e-6), z / max(self.fore if z > 0.0 else self.back, 1e-6))

    def edges(self, eye: Vec, axis: Vec, across: Vec) -> tuple[Vec, Vec]:
        """The two points on the outline, left and right as seen with `axis` pointing up."""
        to = unit(sub(eye, self.centre))
        way = cross(to, axis)
        size = length(way)
        if size < 0.35:
            keep = 1.0 if dot(way, across) >= 0.0 else -1.0
            way = add(way, scaled(across, keep * (0.35 - size)))
        x, z = dot(way, self.side), dot(way, self.front)
        return self._far(-x, -z), self._far(x, z)

    def _far(self, x: float, z: float) -> Vec:
        deep = self.fore if z > 0.0 else self.back
        a, b = self.wide * x, deep * z
        size = math.sqrt(a * a + b * b)
        return self.centre if size < 1e-9 else self.out(self.wide * a / size, deep * b / size)


def outline_of(rings: Sequence[Ring], view: View) -> tuple[list[XY], list[XY]]:
    """The left and the right edge of a body of rings, from its first ring to its last, in pixels.

    Rings run upwards, or any other way: left and right are meant looking along them.
    """
    left: list[XY] = []
    right: list[XY] = []
    last = len(rings) - 1
    for index, ring in enumerate(rings):
        a, b = rings[max(0, index - 1)].centre, rings[min(last, index + 1)].centre
        near, far = ring.edges(view.eye, unit(sub(b, a)), view.across)
        left.append(view.point(near))
        right.append(view.point(far))
    return left, right


def visible_arc(ring: Ring, eye: Vec, count: int, *, wide: float = 1.5) -> list[float]:
    """Turns across the seen half of a ring, from the left of the picture to its right."""
    middle = ring.faced(eye)
    return [middle + wide * (1.0 - 2.0 * index / (count - 1)) for index in range(count)]


def between_rings(a: Ring, b: Ring, share: float) -> Ring:
    """A ring `share` of the way from `a` to `b`."""

    def mixed(x: float, y: float) -> float:
        return x + (y - x) * share

    return Ring(
        along(a.centre, sub(b.centre, a.centre), share),
        unit(along(scaled(a.side, 1.0 - share), b.side, share)),
        unit(along(scaled(a.front, 1.0 - share), b.front, share)),
        mixed(a.wide, b.wide),
        mixed(a.fore, b.fore),
        mixed(a.back, b.back),
    )
