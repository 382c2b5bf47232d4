"""TOML that people write: read with a place for every mistake."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import msgspec

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import convert

T = TypeVar("T")

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
    """Refuse keys that nobody reads: a misspelt setting that is silently ignored costs a person an evening. What is
    written most alike is told first."""
    names = tuple(known)
    for key in table:
        if key not in names:
            near = get_close_matches(key, names, n=3)
            possible = (*near, *(each for each in names if each not in near))
            words = f"{'.'.join((*path, key))} is not known"
            raise UserError(words, spot=spot_of(text, file, *path, key), possible=possible)


def read_value(value: Any, hint: Any, name: str, spot: Spot, possible: tuple[str, ...] = ()) -> Any:
    """A value that a person wrote, as what it must be. A `UserError` names it, and where it must be one of a few words,
    those; `possible`: examples that say it better."""
    try:
        return convert(value, hint)
    except msgspec.ValidationError as error:
        words = words_of(hint)
        if words and _only_words(hint):
            raise UserError(f"{name} cannot be {value!r}", spot=spot, possible=possible or words) from error
        raise UserError(f"{name}: {error}", spot=spot, possible=possible or words) from error


def read_table(table: Mapping[str, Any], kind: type[T], text: str, file: str, *path: str) -> T:
    """A table that a person wrote as its noun, read key by key, so that the line named is the right one."""
    hints = get_type_hints(kind, include_extras=True)
    for key, value in table.items():
        read_value(value, hints[key], ".".join((*path, key)), spot_of(text, file, *path, key))
    return cast(T, read_value(dict(table), kind, ".".join(path), spot_of(text, file, *path)))


def words_of(hint: Any) -> tuple[str, ...]:
    """The words that a value of this type can be, in order; none where it can be any."""
    if get_origin(hint) is Literal:
        return tuple(str(word) for word in get_args(hint) if word != "")
    return tuple(dict.fromkeys(word for part in _parts(hint) for word in words_of(part)))


def _only_words(hint: Any) -> bool:
    """Whether such a value is one of a few words, or a list of them, and nothing else."""
    parts = [part for part in _parts(hint) if part not in (NoneType, Ellipsis)]
    return get_origin(hint) is Literal or (bool(parts) and all(map(_only_words, parts)))


def _parts(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) is Annotated:
        return get_args(hint)[:1]
    return get_args(hint) if get_origin(hint) in (Union, UnionType, tuple, list) else ()


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
