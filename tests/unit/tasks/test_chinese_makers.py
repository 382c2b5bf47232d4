"""Ark, DashScope, MiniMax and Kling: what is sent for which size, the token that signs, what is never shown."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.doubles.desk import Reply
from tests.doubles.tasks.ark import Ark
from tests.doubles.tasks.dashscope import DashScope
from tests.doubles.tasks.kling import Kling
from tests.doubles.tasks.maker import Job, Maker, serving

from lampblack.base.digest import Digest
from lampblack.base.errors import Busy, UserError
from lampblack.base.time import Rate
from lampblack.engines.checking import check
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.files import a_picture
from lampblack.engines.guides import Reference, Still, bare
from lampblack.engines.prices import price
from lampblack.engines.protocol import Declined
from lampblack.engines.requests import Film, Paint, Size
from lampblack_engines.tasks import policies
from lampblack_engines.tasks.accounts import account_of, accounts
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.keys import shown
from lampblack_engines.tasks.offers import offer_of
from lampblack_engines.tasks.reading import read_provider

PROVIDERS = Path(__file__).parents[3] / "src" / "lampblack_engines" / "tasks" / "providers"
NAMES = ("ark", "byteplus", "dashscope", "minimax", "hailuo", "kling")
TICKET = str(uuid.UUID(int=7))

TOKEN = (
    "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJpc3MiOiJhay00NzExIiwiZXhwIjoxNzAwMDAxODAwLCJuYmYiOjE2OTk5OTk5OTV9."
    "jlg8ya_0z7l0VWpVw9mr4HaffmI-Q_HwU33k6ZPZPDY"
)
"""Made by `openssl dgst -sha256 -hmac sk-0815-signs` from the two parts before it."""


def test_klings_token_is_signed_as_others_sign_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KLING_ACCESS_KEY", "ak-4711")
    monkeypatch.setenv("KLING_SECRET_KEY", "sk-0815-signs")
    auth = read_provider(PROVIDERS / "kling.toml").auth
    header = shown(auth, auth.key, auth.secret, "kling", now=lambda: 1_700_000_000.7)
    assert header == {"Authorization": f"Bearer {TOKEN}"}


@pytest.mark.parametrize("name", NAMES)
def test_every_price_has_a_source_and_a_date(name: str) -> None:
    provider = read_provider(PROVIDERS / f"{name}.toml", PROVIDERS)
    assert provider.source
    for model in provider.models.values():
        assert model.price.date.startswith("2026-11-")
        assert model.price.source
        assert model.price.currency == ("CNY" if name == "ark" else "USD")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., TaskEngine]]:
    """An engine for a provider's model; with a maker it buys from that double."""
    with ExitStack() as stack:

        def make(provider: str, model: str, maker: Maker | None = None, path: str = "", **keys: str) -> TaskEngine:
            url = f'url = "{stack.enter_context(serving(maker)).url}{path}"\n' if maker else ""
            workspace = 'values = { workspace = "ws-1" }\n' if provider == "dashscope" else ""
            table = f'[shop]\nprotocol = "tasks"\nprovider = "{provider}"\nmodel = "{model}"\n{url}{workspace}'
            file = tmp_path / "servers.toml"
            file.write_text(table, "utf-8")
            monkeypatch.setenv("LAMPBLACK_SERVERS", str(file))
            key = maker.key if maker else "sk-double-4711"
            for name in ("ARK_API_KEY", "DASHSCOPE_API_KEY", "MINIMAX_API_KEY", "KLING_ACCESS_KEY"):
                monkeypatch.setenv(name, key)
            monkeypatch.setenv("KLING_SECRET_KEY", keys.get("secret", "sk-signs-this"))
            return TaskEngine("shop")

        yield make


def a_film(size: str = "1280x720", rate: str = "24", seconds: float = 0.2, **more: Any) -> Film:
    """A take of a cat."""
    speed = Rate.parse(rate)
    frames = round(float(speed.fraction) * seconds)
    wide, high = size.split("x")
    return Film(staging=bare(speed, frames), size=Size(width=int(wide), height=int(high)), words="一只猫", **more)


def sent(engine: TaskEngine, request: Film | Paint, bench: Bench) -> dict[str, Any]:
    """What goes to the maker."""
    return json.loads(engine.prepare(request, 1, TICKET, bench))["send"]


