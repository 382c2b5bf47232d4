# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numba kernels leave arrays untyped.)
"""Where people are in a picture, for looks that make them otherwise than places."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.looks.bodies_kernel import lay_cover
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.compositor import draw_passes
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.passes import Pass
from lampblack.builtin.theatre.raster.tiles import Tiles

_BLACK = Fog(colour=(0.0, 0.0, 0.0))


class Bodies:
    """A stencil of the people on one frame: they are laid in the order of the picture, and what stands before them
    takes them away again. Nothing is done for what is drawn before the first of them."""

    def __init__(self, width: int, height: int) -> None:
        self._stencil = canvas(width, height)
        self._any = True

    @property
    def share(self) -> NDArray[np.float32]:
        """How much of each pixel is somebody, 0 to 1."""
        return self._stencil[0]

    def clear(self) -> None:
        """Begin a frame."""
        if self._any:
            self._stencil[:3] = 0.0
        self._any = False

    def lay(self, drawn: Drawn) -> None:
        """Somebody stands before all that was laid."""
        self._any = True
        lay_cover(self._stencil[0], drawn.canvas[3], drawn.x, drawn.y)

    def hide(self, card: Card, passes: tuple[Pass, ...], tiles: Tiles, order: int) -> None:
        """A card stands before all that was laid."""
        if self._any:
            # fully in black haze, a card is its own silhouette
            draw_passes(self._stencil, replace(card, fog=1.0, glow=0.0), passes, _BLACK, tiles, order)
