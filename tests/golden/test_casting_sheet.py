"""The casting sheet at a small size, against the one that was looked at; people who turn do so without a jump.

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, then
`python tools/casting.py docs/pictures`, and look at both.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib.util import module_from_spec, spec_from_file_location
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.builtin.theatre.puppet import puppet
from lampblack.media.picture import png_bytes, read_picture
from lampblack.staging.figure import Figure
from lampblack.staging.mouth import Shape

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "theatre"
MEAN, OFF, FAR = 1.2, 24, 0.01
JUMP = 2.4
"""A step that changes the picture this many times as much as the median of those near it is a jump. Those of the cast
stay under 2.1; a part that changes its order from one degree to the next makes 3 to 12."""
NEAR = 12
"""Steps on either side that a step is measured against."""
MOUTH = 1.7
"""Levels, on the mean of the lower face: what two mouths differ by at least."""
Picture = NDArray[np.float32]
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
@pytest.mark.parametrize("name", ["casting", "moods", "mouths"])
def test_the_cast_looks_as_it_did(casting: ModuleType, name: str, tmp_path: Path) -> None:
    made = {"casting": casting.sheet, "moods": casting.moods, "mouths": casting.mouths}[name](casting.SMALL)
    path = GOLDEN / f"{name}-sheet.png"
    if os.environ.get("LAMPBLACK_RECORD"):
        path.write_bytes(png_bytes(made))
        return
    golden = read_picture(path)
    assert made.shape == golden.shape
    off = np.abs(made.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        (tmp_path / path.name).write_bytes(png_bytes(made))
        pytest.fail(f"the cast looks different; look at {tmp_path / path.name}")


def test_no_two_of_the_cast_have_one_face(casting: ModuleType) -> None:
    faces = [casting.view(figure, 0, 60, 60, field="close").astype(float) for figure in casting.figures()]
    for index, face in enumerate(faces):
        for other in faces[:index]:
            assert np.abs(face - other).mean() > 6.0


def jumps(views: list[Picture]) -> NDArray[np.float64]:
    """How much each step changes the picture, against the usual step near it; the views go once round."""
    steps = np.array([np.abs(b - a).mean() for a, b in pairwise([*views, views[0]])])
    near = np.stack([np.roll(steps, k) for k in range(-NEAR, NEAR + 1)])
    return steps / np.median(near, axis=0)


def turning(casting: ModuleType, figure: Figure, degrees: int, field: str) -> list[Picture]:
    size = (120, 130) if field == "close" else (110, 200)
    return [casting.view(figure, at, *size, field=field).astype(np.float32) for at in range(0, 360, degrees)]


@pytest.mark.slow
@pytest.mark.parametrize("field", ["whole", "close"])
@pytest.mark.parametrize("index", range(12))
def test_nobody_of_the_cast_jumps_while_they_turn(casting: ModuleType, index: int, field: str) -> None:
    """Steps of one degree, all the way round: none changes the picture much more than those beside it."""
    off = jumps(turning(casting, casting.figures()[index], 1, field))
    assert off.max() < JUMP, f"a jump of {off.max():.2f} from {off.argmax()} degrees"


@pytest.mark.slow
@pytest.mark.parametrize("figure", TURNERS, ids=lambda figure: f"{figure.dress}-{figure.hair}")
def test_whoever_turns_does_so_without_a_jump(casting: ModuleType, figure: Figure) -> None:
    off = jumps(turning(casting, figure, 2, "whole"))
    assert off.max() < JUMP, f"a jump of {off.max():.2f} from {2 * off.argmax()} degrees"


@pytest.mark.slow
def test_a_part_that_pops_would_be_noticed(casting: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same turn with arms that go behind the body from one degree to the next."""
    monkeypatch.setattr(puppet, "BEHIND", 0.035)
    monkeypatch.setattr(puppet, "BESIDE", 0.0349)
    assert jumps(turning(casting, casting.figures()[3], 1, "whole")).max() > JUMP


def test_hair_that_comes_and_goes_would_be_noticed(casting: ModuleType) -> None:
    first, bald = TURNERS[5], replace(TURNERS[5], hair="bald")
    views = turning(casting, first, 4, "whole")
    views[30] = casting.view(bald, 120, 110, 200).astype(np.float32)
    assert jumps(views).argmax() in (29, 30)
    assert jumps(views).max() > JUMP


def test_nine_mouths_are_nine(casting: ModuleType) -> None:
    """On every face of the cast, every pair of mouths differs more than a face that breathes does."""
    for figure in casting.figures():
        seen = {
            shape: casting.view(figure, 16, 120, 94, field="lips", mouth=shape)[34:, 12:84].astype(float)
            for shape in get_args(Shape)
        }
        for a, b in combinations(seen, 2):
            assert np.abs(seen[a] - seen[b]).mean() > MOUTH, f"{figure.id}: {a} looks like {b}"


def test_six_moods_are_six(casting: ModuleType) -> None:
    for figure in casting.figures():
        moods = (*casting.MOODS, "calm")
        seen = {mood: casting.view(figure, 14, 75, 86, field="close", mood=mood).astype(float) for mood in moods}
        for a, b in combinations(seen, 2):
            assert np.abs(seen[a] - seen[b]).mean() > 2.0 * MOUTH, f"{figure.id}: {a} looks like {b}"
