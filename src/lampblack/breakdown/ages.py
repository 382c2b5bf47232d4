"""How old somebody is said to be: `12岁`, `42, grey suit`, `a seven-year-old girl`, `a woman of forty-five`."""

from __future__ import annotations

import re

_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_WORD = f"(?:(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[1:10])}))?|{'|'.join(reversed(_ONES))})"
_NUMBER = rf"\d{{1,2}}|{_WORD}"
_WHO = "man|woman|girl|boy|child|kid|lad|lady|son|daughter|brother|sister"
_PAST = r"(?!\s+(?:ago|later|before|after|earlier|now)\b)"
"""Two years ago is nobody's age."""
_NOTHING_ELSE = r"(?!\s+(?!years?\b|in\b|with\b|and\b|who\b)\w)"
"""A man of two faces is not two."""
_SAID = (
    re.compile(rf"(?<!\d)(\d{{1,2}})(?=[\s-]*(?:岁|years?\b{_PAST}|yo\b|\)|）|,|，|$))", re.IGNORECASE),
    re.compile(rf"\b({_WORD})(?=[\s-]+years?\b{_PAST})", re.IGNORECASE),
    re.compile(rf"\b(?:{_WHO})\s+of\s+(?:about\s+|some\s+)?({_NUMBER})\b{_NOTHING_ELSE}", re.IGNORECASE),
    re.compile(rf"\baged?\s+(?:of\s+|about\s+)?({_NUMBER})\b", re.IGNORECASE),
)


def years_in(words: str) -> int | None:
    """The years that `words` give somebody, in figures or spelled out; None where they say none."""
    for said in _SAID:
        if found := said.search(words):
            return _counted(found[1].lower())
    return None


def _counted(number: str) -> int:
    if number.isdigit():
        return int(number)
    tens, *ones = re.split(r"[ -]", number)
    whole = _TENS[tens] if tens in _TENS else _ONES.index(tens)
    return whole + (_ONES.index(ones[0]) if ones else 0)
