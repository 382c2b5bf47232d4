"""A build killed in the middle, with workers and all, is finished by the next one and comes to the same film."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.unit.runners.sample_steps import Line

from lampblack.base.events import Listener, silent
from lampblack.graph.build import build
from lampblack.graph.job import Job, Ref, Step, Value
from lampblack.graph.known import Known
from lampblack.graph.report import Report
from lampblack.runners.pool import Pool
from lampblack.store.inspection import inspect
from lampblack.store.store import Store

LINES = 16

CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from tests.unit.runners.test_killed_builds import film, make
make(Path(sys.argv[1]), lambda event: print(event.what, flush=True))
"""


def film(known: Known) -> list[Job]:
    """Each line is recorded after the one before it, so that something is always under way."""
    jobs: list[Job] = []
    for number in range(LINES):
        lines = (Value(value=Line(text=f"line {number} " * 4000)),)
        earlier = {"before": Ref(job=f"line{number - 2}", output="voice")} if number > 1 else {}
        work = Step(name="tests.unit.runners.sample_steps:slowly_record", version=1)
        jobs.append(Job(id=f"line{number}", stage="read", subject="", work=work, inputs={"lines": lines, **earlier}))
    return jobs


def make(folder: Path, listener: Listener = silent) -> Report:
    with Store.open(folder, owner=True) as store:
        pool = Pool(store, 2)
        report = build(film, store, pool, listener)
        pool.close()
        assert inspect(store).damages == ()
        return report


@pytest.mark.slow
def test_killed_twice_it_is_finished_and_the_same(tmp_path: Path) -> None:
    heard = [_kill_after(4, tmp_path / "killed"), _kill_after(3, tmp_path / "killed")]
    finished, whole = make(tmp_path / "killed"), make(tmp_path / "whole")
    assert finished.whole and whole.whole
    assert finished.outputs == whole.outputs
    # What was told to be made is not made again, and what was made is not much more than that.
    assert sum(heard) <= len(finished.kept) <= sum(heard) + 4


def _kill_after(made: int, folder: Path) -> int:
    command = [sys.executable, "-c", CHILD, str(folder), str(Path.cwd())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        for _ in range(made):
            assert "made\n" in iter(child.stdout.readline, "")
        time.sleep(0.02)
        os.kill(child.pid, signal.SIGKILL)
    return made
