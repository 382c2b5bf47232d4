"""A look: a craft in which the theatre can show a film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.post import Beam
from lampblack.builtin.theatre.set import Grade, Set
from lampblack.staging.place import Place


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """What a look makes its last pass for: pixels, the place and its hour, frames a second, and whether it is a draft,
    which goes without what only large pictures show."""

    width: int
    height: int
    place: Place
    rate: Rate
    draft: bool = False


class Develop(Protocol):
    """The last pass over a drawn picture. It may change `picture`; patterns follow from the frame's number alone."""

    def __call__(self, picture: Canvas, grade: Grade, frame: int, beam: Beam | None = None, /) -> NDArray[np.uint8]:
        """The finished frame, uint8 (height, width, 3), red first."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class Look:
    """How a place is hung, how a person is cut, and how the picture is developed.

    A look is told nothing of the film: neither words nor who speaks. Control maps never see it.
    """

    developer: Callable[[Sheet], Develop]
    hung: Callable[[Set, Place], Set] | None = None
    """The set as this craft builds it; None: as painted."""
    cut: Callable[[Drawn], Drawn] | None = None
    """A person as this craft makes them, on the same block or a larger one; None: as drawn."""
    lens: bool = True
    """Whether it is seen through a lens: pictures have depth of field, prints and screens have none."""
    shadows: bool = True
    """Whether people throw shadows, and lanterns light on the ground and in the air."""
    bodies: bool = False
    """Whether the last pass wants to know where people are: the share of each pixel, as the picture's fourth plane."""
