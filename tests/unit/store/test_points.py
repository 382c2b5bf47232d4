"""Every labelled moment of the store is passed somewhere, and none is passed that tests do not know of."""

from __future__ import annotations

import re
from pathlib import Path

from lampblack.store.points import POINTS

SOURCES = Path(__file__).parents[3] / "src" / "lampblack"


def test_the_points_that_are_named_are_those_that_are_passed() -> None:
    files = [*(SOURCES / "store").glob("*.py"), SOURCES / "build" / "packing.py"]
    found = [label for file in files for label in re.findall(r'passing\("([a-z.]+)"\)', file.read_text("utf-8"))]
    assert sorted(found) == sorted(POINTS)
