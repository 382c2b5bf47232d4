"""TOML that people write: read with a place for every mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from typing import Any, cast

from lampblack.base.errors import Spot, UserError

_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")


def read_toml(text: str, file: str) -> dict[str, Any]:
    """The table that `text` holds; a `UserError` with line and column where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        column = int(at[2]) if at and at[2] else 0
        said = _AT.sub("", str(error)).strip()
        raise UserError(f"this is not TOML: {said}", spot=Spot(file=file, line=line, column=column)) from error


def spot_of(text: str, file: str, *path: str) -> Spot:
    """The line where the key at the end of `path` (table, table, key) is written, else its nearest table's, else 0."""
    lines = text.splitlines()
    best, depth = 0, 0
    here: tuple[str, ...] = ()
    for number, line in enumerate(lines, start=1):
        table = re.match(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$", line)
        if table:
            here = _keys(table[1])
            found = here
        else:
            key = re.match(r"\s*([^=#\[]+?)\s*=", line)
            if key is None:
                continue
            found = here + _keys(key[1])
        reach = min(len(found), len(path))
        shared = reach if found[:reach] == path[:reach] else 0
        if shared > depth:
            best, depth = number, shared
    return Spot(file=file, line=best)


def only(table: Mapping[str, Any], known: Iterable[str], text: str, file: str, *path: str) -> None:
    """Refuse keys that nobody reads: a misspelt setting that is silently ignored costs a person an evening."""
    names = tuple(known)
    for key in table:
        if key not in names:
            raise UserError(
                f"{'.'.join((*path, key))} is not known", spot=spot_of(text, file, *path, key), possible=names
            )


def laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """One table on another: what `above` says stands, what it leaves open `below` says; tables within likewise."""
    whole = dict(below)
    for key, value in above.items():
        under = whole.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            value = laid_over(cast(dict[str, Any], under), cast(dict[str, Any], value))
        whole[key] = value
    return whole


def _keys(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(r'"[^"]*"|\'[^\']*\'|[^.\s]+', dotted))
