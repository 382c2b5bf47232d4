"""Stills over `/v1/images`: what is shown to whom, and what comes in place of a picture."""

from __future__ import annotations

import base64
import uuid
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.openai import images
from tests.doubles.openai.desk import serving
from tests.doubles.openai.footage import bomb, picture

from lampblack.base.errors import Busy, JobError, UserError
from lampblack.engines.conformance import Bench
from lampblack.engines.guides import Reference
from lampblack.engines.protocol import Declined, Refused, Standing
from lampblack.engines.requests import Paint, Size
from lampblack_engines.openai.engine import OpenAIServer
from lampblack_engines.openai.service import Service
from lampblack_engines.servers.spool import Spool

OPEN = Service(url="", dialect="sglang", does=("paint",), key="SERVER_KEY", controls=("references", "restyle"))
GPT = replace(OPEN, dialect="openai", model="gpt-image-2")
SHEET = Paint(words="a sheet of 夸父", size=Size(width=150, height=90))


class Trial:
    """An engine at a double."""

    def __init__(self, url: str, service: Service, folder: Path) -> None:
        self.bench, self.ticket = Bench(folder=folder / "bench"), str(uuid.uuid4())
        self.engine = OpenAIServer("there", replace(service, url=url), Spool(folder / "spool"))

    def submit(self, request: Paint) -> Standing:
        return self.engine.submit(self.engine.prepare(request, 1, self.ticket, self.bench), self.ticket)


def test_a_picture_has_exactly_the_size_asked_for(tmp_path: Path) -> None:
    with serving(images.Sglang(key="sk-never-to-be-seen-0123456789")) as provider:
        trial = Trial(provider.url, OPEN, tmp_path)
        answer = trial.engine.fetch(trial.submit(SHEET).id, trial.bench)
        assert (provider.billed[0]["width"], provider.billed[0]["height"]) == (160, 96)
    png = trial.bench.path(answer["picture"]).read_bytes()
    assert png.startswith(b"\x89PNG") and (png[16:24]) == (150).to_bytes(4, "big") + (90).to_bytes(4, "big")


@pytest.mark.parametrize(("service", "name"), [(OPEN, "image"), (GPT, "image[]")])
def test_what_is_changed_comes_before_those_who_are_to_look_so(service: Service, name: str, tmp_path: Path) -> None:
    double = images.Plain if service.dialect == "openai" else images.Sglang
    with serving(double(key="sk-never-to-be-seen-0123456789")) as provider:
        trial = Trial(provider.url, service, tmp_path)
        shown = [picture(64, 64 + 16 * n) for n in range(2)]
        source, face = (trial.bench.put(each).digest for each in shown)
        size = Size(width=1024, height=1024) if service.dialect == "openai" else SHEET.size
        request = replace(SHEET, size=size, source=source, references=(Reference(picture=face, of="夸父"),))
        trial.submit(request)
        files = provider.billed[0]["files"]
        assert [(file.name, file.data) for file in files] == [(name, shown[0]), (name, shown[1])]
        with pytest.raises(UserError, match="strength"):
            trial.submit(replace(request, strength=0.2))
        assert len(provider.billed) == 1


@pytest.mark.parametrize(
    ("luck", "kind"), [("busy", Busy), ("moderated", Refused), ("declined", Declined), ("lost", OSError)]
)
def test_bad_days_are_told_apart(luck: str, kind: type[Exception], tmp_path: Path) -> None:
    with serving(images.Sglang(key="sk-never-to-be-seen-0123456789", luck=[luck])) as provider:
        trial = Trial(provider.url, OPEN, tmp_path)
        with pytest.raises(kind):
            trial.submit(SHEET)
        body = trial.engine.prepare(SHEET, 1, trial.ticket, trial.bench)
        assert trial.engine.find(body, trial.ticket, 0.0).ids == ()


def bytes_of(data: bytes) -> dict[str, Any]:
    return {"b64_json": base64.b64encode(data).decode()}


@pytest.mark.parametrize(
    ("item", "why"),
    [
        (bytes_of(bomb(9_300)), "9300x9300: that is not opened"),
        (bytes_of(bomb(30_000)), "is no picture"),
        (bytes_of(b"<html>"), "is no picture"),
        (bytes_of(picture(320, 96)), "sent a picture of 320x96"),
        (bytes_of(picture(160, 96)[:200]), "is no picture"),
        ({"url": "https://169.254.169.254/x.png"}, "address within"),
        ({"url": "http://localhost:1/x.png"}, "without TLS"),
        ({"url": "file:///etc/passwd"}, "no address"),
    ],
)
def test_what_comes_in_place_of_a_picture_is_not_opened(item: dict[str, Any], why: str, tmp_path: Path) -> None:
    with serving(images.Sglang(key="sk-never-to-be-seen-0123456789")) as provider:
        provider.items.append(item)
        trial = Trial(provider.url, OPEN, tmp_path)
        standing = trial.submit(SHEET)
        with pytest.raises(JobError, match=why):
            trial.engine.fetch(standing.id, trial.bench)


@pytest.mark.parametrize("item", [{"b64_json": "***"}, {}, "x", None])
def test_an_answer_without_a_picture_is_a_failure_that_is_remembered(item: Any, tmp_path: Path) -> None:
    with serving(images.Sglang(key="sk-never-to-be-seen-0123456789")) as provider:
        provider.items.append(item or {})
        trial = Trial(provider.url, replace(OPEN, price=0.04), tmp_path)
        standing = trial.submit(SHEET)
        assert standing.state == trial.engine.look(standing.id).state == "failed"
        assert standing.charged == 0.04, "HTTP said yes: it was made and is billed"
        assert "without a picture" in standing.message


def test_a_picture_may_lie_on_the_server_itself_and_the_key_goes_there(tmp_path: Path) -> None:
    with serving(images.Sglang(key="sk-never-to-be-seen-0123456789")) as provider:
        provider.items.append({"url": "/v1/files/made.png"})
        trial = Trial(provider.url, OPEN, tmp_path)
        assert trial.engine.fetch(trial.submit(SHEET).id, trial.bench)["picture"]
