"""One measurement in a process of its own: `alone("benchmarks.core:nothing", folder=..., shots=500)`.

Started interpreter and imports are not on the clock, for Lampblack and for its peers alike; reading the records from
disk and closing them is. What earlier measurements left in memory disturbs neither time nor peak.
"""

from __future__ import annotations

import gc
import json
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parents[1]
STATUS = Path("/proc/self/status")


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What one piece of work took: seconds on the wall and of processor time, the process's largest memory in MB, and
    what the work answered."""

    wall: float
    cpu: float
    peak: float
    answer: Any

    @classmethod
    def typical(cls, runs: list[Spent]) -> Spent:
        """The median of each figure; the answer of the last."""
        return cls(
            wall=median(each.wall for each in runs),
            cpu=median(each.cpu for each in runs),
            peak=median(each.peak for each in runs),
            answer=runs[-1].answer,
        )


class TooSlow(Exception):  # noqa: N818 - says what it was
    """It took longer than anyone was going to wait."""


def alone(work: str, *, patience: float = 600.0, **given: Any) -> Spent:
    """Run `module:function(**given)` in a new process; `TooSlow` after `patience` seconds, imports included."""
    asked = [sys.executable, "-m", "benchmarks.alone", work, json.dumps(given)]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT, timeout=patience)
    except subprocess.TimeoutExpired as late:
        raise TooSlow(f"{work} took more than {patience:.0f} s") from late
    if done.returncode:
        raise RuntimeError(f"{work}: {done.stderr}")
    return Spent(**json.loads(done.stdout.splitlines()[-1]))


def main(work: str, given: str) -> None:
    """The other side: measure and print."""
    module, _, function = work.partition(":")
    called, named = getattr(import_module(module), function), json.loads(given)
    gc.collect()
    wall, cpu = time.perf_counter(), time.process_time()
    answer = called(**named)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall": wall, "cpu": cpu, "peak": _peak(), "answer": answer}))


def _peak() -> float:
    """Megabytes this process has held at most. Linux hands `ru_maxrss` down from whoever started the process, so there
    its own high-water mark is read instead; macOS counts in bytes."""
    if STATUS.exists():
        held = next(line for line in STATUS.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(held.split()[1]) / 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])
