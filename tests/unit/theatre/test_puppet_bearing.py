"""Old backs and canes, blows that are felt, something to sit on, hair that follows late."""

from __future__ import annotations

import dataclasses
import itertools
import math
from typing import Any

import pytest

from lampblack.base.time import Rate
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.brush import Brush
from lampblack.builtin.theatre.puppet.hand import palm_of
from lampblack.builtin.theatre.puppet.held import CANE, tip_of_cane
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.puppet import sketch_person
from lampblack.builtin.theatre.puppet.seat import draw_before, draw_behind, seats_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton, skeleton_of
from lampblack.builtin.theatre.puppet.view import view_of
from lampblack.builtin.theatre.raster.sheet import Sheet
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Action, Gaze, Mark, Person, Verb
from lampblack.staging.place import Place, SetPiece, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

OLD = Figure(id="old", age="old", height=1.66, dress="sweater", held="cane", stoop=1.0)
CAMERA = CameraPose(position=Point(y=1.3, z=-5.0), focal_length_mm=40.0)


def staged(*people: Person, **place: Any) -> Staging:
    return Staging(
        rate=Rate(numerator=24),
        frames=120,
        place=Place(**{"id": "room", "kit": "room", "time": "noon", **place}),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),)),
        people=people,
    )


def bones(person: Person, frame: int, stage: Staging) -> Skeleton:
    return skeleton_of(pose_at(person, frame, stage), proportions_of(person.figure))


def standing(figure: Figure = OLD, **changes: Any) -> Person:
    mark = Mark(frame=0, position=Point(), yaw=math.pi)
    return dataclasses.replace(Person(id=figure.id, figure=figure, marks=(mark,)), **changes)


def walking() -> Person:
    marks = (
        Mark(frame=0, position=Point(x=-2.0, z=1.0), yaw=math.pi / 2, posture="walk", ease="linear"),
        Mark(frame=96, position=Point(x=2.0, z=1.0), yaw=math.pi / 2),
    )
    return standing(marks=marks)


def test_a_cane_stands_still_for_every_second_step_and_then_goes_on() -> None:
    person = walking()
    stage = staged(person)
    tips: list[Any] = []
    for frame in range(12, 84):
        made = bones(person, frame, stage)
        tips.append(tip_of_cane(made, palm_of(made, made.right_arm).held))
    moved = [math.dist(a, b) for a, b in itertools.pairwise(tips)]
    assert sum(step < 0.004 for step in moved) > len(moved) // 3
    assert max(moved) > 0.08
    assert min(tip[1] for tip in tips) == pytest.approx(0.0, abs=0.02)


@pytest.mark.parametrize("posture", ["stand", "sit"])
def test_the_hand_is_on_the_cane_at_its_own_height(posture: Any) -> None:
    person = standing(marks=(Mark(frame=0, position=Point(), yaw=math.pi, posture=posture),))
    made = bones(person, 20, staged(person))
    fist = palm_of(made, made.right_arm).held
    assert math.dist(fist, tip_of_cane(made, fist)) == pytest.approx(CANE * OLD.height, rel=0.15)


def test_a_bent_back_brings_the_head_forward_and_down_and_the_face_still_looks_ahead() -> None:
    upright = standing(dataclasses.replace(OLD, stoop=0.0))
    bent = standing()
    a, b = (bones(one, 20, staged(one)) for one in (upright, bent))
    assert b.head.origin[1] < a.head.origin[1] - 0.02
    assert b.head.origin[2] < a.head.origin[2] - 0.1
    assert abs(b.head.forward[1]) < 0.3 < -b.chest.forward[1]


def blow(verb: Verb = "strike", answer: Verb | None = None) -> tuple[Person, Person]:
    a, b = Figure(id="a"), Figure(id="b")
    done = (Action(verb=answer, start=10, stop=58, target="a"),) if answer else ()
    striker = standing(a, marks=(Mark(frame=0, position=Point(x=-0.5), yaw=math.pi / 2),))
    struck = standing(b, marks=(Mark(frame=0, position=Point(x=0.5), yaw=-math.pi / 2),), actions=done)
    return dataclasses.replace(striker, actions=(Action(verb=verb, start=10, stop=58, target="b"),)), struck


