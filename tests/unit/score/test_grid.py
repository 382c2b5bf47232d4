"""Bars and beats: exact at both ends, whole bars where they fit, odd beats before the last bar."""

import itertools

import pytest

from lampblack.base.time import SAMPLE_RATE
from lampblack.builtin.score.grid import FREEDOM, bars_between, pickup

S = SAMPLE_RATE


@pytest.mark.parametrize("seconds", [9, 13.37, 20, 27.1, 61.9])
def test_bars_fill_their_time_without_a_gap(seconds: float):
    start, stop = 1_000, 1_000 + int(seconds * S)
    bars = bars_between(start, stop, 72.0)
    assert bars[0].start == start
    assert bars[-1].stop == stop
    assert all(a.stop == b.start for a, b in itertools.pairwise(bars))
    beats = sum(len(bar.beats) for bar in bars)
    assert abs((stop - start) / beats / (60 / 72 * S) - 1.0) <= FREEDOM


def test_a_hit_begins_a_bar_and_one_that_is_out_of_reach_does_not():
    bars = bars_between(0, 40 * S, 60.0, hits=(20 * S, 21 * S - S // 2))
    assert [bar.start for bar in bars if bar.lands] == [0, 20 * S]


def test_of_two_tempi_the_one_is_taken_whose_beats_fall_on_cuts():
    # 31 s at 60 a minute: 30, 31 or 32 beats; the cut at 15.5 s is on a beat with 30 and 32 only
    bars = bars_between(0, 31 * S, 60.0, cuts=(31 * S // 2,))
    assert 31 * S // 2 in {beat for bar in bars for beat in bar.beats}


def test_an_ending_slows_down_and_is_over_on_time():
    bar = bars_between(0, 32 * S, 60.0, ending=True)[-1]
    edges = (*bar.beats, bar.stop)
    lengths = [b - a for a, b in itertools.pairwise(edges)]
    assert lengths == sorted(lengths)
    assert lengths[-1] > lengths[0]
    assert bar.stop == 32 * S


def test_an_upbeat_counts_back_from_what_it_leads_to():
    assert pickup(0, 100, 30.0) == (10, 40, 70)
    assert pickup(0, 20, 30.0) == ()
