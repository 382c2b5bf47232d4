"""What a server says it has: asked when a person asks, remembered of another Lampblack."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.openai import videos
from tests.doubles.openai.desk import Asked, Provider, Said, serving, wrong

from lampblack.base.errors import JobError, UserError
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.guides import bare
from lampblack.engines.protocol import Declined
from lampblack.engines.requests import Film, Size
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.models import ask_model, remembered
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

BOX = Service(url="", protocol="lampblack", dialect="lampblack", does=("film",), model="theatre", price=0.5)


class Lister(Provider):
    """A server that tells its models at one address, or does not."""

    def __init__(self, path: str, said: Said) -> None:
        super().__init__()
        self._path, self._said = path, said

    def answer(self, asked: Asked) -> Said:
        return self._said if asked.path == self._path else wrong(404, "not found")


def models(*names: str) -> Said:
    return Said(body={"object": "list", "data": [{"id": name, "object": "model"} for name in names]})


def lacks(service: Service, provider: Any, folder: Path) -> tuple[str, ...]:
    with serving(provider) as there:
        return OpenAIServer("there", replace(service, url=there.url), Spool(folder)).lacks()


def test_another_lampblacks_engine_is_known_after_it_was_asked_once(tmp_path: Path) -> None:
    with serving(videos.Lampblack()) as provider:
        box = replace(BOX, url=provider.url)
        assert remembered("box", box) is None
        first = offer_of("box", box)
        asked = len(provider.seen)
        again = offer_of("box", box)
        assert first == again and not again.lacks, "a version that is known later would make everything again"
        film = again.can("film")
        assert (film.rates, film.controls, film.price_per_unit) == (("24",), {"staging", "words"}, 0.5)
        assert film.finds_lost_answers == "key"
        assert len(provider.seen) == asked, "what is remembered is not asked again"
        assert remembered("box", replace(box, model="wan")) is None, "another model is another thing"


@pytest.mark.parametrize(
    ("said", "kind", "why"),
    [
        (models("espeak"), Declined, r"has no model 'theatre'.*possible: espeak"),
        (Said(data=b"<html>", kind="text/html"), JobError, "tells no list"),
        (Said(body={"data": [{"id": "theatre", "capabilities": {"film": {"kind": "fim"}}}]}), JobError, "understood"),
        (Said(body={"data": [{"id": "theatre", "capabilities": []}]}), JobError, "understood"),
        (Said(cut=True), JobError, "does not say what it has"),
    ],
)
def test_a_server_that_is_no_lampblack_is_told(said: Said, kind: type[Exception], why: str, tmp_path: Path) -> None:
    with pytest.raises(kind, match=why):
        lacks(BOX, Lister("/v1/models", said), tmp_path)


def test_a_model_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    wan = Service(url="", dialect="vllm-omni", does=("film",), model="Wan2.2")
    assert lacks(wan, Lister("/v1/models", models("Wan2.2", "LTX-2")), tmp_path) == ()
    (told,) = lacks(wan, Lister("/v1/models", models("LTX-2")), tmp_path)
    assert told == "there has no model 'Wan2.2' (it has: LTX-2)"
    assert lacks(wan, Lister("/nowhere", models()), tmp_path) == (), "a server without a list lacks nothing one knows"
    router = Service(url="", dialect="openrouter", does=("film",), model="google/veo-3.1", rates=("24",))
    assert lacks(router, Lister("/v1/videos/models", models("google/veo-3.1")), tmp_path) == ()


def test_what_is_remembered_and_damaged_is_asked_for_again(tmp_path: Path) -> None:
    with serving(videos.Lampblack()) as provider:
        box = replace(BOX, url=provider.url)
        ask_model("box", box)
        (file,) = (tmp_path / "cache").rglob("box.json")
        whole = json.loads(file.read_bytes())
        file.write_text("{", encoding="utf-8")
        assert remembered("box", box) is None
        ask_model("box", box)
        assert json.loads(file.read_bytes()) == whole


def test_a_lampblack_that_never_answered_is_lacking_and_plans_nothing() -> None:
    silent = replace(BOX, url="http://127.0.0.1:9/v1")
    assert "has never said what it can do" in offer_of("box", silent).lacks


def test_another_version_than_the_plan_knew_is_told_and_not_asked(tmp_path: Path) -> None:
    with serving(videos.Lampblack()) as provider:
        box = replace(BOX, url=provider.url)
        ask_model("box", box)
        (file,) = (tmp_path / "cache").rglob("box.json")
        file.write_bytes(encode({**json.loads(file.read_bytes()), "version": 41}))
        engine = OpenAIServer("box", box, Spool(tmp_path / "spool"))
        request = Film(staging=bare(Rate(numerator=24), 5), size=Size(width=160, height=96))
        with pytest.raises(UserError, match="and was 41: make again"):
            engine.prepare(request, 1, "00000000-0000-0000-0000-000000000000", Bench(folder=tmp_path / "bench"))
        engine.prepare(request, 1, "00000000-0000-0000-0000-000000000000", Bench(folder=tmp_path / "bench"))
