"""A cut of two scenes to spot music in."""

from lampblack.base.time import FrameRange, Rate
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.engines.requests import Size

RATE = Rate(numerator=24)


def _clip(name: str, start: int, stop: int) -> Clip:
    return Clip(
        shot=name, scene=name.partition("/")[0], take="t", video="blake3:0", take_frames=stop - start,
        range_in_take=FrameRange(start=0, stop=stop - start), range_in_cut=FrameRange(start=start, stop=stop),
    )  # fmt: skip


def two_scenes(lines: tuple[LineCue, ...] = (), sounds: tuple[SoundCue, ...] = ()) -> Cut:
    """A title of three seconds, a scene of thirty in three shots, another of twenty."""
    clips = (_clip("a/1", 72, 312), _clip("a/2", 312, 552), _clip("a/3", 552, 792), _clip("b/1", 792, 1272))
    spans = (
        SceneSpan(scene="a", range_in_cut=FrameRange(start=72, stop=792), mood="calm", strength=0.45),
        SceneSpan(scene="b", range_in_cut=FrameRange(start=792, stop=1272), mood="sad", strength=0.5),
    )
    return Cut(
        title="t", rate=RATE, size=Size(width=320, height=180), frames=1272, clips=clips, scenes=spans, lines=lines,
        sounds=sounds,
    )  # fmt: skip
