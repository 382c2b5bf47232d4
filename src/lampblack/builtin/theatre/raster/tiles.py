# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numba kernels leave arrays untyped.)
"""Which tiles of a picture need drawing: not those that something drawn later hides whole."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.passes import NEAREST, Pass
from lampblack.builtin.theatre.raster.tiles_kernel import TILE_HIGH, TILE_WIDE, hide_block, hide_tiles, live_tiles

RIPPLED = (6, 1)
"""Tiles down and across that a ripple may fetch its light from."""
NEVER = 1 << 30
"""A number after everything that is drawn."""


class Tiles:
    """One picture's tiles, and for each the last thing to be drawn, by its number, that hides it whole; -1: nothing."""

    def __init__(self, width: int, height: int) -> None:
        self._size = np.array([width, height], np.int64)
        shape = (-(-height // TILE_HIGH), -(-width // TILE_WIDE))
        self.hidden: NDArray[np.int32] = np.full(shape, -1, np.int32)
        self._live = np.zeros(shape, np.uint8)
        self._needed = np.zeros(4, np.float64)

    def clear(self) -> None:
        """Begin another frame: nothing hides anything."""
        self.hidden[:] = -1

    def within(self, larger: Tiles) -> None:
        """Begin a frame of half the size: nothing is drawn where all around it is hidden in the larger picture.

        A tile of margin is left: when the picture is made larger, its pixels run into their neighbours.
        """
        rows, columns = self.hidden.shape
        wide = np.pad(larger.hidden, 1, mode="edge")[: 2 * rows + 2, : 2 * columns + 2]
        wide = np.pad(wide, ((0, 2 * rows + 2 - wide.shape[0]), (0, 2 * columns + 2 - wide.shape[1])), mode="edge")
        least = np.minimum(wide[:-1], wide[1:])
        least = np.minimum(least[:-2], least[2:])
        least = np.minimum(least[:, :-1], least[:, 1:])
        self.hidden[:] = np.minimum(least[:, :-2], least[:, 2:])[::2, ::2][:rows, :columns]

    def mirrored_in(self, larger: Tiles, order: int, first_row: float) -> bool:
        """Begin a mirror image of half the size: only what water, drawn as the `order`-th thing, can show is drawn.

        `first_row`: where in the larger picture water begins. Ripples fetch what is some way above and below. Whether
        anything at all is seen of it.
        """
        free = (larger.hidden <= order).astype(np.uint8)
        free[: max(0, int(first_row) // TILE_HIGH)] = 0
        rows, columns = self.hidden.shape
        wide = np.zeros((2 * rows, 2 * columns), np.uint8)
        free = free[: 2 * rows, : 2 * columns]  # a last odd row of tiles is less than one of the mirror's
        wide[: free.shape[0], : free.shape[1]] = free
        small = wide.reshape(rows, 2, columns, 2).max(axis=(1, 3))
        reached = cv2.dilate(small, np.ones((2 * RIPPLED[0] + 1, 2 * RIPPLED[1] + 1), np.uint8))
        self.hidden[:] = np.where(reached > 0, -1, NEVER)
        return bool(small.any())

    def reaches(self, left: float, right: float, top: float, bottom: float) -> bool:
        """Whether anything within those pixels is to be drawn at all."""
        a, b = int(max(0.0, left) // TILE_WIDE), int(max(0.0, right) // TILE_WIDE) + 1
        c, d = int(max(0.0, top) // TILE_HIGH), int(max(0.0, bottom) // TILE_HIGH) + 1
        return bool((self.hidden[c:d, a:b] < NEVER).any())

    def hide(self, card: Card, each: Pass, order: int) -> None:
        """Take note of what a card drawn as the `order`-th thing hides; what shines or fades hides nothing."""
        solid = card.texture.occupied[1]
        if card.glow or not each.whole or not solid[-1, -1]:
            return
        hide_tiles(
            self.hidden, order, each.matrix, each.box, self._size, card.clamp[0], card.clamp[1], each.cut, each.fade,
            1.0 / NEAREST, *each.passing, solid, (card.texture.width, card.texture.height), each.fit,
        )  # fmt: skip

    def hide_block(self, cover: NDArray[np.float32], x: int, y: int, margin: int, order: int) -> None:
        """Take note of what a drawn block hides, `margin` pixels inside its edges."""
        hide_block(self.hidden, order, cover, x, y, margin, int(self._size[0]), int(self._size[1]))

    def live(self, card: Card, each: Pass, order: int) -> NDArray[np.uint8] | None:
        """The tiles in which one pass of a card is seen, its texels made ready; None where there is none."""
        live_tiles(
            self.hidden, order, self._live, each.matrix, each.box, card.clamp[0], card.clamp[1], each.cut,
            card.texture.occupied[0], each.fit, self._needed,
        )  # fmt: skip
        left, right, top, bottom = self._needed.tolist()
        if right < left:
            return None
        each.level.ready(left, right, top, bottom)
        return self._live
