"""Why a job is to be made again, or was: which input changed, from what to what, back to where it began."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.graph.differences import differences
from lampblack.graph.job import Job
from lampblack.graph.known import Planner
from lampblack.graph.orders import Remembered
from lampblack.graph.plan import Fate, Forecast, Plan, plan
from lampblack.graph.supposed import Suppose

Past = Callable[[str, Digest], bytes | None]
"""(job id, its key now): the parts of the key it had before that one, if such a result is remembered."""


@dataclass(frozen=True, kw_only=True)
class Why:
    """One job: its fate in a build now, what changed since it was last made, and the same for what it stands on.

    Of a job that is kept, `changes` say what changed when it was made the last time.
    """

    job: str
    fate: Fate
    changes: tuple[str, ...] = ()
    because: tuple[Why, ...] = ()
    """The jobs it refers to that will or may run."""


def nothing_before(job: str, key: Digest) -> None:
    """For those who do not remember earlier results."""


def why(
    job_id: str, planner: Planner, results: Remembered, suppose: Suppose | None = None, past: Past = nothing_before
) -> Why:
    """Explain one job; `UserError` with ids that are like it where the plan has no such job."""
    return explained((job_id,), plan(planner, results, suppose), results, past)[0]


def explained(job_ids: tuple[str, ...], now: Plan, results: Remembered, past: Past = nothing_before) -> tuple[Why, ...]:
    """Explain several jobs of one plan; `UserError` for one that is not in it."""
    asked = _Asked(now, results, past)
    for job_id in job_ids:
        if job_id not in asked.forecasts:
            raise UserError(f"there is no job {job_id!r} in the plan", possible=_alike(job_id, now))
    return tuple(asked.why(asked.forecasts[job_id], seen=set()) for job_id in job_ids)


class _Asked:
    """One plan, and what is asked of it."""

    def __init__(self, now: Plan, results: Remembered, past: Past) -> None:
        self._now = now
        self._results = results
        self._past = past
        self._stood = results.node_keys()
        self.forecasts = {each.job.id: each for each in now.forecasts}

    def why(self, forecast: Forecast, seen: set[str]) -> Why:
        seen.add(forecast.job.id)
        because: list[Why] = []
        for ref in forecast.job.refs():
            if ref.job not in seen and self.forecasts[ref.job].fate != "kept":
                because.append(self.why(self.forecasts[ref.job], seen))
        changes = self._last_time(forecast) if forecast.fate == "kept" else self._now_changes(forecast)
        return Why(job=forecast.job.id, fate=forecast.fate, changes=changes, because=tuple(because))

    def _now_changes(self, forecast: Forecast) -> tuple[str, ...]:
        stood = self._stood.get(forecast.job.id)
        old = self._results.parts(stood) if stood and stood != forecast.key else None
        if old is None or not forecast.parts:
            return (forecast.reason,)
        return self._compared(forecast.job, old, forecast.parts) or (forecast.reason,)

    def _last_time(self, forecast: Forecast) -> tuple[str, ...]:
        assert forecast.key is not None
        old = self._past(forecast.job.id, forecast.key)
        new = self._results.parts(forecast.key)
        return self._compared(forecast.job, old, new) if old and new else ()

    def _compared(self, job: Job, old: bytes, new: bytes) -> tuple[str, ...]:
        return differences(job, old, new, self._now.read, deep=True)


def _alike(job_id: str, now: Plan) -> tuple[str, ...]:
    return tuple(get_close_matches(job_id, [each.job.id for each in now.forecasts], n=5, cutoff=0.4))
