"""One owner for one film: an operating system's lock, which dies with its holder however it dies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from lampblack.base.errors import UserError
from lampblack.store.errors import explained


class AlreadyOwned(UserError):  # noqa: N818 - a state, as a person says it
    """Another build is at work on this film."""


class Lock:
    """Held from `take` to `release`. The file stays; only the lock on it means anything."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor = -1

    def take(self) -> None:
        """Become the owner, or raise `AlreadyOwned` at once: nobody waits in the dark."""
        with explained(self._file.parent):
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(descriptor)
        except OSError as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise AlreadyOwned(
                f"another build{holder} is at work on {self._file.parent.parent}; "
                "wait until it is done, or stop it, and start again"
            ) from error
        with explained(self._file.parent):
            os.ftruncate(descriptor, 0)
            os.lseek(descriptor, 0, os.SEEK_SET)
            os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Let go; may be called twice."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _holder(descriptor: int) -> str:
    os.lseek(descriptor, 0, os.SEEK_SET)
    written = os.read(descriptor, 20).decode(errors="ignore").strip()
    return f" (process {written})" if written.isdigit() else ""


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        # Far behind the process number, so that others can read who holds it.
        os.lseek(descriptor, 1 << 20, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
