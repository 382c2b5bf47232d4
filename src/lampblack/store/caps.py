"""What may be spent: in all, in any 24 hours, at each engine; by a film, and by the series it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lampblack.base.errors import UserError


class CapReached(UserError):  # noqa: N818 - a state, as a person says it
    """The budget does not allow this any more; nothing was sent."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that may be spent in all (`cap`), in any 24 hours (`day`), at one engine (`engines`). None: no limit."""

    cap: float | None = None
    day: float | None = None
    engines: Mapping[str, float] = field(default_factory=lambda: {})

    def all(self) -> tuple[float | None, ...]:
        """Every limit there is."""
        return (self.cap, self.day, *self.engines.values())


@dataclass(frozen=True, kw_only=True)
class Caps:
    """The limits of one film, and of its series where it belongs to one, all in `currency`.

    `rates` says what one of another currency is in `currency`. `film` is the episode's name, empty for a single film.
    """

    currency: str = "USD"
    rates: Mapping[str, float] = field(default_factory=lambda: {})
    film: str = ""
    limits: Limits = field(default_factory=Limits)
    series: Limits | None = None

    def worth(self, amount: float, currency: str) -> float:
        """A sum in the budget's currency; a `UserError` where nobody said what that currency is worth."""
        if currency == self.currency or not amount:
            return amount
        if currency not in self.rates:
            raise UserError(
                f"nobody said what 1 {currency} is in {self.currency}; write it in film.toml, [budget.rates]: "
                f"{currency} = ...",
                possible=tuple(sorted((self.currency, *self.rates))),
            )
        return amount * self.rates[currency]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """What one engine has been given, or may have been, for one film: in all, and in the last 24 hours."""

    film: str
    engine: str
    all: float
    day: float


def require(price: float, what: str, engine: str, counted: tuple[Counted, ...], caps: Caps) -> None:
    """`CapReached` where `price`, on top of what is counted, would go beyond a limit; all in the budget's currency."""
    own = tuple(each for each in counted if each.film == caps.film)
    _require(price, what, engine, own, caps.limits, caps.currency, "")
    if caps.series is not None:
        _require(price, what, engine, counted, caps.series, caps.currency, " of the series")


def left(counted: tuple[Counted, ...], caps: Caps) -> float | None:
    """How much may still be spent of the caps in all and of this day; None: no limit."""
    own = tuple(each for each in counted if each.film == caps.film)
    room = [*_rooms(own, caps.limits), *(_rooms(counted, caps.series) if caps.series else ())]
    return max(0.0, min(room)) if room else None


def _rooms(counted: tuple[Counted, ...], limits: Limits) -> list[float]:
    all, day = sum(each.all for each in counted), sum(each.day for each in counted)
    return [limit - used for limit, used in ((limits.cap, all), (limits.day, day)) if limit is not None]


def _require(
    price: float, what: str, engine: str, counted: tuple[Counted, ...], limits: Limits, currency: str, whose: str
) -> None:
    where = "series.toml" if whose else "film.toml"
    at_engine = sum(each.all for each in counted if each.engine == engine)
    for limit, used, name, setting in (
        (limits.cap, sum(each.all for each in counted), f"the cap{whose}", "[budget] cap"),
        (limits.day, sum(each.day for each in counted), f"what may be spent in 24 hours{whose}", "[budget] day"),
        (limits.engines.get(engine), at_engine, f"what {engine} may cost{whose}", f"[budget.engines] {engine}"),
    ):
        if limit is not None and price > 0 and used + price > limit + 1e-9:
            raise CapReached(
                f"{what} would cost {price:.2f} {currency}, and {used:.2f} of {name} of {limit:.2f} is spent or "
                f"reserved; raise {setting} in {where} to go on"
            )
