"""Two who speak at once: from the caret in the script to samples of the cut and one caption for both."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import pytest
from tests.unit.shots.stage import FILM, action, line, planned, scene

from lampblack.base.digest import digest_of
from lampblack.breakdown.model import Beat, Scene
from lampblack.cut.assembling import Heart, assembled
from lampblack.cut.model import Cut, LineCue
from lampblack.engines.requests import Size
from lampblack.film.captions import captions_of
from lampblack.takes.model import Take

SIZE = Size(width=1280, height=720)


def cut(a_scene: Scene) -> Cut:
    plan = planned(a_scene)
    kept = {
        shot.id: Take(
            shot=shot.id, name="take", video=digest_of(b"film"), frames=shot.staging.frames, rate=FILM, size=SIZE
        )
        for shot in plan.shots
    }  # fmt: skip
    hearts = {a_scene.slug: Heart(scene=a_scene.slug)}
    return assembled("", [plan], kept, hearts, rate=FILM, size=SIZE, fade_in=0, fade_out=0)


def cues(a_cut: Cut) -> Mapping[str, LineCue]:
    return {cue.line.split("/")[1].rpartition("-")[0]: cue for cue in a_cut.lines}


def of(who: str, text: str, **how: object) -> Beat:
    return line(who, text, **how)


LONG = "我们一起走到海边去看看吧，那里的风比山上的还要大，浪也比船还要高，你们谁都没有见过。"


@pytest.mark.parametrize(
    "beats",
    [
        (of("tall", "等等我们吧！"), of("small", "你不要再走了！", dual=True)),
        (of("tall", "好。"), of("small", "来了。"), of("tall", "等等我们！"), of("small", "别再走了！", dual=True)),
        (action("山。"), of("tall", LONG), of("small", "你不要再走了！", dual=True), of("tall", "走吧。")),
        (of("tall", "等等我们吧！"), of("narrator", "谁也没有等。", dual=True, through="voice_over")),
        (action("山。"), of("narrator", "没有等。", through="voice_over"), of("tall", "等等我们吧！", dual=True)),
        (of("narrator", "谁也没有等。", through="voice_over"), of("tall", "等等我们吧！", dual=True)),
        (action("山。"), of("narrator", LONG, through="voice_over"),
         of("child", "等等我们吧！", dual=True, through="off_screen")),
    ],
    ids=["alone", "last", "long", "told-second", "told-first", "told-opens", "both-told"],
)  # fmt: skip
def test_both_begin_on_the_same_sample_wherever_it_stands_in_a_scene(beats: tuple[Beat, ...]) -> None:
    made = cut(scene(*beats))
    (second,) = [beat.line for beat in beats if beat.line and beat.line.dual]
    index = next(number for number, beat in enumerate(beats) if beat.line == second)
    before = beats[index - 1].line
    assert before is not None
    at = {cue.line: cue for cue in made.lines}
    assert at[second.id].start == at[before.id].start
    assert len(made.lines) == sum(1 for beat in beats if beat.line)


def test_what_comes_after_waits_for_the_longer_of_both() -> None:
    made = cut(scene(of("tall", "走！"), of("small", "你不要再往那边走了！", dual=True), of("tall", "好。")))
    longer = next(cue for cue in made.lines if cue.line.split("/")[1].startswith("small"))
    last = made.lines[-1]
    assert last.start >= longer.start + longer.samples


def test_a_speech_in_two_parts_is_spoken_over_from_its_beginning() -> None:
    made = cut(
        scene(of("tall", "走吧。"), of("tall", "快。"), of("small", "等等我。", dual=True), of("small", "好吗？"))
    )
    one, two, over, after = made.lines
    assert over.start == one.start < two.start
    assert after.start >= max(two.start + two.samples, over.start + over.samples)


def test_both_are_in_one_caption_even_where_the_first_needs_two() -> None:
    whole = scene(action("山。"), of("tall", LONG), of("small", "等等我！", dual=True), of("tall", "走吧。"))
    made = cut(whole)
    lines = tuple(beat.line for beat in whole.beats if beat.line)
    captions = captions_of(made, lines, languages=("zh",))
    first = captions[0].text["zh"]
    assert first.count("–") == 2 and "等等我" in first and first.startswith("– 我们一起")
    assert all(a.range.stop <= b.range.start for a, b in pairwise(captions))


def test_only_the_caret_makes_it_so() -> None:
    beats = (of("tall", "等等我们吧！"), of("small", "你不要再走了！", dual=True))
    plain = tuple(replace(beat, line=replace(beat.line, dual=False)) for beat in beats if beat.line)
    one, two = cut(scene(*plain)).lines
    assert two.start >= one.start + one.samples
