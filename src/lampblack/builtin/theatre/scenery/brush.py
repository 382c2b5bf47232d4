# pyright: reportUnknownMemberType=false
"""The scenery painter's brush: thousands of opaque ink strokes on one premultiplied sheet, quickly.

OpenCV's anti-aliased fills mix all four channels alike, and mixing an opaque premultiplied colour that way is exactly
"over"; so opaque strokes need no layer of their own. Thin washes are painted on a second `Brush` and laid over.
A stroke costs about 10 microseconds, which is what makes a tree of two thousand leaves affordable.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import cv2
import numpy as np

from lampblack.builtin.theatre.scenery.wash import Bytes, Colour
from lampblack.builtin.theatre.scenery.weave import Floats

XY = tuple[float, float]
_SHIFT = 4
_UNIT = 1 << _SHIFT
_LEAF = ((-1.0, 0.0), (-0.45, -0.82), (0.25, -0.92), (1.0, -0.1), (1.0, 0.1), (0.25, 0.92), (-0.45, 0.82))
"""A leaf's outline about its middle, stalk to the left."""


class Brush:
    """One sheet being painted; `pixels` is height x width x 4 bytes, premultiplied. x right, y down, in pixels."""

    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.height = height
        self.pixels: Bytes = np.zeros((height, width, 4), np.uint8)

    def stroke(self, points: Sequence[XY], widths: Sequence[float], colour: Colour) -> None:
        """One stroke of the brush through `points`, as thick in pixels at each as `widths` says."""
        self._fill(_outline(points, widths), colour)

    def shape(self, points: Sequence[XY], colour: Colour, *, smooth: bool = False) -> None:
        """A filled outline; `smooth` rounds its corners."""
        self._fill(_rounded(points) if smooth else np.array(points, np.float64), colour)

    def dab(self, x: float, y: float, wide: float, high: float, colour: Colour, turn: float = 0.0) -> None:
        """One touch of the brush's belly: an ellipse of half axes `wide`, `high`, turned by `turn` degrees."""
        cv2.ellipse(
            self.pixels,
            (round(x * _UNIT), round(y * _UNIT)),
            (max(1, round(wide * _UNIT)), max(1, round(high * _UNIT))),
            turn,
            0,
            360,
            _ink(colour),
            -1,
            cv2.LINE_AA,
            _SHIFT,
        )

    def leaves(self, x: Floats, y: Floats, long: Floats, short: Floats, turn: Floats, colours: Floats) -> None:
        """Many leaves or petals, pointed ovals, in order: arrays of n; `turn` in radians, `colours` n x 3."""
        around = np.array(_LEAF, np.float32)
        c, s = np.cos(turn)[:, None], np.sin(turn)[:, None]
        along, aside = around[None, :, 0] * long[:, None], around[None, :, 1] * short[:, None]
        px = x[:, None] + along * c - aside * s
        py = y[:, None] + along * s + aside * c
        paths = np.rint(np.stack([px, py], axis=-1) * _UNIT).astype(np.int32)
        inks = np.clip(np.rint(colours), 0, 255).astype(np.int64).tolist()
        pixels = self.pixels
        for path, ink in zip(paths, inks, strict=True):
            cv2.fillConvexPoly(pixels, path, (*ink, 255), cv2.LINE_AA, _SHIFT)

    def hairs(self, lines: Sequence[Sequence[XY]], colour: Colour, thickness: int = 1) -> None:
        """Many thin lines of one colour in one go (needles, grass, weave)."""
        paths = [np.rint(np.array(path, np.float64) * _UNIT).astype(np.int32) for path in lines]
        if paths:
            cv2.polylines(self.pixels, paths, False, _ink(colour), thickness, cv2.LINE_AA, _SHIFT)

    def lay(self, other: Brush, strength: float = 1.0, blur: float = 0.0) -> None:
        """Lay another sheet of the same size over this one, thinned to `strength`, softened by `blur` pixels."""
        top = other.pixels
        if blur > 0.0:
            top = cast(Bytes, cv2.GaussianBlur(top, (0, 0), blur))
        over(self.pixels, top, strength)

    @property
    def opacity(self) -> Floats:
        """What is covered, 0 to 1."""
        return self.pixels[..., 3].astype(np.float32) / np.float32(255.0)

    def _fill(self, outline: np.ndarray, colour: Colour) -> None:
        path = np.rint(outline * _UNIT).astype(np.int32)
        cv2.fillPoly(self.pixels, [path], _ink(colour), cv2.LINE_AA, _SHIFT)


def over(below: Bytes, top: Bytes, strength: float = 1.0) -> None:
    """Premultiplied `top` over `below`, in place."""
    t = top.astype(np.float32) * np.float32(strength)
    keep = 1.0 - t[..., 3:] / 255.0
    np.copyto(below, np.clip(t + below * keep + 0.5, 0.0, 255.0).astype(np.uint8))


def _ink(colour: Colour) -> tuple[int, int, int, int]:
    return (_byte(colour[0]), _byte(colour[1]), _byte(colour[2]), 255)


def _byte(value: float) -> int:
    return min(255, max(0, round(value)))


def _outline(points: Sequence[XY], widths: Sequence[float]) -> np.ndarray:
    """The outline of a stroke: Catmull-Rom through both offset sides. Plain floats: tiny arrays are slow."""
    count = len(points)
    left: list[XY] = []
    right: list[XY] = []
    for i, (x, y) in enumerate(points):
        ax, ay = points[i - 1] if i else points[0]
        bx, by = points[i + 1] if i < count - 1 else points[-1]
        length = math.hypot(bx - ax, by - ay) or 1e-6
        half = widths[i] * 0.5
        nx, ny = -(by - ay) / length * half, (bx - ax) / length * half
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    right.reverse()
    return np.array(_curve(left) + _curve(right), np.float64)


def _curve(points: list[XY], steps: int = 4) -> list[XY]:
    out: list[XY] = [points[0]]
    last = len(points) - 1
    for i in range(last):
        p0 = points[i - 1] if i else points[0]
        p1, p2 = points[i], points[i + 1]
        p3 = points[i + 2] if i + 2 <= last else p2
        for k in range(1, steps + 1):
            t = k / steps
            out.append((_spline(p0[0], p1[0], p2[0], p3[0], t), _spline(p0[1], p1[1], p2[1], p3[1], t)))
    return out


def _spline(a: float, b: float, c: float, d: float, t: float) -> float:
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))


def _rounded(points: Sequence[XY]) -> np.ndarray:
    ring = [points[-1], *points, points[0], points[1]]
    return np.array(_curve(ring)[4:-4], np.float64)
