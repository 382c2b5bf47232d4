"""A person's own recordings: placed as a line, told in one line where they cannot be, named by the lines' ids."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.digest import digest_of
from lampblack.base.errors import Spot, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.breakdown.model import Line
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.sounds import line_faults
from lampblack.engines.registry import load, missing, offer
from lampblack.engines.requests import Speak, Voice, request_from
from lampblack.media.audio import read_wav, wav_bytes
from lampblack.read.recording_steps import record
from lampblack.read.recordings import Recording, check_recordings, nearest, record_jobs
from lampblack.shots.formats import read_choices

TEXT = "还有人等我吗？我在河边。"
LINE = Line(id="river/xiaoman-ff777e", character="xiaoman", text=TEXT, language="zh", captions={"en": "Anyone?"})
OWN = Recording(file="refs/me.wav", source=digest_of(b"me"), spot=Spot(file="choices.toml", line=2))
needs_espeak = pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG speaks what is planted")


def said(text: str, timbre: str, bench: Bench, engine: str = "espeak"):
    voice = Voice(name="someone", timbre=timbre, pace=0.9)
    return load(engine).run(Speak(text=text, language="zh", voice=voice), 1, bench)


def recorded(bench: Bench, sound: np.ndarray, rate: int = SAMPLE_RATE, *, engine: str = "espeak", text: str = TEXT):
    reading = said(text, "man-1", bench, engine)
    source = bench.put(wav_bytes(sound.astype(np.float32), sample_rate=rate))
    return record(
        bench, source=source, reading=reading["voice"], said=reading["spoken"], name="refs/me.wav", line=LINE.id
    )


def spoken_by_someone(bench: Bench, text: str = TEXT) -> np.ndarray:
    """A recording as a person makes it: softly, with silence round it and a little hiss."""
    sound = read_wav(bench.path(said(text, "woman-4", bench)["voice"]))[:, 0]
    whole = np.concatenate([np.zeros(30_000), 0.2 * sound, np.zeros(20_000)])
    return whole + 0.0004 * np.random.default_rng(3).standard_normal(len(whole))


@needs_espeak
def test_a_recording_becomes_a_line_as_every_engine_makes_one(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    made = recorded(bench, spoken_by_someone(bench))
    request = Speak(text=TEXT, language="zh", voice=Voice())
    assert list(line_faults(request, bench.path(made["voice"]), made["spoken"])) == []
    assert made["spoken"].measured and made["spoken"].confidence > 0.8
    assert made["findings"] == ()
    again = recorded(bench, spoken_by_someone(bench))
    assert (again["voice"], again["spoken"]) == (made["voice"], made["spoken"])


@needs_espeak
def test_other_words_are_told_with_how_sure_that_is(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    made = recorded(bench, spoken_by_someone(bench, "今天我们去山上看花好不好"))
    assert not made["spoken"].measured
    (finding,) = made["findings"]
    assert "refs/me.wav does not seem to say the words of river/xiaoman-ff777e (confidence 0." in finding.message


@needs_espeak
def test_without_a_speaking_engine_the_instruments_reading_is_enough_to_place_it(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    made = recorded(bench, spoken_by_someone(bench), engine="instrument")
    assert [TEXT[word.first : word.last] for word in made["spoken"].words] == [each for each in TEXT if each.isalnum()]
    truth = said(TEXT, "woman-4", bench)["spoken"]
    off = [abs(a.start - b.start) for a, b in zip(made["spoken"].words, truth.words, strict=True)]
    assert np.median(off) < 0.1 * SAMPLE_RATE


@needs_espeak
def test_what_can_be_mended_is_mended_and_told(tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path)
    sound = spoken_by_someone(bench)
    stereo = recorded(bench, np.stack([sound, sound], axis=1))
    assert [each.severity for each in stereo["findings"]] == ["note"]
    assert "2 channels" in stereo["findings"][0].message
    low = recorded(bench, sound[::6], SAMPLE_RATE // 6)
    assert "is at 8000 samples a second" in low["findings"][-1].message
    assert low["spoken"].samples == pytest.approx(stereo["spoken"].samples, abs=2_400)
    clipped = recorded(bench, np.clip(40.0 * sound, -1.0, 1.0))
    assert any("refs/me.wav is clipped" in each.message for each in clipped["findings"])


@needs_espeak
@pytest.mark.parametrize(
    ("sound", "says"),
    [
        (np.zeros(48_000), "refs/me.wav is silent"),
        (0.3 * np.ones((48_000 * 60, 2)), "refs/me.wav is longer than"),
    ],
)
def test_what_cannot_be_a_line_is_told_in_one_line(sound: np.ndarray, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says):
        recorded(Bench(folder=tmp_path), sound)


def test_only_words_language_and_the_recording_make_it_again() -> None:
    voice = Voice(name="xiaoman", timbre="woman-1")
    reading, placed = record_jobs(LINE, voice, OWN, "river")
    assert (reading.id, placed.id) == ("reading/river/xiaoman-ff777e", "read/river/xiaoman-ff777e")
    request = request_from(dict(reading.work.request))
    assert (request.text, request.language, request.mood) == (TEXT, "zh", "")
    moved = replace(OWN, spot=Spot(file="choices.toml", line=9))
    sad = replace(LINE, mood="sad", captions={}, how=("低声",), through="off_screen")
    assert record_jobs(sad, voice, moved, "river") == (reading, placed)
    other = replace(OWN, source=digest_of(b"again"))
    assert record_jobs(LINE, voice, other, "river")[1].inputs != placed.inputs
    assert record_jobs(LINE, voice, other, "river")[0] == reading


def test_a_line_that_is_not_there_is_told_with_those_that_are_nearest() -> None:
    others = [replace(LINE, id=id) for id in ("river/xiaoman-0a0b0c", "hill/laoren-123456", "river/laoren-777777")]
    check_recordings({LINE.id: OWN}, [LINE, *others])
    with pytest.raises(UserError, match="there is no such line") as told:
        check_recordings({LINE.id: OWN}, others)
    assert told.value.spot == OWN.spot
    assert told.value.possible[0] == "river/xiaoman-0a0b0c"


def test_the_same_speakers_lines_are_nearest() -> None:
    ids = ["hall/king-111111", "hall/queen-222222", "yard/king-333333"]
    assert nearest("hall/king-999999", ids)[0] == "hall/king-111111"
    assert nearest("nowhere", ids) == tuple(ids)


def test_recordings_are_written_in_choices() -> None:
    read = read_choices('[recordings]\n"river/xiaoman-ff777e" = "refs/me.wav"\n')
    assert read.recordings == {"river/xiaoman-ff777e": "refs/me.wav"}
    with pytest.raises(UserError, match="must name a file") as told:
        read_choices('[pins]\n[recordings]\n"a/b-1" = 3\n')
    assert told.value.spot is not None and told.value.spot.line == 3
