"""Pure questions about lines: how long one will be before it is spoken, and which word is heard when."""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.base.time import SAMPLE_RATE, SampleRange
from lampblack.engines.requests import Spoken
from lampblack.engines.speaking.saying import said_of
from lampblack.engines.speaking.text import clauses

_SYLLABLES_A_SECOND = {"zh": 4.2, "yue": 4.0, "ja": 6.8, "en": 4.6}
_ELSEWHERE = 4.6
_LETTERS_A_SYLLABLE = 2.9
"""In languages written with letters: letters a syllable, the usual measure of English text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HeardWord:
    """One word (one Hanzi) of a line and the samples of the take on which it is heard."""

    text: str
    heard: SampleRange


def guide_samples(text: str, language: str, pace: float = 1.0) -> tuple[int, int]:
    """The guide reading: the least and the most samples a line will last, before anyone has spoken it."""
    rate = _SYLLABLES_A_SECOND.get(language.partition("-")[0].lower(), _ELSEWHERE)
    spoken = clauses(said_of(text, language).text)
    syllables = sum(_syllables(unit.text) for clause in spoken for unit in clause.units)
    pauses = sum(clause.pause for clause in spoken[:-1]) / 1000.0
    seconds = (syllables / rate + pauses) / max(0.25, pace)
    return round(seconds * 0.75 * SAMPLE_RATE), round((seconds * 1.35 + 0.2) * SAMPLE_RATE)


def words_heard(text: str, spoken: Spoken, start_sample: int = 0) -> tuple[HeardWord, ...]:
    """Each word with the samples on which it is heard, where the line begins on `start_sample`: for captions."""
    return tuple(
        HeardWord(
            text=text[word.first : word.last],
            heard=SampleRange(start=word.start, stop=word.stop).shifted(start_sample),
        )
        for word in spoken.words
    )


def _syllables(word: str) -> float:
    if not word.isascii() and len(word) == 1:
        return 1.0
    return max(1.0, len(word) / _LETTERS_A_SYLLABLE)
