"""Mouths by name, in three alphabets from one table: Preston Blair's shapes that our puppets wear, the nine letters of
Rhubarb Lip Sync (A to H, X), and the fifteen visemes of the Oculus lip sync library.

Sources: Preston Blair, *Cartoon Animation*; the manual of Rhubarb Lip Sync 1.13, "Mouth shapes"; the Oculus lip sync
viseme reference. IPA as eSpeak NG and Mandarin's pinyin name their sounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lampblack.builtin.instrument.pinyin import syllable
from lampblack.engines.requests import Phoneme, Spoken
from lampblack.staging.mouth import Shape

Alphabet = Literal["rhubarb", "oculus"]
ALPHABETS: tuple[Alphabet, ...] = ("rhubarb", "oculus")
REST: dict[Alphabet, str] = {"rhubarb": "X", "oculus": "sil"}

RHUBARB = ("A", "B", "C", "D", "E", "F", "G", "H", "X")
OCULUS = ("sil", "PP", "FF", "TH", "DD", "kk", "CH", "SS", "nn", "RR", "aa", "E", "I", "O", "U")

_TABLE: tuple[tuple[str, Shape, str, str], ...] = (
    # IPA, Preston Blair, Rhubarb, Oculus
    ("mbpɓ", "MBP", "A", "PP"),
    ("fvɱʋ", "FV", "G", "FF"),
    ("aɑäɐ", "AI", "D", "aa"),
    ("æʌ", "AI", "C", "aa"),
    ("eɛ", "E", "C", "E"),
    ("iɪɨj", "E", "B", "I"),
    ("oɔɒɤ", "O", "E", "O"),
    ("ɜ", "O", "E", "E"),
    ("ɝɚ", "O", "E", "RR"),
    ("uʊɯwyʏɥœøʉ", "U", "F", "U"),
    ("lɫɭ", "L", "H", "nn"),
    ("ɾ", "L", "H", "DD"),
    ("ɽ", "L", "H", "RR"),
    ("θð", "L", "H", "TH"),
    ("td", "etc", "B", "DD"),
    ("nɲ", "etc", "B", "nn"),
    ("kɡgcŋx", "etc", "B", "kk"),
    ("sz", "etc", "B", "SS"),
    ("ʂʐʃʒɕʑç", "etc", "B", "CH"),
    ("ɹrʁɻ", "etc", "B", "RR"),
    ("ə", "etc", "C", "E"),
    ("ʔ", "etc", "B", "kk"),
)
SHAPES: dict[str, Shape] = {letter: shape for letters, shape, _, _ in _TABLE for letter in letters}
"""The shape our puppets wear for each letter of IPA."""

_NAMES: dict[Alphabet, dict[str, str]] = {
    "rhubarb": {letter: name for letters, _, name, _ in _TABLE for letter in letters},
    "oculus": {letter: name for letters, _, _, name in _TABLE for letter in letters},
}
_COMPOUNDS = {
    "ts.": "ʃ", "s.": "ʃ", "tʃ": "ʃ", "tɕ": "ɕ", "tʂ": "ʂ", "ʈʂ": "ʂ", "dʒ": "ʒ", "dʑ": "ʑ", "dʐ": "ʐ", "ts": "s",
    "dz": "z", "nɡ": "ŋ", "i.": "ɨ",
}  # fmt: skip
"""Sounds written with two letters that are one mouth; a point is eSpeak's mark for a tongue that is curled up."""
_SOUND = re.compile("|".join(re.escape(each) for each in sorted(_COMPOUNDS, key=len, reverse=True)) + "|.", re.DOTALL)
VOWELS = frozenset("aɑæʌäɐeɛiɪɨoɔɒɤuʊɯyʏœøʉəɜɚɝ")
VOWEL_SHARE, CONSONANT_SHARE = 3, 1
SHORT_GAP = 2_880
"""Samples (60 ms): a mouth does not close for a shorter silence."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Viseme:
    """One mouth, by its name in an alphabet, from sample `start` to `stop`."""

    name: str
    start: int
    stop: int


def names_of(ipa: str, alphabet: Alphabet) -> tuple[str, ...]:
    """The mouths of one phoneme; none for a breath, which takes the mouth that follows."""
    return tuple(name for name, _ in _parts(ipa, alphabet))


def names_of_pinyin(reading: str, alphabet: Alphabet) -> tuple[str, ...]:
    """The mouths of a syllable such as `zhang3`."""
    sounds = syllable(reading)
    names = [name for ipa in (sounds.initial, sounds.final, sounds.coda) for name in names_of(ipa, alphabet)]
    return tuple(name for index, name in enumerate(names) if not index or name != names[index - 1])


def visemes(spoken: Spoken, alphabet: Alphabet, start_sample: int = 0) -> tuple[Viseme, ...]:
    """What the mouth does through a line that begins on `start_sample`: from its first sample to its last without a
    gap, at rest in pauses, no equal neighbours."""
    made: list[Viseme] = []
    for name, start, stop in _timed(spoken, alphabet):
        if stop <= start:
            continue
        if made and made[-1].name == name and made[-1].stop == start:
            made[-1] = Viseme(name=name, start=made[-1].start, stop=stop)
        else:
            made.append(Viseme(name=name, start=start, stop=stop))
    return tuple(Viseme(name=v.name, start=v.start + start_sample, stop=v.stop + start_sample) for v in made)


def _timed(spoken: Spoken, alphabet: Alphabet) -> Iterator[tuple[str, int, int]]:
    at = 0
    for index, phoneme in enumerate(spoken.phonemes):
        following = spoken.phonemes[index + 1].start if index + 1 < len(spoken.phonemes) else spoken.samples
        if phoneme.start > at:
            yield REST[alphabet], at, phoneme.start
        # a short silence is no rest: the mouth is held
        stop = following if following - phoneme.stop < SHORT_GAP else phoneme.stop
        yield from _shared(phoneme, stop, spoken.phonemes[index + 1 :], alphabet)
        at = stop
    if at < spoken.samples:
        yield REST[alphabet], at, spoken.samples


def _shared(
    phoneme: Phoneme, stop: int, later: tuple[Phoneme, ...], alphabet: Alphabet
) -> Iterator[tuple[str, int, int]]:
    """The mouths of one phoneme up to `stop`, each for its share of the phoneme's own time."""
    parts = _parts(phoneme.ipa, alphabet) or _coming(later, alphabet)
    total, before = sum(share for _, share in parts), 0
    length = phoneme.stop - phoneme.start
    for number, (name, share) in enumerate(parts):
        first, last = (phoneme.start + length * at // total for at in (before, before + share))
        yield name, first, stop if number == len(parts) - 1 else last
        before += share


def _coming(later: tuple[Phoneme, ...], alphabet: Alphabet) -> list[tuple[str, int]]:
    for phoneme in later:
        if parts := _parts(phoneme.ipa, alphabet):
            return [(parts[0][0], 1)]
    return [(_NAMES[alphabet]["ə"], 1)]


def _parts(ipa: str, alphabet: Alphabet) -> list[tuple[str, int]]:
    """Each mouth of a phoneme with its share of the time, neighbours that are equal made one."""
    found: list[tuple[str, int]] = []
    names = _NAMES[alphabet]
    for match in _SOUND.finditer(ipa):
        sound = match[0]
        letter = _COMPOUNDS.get(sound, sound)
        name = names.get(letter)
        if name is None:
            continue
        share = VOWEL_SHARE if letter in VOWELS else CONSONANT_SHARE
        if found and found[-1][0] == name:
            found[-1] = (name, found[-1][1] + share)
        else:
            found.append((name, share))
    return found
