"""Jobs that could not be begun just now, and when each is to be tried again."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable

from lampblack.base.digest import Digest

TRIES = 8
"""How often a job is begun that is always told "busy": with doubled waits that is some minutes."""

LONGEST = 120.0
"""Seconds between two tries at most, unless whoever was busy asked for more."""


class Patience:
    """Keys that wait for their next try, the soonest first."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._tries: dict[Digest, int] = {}
        self._due: list[tuple[float, Digest]] = []

    def __bool__(self) -> bool:
        return bool(self._due)

    def again(self, key: Digest, after: float) -> bool:
        """Whether there is another try, `after` seconds from now or later; False: it was busy too often."""
        tries = self._tries[key] = self._tries.get(key, 0) + 1
        if tries >= TRIES:
            return False
        wait = max(after, min(LONGEST, 0.25 * 2**tries))
        heapq.heappush(self._due, (self._clock() + wait, key))
        return True

    def due(self) -> list[Digest]:
        """The keys whose time has come."""
        found: list[Digest] = []
        while self._due and self._due[0][0] <= self._clock():
            found.append(heapq.heappop(self._due)[1])
        return found
