"""Chinese has no capitals: which lines are cues, which are action, and what is said where it stays doubtful."""

from __future__ import annotations

import pytest

from lampblack.script.fountain import read_fountain

HEADING = "外景 山巅 - 黎明\n\n"


def read(script: str) -> list[tuple[str, ...]]:
    play = read_fountain(HEADING + script + "\n", "s.fountain")
    return [(one.kind, one.text, *one.extensions) for one in play.elements[1:]]


def doubts(script: str) -> list[str]:
    return [one.message for one in read_fountain(HEADING + script + "\n", "s.fountain").findings]


SAID = [("character", "阿禾"), ("dialogue", "你好。")]


@pytest.mark.parametrize(
    "script",
    [
        "@阿禾\n你好。", "＠阿禾\n你好。", "@ 阿禾\n你好。", "@阿禾：\n你好。", "@阿禾:\n你好。",
        "@阿禾：你好。", "@阿禾: 你好。",
        "＠阿禾：你好。", "@阿禾 你好。", "@阿禾\u3000你好。",
    ],
)  # fmt: skip
def test_a_forced_cue_is_one_however_it_is_typed(script: str) -> None:
    assert read(script) == SAID


@pytest.mark.parametrize("script", ["@阿禾：你好。", "@阿禾 你好。"])
def test_words_on_the_line_of_the_cue_are_told_of_where_they_stand(script: str) -> None:
    play = read_fountain(HEADING + script + "\n", "s.fountain")
    assert [(one.spot.line, one.spot.column) for one in play.findings if one.spot] == [(3, 5)]
    assert (play.elements[-1].line, play.elements[-1].column) == (3, 5)


def test_a_name_of_letters_with_spaces_stays_whole() -> None:
    assert read("@Old McTavish\n你好。")[0] == ("character", "Old McTavish")
    assert read("@阿 禾\n你好。")[0] == ("character", "阿 禾")


@pytest.mark.parametrize(
    ("script", "cue"),
    [
        ("阿禾（轻声）\n你好。", ("character", "阿禾", "轻声")),
        ("阿禾（对夸父）\n你好。", ("character", "阿禾", "对夸父")),
        ("旁白\n你好。", ("character", "旁白")),
        ("画外音\n你好。", ("character", "画外音")),
    ],
)
def test_a_bare_name_that_can_only_speak_is_a_cue(script: str, cue: tuple[str, ...]) -> None:
    assert read(script) == [cue, ("dialogue", "你好。")]


def test_a_bare_name_in_bold_or_with_a_colon_is_the_cue_it_is_elsewhere() -> None:
    assert read("**阿禾**\n你好。\n\n@阿禾\n走。")[:2] == SAID
    assert read("阿禾：\n你好。\n\n阿禾：\n走。")[:2] == SAID


@pytest.mark.parametrize("together", ["阿禾、夸父", "阿禾和夸父", "阿禾与夸父"])
def test_names_that_are_known_speak_together(together: str) -> None:
    assert read(f"@阿禾\n一。\n\n@夸父\n二。\n\n{together}\n走！")[-2:] == [
        ("character", together),
        ("dialogue", "走！"),
    ]
    assert read(f"@阿禾\n一。\n\n{together}\n走！")[-1][0] == "action"


@pytest.mark.parametrize(
    "word",
    [
        "远处",
        "次日",
        "特写",
        "黄昏",
        "门外",
        "河边",
        "三年后",
        "字幕",
        "空镜",
        "街上",
        "深夜",
        "片刻",
        "屋里",
        "第二天",
        "镜头",
        "人物",
    ],
)
def test_hours_places_and_the_camera_never_speak(word: str) -> None:
    script = f"{word}\n风停了。\n\n{word}\n雨也停了。"
    assert [kind for kind, *_ in read(script)] == ["action", "action"]
    assert doubts(script) == []
    assert read(f"@{word}\n风停了。")[0] == ("character", word)


