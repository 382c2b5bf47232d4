"""Inserts: hands and things found where they are; raking frames, and focus that goes to who speaks."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from tests.unit.shots.stage import BIBLE, FILM, Nobody, action, line, planned, said, scene

from lampblack.base.errors import UserError
from lampblack.breakdown.model import Deed, PlaceEntry
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.proportions import proportions_of
from lampblack.builtin.theatre.puppet.skeleton import skeleton_of
from lampblack.shots.bodies import Body
from lampblack.shots.hands import hand_at
from lampblack.shots.model import DoChoice, ScenePlan, Shot, ShotChoice
from lampblack.shots.rakes import frame_rake
from lampblack.shots.solving import frame_height, seen, within
from lampblack.shots.steps import compose
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.people import Action, Mark, Person, Posture, Verb
from lampblack.staging.place import Place, SetPiece
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

WIDE = 16 / 9
NEAR_ENOUGH = 0.12
"""Heights of a person between where a hand is looked for and where the theatre draws it."""


def drawn_hands(person: Person, other: Person, frame: int) -> list[Point]:
    """Both fists as the theatre's puppets have them."""
    still = CameraPath(keys=(CameraKey(frame=0, pose=CameraPose(position=Point(y=1.5, z=-4.0))),))
    staging = Staging(rate=FILM, frames=60, place=Place(id="a", kit="room"), camera=still, people=(person, other))
    bones = skeleton_of(pose_at(person, frame, staging), proportions_of(person.figure))
    fists: list[Point] = []
    for arm in (bones.right_arm, bones.left_arm):
        (x, y, z), (i, j, k), on = arm.wrist, arm.fingers, 0.05 * person.figure.height
        fists.append(Point(x=x + i * on, y=y + j * on, z=z + k * on))
    return fists


def two(verb: Verb | None, held: str = "", posture: Posture = "stand") -> tuple[Person, Person]:
    done = (
        (Action(verb=verb, start=5, stop=55, target="b" if verb in ("give", "take", "hold") else ""),) if verb else ()
    )
    a = Person(
        id="a", figure=Figure(id="a", height=1.7, held=held), actions=done,
        marks=(Mark(frame=0, position=Point(x=-0.6, z=2.0), yaw=math.pi / 2 + 0.3, posture=posture),),
    )  # fmt: skip
    b = Person(
        id="b", figure=Figure(id="b", height=1.6),
        marks=(Mark(frame=0, position=Point(x=0.3, z=2.0), yaw=-math.pi / 2 - 0.3),),
    )  # fmt: skip
    return a, b


@pytest.mark.parametrize("verb", ["give", "take", "hold", "work", "drink", "point", "reach", "raise", "wave", "think"])
def test_a_hand_at_work_is_looked_for_where_the_theatre_draws_it(verb: Verb) -> None:
    a, b = two(verb)
    looked_for = hand_at(a, {"a": a, "b": b}, 30, FILM)
    assert min(fist.distance(looked_for) for fist in drawn_hands(a, b, 30)) < NEAR_ENOUGH * a.figure.height


@pytest.mark.parametrize("held", ["lantern", "cup", "mug", "book", "fan", "gourd"])
@pytest.mark.parametrize("posture", ["stand", "sit", "kneel"])
def test_a_hand_that_holds_is_looked_for_where_the_theatre_draws_it(held: str, posture: Posture) -> None:
    a, b = two(None, held, posture)
    assert drawn_hands(a, b, 30)[0].distance(hand_at(a, {}, 30, FILM)) < NEAR_ENOUGH * a.figure.height


GIVING = scene(
    action("云。"),
    line("tall", "给你。"),
    action("他走过去，把杯子递给她。", Deed(who="tall", verb="give", target="small", thing="cup", words="递给")),
    line("small", "谢谢。"),
)
TABLE = SetPiece(id="low-table", kind="table", position=Point(x=1.2, z=4.0))


def with_table(choices: dict[str, ShotChoice], aspect: str = "16:9") -> ScenePlan:
    entry: PlaceEntry = replace(BIBLE.places[0], pieces=(TABLE,))
    recordings = tuple(said(beat.line.text) for beat in GIVING.beats if beat.line is not None)
    bible = replace(BIBLE, places=(entry,))
    return compose(Nobody(), scene=GIVING, bible=bible, spoken=recordings, choices=choices, rate=FILM, aspect=aspect)


