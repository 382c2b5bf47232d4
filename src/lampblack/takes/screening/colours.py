# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Colours that drift within a take, of the whole and of each person; and the jump of exposure across the cut before."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked, Masks
from lampblack.takes.screening.changes import brightness
from lampblack.takes.screening.flowing import worst_box
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note, unknown

COLOUR_DRIFT = Limits(doubt=2.0, reject=4.0, unit="levels")
IDENTITY_DRIFT = Limits(doubt=3.0, reject=6.0, unit="levels")
EXPOSURE = Limits(doubt=0.3, reject=0.6, unit="stops")
LUMA = 0.4
"""What a level of luma counts against one of chroma: shade falls on people who walk."""
LEAST = 40
"""Pixels of the small picture a person must cover within their outline, to be judged."""
GAMMA = 2.2
Colours = NDArray[np.float64]


def colour_drift(seen: Seen, asked: Asked) -> Note:
    """How far the whole picture's mean colour (Y at 0.4, Cb, Cr) goes from the first sixth to the last, less what it
    does in the theatre's render: a camera that moves sees other things."""
    drift = _drift(_means(seen))
    if asked.model is not None:
        drift = drift - _drift(_means(asked.model))
    frames = FrameRange(start=seen.frames - max(1, seen.frames // 6), stop=seen.frames)
    return COLOUR_DRIFT.note("colour_drift", float(np.linalg.norm(drift)), frames, why="the colours drift")


def identity_drift(seen: Seen, asked: Asked) -> Note:
    """The same within each person's asked mask, eroded, by medians: the person who drifts most."""
    if asked.masks is None:
        return unknown("identity_drift", seen.frames, "no masks")
    last = FrameRange(start=seen.frames - max(1, seen.frames // 6), stop=seen.frames)
    worst, who = 0.0, ""
    judged = not asked.masks.people
    for id in asked.masks.people:
        mine = _medians(seen, asked.masks, id)
        theirs = _medians(asked.model, asked.masks, id) if asked.model is not None else None
        if mine is None:
            continue
        judged = True
        drift = float(np.linalg.norm(_drift(mine) - (_drift(theirs) if theirs is not None else 0.0)))
        if drift >= worst:
            worst, who = drift, id
    if not judged:
        return unknown("identity_drift", seen.frames, "nobody is large enough in the picture")
    box = worst_box(asked.masks.of(who)[-1:].mean(axis=0)) if who and asked.masks.of(who)[-1].any() else None
    return IDENTITY_DRIFT.note("identity_drift", worst, last, box=box, why=f"{who} changes colour")


def exposure(seen: Seen, asked: Asked) -> Note:
    """Stops between the kept take before the cut and this one, less the jump between the theatre's renders of both."""
    if asked.before is None:
        return unknown("exposure", seen.frames, "no kept take before it")
    jump = _stops(asked.before, seen)
    if asked.before_model is not None and asked.model is not None:
        jump -= _stops(asked.before_model, asked.model)
    return EXPOSURE.note(
        "exposure", abs(jump), FrameRange(start=0, stop=min(3, seen.frames)),
        why="brighter than the shot before" if jump > 0 else "darker than the shot before",
    )  # fmt: skip


def _stops(before: Seen, after: Seen) -> float:
    a, b = float(brightness(before)[-3:].mean()), float(brightness(after)[:3].mean())
    return GAMMA * math.log2(max(b, 1.0) / max(a, 1.0))


def _means(seen: Seen) -> Colours:
    planes = (LUMA * seen.luma.mean(axis=(1, 2)), seen.cb.mean(axis=(1, 2)), seen.cr.mean(axis=(1, 2)))
    return np.stack(planes, axis=1)


def _medians(seen: Seen, masks: Masks, id: str) -> Colours | None:
    """Medians of a person's colours on every frame on which enough of them is seen; None where on too few."""
    there = masks.of(id)
    rows: list[tuple[float, float, float]] = []
    for n in range(seen.frames):
        mask = there[min(len(there) - 1, n * len(there) // seen.frames)].astype(np.uint8)
        if mask.shape != seen.luma.shape[1:]:
            mask = cv2.resize(mask, seen.luma.shape[:0:-1], interpolation=cv2.INTER_NEAREST)
        inside = cv2.erode(mask, np.ones((3, 3), np.uint8)).astype(np.bool_)
        if inside.sum() >= LEAST:
            # Means of both halves of brightness hold still where a median jumps between cloth and skin.
            y, cb, cr = (plane[n][inside].astype(np.float32) for plane in (seen.luma, seen.cb, seen.cr))
            rows.append((LUMA * float(y.mean()), float(cb.mean()), float(cr.mean())))
    return np.array(rows) if len(rows) >= seen.frames / 2 and len(rows) >= 6 else None


def _drift(colours: Colours) -> Colours:
    """From the first sixth to the last."""
    share = max(1, len(colours) // 6)
    return np.asarray(colours[-share:].mean(axis=0) - colours[:share].mean(axis=0))
