"""`servers.toml`: the servers there are, each by the name it has as an engine; read with a line for every mistake.

    [kokoro-server]
    protocol = "speech"                  # which family of engines reads this table
    url = "http://127.0.0.1:8880/v1"
    dialect = "kokoro-fastapi"
    model = "kokoro"
    [kokoro-server.voices]
    man-1 = "am_michael"

Each family reads its own tables (`tables`) into a noun of its own, which holds a `Host`'s fields and more. A key is
never written here: `key` names where it is (`secrets`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from lampblack.base.errors import Spot, UserError
from lampblack.base.toml import only, read_table, read_toml, spot_of
from lampblack.engines.capabilities import LeftOut
from lampblack_engines.servers.secrets import POSSIBLE, names_a_key

WHERE = "LAMPBLACK_SERVERS"
"""The environment variable that names another file than the usual one."""

PROTOCOLS: Mapping[str, str] = {
    "speech": "/v1/audio/speech",
    "ace-step": "ACE-Step 1.5's server of music",
    "openai": "/v1/videos, /v1/images, /v1/audio/speech, /v1/chat/completions",
    "lampblack": "lampblack serve",
    "comfyui": "ComfyUI",
    "tasks": "a provider's queue of tasks",
}
"""The words that `protocol` may be, and what speaks it; the families' own `offered` read the tables."""
GROUP = "lampblack.protocols"
"""Entry points by which other people's packages say which protocols they read tables of."""
USUAL = "speech"
"""The protocol of a table that names none."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(frozen=True, kw_only=True)
class Host:
    """What is said of every server, whatever it speaks. `price` 0: it is one's own, and free."""

    url: str
    protocol: str = USUAL
    key: str = ""
    """Where its key is: an environment variable, or `keyring:service/name`; empty: none is asked for."""
    price: float = 0.0
    """Per unit of what it makes, as its family says."""
    currency: str = "USD"
    at_once: int = 1
    a_minute: int = 0
    seconds: float = 600.0
    """How long one answer is waited for."""
    licence: str = ""
    """Of what it gives."""
    extra: Mapping[str, str | bool | int | float] = field(default_factory=lambda: {})
    """More fields that are sent with every request, as they stand."""


H = TypeVar("H", bound=Host)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table as it is written, and where."""

    name: str
    raw: Mapping[str, Any]
    text: str = field(default="", repr=False)
    file: str = ""

    @property
    def protocol(self) -> str:
        return str(self.raw.get("protocol", USUAL))

    def spot(self, *path: str) -> Spot:
        """The line of a key within it, or its own."""
        return spot_of(self.text, self.file, self.name, *path)

    def wrong(self, path: str, words: str, possible: tuple[str, ...] = ()) -> UserError:
        """What is raised for a mistake at `path` (`key`, `table.key`): `name.path: words`, with its line."""
        return UserError(f"{self.name}.{path}: {words}", spot=self.spot(*path.split(".")), possible=possible)

    def read(self, kind: type[H]) -> H:
        """The table as its family's noun; a `UserError` with its line for the first mistake in it."""
        only(self.raw, kind.__dataclass_fields__, self.text, self.file, self.name)
        if "url" not in self.raw:
            possible = ('url = "http://127.0.0.1:8880/v1"',)
            raise UserError(f"{self.name} has no url", spot=self.spot(), possible=possible)
        made = read_table(self.raw, kind, self.text, self.file, self.name)
        _check(self, made)
        return made


def written_at() -> Path:
    """The file in which a person names servers."""
    if named := os.environ.get(WHERE, ""):
        return Path(named)
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "lampblack" / "servers.toml"


def tables(protocols: Collection[str], path: Path | None = None) -> dict[str, Table]:
    """The tables whose protocol is one of these, by name; none where there is no file. Those of others are left to
    their own families."""
    every = _all(path or written_at()).items()
    return {name: table for name, table in every if isinstance(table, Table) and table.protocol in protocols}


def table_of(name: str, protocols: Collection[str]) -> Table:
    """The table of that name; a `UserError` where none is written."""
    there = tables(protocols)
    if isinstance(broken := _all(written_at()).get(name), UserError):
        raise broken
    if name not in there:
        raise UserError(f"there is no server {name!r} in {written_at()}", possible=tuple(there))
    return there[name]


def unread(path: Path) -> tuple[LeftOut, ...]:
    """What no family reads: what is no table, and tables of unknown protocols. Asked in one place: it is told once."""
    known = (*PROTOCOLS, *(entry.name for entry in entry_points(group=GROUP)))
    made: list[LeftOut] = []
    for name, table in _all(path).items():
        if isinstance(table, UserError):
            made.append(LeftOut(name=name, error=table))
        elif table.protocol not in known:
            wrong = table.wrong("protocol", f"{table.protocol!r} is spoken by no engine here", known)
            made.append(LeftOut(name=name, error=wrong))
    return tuple(made)


def _all(path: Path) -> dict[str, Table | UserError]:
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read: {error}") from error
    file = str(path)
    return {name: _table(name, entry, text, file) for name, entry in read_toml(text, file).items()}


def _table(name: str, entry: Any, text: str, file: str) -> Table | UserError:
    if not isinstance(entry, dict) or not _NAME.fullmatch(name):
        message = f"{name} must be a table named in small letters, digits and dashes"
        return UserError(message, spot=spot_of(text, file, name), possible=("[my-voices]",))
    return Table(name=name, raw=cast(dict[str, Any], entry), text=text, file=file)


def _check(table: Table, made: Host) -> None:
    address = urlsplit(made.url)
    if address.scheme not in ("http", "https") or not address.hostname or address.username or address.query:
        raise table.wrong("url", f"{_shown(made.url)!r} is no address of a server", ("https://host/v1",))
    if made.key and not names_a_key(made.key):
        words = f"{table.name}.key is the name of an environment variable or of an entry in the keyring, "
        raise UserError(words + "never the key itself", spot=table.spot("key"), possible=POSSIBLE)
    for key, least, most in (("price", 0.0, 1e6), ("at_once", 1, 64), ("a_minute", 0, 10_000), ("seconds", 1, 86_400)):
        if not least <= getattr(made, key) <= most:
            words = f"{table.name}.{key} = {getattr(made, key)} is not possible ({least:g} to {most:g})"
            raise UserError(words, spot=table.spot(key))


def _shown(url: str) -> str:
    """An address without what may be a secret in it."""
    return url.partition("?")[0].rpartition("@")[2]
