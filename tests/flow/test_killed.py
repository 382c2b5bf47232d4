"""Killed at any moment, a film is finished afterwards, the same to the last packet."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from studio import Film, packets

pytestmark = pytest.mark.slow

KILLS = 20


def test_killed_at_twenty_random_moments_the_film_is_finished_the_same(made_lantern: Film, fresh_lantern: Film):
    rng = random.Random(20)
    killed = 0
    for _ in range(KILLS):
        started = subprocess.Popen(
            [sys.executable, "-m", "lampblack.cli.main", "make", str(fresh_lantern.folder)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(rng.uniform(0.15, 2.5))
        if started.poll() is None:
            os.kill(started.pid, signal.SIGKILL)
            killed += 1
        started.wait()
    answer = fresh_lantern.make()
    assert killed >= 3
    assert answer["cost"] == 0
    assert packets(fresh_lantern.movie) == packets(made_lantern.movie)
    # A worker outlives its killed owner by a second, and may have begun a file after the next owner had swept.
    assert fresh_lantern.make()["made"] == 0
    assert _leftovers(fresh_lantern) == []


def _leftovers(film: Film) -> list[str]:
    return [path.name for path in (film.folder / ".lampblack" / "tmp").iterdir()]
