"""A server of voices or of music, as its table says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from lampblack_engines.servers.written import Host, Table, table_of, tables

Protocol = Literal["speech", "ace-step"]
Dialect = Literal["openai", "vllm-omni", "kokoro-fastapi", "qwen3-tts"]
OWN: tuple[Protocol, ...] = ("speech", "ace-step")


@dataclass(frozen=True, kw_only=True)
class Server(Host):
    """One server. `price` is per thousand characters spoken, or per second of music."""

    protocol: Protocol = "speech"
    dialect: Dialect = "openai"
    model: str = ""
    voices: Mapping[str, str] = field(default_factory=lambda: {})
    """The server's voices by the house's words for timbres (`man-1`)."""
    languages: tuple[str, ...] = ()
    instructions: bool | None = None
    """Whether it reads how a line is to be said; None: as its dialect usually does."""


def servers(path: Path) -> dict[str, Table]:
    """The tables of servers of voices and music by name, not read yet."""
    return tables(OWN, path)


def server_of(name: str) -> Server:
    """The server of that name; a `UserError` where none is written."""
    return table_of(name, OWN).read(Server)
