"""Lines that nobody has heard yet, spoken, or taken from a person's recording, in the background: only where it costs
nothing and is done on this machine.

It is the ordinary build of `read`, into the preview's own store: the film's store, its lock and its ledger are not
touched, so a `make` beside it is not disturbed. What is spoken here the film's `make` speaks again, the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

from lampblack.base.errors import LampblackError
from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.graph.orders import Executor
from lampblack.previs.laying import is_free
from lampblack.store.store import Store

PAUSE = 0.4
"""Seconds before lines are spoken: the picture goes first, and a person who types on saves again."""

Said = Callable[[int, tuple[str, ...]], None]
"""Told how many lines were spoken, and what went wrong with others."""


class Voices:
    """One thread that speaks what was asked for last."""

    def __init__(self, own: Store, executor: Executor, said: Said) -> None:
        """`own` is the preview's store, which it must own; `said` is told from another thread."""
        self._own = own
        self._executor = executor
        self._said = said
        self._wanted: tuple[Job, ...] = ()
        self._failed: dict[str, str] = {}
        """What could not be done, and why."""
        self._turn = threading.Condition()
        self._closed = False
        self._thread = threading.Thread(target=self._speak_on, name="lampblack-voices", daemon=True)
        self._thread.start()

    def want(self, jobs: tuple[Job, ...]) -> tuple[int, tuple[str, ...]]:
        """Have these spoken, and nothing that was wanted before; how many there are, and what went wrong with others
        before: what failed is not tried again."""
        with self._turn:
            self._wanted = tuple(job for job in jobs if is_free(job) and _work(job) not in self._failed)
            self._turn.notify()
            return len(self._wanted), tuple(self._failed[_work(job)] for job in jobs if _work(job) in self._failed)

    def close(self) -> None:
        """Stop; the executor is closed with it."""
        with self._turn:
            self._closed, self._wanted = True, ()
            self._turn.notify()
        self._executor.cancel()
        self._thread.join(timeout=3.0)
        self._executor.close()

    def _speak_on(self) -> None:
        while not self._closed:
            with self._turn:
                self._turn.wait_for(lambda: self._closed or self._wanted)
                jobs = self._wanted
                if self._turn.wait_for(partial(self._outdated, jobs), PAUSE):
                    continue
            made, faults = self._spoken(jobs)
            with self._turn:
                if self._wanted is jobs:
                    self._wanted = ()
            if made or faults:
                self._said(made, faults)

    def _outdated(self, jobs: tuple[Job, ...]) -> bool:
        return self._closed or self._wanted is not jobs

    def _spoken(self, jobs: tuple[Job, ...]) -> tuple[int, tuple[str, ...]]:
        def planner(known: Known) -> tuple[Job, ...]:
            return jobs

        try:
            report = build(planner, self._own, self._executor, should_stop=partial(self._outdated, jobs))
        except LampblackError as error:
            self._failed.update({_work(job): str(error) for job in jobs})
            return 0, (str(error),)
        failed = {each.job: f"{each.subject}: {each.message}" for each in report.failed}
        self._failed.update({_work(job): failed[job.id] for job in jobs if job.id in failed})
        return len(report.made), tuple(failed.values())


def _work(job: Job) -> str:
    """A job by what it does, and not by where."""
    return str((job.work, sorted(job.inputs.items()), sorted(job.settings.items())))
