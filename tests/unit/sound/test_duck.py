"""What is not the word makes way for it: as far as is needed, before it, and without pumping."""

import numpy as np

from lampblack.base.time import SAMPLE_RATE
from lampblack.sound.duck import BLOCK, EFFECTS, MUSIC, Carver, band_powers, ducking


def _noise(level: float, seconds: float, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).standard_normal((int(seconds * SAMPLE_RATE), 2)) * level
    return noise.astype(np.float32)


def _spoken(level: float, start: float, stop: float, seconds: float) -> np.ndarray:
    sound = _noise(level, seconds, 2)
    sound[: int(start * SAMPLE_RATE)] = 0.0
    sound[int(stop * SAMPLE_RATE) :] = 0.0
    return sound


def _decibels(sound: np.ndarray) -> float:
    return float(10 * np.log10(band_powers(sound).mean()))


def test_a_line_stands_over_loud_music_in_the_band_that_carries_speech():
    dialogue, music = _spoken(0.05, 4, 6, 10), _noise(0.05, 10)
    line = (4 * SAMPLE_RATE, 6 * SAMPLE_RATE)
    under = Carver(ducking(band_powers(dialogue), band_powers(music), [line], MUSIC)).turn(music.copy())
    heard = slice(*line)
    assert _decibels(dialogue[heard]) - _decibels(under[heard]) >= 12.5
    assert np.allclose(under[: SAMPLE_RATE * 3], music[: SAMPLE_RATE * 3])
    assert np.allclose(under[-SAMPLE_RATE:], music[-SAMPLE_RATE:])


def test_it_is_down_before_the_first_word_and_comes_back_slowly():
    dialogue, music = _spoken(0.05, 4, 6, 12), _noise(0.05, 12)
    duck = ducking(band_powers(dialogue), band_powers(music), [(4 * SAMPLE_RATE, 6 * SAMPLE_RATE)], MUSIC)
    per_second = SAMPLE_RATE // BLOCK
    assert duck.gains[4 * per_second] <= duck.gains[5 * per_second] * 1.001
    steps = np.diff(20 * np.log10(duck.gains)) * per_second
    assert steps.max() <= MUSIC.rise + 0.01 and steps.min() >= -MUSIC.fall - 0.01


def test_it_does_not_come_up_between_two_sentences():
    dialogue = _spoken(0.05, 2, 4, 12) + _spoken(0.05, 4.6, 6, 12)
    lines = [(2 * SAMPLE_RATE, 4 * SAMPLE_RATE), (int(4.6 * SAMPLE_RATE), 6 * SAMPLE_RATE)]
    duck = ducking(band_powers(dialogue), band_powers(_noise(0.05, 12)), lines, MUSIC)
    per_second = SAMPLE_RATE // BLOCK
    between = duck.gains[2 * per_second : 6 * per_second]
    assert 20 * np.log10(between.max() / between.min()) < 1.0


def test_soft_effects_are_left_alone():
    dialogue, steps = _spoken(0.1, 1, 3, 4), _noise(0.002, 4)
    duck = ducking(band_powers(dialogue), band_powers(steps), [(SAMPLE_RATE, 3 * SAMPLE_RATE)], EFFECTS)
    assert duck.gains.min() == 1.0


def test_a_neighbours_line_is_made_way_for_by_its_time_alone():
    music = band_powers(_noise(0.05, 4))
    duck = ducking(np.zeros(len(music)), music, [], MUSIC, near=[(SAMPLE_RATE, 2 * SAMPLE_RATE)])
    assert 20 * np.log10(duck.gains[150]) == -MUSIC.least * 1.5
