"""Ark, DashScope, MiniMax and Kling by the adapter of tasks, against doubles written from their makers' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from tests.doubles.desk import Reply
from tests.doubles.tasks.ark import Ark
from tests.doubles.tasks.dashscope import DashScope
from tests.doubles.tasks.hailuo import Hailuo
from tests.doubles.tasks.kling import Kling
from tests.doubles.tasks.maker import Maker, serving
from tests.doubles.tasks.minimax import MiniMax

from lampblack.base.time import Rate
from lampblack.engines.capabilities import Offer
from lampblack.engines.conformance import conform_remote
from lampblack.engines.guides import bare
from lampblack.engines.requests import Film, Paint
from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.report import Report
from lampblack.project.asking import asked
from lampblack.runners.local import Local
from lampblack.spend.paid import Paid
from lampblack.spend.providers import Providers
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps
from lampblack.store.store import Store
from lampblack_engines.tasks.accounts import account_of
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.offers import offer_of

KEYS = ("ARK_API_KEY", "DASHSCOPE_API_KEY", "MINIMAX_API_KEY", "KLING_ACCESS_KEY")


@dataclass(frozen=True, kw_only=True)
class Shop:
    """A maker's double, and the table of `servers.toml` by which it is bought from."""

    maker: Callable[[], Maker]
    provider: str
    model: str
    base: str = ""
    more: str = ""

    def table(self, url: str) -> str:
        return (
            f'[shop]\nprotocol = "tasks"\nprovider = "{self.provider}"\nmodel = "{self.model}"\n'
            f'url = "{url}{self.base}"\n{self.more}\n'
        )


_WORKSPACE = 'values = { workspace = "ws-1" }'
SHOPS = {
    "ark": Shop(maker=Ark, provider="ark", model="seedance-2.0-mini", base="/api/v3"),
    "dashscope": Shop(maker=DashScope, provider="dashscope", model="wan3.0", base="/api/v1", more=_WORKSPACE),
    "dashscope pictures": Shop(
        maker=DashScope, provider="dashscope", model="qwen-image", base="/api/v1", more=_WORKSPACE
    ),
    "minimax": Shop(maker=MiniMax, provider="minimax", model="h3-max"),
    "hailuo": Shop(maker=Hailuo, provider="hailuo", model="hailuo-02"),
    "kling": Shop(maker=Kling, provider="kling", model="kling-3.0"),
    "kling omni": Shop(maker=Kling, provider="kling", model="kling-3.0-omni"),
}


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Shop], Maker]]:
    """Open a shop: its double serves, and `shop` is an engine that buys there."""
    held: list[AbstractContextManager[Maker]] = []

    def open_(shop: Shop) -> Maker:
        held.append(serving(shop.maker()))
        maker = held[-1].__enter__()
        file = tmp_path / "servers.toml"
        file.write_text(shop.table(maker.url), "utf-8")
        monkeypatch.setenv("LAMPBLACK_SERVERS", str(file))
        for name in KEYS:
            monkeypatch.setenv(name, maker.key)
        monkeypatch.setenv("KLING_SECRET_KEY", getattr(maker, "secret", ""))
        return maker

    yield open_
    for each in held:
        each.__exit__(None, None, None)


def offered() -> Offer:
    """The engine that the table is."""
    return offer_of(account_of("shop"))


@pytest.mark.parametrize("name", SHOPS)
def test_each_conforms_and_is_billed_once_a_job(name: str, opened: Callable[[Shop], Maker], tmp_path: Path) -> None:
    maker = opened(SHOPS[name])
    assert conform_remote(lambda: TaskEngine("shop"), offered(), tmp_path / "bench", patience=5.0) == ()
    assert all(job.charge for job in maker.jobs.values())


QUICK = Waits(first=0.001, least=0.0, retry=0.01, longest=0.01, tries=4)


def bought(store: Store, words: str = "一只猫走过屋顶") -> Report:
    """Make one take, or one picture, with the engine `shop`."""
    offer = offered()
    (limits,) = offer.capabilities
    quick = replace(offer, capabilities=(replace(limits, usual_seconds=0.0),))
    size = limits.sizes[0]
    request = (
        Paint(words=words, size=size)
        if limits.kind == "paint"
        else Film(staging=bare(Rate.parse(limits.rates[0]), 5), size=size, words=words, sound=limits.makes_sound)
    )
    providers = Providers(lambda: {"shop": quick}, TaskEngine)
    paid = Paid(store, Local(store, threads=1), caps=Caps(rates={"CNY": 0.14}), providers=providers, waits=QUICK)
    try:
        paid.collect()
        job = Job(id="takes/cat", stage="takes", subject="cat", work=asked(request, quick))
        return build(lambda known: [job], store, paid)
    finally:
        paid.close()


def told(report: Report) -> str:
    """What is said of what failed."""
    return " ".join(failure.message for failure in report.failed)


