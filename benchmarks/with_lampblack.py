"""The film-shaped graph for Lampblack: the real planner's loop and store; jobs run in this process, as at the peers."""

from __future__ import annotations

from pathlib import Path

from benchmarks.graph import Instant, film, spoken
from lampblack.graph.build import build as make
from lampblack.store.store import Store


def build(folder: str, shots: int, word: str) -> int:
    """Make the film; answers how many jobs ran."""
    with Store.open(Path(folder), owner=True) as store:
        report = make(film(spoken(shots, word)), store, Instant(store))
    if not report.whole:
        raise RuntimeError("the build did not come to its end")
    return len(report.made)
