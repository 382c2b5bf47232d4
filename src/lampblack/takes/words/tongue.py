"""The two languages that engines are told things in, and how phrases become sentences or lists in each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

from lampblack.breakdown.model import Bible

Tongue = Literal["en", "zh"]
Both = tuple[str, str]
"""The same said in English and in Chinese."""

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_ENDS = '。！？!?…."”」'


def in_tongue(both: Both, tongue: Tongue) -> str:
    """The words of a table in one language."""
    return both[tongue == "zh"]


def said(table: Mapping[str, Both], key: str, tongue: Tongue) -> str:
    """What a table says for `key`, or nothing."""
    return in_tongue(table[key], tongue) if key in table else ""


def is_in(text: str, tongue: Tongue) -> bool:
    """Whether a text that people wrote can be handed on as it stands: Chinese has Han in it, English none."""
    return bool(_HAN.search(text)) if tongue == "zh" else bool(_LATIN.search(text)) and not _HAN.search(text)


def language_of(bible: Bible) -> Tongue:
    """The film's language, as the names of its people and places have it."""
    names = [each.name for each in (*bible.cast, *bible.places)]
    return "zh" if any(_HAN.search(name) for name in names) else "en"


def tongue_for(film: str, reads: Iterable[str]) -> Tongue:
    """What an engine is told in: the film's own language where it reads that among those it reads best, else English,
    else Chinese. An engine that lists none reads any."""
    own: Tongue = "zh" if film.lower().startswith("zh") else "en"
    known = [each.lower().split("-")[0] for each in reads]
    if not known or own in known:
        return own
    return "zh" if "zh" in known and "en" not in known else "en"


def listed(parts: Iterable[str], tongue: Tongue) -> str:
    """Phrases as a list with commas; empty ones and repetitions fall out."""
    return ("，" if tongue == "zh" else ", ").join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def joined(parts: Iterable[str], tongue: Tongue) -> str:
    """Names or things in a row: `a, b and c`."""
    each = [part for part in parts if part]
    if len(each) < 2:
        return "".join(each)
    middle, last = ("、", "和") if tongue == "zh" else (", ", " and ")
    return middle.join(each[:-1]) + last + each[-1]


def sentence(text: str, tongue: Tongue) -> str:
    """A phrase as a sentence: a capital where there are any, and a full stop."""
    text = text.strip().rstrip("，,、；;")
    if not text:
        return ""
    if tongue == "en":
        text = text[0].upper() + text[1:]
    return text if text[-1] in _ENDS else text + ("。" if tongue == "zh" else ".")


def a(noun: str) -> str:
    """An English noun with its article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def first_words(words: str) -> str:
    """Without a full stop at its end, to be built into a sentence."""
    return words.strip().rstrip("。.；;，, ")
