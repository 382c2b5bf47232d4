"""Fake pictures: a colour that moves, and the frame's number burnt in as blocks a machine can read back."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from lampblack.engines.requests import Size

Picture = NDArray[np.uint8]
"""height x width x 3, RGB."""

BITS = 16
_THRESHOLD = 128


def picture(size: Size, seed: int, frame: int) -> Picture:
    """One frame: a slow two-colour sweep chosen by `seed`, and along the top edge `frame` in 16 blocks."""
    made = np.empty((size.height, size.width, 3), np.uint8)
    colour = np.array([(seed >> shift) & 0x7F for shift in (0, 8, 16)], np.float64) + 64.0
    sweep = (np.arange(size.width) / size.width + frame / 96.0) % 1.0
    bow = (1.0 - np.abs(2.0 * sweep - 1.0))[:, None]
    made[:] = np.clip(colour * (0.55 + 0.45 * bow), 16, 235).astype(np.uint8)
    _burn(made, frame)
    return made


def counted(made: Picture) -> int:
    """The frame number that was burnt into a picture, also after it was compressed or made larger."""
    number = 0
    for bit, block in enumerate(_blocks(made)):
        middle = block[block.shape[0] // 4 : -(block.shape[0] // 4) or None]
        number |= int(float(middle.mean()) > _THRESHOLD) << bit
    return number


def _burn(made: Picture, frame: int) -> None:
    for bit, block in enumerate(_blocks(made)):
        block[:] = 235 if frame >> bit & 1 else 16


def _blocks(made: Picture) -> list[Picture]:
    height, width = made.shape[:2]
    edges = [width * bit // BITS for bit in range(BITS + 1)]
    return [made[: max(4, height // 12), a:b] for a, b in pairwise(edges)]
