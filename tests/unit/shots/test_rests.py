"""What people sit and lie on: read from the words, there from the first frame where it is so, others beside it."""

from __future__ import annotations

import math

import pytest
from tests.unit.shots.stage import action, line, planned, scene

from lampblack.breakdown.model import Beat, Deed
from lampblack.shots.model import Shot
from lampblack.shots.rests import rest_in
from lampblack.staging.people import BED_HIGH, Person
from lampblack.staging.place import Place

WARD = Place(id="ward", kit="hospital", inside=True)


def shots_of(*beats: Beat) -> tuple[Shot, ...]:
    return planned(scene(*beats)).shots


def one(shot: Shot, id: str) -> Person:
    return next(person for person in shot.staging.people if person.id == id)


@pytest.mark.parametrize(
    ("move", "words", "told", "rest"),
    [
        ("lie", "躺在", "老人躺在病床上。", "bed"),
        ("lie", "躺", "他躺了一夜。", "bed"),
        ("lie", "lies", "She lies on the floor.", "ground"),
        ("sit", "坐在", "奶奶坐在轮椅上。", "wheelchair"),
        ("sit", "sits down", "Hale sits down behind the desk.", "desk"),
        ("sit", "坐在", "书生坐在桌前读书。", "table"),
        ("sit", "sits", "He sits. The desk is bare.", None),
        ("kneel", "kneels", "He kneels by the bed.", None),
    ],
)
def test_what_one_rests_on_is_what_the_same_sentence_says_behind_the_verb(
    move: str, words: str, told: str, rest: str | None
) -> None:
    assert rest_in(Deed(who="x", move=move, words=words), told, WARD) == rest  # pyright: ignore[reportArgumentType]


def test_nobody_in_the_open_is_given_a_bed_no_word_speaks_of() -> None:
    hill = Place(id="hill", kit="mountains")
    assert rest_in(Deed(who="x", move="lie", words="躺"), "他躺下了。", hill) is None


def test_who_is_told_to_lie_in_a_bed_lies_in_it_from_the_first_frame_and_the_other_stands_beside_it() -> None:
    bed = action("她躺在床上。", Deed(who="small", move="lie", words="躺在"))
    first = shots_of(bed, line("tall", "你好些了吗？"))[0]
    lies, stands = one(first, "small"), one(first, "tall")
    mark = lies.marks[0]
    assert (mark.posture, mark.position.y, lies.rest) == ("lie", BED_HIGH, "bed")
    assert stands.marks[0].position.z > mark.position.z + 0.3, "behind the bed, as the audience sees it"
    assert stands.marks[0].position.y == 0.0


def test_who_lies_down_comes_up_onto_the_bed_while_the_posture_changes_and_stands_up_on_the_ground() -> None:
    made = shots_of(
        line("tall", "你去睡吧。"),
        action("她躺下，躺在床上。", Deed(who="small", move="lie", words="躺下")),
        action("她起身。", Deed(who="small", move="stand", words="起身")),
    )
    marks = [mark for shot in made for mark in one(shot, "small").marks]
    heights = [mark.position.y for mark in marks if mark.posture == "lie"]
    assert min(heights) == 0.0 and max(heights) == BED_HIGH
    assert (marks[-1].posture, marks[-1].position.y) == ("stand", 0.0)


def test_who_is_pushed_in_a_wheelchair_faces_the_audience_with_the_other_beside_them() -> None:
    told = "他推着轮椅，她坐在轮椅上。"
    first = shots_of(action(told, Deed(who="small", move="sit", words="坐在")))[0]
    sits, pushes = one(first, "small"), one(first, "tall")
    assert (sits.rest, sits.marks[0].posture) == ("wheelchair", "sit")
    assert math.cos(sits.marks[0].yaw) < -0.6
    assert abs(pushes.marks[0].position.x - sits.marks[0].position.x) < 0.9


def test_a_person_beside_somebody_whose_head_is_far_lower_is_seen_with_a_head() -> None:
    made = shots_of(
        action("她坐在桌前。", Deed(who="small", move="sit", words="坐在")), line("small", "你为什么站着？")
    )
    spoken = next(shot for shot in made if shot.lines)
    assert spoken.angle in ("two_shot", "over_shoulder")
