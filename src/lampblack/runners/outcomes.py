"""What is told of a job that ended, wherever it ran: rows for what it gave, its log kept or thrown away, words."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from lampblack.base.errors import LampblackError
from lampblack.graph.orders import Fault, Order, Outcome
from lampblack.runners.admit import admit
from lampblack.runners.endings import ending, overran
from lampblack.runners.logs import Logs, with_log
from lampblack.runners.messages import Ended
from lampblack.runners.needs import Needs
from lampblack.store.store import Store


class Underway(Protocol):
    """A job in somebody's hands. `end` is why it was asked to stop, if it was."""

    @property
    def order(self) -> Order: ...
    @property
    def needs(self) -> Needs: ...
    @property
    def log(self) -> Path: ...
    @property
    def end(self) -> Fault: ...


class Outcomes:
    """The owner's side of every end."""

    def __init__(self, store: Store, logs: Logs) -> None:
        self._store = store
        self._logs = logs

    def of(self, job: Underway, ended: Ended) -> Outcome:
        """What a worker's last word about a job comes to."""
        if ended.fault:
            fault = job.end or "cancelled" if ended.fault == "cancelled" else ended.fault
            words = overran(job.needs.limit_seconds) if fault == "late" else ended.message
            return self.failed(job, fault, words, ended.seconds, ended.after)
        try:
            outputs = admit(self._store, ended.outputs)
        except LampblackError as error:
            return self.failed(job, *ending(error), ended.seconds)
        self._logs.end(job.order, job.log)
        return Outcome(order=job.order, outputs=outputs, seconds=ended.seconds)

    def failed(
        self, job: Underway, fault: Fault, words: str, seconds: float = 0.0, after: float = 0.0
    ) -> Outcome:  # fmt: skip
        """An end without a result; what was printed is told with it."""
        if fault != "cancelled":
            words = with_log(words, job.log)
        self._logs.end(job.order, job.log, fault)
        return Outcome(order=job.order, fault=fault, message=words, seconds=seconds, after=after)
