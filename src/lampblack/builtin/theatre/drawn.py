"""A person as drawn for one frame: a block of picture, where it goes, and where its joints are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.raster.canvas import Canvas, canvas
from lampblack.builtin.theatre.raster.paint import paint
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.staging.space import Point


@dataclass(frozen=True, kw_only=True, eq=False)
class Drawn:
    """A puppet on its own transparent block. `x`, `y`: the block's top-left pixel in the picture, may be negative."""

    canvas: Canvas
    x: int
    y: int
    depth: float
    """Metres from the camera along its axis."""
    scale: float
    """Pixels a metre at that depth."""
    joints: Mapping[str, tuple[float, float]]
    """Names to pixels in the picture."""
    feet: tuple[float, float]
    """Where the person touches the ground, in pixels of the picture."""
    lamp: Point | None = None
    """Where the flame of a lantern they carry is, on the stage in metres; its pixel is the joint `lantern`."""
    step: int = 1
    """Pixels of the picture for each of the block: who is well out of focus is drawn at half the size. All but
    `depth`, `lamp` and `weight` is in pixels of the block's size."""
    weight: tuple[Point, float] | None = None
    """Where on the ground the body's shadow lies, and how many metres wide; None: under the feet, as people's does."""


def painted(sheet: Sheet, width: int, height: int, step: int) -> tuple[Canvas, int, int] | None:
    """A sheet in pixels of a picture of that size, painted on a block of its own (with its top-left pixel), `step`
    times as small; None where nothing of it is seen."""
    box = sheet.box(width, height)
    if box is None:
        return None
    x0, y0, x1, y1 = box[0] // step, box[1] // step, -(-box[2] // step), -(-box[3] // step)
    block = canvas(x1 - x0, y1 - y0)
    paint(sheet, block, (-float(x0 * step), -float(y0 * step)), step)
    return block, x0, y0
