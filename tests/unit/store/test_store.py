"""The store keeps what it is given, whole or not at all, and notices what happens to it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import JobError
from lampblack.store.blobs import INLINE
from lampblack.store.database import Database
from lampblack.store.errors import DamagedStore, DiskFull, MissingBlob, Unwritable
from lampblack.store.lock import AlreadyOwned
from lampblack.store.store import Store

KEY = digest_of(b"key")


def keep_result(store: Store, data: bytes) -> Digest:
    """A result under KEY whose one output is a file of these bytes."""
    digest = store.put(data).digest
    store.record(KEY, job="a", parts=b"{}", outputs={"video": digest}, seconds=1.0, cost=0.0, engine="x 1")
    return digest


def test_bytes_come_back_from_a_read_only_file_named_by_their_content(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        blob = store.put(b"ink")
        path = store.path(blob)
        assert (path.read_bytes(), blob.digest) == (b"ink", digest_of(b"ink"))
        assert path.stat().st_mode & 0o222 == 0


def test_a_finished_file_is_moved_in(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        made = store.scratch() / "take.mkv"
        made.write_bytes(b"frames")
        assert store.read(store.put(made).digest) == b"frames"
        assert not made.exists()


def test_small_values_live_in_the_records_and_can_be_had_as_files(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        small, large = store.keep(b'"a"'), store.keep(b"1" * INLINE)
        assert store.blobs.every() == [large]
        assert store.path(small).read_bytes() == b'"a"'
        assert store.read(large) == b"1" * INLINE


def test_what_was_kept_is_there_after_closing(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = keep_result(store, b"frames")
        store.stand("a", KEY)
    with Store.open(tmp_path) as store:
        assert store.find(KEY) == {"video": digest}
        assert store.node_keys() == {"a": KEY}
        assert store.parts(KEY) == b"{}"


@pytest.mark.parametrize("harm", ["cut short", "removed"])
def test_a_damaged_file_is_noticed_and_its_result_forgotten(tmp_path: Path, harm: str) -> None:
    with Store.open(tmp_path, owner=True) as store:
        digest = keep_result(store, b"frames")
        file = store.path(digest)
        file.chmod(0o644)
        file.write_bytes(b"fra") if harm == "cut short" else file.unlink()
        with pytest.raises(MissingBlob):
            store.path(digest)
        assert store.find(KEY) is None
        assert keep_result(store, b"frames") == digest
        assert store.path(digest).read_bytes() == b"frames"
        assert store.find(KEY) == {"video": digest}


def test_a_file_nobody_wrote_cannot_be_kept(tmp_path: Path) -> None:
    with (
        Store.open(tmp_path) as store,
        pytest.raises(JobError, match=r"take\.mkv was to be kept and was never written"),
    ):
        store.put(tmp_path / "take.mkv")


def test_a_full_disk_is_said_plainly_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    code = """
import resource, signal, sys
from contextlib import closing
from pathlib import Path
from lampblack.store.errors import DiskFull
from lampblack.store.store import Store
store = Store.open(Path(sys.argv[1]), owner=True)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
try:
    store.put(b"x" * 300_000)
except DiskFull as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert "is full; free some room and build again" in done.stdout
    left = [path for part in ("blobs", "tmp") for path in (tmp_path / ".lampblack" / part).rglob("*")]
    assert left == []


def test_a_full_disk_under_the_records_keeps_what_was_committed(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        store.keep(b'"before"')
        store.flush()
        pages = store._database.rows("PRAGMA page_count")[0][0]
        store._database.rows(f"PRAGMA max_page_count={pages + 2}")
        with pytest.raises(DiskFull):
            for n in range(100):
                store.keep(b"%d" % n * 5000)
        store._database.rows("PRAGMA max_page_count=1000000")
        assert store.read(digest_of(b'"before"')) == b'"before"'
        assert store.read(store.keep(b'"after"')) == b'"after"'


def test_a_folder_that_cannot_be_written_is_said_plainly() -> None:
    # Not even root may write there.
    with pytest.raises(Unwritable, match="cannot write in /proc"):
        Store.open(Path("/proc/lampblack-film"))


def test_records_that_are_no_database_are_said_plainly(tmp_path: Path) -> None:
    (tmp_path / ".lampblack").mkdir()
    (tmp_path / ".lampblack" / "records.sqlite").write_bytes(b"not a database" * 1000)
    with pytest.raises(DamagedStore, match="lampblack verify"):
        Store.open(tmp_path)


def test_records_of_a_newer_version_are_left_alone(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        store._database.write("PRAGMA user_version=99")
    with pytest.raises(DamagedStore, match="newer Lampblack"):
        Store.open(tmp_path)


def test_a_second_owner_is_refused_and_told_who_the_first_is(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True):
        with pytest.raises(AlreadyOwned, match=f"another build .process {os.getpid()}. is at work"):
            Store.open(tmp_path, owner=True)
        Store.open(tmp_path).close()
    Store.open(tmp_path, owner=True).close()


def test_the_lock_dies_with_its_holder(tmp_path: Path) -> None:
    code = """
import os, signal, sys
from contextlib import closing
from pathlib import Path
from lampblack.store.store import Store
store = Store.open(Path(sys.argv[1]), owner=True)
store.keep(b'"committed"')
store.flush()
(store.folder / "tmp" / "half").write_bytes(b"...")
os.kill(os.getpid(), signal.SIGKILL)
"""
    assert subprocess.run([sys.executable, "-c", code, tmp_path], check=False).returncode == -9
    with Store.open(tmp_path, owner=True) as store:
        assert store.read(digest_of(b'"committed"')) == b'"committed"'
        assert list((store.folder / "tmp").iterdir()) == []


def test_a_result_promised_but_never_kept_is_refused(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store, pytest.raises(MissingBlob, match="never kept"):
        nowhere = {"value": digest_of(b"nowhere")}
        store.record(KEY, job="a", parts=b"", outputs=nowhere, seconds=0, cost=0, engine="")


def test_the_same_value_kept_as_file_and_as_value_is_found_either_way(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        as_file = store.put(b'"a"').digest
        assert store.keep(b'"a"') == as_file
        store.blobs.file(as_file).unlink()
        assert store.path(as_file).read_bytes() == b'"a"'


def test_opening_loads_nothing_heavy(tmp_path: Path) -> None:
    code = """
import sys
from contextlib import closing
from pathlib import Path
import lampblack.graph.build, lampblack.graph.why, lampblack.spend.paid, lampblack.runners.local, lampblack.runners.pool
from lampblack.store.store import Store
Store.open(Path(sys.argv[1])).close()
print([name for name in ("numpy", "av", "cv2", "numba", "scipy", "asyncio") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_records_open_twice_at_once_are_begun_once(tmp_path: Path) -> None:
    first, second = Database(tmp_path / "records.sqlite"), Database(tmp_path / "records.sqlite")
    first.close()
    second.close()
    with closing(sqlite3.connect(tmp_path / "records.sqlite")) as records:
        tables = [name for (name,) in records.execute("select name from sqlite_master where type = 'table'")]
        assert len(tables) == len(set(tables)) > 3
        assert records.execute("pragma user_version").fetchone()[0] > 0
    first.close()


def test_a_disk_that_fails_under_the_records_is_not_called_damage(tmp_path: Path) -> None:
    code = """
import resource, sys
from pathlib import Path
from lampblack.store.errors import DiskFull
from lampblack.store.store import Store
store = Store.open(Path(sys.argv[1]), owner=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    for n in range(1000):
        store.keep(b"%d" % n * 2000)
        store.flush()
except DiskFull as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True)
    assert "is full" in done.stdout
