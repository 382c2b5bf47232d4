"""Frames and samples never drift apart, at any rate, however long the film."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lampblack.base.errors import UserError
from lampblack.base.time import SAMPLE_RATE, FrameRange, Rate, SampleRange

RATES = st.one_of(
    st.sampled_from([Rate.parse(text) for text in ("12", "24", "25", "30", "23.976", "29.97", "59.94", "48")]),
    st.builds(lambda n, d: Rate(numerator=n, denominator=d), st.integers(1, 120_000), st.integers(1, 1_001)).filter(
        lambda rate: rate.fraction <= SAMPLE_RATE
    ),
)
FRAMES = st.integers(0, 10_000_000)
SAMPLES = st.integers(0, 10**12)


@given(RATES, FRAMES)
def test_a_frame_begins_within_half_a_sample_of_its_time(rate: Rate, frame: int) -> None:
    exact = rate.seconds(frame) * SAMPLE_RATE
    assert abs(rate.samples_at(frame) - exact) <= Fraction(1, 2)


@given(RATES, FRAMES)
def test_the_frame_on_screen_at_a_frames_first_sample_is_that_frame(rate: Rate, frame: int) -> None:
    assert rate.frame_at(rate.samples_at(frame)) == frame


@given(RATES, FRAMES)
def test_the_sample_before_a_frame_belongs_to_the_one_before(rate: Rate, frame: int) -> None:
    before = rate.samples_at(frame + 1) - 1
    assert rate.frame_at(before) == frame


@given(RATES, SAMPLES)
def test_a_sample_lies_in_the_frame_that_is_on_screen(rate: Rate, sample: int) -> None:
    frame = rate.frame_at(sample)
    assert rate.samples_at(frame) <= sample < rate.samples_at(frame + 1)


@given(RATES, SAMPLES)
def test_the_fewest_frames_that_hold_a_sound(rate: Rate, samples: int) -> None:
    frames = rate.frames_for(samples)
    assert rate.samples_at(frames) >= samples
    assert frames == 0 or rate.samples_at(frames - 1) < samples


@given(RATES, st.lists(st.integers(0, 5_000), min_size=1, max_size=30))
def test_pieces_laid_end_to_end_come_to_the_whole(rate: Rate, lengths: list[int]) -> None:
    boundaries = [sum(lengths[:count]) for count in range(len(lengths) + 1)]
    samples = [rate.samples_at(frame) for frame in boundaries]
    pieces = [stop - start for start, stop in pairwise(samples)]
    assert sum(pieces) == rate.samples_at(sum(lengths))


@given(RATES)
def test_a_rate_is_read_back_from_how_it_is_written(rate: Rate) -> None:
    assert Rate.parse(str(rate)) == rate


@given(RATES, FRAMES)
def test_seconds_and_frames_come_back(rate: Rate, frames: int) -> None:
    assert rate.frames_in(rate.seconds(frames)) == frames


@pytest.mark.parametrize("text", ["", "0", "-24", "24/0", "fast", "24fps", "24.5", "1e3", "nan"])
def test_what_is_no_rate_is_refused_with_what_would_be(text: str) -> None:
    with pytest.raises(UserError, match="possible: 24"):
        Rate.parse(text)


@given(st.integers(-1000, 1000), st.integers(0, 1000), st.integers(-1000, 1000), st.integers(0, 1000))
def test_an_overlap_is_exactly_the_frames_in_both(a: int, b: int, c: int, d: int) -> None:
    one, other = FrameRange(start=a, stop=a + b), FrameRange(start=c, stop=c + d)
    both = one.overlap(other)
    shared = set(range(one.start, one.stop)) & set(range(other.start, other.stop))
    assert set(range(both.start, both.stop) if both else ()) == shared


@pytest.mark.parametrize("kind", [FrameRange, SampleRange])
def test_a_range_cannot_end_before_it_begins(kind: type[FrameRange | SampleRange]) -> None:
    with pytest.raises(ValueError, match="cannot end before it begins"):
        kind(start=2, stop=1)
