"""What the core itself costs: `python -m benchmarks core` builds plans of 5,002 and 100,002 jobs that do nothing.

Each figure is the median of five processes (a cold build: one) that open the store, plan, look everything up and close
it. What was made again is asserted, not measured.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks.alone import Spent, alone
from benchmarks.graph import Instant, count, dependants, film, spoken
from benchmarks.measured import Measured
from lampblack.graph.build import build
from lampblack.graph.plan import plan
from lampblack.graph.report import Report
from lampblack.store.store import Store

RUNS = 5
SMALL, LARGE = 500, 10_000
"""Shots of an episode and of a whole series."""

SECONDS = {SMALL: 0.15, LARGE: 4.0}
"""In which it must be found that there is nothing to do."""
MEGABYTES = 400.0


def figures(*, quick: bool) -> list[Measured]:
    """Seconds and megabytes beside their limits; quick: two runs of a tenth of the jobs, in a tenth of the time."""
    found: list[Measured] = []
    for size, limit in SECONDS.items():
        shots, runs = (size // 10, 2) if quick else (size, RUNS)
        with tempfile.TemporaryDirectory() as place:
            found += _of(place, shots, runs, limit * shots / size)
    return found


def _of(place: str, shots: int, runs: int, limit: float) -> list[Measured]:
    asked: dict[str, Any] = {"folder": place, "shots": shots}
    cold = alone("benchmarks.core:everything", **asked)
    look = _typical(runs, "benchmarks.core:look", **asked)
    nothing = _typical(runs, "benchmarks.core:nothing", **asked)
    changed, dry, back = [], [], []
    for run in range(runs):
        word = {**asked, "word": f", {run}"}
        dry.append(alone("benchmarks.core:look_changed", **word))
        changed.append(alone("benchmarks.core:changed", **word))
        back.append(alone("benchmarks.core:nothing", **asked))
    jobs, edit = f"{count(shots):,} jobs", Spent.typical(changed)
    rows = [
        _seconds(f"{jobs}: plan, nothing to do", look, "its limit", limit),
        _processor(f"{jobs}: plan, nothing to do", look),
        _memory(f"{jobs}: plan, nothing to do", look),
        _seconds(f"{jobs}: build, nothing to do", nothing, "its limit", limit),
        _processor(f"{jobs}: build, nothing to do", nothing),
        _memory(f"{jobs}: build, nothing to do", nothing),
        _seconds(f"{jobs}: plan of one changed line", Spent.typical(dry), "its limit", limit),
        _seconds(f"{jobs}: one line changed, {edit.answer} jobs run", edit, "nothing to do", nothing.wall),
        _seconds(f"{jobs}: changed back, 0 jobs run", Spent.typical(back), "nothing to do", nothing.wall),
        _seconds(f"{jobs}: built from nothing", cold, "nothing to do", nothing.wall),
        _memory(f"{jobs}: built from nothing", cold),
    ]
    return rows


def _typical(runs: int, work: str, **given: Any) -> Spent:
    return Spent.typical([alone(work, **given) for _ in range(runs)])


def _seconds(name: str, spent: Spent, peer: str, against: float) -> Measured:
    return Measured(name=name, value=spent.wall, unit="s", peer=peer, against=against)


def _processor(name: str, spent: Spent) -> Measured:
    return Measured(name=name, value=spent.cpu, unit="s CPU")


def _memory(name: str, spent: Spent) -> Measured:
    return Measured(name=name, value=spent.peak, unit="MB", peer="its limit", against=MEGABYTES)


# ---- done in processes of their own --------------------------------------------------------------------------------


def everything(folder: str, shots: int) -> int:
    """Build from nothing; answers how many jobs ran."""
    made = _build(folder, shots, "").made
    if len(made) != count(shots):
        raise AssertionError(f"{len(made)} of {count(shots)} jobs ran")
    return len(made)


def nothing(folder: str, shots: int) -> int:
    """Build what is there already, also after a change and back: nothing may run."""
    if made := _build(folder, shots, "").made:
        raise AssertionError(f"nothing was to be done, and {len(made)} jobs ran: {', '.join(made[:5])}")
    return 0


def changed(folder: str, shots: int, word: str) -> int:
    """Build with one line changed: exactly what stands on it may run; answers how many that were."""
    made = set(_build(folder, shots, word).made)
    if made != dependants():
        raise AssertionError(f"too much: {sorted(made - dependants())}, too little: {sorted(dependants() - made)}")
    return len(made)


def look(folder: str, shots: int) -> int:
    """A dry run of what is there already."""
    with Store.open(Path(folder)) as store:
        fates = [each.fate for each in plan(film(spoken(shots)), store).forecasts]
    if fates != ["kept"] * count(shots):
        raise AssertionError(f"{fates.count('kept')} of {count(shots)} jobs are kept")
    return 0


def look_changed(folder: str, shots: int, word: str) -> int:
    """A dry run of one changed line; answers how many jobs will or may run."""
    with Store.open(Path(folder)) as store:
        found = {each.job.id for each in plan(film(spoken(shots, word)), store).forecasts if each.fate != "kept"}
    if found != dependants():
        raise AssertionError(f"a dry run says {sorted(found)}, not {sorted(dependants())}")
    return len(found)


def _build(folder: str, shots: int, word: str) -> Report:
    with Store.open(Path(folder), owner=True) as store:
        report = build(film(spoken(shots, word)), store, Instant(store))
    if not report.whole:
        raise AssertionError("the build did not come to its end")
    return report
