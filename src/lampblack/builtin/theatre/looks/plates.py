# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""What last passes begin with: the picture in eight bits, its tone near and far, and textures of paper and wood.

Textures are made once for a size and lie still in the picture: a pattern that moved with every frame would boil.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.noise import fbm
from lampblack.staging.place import Place

Bytes = NDArray[np.uint8]
Plane = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Tones:
    """A picture in eight bits: `colour` (height, width, 3), its tone, and the tone all around each point."""

    colour: Bytes
    tone: Bytes
    around: Bytes


def tones_of(picture: Canvas, sigma: float) -> Tones:
    """The picture's tones; `sigma`: pixels over which the tone around is taken, half of them at half the size."""
    colour = np.asarray(cv2.merge([cv2.convertScaleAbs(picture[plane], alpha=255.0) for plane in range(3)]), np.uint8)
    tone = np.asarray(cv2.cvtColor(colour, cv2.COLOR_RGB2GRAY), np.uint8)
    return Tones(colour=colour, tone=tone, around=spread(tone, sigma))


def spread(tone: Bytes, sigma: float) -> Bytes:
    """A plane softened by `sigma` pixels, on as small a picture as the softness allows."""
    height, width = tone.shape
    step = 1 if sigma < 2.0 else 2 if sigma < 5.0 else 4
    if step == 1:
        return np.asarray(cv2.GaussianBlur(tone, (0, 0), max(0.4, sigma)), np.uint8)
    small = cv2.resize(tone, (max(2, width // step), max(2, height // step)), interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.uint8)


def eight_bits(noise: Plane, strength: float) -> NDArray[np.int8]:
    """Noise of about -1 to 1 as whole steps of tone, at most `strength` of 127."""
    return np.clip(noise * np.float32(strength), -127, 127).astype(np.int8)


def wobble(height: int, width: int, cell: float, reach: float, seed: int) -> tuple[NDArray[np.int16], Bytes]:
    """Where each point of a picture is taken from when its outlines waver by `reach` pixels: maps for `cv2.remap`."""
    y, x = np.mgrid[:height, :width].astype(np.float32)
    x += np.float32(reach) * fbm(height, width, cell, cell, 2, seed)
    y += np.float32(reach) * fbm(height, width, cell, cell, 2, seed + 1)
    whole, share = cv2.convertMaps(x, y, cv2.CV_16SC2)
    return np.asarray(whole, np.int16), np.asarray(share)


_RANGE = {"dawn": (0.20, 0.86), "dusk": (0.10, 0.66), "night": (0.07, 0.52)}


def exposed(place: Place) -> tuple[float, float]:
    """The darkest and the lightest tone of a place at its hour: what is full ink and what is bare paper."""
    low, high = _RANGE.get(place.time, (0.14, 0.92))
    if place.inside:
        return 0.05, min(high, 0.62)
    return (low, high - 0.08) if place.weather in ("rain", "storm", "mist") else (low, high)
