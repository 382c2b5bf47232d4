"""What one frame shows, in the order in which it is drawn, and what of it hides the rest."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.order import Seen
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.passes import Lens, Pass, least_blur
from lampblack.builtin.theatre.raster.tiles import Tiles
from lampblack.staging.camera import CameraPose


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Layer:
    """One thing to be drawn: a card with its passes, or somebody, or (with neither) the water."""

    card: Card | None = None
    passes: tuple[Pass, ...] = ()
    seen: Seen | None = None
    lens: bool = False
    """Whether the card is one of the place, seen through the lens."""


SOFT = 2.5
"""Pixels of blur (standard deviation) from which on a picture of half the size, made larger, shows the same."""
FEW = 3
"""Fewer layers are not worth a picture of their own."""


def out_of_focus(layers: Sequence[Layer], lens: Lens | None, focal_pixels: float) -> int:
    """How many of the layers, from the first on, are so soft that they may be drawn at half the size; 0 for a few.

    A sky, painted as soft as it should be, goes with what stands before it.
    """
    if lens is None or lens.blur(1e6, focal_pixels) < SOFT:
        return 0
    count = 0
    for layer in layers:
        if layer.card is None or not layer.lens:
            break
        if layer.card.focus and min(least_blur(each, lens, focal_pixels) for each in layer.passes) < SOFT:
            break
        count += 1
    return count if count >= FEW else 0


def hide(tiles: Tiles, layers: Sequence[Layer], camera: CameraPose, lens: Lens | None, width: int) -> None:
    """Find out, from the last layer to the first, where each hides all before it."""
    for order in range(len(layers) - 1, -1, -1):
        layer = layers[order]
        if layer.card is not None:
            for each in layer.passes:
                tiles.hide(layer.card, each, order)
        elif layer.seen is not None:
            drawn = layer.seen[2]
            soft = lens.blur(drawn.depth, camera.focal_pixels(width)) if lens is not None else 0.0
            margin = math.ceil(3 * soft) + 2 if soft else 0
            step = drawn.step
            cover = drawn.canvas[3] if step == 1 else drawn.canvas[3].repeat(step, 0).repeat(step, 1)
            tiles.hide_block(cover, drawn.x * step, drawn.y * step, margin, order)
