"""What a server says it has. What another Lampblack says its engines can do is remembered, so that the next plan knows
it without asking: it is asked before the first request is sent there, and by `lampblack engines --ask`.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any, cast

import msgspec

from lampblack.base.errors import JobError, LampblackError
from lampblack.base.saved import convert, decode, encode
from lampblack.engines.capabilities import Capabilities
from lampblack.engines.protocol import Declined
from lampblack_engines.openai.line import Line
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.http import Reply

_NAMED = 12
"""Models that are named in one line."""
_PATIENCE = 3.0
"""Seconds that a plan waits for a server that has never said what it can do."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """One engine there: its version, and what it can do by kind of job."""

    url: str
    model: str
    version: int = 0
    capabilities: Mapping[str, Capabilities] = field(default_factory=lambda: {})


def ask_model(name: str, service: Service, patience: float = 30.0) -> Model:
    """Ask now and remember it; a `Declined` where the server does not have the model the table names."""
    rows = _rows(Line(name, service, patience))
    names = tuple(str(row.get("id")) for row in rows)
    row = next((row for row in rows if row.get("id") == service.model), None)
    if row is None:
        raise Declined(f"{name} has no model {service.model!r}: name one in servers.toml", possible=names)
    try:
        told = cast(dict[str, Any], row["capabilities"])
        can = {kind: convert(each, Capabilities) for kind, each in told.items()}
        version = int(row.get("version") or 0)
    except (msgspec.ValidationError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise JobError(f"{name} does not say what {service.model} can do in a way that is understood") from error
    made = Model(url=service.url, model=service.model, version=version, capabilities=can)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(encode(made))
    part.replace(path)
    return made


def heard(name: str, service: Service) -> Model | None:
    """What is remembered; what has never been heard is asked for now, with little patience, for a version that is only
    known after the first job would make that job again. None where nobody answers."""
    if (there := remembered(name, service)) is not None:
        return there
    try:
        return ask_model(name, service, patience=_PATIENCE)
    except (LampblackError, OSError):
        return None


def remembered(name: str, service: Service) -> Model | None:
    """What was heard last of this very server and model; nobody is asked."""
    try:
        found = decode(_path(name).read_bytes(), Model)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError):
        return None
    return found if (found.url, found.model) == (service.url, service.model) else None


def lacking_there(name: str, service: Service) -> tuple[str, ...]:
    """What a server lacks for its table: the model. A server that tells no list of models lacks nothing one could know;
    a `Declined` or a `JobError` where it cannot be asked."""
    if service.dialect == "lampblack":
        ask_model(name, service)
        return ()
    line = Line(name, service)
    reply = _asked(line, "videos/models" if service.dialect == "openrouter" and "film" in service.does else "models")
    if reply.code in (404, 405, 501):
        return ()
    names = tuple(str(row.get("id")) for row in _models(line, reply))
    if not names or not service.model or service.model in names:
        return ()
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return (f"{name} has no model {service.model!r} (it has: {', '.join(names[:_NAMED])}{more})",)


def _rows(line: Line) -> list[dict[str, Any]]:
    return _models(line, _asked(line, "models"))


def _asked(line: Line, path: str) -> Reply:
    try:
        return line.ask("GET", line.url(path))
    except (OSError, HTTPException) as error:
        raise JobError(f"{line.name} does not say what it has ({type(error).__name__})") from error


def _models(line: Line, reply: Reply) -> list[dict[str, Any]]:
    said: Any = reply.json()
    rows: Any = cast(dict[str, Any], said).get("data") if isinstance(said, dict) else None
    if reply.code != 200 or not isinstance(rows, list):
        raise JobError(f"{line.name} tells no list of its models ({reply.code}): {reply.words()}")
    return [cast(dict[str, Any], row) for row in cast(list[Any], rows) if isinstance(row, dict)]


def _path(name: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "lampblack" / "models" / f"{name}.json"
