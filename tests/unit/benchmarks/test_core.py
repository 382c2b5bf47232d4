"""What the core does for 5,002 jobs, counted and not timed: it holds on a busy machine too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from benchmarks import core
from benchmarks.graph import Instant, count, dependants, film, spoken

from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.known import Known
from lampblack.store.store import Store

SHOTS = 500


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = str(tmp_path_factory.mktemp("film"))
    assert core.everything(folder, SHOTS) == 5_002
    return folder


def test_one_line_of_five_hundred_makes_what_stands_on_it_and_its_taking_back_makes_nothing(built: str) -> None:
    assert core.look_changed(built, SHOTS, "!") == 9
    assert core.changed(built, SHOTS, "!") == 9
    assert core.nothing(built, SHOTS) == 0
    assert core.look(built, SHOTS) == 0


def test_what_stands_on_a_line_is_read_off_the_graph() -> None:
    names = {"voice", "clip", "sync", "upscale", "mix", "grade", "cut", "check"}
    assert dependants() == {f"00007/{name}" for name in names} | {"film"}


def test_too_much_made_is_a_failure_of_the_benchmark(built: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "dependants", lambda: dependants() - {"film"})
    with pytest.raises(AssertionError, match=r"too much: \['film'\]"):
        core.changed(built, SHOTS, "?")


def test_something_made_again_is_a_failure_of_the_benchmark(built: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core, "film", lambda lines: film([*lines[:-1], "Never said before"]))
    with pytest.raises(AssertionError, match=r"nothing was to be done, and 9 jobs ran"):
        core.nothing(built, SHOTS)


def test_finding_nothing_to_do_looks_each_job_up_once_and_plans_twice(built: str) -> None:
    asked: Counter[str] = Counter()

    class Counted(Store):
        def find(self, key: Any) -> Any:
            asked["find"] += 1
            return super().find(key)

    def planner(known: Known) -> Sequence[Job]:
        asked["plan"] += 1
        return film(spoken(SHOTS))(known)

    with Counted.open(Path(built), owner=True) as store:
        assert build(planner, store, Instant(store)).made == ()
    assert asked == {"plan": 2, "find": count(SHOTS)}
