"""Filling in what is sent: a template of values with words in braces, and what the request says of each.

A text that is one word in braces becomes the value itself (`"{seconds}"` a number, `"{sound}"` yes or no); among other
text it becomes text (`"{seconds}s"`); `{seconds|text}` is always text. What the request does not say is left out, and
with it each table all of whose words are unsaid, whatever else stands in it. A table with `each = "references"` stands
for as many as there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import quote

from lampblack_engines.tasks.answers import text

WORD = re.compile(r"\{([A-Za-z][A-Za-z0-9_.-]*)(\|text)?\}")
EACH = "each"

Say = Callable[[str], Any]
"""What a word says; None: nothing."""
Series = Mapping[str, tuple[Mapping[str, Any], ...]]
"""The words of each reference, each still."""


class _Unsaid:
    """What is left out."""


UNSAID: Final = _Unsaid()


@dataclass(frozen=True, kw_only=True)
class _Part:
    """A filled part; whether it had words in it, and whether any of them said something."""

    value: Any
    words: bool = False
    said: bool = False


def filled(template: Mapping[str, Any], say: Say, series: Series) -> dict[str, Any]:
    """A whole body."""
    return {
        key: part.value for key, inner in template.items() if (part := _part(inner, say, series)).value is not UNSAID
    }


def path_of(template: str, say: Say) -> str:
    """A path or an address; a `KeyError` names the word in it that says nothing."""

    def put(found: re.Match[str]) -> str:
        value = say(found[1])
        if value is None or ".." in text(value).split("/"):
            raise KeyError(found[1])
        return quote(text(value), safe="/:@,+")

    return WORD.sub(put, template)


def line_of(template: str, say: Say) -> str:
    """A header's value; a `KeyError` names the word in it that says nothing."""

    def put(found: re.Match[str]) -> str:
        value = say(found[1])
        if value is None:
            raise KeyError(found[1])
        return text(value)

    return WORD.sub(put, template)


def words_in(template: Any, series: str = "") -> Iterator[tuple[str, str]]:
    """Every word of a template, with the series it stands in."""
    if isinstance(template, str):
        yield from ((found[1], series) for found in WORD.finditer(template))
    elif isinstance(template, Mapping):
        table = cast(Mapping[str, Any], template)
        inner = str(table.get(EACH, series))
        for key, value in table.items():
            if key != EACH:
                yield from words_in(value, inner)
    elif isinstance(template, list | tuple):
        for value in cast(list[Any], template):
            yield from words_in(value, series)


def _part(template: Any, say: Say, series: Series) -> _Part:
    if isinstance(template, str):
        return _text(template, say)
    if isinstance(template, Mapping):
        return _table(cast(Mapping[str, Any], template), say, series)
    if isinstance(template, list | tuple):
        return _list(cast(list[Any], template), say, series)
    return _Part(value=template)


def _text(template: str, say: Say) -> _Part:
    found = list(WORD.finditer(template))
    if not found:
        return _Part(value=template)
    values = [say(each[1]) for each in found]
    if any(value is None for value in values):
        return _Part(value=UNSAID, words=True)
    if found[0].span() == (0, len(template)):
        return _Part(value=text(values[0]) if found[0][2] else values[0], words=True, said=True)
    return _Part(value=line_of(template, say), words=True, said=True)


def _table(template: Mapping[str, Any], say: Say, series: Series) -> _Part:
    parts = {key: _part(value, say, series) for key, value in template.items() if key != EACH}
    words, said = any(part.words for part in parts.values()), any(part.said for part in parts.values())
    value = {key: part.value for key, part in parts.items() if part.value is not UNSAID}
    return _Part(value=UNSAID if words and not said else value, words=words, said=said)


def _list(template: list[Any], say: Say, series: Series) -> _Part:
    parts: list[_Part] = []
    for item in template:
        name = cast(dict[str, Any], item).get(EACH) if isinstance(item, Mapping) else None
        if name is None:
            parts.append(_part(item, say, series))
            continue
        parts.append(_Part(value=UNSAID, words=True))
        parts += [_part(item, _within(own, say), series) for own in series.get(str(name), ())]
    words, said = any(part.words for part in parts), any(part.said for part in parts)
    value = [part.value for part in parts if part.value is not UNSAID]
    return _Part(value=value if value or not template else UNSAID, words=words, said=said)


def _within(own: Mapping[str, Any], say: Say) -> Say:
    return lambda word: own[word] if word in own else say(word)
