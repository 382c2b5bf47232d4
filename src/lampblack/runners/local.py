"""Jobs in the owner's own process: small ones at once, where a worker's start would cost more than the work, and those
that may run nowhere else (what costs money) in threads."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from lampblack.graph.job import Job
from lampblack.graph.orders import Order, Outcome, Progress, Tell
from lampblack.runners.admit import admit
from lampblack.runners.call import Caller
from lampblack.runners.context import JobContext
from lampblack.runners.endings import after, ending, overran
from lampblack.runners.task import task_of
from lampblack.store.store import Store


class Local:
    """An executor in this process. With `threads=0` a job is done when `start` returns; else so many at once."""

    def __init__(self, store: Store, *, threads: int = 0) -> None:
        self._store = store
        self._threads = threads
        self._pool = ThreadPoolExecutor(threads, "lampblack-local") if threads else None
        self._busy = 0
        self._turn = threading.Lock()
        self._stop = threading.Event()
        self._mine = threading.local()
        self._callers: list[Caller] = []

    def lane(self, job: Job) -> str:
        """All jobs alike."""
        return "here"

    def room(self, lane: str) -> int:
        """One at a time, or as many as there are idle threads."""
        return self._threads - self._busy if self._pool else 1

    def start(self, order: Order, tell: Tell) -> None:
        """Do this job, or have a thread do it."""
        if self._pool is None:
            self._stop.clear()
            try:
                tell(self._do(order, tell))
            except KeyboardInterrupt:
                tell(Outcome(order=order, fault="cancelled", message="stopped on request"))
                raise
            return
        with self._turn:
            if self._busy == 0:
                self._stop.clear()
            self._busy += 1
        self._pool.submit(self._do_in_thread, order, tell)

    def cancel(self) -> None:
        """Jobs that ask their context will see it."""
        self._stop.set()

    def close(self) -> None:
        """Wait for the threads, close every engine."""
        self._stop.set()
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        for caller in self._callers:
            caller.close()
        self._callers.clear()

    def _do_in_thread(self, order: Order, tell: Tell) -> None:
        outcome = self._do(order, tell)
        with self._turn:
            self._busy -= 1
        tell(outcome)

    def _do(self, order: Order, tell: Tell) -> Outcome:
        began = time.monotonic()
        limit = order.job.effort.limit

        def late() -> bool:
            return time.monotonic() - began > limit

        def progress(done: float, note: str) -> None:
            tell(Progress(order=order, done=done, note=note))

        try:
            with JobContext(
                self._store.blobs,
                self._store.folder / "tmp",
                progress=progress,
                cancelled=lambda: self._stop.is_set() or late(),
            ) as context:
                outputs = self._caller().do(task_of(order), context)
                names = admit(self._store, outputs)
        except Exception as error:
            fault, message = ending(error)
            if fault == "cancelled" and late() and not self._stop.is_set():
                fault, message = "late", overran(limit)
            seconds = time.monotonic() - began
            return Outcome(order=order, fault=fault, message=message, seconds=seconds, after=after(error))
        return Outcome(order=order, outputs=names, seconds=time.monotonic() - began)

    def _caller(self) -> Caller:
        caller: Caller | None = getattr(self._mine, "caller", None)
        if caller is None:
            caller = self._mine.caller = Caller(self._store.blobs)
            self._callers.append(caller)
        return caller
