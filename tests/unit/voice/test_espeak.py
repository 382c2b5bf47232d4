"""eSpeak: what it is given to say, when each word is heard, that nothing said before is heard, that nothing clips."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("espeakng_loader")

from lampblack.base.errors import UserError
from lampblack.engines.conformance import Bench
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.text import units
from lampblack.media.audio import read_wav
from lampblack_engines.espeak.engine import Espeak
from lampblack_engines.espeak.library import Manner, library
from lampblack_engines.espeak.script import scripts
from lampblack_engines.espeak.timbre import delivery
from lampblack_engines.espeak.timing import sounded, syllable_spans
from lampblack_engines.espeak.warmth import warmed


def line(text: str, language: str = "zh", **more) -> Speak:
    voice = Voice(**{"timbre": "woman-1", **more.pop("voice", {})})
    return Speak(text=text, language=language, voice=voice, **more)


def heard(request: Speak, folder: Path):
    bench = Bench(folder=folder)
    answer = Espeak().run(request, 1, bench)
    return read_wav(bench.path(answer["voice"]))[:, 0].astype(np.float64), answer["spoken"]


def words(request: Speak, spoken) -> list[str]:
    return [request.text[word.first : word.last] for word in spoken.words]


def sounds(text: str, folder: Path, **more) -> str:
    return " ".join(phoneme.ipa for phoneme in heard(line(text, **more), folder)[1].phonemes)


def test_mandarin_goes_in_as_pinyin_word_by_word() -> None:
    [script] = scripts("重庆的银行", "cmn", ())
    assert script.text == "chong2qing4de5 yin2hang2."


@pytest.mark.parametrize("text", ["英雄", "穷人", "窘"])
def test_syllables_it_would_spell_in_english_go_in_as_phonemes(text: str, tmp_path: Path) -> None:
    said = sounds(text, tmp_path)
    assert "onɡ" in said
    assert "k" not in said.split()


def test_pinyin_of_a_person_is_what_is_said(tmp_path: Path) -> None:
    assert sounds("行", tmp_path, pinyin=("hang2",)) == "χ ɑ ŋ"
    assert sounds("行", tmp_path, pinyin=("xing2",)) == "ɕ i ŋ"


def test_every_hanzi_is_heard_in_order_where_its_sounds_are(tmp_path: Path) -> None:
    request = line("重庆的雪，长大了。")
    _, spoken = heard(request, tmp_path)
    assert words(request, spoken) == list("重庆的雪长大了")
    first = {phoneme.start: phoneme.ipa for phoneme in spoken.phonemes}
    assert [first[word.start] for word in spoken.words] == ["ts.h", "tɕh", "t", "ɕ", "ts.", "t", "l"]


def test_english_words_run_together_are_still_all_there(tmp_path: Path) -> None:
    request = line("One of the birds", "en")
    _, spoken = heard(request, tmp_path)
    assert words(request, spoken) == ["One", "of", "the", "birds"]


def test_syllables_that_do_not_fit_are_not_guessed(tmp_path: Path) -> None:
    with library(tmp_path) as loaded:
        said = loaded.say("ni2hao3", Manner(voice="cmn+f2"))
    assert syllable_spans(["ni2", "hao3"], list(sounded(said))) is not None
    assert syllable_spans(["ni2", "hao3", "ma5"], list(sounded(said))) is None


def test_what_was_said_before_is_not_heard(tmp_path: Path) -> None:
    request = line("你好，长安。")
    first, _ = heard(request, tmp_path / "a")
    heard(line("Something else entirely.", "en", voice={"timbre": "man-5"}), tmp_path / "b")
    again, _ = heard(request, tmp_path / "c")
    assert np.array_equal(first, again)


def test_without_a_fresh_library_it_would_be(tmp_path: Path) -> None:
    with library(tmp_path) as loaded:
        one, two = (loaded.say("ni2hao3 chang2an1", Manner(voice="cmn+f2")).sound for _ in range(2))
    assert len(one) != len(two) or not np.array_equal(one, two)


def test_unknown_timbre_is_refused_and_not_the_last_one_kept() -> None:
    with pytest.raises(UserError, match="no timbre 'zzz'") as caught:
        delivery(Voice(timbre="zzz"), "")
    assert "Alex" in caught.value.possible


def test_each_timbre_of_the_house_is_another_manner() -> None:
    manners = {
        delivery(Voice(timbre=f"{who}-{number}"), "").manner("cmn")
        for who in ("man", "woman", "child")
        for number in range(1, 5)
    }
    assert len(manners) == 12


def test_regional_language_is_its_language_and_others_are_refused(tmp_path: Path) -> None:
    assert words(line("好", "zh-CN"), heard(line("好", "zh-CN"), tmp_path)[1]) == ["好"]
    with pytest.raises(UserError, match="does not speak 'tlh'"):
        heard(line("qapla'", "tlh"), tmp_path)
    with pytest.raises(UserError, match="nothing in this line"):
        heard(line("……"), tmp_path)


def test_level_is_a_dialogues_and_nothing_clips(tmp_path: Path) -> None:
    for timbre in ("man-4", "man-8", "woman-5", "child-2"):
        sound, _ = heard(line("夸父追日，不可一世！", voice={"timbre": timbre}), tmp_path / timbre)
        stretches = (sound[: len(sound) // 960 * 960].reshape(-1, 960) ** 2).mean(axis=1)
        voiced = stretches[stretches > 0.01 * stretches.max()]
        assert 10 * np.log10(voiced.mean()) == pytest.approx(-20.0, abs=1.0)
        assert np.abs(sound).max() < 10 ** (-3 / 20)


def test_warmth_moves_nothing_in_time() -> None:
    noise = np.random.default_rng(7).standard_normal(24_000) * np.repeat([0.02, 1.0, 0.02, 1.0, 0.02], 4_800)
    plain, warm = warmed(noise, 0.0, 1), warmed(noise, 1.0, 1)
    assert len(plain) == len(warm)
    spectrum = np.fft.rfft(warm, 65_536) * np.conj(np.fft.rfft(plain, 65_536))
    moved = int(np.fft.irfft(spectrum).argmax())
    assert min(moved, 65_536 - moved) <= 48


def test_warmth_takes_the_buzz_away() -> None:
    noise = np.random.default_rng(7).standard_normal(48_000)

    def buzz(sound: np.ndarray) -> float:
        power = np.abs(np.fft.rfft(sound)) ** 2
        return float(power[5_000:8_000].sum() / power[200:3_000].sum())

    assert buzz(warmed(noise, 1.0, 1)) < 0.4 * buzz(warmed(noise, 0.0, 1))


def test_a_questions_mark_and_mood_reach_the_voice(tmp_path: Path) -> None:
    calm, _ = heard(line("你没有来。"), tmp_path / "a")
    sad, _ = heard(line("你没有来。", mood="sad"), tmp_path / "b")
    asked, _ = heard(line("你没有来？"), tmp_path / "c")
    assert len(sad) > 1.08 * len(calm)
    assert len(asked) != len(calm) or not np.array_equal(asked, calm)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("（众人）他说：“走吧。”", "zh"),
        ("2024年3月5日，OK，没问题 no problem。", "zh"),
        ("嗯。哼！花儿，穷熊兄雄。", "zh"),
        ("Well--I never! (aside) \"Go,\" he said; 'now'. [[hello]] <b>x</b>", "en"),
        ("東京へ行きますか？はい。", "ja"),
        ("妳們學會了嗎？", "yue"),
        ("A.B.C. isn't U.S.A., 50% off, eh?", "en"),
    ],
)
def test_every_word_of_a_difficult_line_is_placed(text: str, language: str, tmp_path: Path) -> None:
    request = line(text, language)
    sound, spoken = heard(request, tmp_path)
    assert words(request, spoken) == [unit.text for unit in units(text)]
    assert spoken.phonemes[-1].stop == spoken.samples == len(sound)
