"""What a model that is steered is shown: rolls of control signals as the pictures it was taught with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Cancelled, Context
from lampblack.base.digest import Digest
from lampblack.base.time import Rate
from lampblack.engines.controls import RollReader
from lampblack.engines.named import blob_path
from lampblack.engines.receiving import covering
from lampblack.engines.requests import Size
from lampblack.media.video import VideoWriter
from lampblack.staging.control import SKY_METRES

Picture = NDArray[np.uint8]
"""RGB (height, width, 3)."""

_FAR, _NEAR = 1.0, 99.5
"""Percentiles of nearness that are drawn black and white, over the whole take."""
_LOOKED_AT = 16
"""Depth is measured on every so many'th of the pixels."""
_NUMBERS = 65_536
_CRF, _GOP = 6, 12


def pictures_of(roll: RollReader, frames: Sequence[int]) -> Iterator[Picture]:
    """Those frames of a roll, in that order, as they are drawn: depth near white and the sky black, skeletons as
    OpenPose draws them, edges white on black, things in their own colours."""
    if roll.roll.signal == "depth":
        far, near = _reach(roll, sorted(set(frames)))
        for frame in frames:
            yield _grey(np.clip((_nearness(roll, frame) - far) / max(near - far, 1e-6), 0.0, 1.0))
    else:
        for frame in frames:
            yield _colours(roll, frame)


def picture_at(digest: Digest, frame: int, context: Context) -> Picture:
    """One frame of a roll; its last where it is shorter."""
    with RollReader(blob_path(context, digest)) as roll:
        return next(pictures_of(roll, [min(frame, roll.roll.frames - 1)]))


def frames_of(digest: Digest, size: Size, rate: Rate, frames: int, context: Context) -> Iterator[Picture]:
    """A roll at each frame of a film at `rate`, cut to `size`; the last stays while more are needed."""
    with RollReader(blob_path(context, digest)) as roll:
        for picture in pictures_of(roll, [roll.moment(number, rate) for number in range(frames)]):
            if context.cancelled():
                raise Cancelled
            yield covering(picture, size)


def video_of(digest: Digest, size: Size, rate: Rate, frames: int, context: Context) -> bytes:
    """A roll as a moving picture (MP4, even sides), frame for frame with the film."""
    path = context.scratch / "signal.mp4"
    even = Size(width=size.width // 2 * 2, height=size.height // 2 * 2)
    with VideoWriter(path, size=(even.width, even.height), rate=rate, crf=_CRF, gop=_GOP) as writer:
        for picture in frames_of(digest, even, rate, frames, context):
            writer.write(picture)
    data = path.read_bytes()
    path.unlink()
    return data


def _nearness(roll: RollReader, frame: int) -> NDArray[np.float32]:
    """One over the metres, as MiDaS and Depth Anything give it; 0 is the sky."""
    metres = roll.depth(frame)
    return np.where(metres >= SKY_METRES, 0.0, 1.0 / np.maximum(metres, 0.05)).astype(np.float32)


def _reach(roll: RollReader, frames: Sequence[int]) -> tuple[float, float]:
    """The nearness of what is furthest and nearest in a take, so that depth does not breathe from frame to frame."""
    looked = np.concatenate([_nearness(roll, frame).reshape(-1)[::_LOOKED_AT] for frame in frames])
    return float(np.percentile(looked, _FAR)), float(np.percentile(looked, _NEAR))


def _grey(share: NDArray[np.float32]) -> Picture:
    return np.repeat(np.rint(share * 255.0).astype(np.uint8)[..., None], 3, axis=2)


def _colours(roll: RollReader, frame: int) -> Picture:
    drawn = roll.picture(frame)
    if drawn.ndim == 3:
        return np.ascontiguousarray(drawn[..., :3], np.uint8)
    if roll.roll.signal != "ids":
        return np.repeat(np.asarray(drawn, np.uint8)[..., None], 3, axis=2)
    palette = np.zeros((_NUMBERS, 3), np.uint8)
    for thing in roll.roll.things:
        palette[thing.number] = thing.colour
    return palette[drawn]
