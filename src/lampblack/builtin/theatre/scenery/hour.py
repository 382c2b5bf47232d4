"""The colours of an hour: what the sky, the distance, the ink and the light are made of, before a place adds its own.

Sources for the hours' habits: Minnaert, *Light and Colour in the Outdoors* (twilight bands, purple light, aerial
perspective); the pigments are those of blue-green landscape (azurite, malachite, ochre, cinnabar).
Colours 0 to 255; shares 0 to 1.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from lampblack.builtin.theatre.scenery.wash import Colour, mixed, scaled
from lampblack.staging.place import Light, Place, Season, TimeOfDay


@dataclass(frozen=True, kw_only=True, slots=True)
class Hour:
    """One hour's palette. `sky` runs from the zenith (0) to the horizon (1)."""

    sky: tuple[tuple[float, Colour], ...]
    cloud_lit: Colour
    cloud_shade: Colour
    cloud_cover: float
    glow: Colour
    """The light around the sun or moon, and on the haze below it."""
    glow_strength: float
    disc: Colour
    disc_radius: float
    """Radians; larger than the real 0.0047, as painters make it."""
    haze: Colour
    """What everything turns into with distance, away from the sun."""
    haze_share: float
    """How much of it lies over the far ridges."""
    distance: Colour
    """The blue or violet that far rock takes on before the haze takes it (aerial perspective)."""
    ink: Colour
    """The darkest wash of near rock and trees at this hour."""
    lit: Colour
    """Multiplies local colours where the key light falls, 255 = as painted."""
    shade: Colour
    """Multiplies local colours in shadow."""
    rim: Colour
    """The thin bright edge towards the sun."""
    pigment: float
    """How much mineral colour is seen in the rock."""
    front: float = 1.0
    """How much of the key light falls on the sides we see: little while the sun stands low behind the stage."""
    night: bool = False

    def day(self, colour: Colour, light: float = 0.6) -> Colour:
        """A local colour as it looks at this hour, `light` of it (0 to 1) in the key light."""
        return scaled(colour, scaled(mixed(self.shade, self.lit, light * self.front), 1.0 / 255.0))


