"""What is on the stage on a frame, in the order in which it is drawn: for pictures and for control maps alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import TypeVar

from lampblack.builtin.theatre.alight import Alight
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.inner import BEHIND_ALL, Inner
from lampblack.builtin.theatre.passing import Passing
from lampblack.builtin.theatre.raster.card import Card, depth_of, swayed
from lampblack.builtin.theatre.set import WaterLevel
from lampblack.staging.camera import CameraPose
from lampblack.staging.people import Person
from lampblack.staging.space import Point

P = TypeVar("P")
HORIZON = 820.0
"""Metres: what is further away is sky. The scenery hangs its sky at 900 m and its sun at 880."""

Seen = tuple[Person, Point, Drawn]
"""Somebody who is seen, where they stand, and as they are drawn."""


def standing(cards: Iterable[Card], people: Iterable[tuple[float, P]], camera: CameraPose) -> list[Card | P]:
    """Cards and people (each with their depth), far to near; who is as far as a card stands before it.

    The walls of a room come before all that is in it, and those seen from behind not at all.
    """
    found: list[tuple[float, Card | P]] = []
    for card in cards:
        if not isinstance(card, Inner):
            found.append((depth_of(card, camera), card))
        elif card.faces(camera):
            found.append((depth_of(card, camera) + BEHIND_ALL * card.layer, card))
    found += people
    return [each for _, each in sorted(found, key=lambda one: -one[0])]


def blowing(card: Card, seconds: float) -> Card:
    """The card as the wind bends it, as far as it has gone by, or as it burns, at that time."""
    if isinstance(card, Passing | Alight):
        return card.at_time(seconds)
    return swayed(card, blown(card, seconds))


def blown(card: Card, seconds: float) -> float:
    """How far the card's upper edge is blown aside, in metres."""
    if not card.sway:
        return 0.0
    phase = card.origin[0] * 1.7 + card.origin[2] * 0.9
    return card.sway * (0.65 * math.sin(seconds * 1.1 + phase) + 0.35 * math.sin(seconds * 2.3 + phase * 2.1))


def beyond(card: Card, camera: CameraPose) -> bool:
    """Whether a card is the sky itself: it reaches past the water's end, where all else stands in the water."""
    p, c = camera.position, card.centre
    return any(card.clamp) or math.hypot(c[0] - p.x, c[2] - p.z) > HORIZON


def melting(card: Card, water: WaterLevel | None) -> float:
    """Metres over which a card fades into the water: a third of its height for mist, but not so much
    that what it hides would be seen through its foot; else 0."""
    if water is None or "mist" not in card.name:
        return 0.0
    return min(3.0, 0.35 * max(0.5, card.origin[1] - water.height))
