"""Lamps on the stage, and how they light a person who stands near one."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.set import Colour
from lampblack.staging.place import Light
from lampblack.staging.space import Point

SHINES = 0.95
"""A card whose glow is at least this is a lamp's halo, not a beam or a lit window."""
HALF = 1.7
"""Metres from a lamp at which its light is half as strong."""
CHEST = 1.2


@dataclass(frozen=True, kw_only=True, slots=True)
class Lamp:
    """A point of light."""

    position: Point
    colour: Colour


def lamps_of(cards: Iterable[Card]) -> tuple[Lamp, ...]:
    """The lamps among the cards of a set."""
    found: list[Lamp] = []
    for card in cards:
        if card.glow >= SHINES:
            x, y, z = card.centre
            mean = card.texture.rgba[..., :3].reshape(-1, 3).mean(axis=0)
            peak = max(1.0, float(mean.max()))
            colour = (float(mean[0]) / peak, float(mean[1]) / peak, float(mean[2]) / peak)
            found.append(Lamp(position=Point(x=x, y=y, z=z), colour=colour))
    return tuple(found)


def lamplit(light: Light, lamps: tuple[Lamp, ...], feet: Point) -> tuple[Light, float]:
    """The light on someone standing at `feet`, and how much of it comes from a lamp, 0 to 1.

    The strongest of the lamps becomes the key where it outshines what the hour gives.
    """
    chest = feet + Point(y=CHEST)
    strength = [1.0 / (1.0 + (lamp.position.distance(chest) / HALF) ** 2) for lamp in lamps]
    if not strength or max(strength) < 0.12:
        return light, 0.0
    share = max(strength)
    lamp = lamps[int(np.argmax(strength))]
    to = lamp.position - chest
    length = max(0.2, math.hypot(to.x, to.y, to.z))
    # shadows fall from where the lamp stands above the ground, which is what one sees it do
    key = Point(x=to.x / length, y=max(0.12, (lamp.position.y - feet.y) / length * 0.5), z=to.z / length)
    return replace(light, key=key, key_colour=lamp.colour, rim_colour=lamp.colour), min(1.0, share * 1.25)