_HOURS: dict[TimeOfDay, Hour] = {
    "dawn": Hour(
        sky=(
            (0.0, (40, 58, 104)),
            (0.30, (74, 88, 134)),
            (0.55, (146, 122, 154)),
            (0.72, (220, 152, 140)),
            (0.86, (250, 192, 144)),
            (1.0, (255, 220, 176)),
        ),
        cloud_lit=(255, 196, 168),
        cloud_shade=(112, 96, 138),
        cloud_cover=0.75,
        glow=(255, 176, 104),
        glow_strength=0.62,
        disc=(255, 108, 58),
        disc_radius=0.030,
        haze=(226, 190, 186),
        haze_share=0.62,
        distance=(88, 100, 156),
        ink=(24, 38, 66),
        lit=(262, 218, 186),
        shade=(118, 126, 172),
        rim=(255, 196, 140),
        front=0.5,
        pigment=0.55,
    ),
    "morning": Hour(
        sky=(
            (0.0, (72, 124, 168)),
            (0.35, (112, 160, 190)),
            (0.65, (170, 200, 206)),
            (0.85, (222, 224, 206)),
            (1.0, (250, 240, 212)),
        ),
        cloud_lit=(255, 250, 236),
        cloud_shade=(158, 180, 196),
        cloud_cover=0.55,
        glow=(255, 236, 186),
        glow_strength=0.45,
        disc=(255, 250, 226),
        disc_radius=0.026,
        haze=(214, 222, 214),
        haze_share=0.58,
        distance=(104, 146, 176),
        ink=(30, 48, 60),
        lit=(268, 256, 226),
        shade=(146, 166, 186),
        rim=(255, 244, 206),
        front=0.85,
        pigment=0.85,
    ),
    "noon": Hour(
        sky=(
            (0.0, (66, 128, 172)),
            (0.4, (110, 168, 196)),
            (0.7, (166, 206, 212)),
            (0.9, (214, 228, 218)),
            (1.0, (234, 236, 222)),
        ),
        cloud_lit=(255, 255, 250),
        cloud_shade=(168, 190, 202),
        cloud_cover=0.6,
        glow=(255, 252, 230),
        glow_strength=0.2,
        disc=(255, 254, 240),
        disc_radius=0.024,
        haze=(206, 222, 220),
        haze_share=0.52,
        distance=(88, 138, 166),
        ink=(28, 46, 56),
        lit=(264, 260, 246),
        shade=(158, 178, 188),
        rim=(255, 252, 232),
        pigment=1.0,
    ),
    "afternoon": Hour(
        sky=(
            (0.0, (76, 130, 176)),
            (0.35, (128, 168, 190)),
            (0.62, (204, 204, 182)),
            (0.84, (236, 214, 166)),
            (1.0, (252, 226, 170)),
        ),
        cloud_lit=(255, 240, 206),
        cloud_shade=(172, 166, 164),
        cloud_cover=0.6,
        glow=(255, 222, 140),
        glow_strength=0.6,
        disc=(255, 238, 184),
        disc_radius=0.028,
        haze=(236, 216, 182),
        haze_share=0.56,
        distance=(122, 138, 152),
        ink=(40, 46, 50),
        lit=(272, 240, 188),
        shade=(150, 148, 160),
        rim=(255, 230, 166),
        front=0.85,
        pigment=0.9,
    ),
    "dusk": Hour(
        sky=(
            (0.0, (26, 28, 70)),
            (0.26, (56, 44, 98)),
            (0.48, (108, 60, 112)),
            (0.66, (178, 78, 96)),
            (0.84, (236, 124, 84)),
            (1.0, (255, 180, 104)),
        ),
        cloud_lit=(255, 132, 92),
        cloud_shade=(76, 48, 92),
        cloud_cover=0.85,
        glow=(255, 140, 56),
        glow_strength=0.58,
        disc=(255, 84, 40),
        disc_radius=0.034,
        haze=(186, 108, 116),
        haze_share=0.58,
        distance=(66, 42, 96),
        ink=(24, 16, 42),
        lit=(232, 150, 120),
        shade=(96, 80, 128),
        rim=(255, 150, 84),
        front=0.5,
        pigment=0.35,
    ),
    "night": Hour(
        sky=(
            (0.0, (8, 12, 32)),
            (0.35, (16, 26, 60)),
            (0.62, (30, 48, 90)),
            (0.84, (54, 76, 120)),
            (1.0, (86, 108, 148)),
        ),
        cloud_lit=(120, 142, 188),
        cloud_shade=(16, 22, 48),
        cloud_cover=0.5,
        glow=(150, 178, 226),
        glow_strength=0.42,
        disc=(244, 244, 226),
        disc_radius=0.030,
        haze=(66, 86, 128),
        haze_share=0.58,
        distance=(34, 52, 98),
        ink=(8, 14, 30),
        lit=(134, 154, 200),
        shade=(40, 50, 86),
        rim=(176, 200, 244),
        front=1.0,
        pigment=0.3,
        night=True,
    ),
}


