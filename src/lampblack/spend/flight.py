"""A paid job under way, and everyone who waits for it: two identical requests are one job."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping

from lampblack.base.digest import Digest
from lampblack.graph.orders import Fault, Order, Outcome, Progress, Tell


class Flight:
    """One key. Each order that joined is told once, whatever happens; also one that joins when it has landed."""

    def __init__(self, key: Digest, engine: str) -> None:
        self.key = key
        self.engine = engine
        self.began = time.monotonic()
        self.landed = threading.Event()
        """Nobody works at it any more."""
        self._turn = threading.Lock()
        self._waiting: list[tuple[Order, Tell]] = []
        self._left = False

    def join(self, order: Order, tell: Tell) -> bool:
        """Wait for it too; False where it has been left, and has to be asked for again in a moment."""
        with self._turn:
            if self._left:
                return False
            self._waiting.append((order, tell))
            return True

    @property
    def wanted(self) -> bool:
        """Whether anyone waits."""
        return bool(self._waiting)

    def say(self, done: float, note: str) -> None:
        """How far it is."""
        for order, tell in tuple(self._waiting):
            tell(Progress(order=order, done=done, note=note))

    def end(
        self, *, outputs: Mapping[str, Digest] | None = None, cost: float = 0.0, fault: Fault = "", message: str = "",
        after: float = 0.0,
    ) -> None:  # fmt: skip
        """Tell everyone who has not been told; from now on nobody can join."""
        with self._turn:
            self._left = True
            waiting, self._waiting = self._waiting, []
        seconds = time.monotonic() - self.began
        for order, tell in waiting:
            tell(
                Outcome(
                    order=order, outputs=outputs or {}, seconds=seconds, cost=cost, fault=fault, message=message,
                    after=after,
                )
            )  # fmt: skip

    def tell(self, told: Outcome) -> None:
        """The same, from an outcome."""
        self.end(outputs=told.outputs, cost=told.cost, fault=told.fault, message=told.message, after=told.after)
