"""Jobs that could not be begun just now: tried again, later and later, and not for ever."""

from __future__ import annotations

from tests.unit.graph.workshop import Workshop, step

from lampblack.base.digest import digest_of
from lampblack.base.events import Event
from lampblack.graph.build import build
from lampblack.graph.job import Ref
from lampblack.graph.orders import Order, Outcome, Tell
from lampblack.graph.patience import TRIES, Patience
from lampblack.store.store import Store


class Crowded(Workshop):
    """A workshop that is busy the first few times it is asked for a job."""

    def __init__(self, store: Store, times: int) -> None:
        super().__init__(store)
        self.times = times
        self.turned_away = 0

    def start(self, order: Order, tell: Tell) -> None:
        if order.job.id == "film" and self.turned_away < self.times:
            self.turned_away += 1
            tell(Outcome(order=order, fault="busy", message="too many at once", after=0.01))
            return
        super().start(order, tell)


def jobs() -> list:
    return [step("film"), step("cut", inputs={"picture": Ref(job="film")}), step("sound")]


def test_a_busy_engine_is_asked_again_and_others_go_on_meanwhile(store: Store) -> None:
    heard: list[Event] = []
    crowded = Crowded(store, times=2)
    report = build(lambda known: jobs(), store, crowded, heard.append)
    assert report.whole and crowded.turned_away == 2
    assert crowded.ran == ["sound", "film", "cut"]
    assert [event.note for event in heard if event.what == "waiting"] == ["too many at once"] * 2


def test_a_build_that_is_stopped_does_not_wait_for_a_busy_engine(store: Store) -> None:
    crowded = Crowded(store, times=100)
    report = build(lambda known: jobs(), store, crowded, should_stop=lambda: crowded.turned_away > 0)
    assert report.stopped and "film" in report.left


def test_patience_waits_longer_each_time_and_ends() -> None:
    now = [0.0]
    patience, key = Patience(lambda: now[0]), digest_of(b"film")
    waits: list[float] = []
    while patience.again(key, 0.0):
        began = now[0]
        while not patience.due():
            now[0] += 0.25
        waits.append(now[0] - began)
    assert len(waits) == TRIES - 1
    assert waits == sorted(waits) and waits[-1] > 10 * waits[0]


def test_whoever_is_busy_may_ask_for_a_longer_wait() -> None:
    now = [0.0]
    patience = Patience(lambda: now[0])
    patience.again(digest_of(b"film"), 60.0)
    now[0] = 59.0
    assert not patience.due() and patience
    now[0] = 60.0
    assert patience.due() == [digest_of(b"film")]
