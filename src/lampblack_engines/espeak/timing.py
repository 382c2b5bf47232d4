"""From eSpeak's events to phonemes and words: who is said when, in samples of one clause."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from lampblack_engines.espeak.library import Heard, Utterance
from lampblack_engines.espeak.script import Piece, Script

_GLIDES = frozenset({"j", "w", "ɥ"})
_VOWELS = frozenset("aeiouyəɛɔɑæɨʌøœɪʊɒɐäɯ")
_CODAS = frozenset({"n", "ŋ", "ŋ-"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sounded:
    """One phoneme from sample `start` to `stop` of its clause."""

    ipa: str
    start: int
    stop: int


Span = tuple[int, int]


def sounded(utterance: Utterance) -> tuple[Sounded, ...]:
    """The phonemes in order: each lasts to the next event, a pause ends the one before it; switches of language are no
    sound."""
    end = len(utterance.sound)
    marks = [each for each in utterance.events if each.what == "phoneme" and not each.ipa.startswith("(")]
    last = Heard(what="phoneme", at=end)
    return tuple(
        Sounded(ipa=_clean(a.ipa), start=a.at, stop=min(b.at, end))
        for a, b in pairwise([*marks, last])
        if _clean(a.ipa) and min(b.at, end) > a.at
    )


def spans(script: Script, utterance: Utterance, phonemes: tuple[Sounded, ...]) -> tuple[Span, ...]:
    """From when to when each unit of the clause is heard; every unit gets a span, one after the other."""
    said = _by_piece(script, utterance, phonemes)
    found: list[Span] = []
    for pieces, sounds in said:
        found += _shared(pieces, sounds)
    return tuple(found)


def _by_piece(
    script: Script, utterance: Utterance, phonemes: tuple[Sounded, ...]
) -> list[tuple[list[Piece], list[Sounded]]]:
    """Pieces with their phonemes; pieces eSpeak ran together (`of the`) share what was said for them."""
    heard = sorted((each.first, each.at) for each in utterance.events if each.what == "word")
    groups: list[tuple[list[Piece], list[Sounded]]] = []
    begins: list[int] = []
    for piece, following in zip(script.pieces, [*(p.at for p in script.pieces[1:]), 1 << 30], strict=True):
        start = next((at for first, at in heard if piece.at <= first < following), None)
        if start is None and groups:
            groups[-1][0].append(piece)
        elif start is None or not groups:
            groups.append(([piece], []))
            begins.append(0)
        else:
            groups.append(([piece], []))
            begins.append(max(start, begins[-1]))
    for sound in phonemes:
        index = max((i for i, at in enumerate(begins) if at <= sound.start), default=0)
        groups[index][1].append(sound)
    return _none_empty(groups)


def _none_empty(
    groups: list[tuple[list[Piece], list[Sounded]]],
) -> list[tuple[list[Piece], list[Sounded]]]:
    made: list[tuple[list[Piece], list[Sounded]]] = []
    waiting: list[Piece] = []
    for pieces, sounds in groups:
        if sounds:
            made.append(([*waiting, *pieces], sounds))
            waiting = []
        elif made:
            made[-1][0].extend(pieces)
        else:
            waiting += pieces
    return made


def _shared(pieces: list[Piece], sounds: list[Sounded]) -> list[Span]:
    syllables = [each for piece in pieces for each in piece.syllables]
    if syllables and len(syllables) == sum(len(piece.units) for piece in pieces):
        cut = syllable_spans(syllables, sounds)
        if cut is not None:
            return cut
    count = sum(len(piece.units) for piece in pieces)
    return evenly(sounds[0].start, sounds[-1].stop, count)


def evenly(start: int, stop: int, count: int) -> list[Span]:
    """A stretch in `count` equal parts."""
    edges = [start + (stop - start) * part // count for part in range(count + 1)]
    return list(pairwise(edges))


def syllable_spans(syllables: list[str], sounds: list[Sounded]) -> list[Span] | None:
    """Where each pinyin syllable begins and ends among `sounds`; None where they do not fit together."""
    found: list[Span] = []
    index = 0
    for syllable in syllables:
        stop = _after(syllable, sounds, index)
        if stop is None:
            return None
        found.append((sounds[index].start, sounds[stop - 1].stop))
        index = stop
    return found if index == len(sounds) else None


def _after(syllable: str, sounds: list[Sounded], index: int) -> int | None:
    """The number of the first phoneme after one syllable: initial, glides, vowel, and n or ng if it is spelled."""
    at = index
    if at < len(sounds) and not _is_vowel(sounds[at].ipa) and sounds[at].ipa not in _GLIDES:
        at += 1
    while at < len(sounds) and sounds[at].ipa in _GLIDES:
        at += 1
    if at < len(sounds) and _is_vowel(sounds[at].ipa):
        at += 1
    if syllable[:-1].endswith(("n", "ng")) and at < len(sounds) and sounds[at].ipa in _CODAS:
        at += 1
    return at if at > index else None


def _is_vowel(ipa: str) -> bool:
    return ipa[0] in _VOWELS


def _clean(ipa: str) -> str:
    """Without stress marks: they say how strongly, not what."""
    return ipa.lstrip("ˈˌ").strip("_")
