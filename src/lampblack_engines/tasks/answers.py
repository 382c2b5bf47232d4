"""Reading a provider's answers: where something stands in them (`data.videos.0.url`), and what it says."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, cast

_MILLISECONDS = 1e11
"""Seconds since 1970 beyond which a number must be milliseconds (the year 5138)."""


def at(answer: Any, path: str) -> Any:
    """What stands at a path of keys and numbers; None where there is nothing. An empty path is the whole answer."""
    found = answer
    for part in path.split(".") if path else ():
        if isinstance(found, dict):
            found = cast(dict[str, Any], found).get(part)
        elif isinstance(found, list) and part.isdigit() and int(part) < len(cast(list[Any], found)):
            found = cast(list[Any], found)[int(part)]
        else:
            return None
    return found


def first(answer: Any, paths: Iterable[str]) -> Any:
    """What stands at the first path where something does; of a list its first; else None. Nothing, an empty text, list
    and table are nothing; no and 0 are something."""
    for path in paths:
        found = _first_of(at(answer, path))
        if found is not None and found not in ("", [], {}):
            return found
    return None


def _first_of(found: Any) -> Any:
    if not isinstance(found, list):
        return found
    rows = cast(list[Any], found)
    return _first_of(rows[0]) if rows else None


def text(found: Any) -> str:
    """What was found as one word: `true` and `false` for yes and no; empty for nothing."""
    if found is None:
        return ""
    if isinstance(found, str):
        return found
    return json.dumps(found, ensure_ascii=False, sort_keys=True)


def number(found: Any) -> float | None:
    """What was found as a number, where it is one."""
    try:
        made = float(found) if isinstance(found, str | int | float) and not isinstance(found, bool) else None
    except ValueError:
        return None
    return made if made is not None and abs(made) < 1e15 else None


def moment(found: Any) -> float | None:
    """A time as seconds since 1970: ISO 8601 (without a zone: UTC), or seconds or milliseconds as a number."""
    counted = number(found)
    if counted is not None:
        return counted / 1_000.0 if counted > _MILLISECONDS else counted
    if not isinstance(found, str):
        return None
    try:
        read = datetime.fromisoformat(found)
    except ValueError:
        return None
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).timestamp()
