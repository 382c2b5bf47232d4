"""What an engine can do, as data: plans are checked against it whole, before the first job starts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeVar

from lampblack.base.errors import LampblackError
from lampblack.engines.requests import Kind, Size

T = TypeVar("T")

CONTROLS: Mapping[str, str] = {
    "staging": "reads where everybody stands and what they do, as the theatre does",
    "words": "reads words",
    "without": "reads words for what must not be seen",
    "first": "begins with a picture",
    "last": "ends with a picture",
    "middle": "passes through pictures",
    "references": "is shown how people, places, things and styles look",
    "signal:depth": "follows depth", "signal:ids": "follows masks", "signal:pose": "follows skeletons",
    "signal:edges": "follows edges", "signal:flow": "follows movement", "signal:camera": "follows the camera",
    "restyle": "gives footage, or a picture, another look",
    "extend": "goes on where footage ends",
    "repair": "makes a span of footage anew",
    "voice": "lets somebody in the picture say a recording",
    "guidance": "is told how closely words are followed",
    "seed": "takes a person's own seed",
    "motion": "follows motion capture",
    "camera": "reads the camera's path",
    "pinyin": "is told how Hanzi are read",
    "video": "listens to a moving picture",
}  # fmt: skip
"""Every word an engine's `controls` may hold, and what it says."""


Named = Literal["kit", "timbre", "ambience", "effect"]
"""What a person calls by a name that only engines know."""


@dataclass(frozen=True, kw_only=True)
class Capabilities:
    """The limits of one engine for one kind of job. Empty tuples and None mean "no limit"."""

    kind: Kind
    sizes: tuple[Size, ...] = ()
    largest: Size | None = None
    rates: tuple[str, ...] = ()
    longest_seconds: float | None = None
    lengths: tuple[float, ...] = ()
    """The lengths in seconds that can be asked for, rising: what is in between is asked for as the next one, paid as
    that, and cut to length. None listed: any."""
    languages: tuple[str, ...] = ()
    controls: frozenset[str] = field(default_factory=lambda: frozenset[str]())
    demands: frozenset[str] = field(default_factory=lambda: frozenset[str]())
    """Controls of which it must be given one: without it makes nothing (a first picture, footage, a signal)."""
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: dict[str, tuple[str, ...]]())
    """Controls it takes only together with others: a last picture with a first."""
    apart: tuple[tuple[str, ...], ...] = ()
    """Controls of which it takes one at a time: pictures to begin with, or references."""
    names: Mapping[Named, tuple[str, ...]] = field(default_factory=lambda: {})
    """The names it knows. What is not listed here at all may have any name."""
    looks: tuple[str, ...] = ()
    """The looks it can give a picture, or the styles a score; none listed: any word is handed on."""
    most_references: int = 0
    """At most so many references in one request; 0: no limit."""
    prompts: Literal["prose", "tags"] = "prose"
    """The words it likes where it reads any: sentences, or a list of short phrases."""
    word_languages: tuple[str, ...] = ()
    """Languages it reads best, the best first; none listed: any."""
    longest_words: int = 0
    """Characters of words it reads at most; 0: no limit."""
    most_signals: int = 0
    """It follows at most so many control signals at once; 0: all it lists."""
    makes_sound: bool = False
    price_per_unit: float = 0.0
    """In `currency`, per `unit`; 0 is free, and only free requests run in workers."""
    price_by_lines: tuple[tuple[int, float], ...] = ()
    """What a unit costs in pictures of up to so many lines (the shorter side), rising; beyond the last,
    `price_per_unit` holds, which must be the highest."""
    unit: Literal["request", "second", "thousand characters"] = "request"
    currency: str = "USD"
    concurrency: int = 0
    """At most this many at once; 0: as many as there are cores."""
    output_licence: str = ""
    finds_lost_answers: Literal["key", "tag", "list", "no"] = "no"
    """How a job whose answer was lost is found: `key` (the same body under the same key is the same job, within
    `key_seconds`), `tag` (by our ticket), `list` (in the list of recent jobs, by what is in them), `no`."""
    key_seconds: float = 86_400.0
    requests_per_minute: int = 0
    """At most so many submissions a minute; 0: no limit."""
    limit_seconds: float = 3_600.0
    """After so long a job is given up: a worker is ended; a provider's job is asked to stop."""
    usual_seconds: float = 0.0
    """How long a provider takes for one request; 0: not known."""
    cores: int = 1
    gpus: int = 0
    vram_gb: float = 0.0
    """What one instance needs of a machine; `vram_gb` is shared by instances on one GPU."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """An engine as it stands in the registry: light, so that asking what there is loads nothing heavy.

    `makes` is `module:Class`; `version` is raised by hand when the same request gives another result.
    """

    name: str
    version: int
    makes: str
    capabilities: tuple[Capabilities, ...]
    licence: str = "Apache-2.0"
    summary: str = ""
    remote: bool = False
    """Its class is a `protocol.Remote`: the work is done at a provider, and `spend` drives it."""
    needs: str = ""
    """The package that must be importable, and the extra that brings it, as `module=extra`; empty: nothing more."""
    lacks: str = ""
    """What else is missing before it can be used (a folder of weights, an address), as one sentence; empty: nothing."""
    made_with: tuple[tuple[str, str], ...] = ()
    """What its class is handed when it is made: which of several servers of one kind it is."""

    def can(self, kind: Kind) -> Capabilities | None:
        """The limits for that kind of job, or None where the engine does not do it."""
        return next((each for each in self.capabilities if each.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """What a person wrote down as an engine and cannot be one as it stands; the others are not taken away by it."""

    name: str
    error: LampblackError


def each_offered(written: Mapping[str, T], offer: Callable[[T], Offer]) -> tuple[Offer | LeftOut, ...]:
    """The engine that each of `written` is, by itself: a mistake in one is that one's own."""
    made: list[Offer | LeftOut] = []
    for name, each in written.items():
        try:
            made.append(offer(each))
        except LampblackError as error:
            made.append(LeftOut(name=name, error=error))
    return tuple(made)
