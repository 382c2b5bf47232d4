"""How many jobs of a lane may begin: side by side, and in any minute."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from lampblack.runners.needs import Needs

MINUTE = 60.0
ANY = 1 << 30


class Gate:
    """Counts what began and what ended, by name. Not safe for threads by itself: its owner holds a lock."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._running: dict[str, int] = {}
        self._began: dict[str, deque[float]] = {}

    def room(self, name: str, needs: Needs) -> int:
        """How many more may begin now; in no minute, wherever it is laid, begin more than `per_minute`."""
        room = needs.at_once - self._running.get(name, 0) if needs.at_once else ANY
        if needs.per_minute:
            began = self._began.setdefault(name, deque())
            while began and began[0] <= self._clock() - MINUTE:
                began.popleft()
            room = min(room, needs.per_minute - len(began))
        return max(0, room)

    def begin(self, name: str, needs: Needs) -> None:
        """One more runs."""
        self._running[name] = self._running.get(name, 0) + 1
        if needs.per_minute:
            self._began.setdefault(name, deque()).append(self._clock())

    def end(self, name: str) -> None:
        """One less runs."""
        self._running[name] -= 1
