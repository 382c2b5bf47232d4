# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""A painted picture ready to be seen from any distance, in and out of focus."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cached_property, partial

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.shelf import SHELF
from lampblack.builtin.theatre.raster.tiles_kernel import CELL, occupancy

Sums = NDArray[np.int32]
NONE = -99
"""The step of no blur at all."""
PATCH_WIDE, PATCH_HIGH = 1024, 64
"""Texels of a patch of a level: what is made at once. A row of it is a page of memory: no more is taken than made."""


class Level:
    """One prepared size of a texture, with a border, as packed 32-bit texels for the compositor.

    Only the parts that are seen are made, patch by patch: in a close-up that is a tenth of what stands behind.
    """

    def __init__(
        self,
        picture: NDArray[np.uint8],
        scale: tuple[float, float],
        blurs: tuple[float, float],
        clamp: tuple[bool, bool],
    ) -> None:
        """`picture`: of this size; `scale`: its texels per painted one; `blurs`: standard deviations, 0 for none."""
        self.across, self.down = scale
        reach = [1 if repeat or not by else 1 + math.ceil(2.6 * by) for repeat, by in zip(clamp, blurs, strict=True)]
        self.border = (reach[0], reach[1])
        """Texels added on each side: one, or as far as a blur reaches beyond an edge that is not repeated."""
        self.reach = (3.0 * blurs[0] + 2.0, 3.0 * blurs[1] + 2.0)
        """Within how many texels lies all that a texel, and its right and lower neighbours, are made of."""
        self.begins = (reach[0] - 0.5, reach[1] - 0.5)
        """Where the picture's first texel lies among the level's."""
        self.fit = np.array([1 / self.across, 1 / self.down, *self.begins, *self.reach])
        """The same for the kernels, two each: painted texels for a texel of the level; where they begin; the reach."""
        self._picture, self._blurs, self._clamp = picture, blurs, clamp
        self.grown: Callable[[int], None] | None = None
        """Told of the bytes of texels that are made."""
        rows, columns = picture.shape[0] + 2 * reach[1], picture.shape[1] + 2 * reach[0]
        self.texels: NDArray[np.int32] = np.empty((rows, columns), np.int32)
        """(rows, columns), red in the lowest byte; to be read where `ready` was asked for."""
        self._made = np.zeros((-(-rows // PATCH_HIGH), -(-columns // PATCH_WIDE)), np.bool_)

    def ready(self, left: float = 0, right: float = math.inf, top: float = 0, bottom: float = math.inf) -> None:
        """Make the texels in that rectangle, and a neighbour further on each side; it may reach beyond the level."""
        rows, columns = self._made.shape
        x0, x1 = (int(min(max(at, 0) / PATCH_WIDE, columns - 1)) for at in (left - 1, right + 2))
        y0, y1 = (int(min(max(at, 0) / PATCH_HIGH, rows - 1)) for at in (top - 1, bottom + 2))
        missing = ~self._made[y0 : y1 + 1, x0 : x1 + 1]
        if not missing.any():
            return
        down, across = np.nonzero(missing.any(axis=1))[0], np.nonzero(missing.any(axis=0))[0]
        y0, y1 = y0 + int(down[0]), y0 + int(down[-1]) + 1
        x0, x1 = x0 + int(across[0]), x0 + int(across[-1]) + 1
        self._made[y0:y1, x0:x1] = True
        rows, columns = self.texels.shape
        self._make(x0 * PATCH_WIDE, min(x1 * PATCH_WIDE, columns), y0 * PATCH_HIGH, min(y1 * PATCH_HIGH, rows))

    def _make(self, x0: int, x1: int, y0: int, y1: int) -> None:
        """The texels of a rectangle, with as much around it as its blur takes in."""
        rows, columns = self.texels.shape
        soft = any(self._blurs)
        wide, tall = (2 + math.ceil(3 * by) if soft else 0 for by in self._blurs)
        (bx, by), (height, width) = self.border, self._picture.shape[:2]
        # never the border alone: it repeats texels of the picture
        a, b = min(max(0, x0 - wide), bx + width - 1), max(min(columns, x1 + wide), bx + 1)
        c, d = min(max(0, y0 - tall), by + height - 1), max(min(rows, y1 + tall), by + 1)
        part = self._bordered(a, b, c, d)
        if soft:
            across, down = (max(by, 1e-3) for by in self._blurs)
            part = np.asarray(
                cv2.GaussianBlur(part, (0, 0), across, sigmaY=down, borderType=cv2.BORDER_REPLICATE), np.uint8
            )
            self._clear_edge(part, a, b, c, d)
        if self.grown is not None:
            self.grown(4 * (x1 - x0) * (y1 - y0))
        inner = np.ascontiguousarray(part[y0 - c : y1 - c, x0 - a : x1 - a])
        self.texels[y0:y1, x0:x1] = inner.view(np.int32)[..., 0]

    def _bordered(self, x0: int, x1: int, y0: int, y1: int) -> NDArray[np.uint8]:
        """A part of the picture with its border: repeated where clamped, transparent elsewhere."""
        (bx, by), picture = self.border, self._picture
        height, width = picture.shape[:2]
        left, right = max(0, bx - x0), max(0, x1 - bx - width)
        above, below = max(0, by - y0), max(0, y1 - by - height)
        inner = picture[max(0, y0 - by) : min(height, y1 - by), max(0, x0 - bx) : min(width, x1 - bx)]
        clamp_x, clamp_y = (cv2.BORDER_REPLICATE if repeat else cv2.BORDER_CONSTANT for repeat in self._clamp)
        if left or right:
            inner = cv2.copyMakeBorder(inner, 0, 0, left, right, clamp_x, value=(0, 0, 0, 0))
        if above or below:
            inner = cv2.copyMakeBorder(inner, above, below, 0, 0, clamp_y, value=(0, 0, 0, 0))
        return np.asarray(inner, np.uint8)

    def _clear_edge(self, part: NDArray[np.uint8], x0: int, x1: int, y0: int, y1: int) -> None:
        """Make the level's outermost texels transparent where the picture ends there."""
        rows, columns = self.texels.shape
        if not self._clamp[0]:
            if x0 == 0:
                part[:, 0] = 0
            if x1 == columns:
                part[:, -1] = 0
        if not self._clamp[1]:
            if y0 == 0:
                part[0] = 0
            if y1 == rows:
                part[-1] = 0


class Texture:
    """A premultiplied picture, uint8 (height, width, 4); smaller and softer versions are made when first asked for."""

    def __init__(self, rgba: NDArray[np.uint8]) -> None:
        if rgba.ndim != 3 or rgba.shape[2] != 4 or rgba.dtype != np.uint8:
            raise ValueError(f"a texture is uint8 (height, width, 4), not {rgba.dtype} {rgba.shape}")
        self.rgba = np.ascontiguousarray(rgba)
        self.solid = float(self.rgba[..., 3].mean()) / 255
        """How much of it is opaque, 0 to 1."""
        self._sizes: dict[tuple[int, int], NDArray[np.uint8]] = {}
        self._levels: dict[tuple[int, int, int, int, bool, bool], Level] = {}

    @property
    def width(self) -> int:
        return int(self.rgba.shape[1])

    @property
    def height(self) -> int:
        return int(self.rgba.shape[0])

    def level(
        self, across: int, down: int, blur: tuple[float, float], clamp: tuple[bool, bool], fine: int = 8
    ) -> Level:
        """The picture made smaller by `across` and `down` half octaves and blurred by `blur` texels of that size.

        Blurs are kept in `fine` (1, 2, 4 or 8) steps an octave.
        Where `clamp` is set the border repeats the edge, else it is transparent, so that a cut edge is anti-aliased.
        """
        blurs = (_step(blur[0], fine), _step(blur[1], fine))
        key = (across, down, *blurs, *clamp)
        level = self._levels.get(key)
        if level is None:
            level = self._levels[key] = self._prepared(across, down, blurs, clamp)
            level.grown = partial(SHELF.put, self._levels, key)
        SHELF.put(self._levels, key)
        return level

    def _prepared(self, across: int, down: int, blurs: tuple[int, int], clamp: tuple[bool, bool]) -> Level:
        small = self._smaller(across, down)
        scale = (small.shape[1] / self.width, small.shape[0] / self.height)
        soft = (0.0, 0.0) if blurs == (NONE, NONE) else (_sigma(blurs[0]), _sigma(blurs[1]))
        return Level(small, scale, soft, clamp)

    @cached_property
    def occupied(self) -> tuple[Sums, Sums]:
        """Which cells have anything painted in them, and which are opaque all over, as running sums from the corner."""
        shape = (-(-self.height // CELL) + 1, -(-self.width // CELL) + 1)
        shown, solid = np.zeros(shape, np.int32), np.zeros(shape, np.int32)
        occupancy(self.rgba[..., 3], shown, solid)
        return shown, solid

    def _smaller(self, across: int, down: int) -> NDArray[np.uint8]:
        """The picture at a size, always made from the same larger one: whole octaves from the octave above, a half from
        its whole. What was asked for before must not be seen in a frame, or takes would depend on who filmed them."""
        if (across, down) == (0, 0):
            return self.rgba
        known = self._sizes.get((across, down))
        if known is None:
            whole = (across - across % 2, down - down % 2)
            above = whole if whole != (across, down) else (max(0, across - 2), max(0, down - 2))
            start = self._smaller(*above)
            width = max(1, round(self.width * 2 ** (-across / 2)))
            height = max(1, round(self.height * 2 ** (-down / 2)))
            known = np.asarray(cv2.resize(start, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
            self._sizes[(across, down)] = known
            SHELF.put(self._sizes, (across, down), known.nbytes)
        SHELF.put(self._sizes, (across, down))
        return known


def _step(sigma: float, fine: int) -> int:
    """A blur on a scale of eight steps an octave, so that a focus pull has no visible step; `NONE` for none."""
    return NONE if sigma < 0.3 else round(fine * math.log2(sigma)) * (8 // fine)


def _sigma(step: int) -> float:
    return 1e-3 if step == NONE else 2.0 ** (step / 8)
