"""Ark, DashScope, MiniMax and Kling by the adapter of tasks, against doubles written from their makers' pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.doubles.tasks.ark import Ark
from tests.doubles.tasks.dashscope import DashScope
from tests.doubles.tasks.kling import Kling
from tests.doubles.tasks.maker import Maker, serving
from tests.doubles.tasks.minimax import MiniMax

from lampblack.engines.capabilities import Offer
from lampblack.engines.conformance import conform_remote
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
