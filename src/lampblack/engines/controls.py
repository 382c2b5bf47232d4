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
        except (tarfile.TarError, OSError) as error:
            raise self._broken(str(error)) from error
        self._entries = {entry.name: entry for entry in self._tar.getmembers()}
        first = next(iter(self._entries), "")
        try:
            self.roll = decode(self._bytes(first), Roll)
        except (msgspec.DecodeError, msgspec.ValidationError, KeyError) as error:
            self._tar.close()
            raise self._broken(f"it has no header: {error}") from error
        if self.roll.lampblack_control > SCHEMA:
            self._tar.close()
            raise self._broken(f"it is of schema {self.roll.lampblack_control}, and this version knows {SCHEMA}")

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
        with Image.open(io.BytesIO(self.file(frame, "png"))) as image:
            deep = image.mode.startswith("I")
            return np.array(image, np.uint16) if deep else np.array(image)

    def pose(self, frame: int) -> PoseFrame:
        """Everyone's joints."""
        return decode(self.file(frame, "json"), PoseFrame)

    def close(self) -> None:
        """Let go of the file; may be called twice."""
        self._tar.close()

    def __enter__(self) -> RollReader:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _exr(self, frame: int) -> dict[str, NDArray[np.float32]]:
        return read_exr(self.file(frame, "exr"), f"{self._name}, frame {frame}")

    def _bytes(self, name: str) -> bytes:
        opened = self._tar.extractfile(self._entries[name])
        return b"" if opened is None else opened.read()

    def _broken(self, why: str) -> UserError:
        return UserError(f"is no roll of control signals: {why}", spot=Spot(file=self._name))
