"""Two sounds of the same words laid beside each other: which moment of one is which of the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from lampblack.media.listening import Colours
from lampblack.media.warping_kernel import warp  # pyright: ignore[reportUnknownVariableType]

STILL = 0.12
"""What standing still costs beside an ordinary step, as a share of how far the two are apart on the whole."""
_REACH, _LEAST, _MOST = 0.35, 60, 1_200
"""How far from an even pace it may stray: a share of the length, within these numbers of moments."""


@dataclass(frozen=True, kw_only=True)
class Warped:
    """How alike they are (`cost`: mean distance of two moments that are heard together) and, for every moment of the
    second, the `first` and the `last` of the first."""

    cost: float
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def warped(heard: Colours, other: Colours) -> Warped:
    """`other` laid beside `heard`, both (moments, features), at least one moment each."""
    size = max(len(heard), len(other))
    half = min(max(_LEAST, round(size * _REACH)), _MOST)
    cost, first, last = cast(Any, warp)(heard, other, half, STILL * _apart(heard, other))
    return Warped(cost=float(cost), first=first, last=last)


def _apart(heard: Colours, other: Colours) -> float:
    """How far two moments are apart that have nothing to do with each other."""
    a, b = heard.astype(np.float64), other.astype(np.float64)
    gap = ((a.mean(axis=0) - b.mean(axis=0)) ** 2).sum()
    return float(np.sqrt(gap + a.var(axis=0).sum() + b.var(axis=0).sum()))
