"""Loudness, true peak and ducking measured, not believed."""

import numpy as np
import pyloudnorm
import pytest

from lampblack.base.time import SAMPLE_RATE
from lampblack.sound.level import SILENCE, gauged, limited, loudness, mastered, mastering, true_peak
from lampblack.sound.metering import K_WEIGHTING, TENTH, PeakMeter, PowerMeter


def _sine(level: float, seconds: float = 3.0, frequency: float = 997.0) -> np.ndarray:
    t = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    one = (level * np.sin(2 * np.pi * frequency * t)).astype(np.float32)
    return np.stack([one, one], axis=1)


def test_a_stereo_sine_at_minus_23_dbfs_measures_minus_23_lufs():
    assert loudness(_sine(10 ** (-23 / 20))) == pytest.approx(-23.0, abs=0.1)


def test_a_peak_between_two_samples_is_found():
    t = np.arange(SAMPLE_RATE) / SAMPLE_RATE
    between = np.sin(2 * np.pi * SAMPLE_RATE / 4 * t + np.pi / 4).astype(np.float32).reshape(-1, 1)
    assert np.abs(between).max() < 0.71
    assert true_peak(between) == pytest.approx(0.0, abs=0.3)


def test_the_limiter_holds_its_ceiling_and_leaves_quiet_sound_alone():
    loud = _sine(0.2)
    loud[50_000:50_020] = 0.99
    assert true_peak(limited(loud, -6.0)) <= -5.9
    quiet = _sine(0.2)
    assert limited(quiet, -6.0) is quiet


def test_loudness_is_what_another_meter_says_it_is():
    rng = np.random.default_rng(5)
    sound = (rng.standard_normal((SAMPLE_RATE * 12, 2)) * 0.05).astype(np.float32)
    sound[: SAMPLE_RATE * 4] *= 0.1
    assert loudness(sound) == pytest.approx(pyloudnorm.Meter(SAMPLE_RATE).integrated_loudness(sound), abs=0.06)


def test_meters_read_the_same_stretch_by_stretch():
    sound = (np.random.default_rng(6).standard_normal((SAMPLE_RATE, 2)) * 0.1).astype(np.float32)
    whole = gauged(sound)
    powers, peaks = PowerMeter(K_WEIGHTING, TENTH, len(sound)), PeakMeter(len(sound))
    for start in range(0, len(sound), 7_777):
        powers.feed(sound[start : start + 7_777])
        peaks.feed(sound[start : start + 7_777])
    assert np.array_equal(whole.powers, powers.powers())
    assert np.array_equal(whole.peaks, peaks.peaks())


def test_a_cinema_is_delivered_by_what_is_spoken():
    sound = np.concatenate([_sine(0.1, 4.0), _sine(0.02, 8.0)])
    spoken = sound.copy()
    spoken[4 * SAMPLE_RATE :] = 0.0
    mix = gauged(sound, spoken)
    out = sound * np.float32(10 ** (mastering(mix, -27.0, -2.0, "dialogue").gain_db / 20))
    assert loudness(out[: 4 * SAMPLE_RATE]) == pytest.approx(-27.0, abs=0.3)
    assert loudness(out) < -29.0


def test_a_master_has_its_loudness_under_its_true_peak():
    rng = np.random.default_rng(2)
    sound = (rng.standard_normal((SAMPLE_RATE * 8, 2)) * 0.02).astype(np.float32)
    sound[100_000:100_030] = 0.9
    out = mastered(sound, -16.0, -1.8)
    assert loudness(out) == pytest.approx(-16.0, abs=0.3)
    assert true_peak(out) <= -1.79


def test_silence_has_no_loudness_and_survives():
    silence = np.zeros((SAMPLE_RATE, 2), np.float32)
    assert loudness(silence) == SILENCE
    assert not mastered(silence, -16.0, -1.0).any()
