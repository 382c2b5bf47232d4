"""Ambiences by name: what a place always sounds like, stereo; the end runs into the beginning, so they loop."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from lampblack.builtin.effects import beds_air, beds_creatures, beds_people, beds_water
from lampblack.builtin.effects.noise import Stereo, spaced
from lampblack.engines.requests import Foley

Ambience = Callable[[Foley, np.random.Generator], Stereo]

AMBIENCES: dict[str, Ambience] = {
    # air
    "wind": beds_air.wind, "mountain_wind": beds_air.mountain_wind, "desert_wind": beds_air.desert_wind,
    "snow_wind": beds_air.snow_wind, "heights": beds_air.heights, "moon": beds_air.moon, "leaves": beds_air.leaves,
    "bamboo": beds_air.bamboo, "room": beds_air.room, "hall": beds_air.hall, "cave": beds_air.cave,
    "drips": beds_air.drips, "starship": beds_air.starship, "fire": beds_air.fire,
    # water
    "rain": beds_water.rain, "storm": beds_water.storm, "river": beds_water.river, "stream": beds_water.stream,
    "waterfall": beds_water.waterfall, "sea": beds_water.sea, "lake": beds_water.lake,
    # creatures
    "birds": beds_creatures.birds, "forest": beds_creatures.forest, "crickets": beds_creatures.crickets,
    "cicadas": beds_creatures.cicadas, "frogs": beds_creatures.frogs, "village": beds_creatures.village,
    # people
    "crowd": beds_people.crowd, "market": beds_people.market, "murmur": beds_people.murmur, "cafe": beds_people.cafe,
    "office": beds_people.office, "ward": beds_people.ward, "classroom": beds_people.classroom,
    "city": beds_people.city, "city_night": beds_people.city_night, "traffic": beds_people.traffic,
    "train": beds_people.train, "station": beds_people.station, "carriage": beds_people.carriage,
}  # fmt: skip

_OVERHEAD = frozenset(("rain", "storm"))
"""What makes another sound inside altogether, and not the same one through a wall."""
_WINDOWS = frozenset(("city", "city_night", "traffic", "birds", "crickets", "market", "village"))
"""What comes in by a window rather than through the walls."""


def walled(what: str, sound: Stereo, rng: np.random.Generator) -> Stereo:
    """An ambience of the open air as it is heard in a room."""
    if what in _OVERHEAD:
        return sound
    return spaced(beds_air.through(sound, glass=what in _WINDOWS), rng, 0.4, 0.3, 2000.0)
