"""The stage in metres: what is drawn, measured and requested agrees about where things are."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
import pytest

from lampblack.base.saved import decode, encode
from lampblack.base.time import Rate
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose, between
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import POSES, MouthCue, mouth_at
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, light_of
from lampblack.staging.projection import intrinsics, project, project_all, rotation
from lampblack.staging.space import Point, eased, heading, turned
from lampblack.staging.stage import Staging

CAMERA = CameraPose(position=Point(x=0.5, y=1.5, z=-3.0), yaw=0.3, pitch=-0.1, roll=0.05, focal_length_mm=50.0)


def test_what_the_camera_looks_at_is_in_the_middle_of_its_picture() -> None:
    target = Point(x=-1.0, y=2.2, z=4.0)
    pose = CAMERA.looking_at(target)
    pixel = project(pose, target, 1280, 720)
    assert (pixel.x, pixel.y) == pytest.approx((640.0, 360.0))
    assert pixel.depth == pytest.approx(pose.focus) == CAMERA.position.distance(target)


def test_right_is_right_up_is_up_and_farther_is_smaller() -> None:
    pose = CameraPose(position=Point(y=1.0))
    right = project(pose, Point(x=1.0, y=1.0, z=5.0), 1280, 720)
    up = project(pose, Point(y=2.0, z=5.0), 1280, 720)
    far = project(pose, Point(x=1.0, y=1.0, z=10.0), 1280, 720)
    assert right.x > 640 and up.y < 360 and 640 < far.x < right.x
    assert right.x - 640 == pytest.approx(35 / 36 * 1280 / 5.0)


def test_the_projection_is_the_camera_matrix_times_the_rotation() -> None:
    points = np.array([[0.3, 1.2, 4.0], [-2.0, 0.1, 7.5]])
    p = CAMERA.position
    matrix = intrinsics(CAMERA, 1280, 720) @ rotation(CAMERA)
    homogeneous = (points - np.array([p.x, p.y, p.z])) @ matrix.T
    pixels = project_all(CAMERA, points, 1280, 720)
    assert pixels[:, :2] == pytest.approx(homogeneous[:, :2] / homogeneous[:, 2:])
    assert rotation(CAMERA) @ rotation(CAMERA).T == pytest.approx(np.eye(3))


def test_yaw_turns_towards_the_right_and_a_person_at_pi_looks_at_the_audience() -> None:
    assert heading(Point(), Point(z=1.0)) == 0.0
    assert heading(Point(), Point(x=1.0)) == pytest.approx(math.pi / 2)
    assert abs(heading(Point(), Point(z=-1.0))) == pytest.approx(math.pi)


def test_angles_turn_the_short_way_round() -> None:
    assert turned(math.radians(170), math.radians(-170), 0.5) == pytest.approx(math.pi)


@pytest.mark.parametrize("ease", ["linear", "in", "out", "in_out", "hold"])
def test_easing_begins_at_nothing_and_ends_at_all(ease: str) -> None:
    values = [eased(step / 20, ease) for step in range(21)]  # type: ignore[arg-type]
    assert (values[0], values[-1]) == (0.0, 1.0) and values == sorted(values)


def test_a_camera_path_passes_through_its_keys_and_holds_beyond_them() -> None:
    a, b = CameraPose(position=Point()), CameraPose(position=Point(x=2.0), yaw=0.4, focal_length_mm=85.0)
    path = CameraPath(keys=(CameraKey(frame=10, pose=a, ease="linear"), CameraKey(frame=30, pose=b)))
    assert path.at(0) == path.at(10) == a and path.at(30) == path.at(99) == b
    assert path.at(20) == between(a, b, 0.5)
    assert path.at(20).position.x == pytest.approx(1.0)


def test_a_person_moves_between_marks_and_the_way_is_the_legs_clock() -> None:
    marks = (
        Mark(frame=0, position=Point(), posture="walk", ease="linear"),
        Mark(frame=20, position=Point(x=2.0), ease="linear"),
        Mark(frame=40, position=Point(x=2.0, z=1.0)),
    )
    person = Person(id="a", figure=Figure(id="a"), marks=marks)
    assert person.mark_at(10).position.x == pytest.approx(1.0) and person.mark_at(10).posture == "walk"
    assert person.distance_walked(20) == pytest.approx(2.0)
    assert person.distance_walked(100) == pytest.approx(3.0)
    walked = [person.distance_walked(frame) for frame in range(50)]
    assert walked == sorted(walked)


def test_lips_meet_for_an_m_of_sixty_milliseconds_and_rest_outside_speech() -> None:
    cues = (
        MouthCue(start=0, stop=4800, shape="AI"),
        MouthCue(start=4800, stop=7680, shape="MBP"),
        MouthCue(start=7680, stop=12000, shape="AI"),
    )
    assert mouth_at(cues, 6240).open < 0.02
    assert mouth_at(cues, 2400).open == pytest.approx(POSES["AI"].open)
    assert mouth_at(cues, 30_000).open == 0.0 and mouth_at((), 5).open == 0.0


def test_mouths_never_jump_while_they_speak() -> None:
    cues = tuple(
        MouthCue(start=number * 3000, stop=number * 3000 + 3000, shape=shape)
        for number, shape in enumerate(("AI", "MBP", "O", "rest", "E", "U"))
    )
    opened = [mouth_at(cues, sample).open for sample in range(-2000, 17_950, 50)]
    assert max(abs(b - a) for a, b in pairwise(opened)) < 0.1


def test_light_is_a_direction_low_at_dusk_high_at_noon_and_the_moons_at_night() -> None:
    def at(time: str) -> float:
        light = light_of(Place(id="x", kit="plain", time=time))  # type: ignore[arg-type]
        assert light.key.distance(Point()) == pytest.approx(1.0)
        return light.sun_height

    assert at("night") < 0 < at("dusk") < at("morning") < at("noon")


def test_the_sun_is_low_in_winter_and_the_moon_high_and_shadows_are_as_long_as_it_is_low() -> None:
    def height(time: str, season: str) -> float:
        return abs(light_of(Place(id="x", kit="plain", time=time, season=season)).sun_height)  # type: ignore[arg-type]

    for time in ("morning", "noon", "afternoon"):
        assert height(time, "winter") < height(time, "autumn") < height(time, "spring") < height(time, "summer")
    assert height("night", "winter") > height("night", "summer")
    for time in ("dawn", "dusk"):
        assert len({height(time, season) for season in ("spring", "summer", "autumn", "winter")}) == 1
    low = light_of(Place(id="x", kit="plain", time="noon", season="winter")).key
    assert 1.4 < math.hypot(low.x, low.z) / low.y < 1.9, "a winter noon throws a shadow longer than its man"


def test_a_staging_survives_its_saved_form() -> None:
    person = Person(id="a", figure=Figure(id="a", height=1.65), marks=(Mark(frame=0, position=Point(x=0.1)),))
    staging = Staging(
        rate=Rate(numerator=30000, denominator=1001), frames=48, place=Place(id="hill", kit="mountains"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),)), people=(person,),
    )  # fmt: skip
    assert decode(encode(staging), Staging) == staging
    assert staging.person("a") == person and staging.person("b") is None


def test_a_quick_vowel_opens_half_a_mouth_and_an_m_closes_it_however_quick() -> None:
    quick = (MouthCue(start=4800, stop=6800, shape="AI"), MouthCue(start=6800, stop=8800, shape="MBP"))
    slow = (MouthCue(start=4800, stop=12000, shape="AI"),)
    assert 0.3 < mouth_at(quick, 5800).open < 0.8 < mouth_at(slow, 8000).open
    assert mouth_at(quick, 7800).open < 0.02
