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
        self._before: tuple[int, int] = (-1, -1)

    def __enter__(self) -> None:
        _flush()
        self._before = os.dup(1), os.dup(2)
        file = os.open(self._log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(file, 1)
        os.dup2(file, 2)
        os.close(file)

    def __exit__(self, *_: object) -> None:
        _flush()
        for number, before in zip((1, 2), self._before, strict=True):
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
