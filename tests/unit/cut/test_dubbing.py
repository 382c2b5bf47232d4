"""Lines of another language in a picture that stays."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lampblack.base.time import SAMPLE_RATE, FrameRange, Rate
from lampblack.cut.dubbing import EARLIER, GAP, OVER, redubbed, rooms
from lampblack.cut.model import Cut, LineCue, SceneSpan
from lampblack.engines.requests import Size

RATE = Rate(numerator=24)
SECOND = SAMPLE_RATE


def cut_with(*lines: tuple[str, float, float], scenes: tuple[tuple[int, int], ...] = ((0, 480),)) -> Cut:
    """Lines by name, start and length in seconds; scenes in frames."""
    return Cut(
        title="", rate=RATE, size=Size(width=64, height=64), frames=scenes[-1][1], clips=(),
        lines=tuple(LineCue(line=n, start=round(s * SECOND), samples=round(d * SECOND)) for n, s, d in lines),
        scenes=tuple(
            SceneSpan(scene=str(k), range_in_cut=FrameRange(start=a, stop=b)) for k, (a, b) in enumerate(scenes)
        ),
    )  # fmt: skip


def test_a_line_may_last_until_just_before_the_next_one() -> None:
    room = rooms(cut_with(("a", 1.0, 1.0), ("b", 4.0, 2.0)))
    assert room["a"] == 3 * SECOND - GAP
    assert room["b"] == 16 * SECOND


def test_the_last_line_of_a_scene_may_reach_a_little_into_the_next() -> None:
    cut = cut_with(("a", 8.0, 1.0), ("b", 14.0, 1.0), scenes=((0, 240), (240, 480)))
    assert rooms(cut)["a"] == 2 * SECOND + OVER


def test_a_line_that_fits_stays_where_its_mouth_opens() -> None:
    cut, late = redubbed(cut_with(("a", 1.0, 1.0), ("b", 4.0, 2.0)), {"a": 2 * SECOND, "b": SECOND})
    assert not late
    assert [(cue.start, cue.samples) for cue in cut.lines] == [(SECOND, 2 * SECOND), (4 * SECOND, SECOND)]


def test_a_line_that_is_a_little_long_begins_earlier() -> None:
    length = 3 * SECOND + 2_000
    cut, late = redubbed(cut_with(("a", 1.0, 1.0), ("b", 4.0, 2.0)), {"a": length, "b": SECOND})
    assert not late
    assert cut.lines[0].start + length == 4 * SECOND - GAP


def test_what_is_far_too_long_is_named_with_how_much() -> None:
    _, late = redubbed(cut_with(("a", 1.0, 1.0), ("b", 4.0, 2.0)), {"a": 5 * SECOND, "b": SECOND})
    assert [(one.line, one.samples) for one in late] == [("a", 2 * SECOND + GAP - EARLIER)]


def test_lines_spoken_at_once_still_are() -> None:
    cut = cut_with(("a", 1.0, 2.0), ("b", 1.0, 2.0), ("c", 6.0, 1.0))
    made, late = redubbed(cut, {"a": 3 * SECOND, "b": 4 * SECOND, "c": SECOND})
    assert not late
    assert [cue.start for cue in made.lines] == [cue.start for cue in cut.lines]


@given(st.lists(st.tuples(st.floats(0.05, 4.0), st.floats(0.3, 3.0), st.floats(0.3, 6.0)), min_size=1, max_size=8))
def test_no_line_that_is_not_named_as_late_meets_another(lines: list[tuple[float, float, float]]) -> None:
    at, said, lengths = 0.5, [], {}
    for number, (pause, own, other) in enumerate(lines):
        at += pause
        said.append((str(number), at, own))
        lengths[str(number)] = round(other * SECOND)
        at += own
    made, late = redubbed(cut_with(*said, scenes=((0, int(at * 24) + 48),)), lengths)
    slow = {one.line for one in late}
    for before, after in zip(made.lines, made.lines[1:], strict=False):
        assert before.line in slow or before.start + before.samples <= after.start
