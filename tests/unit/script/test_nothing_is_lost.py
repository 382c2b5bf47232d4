"""Whatever is typed, every character that is no markup is found again in some element."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from lampblack.script.formats import read_fountain
from lampblack.script.model import Screenplay

_MARKUP = set("*_\\[]/@!.~><=#^()（）:：○◯〇●、．-－—。第场景 ") | {"\ufeff"}
_PIECES = [
    "INT. HOUSE - DAY", "内景 客栈 夜", "第三场", "1-1 夜 外 街", ".山", "BOB", "@夸父", "夸父", "(softly)",
    "（笑", "Hi *there*",
    "[[en: hi]]", "[[", "]]", "/*", "*/", "\n", "\n\n", "\n  \n", "\r\n", "> end <", "> CUT", "CUT TO:",
    "~la", "# a", "= b", "===",   
    "!x", "^", "_", "**", "\\*", "Title: x", "    more", "#1#", "#", "word", "*", "\t", " ",
]  # fmt: skip


def _kept(play: Screenplay) -> Counter[str]:
    words = [element.text + element.number + "".join(element.extensions) for element in play.elements]
    words += [entry.key + "".join(entry.values) for entry in play.title_page]
    return _letters("".join(words))


def _letters(text: str) -> Counter[str]:
    return Counter(char for char in text if not char.isspace() and char not in _MARKUP)


@given(st.lists(st.sampled_from(_PIECES) | st.text(max_size=4), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
def test_every_character_lands_in_an_element(text: str) -> None:
    kept, written = _kept(read_fountain(text, "x")), _letters(text)
    assert not written - kept, "lost"
    assert kept.keys() <= written.keys(), "invented"


@given(st.lists(st.sampled_from(_PIECES), max_size=30).map("".join))
@settings(max_examples=150, deadline=None)
def test_lines_rise_and_lie_in_the_file(text: str) -> None:
    play = read_fountain(text, "x")
    lines = text.replace("\r\n", "\n").count("\n") + 1
    assert all(1 <= element.line <= element.last_line <= lines and element.column >= 1 for element in play.elements)


def test_the_guard_sees_a_lost_word() -> None:
    play = read_fountain("He walks.", "x")
    assert _letters("He walks on.") - _kept(play)
