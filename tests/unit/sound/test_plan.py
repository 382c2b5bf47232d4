"""What is heard, as jobs: each different sound once; lines stand where the cut says."""

from dataclasses import replace

from lampblack.base.time import FrameRange, Rate
from lampblack.breakdown.sounds import sounds_of
from lampblack.builtin.effects.ambiences import AMBIENCES
from lampblack.builtin.effects.spots import SPOTS
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size
from lampblack.graph.job import Ref, Value
from lampblack.sound.model import Placed
from lampblack.sound.plan import Heard, SoundPlan, sound_plan
from lampblack.sound.vocabulary import CONTINUOUS

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


def _placed(plan: SoundPlan) -> list[Placed]:
    """Everything placed, in the time of the cut: the one region of this cut begins where its ambience does."""
    (region,) = [job for job in plan.jobs if job.id.startswith("sound/region/")]
    placed, lead = region.inputs["placed"], region.settings["samples"] - 480_000
    assert isinstance(placed, Value)
    return [
        replace(one, start=one.start - lead, loop_until=one.loop_until - lead if one.loop_until else 0)
        for one in placed.value
    ]


def test_six_steps_are_four_recordings_placed_six_times():
    plan = _plan(_cut())
    steps = [job for job in plan.jobs if job.id.startswith("sound/effect/footstep")]
    assert len(steps) == 4
    assert [one.start for one in _placed(plan) if one.stem == "effects"] == [0, 1000, 2000, 3000, 4000, 5000]


def test_moving_the_sounds_records_none_of_them_again():
    before, after = _plan(_cut()), _plan(_cut(shift=2000))
    recorded = [job for job in before.jobs if not job.id.startswith(("sound/region", "sound/stems", "sound/mix"))]
    assert all(job in after.jobs for job in recorded if job.id != "sound/score")
    assert _placed(before) != _placed(after)


def test_wind_in_the_action_swells_until_its_shot_ends_and_is_no_spot_effect():
    cut = _cut(steps=0)
    windy = Cut(**{**_fields(cut), "sounds": (SoundCue(what="wind", start=24_000, shot="a/wide"),)})
    plan = _plan(windy)
    assert not [job for job in plan.jobs if job.id.startswith("sound/effect")]
    swell = [one for one in _placed(plan) if one.stem == "ambience" and one.start == 24_000]
    assert [one.loop_until for one in swell] == [480_000]


def _fields(cut: Cut) -> dict[str, object]:
    return {name: getattr(cut, name) for name in Cut.__dataclass_fields__}


def test_every_sound_that_a_script_can_name_can_be_made():
    named = sounds_of(
        "雷声 水花 河水 海浪 暴雨 大风 鸟鸣 虫鸣 火焰 落叶 脚步声 手杖敲 敲门 拔剑 钟声 喝水 倒下 衣袖 人群"
    )
    assert len(named) == 19
    for what in named:
        assert what in SPOTS or (what in CONTINUOUS and what in AMBIENCES), what


def test_a_line_lies_where_the_cut_says():
    assert [one.start for one in _placed(_plan(_cut())) if one.stem == "dialogue"] == [48_000]
