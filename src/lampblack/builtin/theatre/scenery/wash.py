# pyright: reportUnknownVariableType=false, reportUnknownMemberType=false
# (What numba compiles has no type that pyright could read.)
"""Washes: soft steps, mixing of colours, blur, and the finished sheet as premultiplied bytes.

Colours are (red, green, blue), 0 to 255; pictures height x width x 3 float32, opacity height x width 0 to 1.
"""

from __future__ import annotations

from functools import cache
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.scenery.wash_kernel import glaze_colour, glaze_picture, pack
from lampblack.builtin.theatre.scenery.weave import Floats

Bytes = NDArray[np.uint8]
Colour = tuple[float, float, float]


def soft(low: float, high: float, x: Floats) -> Floats:
    """0 below `low`, 1 above `high`, without a corner between."""
    t = np.clip((x - np.float32(low)) * np.float32(1.0 / (high - low)), 0.0, 1.0)
    return cast(Floats, t * t * (3.0 - 2.0 * t))


def mixed(a: Colour, b: Colour, share: float) -> Colour:
    """The colour `share` of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share)


def scaled(a: Colour, by: float | Colour) -> Colour:
    """A colour made lighter or darker, or seen in coloured light."""
    k = by if isinstance(by, tuple) else (by, by, by)
    return (min(255.0, a[0] * k[0]), min(255.0, a[1] * k[1]), min(255.0, a[2] * k[2]))


def flat(height: int, width: int, colour: Colour) -> Floats:
    """A picture of one colour."""
    return np.ascontiguousarray(np.broadcast_to(np.array(colour, np.float32), (height, width, 3)))


def glaze(picture: Floats, colour: Colour | Floats, share: Floats) -> None:
    """Lay `colour` over `picture` in place, `share` (0 to 1) of it."""
    share = np.broadcast_to(share, picture.shape[:2])
    if isinstance(colour, tuple):
        glaze_colour(picture, np.float32(colour[0]), np.float32(colour[1]), np.float32(colour[2]), share)
    else:
        glaze_picture(picture, colour, share)


def blurred(field: Floats, sigma: float) -> Floats:
    """Gaussian blur; broad ones are made on a smaller sheet, where they cost little and look the same."""
    height, width = field.shape[:2]
    shrink = int(sigma / 4.0)
    if shrink >= 2 and min(height, width) > 4 * shrink:
        small = cv2.resize(field, (width // shrink, height // shrink), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), sigma / shrink, borderType=cv2.BORDER_REPLICATE)
        return cast(Floats, cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR))
    return cast(Floats, cv2.GaussianBlur(field, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE))


def resized(field: Floats, height: int, width: int) -> Floats:
    """The same field on another raster."""
    return cast(Floats, cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC))


@cache
def _dither() -> Floats:
    return (np.random.default_rng(11).random((256, 256), dtype=np.float32) - 0.5).astype(np.float32)


def premultiplied(picture: Floats, opacity: Floats) -> Bytes:
    """A finished sheet: height x width x 4 bytes, premultiplied, dithered so that broad washes do not band."""
    out = np.empty((*opacity.shape, 4), np.uint8)
    pack(picture, opacity, _dither(), out)
    return out


def bordered(sheet: Bytes, *, sides: bool = True, top: bool = True, bottom: bool = True) -> Bytes:
    """The sheet with two clear texels along the named borders, so that no card shows its edge."""
    if sides:
        sheet[:, :2] = 0
        sheet[:, -2:] = 0
    if top:
        sheet[:2] = 0
    if bottom:
        sheet[-2:] = 0
    return sheet
