"""People of the paper theatre: feet that stay put, looks, blinks, verbs, the same performance every time."""

from __future__ import annotations

import dataclasses
import math
from itertools import pairwise
from typing import Any, get_args

import pytest

from lampblack.base.time import Rate
from lampblack.builtin.theatre.puppet import idle
from lampblack.builtin.theatre.puppet.acting import pose_at
from lampblack.builtin.theatre.puppet.handing import held_at
from lampblack.builtin.theatre.puppet.proportions import heads_high, proportions_of
from lampblack.builtin.theatre.puppet.skeleton import Skeleton, skeleton_of, two_bones
from lampblack.builtin.theatre.puppet.vector import length, sub, upright
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import MouthCue
from lampblack.staging.people import Action, Feeling, Gaze, Mark, Mood, Person, Posture, Verb
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

CAMERA = CameraPose(position=Point(y=1.4, z=-6.0))
FIGURE = Figure(id="yu", seed=3)


def staged(*people: Person, frames: int = 240) -> Staging:
    return Staging(
        rate=Rate(numerator=24),
        frames=frames,
        place=Place(id="hill", kit="mountains"),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),)),
        people=people,
    )


def standing(**changes: Any) -> Person:
    person = Person(id="yu", figure=FIGURE, marks=(Mark(frame=0, position=Point(x=0.4, z=1.0), yaw=math.pi),))
    return dataclasses.replace(person, **changes)


def bones(person: Person, frame: int) -> Skeleton:
    return skeleton_of(pose_at(person, frame, staged(person)), proportions_of(person.figure))


def every_number(value: Any) -> list[float]:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [n for f in dataclasses.fields(value) for n in every_number(getattr(value, f.name))]
    if isinstance(value, tuple):
        return [n for entry in value for n in every_number(entry)]
    return [value] if isinstance(value, float) else []


def walking(posture: Posture = "walk", ease: Any = "in_out") -> Person:
    marks = (
        Mark(frame=0, position=Point(x=-2.0, z=3.0), yaw=1.2, posture=posture, ease=ease),
        Mark(frame=60, position=Point(x=1.0, z=4.0), yaw=1.2, posture=posture, ease=ease),
        Mark(frame=96, position=Point(x=2.5, z=3.4), yaw=1.9),
    )
    return standing(marks=marks)


def test_feet_stand_either_side_of_the_mark_and_on_its_ground() -> None:
    pose = pose_at(standing(), 5, staged())
    right, left = pose.right_foot.at, pose.left_foot.at
    assert right[1] == left[1] == 0.0
    assert ((right[0] + left[0]) / 2, (right[2] + left[2]) / 2) == pytest.approx((0.4, 1.0), abs=1e-9)


@pytest.mark.parametrize(("posture", "ease"), [("walk", "in_out"), ("walk", "linear"), ("run", "linear")])
def test_a_foot_on_the_ground_never_slides_during_a_walk(posture: Posture, ease: Any) -> None:
    person = walking(posture, ease)
    stage = staged(person)
    down = {"right": 0, "left": 0}
    for frame in range(0, 96):
        now, then = pose_at(person, frame, stage), pose_at(person, frame + 1, stage)
        for name in down:
            a, b = getattr(now, f"{name}_foot"), getattr(then, f"{name}_foot")
            if a.at[1] == 0.0 and b.at[1] == 0.0:
                moved = math.dist(a.at, b.at)
                assert moved == pytest.approx(0.0, abs=1e-9) or moved > 0.1 * FIGURE.height, (frame, name)
                down[name] += moved < 1e-9
    assert min(down.values()) > 15


def test_a_slide_would_be_noticed() -> None:
    """The check above, on a person who is dragged along without steps."""
    person = standing(marks=tuple(dataclasses.replace(mark, posture="sit") for mark in walking().marks))
    stage = staged(person)
    a, b = pose_at(person, 40, stage).right_foot.at, pose_at(person, 41, stage).right_foot.at
    assert 0.0 < math.dist(a, b) < 0.1 * FIGURE.height


def test_one_foot_is_always_on_the_ground_in_a_walk() -> None:
    person = walking()
    stage = staged(person)
    for frame in range(96):
        pose = pose_at(person, frame, stage)
        assert min(pose.right_foot.at[1], pose.left_foot.at[1]) == 0.0


def test_a_walk_ends_with_both_feet_on_the_mark() -> None:
    person = walking()
    pose = pose_at(person, 96, staged(person))
    middle = [(a + b) / 2 for a, b in zip(pose.right_foot.at, pose.left_foot.at, strict=True)]
    assert middle == pytest.approx([2.5, 0.0, 3.4], abs=1e-9)


