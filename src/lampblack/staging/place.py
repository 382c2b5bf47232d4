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


_SEASONS: dict[Season, tuple[float, float, float, tuple[float, float, float], tuple[float, float, float]]] = {
    # the sun's height at noon over summer's, its way round over summer's, the moon's height, key tone, fill tone
    "spring": (0.80, 0.90, 0.80, (1.00, 1.00, 0.99), (0.98, 1.00, 1.02)),
    "summer": (1.00, 1.00, 0.70, (1.00, 1.00, 1.00), (1.00, 1.00, 1.00)),
    "autumn": (0.76, 0.90, 0.80, (1.00, 0.97, 0.91), (1.00, 0.99, 0.99)),
    "winter": (0.48, 0.76, 0.95, (0.98, 0.97, 0.98), (0.94, 0.99, 1.08)),
}
"""At 35 degrees north, noon is at 78, 55 and 31 degrees (Meeus, *Astronomical Algorithms*, 13); a full moon stands
where the sun stands half a year later."""
_RISEN = 0.2
"""Radians under which the sun is rising or setting: that low it stands in every season."""


def light_of(place: Place) -> Light:
    """The light that falls on a place at its hour and season: low and warm at dawn and dusk, high and plain at noon in
    summer, never high in winter."""
    azimuth, height, key, fill = _HOURS[place.time]
    high, round_, moon, tone, cool = _SEASONS[place.season]
    if place.time == "night":
        height = moon
    elif height > _RISEN:
        azimuth, height = azimuth * round_, height * high
    if place.time != "night":
        key, fill = _toned(key, tone), _toned(fill, cool)
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


def _toned(colour: tuple[float, float, float], tone: tuple[float, float, float]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, part * share) for part, share in zip(colour, tone, strict=True))
    return r, g, b
