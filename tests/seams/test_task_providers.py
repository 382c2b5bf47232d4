"""fal, Replicate, Runway and Google by the one adapter, each against a double written from its maker's documentation.

The promises of engines far away are kept; whatever goes wrong, the bill is one charge a job, or a person is asked.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.doubles.tasks.base import Double
from tests.doubles.tasks.fal import Fal
from tests.doubles.tasks.google import Google
from tests.doubles.tasks.replicate import Replicate
from tests.doubles.tasks.runway import Runway
from tests.unit.spend.provider import Provider as Inner

from lampblack.base.time import Rate
from lampblack.engines.conformance import conform_remote
from lampblack.engines.guides import bare
from lampblack.engines.prices import price
from lampblack.engines.requests import Film, Size, saved
from lampblack.graph.build import build
from lampblack.graph.job import Ask, Job
from lampblack.graph.report import Report
from lampblack.spend.paid import Paid
from lampblack.spend.providers import Providers
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps, Limits
from lampblack.store.store import Store
from lampblack_engines.servers.written import WHERE
from lampblack_engines.tasks.accounts import account_of
from lampblack_engines.tasks.engine import TaskEngine
from lampblack_engines.tasks.offers import offer_of

BASES = {"google": "/v1/projects/{project}/locations/{location}/publishers/google/models"}
MORE = {"google": 'values = { project = "our-film" }'}
SOLD: list[tuple[type[Double], str, str]] = [
    (Runway, "runway", "gen4.5"), (Runway, "runway", "gen4_turbo"), (Runway, "runway", "veo3.1"),
    (Runway, "runway", "gen4_image"),
    (Fal, "fal", "veo3.1-lite"), (Fal, "fal", "seedance-2.5"), (Fal, "fal", "flux-dev"),
    (Replicate, "replicate", "veo-3.1-references"), (Replicate, "replicate", "seedance-2.0"),
    (Replicate, "replicate", "flux-2-pro"),
    (Google, "google", "veo-3.1-fast"), (Google, "google", "veo-3.1-references"),
]  # fmt: skip


def account(double: Double, provider: str, model: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person's table that buys at the double."""
    (folder / "servers.toml").write_text(
        f'[far]\nprotocol = "tasks"\nprovider = "{provider}"\nmodel = "{model}"\nkey = "KEY_THERE"\n'
        f'url = "{double.url}{BASES.get(provider, "")}"\n{MORE.get(provider, "")}\n'
    )
    monkeypatch.setenv(WHERE, str(folder / "servers.toml"))
    monkeypatch.setenv("KEY_THERE", double.KEY)


