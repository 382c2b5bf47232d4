"""A bench to try an engine on: a context that keeps its blobs in a folder and remembers what it was told."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of, digest_of_file, short


@dataclass(kw_only=True)
class Bench:
    """A `Context` of its own. With `stop` set, every question whether the work is cancelled is answered yes."""

    folder: Path
    stop: bool = False
    told: list[float] = field(default_factory=lambda: list[float]())
    """Every share of the work that was reported done."""

    @property
    def scratch(self) -> Path:
        """An empty folder, made at the first question."""
        made = self.folder / "scratch"
        made.mkdir(parents=True, exist_ok=True)
        return made

    def path(self, blob: Blob | str) -> Path:
        """The file with the blob's bytes."""
        digest = blob.digest if isinstance(blob, Blob) else blob
        return self.folder / "blobs" / short(digest, 64)

    def put(self, source: bytes | Path) -> Blob:
        """Keep bytes, or move a finished file in."""
        blob = Blob(digest=digest_of(source) if isinstance(source, bytes) else digest_of_file(source))
        path = self.path(blob)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, bytes):
            path.write_bytes(source)
        else:
            shutil.move(source, path)
        return blob

    def progress(self, done: float, note: str = "") -> None:
        """Remember how far the work says it is."""
        self.told.append(done)

    def cancelled(self) -> bool:
        """Whether to stop."""
        return self.stop

    def cleared(self) -> Bench:
        """The same blobs, an empty scratch folder, nothing told yet."""
        shutil.rmtree(self.folder / "scratch", ignore_errors=True)
        return Bench(folder=self.folder)
