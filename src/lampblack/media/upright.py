# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's stubs leave arrays untyped.)
"""Any decoded frame as planes of the house: upright, square pixels, the size asked for, 4:2:0, BT.709, limited."""

from __future__ import annotations

from typing import cast

import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter

from lampblack.media.colour import Picture, split

BT709 = 1
_SMOOTH = Interpolation.LANCZOS | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


def upright(frame: VideoFrame, convert: VideoReformatter, shown: tuple[int, int], size: tuple[int, int]) -> Picture:
    """The frame, which is to be seen as `shown` (width, height), whole inside `size`, black where shapes differ.

    A frame that is already as asked is handed on bit for bit."""
    ours = _matrix(frame) == Colorspace.ITU709 and int(frame.color_range) != int(ColorRange.JPEG)
    if frame.format.name == "yuv420p" and (frame.width, frame.height) == shown == size and ours:
        return cast(Picture, frame.to_ndarray())
    turns = turns_of(frame)
    scale = min(size[0] / shown[0], size[1] / shown[1])
    inner = [max(2, round(side * scale / 2) * 2) for side in shown]
    sized = convert.reformat(
        frame,
        width=inner[turns % 2],
        height=inner[1 - turns % 2],
        format="yuv420p",
        interpolation=_SMOOTH,
        src_colorspace=_matrix(frame),
        dst_colorspace=Colorspace.ITU709,
        dst_color_range=ColorRange.MPEG,
    )
    return _framed(_turned(cast(Picture, sized.to_ndarray()), turns), *size)


def turns_of(frame: VideoFrame) -> int:
    """Quarter turns, against the clock, that bring a frame upright (a telephone held on its side writes them down)."""
    return round(frame.rotation / 90) % 4


def _turned(planes: Picture, turns: int) -> Picture:
    if not turns:
        return planes
    return np.concatenate([np.rot90(plane, turns).reshape(-1) for plane in split(planes)]).reshape(
        -1, planes.shape[0] * 2 // 3 if turns % 2 else planes.shape[1]
    )


def _matrix(frame: VideoFrame) -> int:
    """The matrix a frame was made with: its tag, else by its height, as players guess (SD is BT.601)."""
    tag = int(frame.colorspace)
    if tag in (1, 4, 5, 6, 7, 9):
        return Colorspace.ITU601 if tag in (5, 6) else tag
    return Colorspace.ITU709 if frame.height > 576 else Colorspace.ITU601


def _framed(planes: Picture, width: int, height: int) -> Picture:
    """The picture in the middle of a frame, black around it."""
    inner_height, inner_width = planes.shape[0] * 2 // 3, planes.shape[1]
    if (inner_width, inner_height) == (width, height):
        return planes
    whole = np.full(height * width * 3 // 2, 128, np.uint8)
    whole[: height * width] = 16
    frame = whole.reshape(height * 3 // 2, width)
    from_planes, to = split(planes), split(frame)
    for source, target in zip(from_planes, to, strict=True):
        top = (target.shape[0] - source.shape[0]) // 2
        left = (target.shape[1] - source.shape[1]) // 2
        target[top : top + source.shape[0], left : left + source.shape[1]] = source
    return frame
