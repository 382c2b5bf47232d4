"""Whose turn it is: what is kept free for a big job, so that small ones that keep coming do not starve it."""

from __future__ import annotations

from collections.abc import Callable

PATIENCE = 60.0
"""Seconds after which a waiting lane goes before more urgent ones too: everything is to run in the end."""


class Turns:
    """Shares out one kind of room (cores, say) among lanes, which ask for it in the order of their urgency.

    A lane that does not fit keeps what is free from all that ask after it, until enough has come together. A lane is
    asked for once in each pass over the queues; being asked for again begins the next pass.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._asked: set[str] = set()
        self._first = ""
        """The most urgent lane that does not fit, in this pass."""
        self._since: dict[str, float] = {}

    def grant(self, lane: str, fits: int) -> int:
        """How many of the `fits` jobs that would fit now may begin."""
        if lane in self._asked:
            self._since = {name: since for name, since in self._since.items() if name in self._asked}
            self._asked.clear()
            self._first = ""
        self._asked.add(lane)
        overdue = self._overdue()
        if overdue and lane != overdue:
            return 0
        if fits > 0:
            granted = 0 if self._first and lane != overdue else fits
            if granted:
                self._since.pop(lane, None)
            return granted
        self._since.setdefault(lane, self._clock())
        self._first = self._first or lane
        return 0

    def _overdue(self) -> str:
        late = [(since, name) for name, since in self._since.items() if since <= self._clock() - PATIENCE]
        return min(late)[1] if late else ""
