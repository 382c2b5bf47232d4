"""Which looks there are: every module in `styles`, by its own name. A new file there is a new look."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import cast

from lampblack.base.errors import UserError
from lampblack.builtin.theatre.looks import styles
from lampblack.builtin.theatre.looks.look import Look
from lampblack.builtin.theatre.offer import LOOKS


def names() -> tuple[str, ...]:
    """All looks, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(styles.__path__)))


def named(written: str) -> str:
    """The look's own name for what a person wrote, in English or Chinese; a `UserError` lists what there is."""
    wanted = written.strip().lower()
    for name, others in LOOKS.items():
        if wanted == name or wanted in others:
            return name
    possible = tuple(f"{name} ({', '.join(LOOKS[name])})" for name in names())
    raise UserError(f"the theatre has no look called {written!r}", possible=possible)


def look(written: str) -> Look:
    """The look of that name: its module's `LOOK`."""
    return cast(Look, import_module(f"{styles.__name__}.{named(written)}").LOOK)
