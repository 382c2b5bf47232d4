# pyright: reportUnknownMemberType=false
# (Pillow's stubs leave some of its pictures partly untyped.)
"""Rolls of control signals: written by who knows the stage, read by engines that are steered by them.

A roll is a plain tar, so that any language opens it: `SIGNAL.json` (a `staging.control.Roll`), then each frame's files,
in order, named `SIGNAL/000000.png`. Equal rolls have equal bytes: no dates, no owners.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType

import msgspec
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import decode, encode
from lampblack.base.time import Rate
from lampblack.media.exr import read_exr
from lampblack.staging.control import SCHEMA, PoseFrame, Roll

_MOST, _LARGEST, _PIXELS = 100_000, 512_000_000, 80_000_000
"""Files in a roll, bytes of one of them, pixels of a picture: a roll may come from a stranger, and a short tar can say
that it holds more than any memory."""


_CHANNELS = {"depth": ("Z",), "flow": ("R", "G", "B")}


class RollWriter:
    """Writes a roll frame by frame; use it as a context manager."""

    def __init__(self, path: Path, roll: Roll) -> None:
        self._roll = roll
        self._tar = tarfile.open(path, "w", format=tarfile.USTAR_FORMAT)  # noqa: SIM115 - closed by `close`
        self._add(f"{roll.signal}.json", encode(roll))

    def write(self, frame: int, files: Mapping[str, bytes]) -> None:
        """A frame's files by their endings (`png`)."""
        for ending, data in sorted(files.items()):
            self._add(f"{self._roll.signal}/{frame:06d}.{ending}", data)

    def close(self) -> None:
        """The roll is whole."""
        self._tar.close()

    def __enter__(self) -> RollWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _add(self, name: str, data: bytes) -> None:
        entry = tarfile.TarInfo(name)
        entry.size = len(data)
        self._tar.addfile(entry, io.BytesIO(data))


class RollReader:
    """A roll to read any frame from, in any order; use it as a context manager. A `UserError` where it is none."""

    def __init__(self, path: Path) -> None:
        self._name = str(path)
        try:
            self._tar = tarfile.open(path, "r:")  # noqa: SIM115 - closed by `close`
        except (tarfile.TarError, OSError, ValueError) as error:
            raise self._broken(str(error)) from error
        try:
            self._entries = self._listed()
            self.roll = self._header()
        except BaseException:
            self._tar.close()
            raise

    def moment(self, frame: int, rate: Rate) -> int:
        """The roll's frame that is on when frame number `frame` of a film at `rate` is shown."""
        return min(self.roll.frames - 1, int(frame / rate.fraction * self.roll.rate.fraction))

    def names(self) -> Iterator[str]:
        """All files in it, in order."""
        yield from self._entries

    def file(self, frame: int, ending: str) -> bytes:
        """A frame's file by its ending; a `UserError` where there is none."""
        return self.named(f"{self.roll.signal}/{frame:06d}.{ending}")

    def named(self, name: str) -> bytes:
        """A file by its name in the roll."""
        if name not in self._entries:
            there = tuple(self.roll.files) or (f"{self.roll.signal}.json",)
            raise UserError(f"{self._name}: there is no {name} in it", possible=there)
        return self._bytes(name)

    def depth(self, frame: int) -> NDArray[np.float32]:
        """Metres along the camera's axis (height, width)."""
        return self._exr(frame)["Z"]

    def flow(self, frame: int) -> NDArray[np.float32]:
        """(3, height, width): pixels right, pixels down to where it is on the next frame; 1 where it is seen there."""
        channels = self._exr(frame)
        return np.stack([channels["R"], channels["G"], channels["B"]])

    def picture(self, frame: int) -> NDArray[np.uint8] | NDArray[np.uint16]:
        """The frame's PNG as it is: numbers of things (`ids`), 0 or 255 (`edges`), millimetres (`depth`), or RGB."""
        try:
            with Image.open(io.BytesIO(self.file(frame, "png")), formats=("PNG",)) as image:
                if image.width * image.height > _PIXELS:
                    raise self._broken(f"frame {frame} is a picture of {image.width}x{image.height}")
                deep = image.mode.startswith("I")
                return np.array(image, np.uint16) if deep else np.array(image)
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
            raise self._broken(f"frame {frame} is no PNG: {error}") from error

    def pose(self, frame: int) -> PoseFrame:
        """Everyone's joints."""
        try:
            return decode(self.file(frame, "json"), PoseFrame)
        except (msgspec.DecodeError, RecursionError) as error:
            raise self._broken(f"frame {frame} says no joints: {error}") from error

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        self._tar.close()

    def __enter__(self) -> RollReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _exr(self, frame: int) -> dict[str, NDArray[np.float32]]:
        channels = read_exr(self.file(frame, "exr"), f"{self._name}, frame {frame}", most=_PIXELS)
        if missing := [name for name in _CHANNELS.get(self.roll.signal, ()) if name not in channels]:
            raise self._broken(f"frame {frame} has no channel {missing[0]}")
        return channels

    def _listed(self) -> dict[str, tarfile.TarInfo]:
        """Its files by name: plain ones that lie in it whole, and no more than can be looked at."""
        found: dict[str, tarfile.TarInfo] = {}
        end = Path(self._name).stat().st_size
        try:
            for entry in self._tar:
                if entry.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or entry.sparse is not None:
                    raise self._broken(f"{entry.name!r} in it is no plain file")
                if not 0 <= entry.size <= min(_LARGEST, end):
                    raise self._broken(f"{entry.name!r} in it says that it has {entry.size} bytes")
                if len(found) >= _MOST:
                    raise self._broken(f"it holds over {_MOST} files")
                found[entry.name] = entry
        except (tarfile.TarError, OSError, ValueError, OverflowError) as error:
            raise self._broken(str(error)) from error
        return found

    def _header(self) -> Roll:
        try:
            roll = decode(self._bytes(next(iter(self._entries), "")), Roll)
        except (msgspec.DecodeError, KeyError, RecursionError, UserError) as error:
            raise self._broken(f"it has no header: {error}") from error
        if roll.lampblack_control > SCHEMA:
            raise self._broken(f"it is of schema {roll.lampblack_control}, and this version knows {SCHEMA}")
        if not 0 < roll.frames <= _MOST or not 0 < roll.width * roll.height <= _PIXELS or roll.width < 0:
            raise self._broken(f"{roll.frames} frames of {roll.width}x{roll.height} are not possible")
        return roll

    def _bytes(self, name: str) -> bytes:
        try:
            opened = self._tar.extractfile(self._entries[name])
            return b"" if opened is None else opened.read()
        except (tarfile.TarError, OSError, ValueError) as error:
            raise self._broken(str(error)) from error

    def _broken(self, why: str) -> UserError:
        return UserError(f"is no roll of control signals: {why}", spot=Spot(file=self._name))
