"""A small workshop for graph tests: steps as plain functions of JSON values, run at once, each run counted."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from lampblack.graph.job import Job, Step
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.store.store import Store

Act = Callable[..., Any]


class Workshop:
    """An executor that does jobs when they are started; `ran` lists their ids."""

    def __init__(self, store: Store, acts: Mapping[str, Act] | None = None) -> None:
        self.store = store
        self.acts = dict(acts or {})
        self.ran: list[str] = []

    def lane(self, job: Job) -> str:
        return "bench"

    def room(self, lane: str) -> int:
        return 1

    def start(self, order: Order, tell: Tell) -> None:
        work = order.job.work
        assert isinstance(work, Step)
        self.ran.append(order.job.id)
        values = {name: self._read(given) for name, given in order.given.items()}
        try:
            result = self.acts.get(work.name, mixed)(**values, **order.job.settings)
        except RuntimeError as error:
            tell(Outcome(order=order, fault="failed", message=str(error)))
            return
        digest = self.store.keep(json.dumps(result, sort_keys=True).encode())
        tell(Outcome(order=order, outputs={"value": digest}, seconds=0.01))

    def cancel(self) -> None: ...

    def close(self) -> None: ...

    def _read(self, given: Any) -> Any:
        if isinstance(given, tuple):
            return [json.loads(self.store.read(each)) for each in given]
        return json.loads(self.store.read(given))


def mixed(**values: Any) -> str:
    """Some function of everything it is given."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def step(id: str, name: str = "", *, version: int = 1, inputs: Any = None, **settings: Any) -> Job:
    """A job of stage `test` whose step is `name`, or its own id."""
    return Job(
        id=id,
        stage="test",
        subject=id,
        work=Step(name=name or id, version=version),
        inputs=inputs or {},
        settings=settings,
    )
