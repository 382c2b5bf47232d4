"""A plan in the shape of a film, for measuring what planning and looking things up cost; its jobs do nothing of use.

A breakdown names the shots; each shot has ten steps in the shape of a real one; all end in one film.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from lampblack.graph.job import Ask, Job, Ref, Step, Value
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Order, Outcome, Tell
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
"""What is made for each shot, and of what; `line` is what is said in it."""

EDITED = 7
"""The shot whose line is changed."""


def spoken(shots: int, word: str = "") -> list[str]:
    """What is said in each shot; `word` is put in one of them."""
    return [f"Line {n}{word if n == EDITED else ''}" for n in range(shots)]


def bytes_of(name: str, shot: str, above: Iterable[str]) -> str:
    """What every job gives, here and at the peers: about 200 characters that depend on all it was given."""
    return (hashlib.sha256("\n".join((name, shot, *above)).encode()).hexdigest() * 4)[:200]


def count(shots: int) -> int:
    """How many jobs a film of that many shots has."""
    return shots * len(STEPS) + 2


def dependants() -> set[str]:
    """The ids of all jobs that stand on the line that is changed."""
    found = {"line"}
    for name, above in STEPS.items():
        if found.intersection(above):
            found.add(name)
    return {f"{EDITED:05d}/{name}" for name in found - {"line"}} | {"film"}


class Instant:
    """An executor that does each job at once, in this process: reads what it was given, keeps 200 characters."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def lane(self, job: Job) -> str:
        return "instant"

    def room(self, lane: str) -> int:
        return 64

    def start(self, order: Order, tell: Tell) -> None:
        job = order.job
        above = [
            self._store.read(digest).decode()
            for given in order.given.values()
            for digest in (given if isinstance(given, tuple) else (given,))
        ]
        value = f'"{bytes_of(job.stage, job.subject, above)}"'.encode()
        tell(Outcome(order=order, outputs={"value": self._store.keep(value)}))

    def cancel(self) -> None: ...

    def close(self) -> None: ...


def film(lines: Sequence[str]) -> Planner:
    """A planner of 10 jobs for each line, and 2."""

    def planner(known: Known) -> Sequence[Job]:
        first = Job(id="breakdown", stage="breakdown", subject="", work=Step(name="x:breakdown", version=1))
        if known.value("breakdown", str) is None:
            return [first]
        jobs = [first]
        for shot, line in enumerate(lines):
            jobs += [_job(f"{shot:05d}", name, above, line) for name, above in STEPS.items()]
        checks = tuple(Ref(job=f"{shot:05d}/check") for shot in range(len(lines)))
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
        return Job(id=f"{shot}/{name}", stage="clip", subject=shot, work=work, inputs=inputs)
    work = Step(name=f"x:{name}", version=1)
    return Job(id=f"{shot}/{name}", stage=name, subject=shot, work=work, inputs=inputs, settings=settings)
