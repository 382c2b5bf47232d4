"""How a simulated provider behaves: plain data, sent to it when a test opens an account."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Literal

Kind = Literal["key", "tag", "nothing"]
KINDS: tuple[Kind, ...] = ("key", "tag", "nothing")

PRICE = 2.0
"""What one picture is offered at, in the provider's own currency."""

CHARGED: dict[Kind, float] = {"key": 2.0, "tag": 1.5, "nothing": 2.0}
"""What is really charged: the one with tags is cheaper than it says, as some are."""

CURRENCY = "CNY"


@dataclass(frozen=True, kw_only=True)
class World:
    """One account's luck. Shares are of 1; times are seconds; the same seed gives the same luck."""

    kind: Kind = "key"
    seed: int = 0
    seconds: float = 0.03
    """How long a job takes."""
    lose: float = 0.0
    """Accepted and billed, then the socket is closed, or a gateway says 502."""
    late: float = 0.0
    """Accepted and billed at once, answered after the client has given up."""
    slow: float = 0.0
    """Read at once, accepted and billed only `SLOW` later: the client may be dead by then."""
    limit: float = 0.0
    """429 with a Retry-After, nothing taken."""
    trouble: float = 0.0
    """503 where a job is looked at, listed or fetched."""
    cut: float = 0.0
    """A download that ends in its middle."""
    lag: float = 0.0
    """Jobs younger than that are not in the list yet, and it says so."""
    window: float = 3_600.0
    """So long the same key is the same job; afterwards it is a new one, and billed."""
    expires: float = 0.0
    """So long a result can be fetched; 0: for ever."""
    stops: bool = False
    """A job can be stopped before it is done, and is not owed then."""
    restart: int = 0
    """The process dies after billing the n-th job, and comes back with its ledger."""
    kill: str = ""
    """`label:n`: the client is killed where its n-th request passes `received`, `charged`, `answered`, `looked`,
    `listed` or `fetching`."""

    def plain(self) -> dict[str, Any]:
        """As it is sent."""
        return asdict(self)

    def strikes(self, what: str, share: float, number: int) -> bool:
        """Whether luck is out for the n-th request of that sort."""
        return bool(share) and Random(f"{self.seed}/{what}/{number}").random() < share


SLOW = 0.15
LATE = 0.8
PATIENCE = 0.5
"""How long the client waits for an answer."""
