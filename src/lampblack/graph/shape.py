"""The shape of a plan: every id once, every reference to a job that is there, no circles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lampblack.base.errors import LampblackError
from lampblack.graph.job import Job


class BrokenPlan(LampblackError):  # noqa: N818 - says what is broken
    """The planner made a plan that cannot be: the same id twice, a reference to nowhere, a circle."""


def in_order(jobs: Sequence[Job]) -> Iterator[tuple[int, Job, tuple[str, ...]]]:
    """(place in the plan, job, ids of those it refers to), each job after all it refers to; else `BrokenPlan`."""
    above = _references(jobs)
    places = {job.id: number for number, job in enumerate(jobs)}
    placed: set[str] = set()
    for job in jobs:
        # Planners mostly name jobs in order already; only what refers forward is walked.
        trail = [job.id]
        while trail:
            id = trail[-1]
            before = [each for each in above[id] if each not in placed]
            if id in placed or not before:
                trail.pop()
                if id not in placed:
                    placed.add(id)
                    yield places[id], jobs[places[id]], above[id]
            elif before[0] in trail:
                circle = " -> ".join([*trail[trail.index(before[0]) :], before[0]])
                raise BrokenPlan(f"these jobs wait for each other: {circle}")
            else:
                trail.append(before[0])


def _references(jobs: Sequence[Job]) -> dict[str, tuple[str, ...]]:
    above: dict[str, tuple[str, ...]] = {}
    for job in jobs:
        if job.id in above:
            raise BrokenPlan(f"two jobs of the plan are called {job.id}")
        above[job.id] = tuple(dict.fromkeys(ref.job for ref in job.refs()))
    for id, refs in above.items():
        for ref in refs:
            if ref not in above:
                raise BrokenPlan(f"{id} waits for {ref}, which is not in the plan")
    return above
