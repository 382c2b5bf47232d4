"""Bodies as a camera operator sees them: where the eyes, the crown and the good cut lines of a person are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.staging.people import Posture
from lampblack.staging.space import Point

EYES, CROWN, CHIN = 0.93, 1.0, 0.853
"""Shares of a standing person's height."""

_EYES_AT: dict[Posture, float] = {"sit": 0.70, "kneel": 0.58, "lie": 0.10}
"""How high the eyes are in other postures, as shares of the height."""

SHOULDERS = 0.26
"""The width over the shoulders and hanging sleeves, as a share of the height."""

HEAD = 0.12
"""The width of a head with its hair, as a share of the height."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A person at one instant: feet in metres, facing `yaw`, `height` metres tall when standing."""

    id: str
    height: float
    feet: Point
    yaw: float
    posture: Posture = "stand"

    @property
    def eyes(self) -> Point:
        return self.level(EYES)

    def level(self, share: float) -> Point:
        """The point of the body that is `share` of the height above the ground when standing; never below the feet."""
        drop = EYES - _EYES_AT.get(self.posture, EYES)
        lying = self.posture == "lie"
        up = _EYES_AT["lie"] * self.height if lying else max(0.0, (share - drop) * self.height)
        return self.feet + Point(y=up)

    @property
    def facing(self) -> tuple[float, float]:
        """The way the chest points on the ground, as x and z."""
        return math.sin(self.yaw), math.cos(self.yaw)
