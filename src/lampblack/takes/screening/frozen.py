# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""Frozen pictures and repeated frames: mean absolute difference of luma at 160x90 (levels of 255)."""

from __future__ import annotations

import numpy as np

from lampblack.base.time import FrameRange
from lampblack.takes.screening.asked import Asked
from lampblack.takes.screening.changes import fitted, longest, steps
from lampblack.takes.screening.looking import Seen
from lampblack.takes.screening.model import Limits, Note

STILL = 0.1
"""Levels: what a codec leaves of a picture that does not change, its key frames apart (measured: 0.00 to 0.14)."""
STILLEST, SHARE = 0.3, 0.2
"""A step less than this share of the model's is a standstill too, up to so many levels."""
MOVING = 0.4
"""Levels by which the model must move where a take is blamed for standing still."""
FROZEN = Limits(doubt=0.2, reject=0.35, unit="s")
DUPLICATES = Limits(doubt=0.02, reject=0.04, unit="of frames")
DROP = 0.3
"""A repeated frame moves less than this share of both its neighbours' steps."""


def frozen(seen: Seen, asked: Asked) -> Note:
    """Seconds of the longest standstill while the theatre's render of the shot moves (without one: while the staging
    has people, a moving camera or weather)."""
    step = steps(seen)
    if len(step) >= 3:
        step = np.median(np.lib.stride_tricks.sliding_window_view(np.pad(step, 1, mode="edge"), 3), axis=1)
    if asked.model is not None:
        theirs = fitted(steps(asked.model), len(step))
        still = (step < np.clip(SHARE * theirs, STILL, STILLEST)) & (theirs > MOVING)
    else:
        still = (step < STILL) & moves(asked)
    run = longest(still)
    if not run.duration:
        return FROZEN.note("frozen", 0.0, FrameRange(start=0, stop=seen.frames))
    frames = FrameRange(start=run.start, stop=run.stop + 1)
    return FROZEN.note("frozen", run.duration / float(seen.rate.fraction), frames, why="nothing moves")


def moves(asked: Asked) -> bool:
    """Whether anything on the stage is sure to move."""
    camera = asked.staging.camera
    return bool(asked.staging.people) or len(camera.keys) > 1 or camera.handheld > 0


def duplicates(seen: Seen, asked: Asked) -> Note:
    """The share of frames that only repeat the one before, between frames that move; a model that is itself drawn on
    every second frame excuses as many."""
    number, at = _repeated(seen)
    if asked.model is not None:
        number = max(0.0, number - _repeated(asked.model)[0])
    frames = FrameRange(start=at, stop=min(seen.frames, at + 2)) if number else FrameRange(start=0, stop=seen.frames)
    return DUPLICATES.note("duplicates", number, frames, why="frames are repeated")


def _repeated(seen: Seen) -> tuple[float, int]:
    """Share of repeated frames, and the first of them."""
    step = steps(seen)
    if len(step) < 3:
        return 0.0, 0
    beside = np.minimum(step[:-2], step[2:])
    repeated = (step[1:-1] < DROP * beside) & (beside > MOVING)
    found = np.flatnonzero(repeated)
    return len(found) / seen.frames, int(found[0]) + 1 if len(found) else 0
