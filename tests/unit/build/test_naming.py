"""Kits, timbres, ambiences and engines that nobody knows are refused with their line when the bible is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.build.verbs import check
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.names import AMBIENCES as NAMES
from lampblack.builtin.effects.names import EFFECTS
from lampblack.builtin.effects.spots import SPOTS
from lampblack.builtin.instrument.offer import TIMBRES
from lampblack.builtin.instrument.players import PLAYERS
from lampblack.builtin.theatre.scenery import registry as kits
from lampblack.engines import registry
from lampblack.engines.checking import check as faults_of
from lampblack.engines.requests import Foley, Speak, Voice
from lampblack.project.verbs import new

BIBLE = """[places.inn]
name = "inn"
kit = "inn"
ambience = ["murmur"]

[cast.mara]
name = "Mara"

[cast.mara.voice]
timbre = "woman-9"
"""


@pytest.mark.parametrize(
    ("old", "wrong", "said"),
    [
        ('kit = "inn"', 'kit = "tavern"', "bible.toml:3: places.inn.kit: engine theatre has no kit called 'tavern'"),
        ('"murmur"', '"murmur", "murmurs"', "bible.toml:4: places.inn.ambience: engine effects has no ambience"),
        ('"murmur"', '"thunder"', "no ambience called 'thunder'"),
        ('"woman-9"', '"erhoo"', "bible.toml:10: cast.mara.voice.timbre: engine instrument has no timbre"),
        (
            'name = "Mara"',
            'name = "Mara"\nvoice_engine = "nobody"',
            "bible.toml:8: cast.mara.voice_engine: there is no engine 'nobody'",
        ),
        ('name = "Mara"', 'name = "Mara"\nvoice_engine = "effects"', "bible.toml:8: cast.mara.voice_engine: engine"),
    ],
)
def test_a_name_that_nobody_knows_is_refused_with_its_line(tmp_path: Path, old: str, wrong: str, said: str) -> None:
    folder = film(tmp_path, BIBLE.replace(old, wrong))
    with pytest.raises(UserError) as caught:
        check(folder)
    assert said in str(caught.value) and caught.value.possible


def test_the_likeliest_is_named_first(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        check(film(tmp_path, BIBLE.replace('"murmur"', '"mountain wind"')))
    assert caught.value.possible[0] == "mountain_wind" and set(caught.value.possible) == set(AMBIENCES)


def test_what_is_known_passes_and_an_engine_that_lists_nothing_is_asked_for_anything(tmp_path: Path) -> None:
    check(film(tmp_path, BIBLE))
    fake = BIBLE.replace('kit = "inn"', 'kit = "tavern"').replace('"murmur"', '"talk"').replace("woman-9", "erhoo")
    check(film(tmp_path, fake, '[engines]\nfilm = "fake"\nspeak = "fake"\nfoley = "fake"\n'))


def film(at: Path, bible: str, settings: str = '[engines]\nspeak = "instrument"\n') -> Path:
    folder = at / f"film-{len(list(at.iterdir()))}"
    new(folder, "en")
    (folder / "film.toml").write_text(settings, encoding="utf-8")
    (folder / "bible.toml").write_text(bible, encoding="utf-8")
    return folder


def test_a_plan_is_refused_too_where_a_name_came_from_elsewhere() -> None:
    effects, instrument = registry.offer("effects"), registry.offer("instrument")
    assert any("no effect called 'bang'" in one for one in faults_of(Foley(what="bang", samples=1), effects))
    assert not faults_of(Foley(what="thunder", samples=1), effects)
    assert faults_of(Foley(what="thunder", samples=1, ambience=True), effects)
    said = Speak(text="a", voice=Voice(name="a", timbre="erhoo"), language="en")
    assert any("possible: erhu" in one for one in faults_of(said, instrument))


def test_offers_list_all_that_the_engines_in_the_box_know() -> None:
    assert set(EFFECTS) == set(SPOTS) and set(NAMES) == set(AMBIENCES)
    assert tuple(PLAYERS) == TIMBRES
    limits = registry.offer("theatre").can("film")
    assert limits is not None and limits.names["kit"] == kits.names()


def test_every_timbre_of_the_library_is_listed() -> None:
    library = pytest.importorskip("lampblack_engines.espeak.library")
    limits = registry.offer("espeak").can("speak")
    assert limits is not None and limits.names["timbre"] == library.variants()
