"""A line as it is said: figures and signs in words, names as a person wants them, directions left out; and where each
letter of that is written, so that what is heard is still found in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lampblack.base.errors import UserError
from lampblack.engines.requests import Speak, Word
from lampblack.engines.speaking.chinese import CHINESE
from lampblack.engines.speaking.directions import unsaid
from lampblack.engines.speaking.english import ENGLISH
from lampblack.engines.speaking.pronounced import Pronounced, pronounced
from lampblack.engines.speaking.rules import Instead, Rule, applied
from lampblack.engines.speaking.text import is_hanzi

Place = tuple[int, int]

_RULES: dict[str, tuple[Rule, ...]] = {"zh": CHINESE, "cmn": CHINESE, "yue": CHINESE, "en": ENGLISH}


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said. `places` has, for every letter of `text`, the written characters (half-open) it stands for."""

    text: str
    places: tuple[Place, ...]
    pinyin: tuple[str, ...] = ()
    """A reading for each Hanzi of `text`, empty ones left to the engine; empty where nobody gave any."""
    sounds: tuple[tuple[int, str], ...] = ()
    """Words that are said by IPA: where they begin in `text`, and the IPA."""

    def written(self, first: int, last: int) -> Place:
        """The written characters that letters `first` to `last` of what is said stand for."""
        here = self.places[first:last]
        return (min(place[0] for place in here), max(place[1] for place in here))

    def placed(self, words: Iterable[Word]) -> tuple[Word, ...]:
        """Words heard of what is said, as words of what is written: 2024 is one, though four are heard."""
        made: list[Word] = []
        for word in words:
            first, last = self.written(word.first, word.last)
            if made and first < made[-1].last:
                before = made[-1]
                made[-1] = Word(
                    first=min(before.first, first), last=max(before.last, last), start=before.start, stop=word.stop
                )
            else:
                made.append(Word(first=first, last=last, start=word.start, stop=word.stop))
        return tuple(made)


def said(request: Speak) -> Said:
    """What is said of a line: by whatever engine."""
    entries = pronounced(request.text, request.says)
    return _put_together(request, entries, spoken_instead(request.text, request.language, entries))


def said_of(text: str, language: str) -> Said:
    """What is said of words nobody has given readings for."""
    return _put_together(None, (), spoken_instead(text, language), text)


def spoken_instead(text: str, language: str, entries: tuple[Pronounced, ...] = ()) -> tuple[Instead, ...]:
    """What is said for what is written, in order of place."""
    own = [Instead(first=each.first, last=each.last, said=each.said) for each in entries]
    taken = [*own, *unsaid(text, own)]
    return applied(text, _RULES.get(language.partition("-")[0].lower(), ()), taken)


def _put_together(
    request: Speak | None, entries: tuple[Pronounced, ...], instead: tuple[Instead, ...], text: str = ""
) -> Said:
    written = request.text if request else text
    given = {each.first: each for each in entries}
    readings = _readings(written, request.pinyin if request else ())
    letters: list[str] = []
    places: list[Place] = []
    pinyin: list[str] = []
    sounds: list[tuple[int, str]] = []

    def say(words: str, place: Place) -> None:
        letters.extend(words)
        places.extend([place] * len(words))

    def copy(first: int, last: int) -> None:
        for index in range(first, last):
            say(written[index], (index, index + 1))
            if is_hanzi(written[index]):
                pinyin.append(readings.get(index, ""))

    at = 0
    for each in instead:
        copy(at, each.first)
        at = each.last
        words = _apart(each, letters, written)
        entry = given.get(each.first)
        if entry is not None and entry.ipa:
            sounds.append((len(letters) + len(words) - len(words.lstrip()), entry.ipa))
        own = list(entry.pinyin) if entry is not None else []
        pinyin.extend([*own, *[""] * (sum(map(is_hanzi, words)) - len(own))])
        say(words, (each.first, each.last))
    copy(at, len(written))
    return Said(
        text="".join(letters), places=tuple(places), pinyin=tuple(pinyin) if any(pinyin) else (), sounds=tuple(sounds)
    )


def _readings(text: str, pinyin: tuple[str, ...]) -> dict[int, str]:
    """The reading a person gave, for the place of each Hanzi of the written text."""
    hanzi = [index for index, letter in enumerate(text) if is_hanzi(letter)]
    if pinyin and len(pinyin) != len(hanzi):
        raise UserError(f"{len(pinyin)} readings are given for {len(hanzi)} Hanzi: one each is wanted")
    return dict(zip(hanzi, pinyin, strict=bool(pinyin)))


def _apart(each: Instead, before: list[str], written: str) -> str:
    """With a space where its letters would run into a neighbour's (3D is three D, not threeD)."""
    words = each.said
    if words and before and _runs_together(before[-1], words[0]):
        words = " " + words
    after = written[each.last : each.last + 1]
    return words + " " if words and after and _runs_together(words[-1], after) else words


def _runs_together(left: str, right: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z\d]{2}", left + right))
