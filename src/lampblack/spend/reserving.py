"""The first row of a purchase: its price held against what a person said yes to, and against every cap."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from lampblack.base.errors import LampblackError
from lampblack.graph.job import Ask
from lampblack.graph.keys import key_of
from lampblack.graph.orders import Order
from lampblack.spend.allowance import Allowance
from lampblack.store.caps import Caps
from lampblack.store.ledger import Ledger, Money


class Held(LampblackError):  # noqa: N818 - what became of it
    """It would cost more than a person has said yes to; nothing was written."""


@dataclass(frozen=True, kw_only=True)
class Reserving:
    """What reservations are held against."""

    ledger: Ledger
    caps: Caps
    allowance: Allowance

    def money(self, order: Order, body: str = "") -> Money:
        """The row for an order, with a ticket of its own, priced in the budget's currency as it stands now."""
        job, work = order.job, order.job.work
        assert isinstance(work, Ask)
        return Money(
            ticket=str(uuid.uuid4()), key=order.key, job=job.id, engine=work.engine, state="intended",
            price=self.caps.worth(work.price, work.currency), unit=self.caps.currency, quoted=work.price,
            currency=work.currency, parts=key_of(job, order.given)[1], film=self.caps.film, stage=job.stage,
            subject=job.subject, scene=job.scene, body=body,
        )  # fmt: skip

    def reserve(self, money: Money) -> Money:
        """Write it; `Held`, or `CapReached`, where that is too much."""
        if not self.allowance.take(money.price, money.key):
            left = self.allowance.left or 0.0
            raise Held(
                f"{money.job} would cost {money.price:.2f} {money.unit}, and {left:.2f} is left of what this make may "
                "spend"
            )
        try:
            return self.ledger.reserve(money, self.caps)
        except LampblackError:
            self.allowance.give_back(money.price)
            raise

    def ended(self, reserved: Money, last: Money) -> None:
        """Give back what was taken for it and is not owed."""
        self.allowance.give_back(reserved.price - (0.0 if last.state == "withdrawn" else last.price))
