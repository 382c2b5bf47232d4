"""What may begin now: cores, cards, an engine's own limits, and nobody starving."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.runners.test_runners import step

from lampblack.builtin.fake.offer import OFFER
from lampblack.engines.requests import Write, saved
from lampblack.graph.job import Ask, Effort, Job
from lampblack.runners import machine
from lampblack.runners.cards import Cards
from lampblack.runners.gate import Gate
from lampblack.runners.machine import Card, Resources, memory_is_short, probed_cards, resources, usable_cores
from lampblack.runners.needs import Needs, lane_of, needs_of
from lampblack.runners.pool import Pool
from lampblack.runners.turns import PATIENCE, Turns
from lampblack.store.store import Store

TWO = (Card(name="0", vram_gb=24.0), Card(name="1", vram_gb=24.0))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def ask(engine: str = "fake", effort: Effort | None = None) -> Job:
    work = Ask(engine=engine, version=1, request=saved(Write(instruction="name the film")))
    return Job(id="draft", stage="script", subject="", work=work, effort=effort or Effort())


class TestNeeds:
    def test_of_a_step_are_its_effort(self) -> None:
        assert needs_of(step("a", "wait", effort=Effort(cores=3, limit=9.0))) == Needs(cores=3, limit_seconds=9.0)

    def test_of_a_request_are_what_its_engine_declares_for_that_kind(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from dataclasses import replace

        write = next(each for each in OFFER.capabilities if each.kind == "write")
        heavy = replace(write, cores=4, vram_gb=18.0, concurrency=2, requests_per_minute=5, limit_seconds=60.0)
        monkeypatch.setattr("lampblack.engines.registry.offer", lambda name: replace(OFFER, capabilities=(heavy,)))
        found = needs_of(ask(effort=Effort(limit=90.0)))
        assert found == Needs(cores=4, gpus=1, vram_gb=18.0, at_once=2, per_minute=5, limit_seconds=60.0)
        assert lane_of(ask(), found) == "fake.write/4/1x18GB"

    def test_of_an_unknown_engine_are_found_by_whoever_has_to_say_so(self) -> None:
        assert needs_of(ask("nobody")) == Needs()


class TestGate:
    def test_lets_no_more_begin_in_any_minute_than_may(self) -> None:
        clock, needs = Clock(), Needs(per_minute=3)
        gate = Gate(clock)
        began: list[float] = []
        for _ in range(400):
            for _ in range(gate.room("fake", needs)):
                gate.begin("fake", needs)
                began.append(clock.now)
            clock.now += 0.7
        assert len(began) > 12
        assert all(later - earlier >= 60.0 for earlier, later in zip(began, began[3:], strict=False))

    def test_counts_what_runs_side_by_side_by_name(self) -> None:
        gate, needs = Gate(Clock()), Needs(at_once=1)
        gate.begin("fake", needs)
        assert (gate.room("fake", needs), gate.room("other", needs)) == (0, 1)
        gate.end("fake")
        assert gate.room("fake", needs) == 1


class TestTurns:
    def test_what_is_free_is_kept_for_a_big_job_from_all_that_ask_after_it(self) -> None:
        turns = Turns(Clock())
        assert [turns.grant("wide", 0), turns.grant("small", 1)] == [0, 0]
        assert [turns.grant("wide", 1), turns.grant("small", 2)] == [1, 2]

    def test_more_urgent_ones_go_on_before_it_until_it_has_waited_too_long(self) -> None:
        clock = Clock()
        turns = Turns(clock)
        assert [turns.grant("urgent", 1), turns.grant("wide", 0)] == [1, 0]
        clock.now += PATIENCE / 2
        assert [turns.grant("urgent", 1), turns.grant("wide", 0)] == [1, 0]
        clock.now += PATIENCE / 2
        assert [turns.grant("urgent", 1), turns.grant("wide", 0)] == [0, 0]
        assert [turns.grant("urgent", 2), turns.grant("wide", 1)] == [0, 1]
        assert [turns.grant("urgent", 1), turns.grant("wide", 0)] == [1, 0]

    def test_nothing_is_kept_for_a_lane_that_nobody_asks_for_any_more(self) -> None:
        clock = Clock()
        turns = Turns(clock)
        turns.grant("wide", 0)
        clock.now += PATIENCE * 2
        assert [turns.grant("small", 1) for _ in range(3)] == [0, 0, 1]


class TestCards:
    def test_engines_share_a_card_as_far_as_its_memory_reaches(self) -> None:
        assert Cards(TWO).count(Needs(gpus=1, vram_gb=10.0), ()) == 4
        assert Cards(TWO).count(Needs(gpus=1, vram_gb=13.0), ()) == 2
        assert Cards(TWO).count(Needs(gpus=1), ()) == 2

    def test_a_card_in_use_is_filled_before_an_empty_one_is_begun(self) -> None:
        cards = Cards(TWO)
        assert cards.place(Needs(gpus=1, vram_gb=6.0), [((1,), 10.0)]) == ((1,), 6.0)
        assert cards.place(Needs(gpus=1), [((1,), 10.0)]) == ((0,), 0.0)
        assert cards.place(Needs(gpus=2), [((1,), 10.0)]) is None

    def test_a_card_that_one_engine_has_alone_is_not_shared(self) -> None:
        assert Cards(TWO[:1]).place(Needs(gpus=1, vram_gb=1.0), [((0,), 0.0)]) is None


class TestMachine:
    def test_gpus_are_read_from_the_drivers_own_tool(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
        found = probed_cards(lambda: "0, 24564\n1, 81559\nnot a row\n")
        assert found == (Card(name="0", vram_gb=24.0), Card(name="1", vram_gb=79.6))
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", "1")
        assert [card.name for card in probed_cards(lambda: "0, 24564\n1, 81559\n")] == ["1"]

    def test_there_are_none_where_there_is_no_such_tool(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(machine, "SMI", ("no-such-tool-here",))
        assert resources(gpus=None).cards == ()

    def test_what_a_person_states_goes_first(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(machine, "probed_cards", lambda: TWO[:1])
        assert resources(8, 2, 48.0) == Resources(
            cores=8, cards=(Card(name="0", vram_gb=48.0), Card(name="1", vram_gb=48.0))
        )
        assert resources(8, 0).cards == () and resources(8).cards == TWO[:1]

    def test_cores_are_no_more_than_the_groups_share_of_time(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(machine, "CGROUP", tmp_path)
        monkeypatch.setattr("os.sched_getaffinity", lambda pid: set(range(16)), raising=False)
        assert usable_cores() == 16
        (tmp_path / "cpu.max").write_text("250000 100000\n")
        assert usable_cores() == 2
        (tmp_path / "cpu.max").write_text("max 100000\n")
        assert usable_cores() == 16

    @pytest.mark.parametrize(("used", "cached", "short"), [(900, 0, False), (980, 0, True), (980, 200, False)])
    def test_memory_is_short_when_the_group_has_little_left(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, used: int, cached: int, short: bool
    ) -> None:
        monkeypatch.setattr(machine, "CGROUP", tmp_path)
        monkeypatch.setattr(machine, "MEMINFO", tmp_path / "none")
        (tmp_path / "memory.max").write_text("1000")
        (tmp_path / "memory.current").write_text(str(used))
        (tmp_path / "memory.stat").write_text(f"anon 5\ninactive_file {cached}\n")
        assert memory_is_short() is short


def test_a_job_that_can_never_fit_is_refused_in_one_line(tmp_path: Path) -> None:
    heard: list[Any] = []
    with Store.open(tmp_path, owner=True) as store:
        pool = Pool(store, Resources(cores=2, cards=TWO[:1]), needs=lambda job: Needs(gpus=1, vram_gb=40.0))
        from lampblack.graph.build import build

        report = build(lambda known: [step("takes/a", "cards")], store, pool, heard.append)
        pool.close()
    assert [each.fault for each in report.failed] == ["refused"]
    assert report.failed[0].message == "takes/a needs 1 GPU with 40 GB; this machine has 1 GPU with 24 GB"
