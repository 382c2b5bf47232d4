"""The composer: from what is spotted to all the notes of one continuous score.

`form` lays passages out in keys, bars and phrases that land on what they must land on; `tunes` gives the phrases to the
themes of those who are seen; a style writes the texture; `playing` makes it human.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score import chamber, chinese, electronic, pianist
from lampblack.builtin.score.form import SILENT, Section, laid_out
from lampblack.builtin.score.notes import Music, Note
from lampblack.builtin.score.playing import humanised, reconciled, silenced
from lampblack.builtin.score.styles import Style, style_named
from lampblack.builtin.score.tunes import Phrase, phrases_of
from lampblack.engines.requests import Compose, Theme

Writer = Callable[[Section, tuple[Phrase, ...], dict[str, Theme], Random], list[Note]]

WRITERS: dict[Style, Writer] = {
    "chinese": chinese.played,
    "piano": pianist.played,
    "strings": chamber.played,
    "electronic": electronic.played,
}
_HOMES: dict[Style, tuple[int, ...]] = {
    "chinese": (2, 7, 0, 5), "piano": (0, 3, 5, 7, 10), "strings": (2, 7, 9, 5), "electronic": (0, 2, 5, 9),
}  # fmt: skip
"""Keys that lie well: open strings for bows and silk, whatever a pianist likes."""


def composed(request: Compose) -> Music:
    """The whole score: none of its notes begins outside the passage it belongs to, or where nothing may be heard."""
    style = style_named(request.style)
    writer = WRITERS.get(style)
    if writer is None:
        return Music(notes=(), beats=_measured((), request.samples, request.tempo))
    homes = _HOMES[style]
    sections = laid_out(request, homes[request.seed % len(homes)], modal=style in ("chinese", "electronic"))
    themes = {theme.who: theme for theme in request.themes}
    visits: dict[str, int] = {}
    notes: list[Note] = []
    for number, section in enumerate(sections):
        phrases = phrases_of(section, themes, visits, request.seed, spare=style == "electronic")
        rng = Random(f"{request.seed}/{number}/{section.passage.mood}/{section.passage.theme}")
        notes += writer(section, phrases, themes, rng)
    anchors = frozenset(
        at for section in sections for at in (section.start, section.lands, *_landings(section)) if at is not None
    )
    played = silenced(reconciled(humanised(notes, anchors, request.seed)), silences_of(request))
    inside = [note for note in played if 0 <= note.start < request.samples]
    return Music(
        notes=tuple(sorted(inside, key=lambda note: (note.start, note.instrument, note.pitch))),
        beats=_measured(sections, request.samples, request.tempo),
        landings=tuple(section.lands for section in sections if section.lands is not None),
    )


def silences_of(request: Compose) -> tuple[tuple[int, int], ...]:
    """Where nothing may be heard: held breaths, and passages without strength."""
    ends = [*(passage.start for passage in request.passages[1:]), request.samples]
    empty = [
        (passage.start, end)
        for passage, end in zip(request.passages, ends, strict=True)
        if passage.strength <= SILENT and end > passage.start
    ]
    return tuple(sorted({*request.silences, *empty}))


def _landings(section: Section) -> tuple[int, ...]:
    return tuple(measure.bar.start for measure in section.measures if measure.bar.lands)


def _measured(sections: tuple[Section, ...], samples: int, tempo: int) -> tuple[int, ...]:
    """The sample of every beat of the film: the sections' own, and where there is no music as many as come nearest."""
    beat = 60.0 / tempo * SAMPLE_RATE
    beats = [0]
    for section in sections:
        own = [*section.upbeat, *(at for measure in section.measures for at in measure.bar.beats)]
        beats += _between(beats[-1], own[0], beat)
        beats += [at for at in own if at > beats[-1]]
        end = section.measures[-1].bar.stop
        if end > beats[-1]:
            beats.append(end)
    return tuple(beats + _between(beats[-1], samples, beat) + ([samples] if samples > beats[-1] else []))


def _between(start: int, stop: int, beat: float) -> list[int]:
    count = max(1, round((stop - start) / beat))
    return [start + round((stop - start) * index / count) for index in range(1, count)]
