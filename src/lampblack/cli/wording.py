"""An account in words: how much faster, how much cheaper, how long; and what cannot be said."""

from __future__ import annotations

from lampblack.build.accounting import Costs
from lampblack.build.measured import PerMinute, priced


def verdict(each: PerMinute) -> str:
    """In plain words how much faster and cheaper; empty where neither is known."""
    said: list[str] = []
    if each.faster is not None:
        times, way = (each.faster, "faster") if each.faster >= 1 else (1 / each.faster, "slower")
        said.append(f"{times:.1f} times {way}" if times < 9.95 else f"{times:.0f} times {way}")
    if each.cheaper is not None:
        way = "cheaper" if each.cheaper >= 0 else "dearer"
        said.append(f"{percent(abs(each.cheaper))} {way}" if abs(each.cheaper) >= 0.005 else "at the same price")
    return ", ".join(said)


def unsaid(costs: Costs) -> tuple[str, ...]:
    """What cannot be compared, and what would be needed for it."""
    said: list[str] = []
    baseline = costs.baseline
    if not costs.human.shares and baseline.human_minutes_per_minute:
        said.append("nothing is on record about your time, so nothing is said about how much faster it was")
    if baseline.money_per_minute and not priced(costs):
        said.append(
            "your hours have a price and are not on record, so nothing is said about money"
            if baseline.money_per_hour
            else "nothing was charged, and your hours have no price ([baseline] money_per_hour): "
            "nothing is said about money"
        )
    elif baseline.money_per_minute and baseline.money_per_hour is None:
        said.append("money is what engines charged; [baseline] money_per_hour counts your hours as well")
    return tuple(said)


def percent(share: float) -> str:
    """Never rounded up to the whole: 99.97 % cheaper is not free."""
    for digits in (0, 1, 2):
        if share >= 1 or round(100 * share, digits) < 100:
            return f"{100 * share:.{digits}f} %"
    return "more than 99.99 %"
