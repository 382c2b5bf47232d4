# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV and numba kernels leave arrays untyped.)
"""Edges: where one thing ends before another, and what is painted on it (Canny), without light, air and grain."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from lampblack.builtin.theatre.control.edges_kernel import mark_borders
from lampblack.builtin.theatre.control.survey import Survey
from lampblack.media.picture import grey_png
from lampblack.staging.control import Thing

WORDS = (
    "255 on edges, one pixel wide: outlines of things on the nearer side, and Canny edges of what is painted on them."
)
LOW, HIGH = 60, 140
"""Canny's two thresholds, of 255."""
STEP = 1.04
"""Two cards of one thing are told apart where one is this much further away."""


def edges_of(survey: Survey, things: Sequence[Thing]) -> NDArray[np.uint8]:
    """255 on edges, else 0: uint8 (height, width)."""
    painted = np.clip(survey.luma, 0, 255).astype(np.uint8)
    edges = np.asarray(cv2.Canny(cv2.GaussianBlur(painted, (3, 3), 0.6), LOW, HIGH), np.uint8)
    named = {thing.id: thing.number for thing in things}
    table = np.array([0 if each is None else named.get(each.thing, 0) for each in survey.surfaces], np.uint8)
    mark_borders(survey.label, table, survey.depth, STEP, edges)
    return edges


def edges_files(survey: Survey, things: Sequence[Thing]) -> dict[str, bytes]:
    """The file of a frame, by its ending."""
    return {"png": grey_png(edges_of(survey, things))}