@pytest.mark.parametrize("verb", ["strike", "fight"])
def test_whoever_is_struck_is_thrown_back_when_the_blow_lands_and_not_before(verb: Verb) -> None:
    striker, struck = blow(verb)
    stage, calm = staged(striker, struck), staged(struck)
    off = [math.dist(bones(struck, n, stage).head.origin, bones(struck, n, calm).head.origin) for n in range(10, 70)]
    lands = 27 if verb == "strike" else 20
    assert max(off[:lands]) == 0.0
    assert max(off[lands : lands + 5]) > 0.15
    head, still = bones(struck, 10 + lands + 4, stage).head.origin, bones(struck, 10 + lands + 4, calm).head.origin
    assert head[0] > still[0] + 0.1


def test_who_wards_a_blow_off_is_not_thrown_by_it() -> None:
    striker, struck = blow(answer="parry")
    for frame in (38, 40, 44):
        assert bones(struck, frame, staged(striker, struck)) == bones(struck, frame, staged(struck))


SITTING = (Mark(frame=0, position=Point(), yaw=2.6), Mark(frame=10, position=Point(), yaw=2.6, posture="sit"))


def test_who_sits_where_nothing_stands_gets_something_to_sit_on_at_the_height_they_sit() -> None:
    person = standing(Figure(id="she"), marks=SITTING)
    (seat,) = seats_of(person, staged(person))
    made = bones(person, 60, staged(person))
    assert math.dist(seat.frame.origin, made.pelvis.origin) < 0.3 * person.figure.height
    assert seats_of(standing(), staged(standing())) == []
    bench = SetPiece(id="bench", kind="bench", position=Point(x=0.3))
    assert seats_of(person, staged(person, pieces=(bench,))) == []


@pytest.mark.parametrize(("kit", "kind"), [("room", "stool"), ("mountains", "rock"), ("carriage", "bay")])
def test_a_seat_is_a_thing_of_its_own_in_the_sketch(kit: str, kind: str) -> None:
    person = standing(Figure(id="she"), marks=SITTING)
    stage = staged(person, kit=kit)
    (seat,) = seats_of(person, stage)
    assert seat.kind == kind
    brush = Brush(Sheet(), view_of(CAMERA, 640, 360), (0.6, -0.8), 150.0, 260.0)
    draw_behind(brush, seat)
    draw_before(brush, seat)
    assert brush.sheet.things == [(0, len(brush.sheet))]
    sketch = sketch_person(person, 60, stage, CAMERA, light_of(stage.place), 640, 360)
    assert sketch is not None
    assert len(sketch.sheet.things) == 1


def test_the_old_drink_with_both_hands_and_the_young_of_today_with_one() -> None:
    def left_to_lips(figure: Figure) -> float:
        person = standing(figure, actions=(Action(verb="drink", start=0, stop=60),))
        made = bones(person, 36, staged(person))
        lips = made.head.out(0.0, -0.3 * made.body.head, 0.45 * made.body.head)
        return math.dist(made.left_arm.wrist, lips) / figure.height

    young = Figure(id="y", dress="shirt", held="cup")
    assert left_to_lips(dataclasses.replace(young, age="old")) < 0.12
    assert left_to_lips(young) > 0.25


def test_hair_stays_behind_a_head_that_turns_and_comes_to_rest() -> None:
    person = standing(gazes=(Gaze(frame=0, point=Point(y=1.5, z=-3.0)), Gaze(frame=24, point=Point(x=-3.0, y=1.5))))
    stage = staged(person)
    sways = [pose_at(person, n, stage).sway for n in range(70)]
    assert math.hypot(*max(sways, key=lambda s: math.hypot(*s))) > 0.01
    assert math.hypot(*sways[20]) == math.hypot(*sways[68]) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("figure", [OLD, Figure(id="k"), Figure(id="c", age="child", height=1.2)], ids=lambda f: f.id)
def test_who_kneels_has_the_knees_on_the_ground(figure: Figure) -> None:
    person = standing(figure, marks=(Mark(frame=0, position=Point(), yaw=math.pi, posture="kneel"),))
    made = bones(person, 20, staged(person))
    assert max(made.right_leg.knee[1], made.left_leg.knee[1]) < 0.06 * figure.height
