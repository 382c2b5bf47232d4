"""One executor made of several: each job goes to the one that may run it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lampblack.base.errors import LampblackError
from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Executor, Order, Tell


def usual(job: Job) -> str:
    """`paid` for what costs money or is done far away, `here` for what is small enough, `workers` for all else."""
    if isinstance(job.work, Ask) and (job.work.price > 0 or job.work.remote):
        return "paid"
    return "here" if job.effort.here else "workers"


class Routed:
    """Executors by name, and a rule that names one for each job. Closing it closes them all."""

    def __init__(self, executors: Mapping[str, Executor], rule: Callable[[Job], str] = usual) -> None:
        """With the `usual` rule the names are `here`, `workers` and, where money may be spent, `paid`."""
        self._executors = dict(executors)
        self._rule = rule

    def lane(self, job: Job) -> str:
        """The executor's own lane, under its name."""
        name = self._rule(job)
        if name not in self._executors:
            raise LampblackError(f"nobody here runs {job.id}, which goes to {name!r}", possible=(*self._executors,))
        return f"{name}/{self._executors[name].lane(job)}"

    def room(self, lane: str) -> int:
        """What the lane's executor says."""
        name, _, own = lane.partition("/")
        return self._executors[name].room(own)

    def start(self, order: Order, tell: Tell) -> None:
        """Hand it to its executor."""
        self._executors[self._rule(order.job)].start(order, tell)

    def cancel(self) -> None:
        """All of them."""
        for executor in self._executors.values():
            executor.cancel()

    def close(self) -> None:
        """All of them."""
        for executor in self._executors.values():
            executor.close()


class StaysOpen:
    """An executor that serves several builds: whoever opened it closes it, and none of them does."""

    def __init__(self, executor: Executor) -> None:
        self.lane = executor.lane
        self.room = executor.room
        self.start = executor.start
        self.cancel = executor.cancel

    def close(self) -> None:
        """Nothing: the next build finds it warm."""
