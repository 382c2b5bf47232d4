"""What a person can ask of a whole film: make it, look at it, check it."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from lampblack.base.errors import Spot, UserError
from lampblack.base.events import Event, Listener, both, silent
from lampblack.base.findings import Finding
from lampblack.breakdown.model import Bible, Breakdown, Whereabouts
from lampblack.build.delivery import folder_of, put_out, wanted
from lampblack.build.doubting import doubts
from lampblack.build.foresight import foreseen
from lampblack.build.noticing import notice
from lampblack.build.planner import FilmPlanner, Planned
from lampblack.build.preparing import Prepared, first_two, prepare
from lampblack.build.purse import Person, Purse, Unanswered
from lampblack.build.sources import read_sources
from lampblack.engines import registry
from lampblack.graph.build import build, never, nothing_first
from lampblack.graph.known import Known
from lampblack.graph.orders import Executor
from lampblack.graph.plan import plan as plan_of
from lampblack.graph.report import Report, after
from lampblack.project.folder import find_film
from lampblack.project.opened import OpenFilm
from lampblack.project.settings import Quality, Settings, Where
from lampblack.script.model import Screenplay
from lampblack.spend.paid import Paid
from lampblack.store.actions import now
from lampblack.store.decisions import Ran
from lampblack.store.stream import Stream
from lampblack.takes.sheets.files import accepted, shown_subjects


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
    collected: tuple[str, ...] = ()
    """What was bought before and found again at the start, a line each."""
    held: str = ""
    """What nobody said yes to, in one line."""
    findings: tuple[Finding, ...] = ()
    """What is doubtful about recordings and shots."""


def make(
    folder: Path,
    quality: Quality = "final",
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    workers: int = 0,
    spend: float | None = None,
    person: Person | None = None,
    on: Where | None = None,
    language: str = "",
) -> Made:
    """Make the film, or what has changed of it, and put it into `out/`; in another `language` than its own, into a
    folder of that name below it. `spend` is the most it may spend (in the budget's currency); where that is not said,
    `person` is asked for more than `[budget] ask_above`."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        purse = Purse(opened.film.settings.budget.ask_above, spend=spend, person=person)
        paid = opened.paid(purse.allowance)
        executor = opened.executor(workers, paid=paid, on=on)
        with Stream(opened.store.folder) as stream:
            heard = both(listener, stream.hear)
            try:
                collected = Collecting(paid, heard)
                prepared = prepare(opened, quality, language)
                made = make_opened(opened, prepared, executor, heard, should_stop, purse)
            finally:
                executor.close()
            return replace(made, collected=collected.rest(heard))


class Collecting:
    """Before anything is planned, what was bought and never collected is fetched, wanted or not, and told."""

    def __init__(self, paid: Paid, listener: Listener = silent) -> None:
        self._collected = paid.collect()
        self._told = self._collected.lines()
        _tell(self._told, listener)

    def rest(self, listener: Listener = silent) -> tuple[str, ...]:
        """What it came to in the end, a line each; what changed since the beginning is told."""
        lines = self._collected.lines()
        _tell(tuple(line for line in lines if line not in self._told), listener)
        return lines


def _tell(lines: tuple[str, ...], listener: Listener) -> None:
    for line in lines:
        listener(Event(what="collected", note=line))


def make_opened(
    opened: OpenFilm, prepared: Prepared, executor: Executor, listener: Listener = silent,
    should_stop: Callable[[], bool] = never, purse: Purse | None = None,
) -> Made:  # fmt: skip
    """Make a film that is open and prepared, with an executor that may serve others after it, and pays from `purse`."""
    planner, began, started = FilmPlanner(sources=prepared.sources), time.monotonic(), now()
    purse = purse or Purse(opened.film.settings.budget.ask_above)
    unit = opened.caps.currency
    dub = prepared.sources.dub
    language, over_the_picture = (dub.language, dub.picture == "kept") if dub else ("", False)

    def before() -> None:
        """All that no engine can do, and what it will cost, is told before anything starts."""
        purse.look(opened, foreseen(opened, prepared.sources)[0])

    def built(before: Callable[[], None]) -> Report:
        return build(planner, opened.results, executor, listener, should_stop, before=before)

    try:
        report = built(before)
    except Unanswered as question:
        purse.answer(question, unit)
        report = built(nothing_first)
    while not report.stopped and purse.answer_held(unit):
        report = after(report, built(nothing_first))
    _record(opened, report, started)
    if report.whole:
        put_out(opened, wanted(report.outputs, planner.seen, takes=not over_the_picture), language)
    return Made(
        film=folder_of(opened, language) / "film.mp4",
        report=report,
        planned=planner.seen,
        made=tuple(dict.fromkeys((*prepared.made, *report.made))),
        drafted=prepared.drafted,
        seconds=prepared.seconds + time.monotonic() - began,
        held=purse.told(unit),
        findings=doubts(report.known, prepared.sources, planner.seen.plans) if report.known else (),
    )


def _record(opened: OpenFilm, report: Report, started: float) -> None:
    """That a build ran, for whoever counts hours; one that found nothing to do was no wait."""
    if report.made or report.failed or report.stopped:
        opened.store.decisions.ran(
            Ran(
                began=started, ended=max(now(), started), made=len(report.made), kept=len(report.kept),
                failed=len(report.failed), cost=report.cost, film=opened.film.name,
            )
        )  # fmt: skip


@contextmanager
def known_of(folder: Path, quality: Quality = "final") -> Generator[tuple[Planned, Known, Settings]]:
    """The film as far as it is known, for those who only want to look; values can be read until the block ends."""
    with OpenFilm(find_film(folder)) as opened:
        settings = opened.film.settings.at(quality)
        planner = FilmPlanner(sources=read_sources(opened, settings))
        found = plan_of(planner, opened.results)
        yield planner.seen, found.known, settings


def check(folder: Path) -> tuple[Finding, ...]:
    """Everything that is wrong or doubtful in the script, the bible, the choices and the settings."""
    with OpenFilm(find_film(folder), owner=True) as opened:
        return check_opened(opened)


def check_opened(opened: OpenFilm) -> tuple[Finding, ...]:
    """The same, of a film that is open."""
    notice(opened)
    sources = read_sources(opened, opened.film.settings)
    report = first_two(opened, sources)
    for failure in report.failed:
        return (Finding(message=failure.message, severity="fault"),)
    assert report.known is not None
    script = report.known.value("script", Screenplay)
    where = report.known.value("breakdown", Whereabouts, "where")
    heard = doubts(plan_of(FilmPlanner(sources=sources), opened.results).known, sources) if sources.recordings else ()
    # An engine that nobody here names may be broken, and the film is still right.
    engines = tuple(replace(each, severity="doubt") for each in registry.findings())
    breakdown = report.known.value("breakdown", Breakdown)
    sheets = _of_nobody(opened, breakdown.bible) if breakdown else ()
    return (*(script.findings if script else ()), *(where.findings if where else ()), *heard, *sheets, *engines)


def _of_nobody(opened: OpenFilm, bible: Bible) -> tuple[Finding, ...]:
    """Pictures in `refs/sheets/` that no engine will ever be shown, since nobody and nothing has their name."""
    there = accepted(*dict.fromkeys((opened.film.home, opened.film.folder)))
    possible = shown_subjects(bible)
    return tuple(
        Finding(
            message=UserError(f"this sheet shows nobody: there is no {each}", possible=possible).taught,
            spot=Spot(file=str(path)),
        )
        for each, path in there.items()
        if each not in possible
    )
