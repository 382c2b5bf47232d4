# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# (Pipelines are untyped.)
"""A part of a job: its own progress is a stretch of the whole's, and a pipeline's steps are watched from it."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lampblack.base.context import Blob, Cancelled, Context
from lampblack.base.digest import Digest


class Stage:
    """A `Context` whose work is the stretch from `first` to `last` of another's, and never goes back."""

    def __init__(self, whole: Context, first: float, last: float) -> None:
        self._whole, self._first, self._last = whole, first, last
        self._most = first

    @property
    def scratch(self) -> Path:
        """The whole's."""
        return self._whole.scratch

    def path(self, blob: Blob | Digest) -> Path:
        """The whole's."""
        return self._whole.path(blob)

    def put(self, source: bytes | Path) -> Blob:
        """Into the whole's."""
        return self._whole.put(source)

    def progress(self, done: float, note: str = "") -> None:
        """How much of this part is done."""
        self._most = max(self._most, self._first + (self._last - self._first) * min(1.0, max(0.0, done)))
        self._whole.progress(self._most, note)

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self._whole.cancelled()

    @contextmanager
    def steps(self, pipeline: Any, steps: int, told: bool) -> Generator[dict[str, Any]]:
        """Watch a pipeline's steps: through its own callback, given as arguments, or where it has none through what
        its scheduler is asked. Raises `Cancelled` between two steps."""

        def after(number: int) -> None:
            if self.cancelled():
                raise Cancelled
            self.progress((number + 1) / steps)

        if told:

            def stepped(_: Any, number: int, __: Any, state: dict[str, Any]) -> dict[str, Any]:
                after(number)
                return state

            yield {"callback_on_step_end": stepped}
            return
        scheduler, count = pipeline.scheduler, [0]
        own = scheduler.step

        def counted(*given: Any, **named: Any) -> Any:
            answer = own(*given, **named)
            after(count[0])
            count[0] += 1
            return answer

        scheduler.step = counted
        try:
            yield {}
        finally:
            del scheduler.step
