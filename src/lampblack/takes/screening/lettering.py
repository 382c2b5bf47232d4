# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Letters nobody asked for: thin strokes that stand still in a row. Weak: it reads no letters."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.flowing import amount
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Box, Limits, Note, softened, unknown

LETTERING = Limits(doubt=0.45, reject=0.62, unit="of a row filled with strokes")
CONTRAST = 40
"""Levels by which a stroke stands out from what is on both its sides."""
STILL = 0.5
"""Pixels a frame at 320 wide below which the whole picture stands, and strokes of scenery do too."""
HIGH = (0.012, 0.16)
"""Shares of the picture's height that a row of letters may be tall."""
WIDE = 2.5
"""A row is at least so many times as wide as it is tall."""


def lettering(seen: Seen, asked: Asked) -> Note:
    """How full of thin strokes (top hat and black hat, thinner than a ninetieth of the height) the row is that stays in
    its place through the take, where the theatre's render has none. Where the camera stands, signs and fences of the
    scenery stand too: then it is only doubted."""
    if asked.model is None or len(seen.fine) < 2:
        return unknown("lettering", seen.frames, "no render of the theatre to know the scenery's strokes by")
    strokes = _strokes(seen.fine)
    theirs = np.asarray(cv2.dilate(_strokes(asked.model.fine), np.ones((7, 7), np.uint8)), np.uint8)
    if theirs.shape == strokes.shape:
        strokes = strokes & ~theirs
    number, box = _row(strokes)
    note = LETTERING.note(
        "lettering", number, FrameRange(start=0, stop=seen.frames), box=box, why="there may be letters in the picture"
    )
    if amount(seen) < STILL:
        return softened(note, "or strokes of the scenery: the camera stands still")
    return note


def _strokes(fine: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where a thin stroke is in every one of the frames (height, width)."""
    high = fine.shape[1]
    side = max(3, high // 90 * 2 + 1)
    kernel = np.ones((side, side), np.uint8)
    kept: NDArray[np.uint8] | None = None
    for luma in fine:
        strong = np.maximum(
            cv2.morphologyEx(luma, cv2.MORPH_TOPHAT, kernel), cv2.morphologyEx(luma, cv2.MORPH_BLACKHAT, kernel)
        )
        now = np.where(strong > CONTRAST, np.uint8(255), np.uint8(0))
        kept = now if kept is None else kept & now
    assert kept is not None
    return kept


def _row(strokes: NDArray[np.uint8]) -> tuple[float, Box | None]:
    """How full the fullest row is (0 where there is none), and where it is."""
    height, width = strokes.shape
    gap = max(3, height // 30)
    joined = cv2.morphologyEx(strokes, cv2.MORPH_CLOSE, np.ones((3, gap), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined)
    best, box = 0.0, None
    for left, top, wide, high, _ in stats[1:count].tolist():
        if not (HIGH[0] <= high / height <= HIGH[1] and wide >= WIDE * high):
            continue
        part = strokes[top : top + high, left : left + wide] > 0
        # Letters change between stroke and ground all along a row; a fence's rail or a roof's edge does not.
        changes = np.abs(np.diff(part[high // 4 : high - high // 4 or 1].astype(np.int8), axis=1)).sum(axis=1)
        crossings = float(changes.mean()) / (wide / high) if changes.size else 0.0
        filled = min(1.0, crossings / 4.0) * min(1.0, 3.0 * float(part.mean()))
        if filled > best:
            best = filled
            box = Box(left=left / width, top=top / height, right=(left + wide) / width, bottom=(top + high) / height)
    return best, box
