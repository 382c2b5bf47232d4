"""The seams of the graph: what it asks of whoever remembers results, and of whoever does the work.

The graph knows neither SQLite nor processes nor engines; `project` hands it these two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from lampblack.base.digest import Digest
from lampblack.graph.job import Job

Given = Mapping[str, Digest | tuple[Digest, ...]]
"""A job's inputs, all known: each by the name of its bytes (a value's bytes are its canonical JSON)."""


class Remembered(Protocol):
    """What was made before, to be looked up: all that a plan needs."""

    def find(self, key: Digest) -> Mapping[str, Digest] | None:
        """What a job with this key gave, if all of it is still there."""
        ...

    def node_keys(self) -> Mapping[str, Digest]:
        """The key each job stood for last, by its id."""
        ...

    def parts(self, key: Digest) -> bytes | None:
        """The canonical JSON a remembered key was made of."""
        ...

    def read(self, digest: Digest) -> bytes:
        """The bytes of a value."""
        ...


class Results(Remembered, Protocol):
    """Whoever remembers. Always promised: outputs handed to `record` are kept already."""

    def record(
        self, key: Digest, *, job: str, parts: bytes, outputs: Mapping[str, Digest], seconds: float, cost: float,
        engine: str,
    ) -> None:  # fmt: skip
        """Remember what a job gave."""
        ...

    def stand(self, job: str, key: Digest) -> None:
        """From now on this job stands for this key."""
        ...

    def keep(self, data: bytes) -> Digest:
        """Keep a value's bytes."""
        ...

    def flush(self) -> None:
        """Everything written so far is to survive and be seen by others."""
        ...


Fault = Literal["", "refused", "failed", "broken", "late", "busy", "held", "disk", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class Order:
    """A job that is to be done now: its key, and the names of all its inputs."""

    job: Job
    key: Digest
    given: Given


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a job is, 0 to 1."""

    order: Order
    done: float
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a job ended. `outputs` are kept when it is told; `message` is empty where all went well.

    `fault` says what kind of end it was: `refused` (the request cannot be done as asked; a `UserError`), `failed` (a
    `JobError`), `broken` (anything else: nobody knows how far it got), `late` (it ran past its limit and was ended),
    `busy` (it could not be begun just now: the build tries again after `after` seconds), `held` (it would cost more
    than a person has said yes to), `disk` (nothing can be kept any more, so nothing else is to be begun), `cancelled`.
    """

    order: Order
    outputs: Mapping[str, Digest] = field(default_factory=lambda: {})
    seconds: float = 0.0
    cost: float = 0.0
    fault: Fault = ""
    message: str = ""
    after: float = 0.0


Tell = Callable[[Progress | Outcome], None]
"""May be called from any thread: one `Outcome` for each order started, `Progress` before it as often as liked."""


class Executor(Protocol):
    """Whoever does the work.

    Jobs of one lane need the same and wait in one queue; `room` says how many more of a lane may start now. Always
    promised to it: `start` is called only while there is room, from one thread; `close` is called in the end. Promised
    by it: `start` does not raise, every order started is told of once, also after `cancel`, within about two seconds.
    """

    def lane(self, job: Job) -> str:
        """The name of the queue this job waits in."""
        ...

    def room(self, lane: str) -> int:
        """How many more jobs of that lane may be started now."""
        ...

    def start(self, order: Order, tell: Tell) -> None:
        """Begin this job."""
        ...

    def cancel(self) -> None:
        """Nobody waits for what is running any more."""
        ...

    def close(self) -> None:
        """Let go of everything; may be called twice."""
        ...
