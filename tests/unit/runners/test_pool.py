"""The pool with real workers: limits of time, GPUs of their own, warm engines, what was printed."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.unit.runners.test_room import TWO
from tests.unit.runners.test_runners import step

from lampblack.base.events import Event
from lampblack.graph.build import build
from lampblack.graph.job import Effort, Job
from lampblack.graph.orders import Order, Outcome
from lampblack.graph.report import Report
from lampblack.runners.logs import Logs
from lampblack.runners.machine import Resources
from lampblack.runners.needs import Needs, needs_of
from lampblack.runners.pool import Pool
from lampblack.store.store import Store


@contextmanager
def opened(
    folder: Path, room: Resources | int = 2, needs: Callable[[Job], Needs] = needs_of, short: bool = False
) -> Generator[tuple[Store, Pool]]:
    with Store.open(folder, owner=True) as store:
        pool = Pool(store, room, needs=needs, short=lambda: short)
        try:
            yield store, pool
        finally:
            pool.close()


def said(report: Report, *jobs: str) -> list[str]:
    assert report.known is not None and report.whole, report.failed
    return [report.known.value(job, str) or "" for job in jobs]


class TestLimits:
    @pytest.mark.parametrize("stubborn", [False, True])
    def test_a_hung_job_is_ended_and_says_its_limit(self, tmp_path: Path, stubborn: bool) -> None:
        with opened(tmp_path) as (store, pool):
            began = time.monotonic()
            hung = step("hung", "wait", seconds=60, stubborn=stubborn, effort=Effort(limit=0.6))
            report = build(lambda known: [hung, step("good", "wait", seconds=0.0)], store, pool)
            assert time.monotonic() - began < 30
            assert report.made == ("good",)
            assert [(each.fault, each.message) for each in report.failed] == [
                ("late", "it ran past its limit of 0.6 s and was ended")
            ]
            # The one who took its place works.
            assert build(lambda known: [step("next", "wait", seconds=0.01)], store, pool).whole

    def test_a_job_within_its_limit_is_left_alone(self, tmp_path: Path) -> None:
        with opened(tmp_path) as (store, pool):
            jobs = [step(f"w{n}", "wait", seconds=0.02 + n / 1000, effort=Effort(limit=30.0)) for n in range(6)]
            assert build(lambda known: jobs, store, pool).whole


def test_one_job_is_given_up_and_the_others_go_on(tmp_path: Path) -> None:
    heard: dict[str, Outcome] = {}
    with opened(tmp_path) as (store, pool):
        for name, seconds in (("long", 60.0), ("short", 0.5)):
            job = step(name, "wait", seconds=seconds)
            pool.lane(job)
            order = Order(job=job, key=store.keep(name.encode()), given={})
            pool.start(order, lambda told, name=name: heard.update({name: told}))  # type: ignore[arg-type, misc]
        time.sleep(0.2)
        pool.give_up(store.keep(b"long"))
        pool.give_up(store.keep(b"nobody asked for it"))
        until = time.monotonic() + 20
        while len(heard) < 2 and time.monotonic() < until:
            time.sleep(0.01)
    assert {name: told.fault for name, told in heard.items()} == {"long": "cancelled", "short": ""}


def test_a_busy_engine_says_when_to_ask_again(tmp_path: Path) -> None:
    heard: list[Outcome] = []
    with opened(tmp_path) as (store, pool):
        job = step("busy", "crowded")
        key = store.keep(b"any")
        pool.lane(job)
        pool.start(Order(job=job, key=key, given={}), lambda told: heard.append(told))  # type: ignore[arg-type]
        until = time.monotonic() + 10
        while not heard and time.monotonic() < until:
            time.sleep(0.01)
    assert [(each.fault, each.after, each.message) for each in heard] == [("busy", 7.5, "the card is taken")]


class TestCards:
    def test_workers_that_share_a_machine_see_cards_of_their_own(self, tmp_path: Path) -> None:
        room = Resources(cores=4, cards=TWO)
        with opened(tmp_path, room, lambda job: Needs(gpus=1, vram_gb=20.0)) as (store, pool):
            report = build(
                lambda known: [step("a", "cards", seconds=0.3), step("b", "cards", seconds=0.4)], store, pool
            )
            assert sorted(each.split()[0] for each in said(report, "a", "b")) == ["0", "1"]

    def test_a_worker_without_needs_sees_none(self, tmp_path: Path) -> None:
        with opened(tmp_path, Resources(cores=1, cards=TWO)) as (store, pool):
            (seen,) = said(build(lambda known: [step("a", "cards")], store, pool), "a")
            assert seen.startswith(" ")

    def test_an_engine_stays_warm_until_another_needs_its_memory(self, tmp_path: Path) -> None:
        def needs(job: Job) -> Needs:
            return Needs(gpus=1, vram_gb={"small": 10.0, "large": 20.0}[job.stage])

        def job(id: str, stage: str) -> Job:
            from dataclasses import replace

            return replace(step(id, "cards", seconds=len(id) / 1000), stage=stage)

        with opened(tmp_path, Resources(cores=2, cards=TWO[:1]), needs) as (store, pool):
            first, again = (build(lambda known, id=id: [job(id, "small")], store, pool) for id in ("a", "aa"))
            assert said(first, "a") == said(again, "aa")
            warm = pool.process_ids
            large = build(lambda known: [job("aaa", "large")], store, pool)
            assert large.whole and not set(warm) & set(pool.process_ids)


def test_idle_workers_go_when_memory_is_short_and_the_work_goes_on(tmp_path: Path) -> None:
    with opened(tmp_path, short=True) as (store, pool):
        report = build(lambda known: [step(f"w{n}", "wait", seconds=n / 100) for n in range(3)], store, pool)
        assert report.whole and pool.process_ids == ()


def test_a_big_job_runs_although_small_ones_keep_coming(tmp_path: Path) -> None:
    order: list[str] = []

    def listen(event: Event) -> None:
        if event.what == "started":
            order.append(event.job)

    with opened(tmp_path) as (store, pool):
        small = [step(f"s{n}", "wait", seconds=0.03 + n / 1000) for n in range(12)]
        wide = step("wide", "wait", seconds=0.01, effort=Effort(cores=2))
        assert build(lambda known: [*small[:2], wide, *small[2:]], store, pool, listen).whole
    assert order.index("wide") == 2


def test_the_most_urgent_goes_first(tmp_path: Path) -> None:
    order: list[str] = []

    def listen(event: Event) -> None:
        if event.what == "started":
            order.append(event.job)

    with opened(tmp_path, 1) as (store, pool):
        jobs = [step(f"p{n}", "wait", seconds=n / 1000, effort=Effort(priority=n)) for n in range(6)]
        assert build(lambda known: jobs, store, pool, listen).whole
    assert order == ["p5", "p4", "p3", "p2", "p1", "p0"]


class TestLogs:
    def test_what_a_job_printed_is_kept_also_when_it_was_made(self, tmp_path: Path) -> None:
        with opened(tmp_path) as (store, pool):
            jobs = [
                step("takes/river/01", "chat", words="the river is wide"),
                step("takes/river/02", "wait", seconds=0),
            ]
            assert build(lambda known: jobs, store, pool).whole
            (kept,) = Logs(store.folder).every()
            assert (kept.job, kept.fault) == ("takes/river/01", "")
            assert (store.folder / "logs" / kept.file).read_text() == "the river is wide\n"

    def test_only_the_newest_are_kept(self, tmp_path: Path) -> None:
        (tmp_path / "logs").mkdir()
        logs = Logs(tmp_path, files=5, size=60)
        for number in range(101):
            order = Order(job=step(f"j{number}", "wait"), key=f"blake3:{number:064x}", given={})  # type: ignore[arg-type]
            file = logs.begin(order)
            file.write_text("x" * 20)
            import os

            os.utime(file, (1e9 + number, 1e9 + number))
            logs.end(order, file)
        assert [each.job for each in logs.every()] == ["j98", "j99", "j100"]
        assert len(list((tmp_path / "logs").iterdir())) == 4

    def test_a_row_cut_short_hides_no_other(self, tmp_path: Path) -> None:
        (tmp_path / "logs").mkdir()
        logs = Logs(tmp_path)
        order = Order(job=step("a", "wait"), key="blake3:00", given={})  # type: ignore[arg-type]
        file = logs.begin(order)
        file.write_text("said")
        logs.end(order, file)
        with (tmp_path / "logs" / "index.jsonl").open("ab") as index:
            index.write(b'{"file": "b.l')
        assert [each.job for each in logs.every()] == ["a"]
