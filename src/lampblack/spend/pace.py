"""How quickly one provider may be sent jobs: so many a minute, and not at all for a while after it said "too many"."""

from __future__ import annotations

import threading
import time
from collections import deque

MINUTE = 60.0


class Pace:
    """One engine's turnstile, for any number of threads."""

    def __init__(self, per_minute: int = 0) -> None:
        """`per_minute` 0: no limit."""
        self._per_minute = per_minute
        self._turn = threading.Lock()
        self._sent: deque[float] = deque()
        self._shut_until = 0.0

    def wait(self, stop: threading.Event) -> bool:
        """Wait for one's turn and take it; False where `stop` came first."""
        while not stop.is_set():
            seconds = self._turn_in()
            if seconds <= 0.0:
                return True
            stop.wait(seconds)
        return False

    def pause(self, seconds: float) -> None:
        """Nobody is let through for so long."""
        with self._turn:
            self._shut_until = max(self._shut_until, time.monotonic() + seconds)

    def _turn_in(self) -> float:
        """Take a turn if there is one; else how long until it is worth asking again."""
        with self._turn:
            now = time.monotonic()
            if now < self._shut_until:
                return self._shut_until - now
            while self._sent and now - self._sent[0] >= MINUTE:
                self._sent.popleft()
            if self._per_minute and len(self._sent) >= self._per_minute:
                return MINUTE - (now - self._sent[0])
            self._sent.append(now)
            return 0.0
