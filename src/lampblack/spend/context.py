"""The context of an engine far away, in the owner's own process: what it brings is kept and known at once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.store.store import Store


class PaidContext:
    """A `base.context.Context` on the store itself. A context manager: the scratch folder goes when it is left."""

    def __init__(
        self, store: Store, progress: Callable[[float, str], None], cancelled: Callable[[], bool]
    ) -> None:  # fmt: skip
        self._store = store
        self._progress = progress
        self._cancelled = cancelled
        self._scratch: Path | None = None

    @property
    def scratch(self) -> Path:
        """An empty folder of this job's own, on the same disk as the store."""
        if self._scratch is None:
            self._scratch = self._store.scratch()
        return self._scratch

    def path(self, blob: Blob | Digest) -> Path:
        """A read-only file with the blob's bytes."""
        return self._store.path(blob)

    def put(self, source: bytes | Path) -> Blob:
        """Keep these bytes, or this finished file (it is moved away): on the disk when this returns."""
        return self._store.put(source)

    def progress(self, done: float, note: str = "") -> None:
        """How much of the work is done, 0 to 1."""
        self._progress(done, note)

    def cancelled(self) -> bool:
        """Whether to stop: nobody waits for the answer any more."""
        return self._cancelled()

    def __enter__(self) -> PaidContext:
        return self

    def __exit__(self, *_: object) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None
