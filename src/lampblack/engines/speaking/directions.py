"""Directions that stand inside what is said, （停顿）or (beat): they are followed, never read out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lampblack.engines.speaking.manners import manners_of
from lampblack.engines.speaking.rules import Instead
from lampblack.engines.speaking.text import BEAT, LONG_BEAT

_BRACKETS = re.compile(r"[（(【\[]([^（()）【】\[\]]{1,24})[)）】\]]")
_BEAT = re.compile(
    r"(?:an? |long |short |brief |很?长(?:长|久|时间)?[地的]?|久久[地]?|短暂[地的]?|片刻[地的]?|稍微?|略)*"
    r"(?:beat|pauses?|silence|silent|停顿|沉默|静默|迟疑|停|顿)(?:住|了|一|顿|下|会儿?|片刻)*\.?",
    re.IGNORECASE,
)
_LONG = re.compile(r"\blong|长|久", re.IGNORECASE)


def is_beat(words: str) -> bool:
    """Whether a direction only says that nothing is said for a moment."""
    return _BEAT.fullmatch(words.strip()) is not None


def is_long(words: str) -> bool:
    """Whether that moment is a long one."""
    return _LONG.search(words) is not None


def unsaid(text: str, taken: Sequence[Instead] = ()) -> tuple[Instead, ...]:
    """Directions in brackets inside a line, and the pause each stands for; brackets that only set words apart stay."""
    found: list[Instead] = []
    for match in _BRACKETS.finditer(text):
        if any(match.start() < each.last and each.first < match.end() for each in taken):
            continue
        if is_beat(match[1]):
            found.append(Instead(first=match.start(), last=match.end(), said=LONG_BEAT if is_long(match[1]) else BEAT))
        elif manners_of((match[1],)):
            found.append(Instead(first=match.start(), last=match.end(), said=""))
    return tuple(found)
