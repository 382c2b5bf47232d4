"""What sets one server of moving pictures apart from another: plain data, and one function that words a take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lampblack_engines.openai.asked import Shoot
from lampblack_engines.servers.multipart import Part

Words = Callable[[Shoot], "Wording"]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A take as it is sent: fields (JSON values; texts in a form), and files."""

    fields: Mapping[str, Any]
    files: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FilmDialect:
    """How a server of `/v1/videos` is asked and what it answers."""

    words: Words
    form: bool
    """A form (RFC 7578), else a JSON document."""
    controls: frozenset[str]
    """All it can be told; which of it a model understands, a person's table says."""
    usual: frozenset[str] = frozenset({"words"})
    """What is taken to be understood where the table says nothing."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Controls of which it takes one at a time."""
    most_signals: int = 0
    """At most so many control signals in one request; 0: no limit."""
    sound: bool = False
    told_rate: bool = True
    """It is told frames and rate; else it makes whole seconds at a rate of its own."""
    sizes: tuple[str, ...] = ()
    """The only sizes it has, where it is known for that."""
    lengths: tuple[float, ...] = ()
    at_once: bool = False
    """It answers with the film itself."""
    finds: Literal["key", "list", "no"] = "no"
    failed_by_code: bool = False
    """Asked for a failed job it answers with the HTTP status of the fault."""
    deletes: Literal["abort", "forget", "none"] = "none"
    """What DELETE does to a job at work: only an abort is ever asked for."""
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
