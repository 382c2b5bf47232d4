"""Flow against pictures: frame t + 1 fetched back along it must be frame t."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
from tests.unit.theatre.controlled import HER, HIM, POST, SIZE, on_stage, person, small_set, staged

from lampblack.builtin.theatre.control.flow import flow_between
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.render import Renderer
from lampblack.staging.camera import CameraKey
from lampblack.staging.people import Mark
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

MOVES = {
    "truck": {"to": (0.9, 1.5, -1.6)},
    "dolly": {"to": (0.1, 1.5, -0.4)},
    "crane": {"to": (0.1, 2.3, -1.9)},
}


def residual(stage: Staging, frame: int = 4) -> tuple[float, float, float]:
    """(mean difference along the flow where it is valid, without it, share that is valid), of white."""
    surveyor, renderer = Surveyor(stage, SIZE), Renderer(stage, SIZE, detail="draft")
    flow = flow_between(surveyor.survey(frame), surveyor.survey(frame + 1))
    now, later = (renderer.frame(n).astype(np.float32) / 255 for n in (frame, frame + 1))
    y, x = np.mgrid[: SIZE.height, : SIZE.width].astype(np.float32)
    fetched = cv2.remap(later, x + flow[0], y + flow[1], cv2.INTER_LINEAR)
    valid = flow[2] > 0
    return float(np.abs(fetched - now)[valid].mean()), float(np.abs(later - now)[valid].mean()), float(valid.mean())


@pytest.mark.parametrize("move", MOVES)
def test_a_moving_camera_is_undone_by_the_flow(monkeypatch: pytest.MonkeyPatch, move: str) -> None:
    on_stage(monkeypatch, small_set(POST))
    left, still, valid = residual(staged(**MOVES[move]))
    assert left < 0.02 and left < 0.4 * still
    assert valid > 0.9


def test_a_pan_and_a_zoom_are_undone_too_with_people_in_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(POST))
    stage = staged(person(HIM, x=0.6), person(HER, x=-0.9, z=5.0), to=(0.3, 1.6, -1.2))
    first, last = stage.camera.keys
    last = CameraKey(
        frame=last.frame, pose=replace(last.pose, yaw=0.14, roll=0.03, focal_length_mm=33.0), ease="linear"
    )
    left, still, valid = residual(replace(stage, camera=replace(stage.camera, keys=(first, last))))
    assert left < 0.02 and left < 0.3 * still
    assert valid > 0.9


def test_wind_in_a_tree_is_in_the_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    made = small_set()
    waving = tuple(replace(card, sway=0.5) if card.name == "tree" else card for card in made.cards)
    on_stage(monkeypatch, replace(made, cards=waving))
    surveyor = Surveyor(staged(), SIZE)
    now, later = surveyor.survey(0), surveyor.survey(1)
    flow = flow_between(now, later)
    tree = now.label == now.keys[("card", 2)]
    rows = np.nonzero(tree.any(axis=1))[0]
    upper, lower = (np.abs(flow[0][row][tree[row]]).mean() for row in (rows[3], rows[-3]))
    assert upper > 4 * lower > 0
    assert np.abs(flow[:2, ~tree]).max() < 1e-6


def test_what_is_hidden_next_or_leaves_the_picture_is_not_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set(POST))
    surveyor = Surveyor(staged(to=(0.9, 1.5, -1.6), frames=3), SIZE)
    now, later = surveyor.survey(0), surveyor.survey(1)
    flow = flow_between(now, later)
    post = later.label == later.keys[("card", 3)]
    y, x = np.mgrid[: SIZE.height, : SIZE.width]
    u, v = np.rint(x + flow[0]).astype(int), np.rint(y + flow[1]).astype(int)
    out = (u < 0) | (v < 0) | (u >= SIZE.width) | (v >= SIZE.height)
    assert out.any() and not flow[2][out].any()
    behind = ~out & (now.label != now.keys[("card", 3)])
    hidden = behind & post[np.clip(v, 0, SIZE.height - 1), np.clip(u, 0, SIZE.width - 1)]
    assert hidden.sum() > 50 and not flow[2][hidden].any()


def test_who_walks_takes_their_pixels_with_them(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set())
    marks = tuple(
        Mark(frame=frame, position=Point(x=x, z=4.0), yaw=math.pi / 2, posture="walk", ease="linear")
        for frame, x in ((0, -0.7), (24, 0.7))
    )
    who = replace(person(HER), marks=marks)
    surveyor = Surveyor(staged(who, turn=(0.0, 0.0)), SIZE)
    now, later = surveyor.survey(4), surveyor.survey(5)
    flow = flow_between(now, later)
    own = now.label == now.keys[("person", 0)]
    step = 1.4 / 24 * (30 / 36 * 320) / 5.6
    assert np.median(flow[0][own]) == pytest.approx(step, abs=0.5)
    assert np.abs(flow[:2, (now.label > 0) & ~own]).max() < 1e-6
    y, x = np.mgrid[: SIZE.height, : SIZE.width].astype(np.float32)
    there = cv2.remap((later.label == later.keys[("person", 0)]).astype(np.float32), x + flow[0], y + flow[1], 1)
    assert there[own].mean() > 0.95
    assert flow[2][own].mean() > 0.95


def test_nothing_that_moves_means_no_flow(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, small_set())
    surveyor = Surveyor(staged(), SIZE)
    flow = flow_between(surveyor.survey(0), surveyor.survey(1))
    assert np.abs(flow[:2]).max() < 1e-3
    assert flow[2].mean() > 0.999
