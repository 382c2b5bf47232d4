"""Bodies of rings: a trunk, a skirt, a head is a row of ellipses; what is seen of it is its edge from here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.vector import XY, Vec, along, scaled, sub, unit
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
        c = math.cos(turn)
        return self.out(self.wide * math.sin(turn), (self.fore if c > 0.0 else self.back) * c)

    def out(self, x: float, z: float) -> Vec:
        o0, o1, o2 = self.centre
        a0, a1, a2 = self.side
        b0, b1, b2 = self.front
        return (o0 + a0 * x + b0 * z, o1 + a1 * x + b1 * z, o2 + a2 * x + b2 * z)

    def faced(self, eye: Vec) -> float:
        """The turn that looks straight at `eye`; what is seen lies within a quarter turn of it."""
        e0, e1, e2 = eye
        o0, o1, o2 = self.centre
        e0, e1, e2 = e0 - o0, e1 - o1, e2 - o2
        a0, a1, a2 = self.front
        z = e0 * a0 + e1 * a1 + e2 * a2
        a0, a1, a2 = self.side
        x = e0 * a0 + e1 * a1 + e2 * a2
        deep = self.fore if z > 0.0 else self.back
        return math.atan2(x / (self.wide if self.wide > 1e-6 else 1e-6), z / (deep if deep > 1e-6 else 1e-6))

    def edges(self, eye: Vec, axis: Vec, across: Vec) -> tuple[Vec, Vec]:
        """The two points on the outline, left and right as seen with `axis` pointing up."""
        e0, e1, e2 = eye
        o0, o1, o2 = self.centre
        e0, e1, e2 = e0 - o0, e1 - o1, e2 - o2
        k = math.sqrt(e0 * e0 + e1 * e1 + e2 * e2) or 1.0
        a0, a1, a2 = axis
        w0, w1, w2 = (e1 * a2 - e2 * a1) / k, (e2 * a0 - e0 * a2) / k, (e0 * a1 - e1 * a0) / k
        size = math.sqrt(w0 * w0 + w1 * w1 + w2 * w2)
        if size < 0.35:
            b0, b1, b2 = across
            keep = 0.35 - size if w0 * b0 + w1 * b1 + w2 * b2 >= 0.0 else size - 0.35
            w0, w1, w2 = w0 + b0 * keep, w1 + b1 * keep, w2 + b2 * keep
        a0, a1, a2 = self.side
        x = w0 * a0 + w1 * a1 + w2 * a2
        a0, a1, a2 = self.front
        z = w0 * a0 + w1 * a1 + w2 * a2
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

    if share <= 0.0:
        return a
    side, front = a.side, a.front
    if b.side != side:
        side = unit(along(scaled(side, 1.0 - share), b.side, share))
    if b.front != front:
        front = unit(along(scaled(front, 1.0 - share), b.front, share))
    (o0, o1, o2), (p0, p1, p2) = a.centre, b.centre
    return Ring(
        (o0 + (p0 - o0) * share, o1 + (p1 - o1) * share, o2 + (p2 - o2) * share),
        side,
        front,
        a.wide + (b.wide - a.wide) * share,
        a.fore + (b.fore - a.fore) * share,
        a.back + (b.back - a.back) * share,
    )
