# pyright: reportUnknownMemberType=false
# (OpenCV's stubs leave the flow it finds untyped.)
"""Frames between frames: a film's rate out of a model's, along the movement that is seen (Farnebäck's optical flow)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]

_NEAR = 0.08
"""A moment so near to a frame shows that frame."""
_FLOW_WIDTH = 640
"""Movement is looked for in a picture no wider than this."""


def retimed(made: Sequence[Picture], moments: Sequence[float]) -> Iterator[Picture]:
    """The picture at each of the moments (in frames of `made`, rising); the last one stays where they go beyond."""
    pair, ways = -1, None
    for moment in moments:
        moment = min(max(moment, 0.0), len(made) - 1.0)
        first = min(int(moment), max(0, len(made) - 2))
        share = moment - first
        if share < _NEAR or len(made) == 1:
            yield made[first]
        elif share > 1.0 - _NEAR:
            yield made[first + 1]
        else:
            if pair != first or ways is None:
                pair, ways = first, _both_ways(made[first], made[first + 1])
            yield _between(made[first], made[first + 1], ways, share)


def _both_ways(a: Picture, b: Picture) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    return _flow(a, b), _flow(b, a)


def _flow(a: Picture, b: Picture) -> NDArray[np.float32]:
    """(height, width, 2): pixels right and down from `a` to `b`."""
    height, width = a.shape[:2]
    scale = min(1.0, _FLOW_WIDTH / width)
    small = (max(16, round(width * scale)), max(16, round(height * scale)))
    grey = [cv2.resize(cv2.cvtColor(each, cv2.COLOR_RGB2GRAY), small, interpolation=cv2.INTER_AREA) for each in (a, b)]
    start = np.zeros((small[1], small[0], 2), np.float32)
    found = cv2.calcOpticalFlowFarneback(grey[0], grey[1], start, 0.5, 4, 21, 3, 7, 1.5, 0)
    large = cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(large * np.array([width / small[0], height / small[1]], np.float32), np.float32)


def _between(a: Picture, b: Picture, ways: tuple[NDArray[np.float32], NDArray[np.float32]], share: float) -> Picture:
    there, back = ways
    left, right = _moved(a, there * share), _moved(b, back * (1.0 - share))
    mixed = left.astype(np.float32) * (1.0 - share) + right.astype(np.float32) * share
    return np.clip(np.rint(mixed), 0, 255).astype(np.uint8)


def _moved(picture: Picture, flow: NDArray[np.float32]) -> Picture:
    """A picture carried along: each pixel is fetched from where it came from."""
    height, width = picture.shape[:2]
    across, down = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    moved = cv2.remap(
        picture, across - flow[..., 0], down - flow[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(moved, np.uint8)
