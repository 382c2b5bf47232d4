"""Jobs done in this process and by workers come to the same; workers fail alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.unit.runners.sample_steps import Line

from lampblack.base.context import Blob
from lampblack.base.events import Event
from lampblack.engines.requests import Write, saved
from lampblack.graph.build import build
from lampblack.graph.job import Ask, Effort, Job, Ref, Step, Value
from lampblack.graph.orders import Executor
from lampblack.graph.report import Report
from lampblack.graph.route import Routed
from lampblack.runners.local import Local
from lampblack.runners.needs import needs_of
from lampblack.runners.pool import Pool
from lampblack.store.store import Store

STEPS = "tests.unit.runners.sample_steps"


def step(id: str, name: str, *, inputs: Any = None, effort: Effort | None = None, **settings: Any) -> Job:
    return Job(
        id=id,
        stage="test",
        subject=id,
        work=Step(name=f"{STEPS}:{name}", version=1),
        inputs=inputs or {},
        settings=settings,
        effort=effort or Effort(),
    )


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Generator[tuple[Store, Pool]]:
    """One store and one pool for the tests that leave it whole: a worker's start is most of a test."""
    with Store.open(tmp_path_factory.mktemp("film"), owner=True) as store:
        pool = Pool(store, 2)
        yield store, pool
        pool.close()


@pytest.fixture(params=["here", "threads", "workers"])
def executor(request: pytest.FixtureRequest, shared: tuple[Store, Pool]) -> Generator[Executor]:
    store, pool = shared
    # Every runner is to do the work itself.
    for action in store.actions.every():
        store.forget(action.key)
    if request.param == "workers":
        yield pool
        return
    local = Local(store, threads=2 if request.param == "threads" else 0)
    yield local
    local.close()


def run(shared: tuple[Store, Pool], executor: Executor, *jobs: Job) -> Report:
    return build(lambda known: jobs, shared[0], executor)


def film() -> tuple[Job, ...]:
    lines = tuple(
        step(f"line{n}", "measure", inputs={"line": Value(value=Line(text=text))}, pace=0.1)
        for n, text in enumerate(("Wait.", "等等。"))
    )
    refs = tuple(Ref(job=job.id) for job in lines)
    first = step("first", "record", inputs={"lines": refs})
    again = step("again", "record", inputs={"lines": refs[:1], "before": Ref(job="first", output="voice")})
    return (*lines, first, again)


class TestEveryRunner:
    def test_decodes_inputs_as_annotated_and_keeps_what_is_returned(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, *film())
        assert report.whole and report.known is not None, report.failed
        assert report.known.value("line1", Line) == Line(text="等等。", seconds=0.3)
        voice = report.known.blob("again", "voice")
        assert voice is not None
        assert shared[0].path(voice).read_text() == "Wait.等等。Wait."
        assert report.known.value("again", Line, "last") == Line(text="Wait.", seconds=0.5)

    def test_keeps_values_too_big_for_the_records(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, step("big", "big"))
        assert report.known is not None and report.known.value("big", list[int]) == list(range(20_000))

    def test_removes_the_scratch_folder(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, step("scratch", "scratch"))
        assert report.known is not None
        used = Path(report.known.value("scratch", str) or "/")
        assert used.parent == shared[0].folder / "tmp" and not used.exists()

    @pytest.mark.parametrize(
        ("name", "fault", "words"),
        [
            ("refuse", "refused", "cannot draw that (possible: this)"),
            ("break_", "broken", "ZeroDivisionError: no reason (sample_steps.py:"),
            ("nowhere", "failed", "never kept"),
            ("missing", "failed", "there is no step"),
        ],
    )
    def test_says_in_one_line_why_a_job_failed(
        self, shared: Any, executor: Executor, name: str, fault: str, words: str
    ) -> None:
        report = run(shared, executor, step("bad", name))
        assert words in report.failed[0].message.splitlines()[0]
        assert report.failed[0].fault == fault

    def test_names_a_parameter_the_step_does_not_have(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, step("bad", "measure", gain=2))
        assert "has no parameter gain (possible: line, pace)" in report.failed[0].message

    def test_names_a_parameter_the_plan_forgot(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, step("bad", "measure", pace=2))
        assert "is not given its line" in report.failed[0].message

    def test_names_a_value_that_does_not_fit(self, shared: Any, executor: Executor) -> None:
        report = run(shared, executor, step("bad", "measure", inputs={"line": Value(value={"txt": 1})}))
        assert "does not fit" in report.failed[0].message

    def test_asks_an_engine_and_keeps_its_answer(self, shared: Any, executor: Executor) -> None:
        request = saved(Write(instruction="name the film"))
        job = Job(id="draft", stage="script", subject="", work=Ask(engine="fake", version=1, request=request))
        report = run(shared, executor, job)
        assert report.whole, report.failed
        assert "text" in report.outputs["draft"]

    def test_names_the_engines_there_are_when_one_is_unknown(self, shared: Any, executor: Executor) -> None:
        work = Ask(engine="nobody", version=1, request=saved(Write(instruction="name the film")))
        report = run(shared, executor, Job(id="draft", stage="script", subject="", work=work))
        assert "there is no engine 'nobody'" in report.failed[0].message
        assert "possible: " in report.failed[0].message and "fake" in report.failed[0].message


