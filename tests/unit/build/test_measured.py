"""A finished minute against what a person says is usual; nothing is claimed that is not known."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from lampblack.base.digest import digest_of
from lampblack.build.accounting import Costs
from lampblack.build.content import Content, Piece
from lampblack.build.cost import Account, Episode, InFilm
from lampblack.build.effort import Human, Share
from lampblack.build.measured import PerMinute, per_minute
from lampblack.cli.wording import unsaid
from lampblack.project.baseline import Baseline, Usual
from lampblack.store.charges import UNITS, Charge

KEY = digest_of(b"bought")
USUAL = Baseline(
    money_per_minute=900.0,
    human_minutes_per_minute=300.0,
    kinds={"dialogue": Usual(money_per_minute=30.0, human_minutes_per_minute=60.0)},
)


def found(spent: float = 0.0, minutes: float = 0.0, baseline: Baseline = USUAL, *, cut: bool = True) -> Costs:
    """A film of two minutes, half of it dialogue; the money on the dialogue, the minutes on everything."""
    pieces = (
        Piece(shot="a", scene="s", kind="dialogue", seconds=Fraction(60)),
        Piece(shot="b", scene="s", kind="place", seconds=Fraction(60)),
    )
    bought = Charge(
        ticket="t", key=KEY, job="takes/a/fake-1", engine="fake", state="succeeded", standing="spent",
        amount=round(spent * UNITS), released=0, at=0.0, stage="takes", subject="a",
    )  # fmt: skip
    shares = (Share(what="script", subject="script.fountain", minutes=minutes),) if minutes else ()
    episode = Episode(
        content=Content(pieces=pieces, whole=True, cut=cut), used=InFilm(kept=frozenset({KEY}), whole=True)
    )
    return Costs(
        title="", currency="USD", cap=0.0, human=Human(shares=shares), machine={}, baseline=baseline,
        account=Account(charges=(bought,) if spent else (), shares=shares, episodes={"": episode}),
    )  # fmt: skip


def by_kind(costs: Costs) -> dict[str, PerMinute]:
    return {each.kind: each for each in per_minute(costs)}


def test_a_finished_minute_is_measured_by_kind_and_in_all() -> None:
    measured = by_kind(found(spent=36.0, minutes=40.0))
    assert (measured[""].money, measured[""].minutes) == (pytest.approx(18.0), pytest.approx(20.0))
    assert (measured["dialogue"].money, measured["dialogue"].minutes) == (pytest.approx(36.0), pytest.approx(20.0))
    assert (measured[""].faster, measured[""].cheaper) == (pytest.approx(15.0), pytest.approx(0.98))
    assert (measured["dialogue"].faster, measured["dialogue"].cheaper) == (pytest.approx(3.0), pytest.approx(-0.2))
    assert (measured["place"].faster, measured["place"].cheaper) == (None, None)


def test_a_persons_hours_are_money_where_they_have_a_price() -> None:
    measured = by_kind(found(spent=36.0, minutes=60.0, baseline=replace(USUAL, money_per_hour=40.0)))
    assert measured[""].money == pytest.approx((36.0 + 40.0) / 2)


def test_nothing_is_measured_before_the_film_is_cut() -> None:
    assert per_minute(found(spent=36.0, minutes=40.0, cut=False)) == ()


def test_without_a_record_of_time_nothing_is_said_about_time() -> None:
    costs = found(spent=36.0)
    assert all(each.minutes is None and each.faster is None for each in per_minute(costs))
    assert any("nothing is said about how much faster" in words for words in unsaid(costs))


@pytest.mark.parametrize("hour", [None, 40.0])
def test_without_charges_or_hours_nothing_is_said_about_money(hour: float | None) -> None:
    costs = found(
        spent=36.0 if hour else 0.0, minutes=0.0 if hour else 40.0, baseline=replace(USUAL, money_per_hour=hour)
    )
    assert all(each.cheaper is None for each in per_minute(costs))
    assert any("nothing is said about money" in words for words in unsaid(costs))


def test_without_a_baseline_nothing_is_compared() -> None:
    costs = found(spent=36.0, minutes=40.0, baseline=Baseline())
    assert all(each.faster is None and each.cheaper is None for each in per_minute(costs))
    assert unsaid(costs) == ()
