"""Wide frames as measured facts: the horizon, the size of people, the thirds, the captions."""

from __future__ import annotations

import math

import pytest

from lampblack.shots.bodies import Body, body_of
from lampblack.shots.framing import CAPTIONS, frame_many, frame_one
from lampblack.shots.model import ShotSize
from lampblack.shots.solving import seen, within
from lampblack.shots.wides import horizon_of
from lampblack.staging.camera import CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Mark
from lampblack.staging.space import Point

WIDE = 16 / 9
LEAST: dict[ShotSize, float] = {"extreme_wide": 0.14, "wide": 0.24}
SIZES = tuple(LEAST)
HEIGHTS = (1.2, 1.62, 1.72, 2.45)


def alone(height: float, yaw: float = math.pi - 0.5) -> Body:
    return Body(id="a", height=height, feet=Point(z=2.0), yaw=yaw)


def share(pose: CameraPose, body: Body) -> float:
    return seen(pose, body.feet, WIDE).v - seen(pose, body.level(1.0), WIDE).v


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("height", HEIGHTS)
def test_the_horizon_lies_on_the_lower_third_and_the_camera_below_eye_height(size: ShotSize, height: float) -> None:
    pose = frame_one(alone(height), (), size, "three_quarter", WIDE)
    assert 0.62 <= horizon_of(pose, WIDE) <= 0.70
    far = seen(pose, Point(x=pose.position.x, y=pose.position.y, z=5000.0), WIDE)
    assert far.v == pytest.approx(horizon_of(pose, WIDE), abs=0.01), "the horizon is where the projection puts it"
    assert 0.8 <= pose.position.y <= 1.6 and within(pose)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("height", HEIGHTS)
def test_people_in_a_wide_are_recognised_and_a_giant_is_a_giant(size: ShotSize, height: float) -> None:
    pose = frame_one(alone(height), (), size, "three_quarter", WIDE)
    least = LEAST[size] * max(1.0, height / 1.72)
    assert least * 1.16 <= share(pose, alone(height)) < least * 1.5, "so much, even where a push in begins"
    assert seen(pose, alone(height).feet, WIDE).v < 0.95, "feet on the ground, in the frame"
    assert seen(pose, alone(height).chin, WIDE).v < 1.0 - CAPTIONS


@pytest.mark.parametrize("size", SIZES)
def test_one_in_a_wide_stands_on_a_third_with_room_before_them_or_where_somebody_comes_from(size: ShotSize) -> None:
    right, left = alone(1.7, math.pi / 2), alone(1.7, -math.pi / 2)
    assert seen(frame_one(right, (), size, "three_quarter", WIDE), right.eyes, WIDE).u == pytest.approx(1 / 3, abs=0.02)
    assert seen(frame_one(left, (), size, "three_quarter", WIDE), left.eyes, WIDE).u == pytest.approx(2 / 3, abs=0.02)
    pose = frame_one(right, (), size, "three_quarter", WIDE, room=-1.0)
    assert seen(pose, right.eyes, WIDE).u == pytest.approx(2 / 3, abs=0.02)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("gap", "heights"), [(1.3, (2.45, 1.62)), (1.1, (1.7, 1.25)), (5.2, (2.45, 1.7))])
def test_several_in_a_wide_are_all_inside_and_large_enough(
    size: ShotSize, gap: float, heights: tuple[float, float]
) -> None:
    a = Body(id="a", height=heights[0], feet=Point(x=-gap / 2, z=2.0), yaw=math.pi / 2)
    b = Body(id="b", height=heights[1], feet=Point(x=gap / 2, z=2.0), yaw=-math.pi / 2)
    pose = frame_many((a, b), size, "two_shot", 0.1, WIDE)
    assert 0.62 <= horizon_of(pose, WIDE) <= 0.70
    left, right = seen(pose, a.eyes, WIDE), seen(pose, b.eyes, WIDE)
    assert 0.06 < left.u < right.u < 0.94
    assert min(abs(left.u - third) for third in (1 / 3, 2 / 3)) < 0.17
    assert min(share(pose, a), share(pose, b)) >= (LEAST[size] if gap < 5.0 else 0.14)
    for body in (a, b):
        assert seen(pose, body.chin, WIDE).v < 1.0 - CAPTIONS


def test_indoors_the_lens_is_level_and_people_are_larger() -> None:
    body = alone(1.7)
    inside = frame_one(body, (), "wide", "three_quarter", WIDE, inside=True)
    outside = frame_one(body, (), "wide", "three_quarter", WIDE)
    assert abs(inside.pitch) < math.radians(2.0) < outside.pitch
    assert share(inside, body) > share(outside, body)


@pytest.mark.parametrize("size", ["medium_close", "close"])
@pytest.mark.parametrize("how", [{"hair": "bun"}, {"hat": "straw"}, {"age": "child", "hair": "bun"}, {"hat": "crown"}])
def test_a_close_up_holds_hair_and_hat_and_keeps_the_chin_off_the_captions(size: ShotSize, how: dict[str, str]) -> None:
    height = 1.2 if "age" in how else 1.65
    figure = Figure(id="a", height=height, **how)  # type: ignore[arg-type]
    yaw = math.pi - 0.5
    body = body_of(figure, Mark(frame=0, position=Point(z=2.0), yaw=yaw), yaw)
    assert body.above > 0.02
    pose = frame_one(body, (), size, "three_quarter", WIDE)
    assert seen(pose, body.top, WIDE).v >= 0.04
    assert seen(pose, body.chin, WIDE).v < 1.0 - CAPTIONS
    plain = frame_one(alone(height), (), size, "three_quarter", WIDE)
    assert seen(plain, body.top, WIDE).v < seen(pose, body.top, WIDE).v, "more headroom than a bare head gets"
