"""Looking words up in what people wrote: Chinese words wherever they stand, words in letters only whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_CONDITION = re.compile(r"\(\?[!<=:][^)]*\)\??|\?")
"""What of a word's pattern is no letter of the word."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A word of the table at `start` to `stop`, and what it means."""

    start: int
    stop: int
    meaning: str
    words: str


class Lexicon:
    """Meanings and their words, `a|b|c`; a word may be a regular expression without groups. The longest one wins."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._meanings = list(table)
        parts = [f"(?P<m{index}>{_alternatives(words)})" for index, words in enumerate(table.values())]
        self._patterns = [re.compile(part, re.IGNORECASE) for part in parts]

    def all(self, text: str) -> list[Found]:
        """Every word found, left to right; where two overlap, the one that begins first, then the longer one."""
        hits = [
            Found(start=match.start(), stop=match.end(), meaning=meaning, words=match[0])
            for meaning, pattern in zip(self._meanings, self._patterns, strict=True)
            for match in pattern.finditer(text)
        ]
        hits.sort(key=lambda hit: (hit.start, -hit.stop))
        return list(_apart(hits))

    def first(self, text: str) -> str:
        """The meaning of the first word found, or empty."""
        return next((hit.meaning for hit in self.all(text)), "")

    def foremost(self, text: str) -> str:
        """The meaning that stands first in the table and is found anywhere, or empty."""
        found = {hit.meaning for hit in self.all(text)}
        return next((meaning for meaning in self._meanings if meaning in found), "")

    def most(self, text: str) -> str:
        """The meaning found most often (on a tie the one that stands first in the table), or empty."""
        counts = [hit.meaning for hit in self.all(text)]
        return max(self._meanings, key=counts.count) if counts else ""


def _apart(hits: list[Found]) -> Iterator[Found]:
    end = 0
    for hit in hits:
        if hit.start >= end:
            yield hit
            end = hit.stop


def _alternatives(words: str) -> str:
    each = sorted(_split(words), key=lambda word: -len(_CONDITION.sub("", word)))
    return "|".join(rf"(?<![A-Za-z'’])(?:{word})(?![A-Za-z])" if word.isascii() else word for word in each)


def _split(words: str) -> list[str]:
    """At the bars that stand in no bracket."""
    parts, depth = [""], 0
    for char in words:
        depth += (char in "([") - (char in ")]")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts
