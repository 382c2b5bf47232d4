"""What the graph itself costs: `python benchmarks/graph.py [shots]` builds a film-shaped plan whose jobs do nothing.

A breakdown names the shots; each shot has ten steps in the shape of a real one; all end in one film. Prints seconds
for a cold build, for one with nothing to do, for a dry run, for one changed line, and for that change taken back.
"""

from __future__ import annotations

import gc
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from lampblack.graph.build import build
from lampblack.graph.job import Ask, Job, Ref, Step, Value
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.graph.plan import plan
from lampblack.store.store import Store

STEPS = {
    "board": ("breakdown",),
    "voice": ("line",),
    "clip": ("board", "voice"),
    "sync": ("clip", "voice"),
    "upscale": ("sync",),
    "music": ("board",),
    "mix": ("voice", "music"),
    "grade": ("upscale",),
    "cut": ("grade", "mix"),
    "check": ("cut",),
}


class Idle:
    """An executor that gives each job its own key for a result."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.ran = 0

    def lane(self, job: Job) -> str:
        return "idle"

    def room(self, lane: str) -> int:
        return 64

    def start(self, order: Order, tell: Tell) -> None:
        self.ran += 1
        value = b"500" if order.job.id == "breakdown" else f'"{order.key}"'.encode()
        tell(Outcome(order=order, outputs={"value": self._store.keep(value)}))

    def cancel(self) -> None: ...

    def close(self) -> None: ...


def film(shots: int, lines: Callable[[int], str]) -> Planner:
    """A planner of `shots` x 10 + 2 jobs."""

    def planner(known: Known) -> Sequence[Job]:
        first = Job(id="breakdown", stage="breakdown", subject="", work=Step(name="x:breakdown", version=1))
        if known.value("breakdown", int) is None:
            return [first]
        jobs = [first]
        for shot in range(shots):
            jobs += [_job(f"{shot:05d}", name, above, lines(shot)) for name, above in STEPS.items()]
        checks = tuple(Ref(job=f"{shot:05d}/check") for shot in range(shots))
        work = Step(name="x:film", version=1)
        return [*jobs, Job(id="film", stage="film", subject="", work=work, inputs={"pieces": checks})]

    return planner


def _job(shot: str, name: str, above: tuple[str, ...], line: str) -> Job:
    inputs = {
        each: Value(value=line) if each == "line" else Ref(job=each if each == "breakdown" else f"{shot}/{each}")
        for each in above
    }
    settings = {"shot": shot, "size": [1280, 720]}
    if name == "clip":
        request = {"kind": "film", "schema": 1, "words": line, "frames": 96, "marks": [[0, 1, 2]] * 20}
        work = Ask(engine="theatre", version=1, request=request)
        return Job(id=f"{shot}/{name}", stage="takes", subject=shot, work=work, inputs=inputs)
    work = Step(name=f"x:{name}", version=1)
    return Job(id=f"{shot}/{name}", stage=name, subject=shot, work=work, inputs=inputs, settings=settings)


def measured(words: str, act: Callable[[], object], jobs: int) -> None:
    """Run once and say how long it took."""
    gc.collect()
    began = time.perf_counter()
    said = act()
    seconds = time.perf_counter() - began
    print(f"{words:34} {seconds:8.3f} s  {seconds / jobs * 1e6:7.1f} us a job   {said}")


def main(shots: int) -> None:
    """All figures for a film of so many shots."""
    jobs = shots * len(STEPS) + 2
    plain, changed = film(shots, lambda n: f"Line {n}"), film(shots, lambda n: "Other" if n == 7 else f"Line {n}")
    print(f"{jobs} jobs")
    with tempfile.TemporaryDirectory() as folder:

        def run(planner: Planner) -> str:
            with Store.open(Path(folder), owner=True) as store:
                idle = Idle(store)
                report = build(planner, store, idle)
                assert report.whole
                return f"{idle.ran} made, {len(report.kept)} kept"

        def dry() -> str:
            with Store.open(Path(folder)) as store:
                return f"{len(plan(changed, store).with_fate('kept'))} kept"

        measured("cold build", lambda: run(plain), jobs)
        measured("nothing to do", lambda: run(plain), jobs)
        measured("nothing to do, again", lambda: run(plain), jobs)
        measured("dry run of one changed line", dry, jobs)
        measured("one line changed", lambda: run(changed), jobs)
        measured("changed back", lambda: run(plain), jobs)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