class TestThePool:
    def test_leaves_room_for_no_more_jobs_of_an_engine_than_it_takes(self, tmp_path: Path) -> None:
        with Store.open(tmp_path, owner=True) as store:
            pool = Pool(store, 4, needs=lambda job: replace(needs_of(job), at_once=isinstance(job.work, Ask)))
            work = Ask(engine="fake", version=1, request=saved(Write(instruction="name the film")))
            lane = pool.lane(Job(id="draft", stage="script", subject="", work=work))
            assert (pool.room(lane), pool.room(pool.lane(step("a", "wait")))) == (1, 4)
            pool.close()

    def test_gives_the_same_bytes_as_this_process(self, shared: Any) -> None:
        store, pool = shared
        outputs: list[Any] = []
        for executor in (pool, Local(store)):
            for action in store.actions.every():
                store.forget(action.key)
            outputs.append(run(shared, executor, *film()).outputs)
        assert outputs[0] == outputs[1]

    def test_runs_jobs_side_by_side_and_each_on_one_thread(self, shared: Any, tmp_path: Path) -> None:
        marks = str(tmp_path)
        report = run(shared, shared[1], *(step(who, "meet", who=who, marks=marks) for who in ("he", "she")))
        assert report.whole, report.failed
        threads = run(shared, shared[1], step("t", "threads")).known
        assert threads is not None and threads.value("t", str) == "1"

    def test_a_job_that_needs_all_cores_runs_alone(self, shared: Any) -> None:
        pool: Pool = shared[1]
        wide = step("w", "wait", effort=Effort(cores=2), seconds=0.01)
        assert pool.room(pool.lane(wide)) == 1
        assert pool.room(pool.lane(step("n", "wait"))) == 2
        assert pool.lane(step("x", "wait", effort=Effort(cores=99))) == pool.lane(wide)

    def test_shows_what_was_printed_when_a_job_broke(self, shared: Any) -> None:
        report = run(shared, shared[1], step("shots/river", "break_"))
        message = report.failed[0].message
        assert "  | before it broke" in message and "  | printed by a C library" in message
        assert Path(message.rsplit("all of it: ", 1)[1]).read_text().startswith("before it broke")

    def test_gives_a_job_whose_worker_died_to_another(self, shared: Any, tmp_path: Path) -> None:
        report = run(shared, shared[1], step("d", "die", times=1, marks=str(tmp_path / "marks")))
        assert report.known is not None and report.known.value("d", str) == "lived on try 2", report.failed

    def test_fails_a_job_that_kills_two_workers_and_goes_on(self, shared: Any, tmp_path: Path) -> None:
        bad = step("takes/river", "die", times=9, marks=str(tmp_path / "marks"))
        report = run(shared, shared[1], bad, step("good", "wait", seconds=0.0))
        assert report.made == ("good",)
        assert (
            "was ended by SIGKILL, probably out of memory, 2 times, while at work on takes/river"
            in report.failed[0].message
        )
        assert "about to die" in report.failed[0].message
        assert (tmp_path / "marks").read_text() == "xx"

    @pytest.mark.parametrize("stubborn", [False, True])
    def test_stops_soon_even_when_a_job_does_not_listen(self, shared: Any, stubborn: bool) -> None:
        stop, asked = threading.Event(), list[float]()
        quick = step("quick", "wait", seconds=0.02 + stubborn / 100)
        slow = step("slow", "wait", seconds=30, stubborn=stubborn)

        def listen(event: Event) -> None:
            if (event.what, event.job) == ("made", "quick"):
                asked.append(time.monotonic())
                stop.set()

        report = build(lambda known: [quick, slow], shared[0], shared[1], listen, stop.is_set)
        # far below the 30 s of the job, also on a busy machine
        assert time.monotonic() - asked[0] < 15
        assert (report.made, report.left, report.failed, report.stopped) == (("quick",), ("slow",), (), True)
        assert run(shared, shared[1], quick).kept == ("quick",)

    def test_tells_progress(self, shared: Any) -> None:
        heard: list[Event] = []
        job = step("p", "measure", inputs={"line": Value(value=Line(text="progress"))})
        build(lambda known: [job], shared[0], shared[1], heard.append)
        assert [(each.done, each.note) for each in heard if each.what == "progress"] == [(0.5, "half")]

    def test_a_blob_input_that_is_a_small_value_is_a_file_in_the_worker(self, shared: Any) -> None:
        store, pool = shared
        blob = Blob(digest=store.keep(b'"inline"'))
        lines = (Value(value=Line(text="x")),)
        report = run(shared, pool, step("b", "record", inputs={"lines": lines, "before": blob}))
        voice = report.known and report.known.blob("b", "voice")
        assert voice and store.path(voice).read_bytes() == b'"inline"x'

    def test_closing_leaves_no_worker(self, tmp_path: Path) -> None:
        with Store.open(tmp_path, owner=True) as store:
            pool = Pool(store, 1)
            build(lambda known: [step("a", "wait", seconds=0.0)], store, pool)
            (worker,) = pool.process_ids
            pool.close()
            pool.close()
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)

    def test_workers_end_when_their_owner_is_killed(self, tmp_path: Path) -> None:
        code = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path.cwd())!r})
