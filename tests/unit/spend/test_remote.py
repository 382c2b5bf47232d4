"""A job at a provider is a row before each step; a failed question is no answer; what was lost is looked for."""

from __future__ import annotations

import errno
import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest
from tests.unit.spend.provider import Provider
from tests.unit.spend.scripted import QUICK, Scripted, paint, standings

from lampblack.base.errors import Busy, UserError
from lampblack.engines.protocol import Declined, Found, Refused, Standing
from lampblack.graph.build import build
from lampblack.graph.job import Job
from lampblack.graph.report import Report
from lampblack.spend.allowance import Allowance
from lampblack.spend.paid import Paid
from lampblack.spend.providers import Providers
from lampblack.store.caps import Caps, Limits
from lampblack.store.ledger import Money
from lampblack.store.store import Store

CAPS = Caps(currency="USD", rates={"CNY": 0.15}, limits=Limits(cap=100.0))


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path, owner=True) as opened:
        yield opened


def paying(store: Store, far: Scripted, caps: Caps = CAPS, allowance: Allowance | None = None) -> Paid:
    inner = Provider(store, store.folder / "bill")
    return Paid(store, inner, caps=caps, allowance=allowance, providers=far.providers(), waits=QUICK)


def buy(store: Store, far: Scripted, *jobs: Job, caps: Caps = CAPS, allowance: Allowance | None = None) -> Report:
    paid = paying(store, far, caps, allowance)
    try:
        return build(lambda known: jobs or (paint("river"),), store, paid)
    finally:
        paid.close()


def rows(store: Store) -> list[list[str]]:
    """The states of every ticket, in the order the tickets came."""
    tickets = dict.fromkeys(
        ticket for (ticket,) in store.ledger._database.rows("SELECT ticket FROM money ORDER BY row")
    )
    return [[row.state for row in store.ledger.history(ticket)] for ticket in tickets]


def only(store: Store) -> Money:
    (money,) = store.ledger.present()
    return money


# ---- the plain way -------------------------------------------------------------------------------------------------


def test_bought_once_and_recorded_at_the_price_really_charged(store: Store) -> None:
    far = Scripted()
    report = buy(store, far)
    assert (report.whole, far.bill, rows(store)) == (True, [only(store).ticket], [BOUGHT])
    money = only(store)
    assert (money.quoted, money.currency, money.unit) == (1.5, "CNY", "USD")
    assert money.price == report.cost == pytest.approx(0.225)
    assert (money.stage, money.subject, money.scene, money.provider) == ("takes", "river", "1", "p1")
    assert store.read(money.outputs["picture"]) == b"picture of p1"
    assert store.read(money.outputs["opinion"]) == b'{"sharp":true}'
    assert buy(store, far).kept == ("takes/river/1",)
    assert len(far.bill) == 1


BOUGHT = ["intended", "sending", "running", "succeeded"]


def test_what_is_sent_was_kept_before(store: Store) -> None:
    far = Scripted()
    seen: list[tuple[str, bytes]] = []

    def accept(ticket: str) -> Standing:
        money = store.ledger.last(ticket)
        assert money is not None
        seen.append((money.state, store.read(money.body)))  # pyright: ignore[reportArgumentType]
        return far.accept(ticket)

    far.submits = [accept]
    buy(store, far)
    assert seen == [("sending", far.bodies[0])]


def test_what_costs_nothing_goes_the_same_way(store: Store) -> None:
    far = Scripted()
    far.looks = [Standing(id="p1", state="succeeded", charged=0.0)]
    assert buy(store, far, paint("river", price=0.0), caps=Caps(limits=Limits(cap=0.0))).whole
    assert rows(store) == [BOUGHT]


def test_a_look_that_fails_is_not_the_job_failing(store: Store) -> None:
    far = Scripted()
    far.looks = [ConnectionError("503"), Busy("429", after=0.002), *standings("running"), OSError("no network")]
    assert buy(store, far).whole
    assert far.asked.count("look") == 5
    assert len(far.bill) == 1


def test_a_download_that_breaks_is_begun_again_and_nothing_is_sent(store: Store) -> None:
    far = Scripted()
    far.fetches = [ConnectionError("cut off"), {}]
    assert buy(store, far).whole
    assert (far.asked.count("submit"), far.asked.count("fetch")) == (1, 3)


