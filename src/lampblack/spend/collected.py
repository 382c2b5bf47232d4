"""What was bought before this make and found again at its start: what it came to, in words for a person."""

from __future__ import annotations

import threading

from lampblack.store.ledger import Money


class Collected:
    """Grows while providers answer; each ticket stands in one of its lists."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._waiting: dict[str, Money] = {}
        self._ended: dict[str, Money] = {}
        self._stranded: dict[str, str] = {}

    @property
    def fetched(self) -> tuple[Money, ...]:
        """What was bought and is in the store now."""
        return self._with("succeeded")

    @property
    def doubts(self) -> tuple[Money, ...]:
        """What only a person can know."""
        return self._with("in doubt", "expired")

    @property
    def ended(self) -> tuple[Money, ...]:
        """What came to another end: a provider's no, or never sent."""
        return self._with("failed", "cancelled", "withdrawn")

    @property
    def waiting(self) -> tuple[Money, ...]:
        """What is still under way at a provider, or could not be asked for."""
        with self._turn:
            return tuple(self._waiting.values())

    def wait_for(self, money: Money) -> None:
        """It is being asked for."""
        with self._turn:
            self._waiting[money.ticket] = money

    def note(self, money: Money) -> None:
        """It stands so now."""
        with self._turn:
            if money.state in ("sending", "running"):
                self._waiting[money.ticket] = money
            else:
                self._waiting.pop(money.ticket, None)
                self._ended[money.ticket] = money

    def strand(self, money: Money, why: str) -> None:
        """Nobody here can ask for it."""
        with self._turn:
            self._stranded[money.ticket] = f"{money.job} may be paid (ticket {money.ticket}), and {why}"

    def lines(self) -> tuple[str, ...]:
        """One line for each thing a person should know."""
        fetched = [f"collected {each.job}: {each.price:.2f} {each.unit} to {each.engine}" for each in self.fetched]
        no = [f"{each.job}: {each.engine} said no: {each.note}" for each in self.ended if each.state != "withdrawn"]
        doubts = [
            f"in doubt: {each.job}, {each.price:.2f} {each.unit} to {each.engine} (ticket {each.ticket}); "
            "see `lampblack doubts`"
            for each in self.doubts
        ]
        waiting = [f"still at {each.engine}: {each.job} (ticket {each.ticket})" for each in self.waiting]
        return (*fetched, *no, *waiting, *self._stranded.values(), *doubts)

    def _with(self, *states: str) -> tuple[Money, ...]:
        with self._turn:
            return tuple(money for money in self._ended.values() if money.state in states)
