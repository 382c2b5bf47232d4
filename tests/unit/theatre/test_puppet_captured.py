"""A puppet does what the actor did: in its own size, feet where they were put down, face and mouth its own."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.unit.staging.actors import MAKERS, Maker, standing, walking, written

from lampblack.base.digest import digest_of
from lampblack.base.errors import LampblackError
from lampblack.base.time import Rate
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton, skeleton_of
from lampblack.media.bvh import read_bvh
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.capture.captured import understood
from lampblack.staging.capture.following import share_at
from lampblack.staging.figure import Figure
from lampblack.staging.motion import Capture, Motion
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Gaze, Mark, Person
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

RATE = Rate(numerator=24)
MAN = Figure(id="man", height=1.72)
CHILD = Figure(id="child", height=1.15, age="child")
GIANT = Figure(id="giant", height=3.1, build="broad")
PIXELS = 720 / (1.72 * 1.3)
"""Pixels a metre of a man in a full shot at 1280x720."""


@pytest.fixture(scope="module")
def walk() -> Capture:
    return understood(read_bvh(written(walking, 3.0, Maker(names=MAKERS["CMU"])), "w"), RATE, "w").capture


@pytest.fixture(scope="module")
def stand() -> Capture:
    return understood(read_bvh(written(standing, 2.0, Maker(names=MAKERS["CMU"])), "s"), RATE, "s").capture


def filmed(capture: Capture, figure: Figure = MAN, *, frames: int = 72, about: Any = None, **how: Any) -> Staging:
    travel = proportions_of(figure).leg / capture.leg
    plain: dict[str, Any] = {"start": 0, "stop": frames, "first": 0.0, "last": capture.frames - 1.0, "travel": travel}
    where: dict[str, Any] = {"position": Point(x=0.5, z=1.0), "yaw": math.pi}
    motion = Motion(capture=digest_of(b"w"), loaded=capture, **(plain | where | how))
    marks = (Mark(frame=0, position=Point(x=0.5, z=1.0), yaw=math.pi),)
    person = Person(id="man", figure=figure, marks=marks, motion=motion, **(about or {}))
    camera = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.0, z=-4.0))),))
    return Staging(rate=RATE, frames=frames, place=Place(id="p", kit="plain"), camera=camera, people=(person,))


def bones(staging: Staging, frame: int) -> Skeleton:
    person = staging.people[0]
    return skeleton_of(pose_at(person, frame, staging), proportions_of(person.figure))


def turn(a: Any, b: Any, way: Any) -> float:
    """Degrees between the bone from `a` to `b` and a direction."""
    bone = np.subtract(b, a) / np.linalg.norm(np.subtract(b, a))
    return math.degrees(math.acos(max(-1.0, min(1.0, float(bone @ (np.array(way) / np.linalg.norm(way)))))))


@pytest.mark.parametrize("figure", [MAN, CHILD, GIANT], ids=lambda figure: figure.id)
def test_a_planted_foot_moves_less_than_two_pixels_and_is_on_the_ground(walk: Capture, figure: Figure) -> None:
    staging, feet = filmed(walk, figure), walk.tracks["right_foot"][5::6]
    slid, low, stood = 0.0, 0.0, 0
    before = bones(staging, 0).right_leg
    for frame in range(1, 72):
        leg = bones(staging, frame).right_leg
        low = min(low, leg.heel[1], leg.toe[1])
        if feet[frame] and feet[frame - 1]:
            stood += 1
            slid = max(slid, math.dist(leg.toe, before.toe), math.dist(leg.heel, before.heel))
            assert leg.heel[1] < 0.02 * figure.height
        before = leg
    assert stood > 20
    assert slid * PIXELS < 2.0
    assert low > -0.005


def test_a_foot_that_slides_in_the_file_is_what_the_measure_catches(walk: Capture) -> None:
    feet = list(walk.tracks["right_foot"])
    feet[0::6] = [x + 40 * n for n, x in enumerate(feet[0::6])]
    sliding = replace(walk, tracks={**walk.tracks, "right_foot": tuple(feet)})
    staging = filmed(sliding)
    moved = math.dist(bones(staging, 1).right_leg.toe, bones(staging, 2).right_leg.toe)
    assert moved * PIXELS > 1.0


def test_arms_and_legs_point_as_the_actors_did(stand: Capture) -> None:
    made = bones(filmed(stand, frames=48), 24)
    assert turn(made.right_arm.shoulder, made.right_arm.wrist, (-math.cos(1.0), math.sin(1.0), 0.0)) < 2.0
    assert turn(made.left_arm.shoulder, made.left_arm.wrist, (1.0, 0.0, 0.0)) < 2.0
    assert turn(made.left_leg.hip, made.left_leg.ankle, (0.0, -1.0, 0.0)) < 5.0


def test_the_mirrored_actor_raises_the_other_hand(stand: Capture) -> None:
    made = bones(filmed(stand, frames=48, mirrored=True), 24)
    assert made.left_arm.wrist[1] > made.right_arm.wrist[1] + 0.3


def test_a_walk_goes_as_far_as_the_figures_legs_are_long(walk: Capture) -> None:
    for figure in (MAN, CHILD):
        staging = filmed(walk, figure)
        way = bones(staging, 0).pelvis.origin[2] - bones(staging, 71).pelvis.origin[2]
        wanted = 1.2 * 71 / 24 * proportions_of(figure).leg / walk.leg
        assert way == pytest.approx(wanted, rel=0.02)


def test_on_the_spot_the_hips_stay(walk: Capture) -> None:
    staging = filmed(walk, stays=True)
    places = [bones(staging, frame).pelvis.origin for frame in range(0, 72, 7)]
    assert max(abs(p[0] - 0.5) + abs(p[2] - 1.0) for p in places) < 0.01


def test_a_loop_goes_on_from_where_it_ended_without_a_jump(walk: Capture) -> None:
    staging = filmed(walk, frames=140, last=48.0, after="loop")
    hips = [np.array(bones(staging, frame).pelvis.origin) for frame in range(140)]
    steps = [float(np.linalg.norm(b - a)) for a, b in itertools.pairwise(hips)]
    assert max(steps) < 0.09 and hips[0][2] - hips[-1][2] > 5.0


def test_who_has_come_to_the_end_holds_still(walk: Capture) -> None:
    staging = filmed(walk, frames=120)
    a, b = bones(staging, 90), bones(staging, 119)
    assert math.dist(a.pelvis.origin, b.pelvis.origin) < 1e-6
    assert math.dist(a.right_leg.toe, b.right_leg.toe) < 1e-6


def test_own_acting_becomes_the_actors_and_back_without_a_jump(stand: Capture) -> None:
    staging = filmed(stand, frames=96, start=24, stop=72, blend_in=10, blend_out=10)
    motion = staging.people[0].motion
    assert isinstance(motion, Motion)
    assert [share_at(motion, n) for n in (0, 23, 40, 72, 90)] == [0.0, 0.0, 1.0, 0.0, 0.0]
    wrists = [np.array(bones(staging, frame).left_arm.wrist) for frame in range(96)]
    steps = [float(np.linalg.norm(b - a)) for a, b in itertools.pairwise(wrists)]
    assert max(steps) < 0.2 and float(np.linalg.norm(wrists[48] - wrists[0])) > 0.4


def test_the_mouth_speaks_and_the_eyes_look_as_the_scene_has_it(stand: Capture) -> None:
    cues = (MouthCue(start=0, stop=96_000, shape="AI"),)
    looks = (Gaze(frame=0, point=Point(x=-1.5, y=1.6, z=-1.5)),)
    staging = filmed(stand, about={"mouth": cues, "gazes": looks})
    pose = pose_at(staging.people[0], 24, staging)
    assert pose.face.mouth.open > 0.9
    assert pose.face.gaze_x > 0.2
    assert bones(staging, 24).head.forward[2] < -0.95


def test_without_hands_the_arms_are_the_persons_own(stand: Capture) -> None:
    made = bones(filmed(stand, hands=False), 24)
    assert made.right_arm.wrist[1] < made.right_arm.shoulder[1] - 0.3


def test_a_capture_that_nobody_read_in_is_an_error_and_not_a_person_who_stands(walk: Capture) -> None:
    staging = filmed(walk)
    bare = Motion(capture=digest_of(b"w"), start=0, stop=9, first=0, last=8, position=Point(), yaw=0.0)
    person = replace(staging.people[0], motion=bare)
    with pytest.raises(LampblackError, match="not read in"):
        pose_at(person, 3, replace(staging, people=(person,)))
