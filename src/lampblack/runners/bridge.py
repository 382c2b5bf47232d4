"""`python -m lampblack.runners.bridge FOLDER`: stands between an owner and a Ray cluster.

Where the cluster is and which labels its nodes must have is in the environment. Orders come in and ends go out over the
owner's pipes, as with a worker; it ends when the owner does, and when the cluster is gone, and the owner lives on.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue

from lampblack.runners.messages import READ_TO_WORKER, Do, FromWorker, Lost, Stop, ToWorker, line

ADDRESS, LABELS = "LAMPBLACK_RAY_ADDRESS", "LAMPBLACK_RAY_LABELS"

TURN = 0.05
"""Seconds between two looks at what the owner says."""

SILENCE = 20.0
"""Seconds without a sign of the cluster after which it is taken for gone."""

MISSES = 3
"""How often, a second apart, nobody may answer at the head's port before the cluster is taken for gone."""


class Pipes:
    """The owner's pipes: a thread reads, any thread writes."""

    def __init__(self, reads: int, writes: int) -> None:
        self.orders: SimpleQueue[ToWorker | None] = SimpleQueue()
        self._reads = reads
        self._writes = writes
        self._turn = threading.Lock()
        threading.Thread(target=self._listen, daemon=True).start()

    def tell(self, message: FromWorker) -> None:
        """One line to the owner."""
        data = line(message)
        with self._turn:
            while data:
                data = data[os.write(self._writes, data) :]

    def _listen(self) -> None:
        with os.fdopen(self._reads, "rb") as pipe:
            for text in pipe:
                self.orders.put(READ_TO_WORKER.decode(text))
        self.orders.put(None)
        time.sleep(5.0)
        # Ray was asked to let go and does not: the cluster ends what is ours when this process is gone.
        os._exit(0)


class _Watch:
    """Ends this process when the cluster has not answered for too long: Ray itself would wait for minutes."""

    def __init__(self, pipes: Pipes, address: str) -> None:
        self._pipes = pipes
        self._address = address
        self.head = address
        """Host and port of the head, once they are known."""
        self.seen = time.monotonic()
        threading.Thread(target=self._watch, daemon=True).start()

    def _watch(self) -> None:
        misses = 0
        while time.monotonic() - self.seen < SILENCE and misses < MISSES:
            time.sleep(1.0)
            misses = 0 if listens(self.head) else misses + 1
        self._pipes.tell(Lost(message=f"no Ray cluster answers at {self._address!r}"))
        os._exit(1)


def listens(address: str) -> bool:
    """Whether somebody is at that host and port; an address without them is not doubted."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if not host or not port.isdigit():
        return True
    try:
        socket.create_connection((host, int(port)), timeout=3.0).close()
    except OSError:
        return False
    return True


def serve(folder: Path, address: str, labels: dict[str, str], pipes: Pipes) -> int:
    """Pass orders on until the owner is gone (0) or the cluster is (1)."""
    watch = _Watch(pipes, address)
    # Only here: it takes a second, and what it takes must be seen by the watch.
    from lampblack.runners.ray import Cluster, lost

    try:
        cluster = Cluster(folder, address, labels, pipes.tell)
        watch.head = cluster.head or address
        while True:
            watch.seen = time.monotonic()
            for message in _waiting(pipes):
                if message is None:
                    cluster.close()
                    return 0
                if isinstance(message, Do):
                    cluster.begin(message)
                elif isinstance(message, Stop):
                    cluster.stop(message.number)
                else:
                    cluster.drop(message.number)
            cluster.turn(TURN)
    except Exception as error:
        pipes.tell(lost(address, error))
        return 1


def _waiting(pipes: Pipes) -> list[ToWorker | None]:
    found: list[ToWorker | None] = []
    try:
        while True:
            found.append(pipes.orders.get_nowait())
    except Empty:
        return found


def main() -> None:
    """Begin; the pipes are standard input and output, which nobody else may write to from here on."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reads, writes = os.dup(0), os.dup(1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    code = serve(Path(sys.argv[1]), os.environ[ADDRESS], json.loads(os.environ.get(LABELS, "{}")), Pipes(reads, writes))
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