def test_feet_reach_where_the_pose_puts_them() -> None:
    person = walking()
    for frame in range(0, 110, 3):
        made = bones(person, frame)
        for leg in (made.right_leg, made.left_leg):
            assert length(sub(leg.knee, leg.hip)) == pytest.approx(made.body.thigh, rel=1e-6)
            assert length(sub(leg.ankle, leg.knee)) == pytest.approx(made.body.shin, rel=1e-6)


def test_two_bones_reach_the_goal_or_stretch_towards_it() -> None:
    _, near = two_bones((0.0, 0.0, 0.0), (0.3, -0.4, 0.0), 0.3, 0.3, (0.0, 0.0, 1.0))
    assert near == pytest.approx((0.3, -0.4, 0.0))
    middle, far = two_bones((0.0, 0.0, 0.0), (0.0, -5.0, 0.0), 0.3, 0.3, (0.0, 0.0, 1.0))
    assert far[1] == pytest.approx(-0.6, abs=2e-3)
    assert middle[2] > 0.0


@pytest.mark.parametrize("verb", get_args(Verb))
@pytest.mark.parametrize("target", ["", "mu"])
def test_every_verb_gives_a_finite_pose_that_moves_without_jumps(verb: Verb, target: str) -> None:
    person = standing(actions=(Action(verb=verb, start=6, stop=42, target=target),))
    other = standing(id="mu", marks=(Mark(frame=0, position=Point(x=1.4, z=0.6)),))
    stage = staged(person, other)
    body = proportions_of(person.figure)
    plain = skeleton_of(pose_at(standing(), 24, stage), body).joints()
    before = None
    for frame in range(0, 50, 1):
        pose = pose_at(person, frame, stage)
        assert all(math.isfinite(n) for n in every_number(pose))
        joints = skeleton_of(pose, body).joints()
        assert all(math.isfinite(n) for p in joints.values() for n in p)
        if before is not None:
            limit = 0.5 if verb in ("strike", "fight") else 0.3
            assert max(math.dist(joints[name], before[name]) for name in joints) < limit, frame
        before = joints
        if frame == 24:
            assert max(math.dist(joints[name], plain[name]) for name in joints) > 0.01 or verb in ("shake", "nod")


@pytest.mark.parametrize("posture", get_args(Posture))
def test_every_posture_gives_a_finite_pose(posture: Posture) -> None:
    person = standing(marks=(Mark(frame=0, position=Point(), posture=posture),))
    made = bones(person, 12)
    assert all(math.isfinite(n) for p in made.joints().values() for n in p)


def test_sitting_down_takes_time_and_ends_lower() -> None:
    marks = (Mark(frame=0, position=Point()), Mark(frame=20, position=Point(), posture="sit"))
    person = standing(marks=marks)
    heights = [bones(person, frame).pelvis.origin[1] for frame in range(18, 44)]
    assert heights[0] - heights[-1] > 0.3
    assert max(abs(b - a) for a, b in pairwise(heights)) < 0.06


def test_a_fallen_person_stays_down_until_placed_again() -> None:
    fall = (Action(verb="fall", start=10, stop=40),)
    assert bones(standing(actions=fall), 90).head.origin[1] < 0.35
    up = (Mark(frame=0, position=Point()), Mark(frame=60, position=Point()))
    assert bones(standing(actions=fall, marks=up), 90).head.origin[1] > 1.2


def test_the_drinking_hand_comes_to_the_mouth() -> None:
    person = standing(actions=(Action(verb="drink", start=0, stop=60),), figure=dataclasses.replace(FIGURE, held="cup"))
    made = bones(person, 34)
    mouth = made.head.out(0.0, -0.3 * made.body.head, 0.45 * made.body.head)
    assert math.dist(made.right_arm.wrist, mouth) < 0.1 * FIGURE.height
    assert math.dist(made.left_arm.wrist, mouth) > math.dist(made.right_arm.wrist, mouth)


def test_pointing_at_someone_points_at_them() -> None:
    person = standing(actions=(Action(verb="point", start=0, stop=60, target="mu"),))
    other = standing(id="mu", marks=(Mark(frame=0, position=Point(x=-1.5, z=-1.0)),))
    made = skeleton_of(pose_at(person, 30, staged(person, other)), proportions_of(FIGURE))
    arm = made.right_arm
    goal = sub((-1.5, 0.93 * FIGURE.height, -1.0), arm.shoulder)
    way = sub(arm.wrist, arm.shoulder)
    cosine = sum(a * b for a, b in zip(goal, way, strict=True)) / length(goal) / length(way)
    assert cosine > 0.99


