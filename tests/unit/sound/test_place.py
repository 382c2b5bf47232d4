"""Sounds stand on their sample, loops have no seam, sides keep their power."""

import numpy as np
import pytest

from lampblack.sound.level import spoken_level
from lampblack.sound.model import Placed
from lampblack.sound.place import dulled, faded, lay, looped, panned, prepared, warmed


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


def _noise(samples: int, level: float = 0.05) -> np.ndarray:
    return (np.random.default_rng(7).standard_normal((samples, 1)) * level).astype(np.float32)


def _above(sound: np.ndarray, hertz: float) -> float:
    """The share of its power that lies above a frequency."""
    powers = np.abs(np.fft.rfft(sound[:, 0])) ** 2
    return float(powers[int(hertz / 48_000 * len(sound)) :].sum() / powers.sum())


def test_what_is_far_off_or_behind_something_is_duller_and_not_a_sample_late():
    near = _noise(48_000)
    shares = [
        _above(dulled(near, metres, occlusion), 6_000) for metres, occlusion in ((1, 0), (10, 0), (30, 0), (10, 1))
    ]
    assert shares == sorted(shares, reverse=True) and shares[3] < 0.1 < 0.7 < shares[0]
    click = np.zeros((4_001, 1), np.float32)
    click[2_000] = 1.0
    assert int(np.abs(dulled(click, 30.0, 0.5)).argmax()) == 2_000
    assert int(np.abs(warmed(click)).argmax()) == 2_000


@pytest.mark.parametrize("level", [0.002, 0.05, 0.5])
def test_a_line_is_brought_to_its_level_whatever_its_recording_was(level: float):
    placed = Placed(stem="dialogue", blob=0, start=0, level=-19.0)
    assert spoken_level(prepared(placed, _noise(96_000, level))) == pytest.approx(-19.0, abs=0.1)
    assert not prepared(placed, np.zeros((96_000, 1), np.float32)).any()


def test_a_word_too_short_for_a_meter_is_levelled_too():
    placed = Placed(stem="dialogue", blob=0, start=0, level=-19.0)
    assert spoken_level(prepared(placed, _noise(9_600))) == pytest.approx(-19.0, abs=0.3)


def test_a_loop_begun_far_into_its_repetitions_is_the_same_loop():
    sound = np.random.default_rng(8).standard_normal((96_000, 2)).astype(np.float32)
    whole = looped(sound, 700_000)
    assert np.array_equal(looped(sound, 100_000, 72_000 * 2 + 10), whole[72_010:172_010] * 1.0)
