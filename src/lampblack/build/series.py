"""What a person can ask of a whole series: make it, plan it, check it. One episode after the other, with one store, one
purse and the same warm workers; an episode that fails does not stop the others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.base.events import Listener, both, silent
from lampblack.base.findings import Finding
from lampblack.build.foresight import converter, foresee, foreseen
from lampblack.build.preparing import Prepared, prepare
from lampblack.build.preview import Preview, preview_of
from lampblack.build.purse import Person, Purse
from lampblack.build.verbs import Collecting, Made, check_opened, make_opened
from lampblack.graph.build import never
from lampblack.graph.orders import Executor
from lampblack.graph.plan import Plan
from lampblack.project.folder import find_episode
from lampblack.project.opened import OpenFilm, pool
from lampblack.project.series import Series, read_series
from lampblack.project.settings import Quality, Where
from lampblack.project.whereabouts import open_store
from lampblack.store.errors import DiskFull, Unwritable
from lampblack.store.store import Store
from lampblack.store.stream import Stream

HOPELESS = (DiskFull, Unwritable)
"""What stops one episode and would stop all others as well."""


@dataclass(frozen=True, kw_only=True)
class MadeEpisode:
    """What one episode came to: it was made (or tried), or `error` says why it could not be begun."""

    name: str
    made: Made | None = None
    error: LampblackError | None = None

    @property
    def whole(self) -> bool:
        return self.made is not None and self.made.report.whole


@dataclass(frozen=True, kw_only=True)
class MadeSeries:
    """What `make` of a series came to, in the series' order; after a stop the rest is missing."""

    series: Series
    episodes: tuple[MadeEpisode, ...]
    seconds: float
    stopped: bool = False


@dataclass(frozen=True, kw_only=True)
class PlannedEpisode:
    """What `make` would do to one episode after those before it, or why that cannot be said."""

    name: str
    preview: Preview | None = None
    error: LampblackError | None = None


def make_series(
    folder: Path,
    quality: Quality = "final",
    listener: Listener = silent,
    should_stop: Callable[[], bool] = never,
    workers: int = 0,
    only: Sequence[str] = (),
    begins: Callable[[str], None] = lambda name: None,
    spend: float | None = None,
    person: Person | None = None,
    on: Where | None = None,
    language: str = "",
) -> MadeSeries:
    """Make all episodes, or those in `only`, and put each into its own `out/`.

    `begins` is told each episode's name. All are looked through before the first is made: what the last one needs
    drafted is in the bible by then, and no episode has to be made twice. `spend`, `person` and `language` are as for
    one film; the sum is that of all of them.
    """
    began = time.monotonic()
    series, names = _asked(folder, only)
    with ExitStack() as stack:
        store = stack.enter_context(open_store(series.folder, series.settings.store, owner=True))
        films = _found(series, names, store)
        ready = _prepared(films, quality, language)
        warm = pool(store, workers, series.settings.run, on)
        purse = Purse(series.settings.budget.ask_above, spend=spend, person=person)
        made: list[MadeEpisode] = []
        stream = stack.enter_context(Stream(store.folder))
        heard = both(listener, stream.hear)
        try:
            for number, name in enumerate(names):
                begins(name)
                if number == 0 or purse.others is not None:
                    # Asked for by the first episode that has anything to do.
                    purse.others = partial(_looked, names[number + 1 :], films, ready)
                made.append(_made(name, films[name], ready[name], warm, purse, heard, should_stop))
                if _stops(made[-1]):
                    break
        finally:
            warm.close()
    stopped = bool(made) and _stops(made[-1])
    return MadeSeries(series=series, episodes=tuple(made), seconds=time.monotonic() - began, stopped=stopped)


def plan_series(
    folder: Path, quality: Quality = "final", only: Sequence[str] = (), language: str = ""
) -> tuple[PlannedEpisode, ...]:
    """What `make` would do to each episode, one after the other: what an earlier one makes, a later one finds."""
    series, names = _asked(folder, only)
    with open_store(series.folder, series.settings.store) as store:
        films = _found(series, names, store)
        ahead: dict[Digest, str] = {}
        return tuple(_planned(name, films[name], quality, ahead, language) for name in names)


def check_series(folder: Path, only: Sequence[str] = ()) -> Mapping[str, tuple[Finding, ...]]:
    """Everything that is wrong or doubtful, by episode."""
    series, names = _asked(folder, only)
    with open_store(series.folder, series.settings.store, owner=True) as store:
        films = _found(series, names, store)
        return {name: _checked(films[name]) for name in names}


# ---- within ----------------------------------------------------------------------------------------------------


def _asked(folder: Path, only: Sequence[str]) -> tuple[Series, tuple[str, ...]]:
    """The series, and those of its episodes that are meant, in its own order."""
    series = read_series(folder)
    wanted = tuple(name.replace("\\", "/").strip("/") for name in only)
    series.require(wanted)
    return series, tuple(name for name in series.episodes if name in wanted or not wanted)


