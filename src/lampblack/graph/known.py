"""What a planner may look at: values that are known, and a memory of those it asked for in vain."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from lampblack.base.context import Blob
from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.saved import decode
from lampblack.graph.job import Job

T = TypeVar("T")


class Known:
    """Results by job id, as far as the build has come. Not to be kept by the planner from one call to the next."""

    def __init__(self, outputs: Mapping[str, Mapping[str, Digest]], read: Callable[[Digest], bytes]) -> None:
        """`outputs` is looked at, not copied: it grows while the build goes on."""
        self._outputs = outputs
        self._read = read
        self._nouns: dict[tuple[Digest, Any], Any] = {}
        self.missing: set[tuple[str, str]] = set()
        """(job id, output) that were asked for and are not known; emptied before each call of the planner."""
        self.found: set[tuple[str, str]] = set()
        """Those that were asked for and are known; emptied likewise."""

    def value(self, job_id: str, kind: type[T], output: str = "value") -> T | None:
        """The noun that job gave, decoded as `kind`, or None where it is not known yet."""
        digest = self._digest(job_id, output)
        if digest is None:
            return None
        if (digest, kind) not in self._nouns:
            try:
                self._nouns[digest, kind] = decode(self._read(digest), kind)
            except msgspec.DecodeError as error:
                raise LampblackError(
                    f"what {job_id} gave does not fit {kind.__name__} any more: {error}; "
                    "was its step's version not raised?"
                ) from error
        return self._nouns[digest, kind]

    def blob(self, job_id: str, output: str) -> Blob | None:
        """The bytes that job gave, or None where they are not known yet."""
        digest = self._digest(job_id, output)
        return Blob(digest=digest) if digest else None

    def _digest(self, job_id: str, output: str) -> Digest | None:
        digest = self._outputs.get(job_id, {}).get(output)
        (self.found if digest else self.missing).add((job_id, output))
        return digest


Planner = Callable[[Known], Sequence[Job]]
"""Pure: the same known values give the same jobs. Called again whenever a value it missed becomes known."""
