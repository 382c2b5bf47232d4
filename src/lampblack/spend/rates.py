"""What currencies are worth, for caps: a dated table that comes along, and what a person states instead."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, cast

TABLE = Path(__file__).with_name("rates.toml")


def rates(currency: str, stated: Mapping[str, float]) -> dict[str, float]:
    """What one of each currency is in `currency`; what is `stated` (in `currency`) goes before the table.

    A currency of the budget that the table does not know has only what is stated.
    """
    table = _table()
    own = table.get(currency)
    known = {name: dollars / own for name, dollars in table.items()} if own else {}
    return {**known, **stated, currency: 1.0}


def date() -> str:
    """Of which day the table is."""
    return str(_read()["date"])


def _table() -> dict[str, float]:
    return cast(dict[str, float], _read()["usd"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text("utf-8"))
