"""Strings: a tune on a solo bow, three inner voices that move little, a cello below; plucked where it is light."""

from __future__ import annotations

from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.form import Measure, Section
from lampblack.builtin.score.harmony import Voicing, chords_of, tonic_of, voiced
from lampblack.builtin.score.notes import Note
from lampblack.builtin.score.tunes import TALKING, Phrase
from lampblack.builtin.score.western import bow_of, chord_at, held, sung, voicings_of
from lampblack.engines.requests import Theme

_LOW, _HIGH = 55, 72


def played(section: Section, phrases: tuple[Phrase, ...], themes: dict[str, Theme], rng: Random) -> list[Note]:
    """All notes of the section, before they are humanised."""
    voicings = voicings_of(chords_of(section, phrases, rng), _LOW, _HIGH)
    notes = _opening(section)
    light = section.manner.busy > 0.6 and not section.manner.drums
    for measure, voicing in zip(section.measures, voicings, strict=True):
        notes += _bass(measure, voicing, light=light)
        if section.manner.drums and measure.spoken <= TALKING:
            notes += _pulses(measure, voicing)
        elif light and measure.spoken <= TALKING:
            notes += _plucked(measure, voicing)
    if not section.manner.drums:
        notes += held(section, voicings, "strings", 0.3 if light else 0.5)
        for measure, voicing in zip(section.measures, voicings, strict=True):
            if measure.layers == 3 and not light and measure.place % 2 == 1:
                notes += _sighs(measure, voicing)
    for phrase in phrases:
        who = bow_of(phrase, themes)
        middle = 57.0 if who == "cello" else 67.0 if phrase.hushed else 76.0
        notes += sung(section, phrase, who, middle, 0.72, legato=0.99, slides=True)
    return notes + _closing(section, voicings[-1])


def _bass(measure: Measure, voicing: Voicing, *, light: bool) -> list[Note]:
    bar, force = measure.bar, 0.3 + 0.4 * measure.tension
    if light and measure.spoken <= TALKING:
        spots = [(beat, voicing.bass if beat == 0 else voicing.bass + 12) for beat in range(0, len(bar.beats), 2)]
        return [
            Note(start=bar.at(beat), samples=SAMPLE_RATE, pitch=pitch, force=force, instrument="pizzicato")
            for beat, pitch in spots
        ]
    if measure.layers == 1 and measure.phrase <= 0 and measure.place % 2 == 1:
        # the bass breathes: it does not play every bar of a beginning
        return []
    level = force * (0.75 if measure.spoken > TALKING else 1.0)
    if measure.layers == 3 and len(bar.beats) >= 4:
        # it walks to the next bar by the chord's fifth, above or below
        fifth = voicing.bass + 7 if voicing.bass < 42 else voicing.bass - 5
        middle = bar.at(2.0)
        return [
            Note(start=bar.start, samples=middle - bar.start, pitch=voicing.bass, force=level, instrument="cello"),
            Note(start=middle, samples=bar.stop - middle, pitch=fifth, force=0.85 * level, instrument="cello"),
        ]
    return [Note(start=bar.start, samples=bar.stop - bar.start, pitch=voicing.bass, force=level, instrument="cello")]


def _plucked(measure: Measure, voicing: Voicing) -> list[Note]:
    """Off the beat, the upper voices one after another."""
    bar = measure.bar
    return [
        Note(start=bar.at(beat + 0.5), samples=SAMPLE_RATE // 2, role="inner", instrument="pizzicato",
             pitch=voicing.upper[beat % len(voicing.upper)] + 12, force=0.22 + 0.25 * measure.tension)
        for beat in range(len(bar.beats))
    ]  # fmt: skip


def _sighs(measure: Measure, voicing: Voicing) -> list[Note]:
    """Where it is fullest the top voice leans into the second half of every other bar, an octave up."""
    bar = measure.bar
    if len(bar.beats) < 4:
        return []
    return [
        Note(start=bar.at(2.0), samples=bar.stop - bar.at(2.0), pitch=voicing.upper[-1] + 12, instrument="strings",
             force=0.24 + 0.3 * measure.tension, role="inner")
    ]  # fmt: skip


def _pulses(measure: Measure, voicing: Voicing) -> list[Note]:
    """Short strokes in eighths, the first of each half bar leaned on; louder into the next phrase."""
    bar, notes = measure.bar, list[Note]()
    for index in range(len(bar.beats) * 2):
        at, until = bar.at(index / 2.0), bar.at(index / 2.0 + 0.42)
        force = (0.3 + 0.4 * measure.tension) * (1.0 if index % 4 == 0 else 0.72)
        force *= 1.0 + 0.25 * index / (2 * len(bar.beats)) if measure.closes else 1.0
        notes += [
            Note(start=at, samples=until - at, pitch=pitch, force=min(1.0, force), instrument="strings", role="inner")
            for pitch in voicing.upper
        ]
    return notes


def _opening(section: Section) -> list[Note]:
    """Out of nothing: an open fifth that swells to the first picture."""
    until = section.measures[0].bar.start
    if not section.first or until - section.start < SAMPLE_RATE:
        return []
    return [
        Note(start=section.start, samples=until - section.start, pitch=pitch, force=0.4, instrument="strings",
             role="inner", way="roll")
        for pitch in (section.pitch(0, 50.0), section.pitch(0, 50.0) + 7)
    ]  # fmt: skip


def _closing(section: Section, before: Voicing) -> list[Note]:
    if section.lands is None:
        return []
    at, ring, force = section.lands, section.stop - section.lands, 0.36 + 0.36 * section.strength
    home = voiced(tonic_of(section), before, _LOW, _HIGH)
    notes = chord_at(home, at, int(ring * 0.8), "strings", 0.8 * force, bass="cello")
    notes.append(
        Note(start=at, samples=int(ring * 0.8), pitch=section.pitch(0, 72.0), force=force, instrument="violin",
             role="lead")
    )  # fmt: skip
    notes.append(Note(start=at, samples=ring, pitch=home.bass - 12 if home.bass > 40 else home.bass, force=0.6 * force,
                      instrument="pizzicato"))  # fmt: skip
    return notes
