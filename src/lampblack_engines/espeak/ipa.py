"""IPA as eSpeak's own phoneme letters of its English voices (its `docs/phonemes.md`)."""

from __future__ import annotations

from lampblack.base.errors import UserError

_LETTERS = {
    "tʃ": "tS", "dʒ": "dZ", "eɪ": "eI", "aɪ": "aI", "ɔɪ": "OI", "oʊ": "oU", "əʊ": "oU", "aʊ": "aU",
    "ɑː": "A:", "ɔː": "O:", "ɜː": "3:", "iː": "i:", "uː": "u:", "aː": "A:", "eː": "eI", "oː": "oU", "ɑ": "A:",
    "a": "a", "æ": "a", "ɒ": "0", "ɔ": "O:", "ə": "@", "ɚ": "3", "ɝ": "3:", "ɜ": "3:", "ɛ": "E", "e": "E",
    "ɪ": "I", "i": "i", "ʊ": "U", "u": "u:", "ʌ": "V", "o": "oU", "y": "i:", "ɤ": "V", "ɯ": "u:", "p": "p",
    "b": "b", "t": "t", "d": "d", "k": "k", "g": "g", "ɡ": "g", "m": "m", "n": "n", "ŋ": "N", "f": "f",
    "v": "v", "θ": "T", "ð": "D", "s": "s", "z": "z", "ʃ": "S", "ʂ": "S", "ɕ": "S", "ʒ": "Z", "ʐ": "Z",
    "x": "h", "h": "h", "l": "l", "r": "r", "ɹ": "r", "ɾ": "t", "w": "w", "j": "j", "ɥ": "j", "ˈ": "'",
    "ˌ": ",", "'": "'",
}  # fmt: skip
_UNHEARD = frozenset(" .ː·‿ʰ̃")


def mnemonics(ipa: str) -> str:
    """What eSpeak calls these sounds, the nearest English ones; a `UserError` for a letter that names none."""
    said, at = "", 0
    while at < len(ipa):
        length = 2 if ipa[at : at + 2] in _LETTERS else 1
        letter = ipa[at : at + length]
        if letter not in _LETTERS and letter not in _UNHEARD:
            raise UserError(f"{letter!r} in /{ipa}/ names no sound here", possible=tuple(_LETTERS))
        said += _LETTERS.get(letter, "")
        at += length
    return said