@pytest.mark.parametrize(
    ("size", "resolution", "ratio"),
    [
        ("864x480", "480p", "16:9"), ("480x864", "480p", "9:16"), ("1280x720", "720p", "16:9"),
        ("720x1280", "720p", "9:16"), ("1920x1080", "1080p", "16:9"), ("1080x1920", "1080p", "9:16"),
    ],
)  # fmt: skip
def test_ark_is_told_a_size_by_resolution_and_ratio(
    size: str, resolution: str, ratio: str, engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    body = sent(engine("ark", "seedance-2.5"), a_film(size, seconds=4.5), Bench(folder=tmp_path))
    assert (body["resolution"], body["ratio"], body["duration"]) == (resolution, ratio, 5)
    assert body["model"] == "doubao-seedance-2-5-260628"
    assert body["generate_audio"] is False
    assert body["content"] == [{"type": "text", "text": "一只猫"}]


@pytest.mark.parametrize(
    ("size", "tier", "ratio"),
    [("832x480", "480P", "16:9"), ("480x832", "480P", "9:16"), ("1280x720", "720P", "16:9"),
     ("1080x1920", "1080P", "9:16")],
)  # fmt: skip
def test_dashscope_is_told_a_size_in_its_words(
    size: str, tier: str, ratio: str, engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    body = sent(engine("dashscope", "wan3.0"), a_film(size, "30", 2.2), Bench(folder=tmp_path))
    assert body["model"] == "wan3.0-video"
    assert body["input"] == {"prompt": "一只猫"}
    said = {name: body["parameters"][name] for name in ("resolution", "ratio", "duration", "watermark")}
    assert said == {"resolution": tier, "ratio": ratio, "duration": 3, "watermark": False}


@pytest.mark.parametrize(("size", "tier", "ratio"), [("1280x720", "768P", "16:9"), ("1440x2560", "2K", "9:16")])
def test_minimax_is_told_a_size_in_its_words(
    size: str, tier: str, ratio: str, engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    body = sent(engine("minimax", "h3"), a_film(size), Bench(folder=tmp_path))
    assert (body["resolution"], body["ratio"], body["duration"]) == (tier, ratio, 5)


def test_kling_is_told_seconds_as_text_its_mode_and_our_ticket(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    bench = Bench(folder=tmp_path)
    loud = engine("kling", "kling-3.0")
    body = json.loads(loud.prepare(a_film("1080x1920", sound=True), 1, TICKET, bench))
    assert body["path"] == "/v1/videos/text2video"
    said = {name: body["send"][name] for name in ("duration", "mode", "sound", "aspect_ratio", "external_task_id")}
    assert said == {
        "duration": "3", "mode": "pro", "sound": "on", "aspect_ratio": "9:16", "external_task_id": TICKET,
    }  # fmt: skip
    first = Still(picture=a_picture(bench).digest, at=0)
    quiet = json.loads(loud.prepare(a_film(stills=(first,)), 1, TICKET, bench))
    assert (quiet["path"], quiet["send"]["sound"]) == ("/v1/videos/image2video", "off")
    assert not quiet["send"]["image"].startswith("data:")
    assert quiet["asked"].endswith("route:image2video")


def test_the_seed_of_a_request_is_the_makers_and_another_take_has_another(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    bench, ark = Bench(folder=tmp_path), engine("ark", "seedance-2.0")
    seeds = [json.loads(ark.prepare(a_film(), take, TICKET, bench))["send"]["seed"] for take in (1, 1, 2)]
    assert seeds[0] == seeds[1] != seeds[2]
    assert sent(ark, a_film(seed=7), bench)["seed"] == 7


def test_what_does_not_go_together_is_told_with_the_plan(engine: Callable[..., TaskEngine]) -> None:
    engine("ark", "seedance-2.5")
    offer = offer_of(account_of("shop"))
    nobody = Digest("")
    only_last = a_film(stills=(Still(picture=nobody, at=4),))
    both = a_film(stills=(Still(picture=nobody, at=0),), references=(Reference(picture=nobody, of="猫"),))
    assert any("last is taken only with first" in fault for fault in check(only_last, offer))
    assert any("first and references are not taken together" in fault for fault in check(both, offer))
    assert check(a_film(stills=(Still(picture=nobody, at=0), Still(picture=nobody, at=4))), offer) == []


def test_a_price_is_by_lines_and_by_the_seconds_that_are_billed(engine: Callable[..., TaskEngine]) -> None:
    engine("minimax", "h3")
    offer = offer_of(account_of("shop"))
    assert price(a_film("1280x720"), offer) == pytest.approx(5 * 0.08)
    assert price(a_film("2560x1440", seconds=5.5), offer) == pytest.approx(6 * 0.13)


class Gossip(Ark):
    """A maker who says back what it was told in confidence."""

    def no(self, why: str) -> Reply:
        return Reply(code=400, what={"error": {"code": "InvalidParameter", "message": f"bad key {self.key} 不行"}})


class GossipOfTokens(Kling):
    """Likewise, with the token and the secret that signed it."""

    def no(self, why: str) -> Reply:
        token = self.asked[-1].headers["authorization"].split()[1]
        return Reply(code=400, what={"code": 1201, "message": f"{token} 参数非法"})


@pytest.mark.parametrize(
    ("provider", "model", "make", "path"),
    [("ark", "seedance-2.0", Gossip, "/api/v3"), ("kling", "kling-3.0", GossipOfTokens, "")],
)
def test_keys_are_never_shown(
    provider: str, model: str, make: type[Maker], path: str, engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    maker = make(luck=["poor"])
    shop = engine(provider, model, maker, path)
    body = shop.prepare(a_film(), 1, TICKET, Bench(folder=tmp_path))
    with pytest.raises(Declined) as raised:
        shop.submit(body, TICKET)
    words = f"{raised.value} {raised.value!r} {body.decode()} {shop!r} {vars(shop)}"
    token = maker.asked[-1].headers["authorization"].split()[1]
    assert "***" in str(raised.value)
    for each in (maker.key, token, getattr(maker, "secret", token)):
        assert each not in words


def test_a_missing_second_key_is_told_and_nothing_is_sent(
    engine: Callable[..., TaskEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = Kling()
    shop = engine("kling", "kling-3.0", maker)
    body = shop.prepare(a_film(), 1, TICKET, Bench(folder=tmp_path))
    monkeypatch.delenv("KLING_SECRET_KEY")
    assert "KLING_SECRET_KEY" in offer_of(account_of("shop")).lacks
    with pytest.raises(Declined, match="KLING_SECRET_KEY"):
        shop.submit(body, TICKET)
    assert maker.asked == []


def test_a_job_that_has_ended_at_ark_is_not_deleted_by_asking_it_to_stop(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    maker = Ark(luck=["", "slow"])
    shop = engine("ark", "seedance-2.0", maker, "/api/v3")
    body = shop.prepare(a_film(), 1, TICKET, Bench(folder=tmp_path))
    done, waiting = shop.submit(body, TICKET), shop.submit(body, TICKET)
    shop.cancel(done.id)
    shop.cancel(waiting.id)
    assert shop.look(done.id).state == "succeeded"
    assert shop.look(waiting.id).state == "cancelled"


def test_pictures_are_left_in_the_makers_storage_without_the_key(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    maker, bench = DashScope(), Bench(folder=tmp_path)
    shop = engine("dashscope", "wan3.0", maker, "/api/v1")
    picture = a_picture(bench).digest
    body = shop.prepare(a_film(rate="30", stills=(Still(picture=picture, at=0),)), 1, TICKET, bench)
    shop.submit(body, TICKET)
    ((name, left),) = maker.uploads.items()
    assert left == bench.path(picture).read_bytes()
    (job,) = maker.jobs.values()
    assert job.body["input"]["media"] == [{"type": "first_frame", "url": name}]
    storage = next(each for each in maker.asked if each.path == "/oss")
    assert maker.key not in str(storage.headers) + str(storage.data)


class Trap(DashScope):
    """A maker whose storage is in somebody's own house."""

    def _policy(self, question: Any) -> Reply:
        reply = super()._policy(question)
        reply.what["data"]["upload_host"] = "http://169.254.169.254/latest"
        return reply


def test_a_file_is_not_left_at_an_address_in_our_own_house(engine: Callable[..., TaskEngine], tmp_path: Path) -> None:
    maker, bench = Trap(), Bench(folder=tmp_path)
    shop = engine("dashscope", "wan3.0", maker, "/api/v1")
    body = shop.prepare(a_film(rate="30", stills=(Still(picture=a_picture(bench).digest, at=0),)), 1, TICKET, bench)
    with pytest.raises(Declined, match="it is not sent there"):
        shop.submit(body, TICKET)
    assert maker.jobs == {}


def test_a_job_at_dashscope_is_told_from_another_of_the_same_model(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    maker = DashScope()
    shop = engine("dashscope", "wan3.0", maker, "/api/v1")
    body = shop.prepare(a_film(rate="30"), 1, TICKET, Bench(folder=tmp_path))
    since = time.time()
    mine = shop.submit(body, TICKET)
    another = {"model": "wan3.0-video", "input": {"prompt": "一条狗"}, "parameters": {}}
    more = {"width": 1280, "height": 720, "rate": 30, "seconds": 2, "sound": True, "ending": "mp4"}
    maker.jobs["x"] = Job(id="x", what="一条狗", body=another, luck="", at=time.time(), charge=1.0, more=more)
    assert shop.find(body, TICKET, since).ids == (mine.id,)
    assert shop.find(body, TICKET, since + 4_000.0).ids == ()
    assert shop.find(body, TICKET, since - 4_000.0).ids == ()


def test_without_a_workspace_dashscope_says_what_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "servers.toml"
    file.write_text('[wan]\nprotocol = "tasks"\nprovider = "dashscope"\nmodel = "wan3.0"\n', "utf-8")
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(file))
    with pytest.raises(UserError, match="workspace must be said"):
        account_of("wan")


@pytest.mark.parametrize("page", ["clouds-of-china.md", "clouds-of-china.zh.md"])
def test_the_tables_that_the_manual_shows_are_read(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (PROVIDERS.parents[3] / "docs" / page).read_text("utf-8")
    shown = text[text.index("    [jimeng]") : text.index("    [engines]")].splitlines()
    file = tmp_path / "servers.toml"
    file.write_text("\n".join(line[4:] for line in shown if line.startswith("    ")), "utf-8")
    monkeypatch.setenv("LAMPBLACK_SERVERS", str(file))
    found = {name: (each.provider.title.split()[0], each.model_name) for name, each in accounts().items()}
    assert found == {
        "jimeng": ("Volcengine", "doubao-seedance-2-0-mini-260615"),
        "wanxiang": ("DashScope", "wan3.0-video"),
        "hailuo": ("MiniMax", "MiniMax-H3"),
        "keling": ("Kling", "kling-v3"),
    }
    assert account_of("wanxiang").model.price.currency == "CNY"


@pytest.mark.parametrize(
    ("provider", "model", "where", "said"),
    [
        ("ark", "seedance-2.0", ("content", 0, "text"), "一只猫\n图片1是小满。图片2是爷爷。"),
        ("minimax", "h3", ("content", 0, "text"), "一只猫\n图1是小满。图2是爷爷。"),
        ("dashscope", "wan3.0", ("input", "prompt"), "一只猫\n图1是小满。图2是爷爷。"),
        ("kling", "kling-3.0-omni", ("prompt",), "一只猫\n小满是<<<image_1>>>。爷爷是<<<image_2>>>。"),
    ],
)
def test_the_words_tell_whom_each_reference_shows(
    provider: str, model: str, where: tuple[Any, ...], said: str, engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    bench = Bench(folder=tmp_path)
    picture = a_picture(bench).digest
    shown = (Reference(picture=picture, of="小满"), Reference(picture=picture, of="爷爷"))
    rate = "30" if provider == "dashscope" else "24"
    found: Any = sent(engine(provider, model), a_film(rate=rate, references=shown), bench)
    for step in where:
        found = found[step]
    assert found == said


def test_references_at_kling_are_counted_after_the_pictures_it_begins_and_ends_with(
    engine: Callable[..., TaskEngine], tmp_path: Path
) -> None:
    bench = Bench(folder=tmp_path)
    picture = a_picture(bench).digest
    first, shown = Still(picture=picture, at=0), Reference(picture=picture, of="Mary")
    request = a_film(stills=(first,), references=(shown,))
    body = sent(engine("kling", "kling-3.0-omni"), replace(request, words="A cat walks."), bench)
    assert body["prompt"] == "A cat walks.\nMary is <<<image_2>>>."
    assert [each.get("type") for each in body["image_list"]] == ["first_frame", None]


class Turncoat(DashScope):
    """A maker whose storage has a name that may mean another machine the second time it is asked."""

    def _policy(self, question: Any) -> Reply:
        reply = super()._policy(question)
        reply.what["data"]["upload_host"] = "https://storage.example"
        return reply


def test_a_file_goes_to_the_very_address_that_was_looked_at(
    engine: Callable[..., TaskEngine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker, bench, gone = Turncoat(), Bench(folder=tmp_path), list[str]()

    def ask(method: str, url: str, body: bytes, *, ip: str = "", **more: Any) -> Reply:
        gone.append(f"{url} at {ip}")
        raise OSError("nobody is there")

    monkeypatch.setattr(policies, "addresses", lambda host, port: ("8.8.8.8",))
    monkeypatch.setattr(policies, "ask", ask)
    shop = engine("dashscope", "wan3.0", maker, "/api/v1")
    body = shop.prepare(a_film(rate="30", stills=(Still(picture=a_picture(bench).digest, at=0),)), 1, TICKET, bench)
    with pytest.raises(Busy):
        shop.submit(body, TICKET)
    assert gone == ["https://storage.example at 8.8.8.8"] and maker.jobs == {}
