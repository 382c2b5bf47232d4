"""What anyone prints while a job runs, C libraries too, in a file of that job's own."""

from __future__ import annotations

import os
import sys
import traceback
from pathlib import Path


class printed_to:  # noqa: N801 - used as a verb
    """What goes to standard output and error goes to this file while the block runs."""

    def __init__(self, log: str) -> None:
        self._log = log

    def __enter__(self) -> None:
        _flush()
        self._before = os.dup(1), os.dup(2), sys.stdout, sys.stderr
        # The streams too: who runs this process may have put others in the place of Python's own.
        self._file = Path(self._log).open("a", buffering=1, encoding="utf-8", errors="backslashreplace")
        sys.stdout = sys.stderr = self._file
        for number in (1, 2):
            os.dup2(self._file.fileno(), number)

    def __exit__(self, *_: object) -> None:
        _flush()
        one, two, sys.stdout, sys.stderr = self._before
        self._file.close()
        for number, before in ((1, one), (2, two)):
            os.dup2(before, number)
            os.close(before)


def print_from_the_step_on(error: Exception) -> None:
    """The traceback without this folder's own frames, which tell nobody anything."""
    place = error.__traceback__
    while place and place.tb_next and Path(place.tb_frame.f_code.co_filename).parent == Path(__file__).parent:
        place = place.tb_next
    traceback.print_exception(type(error), error, place)


def _flush() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
