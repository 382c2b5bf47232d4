"""Depth against rays cast at the staged planes, and against the bones of people."""

from __future__ import annotations

import math

import numpy as np
import pytest
from tests.unit.theatre.controlled import (
    GROUND,
    HIM,
    POST,
    SIZE,
    SKY,
    SLOPE,
    TREE,
    WALL,
    cast,
    inner,
    on_stage,
    person,
    small_set,
    staged,
)

from lampblack.builtin.theatre.control.depth import FURTHEST, millimetres, rounded
from lampblack.builtin.theatre.control.pose import joints_of
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.set import Set, WaterLevel
from lampblack.staging.control import SKY_METRES


@pytest.mark.parametrize("turn", [(0.05, -0.06), (-0.5, 0.1), (0.7, -0.35)])
def test_every_ray_meets_the_surface_at_the_depth_that_is_told(
    monkeypatch: pytest.MonkeyPatch, turn: tuple[float, float]
) -> None:
    on_stage(monkeypatch, small_set(POST))
    stage = staged(turn=turn)
    found = Surveyor(stage, SIZE).survey(0)
    depth, which = cast((SKY, GROUND, SLOPE, WALL, TREE, POST), stage.camera.at(0), SIZE)
    depth = np.where(which <= 0, SKY_METRES, depth)
    off = np.abs(found.depth - depth) / depth
    whole = inner(which, found.label.astype(np.int64))
    assert whole.mean() > 0.85
    assert off[whole].max() < 1e-4
    assert (off > 0.01).mean() < 0.02


def test_sloping_ground_runs_smoothly(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, Set(floors=(GROUND,)))
    depth = Surveyor(staged(turn=(0.0, -0.3)), SIZE).survey(0).depth[60:, 160].astype(np.float64)
    steps = np.diff(1 / depth)
    assert (steps > 0).all()
    assert np.ptp(steps) < 1e-4 * np.mean(steps) + 2e-6


def test_water_lies_at_its_level_and_reaches_to_the_horizon(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, Set(sky=(SKY,), water=WaterLevel(height=-0.5)))
    depth = Surveyor(staged(turn=(0.0, 0.0)), SIZE).survey(0).depth
    focal = 30.0 / 36.0 * 320
    below = 2.0 * focal / (np.arange(120, 180) + 0.5 - 90)
    assert np.abs(depth[120:, 100] / below - 1).max() < 1e-4
    assert (depth[:89] == SKY_METRES).all()


@pytest.mark.parametrize("yaw", [0.0, 1.2, math.pi / 2, math.pi])
def test_a_body_is_as_far_as_its_bones_less_its_thickness(monkeypatch: pytest.MonkeyPatch, yaw: float) -> None:
    on_stage(monkeypatch, Set())
    found = Surveyor(staged(person(HIM, yaw=yaw)), SIZE).survey(3)
    body = found.bodies[0]
    seen = 0
    for name in ("neck", "right_knee", "left_knee", "right_hip", "right_elbow", "left_elbow"):
        point, _ = joints_of(body)[name]
        x, y = (int(part) for part in body.sketch.view.point(point))
        assert found.label[y, x]
        seen += 1
        assert -0.45 < found.depth[y, x] - body.sketch.view.depth(point) < 0.1
    assert seen == 6
    assert 3.4 < np.median(found.depth[found.label == 1]) < 5.8


def test_an_arm_held_out_is_nearer_than_the_breast(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, Set())
    found = Surveyor(staged(person(HIM, yaw=math.pi)), SIZE).survey(3)
    label = {surface.thing: number for number, surface in enumerate(found.surfaces) if surface}
    staff, own = found.depth[found.label == label["him/staff"]], found.depth[found.label == label["him"]]
    assert staff.size > 20
    assert np.median(staff) < np.median(own) - 0.1


def test_pictures_hold_millimetres_and_files_lose_less_than_a_thousandth() -> None:
    metres = np.array([[0.5, 12.3456, 65.5351, 1000.0]], np.float32)
    assert millimetres(metres).tolist() == [[500, 12346, FURTHEST, FURTHEST]]
    assert (np.abs(rounded(metres) / metres - 1) < 1e-4).all()
