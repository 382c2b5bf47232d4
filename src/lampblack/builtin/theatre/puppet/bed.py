"""A bed of today under somebody who lies in it: iron or wood, a raised end, a pillow, and a blanket up to the waist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.joinery import body, box, rod
from lampblack.builtin.theatre.puppet.tone import RGB, darker, mixed
from lampblack.builtin.theatre.puppet.vector import Frame, Vec
from lampblack.staging.people import BED_HIGH

HALF, HEAD, FOOT = 0.47, -1.02, 1.06
"""Half its width, and how far behind the hips and before them it ends, in metres."""
_RAISED = (-0.80, 0.60)
"""The upper edge of the raised end, behind the hips and above the mattress."""
_STEEL: RGB = (0.72, 0.75, 0.76)
_SHEET: RGB = (0.90, 0.91, 0.89)


@dataclass(frozen=True, slots=True)
class Linen:
    """What a bed is made of: its frame's colour, its blanket's, and whether its frame is steel tube."""

    frame: RGB
    blanket: RGB
    tubes: bool


WARD = Linen(_STEEL, (0.56, 0.70, 0.74), True)
HOME = Linen((0.45, 0.30, 0.20), (0.30, 0.40, 0.52), False)


def draw_bed(brush: Brush, frame: Frame, linen: Linen, height: float) -> None:
    """All of it that is under or behind who lies there; `frame` stands on the ground under the hips."""
    dark = darker(linen.frame, 0.8)
    ends = sorted((HEAD, FOOT), key=lambda z: -brush.view.depth(frame.out(0.0, 0.0, z)))
    _end(brush, frame, ends[0], linen)
    for x in (-HALF + 0.05, HALF - 0.05):
        for z in (HEAD + 0.06, FOOT - 0.06):
            rod(brush, frame, ((x, 0.0, z), (x, 0.34, z)), 0.05, dark)
    box(brush, frame, (-HALF, HALF), (0.30, 0.40), (HEAD, FOOT), linen.frame)
    box(brush, frame, (-HALF + 0.02, HALF - 0.02), (0.38, BED_HIGH - 0.03), (HEAD + 0.03, FOOT - 0.03), _SHEET)
    back, up = _RAISED
    slab = [
        frame.out(x, y, z)
        for x in (-HALF + 0.03, HALF - 0.03)
        for y, z in ((BED_HIGH - 0.04, -0.04), (BED_HIGH - 0.04, HEAD + 0.06), (BED_HIGH + up, back),
                     (BED_HIGH + up - 0.05, back - 0.10))
    ]  # fmt: skip
    body(brush, slab, darker(_SHEET, 0.97))
    _pillow(brush, frame, height)


def draw_cover(brush: Brush, frame: Frame, linen: Linen, height: float) -> None:
    """What is before who lies there: the blanket over legs and hips, the nearer end."""
    rows = ((-0.02, 0.145, 0.30), (0.10, 0.155, 0.32), (0.26, 0.15, 0.33), (0.42, 0.13, 0.30), (0.55, 0.14, 0.26))
    top = [
        frame.out(x * side, BED_HIGH + high * height * 0.9, z * height)
        for z, high, x in rows
        for side in (-1.0, 0.0, 1.0)
    ]
    sides = [frame.out(x, BED_HIGH - 0.16, z) for x in (-HALF - 0.01, HALF + 0.01) for z in (-0.05, FOOT - 0.04)]
    edge = body(brush, [*top, *sides], linen.blanket, shadow=0.03)
    if not edge:
        return
    _hem(brush, frame, linen, height)
    if brush.fine:
        for z in (0.16, 0.34):
            fold = [
                frame.out(x, BED_HIGH + y * height, z * height) for x, y in ((-0.2, 0.10), (0.02, 0.13), (0.3, 0.02))
            ]
            line = [brush.view.point(p) for p in fold]
            brush.line(line, 0.8, darker(linen.blanket, 0.55), 0.5, inside=True)
    nearer = min((HEAD, FOOT), key=lambda z: brush.view.depth(frame.out(0.0, 0.0, z)))
    _end(brush, frame, nearer, linen)


def _hem(brush: Brush, frame: Frame, linen: Linen, height: float) -> None:
    """The sheet turned back over the blanket's upper edge."""
    points: list[Vec] = []
    for z, up in ((-0.05, 0.135), (0.035, 0.145)):
        points += [frame.out(x, BED_HIGH + up * height * 0.92, z * height) for x in (-0.28, 0.28)]
        points += [frame.out(x, BED_HIGH - 0.06, z * height) for x in (-HALF - 0.01, HALF + 0.01)]
    body(brush, points, mixed(_SHEET, linen.blanket, 0.1), line=0.8)


def _pillow(brush: Brush, frame: Frame, height: float) -> None:
    _ = height
    points: list[Vec] = []
    for x in (-0.33, -0.2, 0.2, 0.33):
        thick = 0.13 if abs(x) < 0.3 else 0.06
        for z, y in ((-0.50, 0.34), (-0.66, 0.44), (-0.80, 0.60)):
            points += [frame.out(x, BED_HIGH + y + thick * 0.75, z + thick * 0.5), frame.out(x, BED_HIGH + y, z)]
    body(brush, points, (0.96, 0.96, 0.94), shadow=0.02)


def _end(brush: Brush, frame: Frame, z: float, linen: Linen) -> None:
    high = 0.98 if z < 0.0 else 0.82
    if not linen.tubes:
        box(brush, frame, (-HALF - 0.02, HALF + 0.02), (0.10, high), (z - 0.03, z + 0.03), linen.frame)
        return
    _tubes(brush, frame, z, high, linen.frame)


def _tubes(brush: Brush, frame: Frame, z: float, high: float, tone: RGB) -> None:
    arch: Sequence[Vec] = (
        (-HALF, 0.0, z), (-HALF, high - 0.06, z), (-HALF + 0.06, high, z), (HALF - 0.06, high, z),
        (HALF, high - 0.06, z), (HALF, 0.0, z),
    )  # fmt: skip
    box(
        brush,
        frame,
        (-HALF + 0.04, HALF - 0.04),
        (0.46, high - 0.10),
        (z - 0.015, z + 0.015),
        mixed(tone, (0.9, 0.9, 0.86), 0.5),
    )
    rod(brush, frame, arch, 0.035, tone)
