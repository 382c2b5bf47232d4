# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (NumPy and OpenCV leave what their array functions return partly untyped.)
"""The camera against the camera that was asked for: the movement of the whole picture, fitted to the flow."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.base.time import FrameRange
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import project_all, rotation
from lampblack.staging.stage import Staging
from lampblack.takes.screening.asked import Asked, Masks
from lampblack.takes.screening.changes import around
from lampblack.takes.screening.looking import LONG, Seen
from lampblack.takes.screening.model import Limits, Note, unknown

CAMERA = Limits(doubt=0.25, reject=0.4, unit="of the move asked for")
BASELINE = 0.4
"""Seconds over which the camera is judged: one pair of frames says too little where there is little texture."""
SLACK = 4.0
"""Pixels at 320 wide in that time that nobody is blamed for: an operator's hands."""
EVERY, TEXTURE, LEAST = 3, 6.0, 20
"""Of the flow's cells every third is fitted, those with less of a slope (levels) not; under 20: unknown."""
RADIUS = 90.0
"""Pixels from the middle at which zoom and roll are counted as way."""
DEPTHS = (0.6, 1.0, 2.0, 5.0, 50.0)
"""Multiples of the distance in focus at which the picture may be, where no render says so."""
Moves = NDArray[np.float64]
"""Rows of four, pixels at 320 wide: right, down, zoom and roll of the picture (at `RADIUS`)."""


def camera(seen: Seen, asked: Asked) -> Note:
    """How far the picture's movement in 0.4 s is from that of the theatre's render, as a share of that and
    `SLACK`; the mean over the take. Without a render: from the nearest that the staging gives at any depth."""
    mine = moved(seen, asked.masks)
    if mine is None or len(mine) < 2:
        return unknown("camera", seen.frames, "too little texture outside the people to tell the camera by")
    span = min(len(mine), max(1, round(BASELINE * float(seen.rate.fraction))))
    way = _way(mine, span)
    if asked.model is not None:
        theirs = moved(asked.model, asked.masks)
        if theirs is None or len(theirs) < 2:
            return unknown("camera", seen.frames, "too little texture in the theatre's render to tell the camera by")
        aim = _way(theirs, min(len(theirs), span))
        aim = aim[np.linspace(0, len(aim) - 1, len(way)).round().astype(int)]
        off = np.linalg.norm(way - aim, axis=1)
    else:
        aim, off = _nearest(way, asked.staging, span, seen)
    number = float(off.mean() / (np.linalg.norm(aim, axis=1).mean() + SLACK))
    worst = int(off.argmax())
    frames = FrameRange(start=worst, stop=min(seen.frames, worst + span + 1))
    return CAMERA.note("camera", number, frames if number else around(0, seen.frames), why="the camera goes elsewhere")


def moved(seen: Seen, masks: Masks | None) -> Moves | None:
    """The movement of the whole picture between every two frames (n - 1, 4); None where there is nothing to see it by.

    A similarity, fitted by least squares that forget outliers (Cauchy's weights, four rounds), people left out.
    """
    fitted = fit(seen, masks)
    return None if fitted is None else fitted * np.array([1.0, 1.0, RADIUS, RADIUS])


def fit(seen: Seen, masks: Masks | None) -> NDArray[np.float64] | None:
    """The similarity's right, down, scale and turn for every pair of frames, about the picture's middle."""
    flow = seen.flow[:, ::EVERY, ::EVERY].astype(np.float64)
    if not len(flow):
        return None
    count, rows, columns = flow.shape[:3]
    x, y = places(seen)
    x, y = x[::EVERY, ::EVERY].ravel(), y[::EVERY, ::EVERY].ravel()
    firm = (slopes(seen)[:-1, ::2, ::2] > TEXTURE)[:, ::EVERY, ::EVERY]
    firm = firm[:, :rows, :columns] & ~people(masks, count, flow.shape[1:3])
    weight = firm.reshape(count, -1).astype(np.float64)
    if np.median(weight.sum(axis=1)) < LEAST:
        return None
    u, v = flow[..., 0].reshape(count, -1), flow[..., 1].reshape(count, -1)
    # One system for right and down: rows [1 0 x -y] and [0 1 y x] times (right, down, scale, turn).
    one, none = np.ones_like(x), np.zeros_like(x)
    across, along = np.stack([one, none, x, -y], 1), np.stack([none, one, y, x], 1)
    outer = across[:, :, None] * across[:, None, :] + along[:, :, None] * along[:, None, :]
    found: NDArray[np.float64] = np.zeros((count, 4))
    trust = weight
    for _ in range(4):
        normal = np.tensordot(trust, outer, axes=(1, 0)) + 1e-6 * np.eye(4)
        right = (trust * u) @ across + (trust * v) @ along
        found = np.asarray(np.linalg.solve(normal, right[..., None])[..., 0], np.float64)
        error = np.hypot(u - found @ across.T, v - found @ along.T)
        spread = np.maximum(0.1, np.sum(error * weight, axis=1) / np.maximum(1.0, weight.sum(axis=1)))
        trust = weight / (1.0 + (error / spread[:, None]) ** 2)
    return found


