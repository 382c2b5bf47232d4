"""One thing a doctor looked at: how it is, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "could be better", "missing"]


@dataclass(frozen=True, kw_only=True)
class Check:
    """`said` is what was found; `do` is one sentence on what to do, empty where all is well. `needed`: where it is
    missing, no film can be made."""

    name: str
    state: State
    said: str
    do: str = ""
    needed: bool = False


def well(name: str, said: str, *, needed: bool = False) -> Check:
    """All is well."""
    return Check(name=name, state="ok", said=said, needed=needed)


def better(name: str, said: str, do: str) -> Check:
    """Films can be made, and could be made better, faster or more safely."""
    return Check(name=name, state="could be better", said=said, do=do)


def missing(name: str, said: str, do: str, *, needed: bool = False) -> Check:
    """It is not there, or does not work."""
    return Check(name=name, state="missing", said=said, do=do, needed=needed)
