"""The provider's own ledger: what it took and what it charged, in a file nobody else writes."""

from __future__ import annotations

import json
import sqlite3
import threading
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.provider.world import World


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A job as the provider keeps it. `what` names the thing that is bought: one film job, one take."""

    id: str
    account: str
    ticket: str
    body: bytes
    what: str
    at: float
    done: float
    state: str
    charge: float


class Bill:
    """The file. Survives its process being killed; read by the judge while the provider runs."""

    def __init__(self, file: Path) -> None:
        self._turn = threading.RLock()
        self._open = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10.0)
        self._open.execute("PRAGMA journal_mode=WAL")
        self._open.execute("PRAGMA synchronous=OFF")
        self._open.execute("CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, world TEXT)")
        self._open.execute(
            "CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, account TEXT, ticket TEXT, body BLOB, what TEXT, "
            "at REAL, done REAL, state TEXT, charge REAL)"
        )
        self._open.execute("CREATE INDEX IF NOT EXISTS by_ticket ON job (account, ticket)")

    def world(self, account: str) -> World:
        """How this account is treated."""
        (text,) = self._rows("SELECT world FROM account WHERE name = ?", account)[0]
        return World(**json.loads(text))

    def settle(self, account: str, world: World) -> None:
        """From now on this account is treated so."""
        self._rows("INSERT OR REPLACE INTO account VALUES (?, ?)", account, json.dumps(world.plain()))

    def take(self, account: str, ticket: str, body: bytes, now: float, seconds: float, charge: float) -> Taken:
        """Accept a job: from here on it is owed."""
        asked = json.loads(body)
        what = f"{asked['request'].get('words') or asked['request'].get('instruction')} #{asked['take']}"
        state = "refused" if "unseemly" in what else "succeeded"
        taken = Taken(
            id=f"j-{uuid.uuid4().hex[:12]}", account=account, ticket=ticket, body=body, what=what, at=now,
            done=now + seconds, state=state, charge=charge,
        )  # fmt: skip
        self._rows("INSERT INTO job VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", *taken.__dict__.values())
        return taken

    def repeated(self, account: str, ticket: str, since: float) -> Taken | None:
        """The newest job under that key, if it is not older than `since`."""
        found = self.jobs(account, "AND ticket = ? AND at >= ? ORDER BY at DESC LIMIT 1", ticket, since)
        return found[0] if found else None

    def job(self, account: str, id: str) -> Taken | None:
        """One job by the provider's own name."""
        found = self.jobs(account, "AND id = ?", id)
        return found[0] if found else None

    def refund(self, id: str) -> None:
        """What was refused after all is not owed."""
        self._rows("UPDATE job SET charge = 0 WHERE id = ?", id)

    def stop(self, id: str) -> None:
        """It is not made any more, and not owed."""
        self._rows("UPDATE job SET charge = 0, state = 'cancelled' WHERE id = ?", id)

    def jobs(self, account: str, more: str = "ORDER BY at", *values: Any) -> list[Taken]:
        """Every job of an account."""
        rows = self._rows(f"SELECT * FROM job WHERE account = ? {more}", account, *values)
        return [Taken(**dict(zip(Taken.__dataclass_fields__, row, strict=True))) for row in rows]

    def charges(self, account: str) -> Counter[str]:
        """How often each thing was charged."""
        return Counter(job.what for job in self.jobs(account) if job.charge)

    def sum(self, account: str) -> float:
        """What the account owes, in the provider's currency."""
        return sum(job.charge for job in self.jobs(account))

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    def _rows(self, sql: str, *values: Any) -> list[Any]:
        with self._turn:
            return self._open.execute(sql, values).fetchall()
