"""What may go and what never does."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lampblack.base.digest import Digest, digest_of
from lampblack.store.actions import Action, Stored
from lampblack.store.collection import DAY, Wish, files_of, kept_alone, survey, sweep
from lampblack.store.inspection import inspect
from lampblack.store.ledger import Money
from lampblack.store.store import Store

NOW = 1_800_000_000.0


def result(
    store: Store, job: str, data: str, *, days: float, of: tuple[Digest, ...] = (), cost: float = 0.0,
    step: str = "x:y",
) -> tuple[Digest, Digest]:  # fmt: skip
    """A result made so many days before NOW from `of`, its one output a file written then; its key and output."""
    inputs = ",".join(f'"{n}":"{each}"' for n, each in enumerate(of))
    parts = f'{{"inputs":{{{inputs}}},"n":"{data}","step":["{step}",1]}}'.encode()
    digest, at = store.put(data.encode()).digest, NOW - days * DAY
    os.utime(store.blobs.file(digest), (at, at))
    kept = {"video": Stored(digest=digest, size=len(data), inline=False)}
    key = digest_of(parts)
    store.actions.keep(Action(key=key, job=job, outputs=kept, seconds=1.0, cost=cost, at=at, engine="x 1", parts=parts))
    return key, digest


def going(store: Store, *keys: Digest, days: float = 7.0, let_go: frozenset[Digest] = frozenset()) -> set[str]:
    """The jobs of all pieces that may go."""
    found = survey(store, Wish(keys=frozenset(keys), days=days, let_go=let_go, now=NOW))
    return {piece.job for piece in found.pieces}


def test_what_the_film_stands_on_stays_with_all_it_was_made_from(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        _, voice = result(store, "voice", "voice", days=90)
        _, shot = result(store, "shot", "shot", days=90, of=(voice,))
        key, _ = result(store, "film", "film", days=90, of=(shot,))
        result(store, "old", "old", days=90)
        assert going(store, key) == {"old"}
        assert going(store) == {"voice", "shot", "film", "old"}


def test_what_was_made_within_the_last_days_stays(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        result(store, "young", "young", days=6)
        result(store, "old", "old", days=8)
        assert going(store) == {"old"}
        assert going(store, days=5) == {"old", "young"}


def test_what_stood_until_yesterday_stays_however_old_it_is_so_that_an_undo_is_free(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        result(store, "shot", "first", days=90)
        result(store, "shot", "second", days=60)
        key, _ = result(store, "shot", "third", days=1)
        found = survey(store, Wish(keys=frozenset({key}), now=NOW))
        assert {len(action.parts) and action.outputs["video"].digest for action in found.gone} == {digest_of(b"first")}


def test_the_whole_film_of_yesterday_stays_with_scenes_that_were_cut_since(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        _, shot = result(store, "cut/scene", "shot", days=90)
        result(store, "film", "yesterday", days=60, of=(shot,))
        key, _ = result(store, "film", "today", days=0.5)
        assert going(store, key) == set()


def test_what_was_bought_never_goes_unless_it_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        key, digest = result(store, "bought", "bought", days=400, cost=0.5)
        body = store.put(b"the bytes that were sent").digest
        os.utime(store.blobs.file(body), (0, 0))
        store.ledger.append(
            Money(ticket="t", key=key, job="bought", engine="e", state="succeeded", price=0.5, body=body,
                  outputs={"video": digest})
        )  # fmt: skip
        assert going(store, days=0) == set()
        assert going(store, days=0, let_go=frozenset({key})) == {"bought"}
        store.actions.forget(key)
        assert going(store, days=0) == set(), "what the ledger names stays, also without a result"


def test_what_a_person_dropped_in_never_goes_unless_it_is_named(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        source = store.put(b"my own file").digest
        os.utime(store.blobs.file(source), (0, 0))
        key, _ = result(store, "takes/a/mine.mp4", "mine", days=400, of=(source,), step="lampblack.takes.steps:adopt")
        assert going(store, days=0) == set()
        assert going(store, days=0, let_go=frozenset({key})) == {"takes/a/mine.mp4", ""}


def test_a_file_younger_than_an_hour_stays_whoever_it_belongs_to(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        left = store.put(b"left over").digest
        for age, goes in ((1800, False), (-1e6, False), (3700, True)):
            os.utime(store.blobs.file(left), (NOW - age, NOW - age))
            assert bool(going(store)) == goes


@pytest.mark.parametrize("wrong", [-400.0, 400.0])
def test_a_clock_set_back_or_forward_costs_nothing_the_film_needs(tmp_path: Path, wrong: float) -> None:
    with Store.open(tmp_path, owner=True) as store:
        key, _ = result(store, "film", "film", days=0)
        result(store, "bought", "bought", days=0, cost=0.5)
        result(store, "young", "young", days=0)
        found = survey(store, Wish(keys=frozenset({key}), now=NOW + wrong * DAY))
        gone = {piece.job for piece in found.pieces}
        assert gone == ({"young"} if wrong > 0 else set())


def test_sweeping_frees_what_was_found_and_leaves_a_sound_store(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        key, digest = result(store, "film", "film", days=90)
        _, old = result(store, "old", "old", days=90)
        found = survey(store, Wish(keys=frozenset({key}), now=NOW))
        assert (found.size, found.kept_size) == (3, 4)
        assert store.blobs.every() == sorted((digest, old))
        sweep(store, found)
        assert store.blobs.every() == [digest]
        assert [action.job for action in store.actions.every()] == ["film"]
        assert inspect(store).sound
        assert survey(store, Wish(keys=frozenset({key}), now=NOW)).pieces == ()


@pytest.mark.parametrize("point", ["gc.forgotten", "gc.removed:2"])
def test_killed_while_it_sweeps_the_store_is_sound_and_the_next_sweep_does_the_rest(tmp_path: Path, point: str) -> None:
    with Store.open(tmp_path, owner=True) as store:
        key, digest = result(store, "film", "film", days=90)
        for number in range(3):
            result(store, f"old/{number}", f"old {number}", days=90)
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from test_collection import *
with Store.open(Path({str(tmp_path)!r}), owner=True) as store:
    sweep(store, survey(store, Wish(keys=frozenset({{{key!r}}}), now=NOW)))
"""
    env = {**os.environ, "LAMPBLACK_KILL_AT": point}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == -9
    with Store.open(tmp_path, owner=True) as store:
        assert len(store.blobs.every()) > 1
        assert inspect(store).damages == ()
        sweep(store, survey(store, Wish(keys=frozenset({key}), now=NOW)))
        assert store.blobs.every() == [digest]