def test_what_goes_from_hand_to_hand_is_seen_from_near_once() -> None:
    shots = planned(GIVING).shots
    inserts = [shot for shot in shots if shot.size == "insert"]
    assert [shot.subject for shot in inserts] == [("cup",)]
    (insert,) = inserts
    assert shots[shots.index(insert) - 1].size != "insert" and "hand" in insert.why
    meeting = _hands_meet(insert)
    at = seen(insert.staging.camera.at(_middle(insert)), meeting, WIDE)
    assert 0.3 < at.u < 0.7 and 0.25 < at.v < 0.7, "the hands are in the middle of the frame"
    assert 0.3 < frame_height(insert.staging.camera.keys[0].pose, at.depth, WIDE) < 0.9, "and large in it"


@pytest.mark.parametrize("verb", ["give", "hold"])
def test_hands_of_two_who_sit_are_looked_for_where_the_theatre_draws_them(verb: Verb) -> None:
    a, b = two(verb, "mug" if verb == "give" else "", "sit")
    b = replace(b, marks=tuple(replace(mark, posture="sit") for mark in b.marks))
    looked_for = hand_at(a, {"a": a, "b": b}, 30, FILM)
    assert min(fist.distance(looked_for) for fist in drawn_hands(a, b, 30)) < NEAR_ENOUGH * a.figure.height


LOOKING = scene(
    line("tall", "你来了。"),
    action("她看着他手里的手杖。", Deed(who="small", target="staff", thing="staff", words="看着")),
    action("云过去了。"),
    line("small", "你要走？"),
    action("她看着手杖。", Deed(who="small", target="staff", thing="staff", words="看着")),
)


@pytest.mark.parametrize(("held", "shown"), [("staff", 1), ("", 0)])
def test_what_somebody_looks_at_in_a_hand_is_shown_behind_the_look_once(held: str, shown: int) -> None:
    cast = tuple(
        replace(one, figure=replace(one.figure, held=held)) if one.id == "tall" and one.figure else one
        for one in BIBLE.cast
    )
    spoken = tuple(said(beat.line.text) for beat in LOOKING.beats if beat.line is not None)
    bible = replace(BIBLE, cast=cast)
    shots = compose(Nobody(), scene=LOOKING, bible=bible, spoken=spoken, choices={}, rate=FILM).shots
    inserts = [number for number, shot in enumerate(shots) if shot.size == "insert"]
    assert len(inserts) == shown
    for number in inserts:
        before, insert, after = shots[number - 1 : number + 2]
        assert before.subject == ("small",) and insert.subject == ("staff",) and after.size == "wide"
        assert insert.range_in_take.stop - insert.range_in_take.start == round(1.7 * 24)


NODDING = scene(
    line("small", "你真的要走？", mood="sad"),
    line("tall", "要走。", mood="resolute"),
    action("他低头。", Deed(who="tall", verb="look_down", words="低头")),
    line("small", "好。"),
    action("她走开。", Deed(who="small", move="walk", words="走开")),
)


def test_who_has_just_spoken_nods_in_the_same_shot_but_walks_in_another() -> None:
    shots = planned(NODDING).shots
    spoke = next(shot for shot in shots if "tall" in shot.subject[:1] and shot.lines)
    bowed = next(one for person in spoke.staging.people if person.id == "tall" for one in person.actions)
    assert bowed.verb == "look_down" and bowed.stop > spoke.range_in_take.stop, "it is not taken back before the cut"
    assert shots[-1].subject == ("small",) and not shots[-1].lines


def _middle(shot: Shot) -> int:
    done = next(one for person in shot.staging.people for one in person.actions if one.verb == "give")
    return (done.start + done.stop) // 2


def _hands_meet(shot: Shot) -> Point:
    people = {person.id: person for person in shot.staging.people}
    return hand_at(people["tall"], people, _middle(shot), FILM)


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "239:100"])
@pytest.mark.parametrize("subject", ["low-table", "table", "staff", "cup"])
def test_a_chosen_insert_of_a_thing_holds_it_whole_and_above_the_captions(subject: str, aspect: str) -> None:
    do = (DoChoice(who="tall", verb="drink", at=0.2, thing="cup"),) if subject == "cup" else ()
    held = (DoChoice(who="tall", verb="raise", at=0.2, thing="staff"),) if subject == "staff" else ()
    id = next(shot.id for shot in planned(GIVING).shots if shot.lines)
    plan = with_table({id: ShotChoice(subject=(subject,), do=(*do, *held))}, aspect)
    shot = next(each for each in plan.shots if each.id == id)
    assert (shot.size, shot.subject) == ("insert", (subject,))
    pose, ratio = shot.staging.camera.at(shot.range_in_take.start), eval_aspect(aspect)
    assert within(pose)
    if "table" in subject:
        for x in (-0.3, 0.3):
            at = seen(pose, TABLE.position + Point(x=x, y=0.25), ratio)
            assert 0.02 < at.u < 0.98 and 0.2 < at.v < 0.8
        assert seen(pose, TABLE.position, ratio).v < 0.84


