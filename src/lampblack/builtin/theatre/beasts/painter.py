"""What every part of a beast is painted with: its brush, its bones, its colours, and where it is seen from."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.builtin.theatre.beasts.bones import Bones
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.tone import DUSK, RGB, mixed, rgb
from lampblack.builtin.theatre.puppet.vector import XY, Vec, dot, sub, unit
from lampblack.staging.figure import Figure, Markings


@dataclass(frozen=True, slots=True)
class Coat:
    """The colours of fur, feathers or scales."""

    coat: RGB
    under: RGB
    marking: RGB
    markings: Markings


def coat_of(figure: Figure, colours: tuple[str, str, str], markings: Markings) -> Coat:
    """The coat as the figure has it, else as its kind has."""
    coat, under, marking = (
        own if isinstance(own, str) else usual
        for own, usual in zip((figure.coat, figure.under, figure.marking), colours, strict=True)
    )
    own = figure.markings
    return Coat(rgb(coat), rgb(under), rgb(marking), own if isinstance(own, str) else markings)


@dataclass(frozen=True, slots=True)
class Painter:
    """One beast being painted."""

    brush: Brush
    bones: Bones
    coat: Coat
    handles: tuple[XY, XY]
    """Where the light runs over the whole body, so that its parts are one."""
    unit: float
    """Pixels of one withers."""

    def px(self, p: Vec) -> XY:
        return self.brush.view.point(p)

    def to_eye(self, p: Vec) -> Vec:
        return unit(sub(self.brush.view.eye, p))

    def sideways(self) -> float:
        """0 seen from the front or behind, 1 in profile."""
        return abs(dot(self.bones.body.right, self.to_eye(self.bones.middle)))

    def frontal(self) -> float:
        """1 seen from the front, -1 from behind."""
        return dot(self.bones.body.forward, self.to_eye(self.bones.middle))

    def depth(self, p: Vec) -> float:
        return self.brush.view.depth(p)


def shaded(colour: RGB) -> RGB:
    """The colour of what lies in the body's own shadow: legs on the far side."""
    return mixed(colour, DUSK, 0.30)
