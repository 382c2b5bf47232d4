"""The instrument voice: tones are tunes, moods are heard, everyone has an instrument of their own."""

from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.builtin.instrument.engine import Instrument
from lampblack.builtin.instrument.letters import beats
from lampblack.builtin.instrument.phrasing import phrase
from lampblack.builtin.instrument.pinyin import syllable
from lampblack.builtin.instrument.players import PLAYERS, part
from lampblack.engines.conformance import Bench
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.moods import feel_of
from lampblack.media.audio import read_wav

CALM = feel_of("")


def line(text: str, language: str = "zh", mood: str = "", **voice) -> Speak:
    return Speak(text=text, language=language, mood=mood, voice=Voice(**{"timbre": "woman-1", **voice}))


def heard(request: Speak, folder: Path, take: int = 1):
    bench = Bench(folder=folder)
    answer = Instrument().run(request, take, bench)
    return read_wav(bench.path(answer["voice"]))[:, 0].astype(np.float64), answer["spoken"]


def hertz(sound: np.ndarray, at: float) -> float:
    """The pitch around `at` (0 to 1 of the sound), by autocorrelation."""
    middle = int(at * len(sound))
    piece = sound[max(0, middle - 1_500) : middle + 1_500]
    spectrum = np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 8_192)) ** 2
    echo = np.fft.irfft(spectrum)[:1_000]
    lowest = 48_000 // 600
    return 48_000 / (lowest + int(echo[lowest:].argmax()))


@pytest.mark.parametrize(("text", "rises"), [("麻", True), ("骂", False)])
def test_the_tone_of_a_syllable_is_its_tune(text: str, rises: bool, tmp_path: Path) -> None:
    sound, _ = heard(line(text), tmp_path)
    assert (hertz(sound, 0.85) > hertz(sound, 0.35)) == rises


def test_first_tone_is_level_and_higher_than_the_third(tmp_path: Path) -> None:
    high, _ = heard(line("妈"), tmp_path)
    low, _ = heard(line("马"), tmp_path)
    assert abs(hertz(high, 0.4) / hertz(high, 0.7) - 1.0) < 0.05
    assert hertz(high, 0.5) > 1.2 * hertz(low, 0.5)


def test_a_question_ends_higher_than_a_statement() -> None:
    asked, told = (phrase(line(text), CALM).notes[-1].bend[-1] for text in ("你来？", "你来。"))
    assert asked > told + 3.0


def test_pace_and_mood_change_the_length() -> None:
    plain = phrase(line("下雪了，你看。"), CALM).samples
    assert phrase(line("下雪了，你看。", pace=1.5), CALM).samples < plain * 0.75
    assert phrase(line("下雪了，你看。"), feel_of("sad")).samples > plain * 1.1


def test_pitch_is_the_voices_own(tmp_path: Path) -> None:
    low, _ = heard(line("妈", pitch=1.0), tmp_path)
    high, _ = heard(line("妈", pitch=1.25), tmp_path)
    assert hertz(high, 0.5) / hertz(low, 0.5) == pytest.approx(1.25, abs=0.12)


def test_times_follow_a_rule_and_say_so(tmp_path: Path) -> None:
    _, spoken = heard(line("妈"), tmp_path)
    assert not spoken.measured
    assert [phoneme.ipa for phoneme in spoken.phonemes] == ["m", "a"]
    assert spoken.phonemes[-1].stop == spoken.samples


def test_pauses_are_silent(tmp_path: Path) -> None:
    sound, spoken = heard(line("好。好。"), tmp_path)
    gap = sound[spoken.words[0].stop + 2_400 : spoken.words[1].start - 960]
    assert len(gap) > 9_600
    assert np.abs(gap).max() < 0.003


