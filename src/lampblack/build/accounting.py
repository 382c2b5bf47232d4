"""The account of a film or a whole series, gathered: what was charged, what of it is in the film, who worked how long.

Read only, also while a build is at work. A film that is not cut yet is accounted for as far as it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from lampblack.base.errors import LampblackError, UserError
from lampblack.build.content import content_of
from lampblack.build.cost import Account, Episode, InFilm
from lampblack.build.effort import Human, human
from lampblack.build.foresight import foresee
from lampblack.build.planner import FilmPlanner, Planned
from lampblack.build.sources import read_sources
from lampblack.graph.plan import Plan
from lampblack.graph.plan import plan as plan_of
from lampblack.project.baseline import Baseline
from lampblack.project.budget import caps_of
from lampblack.project.folder import FilmFolder, find, find_episode
from lampblack.project.opened import OpenFilm
from lampblack.project.series import Series
from lampblack.project.settings import Keeping, Quality, Settings
from lampblack.project.whereabouts import open_store
from lampblack.store.caps import Caps
from lampblack.store.charges import UNITS, Charge
from lampblack.store.decisions import WORKED, Decision
from lampblack.store.store import Store
from lampblack.takes.ways import made_for

QUALITIES: tuple[Quality, ...] = ("final", "review", "draft")
"""Of which make the film is looked at: the finest that has been cut."""


@dataclass(frozen=True, kw_only=True)
class Costs:
    """Everything that `cost` can tell. Sums in `currency`; `cap` is 0 where none is set."""

    title: str
    currency: str
    cap: float
    account: Account
    human: Human
    machine: Mapping[str, float]
    """Seconds of work by engine, and by stage for what Lampblack does itself; of all results that are remembered."""
    baseline: Baseline
    series: bool = False
    notes: tuple[str, ...] = ()

    @property
    def cut(self) -> bool:
        """Whether every film has been cut, so that finished minutes can be counted."""
        return all(each.content.cut for each in self.account.episodes.values())

    @property
    def seconds(self) -> Fraction:
        """How long it is, as far as it is known."""
        return sum((each.content.seconds for each in self.account.episodes.values()), Fraction(0))


def costs(folder: Path) -> Costs:
    """The account of the film, the episode or the series in `folder`."""
    found = find(folder)
    if isinstance(found, Series):
        return _of_series(found)
    with OpenFilm(found) as opened:
        episode, notes = _episode(opened)
        return _gathered(opened.store, [episode], found.settings, opened.caps, film=found.name, notes=notes)


def worked(folder: Path, minutes: float, on: str = "") -> str:
    """A person states how long they worked; says what that replaces. A negative figure takes back what was too much."""
    found = find(folder)
    film = "" if isinstance(found, Series) else found.name
    with _records(found) as store:
        before = human(store.decisions.every(), store.decisions.builds())
        there = sum(each.minutes for each in before.shares if each.stated and (each.subject, each.film) == (on, film))
        if there + minutes < 0:
            raise UserError(f"only {there:g} minutes are stated{_on(on)}; {-minutes:g} cannot be taken back")
        store.decisions.decide(WORKED, on, minutes=minutes, film=film)
        after = human(store.decisions.every(), store.decisions.builds())
    replaced = before.minutes + minutes - after.minutes
    instead = f", instead of the {replaced:.0f} that were estimated" if replaced >= 0.5 else ""
    return f"{minutes:g} minutes{_on(on)} are on record{instead}; {after.minutes:.0f} minutes in all"


def decisions(folder: Path) -> tuple[Decision, ...]:
    """The human's part as it was recorded, oldest first; of an episode with what was decided for its series."""
    found = find(folder)
    name = None if isinstance(found, Series) else found.name
    with _records(found) as store:
        return tuple(each for each in store.decisions.every() if name is None or each.film in ("", name))


def _records(found: FilmFolder | Series) -> Store:
    """Its own store; what colleagues keep elsewhere is not asked."""
    home = found.folder if isinstance(found, Series) else found.home
    return open_store(home, Keeping(folder=found.settings.store.folder))


def _of_series(series: Series) -> Costs:
    with open_store(series.folder, series.settings.store) as store:
        episodes: list[Episode] = []
        notes: list[str] = []
        for name in series.episodes:
            try:
                with OpenFilm(find_episode(series, name), store=store) as opened:
                    episode, told = _episode(opened)
            except LampblackError as error:
                episode, told = Episode(name=name, title=name), (f"{name}: {_short(error)}",)
            episodes.append(episode)
            notes += told
        caps = caps_of(series.settings.budget)
        found = _gathered(store, episodes, series.settings, caps, film=None, notes=notes)
        return replace(found, title=series.title, series=True)


