"""A sheet: what is to be drawn, in order, as curves with colours, pressure and soft edges. Nothing is drawn yet.

Adding a path only appends plain numbers: a puppet of 200 paths must cost its maker nothing. Curves, brushes and
coverage are worked out by the kernels when the sheet is painted.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Colour = str | tuple[float, ...]
"""`#rrggbb`, `#rrggbbaa`, or red, green, blue (and opacity) as floats 0 to 1; not premultiplied."""
XY = tuple[float, float]

SOLID, LINEAR, RADIAL = 0, 1, 2
STROKE, CLOSED, SMOOTH, KEEP, INSIDE, HANDLES = 1, 2, 4, 8, 16, 32
RAMP = 256
"""Steps of a gradient: one display level each, finer is not seen."""
MARGIN = 24
"""Pixels kept round the picture, so that a blur of what was drawn knows what lies just outside."""
PRESSURES = 8
"""Most values a stroke's pressure may have."""


class Sheet:
    """Paths in drawing order. Points are (x, y) in pixels; twice the same point makes a corner."""

    def __init__(self) -> None:
        self.points: list[float] = []
        self.numbers: list[tuple[int, ...]] = []
        """Per path: first point, points, flags, shader, ramp, first pressure, pressures."""
        self.measures: list[tuple[float, ...]] = []
        """Per path: half width, feather, weave, handles x0, y0, x1, y1."""
        self.pressures: list[float] = []
        self.ramps: list[NDArray[np.float32]] = []
        self.things: list[tuple[int, int]] = []
        """Paths (half-open) that are no part of whoever is drawn but a thing of theirs: masks tell them apart."""
        self._known: dict[tuple[Colour, ...], int] = {}

    def __len__(self) -> int:
        return len(self.numbers)

    def fill(
        self,
        points: Sequence[XY],
        *colours: Colour,
        shader: Literal["linear", "radial"] = "linear",
        handles: tuple[XY, XY] | None = None,
        feather: float = 0.0,
        weave: float = 0.0,
        keep: bool = False,
        inside: bool = False,
        smooth: bool = True,
    ) -> None:
        """A closed shape through the points. Several colours make a gradient.

        `handles`: from and to (linear), or centre and rim (radial); without them the gradient runs from top to bottom,
        or from the middle to the corner. `feather`: pixels over which the edge fades. `weave`: strength of a cloth
        pattern that lies along the handles. `keep` remembers this shape; `inside` draws only within the one kept.
        `smooth=False` joins the points with straight lines. Parts of one shape that overlap must turn the same way.
        """
        flags = SMOOTH * smooth | CLOSED | KEEP * keep | INSIDE * inside
        self._add(points, colours, flags, RADIAL if shader == "radial" else LINEAR, 0.0, feather, weave, handles)

    def stroke(
        self,
        points: Sequence[XY],
        width: float,
        *colours: Colour,
        pressure: tuple[float, ...] = (0.15, 1.0, 0.8, 0.1),
        feather: float = 0.0,
        inside: bool = False,
        closed: bool = False,
        smooth: bool = True,
        handles: tuple[XY, XY] | None = None,
    ) -> None:
        """A brush stroke, at most `width` pixels wide; `pressure` gives its width from start to end in equal steps.

        Several colours make a gradient from its first point to its last (or along `handles`).
        """
        flags = STROKE | SMOOTH * smooth | CLOSED * closed | INSIDE * inside
        self._add(points, colours, flags, LINEAR, width / 2, feather, 0.0, handles, pressure[:PRESSURES])

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of all that will be drawn, in pixels, rounded outwards; zeros if empty."""
        if not self.numbers:
            return (0.0, 0.0, 0.0, 0.0)
        xy = np.array(self.points, np.float64).reshape(-1, 2)
        numbers = np.array(self.numbers, np.int64)
        measures = np.array(self.measures, np.float64)
        peak = max(self.pressures, default=1.0)
        margin = np.repeat(measures[:, 0] * max(1.0, peak) + 2 * measures[:, 1] + 2.0, numbers[:, 1])
        low = np.floor(np.min(xy - margin[:, None], axis=0))
        high = np.ceil(np.max(xy + margin[:, None], axis=0))
        return (float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    def box(self, width: int, height: int) -> tuple[int, int, int, int] | None:
        """Pixels drawn to, `MARGIN` round a picture of that size counted: left, top, right, bottom; None: none."""
        left, top, right, low = self.bounds()
        x0, y0 = max(int(left), -MARGIN), max(int(top), -MARGIN)
        x1, y1 = min(int(right), width + MARGIN), min(int(low), height + MARGIN)
        return None if x1 - x0 < 2 or y1 - y0 < 2 else (x0, y0, x1, y1)

    def _add(
        self,
        points: Sequence[XY],
        colours: tuple[Colour, ...],
        flags: int,
        shader: int,
        half: float,
        feather: float,
        weave: float,
        handles: tuple[XY, XY] | None,
        pressure: tuple[float, ...] = (),
    ) -> None:
        count = len(points)
        if count < 2 or not colours:
            raise ValueError(f"a path needs two points and a colour; got {count} and {len(colours)}")
        if handles is None:
            ends = (0.0, 0.0, 0.0, 0.0)
        else:
            ends = (handles[0][0], handles[0][1], handles[1][0], handles[1][1])
            flags |= HANDLES
        ramp = self._ramp(colours)
        numbers = (len(self.points) >> 1, count, flags, shader if len(colours) > 1 else SOLID, ramp)
        self.numbers.append((*numbers, len(self.pressures), len(pressure)))
        self.measures.append((half, feather, weave, *ends))
        self.points.extend(chain.from_iterable(points))
        self.pressures.extend(pressure)

    def _ramp(self, colours: tuple[Colour, ...]) -> int:
        known = self._known.get(colours)
        if known is None:
            known = self._known[colours] = len(self.ramps)
            self.ramps.append(ramp_of(colours))
        return known


@lru_cache(maxsize=4096)
def ramp_of(colours: tuple[Colour, ...]) -> NDArray[np.float32]:
    """Premultiplied steps from the first colour to the last, float32 (256, 4)."""
    stops = np.array([_premultiplied(colour) for colour in colours])
    if len(stops) == 1:
        return np.repeat(stops, RAMP, axis=0).astype(np.float32)
    where = np.linspace(0, len(stops) - 1, RAMP)
    knots = np.arange(len(stops))
    steps = np.stack([np.interp(where, knots, stops[:, part]) for part in range(4)], axis=1)
    return np.ascontiguousarray(steps, np.float32)


def _premultiplied(colour: Colour) -> tuple[float, float, float, float]:
    if isinstance(colour, str):
        digits = colour.lstrip("#")
        if len(digits) not in (6, 8):
            raise ValueError(f"{colour!r} is no colour; write #rrggbb or #rrggbbaa")
        parts = [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
    else:
        parts = [float(part) for part in colour]
    opacity = parts[3] if len(parts) > 3 else 1.0
    return (parts[0] * opacity, parts[1] * opacity, parts[2] * opacity, opacity)
