"""The house's own vocabulary: whatever the stage can show is said in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from lampblack.builtin.theatre.offer import LOOKS
from lampblack.builtin.theatre.scenery import registry
from lampblack.shots.model import Angle, Move, ShotSize
from lampblack.staging import figure as figures
from lampblack.staging.people import Mood, Posture, Rest, Verb
from lampblack.staging.place import Season, TimeOfDay, Weather
from lampblack.takes.words import camera, deeds, figure, place
from lampblack.takes.words.look import look_of, without_of

TABLES: dict[str, tuple[Mapping[str, tuple[str, str]], Any]] = {
    "verbs": (deeds.VERBS, Verb),
    "postures": (deeds.POSTURES, Posture),
    "moods": (deeds.MOODS, Mood),
    "rests": (deeds.RESTS, Rest),
    "sizes": (camera.SIZES, ShotSize),
    "angles": (camera.ANGLES, Angle),
    "moves": (camera.MOVES, Move),
    "hours": (place.HOURS, TimeOfDay),
    "light": (place.LIGHT, TimeOfDay),
    "light inside": (place.INSIDE, TimeOfDay),
    "weathers": (place.WEATHERS, Weather),
    "weathers outside": (place.OUTSIDE, Weather),
    "seasons": (place.SEASONS, Season),
    "hair": (figure.HAIR, figures.Hair),
    "beards": (figure.BEARDS, figures.Beard),
    "dress": (figure.DRESS, figures.Dress),
    "lower": (figure.LOWER, figures.Lower),
    "hats": (figure.HATS, figures.Hat),
    "glasses": (figure.GLASSES, figures.Glasses),
    "marks": (figure.MARKS, figures.Mark),
    "species": (figure.SPECIES, figures.Species),
    "builds": (figure.BUILDS, figures.Build),
}
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_everything_the_stage_knows_is_said_in_both_languages(name: str) -> None:
    table, words = TABLES[name]
    assert set(table) == set(get_args(words))
    for key, (english, chinese) in table.items():
        assert bool(english) == bool(chinese), key
        assert not HAN.search(english) and (not chinese or HAN.search(chinese)), key


def test_every_kit_of_a_place_has_words() -> None:
    assert set(registry.names()) - {"paper"} == set(place.KITS)
    assert all(not HAN.search(english) and HAN.search(chinese) for english, chinese in place.KITS.values())


def test_what_is_done_to_somebody_leaves_room_for_them_in_both_languages() -> None:
    for table in (deeds.AT, deeds.WITH):
        assert set(table) <= set(get_args(Verb))
        assert all(english.count("{}") == chinese.count("{}") == 1 for english, chinese in table.values())
    for english, chinese in deeds.BOTH.values():
        assert all("{thing}" in each and "{who}" in each for each in (english, chinese))


def test_every_look_of_the_theatre_is_described_and_any_other_is_said_as_written() -> None:
    for name, others in LOOKS.items():
        for written in (name, *others):
            assert len(look_of(written, "en")) > 60 and len(look_of(written, "zh")) > 20, written
            assert "照片" in without_of(written, "zh")
    assert look_of("70mm epic", "en") == "70mm epic"
