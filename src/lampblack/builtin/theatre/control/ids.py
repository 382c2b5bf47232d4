"""Masks: who or what every pixel shows, as a palette picture."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.control.survey import Survey
from lampblack.media.picture import palette_png
from lampblack.staging.control import NOTHING, Thing

WORDS = (
    "who or what is seen: a number a pixel (8-bit palette PNG), named in `things`; 0 is the sky and what is no thing. "
    "A thing's colour is the same in every shot."
)


def numbers_of(survey: Survey, things: Sequence[Thing]) -> NDArray[np.uint8]:
    """The things' numbers, uint8 (height, width)."""
    named = {thing.id: thing.number for thing in things}
    table = np.array(
        [NOTHING if surface is None else named.get(surface.thing, NOTHING) for surface in survey.surfaces], np.uint8
    )
    return table[survey.label]


def ids_files(survey: Survey, things: Sequence[Thing]) -> dict[str, bytes]:
    """The file of a frame, by its ending."""
    return {"png": palette_png(numbers_of(survey, things), palette_of(things))}


def palette_of(things: Sequence[Thing]) -> NDArray[np.uint8]:
    """Colours by number, uint8 (256, 3); nothing is black."""
    palette = np.zeros((256, 3), np.uint8)
    for thing in things:
        palette[thing.number] = thing.colour
    return palette