def test_a_download_that_never_works_is_left_for_the_next_make(store: Store) -> None:
    far = Scripted()
    far.fetches = [ConnectionError("cut off")] * 3
    report = buy(store, far)
    assert "it is bought and could not be fetched (ConnectionError: cut off)" in report.failed[0].message
    assert only(store).state == "running"
    again = buy(store, far)
    assert (again.whole, len(far.bill), rows(store)) == (True, 1, [BOUGHT])


def test_a_full_disk_stops_the_build_and_the_next_one_fetches(store: Store) -> None:
    far = Scripted()
    far.fetches = [OSError(errno.ENOSPC, "No space left on device")]
    report = buy(store, far)
    assert (report.stopped, report.failed[0].fault, only(store).state) == (True, "disk", "running")
    assert buy(store, far).whole
    assert len(far.bill) == 1


def test_an_engine_that_cannot_be_begun_leaves_its_rows_and_is_told(store: Store) -> None:
    far = Scripted()
    left_running(store, far)

    def broken(name: str) -> object:
        raise RuntimeError("no key in the environment")

    inner = Provider(store, store.folder / "bill")
    paid = Paid(store, inner, caps=CAPS, providers=Providers(lambda: {"far": far.offer}, broken), waits=QUICK)
    assert "engine far cannot be begun (RuntimeError: no key in the environment)" in paid.collect().lines()[0]
    paid.close()
    assert only(store).state == "running"


# ---- noes ----------------------------------------------------------------------------------------------------------


def test_a_refusal_is_a_result(store: Store) -> None:
    far = Scripted()
    far.submits = [Refused("unseemly")]
    assert "far said no to this request: unseemly" in buy(store, far).failed[0].message
    assert "far said no to this request: unseemly" in buy(store, far).failed[0].message
    assert (far.bill, far.asked.count("submit"), store.ledger.spent()) == ([], 1, 0.0)
    assert store.ledger.left(CAPS) == 100.0


def test_a_refusal_after_a_while_costs_what_was_charged(store: Store) -> None:
    far = Scripted()
    far.looks = [*standings("running"), Standing(id="p1", state="refused", charged=1.0, message="unseemly")]
    assert "unseemly" in buy(store, far).failed[0].message
    assert (only(store).state, only(store).price) == ("failed", pytest.approx(0.15))
    assert store.ledger.left(CAPS) == pytest.approx(99.85)


def test_what_was_not_accepted_may_be_tried_again(store: Store) -> None:
    far = Scripted()
    far.submits = [Declined("402: no money on this account")]
    report = buy(store, far)
    assert (report.failed[0].fault, report.failed[0].message) == ("refused", "402: no money on this account")
    assert rows(store) == [["intended", "sending", "withdrawn"]]
    assert store.ledger.left(CAPS) == 100.0
    assert buy(store, far).whole


def test_too_many_at_once_waits_and_is_sent_then(store: Store) -> None:
    far = Scripted()
    far.submits = [Busy("429", after=0.05)]
    began = time.monotonic()
    report = buy(store, far)
    assert report.whole
    assert time.monotonic() - began >= 0.05
    assert rows(store) == [["intended", "sending", "withdrawn"], BOUGHT]
    assert len(far.bill) == 1


def test_a_result_that_ran_out_is_told_and_not_bought_again(store: Store) -> None:
    far = Scripted()
    far.looks = [*standings("expired")]
    assert "its result is not at far any more" in buy(store, far).failed[0].message
    assert "its result is gone" in buy(store, far).failed[0].message
    assert (only(store).state, len(far.bill)) == ("expired", 1)
    assert store.ledger.left(CAPS) == pytest.approx(99.7)


def test_a_download_that_ran_out_meanwhile_is_expired(store: Store) -> None:
    far = Scripted()
    far.fetches = [ConnectionError("410")]
    far.looks = [Standing(id="p1", state="succeeded"), *standings("expired")]
    buy(store, far)
    assert only(store).state == "expired"


def test_a_job_that_takes_too_long_is_asked_to_stop(store: Store) -> None:
    far = Scripted(limit_seconds=0.02)
    far.looks = [*standings(*["running"] * 300)]
    report = buy(store, far)
    assert report.failed[0].fault == "late"
    assert "cancel" in far.asked
    assert only(store).state == "running"
    far.looks = [*standings("cancelled")]
    buy(store, far)
    assert rows(store)[0][-1] == "cancelled"


