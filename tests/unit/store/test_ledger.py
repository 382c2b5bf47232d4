"""The ledger counts exactly, never goes back in time, and is quick however long it is."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.store.caps import CapReached, Caps, Limits
from lampblack.store.database import MIGRATIONS
from lampblack.store.ledger import STATES, Ledger, Money, State
from lampblack.store.store import Store


@pytest.fixture
def ledger(tmp_path: Path) -> Generator[Ledger]:
    with Store.open(tmp_path, owner=True) as store:
        yield store.ledger


def money(ticket: str = "a", price: float = 1.0, engine: str = "cloud", **more: Any) -> Money:
    key = digest_of(ticket.encode())
    return Money(ticket=ticket, key=key, job=f"takes/{ticket}", engine=engine, state="intended", price=price, **more)


def caps(cap: float | None = None, **more: Any) -> Caps:
    return Caps(limits=Limits(cap=cap, **more))


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, in a list of one, to be set."""
    told = [1_000_000.0]
    monkeypatch.setattr("lampblack.store.ledger.now", lambda: told[0])
    return told


def test_a_reservation_is_held_against_all_that_counts(ledger: Ledger) -> None:
    ledger.reserve(money("a", 3.0), caps(5.0))
    with pytest.raises(CapReached, match=r"would cost 2\.10 USD, and 3\.00 of the cap of 5\.00 is spent or reserved"):
        ledger.reserve(money("b", 2.1), caps(5.0))
    ledger.append(replace(money("a", 2.5), state="succeeded"))
    ledger.reserve(money("b", 2.5), caps(5.0))
    assert [row.ticket for row in ledger.present()] == ["a", "b"]
    assert ledger.left(caps(5.0)) == 0.0


def test_each_engine_has_its_own_limit(ledger: Ledger) -> None:
    limits = caps(10.0, engines={"cloud": 1.0})
    ledger.reserve(money("a", 1.0), limits)
    ledger.reserve(money("b", 5.0, engine="other"), limits)
    with pytest.raises(CapReached, match=r"raise \[budget\.engines\] cloud in film\.toml"):
        ledger.reserve(money("c", 0.1), limits)


def test_a_day_has_its_own_limit_and_it_ends(ledger: Ledger, clock: list[float]) -> None:
    limits = caps(10.0, day=1.0)
    ledger.reserve(money("a", 1.0), limits)
    with pytest.raises(CapReached, match=r"raise \[budget\] day"):
        ledger.reserve(money("b", 0.5), limits)
    assert ledger.left(limits) == 0.0
    clock[0] += 23 * 3_600
    with pytest.raises(CapReached):
        ledger.reserve(money("b", 0.5), limits)
    clock[0] += 3 * 3_600
    ledger.reserve(money("b", 0.5), limits)
    assert ledger.left(limits) == 0.5


def test_a_clock_set_back_frees_nothing(ledger: Ledger, clock: list[float]) -> None:
    limits = caps(10.0, day=1.0)
    first = ledger.reserve(money("a", 1.0), limits)
    clock[0] -= 10 * 86_400
    with pytest.raises(CapReached):
        ledger.reserve(money("b", 0.5), limits)
    assert ledger.append(replace(first, state="sending")).at == first.at
    assert ledger.clock_is_behind(60.0)
    assert [row.at for row in ledger.history("a")] == [1_000_000.0, 1_000_000.0]


def test_a_film_and_its_series_have_limits_of_their_own(ledger: Ledger) -> None:
    def of(film: str, cap: float = 2.0) -> Caps:
        return Caps(film=film, limits=Limits(cap=cap), series=Limits(cap=3.0))

    ledger.reserve(money("a", 2.0, film="one"), of("one"))
    with pytest.raises(CapReached, match=r"\[budget\] cap in film\.toml"):
        ledger.reserve(money("b", 0.5, film="one"), of("one"))
    with pytest.raises(CapReached, match=r"the cap of the series of 3\.00 .* in series\.toml"):
        ledger.reserve(money("b", 1.5, film="two"), of("two"))
    ledger.reserve(money("b", 1.0, film="two"), of("two"))
    assert (ledger.left(of("one")), ledger.left(of("two"))) == (0.0, 0.0)


def test_nothing_may_be_spent_where_the_cap_is_nothing(ledger: Ledger) -> None:
    with pytest.raises(CapReached):
        ledger.reserve(money("a", 0.01), caps(0.0))
    ledger.reserve(money("b", 0.0), caps(0.0))


def test_another_currency_of_the_budget_counts_older_rows_at_the_rate(ledger: Ledger) -> None:
    ledger.reserve(money("a", 10.0, unit="USD"), caps(20.0))
    euros = Caps(currency="EUR", rates={"USD": 0.5}, limits=Limits(cap=6.0))
    assert ledger.left(euros) == 1.0
    with pytest.raises(CapReached, match=r"1\.50 EUR, and 5\.00 of the cap"):
        ledger.reserve(money("b", 1.5, unit="EUR"), euros)
    with pytest.raises(UserError, match=r"nobody said what 1 USD is in EUR; write it in film\.toml, \[budget\.rates\]"):
        ledger.left(replace(euros, rates={}))


