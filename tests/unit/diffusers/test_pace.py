from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lampblack.base.time import Rate
from lampblack_engines.diffusers.pace import pace_of

FILM = Rate(numerator=24)
COUNTS = [(5, 4, 5), (6, 4, 9), (1, 4, 5), (24, 8, 25), (26, 8, 33), (7, 1, 7)]


@pytest.mark.parametrize(
    ("frames", "step", "made"), [(5, 4, 5), (6, 4, 9), (1, 4, 5), (24, 8, 25), (26, 8, 33), (7, 1, 7)]
)
def test_frames_are_counted_up_to_the_familys_rule(frames: int, step: int, made: int) -> None:
    assert pace_of(frames=frames, rate=FILM, native=0.0, step=step).made == made


def test_a_slower_model_makes_fewer_frames_of_the_same_time() -> None:
    pace = pace_of(frames=48, rate=FILM, native=16.0, step=4)
    assert pace.made == 33 and pace.rate == 16.0
    assert pace.moment(0) == 0.0
    assert pace.moment(47) == pytest.approx(47 / 1.5)


def test_rates_that_are_nearly_one_are_one() -> None:
    assert pace_of(frames=48, rate=Rate(numerator=24_000, denominator=1001), native=24.0, step=4).ratio == 1.0


def test_the_last_frame_made_is_the_films_last_where_it_lands() -> None:
    pace = pace_of(frames=10, rate=FILM, native=16.0, step=4, lands=True)
    assert pace.moment(9) == pace.made - 1


def test_what_is_led_in_with_is_before_the_take() -> None:
    pace = pace_of(frames=10, rate=FILM, native=0.0, step=4, lead=9)
    assert pace.moment(0) == 9.0 and pace.made == 21
    assert pace.film_frame(8) == -1.0


@given(
    frames=st.integers(1, 300), native=st.sampled_from([0.0, 8.0, 16.0, 24.0, 25.0, 30.0]),
    step=st.sampled_from([1, 4, 8]), lead=st.sampled_from([0, 1, 9, 17]), lands=st.booleans(),
    rate=st.sampled_from([(24, 1), (25, 1), (30000, 1001)]),
)  # fmt: skip
def test_every_frame_of_the_film_is_in_what_is_made(
    frames: int, native: float, step: int, lead: int, lands: bool, rate: tuple[int, int]
) -> None:
    film = Rate(numerator=rate[0], denominator=rate[1])
    pace = pace_of(frames=frames, rate=film, native=native, step=step, lead=lead, lands=lands)
    assert (pace.made - 1) % step == 0
    moments = [pace.moment(frame) for frame in range(frames)]
    assert moments[0] == lead and moments[-1] <= pace.made - 1 + 1e-6
    assert all(b > a for a, b in pairwise(moments))
