"""The ledger: every step of every paid job, one row each, never changed, on the disk before the next thing happens.

A job's present state is its last row. Knows rows and sums; when a row is written is decided in `spend`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.store.actions import now
from lampblack.store.database import Database

State = Literal["intended", "sending", "running", "succeeded", "failed", "withdrawn", "in doubt"]

OPEN: tuple[State, ...] = ("intended", "sending", "running")
"""A job in one of these has not ended; found at start, it was cut off."""

COUNTED: tuple[State, ...] = ("intended", "sending", "running", "succeeded", "in doubt")
"""What counts against the cap: what is spent, reserved, or may have been spent."""


class CapReached(UserError):  # noqa: N818 - a state, as a person says it
    """The film's budget does not allow this any more; nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Money:
    """One row. `ticket` is our own name for the job (a UUID), `provider` the provider's, as soon as it is known.

    `price` is what is reserved, and on the row that ends a job what was really charged. `request` is the whole saved
    request, `outputs` what came of it (name to digest).
    """

    ticket: str
    key: Digest
    job: str
    engine: str
    state: State
    price: float
    request: Mapping[str, Any] = field(default_factory=lambda: {})
    provider: str = ""
    outputs: Mapping[str, Digest] = field(default_factory=lambda: {})
    note: str = ""
    at: float = 0.0


class Ledger:
    """The table of money. Each writing method returns when its row is on the disk (`synchronous=FULL`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, money: Money, cap: float | None) -> None:
        """Write the row that intends to spend; `CapReached` where all that counts would be more than `cap`."""
        with self._database.paid() as transaction:
            rows = transaction.execute(_PRESENT).fetchall()
            counted = sum(row.price for row in map(_money, rows) if row.state in COUNTED)
            if cap is not None and counted + money.price > cap + 1e-9:
                raise CapReached(
                    f"{money.job} would cost {money.price:.2f}, and {counted:.2f} of the cap of {cap:.2f} is spent or "
                    "reserved; raise [budget] cap in film.toml to go on"
                )
            transaction.execute(_INSERT, _row(money))

    def append(self, money: Money) -> None:
        """Write the next row of a job."""
        with self._database.paid() as transaction:
            transaction.execute(_INSERT, _row(money))

    def last_for(self, key: Digest) -> Money | None:
        """Where the newest job with this key stands."""
        found = self._database.rows("SELECT * FROM money WHERE key = ? ORDER BY row DESC LIMIT 1", key)
        return _money(found[0]) if found else None

    def present(self) -> list[Money]:
        """The last row of every paid job, oldest job first."""
        return [_money(row) for row in self._database.rows(_PRESENT)]

    def history(self, ticket: str) -> list[Money]:
        """Every row of one job, in order."""
        return [_money(row) for row in self._database.rows("SELECT * FROM money WHERE ticket = ? ORDER BY row", ticket)]

    def spent(self) -> float:
        """What was really charged, in all."""
        return sum(money.price for money in self.present() if money.state == "succeeded")

    def doubts(self) -> list[Money]:
        """Jobs that may have been paid: only a person can know."""
        return [money for money in self.present() if money.state == "in doubt"]

    def settle(self, ticket: str, state: Literal["succeeded", "failed", "withdrawn"], note: str) -> Money:
        """A person's word: a job in doubt was paid, or was not, or it may be sent again (`withdrawn`).

        A job that failed may be let try again in the same way.
        """
        history = self.history(ticket)
        if not history or history[-1].state not in ("in doubt", "failed"):
            open_now = tuple(money.ticket for money in self.doubts())
            raise UserError(f"no job {ticket!r} is in doubt or failed", possible=open_now)
        price = history[-1].price if state == "succeeded" else 0.0
        settled = replace(history[-1], state=state, price=price, note=note, at=0.0)
        self.append(settled)
        return settled


_INSERT = (
    "INSERT INTO money (at, ticket, key, job, engine, state, price, request, provider, outputs, note) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)

_PRESENT = "SELECT * FROM money WHERE row IN (SELECT MAX(row) FROM money GROUP BY ticket) ORDER BY row"

_OUTPUTS = msgspec.json.Decoder(dict[str, Digest])
_REQUEST = msgspec.json.Decoder(dict[str, Any])


def _row(money: Money) -> tuple[Any, ...]:
    request = msgspec.json.encode(money.request).decode()
    outputs = msgspec.json.encode(money.outputs).decode()
    return (
        money.at or now(), money.ticket, money.key, money.job, money.engine, money.state, money.price, request,
        money.provider, outputs, money.note,
    )  # fmt: skip


def _money(row: tuple[Any, ...]) -> Money:
    _, at, ticket, key, job, engine, state, price, request, provider, outputs, note, *_ = row
    return Money(
        ticket=ticket, key=key, job=job, engine=engine, state=state, price=price, request=_REQUEST.decode(request),
        provider=provider, outputs=_OUTPUTS.decode(outputs), note=note, at=at,
    )  # fmt: skip
