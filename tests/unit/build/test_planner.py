"""The planner is loaded for every question, so it loads nothing that only some films need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "numpy", "numba", "cv2", "av", "scipy", "PIL", "pypinyin")


def test_planning_loads_nothing_heavy_and_no_words_for_engines_that_read() -> None:
    code = (
        "import sys, lampblack.build.planner, lampblack.build.verbs\n"
        f"print([m for m in sys.modules if m.partition('.')[0] in {HEAVY!r} or m.startswith('lampblack.takes.words')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
