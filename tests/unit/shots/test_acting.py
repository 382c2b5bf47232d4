"""What people do in a shot: no jumps in place or turn, within it and from one shot to the next."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from tests.unit.shots.stage import NTSC, TALK, action, line, planned, scene

from lampblack.breakdown.model import Deed, Scene
from lampblack.shots.marks import homes
from lampblack.staging.people import Mark, Person

BUSY = scene(
    action("三个人站着。"),
    line("child", "我怕。", mood="afraid"),
    action("孩子跌倒。", Deed(who="child", verb="fall")),
    line("small", "孩子！", mood="afraid"),
    action("她跑过去，跪下。", Deed(who="small", move="run", target="child"), Deed(who="small", move="kneel")),
    action(
        "他转身，向太阳走去。", Deed(who="tall", verb="turn", target="sun"), Deed(who="tall", move="walk", target="sun")
    ),
    line("small", "别走！", mood="angry"),
    action("他走了。", Deed(who="tall", move="exit")),
    cast=("tall", "small", "child"),
)
SCENES = (TALK, BUSY)


def turned(a: float, b: float) -> float:
    return abs((b - a + math.pi) % (2 * math.pi) - math.pi)


def at_rest(mark: Mark) -> str:
    """Who sets out on the first frame stood before."""
    return "stand" if mark.posture in ("walk", "run") else mark.posture


def people(a_scene: Scene) -> list[tuple[str, int, Person]]:
    return [(shot.id, shot.staging.frames, person) for shot in planned(a_scene).shots for person in shot.staging.people]


@pytest.mark.parametrize("a_scene", SCENES)
def test_nobody_jumps_or_spins(a_scene: Scene) -> None:
    for id, frames, person in people(a_scene):
        marks = [person.mark_at(frame) for frame in range(frames)]
        pace = 3.4 * person.figure.height / 1.72
        assert all(a.position.distance(b.position) * 24 < pace for a, b in pairwise(marks)), id
        assert all(math.degrees(turned(a.yaw, b.yaw)) < 16 for a, b in pairwise(marks)), id


@pytest.mark.parametrize("a_scene", SCENES)
def test_everything_planned_is_in_rising_order_and_mouths_do_not_overlap(a_scene: Scene) -> None:
    for id, _, person in people(a_scene):
        for frames in ([mark.frame for mark in person.marks], [gaze.frame for gaze in person.gazes]):
            assert frames == sorted(set(frames)), id
        assert person.marks[0].frame == 0
        assert all(a.stop <= b.start for a, b in pairwise(person.mouth)), id


@pytest.mark.parametrize("a_scene", SCENES)
def test_the_next_shot_finds_people_where_the_last_one_left_them(a_scene: Scene) -> None:
    left: dict[str, Person] = {}
    for shot in planned(a_scene).shots:
        for person in shot.staging.people:
            if person.id in left:
                before = left[person.id].marks[-1]
                assert person.marks[0].position == before.position
                assert at_rest(person.marks[0]) == at_rest(before)
            left[person.id] = person


def test_who_has_left_is_gone_and_who_fell_lies() -> None:
    shots = planned(BUSY).shots
    assert shots[-1].staging.person("tall") is not None
    lying = shots[-1].staging.person("child")
    assert lying is not None and lying.marks[0].posture == "lie"
    walked_on = planned(scene(*BUSY.beats, line("small", "他走了。"), cast=BUSY.cast)).shots[-1]
    assert walked_on.staging.person("tall") is None


def test_people_are_placed_left_to_right_in_order_of_appearance_near_enough_to_talk() -> None:
    at = homes({"a": 2.6, "b": 1.2})
    assert at["a"].x < 0 < at["b"].x and 1.0 < at["b"].x - at["a"].x < 1.4
    crowd = homes({str(number): 1.7 for number in range(12)})
    assert all(abs(point.x) <= 6.0 and 0.0 <= point.z <= 9.0 for point in crowd.values())
    assert len({(point.x, point.z) for point in crowd.values()}) == 12


def test_a_mood_stays_on_the_face_until_the_next_one() -> None:
    said = scene(
        line("tall", "我不走。", mood="angry"),
        line("small", "那好吧，我一个人去，你在这里等我。"),
        cast=("tall", "small"),
    )
    last = planned(said).shots[-1].staging.person("tall")
    assert last is not None and last.feelings[0].mood == "angry"


def test_mouths_move_on_the_samples_on_which_the_line_is_heard() -> None:
    for shot in planned(TALK, NTSC).shots:
        for each in shot.lines:
            speaker = next((p for p in shot.staging.people if f"/{p.id}-" in each.line), None)
            if speaker is not None:
                assert abs(speaker.mouth[0].start - each.start) <= 2 * 2880
