"""Lamps on the stage and in hands: how they light people and the ground, and the light one sees round them."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.alight import Alight, Burns, strength, wandering
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.card import Card, flat
from lampblack.builtin.theatre.raster.lighting import CELL, Flame, add_glow
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Colour
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Light, Place
from lampblack.staging.projection import project
from lampblack.staging.space import Point

SHINES = 0.95
"""A card whose glow is at least this is a lamp's halo, not a beam or a lit window."""
HALF = 1.7
"""Metres from a lamp at which its light is half as strong."""
CHEST = 1.2
FLAME: Colour = (1.0, 0.70, 0.36)
"""Light through oiled paper."""
REACH = 0.5
"""Metres from a carried lamp at which what it does to a face is half as strong."""
GAIN = 2.3
"""How many times brighter than the night a lamp makes what it touches."""
HALO = 1.5
"""Metres round a flame in which the air is seen to glow."""
POOL = 3.4
"""Radius in metres of the light on the ground."""
LIFT = 0.006
_DARK = {"night": 1.0, "dusk": 0.55, "dawn": 0.5}


@dataclass(frozen=True, kw_only=True, slots=True)
class Lamp:
    """A point of light."""

    position: Point
    colour: Colour
    strength: float = 1.0
    """Of the flame, against the light there is anyway: 1 in the middle of the night."""
    burns: Burns = "steady"
    seed: int = 0
    gain: float = 1.0
    """How much of its light it gives on the frame."""
    off: Point = field(default_factory=Point)
    """How far its flame is off its place. Which lamp lights whom is chosen without both, so that nothing jumps."""

    @property
    def flame(self) -> Point:
        """Where the light comes from on the frame."""
        return self.position + self.off

    def at_time(self, seconds: float) -> Lamp:
        """The lamp as it burns then."""
        if self.burns == "steady":
            return self
        aside, up = wandering(self.burns, seconds, self.seed)
        return replace(self, off=Point(x=aside, y=up, z=-aside), gain=strength(self.burns, seconds, self.seed))


def lamps_of(cards: Iterable[Card]) -> tuple[Lamp, ...]:
    """The lamps among the cards of a set."""
    found: list[Lamp] = []
    for card in cards:
        if card.glow >= SHINES:
            x, y, z = card.centre
            mean = card.texture.rgba[..., :3].reshape(-1, 3).mean(axis=0)
            peak = max(1.0, float(mean.max()))
            colour = (float(mean[0]) / peak, float(mean[1]) / peak, float(mean[2]) / peak)
            how: Burns = card.burns if isinstance(card, Alight) else "steady"
            seed = card.seed if isinstance(card, Alight) else 0
            found.append(Lamp(position=Point(x=x, y=y, z=z), colour=colour, burns=how, seed=seed))
    return tuple(found)


def lamplit(light: Light, lamps: tuple[Lamp, ...], feet: Point) -> tuple[Light, float]:
    """The light on someone standing at `feet`, and how much of it comes from a lamp, 0 to 1.

    The strongest of the lamps becomes the key where it outshines what the hour gives.
    """
    chest = feet + Point(y=CHEST)
    falls = [lamp.strength / (1.0 + (lamp.position.distance(chest) / HALF) ** 2) for lamp in lamps]
    if not falls or max(falls) < 0.12:
        return light, 0.0
    share = max(falls)
    lamp = lamps[int(np.argmax(falls))]
    to = lamp.flame - chest
    length = max(0.2, math.hypot(to.x, to.y, to.z))
    # shadows fall from where the lamp stands above the ground, which is what one sees it do
    key = Point(x=to.x / length, y=max(0.12, (lamp.position.y - feet.y) / length * 0.5), z=to.z / length)
    return replace(light, key=key, key_colour=lamp.colour, rim_colour=lamp.colour), min(1.0, share * 1.25) * lamp.gain


def darkness(place: Place) -> float:
    """How much a flame counts there, 0 (outside by day) to 1 (at night)."""
    return max(_DARK.get(place.time, 0.0), 0.6 if place.inside else 0.0)


