"""Which take of a shot is kept: the one a person pinned, else the first."""

from __future__ import annotations

from collections.abc import Sequence

from lampblack.base.errors import UserError
from lampblack.takes.model import Choice, Take


def choose(takes: Sequence[Take], pin: str | None = None) -> Choice:
    """The take that is kept, and why. A pin that names no take is a `UserError` with the takes there are."""
    names = tuple(take.name for take in takes)
    if pin:
        for take in takes:
            if take.name == pin:
                return Choice(take=take, why="pinned")
        shot = takes[0].shot if takes else "this shot"
        raise UserError(f"{shot}: the pinned take {pin!r} is not there", possible=names)
    if not takes:
        raise UserError("a shot without takes cannot be cut")
    return Choice(take=takes[0], why="only one" if len(takes) == 1 else "first")


def engine_take(name: str) -> tuple[str, int] | None:
    """`theatre-2` as engine and number; None for the path of a file."""
    engine, dash, number = name.rpartition("-")
    if not dash or not engine or "/" in name or "." in name or not number.isdigit() or int(number) < 1:
        return None
    return engine, int(number)
