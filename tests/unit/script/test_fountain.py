"""Fountain 1.1, element by element, and what people do with it in other scripts than Latin."""

from __future__ import annotations

import time

import pytest

from lampblack.script.formats import read_fountain
from lampblack.script.model import Element, Screenplay, Span


def read(text: str) -> Screenplay:
    return read_fountain(text, "script.fountain")


def kinds(text: str) -> list[tuple[str, str]]:
    return [(element.kind, element.text) for element in read(text).elements]


def only(text: str) -> Element:
    (element,) = read(text).elements
    return element


def doubts(text: str) -> list[str]:
    return [str(finding) for finding in read(text).findings]


@pytest.mark.parametrize(
    "line",
    [
        "INT. HOUSE - DAY", "ext house", "EST. CITY", "INT./EXT. CAR - NIGHT", "INT/EXT CAR", "I/E CAR", "i/e. car",
        "INT. 医院 - 天", "INT。医院", "内景 客栈 夜", "外景 山巅 黎明", "外景：山巅，黎明", "夜 外 荒野",
        "ИНТ. ДОМ - НОЧЬ", "НАТ. ПОЛЕ", "ЭКСТ. УЛИЦА", "屋内 茶室 朝", "屋外：海",
    ],
)  # fmt: skip
def test_a_heading_is_recognised_and_keeps_its_words(line: str) -> None:
    assert kinds(f"{line}\n\n他走。") == [("heading", line), ("action", "他走。")]


@pytest.mark.parametrize(
    ("line", "text", "number"),
    [
        ("INT. HOUSE - DAY #1-A.2#", "INT. HOUSE - DAY", "1-A.2"),
        ("1. 山巅 外 黎明", "山巅 外 黎明", "1"),
        ("20、卫生间 夜 内", "卫生间 夜 内", "20"),
        ("1-1 夜 外 街边摊", "夜 外 街边摊", "1-1"),
        ("1-1日内灵堂", "日内灵堂", "1-1"),
        ("场景一 客厅 日", "客厅 日", "一"),
        ("第三场 客厅 日", "客厅 日", "三"),
        ("场1-1 金銮殿 日 内", "金銮殿 日 内", "1-1"),
        ("○山の上・朝", "山の上・朝", ""),
        (".山巅 - 黎明", "山巅 - 黎明", ""),
        (".SNIPER SCOPE #12#", "SNIPER SCOPE", "12"),
    ],
)
def test_a_heading_gives_up_its_number_and_its_forcing_sign(line: str, text: str, number: str) -> None:
    heading = only(line)
    assert (heading.kind, heading.text, heading.number) == ("heading", text, number)


@pytest.mark.parametrize(
    "line",
    ["...and then", ". dot", "第三场战役打响了。", "2 men wait.", "内心 很乱", "日子很长", "〇八年的冬天",
     "International affairs", "Interior design", "3. 他走进房间，天黑了。", "外面下雨"],
)  # fmt: skip
def test_what_only_resembles_a_heading_stays_action(line: str) -> None:
    assert only(f"{line}").kind == "action"


def test_a_heading_needs_a_blank_line_before_it_and_says_so() -> None:
    text = "INT. A - DAY\n\nHe walks.\nINT. B - DAY\n\nHe sits."
    assert kinds(text)[1] == ("action", "He walks.\nINT. B - DAY")
    assert "script.fountain:4:1" in doubts(text)[0]


def test_a_heading_without_a_place_is_doubted() -> None:
    assert "names no place" in doubts("INT. - \n\nx")[0]
    assert "names no place" in doubts("第三场\n\nx")[0]


def test_title_page_keeps_lines_and_takes_the_wide_colon() -> None:
    play = read(
        "Title:\n    _**BIG FISH**_\n\tand more\n标题：夸父逐日\nDraft date: 1/20\n\nFADE IN:\n\nINT. A - DAY\n"
    )
    assert play.title("title") == "BIG FISH and more"
    assert play.title("标题") == "夸父逐日"
    assert [entry.line for entry in play.title_page] == [1, 4, 5]
    assert [element.kind for element in play.elements] == ["transition", "heading"]


def test_a_script_that_opens_with_a_transition_has_no_title_page() -> None:
    play = read("FADE IN:\n\nINT. A - DAY\n")
    assert play.title_page == ()
    assert play.elements[0].kind == "transition"


def test_cues_keep_every_extension_and_dual_loses_its_caret() -> None:
    play = read("INT. A\n\nHANS (V.O.) (cont'd)\nHallo.\n\nMARIE (on the phone)^\nHallo.\n")
    cues = [element for element in play.elements if element.kind == "character"]
    assert [(cue.text, cue.extensions, cue.dual) for cue in cues] == [
        ("HANS", ("V.O.", "cont'd"), False),
        ("MARIE", ("on the phone",), True),
    ]


