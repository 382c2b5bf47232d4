"""A provider within the process, for laws tried on hundreds of films: it bills on acceptance and never sleeps."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from tests.provider import offers
from tests.provider.world import CHARGED, Kind

from lampblack.base.context import Context
from lampblack.base.errors import Busy
from lampblack.engines.capabilities import Offer
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.requests import Request, saved

OFFERS: dict[Kind, Offer] = {"key": offers.KEY, "tag": offers.TAG, "nothing": offers.BLIND}


Luck = Literal["", "lost", "unsent", "busy"]
"""The answer is lost, the question never arrives, the provider has too much to do."""


class Inside:
    """An `engines.protocol.Remote`, and the provider behind it. `luck` says what befalls a question, by its number
    (from 1); `alive` is asked before anything is sent, and raises where the client is dead."""

    def __init__(self, kind: Kind, luck: Callable[[int], Luck], alive: Callable[[], None]) -> None:
        self.offer = replace(OFFERS[kind], name=f"inside-{kind}")
        self.jobs: list[tuple[str, str]] = []
        """(ticket, what) of every job taken; the provider's name for it is its place in the list."""
        self._kind = kind
        self._luck = luck
        self._alive = alive
        self._turn = threading.Lock()
        self._asked = 0

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
        luck = self._question()
        with self._turn:
            known = [number for number, (before, _) in enumerate(self.jobs) if before == ticket]
            if not known or self._kind != "key":
                self.jobs.append((ticket, json.loads(body)["request"]["words"]))
                known = [len(self.jobs) - 1]
        _answered(luck)
        return Standing(id=f"j{known[0]}", again_in=0.001)

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        """Those under our ticket, where it keeps tickets."""
        _answered(self._question())
        if self._kind != "tag":
            return Found()
        with self._turn:
            ids = tuple(f"j{number}" for number, (tag, _) in enumerate(self.jobs) if tag == ticket)
        return Found(ids=ids, complete=True)

    def look(self, id: str) -> Standing:
        """Everything is done at once."""
        _answered(self._question())
        return Standing(id=id, state="succeeded", charged=None if self._kind == "nothing" else CHARGED[self._kind])

    def fetch(self, id: str, context: Context) -> Answer:
        """The same words are the same picture."""
        _answered(self._question())
        return {"picture": context.put(f"a picture of {self.jobs[int(id[1:])][1]}".encode())}

    def cancel(self, id: str) -> None:
        """It cannot be stopped."""

    def close(self) -> None:
        """There is nothing to let go of."""

    def _question(self) -> Luck:
        """Hear a question, if its sender lives and it arrives."""
        self._alive()
        with self._turn:
            self._asked += 1
            luck = self._luck(self._asked)
        if luck == "unsent":
            raise ConnectionError("nobody answers")
        if luck == "busy":
            raise Busy("too many questions", after=0.001)
        return luck


def _answered(luck: Luck) -> None:
    if luck == "lost":
        raise ConnectionError("the answer was lost")
