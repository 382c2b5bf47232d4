"""Before anything is bought, the shared store is asked once more: a colleague may have bought it a minute ago."""

from __future__ import annotations

from lampblack.base.errors import LampblackError
from lampblack.graph.job import Job
from lampblack.graph.orders import Executor, Order, Outcome, Tell
from lampblack.store.shared import SharedStore


class AskedFirst:
    """The executor of what costs money, behind one question. Two who ask in the same moment may both buy."""

    def __init__(self, store: SharedStore, inner: Executor) -> None:
        self._store = store
        self._inner = inner

    def lane(self, job: Job) -> str:
        """The inner executor's lanes."""
        return self._inner.lane(job)

    def room(self, lane: str) -> int:
        """What the inner executor says."""
        return self._inner.room(lane)

    def start(self, order: Order, tell: Tell) -> None:
        """Tell at once what others bought, else have it bought."""
        try:
            found = self._store.find_now(order.key)
        except LampblackError:
            found = None  # the disk: the purchase says so in its own words, before anything is sent
        if found is None:
            self._inner.start(order, tell)
        else:
            tell(Outcome(order=order, outputs=found))

    def cancel(self) -> None:
        """The inner executor's."""
        self._inner.cancel()

    def close(self) -> None:
        """The inner executor's."""
        self._inner.close()
