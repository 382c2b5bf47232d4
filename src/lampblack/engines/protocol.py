"""The public door: what a class must have to be an engine, here or at a provider far away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

from lampblack.base.context import Blob, Context
from lampblack.base.errors import JobError, UserError
from lampblack.engines.requests import Request

Answer = Mapping[str, Blob | Any]
"""Outputs by name, as the request's docstring says: blobs, or nouns that are saved as JSON."""


class Engine(Protocol):
    """Answers requests. It does not know the film, the graph, the store or who asks.

    Always promised to it: one request at a time per instance, `close` is called in the end, the context outlives the
    call. Promised by it: the same request, take and version give the same answer (free engines: byte for byte on one
    machine); what it cannot do raises `UserError`, what failed raises `JobError`, what may be tried again in a moment
    raises `Busy`; nothing is swapped in silence.
    """

    def run(self, request: Request, take: int, context: Context) -> Answer:
        """Answer one request. `take` 1, 2, 3 ... asks for another try at the same thing: it is the seed's salt."""
        ...

    def close(self) -> None:
        """Let go of models, files and processes; may be called twice."""
        ...


class Declined(UserError):  # noqa: N818 - what the provider did
    """The provider did not take the job and nothing is owed (400, 401, 402 ...): a person can change something."""


class Refused(JobError):  # noqa: N818 - what the provider did
    """The provider's final no to this request (moderation): a result, not sent again in the same words."""


State = Literal["running", "succeeded", "failed", "refused", "cancelled", "expired"]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a provider's job is. `id` is the provider's name for it; after a space may follow what the engine must know
    of the request to bring its result, which is no part of the name.

    `charged` is what it really cost, in the offer's currency, where the provider says so (None: it does not).
    `again_in` is when to look again, in seconds, where the provider says so. `expired`: it was done, and its result is
    not there any more.
    """

    id: str
    state: State = "running"
    done: float = 0.0
    charged: float | None = None
    message: str = ""
    again_in: float | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a provider knows of a job whose answer was lost: the ids that may be it, and whether it promises that a job
    it took would be among them by now."""

    ids: tuple[str, ...] = ()
    complete: bool = False


class Remote(Protocol):
    """An engine whose work is done elsewhere, takes minutes and may cost money (`Offer.remote`).

    Driven one small question at a time by whoever keeps the ledger. It remembers nothing between two calls, repeats
    nothing by itself, follows no redirects on `submit`. Any method may raise `Busy` (429: nothing was taken). Several
    threads may ask at once. `ticket` is our own name for the job, a UUID: the idempotency key or the caller's task id
    where the provider takes one.
    """

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """The whole body as it will be sent; it is kept, and what is sent is these bytes, also a second time."""
        ...

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Send it. Raises `Declined`, `Refused` or `Busy` where it was certainly not taken; anything else raised means
        that nobody knows."""
        ...

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Look for a job whose answer was lost, by our ticket or in the list of jobs `since` (seconds since 1970: the
        moment of sending itself, without a margin for clocks that differ)."""
        ...

    def look(self, id: str) -> Standing:
        """How far it is. Raising is not the job failing."""
        ...

    def fetch(self, id: str, context: Context) -> Answer:
        """Bring the results of a succeeded job; may be asked again where it broke off."""
        ...

    def cancel(self, id: str) -> None:
        """Ask the provider to stop it; where it cannot, nothing."""
        ...

    def close(self) -> None:
        """Let go of connections; may be called twice."""
        ...


@runtime_checkable
class Naming(Protocol):
    """A `Remote` whose names say more than the provider's own (`Standing.id`)."""

    def known_as(self, id: str, body: bytes) -> str:
        """The whole name of a job that was sent as `body` and that a person knows by the provider's own name."""
        ...
