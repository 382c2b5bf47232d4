"""What one make may spend, and who is asked for more: prices are said before anything starts, never after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from lampblack.base.digest import Digest
from lampblack.base.errors import UserError
from lampblack.graph.job import Ask
from lampblack.graph.plan import Plan
from lampblack.project.opened import OpenFilm
from lampblack.spend.allowance import Allowance
from lampblack.store.caps import require

Look = tuple[OpenFilm, Plan]

Person = Callable[[str], bool]
"""Asked a question that is answered yes or no."""


class Unanswered(Exception):  # noqa: N818 - a question, not a fault
    """More is to be spent than may be spent without asking; nothing was begun."""

    def __init__(self, least: float, most: float) -> None:
        super().__init__(f"{least} to {most}")
        self.least = least
        self.most = most


class Purse:
    """The sum a make may spend, over all films it makes. `person` None: nobody is there to be asked."""

    def __init__(self, ask_above: float, *, spend: float | None = None, person: Person | None = None) -> None:
        """`spend` is what was said to be the most beforehand, and goes before `ask_above`."""
        self.allowance = Allowance(ask_above if spend is None else spend)
        self._spend = spend
        self._person = person
        self.others: Callable[[], Iterable[Look]] | None = None
        """The films that are made after this one from the same purse, looked at once, before anything starts."""
        self._shut = False

    def look(self, opened: OpenFilm, found: Plan) -> None:
        """Hold a plan's prices against the caps and against what may be spent without asking; call it before a build.

        A `UserError` where it cannot be paid for, `Unanswered` where somebody has to say yes.
        """
        own = prices([(opened, found)])
        if sum(least for least, _ in own.values()) <= 0.0:
            return
        if self._shut:
            raise UserError("nothing is bought for this film either: nobody said yes")
        _affordable(opened, own)
        others, self.others = self.others, None
        looks = [(opened, found), *(each for each in (others() if others else ()) if _fits(each))]
        sums = prices(looks)
        least, most = (sum(pair[side] for pair in sums.values()) for side in (0, 1))
        left = self.allowance.left
        if left is not None and least > left + 1e-9:
            raise Unanswered(least, max(most, least))

    def answer(self, question: Unanswered, unit: str) -> None:
        """Ask for a whole make; a `UserError` where nobody said yes, and nothing was begun."""
        self._shut = True
        price = _between(question.least, question.most, unit)
        left = self.allowance.left or 0.0
        if self._spend is not None:
            raise UserError(f"this make would cost {price}, and --spend leaves {left:.2f} {unit}; nothing was begun")
        if self._person is None:
            raise UserError(
                f"this make would cost {price}, more than may be spent without asking ({left:.2f} {unit}, "
                f"[budget] ask_above); nothing was begun. To say yes: --spend {_up(question.most):.2f}"
            )
        if not self._person(f"This make will cost {price}. Go on?"):
            raise UserError("nothing was begun, and nothing spent")
        self._shut = False
        self.allowance.grow(max(0.0, _up(question.most) - left))

    def answer_held(self, unit: str) -> bool:
        """Ask for what was held back while the make went on; whether it may be spent now."""
        held = self.allowance.held
        if not held or self._spend is not None or self._person is None:
            return False
        sum = self.allowance.held_sum
        if not self._person(f"{len(held)} more would cost {sum:.2f} {unit}, which nobody said yes to yet. Go on?"):
            return False
        self.allowance.grow(max(0.0, sum - (self.allowance.left or 0.0)))
        self.allowance.forget_held()
        return True

    def told(self, unit: str) -> str:
        """What was held back in the end of one film, in one line; empty: nothing."""
        held, sum = self.allowance.held, self.allowance.held_sum
        self.allowance.forget_held()
        if not held:
            return ""
        return f"{len(held)} held back, {sum:.2f} {unit} that nobody said yes to; to say yes: --spend {_up(sum):.2f}"


def _affordable(opened: OpenFilm, sums: Mapping[str, tuple[float, float]]) -> None:
    """`CapReached` where the least it will cost is more than is left, in all or at one engine."""
    counted = opened.store.ledger.counted(opened.caps)
    for engine, (least, _) in sums.items():
        require(least, f"all that is to be made with {engine}", engine, counted, opened.caps)
    require(sum(least for least, _ in sums.values()), "all that is to be made", "", counted, opened.caps)


def _fits(look: Look) -> bool:
    """Whether a film of the same series will be begun at all: one that cannot be paid for says so in its turn."""
    try:
        _affordable(look[0], prices([look]))
    except UserError:
        return False
    return True


def prices(looks: Iterable[Look]) -> Mapping[str, tuple[float, float]]:
    """(least, most) of what would be bought anew, by engine, in the budget's currency. What the ledger knows of already
    is not bought again, and what two films want is bought once."""
    sums: dict[str, tuple[float, float]] = {}
    wanted: set[Digest] = set()
    for opened, found in looks:
        for each in found.forecasts:
            if not each.price or not isinstance(each.job.work, Ask):
                continue
            if each.key is not None:
                if each.key in wanted or _known(opened, each.key):
                    continue
                wanted.add(each.key)
            least, most = (opened.caps.worth(price, each.currency) for price in each.prices)
            before = sums.get(each.job.work.engine, (0.0, 0.0))
            sums[each.job.work.engine] = before[0] + least, before[1] + most
    return sums


def _known(opened: OpenFilm, key: Digest) -> bool:
    last = opened.store.ledger.last_for(key)
    return last is not None and last.state not in ("withdrawn", "cancelled")


def _between(least: float, most: float, unit: str) -> str:
    if _up(most) <= _up(least):
        return f"{least:.2f} {unit}"
    return f"{least:.2f} to {most:.2f} {unit}"


def _up(sum: float) -> float:
    """A sum a person can type that is not less."""
    return -(-round(sum * 10_000) // 100) / 100
