"""What a build says while it works; the terminal, a live page and the tests listen to the same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something happened to one job, or (job empty) to the whole build."""

    what: Literal[
        "planned", "kept", "started", "progress", "made", "failed", "waiting", "stopped", "collected", "began", "ended"
    ]
    job: str = ""
    stage: str = ""
    subject: str = ""
    done: float = 0.0
    note: str = ""
    seconds: float = 0.0
    scene: str = ""
    cost: float = 0.0
    """What was paid for it just now."""
    count: int = 1
    """For how many jobs of that stage and scene this stands, where they were told together."""
    at: float = 0.0
    """When, in seconds since 1970; 0 where nobody wrote it down."""


Listener = Callable[[Event], None]


def silent(event: Event) -> None:
    """A listener for those who do not listen."""


def both(first: Listener, second: Listener) -> Listener:
    """A listener for two who listen."""

    def hear(event: Event) -> None:
        first(event)
        second(event)

    return hear
