"""The workshop: fair among owners, patient with the busy, one result for all who ask the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from lampblack.base.digest import Digest
from lampblack.base.saved import encode
from lampblack.base.time import Rate
from lampblack.engines.guides import bare
from lampblack.engines.requests import Film, Size, saved
from lampblack.graph.job import Job
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.server.book import Book, Row
from lampblack.server.keeping import Keeper
from lampblack.server.limits import Limits
from lampblack.server.workshop import Workshop
from lampblack.store.store import Store


@dataclass
class Hands:
    """An executor that does nothing until it is told to."""

    room_for: int = 1
    started: list[Order] = field(default_factory=lambda: [])
    tells: dict[Digest, Tell] = field(default_factory=lambda: {})
    given_up: list[Digest] = field(default_factory=lambda: [])

    def lane(self, job: Job) -> str:
        return "one"

    def room(self, lane: str) -> int:
        return self.room_for - len(self.tells)

    def start(self, order: Order, tell: Tell) -> None:
        self.started.append(order)
        self.tells[order.key] = tell

    def give_up(self, key: Digest) -> None:
        self.given_up.append(key)
        self.end(fault="cancelled", key=key)

    def cancel(self) -> None:
        for key in tuple(self.tells):
            self.end(fault="cancelled", key=key)

    def close(self) -> None:
        pass

    def end(self, *, key: Digest | None = None, **told: Any) -> None:
        """The oldest that runs, or this one, ends so."""
        order = next(each for each in self.started if each.key == (key or next(iter(self.tells))))
        self.tells.pop(order.key)(Outcome(order=order, **told))


class Shop:
    """A workshop on hands that are told what to do."""

    def __init__(self, folder: Path) -> None:
        self.store = Store.at(folder / "store", owner=True)
        self.book = Book(folder / "jobs.sqlite")
        self.keeper = Keeper(self.store, self.book, Limits())
        self.hands = Hands()
        self.shop = self.opened()

    def opened(self) -> Workshop:
        return Workshop(self.keeper, self.hands, Limits(), lambda words: None)

    def ask(self, id: str, owner: str = "ann", seed: int = 0) -> Row:
        film = Film(staging=bare(Rate(numerator=24), 4), size=Size(width=16, height=16), seed=seed)
        row = Row(
            id=id, owner=owner, door="video", ticket="", same=Digest(""), engine="fake", take=1,
            request=encode(saved(film)),
        )  # fmt: skip
        row = self.keeper.take_in(row, ())
        self.shop.begin(row)
        return row

    def make(self) -> None:
        """The oldest that runs is made."""
        self.hands.end(outputs={"video": self.store.put(str(len(self.hands.started)).encode()).digest})

    def state(self, id: str) -> str:
        row = self.book.get(id)
        return row.state if row else "gone"

    def close(self) -> None:
        self.shop.close()
        self.book.close()
        self.store.close()


@pytest.fixture
def shop(tmp_path: Path) -> Generator[Shop]:
    found = Shop(tmp_path)
    yield found
    found.close()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 10.0
    while not true():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def test_one_result_is_made_for_all_who_ask_the_same(shop: Shop) -> None:
    for id in ("a", "b"):
        shop.ask(id)
    until(lambda: shop.state("a") == shop.state("b") == "in_progress")
    shop.make()
    until(lambda: shop.state("a") == shop.state("b") == "completed")
    shop.ask("c")
    assert shop.state("c") == "completed" and len(shop.hands.started) == 1


def test_an_owner_with_many_jobs_does_not_keep_another_waiting(shop: Shop) -> None:
    shop.hands.room_for = 2
    for number in range(4):
        shop.ask(f"ann-{number}", seed=number + 1)
    until(lambda: len(shop.hands.started) == 2)
    shop.ask("bo", owner="bo", seed=9)
    shop.make()
    until(lambda: len(shop.hands.started) == 3)
    assert shop.state("bo") == "in_progress" and shop.state("ann-2") == "queued"


def test_a_busy_engine_is_asked_again(shop: Shop) -> None:
    shop.ask("a")
    until(lambda: len(shop.hands.tells) == 1)
    shop.hands.end(fault="busy", after=0.1, message="busy")
    until(lambda: len(shop.hands.started) == 2)
    shop.make()
    until(lambda: shop.state("a") == "completed")


@pytest.mark.parametrize(
    ("fault", "words", "told"),
    [
        ("refused", "the theatre has no such look", "the theatre has no such look"),
        ("failed", "it failed\n  | secret log\n  all of it: /a/path", "it failed"),
        ("broken", "ValueError: /home/me/model (engine.py:3)", "the engine broke"),
        ("disk", "the disk is full in /home/me", "the server's disk is full"),
    ],
)
def test_a_failure_is_told_without_the_machine(shop: Shop, fault: Any, words: str, told: str) -> None:
    shop.ask("a")
    until(lambda: len(shop.hands.tells) == 1)
    shop.hands.end(fault=fault, message=words)
    until(lambda: shop.state("a") == "failed")
    row = shop.book.get("a")
    assert row is not None and row.fault == fault and row.words.startswith(told)
    assert "/home" not in row.words and "secret" not in row.words


def test_whoever_waits_is_told_once(shop: Shop) -> None:
    shop.ask("a")
    over = threading.Semaphore(0)
    shop.shop.when_over("a", over.release)
    assert not over.acquire(timeout=0.2)
    until(lambda: len(shop.hands.tells) == 1)
    shop.make()
    assert over.acquire(timeout=5.0) and not over.acquire(timeout=0.2)
    shop.shop.when_over("a", over.release)
    assert over.acquire(timeout=1.0), "it is over already"
    shop.shop.when_over("nobody", over.release)
    assert over.acquire(timeout=1.0)


def test_only_the_last_who_wants_a_result_stops_it(shop: Shop) -> None:
    rows = [shop.ask(id) for id in ("a", "b")]
    until(lambda: shop.state("b") == "in_progress")
    shop.shop.forget(rows[0])
    assert shop.hands.given_up == [] and shop.state("a") == "gone"
    over = threading.Event()
    shop.shop.when_over("b", over.set)
    shop.shop.forget(rows[1])
    assert len(shop.hands.given_up) == 1 and over.wait(5.0)


def test_who_asks_for_what_was_just_given_up_has_it_made_again(shop: Shop) -> None:
    row = shop.ask("a")
    until(lambda: len(shop.hands.tells) == 1)
    shop.shop.forget(row)
    shop.ask("b")
    until(lambda: len(shop.hands.started) == 2)
    shop.make()
    until(lambda: shop.state("b") == "completed")


def test_what_an_earlier_server_left_is_taken_up(shop: Shop) -> None:
    shop.ask("a")
    until(lambda: shop.state("a") == "in_progress")
    shop.shop.close()
    row = shop.book.get("a")
    assert row is not None and row.state == "queued" and row.tries == 0, "a server that ends in order is no fault of it"
    shop.book.change("a", state="in_progress", tries=5)
    shop.shop = shop.opened()
    assert shop.state("a") == "failed"


def test_an_engine_that_is_gone_fails_its_jobs(shop: Shop) -> None:
    row = shop.ask("a")
    until(lambda: len(shop.hands.tells) == 1)
    shop.shop.close()
    shop.book.change(row.id, engine="gone")
    shop.shop = shop.opened()
    until(lambda: shop.state("a") == "failed")
    found = shop.book.get("a")
    assert found is not None and "no engine 'gone'" in found.words
