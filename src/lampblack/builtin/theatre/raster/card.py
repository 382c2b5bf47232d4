"""A card: a painted picture standing, leaning or lying somewhere on the stage, in metres."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import axes

Vector = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True, eq=False)
class Card:
    """A textured rectangle. The picture's top-left corner is at `origin`; `across` and `down` are metres a texel."""

    texture: Texture
    origin: Vector
    across: Vector
    down: Vector
    name: str = ""
    fog: float | None = None
    """0 to 1, the same all over; None: by distance, each point its own."""
    clamp: tuple[bool, bool] = (False, False)
    """Whether the edge goes on for ever sideways, and up and down (skies, wide floors)."""
    glow: float = 0.0
    """How much of its colour is light that adds (lanterns, windows at night), 0 to 1."""
    sway: float = 0.0
    """How far its top moves in the wind, in metres; its foot stays."""
    id: int = 0
    """Who it is in id pictures; 0 is scenery."""
    focus: bool = True
    """Whether the lens can blur it; a sky is painted as soft as it should be."""

    def at(self, u: float, v: float) -> Vector:
        """The stage point of texel (u, v)."""
        o, a, d = self.origin, self.across, self.down
        return (o[0] + u * a[0] + v * d[0], o[1] + u * a[1] + v * d[1], o[2] + u * a[2] + v * d[2])

    @property
    def centre(self) -> Vector:
        return self.at(self.texture.width / 2, self.texture.height / 2)


def upright(texture: Texture, x: float, bottom: float, z: float, width: float, yaw: float = 0.0, **more: Any) -> Card:
    """A card `width` metres wide, standing with its middle at (x, z) and its lower edge at height `bottom`.

    At yaw 0 it faces the audience; positive yaw turns its right edge away. `more`: any field of `Card`.
    """
    metre = width / texture.width
    ax, az = math.cos(yaw), math.sin(yaw)
    return Card(
        texture=texture,
        origin=(x - ax * width / 2, bottom + texture.height * metre, z - az * width / 2),
        across=(ax * metre, 0.0, az * metre),
        down=(0.0, -metre, 0.0),
        **more,
    )


def flat(texture: Texture, x: float, y: float, near: float, width: float, depth: float, **more: Any) -> Card:
    """A card lying at height `y`: middle at `x`, lower edge at z = `near`, upper edge `depth` metres further away."""
    return Card(
        texture=texture,
        origin=(x - width / 2, y, near + depth),
        across=(width / texture.width, 0.0, 0.0),
        down=(0.0, 0.0, -depth / texture.height),
        **more,
    )


def swayed(card: Card, offset: float) -> Card:
    """The card with its upper edge moved `offset` metres along its width, its lower edge where it was."""
    length = math.hypot(*card.across)
    if not offset or not length:
        return card
    ax, ay, az = (part / length * offset for part in card.across)
    n = card.texture.height
    o, d = card.origin, card.down
    return _moved(card, (o[0] + ax, o[1] + ay, o[2] + az), card.across, (d[0] - ax / n, d[1] - ay / n, d[2] - az / n))


def mirrored(card: Card, level: float) -> Card:
    """The card as water at height `level` mirrors it."""
    o, a, d = card.origin, card.across, card.down
    return _moved(card, (o[0], 2 * level - o[1], o[2]), (a[0], -a[1], a[2]), (d[0], -d[1], d[2]))


def depth_of(card: Card, camera: CameraPose) -> float:
    """Metres along the camera's axis to the card's middle."""
    c, p = card.centre, camera.position
    ahead = axes(camera)[2]
    return ahead[0] * (c[0] - p.x) + ahead[1] * (c[1] - p.y) + ahead[2] * (c[2] - p.z)


def _moved(card: Card, origin: Vector, across: Vector, down: Vector) -> Card:
    return Card(
        texture=card.texture, origin=origin, across=across, down=down, name=card.name, fog=card.fog,
        clamp=card.clamp, glow=card.glow, sway=card.sway, id=card.id, focus=card.focus,
    )  # fmt: skip
