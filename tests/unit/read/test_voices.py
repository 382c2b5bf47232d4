"""Casting: distinct voices, that stay whoever else comes."""

from itertools import combinations

import pytest

from lampblack.base.errors import UserError
from lampblack.breakdown.model import Bible, Character
from lampblack.engines.requests import Voice
from lampblack.read.voices import casting
from lampblack.staging.figure import Figure


def someone(id: str, sex="man", age="young", **more) -> Character:
    return Character(id=id, name=id, figure=Figure(id=id, sex=sex, age=age), **more)


CROWD = tuple(someone(f"person-{number}", "man" if number % 2 else "woman") for number in range(24))


def test_no_two_of_a_cast_sound_alike() -> None:
    voices = [role.voice for role in casting(Bible(cast=CROWD), "espeak").roles]
    for a, b in combinations(voices, 2):
        assert a.timbre != b.timbre or abs(a.pitch / b.pitch - 1.0) > 0.06


def test_whoever_is_added_takes_nobodys_voice() -> None:
    before = casting(Bible(cast=CROWD), "espeak").roles
    after = casting(Bible(cast=(*CROWD, someone("new"), someone("newer", "woman"))), "espeak").roles
    assert after[: len(before)] == before


def test_a_voice_follows_sex_and_age() -> None:
    roles = casting(
        Bible(cast=(someone("a", "woman", "old"), someone("b", "man"), someone("c", "man", "child"))), "espeak"
    )
    old, young, child = (roles.role(id).voice for id in "abc")
    assert old.timbre.startswith("woman-")
    assert young.timbre.startswith("man-")
    assert child.timbre.startswith("child-")
    assert old.pace < young.pace


def test_what_a_person_wrote_stands_and_is_avoided() -> None:
    free = casting(Bible(cast=(someone("b"),)), "espeak").role("b").voice
    written = Voice(name="a", timbre=free.timbre, pitch=free.pitch)
    roles = casting(Bible(cast=(someone("b"), someone("a", voice=written, voice_engine="mine"))), "espeak")
    assert roles.role("a").voice == written
    assert roles.role("a").engine == "mine"
    assert (roles.role("b").voice.timbre, roles.role("b").voice.pitch) != (written.timbre, written.pitch)


def test_a_narrator_without_a_figure_has_a_voice() -> None:
    voice = casting(Bible(cast=(Character(id="narrator", name="旁白"),)), "espeak").role("narrator").voice
    assert voice.timbre


def test_nobody_by_that_name_is_an_error_with_those_there_are() -> None:
    with pytest.raises(UserError) as caught:
        casting(Bible(cast=(someone("kuafu"),)), "espeak").role("kuafoo")
    assert caught.value.possible == ("kuafu",)