def test_a_caret_without_a_speech_before_is_said_and_not_kept() -> None:
    play = read("INT. A\n\nHe waits.\n\nMARIE ^\nHallo.\n")
    assert not any(element.dual for element in play.elements)
    assert "two voices" in str(play.findings[0])


@pytest.mark.parametrize("name", ["МАША", "ÉMILE", "ΝΙΚΟΣ", "R2D2", "BOB 2"])
def test_a_cue_is_upper_case_in_any_script_with_case(name: str) -> None:
    assert kinds(f"INT. A\n\n{name}\nDa.\n")[1:] == [("character", name), ("dialogue", "Da.")]


@pytest.mark.parametrize("name", ["23", "Bob", "!BOB"])
def test_numbers_and_small_letters_are_no_cue(name: str) -> None:
    assert kinds(f"INT. A\n\n{name}\nDa.\n")[1][0] == "action"


def test_a_chinese_name_forced_once_is_a_cue_elsewhere_and_this_is_said() -> None:
    text = "外景 山 日\n\n@夸父\n走。\n\n夸父（喘息）\n渴。\n\n路人\n你好。\n"
    assert kinds(text)[3:] == [("character", "夸父"), ("dialogue", "渴。"), ("action", "路人\n你好。")]
    assert ["write @夸父" in doubts(text)[0], "write @路人" in doubts(text)[1]] == [True, True]


def test_a_chinese_name_on_the_title_page_or_from_the_bible_is_a_cue() -> None:
    body = "外景 山 日\n\n夸父\n走。\n"
    assert ("character", "夸父") in kinds(f"人物：老人、夸父\n\n{body}")
    assert read_fountain(body, "x", names=("夸父",)).elements[1].kind == "character"
    assert read_fountain(body, "x").elements[1].kind == "action"


def test_a_chinese_name_heard_from_off_screen_is_a_cue() -> None:
    assert kinds("内景 客栈 夜\n\n王医生 (V.O.)\n你好。\n")[1:] == [("character", "王医生"), ("dialogue", "你好。")]


def test_a_name_and_a_colon_are_action_and_this_is_said() -> None:
    text = "内景 客栈 夜\n\n@甲\n走。\n\n甲（怒）：你好。\n"
    assert kinds(text)[-1][0] == "action"
    assert "a speech is @甲" in doubts(text)[0]


def test_a_transition_directly_above_a_heading_is_one() -> None:
    assert [kind for kind, _ in kinds("FADE IN:\nINT. A - DAY\n\nx")] == ["transition", "heading", "action"]


def test_a_heading_directly_under_the_title_page_begins_the_script() -> None:
    play = read("Title: A\nINT. A - DAY\n\nx")
    assert play.title("title") == "A"
    assert [element.kind for element in play.elements] == ["heading", "action"]
    assert "blank line" in str(play.findings[0])


def test_a_cue_without_dialogue_is_doubted() -> None:
    assert "nobody speaks" in doubts("INT. A\n\n@Bob\n\nHe sits.")[0]
    assert "without dialogue" in doubts("INT. A\n\nBOB\nHi.\n\nBOB\n\nHe sits.")[0]


def test_a_line_of_two_spaces_keeps_a_speech_going() -> None:
    assert kinds("INT. A\n\nBOB\nOne.\n  \nTwo.\n\nHe sits.")[2:] == [
        ("dialogue", "One.\n\nTwo."),
        ("action", "He sits."),
    ]


def test_parentheticals_lyrics_and_notes_part_a_speech() -> None:
    text = "INT. A\n\nBOB\n(softly)\nOne.\n（笑）\nTwo.\n~La la\n(looking\naround)\nThree.\n"
    assert kinds(text)[2:] == [
        ("parenthetical", "softly"), ("dialogue", "One."), ("parenthetical", "笑"), ("dialogue", "Two."),
        ("lyric", "La la"), ("parenthetical", "looking\naround"), ("dialogue", "Three."),
    ]  # fmt: skip


def test_a_caption_stands_behind_the_words_it_translates() -> None:
    text = "INT. A\n\n@夸父\n我追。\n[[en: I chase.]]\n（渴）\n水！ [[en: Water!]]\n"
    assert kinds(text)[2:] == [
        ("dialogue", "我追。"), ("note", "en: I chase."), ("parenthetical", "渴"), ("dialogue", "水！"),
        ("note", "en: Water!"),
    ]  # fmt: skip


def test_an_ordinary_note_does_not_part_a_speech() -> None:
    assert kinds("INT. A\n\nBOB\nOne.\n[[check this]]\nTwo.")[2:] == [
        ("dialogue", "One.\nTwo."),
        ("note", "check this"),
    ]


@pytest.mark.parametrize("line", ["CUT TO:", "FADE OUT.", "切至：", "淡出", "叠化", "> Burn to White."])
def test_transitions(line: str) -> None:
    assert read(f"INT. A\n\n{line}\n\nINT. B\n").elements[1].kind == "transition"


