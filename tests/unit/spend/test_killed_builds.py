"""The quick part of `tests/flow/test_paid_once.py`: real builds, a provider in a process of its own, real kills."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.provider.history import History
from tests.provider.process import Simulator
from tests.provider.world import KINDS, Kind, World

KILLS = ("after intended:1", "after sending:2", "charged:3", "before running:1", "after fetch:2", "before record:1")
"""All in one history, one after another; `charged` at the provider's desk, before the answer is sent."""


@pytest.mark.parametrize("kind", KINDS)
def test_killed_again_and_again_each_job_is_charged_once_and_the_film_is_whole(
    kind: Kind, simulator: Simulator, tmp_path: Path
) -> None:
    shots = [f"shot{number}" for number in range(10)]
    film = History(simulator=simulator, folder=tmp_path / kind, world=World(kind=kind, lag=0.4), shots=shots)
    for kill in KILLS:
        killed = film.build_killed_by if kill.startswith("charged") else film.build
        killed(kill=kill)
    film.finish()
    film.judge()
    assert film.kills >= 3, f"{film}"
    assert (film.doubts > 0) == (kind == "nothing"), f"{film}"
