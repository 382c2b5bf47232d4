"""Solo piano with strings behind it: broken chords that breathe with the tune, strings where the feeling rises."""

from __future__ import annotations

from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.form import Measure, Section
from lampblack.builtin.score.harmony import Voicing, chords_of, tonic_of, voiced
from lampblack.builtin.score.notes import Note
from lampblack.builtin.score.tunes import TALKING, Phrase
from lampblack.builtin.score.western import bow_of, chord_at, held, sung, swayed, voicings_of
from lampblack.engines.requests import Theme

_LOW, _HIGH = 52, 69
_SUNG = 74.0
"""Around which pitch the right hand sings: over the left hand, under where a piano turns to glass."""
_STRINGS_FROM = 0.42
"""The tension from which strings are heard behind the piano."""


def played(section: Section, phrases: tuple[Phrase, ...], themes: dict[str, Theme], rng: Random) -> list[Note]:
    """All notes of the section, before they are humanised."""
    chords = chords_of(section, phrases, rng)
    voicings = voicings_of(chords, _LOW, _HIGH)
    notes = _opening(section, voicings[0])
    for measure, voicing in zip(section.measures, voicings, strict=True):
        notes += _left_hand(section, measure, voicing, rng)
    for number, phrase in enumerate(phrases):
        notes += _right_hand(section, phrase, themes, number)
    tense = [index for index, measure in enumerate(section.measures) if measure.layers > 1]
    if tense:
        first = min(tense[0] - tense[0] % 2, len(voicings) - 1)
        notes += held(section, [_lifted(each) for each in voicings], "strings", 0.5, first=first)
    return notes + _closing(section, voicings[-1])


def _lifted(voicing: Voicing) -> Voicing:
    """The same for strings, an octave below the tune and clear of the piano's middle."""
    return Voicing(bass=voicing.bass, upper=tuple(pitch if pitch > 57 else pitch + 12 for pitch in voicing.upper))


def _right_hand(section: Section, phrase: Phrase, themes: dict[str, Theme], number: int) -> list[Note]:
    register = themes.get(phrase.who, Theme(who=phrase.who)).register
    strong = phrase.measures[0].tension > 0.6
    if number % 2 == 1 and not phrase.hushed and section.strength > 0.4:
        # the answer is given to a bow; the piano goes on beneath it
        who = bow_of(phrase, themes)
        return sung(section, phrase, who, 57.0 if who == "cello" else 72.0, 0.62, legato=0.99, slides=True)
    middle = 62.0 if phrase.hushed else _SUNG if register != "low" or section.manner.drums else 67.0
    notes = sung(section, phrase, "piano", middle, 0.8, legato=1.25)
    if strong:
        notes += [
            Note(start=note.start, samples=note.samples, pitch=note.pitch - 12, force=0.6 * note.force,
                 instrument="piano", role="inner")
            for note in notes
        ]  # fmt: skip
    return notes


def _left_hand(section: Section, measure: Measure, voicing: Voicing, rng: Random) -> list[Note]:
    """Broken chords under the pedal, block chords where it is weary, driven octaves where it is angry; under speech
    only a bass and one soft chord."""
    bar, force = measure.bar, 0.28 + 0.42 * measure.tension
    beats, long = len(bar.beats), bar.stop - bar.start
    notes = [_struck(bar.start, long, voicing.bass, force)]
    if measure.spoken > TALKING:
        if beats > 1:
            notes += chord_at(voicing, bar.at(1.0), bar.stop - bar.at(1.0), "piano", 0.55 * force, bass=None)[1:]
        return notes
    if section.manner.drums:
        return notes + _driven(measure, voicing, force)
    if section.manner.busy < 0.42:
        for beat in (1.0, 3.0) if beats >= 4 else (1.0,) if beats > 1 else ():
            notes += chord_at(voicing, bar.at(beat), round(long * 0.4), "piano", 0.62 * force, spread=0.02)[1:]
        return notes
    low, *rest = voicing.upper
    fifth = voicing.bass + 7 if (voicing.bass + 7) % 12 in {pitch % 12 for pitch in voicing.upper} else low
    figure = (None, fifth, low, *rest, *(rest[:-1] or rest), low, (rest or [low])[-1])
    for index in range(1, beats * 2):
        at, pitch = bar.at(index / 2.0), figure[index % len(figure)]
        if pitch is None or (measure.tension < 0.3 and index % 2 == 1 and index > 2):
            continue
        notes.append(
            _struck(
                at, bar.stop - at, pitch, (0.66 if index % 2 == 0 else 0.54) * force * swayed(index, rng), inner=True
            )
        )
    return notes


def _driven(measure: Measure, voicing: Voicing, force: float) -> list[Note]:
    bar, notes = measure.bar, list[Note]()
    for index in range(len(bar.beats) * 2):
        at = bar.at(index / 2.0)
        length = bar.at(index / 2.0 + 0.45) - at
        if index in (0, 3, 6):
            notes.append(_struck(at, length, voicing.bass - 12 if voicing.bass > 36 else voicing.bass, 0.9 * force))
        elif index % 2 == 1:
            notes += [_struck(at, length, pitch, 0.6 * force, inner=True) for pitch in voicing.upper]
    return notes


def _opening(section: Section, voicing: Voicing) -> list[Note]:
    """The film's first sound: an open chord rolled, then the upbeat."""
    if not section.first or section.start == section.measures[0].bar.start:
        return []
    until = section.measures[0].bar.start
    notes = chord_at(Voicing(bass=section.pitch(0, 40.0), upper=(section.pitch(0, 50.0), section.pitch(5, 62.0))),
                     section.start + SAMPLE_RATE // 4, until - section.start, "piano", 0.4, spread=0.06)  # fmt: skip
    for index, at in enumerate(section.upbeat[1:]):
        step = (2, 1, 3, 4)[(index + len(section.upbeat)) % 4]
        notes.append(_struck(at, until - at, section.pitch(step, 67.0), 0.36 + 0.05 * index, inner=True))
    return notes


def _closing(section: Section, before: Voicing) -> list[Note]:
    """The ending, on its cut: the tonic in both hands and in the strings, left to ring."""
    if section.lands is None:
        return []
    at, ring, force = section.lands, section.stop - section.lands, 0.34 + 0.36 * section.strength
    home = voiced(tonic_of(section), before, _LOW, _HIGH)
    notes = chord_at(home, at, ring, "piano", force)
    notes.append(_struck(at, ring, home.bass - 12 if home.bass > 40 else home.bass, 0.8 * force))
    notes.append(
        Note(start=at, samples=ring, pitch=section.pitch(0, 72.0), force=0.95 * force, instrument="piano", role="lead")
    )
    if section.strength >= _STRINGS_FROM:
        notes += [
            Note(start=at, samples=int(ring * 0.8), pitch=pitch, force=0.4 * force, instrument="strings", role="inner")
            for pitch in _lifted(home).upper
        ]
    return notes


def _struck(at: int, samples: int, pitch: int, force: float, *, inner: bool = False) -> Note:
    return Note(
        start=at, samples=samples, pitch=pitch, force=force, instrument="piano", role="inner" if inner else "ground"
    )
