"""A wearer: one figure in one picture, as its garments need to know it."""

from __future__ import annotations

from dataclasses import dataclass, field

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.skeleton import Skeleton
from lampblack.builtin.theatre.puppet.tone import RGB, rgb
from lampblack.builtin.theatre.puppet.trunk import Trunk
from lampblack.builtin.theatre.puppet.vector import XY
from lampblack.staging.figure import Figure


@dataclass(frozen=True, eq=False, slots=True)
class Wearer:
    """One figure in one picture: all that its garments ask for."""

    brush: Brush
    bones: Skeleton
    trunk: Trunk
    pose: BodyPose
    figure: Figure
    skin: RGB
    lights: dict[str, tuple[XY, XY]] = field(default_factory=dict[str, tuple[XY, XY]])
    """From the lit side to the shaded one of what is one cloth in several pieces, once found."""

    @property
    def height(self) -> float:
        return self.bones.body.height

    @property
    def robe(self) -> RGB:
        return rgb(self.figure.robe)

    @property
    def trim(self) -> RGB:
        return rgb(self.figure.trim)

    @property
    def inner(self) -> RGB:
        return rgb(self.figure.inner)

    @property
    def skirt(self) -> RGB:
        return rgb(self.figure.skirt)

    @property
    def sash(self) -> RGB:
        return rgb(self.figure.sash)
