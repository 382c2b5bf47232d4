"""The records: one SQLite file in WAL mode, one connection, one thread in it at a time.

Free results are committed with `synchronous=NORMAL` (0.03 ms; a killed process loses nothing committed, a power cut may
lose the last ones), money with `FULL` (3.4 ms; on the disk when `paid` is left).
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from lampblack.base.points import passing
from lampblack.store.errors import DamagedStore, explained

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE action (
            key TEXT PRIMARY KEY, job TEXT NOT NULL, outputs TEXT NOT NULL, seconds REAL NOT NULL, cost REAL NOT NULL,
            at REAL NOT NULL, engine TEXT NOT NULL, parts BLOB NOT NULL) WITHOUT ROWID""",
        "CREATE TABLE node (id TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE blob (digest TEXT PRIMARY KEY, size INTEGER NOT NULL, data BLOB) WITHOUT ROWID",
        """CREATE TABLE money (
            row INTEGER PRIMARY KEY, at REAL NOT NULL, ticket TEXT NOT NULL, key TEXT NOT NULL, job TEXT NOT NULL,
            engine TEXT NOT NULL, state TEXT NOT NULL, price REAL NOT NULL, request TEXT NOT NULL,
            provider TEXT NOT NULL, outputs TEXT NOT NULL, note TEXT NOT NULL)""",
        "CREATE INDEX money_by_ticket ON money (ticket, row)",
        "CREATE INDEX money_by_key ON money (key, row)",
        """CREATE TRIGGER money_stays BEFORE UPDATE ON money
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
        """CREATE TRIGGER money_lasts BEFORE DELETE ON money
            BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END""",
    ),
    (
        # `price` stays what counts against the caps, in the budget's currency (`unit`); `quoted` is what the provider
        # asks, in its own (`currency`). `body` are the bytes that are sent. `film` is the episode, in a series.
        "ALTER TABLE money ADD COLUMN film TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE money ADD COLUMN stage TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE money ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE money ADD COLUMN scene TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE money ADD COLUMN unit TEXT NOT NULL DEFAULT 'USD'",
        "ALTER TABLE money ADD COLUMN quoted REAL NOT NULL DEFAULT 0",
        "ALTER TABLE money ADD COLUMN currency TEXT NOT NULL DEFAULT 'USD'",
        "ALTER TABLE money ADD COLUMN body TEXT NOT NULL DEFAULT ''",
        # What a person decided or changed, and when builds ran: the human's part, on record.
        """CREATE TABLE decision (
            row INTEGER PRIMARY KEY, at REAL NOT NULL, film TEXT NOT NULL, what TEXT NOT NULL, subject TEXT NOT NULL,
            note TEXT NOT NULL, minutes REAL)""",
        """CREATE TABLE build (
            row INTEGER PRIMARY KEY, film TEXT NOT NULL, began REAL NOT NULL, ended REAL NOT NULL,
            made INTEGER NOT NULL, kept INTEGER NOT NULL, failed INTEGER NOT NULL, cost REAL NOT NULL)""",
    ),
    (
        # Whose decision it was, and which bytes it left (of a file); and how each file a person writes was seen last,
        # so that the next look knows what changed. `text` is empty for what is no text.
        "ALTER TABLE decision ADD COLUMN who TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE decision ADD COLUMN digest TEXT NOT NULL DEFAULT ''",
        """CREATE TABLE source (
            film TEXT NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
            changed INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (film, file)) WITHOUT ROWID""",
    ),
    (
        # Where each ticket stands, and what counts against the caps, kept up by the ledger's own rows: a reservation
        # must not look at 100,000 of them. `counted` is in millionths of `unit`; `hour` is that of the first row.
        """CREATE TABLE standing (
            ticket TEXT PRIMARY KEY, row INTEGER NOT NULL, state TEXT NOT NULL, film TEXT NOT NULL,
            engine TEXT NOT NULL, unit TEXT NOT NULL, hour INTEGER NOT NULL, counted INTEGER NOT NULL)
            WITHOUT ROWID""",
        "CREATE INDEX standing_by_state ON standing (state, unit, counted)",
        """CREATE TABLE tally (
            film TEXT NOT NULL, engine TEXT NOT NULL, unit TEXT NOT NULL, hour INTEGER NOT NULL,
            counted INTEGER NOT NULL, PRIMARY KEY (film, engine, unit, hour)) WITHOUT ROWID""",
        """INSERT INTO standing SELECT ticket, row, state, film, engine, unit, CAST(at / 3600 AS INTEGER),
            CASE state WHEN 'withdrawn' THEN 0 ELSE CAST(ROUND(price * 1000000) AS INTEGER) END
            FROM money WHERE row IN (SELECT MAX(row) FROM money GROUP BY ticket)""",
        """INSERT INTO tally SELECT film, engine, unit, hour, SUM(counted) FROM standing
            GROUP BY film, engine, unit, hour""",
        # Rows that are saved from damaged records come in any order: only a ticket's newest counts.
        """CREATE TRIGGER money_counts AFTER INSERT ON money
            WHEN NOT EXISTS (SELECT 1 FROM standing WHERE ticket = NEW.ticket AND row > NEW.row) BEGIN
            INSERT INTO tally SELECT film, engine, unit, hour, -counted FROM standing WHERE ticket = NEW.ticket
                ON CONFLICT (film, engine, unit, hour) DO UPDATE SET counted = counted + excluded.counted;
            INSERT INTO standing VALUES (NEW.ticket, NEW.row, NEW.state, NEW.film, NEW.engine, NEW.unit,
                CAST(NEW.at / 3600 AS INTEGER),
                CASE NEW.state WHEN 'withdrawn' THEN 0 ELSE CAST(ROUND(NEW.price * 1000000) AS INTEGER) END)
                ON CONFLICT (ticket) DO UPDATE SET row = excluded.row, state = excluded.state, film = excluded.film,
                engine = excluded.engine, unit = excluded.unit, counted = excluded.counted;
            INSERT INTO tally SELECT film, engine, unit, hour, counted FROM standing WHERE ticket = NEW.ticket
                ON CONFLICT (film, engine, unit, hour) DO UPDATE SET counted = counted + excluded.counted;
            END""",
    ),
)
"""Each brings the records one version further; never edit one that was released, add another."""

WAITS = """CREATE TRIGGER money_waits BEFORE INSERT ON money WHEN NEW.state = 'intended'
    BEGIN SELECT RAISE(ABORT, 'rows of the ledger were lost'); END"""
"""Put into records whose ledger lost rows: what they said was bought might be bought again."""

LINGER = 0.2
"""Seconds a trivial result may wait for its commit: committing each would cost as much as making it."""


class Database:
    """The connection. Every method may be called from any thread."""

    def __init__(self, file: Path) -> None:
        """Open the records, or begin them; `UserError` where that cannot be."""
        self._file = file
        self._turn = threading.RLock()
        self._since = 0.0
        self._open = True
        with explained(file.parent):
            self._connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False, timeout=10.0)
            try:
                self._connection.execute("PRAGMA journal_mode=WAL")
                self._connection.execute("PRAGMA synchronous=NORMAL")
                self._migrate()
            except BaseException:
                self._connection.close()
                raise

    def rows(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a question finds."""
        with self._turn, explained(self._file.parent):
            return self._connection.execute(sql, values).fetchall()

    def write(self, sql: str, *values: Any) -> None:
        """Write soon: with the next `flush`, or by itself after `LINGER` seconds of writing."""
        with self._turn, explained(self._file.parent):
            if not self._connection.in_transaction:
                self._connection.execute("BEGIN IMMEDIATE")
                self._since = time.monotonic()
            try:
                self._connection.execute(sql, values)
            except sqlite3.Error:
                # A full disk may have rolled everything back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            if time.monotonic() - self._since > LINGER:
                self._connection.execute("COMMIT")

    def flush(self) -> None:
        """Commit what was written: other processes see it, a killed one does not lose it."""
        with self._turn, explained(self._file.parent):
            if self._connection.in_transaction:
                passing("records.waiting")
                self._connection.execute("COMMIT")
                passing("records.committed")

    @contextmanager
    def paid(self) -> Generator[sqlite3.Connection]:
        """One transaction about money: all of it is on the disk when the block is left, or none of it is written."""
        with self._turn, explained(self._file.parent):
            self.flush()
            self._connection.execute("PRAGMA synchronous=FULL")
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self._connection
                except BaseException:
                    self._connection.execute("ROLLBACK")
                    raise
                passing("money.written")
                self._connection.execute("COMMIT")
                passing("money.committed")
            finally:
                self._connection.execute("PRAGMA synchronous=NORMAL")

    def problems(self) -> tuple[str, ...]:
        """What SQLite finds wrong with its own pages; empty: nothing."""
        with self._turn:
            self.flush()
            try:
                found = [words for (words,) in self._connection.execute("PRAGMA integrity_check(20)")]
            except sqlite3.DatabaseError as error:
                found = [str(error)]
        return () if found == ["ok"] else tuple(found)

    def copy_to(self, file: Path) -> None:
        """A consistent copy in one file, also while others write (SQLite's online backup)."""
        with self._turn, explained(file.parent):
            self.flush()
            with closing(sqlite3.connect(file)) as copy:
                self._connection.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")

    def ledger_seen(self) -> None:
        """A person has looked: money may be spent again."""
        with self.paid() as transaction:
            transaction.execute("DROP TRIGGER IF EXISTS money_waits")

    def compact(self) -> None:
        """Give the room of what was removed back to the disk."""
        with self._turn, explained(self._file.parent):
            self.flush()
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Commit and let go; may be called twice."""
        with self._turn, explained(self._file.parent):
            if self._open:
                self.flush()
                self._open = False
                self._connection.close()

    def _migrate(self) -> None:
        if self._version() > len(MIGRATIONS):
            raise DamagedStore(
                f"the records in {self._file.parent} were written by a newer Lampblack (version {self._version()})",
                possible=(f"up to version {len(MIGRATIONS)}",),
            )
        if self._version() == len(MIGRATIONS):
            return
        self._connection.execute("BEGIN EXCLUSIVE")
        # Asked again inside: two processes may have opened a new folder at the same moment.
        for number, statements in enumerate(MIGRATIONS[self._version() :], start=self._version() + 1):
            for statement in statements:
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA user_version={number}")
        self._connection.execute("COMMIT")

    def _version(self) -> int:
        return self._connection.execute("PRAGMA user_version").fetchone()[0]
