"""What is heard, as jobs: each different sound once; lines stand where the cut says."""

from lampblack.base.time import FrameRange, Rate
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size
from lampblack.graph.job import Ref, Value
from lampblack.sound.plan import Heard, sound_plan

FOLEY = Offer(name="effects", version=1, makes="x:Y", capabilities=(Capabilities(kind="foley"),))
SCORE = Offer(name="score", version=1, makes="x:Y", capabilities=(Capabilities(kind="compose"),))


def _cut(shift: int = 0, *, steps: int = 6) -> Cut:
    return Cut(
        title="t",
        rate=Rate(numerator=24),
        size=Size(width=320, height=180),
        frames=240,
        clips=(
            Clip(
                shot="a/wide",
                scene="a",
                take="fake-1",
                video="blake3:0",
                take_frames=240,
                range_in_take=FrameRange(start=0, stop=240),
                range_in_cut=FrameRange(start=0, stop=240),
            ),
        ),
        lines=(LineCue(line="a/k-1", start=48_000 + shift, samples=96_000),),
        sounds=tuple(
            SoundCue(what="footstep", start=1000 * n + shift, ground="rock", shot="a/wide") for n in range(steps)
        ),
        scenes=(SceneSpan(scene="a", range_in_cut=FrameRange(start=0, stop=240), ambience=("wind",)),),
    )


def _plan(cut: Cut):
    return sound_plan(cut, {"a/k-1": Heard(voice=Ref(job="read/a/k-1", output="voice"))}, FOLEY, SCORE)


def test_six_steps_are_four_recordings_placed_six_times():
    plan = _plan(_cut())
    steps = [job for job in plan.jobs if job.id.startswith("sound/effect/footstep")]
    assert len(steps) == 4
    placed = plan.mix.inputs["placed"]
    assert isinstance(placed, Value)
    assert [one.start for one in placed.value if one.stem == "effects"] == [0, 1000, 2000, 3000, 4000, 5000]


def test_moving_the_sounds_makes_only_the_mix_again():
    before, after = _plan(_cut()), _plan(_cut(shift=2000))
    assert [job for job in before.jobs if job.id != "sound/mix"] == [job for job in after.jobs if job.id != "sound/mix"]
    assert before.mix != after.mix


def test_a_line_lies_where_the_cut_says():
    placed = _plan(_cut()).mix.inputs["placed"]
    assert isinstance(placed, Value)
    assert [one.start for one in placed.value if one.stem == "dialogue"] == [48_000]
