"""The real mixes of two films, made without their pictures, and measured: words over all else, loudness, stems."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from benchmarks.sounding import Sounded, copied, sounded
from ebur128 import ebur128

from lampblack.media.audio import Sound, read_wav
from lampblack.project.deliveries import GOALS
from lampblack.sound.duck import BLOCK, band_powers
from lampblack.sound.level import loudness
from lampblack.sound.model import Loudness

pytestmark = pytest.mark.slow

EVERYWHERE = '\nalso = ["r128", "atsc", "cinema"]\n'
STEMS = ("dialogue", "effects", "music", "m_and_e")


@pytest.fixture(scope="module", params=["kuafu", "last-train"])
def film(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sounded]:
    """One of the films, with every delivery there is."""
    folder = tmp_path_factory.mktemp(request.param)
    copy = copied(request.param, folder / "film")
    settings = copy / "film.toml"
    settings.write_text(
        settings.read_text("utf-8").replace("true_peak = -1.0", f"true_peak = -1.0{EVERYWHERE}"), "utf-8"
    )
    return copy, sounded(copy, folder / "store")


def _stems(made: Sounded) -> dict[str, Sound]:
    return {name: read_wav(made.path("sound/stems", name)) for name in STEMS}


def test_while_someone_speaks_the_words_stand_eight_decibels_over_the_rest(film: tuple[Path, Sounded]):
    stems = _stems(film[1])
    spoken, rest = band_powers(stems["dialogue"]), band_powers(stems["m_and_e"])
    for cue in film[1].cut.lines:
        here = slice(cue.start // BLOCK, (cue.start + cue.samples) // BLOCK)
        voiced = spoken[here] > spoken[here].max() * 0.01
        over = 10 * np.log10(spoken[here][voiced].mean() / rest[here][voiced].mean())
        assert over >= 8.0, f"{cue.line} is only {over:.1f} dB over the rest"


def test_lines_are_as_loud_as_each_other_but_for_their_mood(film: tuple[Path, Sounded]):
    dialogue = _stems(film[1])["dialogue"]
    levels = [loudness(dialogue[cue.start : cue.start + cue.samples]) for cue in film[1].cut.lines]
    assert max(abs(level + 19.0) for level in levels) <= 4.0


def test_each_delivery_is_as_loud_as_it_must_be_by_two_meters(film: tuple[Path, Sounded]):
    for name in ("web", "r128", "atsc", "cinema"):
        job = "sound/mix" if name == "web" else f"sound/mix/{name}"
        said = film[1].plan.known.value(job, Loudness)
        assert said is not None
        goal, sound = GOALS[name], read_wav(film[1].path(job, "mix"))
        theirs, peak = ebur128(sound)
        assert theirs == pytest.approx(said.integrated, abs=0.1)
        assert (said.dialogue if goal.by == "dialogue" else theirs) == pytest.approx(goal.loudness, abs=0.5)
        assert peak <= goal.true_peak and said.true_peak <= goal.true_peak
        assert len(sound) == film[1].cut.rate.samples_at(film[1].cut.frames)


def test_stems_are_the_mix_before_it_is_mastered(film: tuple[Path, Sounded]):
    stems = _stems(film[1])
    assert np.abs(stems["effects"] + stems["music"] - stems["m_and_e"]).max() < 2**-21
    # at -27 the limiter has nothing to do: the master is the stems together at one level
    mix = read_wav(film[1].path("sound/mix/cinema", "mix"))
    whole = stems["dialogue"] + stems["effects"] + stems["music"]
    assert {len(stem) for stem in stems.values()} == {len(mix)}
    gain = float((mix * whole).sum() / (whole * whole).sum())
    assert np.abs(mix - gain * whole).max() < 1e-4


def test_on_one_loudspeaker_no_stem_loses_what_it_says(film: tuple[Path, Sounded]):
    for name, stem in _stems(film[1]).items():
        mono = np.repeat(stem.mean(axis=1, keepdims=True), 2, axis=1)
        assert loudness(stem) - loudness(mono) < 3.0, name
        for start in range(0, len(stem) - 48_000, 48_000):
            left, right = stem[start : start + 48_000, 0], stem[start : start + 48_000, 1]
            if (left**2).mean() > 1e-7 and (right**2).mean() > 1e-7:
                assert float((left * right).sum()) > 0.0, f"{name} at {start // 48_000} s"


def test_every_line_is_on_its_sample(film: tuple[Path, Sounded]):
    mix = read_wav(film[1].path("sound/mix", "mix")).mean(axis=1)
    for cue in film[1].cut.lines:
        voice = read_wav(film[1].path(f"read/{cue.line}", "voice"))[:96_000, 0]
        around = mix[cue.start - 480 : cue.start + len(voice) + 480]
        size = 1 << (len(around) + len(voice)).bit_length()
        found = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(voice, size)), size)[:960]
        assert abs(int(np.argmax(found)) - 480) <= 1, cue.line


def test_a_changed_line_mixes_its_region_again_and_no_other(tmp_path: Path):
    copy = copied("kuafu", tmp_path / "film")
    before = sounded(copy, tmp_path / "store")
    script = copy / "script.fountain"
    text = script.read_text("utf-8")
    line = before.cut.lines[1].line
    words = _words(before, line)
    assert words in text
    script.write_text(text.replace(words, f"{words[:-1]}，{words}", 1), "utf-8")
    after = sounded(copy, tmp_path / "store", before)
    remixed = [job for job in after.seconds if job.startswith("sound/region/")]
    assert len(remixed) == 1, remixed
    assert {"sound/stems", "sound/mix"} <= after.seconds.keys()


def _words(made: Sounded, line: str) -> str:
    """What a line says, as its request has it."""
    (job,) = [each.job for each in made.plan.forecasts if each.job.id == f"read/{line}"]
    return str(job.work.request["text"])  # type: ignore[union-attr]
