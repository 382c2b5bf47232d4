"""Where a line of text may end: at spaces in Latin script, nearly anywhere in Chinese, but never before what closes.

After the W3C "Requirements for Chinese Text Layout" (clreq), section 3.1.3: no line begins with closing punctuation and
none ends with opening punctuation.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

NOT_FIRST = frozenset("，。、；：？！…—～·”’）】》〉」』〕％‰℃,.;:?!)]}%»›ー々")
NOT_LAST = frozenset("“‘（【《〈「『〔([{«‹￥$€£#@")


def is_wide(char: str) -> bool:
    """Whether it is a character of Chinese text: drawn on a full square, and a line may end beside it."""
    return unicodedata.east_asian_width(char) in "WF" or char in "…—“”‘’"


def units(text: str) -> tuple[str, ...]:
    """The text in pieces no line may end inside of; a Latin word keeps the space that follows it."""
    found: list[str] = []
    for char in " ".join(text.split()):
        if found and not _may_break(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return tuple(found)


def wrapped(text: str, width: float, measure: Callable[[str], float], most: int = 99) -> tuple[str, ...] | None:
    """`text` in as few lines of at most `width` as it needs, of about equal length; None where it needs over `most`."""
    pieces = units(text)
    least = _filled(pieces, width, measure)
    if least is None or len(least) > most:
        return None
    low, high = width / max(1, len(least)) * 0.8, width
    for _ in range(8):
        middle = (low + high) / 2
        tighter = _filled(pieces, middle, measure)
        if tighter is not None and len(tighter) <= len(least):
            least, high = tighter, middle
        else:
            low = middle
    return least


def _may_break(before: str, char: str) -> bool:
    last = before[-1]
    if char in NOT_FIRST or char == " " or before.rstrip()[-1:] in NOT_LAST:
        return False
    return last == " " or is_wide(last) or is_wide(char)


def _filled(pieces: tuple[str, ...], width: float, measure: Callable[[str], float]) -> tuple[str, ...] | None:
    lines: list[str] = []
    line = ""
    for piece in pieces:
        if measure(piece.rstrip()) > width:
            return None
        if line and measure((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = piece
        else:
            line += piece
    return (*lines, line.rstrip()) if line else tuple(lines)
