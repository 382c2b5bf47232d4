"""What can be seen of a store's records without opening it: nothing is begun, locked or changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any


def latest(folder: Path) -> float | None:
    """The latest time in the results and the ledger, in seconds since 1970; None where there are no records, or none
    that can be read."""
    times = (_asked(folder, f"SELECT max(at) FROM {table}") for table in ("action", "money"))
    return max((rows[0][0] for rows in times if rows and rows[0][0] is not None), default=None)


def holds_bought(folder: Path) -> bool:
    """Whether something was paid for, or may have been, by this store's ledger."""
    return bool(_asked(folder, "SELECT 1 FROM money WHERE price > 0 AND state <> 'withdrawn' LIMIT 1"))


def _asked(folder: Path, sql: str) -> Sequence[tuple[Any, ...]]:
    """What the records in `folder` answer; nothing where there are none, or none that can be read."""
    file = folder / "records.sqlite"
    if not file.is_file():
        return ()
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=1.0)) as records:
            return records.execute(sql).fetchall()
    except sqlite3.Error:
        return ()