def test_transition_needs_room() -> None:
    assert kinds("INT. A\n\nCUT TO:\nthe chase")[1][0] == "character"
    assert kinds("INT. A\n\n!CUT TO:\n\nx")[1] == ("action", "CUT TO:")


def test_the_other_elements() -> None:
    text = ">THE END<\n\n# Act\n\n### 第一节\n\n= she leaves\n\n====\n\n~Willy Wonka"
    assert kinds(text) == [
        ("centered", "THE END"), ("section", "Act"), ("section", "第一节"), ("synopsis", "she leaves"),
        ("page_break", ""), ("lyric", "Willy Wonka"),
    ]  # fmt: skip
    assert [element.level for element in read(text).elements][1:3] == [1, 3]


def test_action_keeps_its_lines_and_leading_spaces() -> None:
    assert only("  far\n      farther\nback").text == "  far\n      farther\nback"


def test_boneyard_may_begin_and_end_inside_lines_and_span_blank_ones() -> None:
    text = "INT. A\n\nHe /* was\n\nINT. NOWHERE\n\nnot */ walks."
    assert kinds(text)[1:] == [("action", "He walks."), ("boneyard", "was\n\nINT. NOWHERE\n\nnot")]
    assert read(text).elements[1].last_line == 7


def test_a_note_spans_lines_and_blank_ones_with_two_spaces() -> None:
    assert kinds("He [[one\n  \ntwo]] walks.")[1] == ("note", "one\n  \ntwo")


@pytest.mark.parametrize("text", ["He [[walks.\n\nShe too.]]", "He [[walks.", "He /* walks."])
def test_what_is_never_closed_is_read_as_text_and_said(text: str) -> None:
    play = read(text)
    assert "fault" in [finding.severity for finding in play.findings]
    assert "".join(element.text for element in play.elements) == text.replace("\n\n", "")


def test_lines_and_columns_are_those_of_the_file() -> None:
    play = read("INT. A\n\n  He [[n]] walks [[m]]\n\n     BOB\n  (x)\n   Hi.\n")
    assert [(e.kind, e.line, e.column) for e in play.elements] == [
        ("heading", 1, 1), ("action", 3, 1), ("note", 3, 6), ("note", 3, 18), ("character", 5, 6),
        ("parenthetical", 6, 3), ("dialogue", 7, 4),
    ]  # fmt: skip


def test_emphasis_goes_to_spans_and_never_crosses_a_line() -> None:
    element = only("He *runs **very** fast*\nand _on_ \\*so\\* *on\nand on*")
    assert element.text == "He runs very fast\nand on *so* *on\nand on*"
    assert element.spans == (
        Span(start=3, stop=17, emphasis="italic"),
        Span(start=8, stop=12, emphasis="bold"),
        Span(start=22, stop=24, emphasis="underline"),
    )


@pytest.mark.parametrize(
    ("text", "plain", "names"),
    [
        ("***a***", "a", ["bold_italic"]),
        ("***a* b**", "a b", ["bold", "italic"]),
        ("2 * 3 * 4", "2 * 3 * 4", []),
        ("a_file_name", "a_file_name", []),
        ("_**a**_", "a", ["bold", "underline"]),
        ("*打*他", "打他", ["italic"]),
    ],
)
def test_emphasis(text: str, plain: str, names: list[str]) -> None:
    element = only(text)
    assert element.text == plain
    assert sorted(span.emphasis for span in element.spans) == names


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_do_not_matter(end: str) -> None:
    text = "Title: x\n\nINT. A\n\nBOB\nHi.\n\n[[a\n  \nb]]\n"
    assert read(text.replace("\n", end)) == read(text)


@pytest.mark.parametrize(
    "piece",
    [
        "a\n",
        "[[ ",
        "/*",
        "[[a\n\n",
        "INT. X\n\nBOB\n(\n",
        "Title: x\n y\n",
        "[[x]] ",
        "_*",
        "第",
        "内 ",
        "1 ",
        "(",
        "/**/",
        "@A\n",
    ],
)
def test_a_large_file_takes_time_in_proportion(piece: str) -> None:
    def seconds(size: int) -> float:
        start = time.process_time()
        read_fountain(piece * (size // len(piece)), "x")
        return time.process_time() - start

    seconds(1000)
    small, large = seconds(15_000), seconds(150_000)
    assert large < 60 * small + 0.3  # in proportion is 10, quadratic is 100


def test_a_megabyte_is_read_in_seconds() -> None:
    start = time.process_time()
    play = read_fountain("INT. X - DAY\n\nHe walks on and on and on.\n\nBOB\nhi there, how are you?\n\n" * 15_000, "x")
    assert len(play.elements) == 60_000
    assert time.process_time() - start < 10
