"""What is done to the planes of a frame on its way into a piece: fades, dissolves, lettering laid over.

All of it is linear, so it is done on the 4:2:0 planes themselves: a frame nobody touches is handed on bit for bit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.media.colour import Picture, split
from lampblack.media.lettering import Bitmap

_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, kw_only=True, eq=False)
class Overlay:
    """Lettering ready to lie on planes: at an even place, each plane already multiplied by its opacity and 256."""

    top: int
    left: int
    planes: tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]
    through: tuple[NDArray[np.uint16], NDArray[np.uint16]]
    """What is left of the picture, 0 to 256: for luma, and for chroma."""

    @property
    def bottom(self) -> int:
        return self.top + self.planes[0].shape[0]


def overlay(bitmap: Bitmap, *, top: int, left: int) -> Overlay:
    """A premultiplied RGBA bitmap as it will lie on the planes, its corner at row `top`, column `left`."""
    top, left, padded = _even(bitmap, top, left)
    rgb = padded[..., :3].astype(np.float32) / 255.0
    alpha = padded[..., 3].astype(np.float32) / 255.0
    luma = rgb @ _LUMA
    blue = _halved((rgb[..., 2] - luma) / 1.8556 * 224.0 + 128.0 * alpha)
    red = _halved((rgb[..., 0] - luma) / 1.5748 * 224.0 + 128.0 * alpha)
    return Overlay(
        top=top,
        left=left,
        planes=(_scaled(luma * 219.0 + 16.0 * alpha), _scaled(blue), _scaled(red)),
        through=(_scaled(1.0 - alpha), _scaled(1.0 - _halved(alpha))),
    )


def laid_over(planes: Picture, lettering: Overlay) -> Picture:
    """The frame with the lettering on it; the frame handed in stays as it is."""
    result = planes.copy()
    parts = split(result)
    for index, part in enumerate(parts):
        half = 1 if index == 0 else 2
        cover, through = lettering.planes[index], lettering.through[min(index, 1)]
        top, left = lettering.top // half, lettering.left // half
        area = part[top : top + cover.shape[0], left : left + cover.shape[1]]
        area[:] = (area * through + cover + 128) >> 8
    return result


def faded(planes: Picture, share: float) -> Picture:
    """The frame at `share` of its light: 1 as it is, 0 black."""
    if share >= 1.0:
        return planes
    levels = np.arange(256, dtype=np.float64)
    luma = np.rint(16 + (levels - 16) * share).clip(0, 255).astype(np.uint8)
    chroma = np.rint(128 + (levels - 128) * share).clip(0, 255).astype(np.uint8)
    height = planes.shape[0] * 2 // 3
    result = np.empty_like(planes)
    cv2.LUT(planes[:height], luma, result[:height])
    cv2.LUT(planes[height:], chroma, result[height:])
    return result


def dissolved(leaving: Picture, coming: Picture, share: float) -> Picture:
    """`share` of the coming frame over the leaving one."""
    return cast(Picture, cv2.addWeighted(leaving, 1.0 - share, coming, share, 0.0))


def _even(bitmap: Bitmap, top: int, left: int) -> tuple[int, int, Bitmap]:
    """The bitmap with transparent edges, so that it begins and ends on whole chroma samples."""
    up, before = top % 2, left % 2
    down, after = (bitmap.shape[0] + up) % 2, (bitmap.shape[1] + before) % 2
    return top - up, left - before, np.pad(bitmap, ((up, down), (before, after), (0, 0)))


def _halved(plane: NDArray[np.floating[Any]]) -> NDArray[np.float32]:
    return plane.reshape(plane.shape[0] // 2, 2, plane.shape[1] // 2, 2).mean(axis=(1, 3), dtype=np.float32)


def _scaled(plane: NDArray[np.floating[Any]]) -> NDArray[np.uint16]:
    return np.rint(np.maximum(plane, 0.0) * 256.0).astype(np.uint16)
