"""Three builds of one film started at once: one owns it, the others say so in one line, and each job is billed once."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random

import pytest
from tests.provider.history import History
from tests.provider.process import Simulator
from tests.provider.world import KINDS, World

pytestmark = pytest.mark.slow

TRIALS = 10


def test_of_three_builds_started_at_once_one_spends(simulator: Simulator, tmp_path: Path) -> None:
    random = Random(3)
    refused = 0
    for trial in range(TRIALS):
        world = World(kind=KINDS[trial % 3], seed=trial, lose=0.2 * (trial % 2), seconds=0.2)
        history = History(simulator=simulator, folder=tmp_path / f"trial{trial}", world=world)
        builds = []
        for _ in range(3):
            builds.append(history.start())
            time.sleep(random.uniform(0.0, 0.05))
        if trial % 2:
            time.sleep(random.uniform(0.2, 0.5))
            builds[random.randrange(3)].kill()
        for ran in [history.ended(build) for build in builds]:
            if ran.code == 2:
                refused += 1
                assert "another build" in ran.err and ran.err.count("\n") == 1, ran.err
        history.finish()
        history.judge()
    assert refused >= TRIALS, f"{refused} of {2 * TRIALS} were refused"
