"""What a person can ask of a whole film: make it, plan it, explain it, check it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lampblack.base.events import Listener, silent
from lampblack.base.findings import Finding
from lampblack.breakdown.formats import append_drafts
from lampblack.breakdown.model import Bible, Breakdown, Character, PlaceEntry, PropEntry, Whereabouts
from lampblack.build.delivery import put_out, wanted
from lampblack.build.planner import FilmPlanner, Planned, first_jobs
from lampblack.build.sources import Sources, read_sources
from lampblack.graph.build import build, never, small
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.graph.plan import Plan
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.report import Report
from lampblack.graph.why import Why
from lampblack.graph.why import why as why_of
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality, Settings, read_text
from lampblack.runners.local import Local
from lampblack.script.model import Screenplay
from lampblack.store.errors import explained
from lampblack.store.lock import AlreadyOwned


@dataclass(frozen=True, kw_only=True)
class Made:
    """What `make` came to."""

    film: Path
    report: Report
    planned: Planned
    made: tuple[str, ...] = ()
    """Ids of all jobs that were run, script and breakdown included."""
    drafted: tuple[str, ...] = ()
    """Ids of bible entries that had to be drafted, and now stand in `bible.toml`."""
    seconds: float = 0.0


def make(
    folder: Path,
    quality: Quality = "final",
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    workers: int = 0,
) -> Made:
    """Make the film, or what has changed of it, and put it into `out/`."""
    began = time.monotonic()
    with OpenFilm(find_film(folder), owner=True) as opened:
        settings = opened.film.settings.at(quality)
        sources = read_sources(opened, settings)
        first = _first_two(opened, sources)
        drafted = _draft(opened, sources, first)
        if drafted:
            sources = read_sources(opened, settings)
        planner = FilmPlanner(sources=sources)
        executor = opened.executor(workers)
        try:
            report = build(planner, opened.store, executor, listener, should_stop)
        finally:
            executor.close()
        if report.whole:
            put_out(opened, wanted(report.outputs, planner.seen))
        return Made(
            film=opened.film.out / "film.mp4",
            report=report,
            planned=planner.seen,
            made=tuple(dict.fromkeys((*first.made, *report.made))),
            drafted=drafted,
            seconds=time.monotonic() - began,
        )


def plan(folder: Path, quality: Quality = "final") -> tuple[Plan, Planned]:
    """What `make` would do now, and why. Nothing that takes time or costs money is run; script, breakdown and shots are
    looked through first (where no build is at work on the film), so that the plan sees as far as it can."""
    with _looking(folder) as opened:
        planner = FilmPlanner(sources=read_sources(opened, opened.film.settings.at(quality)))
        if opened.store.owner:
            _see_further(opened, planner)
        found = plan_of(planner, opened.store)
        return found, planner.seen


def why(folder: Path, subject: str, quality: Quality = "final") -> tuple[Why, ...]:
    """Why something would be made again. `subject` is a job's id as `plan` shows it, or a shot, a line or a scene: then
    every job that is about it is explained. A `UserError` names what there is where nothing fits."""
    with _looking(folder) as opened:
        planner = FilmPlanner(sources=read_sources(opened, opened.film.settings.at(quality)))
        if opened.store.owner:
            _see_further(opened, planner)
        jobs = [each.job.id for each in plan_of(planner, opened.store).forecasts]
        about = [job for job in jobs if f"/{subject}/" in f"/{job}/"] if subject not in jobs else [subject]
        return tuple(why_of(job, planner, opened.store) for job in about or [subject])


@contextmanager
def known_of(folder: Path, quality: Quality = "final") -> Generator[tuple[Planned, Known, Settings]]:
    """The film as far as it is known, for those who only want to look; values can be read until the block ends."""
    with OpenFilm(find_film(folder)) as opened:
        settings = opened.film.settings.at(quality)
        planner = FilmPlanner(sources=read_sources(opened, settings))
        found = plan_of(planner, opened.store)
        yield planner.seen, found.known, settings


def check(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong or doubtful in the script, the bible, the choices and the settings."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        sources = read_sources(opened, opened.film.settings)
        report = _first_two(opened, sources)
        for failure in report.failed:
            return (Finding(message=failure.message, severity="fault"),)
        assert report.known is not None
        script = report.known.value("script", Screenplay)
        where = report.known.value("breakdown", Whereabouts, "where")
        return (*(script.findings if script else ()), *(where.findings if where else ()))


def _looking(folder: Path) -> OpenFilm:
    """The film, owned if it can be: while a build is at work on it one can only look."""
    film = find_film(folder)
    try:
        return OpenFilm(film, owner=True)
    except AlreadyOwned:
        return OpenFilm(film)


def _see_further(opened: OpenFilm, planner: FilmPlanner) -> None:
    executor = Local(opened.store)
    try:
        build(planner, opened.store, executor, only=small)
    finally:
        executor.close()


def _first_two(opened: OpenFilm, sources: Sources) -> Report:
    """Script and breakdown alone: what must be known before anything is drafted, and all that `check` needs."""

    def planner(known: Known) -> tuple[Job, ...]:
        return tuple(first_jobs(sources))

    executor = Local(opened.store)
    try:
        return build(planner, opened.store, executor)
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
