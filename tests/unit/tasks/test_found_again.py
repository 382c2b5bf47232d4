"""A job whose answer was lost is found by what was sent, among others' and on later pages, and by no guess; a provider
that a person wrote down, with keys of ours, keeps every promise."""

from __future__ import annotations

import json
import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.desk import Asked, Reply
from tests.doubles.tasks.base import Double, Job
from tests.doubles.tasks.files import picture
from tests.doubles.tasks.replicate import Replicate

from lampblack.base.errors import Busy, JobError
from lampblack.base.time import Rate
from lampblack.engines.conformance import conform_remote
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.guides import Reference, bare
from lampblack.engines.protocol import Found
from lampblack.engines.requests import Film, Paint, Size
from lampblack_engines.servers.written import WHERE
from lampblack_engines.tasks import accounts
from lampblack_engines.tasks.accounts import Account, account_of
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.offers import offer_of

TICKET = "00000000-0000-4000-8000-000000000001"
PAGE = Path(__file__).parents[3] / "docs" / "clouds.md"


@pytest.fixture
def double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Replicate]:
    with Replicate() as opened:
        table = f'protocol = "tasks"\nprovider = "replicate"\nurl = "{opened.url}"\nkey = "KEY_THERE"\n'
        (tmp_path / "servers.toml").write_text(
            f'[far]\n{table}model = "veo-3.1"\n[still]\n{table}model = "flux-2-pro"\n'
        )
        monkeypatch.setenv(WHERE, str(tmp_path / "servers.toml"))
        monkeypatch.setenv("KEY_THERE", opened.KEY)
        yield opened


def body(tmp_path: Path, words: str, take: int = 1) -> bytes:
    request = Film(staging=bare(Rate(numerator=24), 48), size=Size(width=1280, height=720), words=words)
    return TaskEngine("far").prepare(request, take, TICKET, Bench(folder=tmp_path / "bench"))


def find(sent: bytes) -> Found:
    return TaskEngine("far").find(sent, TICKET, time.time())


def test_ours_is_found_among_others_and_on_later_pages(double: Replicate, tmp_path: Path) -> None:
    engine, ours = TaskEngine("far"), body(tmp_path, "rain")
    assert find(ours) == Found()
    id = engine.submit(ours, TICKET).id
    for take in range(2, 5):
        engine.submit(body(tmp_path, "rain", take), TICKET)
    double.page = 1
    assert find(ours) == Found(ids=(id,))


def test_what_was_made_before_is_not_ours(double: Replicate, tmp_path: Path) -> None:
    ours = body(tmp_path, "rain")
    TaskEngine("far").submit(ours, TICKET)
    double.jobs[double.bill[0]].made = time.time() - 3_600
    assert find(ours) == Found()


def test_a_list_that_forgot_proves_nothing(double: Replicate, tmp_path: Path) -> None:
    ours = body(tmp_path, "rain")
    TaskEngine("far").submit(ours, TICKET)
    double.forgets, double.jobs[double.bill[0]].looks = True, 9
    assert find(ours) == Found()


