"""Long WAV files stretch by stretch: what is written is read, in any stretch, in every depth."""

from pathlib import Path

import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.media.audio import Depth, encode_aac, encode_aac_parts, write_wav
from lampblack.media.wav import WavReader, WavWriter


def _noise(samples: int) -> np.ndarray:
    return (np.random.default_rng(3).standard_normal((samples, 2)) * 0.1).astype(np.float32)


@pytest.mark.parametrize(("depth", "off"), [("float", 0.0), ("pcm24", 2**-23), ("pcm16", 2**-15)])
def test_any_stretch_of_a_file_is_what_was_written(tmp_path: Path, depth: Depth, off: float):
    sound = _noise(5_001)
    path = tmp_path / "a.wav"
    write_wav(path, sound, depth=depth)
    with WavReader(path) as reader:
        assert (reader.samples, reader.channels) == (5_001, 2)
        assert np.abs(reader.part(100, 4_000) - sound[100:4_000]).max() <= off
        around = reader.part(-10, 5_020)
    assert len(around) == 5_030
    assert not around[:10].any() and not around[-19:].any()


@pytest.mark.parametrize("depth", ["float", "pcm24", "pcm16"])
def test_written_in_stretches_it_is_the_same_file(tmp_path: Path, depth: Depth):
    sound = _noise(3_333)
    write_wav(tmp_path / "whole.wav", sound, depth=depth)
    with WavWriter(tmp_path / "parts.wav", depth=depth) as file:
        for start in range(0, len(sound), 1_000):
            file.write(sound[start : start + 1_000])
    assert (tmp_path / "parts.wav").read_bytes() == (tmp_path / "whole.wav").read_bytes()


def test_what_is_no_sound_is_told_by_name(tmp_path: Path):
    path = tmp_path / "a.wav"
    path.write_bytes(b"not a sound at all")
    with pytest.raises(UserError, match=r"a\.wav"):
        WavReader(path)
    write_wav(path, _noise(10), sample_rate=44_100)
    with pytest.raises(UserError, match="44100"):
        WavReader(path)


def test_sound_encoded_in_stretches_is_the_same_track(tmp_path: Path):
    sound = _noise(10_000)
    encode_aac(sound, tmp_path / "whole.m4a")
    encode_aac_parts((sound[i : i + 2_048] for i in range(0, 10_000, 2_048)), tmp_path / "parts.m4a")
    assert (tmp_path / "parts.m4a").read_bytes() == (tmp_path / "whole.m4a").read_bytes()