def _gathered(
    store: Store, episodes: list[Episode], settings: Settings, caps: Caps, *, film: str | None, notes: Iterable[str]
) -> Costs:
    # A decision about a job (`settle`) is one about the shot it was for.
    charges = [each for each in store.charges.present() if film is None or each.film == film]
    part = human(store.decisions.every(), store.decisions.builds())
    part = part if film is None else part.of(film)
    bought = {each.ticket: each.subject for each in charges}
    shares = tuple(replace(each, subject=bought.get(each.subject, each.subject)) for each in part.shares)
    account = Account(
        charges=tuple(_in(each, caps) for each in charges),
        shares=shares,
        episodes={each.name: each for each in episodes},
    )
    return Costs(
        title=settings.title or episodes[0].title,
        currency=caps.currency,
        cap=settings.budget.cap,
        account=account,
        human=part,
        machine=_machine(store, film),
        baseline=settings.baseline,
        notes=tuple(notes),
    )


def _in(charge: Charge, caps: Caps) -> Charge:
    """A charge in the budget's currency, which was another one when it was made."""
    if charge.unit == caps.currency:
        return charge
    one = caps.worth(1.0, charge.unit)
    return replace(
        charge, amount=round(charge.amount * one), released=round(charge.released * one), unit=caps.currency
    )  # fmt: skip


def _episode(opened: OpenFilm) -> tuple[Episode, tuple[str, ...]]:
    """What the film consists of, and what of the bought things is in it; with what could not be looked at."""
    film = opened.film
    try:
        planned, plan, settings, cut = _seen(opened)
    except LampblackError as error:
        return Episode(name=film.name, title=_title(film, None)), (f"the film cannot be planned now: {_short(error)}",)
    return Episode(
        name=film.name,
        title=_title(film, planned),
        content=replace(content_of(planned, settings.format.rate), cut=cut),
        used=_used(planned, plan, whole=cut),
    ), ()


def _seen(opened: OpenFilm) -> tuple[Planned, Plan, Settings, bool]:
    """The film in the finest make that has been cut; else as it would be, its lengths guessed. And which it is."""
    for quality in QUALITIES:
        settings = opened.film.settings.at(quality)
        planner = FilmPlanner(sources=read_sources(opened, settings))
        found = plan_of(planner, opened.results)
        if planner.seen.cut is not None:
            return planner.seen, found, settings, True
    found, seen = foresee(opened)
    return seen, found, opened.film.settings.at("final"), False


def _used(planned: Planned, plan: Plan, *, whole: bool) -> InFilm:
    """Of each shot the take that is kept (the planner names it first), and everything else that is planned."""
    chosen: dict[str, str] = {}
    for each in plan.forecasts:
        if each.job.id.startswith("takes/"):
            chosen.setdefault(each.job.subject, each.job.id)
    chosen.update({take.shot: f"takes/{take.shot}/{take.name}" for take in planned.kept})
    wanted = set(chosen.values())
    kept = [each for each in plan.forecasts if each.job.stage != "takes" or made_for(each.job.id, wanted)]
    return InFilm(
        kept=frozenset(each.key for each in kept if each.key is not None),
        planned=frozenset(each.job.id for each in plan.forecasts),
        whole=whole,
    )


def _machine(store: Store, film: str | None) -> dict[str, float]:
    found: dict[str, float] = {}
    for work in store.charges.work():
        if film is None or work.film == film:
            name = work.by.rpartition(" ")[0] or work.by
            shown = f"Lampblack ({work.stage})" if ":" in name else name
            found[shown] = found.get(shown, 0.0) + work.seconds
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _title(film: FilmFolder, planned: Planned | None) -> str:
    written = planned.breakdown.title if planned and planned.breakdown else ""
    return film.settings.title or written or film.name or film.folder.resolve().name


def _short(error: LampblackError) -> str:
    """What is wrong and where; whoever plans or makes is told what would be right."""
    return f"{error.spot}: {error.message}" if error.spot else error.message


def _on(subject: str) -> str:
    return f" on {subject}" if subject else ""


def money(amount: int) -> float:
    """Billionths as a number for whoever reads JSON."""
    return round(amount / UNITS, 9)
