"""Prepared pictures take no more memory than there is room for, and come back the same."""

import numpy as np
import pytest

from lampblack.builtin.theatre.raster import texture
from lampblack.builtin.theatre.raster.shelf import Shelf
from lampblack.builtin.theatre.raster.texture import Texture


def test_the_longest_unused_goes_first_and_what_is_in_use_stays() -> None:
    shelf, mine = Shelf(100), {"a": 1, "b": 2, "c": 3}
    shelf.put(mine, "a", 40)
    shelf.put(mine, "b", 40)
    shelf.put(mine, "a")
    shelf.put(mine, "c", 40)
    assert mine == {"a": 1, "c": 3} and shelf.held == 80
    shelf.put(mine, "c", 200)
    assert mine == {"c": 3} and shelf.held == 240


def test_levels_thrown_away_are_made_again_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    picture = np.random.default_rng(5).integers(0, 255, (300, 400, 4), np.uint8)
    tight = Shelf(600_000)
    monkeypatch.setattr(texture, "SHELF", tight)
    made = Texture(picture)
    first = made.level(1, 1, (1.2, 1.2), (False, False))
    first.ready()
    kept = first.texels.copy()
    for step in range(6):
        made.level(step % 3, step % 2, (0.5 + step, 0.5 + step), (False, False)).ready()
        assert tight.held <= 1_100_000
    again = made.level(1, 1, (1.2, 1.2), (False, False))
    again.ready()
    assert again is not first
    assert np.array_equal(again.texels, kept)
