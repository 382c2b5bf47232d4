"""Priced requests that are answered in the same call: nobody can look at them later.

How the executor that does them ends is read so: outputs are a success; a `UserError` was not accepted and nothing is
owed (withdrawn, the next build may try again); a `JobError` is the engine's final no (failed); anything else may have
been paid (in doubt, never sent again by itself).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lampblack.base.digest import Digest
from lampblack.base.errors import LampblackError
from lampblack.graph.orders import Executor, Order, Outcome, Progress, Tell
from lampblack.spend.reserving import Reserving
from lampblack.store.ledger import Money, State

_STATES: Mapping[str, State] = {"": "succeeded", "refused": "withdrawn", "busy": "withdrawn", "failed": "failed"}


def ask(order: Order, inner: Executor, reserving: Reserving, tell: Tell) -> None:
    """Reserve, say that it is being sent, have `inner` do it; raises what reserving raises, and nothing was sent."""
    intended = reserving.reserve(reserving.money(order))
    sending = reserving.ledger.append(replace(intended, state="sending"))

    def settle(told: Progress | Outcome) -> None:
        tell(_settled(sending, told, reserving) if isinstance(told, Outcome) else told)

    inner.start(order, settle)


def _settled(money: Money, told: Outcome, reserving: Reserving) -> Outcome:
    state = _STATES.get(told.fault, "in doubt")
    outputs: Mapping[str, Digest] = told.outputs if state == "succeeded" else {}
    owed = money if state in ("succeeded", "in doubt") else replace(money, price=0.0, quoted=0.0)
    last = replace(owed, state=state, outputs=outputs, note=told.message)
    try:
        reserving.ledger.append(last)
    except LampblackError as error:
        return replace(told, outputs={}, fault="failed", message=f"paid, and not written down: {error}")
    reserving.ended(money, last)
    if state == "in doubt":
        words = f"it may have been paid ({last.price:.2f}, ticket {money.ticket}): see `lampblack doubts`"
        return replace(told, message=f"{told.message}\n{words}")
    return replace(told, cost=last.price)
