"""Drawn frames as JPEGs, by the name of what they are of and their number; as many as memory is given for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping

LIMIT = 600 * 1024 * 1024
"""Bytes: about ten minutes of film at 640x360."""
FULL = 0.9
"""Share of the limit from which on nothing is drawn in advance."""


class Frames:
    """Kept frames. What was looked at longest ago goes first, shot by shot. Any thread may call."""

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._turn = threading.Lock()
        self._kept: OrderedDict[str, dict[int, bytes]] = OrderedDict()
        self._bytes = 0

    @property
    def full(self) -> bool:
        """Whether only what is looked at should be drawn from here on."""
        return self._bytes >= FULL * self._limit

    def has(self, pictures: str, number: int) -> bool:
        """Whether that frame is there."""
        kept = self._kept.get(pictures)
        return kept is not None and number in kept

    def get(self, pictures: str, number: int) -> bytes | None:
        """That frame, if it is there."""
        with self._turn:
            kept = self._kept.get(pictures)
            if kept is None:
                return None
            self._kept.move_to_end(pictures)
            return kept.get(number)

    def put(self, pictures: str, number: int, jpeg: bytes) -> tuple[str, ...]:
        """Keep a frame; the names of those that had to go for it."""
        gone: list[str] = []
        with self._turn:
            kept = self._kept.setdefault(pictures, {})
            self._kept.move_to_end(pictures)
            self._bytes += len(jpeg) - len(kept.get(number, b""))
            kept[number] = jpeg
            while self._bytes > self._limit and len(self._kept) > 1:
                name, frames = self._kept.popitem(last=False)
                self._bytes -= sum(map(len, frames.values()))
                gone.append(name)
        return tuple(gone)

    def drawn(self, pictures: Iterable[str]) -> Mapping[str, list[int]]:
        """Which frames of these are there, in order."""
        with self._turn:
            return {name: sorted(self._kept[name]) for name in pictures if name in self._kept}