def plain_hour(hour: Hour) -> Hour:
    """Local colours as they are: a room is lit by its own light afterwards."""
    return replace(hour, lit=(255.0, 255.0, 255.0), shade=(255.0, 255.0, 255.0), front=1.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Tone:
    """What a season does to an hour by day: the sky's veil and how much of it, tones of light and shadow, how much the
    mineral colours are seen, how steeply the light falls on the sides we see."""

    veil: Colour
    much: float
    lit: Colour = (255.0, 255.0, 255.0)
    shade: Colour = (255.0, 255.0, 255.0)
    pigment: float = 1.0
    front: float = 1.0


_TONES: dict[Season, Tone] = {
    "spring": Tone(veil=(226, 236, 232), much=0.07, lit=(253, 255, 252), shade=(252, 255, 255), pigment=0.95),
    "autumn": Tone(veil=(248, 224, 186), much=0.08, lit=(258, 250, 234), shade=(255, 251, 250), front=0.97),
    "winter": Tone(
        veil=(224, 230, 238), much=0.20, lit=(248, 250, 258), shade=(246, 255, 268), pigment=0.75, front=0.88
    ),
}


def _in_season(hour: Hour, season: Season) -> Hour:
    """The hour as a season tones it: spring is moist, autumn golden, winter pale with blue shadows."""
    tone = _TONES.get(season)
    if tone is None or hour.night:
        return hour
    return replace(
        hour,
        sky=tuple((at, mixed(colour, tone.veil, tone.much * (0.4 + 0.6 * at))) for at, colour in hour.sky),
        haze=mixed(hour.haze, tone.veil, tone.much),
        lit=_seen_in(hour.lit, tone.lit),
        shade=_seen_in(hour.shade, tone.shade),
        pigment=hour.pigment * tone.pigment,
        front=hour.front * tone.front,
    )


def _seen_in(colour: Colour, light: Colour) -> Colour:
    """A light's colour in another's, which may be brighter than white."""
    r, g, b = (part * share / 255.0 for part, share in zip(colour, light, strict=True))
    return r, g, b


def hour_of(place: Place) -> Hour:
    """The palette of the place's hour, toned by its season, greyed and thickened by its weather."""
    hour = _in_season(_HOURS[place.time], place.season)
    if place.weather == "clear" or place.inside:
        return hour
    if place.weather == "wind":
        return replace(hour, cloud_cover=min(1.0, hour.cloud_cover + 0.15))
    return _veiled(hour, place.weather)


def _veiled(hour: Hour, weather: str) -> Hour:
    grey = {"mist": 0.35, "rain": 0.62, "snow": 0.45}[weather]
    dim = {"mist": 1.0, "rain": 0.74, "snow": 0.98}[weather]
    pale = {"mist": 0.25, "rain": 0.0, "snow": 0.22}[weather] * (0.3 if hour.night else 1.0)

    def veil(colour: Colour, much: float = 1.0) -> Colour:
        level = 0.3 * colour[0] + 0.56 * colour[1] + 0.14 * colour[2]
        cool = (level * 0.96, level * 1.0, level * 1.05)
        return mixed(scaled(mixed(colour, cool, grey * much), dim), (236, 238, 236), pale * much * 0.6)

    return replace(
        hour,
        sky=tuple((at, veil(colour)) for at, colour in hour.sky),
        cloud_lit=veil(hour.cloud_lit),
        cloud_shade=veil(hour.cloud_shade),
        cloud_cover=1.0 if weather == "rain" else 0.9,
        glow=veil(hour.glow, 0.6),
        glow_strength=hour.glow_strength * {"mist": 0.7, "rain": 0.15, "snow": 0.35}[weather],
        disc_radius=hour.disc_radius if weather == "mist" else 0.0,
        haze=veil(hour.haze),
        distance=veil(hour.distance),
        haze_share=min(0.85, hour.haze_share + 0.22),
        lit=mixed(veil(hour.lit), hour.shade, 0.35),
        shade=veil(hour.shade, 0.7),
        pigment=hour.pigment * 0.65,
    )


MOON = 0.25
"""Radians: the moon is painted no higher, however high its light: a night without the moon in it is just dark."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sun:
    """Where the light stands: azimuth (0 = straight ahead, + right) and height in radians. At night it is the moon."""

    azimuth: float
    height: float

    @classmethod
    def of(cls, light: Light) -> Sun:
        key = light.key
        height = math.atan2(key.y, math.hypot(key.x, key.z))
        if light.sun_height < 0.0:
            height = min(height, MOON)
        return cls(azimuth=math.atan2(key.x, key.z), height=height)

    def side(self, azimuth: float) -> float:
        """From which side a thing seen at `azimuth` is lit: -1 from its left, 1 from its right."""
        return math.sin(self.azimuth - azimuth)

    def nearness(self, azimuth: float) -> float:
        """1 straight under the sun, falling to 0 a quarter turn away."""
        turn = (azimuth - self.azimuth + math.pi) % (2 * math.pi) - math.pi
        return math.exp(-((turn / 0.75) ** 2))

    def haze(self, hour: Hour, azimuth: float) -> Colour:
        """The colour distance takes on in that direction."""
        low = math.exp(-max(0.0, self.height) / 0.5)
        return mixed(hour.haze, mixed(hour.sky[-1][1], hour.glow, 0.35), 0.75 * self.nearness(azimuth) * low)
