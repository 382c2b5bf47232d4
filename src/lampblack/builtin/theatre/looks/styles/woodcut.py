# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Woodcut (版画): a few flat inks from as many blocks, a little out of register, under a black key block.

After the colour prints of Suzhou and Edo: each ink is one block, printed flat and by hand, so edges of two colours
never quite meet; the key block carries outlines and the hatching, cut with the graver along the form; the grain of
cherry wood shows in broad tints. No gradient and no glow can be printed.
"""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.looks.hanging import unlit
from lampblack.builtin.theatre.looks.look import Develop, Look, Sheet
from lampblack.builtin.theatre.looks.plates import Plane, eight_bits, exposed, tones_of
from lampblack.builtin.theatre.looks.woodcut_kernel import pull
from lampblack.builtin.theatre.raster.canvas import Canvas
from lampblack.builtin.theatre.raster.noise import fbm, smoothstep
from lampblack.builtin.theatre.raster.post import Beam
from lampblack.builtin.theatre.set import Air, Grade, Set, Shade
from lampblack.staging.place import Place

INKS: tuple[tuple[tuple[int, int, int], tuple[int, int, int]], ...] = (
    ((244, 238, 224), (240, 226, 196)),
    ((222, 196, 160), (233, 205, 160)),
    ((186, 168, 154), (206, 176, 140)),
    ((196, 150, 100), (205, 150, 86)),
    ((150, 100, 64), (150, 92, 56)),
    ((200, 60, 44), (190, 58, 40)),
    ((124, 40, 36), (124, 42, 34)),
    ((152, 120, 148), (146, 118, 134)),
    ((232, 150, 128), (222, 142, 112)),
    ((170, 196, 204), (160, 188, 186)),
    ((104, 140, 160), (86, 126, 146)),
    ((44, 74, 108), (34, 62, 98)),
    ((150, 170, 110), (150, 162, 100)),
    ((70, 104, 66), (66, 96, 66)),
    ((150, 146, 140), (156, 146, 128)),
    ((90, 88, 88), (92, 86, 82)),
    ((24, 22, 26), (30, 27, 30)),
)
"""The colours that an ink stands for, and the ink on this paper: paper, buff, shade, ochre, umber, vermilion, madder,
mauve, rose, three Prussian blues, two greens, two greys, black."""
REGISTER = (1.7, -1.1)
"""Pixels, of 720 rows, by which the colour blocks lie beside the key block."""


def hung(stage: Set, place: Place) -> Set:
    """The set without what is only light."""
    return replace(
        stage,
        cards=unlit(stage.cards),
        floors=unlit(stage.floors),
        air=tuple(_printed(air) for air in stage.air if air.kind != "dust"),
        shade=Shade(rim=0.0, shadow=0.0),
    )


def _printed(air: Air) -> Air:
    """Rain is lines of the key block, as Hiroshige cut it."""
    return replace(air, colour=(0.05, 0.05, 0.06), size=1.7 * air.size) if air.kind == "rain" else air


class _Press:
    """Develops pictures of one size as prints."""

    def __init__(self, sheet: Sheet) -> None:
        height, width, unit = sheet.height, sheet.width, sheet.height / 720
        self._unit = unit
        self._crooked = eight_bits(fbm(height, width, max(4.0, 22 * unit), max(4.0, 26 * unit), 2, 51, 0.45), 127)
        self._wood = eight_bits(_grain(height, width, unit), 127)
        self._gouge = _slips(height, width, unit)
        low, high = exposed(sheet.place)
        spread = np.clip((np.arange(256, dtype=np.float32) / 255 - low * 0.7) / (high - low * 0.7), 0, 1)
        self._level = np.asarray(spread * 246 + 4, np.uint8)
        self._inks, self._lines = nearest(), np.array([ink for _, ink in INKS], np.float32) / np.float32(255)
        pitch = 1.0 / max(3.0, 6.5 * unit)
        self._how = np.array([0.055, 8.0, 0.035, 17.0, 0.0, pitch, 0.16 * unit, 0.45], np.float32)
        self._sharp = np.float32(max(1.2, 2.6 * unit))
        dx, dy = REGISTER[0] * unit, REGISTER[1] * unit
        self._half = 2 if unit > 0.6 else 1
        self._shift = np.array([[self._half, 0, dx], [0, self._half, dy]], np.float64)
        self._planes = np.empty((3, height, width), np.uint8)

    def __call__(self, picture: Canvas, grade: Grade, frame: int, beam: Beam | None = None) -> NDArray[np.uint8]:
        tones = tones_of(picture, 3.2 * self._unit)
        height, width = tones.tone.shape
        # no block is cut finer than the knife: at half the size, where the picture is large enough
        flat = (
            tones.colour
            if self._half == 1
            else cv2.resize(tones.colour, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        )
        flat = cv2.medianBlur(flat, 3 if self._half == 1 else 5)
        flat = cv2.warpAffine(
            flat, self._shift, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        pull(
            np.stack(cv2.split(flat)), picture[3], tones.tone, tones.around, self._crooked, self._wood, self._gouge,
            self._sharp, self._level, self._inks, self._lines, self._how, self._planes,
        )  # fmt: skip
        return np.asarray(cv2.merge(list(self._planes)), np.uint8)


def nearest() -> NDArray[np.uint8]:
    """For each of 32 x 32 x 32 colours the ink that prints it, by the eye's measure (CIE L*a*b*)."""
    cells = np.stack(np.meshgrid(*([np.arange(32)] * 3), indexing="ij"), axis=-1).reshape(1, -1, 3) * 8 + 4
    wanted = np.array([colour for colour, _ in INKS], np.uint8).reshape(1, -1, 3)
    lab = [cv2.cvtColor((np.asarray(each, np.float32) / 255), cv2.COLOR_RGB2LAB)[0] for each in (cells, wanted)]
    off = np.stack([((lab[0] - ink) ** 2 @ np.array([0.8, 1.2, 1.2], np.float32)) for ink in lab[1]])
    return np.asarray(off.argmin(axis=0), np.uint8)


def _grain(height: int, width: int, unit: float) -> Plane:
    """Cherry wood, sawn along the grain: long lines that wander."""
    wander = fbm(height, width, 170 * unit, 420 * unit, 2, 52)
    y = np.arange(height, dtype=np.float32)[:, None]
    rings = np.sin(y * np.float32(0.62 / max(unit, 0.4)) + np.float32(26) * wander)
    return np.asarray(0.6 * rings + 0.7 * fbm(height, width, max(1.2, 2.2 * unit), 90 * unit, 2, 53), np.float32)


def _slips(height: int, width: int, unit: float) -> NDArray[np.uint8]:
    """Short marks of the gouge, scattered."""
    mark = fbm(height, width, max(1.4, 3.0 * unit), max(3.0, 17 * unit), 1, 54)
    return np.asarray(255 * smoothstep(0.80, 0.90, mark), np.uint8)


def _developer(sheet: Sheet) -> Develop:
    return _Press(sheet)


LOOK = Look(developer=_developer, hung=hung, lens=False, shadows=False, bodies=True)
