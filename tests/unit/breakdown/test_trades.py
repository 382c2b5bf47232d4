"""A trade says how somebody is dressed, how old and of which sex, where no other word does; for all alike."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest
from tests.unit.breakdown.conftest import BreakDown

from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.formats import append_drafts, read_bible
from lampblack.breakdown.trades import ANYONE, TRADES, trade_before, trade_of
from lampblack.staging.figure import Beard, Dress, Hair, Hat

_ALLOWED = {"dress": get_args(Dress), "hat": get_args(Hat), "hair": get_args(Hair), "beard": get_args(Beard)}


@pytest.mark.parametrize(
    ("name", "world", "fields"),
    [
        ("老农", "old", {"sex": "man", "age": "old", "dress": "tunic", "hat": "straw"}),
        ("OLD FARMER", "", {"sex": "man", "age": "old", "dress": "tunic", "hat": "straw"}),
        ("护士", "", {"sex": "woman", "dress": "labcoat"}),
        ("NURSE", "today", {"sex": "woman", "dress": "labcoat"}),
        ("将军", "old", {"sex": "man", "age": "middle", "held": "sword"}),
        ("宫女", "old", {"sex": "woman", "dress": "gown", "hair": "bun"}),
        ("和尚", "old", {"sex": "man", "hair": "bald", "dress": "robe"}),
        ("MONK", "old", {"sex": "man", "hair": "bald", "dress": "robe"}),
        ("老和尚", "old", {"age": "old", "hair": "bald"}),
        ("医生", "old", {"dress": "robe"}),
        ("苏医生", "today", {"dress": "labcoat"}),
        ("警察", "today", {"dress": "suit", "hat": "baseball"}),
        ("NURSE TOM", "today", {"sex": "man", "dress": "labcoat"}),
        ("WAITRESS", "today", {"sex": "woman"}),
        ("女医生", "today", {"sex": "woman", "dress": "labcoat"}),
        ("KING", "old", {"sex": "man", "hat": "crown"}),
        ("牧童", "old", {"age": "child"}),
    ],
)
def test_a_trade_dresses_and_ages(name: str, world: str, fields: dict[str, Any]) -> None:
    figure = figure_of("x", name, "", world=world)
    assert {key: getattr(figure, key) for key in fields} == fields


def test_words_stand_against_the_trade() -> None:
    figure = figure_of("x", "护士", "男护士，五十岁，穿红毛衣", world="today")
    assert (figure.sex, figure.age, figure.dress, figure.robe) == ("man", "middle", "sweater", "#a83a34")
    assert figure_of("x", "GENERAL", "a woman in a gown", world="old").dress == "gown"
    assert figure_of("x", "和尚", "长发").hair == "long"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("JOHN SMITH", ""), ("MARY BAKER", ""), ("HUNTER", ""), ("MASON", ""), ("小明", "医生的儿子"),
        ("A", "the son of a fisherman"),
        ("B", "a girl with a nurse"), ("C", "扮作船夫"),
        ("将军夫人", ""), ("D", "in a nurse's coat"), ("GUARD DOG HANDLER X", ""),
    ],
)  # fmt: skip
def test_who_is_only_called_so_or_kin_has_no_trade(name: str, words: str) -> None:
    assert trade_of(name, words) is None


def test_a_drafted_figure_is_read_back_from_the_bible_as_it_was(taken_apart: BreakDown) -> None:
    for heading in ("外景 渡口 - 晨", "内景 医院 - 日\n\n手机响。电梯开了。"):
        script = (
            heading
            + "\n\n"
            + "\n\n".join(
                f"一个{word}走来。" for word in ("医生", "将军", "管家", "侍卫", "和尚", "店小二", "护士", "水手")
            )
        )
        film, _ = taken_apart(script + "\n")
        assert len(film.bible.cast) == 8
        text = append_drafts("", film.bible)
        assert [one.figure for one in read_bible(text, "b").cast] == [one.figure for one in film.bible.cast]
        assert taken_apart(script + "\n", text)[0].scenes == film.scenes


def test_a_speaker_and_a_walk_on_of_one_trade_wear_the_same(taken_apart: BreakDown) -> None:
    said, _ = taken_apart("外景 渡口 - 晨\n\n@船夫\n上船。\n")
    acted, _ = taken_apart("外景 渡口 - 晨\n\n船夫撑着船。\n")
    assert said.bible.cast[0].figure == acted.bible.cast[0].figure


def test_the_table_is_of_words_that_stand_once_and_of_clothes_that_there_are() -> None:
    words = Counter(
        word for trade in (*TRADES, *ANYONE) for word in (*trade.east.split("|"), *trade.west.split("|")) if word
    )
    assert [word for word, count in words.items() if count > 1] == []
    for trade in TRADES:
        for worn in (trade.old, trade.today):
            assert all(value in _ALLOWED.get(key, (value,)) for key, value in worn.items())
            assert set(worn) <= {*_ALLOWED, "held", "robe", "trim", "sash", "glasses"}
        assert trade.east and trade.west and (trade.old or trade.today)
        for word in (*trade.east.split("|"), *trade.west.split("|")):
            for world in ("", "old", "today", "future"):
                figure_of("x", word, "", world=world)


@pytest.mark.parametrize(
    ("name", "sex", "age"),
    [("老周", "man", "middle"), ("陈默", "man", "young"), ("李秀英", "woman", "young"), ("王建国", "man", "young"),
     ("阿芳", "woman", "young")],
)  # fmt: skip
def test_a_chinese_name_says_man_or_woman_by_its_characters(name: str, sex: str, age: str) -> None:
    figure = figure_of("x", name, "", world="today")
    assert (figure.sex, figure.age) == (sex, age)


def test_words_and_pronouns_stand_against_the_characters_of_a_name() -> None:
    assert figure_of("x", "陈默", "五十岁的女医生").sex == "woman"
    assert figure_of("x", "陈默", "", likely="woman").sex == "woman"


def test_a_trade_right_before_a_name_is_theirs() -> None:
    assert trade_before("小赵", ["陈默快步走来，护士小赵跟在后面。"]) == "护士"
    assert trade_before("MARY", ["Nurse Mary comes in."]).lower() == "nurse"
    assert trade_before("小赵", ["小赵看着护士。"]) == ""


def test_who_wears_a_hospital_gown_wears_one_pale_cloth() -> None:
    figure = figure_of("x", "周奶奶", "瘦小，穿着病号服", world="today")
    assert (figure.dress, figure.robe, figure.lower) == ("shirt", "#cbd8dc", "trousers")
