"""Beds, wheelchairs, desks, tables and chairs under people, and small things in hands."""

from __future__ import annotations

import math

import pytest
from tests.unit.theatre.test_puppet_bearing import CAMERA, bones, staged, standing

from lampblack.builtin.theatre.puppet.puppet import sketch_person
from lampblack.builtin.theatre.puppet.seat import seats_of
from lampblack.builtin.theatre.puppet.small_things import SMALL
from lampblack.staging.figure import Figure
from lampblack.staging.people import BED_HIGH, Action, Mark, Person, Rest
from lampblack.staging.place import light_of
from lampblack.staging.space import Point


def resting(rest: Rest, posture: str = "sit", y: float = 0.0) -> Person:
    mark = Mark(frame=0, position=Point(y=y), yaw=2.2, posture=posture)  # pyright: ignore[reportArgumentType]
    person = standing(Figure(id="she", dress="shirt"), marks=(mark,))
    return Person(id=person.id, figure=person.figure, marks=person.marks, rest=rest)


@pytest.mark.parametrize(
    ("rest", "kit", "kinds"),
    [
        ("desk", "office", ["chair", "desk"]),
        ("table", "cafe", ["chair", "table"]),
        ("table", "inn", ["stool", "tea_table"]),
        ("desk", "study", ["stool", "tea_table"]),
        ("wheelchair", "rooftop", ["wheelchair"]),
        ("chair", "flat", ["chair"]),
        ("ground", "flat", []),
    ],
)
def test_what_is_told_is_under_who_sits(rest: Rest, kit: str, kinds: list[str]) -> None:
    person = resting(rest)
    assert [seat.kind for seat in seats_of(person, staged(person, kit=kit))] == kinds


def test_who_lies_in_a_bed_has_it_under_them_on_the_ground_and_their_face_half_up() -> None:
    person = resting("bed", "lie", BED_HIGH)
    stage = staged(person, kit="hospital")
    (bed,) = seats_of(person, stage)
    assert bed.kind == "cot" and bed.frame.origin[1] == pytest.approx(0.0)
    made = bones(person, 40, stage)
    assert made.pelvis.origin[1] > BED_HIGH
    assert made.head.origin[1] > made.pelvis.origin[1] + 0.2 * person.figure.height, "propped up"
    assert 0.1 < made.head.forward[1] < 0.9, "neither at the ceiling nor level"


def test_hands_of_who_sits_at_a_desk_lie_on_it_and_not_in_the_lap() -> None:
    at_desk, alone = resting("desk"), resting("chair")
    high = bones(at_desk, 40, staged(at_desk, kit="office")).right_arm.wrist[1]
    low = bones(alone, 40, staged(alone, kit="office")).right_arm.wrist[1]
    assert high > 0.66 > low


def test_bed_and_wheelchair_are_drawn_behind_and_before_who_is_in_them() -> None:
    for person, kit in ((resting("bed", "lie", BED_HIGH), "hospital"), (resting("wheelchair"), "hospital")):
        stage = staged(person, kit=kit)
        sketch = sketch_person(person, 40, stage, CAMERA, light_of(stage.place), 640, 360)
        assert sketch is not None
        assert len(sketch.sheet.things) == 2


@pytest.mark.parametrize("thing", sorted(SMALL))
def test_a_small_thing_is_drawn_in_the_hand_that_holds_it(thing: str) -> None:
    person = standing(Figure(id="she", held=thing))
    stage = staged(person)
    sketch = sketch_person(person, 40, stage, CAMERA, light_of(stage.place), 640, 360)
    assert sketch is not None
    assert len(sketch.sheet.things) == 1
    made = bones(person, 40, stage)
    assert math.dist(sketch.held.origin, made.right_arm.wrist) < 0.12 * person.figure.height


def test_a_gun_points_where_the_forearm_points() -> None:
    person = standing(Figure(id="she", held="gun"), actions=(Action(verb="point", start=0, stop=80),))
    stage = staged(person)
    sketch = sketch_person(person, 40, stage, CAMERA, light_of(stage.place), 640, 360)
    assert sketch is not None
    fingers = bones(person, 40, stage).right_arm.fingers
    assert sum(a * b for a, b in zip(sketch.held.forward, fingers, strict=True)) > 0.99
