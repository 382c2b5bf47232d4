"""A person's own music: its beats are found, they fall on cuts, it repeats at bar lines, ends with the film."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.errors import UserError
from lampblack.base.saved import decode, encode
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Sound, read_wav, write_wav
from lampblack.sound.beats import pulse_of
from lampblack.sound.laying import MOST, laid
from lampblack.sound.own_music import OwnMusic, lay_music
from lampblack.sound.stretch import stretched

S = SAMPLE_RATE


def _groove(seconds: float, tempo: float, first: float = 0.35) -> Sound:
    """A low blow on every first beat, a high one on the others, a chord that changes with the bar."""
    n = int(seconds * S)
    out, t = np.zeros(n), np.arange(n) / S
    beat, number = 60.0 / tempo, 0
    noise = np.random.default_rng(3).standard_normal(S)
    while (at := first + number * beat) < seconds - 0.5:
        i = round(at * S)
        length = min(S // 3, n - i)
        ring = np.exp(-np.arange(length) / S * 18.0)
        low = number % 4 == 0
        out[i : i + length] += (
            ring * np.sin(2 * np.pi * (70 if low else 900) * np.arange(length) / S) * (0.6 if low else 0.2)
        )
        out[i : i + length] += 0.08 * noise[:length] * ring**4
        number += 1
    for k, f in enumerate((220.0, 277.2, 329.6)):
        out += 0.03 * np.sin(2 * np.pi * f * t + k)
    return np.stack([out, out], axis=1).astype(np.float32)


class _Bench:
    def __init__(self, folder: Path, file: Path) -> None:
        self.scratch, self.file = folder, file

    def path(self, blob: Blob | Digest) -> Path:
        return self.file

    def put(self, source: bytes | Path) -> Blob:
        assert isinstance(source, Path)
        return Blob(digest=digest_of_file(source))

    def progress(self, done: float, note: str = "") -> None:
        assert 0.0 <= done <= 1.0

    def cancelled(self) -> bool:
        return False


def _lay(tmp_path: Path, sound: Sound | bytes, samples: int, cuts: tuple[int, ...] = (), *, stretch: bool = True):
    file = tmp_path / "theme.wav"
    if isinstance(sound, bytes):
        file.write_bytes(sound)
    else:
        write_wav(file, sound)
    blob = Blob(digest=digest_of_file(file))
    bench = _Bench(tmp_path, file)
    answer = lay_music(bench, file=blob, name="refs/theme.wav", samples=samples, cuts=cuts, fade=2 * S, stretch=stretch)
    told = answer["value"]
    assert isinstance(told, OwnMusic)
    assert decode(encode(told), OwnMusic) == told
    return read_wav(tmp_path / "music.wav"), told


@pytest.mark.parametrize("tempo", [72.0, 96.0, 128.0])
def test_beats_are_found_within_a_hundredth_of_a_second(tempo: float):
    pulse = pulse_of(_groove(20, tempo))
    assert pulse.steady
    assert abs(pulse.tempo - tempo) < 1.5
    true = 0.35 * S + np.arange(100) * 60.0 / tempo * S
    off = [float(np.abs(true - beat).min()) for beat in pulse.beats[1:-1]]
    assert np.median(off) < S / 100
    assert all(round((bar / S - 0.35) * tempo / 60.0) % 4 == 0 for bar in pulse.bars[:4])


def test_noise_has_no_beat():
    noise = np.random.default_rng(1).standard_normal((12 * S, 2)).astype(np.float32) * 0.1
    assert not pulse_of(noise).steady


def test_cuts_are_met_and_nothing_is_stretched_over_the_limit():
    pulse = pulse_of(_groove(60, 100.0))
    cuts = [int(at * S) for at in (3.0, 8.46, 13.25, 16.8, 21.9, 24.8, 27.6)]
    how = laid(pulse, 60 * S, 34 * S, cuts)
    assert how.met >= 5
    for (film, piece), (film2, piece2) in pairwise(how.anchors):
        assert abs((piece2 - piece) / (film2 - film) - 1.0) <= MOST + 1e-9
    met = [film for film, piece in how.anchors[1:-1] if min(abs(piece - beat) for beat in pulse.beats) < 1]
    assert set(met) <= set(cuts)
    assert len(met) == how.met


def test_the_onset_is_heard_on_the_cut(tmp_path: Path):
    cuts = tuple(int(at * S) for at in (3.0, 8.46, 13.25, 16.8, 21.9))
    music, told = _lay(tmp_path, _groove(50, 100.0), 28 * S, cuts)
    assert told.met >= 4
    assert 0.0 < told.stretched <= MOST
    level = [float(np.abs(music[cut - 1_440 : cut - 384]).mean()) for cut in cuts]
    after = [float(np.abs(music[cut + 96 : cut + 960]).mean()) for cut in cuts]
    assert sum(now > 3.0 * before for before, now in zip(level, after, strict=True)) >= told.met


def test_a_short_piece_repeats_at_its_bar_lines_without_a_gap_or_a_click(tmp_path: Path):
    piece = _groove(12, 120.0)
    music, told = _lay(tmp_path, piece, 30 * S)
    assert told.repeats >= 1
    assert music.shape == (30 * S, 2)
    gaps = np.diff(pulse_of(music[: 28 * S]).beats) / S
    assert np.all(np.abs(gaps - 0.5) < 0.03)
    assert np.abs(np.diff(music[:, 0])).max() <= np.abs(np.diff(piece[:, 0])).max() * 1.5


def test_it_ends_with_the_film(tmp_path: Path):
    music, _ = _lay(tmp_path, _groove(30, 100.0), 20 * S)
    assert np.abs(music[-S // 100 :]).max() < 0.001
    assert np.abs(music[-3 * S : -2 * S]).max() > 0.05


def test_music_made_for_the_film_is_left_as_it_is(tmp_path: Path):
    piece = _groove(20, 100.0)
    music, told = _lay(tmp_path, piece, 20 * S + 100, (5 * S, 11 * S))
    assert told.stretched == 0.0
    level = float(music[S : 17 * S].std() / piece[S : 17 * S].std())
    assert np.allclose(music[S : 17 * S], level * piece[S : 17 * S], atol=1e-5)


def test_without_stretch_only_its_beginning_is_chosen(tmp_path: Path):
    _, told = _lay(tmp_path, _groove(40, 100.0), 20 * S, (5 * S, 11 * S), stretch=False)
    assert told.stretched == 0.0
    assert told.met >= 1


def test_stretching_keeps_the_pitch_and_an_even_run_keeps_every_sample():
    t = np.arange(4 * S) / S
    tone = np.stack([np.sin(2 * np.pi * 440.0 * t)] * 2, axis=1).astype(np.float32) * 0.5
    places = np.arange(0, 3 * S + 4096, 1024) * 1.03
    longer = stretched(tone, places, 3 * S)
    spectrum = np.abs(np.fft.rfft(longer[S : 2 * S, 0] * np.hanning(S)))
    assert abs(int(np.argmax(spectrum)) - 440) <= 1
    assert abs(float(np.abs(longer[S : 2 * S]).max()) - 0.5) < 0.03
    even = stretched(tone, np.arange(0, 3 * S + 4096, 1024, dtype=float), 3 * S)
    assert np.abs(even[4096 : 2 * S] - tone[4096 : 2 * S]).max() < 1e-3


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (b"not music at all", "cannot be read as sound"),
        (np.zeros((5 * S, 2), np.float32), "silent"),
        (np.ones((S, 2), np.float32) * 0.1, "lasts 1.0 s"),
    ],
)
def test_a_bad_file_is_told_in_one_line(tmp_path: Path, sound: Sound | bytes, words: str):
    with pytest.raises(UserError, match=words) as raised:
        _lay(tmp_path, sound, 20 * S)
    assert raised.value.message.startswith("refs/theme.wav")
    assert "\n" not in raised.value.message
