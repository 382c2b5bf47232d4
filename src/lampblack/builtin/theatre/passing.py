"""What goes by outside a window of something that travels: cards that move along, and come back from where they came.

Where a card is follows from the time alone, so every frame can be drawn by anyone, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from lampblack.builtin.theatre.raster.card import Card


@dataclass(frozen=True, kw_only=True, eq=False)
class Passing(Card):
    """A card that moves along x by `pace` metres a second; `span` metres further on it begins again."""

    pace: float = 0.0
    span: float = 100.0

    def at_time(self, seconds: float) -> Card:
        """The card where it is then, its middle between -span / 2 and span / 2."""
        middle = self.centre[0] + self.pace * seconds
        moved = (middle + self.span / 2) % self.span - self.span / 2 - self.centre[0]
        return replace(self, origin=(self.origin[0] + moved, self.origin[1], self.origin[2]))


def passing(card: Card, pace: float, span: float) -> Passing:
    """The same card on its way."""
    return Passing(**{each.name: getattr(card, each.name) for each in fields(card)}, pace=pace, span=span)