def test_a_look_turns_head_and_eyes_towards_its_target_within_human_limits() -> None:
    person = standing(gazes=(Gaze(frame=0, point=Point(x=-2.0, y=1.6, z=-1.4)),))
    pose = pose_at(person, 48, staged(person))
    assert pose.head_yaw > 0.3
    assert pose.face.gaze_x > 0.0
    behind = standing(gazes=(Gaze(frame=0, point=Point(x=0.5, y=1.6, z=3.0)),))
    assert abs(pose_at(behind, 48, staged(behind)).head_yaw) <= 1.35


def test_eyes_arrive_before_the_head() -> None:
    person = standing(gazes=(Gaze(frame=0, target="camera"), Gaze(frame=24, point=Point(x=-3.0, y=1.6, z=-1.0))))
    stage = staged(person)
    early, late = pose_at(person, 28, stage), pose_at(person, 60, stage)
    assert early.face.gaze_x > late.face.gaze_x > 0.0
    assert early.head_yaw < late.head_yaw


def test_blinks_come_every_two_to_five_seconds_and_differ_between_people() -> None:
    times = idle.blinks("yu/3", 120)
    gaps = [b - a for a, b in pairwise(times)]
    assert min(gaps) >= 2.0
    assert max(gaps) <= 5.0
    assert idle.blinks("mu/4", 120) != times


def test_nobody_blinks_while_their_look_changes() -> None:
    at = next(frame for frame in range(240) if idle.blink_at(standing(), frame, 24.0, 240) > 0.5)
    looking = standing(gazes=(Gaze(frame=at - 2, target="camera"),))
    assert all(idle.blink_at(looking, frame, 24.0, 240) == 0.0 for frame in range(at - 4, at + 8))


def test_hands_move_along_while_speaking_and_rest_while_listening() -> None:
    cues = tuple(MouthCue(start=i * 4000, stop=i * 4000 + 4000, shape="AI" if i % 2 else "MBP") for i in range(60))
    wrist = bones(standing(mouth=cues), 48).right_arm.wrist
    rest = bones(standing(), 48).right_arm.wrist
    other = bones(standing(mouth=cues), 48).left_arm.wrist
    still = bones(standing(), 48).left_arm.wrist
    assert max(math.dist(wrist, rest), math.dist(other, still)) > 0.1


@pytest.mark.parametrize("mood", [mood for mood in get_args(Mood) if mood != "calm"])
def test_every_feeling_is_seen_in_the_face(mood: Mood) -> None:
    calm = pose_at(standing(), 30, staged()).face
    felt = pose_at(standing(feelings=(Feeling(frame=0, mood=mood),)), 30, staged()).face
    change = abs(calm.brow - felt.brow) + abs(calm.knit - felt.knit) + abs(calm.smile - felt.smile)
    assert change + abs(calm.lids - felt.lids) > 0.5


def test_cloth_trails_behind_who_moves() -> None:
    person = walking(ease="linear")
    lag = pose_at(person, 30, staged(person)).lag
    way = sub((1.0, 0.0, 4.0), (-2.0, 0.0, 3.0))
    assert lag[0] * way[0] + lag[2] * way[2] < -0.05
    assert pose_at(standing(), 30, staged()).lag == (0.0, 0.0, 0.0)


def test_the_same_frame_is_the_same_pose_whatever_was_drawn_before() -> None:
    person = walking()
    stage = staged(person)
    first = pose_at(person, 37, stage)
    for frame in (0, 90, 12):
        pose_at(person, frame, stage)
    assert pose_at(person, 37, stage) == first


def test_frames_turn_as_people_do() -> None:
    facing = upright((0.0, 0.0, 0.0), math.pi)
    assert facing.forward == pytest.approx((0.0, 0.0, -1.0))
    assert facing.right == pytest.approx((-1.0, 0.0, 0.0), abs=1e-9)
    assert facing.turned(0.5).forward[0] < 0.0
    assert facing.turned(0.0, 0.5).forward[1] > 0.0
    assert facing.turned(0.0, 0.0, 0.5).up[0] < 0.0


def test_a_child_has_a_larger_head_and_a_giant_a_smaller_one() -> None:
    child = Figure(id="c", age="child", height=1.1)
    giant = Figure(id="g", height=2.6)
    assert heads_high(child) < 5.5 < heads_high(FIGURE) < heads_high(giant)


