"""`choices.toml`: what a person decided, with a line for every mistake."""

from __future__ import annotations

import pytest

from lampblack.base.errors import UserError
from lampblack.shots.formats import read_choices, without_pin, write_pin
from lampblack.shots.model import Choices, ScoreChoice, ShotChoice
from lampblack.shots.names import ALSO, KNOWN, plain_name
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


def test_a_scenes_music_is_read() -> None:
    read = read_choices('[score."hill-noon"]\nmood = "afraid"\nstrength = 0.0\nfile = "refs/b.wav"\n')
    assert read.score == {"hill-noon": ScoreChoice(mood="afraid", strength=0.0, file="refs/b.wav")}


@pytest.mark.parametrize(
    ("written", "line", "said"),
    [
        ('[shots."a/b"]\nsize = "huge"\n', 2, "huge"),
        ('[shots."a/b"]\nsiez = "wide"\n', 2, "siez"),
        ('\n\n[shot."a/b"]\n', 3, "shot"),
        ('[shots."a/b"]\nseconds = "long"\n', 2, "seconds"),
        ('[shots."a/b"]\nseconds = -3\n', 2, "-3"),
        ('[pins]\n"a/b" = 2\n', 2, "a/b"),
        ('[score.a]\nmood = "jolly"\n', 2, "score.a.mood cannot be 'jolly' (possible: calm"),
        ("[score.a]\nstrength = 1.5\n", 2, "1.5"),
        ("[score.a]\nloud = true\n", 2, "loud"),
        ('[score]\na = "refs/b.wav"\n', 2, "score.a"),
        ('[shots]\n"a/b" = "wide"\n', 2, "a/b"),
        ("[pins\n", 1, "TOML"),
        ('[motion."a/b".tall]\nfile = "refs/a.bvh"\nafter = "stop"\n', 3, "possible: hold, loop, act"),
    ],
)
def test_every_mistake_is_named_with_its_line(written: str, line: int, said: str) -> None:
    with pytest.raises(UserError) as error:
        read_choices(written, "choices.toml")
    assert error.value.spot is not None and (error.value.spot.file, error.value.spot.line) == ("choices.toml", line)
    assert said in str(error.value)


def test_a_size_that_is_none_lists_the_sizes() -> None:
    with pytest.raises(UserError) as error:
        read_choices('[shots."a/b"]\nsize = "huge"\n')
    assert "medium_close" in error.value.possible


@pytest.mark.parametrize(
    ("key", "written", "meant"),
    [
        ("size", "Close-Up", "close"), ("size", "大特写", "extreme_close"), ("size", "insert shot", "insert"),
        ("angle", "over-the-shoulder", "over_shoulder"), ("angle", "two-shot", "two_shot"), ("angle", "仰拍", "low"),
        ("move", "dolly", "push_in"), ("move", "dolly_out", "pull_out"), ("move", "zoom", "zoom_in"),
        ("move", "跟拍", "follow"), ("move", "Rack Focus", "rack_focus"), ("move", "crane", "crane"),
    ],
)  # fmt: skip
def test_names_of_the_set_are_understood_in_both_languages(key: str, written: str, meant: str) -> None:
    read = read_choices(f'[shots."a/b"]\n{key} = "{written}"\n')
    assert getattr(read.shots["a/b"], key) == meant


@pytest.mark.parametrize("key", ["size", "angle", "move"])
def test_every_name_and_every_other_name_is_one_of_the_houses(key: str) -> None:
    for name in (*KNOWN[key], *ALSO[key]):
        assert plain_name(key, name) in KNOWN[key]


def test_a_lap_is_read_in_frames_and_refused_out_of_reach() -> None:
    assert read_choices('[shots."a/b"]\nlap = -12\n').shots["a/b"].lap == -12
    for wrong in ("lap = 121", "lap = 1.5"):
        with pytest.raises(UserError, match="lap") as error:
            read_choices(f'[shots."a/b"]\n{wrong}\n')
        assert error.value.spot is not None and error.value.spot.line == 2


def test_a_rack_at_no_time_is_refused() -> None:
    with pytest.raises(UserError, match="-2 seconds"):
        read_choices('[shots."a/b"]\nmove = "rack_focus"\nrack_at = -2\n')


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
