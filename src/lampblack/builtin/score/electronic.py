"""Electronics: pads whose filter opens and closes over whole scenes, a tune of glass, pulses where something drives."""

from __future__ import annotations

from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.form import Measure, Section
from lampblack.builtin.score.harmony import Voicing, chords_of, tonic_of, voiced
from lampblack.builtin.score.notes import Note
from lampblack.builtin.score.tunes import TALKING, Phrase
from lampblack.builtin.score.western import chord_at, held, sung, voicings_of
from lampblack.engines.requests import Theme

_LOW, _HIGH = 50, 69
_PULSE_FROM, _FIGURE_FROM = 0.45, 0.36


def played(section: Section, phrases: tuple[Phrase, ...], themes: dict[str, Theme], rng: Random) -> list[Note]:
    """All notes of the section, before they are humanised."""
    voicings = voicings_of(chords_of(section, phrases, rng, slow=True), _LOW, _HIGH, 4)
    notes = _opening(section)
    notes += held(section, voicings, "pad", 0.6)
    figure = tuple(rng.sample(range(8), 8))
    for measure, voicing in zip(section.measures, voicings, strict=True):
        notes += _below(section, measure, voicing)
        if measure.tension > _FIGURE_FROM and measure.spoken <= TALKING and measure.layers > 1 - section.manner.drums:
            notes += _figure(measure, voicing, figure)
        if (section.manner.drums or section.passage.mood == "afraid") and measure.tension > _PULSE_FROM:
            notes += _heart(measure)
    for phrase in phrases:
        register = themes.get(phrase.who, Theme(who=phrase.who)).register
        middle = 64.0 if register == "low" or phrase.hushed else 74.0
        notes += sung(section, phrase, "glass", middle, 0.62, legato=1.3)
    return notes + _closing(section, voicings[-1])


def _below(section: Section, measure: Measure, voicing: Voicing) -> list[Note]:
    """A long low note, or the same in eighths that open towards the end of the phrase."""
    bar, force = measure.bar, 0.32 + 0.4 * measure.tension
    low = voicing.bass if voicing.bass < 45 else voicing.bass - 12
    if measure.tension <= _PULSE_FROM or measure.spoken > TALKING or not section.manner.drums:
        level = force * (0.7 if measure.spoken > TALKING else 0.9)
        return [Note(start=bar.start, samples=bar.stop - bar.start, pitch=low, force=level, instrument="bass")]
    return [
        Note(start=bar.at(index / 2.0), samples=bar.at(index / 2.0 + 0.4) - bar.at(index / 2.0), instrument="bass",
             pitch=low + (12 if index % 8 in (3, 6) else 0), force=force * (1.0 if index % 4 == 0 else 0.75))
        for index in range(len(bar.beats) * 2)
    ]  # fmt: skip


def _figure(measure: Measure, voicing: Voicing, order: tuple[int, ...]) -> list[Note]:
    """The chord's notes in an order that keeps for the whole section, so that what changes is only the harmony."""
    bar, notes = measure.bar, list[Note]()
    spots = (*voicing.upper, *(pitch + 12 for pitch in voicing.upper))
    for index in range(len(bar.beats) * 2):
        if order[index % 8] == 7:
            continue
        at = bar.at(index / 2.0)
        swell = 0.75 + 0.25 * (index % 4 == 0)
        notes.append(
            Note(start=at, samples=SAMPLE_RATE // 3, pitch=spots[order[index % 8] % len(spots)], instrument="arpeggio",
                 force=(0.16 + 0.3 * measure.tension) * swell, role="inner")
        )  # fmt: skip
    return notes


def _heart(measure: Measure) -> list[Note]:
    """A low double beat on the bar: a heart, not a drum kit."""
    bar, force = measure.bar, 0.3 + 0.4 * measure.tension
    return [
        Note(
            start=bar.at(beat), samples=SAMPLE_RATE // 2, pitch=33, force=force * share, instrument="kick", role="beat"
        )
        for beat, share in ((0.0, 1.0), (0.75, 0.55), (2.0, 0.7))
        if beat < len(bar.beats)
    ]


def _opening(section: Section) -> list[Note]:
    until = section.measures[0].bar.start
    if not section.first or until - section.start < SAMPLE_RATE:
        return []
    return [
        Note(start=section.start, samples=until - section.start, pitch=section.pitch(0, middle), force=0.42,
             instrument="pad" if middle > 45 else "bass", role="inner", way="roll")
        for middle in (36.0, 50.0, 62.0)
    ]  # fmt: skip


def _closing(section: Section, before: Voicing) -> list[Note]:
    if section.lands is None:
        return []
    at, ring, force = section.lands, section.stop - section.lands, 0.36 + 0.34 * section.strength
    home = voiced(tonic_of(section), before, _LOW, _HIGH, 4)
    notes = chord_at(home, at, int(ring * 0.85), "pad", 0.8 * force, bass="bass")
    notes.append(
        Note(start=at, samples=ring, pitch=section.pitch(0, 74.0), force=0.8 * force, instrument="glass", role="lead")
    )
    return notes
