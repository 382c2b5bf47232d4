"""A place and its hour: which kit builds it, when, in what weather, with what on it; and the light that follows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from lampblack.staging.space import Point

TimeOfDay = Literal["dawn", "morning", "noon", "afternoon", "dusk", "night"]
Season = Literal["spring", "summer", "autumn", "winter"]
Weather = Literal["clear", "mist", "rain", "snow", "wind", "storm"]
"""`storm`: rain, wind and lightning."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SetPiece:
    """A thing on the stage: a kit's name for it (`rock`, `tree`, `table`, `lamp`), standing on the ground at
    `position`."""

    id: str
    kind: str
    position: Point
    yaw: float = 0.0
    size: float = 1.0
    """Multiplies the kind's natural size."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a scene plays. `kit` names the builder (`mountains`, `river`, `forest`, ...); `seed` comes from the place's
    name, so it looks the same in every shot; `words` is the bible's own description, for engines that read."""

    id: str
    kit: str
    time: TimeOfDay = "noon"
    weather: Weather = "clear"
    season: Season = "summer"
    inside: bool = False
    words: str = ""
    seed: int = 0
    pieces: tuple[SetPiece, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Light:
    """The light of an hour. Directions point from the stage to the light; colours are RGB, 1.0 = paper white."""

    key: Point
    key_colour: tuple[float, float, float]
    fill_colour: tuple[float, float, float]
    rim_colour: tuple[float, float, float]
    sun_height: float
    """Radians above the horizon; negative: the moon has the stage."""


_HOURS: dict[TimeOfDay, tuple[float, float, tuple[float, float, float], tuple[float, float, float]]] = {
    # azimuth (0 = straight ahead, behind the actors; + = right), height, key colour, fill colour
    "dawn": (-0.35, 0.12, (1.00, 0.78, 0.55), (0.62, 0.60, 0.74)),
    "morning": (-0.7, 0.55, (1.00, 0.93, 0.80), (0.72, 0.76, 0.82)),
    "noon": (0.25, 1.15, (1.00, 0.98, 0.90), (0.78, 0.80, 0.80)),
    "afternoon": (0.8, 0.6, (1.00, 0.90, 0.72), (0.70, 0.70, 0.74)),
    "dusk": (0.3, 0.08, (1.00, 0.62, 0.38), (0.54, 0.46, 0.60)),
    "night": (-0.4, 0.7, (0.55, 0.66, 0.95), (0.22, 0.26, 0.42)),
}


def light_of(place: Place) -> Light:
    """The light that falls on a place at its hour: low and warm at dawn and dusk, high and plain at noon."""
    azimuth, height, key, fill = _HOURS[place.time]
    direction = Point(
        x=math.sin(azimuth) * math.cos(height), y=math.sin(height), z=math.cos(azimuth) * math.cos(height)
    )
    rim = (min(1.0, key[0] * 1.05), min(1.0, key[1] * 1.02), min(1.0, key[2]))
    return Light(
        key=direction,
        key_colour=key,
        fill_colour=fill,
        rim_colour=rim,
        sun_height=-height if place.time == "night" else height,
    )
