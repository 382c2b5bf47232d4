"""What happens on the stage is heard when it happens, from where it happens, as hard as it happens."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.shots.stage import FILM, action, planned, scene

from lampblack.breakdown.model import Deed
from lampblack.shots.hearing import ground_under, heard_from, shoe_of, weight_of
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

CAMERA = CameraPose(position=Point(y=1.4, z=-4.0), focal_length_mm=35.0)


def staged(**how: Any) -> Staging:
    path = CameraPath(keys=(CameraKey(frame=0, pose=CAMERA),))
    return Staging(rate=FILM, frames=48, place=Place(id="p", kit="plain"), camera=path, **how)


def sounds(words: str, *deeds: Deed, heard: tuple[str, ...] = ()) -> list[Any]:
    beat = replace(action(words, *deeds), sounds=heard)
    return [each for shot in planned(scene(beat)).shots for each in shot.sounds]


def test_what_is_left_is_heard_left_and_what_is_far_or_out_of_sight_softer() -> None:
    stage = staged()
    left, right = (heard_from(stage, 0, Point(x=x, z=1.0), 16 / 9) for x in (-1.0, 1.0))
    assert left.pan < -0.1 and right.pan > 0.1 and left.pan == pytest.approx(-right.pan)
    near, far = (heard_from(stage, 0, Point(z=z), 16 / 9) for z in (-2.0, 8.0))
    assert near.strength > far.strength and near.distance < far.distance
    out, behind = heard_from(stage, 0, Point(x=9.0, z=1.0), 16 / 9), heard_from(stage, 0, Point(z=-8.0), 16 / 9)
    assert out.occlusion > 0.3 and behind.occlusion > 0.3
    assert abs(out.pan) <= 0.8 and out.strength < left.strength


def test_the_ground_is_that_of_kit_weather_and_season() -> None:
    street = Place(id="p", kit="city_street")
    assert ground_under("rock", street) == "stone"
    assert ground_under("rock", replace(street, weather="snow")) == "snow"
    assert ground_under("wood", Place(id="p", kit="starship", inside=True)) == "metal"
    assert ground_under("grass", Place(id="p", kit="forest", season="autumn")) == "leaves"
    assert ground_under("sand", Place(id="p", kit="river")) == "sand"


def test_a_giant_steps_heavier_than_a_child_and_a_suit_has_soles() -> None:
    giant, child = Figure(id="a", height=2.4, build="broad"), Figure(id="b", height=1.2, age="child")
    assert weight_of(giant) > 1.2 > 0.8 > weight_of(child)
    assert (shoe_of(Figure(id="c", dress="suit")), shoe_of(Figure(id="d", dress="hide"))) == ("hard", "bare")


def test_named_sounds_come_where_their_words_stand() -> None:
    found = sounds("Thunder. They wait and wait, and at last somebody knocks.", heard=("thunder", "knock"))
    at = {each.what: each.start for each in found}
    assert 0 < at["thunder"] < at["knock"]


def test_what_is_far_in_the_words_is_far_in_the_ear() -> None:
    (near,) = sounds("狗叫。", heard=("dog",))
    (far,) = sounds("远处狗叫。", heard=("dog",))
    assert far.distance > near.distance and far.strength < near.strength and far.occlusion > near.occlusion


def test_footsteps_that_are_only_spoken_of_are_several() -> None:
    assert len(sounds("脚步声。", heard=("footstep",))) == 5


def test_a_fight_is_heard_blow_by_blow() -> None:
    found = sounds("他们打起来。", Deed(who="tall", verb="fight", target="small"))
    blows = [each for each in found if each.what in ("punch", "clash")]
    swings = [each for each in found if each.what == "whoosh"]
    assert len(blows) == len(swings) >= 2
    assert all(swing.start < blow.start for swing, blow in zip(swings, blows, strict=True))


def test_a_deed_that_makes_its_sound_is_not_heard_twice() -> None:
    found = sounds("她喝水。", Deed(who="small", verb="drink"), heard=("drink",))
    assert [each.what for each in found].count("drink") == 1
