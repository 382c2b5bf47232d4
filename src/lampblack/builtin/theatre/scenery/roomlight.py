"""The light in a room: what comes in, and lamps that fall off with distance; read at any point of the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import cv2
import numpy as np

from lampblack.builtin.theatre.scenery.wash import Colour
from lampblack.builtin.theatre.scenery.weave import Floats
from lampblack.builtin.theatre.scenery.windowlight import Shaft, Walls, Where, Window, patch
from lampblack.builtin.theatre.scenery.workshop import Workshop

COARSE, FINE = 40, 0.25
"""Columns and rows at which light is worked out, and metres from one to the next in a large room: it has no edges."""
FLAME: Colour = (1.0, 0.81, 0.54)
"""What oil, wax and paper lanterns give."""


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
    tall: float = 0.0
    """Metres of a hall's height, if what comes in is weaker at its floor and under its roof; 0: the same all over."""
    windows: tuple[Window, ...] = ()
    shaft: Shaft | None = None
    """What shines in by them, if anything does."""

    def at(self, x: float, y: float, z: float) -> Colour:
        """The light at one point, 255 for white; without patches of sun."""
        one = np.ones((1, 1), np.float32)
        r, g, b = (255.0 * self._shone(one * x, one * y, one * z)[0, 0]).tolist()
        return (r, g, b)

    def over(
        self, size: tuple[int, int], metres: tuple[float, float], where: Where, walls: Walls | None = None
    ) -> Floats:
        """The light on a surface of so many pixels and metres across and down: height x width x 3, 1.0 as it is in
        white light. With `walls` the windows in them throw their patches."""
        columns, rows = (min(count, max(COARSE, round(far / FINE))) for count, far in zip(size, metres, strict=True))
        along = np.linspace(0.0, metres[0], columns, dtype=np.float32)[None, :] + np.zeros((rows, 1), np.float32)
        up = np.linspace(metres[1], 0.0, rows, dtype=np.float32)[:, None] + np.zeros((1, columns), np.float32)
        small = self._shone(*where(along, up))
        light = cast(Floats, cv2.resize(small, size, interpolation=cv2.INTER_LINEAR))
        if self.shaft is None or walls is None or not self.windows:
            return light
        fallen = patch(self.shaft, self.windows, walls, size, metres, where)
        if fallen is None:
            return light
        wide = cv2.resize(fallen, size, interpolation=cv2.INTER_LINEAR)
        return np.asarray(light + wide[..., None] * np.array(self.shaft.colour, np.float32), np.float32)

    def _shone(self, x: Floats, y: Floats, z: Floats) -> Floats:
        total = np.broadcast_to(np.array(self.ambient, np.float32), (*x.shape, 3)).copy()
        if self.tall:
            total *= (0.72 + 0.28 * np.exp(-(((y - 0.4 * self.tall) / (0.55 * self.tall)) ** 2)))[..., None]
        for bulb in self.bulbs:
            bx, by, bz = bulb.at
            far = ((x - bx) ** 2 + (y - by) ** 2 + (z - bz) ** 2) / np.float32(bulb.reach**2)
            total += (bulb.power / (1.0 + far))[..., None] * np.array(bulb.colour, np.float32)
        # too much light keeps its colour: every part of it is less
        peak = np.maximum(total.max(axis=-1, keepdims=True), np.float32(self.most))
        return np.asarray(total * (np.float32(self.most) / peak), np.float32)


def burning(shop: Workshop) -> float:
    """How much lamplight there is in a room: all of it from dusk to dawn, little on a bright day, more in the rain."""
    dark = {"night": 1.0, "dusk": 0.92, "dawn": 0.78}.get(shop.place.time, 0.27)
    return max(dark, {"rain": 0.65, "snow": 0.52, "mist": 0.47}.get(shop.place.weather, 0.0))
