"""A whole head in its order of depth: fall of hair, knot, ears, face, beard, cap of hair, hat."""

from __future__ import annotations

import math

from lampblack.builtin.theatre.puppet.beard import behind_beard, draw_beard, draw_beard_behind
from lampblack.builtin.theatre.puppet.cuts import (
    COVERS_EARS,
    draw_bob,
    draw_bob_behind,
    draw_curls,
    draw_fringe,
    draw_ponytail,
)
from lampblack.builtin.theatre.puppet.face import draw_ear, draw_face, draw_nape
from lampblack.builtin.theatre.puppet.glasses import draw_glasses, draw_mark
from lampblack.builtin.theatre.puppet.hair import draw_cap, draw_under
from lampblack.builtin.theatre.puppet.hat import draw_brim_behind, draw_hat
from lampblack.builtin.theatre.puppet.headview import HeadView, away, thinly
from lampblack.builtin.theatre.puppet.knot import draw_knot, draw_ornaments
from lampblack.builtin.theatre.puppet.tresses import draw_braids, draw_fall, draw_fall_inside, draw_locks
from lampblack.builtin.theatre.puppet.vector import Vec

_COVERED = ("straw", "scarf", "cap", "baseball", "beanie", "brimmed", "helmet")
"""Hats under which no knot is seen."""


def draw_head_back(head: HeadView, back: Vec) -> None:
    """What is behind the body of a person who faces the camera: hair down the back."""
    draw_fall_inside(head, back)
    if away(head) < 1.0:
        draw_ponytail(head, back)
    if behind_beard(head):
        draw_beard_behind(head)
    draw_braids(head, near=False)


def draw_head(head: HeadView, back: Vec) -> None:
    """The head, over everything but hands that are before it."""
    covered = head.figure.hat in _COVERED
    draw_brim_behind(head)
    if not covered and away(head) < 1.0:
        draw_knot(head)
    side = 1.0 if math.sin(head.turn) > 0.0 else -1.0
    near = abs(math.sin(head.turn)) > 0.22
    bare = head.figure.hair not in COVERS_EARS
    draw_bob_behind(head)
    if bare:
        draw_ear(head, -side)
    if bare and not near:
        draw_ear(head, side)
    draw_curls(head, behind=True)
    draw_under(head)
    draw_face(head)
    draw_nape(head)
    draw_beard(head)
    draw_mark(head)
    draw_cap(head)
    draw_fringe(head)
    draw_curls(head, behind=False)
    if not bare:
        draw_glasses(head)
    draw_bob(head)
    if bare and near:
        draw_ear(head, side)
    if bare:
        draw_glasses(head)
    if away(head) > 0.0:
        draw_ponytail(thinly(head, away(head)), back)
    draw_fall(head, back)
    if not covered and away(head) > 0.0:
        draw_knot(thinly(head, away(head)))
    draw_locks(head)
    if not covered:
        draw_ornaments(head)
    draw_hat(head)


def draw_head_front(head: HeadView) -> None:
    """What hangs from the head before shoulders and arms: the nearer plait."""
    draw_braids(head, near=True)
