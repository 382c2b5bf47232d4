"""What a build comes to: made, kept, failed, by stage; seconds and money."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lampblack.base.digest import Digest
from lampblack.graph.known import Known
from lampblack.graph.orders import Fault


@dataclass(frozen=True, kw_only=True)
class Failure:
    """A job that could not be done, and why in a person's words."""

    job: str
    stage: str
    subject: str
    message: str
    fault: Fault = "failed"
    """`refused`: what was asked cannot be done as it was asked, and a person can change that."""


@dataclass(frozen=True, kw_only=True)
class StageReport:
    """One stage's share of a build; `seconds` is work, not waiting."""

    made: int = 0
    kept: int = 0
    failed: int = 0
    seconds: float = 0.0
    cost: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a build comes to. Ids are in the order of the plan."""

    made: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    blocked: tuple[str, ...] = ()
    """Not tried, because something above them failed."""
    left: tuple[str, ...] = ()
    """Not done, because the build was stopped, or was not to do them."""
    stopped: bool = False
    seconds: float = 0.0
    """From start to end, on the clock."""
    cost: float = 0.0
    by_stage: Mapping[str, StageReport] = field(default_factory=lambda: {})
    outputs: Mapping[str, Mapping[str, Digest]] = field(default_factory=lambda: {})
    """Of every job that is done: output name to digest, by job id."""
    known: Known | None = None
    """The same, as planners see it: `report.known.value("cut", Cut)`."""

    @property
    def whole(self) -> bool:
        """Whether everything that was planned is there."""
        return not (self.failed or self.blocked or self.left or self.stopped)


def after(first: Report, second: Report) -> Report:
    """A build and another one right after it, of the same plan, told as one."""
    made = set(first.made)
    stages = {**second.by_stage}
    for stage, was in first.by_stage.items():
        now = stages.get(stage, StageReport())
        stages[stage] = StageReport(
            made=was.made + now.made,
            kept=max(0, now.kept - was.made),
            failed=now.failed,
            seconds=was.seconds + now.seconds,
            cost=was.cost + now.cost,
        )
    return replace(
        second,
        made=(*first.made, *second.made),
        kept=tuple(job for job in second.kept if job not in made),
        seconds=first.seconds + second.seconds,
        cost=first.cost + second.cost,
        by_stage=stages,
    )
