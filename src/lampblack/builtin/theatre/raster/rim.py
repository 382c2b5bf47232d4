# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Light on a drawn person: form, edge light, tint, haze, softness out of focus. Blocks are premultiplied canvases."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.raster.canvas import Canvas

Plane = NDArray[np.float32]


def tinted(block: Canvas, tint: tuple[float, float, float]) -> Canvas:
    """The block multiplied with a colour: the light of the hour."""
    return np.asarray(block * np.array([*tint, 1.0], np.float32)[:, None, None], np.float32)


def hazed(block: Canvas, colour: tuple[float, float, float], amount: float) -> Canvas:
    """The block behind `amount` (0 to 1) of haze."""
    if amount <= 0:
        return block
    out = block * np.float32(1 - amount)
    for plane in range(3):
        out[plane] += block[3] * np.float32(colour[plane] * amount)
    out[3] = block[3]
    return np.asarray(out, np.float32)


def modelled(block: Canvas, towards: tuple[float, float], reach: float, strength: float) -> Canvas:
    """Form: the side away from the light darker, the side towards it lighter.

    `towards`: unit vector to the light in the picture (y down); `reach` in pixels, about an eighth of the figure.
    """
    height, width = block.shape[1:]
    step = min(16, max(2, round(reach / 4)))
    size = (max(2, width // step), max(2, height // step))
    pad = 2 + round(2 * reach / step)
    cover = cv2.resize(block[3], size, interpolation=cv2.INTER_AREA)
    cover = cv2.copyMakeBorder(cover, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    body = cv2.GaussianBlur(cover, (0, 0), max(0.8, reach / step))
    dx, dy = towards[0] * reach / step, towards[1] * reach / step
    lit = _shifted(body, -dx, -dy) - _shifted(body, dx, dy)
    form = 1 - np.float32(strength) * np.clip(lit[pad:-pad, pad:-pad], -0.6, 1)
    factor = cv2.resize(np.ascontiguousarray(form), (width, height), interpolation=cv2.INTER_LINEAR)
    out = block.copy()
    out[:3] *= factor
    np.minimum(out[:3], out[3], out=out[:3])
    return out


def rimmed(
    block: Canvas,
    towards: tuple[float, float],
    width: float,
    colour: tuple[float, float, float],
    strength: float,
) -> Canvas:
    """A line of light along the edge that faces the light: `width` pixels, soft inwards."""
    if strength <= 0:
        return block
    cover = block[3]
    beyond = cv2.GaussianBlur(_shifted(cover, -towards[0] * width, -towards[1] * width), (0, 0), max(0.5, width * 0.5))
    edge = np.clip(cover - beyond, 0, 1) * np.float32(strength)
    out = block.copy()
    for plane in range(3):
        out[plane] += edge * (np.float32(colour[plane]) * cover - out[plane] * np.float32(0.6))
    return out


def softened(block: Canvas, sigma: float) -> tuple[Canvas, int]:
    """The block out of focus, and by how many pixels it grew on each side.

    A wide blur is made at a half or a quarter of the size, where it costs a fraction and looks the same.
    """
    if sigma < 0.4:
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


def _shifted(plane: Plane, dx: float, dy: float) -> Plane:
    """The plane moved by (dx, dy) pixels; what comes in is as the edge was, for a block may be cut by the picture."""
    move = np.array([[1, 0, dx], [0, 1, dy]], np.float64)
    size = (plane.shape[1], plane.shape[0])
    return np.asarray(
        cv2.warpAffine(plane, move, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32
    )
