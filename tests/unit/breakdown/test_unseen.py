"""An animal that may act and could not be cast is told of, once, where it is first named; others are not."""

from __future__ import annotations

import pytest
from tests.unit.breakdown.conftest import BreakDown

HEADING = "EXT. FOREST - NIGHT\n\n"


def told(taken_apart: BreakDown, script: str, bible: str = "") -> list[tuple[str, int]]:
    _, where = taken_apart(HEADING + script, bible)
    return [
        (finding.message.split(" does")[0], finding.spot.line if finding.spot else 0)
        for finding in where.findings
        if "nobody in the cast is one" in finding.message
    ]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("一只白狐似在暗处。", "白狐"),
        ("张生进来。两条猎犬跟着他。", "猎犬"),
        ("A small white fox knows better.", "small white fox"),
        ("TOM enters. The crane lifts a box.", "crane"),
        ("The mouse clicks twice.", "mouse"),
    ],
)
def test_an_animal_that_acts_and_is_nobody_is_told_of(taken_apart: BreakDown, action: str, said: str) -> None:
    script = f"TOM (30) waits.\n\nTOM\nWell.\n\n{action}\n\n{action}\n"
    assert told(taken_apart, script) == [(said, 8)]


@pytest.mark.parametrize(
    "action",
    [
        "他像一只白狐似的溜走。",
        "He runs like a fox.",
        "Tom sits on the horse of the merchant.",
        "马上，他走了。",
    ],
)
def test_who_is_only_like_one_is_not(taken_apart: BreakDown, action: str) -> None:
    assert told(taken_apart, f"TOM (30) waits.\n\nTOM\nWell.\n\n{action}\n") == []


def test_an_animal_of_the_cast_is_not_missed(taken_apart: BreakDown) -> None:
    bible = '[cast.bai]\nname = "小白"\nwords = "一只白狐"\n'
    assert told(taken_apart, "一只白狐蹿出草丛。\n", bible) == []
    assert told(taken_apart, "两只白狐蹿出草丛。\n") != []


def test_an_animal_that_was_cast_from_the_line_is_not_told_of(taken_apart: BreakDown) -> None:
    for action in ("一只白狐蹿出草丛。", "A small white fox slips out of the ferns."):
        assert told(taken_apart, f"{action}\n") == []
        film, _ = taken_apart(HEADING + action + "\n")
        assert [person.figure.kind for person in film.bible.cast if person.figure] == ["fox"]
