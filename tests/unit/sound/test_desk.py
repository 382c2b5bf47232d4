"""Where each sound is heard from: lines in their rooms, narrators close, what is out of the frame further off."""

from dataclasses import replace

import pytest

from lampblack.base.time import FrameRange, Rate
from lampblack.cut.model import Clip, Cut, LineCue, SceneSpan, SoundCue
from lampblack.engines.capabilities import Capabilities, Offer
from lampblack.engines.requests import Size
from lampblack.graph.job import Ref
from lampblack.sound.desk import DIALOGUE, Desk, Heard, lay_effects, lay_lines, line_level
from lampblack.sound.model import Placed
from lampblack.sound.region import wetness

FOLEY = Offer(name="effects", version=1, makes="x:Y", capabilities=(Capabilities(kind="foley"),))
VOICE = Ref(job="read/a/k-1", output="voice")


def _cut() -> Cut:
    def clip(scene: str, start: int) -> Clip:
        return Clip(
            shot=f"{scene}/wide", scene=scene, take="fake-1", video="blake3:0", take_frames=120,
            range_in_take=FrameRange(start=0, stop=120), range_in_cut=FrameRange(start=start, stop=start + 120),
        )  # fmt: skip

    return Cut(
        title="t", rate=Rate(numerator=24), size=Size(width=320, height=180), frames=240,
        clips=(clip("a", 0), clip("b", 120)), lines=(LineCue(line="a/k-1", start=48_000, samples=96_000),),
        scenes=(
            SceneSpan(scene="a", range_in_cut=FrameRange(start=0, stop=120)),
            SceneSpan(scene="b", range_in_cut=FrameRange(start=120, stop=240), inside=True, kit="cave"),
        ),
    )  # fmt: skip


def _line(heard: Heard, cut: Cut | None = None) -> Placed:
    desk = Desk()
    lay_lines(desk, cut or _cut(), {"a/k-1": heard, "b/k-1": heard})
    return desk.laid[0].placed


@pytest.mark.parametrize(
    ("mood", "how", "least", "most"),
    [
        ("", (), 0.0, 0.0),
        ("", ("whispering",), -3.0, -3.0),
        ("", ("低声",), -3.0, -1.0),
        ("angry", ("shouting",), 1.0, 3.0),
        ("weary", (), -2.0, -0.5),
    ],
)
def test_a_line_is_levelled_and_keeps_its_mood(mood: str, how: tuple[str, ...], least: float, most: float):
    level = line_level(Heard(voice=VOICE, mood=mood, how=how))
    assert DIALOGUE + least <= level <= DIALOGUE + most


def test_a_narrator_is_dry_and_close_and_who_is_out_of_the_frame_further_off():
    seen, narrated = _line(Heard(voice=VOICE)), _line(Heard(voice=VOICE, narrated=True))
    away = _line(Heard(voice=VOICE, off_screen=True))
    assert narrated.close and not wetness(narrated)
    assert not seen.close and 0.0 < wetness(seen) < wetness(away)
    assert away.distance > seen.distance and away.occlusion > 0.0 and away.gain_db < seen.gain_db


def test_a_line_heard_before_its_scene_is_in_its_own_scenes_room_and_region():
    cut = replace(_cut(), lines=(LineCue(line="b/k-1", start=230_000, samples=96_000),))
    desk = Desk()
    lay_lines(desk, cut, {"b/k-1": Heard(voice=VOICE)})
    (laid,) = desk.laid
    assert laid.placed.inside and laid.placed.start == 230_000 and laid.at == 240_000


def test_an_effect_is_heard_from_where_it_happens():
    cue = SoundCue(what="footstep", start=48_000, pan=-0.5, distance=12.0, occlusion=0.4, shot="a/wide", shoe="hard")
    desk = Desk()
    lay_effects(desk, replace(_cut(), sounds=(cue,)), FOLEY)
    placed = desk.laid[0].placed
    assert (placed.pan, placed.distance, placed.occlusion) == (-0.5, 12.0, 0.4)
    assert wetness(placed) > wetness(replace(placed, distance=0.0, occlusion=0.0))
