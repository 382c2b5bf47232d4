from __future__ import annotations

import re
from itertools import pairwise

import pysubs2
import pytest

from lampblack.base.time import SAMPLE_RATE, FrameRange, Rate, SampleRange
from lampblack.breakdown.model import Line
from lampblack.cut.model import Clip, Cut, LineCue
from lampblack.engines.requests import Size, Word
from lampblack.film.captions import GAP, SHORTEST, captions_of
from lampblack.film.dividing import divided, shares, weight
from lampblack.film.model import Caption
from lampblack.film.subtitles import ass, srt, vtt

LONG = "太阳每天从东方升起，又从西方落下；那么夜里，它去了哪里？我要追上去，问一问它——“你怕黑吗？”"
ENGLISH = (
    "The sun rises in the east every day and sets in the west. Then where does it go at night? I will run after it "
    "and ask: are you afraid of the dark?"
)


def line(id: str, text: str, english: str = "", character: str = "kuafu") -> Line:
    captions = {"en": english} if english else {}
    return Line(id=id, character=character, text=text, language="zh", captions=captions)


def cut_of(cues: list[tuple[str, float, float]], *, rate: str = "24", joints: tuple[int, ...] = ()) -> Cut:
    parsed = Rate.parse(rate)
    bounds = (0, *joints, 1200)
    clips = tuple(
        Clip(
            shot=f"s/{a}", scene="s", take="t", video="blake3:x", take_frames=9999,  # type: ignore[arg-type]
            range_in_take=FrameRange(start=0, stop=b - a), range_in_cut=FrameRange(start=a, stop=b),
        )
        for a, b in pairwise(bounds)
    )  # fmt: skip
    return Cut(
        title="t",
        rate=parsed,
        size=Size(width=640, height=360),
        frames=1200,
        clips=clips,
        lines=tuple(
            LineCue(line=id, start=round(start * SAMPLE_RATE), samples=round(length * SAMPLE_RATE))
            for id, start, length in cues
        ),
    )


@pytest.mark.parametrize("rate", ("24", "25", "30000/1001"))
def test_captions_follow_one_another_without_overlap_on_frame_boundaries(rate: str) -> None:
    cut = cut_of([("a", 1, 9), ("b", 10.1, 0.2), ("c", 10.35, 3), ("d", 13.2, 2)], rate=rate)
    lines = (line("a", LONG, ENGLISH), line("b", "去吧。", "Go."), line("c", "我不怕。"), line("d", "等等我！"))
    captions = captions_of(cut, lines, languages=("zh", "en"))
    frames = [(cut.rate.frame_at(each.range.start), cut.rate.frames_for(each.range.stop)) for each in captions]
    assert len(captions) >= 5
    for (start, stop), (following, _) in pairwise(frames):
        assert start < stop <= following - GAP or stop == start + 1
    for each in captions:
        assert cut.rate.samples_at(cut.rate.frame_at(each.range.start)) == each.range.start


def test_a_long_line_is_divided_at_punctuation_in_both_languages_alike() -> None:
    captions = captions_of(cut_of([("a", 1, 9)]), (line("a", LONG, ENGLISH),), languages=("zh", "en"))
    assert [each.text["zh"] for each in captions] == [
        "太阳每天从东方升起，又从西方落下；那么夜里，它去了哪里？",
        "我要追上去，问一问它——“你怕黑吗？”",
    ]
    assert captions[0].text["en"].endswith("night?") and captions[1].text["en"].startswith("I will run")


def test_the_second_caption_comes_with_its_first_word() -> None:
    text = "太阳每天从东方升起，又从西方落下；那么夜里，它去了哪里？我要追上去，问一问它——“你怕黑吗？”"
    place = text.index("我要")
    words = tuple(
        Word(first=at, last=at + 1, start=at * 5_000 + (96_000 if at >= place else 0), stop=at * 5_000 + 4_000)
        for at in range(len(text))
        if text[at] not in "，；？——“”"
    )
    captions = captions_of(cut_of([("a", 1, 9)]), (line("a", text),), languages=("zh",), words={"a": words})
    spoken = SAMPLE_RATE + place * 5_000 + 96_000
    assert abs(captions[1].range.start - spoken) <= SAMPLE_RATE // 24


def test_a_short_word_stays_long_enough_to_be_read() -> None:
    captions = captions_of(cut_of([("a", 1, 0.2)]), (line("a", "去！"),), languages=("zh",))
    assert captions[0].range.duration >= SHORTEST


def test_a_caption_does_not_linger_just_behind_a_cut() -> None:
    captions = captions_of(cut_of([("a", 1, 1.9)], joints=(72,)), (line("a", "我要去追太阳。"),), languages=("zh",))
    assert captions[0].range.stop == Rate.parse(24).samples_at(72)


