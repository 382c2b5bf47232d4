"""`[budget]` in `film.toml`: what may be spent, at whom, and above what sum a person is asked first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from lampblack.base.errors import UserError
from lampblack.base.toml import spot_of
from lampblack.spend.rates import rates
from lampblack.store.caps import Caps, Limits


@dataclass(frozen=True, kw_only=True)
class Budget:
    """What may be spent on this film, all in `currency`.

    `cap`: in all; 0 (as it is where nothing is said): nothing. `day`: in any 24 hours; missing: no limit but the cap.
    `engines`: in all at each engine, by name. `ask_above`: what one make may spend without asking; 0 (as it is where
    nothing is said): every make that would spend anything asks first, so that nothing is ever spent in silence. Where
    nobody can be asked (no terminal), such a make begins nothing and names the sum to say yes to (`make --spend SUM`).
    `rates`: what one of another currency is in `currency`; where nothing is stated, a dated table that comes along.
    """

    currency: str = "USD"
    cap: float = 0.0
    day: float | None = None
    ask_above: float = 0.0
    engines: Mapping[str, float] = field(default_factory=lambda: {})
    rates: Mapping[str, float] = field(default_factory=lambda: {})

    @property
    def limits(self) -> Limits:
        """The limits alone."""
        return Limits(cap=self.cap, day=self.day, engines=self.engines)


def caps_of(budget: Budget, film: str = "", series: Budget | None = None) -> Caps:
    """What reservations are held against: the film's own limits and, where it is an episode, those of the series."""
    return Caps(
        currency=budget.currency,
        rates=rates(budget.currency, budget.rates),
        film=film,
        limits=budget.limits,
        series=series.limits if series else None,
    )


def check_budget(budget: Budget, text: str, file: str) -> None:
    """A `UserError` for sums and rates that make no sense, and for a currency that nobody knows the worth of."""
    for key, sum in (("cap", budget.cap), ("ask_above", budget.ask_above), ("day", budget.day or 0.0)):
        if not 0.0 <= sum <= 1e9:
            raise UserError(
                f"budget.{key} = {sum:g} is out of reach: 0 to 1e+09", spot=spot_of(text, file, "budget", key)
            )
    for name, sum in budget.engines.items():
        if not 0.0 <= sum <= 1e9:
            spot = spot_of(text, file, "budget", "engines", name)
            raise UserError(f"budget.engines.{name} = {sum:g} is out of reach: 0 to 1e+09", spot=spot)
    for name, rate in budget.rates.items():
        if not (math.isfinite(rate) and rate > 0.0):
            spot = spot_of(text, file, "budget", "rates", name)
            raise UserError(f"budget.rates.{name} = {rate:g}: 1 {name} must be worth something", spot=spot)
