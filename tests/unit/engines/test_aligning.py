"""Recordings laid beside readings: known speech is planted, and found where it is; other words are not believed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from lampblack.base.errors import JobError
from lampblack.base.time import SAMPLE_RATE
from lampblack.engines.aligning.align import SURE, aligned
from lampblack.engines.aligning.readers import reader
from lampblack.engines.aligning.reference import measured
from lampblack.engines.aligning.voice import as_voice, cut_close
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Speak, Spoken, Voice
from lampblack.media.audio import read_wav

pytestmark = pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG speaks what is planted")

LINES = (
    ("zh", "夸父，你为什么要追太阳？天就要黑了。"),
    ("zh", "我渴了！"),
    ("en", "You missed it, too? The last train left ten minutes ago, and there will not be another until morning."),
    ("en", "My mother used to say that the moon follows those who walk alone."),
)
PEOPLE = (
    # timbre, pitch, pace, signal to noise in decibels, silence before in seconds
    ("man-4", 1.0, 1.0, 60.0, 0.0),
    ("woman-2", 1.1, 1.2, 60.0, 0.5),
    ("woman-5", 1.0, 0.8, 20.0, 0.7),
    ("child-2", 1.0, 0.9, 15.0, 0.0),
)


@cache
def said(language: str, text: str, timbre: str, pitch: float = 1.0, pace: float = 1.0) -> tuple[np.ndarray, Spoken]:
    with TemporaryDirectory() as folder:
        bench = Bench(folder=Path(folder))
        voice = Voice(name="someone", timbre=timbre, pitch=pitch, pace=pace)
        answer = load("espeak").run(Speak(text=text, language=language, voice=voice), 1, bench)
        return read_wav(bench.path(answer["voice"]))[:, 0], answer["spoken"]


def planted(language: str, text: str, person: tuple) -> tuple[np.ndarray, Spoken, int]:
    """A recording of somebody else, its true times, and how many samples of silence it begins with."""
    timbre, pitch, pace, ratio, before = person
    sound, truth = said(language, text, timbre, pitch, pace)
    lead = round(before * SAMPLE_RATE)
    whole = np.concatenate([np.zeros(lead), sound, np.zeros(lead // 2)])
    noise = np.random.default_rng(7).standard_normal(len(whole))
    return whole + noise * np.sqrt((sound**2).mean()) * 10.0 ** (-ratio / 20.0), truth, lead


def errors(found: Spoken, truth: Spoken, lead: int) -> np.ndarray:
    """How many milliseconds each word begins off its true place."""
    return np.array([abs(a.start - lead - b.start) for a, b in zip(found.words, truth.words, strict=True)]) / 48.0


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person[0])
def test_words_are_found_where_somebody_else_says_them(person: tuple) -> None:
    off: list[float] = []
    for language, text in LINES:
        reading, known = said(language, text, "man-1")
        sound, truth, lead = planted(language, text, person)
        found = aligned(sound, known, reading)
        assert found.spoken.measured, text
        off += list(errors(found.spoken, truth, lead))
    assert np.median(off) < 40.0
    assert np.median(off) < 12.0 or person[3] < 30.0


def test_times_lie_in_order_within_the_recording_and_are_as_many_as_the_readings() -> None:
    language, text = LINES[0]
    reading, known = said(language, text, "woman-3")
    sound, _, _ = planted(language, text, PEOPLE[2])
    found = aligned(sound, known, reading).spoken
    assert found.samples == len(sound)
    assert [each.ipa for each in found.phonemes] == [each.ipa for each in known.phonemes]
    for spans in (found.phonemes, found.words):
        assert all(0 <= each.start < each.stop <= len(sound) for each in spans)
        assert all(a.stop <= b.start for a, b in pairwise(spans))


def test_other_words_than_the_texts_are_not_believed() -> None:
    for index, (language, text) in enumerate(LINES):
        reading, known = said(language, text, "man-1")
        spoken, other = LINES[(index + 2) % len(LINES)]
        sound, _, _ = planted(spoken, other, PEOPLE[index % 2])
        wrong = aligned(sound, known, reading)
        assert wrong.confidence < SURE and not wrong.spoken.measured, (text, other)


def test_one_half_of_the_words_is_believed_less_than_all_of_them() -> None:
    language, text = LINES[2]
    reading, known = said(language, text, "man-1")
    whole = aligned(said(language, text, "woman-2")[0], known, reading).confidence
    half = aligned(said(language, "You missed it, too? " + LINES[3][1], "woman-2")[0], known, reading).confidence
    assert half < whole - 0.3


def test_a_pause_nobody_wrote_lies_between_two_words_and_in_none() -> None:
    language, text = LINES[3]
    reading, known = said(language, text, "man-1")
    sound, truth = said(language, text, "man-6")
    at, rest = truth.words[5].start, round(0.8 * SAMPLE_RATE)
    found = aligned(np.concatenate([sound[:at], np.zeros(rest), sound[at:]]), known, reading).spoken
    assert found.words[5].start == pytest.approx(at + rest, abs=0.06 * SAMPLE_RATE)
    assert found.words[4].stop == pytest.approx(at, abs=0.06 * SAMPLE_RATE)


def test_without_a_measured_reading_the_kinds_of_sounds_are_enough_for_clean_speech() -> None:
    language, text = LINES[0]
    _, known = said(language, text, "man-1")
    sound, truth, lead = planted(language, text, PEOPLE[1])
    rule = aligned(sound, replace(known, measured=False))
    assert np.median(errors(rule.spoken, truth, lead)) < 40.0
    assert rule.spoken.measured
    wrong = aligned(planted(*LINES[2], PEOPLE[1])[0], known)
    assert wrong.confidence < rule.confidence - 0.3


def test_an_engine_may_have_its_answer_measured(tmp_path: Path) -> None:
    language, text = LINES[0]
    sound, truth = said(language, text, "woman-2")
    request = Speak(text=text, language=language, voice=Voice(name="x", timbre="zf_xiaobei"), mood="sad")
    found = measured(sound, request, Bench(folder=tmp_path))
    assert reader(language).name == "espeak"
    assert np.median(errors(found, truth, 0)) < 12.0
    assert found.confidence == 1.0


def test_a_voice_is_cut_close_and_levelled() -> None:
    sound, _, lead = planted(*LINES[0], ("woman-2", 1.0, 1.0, 35.0, 0.9))
    start, stop = cut_close(0.1 * sound)
    assert abs(start - lead) < SAMPLE_RATE // 50
    assert abs(stop - lead - len(said(*LINES[0], "woman-2")[0])) < SAMPLE_RATE // 20
    voice = as_voice(0.1 * sound)
    assert len(voice) == stop - start
    assert 0.3 < np.abs(voice).max() <= 10 ** (-3.0 / 20.0)


def test_where_nobody_speaks_there_is_no_voice() -> None:
    with pytest.raises(JobError, match="nobody speaks"):
        as_voice(np.zeros(SAMPLE_RATE))