def places(seen: Seen) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where the flow's cells are, pixels at 320 wide from the picture's middle."""
    rows, columns = seen.flow.shape[1:3]
    x, y = np.meshgrid(4.0 * np.arange(columns) + 2.0 - 2.0 * columns, 4.0 * np.arange(rows) + 2.0 - 2.0 * rows)
    return x, y


def slopes(seen: Seen) -> NDArray[np.float32]:
    """How steep luma is at every place of the small pictures (n, h, w), levels."""
    kernel = np.ones((3, 3), np.uint8)
    steep = np.stack([cv2.morphologyEx(each, cv2.MORPH_GRADIENT, kernel) for each in seen.luma])
    return steep.astype(np.float32)


def people(masks: Masks | None, count: int, shape: tuple[int, int]) -> NDArray[np.bool_]:
    """Where anybody is to be, a little wider, at another size (count, *shape)."""
    if masks is None or not masks.people:
        return np.zeros((count, *shape), np.bool_)
    there = masks.anybody
    which = np.linspace(0, len(there) - 1, count).round().astype(int)
    size = (shape[1], shape[0])
    wide = [cv2.dilate(there[n].astype(np.uint8), np.ones((9, 9), np.uint8)) for n in which]
    return np.stack([cv2.resize(each, size, interpolation=cv2.INTER_NEAREST) for each in wide]).astype(np.bool_)


def _way(moves: Moves, span: int) -> Moves:
    """Way covered in every `span` frames."""
    total = np.concatenate([np.zeros((1, 4)), np.cumsum(moves, axis=0)])
    return total[span:] - total[:-span]


def _nearest(way: Moves, staging: Staging, span: int, seen: Seen) -> tuple[Moves, NDArray[np.float64]]:
    """The staged way nearest to each, of those at all depths, and how far off it is."""
    aim, off = np.empty_like(way), np.full(len(way), np.inf)
    for n, each in enumerate(way):
        for depth in DEPTHS:
            staged = _staged(staging, n, n + span, depth, seen)
            far = float(np.linalg.norm(each - staged))
            if far < off[n]:
                aim[n], off[n] = staged, far
    return aim, off


def _staged(staging: Staging, first: int, last: int, depth: float, seen: Seen) -> NDArray[np.float64]:
    """How the picture of a plane at so many times the focus moves between two frames, as in `Moves`."""
    width, height = LONG, round(LONG * seen.height / seen.width)
    a, b = staging.camera.at(first), staging.camera.at(last)
    x, y = np.meshgrid(np.linspace(-0.3, 0.3, 5) * width, np.linspace(-0.3, 0.3, 5) * height)
    then = project_all(b, _plane(a, x.ravel(), y.ravel(), depth * a.focus, width), width, height)
    u, v = then[:, 0] - width / 2 - x.ravel(), then[:, 1] - height / 2 - y.ravel()
    one, none = np.ones(x.size), np.zeros(x.size)
    rows = np.concatenate([
        np.stack([one, none, x.ravel(), -y.ravel()], 1), np.stack([none, one, y.ravel(), x.ravel()], 1)
    ])  # fmt: skip
    found = np.linalg.lstsq(rows, np.concatenate([u, v]), rcond=None)[0]
    return np.asarray(found * np.array([1.0, 1.0, RADIUS, RADIUS]), np.float64)


def _plane(
    pose: CameraPose, x: NDArray[np.float64], y: NDArray[np.float64], depth: float, width: int
) -> NDArray[np.float64]:
    """The points of the stage seen at pixels `x`, `y` from the middle, `depth` metres along the axis."""
    focal = pose.focal_pixels(width)
    seen = np.stack([x / focal * depth, y / focal * depth, np.full_like(x, depth)], axis=1)
    p = pose.position
    return seen @ rotation(pose) + np.array([p.x, p.y, p.z])
