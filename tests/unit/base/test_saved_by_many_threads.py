"""Eight threads that read one kind of noun for the first time at the same moment read it right."""

from __future__ import annotations

import subprocess
import sys

READ = """
import sys, threading
from dataclasses import asdict
from lampblack.base.saved import convert, decode, encode
from lampblack.engines.requests import Compose, Paint, Passage, Size

sys.setswitchinterval(1e-6)
paint = Paint(words="a river", size=Size(width=2, height=2))
score = Compose(samples=9, passages=(Passage(start=0, mood="calm"),))
together, right = threading.Barrier(8), []

def read():
    together.wait()
    right.append(convert(asdict(paint), Paint) == paint and decode(encode(score), Compose) == score)

threads = [threading.Thread(target=read) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert right == [True] * 8
"""

TRIES = 6
"""Without a lock about every second try ended in a segmentation fault."""


def test_nouns_met_first_by_many_threads_are_read_right() -> None:
    for _ in range(TRIES):
        done = subprocess.run([sys.executable, "-c", READ], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
