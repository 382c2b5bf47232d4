"""Lampblack beside doit, joblib and redun, on the same graph in the same run: `python -m benchmarks peers`.

Each measurement is a process of its own (`alone`), each engine has a folder of its own, all do their jobs in their own
process, and they take turns, so that a machine that becomes busier does so for all. Peers are optional
(`pip install 'lampblack[bench]'`); one that is missing is named as missing.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.alone import Spent, TooSlow, alone
from benchmarks.graph import count
from benchmarks.measured import Measured

PATIENCE = 180.0
"""Seconds after which a peer is not waited for."""

LAMPBLACK = "lampblack"


@dataclass(frozen=True, kw_only=True)
class Field:
    """Who is measured at one size, and how often: cold, with nothing to do, with a line changed and changed back."""

    shots: int
    peers: tuple[str, ...]
    cold: int
    nothing: int
    changed: int


FIELDS = (
    Field(shots=500, peers=("doit", "joblib"), cold=3, nothing=5, changed=5),
    Field(shots=100, peers=("redun",), cold=1, nothing=3, changed=3),
    Field(shots=500, peers=("redun",), cold=1, nothing=1, changed=1),
)
QUICK = (
    Field(shots=50, peers=("doit", "joblib"), cold=1, nothing=2, changed=1),
    Field(shots=10, peers=("redun",), cold=1, nothing=1, changed=1),
)

WHAT = {
    "cold": "from nothing",
    "nothing": "nothing to do",
    "changed": "one line changed",
    "back": "changed back",
}
MUST_LEAD = ("nothing", "changed")
"""Where Lampblack is to be ahead of all."""

Runs = dict[str, list[Spent]]


def figures(*, quick: bool) -> list[Measured]:
    """Lampblack's seconds beside each peer's, and how many jobs each ran; says at the end who is ahead."""
    found: list[Measured] = []
    for field in QUICK if quick else FIELDS:
        found += _of(field)
    print(verdict(found))
    return found


def verdict(found: list[Measured]) -> str:
    """Whether Lampblack is ahead of every peer that was measured where it must be; else where it is not."""
    due = tuple(WHAT[what] for what in MUST_LEAD)
    run = [each for each in found if each.ratio is not None and each.unit.startswith("s") and each.name.endswith(due)]
    behind = [f"{each.name} ({each.unit}): {each.ratio:.2f} times {each.peer}" for each in run if each.ratio >= 1]
    if behind:
        return "Lampblack is NOT ahead: " + "; ".join(behind)
    names = sorted({each.peer for each in run})
    return (
        f"Lampblack is ahead of {', '.join(names)} with {' and with '.join(due)}" if names else "no peer is installed"
    )


def _of(field: Field) -> list[Measured]:
    engines = (LAMPBLACK, *(peer for peer in field.peers if _installed(peer)))
    with tempfile.TemporaryDirectory() as place:
        runs = _race(Path(place), engines, field)
    found: list[Measured] = []
    for peer in field.peers:
        for what in WHAT:
            found += _beside(field, peer, what, runs)
    return found


def _race(place: Path, engines: tuple[str, ...], field: Field) -> dict[str, Runs]:
    """Every engine's runs by what was done; an engine that tried our patience has none from there on."""
    runs: dict[str, Runs] = {engine: {what: [] for what in WHAT} for engine in engines}
    last = field.cold - 1
    steps = [("cold", turn, "") for turn in range(field.cold)]
    steps += [("nothing", last, "")] * field.nothing
    for turn in range(field.changed):
        steps += [("changed", last, f", {turn}"), ("back", last, "")]
    slow: set[str] = set()
    for what, turn, word in steps:
        for engine in engines:
            if engine in slow:
                continue
            given = {"folder": f"{place}/{engine}{turn}", "shots": field.shots, "word": word}
            try:
                runs[engine][what].append(alone(f"benchmarks.with_{engine}:build", patience=PATIENCE, **given))
            except TooSlow:
                slow.add(engine)
    return runs


def _beside(field: Field, peer: str, what: str, runs: dict[str, Runs]) -> list[Measured]:
    ours = Spent.typical(runs[LAMPBLACK][what])
    name = f"{count(field.shots):,} jobs: {WHAT[what]}"
    if peer not in runs or not runs[peer][what]:
        missing = "not installed" if peer not in runs else f"over {PATIENCE:.0f} s"
        return [Measured(name=name, value=ours.wall, unit="s", peer=f"{peer}: {missing}")]
    theirs = Spent.typical(runs[peer][what])
    known = f"{peer} {version(peer)}"
    rows = [Measured(name=name, value=ours.wall, unit="s", peer=known, against=theirs.wall)]
    if what in MUST_LEAD:
        rows.append(Measured(name=name, value=ours.cpu, unit="s CPU", peer=known, against=theirs.cpu))
    if what != "cold":
        rows.append(Measured(name=name, value=ours.answer, unit="jobs run", peer=known, against=theirs.answer))
    return rows


def _installed(peer: str) -> bool:
    try:
        version(peer)
    except PackageNotFoundError:
        return False
    return True