from tests.unit.runners.test_runners import *
def leave():
    print(*pool.process_ids, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
store = Store.open(Path({str(tmp_path)!r}), owner=True)
pool = Pool(store, 1)
threading.Timer(0.8, leave).start()
build(lambda known: [step("slow", "wait", seconds=30, stubborn=True)], store, pool)
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == -signal.SIGKILL, done.stderr
        worker = int(done.stdout)
        until = time.monotonic() + 5
        while _alive(worker) and time.monotonic() < until:
            time.sleep(0.05)
        assert not _alive(worker)


def test_small_jobs_run_here_and_others_in_workers(shared: Any) -> None:
    store, pool = shared
    local = Local(store)
    both = Routed({"here": local, "workers": pool})
    small = step("small", "threads", effort=Effort(here=True))
    assert both.lane(small) == "here/here"
    assert both.lane(step("big", "big")) == "workers/steps/1"
    assert both.room(both.lane(step("big", "big"))) == 2


def _alive(process_id: int) -> bool:
    try:
        state = Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_worker_that_cannot_start_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\necho no Python here >&2\nexit 3\n")
    python.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(python))
    with Store.open(tmp_path, owner=True) as store:
        pool = Pool(store, 1)
        report = build(lambda known: [step("a", "wait")], store, pool)
        pool.close()
    assert report.failed[0].message.startswith("its worker ended with code 3, 2 times, while at work on a")
    assert "  | no Python here" in report.failed[0].message


def test_a_full_disk_stops_the_build_instead_of_failing_every_job(tmp_path: Path) -> None:
    with Store.open(tmp_path, owner=True) as store:
        local = Local(store)
        jobs = [step("full", "fill_the_disk"), *(step(f"later{n}", "wait", seconds=n / 100) for n in range(3))]
        report = build(lambda known: jobs, store, local)
    assert report.stopped and [failure.job for failure in report.failed] == ["full"]
    assert "the disk is full; free some room" in report.failed[0].message
    assert report.left == ("later0", "later1", "later2")


def test_ctrl_c_reaches_everyone_and_the_owner_still_records_what_is_in_hand(tmp_path: Path) -> None:
    code = f"""
import sys
sys.path.insert(0, {str(Path.cwd())!r})
from tests.unit.runners.test_runners import *
store = Store.open(Path({str(tmp_path)!r}), owner=True)
pool = Pool(store, 2)
jobs = [step("quick", "wait", seconds=0.01), step("slow", "wait", seconds=30)]
report = build(lambda known: jobs, store, pool, lambda event: print(event.what, event.job, flush=True))
pool.close()
print(report.made, report.left, report.failed, report.stopped)
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stdout is not None
        assert "made quick\n" in iter(child.stdout.readline, "")
        began = time.monotonic()
        os.killpg(child.pid, signal.SIGINT)
        said = child.stdout.read()
    assert child.returncode == 0
    assert time.monotonic() - began < 20
    assert said.endswith("('quick',) ('slow',) () True\n")
