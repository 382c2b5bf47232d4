"""The lines of a script with its notes `[[ ]]` and its boneyard `/* */` lifted out, every character's place kept.

One pass: a file full of opened and never closed signs takes no longer than any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Literal

from lampblack.base.errors import Spot
from lampblack.base.findings import Finding

_OPENS = re.compile(r"\\.|/\*|\[\[")
_BLANK = re.compile(r"\n[ \t]?\n")
_CAPTION = re.compile(r"\s*([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\s*[:：]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A note or a piece of boneyard; `index` says behind how many characters of its row it stood."""

    kind: Literal["note", "boneyard"]
    text: str
    line: int
    column: int
    last_line: int
    index: int = 0

    @property
    def is_caption(self) -> bool:
        return self.kind == "note" and caption_of(self.text) is not None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line without its remarks. `pieces` are (index in `text`, line, column) where an unbroken stretch begins."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def blank(self) -> bool:
        """Nothing was written here."""
        return not self.remarks and not self.text.strip()

    @property
    def only_remarks(self) -> bool:
        """Nothing but remarks was written here: such a line neither joins nor parts its neighbours."""
        return bool(self.remarks) and not self.text.strip()

    @property
    def line(self) -> int:
        return self.place(len(self.text) - len(self.text.lstrip()))[0]

    @property
    def last_line(self) -> int:
        return self.place(max(0, len(self.text.rstrip()) - 1))[0]

    def place(self, index: int) -> tuple[int, int]:
        """The line and column, from 1, of the character at `index`."""
        start, line, column = next(piece for piece in reversed(self.pieces) if piece[0] <= index or piece[0] == 0)
        return line, column + index - start


def caption_of(note: str) -> tuple[str, str] | None:
    """`("en", "Good morning.")` of the note `en: Good morning.`; None where a note is no caption."""
    match = _CAPTION.fullmatch(note)
    return (match[1], match[2].strip()) if match and match[1][0].islower() and match[2].strip() else None


def rows_of(text: str, file: str) -> tuple[list[Row], list[Finding]]:
    """Every row of `text` (lines ended by LF), and a finding for each sign that is never closed."""
    where = _Places(text)
    found, findings = _remarks(text, where, file)
    rows: list[Row] = []
    row = _Growing(place=(1, 1))
    position = 0
    for start, stop, remark in found:
        position = row.take(text, position, start, where, rows)
        row.remarks.append(replace(remark, index=len(row.words)))
        position = stop
        if text.startswith(" ", stop) and (not row.words or row.words.endswith((" ", "\t"))):
            position += 1  # the space on the far side of a lifted note belongs to the note
        row.pieces.append((len(row.words), *where.of(position)))
    row.take(text, position, len(text), where, rows)
    rows.append(row.done())
    return rows, findings


class _Growing:
    """The row being read."""

    def __init__(self, *, place: tuple[int, int]) -> None:
        self.words = ""
        self.pieces = [(0, *place)]
        self.remarks: list[Remark] = []

    def take(self, text: str, start: int, stop: int, where: _Places, rows: list[Row]) -> int:
        """Add `text[start:stop]`, handing finished rows to `rows`."""
        while (end := text.find("\n", start, stop)) >= 0:
            self.words += text[start:end]
            rows.append(self.done())
            start = end + 1
            self.words, self.pieces, self.remarks = "", [(0, *where.of(start))], []
        self.words += text[start:stop]
        return stop

    def done(self) -> Row:
        return Row(text=self.words, pieces=tuple(self.pieces), remarks=tuple(self.remarks))


class _Places:
    """Offsets as lines and columns."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *accumulate(len(line) + 1 for line in text.split("\n"))]

    def of(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _remarks(text: str, where: _Places, file: str) -> tuple[list[tuple[int, int, Remark]], list[Finding]]:
    found: list[tuple[int, int, Remark]] = []
    findings: list[Finding] = []
    position = 0
    literal_until = 0
    """Before this offset no note can close: a blank line, or the end of the file, comes first."""
    bones = True
    closes = 0
    """Where the next `]]` is, once it was looked for."""
    while match := _OPENS.search(text, position):
        start, sign = match.start(), match[0]
        position = match.end()
        if sign == "/*" and bones:
            stop = text.find("*/", position)
            if bones := stop >= 0:
                found.append((start, stop + 2, _remark("boneyard", text, start, stop, where)))
                position = stop + 2
            else:
                findings.append(_unclosed("/*", "*/", where.of(start), file))
        elif sign == "[[" and start >= literal_until:
            if 0 <= closes < position:
                closes = text.find("]]", position)
            stop = closes
            blank = _BLANK.search(text, position, stop if stop >= 0 else len(text))
            if stop < 0 or blank:
                literal_until = blank.start() if blank else len(text)
                findings.append(_unclosed("[[", "]]", where.of(start), file))
                continue
            found.append((start, stop + 2, _remark("note", text, start, stop, where)))
            position = stop + 2
    return found, findings


def _remark(kind: Literal["note", "boneyard"], text: str, start: int, stop: int, where: _Places) -> Remark:
    line, column = where.of(start)
    return Remark(kind=kind, text=text[start + 2 : stop].strip(), line=line, column=column, last_line=where.of(stop)[0])


def _unclosed(sign: str, close: str, place: tuple[int, int], file: str) -> Finding:
    lines = " (a blank line inside a note needs two spaces)" if sign == "[[" else ""
    return Finding(
        message=f"{sign} is never closed by {close}{lines}; read as ordinary text",
        spot=Spot(file=file, line=place[0], column=place[1]),
        severity="fault",
    )
