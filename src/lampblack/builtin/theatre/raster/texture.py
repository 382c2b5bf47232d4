# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""A painted picture ready to be seen from any distance, in and out of focus."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

NONE = -99
"""The step of no blur at all."""
KEPT = 40
"""Prepared levels kept for one texture; a slow focus pull makes many, and the oldest are cheap to make again."""


@dataclass(frozen=True, eq=False, slots=True)
class Level:
    """One prepared size of a texture, with a border, as packed 32-bit texels for the compositor."""

    texels: NDArray[np.int32]
    """(rows, columns), red in the lowest byte."""
    across: float
    """Texels of this level per texel of the painted picture, along x."""
    down: float
    border: tuple[int, int]
    """Texels added on each side: one, or as far as a blur reaches beyond an edge that is not repeated."""


class Texture:
    """A premultiplied picture, uint8 (height, width, 4); smaller and softer versions are made when first asked for."""

    def __init__(self, rgba: NDArray[np.uint8]) -> None:
        if rgba.ndim != 3 or rgba.shape[2] != 4 or rgba.dtype != np.uint8:
            raise ValueError(f"a texture is uint8 (height, width, 4), not {rgba.dtype} {rgba.shape}")
        self.rgba = np.ascontiguousarray(rgba)
        self.solid = float(self.rgba[..., 3].mean()) / 255
        """How much of it is opaque, 0 to 1."""
        self._sizes: dict[tuple[int, int], NDArray[np.uint8]] = {(0, 0): self.rgba}
        self._levels: OrderedDict[tuple[int, int, int, int, bool, bool], Level] = OrderedDict()

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
            level = self._prepared(across, down, blurs, clamp)
            self._levels[key] = level
            if len(self._levels) > KEPT:
                self._levels.popitem(last=False)
        else:
            self._levels.move_to_end(key)
        return level

    def _prepared(self, across: int, down: int, blurs: tuple[int, int], clamp: tuple[bool, bool]) -> Level:
        small = self._smaller(across, down)
        height, width = small.shape[:2]
        border = (1, 1)
        if blurs != (NONE, NONE):
            sigma = (_sigma(blurs[0]), _sigma(blurs[1]))
            reach = [1 if repeat else 1 + math.ceil(2.6 * by) for repeat, by in zip(clamp, sigma, strict=True)]
            border = (reach[0], reach[1])
            bordered = _bordered(small, clamp, border)
            bordered = np.asarray(
                cv2.GaussianBlur(bordered, (0, 0), sigma[0], sigmaY=sigma[1], borderType=cv2.BORDER_REPLICATE), np.uint8
            )
            _clear_edge(bordered, clamp)
        else:
            bordered = _bordered(small, clamp, border)
        texels = np.ascontiguousarray(bordered).view(np.int32)[..., 0]
        return Level(texels, width / self.width, height / self.height, border)

    def _smaller(self, across: int, down: int) -> NDArray[np.uint8]:
        """The picture at a size, always made from the same larger one: whole octaves from the octave above, a half from
        its whole. What was asked for before must not be seen in a frame, or takes would depend on who filmed them."""
        known = self._sizes.get((across, down))
        if known is None:
            whole = (across - across % 2, down - down % 2)
            above = whole if whole != (across, down) else (max(0, across - 2), max(0, down - 2))
            start = self._smaller(*above)
            width = max(1, round(self.width * 2 ** (-across / 2)))
            height = max(1, round(self.height * 2 ** (-down / 2)))
            known = np.asarray(cv2.resize(start, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
            self._sizes[(across, down)] = known
        return known


def _step(sigma: float, fine: int) -> int:
    """A blur on a scale of eight steps an octave, so that a focus pull has no visible step; `NONE` for none."""
    return NONE if sigma < 0.3 else round(fine * math.log2(sigma)) * (8 // fine)


def _sigma(step: int) -> float:
    return 1e-3 if step == NONE else 2.0 ** (step / 8)


def _bordered(picture: NDArray[np.uint8], clamp: tuple[bool, bool], border: tuple[int, int]) -> NDArray[np.uint8]:
    """The picture with texels around it: repeated where clamped, transparent elsewhere."""
    bx, by = border
    out = np.zeros((picture.shape[0] + 2 * by, picture.shape[1] + 2 * bx, 4), np.uint8)
    out[by:-by, bx:-bx] = picture
    if clamp[0]:
        out[by:-by, :bx], out[by:-by, -bx:] = picture[:, :1], picture[:, -1:]
    if clamp[1]:
        out[:by], out[-by:] = out[by : by + 1], out[-by - 1 : -by]
    return out


def _clear_edge(picture: NDArray[np.uint8], clamp: tuple[bool, bool]) -> None:
    """Make the outermost texels transparent where the picture ends there."""
    if not clamp[0]:
        picture[:, 0] = picture[:, -1] = 0
    if not clamp[1]:
        picture[0] = picture[-1] = 0
