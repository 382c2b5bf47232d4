"""A painter as its owner holds it: a process of its own, and a thread that reads what it drew."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lampblack.previs.painting import READ_DRAWN, Draw, Drawn, receive, send
from lampblack.runners.hand import surroundings

PAINTER = "lampblack.previs.painter"
FAREWELL = 1.0
"""Seconds a painter has to finish its frame; painting a place takes longer, and nobody needs it any more."""


class Hand:
    """`heard` is told of every answer and `gone` once when the pipe ends, both from its own thread."""

    def __init__(
        self,
        store: Path,
        heard: Callable[[Drawn], None],
        gone: Callable[[], None],
        *,
        politeness: int = 0,
        module: str = PAINTER,
    ) -> None:
        """Start it; `politeness` is how far it stands back where cores are few, `store` where compiled kernels are kept
        if no better place can be written."""
        self._heard = heard
        self._gone = gone
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, str(politeness)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=surroundings(store),
            # Away from the terminal's Ctrl-C: its owner ends it.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        threading.Thread(target=self._listen, name="lampblack-painter", daemon=True).start()

    def tell(self, order: Draw) -> None:
        """Have a frame drawn; that it is gone is noticed by the reader, not here."""
        assert self._process.stdin is not None
        with suppress(OSError, ValueError):
            send(self._process.stdin, order)

    def end(self) -> None:
        """Have it end now."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with suppress(OSError, ValueError), self._process.stdout as pipe:
            while (data := receive(pipe)) is not None:
                self._heard(READ_DRAWN.decode(data))
        self._process.wait()
        self._gone()
