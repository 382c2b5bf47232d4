"""What a piece of work is handed: blobs to read, blobs to write, a scratch folder, a way to say how far it is.

The work does not know the store, the graph, where it runs or who waits for it. Always promised: `scratch` exists, is
empty and is removed afterwards; blobs read are files that nobody changes; a written blob is complete or absent;
`cancelled` may be asked at any time and an engine that sees it may simply return early by raising `Cancelled`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError


@dataclass(frozen=True, kw_only=True, slots=True)
class Blob:
    """Bytes by their name: what steps take and give where a value would be too big to be JSON."""

    digest: Digest


class Cancelled(LampblackError):  # noqa: N818 - a film word, not a fault
    """The person, or a newer plan, no longer wants this work."""

    def __init__(self) -> None:
        super().__init__("stopped on request")


class Context(Protocol):
    """The whole outside world of a step or an engine."""

    @property
    def scratch(self) -> Path:
        """An empty folder of this job's own, on the same disk as the store."""
        ...

    def path(self, blob: Blob | Digest) -> Path:
        """A read-only file with the blob's bytes."""
        ...

    def put(self, source: bytes | Path) -> Blob:
        """Keep these bytes, or this finished file (it is moved away), and say their name."""
        ...

    def progress(self, done: float, note: str = "") -> None:
        """How much of the work is done, 0 to 1; cheap, call it once a frame if you like."""
        ...

    def cancelled(self) -> bool:
        """Whether to stop: nobody waits for the answer any more."""
        ...
