"""What a build says while it works; the terminal, a live page and the tests listen to the same words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something happened to one job, or (job empty) to the whole build."""

    what: Literal["planned", "kept", "started", "progress", "made", "failed", "waiting", "stopped", "collected"]
    job: str = ""
    stage: str = ""
    subject: str = ""
    done: float = 0.0
    note: str = ""
    seconds: float = 0.0


Listener = Callable[[Event], None]


def silent(event: Event) -> None:
    """A listener for those who do not listen."""
