"""What people do in action lines, in Chinese and English."""

from __future__ import annotations

import pytest

from lampblack.breakdown.deeds import Known, deeds_of
from lampblack.breakdown.mentions import Names
from lampblack.breakdown.sounds import sounds_of

KNOWN = Known(
    people=Names({"kuafu": ("夸父", "Kuafu"), "ahe": ("阿禾", "Ahe")}),
    things=Names({"staff": ("手杖", "staff"), "cup": ("碗", "cup")}),
    sexes={"kuafu": "man", "ahe": "woman"},
)


def deeds(action: str, *last: str) -> list[tuple[str, str, str]]:
    """(who, verb or move, target)"""
    found = deeds_of(action, KNOWN, last).deeds
    return [(deed.who, deed.verb or deed.move or "look", deed.target) for deed in found]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("夸父走到河边，俯身喝水。", [("kuafu", "walk", ""), ("kuafu", "bow", ""), ("kuafu", "drink", "")]),
        (
            "夸父举起手杖，转身向太阳走去。",
            [("kuafu", "raise", "staff"), ("kuafu", "turn", "sun"), ("kuafu", "walk", "sun")],
        ),
        ("阿禾抱着葫芦走来。", [("ahe", "enter", "")]),
        ("夸父倒下。", [("kuafu", "fall", "")]),
        ("Kuafu nods at Ahe. She takes his hand.", [("kuafu", "nod", "ahe"), ("ahe", "hold", "kuafu")]),
        ("夸父望着东方的太阳。", [("kuafu", "look_up", "sun")]),
        ("夸父看着阿禾。", [("kuafu", "look", "ahe")]),
        (
            "阿禾递给夸父一碗水。他接过碗，点头。",
            [("ahe", "give", "kuafu"), ("kuafu", "take", "cup"), ("kuafu", "nod", "")],
        ),
        ("夸父和阿禾跪下。", [("kuafu", "kneel", ""), ("ahe", "kneel", "")]),
        ("夸父向阿禾走去。", [("kuafu", "walk", "ahe")]),
        ("夸父没有坐下。", []),
        ("夸父站在走廊的站台上。", [("kuafu", "stand", "")]),
        ("Kuafu enters and sits.", [("kuafu", "enter", ""), ("kuafu", "sit", "")]),
        ("Kuafu looks at Ahe. She laughs.", [("kuafu", "look", "ahe"), ("ahe", "laugh", "")]),
        ("Kuafu raises his staff and points at the sun.", [("kuafu", "raise", "staff"), ("kuafu", "point", "sun")]),
        ("Ahe takes the cup, drinks, and weeps.", [("ahe", "take", "cup"), ("ahe", "drink", ""), ("ahe", "weep", "")]),
        ("Kuafu (40s, tall) runs off.", [("kuafu", "exit", "")]),
        ("Ahe wants to leave. She can't stand. She could run.", []),
        ("Kuafu doesn't run. The walk was long.", []),
        ("Kuafu strikes the rock and falls.", [("kuafu", "strike", ""), ("kuafu", "fall", "")]),
        ("Ahe shakes her head.", [("ahe", "shake", "")]),
        (
            "Kuafu reaches out, looks down, then bows.",
            [("kuafu", "reach", ""), ("kuafu", "look_down", ""), ("kuafu", "bow", "")],
        ),
    ],
)
def test_deeds(action: str, expected: list[tuple[str, str, str]]) -> None:
    assert deeds(action) == expected


@pytest.mark.parametrize(
    "action",
    [
        "花瓣随风飘落。",
        "众人大笑。",
        "太阳落下。",
        "The leaves rustle.",
        "Night falls.",
        "老虎跑来。",
        "云海在群山之间慢慢流动。",
    ],
)
def test_what_is_not_done_by_the_cast_is_nobodys_deed(action: str) -> None:
    assert deeds(action, "kuafu") == []


def test_a_sentence_that_begins_with_a_verb_goes_on_with_the_last_person() -> None:
    assert deeds("转身离开。", "ahe", "kuafu") == [("kuafu", "turn", ""), ("kuafu", "exit", "")]


@pytest.mark.parametrize(
    ("action", "thing"),
    [
        ("Ahe looks at the cup.", "cup"),
        ("阿禾看着碗。", "cup"),
        ("Ahe looks at the staff.", "staff"),
        ("阿禾看着夸父。", ""),
    ],
)
def test_a_look_at_a_thing_knows_the_thing(action: str, thing: str) -> None:
    assert [deed.thing for deed in deeds_of(action, KNOWN).deeds] == [thing]


@pytest.mark.parametrize("words", ["Ahe drinks from the mug.", "阿禾端起搪瓷缸喝水。"])
def test_a_mug_is_no_cup(words: str) -> None:
    assert {deed.thing for deed in deeds_of(words, KNOWN).deeds if deed.verb == "drink"} == {"mug"}


def test_what_is_not_understood_is_handed_back() -> None:
    assert deeds_of("夸父想起往事。阿禾坐下。", KNOWN).missed == ("夸父想起往事",)


def test_deeds_keep_the_verb_and_no_other_word() -> None:
    assert [deed.words for deed in deeds_of("夸父慢慢走到河边。", KNOWN).deeds] == ["走到"]


@pytest.mark.parametrize(
    ("action", "heard"),
    [
        ("雷声滚滚，大雨。", ("thunder", "rain")),
        ("风从水面上吹过。鸟鸣。", ("wind", "birds")),
        ("水花溅起。", ("splash",)),
        ("The fire crackles; birds sing.", ("fire", "birds")),
        ("He leaves.", ()),
        ("风景如画。", ()),
    ],
)
def test_sounds(action: str, heard: tuple[str, ...]) -> None:
    assert sounds_of(action) == heard


@pytest.mark.parametrize(
    "action",
    [
        "夸父没有再哭。", "夸父不肯走。", "夸父想走。", "夸父仿佛在奔跑。", "夸父差点跌倒。", "“阿禾走了。”",
        "夸父梦见阿禾在奔跑。",
        "Kuafu does not even look up.", "Kuafu refuses to sit.", "Kuafu waits as if he ran.",
        "Kuafu is about to leave.",
    ],
)  # fmt: skip
def test_what_is_denied_wished_dreamt_or_said_is_no_deed(action: str) -> None:
    assert deeds(action) == []
