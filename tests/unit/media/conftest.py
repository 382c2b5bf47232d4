from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.media.video import VideoWriter

Numbered = Callable[..., Path]


def numbered_frame(number: int, width: int = 192, height: int = 108) -> NDArray[np.uint8]:
    """A frame whose number stands in it as twelve black or white squares."""
    frame = np.full((height, width, 3), (96, 110, 140), np.uint8)
    for bit in range(12):
        frame[:16, bit * 16 : bit * 16 + 16] = 235 if number >> bit & 1 else 16
    return frame


@pytest.fixture
def numbered(tmp_path: Path) -> Numbered:
    def write(frames: int, rate: str = "24", name: str = "numbered.mp4", **settings: object) -> Path:
        path = tmp_path / name
        with VideoWriter(path, size=(192, 108), rate=Rate.parse(rate), **settings) as writer:  # type: ignore[arg-type]
            for number in range(frames):
                writer.write(numbered_frame(number))
        return path

    return write


@pytest.fixture
def number_of() -> Callable[[NDArray[np.uint8]], int]:
    def read(rgb: NDArray[np.uint8]) -> int:
        return sum(1 << bit for bit in range(12) if rgb[4:12, bit * 16 + 4 : bit * 16 + 12].mean() > 127)

    return read
