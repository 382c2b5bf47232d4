"""Camera moves: an operator's speeds, and the subject composed all the while."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.unit.shots.stage import FILM, action, line, planned, scene

from lampblack.breakdown.model import Deed
from lampblack.shots.bodies import Body
from lampblack.shots.framing import frame_one
from lampblack.shots.grammar import kept_alive
from lampblack.shots.model import Move, ShotSize
from lampblack.shots.moves import Round, moved
from lampblack.shots.parts import Setup
from lampblack.shots.solving import brought_within, placed, seen, within
from lampblack.shots.wides import WIDES, horizon_of
from lampblack.staging.camera import CameraPath, CameraPose
from lampblack.staging.space import Point

WIDE = 16 / 9
BODY = Body(id="a", height=1.72, feet=Point(z=2.0), yaw=math.pi - 0.5)
MOVES: tuple[Move, ...] = ("static", "push_in", "pull_out", "pan", "tilt", "truck", "crane", "orbit", "handheld")


def path(move: Move, size: ShotSize, seconds: int = 5, side: float = 1.0) -> CameraPath:
    pose = frame_one(BODY, (), size, "three_quarter", WIDE)
    about = Round(pose=pose, point=BODY.eyes, seconds=seconds, aspect=WIDE, side=side, size=size)
    return moved(move, about, seconds * 24, FILM, 7, None)


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("size", ["wide", "full", "medium", "close"])
@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_move_keeps_the_face_in_the_frame_and_the_camera_on_its_side(move: Move, size: ShotSize, side: float) -> None:
    camera = path(move, size, side=side)
    assert camera.move == move
    lowest = 0.70 if size == "wide" else 0.62  # in a wide people stand on the lower third, under their sky
    for frame in range(0, 120, 5):
        pose = replace(camera, handheld=0.0).at(frame)
        eyes = seen(pose, BODY.eyes, WIDE)
        assert within(pose)
        assert 0.15 < eyes.u < 0.85 and 0.1 < eyes.v < lowest


def test_a_push_in_goes_two_to_six_per_cent_a_second_and_keeps_the_eyes_where_they_are() -> None:
    camera = path("push_in", "medium")
    first, last = seen(camera.at(0), BODY.eyes, WIDE), seen(camera.at(119), BODY.eyes, WIDE)
    a_second = (first.depth / last.depth - 1.0) / 5.0
    assert 0.02 <= a_second <= 0.06
    assert (first.u, first.v) == pytest.approx((last.u, last.v), abs=1e-3)


def test_a_pan_and_a_tilt_turn_slower_than_eight_degrees_a_second() -> None:
    for move in ("pan", "tilt"):
        camera = path(move, "wide")
        poses = [camera.at(frame) for frame in range(120)]
        fastest = max(math.hypot(b.yaw - a.yaw, b.pitch - a.pitch) for a, b in pairwise(poses))
        assert 0.0 < math.degrees(fastest) * 24 < 8.0


def test_handheld_sways_alike_every_time() -> None:
    assert path("handheld", "close").at(31) == path("handheld", "close").at(31)
    assert path("handheld", "close").handheld > 0


def test_a_camera_that_follows_keeps_who_walks_where_they_are_in_the_frame() -> None:
    walk = scene(
        line("tall", "走吧。"),
        action("他往前走。", Deed(who="tall", move="walk")),
        line("tall", "到了。"),
        cast=("tall",),
    )
    shot = next(each for each in planned(walk).shots if each.staging.camera.move == "follow")
    person = shot.staging.person("tall")
    assert person is not None and person.distance_walked(shot.staging.frames) > 2.0
    across = [
        seen(shot.staging.camera.at(frame), person.mark_at(frame).position + Point(y=1.6), WIDE).u
        for frame in range(0, shot.staging.frames, 4)
    ]
    assert max(across) - min(across) < 0.02


def test_a_camera_too_near_the_actors_steps_back_and_takes_a_longer_lens() -> None:
    eyes = Point(y=1.6, z=5.5)
    near = placed(CameraPose(position=Point(), focal_length_mm=80.0), eyes, 0.5, 0.33, 2.0, WIDE)
    assert not within(near)
    back = brought_within(near, eyes, 0.33, WIDE)
    assert within(back) and back.focal_length_mm > 80.0
    at = seen(back, eyes, WIDE)
    assert (at.u, at.v) == pytest.approx((0.5, 0.33), abs=1e-6)
    assert at.depth / back.focal_length_mm == pytest.approx(2.0 / 80.0), "the same size in the frame"


@pytest.mark.parametrize("size", ["wide", "extreme_wide"])
def test_a_crane_in_a_wide_keeps_its_horizon_and_the_feet_in_the_frame(size: ShotSize) -> None:
    camera = path("crane", size)
    for frame in range(0, 120, 5):
        pose = camera.at(frame)
        assert horizon_of(pose, WIDE) == pytest.approx(WIDES[size].horizon, abs=0.005)
        assert seen(pose, BODY.feet, WIDE).v < 0.97
    assert camera.at(0).position.y > camera.at(119).position.y + 0.3


def test_a_wide_drawn_back_ends_on_more_sky_with_the_figure_still_readable() -> None:
    camera = path("pull_out", "wide", seconds=8)
    first, last = camera.at(0), camera.at(191)
    assert horizon_of(last, WIDE) > horizon_of(first, WIDE) + 0.03
    share = seen(last, BODY.feet, WIDE).v - seen(last, BODY.top, WIDE).v
    assert 0.18 <= share < 0.26


def test_the_camera_never_stands_still_three_shots_in_a_row() -> None:
    plain = Setup(label="a", size="medium", angle="three_quarter")
    moves = [setup.move for setup in kept_alive([plain] * 7)]
    assert moves == ["static", "static", "push_in", "static", "static", "push_in", "static"]
