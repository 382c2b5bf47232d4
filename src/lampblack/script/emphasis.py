"""Emphasis: `*italic*`, `**bold**`, `***both***`, `_underline_`, a backslash before what is meant as it stands.

It never crosses a line. A mark that opens stands before a letter, one that closes stands behind one; others are text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.script.model import Emphasis, Span

_MARK = re.compile(r"\\[*_\\\[/]|\*+|_")
_NAMES: dict[int, Emphasis] = {1: "italic", 2: "bold", 3: "bold_italic"}


@dataclass(kw_only=True, slots=True)
class _Open:
    """An opening mark whose end is not found yet: its stars (0: underline) and where what it covers begins."""

    stars: int
    at: int


def plain_of(text: str) -> tuple[str, tuple[Span, ...]]:
    """`text` (one or more lines) without its marks, and what they covered, in reading order."""
    lines: list[str] = []
    spans: list[Span] = []
    offset = 0
    for line in text.split("\n"):
        words, found = _line(line)
        lines.append(words)
        spans += [Span(start=s.start + offset, stop=s.stop + offset, emphasis=s.emphasis) for s in found]
        offset += len(words) + 1
    return "\n".join(lines), tuple(sorted(spans, key=lambda span: (span.start, -span.stop)))


def _line(line: str) -> tuple[str, list[Span]]:
    if not any(sign in line for sign in "*_\\"):
        return line, []
    gone: set[int] = set()
    found: list[tuple[int, int, Emphasis]] = []
    stars: list[_Open] = []
    unders: list[_Open] = []
    for match in _MARK.finditer(line):
        start, stop = match.span()
        if match[0][0] == "\\":
            gone.add(start)
        elif match[0] == "_":
            _underline(line, start, unders, gone, found)
        elif stop - start <= 3:
            _stars(line, start, stop, stars, gone, found)
    kept = [index not in gone for index in range(len(line))]
    now = [0]
    for keep in kept:
        now.append(now[-1] + keep)
    words = "".join(char for char, keep in zip(line, kept, strict=True) if keep)
    spans = [Span(start=now[a], stop=now[b], emphasis=name) for a, b, name in found if now[a] < now[b]]
    return words, spans


def _stars(
    line: str, start: int, stop: int, opens: list[_Open], gone: set[int], found: list[tuple[int, int, Emphasis]]
) -> None:
    if start > 0 and not line[start - 1].isspace():
        while opens and start < stop and opens[-1].at < start:
            last = opens[-1]
            count = min(last.stars, stop - start)
            if count < last.stars and last.stars == 2:
                break
            gone.update(range(start, start + count))
            gone.update(range(last.at - last.stars, last.at - last.stars + count) if count == last.stars else ())
            if count < last.stars:  # the inner half of three stars: the rest stays open
                gone.update(range(last.at - count, last.at))
            found.append((last.at, start, _NAMES[count]))
            start += count
            last.stars -= count
            if count and last.stars:
                last.at -= count
            else:
                opens.pop()
    if start < stop and stop < len(line) and not line[stop].isspace():
        opens.append(_Open(stars=stop - start, at=stop))


def _underline(
    line: str, start: int, opens: list[_Open], gone: set[int], found: list[tuple[int, int, Emphasis]]
) -> None:
    before, after = line[start - 1 : start], line[start + 1 : start + 2]
    if opens and before and not before.isspace() and not _latin(after):
        opened = opens.pop()
        opens.clear()
        gone.update((start, opened.at - 1))
        found.append((opened.at, start, "underline"))
    elif after and not after.isspace() and not _latin(before):
        opens.append(_Open(stars=0, at=start + 1))


def _latin(char: str) -> bool:
    """Inside a word written with letters, as in `file_name`, an underscore is a letter."""
    return char.isascii() and char.isalnum()
