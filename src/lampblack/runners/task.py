"""What crosses to a worker: an order as plain data, and the outputs that come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from lampblack.base.digest import Digest
from lampblack.base.saved import plain
from lampblack.graph.job import Ask
from lampblack.graph.orders import Order


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A step to call, or an engine to ask; never both."""

    job: str
    step: str = ""
    inputs: dict[str, Digest | list[Digest]] = {}
    settings: dict[str, Any] = {}
    engine: str = ""
    request: dict[str, Any] = {}
    take: int = 1


class Output(msgspec.Struct, frozen=True, kw_only=True):
    """One output as the worker left it: bytes in the folder, or, where it is a small value, its text."""

    digest: Digest
    size: int
    text: str | None = None


Outputs = Mapping[str, Output]


def task_of(order: Order) -> Task:
    """The order as a worker needs it. Values cross as canonical JSON, wherever the job runs, so results are equal."""
    work = order.job.work
    if isinstance(work, Ask):
        return Task(job=order.job.id, engine=work.engine, request=dict(work.request), take=work.take)
    inputs: dict[str, Digest | list[Digest]] = {
        name: list(given) if isinstance(given, tuple) else given for name, given in order.given.items()
    }
    return Task(job=order.job.id, step=work.name, inputs=inputs, settings=plain(order.job.settings))
