# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV's stubs leave what optical flow returns untyped.)
"""A take decoded once: small pictures of every frame, and the optical flow of every pair of frames, for all detectors.

Flow is DIS (Kroeger et al., *Fast optical flow using dense inverse search*, 2016; OpenCV's preset FAST) of pictures
whose long side is 320, kept at a quarter of that: 1.1 ms a pair. 640x360 gives nothing that screening needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.media.colour import Picture, split
from lampblack.media.video import VideoReader

LONG = 320
"""Pixels of the long side of what flow is measured on."""
BLOCK = 10
"""Pixels of a block's side at that size, in which the warping error is kept."""
FINE_EVERY = 8
"""Of so many frames one is looked at in its own size, for lettering."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Seen:
    """All that detectors look at. n frames, in a picture of `width` x `height` pixels at `rate`.

    `luma`, `cb`, `cr` (n, h, w) uint8, limited range, long side 160. `flow` (n - 1, h / 2, w / 2, 2) float32: pixels
    right and down at long side 320 to where it is on the next frame. `residue` (n - 1, rows, columns) float32: what is
    left, in levels, when the next frame is brought back along the flow. `fine` (few, height, width) uint8: some frames'
    luma in full size. `crops`: the luma of every frame in the boxes that were asked for, each (n, 32, 32) uint8.
    """

    width: int
    height: int
    rate: Rate
    luma: NDArray[np.uint8]
    cb: NDArray[np.uint8]
    cr: NDArray[np.uint8]
    flow: NDArray[np.float32]
    residue: NDArray[np.float32]
    fine: NDArray[np.uint8]
    crops: dict[str, NDArray[np.uint8]]

    @property
    def frames(self) -> int:
        return len(self.luma)


Boxes = dict[str, Sequence[tuple[int, int, int, int]]]
"""Of each name a box a frame: left, top, right, bottom in pixels of the take."""


def look(path: Path, boxes: Boxes | None = None) -> Seen:
    """A file, looked at whole; a `UserError` where it cannot be read."""
    with VideoReader(path) as reader:
        held = reader.contents
        return see(reader.planes(0, held.frames), held.rate, boxes)


def see(frames: Iterable[Picture], rate: Rate, boxes: Boxes | None = None) -> Seen:
    """Frames as I420 planes (`media.colour`), looked at one after the other; a `ValueError` where there is none."""
    dis: Any = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
    cv2.setNumThreads(1)
    small: list[tuple[Picture, Picture, Picture]] = []
    flows: list[NDArray[np.float32]] = []
    residues: list[NDArray[np.float32]] = []
    fine: list[Picture] = []
    crops: dict[str, list[Picture]] = {name: [] for name in boxes or {}}
    before: Picture | None = None
    width = height = 0
    for number, planes in enumerate(frames):
        luma, cb, cr = split(planes)
        height, width = luma.shape
        wide, high = grid(width, height)
        middle = _smaller(luma, (wide, high))
        half = (wide // 2, high // 2)
        small.append(
            (
                _smaller(middle, half),
                _smaller(cb, half),
                _smaller(cr, half),
            )
        )
        if number % FINE_EVERY == 0:
            fine.append(luma.copy())
        for name, places in (boxes or {}).items():
            crops[name].append(_cut(luma, places[min(number, len(places) - 1)]))
        if before is not None:
            flow = dis.calc(before, middle, None)
            residues.append(_residue(before, middle, flow))
            flows.append(cv2.resize(flow, (wide // 4, high // 4), interpolation=cv2.INTER_AREA))
        before = middle
    if not small:
        raise ValueError("a take of no frames cannot be screened")
    wide, high = grid(width, height)
    return Seen(
        width=width, height=height, rate=rate,
        luma=np.stack([each[0] for each in small]), cb=np.stack([each[1] for each in small]),
        cr=np.stack([each[2] for each in small]),
        flow=np.stack(flows) if flows else np.zeros((0, high // 4, wide // 4, 2), np.float32),
        residue=np.stack(residues) if residues else np.zeros((0, high // BLOCK, wide // BLOCK), np.float32),
        fine=np.stack(fine), crops={name: np.stack(each) for name, each in crops.items()},
    )  # fmt: skip


def grid(width: int, height: int) -> tuple[int, int]:
    """The size flow is measured in: the same shape, long side 320, sides of whole fours."""
    share = LONG / max(width, height)
    return max(16, round(width * share / 4) * 4), max(16, round(height * share / 4) * 4)


def _residue(before: Picture, after: Picture, flow: NDArray[np.float32]) -> NDArray[np.float32]:
    """Mean absolute difference of each block after the warp; what leaves the picture is not counted."""
    height, width = before.shape
    x, y = _places(width, height)
    back = cv2.remap(after, x + flow[..., 0], y + flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    left = cv2.absdiff(before, back).astype(np.float32)
    return np.asarray(cv2.resize(left, (width // BLOCK, height // BLOCK), interpolation=cv2.INTER_AREA), np.float32)


@lru_cache(maxsize=8)
def _places(width: int, height: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    return x, y


def _cut(luma: Picture, box: tuple[int, int, int, int]) -> Picture:
    """A box of the picture as 32x32; grey where it lies outside."""
    height, width = luma.shape
    left, top, right, bottom = max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])
    if right - left < 4 or bottom - top < 4:
        return np.full((32, 32), 128, np.uint8)
    return _smaller(luma[top:bottom, left:right], (32, 32))


def _smaller(plane: Picture, size: tuple[int, int]) -> Picture:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)