def eval_aspect(aspect: str) -> float:
    wide, _, high = aspect.partition(":")
    return int(wide) / int(high)


def test_a_thing_that_is_not_there_and_a_thing_in_a_wide_are_refused_with_what_is_possible() -> None:
    id = next(shot.id for shot in planned(GIVING).shots if shot.lines)
    with pytest.raises(UserError, match="dragon") as error:
        with_table({id: ShotChoice(subject=("dragon",))})
    assert {"tall", "low-table", "table"} <= set(error.value.possible)
    with pytest.raises(UserError, match="insert"):
        with_table({id: ShotChoice(subject=("table",), size="wide")})


def test_a_question_and_its_answer_share_a_frame_in_depth_and_focus_goes_to_who_answers() -> None:
    spoken = ["走吗？", "走。", "你真的要去追太阳吗，它走得那么快？", "走！", "好。", "那就走吧，我们一起到海边去。"]
    lines = [line(("tall", "small")[n % 2], text) for n, text in enumerate(spoken)]
    shots = planned(scene(*lines)).shots
    racks = [shot for shot in shots if shot.move == "rack_focus"]
    assert len(racks) == 1 and len(racks[0].lines) == 2
    (shot,) = racks
    keys = shot.staging.camera.keys
    first, then = (shot.staging.person(each.line.split("/")[1].split("-")[0]) for each in shot.lines)
    assert first is not None and then is not None
    for person, pose in ((first, keys[0].pose), (then, keys[-1].pose)):
        eyes = person.mark_at(0).position + Point(y=0.93 * person.figure.height)
        assert pose.focus == pytest.approx(seen(pose, eyes, WIDE).depth, abs=0.15)
    answer = FILM.frame_at(shot.lines[1].start)
    assert keys[1].frame <= answer <= keys[-1].frame + 1, "when the other one speaks"


@pytest.mark.parametrize("aspect", [16 / 9, 9 / 16, 1.0, 2.39])
@pytest.mark.parametrize("heights", [(1.72, 1.62), (1.6, 1.75), (1.2, 1.3), (2.4, 2.2)])
def test_a_raking_frame_has_both_faces_in_it_one_nearer(heights: tuple[float, float], aspect: float) -> None:
    gap = 0.62 * sum(heights) / 2 + 0.05
    a = Body(id="a", height=heights[0], feet=Point(x=-gap / 2, z=2.0), yaw=math.pi / 2 + 0.45)
    b = Body(id="b", height=heights[1], feet=Point(x=gap / 2, z=2.0), yaw=-math.pi / 2 - 0.45)
    pose = frame_rake(a, b, "medium_close", aspect)
    left, right = seen(pose, a.eyes, aspect), seen(pose, b.eyes, aspect)
    assert within(pose) and 0.05 < left.u < right.u < 0.95
    assert max(left.depth, right.depth) / min(left.depth, right.depth) > 1.2
    for body in (a, b):
        assert seen(pose, body.level(1.0), aspect).v > 0.0 and seen(pose, body.chin, aspect).v < 0.84


def test_who_is_followed_has_room_before_them_on_every_frame() -> None:
    walk = scene(line("tall", "走吧。"), action("他往前走。", Deed(who="tall", move="walk")), cast=("tall",))
    shot = next(each for each in planned(walk).shots if each.move == "follow")
    person = shot.staging.person("tall")
    assert person is not None
    way = person.marks[-1].position.x - person.marks[0].position.x
    for frame in range(shot.range_in_take.start, shot.range_in_take.stop, 3):
        at = seen(shot.staging.camera.at(frame), person.mark_at(frame).position + Point(y=1.6), WIDE)
        assert 0.1 < at.u < 0.9 and (0.5 - at.u) * way > 0, "on the side they come from"
