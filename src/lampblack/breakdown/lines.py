"""Spoken lines: ids that survive their neighbours, how each is said, heard and captioned."""

from __future__ import annotations

import re
from typing import Literal

from lampblack.breakdown.hours import mood_of
from lampblack.breakdown.model import Line, Through
from lampblack.breakdown.slugs import hex_of

_VOICE_OVER = re.compile(
    r"v\.?\s?o\.?|voice[ -]?over|旁白|画外音?|独白|内心|内心独白|心声|解说|з\.?к\.?", re.IGNORECASE
)
_OFF_SCREEN = re.compile(r"o\.?\s?[sc]\.?|off[ -]?(?:screen|camera)|画外|场外|门外|幕后", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:cont(?:inued|['’]?d)?\.?|续|继续|接上)", re.IGNORECASE)
_NARRATOR = re.compile(r"旁白|画外音|解说|说书人|narrator|narration|voice[ -]?over|announcer", re.IGNORECASE)
_TONGUES = {
    "en": re.compile(r"in english|英语|英文", re.IGNORECASE),
    "zh": re.compile(r"in (?:chinese|mandarin)|中文|汉语|普通话", re.IGNORECASE),
    "ja": re.compile(r"in japanese|日语|日文", re.IGNORECASE),
    "fr": re.compile(r"in french|法语", re.IGNORECASE),
    "de": re.compile(r"in german|德语", re.IGNORECASE),
    "es": re.compile(r"in spanish|西班牙语", re.IGNORECASE),
    "ru": re.compile(r"in russian|俄语", re.IGNORECASE),
}
_EAST = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z]")
Script = Literal["east", "cyrillic", "latin", ""]


def through_of(name: str, extensions: tuple[str, ...]) -> Through:
    """How the voice comes to us: from nowhere (voice-over), from outside the picture, or from someone who is seen."""
    if any(_VOICE_OVER.fullmatch(one.strip()) for one in extensions) or _NARRATOR.fullmatch(name.strip()):
        return "voice_over"
    return "off_screen" if any(_OFF_SCREEN.fullmatch(one.strip()) for one in extensions) else ""


def manner_of(extensions: tuple[str, ...]) -> tuple[str, ...]:
    """What a cue's extensions say besides where the voice comes from: `（怒）`, `(on the phone)`."""
    plain = (one.strip() for one in extensions)
    return tuple(
        one for one in plain if one and not any(known.fullmatch(one) for known in (_VOICE_OVER, _OFF_SCREEN, _GOES_ON))
    )


def spoken(text: str) -> str:
    """Dialogue as one run of words: lines joined as their script joins words."""
    joined = ""
    for part in (line.strip() for line in text.split("\n")):
        gap = (
            ""
            if not joined
            or not part
            or (_EAST.search(joined[-1]) or _EAST.match(part) or joined[-1] in "，。！？、；：…")
            else " "
        )
        joined += gap + part
    return joined


def line_of(
    slug: str, character: str, text: str, language: str, how: tuple[str, ...], through: Through, *, dual: bool,
    lyric: bool, taken: set[str],
) -> Line:  # fmt: skip
    """A line with its own id; the same words said again by the same person in the same scene get `-2`."""
    words = spoken(text)
    first = id = f"{slug}/{character}-{hex_of(words)}"
    count = 1
    while id in taken:
        count += 1
        id = f"{first}-{count}"
    taken.add(id)
    return Line(
        id=id, character=character, text=words, language=language_of_line(words, how, language), how=how,
        mood=mood_of(" ".join(how)), through=through, dual=dual, lyric=lyric,
    )  # fmt: skip


def language_of_line(text: str, how: tuple[str, ...], film: str) -> str:
    """The film's language, unless a parenthetical names another or the line is written in another script."""
    for language, said in _TONGUES.items():
        if any(said.search(one) for one in how):
            return language
    script, usual = _script(text), _usual(film)
    if script and usual and script != usual:
        return {"east": language_of_text(text), "cyrillic": "ru", "latin": "en"}[script]
    return film


def language_of_text(text: str) -> str:
    """A guess by the script a text is written in: zh, ja, ko, ru or en."""
    counts = {
        "zh": len(_EAST.findall(text)),
        "ru": len(_CYRILLIC.findall(text)),
        "en": len(_LATIN.findall(text)) / 3,
    }
    best = max(counts, key=lambda language: counts[language])
    if best == "zh":
        return "ko" if _HANGUL.search(text) else "ja" if len(_KANA.findall(text)) * 8 > counts["zh"] else "zh"
    return best


def _script(text: str) -> Script:
    if _EAST.search(text):
        return "east"
    if _CYRILLIC.search(text):
        return "cyrillic"
    return "latin" if len(_LATIN.findall(text)) > 1 else ""


def _usual(language: str) -> Script:
    short = language.split("-")[0]
    return (
        "east" if short in ("zh", "ja", "ko", "yue", "cmn") else "cyrillic" if short in ("ru", "uk", "bg") else "latin"
    )
