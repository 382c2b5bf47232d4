"""A laptop without engines, and `lampblack serve` in another process: takes and lines come as they were made there."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

import pytest
from serving import Served, serving

from lampblack.base.errors import UserError
from lampblack.base.time import Rate
from lampblack.engines.conformance import Bench, conform_remote
from lampblack.engines.conformance.trials import trials
from lampblack.engines.guides import bare
from lampblack.engines.prices import price
from lampblack.engines.protocol import Declined, Standing
from lampblack.engines.registry import missing, offer
from lampblack.engines.requests import Film, Size
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.models import ask_model
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

pytestmark = pytest.mark.slow
TOKEN = "a-token-of-plain-words"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("GPU_BOX_TOKEN", TOKEN)


def service(there: Served, kind: str, model: str) -> Service:
    return Service(
        url=f"{there.address}/v1", protocol="lampblack", dialect="lampblack", does=(kind,), model=model,
        key="GPU_BOX_TOKEN",
    )  # fmt: skip


def conforms(made: Service, folder: Path) -> tuple[str, ...]:
    ask_model("gpu-box", made)
    spool = Spool(folder / "spool")
    return conform_remote(lambda: OpenAIServer("gpu-box", made, spool), offer_of("gpu-box", made), folder / "try")


def test_takes_and_lines_of_another_machine_keep_the_promises(tmp_path: Path) -> None:
    words = ["--engine", "theatre", "--engine", "espeak", "--workers", "1", "--token-env", "GPU_BOX_TOKEN"]
    if missing(offer("espeak")):
        pytest.skip("eSpeak NG is the voice over there")
    with serving(tmp_path / "box", *words) as there:
        assert conforms(service(there, "film", "theatre"), tmp_path / "film") == ()
        assert conforms(service(there, "speak", "espeak"), tmp_path / "speak") == ()
        assert offer_of("gpu-box", service(there, "speak", "espeak")).can("speak").languages, "its own languages"
        with pytest.raises(Declined, match=r"possible: (espeak, theatre|theatre, espeak)"):
            ask_model("gpu-box", service(there, "film", "wan"))


def test_what_it_cannot_do_is_refused_here_before_anything_is_sent(tmp_path: Path) -> None:
    with serving(tmp_path / "box", "--engine", "theatre", "--workers", "1", "--token-env", "GPU_BOX_TOKEN") as there:
        made = service(there, "film", "theatre")
        engine = OpenAIServer("gpu-box", made, Spool(tmp_path / "spool"))
        stage = bare(Rate(numerator=24), 5)
        request = Film(staging=stage, size=Size(width=160, height=90), sound=True)
        with pytest.raises(UserError, match="it makes no sound"):
            engine.prepare(request, 1, str(uuid.uuid4()), Bench(folder=tmp_path / "bench"))
        assert price(request, offer_of("gpu-box", made)) == 0.0


def test_a_job_outlives_its_server_and_a_repeated_ticket_is_the_same_job(tmp_path: Path) -> None:
    words = ["--engine", "theatre", "--workers", "1", "--token-env", "GPU_BOX_TOKEN"]
    bench, ticket = Bench(folder=tmp_path / "bench"), str(uuid.uuid4())
    with serving(tmp_path / "box", *words) as there:
        made = service(there, "film", "theatre")
        ask_model("gpu-box", made)
        request = trials(offer_of("gpu-box", made).can("film"), bench)[0]
        body = OpenAIServer("gpu-box", made, Spool(tmp_path / "a")).prepare(request, 1, ticket, bench)
        first = OpenAIServer("gpu-box", made, Spool(tmp_path / "a")).submit(body, ticket)
        there.kill()
    with serving(tmp_path / "box", *words) as there:
        made = service(there, "film", "theatre")
        # Another spool: as if this machine had lost what it wrote down.
        engine = OpenAIServer("gpu-box", made, Spool(tmp_path / "b"))
        assert engine.find(body, ticket, 0.0).ids == (first.id,)
        assert engine.submit(body, ticket).id == first.id
        standing = Standing(id=first.id)
        for _ in range(600):
            standing = engine.look(first.id)
            if standing.state != "running":
                break
            time.sleep(0.05)
        assert standing.state == "succeeded", standing.message
        assert engine.fetch(first.id, bench.cleared())["taken"].frames == request.staging.frames
