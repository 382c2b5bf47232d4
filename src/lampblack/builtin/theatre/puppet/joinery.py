"""Boards and boxes in space: what furniture under people is put together from, in metres of a frame on the ground."""

from __future__ import annotations

from collections.abc import Sequence

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.limb import hull, tube
from lampblack.builtin.theatre.puppet.tone import LIGHT, RGB, mixed
from lampblack.builtin.theatre.puppet.vector import XY, Frame, Vec

Span = tuple[float, float]


def box(brush: Brush, frame: Frame, x: Span, y: Span, z: Span, tone: RGB, *, line: float = 1.0) -> None:
    """A box between two values each of right, up and ahead; its top is lighter where one looks down on it."""
    corners = [frame.out(a, b, c) for a in x for b in y for c in z]
    body(brush, corners, tone, line=line)
    if brush.view.eye[1] > frame.origin[1] + y[1]:
        top = [frame.out(a, y[1], c) for a, c in ((x[0], z[0]), (x[1], z[0]), (x[1], z[1]), (x[0], z[1]))]
        brush.sheet.fill([brush.view.point(p) for p in top for _ in (0, 1)], mixed(tone, LIGHT, 0.22), inside=True)


def body(brush: Brush, points: Sequence[Vec], tone: RGB, *, line: float = 1.0, shadow: float = 0.0) -> list[XY]:
    """The outline round some points, filled; its points in the picture."""
    found = hull([brush.view.point(p) for p in points])
    if len(found) < 3:
        return []
    brush.part([p for p in found for _ in (0, 1)], tone, line=line, shadow=shadow)
    return found


def rod(brush: Brush, frame: Frame, ends: Sequence[Vec], thick: float, tone: RGB, *, line: float = 0.8) -> None:
    """A bar or tube through some points of the frame, `thick` metres across."""
    points = [brush.view.point(frame.out(*end)) for end in ends]
    if len(points) == 2:
        a, b = points
        points = [a, ((a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0), b]
    radius = max(0.6, 0.5 * thick * brush.scale)
    brush.part(tube(points, [radius] * len(points), cap=0.1), tone, line=line, shadow=0.0)
