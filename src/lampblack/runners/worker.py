"""`python -m lampblack.runners.worker FOLDER`: does tasks one at a time until its owner's end of the pipe closes.

`FOLDER` is the store's own. The worker writes blobs there and reads values; it writes no rows. It ignores Ctrl-C, which
a terminal sends to everyone: the owner decides. When the owner is gone, however it went, the worker goes too.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import threading
import time
from pathlib import Path
from queue import SimpleQueue

from lampblack.runners.call import Caller
from lampblack.runners.context import JobContext
from lampblack.runners.endings import after, ending
from lampblack.runners.messages import READ_TO_WORKER, Do, Ended, FromWorker, Said, Stop, line
from lampblack.runners.printed import print_from_the_step_on, printed_to
from lampblack.store.store import Store

FAREWELL = 1.0
"""Seconds a running task has to see that nobody waits, once the owner is gone."""

BREATH = 0.1
"""Seconds between two words about how far a task is: a screen shows no more."""


class Worker:
    """The worker's one thread of work, and the thread that listens to the owner meanwhile."""

    def __init__(self, store: Store, reads: int, writes: int) -> None:
        """`reads` and `writes` are the file descriptors of the owner's pipes."""
        self._store = store
        self._reads = reads
        self._writes = writes
        self._caller = Caller(store.blobs)
        self._orders: SimpleQueue[Do | None] = SimpleQueue()
        self._current = 0
        self._stop = threading.Event()

    def serve(self) -> None:
        """Work until the owner is gone."""
        threading.Thread(target=self._listen, daemon=True).start()
        while (order := self._orders.get()) is not None:
            self._tell(self._do(order))
        self._caller.close()

    def _listen(self) -> None:
        with os.fdopen(self._reads, "rb") as pipe:
            for text in pipe:
                message = READ_TO_WORKER.decode(text)
                if isinstance(message, Do):
                    # Here, not where the work begins: a stop may come while this process is still starting.
                    self._current = message.number
                    self._stop.clear()
                    self._orders.put(message)
                elif isinstance(message, Stop) and message.number == self._current:
                    self._stop.set()
        self._stop.set()
        self._orders.put(None)
        time.sleep(FAREWELL)
        os._exit(1)

    def _do(self, order: Do) -> Ended:
        began = time.monotonic()
        with printed_to(order.log):
            try:
                context = JobContext(
                    self._store.blobs,
                    self._store.folder / "tmp",
                    progress=_Teller(self, order.number),
                    cancelled=self._stop.is_set,
                )
                with context:
                    outputs = self._caller.do(order.task, context)
            except Exception as error:
                fault, message = ending(error)
                if fault == "broken":
                    print_from_the_step_on(error)
                seconds = time.monotonic() - began
                return Ended(number=order.number, fault=fault, message=message, seconds=seconds, after=after(error))
        return Ended(number=order.number, outputs=dict(outputs), seconds=time.monotonic() - began)

    def _tell(self, message: FromWorker) -> None:
        data = line(message)
        while data:
            data = data[os.write(self._writes, data) :]

    def say(self, number: int, done: float, note: str) -> None:
        """Tell the owner how far a task is."""
        self._tell(Said(number=number, done=done, note=note))


class _Teller:
    """Progress of one task, at most so often."""

    def __init__(self, worker: Worker, number: int) -> None:
        self._worker = worker
        self._number = number
        self._next = 0.0

    def __call__(self, done: float, note: str) -> None:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + BREATH
            self._worker.say(self._number, done, note)


def main() -> None:
    """Begin; the pipes are standard input and output, which nobody else may write to from here on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reads, writes = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    faulthandler.enable()
    with Store(Path(sys.argv[1]), owner=False) as store:
        Worker(store, reads, writes).serve()


if __name__ == "__main__":
    main()
