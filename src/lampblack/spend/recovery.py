"""After a crash: what became of the paid jobs that were cut off."""

from __future__ import annotations

from dataclasses import replace

from lampblack.store.ledger import OPEN, Ledger, Money


def recover(ledger: Ledger) -> tuple[Money, ...]:
    """Close what an owner left open when it died; the jobs that are in doubt now.

    What was only intended was never sent and is free to be intended again. What was being sent may have been paid, and
    only a person can look. Call it as the owner, before anything is spent.
    """
    doubtful: list[Money] = []
    for money in ledger.present():
        if money.state not in OPEN:
            continue
        if money.state == "intended":
            ledger.append(replace(money, state="withdrawn", note="cut off before it was sent", at=0.0))
        else:
            doubtful.append(replace(money, state="in doubt", note="cut off while it was being sent", at=0.0))
            ledger.append(doubtful[-1])
    return tuple(doubtful)
