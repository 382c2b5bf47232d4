"""A set: everything of a place that is painted once and stands on the stage while a shot is filmed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.fog import Colour, Fog

__all__ = ["Air", "AirKind", "Colour", "Fog", "Grade", "Roof", "Set", "Shade", "Sun", "WaterLevel"]

AirKind = Literal["petals", "dust", "snow", "rain", "mist", "birds", "embers", "leaves"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Grade:
    """How the place looks on film: the last pass. `lift` and `grain` are in display units, 0 to 1."""

    saturation: float = 1.06
    contrast: float = 0.40
    """0 straight, 1 a full S-curve."""
    lift: float = 0.02
    white: Colour = (1.0, 1.0, 1.0)
    bloom: float = 0.5
    threshold: float = 0.74
    """What is brighter than this glows."""
    rays: float = 0.0
    """Beams of light away from the sun, 0 to 1 (0.15 is a misty morning)."""
    paper: float = 0.04
    grain: float = 0.011
    vignette: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class WaterLevel:
    """Open water at `height` metres, everywhere that no floor covers; `ripple` 0 is a mirror, 1 a light breeze."""

    height: float = 0.0
    colour: Colour = (0.29, 0.35, 0.47)
    ripple: float = 1.0
    murk: float = 0.25
    """How little it mirrors, 0 to 1: 0 polished, 0.6 a muddy river."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sun:
    """Where the light is seen to come from: azimuth (0 = +z, + right) and height in radians, colour of its glow."""

    azimuth: float
    height: float
    colour: Colour = (1.0, 0.6, 0.36)


@dataclass(frozen=True, kw_only=True, slots=True)
class Air:
    """What drifts through the air: `count` of them in the picture, blown by `wind` (x, metres a second)."""

    kind: AirKind
    count: int
    colour: Colour = (0.98, 0.70, 0.69)
    wind: float = 0.4
    size: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Roof:
    """What keeps rain and snow off: from x `left` to `right`, from z `near` to `far`, at `height`, all in metres."""

    left: float
    right: float
    near: float
    far: float
    height: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Shade:
    """How the place's light falls on people: colour they are multiplied with, edge light, shadow on the ground."""

    tint: Colour = (1.0, 1.0, 1.0)
    rim: float = 0.6
    """Strength of the light along the edge that faces the sun or lamp; its colour is the light's rim colour."""
    shadow: float = 0.35
    """How dark the shadow on the ground is; 0: none (an overcast day still has the contact shadow)."""


@dataclass(frozen=True, kw_only=True)
class Set:
    """A place as built: cards in metres and the air, water and light around them.

    Drawn in this order: `sky` as listed (what stands far off, too); `floors` as listed; `cards` and people by distance
    from the camera; `air`, of it what is beyond somebody before them; glow, rays and the grade. Water is drawn behind
    all but the sky itself, and everything that reaches below its level is cut there, so let cards that stand in water
    go down into it.
    """

    sky: tuple[Card, ...] = ()
    cards: tuple[Card, ...] = ()
    floors: tuple[Card, ...] = ()
    water: WaterLevel | None = None
    fog: Fog = field(default_factory=Fog)
    grade: Grade = field(default_factory=Grade)
    sun: Sun | None = None
    air: tuple[Air, ...] = ()
    roofs: tuple[Roof, ...] = ()
    """Under them and what they stand over nothing falls."""
    shade: Shade = field(default_factory=Shade)
