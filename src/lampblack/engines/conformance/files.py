# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's streams are typed only in part.)
"""The files an engine is handed on the bench, and what the files it hands back really hold."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from lampblack.base.context import Blob
from lampblack.base.time import SAMPLE_RATE, Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.controls import RollWriter
from lampblack.media.audio import read_wav, wav_bytes
from lampblack.media.exr import exr_bytes
from lampblack.media.picture import grey_png, png_bytes
from lampblack.staging.control import Roll, Signal

TEST_FRAMES = 6
TEST_WIDTH, TEST_HEIGHT = 160, 90
_RATE = 24


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A WAV of 48 kHz as it was read: samples x channels, -1 to 1."""

    sound: NDArray[np.float64]

    @property
    def samples(self) -> int:
        return self.sound.shape[0]

    @property
    def channels(self) -> int:
        return self.sound.shape[1]


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A video as it was decoded to its end."""

    frames: int
    width: int
    height: int
    rate: Fraction


def heard(path: Path) -> Heard:
    """Read a WAV of 48 kHz; a `UserError` for anything else."""
    return Heard(sound=read_wav(path).astype(np.float64))


def seen(path: Path) -> Seen:
    """Decode a video to its end and say what was in it."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        rate = Fraction(stream.average_rate or 0)
        frames = sum(1 for _ in container.decode(stream))
        return Seen(frames=frames, width=stream.width, height=stream.height, rate=rate)


def a_wav(bench: Bench) -> Blob:
    """Half a second of a tone: 48 kHz mono, 16 bits."""
    tone = 0.2 * np.sin(np.arange(SAMPLE_RATE // 2) * 0.03)
    return bench.put(wav_bytes(tone.astype(np.float32), depth="pcm16"))


def a_video(bench: Bench) -> Blob:
    """Six frames of 160x90 at 24, growing lighter."""
    path = bench.scratch / "test.mp4"
    with av.open(str(path), "w", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream("libx264", rate=_RATE, options={"crf": "12", "threads": "1"})
        stream.width, stream.height, stream.pix_fmt = TEST_WIDTH, TEST_HEIGHT, "yuv420p"
        for number in range(TEST_FRAMES):
            picture = np.full((TEST_HEIGHT, TEST_WIDTH, 3), 40 + 30 * number, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="rgb24")))
        container.mux(stream.encode())
    return bench.put(path)


def a_picture(bench: Bench) -> Blob:
    """160x90, lighter to the right and redder to the bottom."""
    picture = np.zeros((TEST_HEIGHT, TEST_WIDTH, 3), np.uint8)
    picture[..., 1] = np.linspace(30, 220, TEST_WIDTH).astype(np.uint8)[None, :]
    picture[..., 0] = np.linspace(30, 220, TEST_HEIGHT).astype(np.uint8)[:, None]
    return bench.put(png_bytes(picture))


def a_roll(bench: Bench, signal: Signal, frames: int, rate: Rate) -> Blob:
    """A post that walks to the right: its outline, or its depth before a wall; nobody's joints."""
    path = bench.scratch / f"{signal}.tar"
    header = Roll(
        signal=signal, width=TEST_WIDTH, height=TEST_HEIGHT, frames=frames, rate=rate,
        files=(f"{signal}/%06d.png",), words="a post that walks",
    )  # fmt: skip
    with RollWriter(path, header) as roll:
        for frame in range(frames):
            roll.write(frame, _signalled(signal, 20 + 10 * frame))
    return bench.put(path)


def _signalled(signal: Signal, at: int) -> dict[str, bytes]:
    if signal == "pose":
        people = {"people": [], "frame": 0, "canvas_width": TEST_WIDTH, "canvas_height": TEST_HEIGHT, "version": 1.3}
        return {"json": json.dumps(people).encode(), "png": png_bytes(np.zeros((TEST_HEIGHT, TEST_WIDTH, 3), np.uint8))}
    if signal == "depth":
        metres = np.full((TEST_HEIGHT, TEST_WIDTH), 9.0, np.float32)
        metres[20:80, at : at + 12] = 3.0
        return {"exr": exr_bytes({"Z": metres}), "png": grey_png((metres * 1000).astype(np.uint16))}
    picture = np.zeros((TEST_HEIGHT, TEST_WIDTH), np.uint8)
    picture[20:80, at : at + 12] = 255
    return {"png": grey_png(picture)}
