"""The vocabulary of what is heard: how long each sound is recorded, and how loud it stands beside the others.

`breakdown.sounds` finds these names in words, `shots.sounds` on the stage; an engine for `foley` makes them. The table
does not know which engine: a name that an engine lacks is the planner's to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Spotted:
    """A sound with an end: seconds of a recording, and its gain in dB when its peak is at -6 dBFS."""

    seconds: float
    level: float = -8.0


def _spot(seconds: float, level: float = -8.0) -> Spotted:
    return Spotted(seconds=seconds, level=level)


SPOTS: Mapping[str, Spotted] = {
    # feet, bodies, cloth, things in hands
    "footstep": _spot(0.4, -12), "staff": _spot(0.6, -9), "hoof": _spot(0.35, -10), "paw": _spot(0.3, -18),
    "cloth": _spot(0.7, -18), "fall": _spot(1.4, -4), "punch": _spot(0.4, -6), "clap": _spot(0.3, -12),
    "drink": _spot(1.8, -10), "eat": _spot(1.6, -16), "pour": _spot(2.6, -12), "cup": _spot(0.5, -14),
    "paper": _spot(0.9, -16), "write": _spot(2.2, -18), "coins": _spot(1.2, -12), "keys": _spot(1.0, -13),
    "match": _spot(1.2, -12), "broom": _spot(1.6, -15), "bow": _spot(1.0, -9), "whip": _spot(0.7, -7),
    "whoosh": _spot(0.6, -12), "chair": _spot(0.8, -13),
    # doors and what breaks
    "knock": _spot(1.2, -9), "door_open": _spot(1.8, -10), "door_close": _spot(1.0, -8), "door_slam": _spot(1.2, -4),
    "door_slide": _spot(1.6, -11), "gate": _spot(2.6, -7), "train_door": _spot(2.6, -11), "lock": _spot(0.7, -12),
    "doorbell": _spot(1.8, -12), "creak": _spot(1.6, -13), "glass": _spot(1.6, -7), "crockery": _spot(1.4, -8),
    "wood_break": _spot(1.0, -7), "crash": _spot(2.2, -4), "thud": _spot(0.8, -7), "stone": _spot(1.6, -7),
    "rockfall": _spot(4.5, -5), "clang": _spot(1.8, -8),
    # swords, shots, fire
    "sword": _spot(1.3, -9), "clash": _spot(1.5, -7), "sheathe": _spot(0.8, -12), "gunshot": _spot(2.0, -2),
    "explosion": _spot(4.0, -1), "firework": _spot(3.2, -7),
    # bells, drums, signals
    "bell": _spot(5.0, -9), "chime": _spot(1.8, -14), "gong": _spot(5.0, -8), "temple_block": _spot(0.5, -12),
    "drum": _spot(1.4, -7), "clapper": _spot(0.7, -11), "horn": _spot(2.6, -8), "whistle": _spot(1.4, -12),
    # water, weather
    "splash": _spot(1.4, -8), "drop": _spot(0.6, -14), "bubbles": _spot(1.8, -14), "thunder": _spot(5.0, -5),
    "thunder_far": _spot(6.0, -9), "gust": _spot(3.0, -13),
    # things of today
    "phone_ring": _spot(3.0, -12), "phone_buzz": _spot(2.0, -14), "beep": _spot(0.6, -16), "keyboard": _spot(2.2, -17),
    "switch": _spot(0.3, -15), "camera": _spot(0.5, -13), "clock": _spot(4.0, -20), "alarm": _spot(2.4, -12),
    "elevator": _spot(2.4, -12), "siren": _spot(6.0, -13), "car_pass": _spot(4.5, -9), "car_horn": _spot(1.0, -9),
    "car_door": _spot(0.7, -8), "brakes": _spot(1.6, -9), "engine": _spot(3.4, -10), "bicycle": _spot(1.2, -14),
    "train_pass": _spot(8.0, -5), "train_horn": _spot(3.0, -7), "train_brake": _spot(4.5, -9),
    "cart": _spot(3.4, -10), "ship_horn": _spot(4.0, -7), "plane": _spot(8.0, -9), "laser": _spot(0.6, -8),
    # animals
    "neigh": _spot(2.0, -7), "snort": _spot(0.9, -12), "gallop": _spot(3.0, -8), "dog": _spot(1.0, -8),
    "howl": _spot(4.0, -11), "cat": _spot(1.0, -12), "rooster": _spot(2.2, -9), "crow": _spot(1.6, -10),
    "owl": _spot(2.2, -12), "wings": _spot(1.3, -13), "frog": _spot(1.2, -14), "cow": _spot(2.2, -9),
    "sheep": _spot(1.2, -11), "growl": _spot(2.0, -9), "roar": _spot(3.0, -3), "crane": _spot(2.0, -9),
    "hiss": _spot(1.2, -14),
    # people without words
    "breath": _spot(1.6, -18), "gasp": _spot(0.8, -14), "sob": _spot(2.2, -16), "cough": _spot(0.9, -11),
    "laugh": _spot(1.8, -17), "snore": _spot(2.6, -15), "applause": _spot(4.5, -11), "cheer": _spot(4.0, -10),
}  # fmt: skip
"""Sounds with an end, by name."""

CONTINUOUS = frozenset((
    "wind", "mountain_wind", "desert_wind", "snow_wind", "river", "stream", "waterfall", "sea", "lake", "rain", "storm",
    "leaves", "bamboo", "forest", "fire", "birds", "crickets", "cicadas", "frogs", "crowd", "market", "murmur",
    "city", "city_night", "traffic", "village", "train", "station", "carriage", "room", "hall", "office", "ward",
    "cafe", "classroom", "cave", "starship", "heights", "moon", "drips",
))  # fmt: skip
"""Sounds that have no end of their own: what a place always sounds like; named in an action, they swell up."""

OUTDOORS = frozenset((
    "wind", "mountain_wind", "desert_wind", "snow_wind", "river", "stream", "waterfall", "sea", "lake", "rain", "storm",
    "leaves", "bamboo", "forest", "birds", "crickets", "cicadas", "frogs", "market", "city", "city_night", "traffic",
    "village",
))  # fmt: skip
"""What in a room is heard through its walls, its window or its roof."""


def seconds_of(what: str) -> float:
    """How long a spot sound is recorded; a second and a half where nobody wrote it down."""
    return SPOTS[what].seconds if what in SPOTS else 1.5


def level_of(what: str) -> float:
    """The gain in dB of a spot sound whose recording peaks at -6 dBFS."""
    return SPOTS[what].level if what in SPOTS else -8.0
