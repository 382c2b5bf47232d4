# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (numpy leaves what it reads from files untyped.)
"""Long WAV files a stretch at a time: a film's stems are read and written without ever being in memory whole.

RIFF (Multimedia Programming Interface 1.0): 16- and 24-bit PCM and 32-bit float, also under `WAVE_FORMAT_EXTENSIBLE`.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

import numpy as np

from lampblack.base.errors import Spot, UserError
from lampblack.base.time import SAMPLE_RATE
from lampblack.media.audio import Depth, Sound, packed, wav_header

_EXTENSIBLE = 0xFFFE
_LARGEST = 2**32 - 4096
"""Bytes of sound a RIFF file can say it has."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Form:
    channels: int
    depth: Depth
    begins: int
    frames: int

    @property
    def frame(self) -> int:
        return self.channels * {"float": 4, "pcm24": 3, "pcm16": 2}[self.depth]


class WavReader:
    """A 48 kHz WAV file, read in stretches; a `UserError` for what is no such file. Close it, or use it in `with`."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        try:
            self._form = self._read_form(path)
        except (struct.error, KeyError) as error:
            self._file.close()
            raise UserError("cannot be read as WAV", spot=Spot(file=str(path))) from error
        except UserError:
            self._file.close()
            raise

    @property
    def samples(self) -> int:
        """How long it is."""
        return self._form.frames

    @property
    def channels(self) -> int:
        return self._form.channels

    def part(self, start: int, stop: int) -> Sound:
        """Samples `start` to `stop` as (samples, channels): exactly as many as asked, silence outside the file."""
        form = self._form
        out = np.zeros((max(0, stop - start), form.channels), np.float32)
        first, last = max(0, start), min(form.frames, stop)
        if first < last:
            self._file.seek(form.begins + first * form.frame)
            data = self._file.read((last - first) * form.frame)
            out[first - start : first - start + len(data) // form.frame] = _unpacked(data, form)
        return out

    def close(self) -> None:
        self._file.close()

    def __enter__(self) -> WavReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read_form(self, path: Path) -> _Form:
        spot = Spot(file=str(path))
        riff, _, wave = struct.unpack("<4sI4s", self._file.read(12))
        if (riff, wave) != (b"RIFF", b"WAVE"):
            raise UserError("is no WAV file", spot=spot)
        tag = channels = rate = bits = 0
        while True:
            name, length = struct.unpack("<4sI", self._file.read(8))
            if name == b"data":
                break
            body = self._file.read(length + length % 2)
            if name == b"fmt ":
                tag, channels, rate, _, _, bits = struct.unpack("<HHIIHH", body[:16])
                if tag == _EXTENSIBLE:
                    tag = struct.unpack("<H", body[24:26])[0]
        if rate != SAMPLE_RATE:
            raise UserError(f"is at {rate} samples a second", spot=spot, possible=(str(SAMPLE_RATE),))
        depths: dict[tuple[int, int], Depth] = {(3, 32): "float", (1, 24): "pcm24", (1, 16): "pcm16"}
        begins = self._file.tell()
        form = _Form(channels=channels, depth=depths[tag, bits], begins=begins, frames=0)
        there = min(length, path.stat().st_size - begins)
        return _Form(channels=channels, depth=form.depth, begins=begins, frames=there // form.frame)


class WavWriter:
    """A 48 kHz WAV file written stretch by stretch; whole when closed. PCM clips what is above full scale."""

    def __init__(self, path: Path, *, channels: int = 2, depth: Depth = "pcm24") -> None:
        self._path, self._channels = path, channels
        self._depth: Depth = depth
        self._bytes = 0
        self._file = path.open("wb")
        self._file.write(wav_header(0, channels, depth))

    def write(self, sound: Sound) -> None:
        """Append (samples, channels); a `UserError` where the file would grow beyond what WAV can hold."""
        data = packed(sound, self._depth)
        self._bytes += len(data)
        if self._bytes > _LARGEST:
            raise UserError("a WAV file holds 4 GB, and this sound is longer", spot=Spot(file=str(self._path)))
        self._file.write(data)

    def close(self) -> None:
        if self._bytes % 2:
            self._file.write(b"\0")
        self._file.seek(0)
        self._file.write(wav_header(self._bytes, self._channels, self._depth))
        self._file.close()

    def __enter__(self) -> WavWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _unpacked(data: bytes, form: _Form) -> Sound:
    whole = len(data) // form.frame * form.frame
    if form.depth == "float":
        return np.frombuffer(data[:whole], "<f4").reshape(-1, form.channels)
    if form.depth == "pcm16":
        return (np.frombuffer(data[:whole], "<i2").astype(np.float32) / 2.0**15).reshape(-1, form.channels)
    wide = np.zeros((whole // 3, 4), np.uint8)
    wide[:, 1:] = np.frombuffer(data[:whole], np.uint8).reshape(-1, 3)
    # three bytes at the top of four: the sign needs no thought
    return (wide.view("<i4").astype(np.float32) / np.float32(2.0**31)).reshape(-1, form.channels)