STEPS = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(STATES), st.integers(0, 10_000), st.sampled_from(["", "one"])),
    max_size=40,
)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_the_running_sum_is_the_sum_of_the_last_rows(
    steps: list[tuple[int, State, int, str]], tmp_path_factory: Any
) -> None:
    with Store.open(tmp_path_factory.mktemp("sums"), owner=True) as store:
        for number, state, cents, film in steps:
            store.ledger.append(replace(money(str(number), cents / 100, film=film), state=state))
        last = {row.ticket: row for row in store.ledger.present()}
        expected = sum(row.price for row in last.values() if row.state != "withdrawn")
        counted = store.ledger.counted(Caps())
        assert sum(each.all for each in counted) == pytest.approx(expected, abs=1e-9)
        assert sum(each.day for each in counted) == pytest.approx(expected, abs=1e-9)
        for film in ("", "one"):
            of_film = sum(row.price for row in last.values() if row.state != "withdrawn" and row.film == film)
            assert sum(each.all for each in counted if each.film == film) == pytest.approx(of_film, abs=1e-9)


def test_records_of_before_are_counted_too(tmp_path: Path) -> None:
    folder = tmp_path / ".lampblack"
    folder.mkdir()
    with closing(sqlite3.connect(folder / "records.sqlite")) as old:
        for statement in (*MIGRATIONS[0], *MIGRATIONS[1], *MIGRATIONS[2]):
            old.execute(statement)
        for ticket, state, price in (
            ("a", "intended", 2.0), ("a", "succeeded", 1.5), ("b", "intended", 2.0), ("b", "withdrawn", 2.0),
        ):  # fmt: skip
            old.execute(
                "INSERT INTO money (at, ticket, key, job, engine, state, price, request, provider, outputs, note) "
                "VALUES (1.0, ?, 'k', 'j', 'cloud', ?, ?, '{}', '', '{}', '')",
                (ticket, state, price),
            )
        old.execute("PRAGMA user_version=3")
        old.commit()
    with Store.open(tmp_path, owner=True) as store:
        assert store.ledger.left(caps(5.0)) == 3.5
        assert store.ledger.spent() == 1.5
        assert [row.state for row in store.ledger.present()] == ["succeeded", "withdrawn"]


def test_rows_that_are_saved_in_any_order_count_as_they_stood(ledger: Ledger) -> None:
    ledger.reserve(money("a", 3.0), caps())
    ledger.append(replace(money("a", 2.0), state="succeeded"))
    saved = ledger._database.rows("SELECT * FROM money ORDER BY row DESC")
    with Store.open(Path(str(ledger._database._file.parent)) / "saved", owner=True) as other:
        for row in saved:
            other.ledger._database.write(f"INSERT INTO money VALUES ({', '.join('?' * len(row))})", *row)
        assert other.ledger.left(caps(5.0)) == 3.0
        assert [row.state for row in other.ledger.present()] == ["succeeded"]


def test_everything_a_row_says_comes_back(ledger: Ledger) -> None:
    said = money(
        "a", film="one", stage="takes", subject="s1", scene="river", unit="EUR", quoted=7.5, currency="CNY",
        body=digest_of(b"body"), parts=b'{"a":1}', provider="p1", note="why", outputs={"video": digest_of(b"v")},
    )  # fmt: skip
    ledger.append(said)
    (row,) = ledger.history("a")
    assert row == replace(said, at=row.at)
    assert ledger.named() == {digest_of(b"body"), digest_of(b"v")}
    assert ledger.providers("cloud") == {"p1"}


@pytest.mark.slow
def test_a_reservation_is_quick_in_a_long_ledger(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        with store.ledger._database.paid() as transaction:
            transaction.executemany(
                "INSERT INTO money (at, ticket, key, job, engine, state, price, request, provider, outputs, note, film)"
                " VALUES (?, ?, ?, ?, ?, ?, 0.5, ?, '', '{}', '', ?)",
                [
                    (1e6 + n * 30, f"t{n // 3}", f"k{n // 3}", f"j{n // 3}", f"e{n % 5}",
                     ("intended", "sending", "succeeded")[n % 3], "x" * 2_000 * (n % 3 == 0), f"film{n // 9_000}")
                    for n in range(100_000)
                ],
            )  # fmt: skip
        limits = Caps(film="film1", limits=Limits(cap=1e6, day=1e6), series=Limits(cap=1e6))
        times: list[float] = []
        for number in range(20):
            began = time.perf_counter()
            store.ledger.reserve(money(f"new{number}", film="film1"), limits)
            times.append(time.perf_counter() - began)
        print(f"reserve in a ledger of 100,000 rows: {median(times) * 1e3:.2f} ms")
        assert median(times) < 0.05
