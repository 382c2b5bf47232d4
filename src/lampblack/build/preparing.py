"""What comes before a film is made: its script and breakdown known, and what they need drafted into the bible."""

from __future__ import annotations

import time
from dataclasses import dataclass

from lampblack.breakdown.formats import append_drafts
from lampblack.breakdown.model import Bible, Breakdown, Character, PlaceEntry, PropEntry
from lampblack.build.noticing import notice, remember
from lampblack.build.planner import first_jobs
from lampblack.build.sources import Sources, read_sources
from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.graph.report import Report
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality, read_text
from lampblack.runners.local import Local
from lampblack.store.errors import explained


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A film ready to be made: its sources, with nothing left to draft."""

    sources: Sources
    made: tuple[str, ...] = ()
    """Ids of the jobs that were run for it."""
    drafted: tuple[str, ...] = ()
    """Ids of bible entries that had to be drafted, and now stand in the bible."""
    seconds: float = 0.0


def prepare(opened: OpenFilm, quality: Quality, language: str = "") -> Prepared:
    """Read the sources (for the film in its own or another `language`), and draft into the bible what the script needs
    and it lacks. Only for an owner."""
    began = time.monotonic()
    settings = opened.film.settings.at(quality)
    notice(opened)
    sources = read_sources(opened, settings, language)
    first = first_two(opened, sources)
    drafted = _draft(opened, sources, first)
    if drafted:
        remember(opened)
        sources = read_sources(opened, settings, language)
    return Prepared(sources=sources, made=first.made, drafted=drafted, seconds=time.monotonic() - began)


def first_two(opened: OpenFilm, sources: Sources) -> Report:
    """Script and breakdown alone: what must be known before anything is drafted, and all that `check` needs."""

    def planner(known: Known) -> tuple[Job, ...]:
        return tuple(first_jobs(sources))

    executor = Local(opened.store)
    try:
        return build(planner, opened.results, executor)
    finally:
        executor.close()


def _draft(opened: OpenFilm, sources: Sources, report: Report) -> tuple[str, ...]:
    """Append to `bible.toml`, once, what the script needs and it lacks; from then on it is the person's."""
    breakdown = report.known.value("breakdown", Breakdown) if report.known else None
    new = _drafts(breakdown.bible, sources.bible) if breakdown else Bible()
    ids = tuple(entry.id for entry in _entries(new))
    if ids:
        path = opened.film.bible
        text = read_text(path) if path.exists() else ""
        with explained(path.parent):
            part = path.with_name(f".{path.name}.part")
            part.write_text(append_drafts(text, new), encoding="utf-8")
            part.replace(path)
    return ids


def _drafts(bible: Bible, written: Bible) -> Bible:
    """Those entries that were drafted and do not stand in the file yet."""
    there = {entry.id for entry in _entries(written)}
    return Bible(
        cast=tuple(each for each in bible.cast if each.drafted and each.id not in there),
        places=tuple(each for each in bible.places if each.drafted and each.id not in there),
        props=tuple(each for each in bible.props if each.drafted and each.id not in there),
    )


def _entries(bible: Bible) -> tuple[Character | PlaceEntry | PropEntry, ...]:
    return (*bible.cast, *bible.places, *bible.props)
