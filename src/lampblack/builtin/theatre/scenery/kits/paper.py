"""A sheet of plain paper and nothing on it: what a character is painted on, to be looked at."""

from __future__ import annotations

import numpy as np

from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.scenery.wash import Bytes
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Fog, Grade, Set, Shade

COLOUR = (232, 224, 206)
"""Unbleached paper, as RGB: light enough for dark clothes, dark enough for white ones."""
_FAR, _WIDE = 40.0, 160.0
"""Metres: behind everybody, and wider than any lens sees."""


def hang(shop: Workshop) -> Set:
    """The whole place: the light on it is even, whatever the hour."""
    return Set(
        sky=(_sheet(shop),),
        fog=Fog(density=0.0),
        grade=Grade(saturation=1.0, contrast=0.25, bloom=0.0, rays=0.0, vignette=0.0),
        shade=Shade(rim=0.25, shadow=0.0),
    )


def _sheet(shop: Workshop) -> Card:
    def paint() -> Bytes:
        return np.full((16, 16, 4), (*COLOUR, 255), np.uint8)

    texture = shop.sheet("paper", paint)
    return upright(texture, 0.0, -_WIDE / 2, _FAR, _WIDE, name="paper", fog=0.0, focus=False, clamp=(True, True))
