"""Haze that grows with distance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.card import Card

Colour = tuple[float, float, float]
"""Red, green, blue as displayed, 0 to 1."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fog:
    """Haze that grows with distance: nothing up to `start` metres, then `density` a metre (0.01: half gone at 70 m)."""

    colour: Colour = (0.85, 0.82, 0.78)
    density: float = 0.0
    start: float = 0.0

    def at(self, depth: float) -> float:
        """How much of a thing `depth` metres away is haze, 0 to 1; the compositor's kernel has the same formula."""
        thickness = max(0.0, depth - self.start) * self.density
        return 1.0 - (1.0 + thickness * 0.125) ** -8


def fog_numbers(card: Card, fog: Fog) -> NDArray[np.float32]:
    """What the kernels are told of a card's haze: red, green, blue, the haze everywhere, its density / 8, its start.

    Haze takes the place of what hides; light that adds only fades in it.
    """
    by_distance, hides = card.fog is None, 1.0 - card.glow
    return np.array(
        [
            *(part * hides for part in fog.colour),
            0.0 if card.fog is None else min(1.0, max(0.0, card.fog)),
            fog.density * 0.125 if by_distance else 0.0,
            fog.start if by_distance else 0.0,
        ],
        np.float32,
    )
