"""Laws of buying: plans are pure, the order of independent jobs changes nothing, and stopped or killed anywhere a film
is finished afterwards with the same results and the same bill."""

from __future__ import annotations

import sqlite3
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.provider.inside import Inside, Luck
from tests.provider.truth import settle_inside
from tests.provider.world import CHARGED, CURRENCY, KINDS, Kind

from lampblack.base.digest import Digest
from lampblack.base.events import Event, Listener, silent
from lampblack.engines.requests import Paint, Size
from lampblack.graph.build import build, never
from lampblack.graph.job import Job
from lampblack.graph.plan import plan
from lampblack.graph.report import Report
from lampblack.project.asking import asked
from lampblack.runners.local import Local
from lampblack.spend.paid import Paid
from lampblack.spend.providers import Providers
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps
from lampblack.store.store import Store

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")

AT_ONCE = Waits(first=0.001, least=0.0, retry=0.001, longest=0.001, tries=3)
CAPS = Caps(currency="USD", rates={CURRENCY: 0.14})
BUILDS = 6
"""Makes after which a film must be whole, if a person settles what is in doubt between them."""


class Killed(BaseException):
    """What a process does not hear when it is killed."""


class Life:
    """How many things may still happen: commits and questions. Afterwards nothing happens any more."""

    def __init__(self, left: int | None = None) -> None:
        self._left = left
        self._turn = threading.Lock()
        self.over = False

    def spend(self) -> None:
        """Live through one moment; `Killed` where there is none left."""
        with self._turn:
            if self._left is not None:
                self._left -= 1
                self.over = self.over or self._left < 0
            if self.over:
                raise Killed


class Mortal:
    """A connection of SQLite whose owner may die: what was not committed then never was."""

    def __init__(self, connection: sqlite3.Connection, life: Life) -> None:
        self._connection = connection
        self._life = life

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if self._life.over:
            raise Killed
        if sql == "COMMIT":
            self._life.spend()
        return self._connection.execute(sql, *values)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


class Studio:
    """One film of a few shots at one provider, made by one process after another."""

    def __init__(self, folder: Path, kind: Kind, shots: Sequence[str], luck: Callable[[int], Luck]) -> None:
        self._folder = folder
        self._life = Life()
        self.shots = shots
        self.provider = Inside(kind, luck, lambda: self._life.spend())

    def planner(self, order: Sequence[str] | None = None) -> Callable[[object], list[Job]]:
        """A plan of these shots, in that order."""
        return lambda known: [self._job(shot) for shot in order or self.shots]

    def make(
        self,
        life: int | None = None,
        listener: Listener = silent,
        should_stop: Callable[[], bool] = never,
        order: Sequence[str] | None = None,
    ) -> Report | None:
        """Make the film in a process that lives through so many moments; None where that was not long enough."""
        self._life = Life(life)
        store = Store.open(self._folder, owner=True)
        connection = store._database._connection  # pyright: ignore[reportPrivateUsage]
        store._database._connection = Mortal(connection, self._life)  # pyright: ignore[reportPrivateUsage, reportAttributeAccessIssue]
        offer = self.provider.offer
        providers = Providers(lambda: {offer.name: offer}, lambda name: self.provider)
        paid = Paid(store, Local(store, threads=1), caps=CAPS, providers=providers, waits=AT_ONCE)
        try:
            # The dead wait for nobody.
            with patch("lampblack.graph.build.GRACE", 5.0 if life is None else 0.02):
                paid.collect()
                report = build(self.planner(order), store, paid, listener, lambda: self._life.over or should_stop())
            paid.close()
            store.close()
        except Killed:
            report = None
        if self._life.over:
            report = None
            paid.close()
            connection.close()
            store._lock.release()  # pyright: ignore[reportPrivateUsage]
        return report

    def finish(self) -> Report:
        """Make it until it is whole, settling what is in doubt by what the provider's bill says."""
        for _ in range(BUILDS):
            report = self.make()
            assert report is not None
            if report.whole:
                return report
            with Store.open(self._folder, owner=True) as store:
                settle_inside(store, self.provider)
        raise AssertionError(f"not whole after {BUILDS} makes: {report.failed}")

    def spent(self) -> float:
        """What our ledger says was charged, in the provider's currency."""
        with Store.open(self._folder) as store:
            return sum(money.quoted for money in store.ledger.present("succeeded"))

    def _job(self, shot: str) -> Job:
        work = asked(Paint(words=shot, size=Size(width=8, height=8)), self.provider.offer)
        return Job(id=f"takes/{shot}", stage="takes", subject=shot, work=work)


