"""How people are described in Chinese and English, today and in times to come, and what their figures show of it."""

from __future__ import annotations

from typing import Any

import pytest

from lampblack.breakdown.appearance import MODERN, world_of
from lampblack.breakdown.figures import figure_of


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        ("穿白衬衫和牛仔裤的姑娘，扎马尾", {"dress": "shirt", "robe": "#e4ddcd", "lower": "jeans", "hair": "ponytail"}),
        (
            "中年男人，灰西装，红领带，黑框眼镜",
            {"dress": "suit", "robe": "#5a5f66", "sash": "#a83a34", "glasses": "square"},
        ),
        ("穿白大褂的女医生，齐耳短发", {"dress": "labcoat", "sex": "woman", "hair": "bob"}),
        ("十岁的女孩，穿校服，麻花辫，雀斑", {"dress": "uniform", "age": "child", "hair": "plait", "mark": "freckles"}),
        ("男，红羽绒服，胡茬，寸头", {"dress": "puffer", "robe": "#a83a34", "beard": "stubble", "hair": "crop"}),
        (
            "年轻男子，绿卫衣，黑裤子，棒球帽",
            {"dress": "hoodie", "robe": "#4f7a4a", "skirt": "#2a282c", "hat": "baseball"},
        ),
        ("穿旗袍的女子，盘发，瓜子脸", {"dress": "qipao", "hair": "bun", "face": "pointed"}),
        ("女宇航员，太空服，头盔，短发", {"dress": "spacesuit", "hat": "helmet", "hair": "short", "sex": "woman"}),
        (
            "驼背的老头，毛衣，拄拐杖，方脸",
            {"dress": "sweater", "age": "old", "held": "cane", "stoop": 1.0, "face": "square"},
        ),
        ("黝黑的男人，刀疤，墨镜，风衣", {"skin": "#a8744c", "mark": "scar", "glasses": "dark", "dress": "overcoat"}),
        (
            "a young woman in a blue hoodie and jeans, ponytail",
            {"dress": "hoodie", "robe": "#344a70", "lower": "jeans"},
        ),
        ("a balding man in a grey suit and tie, glasses", {"dress": "suit", "hair": "bald", "glasses": "square"}),
        (
            "schoolgirl, school uniform, round face",
            {"dress": "uniform", "sex": "woman", "age": "child", "face": "round"},
        ),
        ("doctor in a lab coat, dark-skinned, curly hair", {"dress": "labcoat", "skin": "#5e3d2a", "hair": "curly"}),
        ("woman in a summer dress with a bob", {"dress": "dress", "hair": "bob"}),
        ("man, down jacket, beanie, stubble", {"dress": "puffer", "hat": "beanie", "beard": "stubble"}),
        ("astronaut, white space suit, helmet", {"dress": "spacesuit", "hat": "helmet"}),
        ("old fisherman with a white beard", {"sex": "man", "beard": "long"}),
        ("woman in a blouse and a black skirt", {"dress": "shirt", "lower": "skirt", "skirt": "#2a282c"}),
        ("man in a trench coat and a fedora", {"dress": "overcoat", "hat": "brimmed"}),
    ],
)
def test_people_of_today_are_drawn_as_described(words: str, fields: dict[str, Any]) -> None:
    figure = figure_of("x", "某人", words)
    assert {name: getattr(figure, name) for name in fields} == fields


@pytest.mark.parametrize(
    ("words", "world"),
    [
        ("他放下手机，走出地铁站。", "today"), ("She parks the car and takes the elevator.", "today"),
        ("飞船的气闸打开，机器人走进来。", "future"), ("The airlock hisses. A robot enters the starship.", "future"),
        ("他提着灯笼走过石桥。", "old"), ("The king draws his sword; a train of horses follows.", "old"),
        ("", "old"),
    ],
)  # fmt: skip
def test_the_world_of_a_story_is_read_from_its_things(words: str, world: str) -> None:
    assert world_of(words) == world


def test_who_is_not_described_wears_what_the_story_world_wears() -> None:
    for name in ("MAY", "TOM", "小林", "老周", "JACK"):
        assert figure_of("x", name, "", world="today").dress in MODERN
        assert figure_of("x", name, "", world="future").dress == "jumpsuit"
        assert figure_of("x", name, "", world="old").dress not in MODERN


def test_what_the_bible_says_stands_against_words_and_world() -> None:
    figure = figure_of("x", "MAY", "in jeans", {"dress": "gown", "robe": "#112233"}, world="today")
    assert (figure.dress, figure.robe) == ("gown", "#112233")


def test_a_beard_without_another_word_is_a_mans() -> None:
    assert {figure_of("x", name, "胡茬").sex for name in ("甲", "乙", "丙", "丁", "戊")} == {"man"}


def test_tops_of_today_are_not_worn_twice_while_there_are_others() -> None:
    taken: tuple[str, ...] = ()
    for name in ("ANN", "BEN", "CAL", "DEE", "EVE", "FAY"):
        taken += (figure_of(name.lower(), name, "sweater", taken=taken).robe,)
    assert len(set(taken)) == len(taken)
