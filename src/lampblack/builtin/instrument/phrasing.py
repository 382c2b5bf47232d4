"""A line as a melody: one note a syllable, with its tune, its length, how it is begun, and when each sound is seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lampblack.base.digest import seed_of
from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.instrument.letters import Beat, beats, ipa_beats
from lampblack.builtin.instrument.pinyin import Syllable, syllable, tune
from lampblack.engines.requests import Phoneme, Speak, Word
from lampblack.engines.speaking.mandarin import readings
from lampblack.engines.speaking.mandarin import words as words_of
from lampblack.engines.speaking.moods import Feel
from lampblack.engines.speaking.saying import Said, said
from lampblack.engines.speaking.text import Clause, Unit, clauses

_FULL, _LIGHT, _STRESSED = 0.225, 0.145, 0.235
"""Seconds a full, a light and a stressed syllable last at pace 1."""
_TONE_LENGTHS = {"1": 1.0, "2": 1.05, "3": 1.1, "4": 0.9}
"""How long each Mandarin tone is beside the others."""
_WORD_END, _WORD_INSIDE = 1.1, 0.92
"""The last syllable of a spoken word is leant on, those before it are passed over."""
_LINGER = 1.4
"""The last note of a clause is held longer by this much."""
_CUT_SHORT = 0.6
"""Of its length: what is left of a note that somebody cuts off."""
_SCALE = (0.0, 2.0, 4.0, 7.0, 9.0)
"""Gong, shang, jue, zhi, yu: semitones of the five-tone scale."""
_SEMITONES = 2.1
"""Between two of Chao's levels, at range 1: a lively speaker's nine semitones from lowest to highest."""
_FALL, _QUESTION, _CLOSE = 1.6, 3.5, 1.2
"""Semitones: a clause sinks by the first, a question ends higher by the second, a full stop lower by the third."""

_HUSH = 0.18
"""How much softer a clause ends than it began."""

_STOPS = frozenset("ptkʈbdɡg")
_HISSES = frozenset("szʂʐɕfvθʃʒxhç")


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """One syllable. `bend` is semitones from the voice's own pitch at equal steps through the note; its first `head`
    samples belong to the consonant, its last `tail` to the coda."""

    start: int
    stop: int
    bend: tuple[float, ...]
    sounds: Syllable
    head: int
    tail: int
    force: float
    opens: bool
    """Whether the clause begins here: the bow is set on the string anew."""
    closes: bool

    @property
    def attack(self) -> str:
        """How it is begun: `stop`, `hiss`, `soft` (m, n, l, w, j) or `none`."""
        first = self.sounds.initial[:1]
        if not first:
            return "none"
        if any(letter in _HISSES for letter in self.sounds.initial):
            return "hiss"
        return "stop" if first in _STOPS else "soft"


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """A whole line: its notes, and the words they say."""

    samples: int
    notes: tuple[Note, ...]
    words: tuple[Word, ...]

    def phonemes(self) -> tuple[Phoneme, ...]:
        """The sounds in order, timed by rule: consonant, vowel, coda."""
        return tuple(sound for note in self.notes for sound in _sounds(note))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    unit: Unit
    sounds: Syllable
    levels: tuple[float, ...]
    seconds: float
    force: float


def phrase(request: Speak, feel: Feel, tonic: float = 0.0) -> Phrase:
    """The melody of a line, every note of it on the scale that stands on `tonic` (semitones from the voice's pitch)."""
    words = said(request)
    drafts = _drafts(words, request.language)
    notes: list[Note] = []
    heard: list[Word] = []
    at = 0
    pace = request.voice.pace * feel.pace
    for number, (clause, syllables) in enumerate(drafts):
        begun = len(notes)
        for index, draft in enumerate(syllables):
            last = index == len(syllables) - 1
            held = 1.0 if not last else _CUT_SHORT if clause.ends == "cut" else _LINGER
            length = round(draft.seconds * held / pace * SAMPLE_RATE)
            bend = tuned(_bent(draft.levels, index / max(1, len(syllables) - 1), clause, last, request, feel), tonic)
            head, tail = _edges(draft.sounds, length)
            notes.append(
                Note(
                    start=at,
                    stop=at + length,
                    bend=bend,
                    sounds=draft.sounds,
                    head=head,
                    tail=tail,
                    force=draft.force * (1.0 - _HUSH * index / len(syllables)),
                    opens=len(notes) == begun,
                    closes=last and clause.ends != "cut",
                )
            )
            at += length
        heard += _words(syllables, notes[begun:])
        if number < len(drafts) - 1:
            at += round(clause.pause * feel.pauses / request.voice.pace * SAMPLE_RATE / 1000)
    return Phrase(samples=at, notes=tuple(notes), words=words.placed(heard))


def tuned(bend: tuple[float, ...], tonic: float) -> tuple[float, ...]:
    """A note moved, as it is, onto the nearest step of the five-tone scale on `tonic`: by the pitch it is known by, its
    highest where it stands or falls, its last where it rises."""
    level = max(bend) - min(bend) < 1.0
    known = sum(bend) / len(bend) if level else max(bend[0], bend[-1])
    octave, step = divmod(known - tonic, 12.0)
    nearest = min((*_SCALE, 12.0), key=lambda each: abs(each - step))
    moved = tonic + 12.0 * octave + nearest - known
    return tuple(each + moved for each in bend)


def _drafts(words: Said, language: str) -> list[tuple[Clause, list[_Draft]]]:
    chinese = language.partition("-")[0] not in ("yue", "ja")
    read = readings(words.text, words.pinyin if chinese else ())
    ends = {word[-1] for word in words_of(words.text)}
    spoken = iter([(reading, number in ends) for number, reading in enumerate(read)])
    by_ipa = dict(words.sounds)
    return [(clause, list(_drafted(clause, spoken, chinese, by_ipa))) for clause in clauses(words.text)]


def _drafted(
    clause: Clause, spoken: Iterator[tuple[str, bool]], chinese: bool, by_ipa: Mapping[int, str]
) -> Iterator[_Draft]:
    for index, unit in enumerate(clause.units):
        if unit.hanzi:
            reading, ends_word = next(spoken)
            last = index == len(clause.units) - 1
            yield _hanzi(unit, reading, last, ends_word) if chinese else _foreign(unit, reading)
        else:
            yield from _lettered(unit, ipa_beats(by_ipa[unit.first]) if unit.first in by_ipa else beats(unit.text))


def _hanzi(unit: Unit, reading: str, last: bool, ends_word: bool) -> _Draft:
    light = reading.endswith("5")
    leant = _WORD_END if ends_word else _WORD_INSIDE
    return _Draft(
        unit=unit,
        sounds=syllable(reading),
        levels=tune(reading, last),
        seconds=_LIGHT if light else _FULL * _TONE_LENGTHS[reading[-1]] * leant,
        force=0.7 if light else 1.0,
    )


def _foreign(unit: Unit, reading: str) -> _Draft:
    """A Hanzi of Cantonese or Japanese: the mouth is Mandarin's (the nearest that is known), the tune is level."""
    level = 2.6 + seed_of(unit.text) % 100 / 80.0
    return _Draft(unit=unit, sounds=syllable(reading), levels=(level, level - 0.2), seconds=_FULL, force=0.9)


def _lettered(unit: Unit, syllables: tuple[Beat, ...]) -> Iterator[_Draft]:
    for number, beat in enumerate(syllables):
        lift = seed_of(unit.text, number) % 100 / 100.0
        low, high = (3.0, 4.8) if beat.stressed else (2.2, 2.6)
        yield _Draft(
            unit=unit,
            sounds=beat.sounds,
            levels=(low + lift * 0.4, high + lift * 0.3, low - 0.4),
            seconds=_STRESSED if beat.stressed else _LIGHT,
            force=1.0 if beat.stressed else 0.72,
        )


def _bent(
    levels: tuple[float, ...], share: float, clause: Clause, last: bool, request: Speak, feel: Feel
) -> tuple[float, ...]:
    """Levels as semitones, sinking through the clause, and turned at its end as the mark says."""
    spread = _SEMITONES * request.voice.range * feel.range
    ends = {"?": _QUESTION, "!": 0.6, ".": -_CLOSE}.get(clause.tune, 0.0) if last else 0.0
    return tuple(
        (level - 3.0) * spread - _FALL * share + ends * step / (len(levels) - 1) for step, level in enumerate(levels)
    )


def _edges(sounds: Syllable, length: int) -> tuple[int, int]:
    """Samples of the consonant before the vowel, and of the one after it."""
    head = 0.0
    if sounds.initial:
        head = {"stop": 0.05, "hiss": 0.085}.get(_begun(sounds.initial), 0.06)
    tail = 0.25 * length if sounds.coda else 0.0
    return round(min(head * SAMPLE_RATE, 0.4 * length)), round(tail)


def _begun(initial: str) -> str:
    if any(letter in _HISSES for letter in initial):
        return "hiss"
    return "stop" if initial[0] in _STOPS else "soft"


def _words(spoken: list[_Draft], notes: list[Note]) -> list[Word]:
    made: list[Word] = []
    for unit, note in zip((draft.unit for draft in spoken), notes, strict=True):
        if made and made[-1].first == unit.first:
            made[-1] = Word(first=unit.first, last=unit.last, start=made[-1].start, stop=note.stop)
        else:
            made.append(Word(first=unit.first, last=unit.last, start=note.start, stop=note.stop))
    return made


def _sounds(note: Note) -> Iterator[Phoneme]:
    vowel, coda = note.start + note.head, note.stop - note.tail
    if note.head:
        yield Phoneme(ipa=note.sounds.initial, start=note.start, stop=vowel)
    yield Phoneme(ipa=note.sounds.final, start=vowel, stop=coda)
    if note.tail:
        yield Phoneme(ipa=note.sounds.coda, start=coda, stop=note.stop)
