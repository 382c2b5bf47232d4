# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numba kernels leave arrays untyped.)
"""Cards onto the picture."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.raster.canvas import Canvas, size_of
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.compose import compose
from lampblack.builtin.theatre.raster.fog import Fog, fog_numbers
from lampblack.builtin.theatre.raster.passes import NEAREST, Lens, Pass, passes_of
from lampblack.builtin.theatre.raster.tiles import Tiles
from lampblack.staging.camera import CameraPose


def draw_card(
    picture: Canvas,
    card: Card,
    camera: CameraPose,
    fog: Fog,
    lens: Lens | None = None,
    *,
    waterline: float | None = None,
    under: bool = False,
    melt: float = 0.0,
    coarser: int = 0,
) -> None:
    """Draw one card onto an opaque picture (the coverage plane is not touched). The rest as `passes_of` has it."""
    passes = passes_of(
        card, camera, *size_of(picture), lens, waterline=waterline, under=under, melt=melt, coarser=coarser, ready=False
    )
    draw_passes(picture, card, tuple(passes), fog, Tiles(*size_of(picture)))


def draw_passes(picture: Canvas, card: Card, passes: tuple[Pass, ...], fog: Fog, tiles: Tiles, order: int = 0) -> None:
    """Draw what is seen of the passes of one card. `tiles`: what hides what; `order`: which thing drawn it is."""
    hazy, cover = fog_numbers(card, fog), np.float32(1.0 - card.glow)
    for each in passes:
        live = tiles.live(card, each, order)
        if live is not None:
            compose(
                picture, live, each.level.texels.reshape(-1), each.columns, each.rows, each.matrix, *each.box,
                card.clamp[0], card.clamp[1], 1.0 / NEAREST, each.cut, each.fade, hazy, cover, *each.passing,
            )  # fmt: skip
