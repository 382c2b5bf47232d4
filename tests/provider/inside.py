"""A provider within the process, for laws tried on hundreds of films: it bills on acceptance and never sleeps."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from tests.provider import offers
from tests.provider.world import CHARGED, Kind

from lampblack.base.context import Context
from lampblack.engines.capabilities import Offer
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.requests import Request, saved

OFFERS: dict[Kind, Offer] = {"key": offers.KEY, "tag": offers.TAG, "nothing": offers.BLIND}


class Inside:
    """An `engines.protocol.Remote`, and the provider behind it. `lost` says of a submission's number (from 1) whether
    its answer is lost; `alive` is asked before anything is sent, and raises where the client is dead."""

    def __init__(self, kind: Kind, lost: Callable[[int], bool], alive: Callable[[], None]) -> None:
        self.offer = replace(OFFERS[kind], name=f"inside-{kind}")
        self.jobs: list[tuple[str, str]] = []
        """(ticket, what) of every job taken; the provider's name for it is its place in the list."""
        self._kind = kind
        self._lost = lost
        self._alive = alive
        self._turn = threading.Lock()
        self._sent = 0

    @property
    def charges(self) -> Counter[str]:
        """How often each thing was charged."""
        return Counter(what for _, what in self.jobs)

    @property
    def bill(self) -> float:
        """What is owed in all."""
        return len(self.jobs) * CHARGED[self._kind]

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        """What is asked, as JSON."""
        return json.dumps({"request": dict(saved(request)), "take": take}, sort_keys=True).encode()

    def submit(self, body: bytes, ticket: str) -> Standing:
        """Take it and bill it; the answer may be lost."""
        self._alive()
        with self._turn:
            self._sent += 1
            lost = self._lost(self._sent)
            known = [number for number, (before, _) in enumerate(self.jobs) if before == ticket]
            if not known or self._kind != "key":
                self.jobs.append((ticket, json.loads(body)["request"]["words"]))
                known = [len(self.jobs) - 1]
        if lost:
            raise ConnectionError("the answer was lost")
        return Standing(id=f"j{known[0]}", again_in=0.001)

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Those under our ticket, where it keeps tickets."""
        self._alive()
        if self._kind != "tag":
            return Found()
        with self._turn:
            ids = tuple(f"j{number}" for number, (tag, _) in enumerate(self.jobs) if tag == ticket)
        return Found(ids=ids, complete=True)

    def look(self, id: str) -> Standing:
        """Everything is done at once."""
        self._alive()
        return Standing(id=id, state="succeeded", charged=None if self._kind == "nothing" else CHARGED[self._kind])

    def fetch(self, id: str, context: Context) -> Answer:
        """The same words are the same picture."""
        self._alive()
        return {"picture": context.put(f"a picture of {self.jobs[int(id[1:])][1]}".encode())}

    def cancel(self, id: str) -> None:
        """It cannot be stopped."""

    def close(self) -> None:
        """There is nothing to let go of."""