def test_a_copy_holds_what_is_kept_and_the_whole_ledger_and_nothing_else(tmp_path: Path) -> None:
    with Store.open(tmp_path / "film", owner=True) as store:
        key, digest = result(store, "film", "film", days=90)
        store.stand("film", key)
        old, _ = result(store, "old", "old", days=90)
        store.stand("old", old)
        store.ledger.append(Money(ticket="t", key=key, job="a", engine="e", state="failed", price=0.0))
        found = survey(store, Wish(keys=frozenset({key}), days=0, now=NOW))
        copy = tmp_path / "copy" / ".lampblack" / "records.sqlite"
        copy.parent.mkdir(parents=True)
        store.copy_records(copy)
        kept_alone(copy, found)
        assert files_of(store, found) == ((digest,), ())
        store.blobs.file(digest).unlink()
        assert files_of(store, found) == ((), (digest,))
    with Store.open(tmp_path / "copy") as other:
        assert [action.job for action in other.actions.every()] == ["film"]
        assert other.node_keys() == {"film": key}
        assert len(other.ledger.history("t")) == 1
        assert other.problems() == ()


def test_many_results_are_looked_through_in_seconds(tmp_path: Path) -> None:
    count = 20_000
    with Store.open(tmp_path, owner=True) as store:
        value = store.keep(b'"v"')
        kept = {"value": Stored(digest=value, size=3, inline=True)}
        for number in range(count):
            parts = b'{"inputs":{"a":"%s"},"n":%d}' % (value.encode(), number)
            store.actions.keep(
                Action(key=digest_of(parts), job=f"j/{number}", outputs=kept, seconds=0, cost=0, at=NOW, engine="",
                       parts=parts)
            )  # fmt: skip
        store.flush()
        began = time.monotonic()
        assert len(survey(store, Wish(now=NOW)).kept) == count
        assert time.monotonic() - began < 30
