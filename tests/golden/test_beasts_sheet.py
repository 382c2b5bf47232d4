"""The beasts sheet at a small size, against the one that was looked at; beasts that turn do so without a jump.

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, then
`python tools/beasts_sheet.py docs/pictures/beasts.jpg`, and look at both.
"""

from __future__ import annotations

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from lampblack.media.picture import png_bytes, read_picture

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "theatre" / "beasts-sheet.png"
MEAN, OFF, FAR = 1.2, 24, 0.01


@pytest.fixture(scope="module")
def beasts() -> ModuleType:
    spec = spec_from_file_location("beasts_sheet", ROOT / "tools/beasts_sheet.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["beasts_sheet"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_beasts_look_as_they_did(beasts: ModuleType, tmp_path: Path) -> None:
    sheet = beasts.sheet(beasts.SMALL)
    if os.environ.get("LAMPBLACK_RECORD"):
        GOLDEN.write_bytes(png_bytes(sheet))
        return
    golden = read_picture(GOLDEN)
    assert sheet.shape == golden.shape
    off = np.abs(sheet.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        (tmp_path / "beasts-sheet.png").write_bytes(png_bytes(sheet))
        pytest.fail(f"the beasts look different; look at {tmp_path / 'beasts-sheet.png'}")


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 2, 4, 6, 8, 9])
def test_a_beast_that_turns_does_so_without_a_jump(beasts: ModuleType, number: int) -> None:
    """Steps of two degrees: no step changes the picture much more than the usual one does."""
    figure, (_, _, span, behind) = beasts.figures()[number], beasts.CAST[number]
    sizes = beasts.Sizes(wide=110, high=90)
    views = [beasts.view(figure, degrees, sizes, span, behind).astype(float) for degrees in range(0, 362, 2)]
    steps = np.array([np.abs(a - b).mean() for a, b in zip(views[1:], views[:-1], strict=True)])
    worst = int(steps.argmax())
    assert steps[worst] < 1.9 * np.median(steps), f"a jump from {2 * worst} to {2 * worst + 2} degrees"


def test_a_tail_that_comes_and_goes_would_be_noticed(beasts: ModuleType) -> None:
    """Another beast in one step is more than any turn by two degrees."""
    figure, (_, _, span, behind) = beasts.figures()[6], beasts.CAST[6]
    sizes = beasts.Sizes(wide=110, high=90)
    views = [beasts.view(figure, degrees, sizes, span, behind).astype(float) for degrees in range(30, 62, 2)]
    steps = [np.abs(a - b).mean() for a, b in zip(views[1:], views[:-1], strict=True)]
    other = beasts.view(beasts.figures()[4], 62, sizes, span, behind).astype(float)
    assert np.abs(other - views[-1]).mean() > 1.9 * np.median(steps)