def test_a_line_that_goes_on_over_a_cut_keeps_its_caption() -> None:
    captions = captions_of(cut_of([("a", 1, 3.5)], joints=(72,)), (line("a", "我要去追太阳。"),), languages=("zh",))
    assert captions[0].range.stop >= 4.5 * SAMPLE_RATE


def test_two_who_speak_at_once_share_a_caption() -> None:
    lines = (line("a", "站住！", "Stop!"), line("b", "别走！", "Stay!", "elder"))
    captions = captions_of(cut_of([("a", 1, 1), ("b", 1.05, 1)]), lines, languages=("zh", "en"))
    assert [each.text for each in captions] == [{"zh": "– 站住！ – 别走！", "en": "– Stop! – Stay!"}]


def test_a_direction_inside_a_line_is_not_read_under_the_picture_and_moves_no_word() -> None:
    text = "太阳每天从东方升起，（停顿）又从西方落下；那么夜里，它去了哪里？我要追上去，问一问它——“你怕黑吗？”"
    place = text.index("我要")
    words = tuple(
        Word(first=at, last=at + 1, start=at * 5_000, stop=at * 5_000 + 4_000)
        for at, letter in enumerate(text)
        if letter not in "，（停顿）；？——“”"
    )
    captions = captions_of(cut_of([("a", 1, 9)]), (line("a", text),), languages=("zh",), words={"a": words})
    assert "".join(each.text["zh"] for each in captions).startswith("太阳每天从东方升起，又从西方落下")
    assert captions[1].text["zh"].startswith("我要")
    assert abs(captions[1].range.start - SAMPLE_RATE - place * 5_000) <= SAMPLE_RATE // 24


def test_only_wanted_languages_are_written_and_a_region_is_no_obstacle() -> None:
    spoken = Line(id="a", character="k", text="好。", language="zh-CN", captions={"en-GB": "Fine.", "fr": "Bien."})
    captions = captions_of(cut_of([("a", 1, 1)]), (spoken,), languages=("zh", "en"))
    assert captions[0].text == {"zh": "好", "en": "Fine."}


def test_dividing_keeps_every_word() -> None:
    for parts in (1, 2, 3, 4, 5):
        assert "".join(divided(LONG, parts)) == LONG
        assert " ".join(divided(ENGLISH, parts)) == ENGLISH
        assert len(shares(divided(LONG, parts))) == parts - 1
    assert divided("Yes.", 3) == ("Yes.",) * 3
    assert weight("山高水长") == 4.0


SHOWN = (
    Caption(
        range=SampleRange(start=48_000, stop=156_000),
        text={"zh": "山高 & 水长", "en": "High <and> long"},
        speaker="夸父",
    ),
)


def test_srt_reads_back_as_written() -> None:
    read = pysubs2.SSAFile.from_string(srt(SHOWN, ("zh", "en")), format_="srt")
    assert [(event.start, event.end) for event in read] == [(1000, 3250)]
    assert read[0].plaintext == "山高 & 水长\nHigh ＜and＞ long"


def test_vtt_names_the_speaker_and_escapes_what_would_be_a_tag() -> None:
    written = vtt(SHOWN, ("zh", "en"))
    assert written.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.250\n")
    assert "<v 夸父>山高 &amp; 水长\nHigh &lt;and&gt; long</v>" in written
    assert re.findall(r"^\d+$", written, re.M) == ["1"]
    assert pysubs2.SSAFile.from_string(written, format_="vtt")[0].end == 3250


def test_a_language_nobody_speaks_gives_an_empty_file() -> None:
    assert srt(SHOWN, ("fr",)).strip() == "" and vtt(SHOWN, ("fr",)) == "WEBVTT\n"


def test_ass_stacks_the_languages_in_the_safe_area_and_names_the_speaker() -> None:
    read = pysubs2.SSAFile.from_string(ass(SHOWN, ("zh", "en"), Size(width=1280, height=720)), format_="ass")
    first = read[0]
    plain = pysubs2.SSAFile.from_string(srt(SHOWN, ("zh", "en")), format_="srt")[0]
    assert (first.start - plain.start, first.end - plain.end) == pytest.approx(
        (0, 0), abs=5
    )  # hundredths, not thousandths
    assert first.name == SHOWN[0].speaker
    assert first.plaintext == "\n".join(SHOWN[0].text[each] for each in ("zh", "en"))
    chinese, english = read.styles["zh"], read.styles["en"]
    assert chinese.fontsize > english.fontsize
    assert chinese.marginl == chinese.marginr >= 0.05 * 1280 and chinese.marginv >= 0.03 * 720
    assert read.info["PlayResX"] == "1280"