@pytest.mark.parametrize(("make", "provider", "model"), SOLD, ids=[f"{each[1]}-{each[2]}" for each in SOLD])
def test_a_provider_keeps_the_promises_of_engines_far_away(
    make: type[Double], provider: str, model: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make() as double:
        double.looks = 0
        account(double, provider, model, tmp_path, monkeypatch)
        offer = offer_of(account_of("far"))
        assert conform_remote(lambda: TaskEngine("far"), offer, tmp_path / "bench", patience=20.0) == ()
        assert len(set(double.bill)) == len(double.bill) > 0
        assert not any(double.KEY.encode() in asked.data for asked in double.asked)


# ---- bought through `spend` ----------------------------------------------------------------------------------------

CHEAP: list[tuple[type[Double], str, str]] = [
    (Runway, "runway", "gen4.5"), (Fal, "fal", "veo3.1-lite"), (Replicate, "replicate", "veo-3.1"),
    (Google, "google", "veo-3.1-fast"),
]  # fmt: skip
FINDS = (Fal, Replicate)
"""Those that can be asked for a job whose answer was lost."""
FILM = Film(staging=bare(Rate(numerator=24), 3), size=Size(width=1280, height=720), words="rain over the river", seed=7)


@pytest.fixture(params=CHEAP, ids=[each[1] for each in CHEAP])
def double(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Generator[Double]:
    make, provider, model = request.param
    with make() as opened:
        opened.looks = 1
        account(opened, provider, model, tmp_path, monkeypatch)
        yield opened


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path / "film", owner=True) as opened:
        yield opened


def buy(store: Store) -> Report:
    """One make of one shot, as patient as providers want in a hundredth of the time."""
    written = account_of("far")
    hasty = replace(written.provider, status=replace(written.provider.status, every=0.0))
    hurried = replace(written, provider=hasty, model=replace(written.model, usual_seconds=0.0))
    offer, engine = offer_of(hurried), TaskEngine("far", hurried)
    providers = Providers(lambda: {"far": offer}, lambda name: engine)
    work = Ask(engine="far", version=1, request=saved(FILM), price=price(FILM, offer), remote=True)
    job = Job(id="takes/river/1", stage="takes", subject="river", scene="1", work=work)
    waits = Waits(first=0.01, least=0.0, growth=1.1, longest=0.05, retry=0.01, tries=3)
    inner = Inner(store, store.folder / "bill")
    paid = Paid(store, inner, caps=Caps(limits=Limits(cap=100.0)), providers=providers, waits=waits)
    try:
        return build(lambda known: (job,), store, paid)
    finally:
        paid.close()


def states(store: Store) -> list[str]:
    return [money.state for money in store.ledger.present()]


def test_a_take_is_bought_once_at_the_price_that_was_told(store: Store, double: Double) -> None:
    report = buy(store)
    assert (report.whole, len(double.bill), states(store)) == (True, 1, ["succeeded"])
    (money,) = store.ledger.present()
    assert 0 < money.price == pytest.approx(price(FILM, offer_of(account_of("far"))))
    assert buy(store).kept == ("takes/river/1",)
    assert len(double.bill) == 1


@pytest.mark.parametrize("trouble", ["lose", "500", "rubbish"])
def test_a_lost_answer_is_one_charge_or_a_persons_question(store: Store, double: Double, trouble: str) -> None:
    double.trouble = [trouble]
    buy(store)
    time.sleep(0.3)
    double.restart()
    report = buy(store)
    assert len(double.bill) == 1
    assert (report.whole, states(store)) == ((True, ["succeeded"]) if type(double) in FINDS else (False, ["in doubt"]))


def test_a_job_that_a_person_found_is_fetched_by_the_providers_own_name(store: Store, double: Double) -> None:
    double.trouble = ["rubbish", "look-500", "look-500", "look-500"]
    buy(store)
    (money,) = store.ledger.present()
    store.ledger.settle(money.ticket, "running", "found on its page", provider=double.bill[0])
    report = buy(store)
    assert (report.whole, len(double.bill), states(store)) == (True, 1, ["succeeded"])


def test_what_was_not_taken_is_not_found_and_is_never_sent_twice_in_doubt(store: Store, double: Double) -> None:
    double.trouble = ["502"]
    assert not buy(store).whole
    assert (double.bill, states(store)) == ([], ["in doubt"])
    assert not buy(store).whole
    assert double.bill == []


def test_too_much_at_once_is_waited_for(store: Store, double: Double) -> None:
    double.trouble = ["busy", "busy"]
    assert buy(store).whole
    assert len(double.bill) == 1
    assert sorted(states(store)) == ["succeeded", "withdrawn", "withdrawn"]


@pytest.mark.parametrize(
    ("trouble", "state"), [("refuse", "failed"), ("decline", "withdrawn"), ("redirect", "withdrawn")]
)
def test_a_no_owes_nothing(store: Store, double: Double, trouble: str, state: str) -> None:
    double.trouble = [trouble]
    report = buy(store)
    assert (double.bill, states(store), store.ledger.spent()) == ([], [state], 0.0)
    assert double.KEY not in report.failed[0].message


@pytest.mark.parametrize(("end", "said"), [("refused", "said no"), ("failed", "failed there")])
def test_a_no_that_comes_later_is_told_and_not_sent_again(store: Store, double: Double, end: str, said: str) -> None:
    double.end = end
    assert said in buy(store).failed[0].message
    assert not buy(store).whole
    assert (len(double.bill), states(store)) == (1, ["failed"])


def test_questions_that_fail_and_states_nobody_knows_are_not_the_job_failing(store: Store, double: Double) -> None:
    double.looks = 2
    double.trouble = ["look-500", "look-busy", "look-rubbish", "look-cut", "strange"]
    assert buy(store).whole
    assert (len(double.bill), double.trouble) == (1, [])


@pytest.mark.parametrize("trouble", ["file-cut", "file-html", "file-inside", "file-gone"])
def test_a_download_that_goes_wrong_is_begun_again(store: Store, double: Double, trouble: str) -> None:
    double.trouble = [trouble]
    report = buy(store)
    kept = [trouble] if isinstance(double, Google) else []  # its films stand in its answers: no address is asked
    assert (report.whole, len(double.bill), double.trouble) == (True, 1, kept)


def test_the_key_is_in_nothing_that_is_kept(store: Store, double: Double) -> None:
    double.trouble = ["look-500"]
    buy(store)
    key = double.KEY.encode()
    assert not any(key in file.read_bytes() for file in store.folder.rglob("*") if file.is_file())


def test_what_replicate_forgot_is_told_as_expired(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Store
) -> None:
    with Replicate() as double:
        double.forgets = True
        account(double, "replicate", "veo-3.1", tmp_path, monkeypatch)
        assert "its result is not at far any more" in buy(store).failed[0].message
        assert (len(double.bill), states(store)) == (1, ["expired"])
