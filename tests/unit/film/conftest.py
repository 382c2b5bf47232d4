from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.context import Blob
from lampblack.base.digest import Digest, digest_of_file
from lampblack.base.time import Rate
from lampblack.engines.requests import Size
from lampblack.film.model import Encoding
from lampblack.media.video import VideoWriter

SIZE = Size(width=192, height=108)


class Desk:
    """A context whose blobs are files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._numbers = folder, count()

    @property
    def scratch(self) -> Path:
        path = self._folder / f"scratch-{next(self._numbers)}"
        path.mkdir()
        return path

    def path(self, blob: Blob | Digest) -> Path:
        return self._folder / (blob.digest if isinstance(blob, Blob) else blob)

    def put(self, source: bytes | Path) -> Blob:
        if isinstance(source, bytes):
            path = self.scratch / "bytes"
            path.write_bytes(source)
            source = path
        digest = digest_of_file(source)
        source.rename(self._folder / digest)
        return Blob(digest=digest)

    def progress(self, done: float, note: str = "") -> None:
        assert 0.0 <= done <= 1.0

    def cancelled(self) -> bool:
        return False


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def take(desk: Desk) -> Callable[..., Blob]:
    """Writes a take whose frames carry the numbers `first`, `first + 1` ... as twelve black or white squares."""

    def write(frames: int, *, first: int = 0, rate: str = "24", grey: int = 110) -> Blob:
        path = desk.scratch / "take.mp4"
        with VideoWriter(path, size=(SIZE.width, SIZE.height), rate=Rate.parse(rate), crf=8) as writer:
            for number in range(first, first + frames):
                writer.write(numbered_frame(number, grey))
        return desk.put(path)

    return write


def numbered_frame(number: int, grey: int) -> NDArray[np.uint8]:
    frame = np.full((SIZE.height, SIZE.width, 3), grey, np.uint8)
    for bit in range(12):
        frame[:16, bit * 16 : bit * 16 + 16] = 235 if number >> bit & 1 else 16
    return frame


@pytest.fixture
def number_of() -> Callable[[NDArray[np.uint8]], int]:
    def read(rgb: NDArray[np.uint8]) -> int:
        return sum(1 << bit for bit in range(12) if rgb[4:12, bit * 16 + 4 : bit * 16 + 12].mean() > 127)

    return read


@pytest.fixture
def encoding() -> Encoding:
    return Encoding(size=SIZE, rate=Rate.parse(24))
