"""Words and opinions over `/v1/chat/completions`: schemas held, mended once, told where they cannot be."""

from __future__ import annotations

import io
import json
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from tests.doubles.openai import chats
from tests.doubles.openai.desk import serving
from tests.doubles.openai.footage import film

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.engines.conformance import Bench
from lampblack.engines.prices import price
from lampblack.engines.protocol import Declined, Refused, Standing
from lampblack.engines.requests import Judge, Write
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

SCHEMA = (
    '{"type": "object", "properties": {"names": {"type": "array", "items": {"type": "string"}}}, "required": ["names"]}'
)
NAMES = Write(instruction="List the names.", material="夸父 meets an old man.", json_schema=SCHEMA)
OLLAMA = Service(url="", dialect="ollama", does=("write", "judge"), model="qwen3-vl", key="SERVER_KEY", price=0.01)
KEY = "sk-never-to-be-seen-0123456789"


class Trial:
    """An engine at a double."""

    def __init__(self, url: str, service: Service, folder: Path) -> None:
        self.bench, self.ticket = Bench(folder=folder / "bench"), str(uuid.uuid4())
        self.engine = OpenAIServer("there", replace(service, url=url), Spool(folder / "spool"))

    def submit(self, request: Write | Judge) -> Standing:
        return self.engine.submit(self.engine.prepare(request, 1, self.ticket, self.bench), self.ticket)

    def text(self, standing: Standing) -> str:
        assert standing.state == "succeeded", standing
        return self.engine.fetch(standing.id, self.bench)["text"]


def test_an_answer_that_does_not_fit_is_mended_once_and_both_are_charged(tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        provider.answers += ['{"names": "夸父"}', '```json\n{"names": ["夸父"]}\n```']
        trial = Trial(provider.url, OLLAMA, tmp_path)
        standing = trial.submit(NAMES)
        assert json.loads(trial.text(standing)) == {"names": ["夸父"]}
        assert standing.charged == pytest.approx(0.02)
        assert price(NAMES, offer_of("there", OLLAMA)) == pytest.approx(0.02), "both are reserved"
        again = provider.billed[1]["messages"]
        assert again[:2] == provider.billed[0]["messages"] and again[2]["content"] == '{"names": "夸父"}'
        assert '$.names is "夸父", wanted is array' in again[3]["content"]


def test_an_answer_that_is_not_mended_is_a_failure_with_its_reason(tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        provider.answers += ["Here you are!", '{"name": []}']
        trial = Trial(provider.url, OLLAMA, tmp_path)
        standing = trial.submit(NAMES)
        assert (standing.state, len(provider.billed)) == ("failed", 2)
        assert "$.names is missing" in standing.message and standing.charged == pytest.approx(0.02)
        assert trial.engine.look(standing.id) == standing, "after a crash the same is told"


@pytest.mark.parametrize("double", [chats.DeepSeek, chats.DashScope])
def test_a_server_that_refuses_schemas_is_told_in_words(double: type[chats.Chat], tmp_path: Path) -> None:
    with serving(double(key=KEY)) as provider:
        trial = Trial(provider.url, OLLAMA, tmp_path)
        assert "names" in trial.text(trial.submit(NAMES))
        assert len(provider.billed) == 1, "a refusal of the form is no answer, and is not billed"
        assert provider.billed[0]["response_format"] == {"type": "json_object"}
        assert '"required": ["names"]' in provider.billed[0]["messages"][-1]["content"]


def test_a_schema_is_marked_strict_only_where_it_is(tmp_path: Path) -> None:
    strict = SCHEMA.replace('"required"', '"additionalProperties": false, "required"')
    with serving(chats.Chat(key=KEY)) as provider:
        trial = Trial(provider.url, replace(OLLAMA, dialect="openai"), tmp_path)
        trial.submit(NAMES)
        trial.submit(replace(NAMES, json_schema=strict))
        told = [each["response_format"]["json_schema"].get("strict", False) for each in provider.billed]
        assert told == [False, True]


def choice(why: str, **message: Any) -> dict[str, Any]:
    return {"index": 0, "finish_reason": why, "message": {"role": "assistant", "content": None, **message}}


@pytest.mark.parametrize(
    ("said", "state", "why"),
    [
        (choice("stop", refusal="I can't help with that."), "refused", "I can't help with that"),
        (choice("content_filter"), "refused", "filter"),
        (choice("length", content='{"names": ["夸'), "failed", "cut off after 8192 tokens: raise tokens"),
        (choice("stop", content="  "), "failed", "without words"),
        ({"finish_reason": "stop"}, "failed", "without words"),
    ],
)
def test_refusals_and_cut_answers_are_told_and_not_asked_again(
    said: dict[str, Any], state: str, why: str, tmp_path: Path
) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        provider.answers.append(said)
        standing = Trial(provider.url, OLLAMA, tmp_path).submit(NAMES)
        assert (standing.state, len(provider.billed)) == (state, 1) and why in standing.message
        assert standing.charged == pytest.approx(0.01), "it was answered, and is paid"


@pytest.mark.parametrize(
    ("luck", "kind"),
    [("busy", Busy), ("moderated", Refused), ("declined", Declined), ("broken", JobError), ("lost", OSError)],
)
def test_bad_days_are_told_apart(luck: str, kind: type[Exception], tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY, luck=[luck])) as provider:
        trial = Trial(provider.url, OLLAMA, tmp_path)
        with pytest.raises(kind) as told:
            trial.submit(NAMES)
        assert KEY not in str(told.value)
        body = trial.engine.prepare(NAMES, 1, trial.ticket, trial.bench)
        found = trial.engine.find(body, trial.ticket, 0.0)
        assert (found.ids, found.complete) == ((), False)


@pytest.mark.parametrize("luck", ["busy", "declined", "moderated"])
def test_where_the_mending_is_refused_the_first_answer_is_still_owed(luck: str, tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY, luck=["", luck])) as provider:
        provider.answers.append("no JSON")
        with pytest.raises(JobError, match="asked to mend") as told:
            Trial(provider.url, OLLAMA, tmp_path).submit(NAMES)
        assert not isinstance(told.value, Busy | Refused)


