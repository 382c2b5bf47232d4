"""Years in descriptions, in figures and spelled out."""

import pytest

from lampblack.breakdown.ages import years_in
from lampblack.breakdown.figures import figure_of


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("12岁的男孩", 12),
        ("42, grey suit", 42),
        ("a 7-year-old girl", 7),
        ("a seven-year-old girl", 7),
        ("a boy of twelve in a red tee", 12),
        ("a woman of forty-five", 45),
        ("A man of sixty years", 60),
        ("Tom, aged six", 6),
        ("thirty-one years old", 31),
    ],
)
def test_years_are_read(words: str, years: int) -> None:
    assert years_in(words) == years


@pytest.mark.parametrize(
    "words", ["a man of few words", "a man of two faces", "two years ago he was a monk", "one of the guards", "老人"]
)
def test_other_numbers_are_no_age(words: str) -> None:
    assert years_in(words) is None


@pytest.mark.parametrize(
    ("words", "age"),
    [
        ("a seven-year-old girl in a red jacket", "child"),
        ("a 9-year-old boy", "child"),
        ("a boy of twelve", "child"),
        ("a woman of forty in a blue shirt", "middle"),
        ("a man of thirty", "young"),
        ("an old woman of seventy", "old"),
    ],
)
def test_a_year_old_child_is_not_old(words: str, age: str) -> None:
    assert figure_of("x", "X", words).age == age