def test_a_provider_that_says_ask_again_tomorrow_does_not_stretch_the_limit(store: Store) -> None:
    far = Scripted(limit_seconds=0.05)
    far.looks = [Standing(id="p1", again_in=86_400.0) for _ in range(300)]
    began = time.monotonic()
    assert buy(store, far).failed[0].fault == "late"
    assert time.monotonic() - began < 20


def test_what_cannot_be_prepared_is_nobodys_money(store: Store) -> None:
    far = Scripted()

    def no(*_: object) -> bytes:
        raise UserError("a reference is missing")

    far.prepare = no  # type: ignore[method-assign]
    report = buy(store, far)
    assert (report.failed[0].fault, report.failed[0].message) == ("refused", "a reference is missing")
    assert store.ledger.present() == []


# ---- lost answers --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["key", "tag", "list"])
def test_a_lost_answer_is_found_and_not_sent_twice(store: Store, how: str) -> None:
    far = Scripted(finds_lost_answers=how)
    far.submits = [far.accept_and_lose]
    assert buy(store, far).whole
    assert (len(far.bill), rows(store)) == (1, [BOUGHT])
    assert len(set(far.bodies)) == 1


def test_a_provider_that_knows_nothing_is_a_persons_question(store: Store) -> None:
    far = Scripted(finds_lost_answers="no")
    far.submits = [far.accept_and_lose]
    assert "it may have been paid (0.30, ticket " in buy(store, far).failed[0].message
    assert "it is not sent again by itself" in buy(store, far).failed[0].message
    assert (only(store).state, len(far.bill), "find" in far.asked) == ("in doubt", 1, False)


def test_what_was_certainly_never_taken_is_sent_anew(store: Store) -> None:
    far = Scripted()
    far.submits = [ConnectionError("refused")]
    assert buy(store, far).whole
    assert rows(store) == [["intended", "sending", "withdrawn"], BOUGHT]
    assert len(far.bill) == 1


def test_a_list_that_may_not_be_whole_is_asked_again_and_then_a_doubt(store: Store) -> None:
    far = Scripted()
    far.submits = [far.accept_and_lose]
    far.finds = [Found(), Found()]
    assert buy(store, far).whole
    far.submits = [far.accept_and_lose]
    far.finds = [Found()] * 3
    buy(store, far, paint("bridge"))
    assert only_of(store, "bridge").state == "in doubt"
    assert len(far.bill) == 2


def test_a_doubt_ends_by_itself_once_the_provider_knows(store: Store) -> None:
    far = Scripted()
    far.submits = [far.accept_and_lose]
    far.finds = [Found()] * 3
    buy(store, far)
    assert only(store).state == "in doubt"
    assert buy(store, far).whole
    assert (len(far.bill), only(store).state) == (1, "succeeded")


def test_two_that_may_be_it_are_a_doubt(store: Store) -> None:
    far = Scripted(finds_lost_answers="list")
    far.submits = [far.accept_and_lose]
    far.finds = [Found(ids=("p1", "p7"), complete=True)]
    assert "2 jobs of the provider may be it: p1, p7" in buy(store, far).failed[0].message


def test_a_job_that_is_ours_already_is_not_taken_for_the_lost_one(store: Store) -> None:
    far = Scripted(finds_lost_answers="list")
    buy(store, far)
    far.submits = [far.accept_and_lose]
    far.finds = [Found(ids=("p1", "p2"), complete=True)]
    assert buy(store, far, paint("bridge")).whole
    assert only_of(store, "bridge").provider == "p2"


def test_what_an_engine_adds_to_a_name_makes_no_other_job_of_it(store: Store) -> None:
    far = Scripted(finds_lost_answers="list")
    buy(store, far)
    far.submits = [far.accept_and_lose]
    far.finds = [Found(ids=("p1 film 24 96 1280x720", "p2 film 24 96 1280x720"), complete=True)]
    assert buy(store, far, paint("bridge")).whole
    assert only_of(store, "bridge").provider == "p2 film 24 96 1280x720"


def test_while_nobody_answers_nothing_is_decided(store: Store) -> None:
    far = Scripted()
    far.submits = [far.accept_and_lose]
    far.finds = [OSError("no network")] * 3
    assert "it may have been sent (OSError: no network); the next make asks" in buy(store, far).failed[0].message
    assert only(store).state == "sending"
    assert buy(store, far).whole
    assert len(far.bill) == 1