def test_a_judge_sees_frames_from_the_first_to_the_last(tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        provider.answers.append('{"score": 0.7, "words": "他跑得很快。"}')
        trial = Trial(provider.url, replace(OLLAMA, shown=3), tmp_path)
        video = trial.bench.put(film(1600, 800, 9, 24))
        answer = trial.engine.fetch(trial.submit(Judge(video=video.digest, words="夸父 runs")).id, trial.bench)
        assert answer == {"opinion": {"score": 0.7, "words": "他跑得很快。"}}
        frames = [Image.open(io.BytesIO(each)) for each in provider.pictures]
        assert [frame.size for frame in frames] == [(768, 384)] * 3
        light = [frame.convert("L").getpixel((700, 300)) for frame in frames]
        assert light == sorted(light) and light[2] - light[0] > 100
        assert "夸父 runs" in provider.billed[0]["messages"][1]["content"][0]["text"]


def test_an_opinion_out_of_bounds_is_mended(tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        provider.answers += ['{"score": 7, "words": "good"}', '{"score": 0.7, "words": "good"}']
        trial = Trial(provider.url, OLLAMA, tmp_path)
        video = trial.bench.put(film(64, 48, 3, 24))
        standing = trial.submit(Judge(video=video.digest, words="x"))
        assert trial.engine.fetch(standing.id, trial.bench)["opinion"]["score"] == 0.7


def test_a_schema_that_is_none_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    with serving(chats.OpenModel(key=KEY)) as provider:
        trial = Trial(provider.url, OLLAMA, tmp_path)
        with pytest.raises(UserError, match="schema is not JSON"):
            trial.submit(replace(NAMES, json_schema="{"))
        assert provider.seen == []
