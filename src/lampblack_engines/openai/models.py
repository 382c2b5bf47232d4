"""What another Lampblack says its engines can do: asked for when something is to be sent there, and remembered, so that
the next plan knows it without asking.

    python -m lampblack_engines.openai.models NAME      asks now, and says what there is
"""

from __future__ import annotations

import os
import sys
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
from lampblack_engines.openai.service import Service, service_of


@dataclass(frozen=True, kw_only=True)
class Model:
    """One engine there: its version, and what it can do by kind of job."""

    url: str
    model: str
    version: int = 0
    capabilities: Mapping[str, Capabilities] = field(default_factory=lambda: {})


def ask_model(name: str, service: Service) -> Model:
    """Ask now and remember it; a `Declined` where the server does not have the model the table names."""
    rows = _rows(Line(name, service))
    names = tuple(str(row.get("id")) for row in rows)
    row = next((row for row in rows if row.get("id") == service.model), None)
    if row is None:
        raise Declined(f"{name} has no model {service.model!r}: name one in servers.toml", possible=names)
    try:
        told = cast(dict[str, Any], row.get("capabilities") or {})
        can = {kind: convert(each, Capabilities) for kind, each in told.items()}
        version = int(row.get("version") or 0)
    except (msgspec.ValidationError, TypeError, ValueError, AttributeError) as error:
        raise JobError(f"{name} does not say what {service.model} can do in a way that is understood") from error
    made = Model(url=service.url, model=service.model, version=version, capabilities=can)
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(encode(made))
    part.replace(path)
    return made


def remembered(name: str, service: Service) -> Model | None:
    """What was heard last of this very server and model; nobody is asked."""
    try:
        found = decode(_path(name).read_bytes(), Model)
    except (OSError, msgspec.ValidationError, msgspec.DecodeError):
        return None
    return found if (found.url, found.model) == (service.url, service.model) else None


def _rows(line: Line) -> list[dict[str, Any]]:
    try:
        reply = line.ask("GET", line.url("models"))
    except (OSError, HTTPException) as error:
        raise JobError(f"{line.name} does not say what it can do ({type(error).__name__})") from error
    said: Any = reply.json()
    rows: Any = cast(dict[str, Any], said).get("data") if isinstance(said, dict) else None
    if reply.code != 200 or not isinstance(rows, list):
        raise JobError(f"{line.name} tells no list of its models ({reply.code}): {reply.words()}")
    return [cast(dict[str, Any], row) for row in cast(list[Any], rows) if isinstance(row, dict)]


def _path(name: str) -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return cache / "lampblack" / "models" / f"{name}.json"


def main(names: list[str]) -> int:
    """Ask each server that is named and say what it can do."""
    for name in names:
        try:
            made = ask_model(name, service_of(name))
        except (LampblackError, OSError) as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        print(f"{name}: {made.model}, version {made.version}: {', '.join(made.capabilities)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
