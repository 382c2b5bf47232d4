"""The manual's gallery at small sizes, against the frames that were looked at; and the page that tells of it.

After a change that is meant to be seen: `LAMPBLACK_RECORD=1 python -m pytest tests/golden`, then
`python -m tools.gallery`, and look at both.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from tools.gallery import frame, page
from tools.situations import SITUATIONS, Situation

from lampblack.builtin.theatre.looks.registry import names
from lampblack.media.picture import png_bytes, read_picture

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "gallery"
MEAN, OFF, FAR = 1.2, 24, 0.01


@pytest.mark.slow
@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation.name)
def test_a_frame_of_the_gallery_looks_as_it_did(situation: Situation, tmp_path: Path) -> None:
    made = frame(situation, situation.size)
    path = FOLDER / f"{situation.name}.png"
    if os.environ.get("LAMPBLACK_RECORD"):
        FOLDER.mkdir(exist_ok=True)
        path.write_bytes(png_bytes(made))
        return
    golden = read_picture(path)
    assert made.shape == golden.shape
    off = np.abs(made.astype(int) - golden).max(axis=2)
    if off.mean() > MEAN or (off > OFF).mean() > FAR:
        out = Path(os.environ.get("LAMPBLACK_GOLDEN_OUT", str(tmp_path)))
        out.mkdir(parents=True, exist_ok=True)
        (out / path.name).write_bytes(png_bytes(made))
        strong = np.clip(np.abs(made.astype(int) - golden) * 8, 0, 255).astype(np.uint8)
        (out / f"{situation.name}-difference.png").write_bytes(png_bytes(strong))
        pytest.fail(f"{situation.name}: {off.mean():.2f} of {MEAN}, {(off > OFF).mean():.2%} far off; look at {out}")


def test_no_golden_frame_is_left_of_what_is_no_longer_in_the_gallery() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {situation.name for situation in SITUATIONS}


def test_the_gallery_shows_the_range_of_the_theatre() -> None:
    """Every hour, season, weather and look; three shapes of frame; four places, sizes and worlds at the least."""
    assert len(SITUATIONS) == 24
    assert len({situation.kit for situation in SITUATIONS}) > 20
    assert {situation.look for situation in SITUATIONS} == set(names())
    assert {situation.time for situation in SITUATIONS} == {"dawn", "morning", "noon", "afternoon", "dusk", "night"}
    assert {situation.season for situation in SITUATIONS} == {"spring", "summer", "autumn", "winter"}
    assert {situation.weather for situation in SITUATIONS} == {"clear", "mist", "rain", "snow", "wind"}
    assert {situation.world for situation in SITUATIONS} == {"", "today", "future"}
    assert len({situation.shot for situation in SITUATIONS}) >= 6
    shapes = {situation.size.width / situation.size.height for situation in SITUATIONS}
    assert min(shapes) < 0.6 and max(shapes) > 2.3


def test_the_page_of_the_gallery_is_the_one_its_list_makes() -> None:
    assert (ROOT / "docs/gallery.md").read_text(encoding="utf-8") == page(SITUATIONS)
