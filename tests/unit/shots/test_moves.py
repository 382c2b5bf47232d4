"""Camera moves: an operator's speeds, and the subject composed all the while."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.unit.shots.stage import FILM, action, line, planned, scene

from lampblack.breakdown.model import Deed
from lampblack.shots import speeds
from lampblack.shots.bodies import Body
from lampblack.shots.framing import frame_one
from lampblack.shots.grammar import kept_alive
from lampblack.shots.model import Move, ShotSize
from lampblack.shots.moves import Round, moved
from lampblack.shots.parts import Setup
from lampblack.shots.solving import brought_within, placed, seen, within
from lampblack.shots.wides import WIDES, horizon_of
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose, wandering
from lampblack.staging.space import Point

WIDE = 16 / 9
BODY = Body(id="a", height=1.72, feet=Point(z=2.0), yaw=math.pi - 0.5)
MOVES: tuple[Move, ...] = (
    "static", "push_in", "pull_out", "pan", "tilt", "truck", "crane", "orbit", "zoom_in", "zoom_out", "handheld",
)  # fmt: skip


def path(move: Move, size: ShotSize, seconds: int = 5, side: float = 1.0) -> CameraPath:
    pose = frame_one(BODY, (), size, "three_quarter", WIDE)
    about = Round(pose=pose, point=BODY.eyes, aspect=WIDE, side=side, size=size)
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


FASTEST: dict[Move, tuple[float, float]] = {
    "push_in": speeds.DOLLY, "pull_out": speeds.DOLLY, "truck": speeds.TRUCK, "crane": speeds.CRANE,
}  # fmt: skip
_ROUNDED = 1.06
"""A ramp ends on a whole frame, and poses are rounded to a tenth of a millimetre."""


@pytest.mark.parametrize("move", [move for move in MOVES if move not in ("static", "handheld")])
@pytest.mark.parametrize("size", ["extreme_wide", "wide", "full", "medium", "medium_close", "close"])
@pytest.mark.parametrize("seconds", [2, 4, 9])
def test_a_move_is_eased_starts_and_ends_at_rest_and_is_no_faster_than_an_operator(
    move: Move, size: ShotSize, seconds: int
) -> None:
    poses = [path(move, size, seconds).at(frame) for frame in range(seconds * 24)]
    metres = [b.position.distance(a.position) * 24 for a, b in pairwise(poses)]
    turns = [math.hypot(b.yaw - a.yaw, b.pitch - a.pitch) * 24 for a, b in pairwise(poses)]
    zooms = [abs(math.log(b.focal_length_mm / a.focal_length_mm)) * 24 for a, b in pairwise(poses)]
    assert any(max(way) > 1e-4 for way in (metres, turns, zooms)), "it moves"
    for way in (metres, turns, zooms):
        assert way[0] < 1e-6 and way[1] < 1e-6 and way[-1] < 1e-6 and way[-2] < 1e-6, "at rest where the cuts are"
        assert max(abs(b - a) for a, b in pairwise(way)) <= max(0.28 * max(way), 2.5e-3), "nothing jerks"
    slowest, fastest = FASTEST.get(move, (0.0, 10.0))
    assert max(metres) <= fastest * _ROUNDED and (slowest * 0.6 <= max(metres) or seconds == 2 or fastest == 10.0)
    lens = poses[0].focal_length_mm
    field = 2 * math.atan(18.0 / lens)
    crossing = speeds.turning(field if move == "pan" else field * 9 / 16)
    if move in ("pan", "tilt"):
        assert max(turns) <= crossing * _ROUNDED, "what is panned over takes its seconds through the frame"
        assert max(metres) == 0.0
    if move in ("zoom_in", "zoom_out"):
        assert max(metres) == max(turns) == 0.0 and max(zooms) <= math.log(1.15)
        assert (poses[0].focal_length_mm < poses[-1].focal_length_mm) == (move == "zoom_in")
    if move == "orbit":
        assert max(turns) <= speeds.ORBIT * _ROUNDED


def racked(nearer: float, rack_at: float | None = None) -> CameraPath:
    pose = frame_one(BODY, (), "medium_close", "three_quarter", WIDE)
    other = BODY.eyes + (pose.position - BODY.eyes).scaled(nearer)
    about = Round(pose=pose, point=BODY.eyes, aspect=WIDE, side=1.0, size="medium_close", other=other, rack_at=rack_at)
    return moved("rack_focus", about, 120, FILM, 7, None)


def test_a_rack_pulls_focus_from_one_to_the_other_and_moves_nothing_else() -> None:
    camera = racked(0.4)
    poses = [camera.at(frame) for frame in range(120)]
    assert camera.move == "rack_focus"
    assert poses[0].focus < 0.7 * poses[-1].focus, "from near to far"
    assert {replace(pose, focus=1.0) for pose in poses} == {replace(poses[0], focus=1.0)}
    under_way = [frame for frame in range(119) if poses[frame].focus != poses[frame + 1].focus]
    assert speeds.RACK[0] <= len(under_way) / 24 <= speeds.RACK[1] + 0.05
    assert abs((under_way[0] + under_way[-1]) / 2 - 59.5) < 2
    chosen = racked(0.4, rack_at=30.0)
    assert chosen.at(12).focus == poses[0].focus and chosen.at(48).focus == poses[-1].focus


def test_where_both_are_as_far_away_there_is_nothing_to_rack() -> None:
    assert racked(0.02).move == "static"


def test_a_short_shot_has_less_of_a_move_and_not_a_faster_one() -> None:
    for move in ("push_in", "pan", "crane", "orbit", "zoom_in"):
        short, long = path(move, "medium", 2), path(move, "medium", 5)
        for measure in (_way, _turn, _zoom):
            assert measure(short, 2) <= measure(long, 5) + 1e-9


def _way(camera: CameraPath, seconds: int) -> float:
    return camera.at(0).position.distance(camera.at(seconds * 24).position)


def _turn(camera: CameraPath, seconds: int) -> float:
    return abs(camera.at(0).yaw - camera.at(seconds * 24).yaw)


def _zoom(camera: CameraPath, seconds: int) -> float:
    return abs(math.log(camera.at(0).focal_length_mm / camera.at(seconds * 24).focal_length_mm))


def test_hands_sway_by_the_clock_not_by_the_frame_and_never_repeat() -> None:
    keys = (CameraKey(frame=0, pose=CameraPose(position=Point())),)
    slow, fast = (CameraPath(keys=keys, handheld=0.004, seed=3, fps=fps) for fps in (24.0, 48.0))
    assert [slow.at(frame).yaw for frame in range(48)] == [fast.at(frame * 2).yaw for frame in range(48)]
    ways = [wandering(second / 8, 3) for second in range(400)]
    assert 0.5 < max(map(abs, ways)) < 1.2
    assert abs(sum(ways) / len(ways)) < 0.12, "about where it points"
    lags = [sum(a * b for a, b in zip(ways, ways[lag:], strict=False)) / (400 - lag) for lag in range(0, 200)]
    assert max(lags[24:]) < 0.6 * lags[0], "no wave that comes again"


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
