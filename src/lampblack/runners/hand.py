"""One worker process as its owner holds it: a pipe in, a pipe out, and a thread that reads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from lampblack.runners.cards import Claim
from lampblack.runners.logs import FOLDER, WORKERS
from lampblack.runners.messages import READ_FROM_WORKER, FromWorker, ToWorker, line

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMBA_NUM_THREADS",
        "OPENCV_FOR_THREADS_NUM",
        "VECLIB_MAXIMUM_THREADS",
    ),
    "1",
)
"""A worker is one core: what it makes must not depend on how many there are."""


WORKER = "lampblack.runners.worker"


class Hand:
    """A worker. `heard` is called for every message and `gone` once when the pipe ends, both from its own thread."""

    def __init__(
        self,
        folder: Path,
        heard: Callable[[Hand, FromWorker], None],
        gone: Callable[[Hand], None],
        *,
        claim: Claim = ((), 0.0),
        told: Mapping[str, str] | None = None,
        module: str = WORKER,
    ) -> None:
        """Start a worker for the store in `folder`; it takes its first order while it still starts.

        `claim` is what it holds of the machine's GPUs, `told` what it finds in its environment besides the owner's.
        """
        self.warm: set[str] = set()
        """The engines and modules it has loaded."""
        self.claim = claim
        self.idle_since = 0.0
        self._heard = heard
        self._gone = gone
        # What it says outside of any job: most of all why it could not start.
        with (folder / FOLDER / WORKERS).open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", module, str(folder)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**surroundings(folder), **(told or {})},
                # Away from the terminal's Ctrl-C: the owner has results to record first.
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )
        self._reader = threading.Thread(target=self._listen, name="lampblack-hand", daemon=True)
        self._reader.start()

    @property
    def process_id(self) -> int:
        """The operating system's number for it."""
        return self._process.pid

    def tell(self, message: ToWorker) -> None:
        """Send a message; a worker that is gone is noticed by the reader, not here."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            self._process.stdin.write(line(message))
            self._process.stdin.flush()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def let_go(self) -> None:
        """Close its pipe: it ends by itself when it is idle."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def wait(self, seconds: float) -> None:
        """Wait for its end so long, then end it."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if threading.current_thread() is not self._reader:
            self._reader.join(seconds)

    def death(self) -> str:
        """How it ended, in words."""
        code = self._process.wait()
        if code >= 0:
            return f"ended with code {code}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else str(-code)
        hint = ", probably out of memory" if name == "SIGKILL" else ""
        return f"was ended by {name}{hint}"

    def end(self, seconds: float) -> None:
        """Have it end now: by itself if it can within so long. Its reader may be at work still when this returns."""
        self.let_go()
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError), self._process.stdout as pipe:
            for text in pipe:
                self._heard(self, READ_FROM_WORKER.decode(text))
        self._gone(self)


def _kernel_cache(store: Path) -> dict[str, str]:
    """Where compiled kernels are kept if neither the installed package nor a home can be written: beside the blobs."""
    package, home = Path(__file__).parents[1], Path("~").expanduser()
    if "NUMBA_CACHE_DIR" in os.environ or os.access(package, os.W_OK) or os.access(home, os.W_OK):
        return {}
    return {"NUMBA_CACHE_DIR": str(store / "kernels")}


def surroundings(store: Path) -> dict[str, str]:
    """The owner's environment, with the modules it sees, one thread, and sets that are walked in one order."""
    path = os.pathsep.join(entry or str(Path.cwd()) for entry in sys.path)
    return {**os.environ, **ONE_THREAD, **_kernel_cache(store), "PYTHONPATH": path, "PYTHONHASHSEED": "0"}
