"""What closes a place behind the audience, so that a reverse angle does not end at an empty horizon."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.scenery import backdrop
from lampblack.builtin.theatre.scenery.backdrop import Ridge
from lampblack.builtin.theatre.scenery.workshop import Workshop

TURNS = (-0.62, 0.0, 0.62)
"""Azimuths from straight behind, where the ranges that open at the front leave a gap."""
BREADTH = 0.8


def hills(shop: Workshop, *, distance: float, rise: float, far: float, sunk: float = 0.02) -> list[Card]:
    """Three ridges `distance` metres behind, the middle one lowest; `rise` in radians, `far` how much haze (0 to 1)."""
    ridges = [
        Ridge(
            azimuth=math.pi + turn,
            breadth=BREADTH,
            rise=rise * (0.75 + 0.4 * abs(turn)),
            distance=distance,
            far=far,
            folds=3,
            summits=4,
            density=14,
            sunk=sunk,
        )
        for turn in TURNS
    ]
    return backdrop.ridges(shop, "behind", ridges)
