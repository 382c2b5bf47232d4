"""Prices are held against caps and against a person's yes before anything starts."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from tests.unit.spend.scripted import paint

from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.build.purse import Purse, Unanswered, prices
from lampblack.graph.job import Job
from lampblack.graph.plan import Fate, Forecast, Plan
from lampblack.project.opened import OpenFilm
from lampblack.store.caps import CapReached, Caps, Limits
from lampblack.store.ledger import Money
from lampblack.store.store import Store


@dataclass
class Film:
    """As much of an opened film as a purse looks at."""

    store: Store
    caps: Caps


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path, owner=True) as opened:
        yield opened


def film(store: Store, cap: float, name: str = "", series: float | None = None) -> OpenFilm:
    caps = Caps(
        rates={"CNY": 0.5}, film=name, limits=Limits(cap=cap), series=None if series is None else Limits(cap=series)
    )
    return cast(OpenFilm, Film(store=store, caps=caps))


def forecast(job: Job, fate: Fate = "will run", guessed: bool = False) -> Forecast:
    return Forecast(job=job, fate=fate, guessed=guessed, key=None if guessed else digest_of(job.id.encode()))


def plan(*forecasts: Forecast) -> Plan:
    return cast(Plan, SimpleNamespace(forecasts=forecasts))


def shots(count: int, name: str = "shot") -> Plan:
    """So many pictures, 1.00 USD each."""
    return plan(*(forecast(paint(f"{name}{number}")) for number in range(count)))


def test_what_will_run_is_the_least_and_what_may_run_is_in_the_most(store: Store) -> None:
    found = plan(forecast(paint("a")), forecast(paint("b"), "may run"), forecast(paint("c"), "kept"))
    assert prices([(film(store, 9.0), found)]) == {"far": (1.0, 2.0)}


def test_what_the_ledger_knows_is_not_bought_again(store: Store) -> None:
    found = shots(3)
    for number, state in enumerate(("running", "withdrawn")):
        key = digest_of(f"takes/shot{number}/1".encode())
        row: dict[str, Any] = {"ticket": str(number), "key": key, "job": "j", "engine": "far", "price": 1.0}
        store.ledger.append(Money(**row, state=state))
    assert prices([(film(store, 9.0), found)]) == {"far": (2.0, 2.0)}


def test_more_than_the_caps_allow_is_refused_and_less_than_is_allowed_is_not_asked(store: Store) -> None:
    with pytest.raises(CapReached, match=r"all that is to be made with far would cost 3\.00 USD, and 0\.00 of the cap"):
        Purse(10.0).look(film(store, 2.5), shots(3))
    Purse(3.0).look(film(store, 9.0), shots(3))
    with pytest.raises(Unanswered):
        Purse(2.9).look(film(store, 9.0), shots(3))
    Purse(0.0).look(film(store, 0.0), shots(0))


def test_a_yes_covers_the_most_that_was_named(store: Store) -> None:
    asked: list[str] = []
    purse = Purse(0.5, person=lambda question: asked.append(question) or True)
    found = plan(forecast(paint("a")), forecast(paint("b"), "may run"))
    with pytest.raises(Unanswered) as question:
        purse.look(film(store, 9.0), found)
    purse.answer(question.value, "USD")
    assert asked == ["This make will cost 1.00 to 2.00 USD. Go on?"]
    assert purse.allowance.left == 2.0


def test_a_series_is_asked_about_once_and_whole(store: Store) -> None:
    one, two = film(store, 5.0, "one", 9.0), film(store, 5.0, "two", 9.0)
    purse = Purse(3.0)
    purse.others = lambda: [(two, shots(4, "other"))]
    with pytest.raises(Unanswered) as question:
        purse.look(one, shots(4))
    assert (question.value.least, purse.others) == (8.0, None)
    purse.others = lambda: [(two, shots(4))]
    with pytest.raises(Unanswered) as question:
        purse.look(one, shots(4))
    assert question.value.least == 4.0, "what both want is bought once"
    purse.others = lambda: [(two, shots(6, "too much"))]
    with pytest.raises(Unanswered) as question:
        purse.look(one, shots(4))
    assert question.value.least == 4.0, "what is never begun costs nothing"


def test_after_a_no_the_other_episodes_buy_nothing_either(store: Store) -> None:
    purse = Purse(3.0, person=lambda question: False)
    purse.others = lambda: [(film(store, 9.0), shots(3, "other"))]
    with pytest.raises(Unanswered) as question:
        purse.look(film(store, 9.0), shots(3))
    with pytest.raises(UserError, match="nothing was begun, and nothing spent"):
        purse.answer(question.value, "USD")
    with pytest.raises(UserError, match="nothing is bought for this film either"):
        purse.look(film(store, 9.0), shots(3, "other"))
    purse.look(film(store, 9.0), shots(0))


def test_what_was_held_is_asked_for_in_the_end(store: Store) -> None:
    purse = Purse(1.0)
    assert purse.allowance.take(1.0, "a")
    assert not purse.allowance.take(0.6, "b")
    assert not purse.answer_held("USD")
    assert purse.told("USD") == ("1 held back, 0.60 USD that nobody said yes to; to say yes: --spend 0.60")
    assert purse.told("USD") == ""
    there = Purse(1.0, person=lambda question: True)
    assert not there.allowance.take(1.6, "b")
    assert there.answer_held("USD")
    assert there.allowance.take(1.6, "b")


def test_a_sum_said_beforehand_is_not_asked_about_again(store: Store) -> None:
    purse = Purse(0.0, spend=2.0, person=lambda question: True)
    with pytest.raises(Unanswered) as question:
        purse.look(film(store, 9.0), shots(3))
    with pytest.raises(UserError, match=r"would cost 3\.00 USD, and --spend leaves 2\.00 USD; nothing was begun"):
        purse.answer(question.value, "USD")
