# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""A drawn person out of focus."""

from __future__ import annotations

import cv2
import numpy as np

from lampblack.builtin.theatre.raster.canvas import Canvas

SOFT = 0.4
"""A blur of fewer pixels (standard deviation) is not seen."""
HALVED = 1.0
"""Pixels by which half the size, made larger again, blurs: what shall be softer than that may be drawn so."""
COARSE = 1.25
"""From this blur on a person is drawn at half the size: a quarter of the pixels, and it looks the same."""


def step_of(sigma: float) -> int:
    """Pixels of the picture for each one drawn of somebody so far out of focus."""
    return 2 if sigma >= COARSE else 1


def softened(block: Canvas, sigma: float) -> tuple[Canvas, int]:
    """The block out of focus, and by how many pixels it grew on each side.

    A wide blur is made at a half or a quarter of the size, where it costs a fraction and looks the same.
    """
    if sigma < SOFT:
        return block, 0
    step = 1 if sigma < 2.5 else 2 if sigma < 6 else 4
    grow = -(-round(3 * sigma + 2) // step) * step
    height, width = block.shape[1] + 2 * grow, block.shape[2] + 2 * grow
    height, width = -(-height // step) * step, -(-width // step) * step
    out = np.empty((4, height, width), np.float32)
    right, below = width - grow - block.shape[2], height - grow - block.shape[1]
    for plane in range(4):
        # a block cut by the picture's edge goes on beyond it; elsewhere its edge is empty anyway
        wide = cv2.copyMakeBorder(block[plane], grow, below, grow, right, cv2.BORDER_REPLICATE, dst=out[plane])
        if step == 1:
            cv2.GaussianBlur(wide, (0, 0), sigma, dst=wide)
            continue
        small = cv2.resize(wide, (width // step, height // step), interpolation=cv2.INTER_AREA)
        small = cv2.GaussianBlur(small, (0, 0), max(0.6, (sigma * sigma - step * step / 6) ** 0.5 / step))
        cv2.resize(small, (width, height), dst=wide, interpolation=cv2.INTER_LINEAR)
    return out, grow
