"""Every look of four shots, small, as a person has looked at them (`docs/pictures/looks.jpg`).

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, and
`python tools/looks_sheet.py docs/pictures/looks.jpg`; look at both, and commit them.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from lampblack.builtin.theatre.offer import LOOKS
from lampblack.engines.requests import Size
from lampblack.media.picture import png_bytes, read_picture

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "theatre"
SIZE = Size(width=320, height=180)
MEAN, OFF, FAR = 1.5, 32, 0.012
CRAFTS = tuple(look for look in LOOKS if look != "paper")


def tool() -> Any:
    spec = importlib.util.spec_from_file_location("looks_sheet", ROOT / "tools/looks_sheet.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["looks_sheet"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("look", CRAFTS)
@pytest.mark.parametrize("shot", ["mountains-dawn", "room-night", "street-rain", "river-close"])
def test_a_look_is_as_it_was(shot: str, look: str, tmp_path: Path) -> None:
    sheet = tool()
    frame = sheet.frame(sheet.shots()[shot], look, SIZE, "draft")
    path = FOLDER / f"look-{look}-{shot}.png"
    if os.environ.get("LAMPBLACK_RECORD"):
        path.write_bytes(png_bytes(frame))
        return
    golden = read_picture(path)
    assert frame.shape == golden.shape
    off = np.abs(frame.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        (tmp_path / path.name).write_bytes(png_bytes(frame))
        pytest.fail(f"mean {off.mean():.2f} of {MEAN}, {(off > OFF).mean():.2%} far off; look at {tmp_path}")


def test_no_two_looks_are_one_and_the_same() -> None:
    frames = [read_picture(FOLDER / f"look-{look}-room-night.png").astype(int) for look in CRAFTS]
    for index, one in enumerate(frames):
        for other in frames[index + 1 :]:
            assert np.abs(one - other).mean() > 20
