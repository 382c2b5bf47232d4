"""Who and what is named in a text: people, props, places by every name they go by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Mention:
    """A name at `start` to `stop`, and the id of what it names."""

    id: str
    start: int
    stop: int


class Names:
    """Names and aliases to ids. Chinese names are found anywhere, names in letters as whole words that begin with a
    capital where the name does; the longest name wins."""

    def __init__(self, named: Mapping[str, Iterable[str]]) -> None:
        self._ids = {_key(name): id for id, names in named.items() for name in names if name.strip()}
        spelled = sorted({n for names in named.values() for n in names if n.strip()}, key=lambda n: (-len(n), n))
        self._pattern = re.compile("|".join(map(_pattern, spelled)), re.IGNORECASE) if spelled else None
        self._proper = {name.casefold() for name in spelled if name[:1].isupper()}

    def id_of(self, name: str) -> str:
        """The id this whole name stands for, or empty."""
        return self._ids.get(_key(name), "")

    def all(self, text: str) -> list[Mention]:
        """Every mention, in order; none overlap."""
        if self._pattern is None:
            return []
        return [
            Mention(id=self._ids[_key(match[0])], start=match.start(), stop=match.end())
            for match in self._pattern.finditer(text)
            if match[0][0].isupper() or match[0].casefold() not in self._proper
        ]

    def hidden(self, text: str) -> str:
        """The text with every name blotted out, as long as before: 林小雨 is not rain, and Robin is no bird."""
        letters = list(text)
        for mention in self.all(text):
            letters[mention.start : mention.stop] = "＊" * (mention.stop - mention.start)
        return "".join(letters)

    def ids(self, text: str) -> tuple[str, ...]:
        """Each id mentioned, once, in order."""
        return tuple(dict.fromkeys(mention.id for mention in self.all(text)))


def _key(name: str) -> str:
    """BIG-TOP and Big Top are one name."""
    return " ".join(name.replace("-", " ").replace("’", "'").casefold().split())


def _pattern(name: str) -> str:
    spelled = re.escape(name)
    return rf"(?<![^\W_]){spelled}(?![^\W_])" if name.isascii() else spelled
