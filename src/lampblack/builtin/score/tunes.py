"""Phrases: whose tune is heard in which bars, in which variation, and what is left of it while somebody speaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from lampblack.builtin.score.form import Measure, Section
from lampblack.builtin.score.motifs import Tune, Variation, fitted, joined, theme_of, varied
from lampblack.engines.requests import Theme

TALKING = 0.5
"""A bar with more speech than this keeps only the bones of its tune."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """One note of a phrase: its time, its pentatonic step, its beat in its bar, and the bar."""

    start: int
    samples: int
    step: int
    beat: float
    measure: Measure
    last: bool = False

    @property
    def strong(self) -> bool:
        return self.beat in (0.0, 2.0) or (self.beat == int(self.beat) and len(self.measure.bar.beats) != 4)


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Some bars of melody: `who` is quoted, `way` how, `visit` how often they were heard before."""

    who: str
    way: Variation
    visit: int
    measures: tuple[Measure, ...]
    notes: tuple[Said, ...]
    answers: bool = False

    @property
    def hushed(self) -> bool:
        """Whether most of it is spoken over."""
        return sum(measure.spoken for measure in self.measures) > TALKING * len(self.measures)

    def about(self, section: Section, middle: float) -> float:
        """What to ask `section.pitch` for, so that the phrase as a whole lies around the pitch `middle`."""
        mean = sum(section.pitch(said.step, middle) for said in self.notes) / len(self.notes)
        return middle - 12.0 * round((mean - middle) / 12.0)


def phrases_of(
    section: Section, themes: Mapping[str, Theme], visits: dict[str, int], seed: int, *, spare: bool = False
) -> tuple[Phrase, ...]:
    """The section's phrases, statement and answer by turns; `visits` goes on counting over the film. `spare`: every
    tune twice as slow, for music that breathes in whole bars."""
    voices = section.voices()
    numbers = sorted({measure.phrase for measure in section.measures if not measure.intro})
    found: list[Phrase] = []
    for number in numbers:
        measures = tuple(measure for measure in section.measures if measure.phrase == number)
        who = voices[number % len(voices)]
        rng = Random(f"{seed}/{who}/{section.passage.mood}/{number}")
        theme = themes.get(who, Theme(who=who))
        tune = theme_of(who or f"film {seed}", theme.register)
        visit = visits.get(who, 0)
        visits[who] = visit + 1
        ways = section.manner.ways
        way: Variation = "plain" if visit == 0 else ways[visit % len(ways)]
        second = ways[(visit + 1) % len(ways)]
        last = number == numbers[-1]
        rest = (1 if section.lands is not None else 3) if last else (3 if number % 2 == 0 else 0)
        whole = joined(varied(tune, way, rng), varied(tune, second, rng))
        if spare and way != "augmented":
            whole = varied(varied(tune, way, rng), "augmented", rng)
        beats = float(sum(len(measure.bar.beats) for measure in measures))
        notes = _timed(fitted(whole, beats, rest), measures)
        found.append(Phrase(who=who, way=way, visit=visit, measures=measures, notes=notes, answers=who != voices[0]))
    return tuple(found)


def _timed(tune: Tune, measures: tuple[Measure, ...]) -> tuple[Said, ...]:
    """The tune laid on the bars' beats; where a bar is spoken over, only its bones."""
    lengths = [float(len(measure.bar.beats)) for measure in measures]
    notes: list[Said] = []
    position = 0.0
    for step, beats in tune:
        start, stop = _place(position, lengths), _place(position + beats, lengths)
        measure = measures[start[0]]
        first, over = measure.bar.at(start[1]), measures[stop[0]].bar.at(stop[1])
        notes.append(Said(start=first, samples=over - first, step=step, beat=start[1], measure=measure))
        position += beats
    kept: list[Said] = []
    for note in notes:
        if note.measure.spoken > TALKING and kept and note.beat not in (0.0, 2.0):
            before = kept[-1]
            kept[-1] = _held(before, note.start + note.samples)
        else:
            kept.append(note)
    kept[-1] = Said(
        start=kept[-1].start, samples=kept[-1].samples, step=notes[-1].step, beat=kept[-1].beat,
        measure=kept[-1].measure, last=True,
    )  # fmt: skip
    return tuple(kept)


def _held(note: Said, until: int) -> Said:
    return Said(start=note.start, samples=until - note.start, step=note.step, beat=note.beat, measure=note.measure)


def _place(position: float, lengths: list[float]) -> tuple[int, float]:
    """Which bar a beat of the phrase lies in, and on which beat of it."""
    for index, length in enumerate(lengths):
        if position < length or index == len(lengths) - 1:
            return index, min(position, length)
        position -= length
    raise AssertionError("a phrase has bars")
