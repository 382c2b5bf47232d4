"""A job that was found again at its provider stays found, whatever goes wrong after that."""

from __future__ import annotations

from pathlib import Path

from tests.provider.inside import Inside
from tests.provider.world import CURRENCY

from lampblack.base.errors import UserError
from lampblack.engines.requests import Paint, Size
from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.report import Report
from lampblack.project.asking import asked
from lampblack.runners.local import Local
from lampblack.spend.paid import Paid
from lampblack.spend.providers import Providers
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps
from lampblack.store.ledger import Money
from lampblack.store.store import Store


def make(store: Store, provider: Inside) -> Report:
    """Buy one picture."""
    providers = Providers(lambda: {provider.offer.name: provider.offer}, lambda name: provider)
    waits = Waits(first=0.001, least=0.0, retry=0.001, longest=0.001, tries=3)
    caps = Caps(rates={CURRENCY: 0.14})
    paid = Paid(store, Local(store, threads=1), caps=caps, providers=providers, waits=waits)
    work = asked(Paint(words="river", size=Size(width=8, height=8)), provider.offer)
    job = Job(id="takes/river", stage="takes", subject="river", work=work)
    try:
        paid.collect()
        return build(lambda known: [job], store, paid)
    finally:
        paid.close()


def test_records_that_are_locked_for_a_while_do_not_make_it_bought_twice(tmp_path: Path) -> None:
    provider = Inside("tag", lambda number: "lost" if number == 1 else "", lambda: None)
    with Store.open(tmp_path, owner=True) as store:
        append, met = store.ledger.append, list[str]()

        def sometimes(money: Money) -> Money:
            met.append(money.state)
            if money.state == "succeeded" and met.count("succeeded") == 1:
                raise UserError("another program holds the records")
            return append(money)

        store.ledger.append = sometimes
        make(store, provider)
        store.ledger.append = append
        report = make(store, provider)
        assert provider.charges == {"river": 1}
        assert report.whole, report.failed
        assert [money.state for money in store.ledger.present()] == ["succeeded"]
