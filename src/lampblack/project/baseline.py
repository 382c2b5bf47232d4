"""What a minute of finished film takes elsewhere, as a person states it: what `cost` measures against."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, cast, get_args

from lampblack.base.errors import UserError
from lampblack.base.toml import only, spot_of

ShotKind = Literal["dialogue", "action", "place", "insert", "title"]
"""What a stretch of film is: someone speaks, people act, nobody is there, a detail, lettering."""

KINDS: tuple[ShotKind, ...] = get_args(ShotKind)


@dataclass(frozen=True, kw_only=True)
class Usual:
    """Money (in the budget's currency) and a person's minutes for one finished minute; None: not known."""

    money_per_minute: float | None = None
    human_minutes_per_minute: float | None = None


@dataclass(frozen=True, kw_only=True)
class Baseline(Usual):
    """What is usual in all, and by kind where that is known."""

    money_per_hour: float | None = None
    """What an hour of a person's work costs; None: the person's time is not counted as money."""
    kinds: Mapping[ShotKind, Usual] = field(default_factory=lambda: {})

    @property
    def stated(self) -> bool:
        """Whether there is anything to measure against."""
        every = (self, *self.kinds.values())
        return any(each.money_per_minute or each.human_minutes_per_minute for each in every)


_FIELDS = ("money_per_minute", "human_minutes_per_minute")


def read_baseline(section: Mapping[str, Any], text: str, file: str) -> Baseline:
    """The baseline that a table says; every mistake is a `UserError` with its line."""
    only(section, (*_FIELDS, "money_per_hour", *KINDS), text, file, "baseline")
    kinds: dict[ShotKind, Usual] = {}
    for kind in KINDS:
        if kind in section:
            if not isinstance(section[kind], dict):
                spot = spot_of(text, file, "baseline", kind)
                raise UserError(f"baseline.{kind} must be a table: write [baseline.{kind}]", spot=spot)
            usual = cast(dict[str, Any], section[kind])
            only(usual, _FIELDS, text, file, "baseline", kind)
            kinds[kind] = Usual(**_numbers(usual, _FIELDS, text, file, "baseline", kind))
    return Baseline(kinds=kinds, **_numbers(section, (*_FIELDS, "money_per_hour"), text, file, "baseline"))


def _numbers(table: Mapping[str, Any], keys: tuple[str, ...], text: str, file: str, *path: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for key in keys:
        if key in table:
            value = table[key]
            if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value < math.inf:
                name = ".".join((*path, key))
                raise UserError(f"{name} must be a number above 0, not {value!r}", spot=spot_of(text, file, *path, key))
            found[key] = float(value)
    return found
