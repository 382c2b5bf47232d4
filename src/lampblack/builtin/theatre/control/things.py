"""Who and what has a number of its own in a shot's masks."""

from __future__ import annotations

import colorsys
from collections.abc import Iterable

from lampblack.base.digest import seed_of
from lampblack.base.errors import UserError
from lampblack.builtin.theatre.puppet.seat import seats_of
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.set import Set
from lampblack.staging.control import Thing, ThingKind
from lampblack.staging.stage import Staging

NUMBERS = 254
"""Numbers to give away, from 1 on: a palette has 256 colours, the first is for nothing, the last stays free."""
WATER = "place/water"


def things_of(staging: Staging, stage: Set) -> tuple[Thing, ...]:
    """Everybody and everything that can be seen in the shot. People come first, so that they keep their numbers."""
    found: dict[str, ThingKind] = {}
    people = sorted(staging.people, key=lambda person: person.id)
    found.update({person.id: "person" for person in people})
    for person in people:
        seated = person.figure.kind == "human" and bool(seats_of(person, staging))
        if person.figure.held or seated:
            found[held_by(person.id, person.figure.held)] = "prop"
    found.update({piece.id: "prop" for piece in sorted(staging.place.pieces, key=lambda piece: piece.id)})
    cards = (*stage.sky, *stage.floors, *stage.cards)
    for card in sorted(cards, key=_name):
        if is_solid(card):
            found.setdefault(part_of(card, staging), "place")
    if stage.water is not None:
        found[WATER] = "place"
    return _numbered(found.items())


def held_by(person: str, held: str) -> str:
    """The id of what a person holds, with empty hands of what was put there for them to sit on."""
    return f"{person}/{held or 'seat'}"


def part_of(card: Card, staging: Staging) -> str:
    """The id of what a card is a part of."""
    if card.id:
        return staging.place.pieces[card.id - 1].id
    return f"place/{card.name.replace(' ', '_') or 'scenery'}"


def is_solid(card: Card) -> bool:
    """Whether a card is a thing one could touch: neither mist nor light."""
    return card.glow < 0.5 and "mist" not in card.name


def _name(card: Card) -> str:
    return card.name


def _numbered(found: Iterable[tuple[str, ThingKind]]) -> tuple[Thing, ...]:
    taken: set[int] = set()
    colours: set[tuple[int, int, int]] = set()
    things: list[Thing] = []
    for id, kind in found:
        if len(taken) == NUMBERS:
            raise UserError(f"a shot's masks can tell {NUMBERS} things apart, and here are more")
        number = seed_of("mask", id) % NUMBERS + 1
        while number in taken:
            number = number % NUMBERS + 1
        taken.add(number)
        colour = _colour(id, colours)
        colours.add(colour)
        things.append(Thing(number=number, id=id, kind=kind, colour=colour))
    return tuple(things)


def _colour(id: str, taken: set[tuple[int, int, int]]) -> tuple[int, int, int]:
    """A bright colour from the name alone; another one in the rare case that somebody in the shot has it."""
    for salt in range(1_000):
        seed = seed_of("colour", id, salt)
        hue, strong, light = seed % 3_600 / 3_600, 0.5 + seed // 3_600 % 50 / 100, 0.6 + seed // 180_000 % 40 / 100
        red, green, blue = (round(255 * part) for part in colorsys.hsv_to_rgb(hue, strong, light))
        if (red, green, blue) not in taken:
            return red, green, blue
    raise UserError(f"no colour is left for {id}")
