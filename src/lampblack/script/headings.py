"""Scene headings in the shapes people write them: Fountain's own, Chinese, Japanese, Russian and Ukrainian.

A heading is recognised by its first words alone, so one look at a line decides; nothing here knows the lines around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LATIN = r"INT\.?\s?/\s?EXT|EXT\.?\s?/\s?INT|I\.?/E|E\.?/I|INT|EXT|EST"
_CYRILLIC = r"ИНТ\.?\s?/\s?(?:НАТ|ЭКСТ)|НАТ\.?\s?/\s?ИНТ|ИНТ|НАТ|ЭКСТ|ІНТ|ЕКСТ"
_PREFIX = re.compile(rf"(?:{_LATIN}|{_CYRILLIC})(?:[.。．]\s*|[\s\u3000]+|$)", re.IGNORECASE)
_TIME = (
    "日|夜|晨|清晨|凌晨|早晨|早上|早|上午|中午|正午|午|下午|午后|黄昏|傍晚|晚|晚上|昏|黎明|拂晓|破晓|白天|白昼|深夜|午夜|"
    "夜晚|入夜|天|日出|日落|夕阳|连续|稍后|片刻后|朝|昼|夕方"
)
_SIDE = "内外景?|外内景?|内/外景?|外/内景?|内景?|外景?"
_GAP = r"[\s\u3000·・,，:：、。.．\-—–－|]+"
_INSIDE = re.compile(rf"(?:内外景|内/外景?|外/内景?|内景|外景|屋内|屋外|室内|室外)(?:{_GAP}|(?=\w)|$)")
_SIDED = re.compile(rf"(?:(?:{_TIME}){_GAP})?(?:{_SIDE}){_GAP}\S|(?:{_TIME}){_GAP}(?:{_SIDE})(?:{_GAP}|$)")
_CIRCLE = re.compile(r"[○◯〇●]\s*(?=[^\s〇○\d一二三四五六七八九])")
_NUMERAL = r"(?:\d+|[零〇一二三四五六七八九十百两]+)"
_ORDINAL = re.compile(rf"(?:第\s*({_NUMERAL})\s*[场場](?:戏)?|[场場]景?\s*({_NUMERAL}(?:[-－—]\d+)?))(?:{_GAP}|$)")
_COUNTED = re.compile(r"(\d+(?:[-－—]\d+)?)\s*(?:[.．、]\s*|\s+|(?=(?:日|夜|晨|昏)(?:内|外)))")
_COMPACT = re.compile(rf"(?:日|夜|晨|昏)(?:内外|内|外)(?:{_GAP}|\w)")
_TOKEN = re.compile(rf"(?:^|{_GAP})(?:{_TIME}|{_SIDE})(?={_GAP}|$)")
_NUMBER = re.compile(r"\s*#([\w.\-－]+)#\s*$")
_SENTENCE = re.compile(r"[。！？!?…；;]$")
_LONGEST = 60
"""Characters of an unforced Chinese or Japanese heading; a longer line is a sentence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """A heading's words, its number, and, in `doubt`, why it may be no heading at all."""

    text: str
    number: str = ""
    doubt: str = ""
    no_place: bool = False


def heading_of(text: str) -> Heading | None:
    """What a line says if it is an unforced scene heading, else None."""
    line = text.strip()
    line = line.strip("*_").strip() if line.startswith(("*", "_")) else line
    words, number = numbered(line)
    if match := _PREFIX.match(words):
        return Heading(
            text=words,
            number=number,
            doubt=_doubt_of_latin(words, match[0]),
            no_place=not words[match.end() :].strip(" .-–—"),
        )
    if len(words) > _LONGEST or _SENTENCE.search(words):
        return None
    return _eastern(words, number)


def numbered(line: str) -> tuple[str, str]:
    """The words of a heading and the number that stands between `#` signs behind them, if any."""
    if not line.endswith("#") or not (match := _NUMBER.search(line, max(0, len(line) - 40))):
        return line, ""
    return line[: match.start()].rstrip(), match[1]


def _doubt_of_latin(words: str, prefix: str) -> str:
    sentence = words[-1:] in ".!?。！？" and len(words.split()) > 4
    plain = prefix[:1].islower() or prefix[1:2].islower()
    if sentence and plain and "." not in prefix:
        return "reads like a sentence; if it is one, put ! in front of it"
    return ""


def _eastern(words: str, number: str) -> Heading | None:
    if match := _CIRCLE.match(words):
        return Heading(text=words[match.end() :], number=number)
    if match := _ORDINAL.match(words):
        rest = words[match.end() :].strip()
        return Heading(text=rest or words, number=_both(number, match[1] or match[2]), no_place=not rest)
    if match := _INSIDE.match(words):
        return Heading(text=words, number=number, no_place=not words[match.end() :].strip())
    if _SIDED.match(words):
        return Heading(text=words, number=number)
    if match := _COUNTED.match(words):
        rest = words[match.end() :]
        if _COMPACT.match(rest) or (_TOKEN.search(rest) and not _TOKEN.fullmatch(rest)):
            return Heading(text=rest, number=_both(number, match[1]))
    return None


def _both(sharp: str, counted: str) -> str:
    """The number between `#` signs and the one in front: of two that differ, neither is lost."""
    return sharp if not counted or sharp == counted else f"{sharp}/{counted}" if sharp else counted
