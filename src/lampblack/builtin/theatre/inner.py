"""Cards with one face: a room's walls and what stands against them, taken away for a camera behind them.

On a stage the wall towards the audience is left out. Here every wall is there, and the one a camera looks through is
left out for that camera, so that a carriage may be as narrow as carriages are and still be filmed from every side.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from lampblack.builtin.theatre.raster.card import Card
from lampblack.staging.camera import CameraPose

BEHIND_ALL = 1e5
"""Metres a layer adds to a card's depth: a wall is drawn before everything that stands in its room."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Inner(Card):
    """A card seen only from the side on which its picture is not mirrored."""

    layer: int = 2
    """2: a wall, behind all that is in the room, however near its middle is; 1: what stands against a wall, behind all
    people; 0: what stands among them."""

    def faces(self, camera: CameraPose) -> bool:
        """Whether the camera is on the painted side."""
        a, d, o, p = self.across, self.down, self.origin, camera.position
        n = (a[1] * d[2] - a[2] * d[1], a[2] * d[0] - a[0] * d[2], a[0] * d[1] - a[1] * d[0])
        return n[0] * (p.x - o[0]) + n[1] * (p.y - o[1]) + n[2] * (p.z - o[2]) > 0.0


def inner(card: Card, *, layer: int = 2) -> Inner:
    """The same card with one face."""
    return Inner(**{each.name: getattr(card, each.name) for each in fields(card)}, layer=layer)
