"""Words written with letters as syllables: which consonants, which vowel, and which syllable is stressed, by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lampblack.builtin.instrument.pinyin import Syllable

_VOWELS = "aeiouyàáâäãåæèéêëìíîïòóôöõøœùúûüýÿаеёиоуыэюя"
_GROUP = re.compile(rf"([^{_VOWELS}]*)([{_VOWELS}]+|$)")
_SOUNDS = (
    ("sch", "ʃ"), ("tch", "tʃ"), ("sh", "ʃ"), ("ch", "tʃ"), ("th", "θ"), ("ph", "f"), ("wh", "w"), ("ck", "k"),
    ("ng", "ŋ"), ("qu", "kw"), ("j", "dʒ"), ("c", "k"), ("q", "k"), ("x", "ks"), ("r", "ɹ"), ("g", "ɡ"),
)  # fmt: skip
_VOWEL_SOUNDS = {
    "a": "æ", "e": "ɛ", "i": "ɪ", "o": "ɒ", "u": "ʌ", "y": "i", "ee": "iː", "ea": "iː", "ie": "iː", "oo": "uː",
    "ou": "aʊ", "ow": "oʊ", "oa": "oʊ", "ai": "eɪ", "ay": "eɪ", "ei": "eɪ", "ey": "i", "oi": "ɔɪ", "oy": "ɔɪ",
    "au": "ɔː", "aw": "ɔː", "ue": "uː", "ew": "uː", "ui": "uː",
}  # fmt: skip
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz")
_LIGHT = frozenset((
    "a", "an", "the", "of", "to", "and", "or", "but", "in", "on", "at", "as", "is", "it", "its", "be",
    "am", "are", "was", "were", "do", "does", "for", "from", "by", "with", "that", "than", "so", "he",
    "she", "we", "you", "i", "me", "my", "your", "his", "her", "their", "our", "us", "them", "him", "this",
    "have", "has", "had", "will", "would", "shall", "should", "can", "could", "not",
))  # fmt: skip
_PREFIXES = ("a", "be", "re", "de", "un", "ex", "en", "in", "con", "com", "for", "to", "dis")
_KANA = {
    "あアかカさサたタなナはハまマやヤらラわワがガざザだダばバぱパゃャぁァ": "a",
    "いイきキしシちチにニひヒみミりリぎギじジぢヂびビぴピぃィ": "i",
    "うウくクすスつツぬヌふフむムゆユるルぐグずズづヅぶブぷプゅュぅゥ": "ɯ",
    "えエけケせセてテねネへヘめメれレげゲぜゼでデべベぺペぇェ": "e",
    "おオこコそソとトのノほホもモよヨろロをヲごゴぞゾどドぼボぽポょョぉォ": "o",
    "んン": "n",
}
_KANA_ROWS = {
    "まみむめもマミムメモ": "m", "ばびぶべぼバビブベボ": "b", "ぱぴぷぺぽパピプペポ": "p", "かきくけこカキクケコ": "k",
    "がぎぐげごガギグゲゴ": "ɡ", "さすせそサスセソ": "s", "しシ": "ɕ", "たてとタテト": "t", "ちチ": "tɕ", "つツ": "ts",
    "なにぬねのナニヌネノ": "n", "はひへほハヒヘホ": "h", "ふフ": "f", "らりるれろラリルレロ": "ɾ", "わワ": "w",
    "やゆよヤユヨゃゅょャュョ": "j", "ざずぜぞだでどザズゼゾダデド": "d", "じぢジヂ": "dʑ",
}  # fmt: skip
_IPA_VOWELS = "aeiouyæɑɒɔəɚɛɜɝɪʊʌøœɤɯɨɐː"
_IPA_SYLLABLE = re.compile(
    rf"([ˈˌ]?)([^{_IPA_VOWELS}ˈˌ. ]*)([{_IPA_VOWELS}]+)([^{_IPA_VOWELS}ˈˌ. ]*(?![{_IPA_VOWELS}]))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Beat:
    """One syllable of a word, and whether it carries the stress."""

    sounds: Syllable
    stressed: bool


def beats(word: str) -> tuple[Beat, ...]:
    """The syllables of a word (a kana is one); a word without a vowel is one hummed syllable."""
    if len(word) == 1 and (kana := _kana(word)):
        return (Beat(sounds=kana, stressed=False),)
    spelled = re.sub(r"[^\w]", "", word.lower())
    if spelled.isdigit():
        return tuple(Beat(sounds=Syllable(initial="n", final="ʌ"), stressed=True) for _ in spelled)
    parts = _parts(spelled)
    stressed = -1 if spelled in _LIGHT else _stressed(spelled, len(parts))
    return tuple(Beat(sounds=part, stressed=index == stressed) for index, part in enumerate(parts))


def ipa_beats(ipa: str) -> tuple[Beat, ...]:
    """The syllables of a word that is given in IPA; the first carries the stress where none is marked."""
    found: list[Beat] = []
    for match in _IPA_SYLLABLE.finditer(ipa):
        found.append(Beat(sounds=Syllable(initial=match[2], final=match[3], coda=match[4]), stressed=match[1] == "ˈ"))
    if found and not any(beat.stressed for beat in found):
        found[0] = Beat(sounds=found[0].sounds, stressed=True)
    return tuple(found) or (Beat(sounds=Syllable(initial="", final="ə"), stressed=True),)


def _parts(word: str) -> list[Syllable]:
    heard = word[:-1] if len(word) > 3 and word.endswith("e") and word[-2] not in _VOWELS else word
    groups = [(m[1], m[2]) for m in _GROUP.finditer(heard) if m[0]]
    parts = [
        Syllable(initial=_consonants(head), final=_VOWEL_SOUNDS.get(vowel, _VOWEL_SOUNDS.get(vowel[:1], "ə")))
        for head, vowel in groups
        if vowel
    ]
    if not parts:
        return [Syllable(initial=_consonants(word), final="ə")]
    if groups[-1][1]:
        return parts
    last = parts[-1]
    return [*parts[:-1], Syllable(initial=last.initial, final=last.final, coda=_consonants(groups[-1][0]))]


def _stressed(word: str, count: int) -> int:
    """The first syllable, or the second after a light prefix (`a-go`, `be-gin`): right about four times in five."""
    return 1 if count > 1 and word.startswith(_PREFIXES) and len(word) < 8 else 0


def _consonants(letters: str) -> str:
    sound, index = "", 0
    while index < len(letters):
        found = next((pair for pair in _SOUNDS if letters.startswith(pair[0], index)), (letters[index],) * 2)
        known = found[1] not in sound[-1:] and (len(found[0]) > 1 or found[0] in _PLAIN)
        sound += found[1] if known else ""
        index += len(found[0])
    return sound


def _kana(letter: str) -> Syllable | None:
    vowel = next((sound for row, sound in _KANA.items() if letter in row), "")
    head = next((sound for row, sound in _KANA_ROWS.items() if letter in row), "")
    return Syllable(initial=head, final=vowel) if vowel else None
