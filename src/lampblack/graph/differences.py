"""What changed between two keys, in a person's words, by comparing the canonical JSON they were made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec

from lampblack.base.digest import Digest, digest_of, short
from lampblack.base.errors import LampblackError
from lampblack.base.saved import encode
from lampblack.graph.job import Job, Ref, Value

Read = Callable[[Digest], bytes]

LONGEST = 60
"""Characters of a value that are shown: a line of dialogue fits, a paragraph is cut."""

MOST = 6
"""Differences that are told of one input: after that a person looks at the thing itself."""


def differences(job: Job, old: bytes, new: bytes, read: Read, *, deep: bool) -> tuple[str, ...]:
    """What makes `new` another key than `old`, most telling first.

    `deep` also opens what other jobs gave and says what differs in it; else they are only named. `read` gives the bytes
    of remembered values.
    """
    before, after = _Parts(old), _Parts(new)
    told = [*_work(before, after)]
    told += _compared(before.get("request"), after.get("request"), "")
    told += _compared(before.get("settings"), after.get("settings"), "")
    for name in sorted({*before.inputs, *after.inputs}):
        if before.inputs.get(name) != after.inputs.get(name):
            told += _input(job, name, before.inputs.get(name), after.inputs.get(name), read, deep)
    return tuple(told[:MOST])


class _Parts:
    """One key's canonical JSON, opened."""

    def __init__(self, data: bytes) -> None:
        self._all: dict[str, Any] = msgspec.json.decode(data)
        self.inputs: dict[str, Any] = self._all.get("inputs", {})

    def get(self, name: str) -> Any:
        return self._all.get(name, {})


def _work(before: _Parts, after: _Parts) -> Iterator[str]:
    for kind, word in (("step", "step"), ("engine", "engine")):
        old, new = before.get(kind), after.get(kind)
        if old == new:
            continue
        if old and new and old[0] == new[0]:
            yield f"{word} {new[0]} gives other results now (version {old[1]} -> {new[1]})"
        else:
            yield f"{word} changed: {old[0] if old else 'none'} -> {new[0] if new else 'none'}"
    if before.get("take") != after.get("take") and before.get("take") and after.get("take"):
        yield f"take {before.get('take')} -> {after.get('take')}"


def _input(job: Job, name: str, old: Any, new: Any, read: Read, deep: bool) -> list[str]:
    entry = job.inputs.get(name)
    many = entry if isinstance(entry, tuple) else (entry,)
    olds = cast(list[Any], old if isinstance(old, list) else [old])
    news = cast(list[Any], new if isinstance(new, list) else [new])
    told: list[str] = []
    if len(olds) != len(news) and old is not None and new is not None:
        told.append(f"input {name}: {len(olds)} -> {len(news)} of them")
    for each, was, now in zip(many, olds, news, strict=False):
        if was == now:
            continue
        if isinstance(each, Value):
            told += _opened(name, was, now, read, encode(each.value)) or [f"{name} changed"]
        else:
            source = each.job if isinstance(each, Ref) else name
            inside = _opened(source, was, now, read, None) if deep else []
            told += inside or [f"input {source} changed"]
    return told or [f"input {name} changed"]


def _opened(name: str, old: Any, new: Any, read: Read, now: bytes | None) -> list[str]:
    """The differences inside two saved values; empty where they are bytes of another kind, or gone."""
    if old is None or new is None:
        return []
    try:
        before = msgspec.json.decode(read(Digest(old)))
        after = msgspec.json.decode(now if now is not None and digest_of(now) == new else read(Digest(new)))
    except (LampblackError, msgspec.DecodeError, UnicodeDecodeError):
        return []
    return list(_compared(before, after, name))


def _compared(old: Any, new: Any, path: str) -> Iterator[str]:
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        before, after = cast(Mapping[str, Any], old), cast(Mapping[str, Any], new)
        for key in sorted({*before, *after}):
            yield from _compared(before.get(key), after.get(key), f"{path}.{key}" if path else key)
    elif isinstance(old, list) and isinstance(new, list):
        first, second = cast(list[Any], old), cast(list[Any], new)
        if len(first) != len(second):
            yield f"{path}: {len(first)} -> {len(second)} of them"
        for number, (was, now) in enumerate(zip(first, second, strict=False), start=1):
            yield from _compared(was, now, f"{path} {number}")
    else:
        yield f"{path} changed: {_shown(old)} -> {_shown(new)}"


def _shown(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, str) and value.startswith("blake3:"):
        return f"other bytes ({short(value, 6)})"
    text = f"'{value}'" if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= LONGEST else text[: LONGEST - 4] + " ..." + ("'" if isinstance(value, str) else "")
