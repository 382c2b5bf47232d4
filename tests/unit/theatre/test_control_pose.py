"""Skeletons against markers drawn alone, through the cards' projection and not the puppets'."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.theatre.controlled import HER, HIM, POST, SIZE, on_stage, person, small_set, staged

from lampblack.builtin.theatre.control.pose import drawn_pose, joints_of, pose_of
from lampblack.builtin.theatre.control.survey import Surveyor
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import skeleton_of
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.raster.compositor import draw_card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.set import Fog, Set
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraPose
from lampblack.staging.control import COLOURS, JOINTS, LIMBS, PoseFrame
from lampblack.staging.people import Person
from lampblack.staging.stage import Staging

BODY = [name for name in JOINTS if not name.endswith(("nose", "eye", "ear"))]


def marker(at: tuple[float, float, float], pose: CameraPose, size: Size) -> tuple[float, float]:
    """The middle of a small white disc held at a point of the stage and drawn alone on black."""
    y, x = np.mgrid[-1:1:32j, -1:1:32j]
    rgba = np.repeat(((x * x + y * y < 0.95) * 255).astype(np.uint8)[..., None], 4, axis=2)
    metre = 0.06 / 32
    across = (math.cos(pose.yaw) * metre, 0.0, -math.sin(pose.yaw) * metre)
    origin = (at[0] - 16 * across[0], at[1] + 0.03, at[2] - 16 * across[2])
    card = Card(texture=Texture(rgba), origin=origin, across=across, down=(0.0, -metre, 0.0))
    picture = canvas(size.width, size.height)
    draw_card(picture, card, pose, Fog())
    rows, columns = np.mgrid[: size.height, : size.width] + 0.5
    weight = picture[0].astype(np.float64)
    return float((columns * weight).sum() / weight.sum()), float((rows * weight).sum() / weight.sum())


def told(pose: PoseFrame, who: int = 0) -> dict[str, tuple[float, float, float]]:
    numbers = np.array(pose.people[who].pose_keypoints_2d).reshape(18, 3).tolist()
    return {name: (x, y, sure) for name, (x, y, sure) in zip(JOINTS, numbers, strict=True)}


def looked(stage: Staging, frame: int = 3, size: Size = SIZE) -> PoseFrame:
    return pose_of(Surveyor(stage, size).survey(frame))


@pytest.mark.parametrize("size", [SIZE, Size(width=960, height=540)], ids=str)
@pytest.mark.parametrize("yaw", [0.0, math.pi / 2, 2.4, math.pi])
def test_joints_are_where_markers_are_seen_within_a_pixel(
    monkeypatch: pytest.MonkeyPatch, yaw: float, size: Size
) -> None:
    on_stage(monkeypatch, Set())
    who = person(HIM, x=0.4, yaw=yaw)
    stage = staged(who, turn=(0.12, -0.08))
    bones = skeleton_of(pose_at(who, 3, stage), proportions_of(who.figure)).joints()
    found = told(looked(stage, size=size))
    for name in BODY:
        x, y = marker(bones[name], stage.camera.at(3), size)
        assert math.hypot(found[name][0] - x, found[name][1] - y) < 1.0, name


@pytest.mark.parametrize("yaw", [2.4, math.pi, 3.6])
def test_eyes_are_where_eyes_are_drawn(monkeypatch: pytest.MonkeyPatch, yaw: float) -> None:
    on_stage(monkeypatch, Set())
    stage = staged(person(HER, z=0.6, yaw=yaw), eye=(0.0, 1.52, -1.0), turn=(0.0, 0.0), lens=85.0)
    found = Surveyor(stage, Size(width=640, height=360)).survey(0)
    for side in ("right", "left"):
        x, y, sure = told(pose_of(found))[f"{side}_eye"]
        if not sure:
            continue
        head = found.bodies[0].sketch.head.pixels
        patch = found.luma[int(y - 0.06 * head) : int(y + 0.06 * head), int(x - 0.1 * head) : int(x + 0.1 * head)]
        rows, columns = np.nonzero(patch < 60)
        assert rows.size > 10
        assert abs(columns.mean() - patch.shape[1] / 2) < 0.035 * head
        assert abs(rows.mean() - patch.shape[0] / 2) < 0.03 * head


@pytest.mark.parametrize(
    ("yaw", "hidden"),
    [
        (math.pi, ()),
        (math.pi / 2, ("left_eye", "left_ear")),
        (-math.pi / 2, ("right_eye", "right_ear")),
        (0.0, ("nose", "right_eye", "left_eye")),
    ],
    ids=["front", "right", "left", "back"],
)
def test_a_face_turned_away_has_no_eyes(monkeypatch: pytest.MonkeyPatch, yaw: float, hidden: tuple[str, ...]) -> None:
    on_stage(monkeypatch, Set())
    found = told(looked(staged(person(replace(HER, held=""), yaw=yaw), turn=(0.0, 0.0), eye=(0, 1.5, -1)), frame=0))
    face = {name: found[name][2] for name in JOINTS if name.endswith(("nose", "eye"))}
    swapped = {"left": "right", "right": "left"}
    gone = {name for name, sure in face.items() if not sure}
    wanted = {name for name in hidden if not name.endswith("ear")}
    other = {name.replace(name[: name.find("_")], swapped.get(name.split("_")[0], name)) for name in wanted}
    assert gone in (wanted, other)


def test_what_is_hidden_or_out_of_the_picture_has_no_confidence_but_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    on_stage(monkeypatch, small_set(POST))

    def sure(*people: Person, lens: float = 30.0) -> dict[str, float]:
        found = told(looked(staged(*people, lens=lens, turn=(0.0, 0.0))))
        assert all(math.isfinite(x) and math.isfinite(y) for x, y, _ in found.values())
        return {name: each[2] for name, each in found.items()}

    free, behind = sure(person(HER, x=0.8)), sure(person(HER, x=-0.98))
    assert free["right_hip"] == free["left_hip"] == 1.0
    assert behind["right_hip"] == behind["neck"] == 0.0
    close = sure(person(HER, x=0.1, z=1.0), lens=70.0)
    assert close["right_knee"] == close["left_ankle"] == 0.0
    front = told(looked(staged(person(HIM, x=0.1, z=4.6), person(HER, x=0.1, z=3.0))), 0)
    assert front["neck"][2] == 0.0


def test_the_order_is_openpose_s_own() -> None:
    assert len(JOINTS) == len(COLOURS) == 18
    assert len(LIMBS) == 17
    assert JOINTS[4] == "right_wrist" and JOINTS[13] == "left_ankle" and JOINTS[16] == "right_ear"


def test_limbs_are_drawn_in_their_colours_between_joints_that_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, Set())
    pose = looked(staged(person(HIM)))
    found, picture = told(pose), drawn_pose(pose)
    a, b = found["right_hip"], found["right_knee"]
    limb = LIMBS.index((8, 9))
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    assert np.abs(picture[int(y), int(x)].astype(float) - 0.6 * np.array(COLOURS[limb])).max() < 30
    unseen = replace(pose.people[0], pose_keypoints_2d=tuple(
        0.0 if place % 3 == 2 else value for place, value in enumerate(pose.people[0].pose_keypoints_2d)
    ))  # fmt: skip
    assert not drawn_pose(replace(pose, people=(unseen,))).any()


def test_depth_is_told_of_every_joint(monkeypatch: pytest.MonkeyPatch) -> None:
    on_stage(monkeypatch, Set())
    found = Surveyor(staged(person(HIM)), SIZE).survey(3)
    body, depth = found.bodies[0], pose_of(found).people[0].depth
    for name, far in zip(JOINTS, depth, strict=True):
        assert far == pytest.approx(body.sketch.view.depth(joints_of(body)[name][0]))
