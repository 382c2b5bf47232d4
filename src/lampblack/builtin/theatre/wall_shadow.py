# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""The shadow a lamp throws of somebody on the wall behind them: larger and softer the nearer they are to the lamp."""

from __future__ import annotations

import math
from collections.abc import Sequence

import cv2
import numpy as np

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.inner import Inner
from lampblack.builtin.theatre.lamps import CHEST, HALF, Lamp
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point

WALL = 2
"""The layer of an `Inner` card that is a wall."""
TALL = 96
"""Rows of the shadow's texture: it is soft."""
LARGEST = 3.2
"""Somebody so near to a lamp that their shadow would be larger than this darkens the wall, and throws no shape."""
NEAREST = 0.5
"""Metres: who holds a lamp before them throws no shadow by it."""
FAR = 4.0
"""How much further a lamp throws a shadow than it lights a face."""
DARKEST, MOST = 2.2, 0.58
FAINTEST = 0.05
BROWN = (0.075, 0.05, 0.035)
"""A wall by lamplight is warm, and so is what its lamp does not reach."""
OFF_WALL = 0.012
"""Metres before the wall."""


def walls_of(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The upright walls of a room."""
    return tuple(
        card
        for card in cards
        if isinstance(card, Inner) and card.layer == WALL and abs(card.across[1]) < 1e-9 and card.down[1] < 0
    )


def wall_shadows(
    drawn: Drawn, feet: Point, camera: CameraPose, lamps: Sequence[Lamp], walls: Sequence[Card]
) -> list[tuple[Card, Card]]:
    """On each wall the camera sees the darkest shadow that a lamp throws of somebody, after its wall. It is drawn next
    after the wall, so that all that hangs there is before it."""
    found: list[tuple[Card, Card]] = []
    chest = feet + Point(y=CHEST)
    for wall in walls:
        if not _faces(wall, camera):
            continue
        strength, grown, lamp = max((_thrown_by(lamp, chest, wall) for lamp in lamps), key=lambda one: one[0])
        card = _thrown(drawn, feet, strength * lamp.gain, grown, lamp, wall) if strength >= FAINTEST else None
        if card is not None:
            found.append((wall, card))
    return found


def _thrown_by(lamp: Lamp, chest: Point, wall: Card) -> tuple[float, float, Lamp]:
    """How dark the shadow is that a lamp throws on a wall (0: it throws none there), and how much larger it is."""
    reach = lamp.position.distance(chest)
    grown = _growth(lamp.position, chest, wall) if reach >= NEAREST else None
    if grown is None:
        return 0.0, 1.0, lamp
    dark = DARKEST * lamp.strength / (1.0 + (reach / (FAR * HALF)) ** 2) / grown
    return min(MOST, dark), grown, lamp


def _faces(wall: Card, camera: CameraPose) -> bool:
    """Whether the camera is on the side of the wall that is seen from the room."""
    p, o = camera.position, wall.origin
    return wall.across[2] * (p.x - o[0]) - wall.across[0] * (p.z - o[2]) > 0.0


def _growth(lamp: Point, chest: Point, wall: Card) -> float | None:
    """How much larger than the person their shadow on that wall is; None where it does not fall there."""
    nx, nz = wall.across[2], -wall.across[0]
    towards = nx * (chest.x - lamp.x) + nz * (chest.z - lamp.z)
    if abs(towards) < 1e-9:
        return None
    grown = (nx * (wall.origin[0] - lamp.x) + nz * (wall.origin[2] - lamp.z)) / towards
    if not 1.03 < grown < LARGEST:
        return None
    along = _along(lamp, chest, wall, grown)
    return grown if 0.0 < along < wall.texture.width * math.hypot(*wall.across) else None


def _along(lamp: Point, at: Point, wall: Card, grown: float) -> float:
    """Metres from the wall's left edge at which the shadow's middle falls."""
    x, z = lamp.x + (at.x - lamp.x) * grown, lamp.z + (at.z - lamp.z) * grown
    ax, _, az = wall.across
    length = math.hypot(ax, az)
    return ((x - wall.origin[0]) * ax + (z - wall.origin[2]) * az) / length


def _thrown(drawn: Drawn, feet: Point, strength: float, grown: float, lamp: Lamp, wall: Card) -> Card | None:
    below = drawn.feet[1] - drawn.y
    cover = drawn.canvas[3][: max(8, round(below))]
    missing = round(below) - cover.shape[0]
    if missing > 0:
        # who is cut by the picture's edge stands on the ground all the same
        cover = cv2.copyMakeBorder(cover, 0, missing, 0, 0, cv2.BORDER_REPLICATE)
    share = min(1.0, TALL / cover.shape[0])
    soft = 1.2 + 2.2 * (grown - 1.0)
    pad = math.ceil(3 * soft)
    size = (max(4, round(cover.shape[1] * share)), max(4, round(cover.shape[0] * share)))
    small = cv2.resize(cover, size, interpolation=cv2.INTER_AREA)
    small = cv2.copyMakeBorder(small, pad, 0, pad, pad, cv2.BORDER_CONSTANT, value=0.0)
    small = cv2.GaussianBlur(small, (0, 0), soft, borderType=cv2.BORDER_REPLICATE) * np.float32(strength)
    metre = cover.shape[0] / size[1] / drawn.scale * grown
    length = math.hypot(*wall.across)
    foot = pad + (drawn.feet[0] - drawn.x) * share
    along = _along(lamp.flame, feet, wall, grown) - foot * metre
    top = lamp.flame.y + (feet.y + below / drawn.scale - lamp.flame.y) * grown + pad * metre
    # what would lie below the floor or beyond the wall's edges falls elsewhere
    ceiling, wide = wall.origin[1], wall.texture.width * length
    first, last = max(0, math.ceil((top - ceiling) / metre)), min(small.shape[0], math.floor((top - feet.y) / metre))
    left, right = max(0, math.ceil(-along / metre)), min(small.shape[1], math.floor((wide - along) / metre))
    if last - first < 3 or right - left < 3:
        return None
    part = small[first:last, left:right]
    ux, uz = wall.across[0] / length, wall.across[2] / length
    x, z = wall.origin[0] + ux * (along + left * metre), wall.origin[2] + uz * (along + left * metre)
    out = np.empty((*part.shape, 4), np.uint8)
    for plane, value in enumerate((*BROWN, 1.0)):
        out[..., plane] = np.clip(part * np.float32(255 * value) + np.float32(0.5), 0, 255)
    # towards the room: the side from which the wall is seen
    return Card(
        texture=Texture(out),
        origin=(x + uz * OFF_WALL, top - first * metre, z - ux * OFF_WALL),
        across=(ux * metre, 0.0, uz * metre),
        down=(0.0, -metre, 0.0),
        name="wall shadow",
    )
