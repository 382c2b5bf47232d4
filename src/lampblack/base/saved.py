"""Saved forms: canonical JSON of frozen dataclasses, so that equal values have equal bytes and equal digests.

Keys are sorted, text is NFC, floats are rounded to 6 decimals (a micrometre on the stage, so the last bits of one
machine's maths library are never part of a key) and written as integers where they are whole (2 and 2.0 are equal
values), NaN and infinity are refused.
"""

from __future__ import annotations

import math
import re
import threading
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from lampblack.base.digest import Digest, digest_of

T = TypeVar("T")

DECIMALS = 6

_UNTIDY = re.compile(rb"\d[.eE]|null")

_one_at_a_time = threading.Lock()
_met: set[Any] = set()
"""Kinds that were met before. msgspec writes down what a dataclass holds when it meets it first, and ends the process
where two threads read that half written (0.20 and 0.21)."""


def plain(value: Any) -> Any:
    """`value` as dicts, lists, texts, numbers: what its canonical JSON says, ready to compare."""
    return _tidy(msgspec.to_builtins(value))


def encode(value: Any) -> bytes:
    """Canonical JSON bytes of a noun, or of plain data."""
    data = msgspec.json.encode(value, order="sorted")
    # Without fractions, exponents, letters beyond ASCII and nulls (which NaN becomes) there is nothing to tidy.
    if data.isascii() and _UNTIDY.search(data) is None:
        return data
    return msgspec.json.encode(plain(value), order="deterministic")


def decode(data: bytes, kind: type[T]) -> T:
    """The noun that `data` was saved from; `msgspec.ValidationError` where it does not fit."""
    return cast(T, _decoder(kind).decode(data))


def convert(value: Any, kind: type[T]) -> T:
    """Plain data (from TOML, say) as a noun; `msgspec.ValidationError` names the field that does not fit."""
    if kind not in _met:
        with _one_at_a_time:
            try:
                return msgspec.convert(value, kind)
            finally:
                _met.add(kind)
    return msgspec.convert(value, kind)


def digest_of_value(value: Any) -> Digest:
    """The name of a value: of its canonical JSON."""
    return digest_of(encode(value))


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    with _one_at_a_time:
        return msgspec.json.Decoder(kind)


def _tidy(value: Any) -> Any:
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError("NaN and infinity have no saved form")
        rounded = round(value, DECIMALS)
        return int(rounded) if rounded.is_integer() else rounded
    if isinstance(value, dict):
        items = cast(Mapping[Any, Any], value)
        return {str(_tidy(key)): _tidy(entry) for key, entry in items.items()}
    if isinstance(value, (list, tuple)):
        return [_tidy(entry) for entry in cast(list[Any], value)]
    return value
