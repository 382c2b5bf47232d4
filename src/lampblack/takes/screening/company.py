# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""The people who are to be seen, and nobody else: outlines and movement against the masks that were asked for."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked, Masks
from lampblack.takes.screening.flowing import worst_box
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Box, Limits, Note, unknown
from lampblack.takes.screening.operating import fit, people, places

MISSING = Limits(doubt=0.6, reject=0.95, unit="octaves of outline less than the model's")
STRANGER = Limits(doubt=0.012, reject=0.02, unit="of the picture")
CLEAR = 1.25
"""How much steeper an outline must be in the model than what is beside it, to be looked for in a take."""
ASIDE = (-28, -20, 20, 28)
"""Pixels of the small picture by which the outline is moved to see what is beside it."""
EVERY = 3
OWN, QUIET = 0.9, 0.45
"""Pixels a frame at 320 wide that are a movement of one's own; below the other nothing moved there in the model."""


def missing(seen: Seen, asked: Asked) -> Note:
    """Whether the outlines of people are where they were asked for: how much steeper luma is along the masks' borders
    than along the same lines moved aside, against the theatre's render, in octaves."""
    if asked.masks is None or asked.model is None:
        return unknown("missing", seen.frames, "no masks or no render of the theatre")
    if not asked.masks.people or not asked.masks.anybody.any():
        return MISSING.note("missing", 0.0, FrameRange(start=0, stop=seen.frames))
    theirs = _outlined(asked.model, asked.masks)
    mine = _outlined(seen, asked.masks)
    if theirs is None or mine is None or theirs < CLEAR:
        return unknown("missing", seen.frames, "they do not stand out in the theatre's render either")
    number = max(0.0, math.log2(theirs / mine))
    box = worst_box(asked.masks.anybody.mean(axis=0))
    return MISSING.note(
        "missing", number, FrameRange(start=0, stop=seen.frames), box=box, why="nobody is seen where somebody should be"
    )


def _outlined(seen: Seen, masks: Masks) -> float | None:
    """Slope along the borders over slope beside them; None where no border is in the picture."""
    on: list[float] = []
    beside: list[float] = []
    there = masks.anybody
    for n in range(0, seen.frames, EVERY):
        mask = there[min(len(there) - 1, n * len(there) // seen.frames)].astype(np.uint8)
        if mask.shape != seen.luma.shape[1:]:
            mask = cv2.resize(mask, seen.luma.shape[:0:-1], interpolation=cv2.INTER_NEAREST)
        border = cv2.morphologyEx(mask, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(np.bool_)
        border[:2], border[-2:], border[:, :2], border[:, -2:] = False, False, False, False
        if border.sum() < 12:
            continue
        slope = cv2.morphologyEx(seen.luma[n], cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8)).astype(np.float32)
        off = [_moved(border, by) & (mask == 0) for by in ASIDE]
        other = [float(slope[each].mean()) for each in off if each.sum() >= 12]
        if other:
            on.append(float(slope[border].mean()))
            beside.append(float(np.mean(other)))
    return (float(np.mean(on)) + 2.0) / (float(np.mean(beside)) + 2.0) if on else None


def _moved(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    out = np.zeros_like(mask)
    if by > 0:
        out[:, by:] = mask[:, :-by]
    else:
        out[:, :by] = mask[:, -by:]
    return out


def stranger(seen: Seen, asked: Asked) -> Note:
    """The share of the picture outside all masks that moves on its own, where nothing does in the theatre's render.

    It sees who moves; somebody who stands quite still is not found.
    """
    if asked.model is None or asked.masks is None or not len(seen.flow):
        return unknown("stranger", seen.frames, "no masks or no render of the theatre")
    mine, theirs = _own(seen, asked.masks), _own(asked.model, asked.masks)
    if mine is None or theirs is None or mine.shape[1:] != theirs.shape[1:]:
        return unknown("stranger", seen.frames, "too little texture to tell what moves on its own")
    busy = cv2.dilate(np.percentile(theirs, 90, axis=0), np.ones((5, 5), np.uint8))
    alone = (mine > OWN) & (busy < QUIET) & ~people(asked.masks, len(mine), (mine.shape[1], mine.shape[2]))
    share = cv2.morphologyEx(alone.mean(axis=0).astype(np.float32), cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    each = alone.mean(axis=(1, 2))
    number = float(each.mean())
    frames = np.flatnonzero(each >= each.max() / 2) if number else np.array([0, seen.frames - 2])
    box: Box | None = worst_box(np.asarray(share, np.float32)) if share.max() > 0 else None
    span = FrameRange(start=int(frames[0]), stop=min(seen.frames, int(frames[-1]) + 2))
    return STRANGER.note("stranger", number, span, box=box, why="something moves that was not asked for")


def _own(seen: Seen, masks: Masks) -> NDArray[np.float64] | None:
    """Length of the flow beyond the camera's (n - 1, rows, columns)."""
    found = fit(seen, masks)
    if found is None:
        return None
    x, y = places(seen)
    right, down, scale, turn = (found[:, k, None, None] for k in range(4))
    u = seen.flow[..., 0] - (right + scale * x - turn * y)
    v = seen.flow[..., 1] - (down + scale * y + turn * x)
    return np.hypot(u, v)
