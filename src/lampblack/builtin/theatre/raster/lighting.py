# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Light on a drawn person: the hour's tint, form, edge light and haze. Blocks are premultiplied canvases.

Form and edge light come from the coverage alone, softened: wide and small for the form, narrow for the edge. All is
done in one sweep, since a close-up is as large as the picture.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.lighting_kernel import eight_bits, glow_rows, lit_rows

Colour = tuple[float, float, float]
Plane = NDArray[np.float32]
_NONE: Plane = np.zeros((0, 1, 1), np.float32)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lighting:
    """How light falls on a block. `towards`: unit vector to the light in the picture, y down."""

    towards: tuple[float, float] = (0.0, -1.0)
    tint: Colour = (1.0, 1.0, 1.0)
    """What all colours are multiplied with: the light of the hour."""
    form: float = 0.0
    """How much darker the side away from the light is, and how much lighter the other, 0 to 1."""
    reach: float = 8.0
    """Pixels over which the form turns: about an eighth of the figure."""
    rim: float = 0.0
    """Strength of the line of light along the edge that faces the light."""
    rim_width: float = 1.0
    """Its pixels, soft inwards."""
    rim_colour: Colour = (1.0, 1.0, 1.0)
    haze: float = 0.0
    """How much of what is seen is haze, 0 to 1."""
    haze_colour: Colour = (1.0, 1.0, 1.0)


@dataclass(frozen=True, kw_only=True, eq=False)
class Flame:
    """A light near a block: how many times brighter it makes what it touches (`grid`, one number every `CELL` pixels
    from the block's first on, one row and column more than the block needs), and its colour."""

    grid: Plane
    colour: Colour


CELL = 8
"""Pixels between the numbers of a flame's grid."""
HOLD = 0.5
"""How early the light of flames stops at paper white: 0 at once, 1 never quite."""


def lit_block(block: Canvas, how: Lighting, flames: Sequence[Flame] = ()) -> Canvas:
    """The block in that light."""
    out = np.zeros_like(block)
    out[3] = block[3]
    _light(block, how, flames, out, 0, 0, over=False)
    return out


def lay_lit(picture: Canvas, block: Canvas, x: int, y: int, how: Lighting, flames: Sequence[Flame] = ()) -> None:
    """The block in that light over the picture's first three planes, its top-left pixel at (x, y)."""
    _light(block, how, flames, picture, x, y, over=True)


def add_glow(picture: Canvas, glow: Plane, colour: Colour, box: tuple[int, int, int, int]) -> None:
    """A soft light added to the picture's first three planes. `glow`: on a coarse grid over `box` (left, top, width,
    height, inside the picture), each number in the middle of its cell."""
    left, top, width, height = box
    columns, rows = _places(width, glow.shape[1]), _places(height, glow.shape[0])
    glow_rows(picture, left, top, glow, *columns, *rows, np.array(colour, np.float32))


def _light(
    block: Canvas, how: Lighting, flames: Sequence[Flame], target: Canvas, x: int, y: int, *, over: bool
) -> None:
    height, width = block.shape[1:]
    cover = np.empty((height, width), np.uint8)
    spans = np.empty((height, 2), np.int32)
    eight_bits(block[3], cover, spans)
    form = _form(cover, how)
    dx, dy = how.towards[0] * how.rim_width, how.towards[1] * how.rim_width
    pad = 2 + math.ceil(how.rim_width)
    soft = cv2.copyMakeBorder(cover, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    if how.rim > 0:
        # what comes in at the block's edge is as the edge was, for a block may be cut by the picture
        soft = cv2.GaussianBlur(soft, (0, 0), max(0.5, how.rim_width * 0.5), borderType=cv2.BORDER_REPLICATE)
    aside, below = math.floor(dx), math.floor(dy)
    fx, fy = dx - aside, dy - below
    weights = ((1 - fx) * (1 - fy) / 255, fx * (1 - fy) / 255, (1 - fx) * fy / 255, fx * fy / 255)
    numbers = np.array(
        [*how.tint, *how.rim_colour, max(0.0, how.rim), *how.haze_colour, how.haze, *weights], np.float32
    )
    columns, rows = _places(width, form.shape[1]), _places(height, form.shape[0])
    near = np.stack([flame.grid for flame in flames]) if flames else _NONE
    colours = np.array([flame.colour for flame in flames], np.float32).reshape(-1, 3)
    lit_rows(
        block, spans, form, *columns, *rows, soft, pad, aside, below, numbers, near, colours, CELL, np.float32(HOLD),
        target, x, y, int(over),
    )  # fmt: skip


def _form(cover: NDArray[np.uint8], how: Lighting) -> Plane:
    """What colours are multiplied with, on a coarse grid: less on the side away from the light, more towards it."""
    height, width = cover.shape
    step = min(16, max(2, round(how.reach / 4)))
    size = (max(2, width // step), max(2, height // step))
    if how.form <= 0:
        return np.ones((size[1], size[0]), np.float32)
    pad = 2 + round(2 * how.reach / step)
    small = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    wide = cv2.copyMakeBorder(small, pad, pad, pad, pad, cv2.BORDER_REPLICATE).astype(np.float32)
    body = cv2.GaussianBlur(wide, (0, 0), max(0.8, how.reach / step)) * np.float32(1 / 255)
    dx, dy = how.towards[0] * how.reach / step, how.towards[1] * how.reach / step
    turned = _shifted(body, -dx, -dy) - _shifted(body, dx, dy)
    return np.ascontiguousarray(1 - np.float32(how.form) * np.clip(turned[pad:-pad, pad:-pad], -0.6, 1), np.float32)


def _places(pixels: int, cells: int) -> tuple[NDArray[np.int32], Plane]:
    """For each pixel the cell whose middle lies before it, and how far towards the next one it is."""
    at = np.clip((np.arange(pixels) + 0.5) * (cells / pixels) - 0.5, 0.0, cells - 1.0)
    low = np.minimum(at.astype(np.int32), cells - 2)
    return low, (at - low).astype(np.float32)


def _shifted(plane: Plane, dx: float, dy: float) -> Plane:
    """The plane moved by (dx, dy) pixels; what comes in is as the edge was."""
    move = np.array([[1, 0, dx], [0, 1, dy]], np.float64)
    size = (plane.shape[1], plane.shape[0])
    return np.asarray(
        cv2.warpAffine(plane, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )
