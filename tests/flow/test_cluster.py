"""A real Ray cluster of two nodes on this machine: the same bytes as here, and nothing lost whatever of it dies.

The nodes share no folder: each keeps its bytes in its own. What belongs to a node is known by that folder's name in the
environment of its processes, and only those are ever ended.
"""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from studio import Film, lampblack

from lampblack.base.errors import UserError
from lampblack.base.events import Event, Listener, silent
from lampblack.base.saved import decode
from lampblack.engines.requests import Paint, Size, Write, saved
from lampblack.graph.build import build
from lampblack.graph.job import Ask, Effort, Job, Ref, Step, Value
from lampblack.graph.report import Report
from lampblack.graph.route import Routed
from lampblack.runners.cluster import Cluster
from lampblack.runners.local import Local
from lampblack.runners.needs import Needs, needs_of
from lampblack.runners.pool import Pool
from lampblack.runners.station import PLACE
from lampblack.store.inspection import inspect
from lampblack.store.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed: pip install 'lampblack[cluster]'"),
]

ROOT = Path(__file__).parents[2]
STEPS = "tests.unit.runners.sample_steps"
RAY = Path(sys.executable).with_name("ray")


class Nodes:
    """A cluster by `ray start`, as the manual tells it, with a token and pretend resources."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"

    def start(self, name: str, *words: str, head: bool = False) -> None:
        where = (
            ("--head", f"--port={self.port}", "--include-dashboard=false") if head else (f"--address={self.address}",)
        )
        command = [
            RAY,
            "start",
            *where,
            "--node-ip-address=127.0.0.1",
            "--num-cpus=1",
            "--object-store-memory=100000000",
        ]
        place = {PLACE: str(self.folder / name), "PYTHONPATH": str(ROOT), "RAY_memory_monitor_refresh_ms": "0"}
        done = subprocess.run(
            [*command, *words, f"--temp-dir={self.folder / 'ray'}", "--disable-usage-stats"],
            env={**os.environ, **place}, capture_output=True, text=True, timeout=100, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr

    def kill(self, name: str) -> None:
        """End all processes of a node at once."""
        mark = f"{PLACE}={self.folder / name}\0".encode()
        for process in Path("/proc").iterdir():
            with suppress(OSError):
                if process.name.isdigit() and mark in (process / "environ").read_bytes():
                    os.kill(int(process.name), signal.SIGKILL)


@pytest.fixture(scope="module")
def nodes() -> Generator[Nodes]:
    # Not pytest's folder: the names of sockets may not be longer than 107 letters.
    folder = Path(tempfile.mkdtemp(prefix="lbray"))
    cluster = Nodes(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RAY_AUTH_MODE", "token")
        patch.setenv("RAY_AUTH_TOKEN", secrets.token_hex(32))
        try:
            cluster.start("head", head=True)
            cluster.start("second", '--resources={"vram_gb": 24}', "--num-gpus=1", "--labels=tier=gpu")
            yield cluster
        finally:
            for name in ("head", "second", "third"):
                cluster.kill(name)
            shutil.rmtree(folder, ignore_errors=True)


def step(id: str, name: str, *, inputs: Any = None, effort: Effort | None = None, **settings: Any) -> Job:
    work = Step(name=f"{STEPS}:{name}", version=1)
    return Job(
        id=id, stage="test", subject=id, work=work, inputs=inputs or {}, settings=settings, effort=effort or Effort()
    )


def ask(id: str, request: Any, price: float = 0.0) -> Job:
    work = Ask(engine="fake", version=1, request=saved(request), price=price)
    return Job(id=id, stage="test", subject=id, work=work)


def film() -> list[Job]:
    lines = [step(f"line{n}", "measure", inputs={"line": Value(value={"text": f"line {n}"})}, pace=0.1) for n in (1, 2)]
    refs = tuple(Ref(job=job.id) for job in lines)
    first = step("first", "record", inputs={"lines": refs})
    longer = step("longer", "letters", inputs={"text": Ref(job="first", output="voice")}, times=200_000)
    again = step("again", "letters", inputs={"text": Ref(job="longer", output="blob")}, times=2)
    paint = ask("paint", Paint(words="a lantern", size=Size(width=64, height=36)))
    return [*lines, first, longer, again, paint, ask("write", Write(instruction="name the film"))]


def make(
    folder: Path, jobs: list[Job], nodes: Nodes | None, listener: Listener = silent,
    needs: Callable[[Job], Needs] = needs_of,
) -> Report:  # fmt: skip
    with Store.open(folder, owner=True) as store:
        workers = Cluster(store, nodes.address, needs=needs) if nodes else Pool(store, 2)
        executor = Routed({"here": Local(store), "workers": workers, "paid": Local(store, threads=1)})
        try:
            return build(lambda known: jobs, store, executor, listener)
        finally:
            executor.close()


def test_it_makes_the_same_bytes_as_this_machine(nodes: Nodes, tmp_path: Path) -> None:
    there, here = (make(tmp_path / name, film(), each) for name, each in (("there", nodes), ("here", None)))
    assert there.whole, there.failed
    assert there.outputs == here.outputs
    with Store.open(tmp_path / "there", owner=True) as store:
        assert inspect(store).sound
        blob = there.outputs["again"]["blob"]
        assert store.path(blob).stat().st_size > 4_000_000


def test_two_nodes_work_side_by_side_and_a_model_finds_the_gpu(nodes: Nodes, tmp_path: Path) -> None:
    (tmp_path / "marks").mkdir()
    pair = [step(who, "meet", who=who, marks=str(tmp_path / "marks")) for who in ("he", "she")]
    seen = step("gpu", "cards")

    def needs(job: Job) -> Needs:
        return Needs(gpus=1, vram_gb=20.0) if job.id == "gpu" else needs_of(job)

    report = make(tmp_path, [*pair, seen], nodes, needs=needs)
    assert report.whole, report.failed
    with Store.open(tmp_path, owner=True) as store:
        assert decode(store.read(report.outputs["gpu"]["value"]), str).split()[0] == "0"


def test_jobs_go_where_the_labels_say_and_nowhere_else(nodes: Nodes, tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        cluster = Cluster(store, nodes.address, {"tier": "gpu"})
        jobs = [step(f"w{n}", "linger", marks=str(tmp_path), seconds=n / 100) for n in range(3)]
        assert build(lambda known: jobs, store, cluster).whole
        cluster.close()
        assert (tmp_path / "second").exists() and not (tmp_path / "head").exists()
        nowhere = Cluster(store, nodes.address, {"tier": "moon"})
        with pytest.raises(UserError, match="no node of the Ray cluster has the labels tier=moon"):
            build(lambda known: [step("x", "linger", marks=str(tmp_path), seconds=0.5)], store, nowhere)
        nowhere.close()


def test_nothing_to_do_joins_no_cluster(lantern: Film) -> None:
    assert lantern.make("--on", "ray")["made"] == 0
    with (lantern.folder / "film.toml").open("a", encoding="utf-8") as file:
        file.write('\n[run]\non = "ray"\n[run.ray]\naddress = "127.0.0.1:9"\n')
    assert lantern.make()["made"] == 0
    said = lampblack("make", lantern.folder, "--quality", "draft")
    assert said.code == 2
    assert said.err.strip().splitlines()[-1].startswith("lampblack: no Ray cluster answers at '127.0.0.1:9'")


def test_what_no_node_has_is_refused_in_one_line(nodes: Nodes, tmp_path: Path) -> None:
    report = make(tmp_path, [step("takes/a", "cards")], nodes, needs=lambda job: Needs(gpus=1, vram_gb=80.0))
    (failure,) = report.failed
    assert (failure.fault, failure.message) == (
        "refused", "takes/a needs 1 GPU with 80 GB; the largest node of the cluster has 1 GPUs with 24 GB",
    )  # fmt: skip


def test_a_killed_worker_is_replaced_once_and_then_the_job_is_named(nodes: Nodes, tmp_path: Path) -> None:
    jobs = [
        step("once", "die", times=1, marks=str(tmp_path / "once")),
        step("always", "die", times=9, marks=str(tmp_path / "always")),
        step("loud", "break_"),
    ]
    report = make(tmp_path, jobs, nodes)
    assert report.made == ("once",)
    assert (tmp_path / "always").read_text() == "xx"
    always, loud = (failure.message for failure in report.failed)
    assert always == "its worker on the cluster died, 2 times, while at work on always"
    assert "ZeroDivisionError" in loud and "  | printed by a C library" in loud


@pytest.mark.parametrize("stubborn", [False, True])
def test_a_hung_job_is_ended_at_its_limit(nodes: Nodes, tmp_path: Path, stubborn: bool) -> None:
    hung = step("hung", "wait", seconds=90, stubborn=stubborn, effort=Effort(limit=3.0))
    began = time.monotonic()
    report = make(tmp_path, [hung], nodes)
    assert [(each.fault, each.message) for each in report.failed] == [
        ("late", "it ran past its limit of 3 s and was ended")
    ]
    assert time.monotonic() - began < 60


def test_what_costs_money_never_goes_there(nodes: Nodes, tmp_path: Path) -> None:
    told: list[Any] = []
    with Store.open(tmp_path, owner=True) as store:
        cluster = Cluster(store, nodes.address)
        from lampblack.graph.orders import Order

        job = ask("dear", Write(instruction="x"), price=0.5)
        cluster.start(Order(job=job, key=store.keep(b"any"), given={}), told.append)
        cluster.close()
    assert [each.fault for each in told] == ["refused"] and "never goes to a cluster" in told[0].message


def test_a_node_that_goes_takes_only_its_work_along_and_another_does_it(nodes: Nodes, tmp_path: Path) -> None:
    nodes.start("third", "--labels=tier=gone")
    marks = tmp_path / "marks"
    marks.mkdir()
    jobs = [step(f"slow{n}", "linger", marks=str(marks), seconds=4.0 + n / 100) for n in range(3)]

    def watch() -> None:
        while not (marks / "third").exists():
            time.sleep(0.05)
        nodes.kill("third")

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    report = make(tmp_path / "film", jobs, nodes)
    watcher.join(5)
    assert not watcher.is_alive(), "no job ever ran on the third node"
    assert report.whole, report.failed
    assert len(list(marks.glob("begun-*"))) == 4


def test_the_head_is_killed_and_the_next_make_goes_on(nodes: Nodes, tmp_path: Path, monkeypatch: Any) -> None:
    tally = tmp_path / "bought"
    monkeypatch.setenv("LAMPBLACK_FAKE", f'{{"tally": "{tally}"}}')
    marks = tmp_path / "marks"
    marks.mkdir()
    bought = ask("bought", Write(instruction="name the film"), price=0.5)
    done = step("done", "measure", inputs={"line": Value(value={"text": "done"})})
    after = step("after", "linger", inputs={"line": Ref(job="done")}, marks=str(marks), seconds=4.0)
    killed = threading.Event()

    def listen(event: Event) -> None:
        if event.what == "made" and event.job == "done":
            threading.Thread(target=kill, daemon=True).start()

    def kill() -> None:
        while not list(marks.glob("begun-*")):
            time.sleep(0.05)
        for name in ("head", "second"):
            nodes.kill(name)
        killed.set()

    with pytest.raises(UserError, match="what was made is kept: start the cluster and make again"):
        make(tmp_path / "film", [bought, done, after], nodes, listen)
    assert killed.is_set()
    nodes.start("head", head=True)
    report = make(tmp_path / "film", [bought, done, after], nodes)
    assert report.whole and set(report.kept) == {"bought", "done"} and report.made == ("after",)
    assert tally.read_text().count("\n") == 1
