"""The next scene's narrator is heard under the end of the one before, where both are quiet and the cut is straight."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.unit.cut.test_cut import cut_of
from tests.unit.shots.stage import FILM, NTSC, action, line, scene

from lampblack.base.time import Rate
from lampblack.breakdown.model import Scene
from lampblack.cut.model import Cut

BEFORE = scene(action("他们站着。"), line("tall", "我们走吧，天快要黑了。"), action("云海在群山之间流动。山里很静。"))
TOLD = "第二天，他们来到了河边，天还没有亮。"


def after(through: str = "voice_over", **how: str) -> Scene:
    beats = (line("narrator" if through else "small", TOLD, slug="hill-dusk", through=through), action("雾散了。"))
    return replace(scene(*beats), slug="hill-dusk", time="dusk", **how)


def early(cut: Cut) -> int:
    """Frames by which the second scene's first line begins before it."""
    cue = next(each for each in cut.lines if each.line.startswith("hill-dusk/"))
    return cut.scenes[1].range_in_cut.start - cut.rate.frame_at(cue.start)


@pytest.mark.parametrize("rate", (FILM, Rate(numerator=25), NTSC))
def test_a_narrator_is_heard_half_a_second_to_a_second_before_the_scene(rate: Rate) -> None:
    cut = cut_of(BEFORE, after(), rate=rate)
    assert rate.frames_in(0.5) <= early(cut) <= rate.frames_in(1.0)
    cue = next(each for each in cut.lines if each.line.startswith("hill-dusk/"))
    assert cue.start == rate.samples_at(rate.frame_at(cue.start)), "it begins on a whole frame"
    others = [each for each in cut.lines if each is not cue]
    assert all(each.start + each.samples + rate.samples_at(rate.frames_in(0.7)) <= cue.start for each in others)


def test_a_film_may_hold_it_short_or_have_none() -> None:
    assert early(cut_of(BEFORE, after(), laps="short")) == FILM.frames_in(0.5)
    assert early(cut_of(BEFORE, after(), laps="none")) <= 0


@pytest.mark.parametrize(
    ("before", "then"),
    [
        (replace(BEFORE, join_out="dissolve"), after(join_in="dissolve")),
        (replace(BEFORE, mood="angry"), after()),
        (BEFORE, after(mood="afraid")),
        (BEFORE, after(through="")),
    ],
    ids=["dissolve", "from anger", "to fear", "seen to speak"],
)
def test_it_waits_for_its_scene_everywhere_else(before: Scene, then: Scene) -> None:
    assert early(cut_of(before, then)) <= 0


def test_nothing_begins_before_the_film_or_into_another_line() -> None:
    talking = scene(action("他们站着。"), line("tall", "我们走吧，天快要黑了。"))
    assert early(cut_of(talking, after())) <= 0, "the last word has only just been said"
    cut = cut_of(after())
    assert cut.lines[0].start >= 0
