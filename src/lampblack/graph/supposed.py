"""Results as they would be: what is remembered, and over it, in memory alone, what somebody supposes.

A plan can then look past jobs that are not done yet: a line that is not recorded is given the length of its guide
reading, a take the length it was asked for, and what follows from them can be named and priced. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from lampblack.base.digest import Digest, digest_of
from lampblack.graph.orders import Order, Remembered


class Supposed:
    """A `Results` that reads through to another one and keeps what is new to itself."""

    def __init__(self, results: Remembered) -> None:
        self._results = results
        self._outputs: dict[Digest, Mapping[str, Digest]] = {}
        self._values: dict[Digest, bytes] = {}

    def find(self, key: Digest) -> Mapping[str, Digest] | None:
        """What is supposed, else what is remembered."""
        return self._outputs.get(key) or self._results.find(key)

    def suppose(self, key: Digest, outputs: Mapping[str, bytes]) -> Mapping[str, Digest]:
        """From now on a job with this key is taken to have given these bytes."""
        self._outputs[key] = {name: self.keep(data) for name, data in outputs.items()}
        return self._outputs[key]

    def read(self, digest: Digest) -> bytes:
        """The bytes of a value."""
        return self._values[digest] if digest in self._values else self._results.read(digest)

    def keep(self, data: bytes) -> Digest:
        """Keep a value's bytes, here only."""
        digest = digest_of(data)
        self._values[digest] = data
        return digest

    def node_keys(self) -> Mapping[str, Digest]:
        """As remembered."""
        return self._results.node_keys()

    def parts(self, key: Digest) -> bytes | None:
        """As remembered."""
        return self._results.parts(key)

    def record(
        self, key: Digest, *, job: str, parts: bytes, outputs: Mapping[str, Digest], seconds: float, cost: float,
        engine: str,
    ) -> None:  # fmt: skip
        """Here only."""
        self._outputs[key] = outputs

    def stand(self, job: str, key: Digest) -> None:
        """Nothing: what is supposed stands for nothing."""

    def flush(self) -> None:
        """Nothing to commit."""


Read = Callable[[Digest], bytes]


class Guess:
    """What a job would give, as saved bytes by output name. `certain` where it was really worked out, not guessed."""

    def __init__(self, outputs: Mapping[str, bytes], *, certain: bool) -> None:
        self.outputs = outputs
        self.certain = certain


Suppose = Callable[[Order, Read], Guess | None]
"""What this job would give if it were done; None where nobody can say, and nothing below it is looked at."""
