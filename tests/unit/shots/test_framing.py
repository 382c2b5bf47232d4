"""Composition as measured facts: where heads, shoulders and cut lines land, through the house's own projection."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from lampblack.shots.bodies import CHIN, CROWN, Body
from lampblack.shots.framing import (
    CAPTIONS,
    SHOULDER_MOST,
    crowding,
    frame_many,
    frame_one,
    frame_over_shoulder,
    shoulder_share,
)
from lampblack.shots.lenses import JOINTS, LADDER, LENSES
from lampblack.shots.model import Angle, ShotSize
from lampblack.shots.solving import seen, within
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import project
from lampblack.staging.space import Point

WIDE = 16 / 9
HEIGHTS = ((1.72, 1.62), (2.6, 1.2), (1.2, 2.6), (2.45, 1.7), (1.6, 1.6))
NEAR: tuple[ShotSize, ...] = ("full", "medium_full", "medium", "medium_close", "close")
ANGLES: tuple[Angle, ...] = ("front", "three_quarter", "profile", "low", "high")


def pair(left: float, right: float) -> tuple[Body, Body]:
    gap = 0.62 * (left + right) / 2 + 0.05
    a = Body(id="a", height=left, feet=Point(x=-gap / 2, z=2.0), yaw=math.pi / 2 + 0.45)
    b = Body(id="b", height=right, feet=Point(x=gap / 2, z=2.0), yaw=-math.pi / 2 - 0.45)
    return a, b


def singles() -> list[tuple[Body, Body]]:
    return [each for heights in HEIGHTS for a, b in (pair(*heights),) for each in ((a, b), (b, a))]


@pytest.mark.parametrize("size", NEAR)
@pytest.mark.parametrize("angle", ANGLES)
def test_one_persons_eyes_stand_where_the_size_wants_them_with_headroom_and_lead_room(
    size: ShotSize, angle: Angle
) -> None:
    for body, other in singles():
        pose = frame_one(body, (other,), size, angle, WIDE)
        eyes, crown = seen(pose, body.eyes, WIDE), seen(pose, body.level(CROWN), WIDE)
        assert eyes.v == pytest.approx(LENSES[size].eyes, abs=0.02)
        assert 0.18 < eyes.v < 0.36, "eyes on the upper third or above it"
        assert 0.03 < crown.v < eyes.v, "headroom, and the whole head"
        looks_right = math.sin(body.yaw - pose.yaw)
        assert (0.5 - eyes.u) * looks_right >= -1e-6, "room on the side they look to"
        assert 0.3 < eyes.u < 0.7


@pytest.mark.parametrize("size", NEAR)
def test_the_frames_edge_cuts_between_the_joints_never_through_one(size: ShotSize) -> None:
    for body, other in singles():
        for angle in ANGLES:
            pose = frame_one(body, (other,), size, angle, WIDE)
            for joint, share in JOINTS.items():
                edge = seen(pose, body.level(share), WIDE).v
                assert abs(edge - 1.0) > 0.035, f"{size} {angle} cuts {body.height} m at the {joint}"


def test_faces_stay_above_the_captions() -> None:
    for body, other in singles():
        for size in LADDER:
            pose = frame_one(body, (other,), size, "three_quarter", WIDE)
            assert seen(pose, body.level(CHIN), WIDE).v <= 1.0 - CAPTIONS + 0.02


def test_every_camera_stays_on_the_audiences_side_and_nobody_stands_in_the_way() -> None:
    for body, other in singles():
        for size in LADDER:
            for angle in ANGLES:
                pose = frame_one(body, (other,), size, angle, WIDE)
                assert within(pose), (size, angle, pose)
                assert crowding(pose, body, (other,), WIDE) < 3.0


def test_lenses_grow_with_nearness_and_backgrounds_soften() -> None:
    focal = [LENSES[size].focal_length_mm for size in LADDER]
    stops = [LENSES[size].f_number for size in LADDER]
    assert focal == sorted(focal) and stops == sorted(stops, reverse=True)
    body, other = pair(1.72, 1.62)
    close = frame_one(body, (other,), "close", "three_quarter", WIDE)
    assert close.focus == pytest.approx(seen(close, body.eyes, WIDE).depth, abs=0.01)


def test_low_looks_up_from_below_the_eyes_and_high_looks_down_from_above() -> None:
    body, other = pair(1.72, 1.62)
    low = frame_one(body, (other,), "medium", "low", WIDE)
    high = frame_one(body, (other,), "medium", "high", WIDE)
    assert low.pitch > 0.05 and low.position.y < body.eyes.y - 0.3
    assert high.pitch < -0.1 and high.position.y > body.eyes.y


@pytest.mark.parametrize("heights", HEIGHTS)
def test_a_two_shot_holds_both_heads_with_margins_left_on_the_left(heights: tuple[float, float]) -> None:
    a, b = pair(*heights)
    pose = frame_many((a, b), "medium_full", "two_shot", 0.0, WIDE)
    left, right = seen(pose, a.eyes, WIDE), seen(pose, b.eyes, WIDE)
    assert 0.08 < left.u < 0.45 and 0.55 < right.u < 0.92
    assert left.u - 0.5 == pytest.approx(0.5 - right.u, abs=0.03)
    for body in (a, b):
        assert seen(pose, body.level(CROWN), WIDE).v > 0.02
        assert seen(pose, body.level(CHIN), WIDE).v <= 1.0 - CAPTIONS + 0.02
    assert within(pose)


@pytest.mark.parametrize("heights", [(1.72, 1.62), (1.6, 1.75), (1.7, 1.7)])
def test_over_a_shoulder_the_far_face_is_whole_and_the_near_one_large_at_the_edge(heights: tuple[float, float]) -> None:
    a, b = pair(*heights)
    for far, near, side in ((a, b, 1.0), (b, a, -1.0)):
        pose = frame_over_shoulder(far, near, WIDE)
        assert pose is not None and within(pose)
        face, back = seen(pose, far.eyes, WIDE), seen(pose, near.eyes, WIDE)
        assert face.v == pytest.approx(0.33, abs=0.02) and side * (0.5 - face.u) > 0.05
        assert side * (back.u - 0.5) > 0.25, "the near one at the edge"
        assert back.depth < 0.75 * face.depth, "and larger"
        assert seen(pose, near.level(0.80), WIDE).v < 0.95, "with the shoulder in the frame"
        assert seen(pose, far.level(CROWN), WIDE).v > 0.02
        assert 0.1 < shoulder_share(pose, far, near, WIDE) <= SHOULDER_MOST, "at the edge, not before the speaker"


def test_a_giant_is_not_filmed_over_a_childs_shoulder() -> None:
    giant, child = pair(2.6, 1.2)
    pose = frame_over_shoulder(giant, child, WIDE)
    assert pose is None or seen(pose, child.level(0.80), WIDE).v < 1.0


def test_an_upright_frame_is_composed_as_well() -> None:
    body, other = pair(1.72, 1.62)
    pose = frame_one(body, (other,), "medium", "three_quarter", 9 / 16)
    assert seen(pose, body.eyes, 9 / 16).v == pytest.approx(LENSES["medium"].eyes, abs=0.02)
    assert within(pose)


def test_shares_of_the_frame_agree_with_pixels() -> None:
    pose = replace(CameraPose(position=Point(x=0.3, y=1.4, z=-2.0)), yaw=0.2, pitch=-0.1)
    point = Point(x=0.5, y=1.6, z=2.0)
    pixel, share = project(pose, point, 1280, 720), seen(pose, point, WIDE)
    assert (share.u * 1280, share.v * 720) == pytest.approx((pixel.x, pixel.y), abs=0.01)
    assert share.depth == pytest.approx(pixel.depth)