def pair(verb: Verb, back: Verb | None, held: str = "", gap: float = 1.05) -> tuple[Person, Person]:
    def one(id: str, x: float, yaw: float, does: Verb | None, other: str, held: str) -> Person:
        done = (Action(verb=does, start=6, stop=54, target=other),) if does else ()
        mark = Mark(frame=0, position=Point(x=x, z=3.0), yaw=yaw)
        return Person(id=id, figure=Figure(id=id, held=held, seed=len(id)), marks=(mark,), actions=done)

    half = math.pi / 2
    return one("he", -gap / 2, half, verb, "she", held), one("she", gap / 2, -half, back, "he", "")


@pytest.mark.parametrize(("verb", "back"), [("give", "take"), ("take", "give"), ("hold", "hold")])
def test_hands_of_two_meet(verb: Verb, back: Verb) -> None:
    stage = staged(*pair(verb, back))
    he, she = (skeleton_of(pose_at(one, 26, stage), proportions_of(one.figure)) for one in stage.people)
    assert math.dist(he.right_arm.wrist, she.right_arm.wrist) < 0.3


def test_a_cup_that_is_given_is_in_the_others_hand_afterwards_and_nobody_has_it_twice() -> None:
    stage = staged(*pair("give", "take", "cup"))
    he, she = stage.people
    for frame in range(0, 70):
        held = [held_at(one, frame, stage) for one in stage.people]
        assert sorted(held) == ["", "cup"], frame
    assert (held_at(he, 6, stage), held_at(she, 60, stage)) == ("cup", "cup")


def test_a_staff_is_not_given_away_unless_it_is_named() -> None:
    stage = staged(*pair("give", "take", "staff"))
    assert held_at(stage.people[0], 60, stage) == "staff"
    named = dataclasses.replace(stage.people[0].actions[0], thing="staff")
    giver = dataclasses.replace(stage.people[0], actions=(named,))
    handed = staged(giver, stage.people[1])
    assert (held_at(giver, 60, handed), held_at(stage.people[1], 60, handed)) == ("", "staff")


def test_in_a_fight_one_strikes_while_the_other_wards_off() -> None:
    stage = staged(*pair("fight", "fight"))
    he, she = (skeleton_of(pose_at(one, 26, stage), proportions_of(one.figure)) for one in stage.people)
    assert abs(he.left_leg.toe[0] - he.right_leg.toe[0]) > 0.2 > abs(she.left_leg.toe[0] - she.right_leg.toe[0])


def test_a_runner_has_instants_with_both_feet_in_the_air_and_a_walker_none() -> None:
    def flying(posture: Posture) -> int:
        person = walking(posture, "linear")
        stage = staged(person)
        feet = [
            (pose_at(person, n, stage).right_foot.at[1], pose_at(person, n, stage).left_foot.at[1]) for n in range(90)
        ]
        return sum(right > 0.005 and left > 0.005 for right, left in feet)

    assert flying("run") > 4
    assert flying("walk") == 0


@pytest.mark.parametrize("posture", ["sit", "kneel", "lie"])
def test_who_goes_down_comes_over_their_feet_first_and_gets_up_again_without_a_jump(posture: Posture) -> None:
    place = Point(x=0.4, z=1.0)
    rows: tuple[tuple[int, Posture], ...] = ((0, "stand"), (6, posture), (70, "stand"))
    marks = tuple(Mark(frame=n, position=place, yaw=math.pi, posture=p) for n, p in rows)
    person = standing(marks=marks)
    stage = staged(person)
    body = proportions_of(person.figure)
    poses = [pose_at(person, n, stage) for n in range(130)]
    assert max(pose.lean for pose in poses[7:26]) > 0.2
    heads = [skeleton_of(pose, body).head.origin for pose in poses]
    assert max(math.dist(a, b) for a, b in pairwise(heads)) < 0.16
    assert math.dist(heads[0], heads[-1]) < 0.05


def test_what_is_pointed_at_is_pointed_at_with_the_hand_on_its_side() -> None:
    left, right = (
        standing(actions=(Action(verb="point", start=0, stop=60, target="mu"),)),
        standing(id="mu", marks=(Mark(frame=0, position=Point(x=3.0, z=0.0)),)),
    )
    pose = pose_at(left, 30, staged(left, right))
    assert (pose.left.grip, pose.right.grip) == ("point", "relax")


def test_two_who_listen_blink_and_shift_their_weight_each_in_their_own_time() -> None:
    people = [standing(id=id, gazes=(Gaze(frame=0), Gaze(frame=30, target="camera"))) for id in ("yu", "mu")]
    shut = [[idle.blink_at(one, n, 24.0, 240) > 0.5 for n in range(240)] for one in people]
    legs = [[round(idle.weight_at(one, n / 4), 2) for n in range(120)] for one in people]
    assert shut[0] != shut[1]
    assert legs[0] != legs[1]
    assert any(shut[0][38:52])
