"""What a build would come to, as a person wants to know it before: how much of what, for how much, how long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from lampblack.base.digest import Digest
from lampblack.graph.job import Ask, Job
from lampblack.graph.plan import Forecast, Plan

ENOUGH = 3
"""Jobs of one kind that must have been done before their real times are trusted more than a guess."""

Convert = Callable[[float, str], float]
"""A sum in some currency, in the budget's."""


@dataclass(frozen=True, kw_only=True)
class Sum:
    """One row: jobs by fate, prices in the budget's currency, seconds of work."""

    name: str
    kept: int = 0
    will_run: int = 0
    may_run: int = 0
    least: float = 0.0
    most: float = 0.0
    seconds: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Preview:
    """The priced impact of a build now. `seconds` is work; `clock` how long it takes with so many cores."""

    plan: Plan
    whole: Sum
    clock: float
    by_stage: tuple[Sum, ...]
    by_scene: tuple[Sum, ...]
    by_engine: tuple[Sum, ...]
    seconds: Mapping[str, float]
    """Of each job that will or may run, by its id."""
    impact: str
    """In words: "4 shots, 1 line, the mix"; empty where everything is kept."""
    unit: str
    """The currency of the sums."""


def preview_of(plan: Plan, took: Mapping[Digest, float], convert: Convert, unit: str, cores: int) -> Preview:
    """Add it up. `took` has the real seconds of remembered results, by key; `convert` gives sums in `unit`."""
    seconds = _estimates(plan, took)
    dirty = [each for each in plan.forecasts if each.fate != "kept"]

    def sums(name_of: Callable[[Job], str]) -> tuple[Sum, ...]:
        groups: dict[str, list[Forecast]] = {}
        for each in plan.forecasts:
            groups.setdefault(name_of(each.job), []).append(each)
        return tuple(_sum(name, group, seconds, convert) for name, group in groups.items())

    return Preview(
        plan=plan,
        whole=_sum("", plan.forecasts, seconds, convert),
        clock=_clock(dirty, seconds, max(1, cores)),
        by_stage=sums(lambda job: job.stage),
        by_scene=sums(lambda job: job.scene or "(the whole film)"),
        by_engine=sums(_engine),
        seconds=seconds,
        impact=impact_of(dirty),
        unit=unit,
    )


def total(sums: Iterable[Sum]) -> Sum:
    """Several films' sums as one; all in one currency."""
    rows = tuple(sums)
    return Sum(
        name="",
        kept=sum(each.kept for each in rows),
        will_run=sum(each.will_run for each in rows),
        may_run=sum(each.may_run for each in rows),
        least=sum(each.least for each in rows),
        most=sum(each.most for each in rows),
        seconds=sum(each.seconds for each in rows),
    )


def impact_of(dirty: Iterable[Forecast]) -> str:
    """What is made again, counted as a person counts: shots, lines, sounds, the score, the mix, the film."""
    jobs = [each.job for each in dirty]
    shots = len({job.subject for job in jobs if job.stage == "takes"})
    lines = len({job.subject for job in jobs if job.stage == "read"})
    sounds = len(
        [job for job in jobs if job.stage == "sound" and isinstance(job.work, Ask) and job.id != "sound/score"]
    )
    pieces = len([job for job in jobs if job.id.startswith("film/piece/")])
    there = {job.id for job in jobs}
    told = [
        _counted(shots, "shot"),
        _counted(lines, "line"),
        _counted(sounds, "sound"),
        "the score" * ("sound/score" in there),
        "the mix" * ("sound/mix" in there),
        _counted(pieces, "piece of film", "pieces of film") * (not shots),
    ]
    if not any(told) and jobs:
        told.append("small things only")
    return ", ".join(one for one in told if one)


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""


def _engine(job: Job) -> str:
    return job.work.engine if isinstance(job.work, Ask) else "(steps)"


def _sum(name: str, group: Iterable[Forecast], seconds: Mapping[str, float], convert: Convert) -> Sum:
    counts = {"kept": 0, "will run": 0, "may run": 0}
    least = most = work = 0.0
    for each in group:
        counts[each.fate] += 1
        work += seconds.get(each.job.id, 0.0)
        if each.price:
            low, high = each.prices
            least, most = least + convert(low, each.currency), most + convert(high, each.currency)
    return Sum(
        name=name,
        kept=counts["kept"],
        will_run=counts["will run"],
        may_run=counts["may run"],
        least=least,
        most=most,
        seconds=work,
    )


def _estimates(plan: Plan, took: Mapping[Digest, float]) -> dict[str, float]:
    """Seconds of each job to be done: what it is said to need, corrected by what its like really took here."""
    said: dict[str, float] = {}
    real: dict[str, float] = {}
    count: dict[str, int] = {}
    for each in plan.forecasts:
        if each.fate == "kept" and each.key is not None and each.key in took:
            kind = _kind(each.job)
            said[kind] = said.get(kind, 0.0) + each.job.effort.seconds
            real[kind] = real.get(kind, 0.0) + took[each.key]
            count[kind] = count.get(kind, 0) + 1
    shares = {kind: real[kind] / said[kind] for kind in said if count[kind] >= ENOUGH and said[kind] > 0}
    return {
        each.job.id: each.job.effort.seconds * shares.get(_kind(each.job), 1.0)
        for each in plan.forecasts
        if each.fate != "kept"
    }


def _kind(job: Job) -> str:
    return f"ask {job.work.engine} {job.stage}" if isinstance(job.work, Ask) else job.work.name


def _clock(dirty: Iterable[Forecast], seconds: Mapping[str, float], cores: int) -> float:
    """Seconds by the clock: the work shared out over the cores, never less than the longest chain of jobs; what a
    provider does costs no core."""
    here = 0.0
    ends: dict[str, float] = {}
    for each in dirty:
        own = seconds[each.job.id]
        here += 0.0 if isinstance(each.job.work, Ask) and each.job.work.remote else own
        ends[each.job.id] = own + max((ends.get(ref.job, 0.0) for ref in each.job.refs()), default=0.0)
    return max(here / cores, max(ends.values(), default=0.0))
