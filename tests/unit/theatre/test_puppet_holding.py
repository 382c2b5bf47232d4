"""What is held stays clear of its holder's face: every view, every size, standing and drinking."""

from __future__ import annotations

import dataclasses
import math
from typing import Any

import pytest

from lampblack.base.time import Rate
from lampblack.builtin.theatre.puppet.acting import pose_at, pose_holding
from lampblack.builtin.theatre.puppet.clearance import HALF, clearance
from lampblack.builtin.theatre.puppet.holds import HOLDS, TALL
from lampblack.builtin.theatre.puppet.pose import BodyPose
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import skeleton_of
from lampblack.builtin.theatre.puppet.vector import Vec
from lampblack.builtin.theatre.puppet.view import view_of
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Action, Mark, Person, Verb
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

GIANT = Figure(id="kuafu", height=2.45, build="broad", dress="hide", held="staff", seed=5)
VIEWS = {"front": 0.0, "three quarter right": 0.8, "three quarter left": -0.8, "right": 1.57, "left": -1.57}
SIZES = {"medium": 3.0, "medium close": 2.0, "close": 1.3}
DRINK = (Action(verb="drink", start=6, stop=90),)


def filmed(turn: float, away: float, *, low: bool = False, figure: Figure = GIANT, **more: Any) -> Staging:
    """Someone who faces the audience, from `turn` radians to their right, `away` heights off, a long lens."""
    h = figure.height
    aim = Point(y=0.86 * h)
    eye = Point(x=-away * h * math.sin(turn), y=(0.5 if low else 0.86) * h, z=-away * h * math.cos(turn))
    camera = CameraPose(position=eye, focal_length_mm=70.0).looking_at(aim)
    person = Person(id=figure.id, figure=figure, marks=(Mark(frame=0, position=Point(), yaw=math.pi),), **more)
    path = CameraPath(keys=(CameraKey(frame=0, pose=camera),))
    place = Place(id="p", kit="plain")
    return Staging(rate=Rate(numerator=24), frames=96, place=place, camera=path, people=(person,))


def free(staging: Staging, frame: int, pose: BodyPose) -> float:
    """Heads between the held thing and its holder's head."""
    figure = staging.people[0].figure
    view = view_of(staging.camera.at(frame), 1280, 720)
    return clearance(view, skeleton_of(pose, proportions_of(figure)), figure.held, pose)


def least(staging: Staging) -> float:
    return min(free(staging, frame, pose_at(staging.people[0], frame, staging)) for frame in range(0, 96, 5))


@pytest.mark.parametrize("low", [False, True], ids=["level", "from below"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", VIEWS)
def test_a_staff_never_crosses_the_face_of_who_holds_it(view: str, size: str, low: bool) -> None:
    assert least(filmed(VIEWS[view], SIZES[size], low=low)) > 0.8 * HALF
    assert least(filmed(VIEWS[view], SIZES[size], low=low, actions=DRINK)) > 0.8 * HALF


@pytest.mark.parametrize("held", TALL)
@pytest.mark.parametrize("view", VIEWS)
def test_no_tall_thing_crosses_the_face(view: str, held: str) -> None:
    figure = dataclasses.replace(GIANT, height=1.7, build="medium", held=held)
    assert least(filmed(VIEWS[view], 2.0, figure=figure)) > 0.0


def test_a_staff_across_the_face_would_be_noticed() -> None:
    """Seen from the right, the first way of holding would put it there: the check above is not empty."""
    staging = filmed(0.8, 1.3)
    crossing = [free(staging, 40, pose_holding(staging.people[0], 40, staging, h)) for h in HOLDS["staff"]]
    assert min(crossing) < 0.0


def test_a_thing_does_not_change_hands_within_a_take() -> None:
    staging = filmed(0.8, 1.3, actions=DRINK)
    assert len({pose_at(staging.people[0], frame, staging).carries for frame in range(96)}) == 1


def test_who_drinks_with_a_staff_drinks_from_the_other_hand() -> None:
    staging = filmed(0.0, 2.0, actions=DRINK)
    pose = pose_at(staging.people[0], 40, staging)
    made = skeleton_of(pose, proportions_of(GIANT))
    lips = made.head.out(0.0, -0.3 * made.body.head, 0.45 * made.body.head)
    staff, other = made.right_arm, made.left_arm
    if pose.carries == "left":
        staff, other = other, staff
    assert math.dist(other.wrist, lips) < 0.1 * GIANT.height
    assert math.dist(staff.wrist, lips) > 0.25 * GIANT.height


@pytest.mark.parametrize(("verb", "moved"), [("wipe", False), ("wave", False), ("drink", True)])
def test_a_full_mug_is_drunk_from_and_otherwise_left_where_it_is(verb: Verb, moved: bool) -> None:
    figure = dataclasses.replace(GIANT, height=1.68, build="medium", held="mug")
    staging = filmed(0.0, 2.0, figure=figure, actions=(Action(verb=verb, start=6, stop=90, thing="mug" * moved),))
    still = filmed(0.0, 2.0, figure=figure)
    hands: list[Vec] = []
    for stage in (staging, still):
        pose = pose_at(stage.people[0], 48, stage)
        made = skeleton_of(pose, proportions_of(figure))
        hands.append((made.right_arm if pose.carries == "right" else made.left_arm).wrist)
    assert (math.dist(*hands) > 0.15 * figure.height) is moved
