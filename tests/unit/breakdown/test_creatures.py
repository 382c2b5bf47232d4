"""Animals from words, in two languages; and people who are none."""

from __future__ import annotations

import pytest
from tests.unit.breakdown.conftest import BreakDown

from lampblack.base.errors import UserError
from lampblack.base.saved import encode
from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.formats import append_drafts, read_bible
from lampblack.staging.figure import Figure


@pytest.mark.parametrize(
    ("name", "words", "species"),
    [
        ("老黄牛", "", "ox"), ("白马", "", "horse"), ("狐狸精", "", "fox"), ("GREY", "an old grey wolf", "wolf"),
        ("C", "a red-crowned crane", "crane"), ("MIDNIGHT", "a black cat with green eyes", "cat"),
        ("丹顶鹤", "", "crane"),
        ("踏雪", "一匹枣红马，四蹄雪白", "horse"), ("乌云", "通身漆黑的老猫", "cat"), ("THE OLD FOX", "", "fox"),
        ("青龙", "", "dragon"), ("大灰狼", "", "wolf"), ("金鱼", "", "fish"), ("B", "a spotted stag", "deer"),
        ("S", "a green snake, asleep", "snake"), ("Rex", "a yellow dog who never barks", "dog"), ("老虎", "", "tiger"),
        ("麻雀", "一只小麻雀", "bird"),
    ],
)  # fmt: skip
def test_words_make_an_animal(name: str, words: str, species: str) -> None:
    assert figure_of("x", name, words).kind == species


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("TOM", "an old fisherman with a dog"), ("小马", ""), ("MR FOX", ""), ("阿禾", "牵着一匹白马的少年"),
        ("龙王", ""),
        ("B", "a man like an ox"), ("C", "a young horse trader"), ("狐狸精", "狐狸精，化作女子"),
        ("CRANE", "a detective, 40s"),
        ("虎子", "八岁男孩"), ("牛郎", ""), ("FOX", ""), ("MONKEY", "a monkey king in golden armour"),
    ],
)  # fmt: skip
def test_people_stay_people(name: str, words: str) -> None:
    assert figure_of("x", name, words).kind == "human"


def test_colour_size_and_age_are_the_words() -> None:
    white, black = figure_of("a", "白马", ""), figure_of("b", "BESS", "a black horse")
    assert isinstance(white.coat, str) and isinstance(black.coat, str)
    assert sum(bytes.fromhex(white.coat[1:])) > 600 > 200 > sum(bytes.fromhex(black.coat[1:]))
    small, huge = figure_of("c", "C", "a small dog"), figure_of("d", "C", "a huge dog")
    assert small.height < 0.75 * huge.height
    assert figure_of("e", "E", "an old grey wolf").age == "old"
    assert figure_of("f", "花猫", "").markings == "patches"
    assert figure_of("g", "G", "a black cat with green eyes").coat == figure_of("h", "H", "a black cat").coat


def test_saved_bytes_of_people_are_what_they_were() -> None:
    saved = encode(Figure(id="her", sex="woman"))
    assert b"species" not in saved and b"coat" not in saved and b"marking" not in saved


def test_an_animal_the_theatre_lacks_is_said_and_drawn_as_its_nearest_relation(taken_apart: BreakDown) -> None:
    made, where = taken_apart("EXT. HILL - DAY\n\nTHE OLD BEAR\nWho has eaten my honey?\n")
    bear = next(each for each in made.bible.cast if each.id == "the_old_bear")
    assert bear.figure is not None and bear.figure.kind == "tiger"
    said = [finding for finding in where.findings if "bear" in finding.message and "tiger" in finding.message]
    assert len(said) == 1 and said[0].spot is not None and said[0].spot.line == 3


def test_a_bare_name_is_an_animal_where_the_action_says_so(taken_apart: BreakDown) -> None:
    made, _ = taken_apart("EXT. HILL - DAY\n\nA red fox trots in.\n\nFOX\nHello.\n")
    fox = next(each for each in made.bible.cast if each.id == "fox")
    assert fox.figure is not None and fox.figure.kind == "fox" and fox.words == "a red fox"
    made, _ = taken_apart("INT. OFFICE - DAY\n\nFox looks up.\n\nFOX\nHello.\n")
    agent = next(each for each in made.bible.cast if each.id == "fox")
    assert agent.figure is not None and agent.figure.kind == "human"


def test_the_bible_says_a_species_and_is_written_back_without_a_wardrobe(taken_apart: BreakDown) -> None:
    bible = read_bible('[cast.hu]\nname = "阿胡"\n[cast.hu.figure]\nspecies = "fox"\ncoat = "#ffffff"\n', "bible.toml")
    assert bible.cast[0].figure is not None and bible.cast[0].figure.kind == "fox"
    assert bible.cast[0].figure.coat == "#ffffff"
    with pytest.raises(UserError, match=r"species"):
        read_bible('[cast.hu]\nname = "阿胡"\n[cast.hu.figure]\nspecies = "unicorn"\n', "bible.toml")
    with pytest.raises(UserError, match="no colour"):
        read_bible('[cast.hu]\nname = "阿胡"\n[cast.hu.figure]\nspecies = "fox"\ncoat = "red"\n', "bible.toml")
    made, _ = taken_apart("外景 山中 清晨\n\n一只红狐狸走来。\n\n@狐狸\n你好。\n")
    text = append_drafts("", made.bible)
    assert 'species = "fox"' in text and "dress" not in text
    assert read_bible(text, "bible.toml").cast[0].figure == made.bible.cast[0].figure
