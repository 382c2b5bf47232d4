"""Saving what can be read of damaged records: every row that still says what it must, the ledger's first of all.

A result is believed where its key is the digest of its parts, a value where its name is the digest of its bytes. Where
the ledger lost rows, nothing more is bought until a person has looked at the providers' pages and said so.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import msgspec

from lampblack.base.digest import digest_of
from lampblack.base.points import passing
from lampblack.store.database import MIGRATIONS, WAITS, Database
from lampblack.store.errors import explained
from lampblack.store.ledger import State
from lampblack.store.lock import Lock

RECORDS = "records.sqlite"
SAVED = "records.saved.sqlite"

Row = tuple[Any, ...]

_TABLES = {
    "money": "row", "action": "key", "node": "id", "blob": "digest", "decision": "row", "build": "row",
    "source": "film || char(1) || file",
}  # fmt: skip
"""What is saved, and by what its rows are in order. The rest follows from these."""

_HOW_MANY = 200


@dataclass(frozen=True, kw_only=True)
class Salvaged:
    """What was saved of damaged records. `aside` is where they lie now."""

    words: str
    """What was wrong with them."""
    aside: Path
    rows: int = 0
    money: int = 0
    """Rows of the ledger that were saved."""
    ledger_whole: bool = False
    """Whether those are certainly all there were."""


def salvage(folder: Path) -> Salvaged | None:
    """Save what can be read of the records in a store's folder; None where nothing is wrong with them.

    As the owner, with nobody having them open. Killed in the middle, it is finished by the next try.
    """
    records = folder / RECORDS
    if not records.exists():
        return None
    words = _wrong(records)
    if not words and not (folder / SAVED).exists():
        return None
    lock = Lock(folder / "lock")
    lock.take()
    try:
        with explained(folder):
            if not (folder / SAVED).exists():
                _save(records, folder / SAVED)
            passing("salvage.written")
            aside = _put_aside(records)
            passing("salvage.aside")
            found = _counted(folder / SAVED, words, aside)
            (folder / SAVED).replace(records)
            return found
    finally:
        lock.release()


def _wrong(records: Path) -> str:
    """What SQLite says is wrong; empty: nothing, or it was written by a newer Lampblack, which is no damage."""
    try:
        with closing(_opened(records)) as damaged:
            if damaged.execute("PRAGMA user_version").fetchone()[0] > len(MIGRATIONS):
                return ""
            told = [str(words) for (words,) in damaged.execute("PRAGMA integrity_check(3)")]
            damaged.execute("SELECT COUNT(*) FROM money").fetchone()
    except sqlite3.OperationalError as error:
        return "" if _is_not_damage(error) else str(error)
    except sqlite3.DatabaseError as error:
        return str(error)
    return "" if told == ["ok"] else "; ".join(told)


def _is_not_damage(error: sqlite3.OperationalError) -> bool:
    """A lock or a right that is missing; and records that were only begun, which the next opening finishes."""
    return any(words in str(error) for words in ("locked", "readonly", "unable to open", "no such table"))


def _save(records: Path, to: Path) -> None:
    part = to.with_name(f".{to.name}.part")
    for left in part.parent.glob(f"{part.name}*"):
        left.unlink()
    new = Database(part)
    try:
        with closing(_opened(records)) as damaged:
            whole = {table: _copied(damaged, new, table, order) for table, order in _TABLES.items()}
        numbers = [number for (number,) in new.rows("SELECT row FROM money ORDER BY row")]
        if not whole["money"] or numbers != list(range(1, len(numbers) + 1)):
            new.write(WAITS)
        new.compact()
    finally:
        new.close()
    part.replace(to)


def _copied(damaged: sqlite3.Connection, new: Database, table: str, order: str) -> bool:
    """Copy a table's good rows; whether all of it could be read and was good."""
    columns = [column for (column,) in new.rows(f"SELECT name FROM pragma_table_info('{table}')")]
    with suppress(sqlite3.DatabaseError):
        there = {name for (name,) in damaged.execute(f"SELECT name FROM pragma_table_info('{table}')")}
        columns = [column for column in columns if column in there]
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
    reader = _Reader(damaged, table, order, columns)
    good = _GOOD.get(table, _any)
    bad = 0
    for row in reader.rows():
        if good(dict(zip(columns, row, strict=True))):
            new.write(insert, *row)
        else:
            bad += 1
    new.flush()
    return reader.whole and bad == 0


