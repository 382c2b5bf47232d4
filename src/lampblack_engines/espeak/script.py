"""What eSpeak is given to say: Mandarin as pinyin, word by word, everything else as it stands.

eSpeak's own reading of Hanzi errs on polyphones, so it gets syllables with tone digits, which it reads rightly but for
`xiong`, `qiong` and `jiong` (it spells those in English): these go in as its own phoneme letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lampblack.engines.speaking.mandarin import Word, readings, words
from lampblack.engines.speaking.text import Clause, Unit, clauses
from lampblack_engines.espeak.ipa import mnemonics

_IONG = {"xiong": "S;j'ong", "qiong": "tS;hj'ong", "jiong": "tS;j'ong"}
_TONES = {"1": "55", "2": "35", "3": "214", "4": "51", "5": "11"}
_RARE = {"m": "en", "n": "en", "ng": "en", "hm": "heng", "hng": "heng", "ê": "ei", "r": "er"}
"""Interjections it cannot spell, and the syllables nearest to them."""
_LETTERED = ("en-us", "en-gb")
"""Languages in which a Hanzi can only be Chinese."""
_BY_IPA = "en-us"
"""Who says a word that is given in IPA: the only voice here whose sounds are written down for it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """What is said in one go: from character `at` of the script, the units of the clause it stands for, and, in
    Mandarin, their syllables."""

    at: int
    units: tuple[int, ...]
    syllables: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Script:
    """One clause, or what of it is said in one language, as eSpeak gets it."""

    text: str
    pieces: tuple[Piece, ...]
    clause: Clause
    language: str
    """eSpeak's name of it."""
    phonemes: bool = False
    """Whether the text holds phoneme letters; a person's own brackets never do."""


def scripts(
    text: str, language: str, pinyin: tuple[str, ...] = (), sounds: tuple[tuple[int, str], ...] = ()
) -> tuple[Script, ...]:
    """Every clause of what is said, for that eSpeak language; `sounds` are words that are said by IPA."""
    heard = dict(sounds)
    given = pinyin if language in ("cmn", *_LETTERED) else ()
    said, word_of = readings(text, given), {number: span for span in words(text) for number in span}
    made: list[Script] = []
    number = 0
    for clause in clauses(text):
        for tongue, part in _by_tongue(clause, language, frozenset(heard)):
            hanzi = sum(unit.hanzi for unit in part.units)
            if tongue == "cmn":
                made.append(_mandarin(part, said, word_of, number))
            else:
                made.append(_plain(text, part, tongue, heard))
            number += hanzi
    return tuple(made)


def _by_tongue(clause: Clause, language: str, by_ipa: frozenset[int]) -> list[tuple[str, Clause]]:
    """A clause cut where another language is spoken: Hanzi in English are Mandarin, words by IPA are English."""

    def tongue(unit: Unit) -> str:
        if unit.hanzi:
            return "cmn" if language in _LETTERED else language
        return _BY_IPA if unit.first in by_ipa and language not in _LETTERED else language

    runs: list[tuple[str, list[Unit]]] = []
    for unit in clause.units:
        if runs and runs[-1][0] == tongue(unit):
            runs[-1][1].append(unit)
        else:
            runs.append((tongue(unit), [unit]))
    edges = [clause.first, *(units[0].first for _, units in runs[1:]), clause.last]
    parts = [
        replace(clause, units=tuple(units), first=first, last=last, tune=",", pause=0, ends="")
        for (_, units), first, last in zip(runs, edges[:-1], edges[1:], strict=True)
    ]
    parts[-1] = replace(parts[-1], tune=clause.tune, pause=clause.pause, ends=clause.ends)
    return [(language, part) for (language, _), part in zip(runs, parts, strict=True)]


def _plain(text: str, clause: Clause, language: str, heard: Mapping[int, str]) -> Script:
    pieces: list[Piece] = []
    said, at = "", clause.first
    marked = any(unit.first in heard for unit in clause.units)
    for number, unit in enumerate(clause.units):
        said += _between(text[at : unit.first], marked)
        pieces.append(Piece(at=len(said), units=(number,)))
        said += f"[[{mnemonics(heard[unit.first])}]]" if unit.first in heard else unit.text
        at = unit.last
    said += _between(text[at : clause.last], marked)
    return Script(text=said + clause.tune, pieces=tuple(pieces), clause=clause, language=language, phonemes=marked)


def _between(marks: str, marked: bool) -> str:
    """What stands between words; a person's own brackets must not open eSpeak's."""
    return marks.replace("[", " ").replace("]", " ") if marked else marks


def _mandarin(clause: Clause, said: tuple[str, ...], word_of: Mapping[int, Word], number: int) -> Script:
    script = _Writer()
    index = 0
    while index < len(clause.units):
        unit = clause.units[index]
        if not unit.hanzi:
            script.add(unit.text, (index,), ())
            index += 1
            continue
        length = len(word_of[number])
        for run in _runs(tuple(said[number : number + length])):
            script.add(_spelled(run), tuple(range(index, index + len(run))), run)
            index += len(run)
        number += length
    return Script(
        text=script.text + clause.tune, pieces=tuple(script.pieces), clause=clause, language="cmn", phonemes=True
    )


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
