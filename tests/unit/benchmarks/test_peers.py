"""The table beside other build tools says what was measured, and nothing where nothing was."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from benchmarks import alone, peers
from benchmarks.measured import Measured


def row(what: str, ours: float, theirs: float | None, unit: str = "s", peer: str = "doit 1") -> Measured:
    return Measured(name=f"5,002 jobs: {what}", value=ours, unit=unit, peer=peer, against=theirs)


def test_being_ahead_everywhere_is_said() -> None:
    told = peers.verdict([row("nothing to do", 0.1, 0.3), row("one line changed", 0.1, 0.3)])
    assert told == "Lampblack is ahead of doit 1 with nothing to do and with one line changed"


def test_being_behind_is_said_plainly() -> None:
    told = peers.verdict([row("nothing to do", 0.1, 0.3), row("one line changed", 0.3, 0.1, "s CPU")])
    assert told == "Lampblack is NOT ahead: 5,002 jobs: one line changed (s CPU): 3.00 times doit 1"


def test_being_behind_elsewhere_and_numbers_of_jobs_do_not_count() -> None:
    rows = [row("nothing to do", 0.1, 0.3), row("from nothing", 3, 1), row("one line changed", 9, 9, "jobs run")]
    assert peers.verdict(rows).startswith("Lampblack is ahead of doit 1")


def test_without_peers_nobody_is_ahead() -> None:
    assert peers.verdict([row("nothing to do", 0.1, None)]) == "no peer is installed"


def test_a_missing_peer_is_named_and_given_no_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "_installed", lambda peer: False)
    field = peers.Field(shots=10, peers=("redun",), cold=1, nothing=1, changed=1)
    monkeypatch.setattr(peers, "QUICK", (field,))
    rows = peers.figures(quick=True)
    assert {(each.peer, each.against) for each in rows} == {("redun: not installed", None)}
    assert [each.name for each in rows] == [f"102 jobs: {what}" for what in peers.WHAT.values()]


def test_a_peer_that_takes_too_long_is_not_waited_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def late(work: str, *, patience: float, **given: object) -> alone.Spent:
        asked.append(work)
        if "redun" in work:
            raise alone.TooSlow(work)
        return alone.Spent(wall=1.0, cpu=1.0, peak=1.0, answer=0)

    monkeypatch.setattr(peers, "alone", late)
    monkeypatch.setattr(peers, "_installed", lambda peer: True)
    monkeypatch.setattr(peers, "QUICK", (peers.Field(shots=10, peers=("redun",), cold=1, nothing=2, changed=1),))
    assert {each.peer for each in peers.figures(quick=True)} == {"redun: over 180 s"}
    assert asked.count("benchmarks.with_redun:build") == 1


def test_a_process_of_its_own_tells_its_own_time_and_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "work.py").write_text("def hold(mb):\n    return len(bytearray(mb << 20))\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    small, large = (alone.alone("work:hold", mb=mb) for mb in (1, 200))
    assert large.answer == 200 << 20
    assert large.peak - small.peak == pytest.approx(199, abs=10)
    assert small.peak < 60, "what this process holds is not counted"


def test_a_failure_in_the_other_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work.py").write_text("def fail():\n    raise AssertionError('too much was made')\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(RuntimeError, match="too much was made"):
        alone.alone("work:fail")
    assert "work" not in sys.modules
