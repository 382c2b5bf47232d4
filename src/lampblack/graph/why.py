"""Why a job is to be made again, or was: which input changed, from what to what, back to where it began."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from lampblack.base.errors import UserError
from lampblack.graph.differences import differences
from lampblack.graph.known import Planner
from lampblack.graph.orders import Results
from lampblack.graph.plan import Fate, Forecast, Plan, plan


@dataclass(frozen=True, kw_only=True)
class Why:
    """One job: its fate in a build now, what changed since it was last made, and the same for what it stands on."""

    job: str
    fate: Fate
    changes: tuple[str, ...] = ()
    because: tuple[Why, ...] = ()
    """The jobs it refers to that will or may run."""


def why(job_id: str, planner: Planner, results: Results) -> Why:
    """Explain one job; `UserError` with ids that are like it where the plan has no such job."""
    now = plan(planner, results)
    forecasts = {each.job.id: each for each in now.forecasts}
    if job_id not in forecasts:
        raise UserError(f"there is no job {job_id!r} in the plan", possible=_alike(job_id, now))
    return _why(forecasts[job_id], forecasts, results, seen=set())


def _why(forecast: Forecast, forecasts: dict[str, Forecast], results: Results, seen: set[str]) -> Why:
    seen.add(forecast.job.id)
    because: list[Why] = []
    for ref in forecast.job.refs():
        if ref.job not in seen and forecasts[ref.job].fate != "kept":
            because.append(_why(forecasts[ref.job], forecasts, results, seen))
    return Why(job=forecast.job.id, fate=forecast.fate, changes=_changes(forecast, results), because=tuple(because))


def _changes(forecast: Forecast, results: Results) -> tuple[str, ...]:
    if forecast.fate == "kept":
        return ()
    stood = results.node_keys().get(forecast.job.id)
    old = results.parts(stood) if stood and stood != forecast.key else None
    if old is None or not forecast.parts:
        return (forecast.reason,)
    return differences(forecast.job, old, forecast.parts, results.read, deep=True) or (forecast.reason,)


def _alike(job_id: str, now: Plan) -> tuple[str, ...]:
    return tuple(get_close_matches(job_id, [each.job.id for each in now.forecasts], n=5, cutoff=0.4))
