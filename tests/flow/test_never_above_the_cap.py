"""Fifty jobs at once against caps that allow twenty, killed between reserving and sending: never a cent above."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.provider.history import RATE, History
from tests.provider.offers import NAMES, SLOTS
from tests.provider.process import Simulator
from tests.provider.world import PRICE, World

pytestmark = pytest.mark.slow

JOBS, ALLOWED = 50, 20
CAP = ALLOWED * PRICE * RATE
SHOTS = [f"shot{number}" for number in range(JOBS)]

CAPS = {
    "in all": f"cap = {CAP}",
    "a day": f"cap = 100.0\nday = {CAP}",
    "an engine": f"cap = 100.0\n[budget.engines]\n{NAMES['key']} = {CAP}\n{NAMES['nothing']} = {CAP}",
}


def history(simulator: Simulator, folder: Path, which: str, **world: object) -> History:
    return History(
        simulator=simulator,
        folder=folder / "film",
        world=World(seconds=0.2, **world),  # pyright: ignore[reportArgumentType]
        caps=CAPS[which],
        shots=SHOTS,
        more={SLOTS: str(JOBS)},
    )


@pytest.mark.parametrize("which", CAPS)
def test_fifty_at_once_buy_no_more_than_the_cap_allows(which: str, simulator: Simulator, tmp_path: Path) -> None:
    film = history(simulator, tmp_path, which)
    ran = film.build()
    assert ran.code == 1
    assert len(ran.failed) == JOBS - ALLOWED
    assert all(f"of {CAP:.2f} is spent or reserved" in message for message in ran.failed.values())
    assert film.billed() == pytest.approx(CAP)
    again = film.build()
    assert len(again.failed) == JOBS - ALLOWED
    assert film.billed() == pytest.approx(CAP)
    film.judge()


@pytest.mark.parametrize("kind", ["key", "nothing"])
@pytest.mark.parametrize("number", [1, 7, 20])
def test_killed_between_reserving_and_sending_the_cap_holds(
    kind: str, number: int, simulator: Simulator, tmp_path: Path
) -> None:
    film = history(simulator, tmp_path, "in all", kind=kind, lose=0.2, seed=number)
    for label in ("after intended", "before sending", "after sending"):
        film.build(kill=f"{label}:{number}")
        assert film.billed() <= CAP + 1e-9, f"{film}"
    assert film.kills >= 1, f"{film}"
    for _ in range(3):
        film.build()
        assert film.billed() <= CAP + 1e-9, f"{film}"
    film.luck(World(kind=film.world.kind))
    film.settle()
    film.build()
    assert film.billed() == pytest.approx(CAP), f"{film}"
    film.judge()