def _found(series: Series, names: Iterable[str], store: Store) -> dict[str, OpenFilm | LampblackError]:
    """Each episode, opened on the series' store, or why it cannot be."""
    found: dict[str, OpenFilm | LampblackError] = {}
    for name in names:
        try:
            found[name] = OpenFilm(find_episode(series, name), store=store)
        except LampblackError as error:
            found[name] = error
    return found


def _prepared(
    films: Mapping[str, OpenFilm | LampblackError], quality: Quality, language: str
) -> Mapping[str, Prepared | LampblackError]:
    """Each episode's sources. Where anything was drafted they are read again: the bible is everyone's."""
    ready = {name: _prepare(film, quality, language) for name, film in films.items()}
    if not any(isinstance(each, Prepared) and each.drafted for each in ready.values()):
        return ready
    again = {name: _prepare(film, quality, language) for name, film in films.items()}
    return {name: _with_before(again[name], ready[name]) for name in films}


def _prepare(film: OpenFilm | LampblackError, quality: Quality, language: str) -> Prepared | LampblackError:
    if isinstance(film, LampblackError):
        return film
    try:
        return prepare(film, quality, language)
    except HOPELESS:
        raise
    except LampblackError as error:
        return error


def _with_before(now: Prepared | LampblackError, before: Prepared | LampblackError) -> Prepared | LampblackError:
    if not isinstance(now, Prepared) or not isinstance(before, Prepared):
        return now
    made = tuple(dict.fromkeys((*before.made, *now.made)))
    return replace(now, made=made, drafted=(*before.drafted, *now.drafted))


def _made(
    name: str,
    film: OpenFilm | LampblackError,
    ready: Prepared | LampblackError,
    warm: Executor,
    purse: Purse,
    listener: Listener,
    should_stop: Callable[[], bool],
) -> MadeEpisode:
    if isinstance(film, LampblackError):
        return MadeEpisode(name=name, error=film)
    if isinstance(ready, LampblackError):
        return MadeEpisode(name=name, error=ready)
    try:
        paid = film.paid(purse.allowance)
        executor = film.executor(warm=warm, paid=paid)
        try:
            collected = Collecting(paid, listener)
            made = make_opened(film, ready, executor, listener, should_stop, purse)
            return MadeEpisode(name=name, made=replace(made, collected=collected.rest(listener)))
        finally:
            executor.close()
    except HOPELESS:
        raise
    except LampblackError as error:
        return MadeEpisode(name=name, error=error)


def _looked(
    names: Sequence[str], films: Mapping[str, OpenFilm | LampblackError], ready: Mapping[str, Prepared | LampblackError]
) -> Iterator[tuple[OpenFilm, Plan]]:
    """What is foreseen of episodes that are not made yet; those that cannot be made say so in their turn."""
    for name in names:
        film, prepared = films[name], ready[name]
        if isinstance(film, OpenFilm) and isinstance(prepared, Prepared):
            with suppress(LampblackError):
                yield film, foreseen(film, prepared.sources)[0]


def _stops(episode: MadeEpisode) -> bool:
    """Whether the others are not to be begun: a person stopped, or the disk is full."""
    return episode.made is not None and episode.made.report.stopped


def _planned(
    name: str, film: OpenFilm | LampblackError, quality: Quality, ahead: dict[Digest, str], language: str
) -> PlannedEpisode:
    if isinstance(film, LampblackError):
        return PlannedEpisode(name=name, error=film)
    try:
        found, _ = foresee(film, quality, language)
    except LampblackError as error:
        return PlannedEpisode(name=name, error=error)
    found = _after(found, ahead)
    ahead |= {each.key: name for each in found.forecasts if each.key and each.fate == "will run"}
    unit, took = film.film.settings.budget.currency, film.store.actions.seconds()
    return PlannedEpisode(name=name, preview=preview_of(found, took, converter(film), unit, os.cpu_count() or 1))


def _after(found: Plan, ahead: Mapping[Digest, str]) -> Plan:
    """The plan, once the episodes before it are made: what they make is kept by then."""
    return replace(
        found,
        forecasts=tuple(
            replace(each, fate="kept", reason=f"made in {ahead[each.key]}")
            if each.key and each.key in ahead and each.fate != "kept"
            else each
            for each in found.forecasts
        ),
    )


def _checked(film: OpenFilm | LampblackError) -> tuple[Finding, ...]:
    try:
        if isinstance(film, LampblackError):
            raise film
        return check_opened(film)
    except HOPELESS:
        raise
    except LampblackError as error:
        return (Finding(message=error.message, spot=error.spot, severity="fault"),)
