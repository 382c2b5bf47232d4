"""The acting sheet, small: every verb, mood and mouth as a person has looked at it (`docs/pictures/acting.jpg`).

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, and
`python tools/acting_sheet.py docs/pictures/acting.jpg`; look at both, and commit them.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

from lampblack.media.picture import png_bytes, read_picture
from lampblack.staging.people import Verb

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "theatre" / "acting-sheet.png"
TALL = 32
MEAN, OFF, FAR = 1.5, 32, 0.012


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("acting_sheet", ROOT / "tools/acting_sheet.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["acting_sheet"] = module
    spec.loader.exec_module(module)
    return module


def test_the_sheet_has_every_verb() -> None:
    assert {strip.name for strip in tool().strips()} >= set(get_args(Verb))


@pytest.mark.slow
def test_the_acting_sheet_looks_as_it_did(tmp_path: Path) -> None:
    made = tool().sheet(TALL)
    if os.environ.get("LAMPBLACK_RECORD"):
        GOLDEN.write_bytes(png_bytes(made))
        return
    golden = read_picture(GOLDEN)
    assert made.shape == golden.shape
    off = np.abs(made.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        (tmp_path / "acting-sheet.png").write_bytes(png_bytes(made))
        pytest.fail(f"mean {off.mean():.2f} of {MEAN}, {(off > OFF).mean():.2%} far off; look at {tmp_path}")
