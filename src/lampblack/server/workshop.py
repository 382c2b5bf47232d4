"""The work itself: queued jobs are given to workers, fairly among owners; each result is made once, whoever asks."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from queue import Empty, SimpleQueue
from typing import Protocol

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.engines import registry
from lampblack.engines.requests import request_from
from lampblack.graph.job import Ask, Job
from lampblack.graph.keys import key_of
from lampblack.graph.orders import Executor, Fault, Order, Outcome, Progress
from lampblack.project.asking import asked, effort
from lampblack.server.book import OPEN, Row
from lampblack.server.keeping import Keeper
from lampblack.server.limits import Limits

REST = 0.2
"""Seconds between two looks at what waits, where nothing wakes it before."""
SWEEP = 60.0
GRACE = 5.0
"""Seconds that jobs under way have to end when the server stops."""
BUSY = 20
"""How often an engine may say that it is busy just now."""

Log = Callable[[str], None]


class Hands(Executor, Protocol):
    """An executor that can give up one job and no other."""

    def give_up(self, key: Digest) -> None:
        """Nobody waits for this job any more."""
        ...


@dataclass(kw_only=True)
class _Flight:
    """One result under way, and the jobs that wait for it."""

    order: Order
    parts: bytes
    ids: set[str] = field(default_factory=lambda: set[str]())
    started: bool = False


@dataclass(frozen=True, kw_only=True)
class _Waiting:
    """A job in the queue. Its order is made once: a staging may be long, and the queue is looked at often."""

    row: Row
    order: Order
    parts: bytes


class Workshop:
    """One thread that hands jobs out and takes results in. Its methods may be called from any thread."""

    def __init__(self, keeper: Keeper, hands: Hands, limits: Limits, log: Log) -> None:
        self._keeper, self._book, self._store = keeper, keeper.book, keeper.store
        self._hands, self._limits, self._log = hands, limits, log
        self._turn = threading.RLock()
        self._queue: dict[str, _Waiting] = {}
        self._later: dict[str, float] = {}
        self._busy = Counter[str]()
        self._flights: dict[Digest, _Flight] = {}
        self._done: dict[str, float] = {}
        self._waiting: dict[str, list[Callable[[], None]]] = {}
        self._told: SimpleQueue[Progress | Outcome | None] = SimpleQueue()
        self._closed = False
        self._swept = time.monotonic()
        self._take_up()
        self._thread = threading.Thread(target=self._work, name="lampblack-workshop", daemon=True)
        self._thread.start()

    # ---- what the door asks ------------------------------------------------------------------------------------

    def begin(self, row: Row) -> None:
        """Have this job done, one that stands in the book already; a result that is known is given at once."""
        with self._turn:
            self._wait(row)
        self._told.put(None)

    def again(self, row: Row) -> None:
        """Have a finished job done once more: what it made was damaged on the disk."""
        with self._turn:
            self._again(replace(row, size=self._keeper.sent(row)), tries=0)
        self._told.put(None)

    def progress(self, id: str) -> float:
        """How far a job is, 0 to 1."""
        return self._done.get(id, 0.0)

    def when_over(self, id: str, tell: Callable[[], None]) -> None:
        """Call `tell` once, from any thread, when this job is over or forgotten; at once where it is."""
        with self._turn:
            row = self._book.get(id)
            if row is not None and row.state in OPEN:
                self._waiting.setdefault(id, []).append(tell)
                return
        tell()

    def forget(self, row: Row) -> None:
        """Stop this job if it is under way, and forget it with all it made."""
        with self._turn:
            self._queue.pop(row.id, None)
            for key, flight in self._flights.items():
                if row.id in flight.ids:
                    flight.ids.discard(row.id)
                    if not flight.ids:
                        self._hands.give_up(key)
            self._keeper.forget([self._book.get(row.id) or row])
            self._over(row.id)

    def close(self) -> None:
        """Stop; what is under way is begun again when the server is started again."""
        self._closed = True
        self._told.put(None)
        self._thread.join(timeout=2 * GRACE)
        self._hands.close()

    # ---- the thread --------------------------------------------------------------------------------------------

    def _take_up(self) -> None:
        """What an earlier server left undone is queued again, unless it died of it too often."""
        for row in self._book.unfinished():
            if row.tries >= self._limits.tries:
                self._failed(row.id, "broken", "the server stopped each time it was at work on this")
            else:
                self._wait(row)

    def _wait(self, row: Row) -> None:
        """Put a job into the queue, unless its result is known, or it can never be done."""
        try:
            order, parts = order_of(row)
        except LampblackError as error:
            self._failed(row.id, "refused", str(error))
            return
        waiting = _Waiting(row=row, order=order, parts=parts)
        if not self._given(waiting):
            self._queue[row.id] = waiting

    def _work(self) -> None:
        while not self._closed:
            try:
                self._start_what_fits()
                self._hear(REST)
                if time.monotonic() - self._swept > SWEEP:
                    self._swept = time.monotonic()
                    self._keeper.expire()
            except Exception as error:  # the thread must live on: whoever waits would wait for ever
                self._log(f"workshop: {type(error).__name__}")
                time.sleep(REST)
        self._wind_up()

    def _wind_up(self) -> None:
        self._hands.cancel()
        until = time.monotonic() + GRACE
        while self._flights and time.monotonic() < until:
            self._hear(REST)

    def _start_what_fits(self) -> None:
        """The owner with the least under way goes first, then whoever came first."""
        with self._turn:
            now = time.monotonic()
            ready = [each for each in self._queue.values() if self._later.get(each.row.id, 0.0) <= now]
            under_way = Counter(row.owner for row in self._under_way())
            full = set[str]()
            while ready:
                first = min(ready, key=lambda each: (under_way[each.row.owner], each.row.number))
                ready.remove(first)
                if self._start(first, full):
                    under_way[first.row.owner] += 1

    def _under_way(self) -> list[Row]:
        ids = {id for flight in self._flights.values() for id in flight.ids}
        return [row for id in ids if (row := self._book.get(id)) is not None]

    def _start(self, waiting: _Waiting, full: set[str]) -> bool:
        row, order = waiting.row, waiting.order
        flight = self._flights.get(order.key)
        if flight is None:
            if self._given(waiting):
                return False
            lane = self._hands.lane(order.job)
            if lane in full or self._hands.room(lane) < 1:
                full.add(lane)
                return False
            flight = self._flights[order.key] = _Flight(order=order, parts=waiting.parts)
        first = not flight.ids
        flight.ids.add(row.id)
        self._queue.pop(row.id, None)
        self._book.change(row.id, state="in_progress", tries=row.tries + 1, key=order.key)
        if first and not flight.started:
            flight.started = True
            self._hands.start(order, self._told.put)
        return True

    def _given(self, waiting: _Waiting) -> bool:
        """Whether the result is known already; then the job is over."""
        if self._store.find(waiting.order.key) is None:
            return False
        self._queue.pop(waiting.row.id, None)
        self._completed(waiting.row, waiting.order.key)
        return True

    def _hear(self, seconds: float) -> None:
        try:
            told = self._told.get(timeout=seconds)
        except Empty:
            return
        if isinstance(told, Progress):
            flight = self._flights.get(told.order.key)
            for id in tuple(flight.ids) if flight else ():
                self._done[id] = told.done
        elif told is not None:
            with self._turn:
                self._take(told)

    def _take(self, told: Outcome) -> None:
        flight = self._flights.pop(told.order.key)
        rows = [row for id in flight.ids if (row := self._book.get(id)) is not None]
        if told.fault == "":
            with self._keeper.turn:
                self._record(flight, told)
                for row in rows:
                    self._completed(row, told.order.key)
                if not rows:
                    self._keeper.tidy_result(told.order.key)
        elif told.fault == "cancelled":
            for row in rows:
                self._again(row, tries=row.tries - 1)
        elif told.fault == "busy" and all(self._busy[row.id] < BUSY for row in rows):
            for row in rows:
                self._busy[row.id] += 1
                self._later[row.id] = time.monotonic() + max(told.after, 0.5)
                self._again(row, tries=row.tries - 1)
        else:
            for row in rows:
                self._failed(row.id, told.fault, words_of(told))

    def _record(self, flight: _Flight, told: Outcome) -> None:
        work = told.order.job.work
        assert isinstance(work, Ask)
        self._store.record(
            told.order.key, job=told.order.job.id, parts=flight.parts, outputs=told.outputs, seconds=told.seconds,
            cost=0.0, engine=f"{work.engine} {work.version}",
        )  # fmt: skip
        self._store.flush()

    def _again(self, row: Row, *, tries: int) -> None:
        self._book.change(row.id, state="queued", tries=tries, size=row.size)
        found = self._book.get(row.id)
        if found is not None and not self._closed:
            self._wait(found)

    # ---- ends --------------------------------------------------------------------------------------------------

    def _completed(self, row: Row, key: Digest) -> None:
        size = row.size + self._keeper.sizes(key)
        self._book.change(row.id, state="completed", ended=time.time(), key=key, size=size)
        self._log(f"{row.id} completed")
        self._over(row.id)

    def _failed(self, id: str, fault: str, words: str) -> None:
        self._book.change(id, state="failed", ended=time.time(), fault=fault, words=words)
        self._log(f"{id} failed: {fault}")
        self._over(id)

    def _over(self, id: str) -> None:
        self._done.pop(id, None)
        self._later.pop(id, None)
        self._busy.pop(id, None)
        for tell in self._waiting.pop(id, ()):
            tell()


def order_of(row: Row) -> tuple[Order, bytes]:
    """What an executor is handed for a job, and what its key is made of; a `UserError` where its engine is gone."""
    request = request_from(msgspec.json.decode(row.request))
    offer = registry.offer(row.engine)
    work = asked(request, offer, row.take)
    job = Job(id=f"serve/{row.id}", stage="serve", subject=row.id, work=work, effort=effort(request, offer, 10.0))
    key, parts = key_of(job, {})
    return Order(job=job, key=key, given={}), parts


_PLAIN: dict[Fault, str] = {
    "broken": "the engine broke while at work on this; whoever runs the server finds more in its log",
    "disk": "the server's disk is full",
    "busy": "the engine was busy for too long",
}


def words_of(told: Outcome) -> str:
    """What a client reads of a failure: what the engine says of the request, nothing of the machine."""
    return _PLAIN.get(told.fault) or told.message.partition("\n  | ")[0]
