"""What one make may spend: what a person has said yes to, which is often less than the budget allows."""

from __future__ import annotations

import threading


class Allowance:
    """A sum in the budget's currency that is taken from, by any thread. None: only the caps limit it."""

    def __init__(self, sum: float | None = None) -> None:
        self._turn = threading.Lock()
        self._sum = sum
        self._taken = 0.0
        self._held: dict[str, float] = {}

    @property
    def sum(self) -> float | None:
        """The most that may be taken in all."""
        return self._sum

    @property
    def taken(self) -> float:
        """What was taken so far and not given back."""
        return self._taken

    @property
    def left(self) -> float | None:
        """What may still be taken."""
        return None if self._sum is None else max(0.0, self._sum - self._taken)

    @property
    def held(self) -> tuple[str, ...]:
        """What was held back, by name."""
        return tuple(self._held)

    @property
    def held_sum(self) -> float:
        """What all that would have cost."""
        return sum(self._held.values())

    def take(self, amount: float, what: str) -> bool:
        """Take so much; False, nothing taken, and `what` held back, where that is more than is left."""
        with self._turn:
            if amount > 0 and self._sum is not None and self._taken + amount > self._sum + 1e-9:
                self._held[what] = amount
                return False
            self._held.pop(what, None)
            self._taken += amount
            return True

    def forget_held(self) -> None:
        """It is to be tried again."""
        with self._turn:
            self._held.clear()

    def give_back(self, amount: float) -> None:
        """So much of what was taken was not spent (below 0: that much more was)."""
        with self._turn:
            self._taken -= amount

    def grow(self, amount: float) -> None:
        """A person said yes to so much more."""
        with self._turn:
            if self._sum is not None:
                self._sum += amount
