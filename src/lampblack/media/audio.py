# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# pyright: reportMissingTypeStubs=false
# (PyAV's and SciPy's stubs leave arrays untyped.)
"""Sound as files and arrays: `float32` (samples, channels), 1.0 is full scale, 48 kHz where no name says otherwise.

WAV is read and written here (RIFF, Multimedia Programming Interface 1.0; 24-bit PCM or 32-bit float); any other file is
read through FFmpeg.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import Literal, cast

import av
import av.error
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.container.core import Flags
from numpy.typing import NDArray
from scipy.io import wavfile

from lampblack.base.errors import Spot, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.containers import opened

Sound = NDArray[np.float32]
Depth = Literal["float", "pcm24", "pcm16"]

PRIMING = 1024
"""Samples FFmpeg's AAC encoder puts before the first one; the file's edit list takes them away again."""

_SLOWEST = 1_000
"""Samples a second of what is read at least: one second of a slower sound would become minutes of ours."""


def wav_bytes(sound: Sound, *, sample_rate: int = SAMPLE_RATE, depth: Depth = "float") -> bytes:
    """A WAV file of `sound` (samples,) or (samples, channels); PCM clips what is above full scale."""
    shaped = sound.reshape(-1, 1) if sound.ndim == 1 else sound
    data = packed(shaped, depth)
    return wav_header(len(data), shaped.shape[1], depth, sample_rate=sample_rate) + data + b"\0" * (len(data) % 2)


def wav_header(length: int, channels: int, depth: Depth, *, sample_rate: int = SAMPLE_RATE) -> bytes:
    """All of a WAV file that stands before its `length` bytes of sound."""
    width = {"float": 4, "pcm24": 3, "pcm16": 2}[depth]
    tag = 3 if depth == "float" else 1
    frame = channels * width
    form = struct.pack("<HHIIHH", tag, channels, sample_rate, sample_rate * frame, frame, width * 8)
    chunks = _chunk(b"fmt ", form + (b"\0\0" if tag == 3 else b""))
    if tag == 3:
        chunks += _chunk(b"fact", struct.pack("<I", length // frame))
    chunks += b"data" + struct.pack("<I", length)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks) + length + length % 2) + b"WAVE" + chunks


def write_wav(path: Path, sound: Sound, *, sample_rate: int = SAMPLE_RATE, depth: Depth = "float") -> None:
    """Write `sound` as a WAV file."""
    path.write_bytes(wav_bytes(sound, sample_rate=sample_rate, depth=depth))


def read_wav(path: Path) -> Sound:
    """A 48 kHz WAV as (samples, channels); a `UserError` for another rate (`read_sound` converts)."""
    try:
        rate, data = cast(tuple[int, NDArray[np.generic]], wavfile.read(path))
    except (ValueError, OSError) as error:
        raise UserError(f"cannot be read as WAV: {error}", spot=Spot(file=str(path))) from error
    if rate != SAMPLE_RATE:
        raise UserError(f"is at {rate} samples a second", spot=Spot(file=str(path)), possible=(str(SAMPLE_RATE),))
    scales = {"float32": 1.0, "float64": 1.0, "int16": 2.0**15, "int32": 2.0**31}
    name = data.dtype.name
    wide = data.astype(np.float64) - (128.0 if name == "uint8" else 0.0)
    sound = (wide / scales.get(name, 128.0)).astype(np.float32)
    return sound.reshape(-1, 1) if sound.ndim == 1 else sound


def read_sound(path: Path, *, channels: int = 2, most: int | None = None) -> Sound:
    """The first sound track of any file, brought to 48 kHz and `channels` (1 or 2); a `UserError` without one. No more
    than `most` samples of it are read: silence packs so well that a small file may hold days."""
    try:
        file = opened(path)
    except (av.error.FFmpegError, OSError) as error:
        raise UserError(f"cannot be read as sound: {error}", spot=Spot(file=str(path))) from error
    with file:
        if not file.streams.audio:
            raise UserError("has no sound in it", spot=Spot(file=str(path)))
        if (file.streams.audio[0].rate or 0) < _SLOWEST:
            raise UserError("has a sound of too few samples a second", spot=Spot(file=str(path)))
        resampler = AudioResampler(format="fltp", layout="mono" if channels == 1 else "stereo", rate=SAMPLE_RATE)
        parts, read = list[NDArray[np.float32]](), 0
        for frame in chain(file.decode(audio=0), (None,)):
            for part in resampler.resample(frame):
                parts.append(cast(NDArray[np.float32], part.to_ndarray()))
                read += parts[-1].shape[1]
            if most is not None and read >= most:
                break
    whole = np.concatenate(parts, axis=1) if parts else np.zeros((channels, 0))
    return np.ascontiguousarray(whole[:, :most].T, dtype=np.float32)


def lasts(path: Path) -> float:
    """Seconds that a file of sound says it lasts, read from its head; a `UserError` where it is no such file."""
    try:
        with opened(path) as file:
            return float(Fraction(file.duration or 0, av.time_base))
    except (av.error.FFmpegError, OSError) as error:
        raise UserError(f"cannot be read as sound: {error}", spot=Spot(file=str(path))) from error


def fitted(sound: Sound, samples: int) -> Sound:
    """Exactly `samples` of it: cut short, or silence after."""
    if len(sound) >= samples:
        return sound[:samples]
    return np.concatenate([sound, np.zeros((samples - len(sound), *sound.shape[1:]), np.float32)])


def encode_aac(sound: Sound, path: Path, *, bit_rate: int = 192_000) -> None:
    """`sound` (48 kHz, 1 or 2 channels) as AAC-LC in an MP4, in one pass; its track is exactly `len(sound)` long."""
    encode_aac_parts([sound], path, channels=sound.shape[1], bit_rate=bit_rate)


def encode_aac_parts(parts: Iterable[Sound], path: Path, *, channels: int = 2, bit_rate: int = 192_000) -> None:
    """The same for a sound that comes in stretches, each (but the last) a multiple of 1024 samples long."""
    layout = {1: "mono", 2: "stereo"}[channels]
    options = {"movflags": "+faststart", "movie_timescale": str(SAMPLE_RATE)}
    with av.open(str(path), "w", format="mp4", options=options) as file:
        file.flags |= Flags.bitexact.value
        stream = file.add_stream("aac", rate=SAMPLE_RATE, layout=layout)
        stream.bit_rate = bit_rate
        at = 0
        for part in parts:
            planar = np.ascontiguousarray(part.T)
            for start in range(0, planar.shape[1], 1024):
                piece = np.ascontiguousarray(planar[:, start : start + 1024])
                frame = AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
                frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, at, Fraction(1, SAMPLE_RATE)
                file.mux(stream.encode(frame))
                at += piece.shape[1]
        file.mux(stream.encode(None))


def packed(sound: Sound, depth: Depth) -> bytes:
    """(samples, channels) as the bytes of a WAV file; PCM clips what is above full scale."""
    if depth == "float":
        return np.ascontiguousarray(sound, dtype="<f4").tobytes()
    bits = 24 if depth == "pcm24" else 16
    top = 2 ** (bits - 1)
    whole = np.clip(np.round(sound.astype(np.float64) * top), -top, top - 1).astype("<i4")
    if depth == "pcm16":
        return whole.astype("<i2").tobytes()
    return whole.reshape(-1, 1).view(np.uint8)[:, :3].tobytes()


def _chunk(name: bytes, body: bytes) -> bytes:
    return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
