"""What a dry run says, and why."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.unit.graph.workshop import Workshop, step

from lampblack.base.errors import UserError
from lampblack.graph.build import build
from lampblack.graph.job import Ask, Effort, Job, Ref, Value
from lampblack.graph.known import Known
from lampblack.graph.plan import plan
from lampblack.graph.why import why
from lampblack.store.store import Store

Planned = Callable[[Known], list[Job]]


def film(text: str, mood: str = "calm", version: int = 1) -> Planned:
    line = {"text": text, "mood": mood}
    return lambda known: [
        step("read", inputs={"line": Value(value=line)}),
        step("draw", inputs={"voice": Ref(job="read")}, version=version, width=640),
        step("cut", inputs={"pictures": (Ref(job="draw"),), "voice": Ref(job="read")}),
    ]


def said(planner: Planned, store: Store) -> dict[str, tuple[str, str]]:
    return {each.job.id: (each.fate, each.reason) for each in plan(planner, store).forecasts}


def test_a_new_film_is_all_new(store: Store) -> None:
    assert said(film("Wait."), store) == dict.fromkeys(("read", "draw", "cut"), ("will run", "new"))


def test_an_unchanged_film_is_all_kept(store: Store) -> None:
    build(film("Wait."), store, Workshop(store))
    assert said(film("Wait."), store) == dict.fromkeys(("read", "draw", "cut"), ("kept", ""))


def test_a_changed_text_is_shown_from_what_to_what(store: Store) -> None:
    build(film("Wait."), store, Workshop(store))
    assert said(film("Go!"), store) == {
        "read": ("will run", "line.text changed: 'Wait.' -> 'Go!'"),
        "draw": ("may run", "waits for read"),
        "cut": ("may run", "waits for draw and 1 more"),
    }


def test_a_changed_input_is_named_by_the_job_it_comes_from(store: Store) -> None:
    build(film("Wait."), store, Workshop(store))
    build(lambda known: film("Go!")(known)[:1], store, Workshop(store))
    assert said(film("Go!"), store)["draw"] == ("will run", "input read changed")


def test_a_raised_version_is_said(store: Store) -> None:
    build(film("Wait."), store, Workshop(store))
    reason = said(film("Wait.", version=2), store)["draw"][1]
    assert reason == "step draw gives other results now (version 1 -> 2)"


def test_a_damaged_result_is_said_by_a_dry_run_that_changes_nothing(store: Store) -> None:
    report = build(film("Wait."), store, Workshop(store))
    store.flush()
    with Store.open(store.folder.parent) as reader:
        digest = store.put(b"a file").digest
        key = plan(film("Wait."), store).forecasts[0].key
        assert key is not None and report.outputs["read"]
        store.record(key, job="read", parts=b"{}", outputs={"value": digest}, seconds=0, cost=0, engine="")
        store.flush()
        store.path(digest).unlink()
        assert said(film("Wait."), reader)["read"] == ("will run", "its result is damaged or gone")
        assert store.actions.get(key) is not None


def test_what_cannot_be_planned_yet_is_listed(store: Store) -> None:
    def planner(known: Known) -> list[Job]:
        count = known.value("breakdown", int)
        return [step("breakdown"), *(step(f"shot{n}", n=n) for n in range(count or 0))]

    assert plan(planner, store).open_questions == (("breakdown", "value"),)
    build(planner, store, Workshop(store, {"breakdown": lambda: 2}))
    now = plan(planner, store)
    assert (now.open_questions, len(now.with_fate("kept"))) == ((), 3)


def test_prices_and_time_are_of_what_runs_and_what_may_run(store: Store) -> None:
    def bought(id: str, *, above: str = "", price: float) -> Job:
        work = Ask(engine="cloud", version=1, request={"words": id}, price=price)
        inputs = {"after": Ref(job=above)} if above else {}
        return Job(id=id, stage="takes", subject=id, work=work, inputs=inputs, effort=Effort(seconds=10))

    store.stand("b", Workshop(store).store.keep(b"{}"))
    now = plan(lambda known: [bought("a", price=0.5), bought("b", above="a", price=0.25)], store)
    assert (now.prices, now.seconds) == ((0.5, 0.75), 20)


def test_why_opens_what_changed_down_to_its_beginning(store: Store) -> None:
    acts = {"read": lambda line: {"text": line["text"], "samples": len(line["text"])}}
    build(film("Wait."), store, Workshop(store, acts))
    told = why("cut", film("Go!", mood="angry"), store)
    assert (told.fate, told.changes) == ("may run", ("waits for draw and 1 more",))
    read = told.because[0].because[0]
    assert read.job == "read"
    assert read.changes == ("line.mood changed: 'calm' -> 'angry'", "line.text changed: 'Wait.' -> 'Go!'")
    build(lambda known: film("Go!")(known)[:1], store, Workshop(store, acts))
    assert why("draw", film("Go!"), store).changes == (
        "read.samples changed: 5 -> 3",
        "read.text changed: 'Wait.' -> 'Go!'",
    )


def test_why_of_an_unknown_job_names_those_like_it(store: Store) -> None:
    with pytest.raises(UserError, match="possible: draw"):
        why("drow", film("Wait."), store)


def test_a_request_says_which_of_its_words_changed(store: Store) -> None:
    def asked(**request: object) -> Planned:
        work = Ask(engine="theatre", version=1, request=request)
        return lambda known: [Job(id="take", stage="takes", subject="", work=work)]

    from lampblack.graph.keys import key_of

    (old,) = asked(words="a lake", lens={"mm": 35}, people=["a"])(None)  # type: ignore[arg-type]
    key, parts = key_of(old, {})
    store.record(key, job="take", parts=parts, outputs={}, seconds=0, cost=0, engine="")
    store.stand("take", key)
    new = asked(words="a lake at dawn " * 9, lens={"mm": 50}, people=["a", "b"])
    reasons = why("take", new, store).changes
    assert reasons[:2] == ("lens.mm changed: 35 -> 50", "people: 1 -> 2 of them")
    assert reasons[2].startswith("words changed: 'a lake' -> 'a lake at dawn") and len(reasons[2]) < 100
