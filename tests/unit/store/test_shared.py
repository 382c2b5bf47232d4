"""A store shared with others: asked before anything is made, never trusted, never in the way.

Every test runs against a plain folder and against an S3 server, both through obstore.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("obstore")

import obstore
from obstore.store import from_url

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import UserError
from lampblack.store import shared
from lampblack.store.afar import Objects
from lampblack.store.inspection import inspect
from lampblack.store.shared import UNSENT, SharedStore

PARTS = b'{"inputs":{},"step":["x:y",1]}'
KEY = digest_of(PARTS)
FRAMES = b"frames" * 5000

S3 = {
    "AWS_ACCESS_KEY_ID": "tester",
    "AWS_SECRET_ACCESS_KEY": "tester",
    "AWS_REGION": "us-east-1",
    "AWS_ALLOW_HTTP": "true",
}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """An S3 server in a process of its own; its address."""
    pytest.importorskip("moto")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


@pytest.fixture(params=["folder", "s3"])
def address(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of an empty shared store."""
    if request.param == "folder":
        (tmp_path / "shared").mkdir()
        return f"file://{tmp_path}/shared"
    for name, value in {**S3, "AWS_ENDPOINT_URL": request.getfixturevalue("server")}.items():
        monkeypatch.setenv(name, value)
    bucket = f"films-{uuid.uuid4().hex[:12]}"
    import urllib.request

    urllib.request.urlopen(urllib.request.Request(f"{os.environ['AWS_ENDPOINT_URL']}/{bucket}", method="PUT"))
    return f"s3://{bucket}/studio"


def opened(film: Path, address: str) -> SharedStore:
    """The store of a film, with the shared one behind it."""
    return SharedStore.reaching(address, film / ".lampblack", owner=True)


def made(store: SharedStore, *, seconds: float = 5.0, cost: float = 0.0) -> Digest:
    """A result with a file and a small value."""
    video, taken = store.put(FRAMES).digest, store.keep(b'{"frames":24}')
    outputs = {"video": video, "taken": taken}
    store.record(KEY, job="takes/a", parts=PARTS, outputs=outputs, seconds=seconds, cost=cost, engine="x 1")
    return video


def objects(address: str) -> dict[str, bytes]:
    """All that lies there, by path."""
    there = from_url(address)
    paths = [str(each["path"]) for page in obstore.list(there) for each in page]
    return {path: bytes(obstore.get(there, path).bytes()) for path in paths}


def name(digest: Digest) -> str:
    return digest.removeprefix("blake3:")