class _Reader:
    """Reads a table from both ends as far as it goes. `whole` is true where the first way reached the end."""

    def __init__(self, damaged: sqlite3.Connection, table: str, order: str, columns: list[str]) -> None:
        self._damaged = damaged
        self._what = f"SELECT {', '.join(columns)}, {order} FROM {table}"
        self._order = order
        self.whole = False

    def rows(self) -> Iterator[Row]:
        """Each row once; from the first damage on, those that can be reached from the other end."""
        seen: set[Any] = set()
        for sign, way in ((">", "ASC"), ("<", "DESC")):
            for row in self._way(sign, way):
                if row[-1] not in seen:
                    seen.add(row[-1])
                    yield row[:-1]
            if self.whole:
                return
        if seen and all(isinstance(each, int) for each in seen):
            yield from self._between(sorted(seen))

    def _between(self, seen: list[int]) -> Iterator[Row]:
        """Rows that have numbers are asked for one by one where neither way led to them."""
        for low, high in pairwise(seen):
            for number in range(low + 1, high):
                with suppress(sqlite3.DatabaseError):
                    found = self._damaged.execute(f"{self._what} WHERE {self._order} = ?", (number,)).fetchall()
                    yield from (row[:-1] for row in found)

    def _way(self, sign: str, way: str) -> Iterator[Row]:
        last: Any = None
        many = _HOW_MANY
        while True:
            where = "" if last is None else f"WHERE {self._order} {sign} ?"
            question = f"{self._what} {where} ORDER BY {self._order} {way} LIMIT {many}"
            try:
                found = self._damaged.execute(question, () if last is None else (last,)).fetchall()
            except sqlite3.DatabaseError:
                if many == 1:
                    return
                many = 1
                continue
            if not found:
                self.whole = self.whole or way == "ASC"
                return
            yield from found
            last = found[-1][-1]


def _put_aside(records: Path) -> Path:
    """Copies of the damaged files, and the log out of the way: it must never be played into other records."""
    aside = records.parent / "damaged" / "records"
    number = 1
    while (aside.with_name(f"records-{number}")).exists():
        number += 1
    aside = aside.with_name(f"records-{number}")
    aside.mkdir(parents=True)
    for end in ("", "-wal", "-shm"):
        file = records.with_name(records.name + end)
        if file.exists():
            shutil.copy2(file, aside / file.name)
    for end in ("-wal", "-shm"):
        records.with_name(records.name + end).unlink(missing_ok=True)
    return aside


def _counted(saved: Path, words: str, aside: Path) -> Salvaged:
    with closing(_opened(saved)) as new:
        counts = {table: new.execute(f"SELECT COUNT(*) FROM {table}").fetchone()[0] for table in _TABLES}
        waits = new.execute("SELECT COUNT(*) FROM sqlite_master WHERE name = 'money_waits'").fetchone()[0]
    return Salvaged(
        words=words, aside=aside, rows=sum(counts.values()), money=counts["money"], ledger_whole=not waits
    )  # fmt: skip


def _opened(file: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=10.0)
    connection.text_factory = _text
    return connection


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


_JSON: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])


def _any(row: dict[str, Any]) -> bool:
    return True


def _good_action(row: dict[str, Any]) -> bool:
    return _reads(row["outputs"]) and isinstance(row["parts"], bytes) and digest_of(row["parts"]) == row["key"]


def _good_blob(row: dict[str, Any]) -> bool:
    data = row["data"]
    return data is None or (isinstance(data, bytes) and digest_of(data) == row["digest"])


def _good_money(row: dict[str, Any]) -> bool:
    return row["state"] in get_args(State) and isinstance(row["price"], (int, float)) and _reads(row["outputs"])


def _reads(text: Any) -> bool:
    try:
        _JSON.decode(text)
    except (msgspec.DecodeError, TypeError):
        return False
    return True


_GOOD: dict[str, Callable[[dict[str, Any]], bool]] = {
    "action": _good_action,
    "blob": _good_blob,
    "money": _good_money,
}
