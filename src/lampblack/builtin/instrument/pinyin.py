"""A pinyin syllable as the mouth makes it: initial, final and coda in IPA, and the tone's tune."""

from __future__ import annotations

from dataclasses import dataclass

INITIALS = {
    "zh": "ʈʂ", "ch": "ʈʂʰ", "sh": "ʂ", "b": "p", "p": "pʰ", "m": "m", "f": "f", "d": "t", "t": "tʰ", "n": "n",
    "l": "l", "g": "k", "k": "kʰ", "h": "x", "j": "tɕ", "q": "tɕʰ", "x": "ɕ", "r": "ʐ", "z": "ts", "c": "tsʰ",
    "s": "s", "y": "j", "w": "w",
}  # fmt: skip
"""Pinyin initials and their sounds; the two-letter ones are tried first."""

_FINALS = {
    "a": "a", "ai": "ai", "an": "a n", "ang": "ɑ ŋ", "ao": "ɑu", "e": "ɤ", "ei": "ei", "en": "ə n", "eng": "ə ŋ",
    "er": "ɚ", "i": "i", "ia": "ia", "ian": "iɛ n", "iang": "iɑ ŋ", "iao": "iɑu", "ie": "iɛ", "in": "i n",
    "ing": "i ŋ", "iong": "io ŋ", "iu": "iou", "o": "o", "ong": "o ŋ", "ou": "ou", "u": "u", "ua": "ua",
    "uai": "uai", "uan": "ua n", "uang": "uɑ ŋ", "ui": "uei", "un": "uə n", "uo": "uo", "v": "y", "van": "yɛ n",
    "ve": "yɛ", "vn": "y n", "ue": "yɛ", "io": "io", "ê": "ɛ",
}  # fmt: skip
_AFTER_Y = {"e": "ie", "an": "ian", "ong": "iong"}
_BUZZED = frozenset({"zh", "ch", "sh", "r", "z", "c", "s"})
_ROUNDED = frozenset({"j", "q", "x", "y"})

TUNES: dict[str, tuple[float, ...]] = {
    "1": (5.0, 5.0, 5.0),
    "2": (2.6, 3.2, 5.0),
    "3": (2.0, 1.0, 1.2),
    "4": (5.0, 3.6, 1.2),
    "5": (2.8, 2.4, 2.0),
}
"""Chao's five levels at the beginning, middle and end of a syllable; a third tone rises again only at the
end of a clause."""
FULL_THIRD = (2.0, 1.0, 3.8)


@dataclass(frozen=True, kw_only=True, slots=True)
class Syllable:
    """The sounds of one syllable; an empty initial or coda is not there."""

    initial: str
    final: str
    coda: str = ""


def syllable(reading: str) -> Syllable:
    """The sounds of a reading such as `zhang3`; what is no pinyin is hummed."""
    letters = reading.rstrip("12345").replace("ü", "v")
    initial = next((each for each in INITIALS if letters.startswith(each)), "")
    final = letters[len(initial) :]
    if initial in _ROUNDED and final.startswith("u"):
        final = "v" + final[1:]
    if initial in _BUZZED and final == "i":
        return Syllable(initial=INITIALS[initial], final="ɨ")
    said = _FINALS.get(_AFTER_Y.get(final, final) if initial == "y" else final, "ə n").split(" ")
    sound = INITIALS[initial] if initial else ""
    return Syllable(initial=sound, final=said[0], coda=said[1] if len(said) > 1 else "")


def tune(reading: str, last: bool) -> tuple[float, ...]:
    """The tone's levels (1 to 5); `last` says whether the clause ends here."""
    tone = reading[-1] if reading[-1:] in TUNES else "5"
    return FULL_THIRD if tone == "3" and last else TUNES[tone]
