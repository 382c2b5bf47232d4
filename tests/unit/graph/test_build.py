"""What a build makes, keeps, and leaves."""

from __future__ import annotations

import signal
import time
from dataclasses import replace

import pytest
from tests.unit.graph.workshop import Workshop, step

from lampblack.base.errors import LampblackError
from lampblack.base.events import Event
from lampblack.graph.build import build, small
from lampblack.graph.job import Effort, Job, Ref, Step, Value
from lampblack.graph.known import Known
from lampblack.graph.plan import plan
from lampblack.graph.shape import BrokenPlan
from lampblack.store.store import Store


def line(text: str) -> list[Job]:
    """A film of one line: it is read, drawn and cut."""
    return [
        step("read", inputs={"text": Value(value=text)}),
        step("draw", inputs={"voice": Ref(job="read")}),
        step("cut", inputs={"picture": Ref(job="draw"), "voice": Ref(job="read")}),
    ]


def test_nothing_changed_means_nothing_made(store: Store) -> None:
    workshop = Workshop(store)
    first = build(lambda known: line("Wait."), store, workshop)
    second = build(lambda known: line("Wait."), store, workshop)
    assert first.made == ("read", "draw", "cut")
    assert (second.made, second.kept, second.whole) == ((), ("read", "draw", "cut"), True)
    assert first.outputs == second.outputs


def test_change_and_change_back_makes_nothing(store: Store) -> None:
    workshop = Workshop(store)
    build(lambda known: line("Wait."), store, workshop)
    assert build(lambda known: line("Go!"), store, workshop).made == ("read", "draw", "cut")
    assert build(lambda known: line("Wait."), store, workshop).made == ()


def test_the_same_result_stops_the_wave(store: Store) -> None:
    workshop = Workshop(store, {"read": lambda text: text.strip()})
    build(lambda known: line("Wait."), store, workshop)
    assert build(lambda known: line("Wait. "), store, workshop).made == ("read",)


def test_a_raised_version_makes_the_step_again(store: Store) -> None:
    workshop = Workshop(store, {"read": lambda: 1})
    build(lambda known: [step("read")], store, workshop)
    assert build(lambda known: [step("read", version=2)], store, workshop).made == ("read",)


def test_the_planner_is_called_again_when_a_value_it_missed_is_known(store: Store) -> None:
    calls: list[int | None] = []

    def planner(known: Known) -> list[Job]:
        count = known.value("breakdown", int)
        calls.append(count)
        shots = [step(f"shot{n}", number=n) for n in range(count or 0)]
        return [step("breakdown"), *shots]

    workshop = Workshop(store, {"breakdown": lambda: 3})
    report = build(planner, store, workshop)
    assert report.made == ("breakdown", "shot0", "shot1", "shot2")
    assert calls == [None, 3]
    assert report.known is not None and report.known.value("breakdown", int) == 3


def test_a_job_the_planner_changes_its_mind_about_ends_as_last_planned(store: Store) -> None:
    def planner(known: Known) -> list[Job]:
        length = known.value("read", int)
        return [step("read"), step("shot", length=length or 99), step("cut", inputs={"shot": Ref(job="shot")})]

    acts = {"read": lambda: 7, "shot": lambda length: length, "cut": lambda shot: shot}
    report = build(planner, store, Workshop(store, acts))
    assert report.whole
    assert report.known is not None and report.known.value("cut", int) == 7


def test_a_plan_made_from_a_value_that_is_taken_back_is_made_again(store: Store) -> None:
    def planner(known: Known) -> list[Job]:
        pace = known.value("breakdown", int) or 1
        length = known.value("read", int)
        shots = [step("shot", length=length)] if length else []
        return [step("read", pace=pace), step("breakdown", inputs={"after": Ref(job="first")}), step("first"), *shots]

    acts = {"read": lambda pace: pace * 100, "breakdown": lambda after: 7, "shot": lambda length: length}
    report = build(planner, store, Workshop(store, acts))
    assert report.known is not None and report.known.value("shot", int) == 700
    again = build(planner, store, Workshop(store, acts))
    assert (again.made, again.outputs) == ((), report.outputs)


def test_a_kept_value_that_no_longer_fits_names_its_job(store: Store) -> None:
    build(lambda known: [step("read")], store, Workshop(store, {"read": lambda: "seven"}))

    def planner(known: Known) -> list[Job]:
        known.value("read", int)
        return [step("read")]

    with pytest.raises(LampblackError, match="what read gave does not fit int any more"):
        build(planner, store, Workshop(store))


def test_a_long_chain_is_no_trouble_forwards_or_backwards(store: Store) -> None:
    chain = [step(f"n{n}", n=n, inputs={"a": Ref(job=f"n{n - 1}")} if n else {}) for n in range(3000)]
    workshop = Workshop(store, {"n0": lambda n: (_ for _ in ()).throw(RuntimeError("no"))})
    assert len(build(lambda known: chain[::-1], store, workshop).blocked) == 2999
    assert len(build(lambda known: chain, store, Workshop(store)).made) == 3000


def test_a_job_that_is_only_more_urgent_now_is_not_made_twice(store: Store) -> None:
    def planner(known: Known) -> list[Job]:
        urgent = Effort(priority=9 if known.value("read", str) else 0)
        work = Step(name="shot", version=1)
        return [step("read"), Job(id="shot", stage="test", subject="", work=work, effort=urgent)]

    workshop = Workshop(store)
    assert build(planner, store, workshop).made == ("read", "shot")
    assert workshop.ran == ["read", "shot"]


