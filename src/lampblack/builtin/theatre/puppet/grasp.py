"""What a held thing is drawn by: its own frame in the fist, and a rod through some points."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import sides_of
from lampblack.builtin.theatre.puppet.tone import RGB
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec


@dataclass(frozen=True, eq=False, slots=True)
class Grasp:
    """A held thing's own frame: origin in the fist, up along the thing, forward towards where the person faces."""

    brush: Brush
    frame: Frame
    height: float
    colour: RGB
    ground: float
    """The height of the ground below the person, in metres."""
    tip: Vec
    """Where a cane stands."""

    @property
    def k(self) -> float:
        return self.height * self.brush.scale

    def at(self, x: float, y: float, z: float = 0.0) -> XY:
        """A point in heights of the person."""
        h = self.height
        return self.brush.view.point(self.frame.out(x * h, y * h, z * h))


def pole(g: Grasp, points: list[XY], widths: tuple[float, ...], colour: RGB) -> None:
    """A rod through `points`, as wide at each as `widths` has it, in heights of the person."""
    radii = [w * g.k / 2.0 for w in widths]
    left, right = sides_of(points, radii)
    g.brush.part([left[0], *left, left[-1], right[-1], *reversed(right), right[0]], colour, line=0.9, shadow=0.0)
