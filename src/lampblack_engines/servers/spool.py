"""Answers that come in the same breath as the question, kept on the disk until they are fetched.

A server of speech says nothing twice. So its answer is written down under our own ticket before anybody is told of it:
after a crash it is found by that ticket, and is not bought again.
"""

from __future__ import annotations

import os
import re
import threading
import time
from contextlib import suppress
from pathlib import Path

_KEPT_DAYS = 30.0
_TICKET = re.compile(r"[A-Za-z0-9-]{8,64}")


class Spool:
    """The answers in one folder, each one file, whole or not there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, ticket: str, answer: bytes) -> None:
        """On the disk when this returns; what is a month old is cleared away."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._clear()
        path = self._path(ticket)
        part = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}.part")
        with part.open("wb") as file:
            file.write(answer)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)

    def find(self, ticket: str) -> Path | None:
        """The answer's file, if it is there."""
        if not _TICKET.fullmatch(ticket):
            return None
        path = self._path(ticket)
        return path if path.is_file() else None

    def _path(self, ticket: str) -> Path:
        return self._folder / f"{ticket}.answer"

    def _clear(self) -> None:
        before = time.time() - _KEPT_DAYS * 86_400.0
        for path in self._folder.glob("*"):
            with suppress(OSError):
                if path.stat().st_mtime < before:
                    path.unlink()


def usual_spool(engine: str) -> Spool:
    """Where an engine's answers wait, under the user's own cache."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return Spool(cache / "lampblack" / "answers" / engine)
