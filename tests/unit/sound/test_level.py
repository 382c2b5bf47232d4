"""Loudness, true peak and ducking measured, not believed."""

import numpy as np
import pytest

from lampblack.base.time import SAMPLE_RATE
from lampblack.sound.duck import ducked, speaking
from lampblack.sound.level import SILENCE, limited, loudness, mastered, true_peak


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


def test_music_makes_way_only_while_someone_speaks():
    dialogue = np.zeros((SAMPLE_RATE * 6, 2), np.float32)
    dialogue[2 * SAMPLE_RATE : 3 * SAMPLE_RATE] = _sine(0.1, 1.0)
    speech = speaking(dialogue)
    music = ducked(np.ones_like(dialogue), speech, 12.0)
    assert music[int(2.5 * SAMPLE_RATE), 0] == pytest.approx(10 ** (-12 / 20), rel=0.02)
    assert music[SAMPLE_RATE // 2, 0] == music[5 * SAMPLE_RATE, 0] == 1.0
    assert np.abs(np.diff(music[:, 0])).max() < 0.001