def test_a_key_is_not_trusted_beyond_its_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    far = Scripted(finds_lost_answers="key", key_seconds=100.0)
    far.submits = [far.accept_and_lose, OSError("no network"), OSError("no network"), OSError("no network")]
    buy(store, far)
    assert only(store).state == "sending"
    real = time.time
    monkeypatch.setattr("lampblack.store.actions.time.time", lambda: real() + 101.0)
    assert "it is too late to ask far by our key" in buy(store, far).failed[0].message
    assert "it is not sent again by itself" in buy(store, far).failed[0].message
    assert (only(store).state, len(far.bodies)) == ("in doubt", 4)


def test_a_clock_set_back_is_no_measure_for_a_key(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    far = Scripted(finds_lost_answers="key", key_seconds=100.0)
    far.submits = [far.accept_and_lose, OSError("no network"), OSError("no network"), OSError("no network")]
    buy(store, far)
    real = time.time
    monkeypatch.setattr("lampblack.store.actions.time.time", lambda: real() - 7_200.0)
    buy(store, far)
    assert (only(store).state, len(far.bodies)) == ("in doubt", 4)


def test_a_list_is_not_believed_about_what_was_sent_under_a_wrong_clock(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = Scripted()
    buy(store, far)
    real = time.time
    monkeypatch.setattr("lampblack.store.actions.time.time", lambda: real() - 7_200.0)
    far.submits = [far.accept_and_lose]
    far.finds = [Found(complete=True)] * 3
    buy(store, far, paint("bridge"))
    assert (only_of(store, "bridge").state, len(far.bill)) == ("in doubt", 2)
    assert buy(store, far, paint("bridge")).whole
    assert len(far.bill) == 2


def only_of(store: Store, subject: str) -> Money:
    (money,) = [each for each in store.ledger.present() if each.subject == subject]
    return money


# ---- together ------------------------------------------------------------------------------------------------------


def test_two_identical_requests_are_one_job(store: Store) -> None:
    far = Scripted()
    far.looks = [*standings("running", "running", "running")]
    paid = paying(store, far)
    one, two = paint("river"), paint("river")
    report = build(lambda known: (one, two.__class__(**{**two.__dict__, "id": "takes/again"})), store, paid)
    paid.close()
    assert report.whole
    assert len(far.bill) == 1


def test_no_more_at_once_than_the_provider_takes(store: Store) -> None:
    far = Scripted(concurrency=3)
    far.looks = [*standings(*["running"] * 20)]
    assert buy(store, far, *(paint(f"shot{n}") for n in range(12))).whole
    assert (far.most <= 3, len(far.bill)) == (True, 12)


def test_fifty_at_once_never_pass_the_cap(store: Store) -> None:
    far = Scripted(concurrency=50)
    far.looks = [*standings(*["running"] * 60)]
    caps = Caps(rates={"CNY": 0.15}, limits=Limits(cap=2.0))
    report = buy(store, far, *(paint(f"shot{n}") for n in range(50)), caps=caps)
    assert len(far.bill) * 0.225 <= 2.0
    assert len(report.failed) == 50 - len(far.bill)
    assert all("of the cap of 2.00 is spent or reserved" in failure.message for failure in report.failed)
    assert store.ledger.spent() <= 2.0


def test_what_nobody_said_yes_to_is_held_and_the_rest_is_made(store: Store) -> None:
    far = Scripted(concurrency=1)
    allowance = Allowance(0.55)
    jobs = [paint(f"shot{n}") for n in range(4)]
    report = buy(store, far, *jobs, allowance=allowance)
    assert {failure.fault for failure in report.failed} == {"held"}
    assert (len(report.made), len(report.failed), len(allowance.held)) == (2, 2, 2)
    assert allowance.held_sum == pytest.approx(0.6)
    assert "would cost 0.30 USD, and 0.10 is left of what this make may spend" in report.failed[0].message
    allowance.grow(0.5)
    assert buy(store, far, *jobs, allowance=allowance).whole


def test_stopping_leaves_the_job_at_the_provider_for_the_next_make(store: Store) -> None:
    far = Scripted()
    far.looks = [*standings(*["running"] * 100_000)]
    stop = threading.Event()
    threading.Timer(0.15, stop.set).start()
    paid = paying(store, far)
    began = time.monotonic()
    report = build(lambda known: (paint("river"),), store, paid, should_stop=stop.is_set)
    paid.close()
    assert time.monotonic() - began < 15
    assert (report.stopped, only(store).state) == (True, "running")
    far.looks = []
    assert buy(store, far).whole
    assert (len(far.bill), rows(store)) == (1, [BOUGHT])


def test_a_stop_while_a_provider_does_not_answer_is_told_in_time(store: Store) -> None:
    far = Scripted()
    answer = threading.Event()

    def slowly(ticket: str) -> Standing:
        answer.wait(10.0)
        return far.accept(ticket)

    far.submits = [slowly]
    stop = threading.Event()
    threading.Timer(0.1, stop.set).start()
    paid = paying(store, far)
    began = time.monotonic()
    report = build(lambda known: (paint("river"),), store, paid, should_stop=stop.is_set)
    assert (report.stopped, time.monotonic() - began < 15) == (True, True)
    answer.set()
    paid.close()
    assert only(store).state == "running"


def test_what_could_not_be_fetched_is_fetched_by_the_same_make_when_asked_again(store: Store) -> None:
    far = Scripted()
    far.fetches = [ConnectionError("cut off")] * 3
    paid = paying(store, far)
    assert not build(lambda known: (paint("river"),), store, paid).whole
    assert build(lambda known: (paint("river"),), store, paid).whole
    paid.close()
    assert rows(store) == [BOUGHT]


# ---- collect first -------------------------------------------------------------------------------------------------


def left_running(store: Store, far: Scripted, *jobs: Job) -> None:
    """A make that was stopped while everything was at the provider."""
    far.looks = [*standings(*["running"] * 100_000)]
    stop = threading.Event()
    paid = paying(store, far)
    threading.Timer(0.15, stop.set).start()
    build(lambda known: jobs or (paint("river"),), store, paid, should_stop=stop.is_set)
    paid.close()
    far.looks = []


def test_what_was_bought_is_collected_even_if_nobody_wants_it_now(store: Store) -> None:
    far = Scripted()
    left_running(store, far)
    paid = paying(store, far)
    collected = paid.collect()
    assert [money.subject for money in collected.fetched] == ["river"]
    assert collected.lines() == ("collected takes/river/1: 0.22 USD to far",)
    paid.close()
    report = buy(store, far)
    assert (report.kept, len(far.bill)) == (("takes/river/1",), 1)
    action = store.actions.get(only(store).key)
    assert action is not None
    assert (action.engine, action.cost) == ("far 3", pytest.approx(0.225))


def test_what_is_still_under_way_is_awaited_and_not_sent_again(store: Store) -> None:
    far = Scripted()
    left_running(store, far)
    far.looks = [*standings(*["running"] * 30)]
    paid = paying(store, far)
    collected = paid.collect(0.0)
    assert [money.subject for money in collected.waiting] == ["river"]
    report = build(lambda known: (paint("river"), paint("bridge")), store, paid)
    paid.close()
    assert report.whole
    assert (len(far.bill), [money.subject for money in collected.fetched]) == (2, ["river"])


def test_a_provider_that_does_not_answer_does_not_hold_a_make_up(store: Store) -> None:
    far = Scripted()
    left_running(store, far)
    far.looks = [*standings(*["running"] * 100_000)]
    paid = paying(store, far)
    began = time.monotonic()
    collected = paid.collect(0.1)
    assert time.monotonic() - began < 10
    assert collected.lines()[0].startswith("still at far: takes/river/1")
    paid.close()


def test_an_engine_that_is_gone_leaves_its_rows_and_is_told(store: Store) -> None:
    far = Scripted()
    left_running(store, far)
    gone = Scripted()
    gone.providers = lambda: type(far.providers())(dict, lambda name: gone)  # type: ignore[method-assign]
    collected = paying(store, gone).collect()
    assert collected.lines() == (
        f"takes/river/1 may be paid (ticket {only(store).ticket}), and engine far is not installed",
    )
    assert only(store).state == "running"


def test_what_was_only_intended_is_free_again(store: Store) -> None:
    far = Scripted()
    job = paint("river")
    paid = paying(store, far)
    from lampblack.graph.keys import key_of
    from lampblack.graph.orders import Order

    order = Order(job=job, key=key_of(job, {})[0], given={})
    store.ledger.reserve(paid._reserving.money(order), CAPS)
    assert buy(store, far).whole
    assert rows(store) == [["intended", "withdrawn"], BOUGHT]
