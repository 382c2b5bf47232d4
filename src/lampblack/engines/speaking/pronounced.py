"""Words that a person says how to say: by pinyin (`chong2 lou2`), by IPA (`/ɑːhə/`) or spelled as they sound
(`ah-heh`)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lampblack.base.errors import UserError
from lampblack.engines.speaking.text import is_hanzi

_SYLLABLE = re.compile(r"[a-zêü]+[1-5]")
_IPA = re.compile(r"[/\[]([^/\[\]]+)[/\]]")
_RESPELLED = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+)*")
_STAND_IN = "〇"
"""What stands in the text for a syllable of a word that is not written in Hanzi; its reading says what is heard."""

WAYS = ("chong2 lou2 (pinyin)", "/ɑːhə/ (IPA)", "ah-heh (as it sounds)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pronounced:
    """Characters `first` to `last` of a text, what stands for them, and how that is read."""

    first: int
    last: int
    said: str
    pinyin: tuple[str, ...] = ()
    """One syllable for each Hanzi of `said`."""
    ipa: str = ""


def wanted(text: str, words: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The entries of a dictionary that `text` has use for, the longest first: all that its reading depends on."""
    here = [(word, reading) for word, reading in words.items() if word and _found(text, word)]
    return tuple(sorted(here, key=lambda entry: (-len(entry[0]), entry[0])))


def checked(word: str, reading: str) -> None:
    """A `UserError` where no engine could make a sound of this reading."""
    _entries(word, reading, 0)


def pronounced(text: str, says: tuple[tuple[str, str], ...]) -> tuple[Pronounced, ...]:
    """Every place of `text` where a word stands that somebody says how to say; the first of `says` wins."""
    made: list[Pronounced] = []
    held: set[int] = set()
    for word, reading in says:
        for first in _found(text, word):
            if held.isdisjoint(range(first, first + len(word))):
                held.update(range(first, first + len(word)))
                made += _entries(text[first : first + len(word)], reading, first)
    return tuple(sorted(made, key=lambda each: each.first))


def _found(text: str, word: str) -> list[int]:
    """Where a word stands: letters only as whole words, whatever their case; Hanzi anywhere."""
    edges = (r"(?<![A-Za-z])" if word[:1].isascii() else "", r"(?![A-Za-z])" if word[-1:].isascii() else "")
    return [found.start() for found in re.finditer(edges[0] + re.escape(word) + edges[1], text, re.IGNORECASE)]


def _entries(word: str, reading: str, first: int) -> list[Pronounced]:
    said = reading.strip().lower()
    whole = first + len(word)
    syllables = tuple(said.split())
    if syllables and all(_SYLLABLE.fullmatch(each) for each in syllables):
        read = tuple(each.replace("ü", "v") for each in syllables)
        if len(read) == len(word) and all(map(is_hanzi, word)):
            return [
                Pronounced(first=first + at, last=first + at + 1, said=letter, pinyin=(each,))
                for at, (letter, each) in enumerate(zip(word, read, strict=True))
            ]
        return [Pronounced(first=first, last=whole, said=_STAND_IN * len(read), pinyin=read)]
    if match := _IPA.fullmatch(reading.strip()):
        return [Pronounced(first=first, last=whole, said="-".join(re.findall(r"[^\W\d_]+", word)) or "x", ipa=match[1])]
    if _RESPELLED.fullmatch(said) and not any(map(is_hanzi, said)):
        return [Pronounced(first=first, last=whole, said=said)]
    raise UserError(f"{reading!r} does not say how {word!r} is said", possible=WAYS)
