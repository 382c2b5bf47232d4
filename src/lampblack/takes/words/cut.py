"""Phrases as sentences or as a list, cut where an engine reads no more: whole phrases, the least important first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lampblack.takes.words.tongue import Tongue, listed, sentence


@dataclass(frozen=True, kw_only=True, slots=True)
class Phrase:
    """Something to be told. The lower its `rank`, the longer it stays when words are cut."""

    text: str
    rank: int


def fitting(phrases: Sequence[Phrase], prompts: Literal["prose", "tags"], tongue: Tongue, longest: int) -> str:
    """The phrases in their order, as many as fit into `longest` characters (0: all)."""
    kept = list(phrases)
    words = _written(kept, prompts, tongue)
    while longest and len(words) > longest and kept:
        least = max(range(len(kept)), key=lambda at: (kept[at].rank, at))
        del kept[least]
        words = _written(kept, prompts, tongue)
    return words


def _written(phrases: Sequence[Phrase], prompts: Literal["prose", "tags"], tongue: Tongue) -> str:
    texts = [phrase.text for phrase in phrases]
    if prompts == "tags":
        return listed((_plain(text, tongue) for text in texts), tongue)
    return ("" if tongue == "zh" else " ").join(dict.fromkeys(sentence(text, tongue) for text in texts))


def _plain(text: str, tongue: Tongue) -> str:
    """A phrase for a list: brackets mean weight to those who read lists, so a comma stands for them."""
    comma = "，" if tongue == "zh" else ", "
    for bracket in ("（", " (", "("):
        text = text.replace(bracket, comma)
    for bracket in ("）", ")"):
        text = text.replace(bracket, comma.rstrip() if tongue == "en" else comma)
    return text.rstrip("。.，, ")