@pytest.mark.parametrize("luck", ["lost", "broken", "rubbish", "late"])
@pytest.mark.parametrize("name", [name for name in SHOPS if name != "hailuo"])
def test_a_job_whose_answer_was_lost_is_found_and_paid_once(
    name: str, luck: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(replace(SHOPS[name], more=SHOPS[name].more + "\nseconds = 1"))
    maker.luck, maker.late, maker.lag = [luck], 1.3, 0.02
    with Store.open(tmp_path / "film", owner=True) as store:
        report = bought(store)
        for _ in range(2):
            report = report if report.whole else bought(store)
        assert report.whole, told(report)
        assert [money.state for money in store.ledger.present()] == ["succeeded"]
    assert list(maker.charges().values()) == [1]


@pytest.mark.parametrize("luck", ["lost", "broken", "rubbish"])
def test_where_nothing_can_be_found_a_lost_answer_is_asked_of_a_person_and_brought_by_its_name(
    luck: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS["hailuo"])
    maker.luck = [luck]
    with Store.open(tmp_path / "film", owner=True) as store:
        assert "this provider cannot say whether it took the job" in told(bought(store))
        assert "it is not sent again by itself" in told(bought(store))
        (doubt,) = store.ledger.doubts()
        (job,) = maker.jobs
        store.ledger.settle(doubt.ticket, "running", "it is on their page", provider=f"{job} film 24 5 1280x720")
        report = bought(store)
        assert report.whole, told(report)
    assert list(maker.charges().values()) == [1]


@pytest.mark.parametrize("luck", ["deaf", "down"])
@pytest.mark.parametrize("name", ["ark", "dashscope", "minimax", "hailuo", "kling"])
def test_what_nobody_knows_stands_in_doubt_and_is_not_sent_again(
    name: str, luck: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS[name])
    maker.luck = [luck]
    with Store.open(tmp_path / "film", owner=True) as store:
        assert "it may have been paid" in told(bought(store))
        assert "it is not sent again by itself" in told(bought(store))
        assert [money.state for money in store.ledger.doubts()] == ["in doubt"]
    assert maker.jobs == {}


@pytest.mark.parametrize("name", ["ark", "dashscope", "minimax", "hailuo", "kling"])
def test_a_maker_who_has_too_much_to_do_is_asked_again_later(
    name: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS[name])
    maker.luck = ["busy"]
    with Store.open(tmp_path / "film", owner=True) as store:
        report = bought(store)
        report = report if report.whole else bought(store)
        assert report.whole, told(report)
    assert list(maker.charges().values()) == [1]


EMPTY = {
    "ark": "overdue balance",
    "dashscope": "your account is in good standing",
    "minimax": "insufficient balance (1008)",
    "hailuo": "账号余额不足",
    "kling": "资源包已用完或已过期",
}
NO = {
    "ark": "输入文本可能包含敏感信息",
    "dashscope": "输入数据可能包含不适当的内容",
    "minimax": "视频描述涉及敏感内容",
    "hailuo": "视频描述涉及敏感内容",
    "kling": "触发平台的内容安全策略",
}
UNSEEN = {
    "ark": "生成的视频可能包含敏感信息",
    "dashscope": "输出数据可能包含不适当的内容",
    "minimax": "生成视频涉及敏感内容",
    "hailuo": "生成视频涉及敏感内容",
    "kling": "触发平台的内容安全策略",
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_account_is_told_in_the_makers_own_words_and_nothing_is_owed(
    name: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS[name])
    maker.luck = ["poor"]
    with Store.open(tmp_path / "film", owner=True) as store:
        report = bought(store)
        assert EMPTY[name] in told(report)
        assert [money.state for money in store.ledger.present()] == ["withdrawn"]
        assert bought(store).whole
    assert list(maker.charges().values()) == [1]


@pytest.mark.parametrize(("luck", "words"), [("refused", NO), ("unseen", UNSEEN)])
@pytest.mark.parametrize("name", NO)
def test_moderation_is_a_final_no_in_the_makers_own_words(
    name: str, luck: str, words: dict[str, str], opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS[name])
    maker.luck = [luck]
    with Store.open(tmp_path / "film", owner=True) as store:
        assert words[name] in told(bought(store))
        assert "said no to this request" in told(bought(store))
        assert store.ledger.spent() == 0.0
    assert maker.bill() == 0.0


@pytest.mark.parametrize("luck", ["gone", "page"])
@pytest.mark.parametrize("name", ["ark", "dashscope pictures", "minimax", "hailuo", "kling"])
def test_what_was_bought_and_cannot_be_fetched_is_not_bought_again(
    name: str, luck: str, opened: Callable[[Shop], Maker], tmp_path: Path
) -> None:
    maker = opened(SHOPS[name])
    maker.luck = [luck]
    with Store.open(tmp_path / "film", owner=True) as store:
        assert "it is bought and could not be fetched" in told(bought(store))
        maker.jobs[next(iter(maker.jobs))].luck = ""
        assert bought(store).whole
    assert list(maker.charges().values()) == [1]


def test_what_ark_really_charged_stands_in_the_ledger(opened: Callable[[Shop], Maker], tmp_path: Path) -> None:
    maker = opened(SHOPS["ark"])
    with Store.open(tmp_path / "film", owner=True) as store:
        assert bought(store).whole
        (money,) = store.ledger.present()
        assert money.quoted == pytest.approx(maker.bill())
        assert money.quoted < 4 * 0.24


@pytest.mark.parametrize(("code", "state"), [("1008", "withdrawn"), ("1099", "in doubt"), ("1026", "failed")])
def test_a_no_of_an_unknown_kind_beside_a_yes_of_http_is_not_believed(
    code: str, state: str, opened: Callable[[Shop], Maker], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    maker = opened(SHOPS["hailuo"])
    no = Reply(what={"base_resp": {"status_code": int(code), "status_msg": "sorry"}})
    monkeypatch.setattr(maker, "no", lambda why: no)
    maker.luck = ["down"]
    with Store.open(tmp_path / "film", owner=True) as store:
        bought(store)
        assert [money.state for money in store.ledger.present()] == [state]
