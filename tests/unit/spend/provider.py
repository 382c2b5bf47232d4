"""A provider that bills on acceptance, in a file of its own, so that nothing we do can hide a charge."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lampblack.graph.job import Ask, Job
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.store.caps import Caps
from lampblack.store.ledger import Ledger, Money
from lampblack.store.store import Store


class Provider:
    """An executor that charges and answers; `fault` makes it end otherwise."""

    def __init__(self, store: Store, bill: Path, fault: Any = "") -> None:
        self.store = store
        self.bill = bill
        self.fault = fault

    def lane(self, job: Job) -> str:
        return "provider"

    def room(self, lane: str) -> int:
        return 1

    def start(self, order: Order, tell: Tell) -> None:
        if self.fault:
            tell(Outcome(order=order, fault=self.fault, message="the provider says no"))
            return
        with self.bill.open("a") as file:
            file.write(f"{order.job.id}\n")
        kill_at("billed")
        tell(Outcome(order=order, outputs={"video": self.store.put(order.key.encode()).digest}, seconds=0.01))

    def cancel(self) -> None: ...

    def close(self) -> None: ...


def ask(id: str, price: float = 0.5, take: int = 1) -> Job:
    work = Ask(engine="cloud", version=1, request={"words": id}, take=take, price=price)
    return Job(id=id, stage="takes", subject=id, work=work)


def jobs() -> Sequence[Job]:
    return [ask("river"), ask("bridge")]


def kill_at(point: str) -> None:
    """Die here if the test said so; the point is forgotten first by whoever starts us again."""
    if os.environ.get("KILL_AT") == point:
        os.kill(os.getpid(), signal.SIGKILL)


class KilledLedger(Ledger):
    """A ledger that dies right after the row it was told to die after."""

    def append(self, money: Money) -> Money:
        kill_at(f"before {money.state}")
        written = super().append(money)
        kill_at(money.state)
        return written

    def reserve(self, money: Money, caps: Caps) -> Money:
        kill_at(f"before {money.state}")
        written = super().reserve(money, caps)
        kill_at(money.state)
        return written
