"""Damaged records: all that still says what it must is saved, the ledger first; what is lost is never bought again."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.store.caps import Caps
from lampblack.store.errors import DamagedStore
from lampblack.store.ledger import Money
from lampblack.store.salvage import SAVED, salvage
from lampblack.store.store import Store

RESULTS, TICKETS = 300, 200


def filled(film: Path) -> Path:
    """A store with results and bought things; its folder."""
    with Store.open(film, owner=True) as store:
        for number in range(RESULTS):
            parts = b'{"inputs":{},"n":%d,"words":"%s"}' % (number, b"x" * 300)
            value = store.keep(b'"value %d"' % number)
            store.record(
                digest_of(parts), job=f"job/{number}", parts=parts, outputs={"value": value}, seconds=0.0, cost=0.0,
                engine="x 1",
            )  # fmt: skip
        for number in range(TICKETS):
            bought(store, number)
        store.flush()
        store.compact()
    return film / ".lampblack"


def bought(store: Store, number: int) -> None:
    key = digest_of(b"bought %d" % number)
    store.ledger.append(Money(ticket=f"t-{number}", key=key, job="a", engine="e", state="succeeded", price=0.5))


def pages_of(records: Path, table: str) -> list[int]:
    with closing(sqlite3.connect(records)) as database:
        root = database.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        try:
            pages = [n for (n,) in database.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite cannot say which pages a table has")
    return [page for page in pages if page != root]


def destroy(records: Path, page: int, size: int = 4096) -> None:
    with records.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(os.urandom(size))


def test_sound_records_are_left_alone(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    before = (folder / "records.sqlite").read_bytes()
    assert salvage(folder) is None
    assert salvage(tmp_path / "nowhere") is None
    assert (folder / "records.sqlite").read_bytes() == before


def test_a_damaged_page_of_results_costs_those_results_and_no_money(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    pages = pages_of(folder / "records.sqlite", "action")
    destroy(folder / "records.sqlite", pages[len(pages) // 2])
    found = salvage(folder)
    assert found is not None and found.ledger_whole and found.money == TICKETS
    assert (found.aside / "records.sqlite").exists()
    with Store.open(tmp_path, owner=True) as store:
        left = len(store.actions.every())
        assert RESULTS * 0.5 < left < RESULTS
        assert store.ledger.spent() == TICKETS * 0.5
        assert all(digest_of(action.parts) == action.key for action in store.actions.every())
        assert store.problems() == ()
        bought(store, 1000)
    assert salvage(folder) is None


def test_damage_in_the_ledger_saves_what_lies_around_it_and_stops_buying_until_a_person_has_looked(
    tmp_path: Path,
) -> None:
    folder = filled(tmp_path)
    pages = pages_of(folder / "records.sqlite", "money")
    for page in (pages[2], pages[-3]):
        destroy(folder / "records.sqlite", page)
    found = salvage(folder)
    assert found is not None and not found.ledger_whole
    assert TICKETS * 0.65 < found.money < TICKETS, "also what lies between two damaged pages"
    intended = Money(ticket="new", key=digest_of(b"new"), job="b", engine="e", state="intended", price=0.5)
    with Store.open(tmp_path, owner=True) as store:
        assert store.ledger.spent() == found.money * 0.5
        assert len(store.actions.every()) == RESULTS
        with pytest.raises(UserError, match="nothing is bought: rows of the ledger were lost"):
            store.ledger.reserve(intended, Caps())
        store.ledger_seen()
        store.ledger.reserve(intended, Caps())


def test_a_result_that_reads_well_and_says_something_else_is_not_believed(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    records = folder / "records.sqlite"
    pages = pages_of(records, "action")
    destroy(records, pages[1])
    data = records.read_bytes()
    assert data.count(b'"n":42,') == 1
    records.write_bytes(data.replace(b'"n":42,', b'"n":43,'))
    assert salvage(folder) is not None
    with Store.open(tmp_path) as store:
        assert all(digest_of(action.parts) == action.key for action in store.actions.every())
        assert "job/42" not in {action.job for action in store.actions.every()}


def test_records_that_are_no_database_any_more_are_said_plainly_and_nothing_is_bought_blindly(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    (folder / "records.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedStore, match="lampblack verify"):
        Store.open(tmp_path)
    found = salvage(folder)
    assert found is not None and (found.money, found.ledger_whole) == (0, False)
    intended = Money(ticket="new", key=digest_of(b"new"), job="b", engine="e", state="intended", price=0.5)
    with Store.open(tmp_path, owner=True) as store, pytest.raises(UserError, match="rows of the ledger were lost"):
        store.ledger.reserve(intended, Caps())


def test_records_of_a_newer_version_are_no_damage(tmp_path: Path) -> None:
    folder = filled(tmp_path)
    with closing(sqlite3.connect(folder / "records.sqlite")) as database:
        database.execute("PRAGMA user_version=99")
    assert salvage(folder) is None


@pytest.mark.parametrize("point", ["salvage.written", "salvage.aside"])
def test_killed_while_it_saves_it_is_finished_by_the_next_try(tmp_path: Path, point: str) -> None:
    folder = filled(tmp_path)
    pages = pages_of(folder / "records.sqlite", "action")
    destroy(folder / "records.sqlite", pages[1])
    code = (
        "import sys; from pathlib import Path; from lampblack.store.salvage import salvage; salvage(Path(sys.argv[1]))"
    )
    env = {**os.environ, "LAMPBLACK_KILL_AT": point}
    assert subprocess.run([sys.executable, "-c", code, folder], env=env, check=False).returncode == -9
    found = salvage(folder)
    assert found is not None and (found.money, found.ledger_whole) == (TICKETS, True)
    assert not (folder / SAVED).exists()
    with Store.open(tmp_path) as store:
        assert store.ledger.spent() == TICKETS * 0.5
