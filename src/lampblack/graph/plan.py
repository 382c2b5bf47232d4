"""A dry run: what a build would do to each job, and why, without running anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lampblack.base.digest import Digest
from lampblack.graph.differences import differences
from lampblack.graph.job import Ask, Job
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Results
from lampblack.graph.survey import Node, Survey

Fate = Literal["kept", "will run", "may run"]
"""`may run`: it stands on something that will be made again, and is kept if that comes out as it was."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """One job's fate, and the reason in a person's words (empty where it is kept)."""

    job: Job
    fate: Fate
    reason: str = ""
    key: Digest | None = None
    """Its key, where all its inputs are known, and the canonical JSON that is the digest of."""
    parts: bytes = b""

    @property
    def price(self) -> float:
        """What it is expected to cost if it runs."""
        return self.job.work.price if isinstance(self.job.work, Ask) and self.fate != "kept" else 0.0


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole plan as far as it can be seen. Forecasts are in the planner's order."""

    forecasts: tuple[Forecast, ...]
    open_questions: tuple[tuple[str, str], ...]
    """(job id, output) the planner waits for: more jobs may follow."""
    known: Known

    def with_fate(self, fate: Fate) -> tuple[Forecast, ...]:
        """The jobs with that fate."""
        return tuple(each for each in self.forecasts if each.fate == fate)

    @property
    def prices(self) -> tuple[float, float]:
        """(least, most): what will run, and with it what may run; what is not planned yet is in neither."""
        least = sum(each.price for each in self.with_fate("will run"))
        return least, least + sum(each.price for each in self.with_fate("may run"))

    @property
    def seconds(self) -> float:
        """Work to be done, as the jobs guess it, on one core; waiting jobs included."""
        return sum(each.job.effort.seconds for each in self.forecasts if each.fate != "kept")


def plan(planner: Planner, results: Results) -> Plan:
    """What a build would do now. Writes nothing, runs nothing, may be called while a build is at work."""
    survey = Survey(planner, results)
    survey.advance()
    stood = results.node_keys()
    nodes = sorted(survey.nodes.values(), key=lambda node: node.number)
    return Plan(
        forecasts=tuple(_forecast(node, survey, stood.get(node.job.id), results) for node in nodes),
        open_questions=survey.open_questions,
        known=survey.known,
    )


def _forecast(node: Node, survey: Survey, stood: Digest | None, results: Results) -> Forecast:
    if node.state == "kept":
        return Forecast(job=node.job, fate="kept", key=node.key)
    if node.state == "failed" or node.state == "blocked":
        return Forecast(job=node.job, fate="will run", reason=node.message, key=node.key)
    if stood is None:
        return Forecast(job=node.job, fate="will run", reason="new", key=node.key)
    if node.state == "ready":
        return Forecast(
            job=node.job, fate="will run", reason=_reason(node, stood, results), key=node.key, parts=node.parts
        )
    above = dict.fromkeys(ref.job for ref in node.job.refs() if ref.job not in survey.outputs)
    first, more = next(iter(above)), len(above) - 1
    return Forecast(job=node.job, fate="may run", reason=f"waits for {first}" + (f" and {more} more" * bool(more)))


def _reason(node: Node, stood: Digest, results: Results) -> str:
    if stood == node.key:
        return "its result is damaged or gone"
    old = results.parts(stood)
    if old is None:
        return "its last result is gone"
    told = differences(node.job, old, node.parts, results.read, deep=False)
    return "; ".join(told[:2]) + (f"; and {len(told) - 2} more" if len(told) > 2 else "")
