# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""A person as a puppet of dyed donkey hide: black carved outline, clear colours, blossoms pierced in the robe."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.looks.leather_kernel import dye

Plane = NDArray[np.float32]
OUTLINE = 0.016
"""Metres of leather left standing round a figure."""
MOTIF = 0.155
"""Metres from one pierced blossom to the next."""
FINEST = 11.0
"""Pixels a motif must have to be more than speckle; below, robes are whole."""
PARTS = (("head", 0.145), ("left_wrist", 0.085), ("right_wrist", 0.085))
THROAT = 0.10
"""Metres round a head, a hand and a throat in which nothing is pierced."""
_TILE = 96


def cut(drawn: Drawn) -> Drawn:
    """The person in leather. Blossoms hang from the pelvis, so they go with the puppet and not with the picture."""
    block = drawn.canvas
    out = np.empty_like(block)
    width = min(0.008 * math.sqrt(block.shape[1] * drawn.scale) + 0.8, max(1.0, OUTLINE * drawn.scale))
    side = 2 * math.ceil(width) + 1
    inner = cv2.erode(block[3], cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (side, side)), borderValue=1.0)
    inner = cv2.GaussianBlur(inner, (0, 0), 0.6)
    dye(block, inner, _holes(drawn), _skin(drawn), out)
    return replace(drawn, canvas=out)


def _skin(drawn: Drawn) -> Plane:
    """1 on head and hands, 0 elsewhere, soft between."""
    height, width = drawn.canvas.shape[1:]
    step = 4
    small = np.zeros((height // step + 1, width // step + 1), np.float32)
    bare = [(drawn.joints[name], metres) for name, metres in PARTS if name in drawn.joints]
    if "head" in drawn.joints and "neck" in drawn.joints:
        (hx, hy), (nx, ny) = drawn.joints["head"], drawn.joints["neck"]
        bare.append(((0.45 * hx + 0.55 * nx, 0.45 * hy + 0.55 * ny), THROAT))
    for (x, y), metres in bare:
        # in sixteenths of a pixel, or it would jump as the puppet walks
        middle = (round(16 * (x - drawn.x) / step), round(16 * (y - drawn.y) / step))
        cv2.circle(small, middle, max(8, round(16 * metres * drawn.scale / step)), 1.0, -1, shift=4)
    soft = cv2.GaussianBlur(small, (0, 0), max(0.8, 0.012 * drawn.scale / step))
    return np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _holes(drawn: Drawn) -> Plane:
    """The pierced pattern over the block, 0 to 1."""
    height, width = drawn.canvas.shape[1:]
    across = MOTIF * drawn.scale
    strength = min(1.0, max(0.0, (across - FINEST) / FINEST))
    if strength <= 0.0 or "pelvis" not in drawn.joints:
        return np.zeros((height, width), np.float32)
    x, y = drawn.joints["pelvis"]
    scale = _TILE / across
    if scale > 2.0:
        tile = cv2.resize(_blossoms(), (_TILE // 2, _TILE // 2), interpolation=cv2.INTER_AREA)
        scale /= 2.0
    else:
        tile = _blossoms()
    move = np.array([[scale, 0, -(x - drawn.x) * scale], [0, scale, -(y - drawn.y) * scale]], np.float64)
    size = (width, height)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    found = cv2.warpAffine(tile, move, size, flags=flags, borderMode=cv2.BORDER_WRAP)
    return np.asarray(found * np.float32(0.85 * strength), np.float32)


@cache
def _blossoms() -> Plane:
    """One repeat: a plum blossom of five cuts in the middle, a quarter of a coin at each corner."""
    y, x = np.mgrid[:_TILE, :_TILE].astype(np.float32)
    found = np.zeros((_TILE, _TILE), np.float32)
    half = _TILE / 2
    for petal in range(5):
        turn = math.tau * petal / 5 - math.pi / 2
        px, py = half + 15 * math.cos(turn), half + 15 * math.sin(turn)
        along = (x - px) * math.cos(turn) + (y - py) * math.sin(turn)
        aside = -(x - px) * math.sin(turn) + (y - py) * math.cos(turn)
        found = np.maximum(found, np.clip((1 - np.hypot(along / 9.5, aside / 7.0)) * 6, 0, 1))
    found = np.maximum(found, np.clip((4.5 - np.hypot(x - half, y - half)) * 0.8, 0, 1))
    dx, dy = np.minimum(x, _TILE - x), np.minimum(y, _TILE - y)
    radius, angle = np.hypot(dx, dy), np.arctan2(dy, dx)
    crescent = np.clip((4.0 - np.abs(radius - 17)) * 0.8, 0, 1) * (np.abs(angle - math.pi / 4) < 0.62)
    return np.asarray(np.maximum(found, crescent), np.float32)
