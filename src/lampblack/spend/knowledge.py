"""What the ledger knows of a request already: a result, a no, or a question only a person can answer."""

from __future__ import annotations

from lampblack.graph.orders import Order, Outcome
from lampblack.spend.drive import said_no
from lampblack.store.errors import MissingBlob
from lampblack.store.ledger import Money
from lampblack.store.store import Store

FREE = ("withdrawn", "cancelled")
"""A request that stands so may be sent."""


def known(store: Store, order: Order) -> Outcome | None:
    """How this order ends without anything being sent; None where it may be sent."""
    last = store.ledger.last_for(order.key)
    if last is None or last.state in FREE:
        return None
    if last.state == "succeeded":
        return _paid_before(store, order, last)
    if last.state == "failed":
        return Outcome(order=order, fault="failed", message=said_no(last))
    if last.state == "expired":
        words = f"this was bought ({last.price:.2f} to {last.engine}, ticket {last.ticket}) and its result is gone"
        return Outcome(order=order, fault="broken", message=f"{words}: see `lampblack doubts`")
    words = (
        f"this may have been paid already ({last.price:.2f} to {last.engine}, ticket {last.ticket}): "
        "look at the provider's page, then say so with `lampblack doubts`; it is not sent again by itself"
    )
    return Outcome(order=order, fault="broken", message=words)


def _paid_before(store: Store, order: Order, last: Money) -> Outcome:
    """It was paid and its result was never recorded, or is damaged."""
    try:
        for digest in last.outputs.values():
            if store.actions.value(digest) is None:
                store.path(digest)
    except MissingBlob:
        return _gone(order, last)
    return Outcome(order=order, outputs=last.outputs) if last.outputs else _gone(order, last)


def _gone(order: Order, last: Money) -> Outcome:
    words = (
        f"this was paid ({last.price:.2f} to {last.engine}, ticket {last.ticket}) and its result is not in the "
        f"store any more; bring it from the provider (lampblack settle DIR {last.ticket} paid --file FILE), or take "
        "another take"
    )
    return Outcome(order=order, fault="failed", message=words)
