"""A line taken apart for speaking: clauses with the pause after each, and words (one a Hanzi or kana)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

_HANZI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ebef〇"
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc"
_WORD = re.compile(
    rf"[{_HANZI}]|[{_KANA}]|[^\W\d_{_HANZI}{_KANA}]+(?:['’\-][^\W\d_{_HANZI}{_KANA}]+)*|\d+(?:[.,:]\d+)*%?"
)
_IS_HANZI = re.compile(rf"[{_HANZI}]")

BEAT, LONG_BEAT = "\u23f8", "\u23f9"
"""What stands in a text where nobody speaks for a moment, or for a long one: （停顿）, (a long silence)."""

_STOPS = re.compile(r"[，、；：。？！…—～⏸⏹\n]+|(?:\.{3,}|--+|[,;:.?!]+)(?=[\s\"'”’)\]⏸⏹]|$)|\s[-–]\s")
_SHORT_FORMS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|vs|etc)$")

_BROKEN_OFF = re.compile(r"(?:(—+|--+|–)|(…+|\.{3,}|。{3,}))[\s\"'”’」』）)⏸⏹]*$")

PAUSES = {
    "、": 110, ",": 190, "，": 190, ";": 280, "；": 280, ":": 250, "：": 250, "-": 330, "—": 330, "～": 150,
    ".": 400, "。": 400, "?": 400, "？": 400, "!": 400, "！": 400, "…": 560, "\n": 400,
    "–": 330, BEAT: 850, LONG_BEAT: 1_700,
}  # fmt: skip
"""Milliseconds of silence after each mark at pace 1: what a calm reader of the stage leaves."""

_TUNES = {"?": "?", "？": "?", "!": "!", "！": "!", "。": ".", ".": ".", "…": ",", "\n": ".", BEAT: ".", LONG_BEAT: "."}


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One word of the text (one Hanzi, one kana): characters `first` to `last`, half-open."""

    first: int
    last: int
    text: str

    @property
    def hanzi(self) -> bool:
        """Whether it is a single Chinese character."""
        return is_hanzi(self.text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Clause:
    """What is said in one breath, how it ends (`,`, `.`, `?` or `!`) and the pause after it in milliseconds."""

    units: tuple[Unit, ...]
    first: int
    last: int
    tune: str
    pause: int
    ends: Literal["", "cut", "trails"] = ""
    """How a line's last clause breaks off: cut short by somebody or something (`--`), or fading out (`…`)."""


def is_hanzi(letter: str) -> bool:
    """Whether this is one Chinese character."""
    return _IS_HANZI.fullmatch(letter) is not None


def units(text: str) -> tuple[Unit, ...]:
    """Every word in order; marks and spaces belong to none."""
    return tuple(Unit(first=m.start(), last=m.end(), text=m[0]) for m in _WORD.finditer(text))


def clauses(text: str) -> tuple[Clause, ...]:
    """The text cut at its punctuation; a clause without a word adds its pause to the one before it."""
    found: list[Clause] = []
    words = units(text)
    for first, last, mark in _pieces(text):
        inside = tuple(unit for unit in words if first <= unit.first < last)
        pause = max((PAUSES.get(each, 0) for each in mark), default=0)
        if inside:
            found.append(Clause(units=inside, first=first, last=last, tune=_tune(mark), pause=pause))
        elif found:
            found[-1] = replace(found[-1], pause=max(found[-1].pause, pause))
    if found and (broken := _BROKEN_OFF.search(text)):
        found[-1] = replace(found[-1], ends="cut" if broken[1] else "trails")
    return tuple(found)


def _pieces(text: str) -> list[tuple[int, int, str]]:
    pieces: list[tuple[int, int, str]] = []
    start = 0
    for stop in _STOPS.finditer(text):
        if stop[0] == "." and _SHORT_FORMS.search(text[: stop.start()]):
            continue
        mark = "…" if stop[0].startswith("...") else stop[0]
        pieces.append((start, stop.start(), mark))
        start = stop.end()
    return [*pieces, (start, len(text), "")]


def _tune(mark: str) -> str:
    """How the voice goes at the end: a question wins over a cry, a cry over a stop."""
    heard = {_TUNES.get(each, ",") for each in mark} or {"."}
    return next((each for each in "?!." if each in heard), ",")
