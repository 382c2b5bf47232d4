"""Bodies as a camera operator sees them: where the eyes, the crown and the good cut lines of a person are."""

from __future__ import annotations

import math
from dataclasses import dataclass

from lampblack.staging.figure import Figure, Species
from lampblack.staging.people import BED_HIGH, PROPPED, Mark, Posture
from lampblack.staging.space import Point

EYES, CROWN, CHIN = 0.93, 1.0, 0.853
"""Shares of a standing person's height."""

EYES_AT: dict[Posture, float] = {"sit": 0.70, "kneel": 0.58, "lie": 0.10}
"""How high the eyes are in other postures, as shares of the height."""

HIPS = 0.51
"""Where the hips are, as a share of the height: who lies has them over the mark, the head behind, the feet before."""

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

_HEADS: dict[Species, tuple[float, float, float, float]] = {
    "ox": (0.36, 0.08, 0.36, 0.0), "horse": (0.27, 0.03, 0.17, 0.0), "deer": (0.20, 0.34, 0.26, 0.0),
    "dog": (0.30, 0.03, 0.26, 0.0), "wolf": (0.30, 0.08, 0.26, 0.0), "fox": (0.30, 0.10, 0.28, 0.0),
    "cat": (0.34, 0.10, 0.32, 0.0), "tiger": (0.34, 0.04, 0.36, 0.0), "crane": (0.10, 0.0, 0.08, 0.2),
    "bird": (0.34, 0.0, 0.34, 0.25), "snake": (0.20, 0.0, 0.22, 0.1), "dragon": (0.24, 0.42, 0.30, 0.15),
    "fish": (0.50, 0.05, 0.40, 0.4),
}  # fmt: skip
"""Of animals, as shares of the height: chin to crown, horns or ears above it, the head's width, and how far before its
mark the head is: a beast on four feet has its mark under its head and its body behind."""
_LOWERED: dict[Posture, float] = {"sit": 0.02, "kneel": 0.40, "lie": 0.42}
"""How much lower an animal's head is in other postures: it sits on its haunches and lies with its head up."""


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
    ahead: float | None = None
    """Of an animal: how far ahead of its feet the head is, as a share of the height; None: of a human, upright."""

    @property
    def eyes(self) -> Point:
        return self._forward(CROWN - self.face * (CROWN - EYES) / FACE)

    @property
    def chin(self) -> Point:
        return self._forward(CROWN - self.face)

    @property
    def top(self) -> Point:
        """The highest point of hair or hat."""
        return self._forward(CROWN + self.above)

    def _forward(self, share: float) -> Point:
        """A place of the head: of an animal, before its feet."""
        reach = (self.ahead or 0.0) * self.height
        x, z = self.facing
        return self.level(share) + Point(x=x * reach, z=z * reach)

    def level(self, share: float) -> Point:
        """The point of the body that is `share` of the height above the ground when standing; never below the feet.
        Of one who lies it is as far along the ground."""
        if self.ahead is not None:
            return self.feet + Point(y=max(0.0, share - _LOWERED.get(self.posture, 0.0)) * self.height)
        if self.flat:
            x, z = self.facing
            behind = (share - HIPS) * self.height
            back = max(0.0, behind)
            if self.bedded:
                behind -= back * (1.0 - math.sin(PROPPED))
            rises = back * math.cos(PROPPED) if self.bedded else 0.0
            return self.feet + Point(x=-x * behind, y=EYES_AT["lie"] * self.height + rises, z=-z * behind)
        drop = EYES - EYES_AT.get(self.posture, EYES)
        return self.feet + Point(y=max(0.0, (share - drop) * self.height))

    @property
    def flat(self) -> bool:
        """Whether this is somebody on their back; an animal lies with its head up."""
        return self.posture == "lie" and self.ahead is None

    @property
    def bedded(self) -> bool:
        """Whether this is somebody in a bed, with a raised back."""
        return self.flat and self.feet.y > BED_HIGH / 2

    @property
    def facing(self) -> tuple[float, float]:
        """The way the chest points on the ground, as x and z."""
        return math.sin(self.yaw), math.cos(self.yaw)


def body_of(figure: Figure, mark: Mark, yaw: float) -> Body:
    """Somebody as they stand on `mark`, facing `yaw`; the head by age and height, with hat and hair."""
    if figure.kind != "human":
        face, above, head, ahead = _HEADS[figure.kind]
        return Body(
            id=figure.id, height=figure.height, feet=mark.position, yaw=yaw, posture=mark.posture, face=face,
            above=above, head=head, ahead=ahead,
        )  # fmt: skip
    child = figure.age == "child"
    tall = min(max((figure.height - 1.85) / 0.8, 0.0), 1.0)
    face = 1.0 / (4.6 + min(max((figure.height - 0.9) / 0.7, 0.0), 1.0) * 0.9) if child else FACE / (1.0 + 0.16 * tall)
    above = _ABOVE.get(figure.hat, _ABOVE.get(figure.hair, 0.0) if figure.hat == "none" else 0.0)
    head = HEAD * face / FACE
    return Body(
        id=figure.id, height=figure.height, feet=mark.position, yaw=yaw, posture=mark.posture, face=face,
        above=above * face, head=max(head, BRIM * face / FACE) if figure.hat == "straw" else head,
    )  # fmt: skip
