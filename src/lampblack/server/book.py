"""The book of jobs: one row each in a small database of its own, on the disk before the client hears of it."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError

State = Literal["queued", "in_progress", "completed", "failed"]
Door = Literal["video", "image", "speech"]
OPEN: tuple[State, ...] = ("queued", "in_progress")
VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One job. `request` is the saved form (canonical JSON), `same` the digest by which a repeated ticket is known to
    ask for the same, `size` the bytes it holds, sent and made. Times are seconds since 1970."""

    id: str
    number: int = 0
    owner: str
    door: Door
    ticket: str
    same: Digest
    engine: str
    take: int
    request: bytes
    prompt: str = ""
    seconds: str = ""
    picture: str = ""
    """Its size as the client said it (`1280x720`)."""
    notes: str = ""
    """What was understood of a prompt, for the client."""
    state: State = "queued"
    made: float = 0.0
    ended: float = 0.0
    tries: int = 0
    key: Digest = field(default=Digest(""))
    size: int = 0
    fault: str = ""
    words: str = ""
    """What went wrong, as the client may read it."""


class Book:
    """All jobs of a server. Safe from several threads; every change is on the disk when its method returns."""

    def __init__(self, file: Path) -> None:
        self._turn = threading.RLock()
        self._base = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        try:
            self._begin(file)
        except sqlite3.DatabaseError as error:
            self._base.close()
            raise UserError(f"the jobs in {file} cannot be read ({error}); move it away to begin anew") from error

    def _begin(self, file: Path) -> None:
        self._base.execute("PRAGMA journal_mode=WAL")
        self._base.execute("PRAGMA synchronous=FULL")
        found = self._base.execute("PRAGMA user_version").fetchone()[0]
        if found > VERSION:
            raise UserError(f"{file} was written by a newer Lampblack (version {found})")
        self._base.execute(_TABLE)
        self._base.execute("CREATE UNIQUE INDEX IF NOT EXISTS by_ticket ON job (owner, ticket) WHERE ticket != ''")
        self._base.execute(f"PRAGMA user_version={VERSION}")

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._base.close()

    def add(self, row: Row) -> Row:
        """Write a new job down; its number is the order in which jobs came."""
        names = [each for each in _FIELDS if each != "number"]
        marks = ", ".join("?" * len(names))
        with self._turn:
            done = self._base.execute(
                f"INSERT INTO job ({', '.join(names)}) VALUES ({marks})", [getattr(row, each) for each in names]
            )
            found = self._rows("number = ?", done.lastrowid)
        return found[0]

    def change(self, id: str, **values: Any) -> None:
        """Change what is said of a job; one that was forgotten stays so."""
        said = ", ".join(f"{name} = ?" for name in values)
        with self._turn:
            self._base.execute(f"UPDATE job SET {said} WHERE id = ?", (*values.values(), id))

    def remove(self, id: str) -> None:
        """Forget a job."""
        with self._turn:
            self._base.execute("DELETE FROM job WHERE id = ?", (id,))

    def get(self, id: str, owner: str = "") -> Row | None:
        """A job by its name; with an `owner`, only if it is theirs."""
        found = self._rows("id = ? AND (? = '' OR owner = ?)", id, owner, owner)
        return found[0] if found else None

    def with_ticket(self, owner: str, ticket: str) -> Row | None:
        """The job that this owner's ticket stands for."""
        found = self._rows("owner = ? AND ticket = ? AND ticket != ''", owner, ticket)
        return found[0] if found else None

    def listed(self, owner: str, *, after: int | None, most: int, rising: bool) -> list[Row]:
        """An owner's films in order of coming, from behind job number `after` on."""
        beyond = "" if after is None else f"AND number {'>' if rising else '<'} {after}"
        order = f"ORDER BY number {'ASC' if rising else 'DESC'} LIMIT {most}"
        return self._rows(f"owner = ? AND door = 'video' {beyond} {order}", owner)

    def unfinished(self, owner: str = "") -> list[Row]:
        """What is still to be done, in order of coming."""
        return self._rows("state IN ('queued', 'in_progress') AND (? = '' OR owner = ?) ORDER BY number", owner, owner)

    def finished(self) -> list[Row]:
        """What is over, the longest ago first."""
        return self._rows("state IN ('completed', 'failed') ORDER BY ended, number")

    def every(self) -> list[Row]:
        """All jobs."""
        return self._rows("1 = 1 ORDER BY number")

    def held(self, owner: str = "") -> int:
        """Bytes that an owner's jobs, or all, hold."""
        with self._turn:
            asked = "SELECT COALESCE(SUM(size), 0) FROM job WHERE ? = '' OR owner = ?"
            return self._base.execute(asked, (owner, owner)).fetchone()[0]

    def _rows(self, where: str, *values: object) -> list[Row]:
        with self._turn:
            found: Iterable[tuple[Any, ...]] = self._base.execute(
                f"SELECT {', '.join(_FIELDS)} FROM job WHERE {where}", values
            ).fetchall()
        return [Row(**dict(zip(_FIELDS, each, strict=True))) for each in found]


_FIELDS = tuple(each.name for each in fields(Row))
_TABLE = """CREATE TABLE IF NOT EXISTS job (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, door TEXT NOT NULL,
    ticket TEXT NOT NULL, same TEXT NOT NULL, engine TEXT NOT NULL, take INTEGER NOT NULL, request BLOB NOT NULL,
    prompt TEXT NOT NULL, seconds TEXT NOT NULL, picture TEXT NOT NULL, notes TEXT NOT NULL, state TEXT NOT NULL,
    made REAL NOT NULL, ended REAL NOT NULL, tries INTEGER NOT NULL, key TEXT NOT NULL,
    size INTEGER NOT NULL, fault TEXT NOT NULL, words TEXT NOT NULL)"""
