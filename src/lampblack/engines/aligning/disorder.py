"""How sure it is that a recording says the words: beside the reading, the same sounds in a wrong order are tried."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lampblack.engines.aligning.reading import Listened
from lampblack.media.listening import Colours
from lampblack.media.warping import warped

_UNLIKE, _ALIKE = 0.97, 0.80
"""The reading's cost beside that of disordered sounds at which nothing, and at which everything, speaks for the
words."""


def confidence(heard: Listened, model: Listened, order: NDArray[np.int64]) -> float:
    """0 to 1; `order` is the number of the sound at each moment of the model, or -1."""
    ratio = likeness(heard, model, order)
    return round(float(np.clip((_UNLIKE - ratio) / (_UNLIKE - _ALIKE), 0.0, 1.0)), 3)


def likeness(heard: Listened, model: Listened, order: NDArray[np.int64]) -> float:
    """The model's cost beside the mean cost of its sounds disordered: well under 1 for the same words."""
    own = warped(heard.thinned(), model.thinned()).cost
    others = [warped(heard.thinned(), each).cost for each in _disordered(model, order)]
    return own / max(1e-6, float(np.mean(others)))


def _disordered(model: Listened, order: NDArray[np.int64]) -> list[Colours]:
    """The model with its sounds backwards, and turned round by a third and by a half, forwards and backwards: orders
    that are far from the right one however few sounds there are."""
    edges = np.flatnonzero(np.diff(order)) + 1
    bounds = [0, *(int(edge) for edge in edges), len(order)]
    pieces = [np.arange(first, last) for first, last in pairwise(bounds)]
    made: list[Colours] = []
    for number, way in enumerate((pieces[::-1], pieces, pieces, pieces[::-1])):
        turn = max(1, len(way) * (0, 2, 3, 3)[number] // 6) if number else 0
        picked = np.concatenate([*way[turn:], *way[:turn]])
        made.append(np.ascontiguousarray(model.colours[picked][::2]))
    return made
