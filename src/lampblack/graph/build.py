"""A build: plan, look for what is kept, run the rest, plan again as values become known.

One thread; executors tell it what happened through a queue. Hits never touch a slot. A failed job stops only what
stands on it. Results in hand are recorded whatever happens next.
"""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.base.events import Event, Listener, silent
from lampblack.graph.interrupt import Interrupt
from lampblack.graph.job import Ask, Job, Step
from lampblack.graph.keys import values_of
from lampblack.graph.known import Planner
from lampblack.graph.orders import Executor, Outcome, Progress, Results
from lampblack.graph.patience import Patience
from lampblack.graph.report import Failure, Report, StageReport
from lampblack.graph.survey import Node, Survey

What = Literal["kept", "started", "progress", "made", "failed", "waiting", "stopped"]

LOOK_UP = 0.1
"""Seconds between two looks at `should_stop` while jobs run."""

GRACE = 5.0
"""Seconds after a stop for running jobs to end; executors promise about two."""


def never() -> bool:
    """For builds that nobody stops."""
    return False


def nothing_first() -> None:
    """For builds that begin at once."""


def every(job: Job) -> bool:
    """For builds that make everything."""
    return True


def small(job: Job) -> bool:
    """For builds that only want to see further: what is done in this process in no time, and costs nothing.

    `build(..., only=small)` before `plan.plan`: the dry run then sees through a changed script to takes and prices.
    """
    return job.effort.here and isinstance(job.work, Step)


def build(
    planner: Planner,
    results: Results,
    executor: Executor,
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    only: Callable[[Job], bool] = every,
    before: Callable[[], None] = nothing_first,
) -> Report:
    """Make everything the planner asks for that is not kept already; say what came of it.

    Jobs that `only` does not want are left, with all that stands on them. `before` is called once, just before the
    first job is started, where there is anything to do: what it raises comes through, and nothing was begun.

    A `should_stop` that turns true, or Ctrl-C (a second one does not wait), starts nothing more, asks what runs to end,
    records what is in hand and returns a report with `stopped`. Raises `BrokenPlan`, and the store's errors (a full
    disk); job failures are in the report. The executor stays open: it may serve the next build.
    """
    return _Build(planner, results, executor, listener, should_stop, only, before).run()


