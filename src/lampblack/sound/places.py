"""How a place sounds: the reverberation of its room, and the beds that are always heard in it.

Pure tables by kit: orders of magnitude of real places (living rooms fall in under half a second, classrooms in under
one, stone halls and caves in more than two; a street echoes, a field hardly, snow not at all).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lampblack.breakdown.model import PlaceEntry
from lampblack.sound.model import Room
from lampblack.sound.vocabulary import CONTINUOUS, OUTDOORS
from lampblack.staging.place import Season, TimeOfDay, Weather


@dataclass(frozen=True, kw_only=True, slots=True)
class Acoustics:
    """How a place answers."""

    room: Room
    wet: float
    """Share of its answer beside a voice that is near, 0 to 1."""
    tone: str = ""
    """What is heard in it when nothing is: a bed's name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bed:
    """Something always heard in a scene: an ambience's name, its gain beside the others in dB, and whether it is heard
    through walls."""

    what: str
    gain_db: float = 0.0
    inside: bool = False


def _place(seconds: float, gap: float, brightness: float, wet: float, tone: str = "") -> Acoustics:
    return Acoustics(room=Room(seconds=seconds, gap=gap, brightness=brightness), wet=wet, tone=tone)


OPEN = _place(0.9, 0.045, 2800.0, 0.05)
"""A field under the sky: almost nothing comes back."""

_INSIDE: Mapping[str, Acoustics] = {
    # seconds to fall by 60 dB, seconds before it answers, Hz above which nothing comes back, share, room tone
    "room": _place(0.50, 0.006, 5200.0, 0.20, "room"),
    "study": _place(0.42, 0.006, 4600.0, 0.18, "room"),
    "flat": _place(0.45, 0.006, 5200.0, 0.18, "room"),
    "bedroom": _place(0.32, 0.005, 4000.0, 0.14, "room"),
    "office": _place(0.60, 0.008, 5600.0, 0.20, "office"),
    "hospital": _place(0.85, 0.009, 6800.0, 0.24, "ward"),
    "classroom": _place(0.80, 0.010, 6000.0, 0.24, "classroom"),
    "cafe": _place(0.60, 0.008, 5200.0, 0.18, "cafe"),
    "inn": _place(0.70, 0.009, 4600.0, 0.20, "murmur"),
    "carriage": _place(0.28, 0.004, 4200.0, 0.14, "train"),
    "platform": _place(2.20, 0.024, 4800.0, 0.24, "station"),
    "palace_hall": _place(2.40, 0.022, 5200.0, 0.30, "hall"),
    "cave": _place(2.80, 0.018, 4200.0, 0.36, "cave"),
    "moon_palace": _place(3.20, 0.025, 6400.0, 0.30, "moon"),
    "starship": _place(0.70, 0.007, 7200.0, 0.22, "starship"),
    "courtyard": _place(0.70, 0.014, 4600.0, 0.12, "room"),
    "rooftop": _place(0.45, 0.006, 5000.0, 0.16, "room"),
}
_OUTSIDE: Mapping[str, Acoustics] = {
    "street": _place(0.90, 0.016, 4800.0, 0.11),
    "city_street": _place(1.20, 0.022, 5200.0, 0.11),
    "courtyard": _place(0.70, 0.014, 4600.0, 0.12),
    "village": _place(0.60, 0.020, 3600.0, 0.06),
    "platform": _place(1.70, 0.024, 4400.0, 0.16),
    "rooftop": _place(0.90, 0.060, 3200.0, 0.05),
    "forest": _place(1.30, 0.030, 2600.0, 0.09),
    "bamboo": _place(1.10, 0.026, 3400.0, 0.09),
    "mountains": _place(2.60, 0.110, 2600.0, 0.09),
    "cave": _place(2.00, 0.030, 3600.0, 0.16),
    "palace_hall": _place(1.10, 0.030, 4200.0, 0.11),
    "snow_field": _place(0.30, 0.030, 1800.0, 0.03),
    "desert": _place(0.40, 0.060, 2200.0, 0.03),
    "lake": _place(1.20, 0.070, 3000.0, 0.06),
    "river": _place(0.90, 0.050, 3000.0, 0.06),
    "sky": _place(2.20, 0.080, 3600.0, 0.10),
    "moon_palace": _place(3.20, 0.040, 5600.0, 0.22),
}
_BEDS: Mapping[str, tuple[tuple[str, float], ...]] = {
    # what is heard outside in such a place by day, and how loud beside the first
    "mountains": (("mountain_wind", 0.0), ("birds", -7.0)),
    "river": (("river", 0.0), ("wind", -8.0)),
    "forest": (("forest", 0.0), ("leaves", -4.0)),
    "plain": (("wind", 0.0), ("birds", -9.0)),
    "courtyard": (("leaves", 0.0), ("birds", -2.0)),
    "street": (("market", 0.0),),
    "lake": (("lake", 0.0), ("wind", -7.0), ("birds", -8.0)),
    "sea": (("sea", 0.0), ("wind", -7.0)),
    "desert": (("desert_wind", 0.0),),
    "bamboo": (("bamboo", 0.0), ("birds", -6.0)),
    "snow_field": (("snow_wind", 0.0),),
    "village": (("village", 0.0), ("leaves", -5.0)),
    "sky": (("heights", 0.0),),
    "moon_palace": (("moon", 0.0),),
    "cave": (("mountain_wind", 0.0), ("drips", -8.0)),
    "palace_hall": (("birds", 0.0), ("wind", -5.0)),
    "city_street": (("traffic", 0.0), ("city", -3.0)),
    "platform": (("station", 0.0), ("wind", -8.0)),
    "rooftop": (("city", 0.0), ("wind", -3.0)),
}
_THROUGH: Mapping[str, tuple[tuple[str, float], ...]] = {
    # what comes through the walls of such a room
    "flat": (("city", -7.0),),
    "bedroom": (("city", -8.0),),
    "hospital": (("city", -12.0),),
    "classroom": (("birds", -10.0),),
    "study": (("leaves", -9.0), ("birds", -9.0)),
    "room": (("leaves", -10.0),),
    "cafe": (("traffic", -10.0),),
    "inn": (("market", -10.0),),
    "cave": (("drips", -3.0),),
    "palace_hall": (("wind", -10.0),),
}
_NIGHT: Mapping[str, str] = {"city": "city_night", "traffic": "city_night", "market": "", "village": "", "birds": ""}
"""What becomes of a bed by night: people sleep, and birds."""
_WEATHER: Mapping[Weather, tuple[tuple[str, float], ...]] = {
    "rain": (("rain", 0.0),),
    "storm": (("storm", 2.0), ("wind", -2.0)),
    "wind": (("wind", 0.0),),
    "snow": (("snow_wind", -5.0),),
}
_HUSHED: Mapping[Weather, tuple[str, ...]] = {
    "rain": ("birds", "crickets", "cicadas", "forest", "village"),
    "storm": ("birds", "crickets", "cicadas", "frogs", "forest", "village", "market"),
    "snow": ("birds", "crickets", "cicadas", "frogs"),
}
"""What is silent in such weather."""
_WALLS = -8.0
"""dB that the weather loses on its way into a room."""
_WILD = frozenset((
    "forest", "bamboo", "plain", "mountains", "river", "lake", "village", "courtyard", "study", "room", "street",
))  # fmt: skip
"""Where insects are heard at night."""
_LEAFY = frozenset(("forest", "village", "courtyard", "bamboo"))
_WATERSIDE = frozenset(("lake", "river"))
_AIRLESS = frozenset(("starship", "moon_palace"))
"""Where no weather is heard."""
_SPOKEN_FOR = frozenset(("room", "crowd", "leaves", "birds", "wind", "city", "train"))
"""What a draft names for want of better: the kit's own beds say it more exactly."""


