"""What a finished minute takes, by kind of content, and how that stands against what a person says is usual."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from lampblack.build.accounting import Costs
from lampblack.build.cost import Row
from lampblack.project.baseline import Baseline, Usual
from lampblack.store.charges import UNITS


@dataclass(frozen=True, kw_only=True)
class PerMinute:
    """Money (in the budget's currency, a person's time with it where that has a price) and a person's minutes for one
    finished minute. `faster`: how many times; `cheaper`: 0.3 is 30 % cheaper, below 0 is dearer. None: not known."""

    kind: str
    """Empty: everything."""
    seconds: Fraction
    money: float
    minutes: float | None
    hours: float = 0.0
    """What of the money is a person's time."""
    faster: float | None = None
    cheaper: float | None = None


def per_minute(costs: Costs) -> tuple[PerMinute, ...]:
    """Each kind of content there is, and last the whole film; nothing while the film is not cut."""
    if not costs.cut or not costs.seconds:
        return ()
    rows = costs.account.by("kind")
    kinds = [_measured(row.name, row.seconds, row, costs) for row in rows if row.seconds]
    total = Row(name="", money=costs.account.total(), minutes=costs.human.minutes)
    return (*kinds, _measured("", costs.seconds, total, costs))


def priced(costs: Costs) -> bool:
    """Whether its money can be set against anything: something was charged, and a person's hours are known where they
    have a price."""
    if costs.baseline.money_per_hour is not None:
        return bool(costs.human.shares)
    return costs.account.total().spent > 0


def _measured(kind: str, seconds: Fraction, row: Row, costs: Costs) -> PerMinute:
    baseline, known, finished = costs.baseline, bool(costs.human.shares), float(seconds) / 60.0
    hours = (row.minutes / 60.0) * (baseline.money_per_hour or 0.0)
    money, hours = (row.money.spent / UNITS + hours) / finished, hours / finished
    minutes = row.minutes / finished if known else None
    usual = _usual(kind, baseline)
    return PerMinute(
        kind=kind,
        seconds=seconds,
        money=money,
        minutes=minutes,
        hours=hours,
        faster=usual.human_minutes_per_minute / minutes if usual.human_minutes_per_minute and minutes else None,
        cheaper=1.0 - money / usual.money_per_minute if usual.money_per_minute and priced(costs) else None,
    )


def _usual(kind: str, baseline: Baseline) -> Usual:
    """What is stated for this kind; for the whole film what is stated in all."""
    if not kind:
        return baseline
    return next((usual for name, usual in baseline.kinds.items() if name == kind), Usual())
