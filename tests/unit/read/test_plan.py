"""The job that records a line: what makes it again, and what does not."""

from dataclasses import replace

import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.breakdown.model import Line
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.registry import offer
from lampblack.engines.requests import Phoneme, Spoken, Voice, Word, request_from
from lampblack.read.model import Reading
from lampblack.read.plan import speak_job
from lampblack.read.steps import guide_samples, words_heard

LINE = Line(id="river/kuafu-1a2b3c", character="kuafu", text="我渴了！", language="zh", captions={"en": "I thirst!"})
VOICE = Voice(name="kuafu", timbre="man-2")


def job(line: Line = LINE, language: str = "zh", **more):
    return speak_job(line, more.pop("voice", VOICE), language, offer("fake"), **more)


def test_job_is_named_by_its_line_and_asks_for_its_words() -> None:
    made = job()
    assert made.id == "read/river/kuafu-1a2b3c"
    request = request_from(dict(made.work.request))
    assert request.text == "我渴了！"
    assert request.voice == VOICE


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, captions={"en": "I am thirsty!"}),
        replace(LINE, how=("看着天",)),
        replace(LINE, through="off_screen", dual=True),
        replace(LINE, character="someone"),
    ],
)
def test_captions_and_position_never_make_a_line_again(other: Line) -> None:
    assert job(other).work == job().work


@pytest.mark.parametrize(
    "other",
    [
        replace(LINE, text="我很渴！"),
        replace(LINE, mood="sad"),
        replace(LINE, language="zh-TW"),
        replace(LINE, how=("低声",)),
    ],
)
def test_words_mood_and_language_do(other: Line) -> None:
    assert job(other, other.language).work != job().work


def test_voice_and_readings_do_too() -> None:
    assert job(voice=Voice(name="kuafu", timbre="man-3")).work != job().work
    assert job(pinyin=("wo3", "ke3", "liao3")).work != job().work


def test_of_the_dictionary_only_what_stands_in_the_line_counts() -> None:
    assert job(pronounce={"长安": "chang2 an1"}).work == job().work
    assert job(pronounce={"渴": "ke3"}).work.request["says"] == [["渴", "ke3"]]


def test_two_ways_of_writing_one_manner_are_one_request() -> None:
    assert job(replace(LINE, how=("低声",))).work == job(replace(LINE, how=("quietly",))).work


def test_another_language_speaks_its_caption() -> None:
    made = job(language="en")
    assert made.id == "read/river/kuafu-1a2b3c.en"
    assert made.work.request["text"] == "I thirst!"
    with pytest.raises(UserError, match="no words in 'fr'"):
        job(language="fr")


def test_price_follows_the_engines_unit() -> None:
    def priced(unit) -> float:
        limits = Capabilities(kind="speak", price_per_unit=2.0, unit=unit)
        return speak_job(
            LINE, VOICE, "zh", Offer(name="dear", version=1, makes="a:B", capabilities=(limits,))
        ).work.price

    assert priced("request") == 2.0
    assert priced("thousand characters") == pytest.approx(0.008)
    assert 1.0 < priced("second") < 5.0


def test_engine_that_does_not_speak_is_refused() -> None:
    dumb = Offer(name="dumb", version=1, makes="a:B", capabilities=(Capabilities(kind="film"),))
    with pytest.raises(UserError, match="does no speak"):
        speak_job(LINE, VOICE, "zh", dumb)


def test_guide_reading_is_a_range_that_grows_with_the_text() -> None:
    least, most = guide_samples("你好，长安。下雪了！", "zh")
    assert SAMPLE_RATE < least < most < 5 * SAMPLE_RATE
    assert guide_samples("你好。" * 4, "zh")[0] > guide_samples("你好。", "zh")[0]
    assert guide_samples("你好", "zh", pace=2.0)[1] < guide_samples("你好", "zh")[1]


def test_words_are_heard_in_the_takes_own_samples() -> None:
    spoken = Spoken(
        samples=9_600,
        phonemes=(Phoneme(ipa="a", start=0, stop=9_600),),
        words=(Word(first=0, last=1, start=0, stop=4_800), Word(first=2, last=3, start=4_800, stop=9_600)),
    )
    heard = words_heard("你，好", spoken, 1_000)
    assert [(word.text, word.heard.start, word.heard.stop) for word in heard] == [
        ("你", 1_000, 5_800),
        ("好", 5_800, 10_600),
    ]
    assert Reading(line_id="x", spoken=spoken, voice="blake3:0").frames(Rate(numerator=24)) == 5
