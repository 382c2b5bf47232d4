"""The executor of what costs money: a row in the ledger before each thing that happens, and another executor to do it.

How the other one's ends are read: outputs are a success; a `UserError` was not accepted and nothing is owed (withdrawn,
the next build may try again); a `JobError` is the engine's final no (failed: a refused prompt is not sent again until a
person says so); anything else may have been paid (in doubt, never sent again by itself).
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import replace

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.graph.job import Ask, Job
from lampblack.graph.keys import key_of
from lampblack.graph.orders import Executor, Order, Outcome, Progress, Tell
from lampblack.spend.recovery import recover
from lampblack.store.caps import Caps, Limits
from lampblack.store.errors import MissingBlob
from lampblack.store.ledger import Ledger, Money, State
from lampblack.store.store import Store

_STATES: Mapping[str, State] = {"": "succeeded", "refused": "withdrawn", "failed": "failed"}


class Paid:
    """Runs priced requests through `inner`, in the owner's process. Stopping a build lets what is paid come in."""

    def __init__(self, store: Store, inner: Executor, *, cap: float | None) -> None:
        """`cap` is the most this film may cost in all; None: no cap. What a crash left open is closed here."""
        self._store = store
        self._ledger: Ledger = store.ledger
        self._inner = inner
        self._cap = cap
        self.doubts = recover(self._ledger)

    def lane(self, job: Job) -> str:
        """The inner executor's lanes."""
        return self._inner.lane(job)

    def room(self, lane: str) -> int:
        """What the inner executor says."""
        return self._inner.room(lane)

    def start(self, order: Order, tell: Tell) -> None:
        """Intend, say that it is being sent, send; or tell at once what is known of this request already."""
        try:
            known = self._known(order)
            if known is not None:
                tell(known)
                return
            money = self._intend(order)
        except LampblackError as error:
            tell(Outcome(order=order, fault="refused", message=str(error)))
            return

        def settle(told: Progress | Outcome) -> None:
            tell(self._settled(money, told) if isinstance(told, Outcome) else told)

        self._inner.start(order, settle)

    def cancel(self) -> None:
        """Nothing: what is sent is paid, so it is waited for; `close` waits."""

    def close(self) -> None:
        """Wait for what was sent."""
        self._inner.close()

    # ---- within ------------------------------------------------------------------------------------------------

    def _known(self, order: Order) -> Outcome | None:
        last = self._ledger.last_for(order.key)
        if last is None or last.state == "withdrawn":
            return None
        if last.state == "succeeded":
            return self._paid_before(order, last)
        if last.state == "failed":
            words = f"{last.engine} said no to this request: {last.note}; change the words, take another take or engine"
            return Outcome(order=order, fault="failed", message=words)
        words = (
            f"this may have been paid already ({last.price:.2f} to {last.engine}, ticket {last.ticket}): "
            "look at the provider's page, then say so with `lampblack doubts`; it is not sent again by itself"
        )
        return Outcome(order=order, fault="broken", message=words)

    def _paid_before(self, order: Order, last: Money) -> Outcome:
        """It was paid and its result was never recorded, or is damaged."""
        try:
            for digest in last.outputs.values():
                self._store.path(digest)
        except MissingBlob:
            return self._gone(order, last)
        return Outcome(order=order, outputs=last.outputs) if last.outputs else self._gone(order, last)

    def _gone(self, order: Order, last: Money) -> Outcome:
        words = (
            f"this was paid ({last.price:.2f} to {last.engine}, ticket {last.ticket}) and its result is not in the "
            "store any more; get it from the provider, or take another take"
        )
        return Outcome(order=order, fault="failed", message=words)

    def _intend(self, order: Order) -> Money:
        work = order.job.work
        assert isinstance(work, Ask)
        money = Money(
            ticket=str(uuid.uuid4()),
            key=order.key,
            job=order.job.id,
            engine=work.engine,
            state="intended",
            price=work.price,
            parts=key_of(order.job, order.given)[1],
        )
        self._ledger.reserve(money, Caps(limits=Limits(cap=self._cap)))
        sending = replace(money, state="sending")
        self._ledger.append(sending)
        return sending

    def _settled(self, money: Money, told: Outcome) -> Outcome:
        state = _STATES.get(told.fault, "in doubt")
        outputs: Mapping[str, Digest] = told.outputs if state == "succeeded" else {}
        price = money.price if state in ("succeeded", "in doubt") else 0.0
        try:
            self._ledger.append(replace(money, state=state, outputs=outputs, price=price, note=told.message))
        except LampblackError as error:
            return replace(told, outputs={}, fault="failed", message=f"paid, and not written down: {error}")
        if state == "in doubt":
            words = (
                f"{told.message}\nit may have been paid ({price:.2f}, ticket {money.ticket}): see `lampblack doubts`"
            )
            return replace(told, message=words)
        return replace(told, cost=price)
