"""Moments at which something is to be done, watched by one thread."""

from __future__ import annotations

import heapq
import threading
import time
from collections.abc import Callable


class Deadlines:
    """Calls that are due later. Its thread begins with the first one, and keeps no process alive."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._due: list[tuple[float, int]] = []
        self._calls: dict[int, Callable[[], None]] = {}
        self._number = 0
        self._thread: threading.Thread | None = None
        self._closed = False

    def after(self, seconds: float, call: Callable[[], None]) -> int:
        """Have `call` called, from the watching thread; the number is for `drop`."""
        with self._changed:
            self._number += 1
            self._calls[self._number] = call
            heapq.heappush(self._due, (time.monotonic() + seconds, self._number))
            if self._thread is None:
                self._thread = threading.Thread(target=self._watch, name="lampblack-deadlines", daemon=True)
                self._thread.start()
            elif self._due[0][1] == self._number:
                self._changed.notify()
            return self._number

    def drop(self, number: int) -> None:
        """It is not to be called any more."""
        with self._changed:
            self._calls.pop(number, None)
            if len(self._due) > 2 * len(self._calls) + 64:
                self._due = [each for each in self._due if each[1] in self._calls]
                heapq.heapify(self._due)

    def close(self) -> None:
        """Call nothing more."""
        with self._changed:
            self._closed = True
            self._calls.clear()
            self._changed.notify()

    def _watch(self) -> None:
        while True:
            with self._changed:
                while self._due and self._due[0][1] not in self._calls:
                    heapq.heappop(self._due)
                if self._closed:
                    return
                wait = self._due[0][0] - time.monotonic() if self._due else None
                if wait is None or wait > 0:
                    self._changed.wait(wait)
                    continue
                call = self._calls.pop(heapq.heappop(self._due)[1])
            call()
