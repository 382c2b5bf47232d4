"""Money is spent once, within the cap, and what nobody can know is asked."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.spend.provider import Provider, ask, jobs

from lampblack.base.errors import UserError
from lampblack.graph.build import build
from lampblack.graph.report import Report
from lampblack.spend.paid import Paid
from lampblack.store.caps import Caps, Limits
from lampblack.store.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path, owner=True) as opened:
        yield opened


def bill(store: Store) -> list[str]:
    file = store.folder / "bill"
    return file.read_text().split() if file.exists() else []


def buy(store: Store, *orders: Any, cap: float | None = None, fault: Any = "") -> Report:
    paid = Paid(store, Provider(store, store.folder / "bill", fault), caps=Caps(limits=Limits(cap=cap)))
    return build(lambda known: orders or jobs(), store, paid)


def test_each_job_is_paid_once_and_its_price_is_reported(store: Store) -> None:
    assert buy(store).cost == 1.0
    assert (buy(store).cost, buy(store).kept) == (0.0, ("river", "bridge"))
    assert bill(store) == ["river", "bridge"]
    assert store.ledger.spent() == 1.0
    states = [money.state for money in store.ledger.history(store.ledger.present()[0].ticket)]
    assert states == ["intended", "sending", "succeeded"]


def test_nothing_is_sent_above_the_cap(store: Store) -> None:
    report = buy(store, cap=0.6)
    assert report.made == ("river",)
    assert "0.50 of the cap of 0.60 is spent or reserved; raise [budget] cap" in report.failed[0].message
    assert bill(store) == ["river"]
    assert buy(store, cap=1.0).made == ("bridge",)


def test_a_request_that_was_not_accepted_costs_nothing_and_may_be_tried_again(store: Store) -> None:
    assert buy(store, fault="refused", cap=1.0).failed[0].message == "the provider says no"
    assert store.ledger.spent() == 0.0
    assert buy(store, cap=1.0).made == ("river", "bridge")


def test_a_final_no_is_not_asked_again_until_a_person_says_so(store: Store) -> None:
    buy(store, ask("river"), fault="failed")
    again = buy(store, ask("river"))
    assert "cloud said no to this request: the provider says no" in again.failed[0].message
    assert bill(store) == []
    store.ledger.settle(store.ledger.present()[0].ticket, "withdrawn", "try again")
    assert buy(store, ask("river")).made == ("river",)


def test_another_take_is_another_purchase(store: Store) -> None:
    buy(store, ask("river"))
    assert buy(store, ask("river", take=2)).made == ("river",)
    assert bill(store) == ["river", "river"]


def test_what_may_have_been_paid_is_in_doubt_and_counts_against_the_cap(store: Store) -> None:
    report = buy(store, ask("river"), fault="broken")
    assert "it may have been paid (0.50, ticket " in report.failed[0].message
    again = buy(store, cap=0.9)
    assert "it is not sent again by itself" in again.failed[0].message
    assert "of the cap" in again.failed[1].message
    assert bill(store) == []


def test_a_person_settles_a_doubt(store: Store) -> None:
    buy(store, ask("river"), fault="broken")
    (doubt,) = store.ledger.doubts()
    with pytest.raises(UserError, match=f"possible: {doubt.ticket}"):
        store.ledger.settle("nonsense", "failed", "")
    store.ledger.settle(doubt.ticket, "withdrawn", "nothing on their page")
    assert store.ledger.doubts() == []
    assert buy(store, ask("river")).made == ("river",)


def test_a_paid_result_that_is_damaged_is_told_and_not_bought_again(store: Store) -> None:
    report = buy(store, ask("river"))
    store.path(report.outputs["river"]["video"]).unlink()
    again = buy(store, ask("river"))
    assert "its result is not in the store any more" in again.failed[0].message
    assert bill(store) == ["river"]


def test_rows_of_the_ledger_cannot_be_changed(store: Store) -> None:
    buy(store)
    with (
        sqlite3.connect(store.folder / "records.sqlite") as other,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        other.execute("UPDATE money SET price = 0")


CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.unit.spend.provider import KilledLedger, Provider, jobs, kill_at
from lampblack.graph.build import build
from lampblack.spend.paid import Paid
from lampblack.store.caps import Caps, Limits
from lampblack.store.store import Store
class KilledStore(Store):
    def record(self, *args, **more):
        kill_at("before record")
        super().record(*args, **more)
        kill_at("record")
store = KilledStore.open(Path(sys.argv[1]), owner=True)
store.ledger = KilledLedger(store._database)
caps = Caps(limits=Limits(cap=2.0))
build(lambda known: jobs(), store, Paid(store, Provider(store, store.folder / "bill"), caps=caps))
store.close()
"""

POINTS = {
    "before intended": "bought",
    "intended": "bought",
    "before sending": "bought",
    "sending": "asked",
    "billed": "asked",
    "before succeeded": "asked",
    "succeeded": "bought",
    "before record": "bought",
    "record": "bought",
}
"""Where the owner is killed, and whether the next build ends by itself or asks a person."""


@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_nothing_is_paid_twice(tmp_path: Path, point: str) -> None:
    command = [sys.executable, "-c", CHILD, str(tmp_path), str(Path.cwd())]
    killed = subprocess.run(command, env={**os.environ, "KILL_AT": point}, capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr
    with Store.open(tmp_path, owner=True) as store:
        report = buy(store, cap=2.0)
        assert bill(store).count("river") <= 1
        assert bill(store).count("bridge") == 1
        if POINTS[point] == "bought":
            assert report.whole, report.failed
            assert (bill(store), store.ledger.spent()) == (["river", "bridge"], 1.0)
        else:
            assert [failure.job for failure in report.failed] == ["river"]
            assert [money.job for money in store.ledger.doubts()] == ["river"]
