"""Currencies, allowances and paces: what money is worth, how much of it, how quickly."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from lampblack.base.errors import UserError
from lampblack.project.settings import read_settings
from lampblack.spend.allowance import Allowance
from lampblack.spend.pace import Pace
from lampblack.spend.rates import date, rates
from lampblack.spend.waits import Waits


def test_the_table_converts_both_ways_and_is_dated() -> None:
    dollars, yuan = rates("USD", {}), rates("CNY", {})
    assert dollars["CNY"] * yuan["USD"] == pytest.approx(1.0)
    assert (dollars["USD"], yuan["CNY"]) == (1.0, 1.0)
    assert date() > "2026"


def test_what_is_stated_goes_before_the_table() -> None:
    assert rates("USD", {"CNY": 0.2})["CNY"] == 0.2


def test_a_currency_nobody_knows_has_only_what_is_stated() -> None:
    assert rates("XAU", {"USD": 0.0003}) == {"XAU": 1.0, "USD": 0.0003}


def test_the_budget_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "film.toml"
    file.write_text(
        '[budget]\ncurrency = "EUR"\ncap = 20\nday = 5\nask_above = 2\n[budget.engines]\ncloud = 3\n'
        "[budget.rates]\nCNY = 0.13\n"
    )
    budget = read_settings(file).budget
    assert (budget.cap, budget.day, budget.ask_above, budget.engines) == (20.0, 5.0, 2.0, {"cloud": 3.0})
    assert budget.rates == {"CNY": 0.13}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("cap = -1", ":2: budget.cap = -1 is out of reach"),
        ("day = 2e9", ":2: budget.day"),
        ("[budget.engines]\ncloud = -2", ":3: budget.engines.cloud = -2"),
        ("[budget.rates]\nCNY = 0", ":3: budget.rates.CNY = 0: 1 CNY must be worth something"),
        ("caps = 1", "budget.caps is not known"),
    ],
)
def test_mistakes_in_a_budget_are_named_with_their_line(tmp_path: Path, said: str, told: str) -> None:
    file = tmp_path / "film.toml"
    file.write_text(f"[budget]\n{said}\n")
    with pytest.raises(UserError) as error:
        read_settings(file)
    assert told in str(error.value)


def test_an_allowance_is_never_overdrawn_by_many_hands() -> None:
    allowance = Allowance(10.0)
    got = [False] * 64

    def take(number: int) -> None:
        got[number] = allowance.take(0.3, str(number))

    hands = [threading.Thread(target=take, args=(number,)) for number in range(64)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sum(got) == 33
    assert (len(allowance.held), allowance.held_sum) == (31, pytest.approx(9.3))
    allowance.give_back(0.3)
    assert allowance.take(0.3, "0")


def test_no_more_a_minute_than_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lampblack.spend.pace.MINUTE", 0.2)
    pace, stop = Pace(2), threading.Event()
    began = time.monotonic()
    for _ in range(5):
        assert pace.wait(stop)
    assert 0.4 <= time.monotonic() - began < 10


def test_after_too_many_nobody_is_let_through_for_a_while() -> None:
    pace, stop = Pace(), threading.Event()
    pace.pause(0.1)
    began = time.monotonic()
    assert pace.wait(stop)
    assert time.monotonic() - began >= 0.1
    pace.pause(60.0)
    threading.Timer(0.05, stop.set).start()
    assert not pace.wait(stop)


def test_waits_grow_and_are_never_all_the_same() -> None:
    waits = Waits()
    assert max(waits.look(number) for number in range(60)) <= 24.0
    assert waits.look(0) < waits.look(10)
    assert len({waits.look(3) for _ in range(10)}) > 1
    assert waits.look(0, usual=120.0) > 4.0
    assert waits.again(0) == 0.0
