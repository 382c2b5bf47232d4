"""The context of a step or an engine: the store's bytes, a scratch folder, how far it is, whether to stop."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.store.blobs import Blobs


class JobContext:
    """One job's `base.context.Context`. Use it as a context manager: the scratch folder goes when it is left."""

    def __init__(
        self,
        blobs: Blobs,
        tmp: Path,
        *,
        progress: Callable[[float, str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """`tmp` is the store's folder for unfinished things: the scratch folder is made there on first use."""
        self._blobs = blobs
        self._tmp = tmp
        self._progress = progress
        self._cancelled = cancelled
        self._scratch: Path | None = None

    @property
    def scratch(self) -> Path:
        """An empty folder of this job's own, on the same disk as the store."""
        if self._scratch is None:
            self._scratch = Path(tempfile.mkdtemp(dir=self._tmp))
        return self._scratch

    def path(self, blob: Blob | Digest) -> Path:
        """A read-only file with the blob's bytes."""
        return self._blobs.path(blob.digest if isinstance(blob, Blob) else blob)

    def put(self, source: bytes | Path) -> Blob:
        """Keep these bytes, or this finished file (it is moved away), and say their name."""
        digest = self._blobs.put_bytes(source) if isinstance(source, bytes) else self._blobs.put_file(source)
        return Blob(digest=digest)

    def progress(self, done: float, note: str = "") -> None:
        """How much of the work is done, 0 to 1."""
        if self._progress:
            self._progress(done, note)

    def cancelled(self) -> bool:
        """Whether to stop: nobody waits for the answer any more."""
        return self._cancelled is not None and self._cancelled()

    def __enter__(self) -> JobContext:
        return self

    def __exit__(self, *_: object) -> None:
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)
            self._scratch = None
