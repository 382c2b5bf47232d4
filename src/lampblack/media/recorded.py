# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (PyAV's stubs leave arrays untyped.)
"""A recording as a person hands it in: any file with sound, as one mono track at 48 kHz, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av
import av.error
import numpy as np
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.container.input import InputContainer
from numpy.typing import NDArray

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.containers import opened

SILENT = 10.0 ** (-60.0 / 20.0)
"""Of full scale: a recording that never comes over it holds no voice."""
_FULL, _FLAT, _ON_END = 0.97, 8e-4, 4
"""Waves of a recording that comes so near to full scale were cut off where they stand still, near its loudest sample,
for so many samples on end."""
_AGAINST = 0.5
"""Of the louder side: two sides that together are softer than this work against each other."""


@dataclass(frozen=True, kw_only=True)
class Recorded:
    """The sound (samples,) at 48 kHz, -1 to 1, and its file's own rate and channels.

    `clipped` is the share of samples whose wave was cut off; `against`: the two sides cancelled each other, and only
    the louder one was kept."""

    sound: NDArray[np.float32]
    rate: int
    channels: int
    clipped: float
    against: bool = False


def read_recording(path: Path, name: str, longest: float) -> Recorded:
    """The first sound track of a file, which people know as `name`. A `UserError` where it is no sound, is silent, or
    lasts over `longest` seconds (no more than that is read)."""
    try:
        with opened(path) as file:
            if not file.streams.audio:
                raise UserError(f"{name} has no sound in it", possible=("a WAV, FLAC, OGG, MP3 or M4A file",))
            stream = file.streams.audio[0]
            rate, channels = stream.rate, stream.channels
            sides = _decoded(file, stream, name, longest)
    except (av.error.FFmpegError, OSError) as error:
        possible = ("a WAV, FLAC, OGG, MP3 or M4A file",)
        raise UserError(f"{name} cannot be read as sound: {_plain(error)}", possible=possible) from error
    if not sides.size or float(np.abs(sides).max()) < SILENT:
        raise UserError(f"{name} is silent: nothing in it is louder than -60 decibels of full scale")
    sound, against = _one(sides)
    return Recorded(sound=sound, rate=rate, channels=channels, clipped=_clipped(sides), against=against)


def _decoded(file: InputContainer, stream: AudioStream, name: str, longest: float) -> NDArray[np.float32]:
    """Its sides (1 or 2, samples)."""
    layout = "mono" if stream.channels == 1 else "stereo"
    resampler = AudioResampler(format="fltp", layout=layout, rate=SAMPLE_RATE)
    parts: list[NDArray[np.float32]] = []
    samples = 0
    for frame in file.decode(stream):
        for part in resampler.resample(frame):
            parts.append(part.to_ndarray().astype(np.float32))
            samples += part.samples
        if samples > longest * SAMPLE_RATE:
            raise UserError(f"{name} is longer than {longest:.0f} seconds: a recording of one line is wanted")
    parts += [part.to_ndarray().astype(np.float32) for part in resampler.resample(None)]
    whole = np.concatenate(parts, axis=1) if parts else np.zeros((1, 0), np.float32)
    return np.nan_to_num(whole, nan=0.0, posinf=1.0, neginf=-1.0)


def _one(sides: NDArray[np.float32]) -> tuple[NDArray[np.float32], bool]:
    if len(sides) == 1:
        return np.ascontiguousarray(sides[0]), False
    power = (sides.astype(np.float64) ** 2).mean(axis=1)
    both = sides.mean(axis=0)
    alone = power.min() < 0.01 * power.max()
    against = bool(float((both.astype(np.float64) ** 2).mean()) < _AGAINST**2 * power.max()) and not alone
    if against or alone:
        return np.ascontiguousarray(sides[int(power.argmax())]), against
    return np.ascontiguousarray(both), False


def _clipped(sides: NDArray[np.float32]) -> float:
    level = np.abs(sides).max(axis=0)
    peak = float(level.max())
    if peak < _FULL:
        return 0.0
    flat = (level[1:] > 0.98 * peak) & (np.abs(np.diff(level)) < _FLAT)
    on_end = np.convolve(flat, np.ones(_ON_END - 1), "valid") > _ON_END - 1.5
    return float(on_end.mean()) if len(on_end) else 0.0


def _plain(error: Exception) -> str:
    """What FFmpeg or the system says, without numbers and paths."""
    return getattr(error, "strerror", None) or type(error).__name__
