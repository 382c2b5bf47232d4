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
from lampblack.takes import words_camera, words_deeds, words_figure, words_place
from lampblack.takes.words_look import look_of, without_of

TABLES: dict[str, tuple[Mapping[str, tuple[str, str]], Any]] = {
    "verbs": (words_deeds.VERBS, Verb),
    "postures": (words_deeds.POSTURES, Posture),
    "moods": (words_deeds.MOODS, Mood),
    "rests": (words_deeds.RESTS, Rest),
    "sizes": (words_camera.SIZES, ShotSize),
    "angles": (words_camera.ANGLES, Angle),
    "moves": (words_camera.MOVES, Move),
    "hours": (words_place.HOURS, TimeOfDay),
    "light": (words_place.LIGHT, TimeOfDay),
    "light inside": (words_place.INSIDE, TimeOfDay),
    "weathers": (words_place.WEATHERS, Weather),
    "weathers outside": (words_place.OUTSIDE, Weather),
    "seasons": (words_place.SEASONS, Season),
    "hair": (words_figure.HAIR, figures.Hair),
    "beards": (words_figure.BEARDS, figures.Beard),
    "dress": (words_figure.DRESS, figures.Dress),
    "lower": (words_figure.LOWER, figures.Lower),
    "hats": (words_figure.HATS, figures.Hat),
    "glasses": (words_figure.GLASSES, figures.Glasses),
    "marks": (words_figure.MARKS, figures.Mark),
    "species": (words_figure.SPECIES, figures.Species),
    "builds": (words_figure.BUILDS, figures.Build),
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
    assert set(registry.names()) - {"paper"} == set(words_place.KITS)
    assert all(not HAN.search(english) and HAN.search(chinese) for english, chinese in words_place.KITS.values())


def test_what_is_done_to_somebody_leaves_room_for_them_in_both_languages() -> None:
    for table in (words_deeds.AT, words_deeds.WITH):
        assert set(table) <= set(get_args(Verb))
        assert all(english.count("{}") == chinese.count("{}") == 1 for english, chinese in table.values())
    for english, chinese in words_deeds.BOTH.values():
        assert all("{thing}" in each and "{who}" in each for each in (english, chinese))


def test_every_look_of_the_theatre_is_described_and_any_other_is_said_as_written() -> None:
    for name, others in LOOKS.items():
        for written in (name, *others):
            assert len(look_of(written, "en")) > 60 and len(look_of(written, "zh")) > 20, written
            assert "照片" in without_of(written, "zh")
    assert look_of("70mm epic", "en") == "70mm epic"
