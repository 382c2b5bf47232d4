"""A screenplay as its elements, in reading order, each with its place in the file (Fountain 1.1's own nouns)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.base.findings import Finding

ElementKind = Literal[
    "heading", "action", "character", "parenthetical", "dialogue", "lyric", "transition", "centered",
    "section", "synopsis", "note", "boneyard", "page_break",
]  # fmt: skip
Emphasis = Literal["italic", "bold", "bold_italic", "underline"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """Characters `start` to `stop` of an element's `text` that were emphasised."""

    start: int
    stop: int
    emphasis: Emphasis


@dataclass(frozen=True, kw_only=True)
class Element:
    """One element. `text` has no markup: no emphasis marks, no forcing signs, no scene number, no notes inside.

    `line` and `column` count from 1 and name where its first character stands; `last_line` its last line.
    """

    kind: ElementKind
    text: str
    line: int
    column: int = 1
    last_line: int = 0
    forced: bool = False
    number: str = ""
    """Of a heading: what stood between `#` signs."""
    level: int = 0
    """Of a section: how many `#`."""
    extensions: tuple[str, ...] = ()
    """Of a character cue: what stood in parentheses, in order, as written."""
    dual: bool = False
    """Of a character cue: spoken together with the speech before."""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleEntry:
    """One `Key: value` of the title page; values keep their lines."""

    key: str
    values: tuple[str, ...]
    line: int


@dataclass(frozen=True, kw_only=True)
class Screenplay:
    """Everything a script file says, and what was doubtful in it."""

    file: str
    title_page: tuple[TitleEntry, ...] = ()
    elements: tuple[Element, ...] = ()
    findings: tuple[Finding, ...] = ()

    def title(self, key: str) -> str:
        """The title page's entry of that key (case does not matter), its lines joined by a space; or empty."""
        wanted = key.casefold()
        return next((" ".join(e.values) for e in self.title_page if e.key.casefold() == wanted), "")
