"""Looking at everything that is kept: damage is named, free results are made again, bought ones are not dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from lampblack.base.digest import Digest, digest_of
from lampblack.store.errors import MissingBlob
from lampblack.store.inspection import Damage, inspect
from lampblack.store.ledger import Money
from lampblack.store.store import Store

KEY = digest_of(b"key")
ADOPTED = b'{"inputs":{"source":"%s"},"settings":{},"step":["lampblack.takes.steps:adopt",1]}'


def kept(store: Store, data: bytes, *, cost: float = 0.0, parts: bytes = b"{}") -> Digest:
    """A result under KEY whose one output is a file of these bytes; bought where it cost something."""
    digest = store.put(data).digest
    if cost:
        money = Money(ticket="t-1", key=KEY, job="a", engine="x", state="succeeded", price=cost, provider="p-7")
        store.ledger.append(Money(**{**_fields(money), "outputs": {"video": digest}}))
    store.record(KEY, job="a", parts=parts, outputs={"video": digest}, seconds=1.0, cost=cost, engine="x 1")
    return digest


def _fields(money: Money) -> dict[str, object]:
    return {name: getattr(money, name) for name in money.__dataclass_fields__}


def harm(store: Store, digest: Digest, how: str) -> None:
    """Damage a file behind the store's back."""
    file = store.blobs.file(digest)
    file.chmod(0o644)
    data = file.read_bytes()
    if how == "missing":
        file.unlink()
    elif how == "cut short":
        file.write_bytes(data[:-2])
    else:
        file.write_bytes(bytes([data[0] ^ 1]) + data[1:])


@pytest.mark.parametrize("how", ["missing", "cut short", "changed"])
def test_a_free_result_is_named_and_forgotten(tmp_path: Path, how: str) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames")
        assert inspect(store).sound
        harm(store, digest, how)
        expected = Damage(digest=digest, harm=how, key=KEY, job="a", engine="x 1", fate="made again")  # type: ignore[arg-type]
        assert inspect(store).damages == (expected,)
        assert store.find(KEY) is None
        assert inspect(store).sound
        assert kept(store, b"frames") == digest
        assert store.path(digest).read_bytes() == b"frames"


@pytest.mark.parametrize("how", ["missing", "cut short", "changed"])
def test_a_bought_result_is_told_with_its_ticket_every_time_until_its_bytes_are_back(tmp_path: Path, how: str) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames", cost=0.5)
        harm(store, digest, how)
        for told in (how, "missing"):
            (damage,) = inspect(store).damages
            assert (damage.harm, damage.price, damage.ticket, damage.fate) == (told, 0.5, "t-1", "lost")
            assert damage.provider == "p-7"
            assert store.find(KEY) is None
            assert store.actions.get(KEY) is not None
        store.put(b"frames")
        assert inspect(store).sound
        assert store.find(KEY) == {"video": digest}


def test_the_damaged_bytes_of_a_bought_take_are_not_thrown_away(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames", cost=0.5)
        harm(store, digest, "changed")
        inspect(store)
    with Store.open(tmp_path, owner=True) as store:
        (left,) = (store.folder / "damaged").iterdir()
        assert left.read_bytes() == bytes([b"frames"[0] ^ 1]) + b"rames"


def test_what_a_person_made_by_hand_is_never_forgotten(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        source = store.put(b"my own file").digest
        digest = kept(store, b"frames", parts=ADOPTED % source.encode())
        harm(store, digest, "changed")
        (damage,) = inspect(store).damages
        assert (damage.by_hand, damage.paid, damage.fate) == (True, False, "lost")
        harm(store, source, "changed")
        assert {(each.digest, each.by_hand) for each in inspect(store).damages} == {(digest, True), (source, True)}


def test_bytes_are_brought_back_from_whoever_has_them_and_only_if_they_are_the_right_ones(tmp_path: Path) -> None:
    def liar(digest: Digest, to: Path) -> bool:
        to.write_bytes(b"poison")
        return True

    def friend(digest: Digest, to: Path) -> bool:
        to.write_bytes(b"frames")
        return True

    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames", cost=0.5)
        harm(store, digest, "changed")
        assert [each.fate for each in inspect(store, [liar]).damages] == ["lost"]
        assert [each.fate for each in inspect(store, [liar, friend]).damages] == ["brought back"]
        assert inspect(store).sound
        assert store.find(KEY) == {"video": digest}
        assert list((store.folder / "tmp").iterdir()) == []


def test_a_damaged_value_is_found_and_made_again(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = store.keep(b'"a"')
        store.record(KEY, job="a", parts=b"{}", outputs={"value": digest}, seconds=0.0, cost=0.0, engine="x 1")
        store._database.write("UPDATE blob SET data = ? WHERE digest = ?", b'"b"', digest)
        (damage,) = inspect(store).damages
        assert (damage.digest, damage.job, damage.harm, damage.fate) == (digest, "a", "changed", "made again")
        assert store.find(KEY) is None
        assert store.read(store.keep(b'"a"')) == b'"a"'


def test_a_flipped_byte_is_noticed_by_whoever_reads_it_and_set_aside_so_that_it_is_made_again(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames")
        harm(store, digest, "changed")
    with Store.open(tmp_path, owner=True) as store:
        assert store.find(KEY) == {"video": digest}
        with pytest.raises(MissingBlob, match="damaged on the disk"):
            store.blobs.path(digest)
        assert store.find(KEY) is None
        kept(store, b"frames")
        assert store.path(digest).read_bytes() == b"frames"


def test_making_the_same_bytes_again_replaces_damaged_ones(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames")
        harm(store, digest, "changed")
    with Store.open(tmp_path, owner=True) as store:
        store.put(b"frames")
        assert inspect(store).sound


def test_everything_is_counted(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        kept(store, b"frames")
        store.keep(b'"a"')
        found = inspect(store)
        assert (found.files, found.values, found.size, found.sound) == (1, 1, 6, True)


def test_a_file_that_cannot_be_read_is_damaged_not_a_crash(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = kept(store, b"frames")
        file = store.blobs.file(digest)
        file.unlink()
        os.mkdir(file)  # noqa: PTH102 - what a broken restore leaves
        (damage,) = inspect(store).damages
        assert damage.digest == digest
