"""Bodies as a camera operator sees them: where the eyes, the crown and the good cut lines of a person are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark, Posture
from lampblack.staging.space import Point

EYES, CROWN, CHIN = 0.93, 1.0, 0.853
"""Shares of a standing person's height."""

EYES_AT: dict[Posture, float] = {"sit": 0.70, "kneel": 0.58, "lie": 0.10}
"""How high the eyes are in other postures, as shares of the height."""

SHOULDERS = 0.26
"""The width over the shoulders and hanging sleeves, as a share of the height."""

HEAD = 0.12
"""The width of a head with its hair, as a share of the height."""

FACE = 1.0 - CHIN
"""Chin to crown of a grown-up, as a share of the height; children have larger heads, giants smaller ones."""

BRIM = 0.24
"""The width of a straw hat, as a share of the height."""

_ABOVE = {
    "straw": 0.3, "crown": 0.3, "bun": 0.25, "topknot": 0.25, "brimmed": 0.2, "beanie": 0.16, "baseball": 0.1,
    "helmet": 0.3,
}  # fmt: skip
"""How far a hat or a knot of hair stands above the crown, in heads."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """A person at one instant: feet in metres, facing `yaw`, `height` metres tall when standing."""

    id: str
    height: float
    feet: Point
    yaw: float
    posture: Posture = "stand"
    face: float = FACE
    """Chin to crown, as a share of the height."""
    above: float = 0.0
    """What hair and hat add to the crown, as a share of the height."""
    head: float = HEAD
    """The width of the head with hair and hat, as a share of the height."""

    @property
    def eyes(self) -> Point:
        return self.level(CROWN - self.face * (CROWN - EYES) / FACE)

    @property
    def chin(self) -> Point:
        return self.level(CROWN - self.face)

    @property
    def top(self) -> Point:
        """The highest point of hair or hat."""
        return self.level(CROWN + self.above)

    def level(self, share: float) -> Point:
        """The point of the body that is `share` of the height above the ground when standing; never below the feet."""
        drop = EYES - EYES_AT.get(self.posture, EYES)
        lying = self.posture == "lie"
        up = EYES_AT["lie"] * self.height if lying else max(0.0, (share - drop) * self.height)
        return self.feet + Point(y=up)

    @property
    def facing(self) -> tuple[float, float]:
        """The way the chest points on the ground, as x and z."""
        return math.sin(self.yaw), math.cos(self.yaw)


def body_of(figure: Figure, mark: Mark, yaw: float) -> Body:
    """Somebody as they stand on `mark`, facing `yaw`; the head by age and height, with hat and hair."""
    child = figure.age == "child"
    tall = min(max((figure.height - 1.85) / 0.8, 0.0), 1.0)
    face = 1.0 / (4.6 + min(max((figure.height - 0.9) / 0.7, 0.0), 1.0) * 0.9) if child else FACE / (1.0 + 0.16 * tall)
    above = _ABOVE.get(figure.hat, _ABOVE.get(figure.hair, 0.0) if figure.hat == "none" else 0.0)
    head = HEAD * face / FACE
    return Body(
        id=figure.id, height=figure.height, feet=mark.position, yaw=yaw, posture=mark.posture, face=face,
        above=above * face, head=max(head, BRIM * face / FACE) if figure.hat == "straw" else head,
    )  # fmt: skip
