"""What a writing engine is asked for a dub, and what is made of its answer."""

from __future__ import annotations

import json

import pytest

from lampblack.base.errors import UserError
from lampblack.breakdown.dubbing import spoken_in, translated, turned, untranslated, words_in
from lampblack.breakdown.model import Beat, Bible, Breakdown, Line, Scene
from lampblack.engines.registry import offer
from lampblack.graph.job import Ask
from lampblack.read.translating import translate_job, words_of

SAID = Line(id="s/a-1", character="a", text="你好。", language="zh", captions={"en-GB": "Hello."})
UNSAID = Line(id="s/a-2", character="a", text="再见。", language="zh")
SCENE = Scene(
    slug="s", heading="内景 屋 - 夜", where="int", place="p", time="night", beats=(Beat(line=SAID), Beat(line=UNSAID))
)
WHOLE = Breakdown(title="t", language="zh", scenes=(SCENE,), bible=Bible())


def test_words_are_found_whatever_the_region_of_a_language_is() -> None:
    assert words_in(SAID, "en") == words_in(SAID, "en-US") == "Hello."
    assert words_in(SAID, "zh-CN") == "你好。"
    assert words_in(SAID, "fr") == ""


def test_only_what_has_no_words_is_asked_for() -> None:
    lines = untranslated(SCENE, "en")
    assert lines == (UNSAID,)
    job = translate_job(SCENE, lines, "en", offer("fake"))
    assert isinstance(job.work, Ask)
    assert json.loads(job.work.request["json_schema"])["required"] == ["s/a-2"]
    assert "再见" in job.work.request["material"] and "你好" not in job.work.request["material"]


def test_an_answer_gives_words_by_line_and_nothing_else() -> None:
    job = translate_job(SCENE, (UNSAID,), "en", offer("fake"))
    assert words_of(job, (UNSAID,), '{"s/a-2": " Good\\nbye. ", "other": "x"}') == {"s/a-2": "Good bye."}
    assert words_of(job, (UNSAID,), '{"s/a-2": ""}') == {}
    assert words_of(job, (UNSAID,), "[]") == {}
    with pytest.raises(UserError, match="no JSON"):
        words_of(job, (UNSAID,), "I cannot do that")


def test_a_film_turned_round_says_the_other_language_and_keeps_its_ids() -> None:
    dub = spoken_in(translated(WHOLE, "en", {"s/a-2": "Goodbye."}), "en")
    assert [(line.id, line.text, line.language) for line in dub.lines()] == [
        ("s/a-1", "Hello.", "en"),
        ("s/a-2", "Goodbye.", "en"),
    ]
    assert dub.lines()[0].captions["zh"] == "你好。"
    assert turned(UNSAID, "en") is UNSAID
