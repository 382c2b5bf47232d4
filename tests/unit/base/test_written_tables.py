"""A table a person wrote is read key by key: what is wrong is named with its line and what would be right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec
import pytest

from lampblack.base.errors import UserError
from lampblack.base.toml import read_table, read_toml, words_of

Mood = Literal["", "calm", "angry"]


@dataclass(frozen=True, kw_only=True)
class Tea:
    mood: Mood = ""
    moods: tuple[Mood, ...] | None = None
    at: Literal["mark"] | float = "mark"
    cups: Annotated[int, msgspec.Meta(ge=1)] = 1


def read(text: str) -> Tea:
    return read_table(read_toml(text, "tea.toml")["tea"], Tea, text, "tea.toml", "tea")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('mood = "merry"', "tea.mood cannot be 'merry' (possible: calm, angry)"),
        ('moods = ["calm", "merry"]', "tea.moods cannot be ['calm', 'merry'] (possible: calm, angry)"),
        ('at = "there"', "(possible: mark)"),
        ("cups = 0", "tea.cups: Expected `int` >= 1"),
        ("mood = 3", "tea.mood cannot be 3 (possible: calm, angry)"),
    ],
)
def test_a_word_that_is_none_of_a_few_is_told_with_those_few_and_its_line(written: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        read(f"[tea]\n# of the evening\n{written}\n")
    assert str(caught.value).startswith("tea.toml:3: ") and said in str(caught.value)


def test_what_is_right_is_read() -> None:
    assert read('[tea]\nmood = "calm"\nmoods = ["angry"]\nat = 2.5\ncups = 2\n') == Tea(
        mood="calm", moods=("angry",), at=2.5, cups=2
    )


@pytest.mark.parametrize(
    ("hint", "words"),
    [(Mood, ("calm", "angry")), (Mood | None, ("calm", "angry")), (str, ()), (Literal["mark"] | float, ("mark",))],
)
def test_words_are_found_in_a_type_wherever_they_stand(hint: Any, words: tuple[str, ...]) -> None:
    assert words_of(hint) == words
