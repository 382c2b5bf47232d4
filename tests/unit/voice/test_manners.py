"""How a line is to be spoken: read from brackets in both languages, heard in level, pace, pitch and breath."""

from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("espeakng_loader")

from lampblack.base.errors import UserError
from lampblack.engines.conformance import Bench
from lampblack.engines.registry import load
from lampblack.engines.requests import Speak, Voice
from lampblack.engines.speaking.manners import MANNERS, manners_of
from lampblack.engines.speaking.moods import feel_of
from lampblack.media.audio import read_wav
from lampblack_engines.espeak.breath import unsteady, whispered
from lampblack_engines.espeak.spectrum import colour, correction, talk
from lampblack_engines.espeak.warmth import warmed

TEXT = "你不要再走了，前面没有路。"


def heard(folder: Path, *how: str, text: str = TEXT, language: str = "zh", engine: str = "espeak", **more):
    request = Speak(text=text, language=language, voice=Voice(timbre="man-3", warmth=0.6), how=how, **more)
    bench = Bench(folder=folder / "_".join((engine, *how, str(len(list(folder.iterdir()))))))
    answer = load(engine).run(request, 1, bench)
    return read_wav(bench.path(answer["voice"]))[:, 0].astype(np.float64), answer["spoken"]


def level(sound: np.ndarray) -> float:
    stretches = (sound[: len(sound) // 960 * 960].reshape(-1, 960) ** 2).mean(axis=1)
    return float(10 * np.log10(stretches[stretches > 0.01 * stretches.max()].mean()))


def above(sound: np.ndarray, hertz: float) -> float:
    """The share of what is heard above so many hertz."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    return float(power[int(hertz * len(sound) / 48_000) :].sum() / power.sum())


def periodic(sound: np.ndarray) -> float:
    """How much, at best, the louder twentieths of a second repeat themselves between 60 and 400 Hz: their median."""
    size = 2_400
    frames = sound[: len(sound) // size * size].reshape(-1, size)
    frames = frames[(frames**2).mean(axis=1) > 0.5 * (frames**2).mean()]
    echoes = np.fft.irfft(np.abs(np.fft.rfft(frames, 2 * size)) ** 2)
    return float(np.median((echoes[:, 120:800] / (1.0 - np.arange(120, 800) / size)).max(axis=1) / echoes[:, 0]))


@pytest.mark.parametrize(
    ("east", "west", "manner"),
    [
        ("耳语", "whispering", "whisper"),
        ("低声", "quietly", "quiet"),
        ("大声地", "loudly", "loud"),
        ("大喊", "shouting", "shout"),
        ("缓缓", "slowly", "slow"),
        ("急切地", "in a hurry, quickly", "fast"),
        ("冷冷地", "coldly", "flat"),
        ("声音颤抖", "trembling", "trembling"),
        ("气喘吁吁", "out of breath", "breathless"),
        ("吞吞吐吐", "hesitating", "hesitant"),
        ("笑着", "laughing", "laughing"),
    ],
)
def test_a_manner_is_understood_in_both_languages(east: str, west: str, manner: str) -> None:
    assert manners_of((east,)) == manners_of((west,)) == (manner,)


def test_of_two_strengths_the_stronger_counts_and_what_is_denied_does_not() -> None:
    assert manners_of(("低声耳语",)) == ("whisper",)
    assert manners_of(("not loud", "不急")) == ()
    assert manners_of(("slowly", "whispering")) == manners_of(("whispering, slowly",)) == ("whisper", "slow")
    assert manners_of(("看着窗外", "to Mara")) == ()


def test_every_manner_can_be_felt_and_no_other() -> None:
    assert all(feel_of("", (manner,)) != feel_of("") for manner in MANNERS)
    with pytest.raises(UserError, match="manner 'singing'"):
        feel_of("", ("singing",))


@pytest.mark.parametrize("engine", ["espeak", "instrument"])
def test_loudness_keeps_its_order_from_whisper_to_shout(engine: str, tmp_path: Path) -> None:
    order = [(), ("whisper",), ("quiet",), ("loud",), ("shout",)]
    plain, whisper, quiet, loud, shout = (level(heard(tmp_path, *how, engine=engine)[0]) for how in order)
    assert whisper < quiet - 1.5 < plain - 4.0
    assert plain + 1.5 < loud < shout - 0.5


def test_a_whisper_has_no_voice_and_keeps_the_words_where_they_were(tmp_path: Path) -> None:
    plain, _ = heard(tmp_path)
    whisper, spoken = heard(tmp_path, "whisper")
    assert periodic(plain) > 0.7 > 0.45 > periodic(whisper)
    assert [word.first for word in spoken.words] == [at for at, letter in enumerate(TEXT) if letter not in "，。"]
    made = whispered(plain, 3)
    assert len(made) == len(plain)
    envelopes = [np.convolve(sound**2, np.ones(2_400), "same")[::480] for sound in (plain, made)]
    assert np.corrcoef(*envelopes)[0, 1] > 0.7


def test_a_shout_is_brighter_slow_is_longer_and_fast_is_shorter(tmp_path: Path) -> None:
    plain, shout, slow, fast = (heard(tmp_path, *how)[0] for how in ((), ("shout",), ("slow",), ("fast",)))
    assert above(shout, 1_600.0) > 1.2 * above(plain, 1_600.0)
    assert len(slow) > 1.2 * len(plain) > 1.35 * len(fast)


def test_who_is_interrupted_stops_at_once_and_who_trails_off_fades(tmp_path: Path) -> None:
    whole, cut, trailing = (heard(tmp_path, text=f"我只是想要{end}")[0] for end in ("。", "——", "……"))
    assert len(cut) < len(whole)
    assert np.abs(cut[-3_000:-600]).max() > 2.0 * np.abs(trailing[-3_000:-600]).max()


def test_an_english_word_in_chinese_and_hanzi_in_english_are_each_said_in_their_own_tongue(tmp_path: Path) -> None:
    _, spoken = heard(tmp_path, text="He said 你好 to me.", language="en")
    written = "He said 你好 to me."
    assert [written[word.first : word.last] for word in spoken.words] == ["He", "said", "你", "好", "to", "me"]
    between = [p.ipa for p in spoken.phonemes if spoken.words[2].start <= p.start < spoken.words[4].start]
    assert between[0] == "n" and "tʃ" not in "".join(between)
    _, mixed = heard(tmp_path, text="这是OK的。")
    assert "əʊ" in [p.ipa for p in mixed.phonemes]


def test_a_dictionary_is_heard(tmp_path: Path) -> None:
    def sounds(**more) -> str:
        return " ".join(p.ipa for p in heard(tmp_path, **more)[1].phonemes)

    assert sounds(text="重楼", says=(("重楼", "zhong4 lou2"),)).startswith("ts.")
    assert sounds(text="Ahe", language="en", says=(("Ahe", "/ɑːhə/"),)).split()[0] == "ɑː"
    assert sounds(text="Ahe", language="en", says=(("Ahe", "ah-heh"),)) != sounds(text="Ahe", language="en")
    assert sounds(text="Ahe来了", says=(("Ahe", "a1 he2"),)).split()[:2] == ["ɑ", "χ"]


def test_the_treated_voice_is_coloured_like_people_who_talk(tmp_path: Path) -> None:
    """Third octaves from 250 Hz to 6.3 kHz, root mean square beside the long-term average of speech."""

    def away(sound: np.ndarray) -> float:
        return float(np.sqrt(((colour(sound, 48_000) - talk())[4:19] ** 2).mean()))

    plain = Speak(text=TEXT * 3, language="zh", voice=Voice(timbre="man-3", warmth=0.0))
    warm = Speak(text=TEXT * 3, language="zh", voice=Voice(timbre="man-3", warmth=0.6))
    made = []
    for number, request in enumerate((plain, warm)):
        bench = Bench(folder=tmp_path / str(number))
        made.append(read_wav(bench.path(load("espeak").run(request, 1, bench)["voice"]))[:, 0].astype(np.float64))
    assert away(made[1]) < 0.75 * away(made[0])
    assert len(made[0]) == len(made[1])


def test_correction_never_makes_what_is_not_there() -> None:
    dull = talk() - np.linspace(0.0, 60.0, len(talk()))
    assert correction(dull).max() <= 7.0
    assert correction(talk()) == pytest.approx(0.0, abs=1.5)


def test_unsteadiness_moves_nothing_by_more_than_a_fifth_of_a_millisecond() -> None:
    clicks = np.zeros(48_000)
    clicks[2_000::4_000] = 1.0
    moved = np.abs(np.flatnonzero(unsteady(clicks, 1.0, 0.0, 5) > 0.3)[:, None] - np.arange(2_000, 48_000, 4_000))
    assert moved.min(axis=1).max() <= 10


def test_consonants_are_kept_when_the_buzz_goes() -> None:
    """Between 1 and 4 kHz, where words are told apart, the treated voice has at least a quarter of what it had."""
    noise = np.random.default_rng(3).standard_normal(96_000)
    plain, warm = warmed(noise, 0.0, 1), warmed(noise, 0.6, 1)
    bands = [(np.abs(np.fft.rfft(sound))[2_000:8_000] ** 2).sum() for sound in (plain, warm)]
    assert bands[1] > 0.25 * bands[0]