class _Build:
    def __init__(
        self,
        planner: Planner,
        results: Results,
        executor: Executor,
        listener: Listener,
        should_stop: Callable[[], bool],
        only: Callable[[Job], bool],
        before: Callable[[], None],
    ) -> None:
        self._results = results
        self._executor = executor
        self._listener = listener
        self._should_stop = should_stop
        self._only = only
        self._before = before
        self._interrupt = Interrupt()
        self._began = time.monotonic()
        self._stood = dict(results.node_keys())
        self._survey = Survey(planner, results)
        self._queues: dict[str, list[tuple[int, int, str]]] = {}
        self._flights: dict[Digest, list[Node]] = {}
        """Running or queued, by key: two jobs with one key are one job."""
        self._running = 0
        self._patience = Patience()
        self._told: SimpleQueue[Progress | Outcome] = SimpleQueue()
        self._tally: dict[str, dict[str, float]] = {}
        self._planned = 0
        self._stopped = False

    def run(self) -> Report:
        with self._interrupt:
            try:
                self._follow()
                if any(self._queues.values()):
                    self._before()
                while self._running or self._patience or any(self._queues.values()):
                    if self._stopped or self._should_stop() or self._interrupt.pressed:
                        self._stopped = True
                        break
                    for key in self._patience.due():
                        self._queue(self._flights[key])
                    self._start_what_fits()
                    self._hear(LOOK_UP)
                    self._follow()
            except KeyboardInterrupt:
                self._stopped = True
            finally:
                self._wind_up()
        return self._report()

    # ---- plan --------------------------------------------------------------------------------------------------

    def _follow(self) -> None:
        """Take over what became known, queue what is ready."""
        for node in self._survey.advance(eager=not any(self._queues.values())):
            if node.state == "ready" and self._only(node.job):
                self._enqueue(node)
            elif node.state == "kept":
                self._stand(node)
                self._say("kept", node.job)
            elif node.state == "failed":
                self._say("failed", node.job, note=node.message)
        if len(self._survey.nodes) != self._planned:
            self._planned = len(self._survey.nodes)
            self._listener(Event(what="planned", note=f"{self._planned} jobs"))

    def _enqueue(self, node: Node) -> None:
        assert node.key is not None
        if node.key in self._flights:
            self._flights[node.key].append(node)
            return
        self._flights[node.key] = [node]
        self._queue(self._flights[node.key])

    def _queue(self, flight: list[Node]) -> None:
        first = flight[0]
        queue = self._queues.setdefault(self._executor.lane(first.job), [])
        heapq.heappush(queue, (-first.job.effort.priority, first.number, _key(first)))

    def _stand(self, node: Node) -> None:
        if node.key is not None and self._stood.get(node.job.id) != node.key:
            self._stood[node.job.id] = node.key
            self._results.stand(node.job.id, node.key)

    # ---- run ---------------------------------------------------------------------------------------------------

    def _start_what_fits(self) -> None:
        """One pass over the queues, the most urgent first; each starts as many jobs as there is room for."""
        for lane in sorted((lane for lane, queue in self._queues.items() if queue), key=self._urgency):
            queue = self._queues[lane]
            for _ in range(min(self._executor.room(lane), len(queue))):
                self._start(self._flights[Digest(heapq.heappop(queue)[2])])

    def _urgency(self, lane: str) -> tuple[int, int, str]:
        return self._queues[lane][0]

    def _start(self, flight: list[Node]) -> None:
        wanted = self._wanted(flight)
        if not wanted:
            # The planner changed its mind while it waited.
            del self._flights[_key(flight[0])]
            return
        for value in values_of(wanted[0].job):
            self._results.keep(value)
        self._say("started", wanted[0].job)
        self._running += 1
        self._executor.start(wanted[0].order(), self._told.put)

    def _hear(self, seconds: float) -> None:
        """Wait for one message, then take all that are there."""
        if self._told.empty():
            # Who knows how long it will be: what is in hand is not to hang on it.
            self._results.flush()
        with suppress(Empty):
            self._take(self._told.get(timeout=seconds))
            while True:
                self._take(self._told.get_nowait())

    def _take(self, told: Progress | Outcome) -> None:
        if isinstance(told, Progress):
            self._say("progress", told.order.job, done=told.done, note=told.note)
            return
        self._running -= 1
        if told.fault == "busy" and not self._stopped and self._patience.again(told.order.key, told.after):
            self._say("waiting", told.order.job, note=told.message, seconds=told.after)
            return
        flight = self._wanted(self._flights[told.order.key])
        if told.fault == "":
            self._made(flight, self._flights[told.order.key][0].parts, told)
        elif told.fault == "cancelled":
            for node in flight:
                self._say("stopped", node.job)
        else:
            self._stopped |= told.fault == "disk"
            self._count(told)
            for node in flight:
                self._survey.fail(node, told.message, told.fault)
        del self._flights[told.order.key]

    def _wanted(self, flight: list[Node]) -> list[Node]:
        """Those that are in the plan still; it may have changed while they waited or ran."""
        return [node for node in flight if self._survey.nodes.get(node.job.id) is node]

    def _made(self, flight: list[Node], parts: bytes, told: Outcome) -> None:
        work = told.order.job.work
        self._results.record(
            told.order.key,
            job=told.order.job.id,
            parts=parts,
            outputs=told.outputs,
            seconds=told.seconds,
            cost=told.cost,
            engine=f"{work.engine if isinstance(work, Ask) else work.name} {work.version}",
        )
        self._count(told)
        for number, node in enumerate(flight):
            self._survey.settle(node, "kept" if number else "made", told.outputs)
            self._stand(node)
            self._say("kept" if number else "made", node.job, seconds=told.seconds, cost=0.0 if number else told.cost)

    def _wind_up(self) -> None:
        """Leave nothing running and nothing in hand."""
        with suppress(KeyboardInterrupt):
            if self._running:
                self._executor.cancel()
            deadline = time.monotonic() + GRACE
            while self._running and time.monotonic() < deadline:
                self._hear(LOOK_UP)
        self._results.flush()
        if self._stopped:
            self._listener(Event(what="stopped"))

    # ---- say ---------------------------------------------------------------------------------------------------

    def _say(
        self, what: What, job: Job, *, done: float = 0.0, note: str = "", seconds: float = 0.0, cost: float = 0.0
    ) -> None:  # fmt: skip
        if self._listener is silent:
            return
        self._listener(
            Event(
                what=what,
                job=job.id,
                stage=job.stage,
                scene=job.scene,
                subject=job.subject,
                done=done,
                note=note,
                seconds=seconds,
                cost=cost,
            )
        )

    def _count(self, told: Outcome) -> None:
        tally = self._tally.setdefault(told.order.job.stage, {"seconds": 0.0, "cost": 0.0})
        tally["seconds"] += told.seconds
        tally["cost"] += told.cost

    def _report(self) -> Report:
        nodes = sorted(self._survey.nodes.values(), key=lambda node: node.number)
        of = {state: tuple(node.job.id for node in nodes if node.state == state) for state in _STATES}
        failed = tuple(
            Failure(
                job=node.job.id,
                stage=node.job.stage,
                subject=node.job.subject,
                message=node.message,
                fault=node.fault,
            )
            for node in nodes
            if node.state == "failed"
        )
        return Report(
            made=of["made"],
            kept=of["kept"],
            failed=failed,
            blocked=of["blocked"],
            left=tuple(node.job.id for node in nodes if node.state in ("waiting", "ready")),
            stopped=self._stopped,
            seconds=time.monotonic() - self._began,
            cost=sum(tally["cost"] for tally in self._tally.values()),
            by_stage=self._by_stage(nodes),
            outputs=dict(self._survey.outputs),
            known=self._survey.known,
        )

    def _by_stage(self, nodes: list[Node]) -> dict[str, StageReport]:
        found: dict[str, list[str]] = {}
        for node in nodes:
            found.setdefault(node.job.stage, []).append(node.state)
        return {
            stage: StageReport(
                made=states.count("made"),
                kept=states.count("kept"),
                failed=states.count("failed"),
                **self._tally.get(stage, {}),
            )
            for stage, states in found.items()
        }


_STATES = ("kept", "made", "blocked")


def _key(node: Node) -> Digest:
    assert node.key is not None
    return node.key
