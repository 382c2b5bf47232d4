"""A job: one piece of work as plain data, made by a pure planner. It is a step or a request, never both.

A *step* is a pure function of the house, named `module:function`. An *ask* is a request to an engine, which this folder
does not look into. What changes the result is in `work`, `inputs` and `settings`, and so in the key; `id`, `stage`,
`subject`, `scene` and `effort` are for people and queues, and are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lampblack.base.context import Blob


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """A pure function, by name, and its version: a number raised by hand when its result changes."""

    name: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A request to an engine in its saved form (`engines.requests.saved`), and which take of it."""

    engine: str
    version: int
    request: Mapping[str, Any]
    take: int = 1
    price: float = 0.0
    """What it is expected to cost; above 0 it runs only through `spend`. Not in the key."""
    currency: str = "USD"
    """Of `price`. Not in the key."""
    by_length: bool = False
    """The price grows with how long the answer is. Not in the key."""
    remote: bool = False
    """Done at a provider: driven by `spend`, also where it is free. Not in the key."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ref:
    """Another job's output, by that job's id."""

    job: str
    output: str = "value"


@dataclass(frozen=True, kw_only=True)
class Value:
    """A noun handed in as it is; its content is part of the key."""

    value: Any


Input = Ref | Blob | Value
Inputs = Mapping[str, Input | tuple[Input, ...]]


@dataclass(frozen=True, kw_only=True)
class Effort:
    """How heavy the job is, for queues and for the time still to go; never in the key."""

    cores: int = 1
    seconds: float = 0.1
    """A guess on one core of an ordinary machine."""
    priority: int = 0
    """Higher goes first: what a person looks at first."""
    limit: float = 3_600.0
    """Seconds after which it is given up: a hung job must not hold a film."""
    here: bool = False
    """Small enough to run in the owner's own process, where a worker's start would cost more."""


@dataclass(frozen=True, kw_only=True)
class Job:
    """One piece of work. `id` is unique in the plan and readable (`takes/river/01-wide/theatre-1`)."""

    id: str
    stage: str
    subject: str
    work: Step | Ask
    scene: str = ""
    """The scene it is for, so that sums can be told by scene; empty: the whole film."""
    inputs: Inputs = field(default_factory=lambda: {})
    settings: Mapping[str, Any] = field(default_factory=lambda: {})
    effort: Effort = field(default_factory=Effort)

    def refs(self) -> tuple[Ref, ...]:
        """Every other job's output this one waits for."""
        flat: list[Ref] = []
        for entry in self.inputs.values():
            for one in entry if isinstance(entry, tuple) else (entry,):
                if isinstance(one, Ref):
                    flat.append(one)
        return tuple(flat)
