"""The executor of what costs money, or is done far away: a row in the ledger before each thing that happens.

A job at a provider (`Ask.remote`) is driven here, a thread each, question by question (`drive`). What is answered in
the same call goes through another executor (`blind`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast

import msgspec

from lampblack.base.digest import Digest, digest_of
from lampblack.base.errors import Busy, JobError, LampblackError, UserError
from lampblack.base.points import passing
from lampblack.engines.requests import request_from
from lampblack.graph.job import Ask, Job
from lampblack.graph.keys import key_of
from lampblack.graph.orders import Executor, Fault, Order, Outcome, Progress, Tell
from lampblack.spend.allowance import Allowance
from lampblack.spend.blind import ask
from lampblack.spend.collected import Collected
from lampblack.spend.context import PaidContext
from lampblack.spend.drive import Drive, End, Means
from lampblack.spend.flight import Flight
from lampblack.spend.knowledge import known
from lampblack.spend.pace import Pace
from lampblack.spend.providers import Providers
from lampblack.spend.reserving import Held, Reserving
from lampblack.spend.waits import Waits
from lampblack.store.caps import Caps
from lampblack.store.errors import DiskFull, Unwritable
from lampblack.store.ledger import OPEN, Money
from lampblack.store.store import Store

AT_ONCE = 16
"""Jobs under way at a provider that does not say how many it takes."""

ANEW = 3
"""How often a job that was certainly not taken is sent again before it is left for a while."""

PATIENCE = 2.0
"""Seconds a make waits at its start for what was bought before: what is done is there at once."""

LEAVE = 1.5
"""Seconds after a stop in which a question under way may still be answered, before whoever waits is told."""

FAREWELL = 60.0
"""Seconds that closing waits for questions under way: an answer to a submission is worth having."""


def _plainly(film: str, job: str) -> str:
    return job


class Paid:
    """Runs priced and remote requests, in the owner's process. Stopping leaves what is bought for the next make."""

    def __init__(
        self, store: Store, inner: Executor, *, caps: Caps, allowance: Allowance | None = None,
        providers: Providers | None = None, waits: Waits | None = None, named: Callable[[str, str], str] = _plainly,
    ) -> None:  # fmt: skip
        """`inner` does what is answered in the same call. `allowance` is what a person said yes to (None: the caps
        alone limit it). `named` says what the records call a job, of its film and its id."""
        self._store = store
        self._ledger = store.ledger
        self._inner = inner
        self._caps = caps
        self._reserving = Reserving(ledger=store.ledger, caps=caps, allowance=allowance or Allowance())
        self._providers = providers or Providers()
        self._waits = waits or Waits()
        self._named = named
        self._turn = threading.RLock()
        self._flights: dict[Digest, Flight] = {}
        self._paces: dict[str, Pace] = {}
        self._threads: set[threading.Thread] = set()
        self._stop = threading.Event()
        self._collected: Collected | None = None

    # ---- the executor ------------------------------------------------------------------------------------------

    def lane(self, job: Job) -> str:
        """A queue for each provider; what is answered in the same call waits in the inner executor's."""
        if isinstance(job.work, Ask) and job.work.remote:
            return f"remote/{job.work.engine}"
        return f"blind/{self._inner.lane(job)}"

    def room(self, lane: str) -> int:
        """How many more the provider takes at once; what was bought before and is still under way counts."""
        where, _, name = lane.partition("/")
        if where == "blind":
            return self._inner.room(name)
        slots = self._providers.slots(name) or AT_ONCE
        with self._turn:
            return max(0, slots - sum(flight.engine == name for flight in self._flights.values()))

    def start(self, order: Order, tell: Tell) -> None:
        """Buy it, or wait for what is under way already, or tell at once what is known of this request."""
        work = order.job.work
        assert isinstance(work, Ask)
        if self._collected is None:
            self.collect(0.0)
        with self._turn:
            flight = self._flights.get(order.key)
            if flight is None:
                flight = self._flights[order.key] = Flight(order.key, work.engine)
                flight.join(order, tell)
            elif flight.join(order, tell):
                return
            else:
                tell(Outcome(order=order, fault="busy", message="just being left", after=0.2))
                return
        if work.remote:
            self._thread(flight, lambda stop: self._bought(flight, order, stop))
        else:
            self._ask(flight, order)

    def cancel(self) -> None:
        """Stop looking: the rows stay as they are, and the next make collects. What is answered in the same call is
        waited for: it is paid."""
        with self._turn:
            stop, self._stop = self._stop, threading.Event()
            flights = [flight for flight in self._flights.values() if not flight.landed.is_set()]
        stop.set()
        timer = threading.Timer(LEAVE, _leave, [flights])
        timer.daemon = True
        timer.start()

    def close(self) -> None:
        """Stop looking, wait for answers under way, let go of every engine; may be called twice."""
        self._stop.set()
        deadline = time.monotonic() + FAREWELL
        while self._threads and time.monotonic() < deadline:
            for thread in tuple(self._threads):
                thread.join(max(0.0, deadline - time.monotonic()))
        self._inner.close()
        self._providers.close()

    # ---- what was bought before --------------------------------------------------------------------------------

    def collect(self, patience: float = PATIENCE) -> Collected:
        """Close what an owner left open when it ended, and fetch what it bought, wanted or not.

        Call it as the owner, before planning. What is still under way at a provider after `patience` seconds goes on
        being awaited, and an order for it waits for it instead of being sent.
        """
        self._collected = collected = Collected()
        begun: list[Flight] = []
        for money in self._ledger.present(*OPEN, "in doubt"):
            with self._turn:
                under_way = money.key in self._flights
            if not under_way:
                begun += self._taken_up(money, collected)
        deadline = time.monotonic() + patience
        for flight in begun:
            flight.landed.wait(max(0.0, deadline - time.monotonic()))
        return collected

    def _taken_up(self, money: Money, collected: Collected) -> list[Flight]:
        """One ticket that was left open, or is in doubt: end it, or take it up where it was left."""
        if money.state == "intended":
            note = "cut off before it was sent"
            collected.note(self._ledger.append(replace(money, state="withdrawn", price=0.0, quoted=0.0, note=note)))
            return []
        if not money.body:
            # Its answer was to come in the same call, which ended with the owner.
            if money.state != "in doubt":
                money = self._ledger.append(replace(money, state="in doubt", note="cut off while it was being sent"))
            collected.note(money)
            return []
        parts = self._ledger.history(money.ticket)[0].parts
        request = _request(parts)
        if why := self._providers.why_not(money.engine, request):
            if money.state == "in doubt":
                collected.note(money)
            else:
                collected.strand(money, why)
            return []
        limits = self._providers.limits(money.engine, request)
        if money.state == "in doubt" and limits.finds_lost_answers not in ("tag", "list"):
            collected.note(money)
            return []
        flight = Flight(money.key, money.engine)
        with self._turn:
            self._flights[money.key] = flight
        collected.wait_for(money)
        self._thread(flight, lambda stop: self._resumed(flight, money, parts, collected, stop))
        return [flight]

    def _resumed(
        self, flight: Flight, money: Money, parts: bytes, collected: Collected, stop: threading.Event
    ) -> None:  # fmt: skip
        drive = Drive(self._means(money.engine, _request(parts), flight, stop))
        if money.state == "running":
            end = drive.follow(drive.known(money))
        else:
            end = drive.lost(money, self._store.read(Digest(money.body)), money.note or "cut off while being sent")
        if end.money.state == "succeeded":
            self._record(end.money, parts, flight)
        collected.note(end.money)
        if end.absent:
            flight.end(fault="busy", message="it was never taken; it is sent anew", after=0.05)
        else:
            self._land(flight, end)

    # ---- answered in the same call -----------------------------------------------------------------------------

    def _ask(self, flight: Flight, order: Order) -> None:
        def tell(told: Progress | Outcome) -> None:
            if isinstance(told, Progress):
                flight.say(told.done, told.note)
                return
            with self._turn:
                self._flights.pop(flight.key, None)
            flight.landed.set()
            flight.tell(told)

        try:
            before = known(self._store, order)
            if before is not None:
                tell(before)
            else:
                ask(order, self._inner, self._reserving, tell)
        except LampblackError as error:
            fault, message, after = _ending(error)
            tell(Outcome(order=order, fault=fault, message=message, after=after))

    # ---- at a provider -----------------------------------------------------------------------------------------

    def _bought(self, flight: Flight, order: Order, stop: threading.Event) -> None:
        _, parts = key_of(order.job, order.given)
        last = self._ledger.last_for(order.key)
        if last is not None and last.state in ("sending", "running") and last.body:
            # Left open by this very make: its answer or its result could not be had then.
            self._resumed(flight, last, parts, self._collected or Collected(), stop)
            return
        if (before := known(self._store, order)) is not None:
            flight.tell(before)
            return
        work = order.job.work
        assert isinstance(work, Ask)
        means = self._means(work.engine, work.request, flight, stop)
        end = self._sent(means, order, work)
        for _ in range(ANEW - 1):
            if end.absent:
                end = self._sent(means, order, work)
        if end.money.state == "succeeded":
            self._record(end.money, parts, flight)
        self._land(flight, end)

    def _sent(self, means: Means, order: Order, work: Ask) -> End:
        money = self._reserving.money(order)
        passing("before prepare")
        with PaidContext(self._store, means.say, means.stop.is_set) as context:
            body = means.remote.prepare(request_from(dict(work.request)), work.take, money.ticket, context)
        passing("after prepare")
        money = replace(money, body=self._store.keep(body))
        if not means.pace.wait(means.stop):
            return End(money=money, fault="cancelled", message="stopped on request")
        reserved = self._reserving.reserve(money)
        end = Drive(means).send(reserved, body)
        self._reserving.ended(reserved, end.money)
        return end

    def _means(self, engine: str, request: Mapping[str, Any], flight: Flight, stop: threading.Event) -> Means:
        limits = self._providers.limits(engine, request)
        with self._turn:
            pace = self._paces.setdefault(engine, Pace(limits.requests_per_minute))
        return Means(
            store=self._store, remote=self._providers.remote(engine), limits=limits, caps=self._caps, pace=pace,
            waits=self._waits, stop=stop, say=flight.say,
        )  # fmt: skip

    def _record(self, money: Money, parts: bytes, flight: Flight) -> None:
        """The result under its key, whether anyone wants it now or not."""
        if digest_of(parts) != money.key:
            return
        version = msgspec.json.decode(parts)["engine"][1]
        passing("before record")
        self._store.record(
            money.key, job=self._named(money.film, money.job), parts=parts, outputs=money.outputs, cost=money.price,
            seconds=time.monotonic() - flight.began, engine=f"{money.engine} {version}",
        )  # fmt: skip
        passing("after record")

    def _land(self, flight: Flight, end: End) -> None:
        done = end.money.state == "succeeded" and not end.fault
        passing("before told")
        flight.end(
            outputs=end.money.outputs if done else {}, cost=end.money.price if done else 0.0, fault=end.fault,
            message=end.message, after=end.after,
        )  # fmt: skip
        passing("after told")

    def _thread(self, flight: Flight, work: Callable[[threading.Event], None]) -> None:
        stop = self._stop

        def run() -> None:
            try:
                work(stop)
            except Exception as error:  # nothing may leave an order untold
                fault, message, after = _ending(error)
                flight.end(fault=fault, message=message, after=after)
            finally:
                with self._turn:
                    if self._flights.get(flight.key) is flight:
                        del self._flights[flight.key]
                    self._threads.discard(threading.current_thread())
                flight.landed.set()

        thread = threading.Thread(target=run, name=f"lampblack-paid-{flight.engine}", daemon=True)
        with self._turn:
            self._threads.add(thread)
        thread.start()


def _leave(flights: list[Flight]) -> None:
    for flight in flights:
        flight.end(fault="cancelled", message="stopped on request; what is bought is collected by the next make")


def _request(parts: bytes) -> dict[str, Any]:
    """The saved request inside a key's parts (records of the first version hold it alone)."""
    found = msgspec.json.decode(parts, type=dict[str, Any]) if parts else {}
    return cast(dict[str, Any], found.get("request", found))


def _ending(error: Exception) -> tuple[Fault, str, float]:
    if isinstance(error, Held):
        return "held", str(error), 0.0
    if isinstance(error, Busy):
        return "busy", str(error), error.after
    if isinstance(error, (DiskFull, Unwritable)):
        return "disk", str(error), 0.0
    if isinstance(error, UserError):
        return "refused", str(error), 0.0
    if isinstance(error, (JobError, LampblackError)):
        return "failed", str(error), 0.0
    return "broken", f"{type(error).__name__}: {error}", 0.0