def carried(drawn: Drawn, seed: int, dark: float, seconds: float) -> Lamp | None:
    """The lantern in a person's hand, where it is light enough to see by."""
    if drawn.lamp is None or dark <= 0.0:
        return None
    gain = strength("lantern", seconds, seed)
    return Lamp(position=drawn.lamp, colour=FLAME, strength=dark, burns="lantern", seed=seed, gain=gain)


def flame_on(drawn: Drawn, lamp: Lamp, camera: CameraPose, size: Size) -> Flame:
    """What a flame near by does to a person in the night's tint: brighter and warmer the nearer to it."""
    at = project(camera, lamp.position, size.width, size.height)
    behind = at.depth - drawn.depth
    # one who stands between the lamp and the camera shows it a back; a hand before the body does not count as that
    share = 1.0 if behind < 0.25 else max(0.18, 1.0 - 1.6 * (behind - 0.25))
    rows, columns = drawn.canvas.shape[1:]
    x = np.arange(columns // CELL + 2, dtype=np.float32) * CELL + np.float32(drawn.x - at.x)
    y = np.arange(rows // CELL + 2, dtype=np.float32) * CELL + np.float32(drawn.y - at.y)
    reach = REACH * drawn.scale
    far = (x[None, :] ** 2 + y[:, None] ** 2) / reach**2 + (behind / REACH) ** 2
    grid = np.asarray(GAIN * share * lamp.strength * lamp.gain / (1.0 + far) ** 1.25, np.float32)
    return Flame(grid=grid, colour=lamp.colour)


def pool(feet: Point, lamp: Lamp) -> Card:
    """The lamp's light on the ground under it, wider than it is deep to the eye only."""
    p, fog = lamp.position, 1.0 - lamp.gain
    light = _pool(round(12 * lamp.strength))
    return flat(light, p.x, feet.y + LIFT, p.z - POOL, 2 * POOL, 2 * POOL, glow=1.0, fog=fog, name="pool")


@cache
def _pool(strength: int) -> Texture:
    y, x = np.mgrid[-1:1:128j, -1:1:128j].astype(np.float32)
    radius = np.sqrt(x * x + y * y)
    fade = np.clip(1 - radius, 0, 1)
    light = fade * fade * (0.35 + 0.65 / (1 + (radius / 0.28) ** 2)) * (strength / 12)
    out = np.empty((128, 128, 4), np.uint8)
    for plane, colour in enumerate((0.42, 0.25, 0.10, 0.42)):
        out[..., plane] = np.clip(light * (255 * colour) + 0.5, 0, 255)
    return Texture(out)


def halo(picture: Canvas, lamp: Lamp, camera: CameraPose, share: float = 1.0, *, over: float | None = None) -> None:
    """The glow in the air round a flame, added to the picture. `over`: mirrored at this height of water."""
    rows, columns = picture.shape[1:]
    p = lamp.position
    point = p if over is None else Point(x=p.x, y=2 * over - p.y, z=p.z)
    at = project(camera, point, columns, rows)
    if at.depth < 0.2:
        return
    reach = HALO * camera.focal_pixels(columns) / at.depth
    step = max(1, round(reach / 40))
    left, right = max(0, math.floor(at.x - reach)), min(columns, math.ceil(at.x + reach))
    top, low = max(0, math.floor(at.y - reach)), min(rows, math.ceil(at.y + reach))
    if right - left < 2 or low - top < 2:
        return
    wide, high = right - left, low - top
    size = (max(2, wide // step), max(2, high // step))
    x = ((np.arange(size[0], dtype=np.float32) + 0.5) * (wide / size[0]) + (left - at.x)) / reach
    y = ((np.arange(size[1], dtype=np.float32) + 0.5) * (high / size[1]) + (top - at.y)) / reach
    glow = _glow(x.astype(np.float32), y.astype(np.float32)) * np.float32(lamp.strength * lamp.gain * share)
    add_glow(picture, glow, lamp.colour, (left, top, wide, high))


def _glow(x: NDArray[np.float32], y: NDArray[np.float32]) -> NDArray[np.float32]:
    radius = np.sqrt(x[None, :] ** 2 + y[:, None] ** 2)
    fade = np.clip(1 - radius, 0, 1)
    near = np.exp(-((radius / 0.1) ** 2)) * 0.42
    return np.asarray(fade * fade * (near + 0.30 / (1 + (radius / 0.22) ** 2)), np.float32)
