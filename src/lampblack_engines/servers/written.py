"""`servers.toml`: the servers there are, each by the name it has as an engine; read with a line for every mistake.

    [kokoro-server]
    protocol = "speech"                  # or "ace-step"
    url = "http://127.0.0.1:8880/v1"
    dialect = "kokoro-fastapi"
    model = "kokoro"
    [kokoro-server.voices]
    man-1 = "am_michael"

A key is never written here: `key` names the environment variable that holds it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, cast
from urllib.parse import urlsplit

import msgspec

from lampblack.base.errors import UserError
from lampblack.base.saved import convert
from lampblack.base.toml import only, read_toml, spot_of

WHERE = "LAMPBLACK_SERVERS"
"""The environment variable that names another file than the usual one."""

Protocol = Literal["speech", "ace-step"]
Dialect = Literal["openai", "vllm-omni", "kokoro-fastapi", "qwen3-tts"]
_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@dataclass(frozen=True, kw_only=True)
class Server:
    """One server. `price` is per thousand characters spoken, or per second of music; 0: it is one's own, and free."""

    url: str
    protocol: Protocol = "speech"
    dialect: Dialect = "openai"
    model: str = ""
    key: str = ""
    """The environment variable that holds the key; empty: none is asked for."""
    voices: Mapping[str, str] = field(default_factory=lambda: {})
    """The server's voices by the house's words for timbres (`man-1`)."""
    languages: tuple[str, ...] = ()
    instructions: bool | None = None
    """Whether it reads how a line is to be said; None: as its dialect usually does."""
    extra: Mapping[str, str | bool | int | float] = field(default_factory=lambda: {})
    """More fields that are sent with every request, as they stand."""
    price: float = 0.0
    currency: str = "USD"
    at_once: int = 1
    a_minute: int = 0
    seconds: float = 600.0
    """How long one answer is waited for."""
    licence: str = ""
    """Of what it gives."""


def written_at() -> Path:
    """The file in which a person names servers."""
    if named := os.environ.get(WHERE, ""):
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lampblack" / "servers.toml"


def servers(path: Path) -> dict[str, Server]:
    """The servers by name; none where there is no file; a `UserError` with its line for every mistake."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    file = str(path)
    return {name: _server(name, entry, text, file) for name, entry in read_toml(text, file).items()}


def _server(name: str, entry: Any, text: str, file: str) -> Server:
    spot = spot_of(text, file, name)
    if not isinstance(entry, dict) or not _NAME.fullmatch(name):
        message = f"{name} must be a table named in small letters, digits and dashes"
        raise UserError(message, spot=spot, possible=("[my-voices]",))
    table = cast(dict[str, Any], entry)
    only(table, Server.__dataclass_fields__, text, file, name)
    if "url" not in table:
        raise UserError(f"{name} has no url", spot=spot, possible=('url = "http://127.0.0.1:8880/v1"',))
    for key, value in table.items():
        try:
            convert({"url": "", key: value}, Server)
        except msgspec.ValidationError as error:
            raise UserError(f"{name}.{key}: {error}", spot=spot_of(text, file, name, key)) from error
    made = convert(table, Server)
    address = urlsplit(made.url)
    if address.scheme not in ("http", "https") or not address.hostname or address.username or address.query:
        at = spot_of(text, file, name, "url")
        raise UserError(f"{name}.url: {made.url!r} is no address of a server", spot=at, possible=("https://host/v1",))
    if made.key and not _VARIABLE.fullmatch(made.key):
        at = spot_of(text, file, name, "key")
        words = f"{name}.key is the name of an environment variable, never the key itself"
        raise UserError(words, spot=at, possible=("OPENAI_API_KEY",))
    for key, least, most in (("price", 0.0, 1e6), ("at_once", 1, 64), ("a_minute", 0, 10_000), ("seconds", 1, 86_400)):
        if not least <= getattr(made, key) <= most:
            at = spot_of(text, file, name, key)
            raise UserError(f"{name}.{key} = {getattr(made, key)} is not possible ({least:g} to {most:g})", spot=at)
    return made


def server_of(name: str) -> Server:
    """The server of that name; a `UserError` where none is written."""
    there = servers(written_at())
    if name not in there:
        raise UserError(f"there is no server {name!r} in {written_at()}", possible=tuple(there))
    return there[name]
