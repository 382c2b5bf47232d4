"""What a rule of reading is: where something is written that is said in other words, and in which."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Instead:
    """Characters `first` to `last` (half-open) of the written text, and what is said for them (empty: nothing)."""

    first: int
    last: int
    said: str


Saying = Callable[[re.Match[str]], str | None]
Rule = tuple[re.Pattern[str], Saying]
"""A pattern and what is said for what it finds; None: this is not what the rule is about."""


def rule(pattern: str, said: Saying | str, flags: int = 0) -> Rule:
    """A rule from a pattern; `said` may be the words themselves."""
    words = said
    return re.compile(pattern, flags), (lambda match: words) if isinstance(words, str) else words


def applied(text: str, rules: Sequence[Rule], taken: Sequence[Instead] = ()) -> tuple[Instead, ...]:
    """What is said instead, in order of place: rules that stand first win, none speaks over another or over `taken`."""
    found = list(taken)
    held = [False] * len(text)
    for each in found:
        held[each.first : each.last] = [True] * (each.last - each.first)
    for pattern, said in rules:
        for match in pattern.finditer(text):
            first, last = match.span()
            if any(held[first:last]):
                continue
            words = said(match)
            if words is not None:
                found.append(Instead(first=first, last=last, said=words))
                held[first:last] = [True] * (last - first)
    return tuple(sorted(found, key=lambda each: each.first))
