"""People of very different height, and people who come: which frames hold them."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

from tests.unit.shots.stage import TALK, action, line, planned, scene

from lampblack.breakdown.model import Deed, Scene
from lampblack.shots.bodies import Body
from lampblack.shots.composing import composed
from lampblack.shots.framing import CAPTIONS, TILT, frame_one
from lampblack.shots.model import Shot
from lampblack.shots.parts import Setup
from lampblack.shots.solving import seen
from lampblack.shots.wides import horizon_of
from lampblack.staging.space import Point

WIDE = 16 / 9
CAST = ("giant", "small")
UNEVEN: Scene = scene(
    action("巨人望着太阳。她走来。", Deed(who="giant", verb="look_up", target="sun"), Deed(who="small", move="enter")),
    action("他喝水。", Deed(who="giant", verb="drink")),
    line("small", "你真的要去追太阳吗？"),
    line("giant", "它走得太快，谷子还没有熟，天就黑了。"),
    line("small", "可是没有人追上过它，从来没有人。"),
    line("giant", "那就让我做第一个。"),
    line("small", "我在这里等你回来，等到桃花开了。"),
    cast=CAST,
)


def faces(shot: Shot, frame: int) -> dict[str, tuple[float, float, float]]:
    """Across, crown and chin of everybody, as shares of the frame."""
    pose = shot.staging.camera.at(frame)
    found: dict[str, tuple[float, float, float]] = {}
    for person in shot.staging.people:
        at, height = person.mark_at(frame).position, person.figure.height
        crown, chin = seen(pose, at + Point(y=height), WIDE), seen(pose, at + Point(y=0.85 * height), WIDE)
        found[person.id] = (crown.u, crown.v, chin.v)
    return found


def test_a_talk_of_giant_and_girl_begins_with_both_whole_from_head_to_feet() -> None:
    shot = next(each for each in planned(UNEVEN).shots if each.angle == "two_shot" and each.lines)
    assert shot.size == "full"
    for frame in (shot.range_in_take.start, shot.range_in_take.stop - 1):
        pose = shot.staging.camera.at(frame)
        for person in shot.staging.people:
            feet = seen(pose, person.mark_at(frame).position, WIDE)
            assert 0.8 < feet.v < 0.97, "the ground only just below the feet"
        for u, crown, chin in faces(shot, frame).values():
            assert 0.05 < u < 0.95 and crown > 0.03 and chin < 1.0 - CAPTIONS - 0.05


def test_even_people_are_still_held_to_the_thigh() -> None:
    shots = planned(TALK).shots
    assert [shot.size for shot in shots if shot.angle == "two_shot" and shot.lines] == ["medium_full"]


def test_a_shared_frame_leaves_room_for_who_comes_and_sees_them_from_the_start() -> None:
    for cast, deeds in (
        (CAST, (Deed(who="giant", verb="look_up"), Deed(who="small", move="enter"))),
        (("small", "giant"), (Deed(who="small", move="enter"), Deed(who="giant", verb="raise"))),
    ):
        made = scene(line("giant", "太阳出来了。"), action("一个人走来。", *deeds), cast=cast)
        shot = planned(made).shots[-1]
        assert (shot.size, set(shot.subject)) == ("wide", set(CAST))
        early = shot.range_in_take.start + shot.range_in_take.duration // 4
        assert all(0.0 < u < 1.0 for u, _, _ in faces(shot, early).values())
        last = faces(shot, shot.range_in_take.stop - 1)
        middle = (last["giant"][0] + last["small"][0]) / 2
        assert middle < 0.42 if cast[0] == "giant" else middle > 0.58, "the empty side is where they came from"


def test_who_is_much_taller_is_never_filmed_with_half_of_the_other_in_the_frame() -> None:
    for shot in planned(UNEVEN).shots:
        if len(shot.subject) != 1 or shot.size not in ("medium_full", "medium", "medium_close", "close"):
            continue
        for frame in (shot.range_in_take.start, shot.range_in_take.stop - 1):
            u, crown, chin = next(face for id, face in faces(shot, frame).items() if id not in shot.subject)
            assert not (0.12 < u < 0.88 and crown < 1.0 and chin > 1.0 - CAPTIONS), shot.id
        assert shot.angle != "over_shoulder"


def test_the_tilt_is_mild_keeps_the_horizon_and_ends_after_the_first_exchange() -> None:
    assert all(abs(degrees) <= 10.0 for degrees in TILT.values())
    body = Body(id="a", height=1.62, feet=Point(z=2.0), yaw=math.pi - 0.5)
    for size in ("medium", "medium_close", "close"):
        assert 0.15 < horizon_of(frame_one(body, (), size, "high", WIDE), WIDE) < 0.5
    angles = [shot.angle for shot in planned(UNEVEN).shots if len(shot.subject) == 1 and shot.lines]
    assert "low" in angles and "high" in angles and "three_quarter" in angles
    assert angles[-1] == "three_quarter"


def test_no_shoulder_is_looked_over_from_a_chair() -> None:
    far = Body(id="a", height=1.75, feet=Point(x=-0.6, z=2.0), yaw=2.0)
    near = Body(id="b", height=1.65, feet=Point(x=0.6, z=2.0), yaw=-2.0)
    setup = Setup(label="a", size="medium", angle="over_shoulder", subject=("a", "b"))
    assert composed(setup, {"a": far, "b": near}, 0.0, WIDE)[1] == "over_shoulder"
    assert composed(setup, {"a": far, "b": replace(near, posture="sit")}, 0.0, WIDE)[1] == "three_quarter"


def test_at_most_two_shots_in_a_row_stand_still() -> None:
    for plan in (planned(UNEVEN), planned(TALK)):
        still = [shot.move == "static" for shot in plan.shots]
        assert not any(a and b and c for (a, b), c in zip(pairwise(still), still[2:], strict=False))
