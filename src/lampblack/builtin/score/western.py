"""What piano, strings and electronics share: how a tune is sung over chords, and voices held from bar to bar."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.form import Section
from lampblack.builtin.score.harmony import Chord, Voicing, voiced
from lampblack.builtin.score.notes import Instrument, Note, Role
from lampblack.builtin.score.tunes import TALKING, Phrase
from lampblack.engines.requests import Theme


def voicings_of(chords: Sequence[Chord], low: int, high: int, count: int = 3) -> tuple[Voicing, ...]:
    """Every chord voiced from the one before it."""
    found: list[Voicing] = []
    for chord in chords:
        found.append(voiced(chord, found[-1] if found else None, low, high, count))
    return tuple(found)


def sung(
    section: Section,
    phrase: Phrase,
    who: Instrument,
    middle: float,
    level: float,
    *,
    legato: float = 1.0,
    slides: bool = False,
) -> list[Note]:
    """The phrase on one instrument, `level` loud; softer and lower while somebody speaks."""  # fmt: skip
    notes: list[Note] = []
    role: Role = "answer" if phrase.answers else "lead"
    before: int | None = None
    middle = phrase.about(section, middle)
    for said in phrase.notes:
        quiet = said.measure.spoken > TALKING
        at = section.pitch(said.step, middle)
        force = level * (0.5 + 0.5 * said.measure.tension) * (1.1 if said.beat == 0 else 1.0 if said.strong else 0.88)
        leap = float(max(-3, min(3, before - at))) if slides and before is not None and abs(before - at) > 2 else 0.0
        over = max(said.start + said.samples, said.measure.bar.stop) - said.start
        # it may ring on in its own bar: in the next it would lie in another chord
        length = int(min(said.samples * legato, over * min(1.0, legato)))
        notes.append(
            Note(start=said.start, samples=length, pitch=at, role=role, instrument=who,
                 force=force * (0.62 if quiet else 1.0), slide=leap)
        )  # fmt: skip
        before = at
    return notes


def held(
    section: Section,
    voicings: Sequence[Voicing],
    who: Instrument,
    level: float,
    *,
    first: int = 0,
    role: Role = "inner",
) -> list[Note]:
    """Upper voices as long tones, as many as there are layers; a pitch that stays is not begun again."""
    notes: list[Note] = []
    voices = max((len(one.upper) for one in voicings), default=0)
    for voice in range(voices):
        index = first
        while index < len(voicings):
            if voice >= len(voicings[index].upper):
                index += 1
                continue
            if voice >= section.measures[index].layers:
                index += 1
                continue
            at, start = voicings[index].upper[voice], index
            while (
                index + 1 < len(voicings)
                and _voice(voicings[index + 1], voice) == at
                and index - start < 2
                and (voice < section.measures[index + 1].layers)
            ):
                index += 1
            bars = section.measures[start : index + 1]
            force = level * (0.45 + 0.55 * max(measure.tension for measure in bars))
            force *= 0.7 if sum(measure.spoken for measure in bars) > TALKING * len(bars) else 1.0
            begin, stop = bars[0].bar.start, bars[-1].bar.stop
            notes.append(Note(start=begin, samples=stop - begin, pitch=at, force=force, instrument=who, role=role))
            index += 1
    return notes


def chord_at(
    voicing: Voicing,
    at: int,
    samples: int,
    who: Instrument,
    force: float,
    *,
    spread: float = 0.0,
    bass: Instrument | None = None,
) -> list[Note]:
    """A whole chord begun together; `spread` seconds rolled from the bottom up, its top on time."""  # fmt: skip
    pitches = ([voicing.bass] if bass is None else []) + list(voicing.upper)
    notes = [
        Note(start=at - round(spread * SAMPLE_RATE * (len(pitches) - 1 - index)), samples=samples, pitch=pitch,
             force=force * (0.85 + 0.15 * index / max(1, len(pitches) - 1)), instrument=who, role="inner")
        for index, pitch in enumerate(pitches)
    ]  # fmt: skip
    if bass is not None:
        notes.append(Note(start=at, samples=samples, pitch=voicing.bass, force=force, instrument=bass))
    return notes


_BOWS: tuple[tuple[str, Instrument], ...] = (
    ("大提琴", "cello"), ("cello", "cello"), ("小提琴", "violin"), ("violin", "violin"), ("fiddle", "violin"),
)  # fmt: skip


def bow_of(phrase: Phrase, themes: dict[str, Theme]) -> Instrument:
    """Who sings a theme on a bow: as written, else the cello for a low voice; the other one every third time."""
    theme = themes.get(phrase.who, Theme(who=phrase.who))
    written: Instrument | None = next((bow for word, bow in _BOWS if word in theme.instrument.lower()), None)
    own: Instrument = written or ("cello" if theme.register == "low" else "violin")
    if phrase.visit % 3 == 2:
        return "violin" if own == "cello" else "cello"
    return own


def swayed(index: int, rng: Random) -> float:
    """A small unevenness of touch, 0.9 to 1.05."""
    return 0.9 + 0.15 * rng.random() * (0.8 if index % 2 else 1.0)


def _voice(voicing: Voicing, voice: int) -> int | None:
    return voicing.upper[voice] if voice < len(voicing.upper) else None
