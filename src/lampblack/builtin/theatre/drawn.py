"""A person as drawn for one frame: a block of picture, where it goes, and where its joints are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.builtin.theatre.raster.canvas import Canvas
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
    weight: tuple[Point, float] | None = None
    """Where on the ground the body's shadow lies, and how many metres wide; None: under the feet, as people's does."""
