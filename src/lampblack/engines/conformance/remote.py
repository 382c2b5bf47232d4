"""The suite for engines far away: what `spend` relies on so that nothing is paid twice, tried with one job a kind.

At a real provider it buys: one request of every trial, which a provider of kind `key` is sent twice under one key.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

from lampblack.base.context import Blob
from lampblack.base.errors import Busy, JobError, UserError
from lampblack.base.saved import plain
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.conformance.bench import Bench
from lampblack.engines.conformance.suite import answer_faults
from lampblack.engines.conformance.trials import beyond, trials
from lampblack.engines.prices import price
from lampblack.engines.protocol import Declined, Refused, Remote, Standing
from lampblack.engines.requests import Request

UNREADABLE = b"this is no request"
_PAUSE = 0.05


def conform_remote(
    make: Callable[[], Remote], offer: Offer, folder: Path, *, patience: float = 60.0
) -> tuple[str, ...]:
    """Every promise the engine breaks, one sentence each; nothing: it keeps them all.

    `make` gives a new engine, `folder` is empty and yours to clear away, `patience` is how many seconds a job, or a
    list that is behind, is waited for.
    """
    faults = [] if offer.remote else ["its Offer does not say that it is remote"]
    for limits in offer.capabilities:
        bench = Bench(folder=folder / limits.kind)
        known: list[str] = []
        for request in trials(limits, bench):
            trial = _Trial(make, offer, limits, request, bench.cleared(), patience, known)
            faults += [f"{limits.kind}: {fault}" for fault in trial.faults()]
        faults += [f"{limits.kind}: {fault}" for fault in _limit_faults(make(), limits, bench.cleared())]
    return (*faults, *_strange_faults(make()))


class _Trial:
    """One request, from its body to its result, each question asked of an engine that remembers nothing."""

    def __init__(
        self,
        make: Callable[[], Remote],
        offer: Offer,
        limits: Capabilities,
        request: Request,
        bench: Bench,
        patience: float,
        known: list[str],
    ) -> None:
        """`known` are the jobs of earlier trials, which a list may name as it names this one: whoever keeps the ledger
        knows them."""
        self._known = known
        self._make = make
        self._offer = offer
        self._finds = limits.finds_lost_answers
        self._request = request
        self._bench = bench
        self._patience = patience
        self._ticket = str(uuid.uuid4())

    def faults(self) -> Iterator[str]:
        body = self._make().prepare(self._request, 1, self._ticket, self._bench)
        if body != self._make().prepare(self._request, 1, self._ticket, self._bench):
            yield "the same request and ticket are prepared as other bytes the second time"
        began = time.time()
        before = self._make().find(body, self._ticket, began).ids
        if found := [id for id in before if self._finds != "list" or id not in self._known]:
            yield f"before anything was sent, these were found: {', '.join(found)}"
        try:
            standing = self._make().submit(body, self._ticket)
        except Exception as error:  # whatever is raised for a sound request is a fault to report
            yield f"a sound request was not taken: {type(error).__name__}: {error}"
            return
        if not standing.id:
            yield "a job that was taken has no name: nobody could ask for it again"
            return
        self._known.append(standing.id)
        yield from self._lost_answer_faults(body, standing.id, began)
        standing = self._waited_for(standing)
        if standing.state != "succeeded":
            yield f"after {self._patience:g} seconds a sound request is {standing.state}: {standing.message}"
            return
        yield from self._charge_faults(standing)
        yield from self._fetch_faults(standing.id)

    def _lost_answer_faults(self, body: bytes, id: str, since: float) -> Iterator[str]:
        """What it says of a job whose answer was lost, which is here known: it must not be denied."""
        if self._finds == "key" and (again := self._make().submit(body, self._ticket).id) != id:
            yield f"the same body under the same key is another job: {again}, not {id}"
        deadline = time.monotonic() + self._patience
        while True:
            found = self._make().find(body, self._ticket, since)
            if found.complete and id not in found.ids:
                yield "its list is said to be complete, and a job that was taken is not in it"
                return
            if self._finds == "tag" and found.ids and found.ids != (id,):
                yield f"by our ticket these were found: {', '.join(found.ids)}; there is one, {id}"
                return
            if id in found.ids or self._finds in ("key", "no"):
                return
            if time.monotonic() > deadline:
                yield f"after {self._patience:g} seconds a job that was taken is not found by {self._finds}"
                return
            time.sleep(_PAUSE)

    def _waited_for(self, standing: Standing) -> Standing:
        deadline = time.monotonic() + self._patience
        while standing.state == "running" and time.monotonic() < deadline:
            time.sleep(standing.again_in or _PAUSE)
            standing = self._make().look(standing.id)
        return standing

    def _charge_faults(self, standing: Standing) -> Iterator[str]:
        most = price(self._request, self._offer)
        if standing.charged is not None and not 0.0 <= standing.charged <= most + 1e-9:
            yield f"{standing.charged} was charged, the offer says {most} at most"

    def _fetch_faults(self, id: str) -> Iterator[str]:
        first = self._make().fetch(id, self._bench)
        yield from answer_faults(self._request, first, self._bench)
        second = self._make().fetch(id, self._bench.cleared())
        for name in first.keys() | second.keys():
            if _comparable(first.get(name)) != _comparable(second.get(name)):
                yield f"{name} is another when it is fetched again"


def _limit_faults(engine: Remote, limits: Capabilities, bench: Bench) -> Iterator[str]:
    """What is beyond its own limits must be told before it is sent."""
    for request in beyond(limits):
        try:
            engine.prepare(request, 1, str(uuid.uuid4()), bench)
            yield f"a request beyond its own limits was prepared: {request}"
        except UserError:
            pass
        except Exception as error:  # a user must be told in words
            yield f"a request beyond its limits raised {type(error).__name__}, not UserError: {error}"
    engine.close()


def _strange_faults(engine: Remote) -> Iterator[str]:
    """What nobody ever sent, and what nobody can read."""
    never = f"never-{uuid.uuid4()}"
    try:
        state = engine.look(never).state
        if state in ("running", "succeeded"):
            yield f"a job nobody ever sent is {state}"
    except Busy:
        yield "a job nobody ever sent is to be asked for again: it raises Busy, not JobError"
    except JobError:
        pass
    except Exception as error:  # the kinds of errors are the promise
        yield f"a job nobody ever sent raises {type(error).__name__}, not JobError: {error}"
    try:
        engine.submit(UNREADABLE, str(uuid.uuid4()))
        yield "a body nobody can read was taken"
    except (Declined, Refused):
        pass
    except Exception as error:
        yield f"a body nobody can read raises {type(error).__name__}, not Declined: {error}"
    try:
        engine.cancel(never)
        engine.close()
        engine.close()
    except Exception as error:
        yield f"cancelling what was never sent, or closing twice, raises {type(error).__name__}: {error}"


def _comparable(value: object) -> object:
    return value.digest if isinstance(value, Blob) else plain(value)
