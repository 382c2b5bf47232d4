"""`choices.toml`: what a person decided, with a line for every mistake."""

from __future__ import annotations

import pytest

from lampblack.base.errors import UserError
from lampblack.shots.formats import read_choices, without_pin, write_pin
from lampblack.shots.model import Choices, ShotChoice
from lampblack.shots.plan import check_choices, choices_of

TEXT = """# what we decided on Tuesday

[shots."hill-noon/wide"]
size = "extreme_wide"   # more sky
seconds = 6.5
note = "hold it"

[pins]
"hill-noon/wide" = "theatre-2"
"""


def test_choices_and_pins_are_read() -> None:
    read = read_choices(TEXT)
    assert read.shots == {"hill-noon/wide": ShotChoice(size="extreme_wide", seconds=6.5, note="hold it")}
    assert read.pins == {"hill-noon/wide": "theatre-2"}
    assert read_choices("") == Choices()


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ('[shots."a/b"]\nsize = "huge"\n', 2, "huge"),
        ('[shots."a/b"]\nsiez = "wide"\n', 2, "siez"),
        ('\n\n[shot."a/b"]\n', 3, "shot"),
        ('[shots."a/b"]\nseconds = "long"\n', 2, "seconds"),
        ('[shots."a/b"]\nseconds = -3\n', 2, "-3"),
        ('[pins]\n"a/b" = 2\n', 2, "a/b"),
        ('[shots]\n"a/b" = "wide"\n', 2, "a/b"),
        ("[pins\n", 1, "TOML"),
    ],
)
def test_every_mistake_is_named_with_its_line(written: str, line: int, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_choices(written, "choices.toml")
    assert error.value.spot is not None and (error.value.spot.file, error.value.spot.line) == ("choices.toml", line)
    assert said in error.value.message


def test_a_size_that_is_none_lists_the_sizes() -> None:
    with pytest.raises(UserError) as error:
        read_choices('[shots."a/b"]\nsize = "huge"\n')
    assert "medium_close" in error.value.possible


def test_a_pin_is_written_into_the_file_and_nothing_else_is_touched() -> None:
    written = write_pin(TEXT, "hill-noon/small-3fa2b1", "refs/mine.mp4")
    assert written.startswith(TEXT.rstrip("\n"))
    assert read_choices(written).pins == {"hill-noon/wide": "theatre-2", "hill-noon/small-3fa2b1": "refs/mine.mp4"}
    assert "# more sky" in written
    again = write_pin(written, "hill-noon/wide", "theatre-1")
    assert read_choices(again).pins["hill-noon/wide"] == "theatre-1" and "# what we decided" in again


def test_a_pin_is_written_into_an_empty_file_and_taken_out_again() -> None:
    written = write_pin("", "a/b", "theatre-1")
    assert read_choices(written).pins == {"a/b": "theatre-1"}
    assert read_choices(without_pin(written, "a/b")) == Choices()


def test_a_scene_gets_its_own_choices_only() -> None:
    choices = Choices(shots={"a/wide": ShotChoice(size="full", note="x"), "ab/wide": ShotChoice()})
    assert choices_of("a", choices) == {"a/wide": ShotChoice(size="full")}


def test_a_choice_for_a_scene_that_is_not_there_lists_the_scenes() -> None:
    with pytest.raises(UserError, match="nowhere/wide") as error:
        check_choices(Choices(pins={"nowhere/wide": "theatre-1"}), ("hill-noon",))
    assert error.value.possible == ("hill-noon",)
