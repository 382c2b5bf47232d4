"""One measured figure, and how time is measured: processor time where a busy machine would disturb the clock."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What was measured; `against` is what the peer needed, or the limit, in the same unit, in the same run."""

    name: str
    value: float
    unit: str
    peer: str = ""
    against: float | None = None

    @property
    def ratio(self) -> float | None:
        """`value` as a multiple of the peer's; below 1 is cheaper than the peer, or within the limit."""
        return self.value / self.against if self.against else None


def thread_ms(work: Callable[[], object], runs: int) -> float:
    """Median milliseconds of this thread's processor time; the first run, which warms caches, is not counted."""
    return 1000 * _median(work, runs, time.thread_time)


def process_ms(work: Callable[[], object], runs: int) -> float:
    """Median milliseconds of this process's processor time, all its threads together."""
    return 1000 * _median(work, runs, time.process_time)


def wall_seconds(work: Callable[[], object], runs: int) -> float:
    """Median seconds by the clock on the wall."""
    return _median(work, runs, time.perf_counter)


def _median(work: Callable[[], object], runs: int, clock: Callable[[], float]) -> float:
    work()
    spent: list[float] = []
    for _ in range(runs):
        began = clock()
        work()
        spent.append(clock() - began)
    return statistics.median(spent)