def test_a_failure_stops_only_what_stands_on_it(store: Store) -> None:
    def refuse(**_: object) -> None:
        raise RuntimeError("the brush is dry")

    jobs = [
        step("bad"),
        step("below", inputs={"a": Ref(job="bad")}),
        step("further", inputs={"a": Ref(job="below")}),
        step("good"),
        step("fine", inputs={"a": Ref(job="good")}),
    ]
    report = build(lambda known: jobs, store, Workshop(store, {"bad": refuse}))
    assert report.made == ("good", "fine")
    assert [(each.job, each.message) for each in report.failed] == [("bad", "the brush is dry")]
    assert report.blocked == ("below", "further")
    assert not report.whole
    again = build(lambda known: jobs, store, Workshop(store))
    assert again.made == ("bad", "below", "further")


def test_waiting_for_an_output_that_is_not_given_fails_with_its_name(store: Store) -> None:
    jobs = [step("a"), step("b", inputs={"x": Ref(job="a", output="video")})]
    report = build(lambda known: jobs, store, Workshop(store))
    assert report.made == ("a",)
    assert "'video' of a, which gives value" in report.failed[0].message


def test_two_jobs_with_the_same_key_are_one_job(store: Store) -> None:
    workshop = Workshop(store)
    report = build(lambda known: [step("a", "same", n=1), step("b", "same", n=1)], store, workshop)
    assert workshop.ran == ["a"]
    assert (report.made, report.kept) == (("a",), ("b",))
    assert report.outputs["a"] == report.outputs["b"]


@pytest.mark.parametrize(
    ("jobs", "words"),
    [
        ([step("a"), step("a")], "two jobs of the plan are called a"),
        ([step("a", inputs={"x": Ref(job="b")})], "a waits for b, which is not in the plan"),
        ([step("a", inputs={"x": Ref(job="b")}), step("b", inputs={"x": Ref(job="a")})], "a -> b -> a"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(store: Store, jobs: list[Job], words: str) -> None:
    with pytest.raises(BrokenPlan, match=words):
        build(lambda known: jobs, store, Workshop(store))


def test_urgent_jobs_go_first(store: Store) -> None:
    def job(id: str, priority: int) -> Job:
        work = Step(name=id, version=1)
        return Job(id=id, stage="test", subject=id, work=work, effort=Effort(priority=priority))

    workshop = Workshop(store)
    build(lambda known: [job("low", 0), job("high", 9), job("middle", 5)], store, workshop)
    assert workshop.ran == ["high", "middle", "low"]


def test_asked_to_stop_it_starts_no_more_and_keeps_what_it_has(store: Store) -> None:
    workshop = Workshop(store)
    report = build(lambda known: line("Wait."), store, workshop, should_stop=lambda: len(workshop.ran) == 1)
    assert (report.made, report.left, report.stopped) == (("read",), ("draw", "cut"), True)
    assert build(lambda known: line("Wait."), store, workshop).made == ("draw", "cut")


def test_an_interrupt_keeps_what_is_in_hand(store: Store) -> None:
    def interrupt(event: Event) -> None:
        if event.what == "started" and event.job == "draw":
            raise KeyboardInterrupt

    workshop = Workshop(store)
    report = build(lambda known: line("Wait."), store, workshop, listener=interrupt)
    assert report.stopped and report.made == ("read",)
    assert build(lambda known: line("Wait."), store, workshop).kept == ("read",)


def test_only_small_jobs_are_made_where_one_wants_to_see_further(store: Store) -> None:
    here = Effort(here=True)
    jobs = [
        replace(step("parse"), effort=here),
        replace(step("voice", inputs={"a": Ref(job="parse")})),
        replace(step("count", inputs={"a": Ref(job="parse")}), effort=here),
        replace(step("board", inputs={"a": Ref(job="voice")}), effort=here),
    ]
    report = build(lambda known: jobs, store, Workshop(store), only=small)
    assert (report.made, report.left, report.stopped) == (("parse", "count"), ("voice", "board"), False)
    fates = {each.job.id: each.fate for each in plan(lambda known: jobs, store).forecasts}
    assert fates == {"parse": "kept", "voice": "will run", "count": "kept", "board": "will run"}


def test_the_report_counts_by_stage(store: Store) -> None:
    report = build(lambda known: line("Wait."), store, Workshop(store))
    assert report.by_stage["test"].made == 3
    assert report.by_stage["test"].seconds == pytest.approx(0.03)


def test_everything_that_happens_is_told(store: Store) -> None:
    heard: list[tuple[str, str]] = []
    build(lambda known: [step("a")], store, Workshop(store), lambda event: heard.append((event.what, event.job)))
    build(lambda known: [step("a")], store, Workshop(store), lambda event: heard.append((event.what, event.job)))
    assert heard == [("planned", ""), ("started", "a"), ("made", "a"), ("kept", "a"), ("planned", "")]


def test_the_first_ctrl_c_is_heard_between_two_steps_and_handed_back(store: Store) -> None:
    def press(event: Event) -> None:
        if event.what == "made":
            signal.raise_signal(signal.SIGINT)

    report = build(lambda known: line("Wait."), store, Workshop(store), listener=press)
    assert report.stopped and report.made == ("read",)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_planner_is_not_asked_for_every_value_while_there_is_other_work(store: Store) -> None:
    calls = 0

    def planner(known: Known) -> list[Job]:
        nonlocal calls
        calls += 1
        time.sleep(0.02)
        lines = [step(f"line{n}", n=n) for n in range(60)]
        return lines + [step(f"shot{n}", n=n) for n in range(60) if known.value(f"line{n}", str)]

    assert len(build(planner, store, Workshop(store)).made) == 120
    assert calls < 20
