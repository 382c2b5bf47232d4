"""A texture's smaller versions are the same whatever was asked for before."""

import numpy as np
import pytest

from lampblack.builtin.theatre.raster.texture import NONE, Texture

SIZES = [(0, 0), (1, 1), (2, 2), (3, 1), (4, 4), (6, 2), (5, 5), (2, 0), (0, 3)]


def _picture() -> np.ndarray:
    return np.random.default_rng(3).integers(0, 255, (97, 131, 4), np.uint8)


@pytest.mark.parametrize("wanted", SIZES)
def test_a_size_does_not_depend_on_which_sizes_were_asked_for_before(wanted: tuple[int, int]):
    fresh = Texture(_picture()).level(*wanted, (0.0, 0.0), (False, False))
    used = Texture(_picture())
    for size in SIZES[::-1]:
        used.level(*size, (1.5, 1.5), (False, False))
    again = used.level(*wanted, (0.0, 0.0), (False, False))
    fresh.ready()
    again.ready()
    assert np.array_equal(fresh.texels, again.texels)


@pytest.mark.parametrize("clamp", [(False, False), (True, False), (True, True)])
@pytest.mark.parametrize("blur", [(0.0, 0.0), (1.3, 1.3), (6.0, 0.0)])
def test_a_level_made_in_parts_is_the_level_made_at_once(clamp: tuple[bool, bool], blur: tuple[float, float]):
    picture = np.random.default_rng(3).integers(0, 255, (600, 700, 4), np.uint8)
    whole, parts = (Texture(picture).level(0, 0, blur, clamp) for _ in range(2))
    whole.ready()
    for left, top in ((690, 10), (300, 300), (5, 590), (240, 250), (-50, -50)):
        parts.ready(left, left + 20, top, top + 20)
    parts.ready()
    assert np.array_equal(whole.texels, parts.texels)
    assert whole.texels.any()


def test_each_half_octave_is_smaller_by_the_root_of_two():
    texture = Texture(_picture())
    widths = [texture.level(step, step, (0.0, 0.0), (True, True)).across for step in range(5)]
    assert widths == pytest.approx([2 ** (-step / 2) for step in range(5)], rel=0.03)
    assert NONE < 0
