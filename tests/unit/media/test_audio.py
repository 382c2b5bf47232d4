from __future__ import annotations

import time
from pathlib import Path

import av
import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.media.audio import Depth, Sound, encode_aac, fitted, read_sound, read_wav, wav_bytes, write_wav


def tone(samples: int, channels: int = 2) -> Sound:
    wave = 0.3 * np.sin(np.arange(samples) * 2 * np.pi * 440 / 48_000)
    return np.repeat(wave[:, None], channels, 1).astype(np.float32)


@pytest.mark.parametrize(("depth", "most"), (("float", 0.0), ("pcm24", 2.0**-23), ("pcm16", 2.0**-15)))
@pytest.mark.parametrize("channels", (1, 2))
def test_wav_comes_back_as_written(depth: Depth, most: float, channels: int, tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    sound = tone(4801, channels)
    write_wav(path, sound, depth=depth)
    assert np.abs(read_wav(path) - sound).max() <= most
    assert np.abs(read_sound(path, channels=channels) - sound).max() <= most


def test_too_loud_is_clipped_not_wrapped_round(tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    write_wav(path, np.array([[1.5], [-1.5]], np.float32), depth="pcm24")
    assert np.allclose(read_wav(path)[:, 0], [1.0, -1.0], atol=1e-6)


def test_another_sample_rate_is_refused_and_converted_on_request(tmp_path: Path) -> None:
    path = tmp_path / "x.wav"
    path.write_bytes(wav_bytes(tone(22_050, 1), sample_rate=22_050))
    with pytest.raises(UserError, match="22050"):
        read_wav(path)
    assert abs(len(read_sound(path, channels=1)) - 48_000) <= 2


@pytest.mark.parametrize("samples", (48_000, 48_001, 1024, 100, 2002 * 24 + 7))
def test_an_aac_track_is_exactly_as_long_as_its_sound(samples: int, tmp_path: Path) -> None:
    path = tmp_path / "x.m4a"
    encode_aac(tone(samples), path)
    with av.open(str(path)) as file:
        track = file.streams.audio[0]
        assert (track.duration, track.start_time) == (samples, 0)


def test_aac_begins_on_its_first_sample(tmp_path: Path) -> None:
    path = tmp_path / "x.m4a"
    click = np.zeros((9600, 2), np.float32)
    click[4800:4810] = 0.9
    encode_aac(click, path)
    assert abs(int(np.abs(read_sound(path)[:, 0]).argmax()) - 4805) <= 6


def test_fitting_cuts_or_adds_silence() -> None:
    assert len(fitted(tone(100), 40)) == 40
    longer = fitted(tone(100), 140)
    assert len(longer) == 140 and not longer[100:].any()


def test_of_a_small_file_that_holds_hours_only_what_is_wanted_is_read(tmp_path: Path) -> None:
    path = tmp_path / "hours.flac"
    with av.open(str(path), "w") as file:
        stream = file.add_stream("flac", rate=8_000, layout="mono")
        silence = av.AudioFrame.from_ndarray(np.zeros((1, 4_096), np.int16), format="s16", layout="mono")
        silence.rate = 8_000
        for _ in range(3_600 * 8_000 // 4_096):
            silence.pts = None
            file.mux(stream.encode(silence))
        file.mux(stream.encode(None))
    assert path.stat().st_size < 1_000_000, "an hour as one of ours is 1.4 GB"
    began = time.process_time()
    assert read_sound(path, most=96_000).shape == (96_000, 2)
    assert time.process_time() - began < 1.0
    slow = wav_bytes(np.ones(4_096, np.float32), sample_rate=1)
    (tmp_path / "slow.wav").write_bytes(slow)
    with pytest.raises(UserError, match="too few samples a second"):
        read_sound(tmp_path / "slow.wav")