def test_a_colleague_finds_what_was_made_elsewhere_whole(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        video = made(store, cost=0.5)
    assert set(objects(address)) == {f"ac/{name(KEY)}", f"cas/{name(video)}"}
    with opened(tmp_path / "theirs", address) as store:
        found = store.find(KEY)
        assert found is not None and found["video"] == video
        assert store.path(video).read_bytes() == FRAMES
        assert store.read(found["taken"]) == b'{"frames":24}'
        action = store.actions.get(KEY)
        assert action is not None and (action.cost, action.job, action.parts) == (0.5, "takes/a", PARTS)
        assert inspect(store).sound


def test_only_what_took_long_or_cost_money_is_given(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        made(store, seconds=0.4)
    assert objects(address) == {}
    with opened(tmp_path / "mine", address) as store:
        made(store, seconds=0.4, cost=0.1)
    assert len(objects(address)) == 2


@pytest.mark.parametrize("harm", ["poisoned", "cut short"])
def test_bad_bytes_are_refused_and_named_and_the_good_ones_made_here_replace_them(
    tmp_path: Path, address: str, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    with opened(tmp_path / "mine", address) as store:
        video = made(store)
    bad = b"X" * len(FRAMES) if harm == "poisoned" else FRAMES[:-1]
    obstore.put(from_url(address), f"cas/{name(video)}", bad)
    with opened(tmp_path / "theirs", address) as store:
        assert store.find(KEY) is None
        assert name(video)[:10] in caplog.text and "made here" in caplog.text
        assert store.blobs.every() == []
        made(store)
    assert objects(address)[f"cas/{name(video)}"] == FRAMES
    with opened(tmp_path / "third", address) as store:
        assert store.find(KEY) is not None


@pytest.mark.parametrize(
    "entry", [b"no json", b'{"job":"a","parts":"{}","outputs":{},"seconds":1,"cost":0,"engine":""}']
)
def test_an_entry_that_is_not_this_keys_is_refused(
    tmp_path: Path, address: str, entry: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    obstore.put(from_url(address), f"ac/{name(KEY)}", entry)
    with opened(tmp_path / "mine", address) as store:
        assert store.find(KEY) is None
        assert "refused from the shared store" in caplog.text
        made(store)
    assert b"takes/a" in objects(address)[f"ac/{name(KEY)}"]


def test_an_entry_whose_bytes_are_gone_is_refused_and_made_here(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        video = made(store)
    obstore.delete(from_url(address), f"cas/{name(video)}")
    with opened(tmp_path / "theirs", address) as store:
        assert store.find(KEY) is None
        made(store)
    assert objects(address)[f"cas/{name(video)}"] == FRAMES


def test_the_first_entry_stays(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        made(store)
    before = objects(address)
    other = Objects(address)
    entry = other.entry(KEY)
    assert entry is not None
    changed = type(entry)(job="b", parts=entry.parts, outputs={}, seconds=0, cost=0, engine="")
    other.offer(KEY, changed)
    assert objects(address) == before
    assert other._exclusive is True


def test_a_service_that_cannot_put_if_absent_is_noticed_and_served(tmp_path: Path, address: str) -> None:
    there = Objects(address)
    plain = there._obstore

    class Careless:
        """Takes "create" for "put", as some services do."""

        def __getattr__(self, word: str) -> object:
            return getattr(plain, word)

        def put(self, store: object, path: str, data: object, mode: str = "overwrite") -> None:
            plain.put(store, path, data)

    there._obstore = Careless()  # type: ignore[assignment]
    with opened(tmp_path / "mine", address) as store:
        store._objects = there
        made(store)
    assert there._exclusive is False
    assert len(objects(address)) == 2
    entry = there.entry(KEY)
    assert entry is not None
    there.offer(KEY, type(entry)(job="b", parts=entry.parts, outputs={}, seconds=0, cost=0, engine=""))
    assert there.entry(KEY) == entry


def test_finding_everything_here_asks_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(tmp_path / "mine", f"file://{tmp_path}/shared") as store:
        made(store)

    def asked(address: str) -> Objects:
        raise AssertionError("a build with nothing to do went to the network")

    monkeypatch.setattr(shared, "Objects", asked)
    with opened(tmp_path / "mine", f"file://{tmp_path}/shared") as store:
        assert store.find(KEY) is not None


def test_out_of_reach_is_said_once_and_the_film_is_made_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for word, value in {**S3, "AWS_ENDPOINT_URL": "http://127.0.0.1:9"}.items():
        monkeypatch.setenv(word, value)
    began = time.monotonic()
    with opened(tmp_path / "mine", "s3://nowhere/studio") as store:
        for n in range(100):
            assert store.find(digest_of(b"%d" % n)) is None
        made(store)
        assert store.find(KEY) is not None
    assert time.monotonic() - began < 30
    assert len(caplog.records) == 1 and "out of reach" in caplog.text
    assert (tmp_path / "mine" / ".lampblack" / UNSENT).read_text().split() == [KEY]


def test_what_could_not_be_sent_is_sent_by_the_next_build(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        store._away = True
        made(store)
    assert objects(address) == {}
    opened(tmp_path / "mine", address).close()
    assert len(objects(address)) == 2
    assert not (tmp_path / "mine" / ".lampblack" / UNSENT).exists()


def test_killed_between_bytes_and_entry_nothing_false_is_there_and_the_next_build_sends_the_rest(
    tmp_path: Path, address: str
) -> None:
    code = f"""
import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})
from pathlib import Path
from test_shared import made, opened
with opened(Path({str(tmp_path / "mine")!r}), {address!r}) as store:
    made(store)
"""
    env = {**os.environ, "LAMPBLACK_KILL_AT": "shared.sent"}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == -9
    assert [path.partition("/")[0] for path in objects(address)] == ["cas"]
    opened(tmp_path / "mine", address).close()
    assert sorted(path.partition("/")[0] for path in objects(address)) == ["ac", "cas"]


def test_what_a_colleague_has_bought_meanwhile_is_found_before_it_is_bought_again(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        assert store.find(KEY) is None
        with opened(tmp_path / "theirs", address) as other:
            made(other, cost=0.5)
        assert store.find(KEY) is None
        found = store.find_now(KEY)
        assert found is not None
        # as the graph does with what an executor told: that it cost nothing here must not make it look free
        store.record(KEY, job="takes/a", parts=PARTS, outputs=found, seconds=0.0, cost=0.0, engine="x 1")
        action = store.actions.get(KEY)
        assert action is not None and action.cost == 0.5


def test_those_who_only_look_see_it_and_write_nothing(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        made(store)
    with SharedStore.reaching(address, tmp_path / "theirs" / ".lampblack") as store:
        found = store.find(KEY)
        assert found is not None and store.read(found["taken"]) == b'{"frames":24}'
        assert store.blobs.every() == [] and store.actions.every() == []


def test_damaged_bytes_are_fetched_back(tmp_path: Path, address: str) -> None:
    with opened(tmp_path / "mine", address) as store:
        video = made(store, cost=0.5)
    with opened(tmp_path / "mine", address) as store:
        file = store.blobs.file(video)
        file.chmod(0o644)
        file.write_bytes(b"Frames" * 5000)
        (damage,) = inspect(store, [store.rescue]).damages
        assert (damage.price, damage.fate) == (0.5, "brought back")
        assert store.path(video).read_bytes() == FRAMES


@pytest.mark.parametrize("wrong", ["ftp://studio/films", "studio", "/mnt/shared"])
def test_a_wrong_address_is_refused_at_once(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(UserError, match=r"\[store\] shared"):
        opened(tmp_path, wrong)
