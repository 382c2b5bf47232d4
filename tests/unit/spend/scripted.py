"""A provider in this process that does as it is told: it bills on acceptance, and says so in `bill`."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from lampblack.base.context import Context
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.protocol import Answer, Found, Standing
from lampblack.engines.requests import Paint, Request, Size, saved
from lampblack.graph.job import Ask, Job
from lampblack.spend.providers import Providers
from lampblack.spend.waits import Waits

LIMITS = Capabilities(
    kind="paint", price_per_unit=2.0, currency="CNY", concurrency=8, finds_lost_answers="tag", limit_seconds=600.0
)

QUICK = Waits(first=0.002, least=0.0, growth=1.1, longest=0.01, retry=0.002, tries=3)
"""As patient as providers want, in a hundredth of the time."""


class Scripted:
    """An `engines.protocol.Remote`. Each list is worked off from its front, one entry a question; an entry that is an
    exception is raised, one that can be called is called, and where a list is empty the answer is the good one."""

    def __init__(self, **limits: Any) -> None:
        self.limits = replace(LIMITS, **limits)
        self.bill: list[str] = []
        """Tickets, as they were charged."""
        self.bodies: list[bytes] = []
        self.asked: list[str] = []
        self.submits: list[Any] = []
        self.looks: list[Any] = []
        self.finds: list[Any] = []
        self.fetches: list[Any] = []
        self.taken: dict[str, str] = {}
        """The provider's name for each ticket it took."""
        self.most = 0
        self._now = 0
        self._turn = threading.Lock()

    @property
    def offer(self) -> Offer:
        """As it would stand in the registry."""
        return Offer(name="far", version=3, makes="nobody:Nothing", capabilities=(self.limits,), remote=True)

    def providers(self) -> Providers:
        """The registry's side of it."""
        return Providers(lambda: {"far": self.offer}, lambda name: self)

    def prepare(self, request: Request, take: int, ticket: str, context: Context) -> bytes:
        self.asked.append("prepare")
        return f"{ticket} {saved(request)['words']} {take}".encode()

    def submit(self, body: bytes, ticket: str) -> Standing:
        with self._turn:
            self.asked.append("submit")
            self.bodies.append(body)
            said = self.submits.pop(0) if self.submits else self.accept
        return _said(said, ticket)

    def accept(self, ticket: str) -> Standing:
        """Take it, and charge; the same ticket again is the same job where keys are known here."""
        with self._turn:
            if ticket not in self.taken or self.limits.finds_lost_answers != "key":
                self.bill.append(ticket)
                self.taken[ticket] = f"p{len(self.bill)}"
            self._now += 1
            self.most = max(self.most, self._now)
        return Standing(id=self.taken[ticket])

    def accept_and_lose(self, ticket: str) -> Standing:
        """Take it, charge, and never answer."""
        self.accept(ticket)
        raise ConnectionError("reset by peer")

    def find(self, body: bytes, ticket: str, since: float) -> Found:
        self.asked.append("find")
        said = self.finds.pop(0) if self.finds else self.found
        return _said(said, ticket)

    def found(self, ticket: str) -> Found:
        """The truth, whole."""
        return Found(ids=(self.taken[ticket],) if ticket in self.taken else (), complete=True)

    def look(self, id: str) -> Standing:
        self.asked.append("look")
        with self._turn:
            said = self.looks.pop(0) if self.looks else Standing(id=id, state="succeeded", charged=1.5)
        return _said(said, id)

    def fetch(self, id: str, context: Context) -> Answer:
        with self._turn:
            self.asked.append("fetch")
            said = self.fetches.pop(0) if self.fetches else None
            self._now -= 1
        if said is not None:
            return _said(said, id)
        file = context.scratch / "picture.png"
        file.write_bytes(f"picture of {id}".encode())
        return {"picture": context.put(file), "opinion": {"sharp": True}}

    def cancel(self, id: str) -> None:
        self.asked.append("cancel")

    def close(self) -> None:
        self.asked.append("close")


def paint(words: str, *, take: int = 1, price: float = 2.0, remote: bool = True) -> Job:
    """One picture from far away."""
    request = saved(Paint(words=words, size=Size(width=32, height=16)))
    work = Ask(engine="far", version=3, request=request, take=take, price=price, currency="CNY", remote=remote)
    return Job(id=f"takes/{words}/{take}", stage="takes", subject=words, scene="1", work=work)


def standings(*states: str) -> Sequence[Callable[[str], Standing]]:
    """What looks say, one after the other."""

    def said(state: Any) -> Callable[[str], Standing]:
        return lambda id: Standing(id=id, state=state, message=f"it is {state}")

    return [said(state) for state in states]


def _said(said: Any, name: str) -> Any:
    if isinstance(said, BaseException):
        raise said
    return said(name) if callable(said) else said
