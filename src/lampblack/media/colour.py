# pyright: reportUnknownVariableType=false
# (numba types nothing it compiles.)
"""RGB to planar 4:2:0 and back: BT.709, limited range, chroma sited left as H.264 says (ITU-T H.264 annex E).

Planes are one `uint8` array (height * 3 // 2, width), "I420": luma, then both chroma planes one after the other, as
OpenCV and FFmpeg lay them out. OpenCV and swscale both convert by BT.601 unless told otherwise; these do not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lampblack.media.colour_kernels import planes_of, rgb_of

Picture = NDArray[np.uint8]


def to_planes(rgb: Picture) -> Picture:
    """RGB (height, width, 3), both even, as I420 planes."""
    height, width = rgb.shape[:2]
    planes = np.empty(height * width * 3 // 2, np.uint8)
    planes_of(np.ascontiguousarray(rgb), planes, height, width)
    return planes.reshape(height * 3 // 2, width)


def to_rgb(planes: Picture) -> Picture:
    """I420 planes as RGB (height, width, 3); chroma is interpolated along the row."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    rgb = np.empty((height, width, 3), np.uint8)
    rgb_of(np.ascontiguousarray(planes).reshape(-1), rgb, height, width)
    return rgb


def split(planes: Picture) -> tuple[Picture, Picture, Picture]:
    """The luma and the two chroma planes, as views that may be written to."""
    height, width = planes.shape[0] * 2 // 3, planes.shape[1]
    flat = planes.reshape(-1)
    luma, quarter = height * width, height * width // 4
    half = (height // 2, width // 2)
    return (
        flat[:luma].reshape(height, width),
        flat[luma : luma + quarter].reshape(half),
        flat[luma + quarter :].reshape(half),
    )
