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
    """`text` in as few lines of at most `width` as it needs, of about equal length; None where it needs over `most`.

    `measure` says how wide a piece of text is; pieces side by side are as wide as their sum."""
    pieces = tuple((piece, measure(piece.rstrip()), measure(piece)) for piece in units(text))
    least = _filled(pieces, width)
    if least is None or len(least) > most:
        return None
    low, high = width / max(1, len(least)) * 0.8, width
    for _ in range(8):
        middle = (low + high) / 2
        tighter = _filled(pieces, middle)
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


def _filled(pieces: tuple[tuple[str, float, float], ...], width: float) -> tuple[str, ...] | None:
    """Lines as full as they can be; None where one piece alone is too wide. A line's last space takes no room."""
    lines: list[str] = []
    line, length = "", 0.0
    for piece, bare, whole in pieces:
        if bare > width:
            return None
        if line and length + bare > width:
            lines.append(line.rstrip())
            line, length = "", 0.0
        line, length = line + piece, length + whole
    return (*lines, line.rstrip()) if line else tuple(lines)
