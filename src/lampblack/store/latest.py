"""When the records of a store were written last, looked up without opening it: a doctor changes nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def latest(folder: Path) -> float | None:
    """The latest time in the results and the ledger, in seconds since 1970; None where there are no records, or none
    that can be read."""
    file = folder / "records.sqlite"
    if not file.is_file():
        return None
    found: list[float] = []
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=1.0)) as records:
            for table in ("action", "money"):
                found += [at for (at,) in records.execute(f"SELECT max(at) FROM {table}") if at is not None]
    except sqlite3.Error:
        return None
    return max(found, default=None)
