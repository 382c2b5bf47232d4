"""The brush: parts of a puppet laid down as wash, inner shadow and ink line, for one light and one size."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.tone import INK, RGB, clear, darker, outline, washes
from lampblack.builtin.theatre.puppet.vector import XY
from lampblack.builtin.theatre.puppet.view import View
from lampblack.builtin.theatre.raster.sheet import Sheet

LIVING = (0.55, 1.0, 0.75, 1.15, 0.65, 1.0, 0.55)
"""How a long outline swells and thins."""
TAPER = (0.1, 1.0, 0.75, 0.06)
SWELL = (0.05, 0.7, 1.0, 0.7, 0.05)


@dataclass(frozen=True, eq=False, slots=True)
class Brush:
    """A sheet, seen through a view, under a light that comes from `light` (unit, pixels: x right, y down)."""

    sheet: Sheet
    view: View
    light: XY
    scale: float
    """Pixels a metre at the person."""
    tall: float
    """Height of the person in pixels: what decides how much is drawn."""

    @property
    def fine(self) -> bool:
        """Whether folds, seams and soft shadows are worth drawing."""
        return self.tall > 260.0

    @property
    def close(self) -> bool:
        """Whether lashes, strands and weave are worth drawing."""
        return self.tall > 900.0

    @property
    def hair_width(self) -> float:
        """The ordinary outline in pixels: it grows slower than the figure, as a painter changes brushes."""
        return max(0.55, 0.95 * (self.scale / 200.0) ** 0.56)

    def out_of_picture(self, points: Sequence[XY], reach: float) -> bool:
        """Whether everything within `reach` metres of these points is beside, above or below the picture."""
        far = reach * self.scale + 30.0
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        wide, high = 2.0 * self.view.middle_x, 2.0 * self.view.middle_y
        return max(xs) < -far or min(xs) > wide + far or max(ys) < -far or min(ys) > high + far

    def handles(self, points: Sequence[XY]) -> tuple[XY, XY]:
        """From the lit end of a shape to its shaded one; across a tall shape, so that a robe has a lit side."""
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right, top, low = min(xs), max(xs), min(ys), max(ys)
        x, y = (left + right) / 2.0, (top + low) / 2.0
        lx, ly = self.light[0], self.light[1] * min(1.0, 1.2 * (right - left + 1.0) / (low - top + 1.0))
        size = math.hypot(lx, ly) or 1.0
        lx, ly = lx / size, ly / size
        reach = abs(lx) * (right - left) / 2.0 + abs(ly) * (low - top) / 2.0 + 0.5
        dx, dy = lx * reach, ly * reach
        return ((x + dx, y + dy), (x - dx, y - dy))

    def wash(
        self,
        points: Sequence[XY],
        colour: RGB,
        *,
        depth: float = 1.0,
        keep: bool = True,
        weave: float = 0.0,
        handles: tuple[XY, XY] | None = None,
    ) -> None:
        """Two tones across a shape (or along `handles`), no line; what is drawn `inside` next stays within it."""
        if self.tall < 140.0:
            depth *= 0.8 + 0.2 * max(0.0, (self.tall - 120.0) / 20.0)
        self.sheet.fill(
            points,
            *washes(colour, depth),
            handles=handles or self.handles(points),
            keep=keep,
            weave=weave if self.close else 0.0,
        )

    def shadow(
        self, points: Sequence[XY], colour: RGB, width: float, opacity: float = 0.3, *, closed: bool = True
    ) -> None:
        """A soft shadow along the edge that is turned from the light, within the kept shape; `width` in metres."""
        if not self.fine:
            return
        wide = width * self.scale
        dx, dy = self.light[0] * wide * 0.75, self.light[1] * wide * 0.75
        moved = [(x + dx, y + dy) for x, y in points]
        self.sheet.stroke(
            moved, wide * 1.35, clear(darker(colour, 0.3), opacity), pressure=(1.0, 1.0), closed=closed, inside=True,
            feather=min(14.0, wide * 0.38),
        )  # fmt: skip

    def edge(
        self, points: Sequence[XY], colour: RGB, width: float = 1.0, *, closed: bool = True, opacity: float = 0.9
    ) -> None:
        """The outline in living ink."""
        self.sheet.stroke(
            points, self.hair_width * width, clear(outline(colour), opacity), pressure=LIVING, closed=closed
        )

    def part(
        self,
        points: Sequence[XY],
        colour: RGB,
        *,
        line: float = 1.0,
        depth: float = 1.0,
        shadow: float = 0.028,
        weave: float = 0.0,
        open_edge: Sequence[XY] | None = None,
        handles: tuple[XY, XY] | None = None,
    ) -> None:
        """A whole part: the line first, so that the wash covers its inner half, then wash and inner shadow.

        `open_edge` draws the line only there, where the shape grows out of another one.
        """
        if line > 0.0:
            if open_edge is None:
                self.edge(points, colour, line * 1.75)
            elif len(open_edge) > 1:
                self.edge(open_edge, colour, line * 1.75, closed=False)
        self.wash(points, colour, depth=depth, weave=weave, handles=handles)
        if shadow > 0.0:
            self.shadow(points if open_edge is None else open_edge, colour, shadow, closed=open_edge is None)

    def line(
        self,
        points: Sequence[XY],
        width: float = 0.8,
        colour: RGB = INK,
        opacity: float = 0.8,
        *,
        pressure: tuple[float, ...] = TAPER,
        inside: bool = False,
        feather: float = 0.0,
    ) -> None:
        """One stroke; `width` in outline widths."""
        self.sheet.stroke(
            points, self.hair_width * width, clear(colour, opacity), pressure=pressure, inside=inside, feather=feather
        )


def oval(x: float, y: float, across: float, down: float, turn: float = 0.0, count: int = 8) -> list[XY]:
    """Points of an ellipse in pixels."""
    c, s = math.cos(turn), math.sin(turn)
    out: list[XY] = []
    for index in range(count):
        angle = index * 2.0 * math.pi / count
        u, v = across * math.cos(angle), down * math.sin(angle)
        out.append((x + u * c - v * s, y + u * s + v * c))
    return out
