"""A line for engines that read whatever text they are given: without directions, and names spelled as they sound."""

from __future__ import annotations

from functools import cache

from pypinyin import Style, pinyin

from lampblack.engines.requests import Speak
from lampblack.engines.speaking.directions import unsaid
from lampblack.engines.speaking.pronounced import Pronounced, pronounced
from lampblack.engines.speaking.rules import Instead
from lampblack.engines.speaking.text import BEAT, LONG_BEAT

_PAUSE = {BEAT: "…", LONG_BEAT: "……"}
_CHINESE = ("zh", "cmn", "yue")


def aloud(request: Speak) -> str:
    """What to give to an engine that knows neither brackets nor a dictionary; figures stay as they are.

    Pinyin becomes Hanzi that can only be read so where Chinese is spoken, else letters; for IPA there is no spelling,
    and the word stands as it is written."""
    entries = pronounced(request.text, request.says)
    chinese = request.language.partition("-")[0] in _CHINESE
    own = [Instead(first=each.first, last=each.last, said=_spelled(each, request.text, chinese)) for each in entries]
    said, at = "", 0
    for each in sorted([*own, *unsaid(request.text, own)], key=lambda one: one.first):
        said += request.text[at : each.first] + _PAUSE.get(each.said, each.said)
        at = each.last
    return said + request.text[at:]


def _spelled(entry: Pronounced, text: str, chinese: bool) -> str:
    written = text[entry.first : entry.last]
    if entry.ipa:
        return written
    if not entry.pinyin:
        return entry.said
    if not chinese:
        return "-".join(each.rstrip("12345").replace("v", "u") for each in entry.pinyin)
    return "".join(_only_so(each) or letter for each, letter in zip(entry.pinyin, _letters(entry), strict=True))


def _letters(entry: Pronounced) -> tuple[str, ...]:
    """What stands for each syllable where no Hanzi is read only so."""
    own = len(entry.said) == len(entry.pinyin) and "〇" not in entry.said
    return tuple(entry.said) if own else tuple(each.rstrip("12345") for each in entry.pinyin)


def _only_so(reading: str) -> str:
    return _homophones().get(reading, "")


@cache
def _homophones() -> dict[str, str]:
    """For each syllable a common Hanzi (GB 2312, level 1) with no other reading."""
    found: dict[str, str] = {}
    for row in range(0xB0, 0xD8):
        for column in range(0xA1, 0xFF):
            letter = bytes((row, column)).decode("gb2312", "ignore")
            read = pinyin(letter, style=Style.TONE3, heteronym=True, errors="ignore")[0] if letter else []
            if len(read) == 1 and read[0][-1:].isdigit():
                found.setdefault(read[0].replace("ü", "v"), letter)
    return found
