"""The casting sheet at a small size, against the one that was looked at; people who turn do so without a jump.

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, then
`python tools/casting.py docs/pictures/casting.jpg`, and look at both.
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
from lampblack.staging.figure import Figure

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "theatre" / "casting-sheet.png"
MEAN, OFF, FAR = 1.2, 24, 0.01
TURNERS = (
    Figure(id="t1", dress="shirt", lower="jeans", hair="parted", glasses="square"),
    Figure(id="t2", dress="suit", hair="crop", beard="stubble"),
    Figure(id="t3", dress="tee", sex="woman", hair="ponytail", height=1.63),
    Figure(id="t4", dress="hoodie", hair="curly"),
    Figure(id="t5", dress="puffer", hair="short", hat="baseball"),
    Figure(id="t6", dress="labcoat", sex="woman", hair="bob", height=1.63),
    Figure(id="t7", dress="uniform", sex="woman", age="child", hair="braids", height=1.3),
    Figure(id="t8", dress="qipao", sex="woman", hair="bun", height=1.64),
    Figure(id="t9", dress="spacesuit", hair="short", hat="helmet"),
    Figure(id="t10", dress="gown", sex="woman", hair="long", height=1.64),
)


@pytest.fixture(scope="module")
def casting() -> ModuleType:
    spec = spec_from_file_location("casting", ROOT / "tools/casting.py")
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    sys.modules["casting"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_the_cast_looks_as_it_did(casting: ModuleType, tmp_path: Path) -> None:
    sheet = casting.sheet(casting.SMALL)
    if os.environ.get("LAMPBLACK_RECORD"):
        GOLDEN.write_bytes(png_bytes(sheet))
        return
    golden = read_picture(GOLDEN)
    assert sheet.shape == golden.shape
    off = np.abs(sheet.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        (tmp_path / "casting-sheet.png").write_bytes(png_bytes(sheet))
        pytest.fail(f"the cast looks different; look at {tmp_path / 'casting-sheet.png'}")


def test_no_two_of_the_cast_have_one_face(casting: ModuleType) -> None:
    faces = [casting.view(figure, 0, 60, 60, close=True).astype(float) for figure in casting.figures()]
    for index, face in enumerate(faces):
        for other in faces[:index]:
            assert np.abs(face - other).mean() > 6.0


@pytest.mark.slow
@pytest.mark.parametrize("figure", TURNERS, ids=lambda figure: f"{figure.dress}-{figure.hair}")
def test_a_person_who_turns_does_so_without_a_jump(casting: ModuleType, figure: Figure) -> None:
    """Steps of two degrees: no step changes the picture much more than the usual one does."""
    views = [casting.view(figure, degrees, 90, 170).astype(float) for degrees in range(0, 362, 2)]
    steps = np.array([np.abs(a - b).mean() for a, b in zip(views[1:], views[:-1], strict=True)])
    worst = int(steps.argmax())
    assert steps[worst] < 1.9 * np.median(steps), f"a jump from {2 * worst} to {2 * worst + 2} degrees"


def test_a_jump_would_be_noticed(casting: ModuleType) -> None:
    """Hair that comes and goes in one step is more than any turn of the body by two degrees."""
    first, bald = TURNERS[5], Figure(id="t6", dress="labcoat", sex="woman", hair="bald", height=1.63)
    views = [casting.view(first, degrees, 90, 170).astype(float) for degrees in range(0, 42, 2)]
    steps = [np.abs(a - b).mean() for a, b in zip(views[1:], views[:-1], strict=True)]
    jump = np.abs(casting.view(bald, 42, 90, 170).astype(float) - views[-1]).mean()
    assert jump > 1.9 * np.median(steps)
