# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""What optical flow says: pictures that crawl, forms that melt, too little or too much movement."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import around
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Box, Limits, Note, unknown
from lampblack.takes.screening.operating import TEXTURE, slopes

WARPING = Limits(doubt=1.2, reject=2.0, unit="levels over the model's")
MELTING = Limits(doubt=0.08, reject=0.16, unit="px over the model's")
MOTION = Limits(doubt=1.0, reject=1.6, unit="octaves from the model's")
LEAST = 0.25
"""Pixels a frame at 320 wide that count as no movement at all."""


def warping(seen: Seen, asked: Asked) -> Note:
    """What is left, in levels, of each frame laid along the flow onto the one before: the mean over blocks of their
    medians in time (Lai et al., *Learning blind video temporal consistency*, 2018, without the occlusion mask: the
    model's own occlusions are subtracted instead)."""
    if not len(seen.residue):
        return WARPING.note("warping", 0.0, FrameRange(start=0, stop=seen.frames))
    each = np.median(seen.residue, axis=0)
    if asked.model is not None and asked.model.residue.shape[1:] == each.shape and len(asked.model.residue):
        each = np.maximum(0.0, each - np.median(asked.model.residue, axis=0))
    worst = int(seen.residue.mean(axis=(1, 2)).argmax())
    return WARPING.note(
        "warping", float(each.mean()), around(worst, seen.frames, 2), box=worst_box(each), why="the picture crawls"
    )


def melting(seen: Seen, asked: Asked) -> Note:
    """How much flow changes from one pair of frames to the next, each picture's median change taken off: the mean in
    time of every place that has texture, of these the 90th percentile, less the model's. Bodies have inertia; what a
    model melts has none."""
    whole = FrameRange(start=0, stop=seen.frames)
    if len(seen.flow) < 2:
        return MELTING.note("melting", 0.0, whole)
    change = _changes(seen)
    each = change.mean(axis=0)
    number = _high(each)
    if asked.model is not None and len(asked.model.flow) >= 2:
        theirs = _changes(asked.model).mean(axis=0)
        number -= _high(theirs)
        if theirs.shape == each.shape:
            each = each - theirs
    worst = int(change.mean(axis=(1, 2)).argmax()) + 1
    return MELTING.note(
        "melting", max(0.0, number), around(worst, seen.frames, 2), box=worst_box(each), why="forms melt"
    )


def _changes(seen: Seen) -> NDArray[np.float32]:
    """Pixels (n - 2, rows, columns) by which flow changes beyond what the whole picture does; 0 where there is no
    texture to tell flow by."""
    change = np.diff(seen.flow, axis=0)
    change = change - np.median(change, axis=(1, 2), keepdims=True)
    rows, columns = change.shape[1:3]
    firm = slopes(seen)[1:-1, ::2, ::2][:, :rows, :columns] > TEXTURE
    return np.asarray(np.hypot(change[..., 0], change[..., 1]) * firm, np.float32)


def _high(each: NDArray[np.floating]) -> float:
    """The 90th percentile of where there is anything."""
    there = each[each > 0]
    return float(np.percentile(there, 90)) if there.size else 0.0


def motion(seen: Seen, asked: Asked) -> Note:
    """The amount of movement against the theatre's render, in octaves, either way: a dead take pleases every other
    number, so that too little counts as much as too much."""
    if asked.model is None:
        return unknown("motion", seen.frames, "no render of the theatre to hold it against")
    mine, theirs = amount(seen), amount(asked.model)
    number = math.log2((mine + LEAST) / (theirs + LEAST))
    why = "far more moves than was asked" if number > 0 else "far less moves than was asked"
    return MOTION.note("motion", abs(number), FrameRange(start=0, stop=seen.frames), why=why)


def amount(seen: Seen) -> float:
    """Mean length of flow in pixels a frame at 24 frames a second, at 320 wide."""
    if not len(seen.flow):
        return 0.0
    return float(np.hypot(seen.flow[..., 0], seen.flow[..., 1]).mean() * float(seen.rate.fraction) / 24.0)


def worst_box(each: NDArray[np.floating]) -> Box:
    """Where the numbers of a grid are high: around all of its cells in the upper third of their range."""
    rows, columns = np.nonzero(each >= each.max() - (each.max() - each.min()) / 3)
    high, wide = each.shape
    return Box(
        left=float(columns.min() / wide), top=float(rows.min() / high), right=float((columns.max() + 1) / wide),
        bottom=float((rows.max() + 1) / high),
    )  # fmt: skip
