"""What an engine that reads is told of a shot."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Words:
    """What is to be seen, and what must not be."""

    words: str = ""
    without: str = ""
