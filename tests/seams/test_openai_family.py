"""The openai family keeps the promises money relies on, against a double of each dialect, free and priced."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.doubles.openai import chats, images, videos
from tests.doubles.openai.desk import serving
from tests.provider.speech import Talker, talking

from lampblack.engines.conformance import Bench, conform_remote
from lampblack.engines.conformance.trials import trials
from lampblack.engines.registry import missing, offer
from lampblack_engines.openai import dialects
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.models import ask_model
from lampblack_engines.openai.offers import offer_of
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

PAINTED = ("words", "without", "references", "restyle", "guidance", "seed")
FILMS = {
    "openai": (videos.Plain, Service(url="", does=("film",), rates=("30",))),
    "vllm-omni": (videos.VllmOmni, Service(url="", dialect="vllm-omni", does=("film",), rates=("24",), sound=True)),
    "sglang": (videos.Sglang, Service(url="", dialect="sglang", does=("film",))),
    "fastvideo": (videos.FastVideo, Service(url="", dialect="fastvideo", does=("film",), sound=True)),
    "dynamo": (videos.Dynamo, Service(url="", dialect="dynamo", does=("film",), model="wan")),
    "openrouter": (
        videos.OpenRouter,
        Service(url="", dialect="openrouter", does=("film",), model="google/veo-3.1", rates=("24",), sound=True),
    ),
    "lampblack": (
        videos.Lampblack,
        Service(url="", protocol="lampblack", dialect="lampblack", does=("film",), model="theatre"),
    ),
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def faults(double, service: Service, tmp_path: Path, price: float) -> tuple[str, ...]:
    with serving(double()) as provider:
        provider.cost = price
        made = replace(service, url=provider.url, price=price)
        if made.dialect == "lampblack":
            ask_model("there", made)
        spool = Spool(tmp_path / "spool")
        engine = lambda: OpenAIServer("there", made, spool)  # noqa: E731
        found = conform_remote(engine, offer_of("there", made), tmp_path / "try", patience=10.0)
        asked = sum(
            len(trials(limits, Bench(folder=tmp_path / "count"))) for limits in offer_of("there", made).capabilities
        )
        assert len(provider.billed) == asked, "one request a trial, each billed once"
    return found


@pytest.mark.parametrize("price", [0.0, 0.1])
@pytest.mark.parametrize("dialect", FILMS)
def test_takes_from_each_dialect_keep_the_promises(dialect: str, price: float, tmp_path: Path) -> None:
    assert faults(*FILMS[dialect], tmp_path, price) == ()


ANOTHER_BRUSH = Service(url="", protocol="lampblack", dialect="lampblack", does=("paint",), model="brush")
PAINTS = {
    "openai": (images.Plain, Service(url="", does=("paint",), model="gpt-image-2")),
    "vllm-omni": (images.VllmOmni, Service(url="", dialect="vllm-omni", does=("paint",), controls=PAINTED)),
    "sglang": (images.Sglang, Service(url="", dialect="sglang", does=("paint",))),
    "fastvideo": (images.Sglang, Service(url="", dialect="fastvideo", does=("paint",))),
    "lampblack": (images.Lampblack, ANOTHER_BRUSH),
}


@pytest.mark.parametrize("price", [0.0, 0.1])
@pytest.mark.parametrize("dialect", PAINTS)
def test_stills_from_each_dialect_keep_the_promises(dialect: str, price: float, tmp_path: Path) -> None:
    assert faults(*PAINTS[dialect], tmp_path, price) == ()


CHATS = {
    "openai": (chats.Chat, Service(url="", does=("write", "judge"), model="gpt-5")),
    "openrouter": (chats.OpenModel, Service(url="", dialect="openrouter", does=("write", "judge"), model="a/b")),
    "vllm": (chats.OpenModel, Service(url="", dialect="vllm", does=("write", "judge"), model="Qwen3-VL")),
    "ollama": (chats.OpenModel, Service(url="", dialect="ollama", does=("write", "judge"), model="qwen3-vl")),
    "deepseek": (chats.DeepSeek, Service(url="", dialect="deepseek", does=("write",), model="deepseek-chat")),
    "dashscope": (chats.DashScope, Service(url="", dialect="dashscope", does=("write", "judge"), model="qwen3-vl")),
}


@pytest.mark.parametrize("price", [0.0, 0.01])
@pytest.mark.parametrize("dialect", CHATS)
def test_words_and_opinions_from_each_dialect_keep_the_promises(dialect: str, price: float, tmp_path: Path) -> None:
    assert faults(*CHATS[dialect], tmp_path, price) == ()


TOLD = {
    "vllm-omni": (
        "words",
        "without",
        "first",
        "voice",
        "guidance",
        "seed",
        "signal:depth",
        "signal:edges",
        "signal:ids",
    ),
    "sglang": ("words", "without", "first", "guidance", "seed"),
    "fastvideo": ("words", "without", "first", "voice", "guidance", "seed"),
    "dynamo": ("words", "without", "first", "guidance", "seed"),
    "openrouter": ("words", "first", "last", "references", "seed"),
    "openai": ("words", "first"),
}


@pytest.mark.parametrize("dialect", TOLD)
def test_every_control_a_dialect_can_carry_is_carried(dialect: str, tmp_path: Path) -> None:
    double, service = FILMS[dialect]
    assert faults(double, replace(service, controls=TOLD[dialect]), tmp_path, 0.0) == ()
    assert set(TOLD[dialect]) == set(dialects.FILMS[dialect].controls)


@pytest.mark.skipif(bool(missing(offer("espeak"))), reason="eSpeak NG is the voice behind the double")
@pytest.mark.parametrize("dialect", ["openai", "kokoro-fastapi", "vllm-omni"])
def test_lines_from_a_server_of_the_family_keep_the_promises(dialect, tmp_path: Path) -> None:
    with talking(Talker()) as talker:
        made = Service(url=f"{talker.url}/v1", dialect=dialect, does=("speak",), languages=("zh", "en"), price=0.01)
        spool = Spool(tmp_path / "spool")
        made_offer = offer_of("voices", made)
        assert conform_remote(lambda: OpenAIServer("voices", made, spool), made_offer, tmp_path / "try") == ()
        assert len(talker.billed) == len(set(talker.billed)) == 2