def test_level_is_a_dialogues(tmp_path: Path) -> None:
    sound, _ = heard(line("夸父追日，不可一世！"), tmp_path)
    stretches = (sound[: len(sound) // 960 * 960].reshape(-1, 960) ** 2).mean(axis=1)
    voiced = stretches[stretches > 0.01 * stretches.max()]
    assert 10 * np.log10(voiced.mean()) == pytest.approx(-20.0, abs=0.5)
    assert np.abs(sound).max() < 10 ** (-3 / 20)


def test_another_take_is_another_bow_stroke_of_the_same_length(tmp_path: Path) -> None:
    one, spoken = heard(line("你好"), tmp_path, 1)
    two, again = heard(line("你好"), tmp_path, 2)
    assert spoken == again
    assert not np.array_equal(one, two)


def test_each_timbre_is_a_part_of_its_own() -> None:
    parts = {(p.player.name, round(p.hertz)) for n in range(1, 13) for p in [part(Voice(timbre=f"man-{n}"))]}
    assert len(parts) == 12


@pytest.mark.parametrize("timbre", ["man-1", "man-7", "woman-3", "child-2"])
def test_every_note_is_on_the_scale_on_d_whoever_plays(timbre: str) -> None:
    """Known by where it stands, falls from or rises to: D, E, F sharp, A or B, where A4 is 440 Hz."""
    who = part(Voice(timbre=timbre))
    for note in phrase(line("夸父追日，不可一世！他走了吗？"), CALM, who.tonic).notes:
        level = max(note.bend) - min(note.bend) < 1.0
        known = sum(note.bend) / len(note.bend) if level else max(note.bend[0], note.bend[-1])
        step = 12.0 * np.log2(who.hertz * 2.0 ** (known / 12.0) / (440.0 * 2.0 ** (-7 / 12))) % 12.0
        assert min(abs(step - each) for each in (0.0, 2.0, 4.0, 7.0, 9.0, 12.0)) < 1e-6


def test_a_plucked_string_dies_away_and_a_bowed_one_stands(tmp_path: Path) -> None:
    def faded(timbre: str) -> float:
        sound, _ = heard(line("妈", timbre=timbre, pace=0.5), tmp_path / timbre)
        early, late = (sound[int(len(sound) * at) :][:4_800] for at in (0.2, 0.55))
        return float(np.sqrt((late**2).mean() / (early**2).mean()))

    assert faded("guqin") < 0.7 < faded("erhu")


def test_a_long_pipa_note_is_rolled(tmp_path: Path) -> None:
    sound, _ = heard(line("妈", timbre="pipa", pace=0.4), tmp_path)
    strokes = np.sqrt((sound[: len(sound) // 240 * 240].reshape(-1, 240) ** 2).mean(axis=1))
    spectrum = np.abs(np.fft.rfft(strokes - strokes.mean()))
    hertz = np.fft.rfftfreq(len(strokes), 240 / 48_000)
    quick = (hertz > 6.0) & (hertz < 40.0)
    assert hertz[quick][int(spectrum[quick].argmax())] == pytest.approx(12.5, abs=1.5)


def test_each_instrument_has_a_colour_of_its_own(tmp_path: Path) -> None:
    """Seven octave bands of the same words on the same pitch, in decibels: no two within 1.5 of each other."""
    colours: dict[str, np.ndarray] = {}
    for name, player in PLAYERS.items():
        sound, _ = heard(line("夸父追日", timbre=name, pitch=220.0 / player.hertz), tmp_path / name)
        power = np.abs(np.fft.rfft(sound)) ** 2
        at = [int(hertz * len(sound) / 48_000) for hertz in (100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800)]
        bands = 10 * np.log10([power[a:b].sum() for a, b in pairwise(at)])
        colours[name] = bands - bands.mean()
    for a, b in combinations(colours, 2):
        assert np.sqrt(((colours[a] - colours[b]) ** 2).mean()) > 1.5, (a, b)


def test_unknown_timbre_mood_and_empty_line_are_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no timbre 'tuba'"):
        part(Voice(timbre="tuba"))
    with pytest.raises(UserError, match="mood 'hungry'"):
        heard(line("你好", mood="hungry"), tmp_path)
    with pytest.raises(UserError, match="nothing to say"):
        heard(line("……"), tmp_path)


@pytest.mark.parametrize(
    ("reading", "sounds"),
    [
        ("zhang3", ("ʈʂ", "ɑ", "ŋ")),
        ("xue3", ("ɕ", "yɛ", "")),
        ("yuan2", ("j", "yɛ", "n")),
        ("yan2", ("j", "iɛ", "n")),
        ("shi4", ("ʂ", "ɨ", "")),
        ("er2", ("", "ɚ", "")),
        ("xiong2", ("ɕ", "io", "ŋ")),
    ],
)
def test_pinyin_is_what_the_mouth_does(reading: str, sounds: tuple[str, str, str]) -> None:
    found = syllable(reading)
    assert (found.initial, found.final, found.coda) == sounds


def test_english_words_have_their_syllables_and_a_stress() -> None:
    assert [beat.stressed for beat in beats("mother")] == [True, False]
    assert [beat.stressed for beat in beats("begin")] == [False, True]
    assert [beat.stressed for beat in beats("the")] == [False]
    assert len(beats("remember")) == 3
    assert beats("shame")[0].sounds.initial == "ʃ"