def test_a_list_that_goes_on_elsewhere_is_not_followed(
    double: Replicate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = {"results": [{"id": "x", "created_at": "2999-01-01T00:00:00Z"}], "next": "http://127.0.0.1:9/v1/predictions"}
    monkeypatch.setattr(double, "_listed", lambda asked: Reply(what=rows))
    with pytest.raises(JobError, match="goes on at another host"):
        find(body(tmp_path, "rain"))


def test_files_go_first_and_where_they_cannot_nothing_is_bought(
    double: Replicate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench = Bench(folder=tmp_path / "bench")
    told = (Reference(picture=bench.put(picture(64, 36)).digest, of="ann"),)
    request = Paint(words="ann", size=Size(width=1024, height=768), references=told)
    sent = TaskEngine("still").prepare(request, 1, TICKET, bench)
    TaskEngine("still").submit(sent, TICKET)
    ((url,),) = [job.body["input"]["input_images"] for job in double.jobs.values()]
    assert double.files[url.rpartition("/")[2]] == picture(64, 36)
    monkeypatch.setattr(double, "_kept", lambda asked: Reply(code=503, what={"detail": "later"}))
    with pytest.raises(Busy):
        TaskEngine("still").submit(sent, TICKET)
    assert len(double.bill) == 1


# ---- a provider that a person wrote down ---------------------------------------------------------------------------


class Example(Double):
    """The provider of the manual's page: a submission is repeated safely under its key, and films want the key too."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[str, str] = {}

    def allowed(self, asked: Asked) -> bool:
        return asked.headers.get("authorization") == f"Bearer {self.KEY}"

    def is_submit(self, asked: Asked) -> bool:
        return asked.method == "POST"

    def file(self, asked: Asked) -> Reply:
        return super().file(asked) if self.allowed(asked) else self.denied()

    def shape(self, job: Job) -> tuple[int, int, float, bool]:
        return 1280, 720, float(job.body["duration"]), False

    def answer(self, asked: Asked) -> Reply:
        if asked.method == "POST":
            key = asked.headers["idempotency-key"]
            if key not in self.keys:
                self.keys[key] = self.take(f"ex-{self.number()}", asked.json).id
            return Reply(what={"id": self.keys[key]})
        job = self.jobs.get(asked.path.removeprefix("/v1/videos/"))
        if job is None:
            return Reply(code=404, what={"error": {"message": "no such video"}})
        told: dict[str, Any] = {"id": job.id, "status": "working"}
        if self.is_done(job):
            told = {"id": job.id, "status": "done", "video": {"url": f"/files/{job.id}.mp4"}}
        return Reply(what=told)


def test_the_provider_of_the_manual_keeps_every_promise(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = PAGE.read_text("utf-8").partition('    title = "Example"\n')[2].partition("\n- **")[0]
    written = 'title = "Example"\n' + "\n".join(line.removeprefix("    ") for line in whole.splitlines())
    written = written.replace('at = ["video.url"]', 'at = ["video.url"]\nkey = true')
    (tmp_path / "providers").mkdir()
    (tmp_path / "providers" / "example.toml").write_text(written)
    with Example() as double:
        table = f'[mine]\nprotocol = "tasks"\nprovider = "example"\nmodel = "ex-2"\nurl = "{double.url}"\n'
        (tmp_path / "servers.toml").write_text(table)
        monkeypatch.setenv(WHERE, str(tmp_path / "servers.toml"))
        monkeypatch.setenv(accounts.WHERE, str(tmp_path / "providers"))
        monkeypatch.setenv("EXAMPLE_API_KEY", double.KEY)
        offer = offer_of(account_of("mine"))
        assert conform_remote(lambda: TaskEngine("mine"), offer, tmp_path / "bench", patience=20.0) == ()
        assert len(double.bill) == len(double.keys) > 0
        assert json.loads(double.asked[0].data)["model"] == "ex-2"


def test_a_job_whose_files_took_long_is_found_and_a_later_one_proves_nothing(double: Replicate, tmp_path: Path) -> None:
    bench = Bench(folder=tmp_path / "bench")
    told = tuple(Reference(picture=bench.put(picture(64, 32 + 8 * n)).digest, of=f"p{n}") for n in range(4))
    request = Paint(words="ann", size=Size(width=1024, height=768), references=told)
    engine = TaskEngine("still")
    sent = engine.prepare(request, 1, TICKET, bench)
    id = engine.submit(sent, TICKET).id
    assert engine.find(sent, TICKET, time.time() - 700) == Found(ids=(id,))
    account = replace_find(account_of("still"), complete=True)
    sure = TaskEngine("still", account)
    assert sure.find(sent, TICKET, time.time() - 5_000) == Found(), "it may be ours by a clock that is wrong"
    double.jobs[double.bill[0]].body["input"]["prompt"] = "another"
    assert sure.find(sent, TICKET, time.time() - 5_000) == Found(complete=True)


def replace_find(account: Account, **more: Any) -> Account:
    provider = account.provider
    return replace(account, provider=replace(provider, find=replace(provider.find, **more)))
