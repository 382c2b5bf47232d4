# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Light that jumps from frame to frame: of the whole picture, and of its parts on their own (boiling texture)."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import around, bends, brightness
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Box, Limits, Note

FLICKER = Limits(doubt=0.2, reject=0.5, unit="% of mean luma")
BOILING = Limits(doubt=0.2, reject=0.5, unit="levels")
COLUMNS, ROWS = 32, 18


def flicker(seen: Seen, asked: Asked) -> Note:
    """Mean size of second differences of mean luma, in percent of it, over the model's own (lamps flicker in both)."""
    if seen.frames < 5:
        return FLICKER.note("flicker", 0.0, FrameRange(start=0, stop=seen.frames))
    number = _flicker(seen) - (_flicker(asked.model) if asked.model is not None else 0.0)
    worst = int(np.abs(bends(brightness(seen))).argmax()) + 1
    return FLICKER.note("flicker", max(0.0, number), around(worst, seen.frames, 1), why="the light flickers")


def _flicker(seen: Seen) -> float:
    light = brightness(seen)
    if len(light) < 5:
        return 0.0
    bent = np.sort(np.abs(bends(light)))
    # The largest tenth is left out: one jump is a cut or a flash and has a detector of its own.
    return float(100.0 * bent[: max(1, int(0.9 * len(bent)))].mean() / max(8.0, light.mean()))


def boiling(seen: Seen, asked: Asked) -> Note:
    """Median over time of each block's second difference, less the whole picture's: the mean of all 32x18 blocks."""
    if seen.frames < 5:
        return BOILING.note("boiling", 0.0, FrameRange(start=0, stop=seen.frames))
    each = _boil(seen)
    if asked.model is not None and asked.model.frames >= 5:
        each = np.maximum(0.0, each - _boil(asked.model))
    row, column = divmod(int(each.argmax()), COLUMNS)
    box = Box(left=column / COLUMNS, top=row / ROWS, right=(column + 1) / COLUMNS, bottom=(row + 1) / ROWS)
    frames = FrameRange(start=0, stop=seen.frames)
    return BOILING.note("boiling", float(each.mean()), frames, box=box, why="texture boils")


def _boil(seen: Seen) -> NDArray[np.float64]:
    blocks = np.stack(
        [cv2.resize(each, (COLUMNS, ROWS), interpolation=cv2.INTER_AREA) for each in seen.luma.astype(np.float32)]
    )
    bent = bends(blocks)
    bent -= np.median(bent, axis=(1, 2), keepdims=True)
    return np.median(np.abs(bent), axis=0)
