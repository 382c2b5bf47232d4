"""A person's time, from what they decided and when, and from what they state."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lampblack.build.effort import LEAD_IN, TOGETHER, human
from lampblack.store.decisions import WORKED, Decision, Ran


def at(minute: float, what: str = "script", subject: str = "script.fountain") -> Decision:
    return Decision(at=minute * 60.0, what=what, subject=subject)


def worked(minute: float, minutes: float, on: str = "") -> Decision:
    return Decision(at=minute * 60.0, what=WORKED, subject=on, minutes=minutes)


def build(began: float, ended: float) -> Ran:
    return Ran(began=began * 60.0, ended=ended * 60.0)


def test_decisions_close_together_count_whole_and_others_a_lead_in() -> None:
    found = human([at(0), at(10), at(24), at(200)], [])
    assert found.minutes == pytest.approx(LEAD_IN + 10 + 14 + LEAD_IN)
    assert found.decisions == 4


def test_a_build_that_is_waited_for_is_no_work() -> None:
    found = human([at(0), at(40)], [build(2, 37)])
    assert found.minutes == pytest.approx(LEAD_IN + 5)
    assert found.waited == pytest.approx(35)


def test_a_build_over_night_is_not_waited_for() -> None:
    found = human([at(0), at(600)], [build(2, 400)])
    assert (found.minutes, found.waited) == (pytest.approx(2 * LEAD_IN), 0.0)


def test_what_was_noticed_at_one_moment_shares_its_minutes() -> None:
    found = human([at(0), at(12, "bible"), at(12, "choices")], [])
    assert [share.minutes for share in found.shares] == pytest.approx([LEAD_IN, 6, 6])


def test_a_statement_replaces_everything_before_it_and_the_rest_is_estimated() -> None:
    found = human([at(0), at(10), worked(12, 90), at(20)], [])
    assert (found.minutes, found.stated) == (pytest.approx(98), 90)


def test_a_statement_on_one_kind_replaces_the_estimate_of_that_kind_alone() -> None:
    found = human([at(0), at(10, "pin", "a"), worked(12, 60, "script"), at(14)], [])
    assert found.minutes == pytest.approx(60 + 10 + 4)


def test_work_that_leaves_no_trace_is_added_and_can_be_taken_back() -> None:
    found = human([at(0), worked(1, 900, "storyboard"), worked(2, -810, "storyboard")], [])
    assert (found.minutes, found.stated) == (pytest.approx(LEAD_IN + 90), 90)


def test_two_people_at_once_are_two_peoples_time() -> None:
    made = [at(0), at(10), replace(at(5), who="Li"), replace(at(11), who="Li"), replace(worked(12, 60), who="Li")]
    found = human(made, [])
    assert found.minutes == pytest.approx(LEAD_IN + 10 + 60)
    assert found.decisions == 4


def test_nothing_recorded_is_no_time() -> None:
    assert (human([], []).minutes, human([], [build(0, 5)]).waited) == (0.0, 0.0)


_moments = st.floats(0, 1e4, allow_nan=False)


@given(
    st.lists(st.tuples(_moments, st.sampled_from(["script", "pin", "bible"])), max_size=20),
    st.lists(st.tuples(_moments, st.floats(0, 500)), max_size=8),
)
def test_nobody_works_longer_than_there_was_time(made: list[tuple[float, str]], ran: list[tuple[float, float]]) -> None:
    found = human([at(moment, what) for moment, what in made], [build(began, began + long) for began, long in ran])
    moments = sorted({moment for moment, _ in made})
    assert all(share.minutes >= 0 for share in found.shares)
    assert found.minutes <= len(moments) * TOGETHER + 1e-6
    span = moments[-1] - moments[0] if moments else 0.0
    assert found.waited <= span + 1e-6
    assert human([at(moment, what) for moment, what in reversed(made)], []).minutes == pytest.approx(
        human([at(moment, what) for moment, what in made], []).minutes
    )
