"""What is in a key, and what is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from lampblack.base.context import Blob
from lampblack.base.digest import digest_of
from lampblack.graph.job import Ask, Effort, Job, Ref, Step, Value
from lampblack.graph.keys import given_to, key_of

VOICE = digest_of(b"voice")
STEP = Job(
    id="shots/river",
    stage="shots",
    subject="river",
    work=Step(name="shots.steps:time", version=1),
    inputs={"voice": Ref(job="read/1"), "line": Value(value={"text": "Wait."})},
    settings={"handles": 12, "look": {"paper": True}},
)
ASK = replace(STEP, work=Ask(engine="theatre", version=3, request={"kind": "film", "words": "a lake"}))


def key(job: Job, voice: str = VOICE) -> str:
    return key_of(job, given_to(job, {"read/1": {"value": digest_of(b"x") if voice != VOICE else VOICE}}))[0]


@pytest.mark.parametrize("job", [STEP, ASK])
@pytest.mark.parametrize(
    "change",
    [
        {"id": "other"},
        {"stage": "takes"},
        {"subject": "bridge"},
        {"effort": Effort(cores=4, seconds=99, priority=7, here=True)},
        {"settings": {"look": {"paper": True}, "handles": 12.0}},
    ],
)
def test_names_effort_and_order_are_not_in_it(job: Job, change: dict[str, Any]) -> None:
    assert key(replace(job, **change)) == key(job)


def test_the_price_is_not_in_it() -> None:
    assert isinstance(ASK.work, Ask)
    assert key(replace(ASK, work=replace(ASK.work, price=9.0))) == key(ASK)


@pytest.mark.parametrize(
    "change",
    [
        {"work": Step(name="shots.steps:time", version=2)},
        {"work": Step(name="shots.steps:other", version=1)},
        {"settings": {"handles": 13}},
        {"inputs": {"voice": Ref(job="read/1"), "line": Value(value={"text": "Wait!"})}},
        {"inputs": {"voice": (Ref(job="read/1"),), "line": Value(value={"text": "Wait."})}},
        {"inputs": {"sound": Ref(job="read/1"), "line": Value(value={"text": "Wait."})}},
    ],
)
def test_what_changes_a_steps_result_is_in_it(change: dict[str, Any]) -> None:
    assert key(replace(STEP, **change)) != key(STEP)


@pytest.mark.parametrize(
    "change", [{"engine": "other"}, {"version": 4}, {"request": {"kind": "film", "words": "a river"}}, {"take": 2}]
)
def test_what_changes_an_answer_is_in_it(change: dict[str, Any]) -> None:
    assert isinstance(ASK.work, Ask)
    assert key(replace(ASK, work=replace(ASK.work, **change))) != key(ASK)


def test_an_inputs_content_is_in_it_not_where_it_comes_from() -> None:
    assert key(STEP, voice="changed") != key(STEP)
    assert key(replace(STEP, inputs={**STEP.inputs, "voice": Blob(digest=VOICE)})) == key(STEP)


def test_a_key_stays_the_same_from_one_version_to_the_next() -> None:
    # If this changes, every film is made anew and paid anew: never update it without meaning that.
    assert key(STEP) == "blake3:26f72abfa00bb4c56e3013dde85205e3188ffe75d52abb695afc529a708176b5"
