"""Prompts become staged shots: in both languages, exactly as long as asked, the same every time."""

from __future__ import annotations

import time
from fractions import Fraction
from pathlib import Path

import pytest

from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.builtin.theatre.offer import OFFER
from lampblack.engines.requests import Film, Size
from lampblack.server.limits import Limits
from lampblack.server.pictures import film_of
from lampblack.server.prompts import staged
from lampblack.server.uploads import Sent
from lampblack.staging.stage import Staging

WIDE = Size(width=1280, height=720)


def shot(prompt: str, seconds: float = 4.0, size: Size = WIDE) -> Staging:
    return staged(prompt, Fraction(seconds), size).staging


@pytest.mark.parametrize(
    ("prompt", "kit", "time", "weather", "who"),
    [
        ("An old man walks along the river at dusk, snow falls", "river", "dusk", "snow", ["old_man"]),
        ("黄昏，一个老人沿着河边走，下着雪。", "river", "dusk", "snow", ["laoren"]),
        ("A woman walking on the beach", "sea", "noon", "clear", ["woman"]),
        ("Astronaut walking on the moon", "moon_palace", "noon", "clear", ["astronaut"]),
        ("小女孩提着灯笼走过竹林", "bamboo", "noon", "clear", ["xiaonvhai"]),
        ("A young woman in a red dress sits in a cafe", "cafe", "noon", "clear", ["young_woman"]),
        ("夜里，书生在客栈里读书", "inn", "night", "clear", ["shusheng"]),
        ("A misty mountain lake at dawn", "lake", "dawn", "mist", []),
    ],
)
def test_place_hour_weather_and_people_are_read_out_of_the_words(
    prompt: str, kit: str, time: str, weather: str, who: list[str]
) -> None:
    found = shot(prompt)
    assert (found.place.kit, found.place.time, found.place.weather) == (kit, time, weather)
    assert [person.id for person in found.people] == who


@pytest.mark.parametrize("seconds", ["0.5", "1", "4", "8", "12", "30", "2.041"])
def test_a_shot_is_exactly_as_long_as_asked(seconds: str) -> None:
    for prompt in ("A wolf runs across a mountain at night", "老人跪下，又站起来，走到门口，坐下，喝茶。"):
        found = staged(prompt, Fraction(seconds), WIDE).staging
        assert found.frames == Rate(numerator=24).frames_in(Fraction(seconds)) and found.rate == Rate(numerator=24)


def test_another_rate_is_kept() -> None:
    found = staged("a lake", Fraction(2), WIDE, Rate(numerator=30000, denominator=1001)).staging
    assert found.rate == Rate(numerator=30000, denominator=1001) and found.frames == 60


def test_the_camera_does_what_is_said_of_it() -> None:
    plain, near = shot("An old fisherman is smiling"), shot("close-up of an old fisherman smiling")
    assert near.camera.at(0).focal_length_mm != plain.camera.at(0).focal_length_mm or _far(near) < _far(plain)
    assert _far(shot("特写：老人流泪")) < _far(shot("老人流泪"))
    assert shot("An old man walks by the river, tracking shot").camera.move == "truck"
    assert shot("一个老人坐在湖边，推镜头").camera.move == "push_in"


def _far(staging: Staging) -> float:
    """How large somebody is in the picture: metres for each millimetre of lens."""
    pose, person = staging.camera.at(0), staging.people[0]
    assert person is not None
    return abs(pose.focus) / pose.focal_length_mm


def test_people_are_seen_whole_where_nothing_is_said_of_it() -> None:
    plain, wide = shot("An old man walks along the river"), shot("A wide shot of an old man walking along the river")
    assert _far(plain) < _far(wide) and [person.id for person in wide.people] == ["old_man"]


def test_an_upright_picture_is_framed_for_itself() -> None:
    upright = Size(width=720, height=1280)
    assert encode(shot("An old man walks by the river", size=upright)) != encode(shot("An old man walks by the river"))


def test_the_same_words_give_the_same_shot() -> None:
    assert encode(shot("A cat sits on a wall at night")) == encode(shot("A cat  sits on a wall\nat night"))


@pytest.mark.parametrize(
    "prompt", ["!!!", "# x", "> FADE OUT", "[[note]]", "/*", "===", "~la", "@A", ".x", "😀", "\x00", "INT."]
)
def test_signs_of_a_script_are_words_like_others(prompt: str) -> None:
    assert shot(prompt).frames == 96


def test_a_long_prompt_is_read_in_good_time() -> None:
    for prompt in ("a b " * 500, "*" * 2000, "A man in a " + "red " * 490 + "walks", "一个老人走，" * 330, "(" * 2000):
        began = time.monotonic()
        staged(prompt, Fraction(4), WIDE)
        assert time.monotonic() - began < 5.0, prompt[:20]


def test_a_look_is_read_out_of_a_prompt_where_words_can_only_mean_one() -> None:
    def look(prompt: str, **more: str) -> str:
        sent = Sent(fields={"model": "theatre", "prompt": prompt, **more})
        request = film_of(sent, {"theatre": OFFER}, Path(), Limits()).request
        assert isinstance(request, Film)
        return request.look

    assert look("水墨风格，一个老人走在河边") == "水墨" and look("A shadow puppets scene in an inn") == "shadow puppets"
    assert look("A scholar grinds ink on paper") == "paper" and look("水墨山水", look="woodcut") == "woodcut"
