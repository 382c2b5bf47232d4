"""The ledger: every step of every paid job, one row each, never changed, on the disk before the next thing happens.

A job's present state is its last row. Knows rows and sums; when a row is written is decided in `spend`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.base.points import passing
from lampblack.store.actions import now
from lampblack.store.caps import Caps, Counted, left, require
from lampblack.store.database import Database

State = Literal[
    "intended", "sending", "running", "succeeded", "failed", "cancelled", "withdrawn", "expired", "in doubt"
]

STATES: tuple[State, ...] = get_args(State)

OPEN: tuple[State, ...] = ("intended", "sending", "running")
"""A job in one of these has not ended; found at start, it was cut off."""

COUNTED: tuple[State, ...] = tuple(state for state in STATES if state != "withdrawn")
"""What counts against the caps, each with its row's price: what is spent, reserved, or may have been spent. A job that
failed or was cancelled owes what its provider charged, most often nothing."""

ASKED: tuple[State, ...] = ("in doubt", "expired")
"""Only a person can say what is to become of these."""

HOUR = 3600.0
DAY = 24
"""Hours that count for `Limits.day`."""


@dataclass(frozen=True, kw_only=True)
class Money:
    """One row. `ticket` is our own name for the job (a UUID), `provider` the provider's, as soon as it is known.

    `price` is what counts against the caps, in the budget's currency (`unit`): what is reserved, and on the row that
    ends a job what was really charged; `quoted` is the same in the provider's own (`currency`). `parts` is the
    canonical JSON whose digest `key` is (engine, version, take, the whole request): kept on the first row of a ticket
    only. `body` names the bytes that are sent, `outputs` what came of it. `film` is the episode, in a series.
    """

    ticket: str
    key: Digest
    job: str
    engine: str
    state: State
    price: float
    parts: bytes = b""
    provider: str = ""
    outputs: Mapping[str, Digest] = field(default_factory=lambda: {})
    note: str = ""
    film: str = ""
    stage: str = ""
    subject: str = ""
    scene: str = ""
    unit: str = "USD"
    quoted: float = 0.0
    currency: str = "USD"
    body: str = ""
    at: float = 0.0
    """Seconds since 1970; never less than that of any row before, whatever the clock says."""


class Ledger:
    """The table of money. Each writing method returns when its row is on the disk (`synchronous=FULL`)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reserve(self, money: Money, caps: Caps) -> Money:
        """Write the row that intends to spend; `CapReached` where all that counts would be more than a cap allows.

        Counted and written in one transaction, so that no two reservations can share the same room.
        """
        passing(f"before {money.state}")
        with self._database.paid() as transaction:
            require(caps.worth(money.price, money.unit), money.job, money.engine, self.counted(caps), caps)
            written = _insert(transaction, money, self.time())
        passing(f"after {money.state}")
        return written

    def append(self, money: Money) -> Money:
        """Write the next row of a job."""
        passing(f"before {money.state}")
        with self._database.paid() as transaction:
            written = _insert(transaction, money, self.time())
        passing(f"after {money.state}")
        return written

    def time(self) -> float:
        """Now, as the ledger counts: it never goes back."""
        return max(now(), _last(self._database.rows(_LAST_TIME)))

    def clock_is_behind(self, seconds: float) -> bool:
        """Whether the clock was set back by more than that since the last row: no span can be measured then."""
        return now() < _last(self._database.rows(_LAST_TIME)) - seconds

    def last_for(self, key: Digest) -> Money | None:
        """Where the newest job with this key stands."""
        found = self._database.rows("SELECT * FROM money WHERE key = ? ORDER BY row DESC LIMIT 1", key)
        return _money(found[0]) if found else None

    def last(self, ticket: str) -> Money | None:
        """Where this job stands."""
        found = self._database.rows("SELECT * FROM money WHERE ticket = ? ORDER BY row DESC LIMIT 1", ticket)
        return _money(found[0]) if found else None

    def present(self, *states: State) -> list[Money]:
        """The last row of every paid job, or of those in these states, in the order they were written."""
        where = f"WHERE standing.state IN ({', '.join('?' * len(states))})" if states else ""
        return [_money(row) for row in self._database.rows(_PRESENT.format(where=where), *states)]

    def history(self, ticket: str) -> list[Money]:
        """Every row of one job, in order."""
        return [_money(row) for row in self._database.rows("SELECT * FROM money WHERE ticket = ? ORDER BY row", ticket)]

    def providers(self, engine: str, besides: str = "") -> set[str]:
        """Every name that engine's provider gave to a job of ours, but for that ticket."""
        return {name for (name,) in self._database.rows(_PROVIDERS, engine, besides)}

    def spent(self, caps: Caps | None = None) -> float:
        """What was really charged, in all, in the currency of `caps`."""
        found = self._database.rows("SELECT unit, SUM(counted) FROM standing WHERE state = 'succeeded' GROUP BY unit")
        return sum((caps or Caps()).worth(counted / _MILLION, unit) for unit, counted in found)

    def counted(self, caps: Caps) -> tuple[Counted, ...]:
        """What counts against the caps now, by film and engine, in their currency."""
        since = int(self.time() // HOUR) - DAY
        return tuple(
            Counted(
                film=film, engine=engine, all=caps.worth(all / _MILLION, unit), day=caps.worth(day / _MILLION, unit)
            )
            for film, engine, unit, all, day in self._database.rows(_COUNTED, since)
        )

    def left(self, caps: Caps) -> float | None:
        """How much may still be spent; None: no limit."""
        return left(self.counted(caps), caps)

    def doubts(self) -> list[Money]:
        """Jobs that may have been paid: only a person can know."""
        return self.present("in doubt")

    def named(self) -> set[Digest]:
        """Every digest the ledger names, as what was sent or as what came of it: never to be collected."""
        found: set[Digest] = set()
        for outputs, body in self._database.rows(_NAMED):
            found.update(_OUTPUTS.decode(outputs).values())
            if body:
                found.add(Digest(body))
        return found

    def settle(
        self,
        ticket: str,
        state: Literal["succeeded", "running", "failed", "cancelled", "withdrawn"],
        note: str,
        **more: Any,
    ) -> Money:
        """A person's word: a job was paid, or was not, or may be sent again (`withdrawn`; `cancelled`: what was charged
        stays charged), or is known to the provider by a name (`running`). What was paid stays so. `more`: fields of the
        row that are different from now on."""
        last = self.last(ticket)
        if last is None or (last.state == "succeeded" and state != "succeeded"):
            waiting = tuple(money.ticket for money in self.present(*ASKED))
            raise UserError(f"no job {ticket!r} is in doubt, expired or failed", possible=waiting)
        owed = {"price": 0.0, "quoted": 0.0} if state in ("failed", "withdrawn") else {}
        return self.append(replace(last, state=state, note=note, **{**owed, **more}))


_COLUMNS = (
    "at", "ticket", "key", "job", "engine", "state", "price", "request", "provider", "outputs", "note", "film",
    "stage", "subject", "scene", "unit", "quoted", "currency", "body",
)  # fmt: skip
_INSERT = f"INSERT INTO money ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' * len(_COLUMNS))})"
_PRESENT = "SELECT money.* FROM standing JOIN money ON money.row = standing.row {where} ORDER BY money.row"
_LAST_TIME = "SELECT at FROM money ORDER BY row DESC LIMIT 1"
_PROVIDERS = "SELECT DISTINCT provider FROM money WHERE engine = ? AND provider != '' AND ticket != ?"
_NAMED = "SELECT outputs, body FROM money WHERE outputs != '{}' OR body != ''"
_COUNTED = """SELECT film, engine, unit, SUM(counted), SUM(CASE WHEN hour >= ? THEN counted ELSE 0 END)
    FROM tally GROUP BY film, engine, unit"""

_MILLION = 1_000_000
"""Sums are kept in whole millionths: the same sum, in whatever order its parts came and went."""

_OUTPUTS = msgspec.json.Decoder(dict[str, Digest])


def _last(rows: list[tuple[Any, ...]]) -> float:
    return float(rows[0][0]) if rows else 0.0


def _insert(transaction: sqlite3.Connection, money: Money, at: float) -> Money:
    written = replace(money, at=max(money.at, at))
    parts = written.parts.decode() if written.state == "intended" else ""
    outputs = msgspec.json.encode(written.outputs).decode()
    transaction.execute(
        _INSERT,
        (
            written.at, written.ticket, written.key, written.job, written.engine, written.state, written.price, parts,
            written.provider, outputs, written.note, written.film, written.stage, written.subject, written.scene,
            written.unit, written.quoted, written.currency, written.body,
        ),
    )  # fmt: skip
    return written


def _money(row: tuple[Any, ...]) -> Money:
    plain = dict(zip(_COLUMNS, row[1:], strict=False))
    parts, outputs = plain.pop("request"), _OUTPUTS.decode(plain.pop("outputs"))
    return Money(**plain, parts=parts.encode(), outputs=outputs)
