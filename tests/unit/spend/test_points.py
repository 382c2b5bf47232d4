"""Every labelled moment is really passed: a kill that never happens proves nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.spend.scripted import QUICK, Scripted, paint, standings

from lampblack.engines.protocol import Declined, Found, Refused
from lampblack.graph.build import build
from lampblack.runners.local import Local
from lampblack.spend.paid import Paid
from lampblack.spend.points import POINTS
from lampblack.store.caps import Caps
from lampblack.store.store import Store


def test_every_point_is_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[str] = []
    for module in ("spend.drive", "spend.paid", "store.ledger"):
        monkeypatch.setattr(f"lampblack.{module}.passing", passed.append)
    far = Scripted(concurrency=1)
    far.submits = [
        far.accept, Refused("unseemly"), Declined("402"), far.accept_and_lose, far.accept_and_lose,
    ]  # fmt: skip
    far.looks = [*standings("succeeded", "succeeded", "expired", "cancelled")]
    far.finds = [far.found, Found(ids=("a", "b"))]
    with Store.open(tmp_path, owner=True) as store:
        paid = Paid(store, Local(store), caps=Caps(rates={"CNY": 0.1}), providers=far.providers(), waits=QUICK)
        for number in range(7):
            build(lambda known, number=number: (paint(f"shot{number}"),), store, paid)
        paid.close()
        states = [money.state for money in store.ledger.present()]
    assert states == ["succeeded", "failed", "withdrawn", "succeeded", "in doubt", "expired", "cancelled"]
    assert set(passed) >= set(POINTS)
    assert {label for label in passed if label not in POINTS} == set()
