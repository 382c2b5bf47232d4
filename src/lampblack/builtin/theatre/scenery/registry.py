"""Which kits there are: every module in `kits`, by its own name. A new file there is a new kit."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module
from typing import cast

from lampblack.base.errors import UserError
from lampblack.builtin.theatre.scenery import kits
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.builtin.theatre.set import Set

Kit = Callable[[Workshop], Set]


def names() -> tuple[str, ...]:
    """All kits, in alphabetical order."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(kits.__path__)))


def kit(name: str) -> Kit:
    """The kit of that name: its module's `hang`. A `UserError` lists what there is."""
    if name not in names():
        raise UserError(f"there is no scenery kit called {name!r}", possible=names())
    return cast(Kit, import_module(f"{kits.__name__}.{name}").hang)
