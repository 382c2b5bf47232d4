"""What a server keeps: jobs and bytes come and go together, the oldest first, nothing that another job needs."""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from lampblack.base.digest import Digest, digest_of
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.engines.guides import Still, bare
from lampblack.engines.requests import Film, Size, saved
from lampblack.server.book import Book, Row
from lampblack.server.keeping import Keeper, named_in
from lampblack.server.limits import Limits
from lampblack.server.wrong import Wrong
from lampblack.store.store import Store

DAY = 86_400.0


@pytest.fixture
def keeper(tmp_path: Path) -> Generator[Keeper]:
    with Store.at(tmp_path / "store", owner=True) as store:
        book = Book(tmp_path / "jobs.sqlite")
        yield Keeper(store, book, Limits(stored=1_000_000, disk=2_000_000))
        book.close()


def job(
    keeper: Keeper, id: str, *, owner: str = "ann", sent: bytes = b"", made: bytes = b"", ended: float = 0.0
) -> Row:  # fmt: skip
    """A finished job that was sent with these bytes and made those."""
    stills = (Still(picture=digest_of(sent)),) if sent else ()
    request = encode(saved(Film(staging=bare(Rate(numerator=24), 4), size=Size(width=16, height=16), stills=stills)))
    row = Row(
        id=id, owner=owner, door="video", ticket="", same=Digest(""), engine="fake", take=1, request=request,
        state="completed", ended=ended or time.time(), key=digest_of(made + b"key"), size=len(sent) + len(made),
    )  # fmt: skip
    files: list[Path] = []
    if sent:
        files.append(keeper.store.scratch() / "sent")
        files[0].write_bytes(sent)
    with keeper.turn:
        blob = keeper.store.put(made)
        keeper.store.record(
            row.key, job=id, parts=b"{}", outputs={"video": blob.digest}, seconds=1.0, cost=0.0, engine="fake 1"
        )
        return keeper.take_in(row, files)


def there(keeper: Keeper, *data: bytes) -> list[bool]:
    return [keeper.store.blobs.size(digest_of(each)) is not None for each in data]


def test_a_request_names_its_bytes(keeper: Keeper) -> None:
    row = job(keeper, "a", sent=b"picture", made=b"film")
    assert named_in(row.request) == [digest_of(b"picture")]
    assert keeper.file(row, "video").read_bytes() == b"film"  # type: ignore[union-attr]
    assert keeper.file(row, "sound") is None


def test_what_is_forgotten_goes_and_what_others_need_stays(keeper: Keeper) -> None:
    first = job(keeper, "a", sent=b"shared", made=b"one")
    job(keeper, "b", sent=b"shared", made=b"two")
    same = job(keeper, "c", made=b"one")
    keeper.forget([first])
    assert there(keeper, b"shared", b"one", b"two") == [True, True, True]
    keeper.forget([same])
    assert there(keeper, b"shared", b"one", b"two") == [True, False, True]
    assert keeper.store.find(first.key) is None and keeper.book.get("a") is None
    assert keeper.book.get("b") is not None


def test_results_whose_days_are_over_go(keeper: Keeper) -> None:
    job(keeper, "old", made=b"old", ended=time.time() - 8 * DAY)
    job(keeper, "young", made=b"young", ended=time.time() - 6 * DAY)
    assert [row.id for row in keeper.expire()] == ["old"]
    assert there(keeper, b"old", b"young") == [False, True]


def test_a_full_disk_lets_the_oldest_go_and_never_the_youngest(keeper: Keeper) -> None:
    now = time.time()
    for number, age in enumerate((5_000.0, 4_000.0, 3_000.0, 1.0)):
        job(keeper, f"job-{number}", owner=f"owner-{number}", made=bytes([number]) * 490_000, ended=now - age)
    keeper.require_room("new", 300_000)
    assert [row.id for row in keeper.book.every()] == ["job-1", "job-2", "job-3"]
    with pytest.raises(Wrong) as wrong:
        keeper.require_room("new", 1_900_000)
    assert wrong.value.status == 403, "more than one token may hold"
    keeper.limits = replace(keeper.limits, stored=10_000_000)
    with pytest.raises(Wrong) as wrong:
        keeper.require_room("new", 1_900_000)
    assert wrong.value.status == 503 and wrong.value.again_in > 0
    assert [row.id for row in keeper.book.every()] == ["job-3"], "what is ten seconds old may be on its way to somebody"


def test_a_start_throws_away_what_no_job_names(keeper: Keeper) -> None:
    job(keeper, "a", sent=b"picture", made=b"film")
    keeper.store.put(b"half a job")
    keeper.store.keep(b"small")
    keeper.store.record(
        digest_of(b"lost"), job="x", parts=b"{}", outputs={"value": keeper.store.keep(b"v")}, seconds=1.0, cost=0.0,
        engine="fake 1",
    )  # fmt: skip
    keeper.tidy()
    assert there(keeper, b"picture", b"film", b"half a job") == [True, True, False]
    assert keeper.store.find(digest_of(b"lost")) is None
    assert keeper.store.actions.value(digest_of(b"small")) is None