def acoustics_of(kit: str, *, inside: bool) -> Acoustics:
    """The reverberation of what a kit builds; a wooden room, or the open, where nobody wrote it down."""
    return _INSIDE.get(kit, _INSIDE["room"]) if inside else _OUTSIDE.get(kit, OPEN)


def acoustics_of_place(place: PlaceEntry | None, *, inside: bool) -> Acoustics:
    """The reverberation of a place of the bible."""
    return acoustics_of(place.kit if place is not None else "", inside=inside)


def beds_of(
    kit: str, *, inside: bool, time: TimeOfDay = "noon", season: Season = "summer", weather: Weather = "clear",
    named: Sequence[str] = (), drafted: bool = True,
) -> tuple[Bed, ...]:  # fmt: skip
    """What is always heard in a scene, a room's own tone first. `named` are the place's own sounds: written by hand
    they are all heard; drafted, they give way to what fits kit, hour, season and weather better. In a room the outdoors
    are heard through the walls."""
    own = _THROUGH.get(kit, ()) if inside else _BEDS.get(kit, ())
    if drafted:
        plain = () if own else _SPOKEN_FOR
        told = [(what, -3.0) for what in named if what in CONTINUOUS and (what not in _SPOKEN_FOR or what in plain)]
        wanted = _at_hour([*own, *told], kit, time, season, weather)
    else:
        wanted = [(what, 0.0) for what in named]
    sheltered = kit in _AIRLESS or (inside and kit == "cave")
    heard = [*wanted, *(() if sheltered else _WEATHER.get(weather, ()))]
    tone = [(acoustics_of(kit, inside=True).tone, 0.0)] if inside else []
    beds: dict[str, Bed] = {}
    for what, gain in (*tone, *heard):
        through = inside and what in OUTDOORS
        beds.setdefault(what, Bed(what=what, gain_db=gain + (_WALLS if through else 0.0), inside=through))
    return tuple(beds.values())


def _at_hour(
    beds: Sequence[tuple[str, float]], kit: str, time: TimeOfDay, season: Season, weather: Weather
) -> list[tuple[str, float]]:
    """The beds of a day as they are at that hour, in that season and weather."""
    night = time == "night"
    found = [(_NIGHT.get(what, what) if night else what, gain) for what, gain in beds]
    if kit in _WILD and season in ("summer", "autumn"):
        found += {"night": [("crickets", -1.0)], "dusk": [("crickets", -5.0)]}.get(time, [])
        found += [("cicadas", -7.0)] if season == "summer" and time in ("noon", "afternoon") and kit in _LEAFY else []
    if night and kit in _WATERSIDE and season in ("spring", "summer"):
        found.append(("frogs", -6.0))
    if time == "dawn":
        found = [(what, gain + 3.0 if what == "birds" else gain) for what, gain in found]
    silent = (*_HUSHED.get(weather, ()), *(("birds", "frogs", "crickets", "cicadas") if season == "winter" else ()))
    left = [(what, gain) for what, gain in found if what and what not in silent]
    return left if left or not found or weather in _WEATHER else [("wind", -4.0)]
