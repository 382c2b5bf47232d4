"""Sizes and counts of frames as they are written, and the next ones up that a model can make."""

from __future__ import annotations

import pytest

from lampblack.base.errors import UserError
from lampblack.engines.requests import Size
from lampblack.engines.shapes import counts_of, in_blocks, is_count, is_size, size_of


@pytest.mark.parametrize(
    ("frames", "rule", "made"),
    [(1, "4k+1", 1), (2, "4k+1", 5), (5, "4k+1", 5), (6, "4k+1", 9), (80, "4k+1", 81), (81, "4k+1", 81),
     (7, "8k+1", 9), (24, "8k+1", 25), (5, "17k+5", 5), (6, "17k+5", 22), (7, "any", 7), (7, "1k", 7), (5, "4k", 8),
     (7, "4k", 8)],
)  # fmt: skip
def test_frames_are_made_in_a_models_counts_and_never_too_few(frames: int, rule: str, made: int) -> None:
    assert counts_of(rule).upward(frames) == made


@pytest.mark.parametrize("rule", ["", "4k+", "0k+1", "odd", "4n+1"])
def test_a_rule_that_is_none_is_told(rule: str) -> None:
    assert not is_count(rule)
    with pytest.raises(UserError, match=r"no rule for numbers of frames \(possible: any"):
        counts_of(rule)


def test_sides_are_rounded_up_to_blocks() -> None:
    assert in_blocks(Size(width=1920, height=1080), 16) == Size(width=1920, height=1088)
    assert in_blocks(Size(width=161, height=90), 32) == Size(width=192, height=96)


def test_a_size_is_read() -> None:
    assert size_of("1280x720") == Size(width=1280, height=720)
    for written in ("720p", "1280", "0x720", "1280x", "1280x720 "):
        assert not is_size(written)
        with pytest.raises(UserError, match="is no size"):
            size_of(written)
