"""Sounds stand on their sample, loops have no seam, sides keep their power."""

import numpy as np
import pytest

from lampblack.sound.model import Placed
from lampblack.sound.place import faded, lay, looped, panned


def _click(samples: int = 100) -> np.ndarray:
    sound = np.zeros((samples, 1), np.float32)
    sound[0] = 1.0
    return sound


def test_a_sound_begins_on_its_very_sample():
    stem = lay([Placed(stem="effects", blob=0, start=1234)], [_click()], 5000)
    assert stem.shape == (5000, 2)
    assert np.flatnonzero(np.abs(stem).sum(axis=1)).tolist() == [1234]


def test_what_begins_before_the_film_or_runs_over_its_end_is_cut_off():
    long = np.ones((100, 1), np.float32)
    stem = lay([Placed(stem="effects", blob=0, start=-40), Placed(stem="effects", blob=0, start=950)], [long], 1000)
    assert np.flatnonzero(stem[:, 0]).tolist() == [*range(60), *range(950, 1000)]


@pytest.mark.parametrize("pan", [-1.0, -0.3, 0.0, 0.6, 1.0])
def test_a_panned_sound_keeps_its_power(pan: float):
    assert np.sum(panned(_click(), pan, 0.0) ** 2) == pytest.approx(1.0, abs=1e-5)


def test_gain_is_in_decibels():
    assert np.abs(panned(_click(), -1.0, -20.0)).max() == pytest.approx(0.1, rel=1e-4)


def test_a_loop_is_as_long_as_asked_and_keeps_its_level_over_the_seams():
    noise = np.random.default_rng(1).standard_normal((96_000, 2)).astype(np.float32)
    out = looped(noise, 400_001)
    assert out.shape == (400_001, 2)
    levels = [float(np.sqrt((out[i : i + 12_000] ** 2).mean())) for i in range(0, 396_000, 12_000)]
    assert min(levels) > 0.9 and max(levels) < 1.12


def test_fades_begin_and_end_in_silence_and_leave_the_middle():
    out = faded(np.ones((1000, 2), np.float32), 100, 200)
    assert out[0, 0] == 0.0 and out[-1, 0] == pytest.approx(0.0, abs=1e-6) and out[500, 0] == 1.0
