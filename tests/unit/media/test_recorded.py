"""Recordings as people hand them in: any rate, any channels, any common file; one clear line for the others."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import write_wav
from lampblack.media.recorded import read_recording

TONE = 0.3 * np.sin(np.arange(SAMPLE_RATE) * 2.0 * np.pi * 440.0 / SAMPLE_RATE).astype(np.float32)


def written(path: Path, sound: np.ndarray, rate: int = SAMPLE_RATE) -> Path:
    write_wav(path, sound, sample_rate=rate)
    return path


def encoded(path: Path, codec: str, layout: str = "mono", rate: int = 44_100) -> Path:
    """A second of 440 Hz by FFmpeg's own encoder."""
    with av.open(str(path), "w") as file:
        stream = file.add_stream(codec, rate=rate, layout=layout)
        tone = 0.3 * np.sin(np.arange(rate) * 2.0 * np.pi * 440.0 / rate).astype(np.float32)
        sides = np.tile(tone, (2 if layout == "stereo" else 1, 1))
        frame = av.AudioFrame.from_ndarray(sides, format="fltp", layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        fifo = av.AudioFifo()
        resampler = av.AudioResampler(format=stream.codec_context.format, layout=layout, rate=rate)
        for part in resampler.resample(frame):
            fifo.write(part)
        size = stream.codec_context.frame_size or 1024
        while (piece := fifo.read(size, partial=True)) is not None:
            file.mux(stream.encode(piece))
        file.mux(stream.encode(None))
    return path


@pytest.mark.parametrize(
    ("name", "codec"),
    [("a.flac", "flac"), ("a.ogg", "libopus"), ("a.mp3", "libmp3lame"), ("a.m4a", "aac"), ("a.wav", "pcm_s16le")],
)
def test_every_common_file_is_read_at_48_khz_and_mono(name: str, codec: str, tmp_path: Path) -> None:
    rate = 48_000 if codec == "libopus" else 44_100
    read = read_recording(encoded(tmp_path / name, codec, rate=rate), name, 60.0)
    assert read.rate == rate
    assert read.sound.ndim == 1
    assert len(read.sound) == pytest.approx(SAMPLE_RATE, abs=4_000)
    spectrum = np.abs(np.fft.rfft(read.sound[4_800:43_200]))
    assert np.argmax(spectrum) * SAMPLE_RATE / 38_400 == pytest.approx(440.0, abs=2.0)


def test_two_sides_become_one_and_sides_that_work_against_each_other_do_not_vanish(tmp_path: Path) -> None:
    both = read_recording(written(tmp_path / "s.wav", np.stack([TONE, TONE], axis=1)), "s.wav", 9.0)
    assert (both.channels, both.against) == (2, False)
    assert np.abs(both.sound).max() == pytest.approx(0.3, abs=0.01)
    against = read_recording(written(tmp_path / "x.wav", np.stack([TONE, -TONE], axis=1)), "x.wav", 9.0)
    assert against.against
    assert np.abs(against.sound).max() == pytest.approx(0.3, abs=0.01)
    one = read_recording(written(tmp_path / "l.wav", np.stack([TONE, 0 * TONE], axis=1)), "l.wav", 9.0)
    assert np.abs(one.sound).max() == pytest.approx(0.3, abs=0.01)


def test_waves_that_were_cut_off_are_counted(tmp_path: Path) -> None:
    assert read_recording(written(tmp_path / "a.wav", TONE), "a", 9.0).clipped < 0.001
    cut = np.clip(TONE * 6.0, -1.0, 1.0)
    assert read_recording(written(tmp_path / "b.wav", cut), "b", 9.0).clipped > 0.2


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda path: written(path, np.zeros(48_000, np.float32)), "n is silent"),
        (lambda path: written(path, np.zeros(0, np.float32)), "n is silent"),
        (lambda path: written(path, np.tile(TONE, 12)), "n is longer than 10 seconds"),
        (lambda path: path.write_bytes(b"this is a letter, not a sound" * 9) and path, "n cannot be read as sound"),
        (lambda path: (path.write_bytes(b"") and path) or path, "n cannot be read as sound"),
    ],
)
def test_what_is_no_recording_is_told_in_one_line(make, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says) as told:
        read_recording(make(tmp_path / "a.wav"), "n", 10.0)
    assert "\n" not in str(told.value)


def test_a_picture_is_no_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with av.open(str(path), "w", format="image2") as file:
        stream = file.add_stream("png", rate=1)
        stream.width = stream.height = 16
        stream.pix_fmt = "rgb24"
        file.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((16, 16, 3), np.uint8), format="rgb24")))
        file.mux(stream.encode(None))
    with pytest.raises(UserError, match="n has no sound in it"):
        read_recording(path, "n", 10.0)
