"""The light in a room of today: what comes in, and bulbs that fall off with distance; read at any point of the room."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from lampblack.builtin.theatre.scenery.wash import Colour
from lampblack.builtin.theatre.scenery.weave import Floats

Where = Callable[[Floats, Floats], tuple[Floats, Floats, Floats]]
"""The stage point of (along, up) on a surface, in metres."""
COARSE = 40
"""Columns and rows at which light is worked out: it has no edges."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Bulb:
    """A lamp or a window: where, its colour as a share of white, how strong, and metres at which it is half that."""

    at: tuple[float, float, float]
    colour: Colour = (1.0, 0.86, 0.64)
    power: float = 1.0
    reach: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomLight:
    """All of it. `ambient` and what is added are shares of white light."""

    ambient: Colour
    bulbs: tuple[Bulb, ...] = ()
    most: float = 1.25

    def at(self, x: float, y: float, z: float) -> Colour:
        """The light at one point, 255 for white."""
        one = np.ones((1, 1), np.float32)
        r, g, b = (255.0 * self._shone(one * x, one * y, one * z)[0, 0]).tolist()
        return (r, g, b)

    def over(self, width: int, height: int, wide: float, high: float, where: Where) -> Floats:
        """The light on a surface of so many pixels and metres: height x width x 3, 1.0 as it is in white light."""
        columns, rows = min(width, COARSE), min(height, COARSE)
        along = np.linspace(0.0, wide, columns, dtype=np.float32)[None, :] + np.zeros((rows, 1), np.float32)
        up = np.linspace(high, 0.0, rows, dtype=np.float32)[:, None] + np.zeros((1, columns), np.float32)
        small = self._shone(*where(along, up))
        return cast(Floats, cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))

    def _shone(self, x: Floats, y: Floats, z: Floats) -> Floats:
        total = np.broadcast_to(np.array(self.ambient, np.float32), (*x.shape, 3)).copy()
        for bulb in self.bulbs:
            bx, by, bz = bulb.at
            far = ((x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2) / np.float32(bulb.reach**2)
            total += (bulb.power / (1.0 + far))[..., None] * np.array(bulb.colour, np.float32)
        return np.asarray(np.minimum(total, np.float32(self.most)), np.float32)
