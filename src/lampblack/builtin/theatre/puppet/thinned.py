"""A sheet that lays everything down thinner, so that a part which changes its order in depth does so softly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.vector import XY
from lampblack.builtin.theatre.raster.sheet import Colour, Sheet


class Thinned(Sheet):
    """What is put down here comes on the sheet `under` with `share` of its opacity."""

    def __init__(self, under: Sheet, share: float) -> None:
        super().__init__()
        self._under = under
        self._share = share
        self.things = under.things

    def __len__(self) -> int:
        return len(self._under)

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
        thin = [self._thin(colour) for colour in colours]
        self._under.fill(
            points, *thin, shader=shader, handles=handles, feather=feather, weave=weave, keep=keep, inside=inside,
            smooth=smooth,
        )  # fmt: skip

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
        thin = [self._thin(colour) for colour in colours]
        self._under.stroke(
            points, width, *thin, pressure=pressure, feather=feather, inside=inside, closed=closed, smooth=smooth,
            handles=handles,
        )  # fmt: skip

    def _thin(self, colour: Colour) -> Colour:
        if isinstance(colour, str):
            return colour + f"{round(255 * self._share):02x}" if len(colour) == 7 else colour
        opacity = colour[3] if len(colour) > 3 else 1.0
        return (*colour[:3], opacity * self._share)


def thinned(brush: Brush, share: float) -> Brush:
    """`brush` with `share` of its opacity; 1: itself."""
    return brush if share >= 1.0 else replace(brush, sheet=Thinned(brush.sheet, share))


def rising(value: float, start: float, stop: float) -> float:
    """How far `value` is on its way from `start` (0) to `stop` (1)."""
    return max(0.0, min(1.0, (value - start) / (stop - start)))
