"""A plan that looks past what is not done: what is guessed is said to be, and nothing is written."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from tests.unit.graph.workshop import Workshop, step

from lampblack.graph.build import build
from lampblack.graph.job import Ask, Job, Ref, Value
from lampblack.graph.known import Known, Planner
from lampblack.graph.orders import Order
from lampblack.graph.plan import Forecast, plan
from lampblack.graph.supposed import Guess, Read
from lampblack.store.store import Store


def film(text: str) -> Planner:
    """Two scenes of one line each; a line's length decides what is filmed, and all is joined."""

    def planner(known: Known) -> list[Job]:
        jobs: list[Job] = []
        for scene, words in (("river", text), ("hill", "Stay.")):
            line = replace(step(f"read/{scene}", "read", inputs={"text": Value(value=words)}), scene=scene)
            jobs.append(line)
            length = known.value(line.id, int)
            if length is None:
                return jobs
            work = Ask(engine="cloud", version=1, request={"seconds": length}, price=float(length), by_length=True)
            jobs.append(Job(id=f"takes/{scene}", stage="takes", subject=scene, scene=scene, work=work))
        takes = tuple(Ref(job=f"takes/{scene}") for scene in ("river", "hill"))
        return [*jobs, step("film", inputs={"takes": takes})]

    return planner


def by_length(order: Order, read: Read) -> Guess | None:
    if not order.job.id.startswith("read/"):
        return None
    given = order.given["text"]
    assert isinstance(given, str)
    return Guess({"value": str(len(json.loads(read(given)))).encode()}, certain=False)


def found(text: str, store: Store) -> dict[str, Forecast]:
    return {each.job.id: each for each in plan(film(text), store, by_length).forecasts}


class Cloud(Workshop):
    """Also answers what is asked of the cloud."""

    def start(self, order: Order, tell) -> None:
        if isinstance(order.job.work, Ask):
            order = replace(order, job=replace(order.job, work=step("filmed").work))
        super().start(order, tell)


def test_a_new_film_is_seen_to_its_end_with_prices_as_ranges(store: Store) -> None:
    said = found("Wait here.", store)
    assert [*said] == ["read/river", "takes/river", "read/hill", "takes/hill", "film"]
    assert {each.fate for each in said.values()} == {"will run"}
    assert said["takes/river"].guessed and not said["read/river"].guessed
    assert said["takes/river"].prices == pytest.approx((7.5, 13.5))
    assert plan(film("Wait here."), store, by_length).prices == pytest.approx((11.25, 20.25))


def test_nothing_is_written(store: Store) -> None:
    before = store.actions.node_keys(), len(store.actions.every()), store.blobs.every()
    found("Wait here.", store)
    assert (store.actions.node_keys(), len(store.actions.every()), store.blobs.every()) == before


def test_only_what_follows_from_the_changed_line_is_dirty(store: Store) -> None:
    build(film("Wait."), store, Cloud(store, {"read": lambda text: len(text)}))
    said = found("Wait for me.", store)
    assert {id for id, each in said.items() if each.fate == "kept"} == {"read/hill", "takes/hill"}
    assert said["read/river"].reason == "text changed: 'Wait.' -> 'Wait for me.'"
    assert said["takes/river"].fate == "may run" and said["takes/river"].prices[0] == 0.0
    assert said["film"].fate == "may run"


def test_a_change_that_keeps_the_guess_promises_nothing(store: Store) -> None:
    build(film("Wait."), store, Cloud(store, {"read": lambda text: len(text)}))
    said = found("Halt!", store)
    assert said["takes/river"].fate == "kept"
