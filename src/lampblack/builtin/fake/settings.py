"""How the fake engine is told to behave: one small file, or the same words in the environment.

`LAMPBLACK_FAKE` is a path to a `.toml` or `.json` file, or the JSON itself. These settings change nothing in what is
made, so they are no part of any key.
"""

from __future__ import annotations

import json
import os
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

import msgspec

from lampblack.base.errors import Spot, UserError
from lampblack.base.saved import convert

VARIABLE = "LAMPBLACK_FAKE"


@dataclass(frozen=True, kw_only=True)
class Behaviour:
    """What goes wrong and how long it takes. "Every n" counts calls from 1; 0 is never."""

    delay_seconds: float = 0.0
    """Waits this long before an answer, looking for a cancel all the while."""
    fail_every: int = 0
    """Raises `JobError` on every n-th call."""
    crash_every: int = 0
    """Ends the process at once on every n-th call, as a driver's fault would."""
    refuse: tuple[str, ...] = ()
    """Raises `UserError` for a request whose words contain one of these."""
    price: float = 0.0
    """Asked per request, of every kind; above 0 it runs only through the ledger."""
    tally: str = ""
    """A file that gets one line (kind, take) a call; calls are then counted over all processes that share it."""


def behaviour() -> Behaviour:
    """What the environment asks for; a `UserError` names a word that is not known."""
    asked = os.environ.get(VARIABLE, "").strip()
    if not asked:
        return Behaviour()
    try:
        return convert(_known(_plain(asked)), Behaviour)
    except (ValueError, msgspec.ValidationError) as error:
        raise UserError(f"cannot read {VARIABLE}: {error}", possible=_words()) from error


def _plain(asked: str) -> dict[str, Any]:
    if asked.startswith("{"):
        return cast(dict[str, Any], json.loads(asked))
    path = Path(asked)
    if not path.is_file():
        raise UserError(f"{VARIABLE} names a file that is not there", spot=Spot(file=asked))
    text = path.read_text("utf-8")
    return json.loads(text) if path.suffix == ".json" else tomllib.loads(text)


def _known(asked: dict[str, Any]) -> dict[str, Any]:
    for word in asked:
        if word not in _words():
            raise UserError(f"{VARIABLE}: the fake engine has no setting {word!r}", possible=_words())
    return asked


def _words() -> tuple[str, ...]:
    return tuple(field.name for field in fields(Behaviour))
