"""A server of the *openai* family, as its table of `servers.toml` says it.

[wan]
protocol = "openai"
dialect = "vllm-omni"
url = "http://gpu-box:8091/v1"
does = ["film"]
sizes = ["1280x720"]
rates = ["24"]
controls = ["words", "without", "seed", "first"]
longest = 5.0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.capabilities import CONTROLS
from lampblack.engines.shapes import is_count, is_size
from lampblack_engines.openai.dialects import CHATS, FILMS, PAINTS, VOICES
from lampblack_engines.servers.written import Host, Table, table_of, tables

Does = Literal["film", "paint", "write", "judge", "speak"]
Dialect = Literal[
    "openai", "vllm-omni", "sglang", "fastvideo", "dynamo", "openrouter", "vllm", "ollama", "deepseek", "dashscope",
    "kokoro-fastapi", "qwen3-tts", "lampblack",
]  # fmt: skip
OWN = ("openai", "lampblack")
_BY_KIND: Mapping[str, Mapping[str, object]] = {
    "film": FILMS, "paint": PAINTS, "write": CHATS, "judge": CHATS, "speak": VOICES,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Service(Host):
    """One server and one model of it. `price` is per second of film, per picture, per thousand characters spoken, or
    per answer in words."""

    protocol: Literal["openai", "lampblack"] = "openai"
    dialect: Dialect = "openai"
    does: tuple[Does, ...] = ()
    """What it is used for."""
    model: str = ""
    extra: Mapping[str, Any] = field(default_factory=lambda: {})
    """More fields that are sent with every request; tables are laid over those that are sent anyway."""
    sizes: tuple[str, ...] = ()
    """`1280x720`; none: any up to `largest`."""
    largest: str = ""
    rates: tuple[str, ...] = ()
    """Frames a second it can be asked for, or gives whether asked or not."""
    lengths: tuple[float, ...] = ()
    """Seconds it can be asked for; none: as its dialect usually is."""
    longest: float = 0.0
    """Seconds; 0: not known."""
    frames: str = "4k+1"
    """The counts of frames its model can make."""
    block: int = 16
    """Both sides of its pictures are multiples of this."""
    controls: tuple[str, ...] = ()
    """What it is told beside words, of what its dialect can carry; none: `words` and what every model reads."""
    demands: tuple[str, ...] = ()
    """Of its controls those of which it must be given one: a model that only moves a picture makes nothing without."""
    references: int = 0
    """At most so many; 0: no limit."""
    sound: bool = False
    """Whether its model makes sound too."""
    words: int = 0
    """Characters of a prompt it reads at most; 0: no limit."""
    prompts: Literal["prose", "tags"] = "prose"
    word_languages: tuple[str, ...] = ()
    voices: Mapping[str, str] = field(default_factory=lambda: {})
    languages: tuple[str, ...] = ()
    """Languages it speaks."""
    instructions: bool | None = None
    schemas: bool | None = None
    """Whether it takes a JSON schema for what it writes; None: as its dialect usually does."""
    tokens: int = 8192
    """At most so many are written in one answer."""
    shown: int = 6
    """So many frames of a take are shown to a judge."""
    looks: tuple[str, ...] = ()
    """The looks it can give a picture; none: any word is handed on."""


def services() -> dict[str, Service]:
    """The servers of this family by name; a `UserError` with its line for every mistake."""
    return {name: service_from(table) for name, table in tables(OWN).items()}


def service_of(name: str) -> Service:
    """The server of that name; a `UserError` where none is written."""
    return service_from(table_of(name, OWN))


def service_from(table: Table) -> Service:
    """A table of this family, read and checked."""
    if table.protocol == "lampblack":
        table = Table(name=table.name, raw={**table.raw, "dialect": "lampblack"}, text=table.text, file=table.file)
    made = table.read(Service)
    if made.dialect == "lampblack" and made.protocol != "lampblack":
        raise table.wrong("dialect", "it is a protocol of its own", ('protocol = "lampblack"',))
    _check_work(table, made)
    _check_numbers(table, made)
    if "film" in made.does:
        _check_film(table, made)
    return made


def _check_work(table: Table, made: Service) -> None:
    if not made.does:
        raise UserError(f"{table.name} does not say what it does", spot=table.spot(), possible=('does = ["film"]',))
    for kind in made.does:
        if made.dialect not in _BY_KIND[kind]:
            raise table.wrong("dialect", f"{made.dialect!r} has no {kind}", tuple(_BY_KIND[kind]))
    if made.price and len({"write" if kind == "judge" else kind for kind in made.does}) > 1:
        raise table.wrong("does", "where there is a price a table does one kind of work, the price being for that")


def _check_numbers(table: Table, made: Service) -> None:
    for key, sizes in (("sizes", made.sizes), ("largest", (made.largest,) if made.largest else ())):
        for each in sizes:
            if not is_size(each):
                raise table.wrong(key, f"{each!r} is no size", ("1280x720",))
    for rate in made.rates:
        try:
            Rate.parse(rate)
        except (UserError, ValueError) as error:
            raise table.wrong("rates", f"{rate!r} is no rate", ("24", "30000/1001")) from error
    if not is_count(made.frames):
        raise table.wrong("frames", f"{made.frames!r} is not understood", ("4k+1", "8k+1", "any"))
    if list(made.lengths) != sorted(set(made.lengths)) or any(each <= 0 for each in made.lengths):
        raise table.wrong("lengths", "these are seconds, rising", ("[4, 8, 12]",))
    limits = (("longest", 0, 3600), ("block", 1, 256), ("references", 0, 64), ("words", 0, 10**6), ("shown", 1, 32))
    for key, least, most in (*limits, ("tokens", 16, 10**6)):
        if not least <= getattr(made, key) <= most:
            raise table.wrong(key, f"{getattr(made, key)} is not possible ({least} to {most})")


def _check_film(table: Table, made: Service) -> None:
    dialect = FILMS[made.dialect]
    for each in made.controls:
        if each not in CONTROLS:
            raise table.wrong("controls", f"{each!r} is not known", tuple(sorted(dialect.controls)))
        if each not in dialect.controls:
            raise table.wrong("controls", f"{made.dialect} cannot be told {each!r}", tuple(sorted(dialect.controls)))
    for each in made.demands:
        if each not in made.controls:
            raise table.wrong("demands", f"{each!r} is none of its controls", made.controls)
    if made.sound and not dialect.sound:
        raise table.wrong("sound", f"{made.dialect} cannot be asked for sound")
    if not dialect.told_rate and not made.rates:
        words = f"{table.name}: {made.dialect} is not told how many frames a second are wanted: say how many it gives"
        raise UserError(words, spot=table.spot(), possible=('rates = ["24"]',))