@pytest.mark.parametrize("name", ["阿里", "小处", "老上", "山风", "孙悟空", "林·小雨", "店小二"])
def test_a_name_that_stands_alone_twice_speaks(name: str) -> None:
    assert [kind for kind, *_ in read(f"{name}\n来。\n\n{name}\n走。")] == ["character", "dialogue"] * 2


@pytest.mark.parametrize(
    "script", ["老周（60岁）\n坐在门口。", "夜深了\n没有人。", "阿禾，夸父\n走来。", "阿禾走来。\n他笑。"]
)
def test_action_stays_action(script: str) -> None:
    assert [kind for kind, *_ in read(script)] == ["action"]


def test_a_forced_cue_ends_the_speech_above_it() -> None:
    assert read("@阿禾\n好。\n@夸父\n走吧。") == [
        ("character", "阿禾"), ("dialogue", "好。"), ("character", "夸父"), ("dialogue", "走吧。"),
    ]  # fmt: skip
    assert any("no blank line" in one for one in doubts("@阿禾\n好。\n@夸父\n走吧。"))


def test_a_name_spoken_under_a_cue_is_spoken_and_told_of() -> None:
    assert read("@夸父\n一。\n\n@阿禾\n夸父\n你在哪儿？")[-1] == ("dialogue", "夸父\n你在哪儿？")
    assert any("if it is the next cue" in one for one in doubts("@夸父\n一。\n\n@阿禾\n夸父\n你在哪儿？"))


def test_brackets_before_the_words_are_how_they_are_said() -> None:
    said = [("character", "阿禾"), ("parenthetical", "轻声"), ("dialogue", "你好。\n走吧。")]
    assert read("@阿禾\n（轻声）你好。\n走吧。") == said
    assert read("@阿禾\n(轻声) 你好。\n走吧。") == said
    assert read("BOB\n(I think) so.")[-1] == ("dialogue", "(I think) so.")


def test_a_wide_sign_forces_action() -> None:
    assert read("@阿禾\n好。\n\n！阿禾\n你好。")[-1] == ("action", "阿禾\n你好。")
    assert read("@阿禾\n！！！")[-1] == ("dialogue", "！！！")


def test_a_note_behind_words_on_the_cues_line_stays_their_caption() -> None:
    play = read_fountain(HEADING + "@阿禾：你好。[[en: Hello.]]\n\n@阿禾\n（笑）再见。[[en: Bye.]]\n", "s.fountain")
    kinds = [one.kind for one in play.elements[1:]]
    assert kinds == ["character", "dialogue", "note", "character", "parenthetical", "dialogue", "note"]


def test_a_play_written_with_colons_is_told_of_line_by_line() -> None:
    script = "马一花：走！\n赵思楠：（冷漠地）散了。\n马一花：好。\n赵思楠：嗯。\n\n地点：操场\n\n地点：村口"
    assert len([one for one in doubts(script) if "a speech is @" in one]) == 4


def test_of_two_numbers_of_a_heading_neither_is_lost() -> None:
    heading = read_fountain("1-1 夜 外 街#7#\n\n雨。\n", "s.fountain").elements[0]
    assert (heading.kind, heading.text, heading.number) == ("heading", "夜 外 街", "7/1-1")


def test_somebody_called_as_people_are_and_told_of_speaks_though_only_once() -> None:
    text = "内景 医院走廊 - 夜\n\n主任拿着病历夹快步走来，护士小赵跟在后面。\n\n小赵\n可她儿子明早才到……\n"
    kinds = [(one.kind, one.text) for one in read_fountain(text, "x").elements]
    assert ("character", "小赵") in kinds
    untold = text.replace("护士小赵", "护士")
    assert ("character", "小赵") not in [(one.kind, one.text) for one in read_fountain(untold, "x").elements]
    heard = "内景 医院走廊 - 夜\n\n主任拿着病历夹快步走来，清晨的光照进来。\n\n清晨\n走廊里空无一人，只有钟在走。\n"
    assert "character" not in [one.kind for one in read_fountain(heard, "x").elements]
