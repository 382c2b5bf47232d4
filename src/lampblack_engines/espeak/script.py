"""What eSpeak is given to say: Mandarin as pinyin, word by word, everything else as it stands.

eSpeak's own reading of Hanzi errs on polyphones, so it gets syllables with tone digits, which it reads rightly but for
`xiong`, `qiong` and `jiong` (it spells those in English): these go in as its own phoneme letters.
"""

from __future__ import annotations

from dataclasses import dataclass

from lampblack.engines.speaking.mandarin import readings, words
from lampblack.engines.speaking.text import Clause, Unit, clauses

_IONG = {"xiong": "S;j'ong", "qiong": "tS;hj'ong", "jiong": "tS;j'ong"}
_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
_RARE = {"m": "en", "n": "en", "ng": "en", "hm": "heng", "hng": "heng", "ê": "ei", "r": "er"}
"""Interjections it cannot spell, and the syllables nearest to them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """What is said in one go: from character `at` of the script, the units of the clause it stands for, and, in
    Mandarin, their syllables."""

    at: int
    units: tuple[int, ...]
    syllables: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Script:
    """One clause as eSpeak gets it."""

    text: str
    pieces: tuple[Piece, ...]
    clause: Clause
    phonemes: bool = False
    """Whether the text holds phoneme letters; a person's own brackets never do."""


def scripts(text: str, language: str, pinyin: tuple[str, ...]) -> tuple[Script, ...]:
    """Every clause of a line, for that eSpeak language."""
    if language == "cmn":
        return _mandarin(text, pinyin)
    return tuple(_plain(text, clause) for clause in clauses(text))


def _plain(text: str, clause: Clause) -> Script:
    said = text[clause.first : clause.last]
    pieces = tuple(Piece(at=unit.first - clause.first, units=(number,)) for number, unit in enumerate(clause.units))
    return Script(text=said + clause.tune, pieces=pieces, clause=clause)


def _mandarin(text: str, pinyin: tuple[str, ...]) -> tuple[Script, ...]:
    said, spans = readings(text, pinyin), words(text)
    word_of = {number: span for span in spans for number in span}
    made: list[Script] = []
    number = 0
    for clause in clauses(text):
        script = _Writer()
        index = 0
        while index < len(clause.units):
            unit = clause.units[index]
            if not unit.hanzi:
                script.add(_number(unit, text), (index,), ())
                index += 1
                continue
            length = len(word_of[number])
            syllables = tuple(said[number : number + length])
            for run in _runs(syllables):
                script.add(_spelled(run), tuple(range(index, index + len(run))), run)
                index += len(run)
            number += length
        made.append(Script(text=script.text + clause.tune, pieces=tuple(script.pieces), clause=clause, phonemes=True))
    return tuple(made)


def _number(unit: Unit, text: str) -> str:
    """A year is said digit by digit (2024年: two, nought, two, four), every other number as a number."""
    year = len(unit.text) == 4 and unit.text.isdigit() and text[unit.last : unit.last + 1] == "年"
    return " ".join(unit.text) if year else unit.text


class _Writer:
    """A script as it grows, piece after piece with a space between them."""

    def __init__(self) -> None:
        self.text = ""
        self.pieces: list[Piece] = []

    def add(self, spelled: str, units: tuple[int, ...], syllables: tuple[str, ...]) -> None:
        self.text += " " if self.text else ""
        self.pieces.append(Piece(at=len(self.text), units=units, syllables=syllables))
        self.text += spelled


def _runs(syllables: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A word cut before and after each syllable that goes in as phonemes."""
    runs: list[tuple[str, ...]] = [()]
    for each in syllables:
        if each[:-1] in _IONG:
            runs += [(each,), ()]
        else:
            runs[-1] = (*runs[-1], each)
    return [run for run in runs if run]


def _spelled(run: tuple[str, ...]) -> str:
    if run[0][:-1] in _IONG:
        return f"[[{_IONG[run[0][:-1]]}{_TONES[run[0][-1]]}]]"
    return "".join(_RARE.get(each[:-1], each[:-1]) + each[-1] for each in run)