def names(report: Report) -> Mapping[str, Mapping[str, Digest]]:
    """Every result by its job."""
    return {job: dict(outputs) for job, outputs in report.outputs.items()}


def fair(number: int) -> Luck:
    """Nothing befalls anyone."""
    return ""


@st.composite
def films(draw: st.DrawFn) -> tuple[Kind, list[str], Callable[[int], Luck]]:
    """A provider's kind, shots, and what befalls which question."""
    shots = [f"shot{number}" for number in range(draw(st.integers(1, 5)))]
    kinds: st.SearchStrategy[Luck] = st.sampled_from(("lost", "unsent", "busy"))
    luck = draw(st.dictionaries(st.integers(1, 24), kinds, max_size=5))
    return draw(st.sampled_from(KINDS)), shots, lambda number: luck.get(number, "")


def whole(folder: Path, kind: Kind, shots: Sequence[str]) -> Mapping[str, Mapping[str, Digest]]:
    """What an undisturbed film comes to."""
    report = Studio(folder, kind, shots, fair).make()
    assert report is not None and report.whole
    return names(report)


def judge(studio: Studio, wanted: Mapping[str, Mapping[str, Digest]], folder: Path) -> None:
    """The same film and the same bill as if nothing had happened; and nothing left to do."""
    assert names(studio.finish()) == wanted
    assert set(studio.provider.charges.values()) == {1}
    assert abs(studio.spent() - studio.provider.bill) < 1e-6
    sent = len(studio.provider.jobs)
    again = studio.make()
    assert again is not None and again.made == () and len(studio.provider.jobs) == sent


@settings(max_examples=25, deadline=None)
@given(films(), st.lists(st.integers(1, 40), min_size=1, max_size=3))
def test_killed_anywhere_it_is_the_same_film_and_the_same_bill(film: Any, lives: list[int]) -> None:
    kind, shots, luck = film
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        studio = Studio(Path(one), kind, shots, luck)
        for life in lives:
            studio.make(life)
        judge(studio, whole(Path(two), kind, shots), Path(one))


@settings(max_examples=15, deadline=None)
@given(films(), st.lists(st.integers(1, 12), min_size=1, max_size=2))
def test_stopped_anywhere_it_is_the_same_film_and_the_same_bill(film: Any, events: list[int]) -> None:
    kind, shots, luck = film
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        studio = Studio(Path(one), kind, shots, luck)
        for most in events:
            heard: list[Event] = []
            studio.make(listener=heard.append, should_stop=lambda heard=heard, most=most: len(heard) >= most)
        judge(studio, whole(Path(two), kind, shots), Path(one))


@settings(max_examples=15, deadline=None)
@given(films(), st.randoms(use_true_random=False))
def test_plans_are_pure_and_the_order_of_shots_changes_nothing(film: Any, random: Random) -> None:
    kind, shots, _ = film
    shuffled = random.sample(shots, len(shots))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        wanted = whole(Path(two), kind, shots)
        studio = Studio(Path(one), kind, shots, fair)
        with Store.open(Path(one), owner=True) as store:
            first, second = (plan(studio.planner(), store) for _ in range(2))
            other = plan(studio.planner(shuffled), store)
        assert first.forecasts == second.forecasts
        assert {each.job.id: each.key for each in first.forecasts} == {
            each.job.id: each.key for each in other.forecasts
        }
        report = studio.make(order=shuffled)
        assert report is not None and names(report) == wanted
        assert studio.provider.bill == len(shots) * CHARGED[kind]
        again = studio.make()
        assert again is not None and again.made == ()
