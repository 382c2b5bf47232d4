# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false, reportUnknownArgumentType=false
# (OpenCV leaves arrays untyped.)
"""`python -m lampblack.previs.painter`: draws frames until its owner's end of the pipe closes.

It ignores Ctrl-C, which a terminal sends to everyone. Sets and open takes stay from one frame to the next.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

import cv2
import numpy as np

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.saved import decode
from lampblack.builtin.theatre.engine import another
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.scenery import keep
from lampblack.engines.requests import Size
from lampblack.media.colour import Picture, to_rgb
from lampblack.media.video import VideoReader
from lampblack.previs.painting import READ_DRAW, Draw, Drawn, receive, send
from lampblack.staging.capture.following import loaded
from lampblack.staging.stage import Staging

SETS = 4, 24
"""Painted places that the painter of what is looked at keeps, least and most: switching back is at once."""
SET, SHARE = 50e6, 0.05
"""Bytes of a place at draft, and the share of the machine's memory that they may take together."""
OPEN = 6
"""Shots kept open at once: coming back to one costs nothing, and each holds two canvases."""
QUALITY = 86
DETAIL = "draft"


class Roll(Protocol):
    """Whatever gives frames by their number."""

    def frame(self, n: int, /) -> Picture:
        """Frame `n`, RGB."""
        ...


class Painter:
    """Draws what it is told, one frame at a time."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, tuple[Roll, Callable[[], None]]] = OrderedDict()

    def draw(self, order: Draw) -> Drawn:
        """One frame; a mistake in what was asked, or in a file, comes back in words."""
        began = time.perf_counter()
        try:
            picture = self._roll(order).frame(order.number)
        except (LampblackError, IndexError) as error:
            return Drawn(pictures=order.pictures, number=order.number, fault=str(error) or "this frame is not there")
        jpeg = _jpeg(picture)
        return Drawn(pictures=order.pictures, number=order.number, jpeg=jpeg, seconds=time.perf_counter() - began)

    def _roll(self, order: Draw) -> Roll:
        if order.pictures in self._open:
            self._open.move_to_end(order.pictures)
            return self._open[order.pictures][0]
        if order.file:
            take = Take(Path(order.file), (order.width, order.height))
            self._open[order.pictures] = take, take.close
        else:
            self._open[order.pictures] = _staged(order), _nothing
        while len(self._open) > OPEN:
            self._open.popitem(last=False)[1][1]()
        return self._open[order.pictures][0]


class Take:
    """A take that somebody filmed, at the preview's size."""

    def __init__(self, file: Path, size: tuple[int, int]) -> None:
        self._reader = VideoReader(file)
        self._size = size

    def frame(self, number: int) -> Picture:
        """RGB."""
        planes = next(self._reader.planes(number, number + 1, size=self._size), None)
        if planes is None:
            raise IndexError(number)
        return to_rgb(planes)

    def close(self) -> None:
        """Let go of the file."""
        self._reader.close()


def _staged(order: Draw) -> Renderer:
    def path(digest: Digest) -> Path:
        return Path(order.captures[digest])

    staging = another(loaded(decode(order.staging, Staging), path), order.take)
    return Renderer(staging, Size(width=order.width, height=order.height), order.look, DETAIL)


def _room() -> int:
    """How many painted places there is memory for."""
    least, most = SETS
    if not hasattr(os, "sysconf"):
        return least
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return min(most, max(least, int(SHARE * memory / SET)))


def _nothing() -> None:
    """A staged shot holds nothing that must be let go."""


def _jpeg(picture: Picture) -> bytes:
    _, data = cv2.imencode(".jpg", np.ascontiguousarray(picture[..., ::-1]), [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return data.tobytes()


def main() -> None:
    """Serve; the pipes are standard input and output, which nobody else may write to from here on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    politeness = int(sys.argv[1])
    if politeness and hasattr(os, "nice"):
        os.nice(politeness)
    if not politeness:
        keep(_room())
    reads: Any = os.fdopen(os.dup(0), "rb", buffering=1 << 16)
    writes: Any = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    painter = Painter()
    while (data := receive(reads)) is not None:
        send(writes, painter.draw(READ_DRAW.decode(data)))


if __name__ == "__main__":
    main()
