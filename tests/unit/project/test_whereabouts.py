"""Where a store lies, and whose it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.project.settings import Keeping
from lampblack.project.whereabouts import asked_first, open_store, store_folder
from lampblack.runners.local import Local
from lampblack.store import place
from lampblack.store.place import UnsafePlace
from lampblack.store.store import Store


def film(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def test_a_film_keeps_its_store_in_its_own_folder_unless_it_says_otherwise(tmp_path: Path) -> None:
    home = film(tmp_path / "films" / "kuafu")
    assert store_folder(home, Keeping()) == home / ".lampblack"
    assert store_folder(home, Keeping(folder="/disk")) == Path("/disk/kuafu.lampblack")
    assert store_folder(home, Keeping(folder="../fast")).resolve() == tmp_path / "films" / "fast" / "kuafu.lampblack"


def test_a_film_on_a_network_disk_is_made_with_its_store_on_a_local_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = film(tmp_path / "net" / "kuafu")
    table = tmp_path / "mountinfo"
    table.write_text(f"22 1 0:1 / / rw - ext4 /dev/vda rw\n30 22 0:40 / {tmp_path}/net rw - nfs4 s:/ rw\n")
    monkeypatch.setattr(place, "MOUNTS", table)
    with pytest.raises(UnsafePlace):
        open_store(home, Keeping(), owner=True)
    with open_store(home, Keeping(folder=str(tmp_path / "disk")), owner=True) as store:
        store.put(b"frames")
    assert list(home.iterdir()) == []
    assert store.folder == tmp_path / "disk" / "kuafu.lampblack"


def test_a_store_that_was_left_behind_is_not_begun_anew_elsewhere(tmp_path: Path) -> None:
    home = film(tmp_path / "kuafu")
    Store.open(home, owner=True).close()
    with pytest.raises(UserError, match="move it there first: mv"):
        open_store(home, Keeping(folder=str(tmp_path / "disk")), owner=True)
    (tmp_path / "disk").mkdir()
    (home / ".lampblack").rename(tmp_path / "disk" / "kuafu.lampblack")
    open_store(home, Keeping(folder=str(tmp_path / "disk")), owner=True).close()


def test_two_films_of_one_name_do_not_share_a_store_by_accident(tmp_path: Path) -> None:
    elsewhere = Keeping(folder=str(tmp_path / "disk"))
    first, second = film(tmp_path / "a" / "kuafu"), film(tmp_path / "b" / "kuafu")
    open_store(first, elsewhere, owner=True).close()
    with pytest.raises(UserError, match="belongs to the film in"):
        open_store(second, elsewhere, owner=True)
    first.rename(tmp_path / "a" / "moved")
    open_store(second, elsewhere, owner=True).close()


def test_without_a_shared_store_nothing_stands_before_the_purse(tmp_path: Path) -> None:
    with open_store(film(tmp_path / "kuafu"), Keeping(), owner=True) as store:
        paid = Local(store)
        assert type(store) is Store and asked_first(store, paid) is paid
