"""Engines far away keep the promises `spend` relies on; each promise broken is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.provider import offers
from tests.provider.client import ADDRESS, Blind, ByKey, ByTag
from tests.provider.process import ROOT, Simulator
from tests.provider.world import World

from lampblack.base.errors import Busy
from lampblack.engines.capabilities import Offer
from lampblack.engines.conformance import conform_remote
from lampblack.engines.protocol import Found, Remote, Standing

KINDS = [
    (ByKey, offers.KEY, World()),
    (ByTag, offers.TAG, World(kind="tag", lag=0.3)),
    (Blind, offers.BLIND, World(kind="nothing")),
]


@pytest.mark.parametrize(("make", "offer", "world"), KINDS)
def test_the_simulated_providers_conform_and_are_billed_once(
    make: type[Remote],
    offer: Offer,
    world: World,
    simulator: Simulator,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(ADDRESS, simulator.open(offer.name, world))
    assert conform_remote(make, offer, tmp_path, patience=5.0) == ()
    assert set(simulator.bill.charges(offer.name).values()) == {1}


class Restless(ByKey):
    """Other bytes each time."""

    def prepare(self, request, take, ticket, context):
        return json.dumps(
            {**json.loads(super().prepare(request, take, ticket, context)), "n": os.urandom(4).hex()}
        ).encode()


class Forgetful(ByKey):
    """Its key is not the ticket."""

    def submit(self, body, ticket):
        return super().submit(body, os.urandom(4).hex())


class Nameless(ByKey):
    """Takes jobs and does not say under which name."""

    def submit(self, body, ticket):
        return replace(super().submit(body, ticket), id="")


class Liar(Blind):
    """Says its list is complete, and it is empty."""

    def find(self, body, ticket, since):
        return Found(complete=True)


class Indiscreet(Blind):
    """Finds what was never sent."""

    def find(self, body, ticket, since):
        return Found(ids=("another",))


class Lost(ByTag):
    """Never finds what it took."""

    def find(self, body, ticket, since):
        return Found()


class Dear(ByKey):
    """Charges more than it offers."""

    def look(self, id):
        return replace(super().look(id), charged=99.0)


class Fickle(ByKey):
    """Another picture each time."""

    def fetch(self, id, context):
        return {"picture": context.put(os.urandom(9))}


class Hopeful(ByKey):
    """Thinks that whatever it does not know is on its way."""

    def look(self, id):
        return Standing(id=id) if id.startswith("never") else super().look(id)


class Patient(ByKey):
    """Would have us ask for ever."""

    def look(self, id):
        if id.startswith("never"):
            raise Busy("soon")
        return super().look(id)


class Vague(ByKey):
    """Cannot say that nothing was taken."""

    def submit(self, body, ticket):
        if not body.startswith(b"{"):
            raise ConnectionError("something went wrong")
        return super().submit(body, ticket)


@pytest.mark.parametrize(
    ("make", "offer", "said"),
    [
        (Restless, offers.BLIND, "are prepared as other bytes"),
        (Forgetful, offers.KEY, "the same body under the same key is another job"),
        (Nameless, offers.KEY, "a job that was taken has no name"),
        (Liar, offers.BLIND, "said to be complete"),
        (Indiscreet, offers.BLIND, "before anything was sent"),
        (Lost, offers.TAG, "is not found by tag"),
        (Dear, offers.KEY, "99.0 was charged, the offer says 2.0"),
        (Fickle, offers.KEY, "picture is another when it is fetched again"),
        (Hopeful, offers.KEY, "a job nobody ever sent is running"),
        (Patient, offers.KEY, "it raises Busy"),
        (Vague, offers.KEY, "raises ConnectionError, not Declined"),
        (ByKey, replace(offers.KEY, remote=False), "does not say that it is remote"),
    ],
)
def test_a_broken_promise_is_seen(
    make: type[Remote], offer: Offer, said: str, simulator: Simulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = next(kind for kind, name in offers.NAMES.items() if name == offer.name)
    monkeypatch.setenv(ADDRESS, simulator.open(make.__name__, World(kind=kind)))
    assert any(said in fault for fault in conform_remote(make, offer, tmp_path, patience=0.5))


def test_it_comes_in_by_the_door_of_strangers(tmp_path: Path) -> None:
    path = os.pathsep.join([str(offers.install(tmp_path)), str(ROOT)])
    ask = """
from lampblack.engines.registry import load, offers
print([name for name in offers() if name.startswith("sim")])
load("sim-tag")
"""
    done = subprocess.run(
        [sys.executable, "-c", ask], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=False
    )
    assert done.stdout.strip() == "['sim-blind', 'sim-key', 'sim-tag']", done.stderr
