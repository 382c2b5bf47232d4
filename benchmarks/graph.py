"""What the graph itself costs: `python -m benchmarks graph` builds a film-shaped plan whose jobs do nothing.

A breakdown names the shots; each shot has ten steps in the shape of a real one; all end in one film. Processor
seconds for a cold build, for one with nothing to do, for a dry run, for one changed line, and for its taking back.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.measured import Measured, process_ms
from lampblack.graph.build import build
from lampblack.graph.job import Ask, Job, Ref, Step, Value
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.graph.plan import plan
from lampblack.store.store import Store

NOTHING_TO_DO_LIMIT = 0.3
DRY_RUN_LIMIT = 1.0
"""Seconds in which 5,000 jobs must be looked through."""

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


def figures(*, quick: bool) -> list[Measured]:
    """Processor seconds for 5,000 jobs (quick: 1,000): beside their limits and beside each other."""
    shots = 100 if quick else 500
    plain, changed = film(shots, lambda n: f"Line {n}"), film(shots, lambda n: "Other" if n == 7 else f"Line {n}")
    jobs = f"graph, {shots * len(STEPS) + 2} jobs"
    share = shots / 500
    with tempfile.TemporaryDirectory() as folder:

        def run(planner: Planner) -> None:
            with Store.open(Path(folder), owner=True) as store:
                if not build(planner, store, Idle(store)).whole:
                    raise RuntimeError("the build did not come to its end")

        def dry() -> None:
            with Store.open(Path(folder)) as store:
                plan(changed, store)

        cold = _once(lambda: run(plain))
        nothing = process_ms(lambda: run(plain), 5) / 1000
        dry_run = process_ms(dry, 5) / 1000
        one, back = _once(lambda: run(changed)), _once(lambda: run(plain))
    limit = {"peer": "its limit", "unit": "s CPU"}
    return [
        Measured(name=f"{jobs}: cold build", value=cold, unit="s CPU", peer="nothing to do", against=nothing),
        Measured(name=f"{jobs}: nothing to do", value=nothing, against=NOTHING_TO_DO_LIMIT * share, **limit),
        Measured(name=f"{jobs}: dry run of one changed line", value=dry_run, against=DRY_RUN_LIMIT * share, **limit),
        Measured(name=f"{jobs}: one line changed", value=one, unit="s CPU", peer="cold build", against=cold),
        Measured(name=f"{jobs}: changed back", value=back, unit="s CPU", peer="cold build", against=cold),
    ]


def _once(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began
