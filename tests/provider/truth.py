"""A person at the provider's page: what is in doubt here is looked up there, and said."""

from __future__ import annotations

from collections.abc import Sequence

from tests.provider.bill import Taken
from tests.provider.inside import Inside

from lampblack.store.ledger import Money
from lampblack.store.store import Store


def settle(store: Store, doubt: Money, jobs: Sequence[Taken]) -> None:
    """Say of a job in doubt what the bill says: taken under that name, or never taken and free to be sent again."""
    ours = store.ledger.providers(doubt.engine)
    taken = [job for job in jobs if job.what.split()[0] == doubt.subject and job.id not in ours]
    if taken:
        store.ledger.settle(doubt.ticket, "running", "it is on their page", provider=taken[0].id)
    else:
        store.ledger.settle(doubt.ticket, "withdrawn", "it is not on their page")


def settle_inside(store: Store, provider: Inside) -> None:
    """The same with a provider within the process."""
    for doubt in store.ledger.doubts():
        ours = store.ledger.providers(doubt.engine)
        taken = [
            f"j{number}"
            for number, (_, what) in enumerate(provider.jobs)
            if what == doubt.subject and f"j{number}" not in ours
        ]
        if taken:
            store.ledger.settle(doubt.ticket, "running", "it is on their page", provider=taken[0])
        else:
            store.ledger.settle(doubt.ticket, "withdrawn", "it is not on their page")
