"""Thunder follows the lightning that is seen, as much later as it is far off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lampblack.base.time import SAMPLE_RATE, FrameRange, Rate
from lampblack.builtin.theatre.lightning import flash_at
from lampblack.shots.sounds import heard
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.lightning import EVERY, SOUND, strikes
from lampblack.staging.place import Place
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

POSE = CameraPose(position=Point(y=1.5, z=-2.0), focal_length_mm=35.0)
RATES = (Rate(numerator=24), Rate(numerator=30000, denominator=1001))


def staged(rate: Rate = RATES[0], *, inside: bool = False) -> Staging:
    return Staging(
        rate=rate,
        frames=600,
        place=Place(id="p", kit="plain", time="night", weather="storm", seed=5, inside=inside),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=POSE),)),
    )


@pytest.mark.parametrize("rate", RATES)
def test_each_flash_that_is_seen_is_followed_by_its_thunder(rate: Rate) -> None:
    stage = staged(rate)
    lit = [frame for frame in range(600) if flash_at(stage, frame)]
    first = [frame for frame in lit if not any(frame - back in lit for back in range(1, 20))]
    claps = heard(stage, (), FrameRange(start=0, stop=600), "stone", 16 / 9)
    assert len(first) == len(claps) == len(strikes(stage)) > 3
    for frame, clap, strike in zip(first, claps, strikes(stage), strict=True):
        shown = float(rate.seconds(frame))
        rolls = min(shown + strike.metres / SOUND, float(rate.seconds(600)))
        assert clap.what == "thunder" and clap.start / SAMPLE_RATE == pytest.approx(rolls, abs=0.05)
        assert 0.3 < strike.metres / SOUND < 2.0


def test_what_is_far_is_faint_and_dull_and_duller_in_a_room() -> None:
    whole = FrameRange(start=0, stop=600)
    claps = sorted(
        zip(strikes(staged()), heard(staged(), (), whole, "", 1.8), strict=True), key=lambda pair: pair[0].metres
    )
    (_, near), (_, far) = claps[0], claps[-1]
    assert near.strength > far.strength and near.occlusion < far.occlusion
    inside = heard(staged(inside=True), (), whole, "", 1.8)
    assert min(each.occlusion for each in inside) > near.occlusion


def test_what_flashes_outside_the_cut_is_not_heard_and_at_its_end_it_rolls_on() -> None:
    stage = staged()
    one = strikes(stage)[1]
    frame = stage.rate.frames_in(one.seconds)
    alone = heard(stage, (), FrameRange(start=frame - 2, stop=frame + 3), "", 1.8)
    assert [clap.what for clap in alone] == ["thunder"]
    assert stage.rate.samples_at(frame) < alone[0].start < stage.rate.samples_at(frame + 3)
    assert not heard(stage, (), FrameRange(start=frame + 1, stop=frame + 3), "", 1.8)
    rain = replace(stage, place=replace(stage.place, weather="rain"))
    assert not strikes(rain) and not heard(rain, (), FrameRange(start=0, stop=600), "", 1.8)


def test_strikes_come_one_at_most_in_their_stretch() -> None:
    found = [int(each.seconds / EVERY) for each in strikes(staged())]
    assert found == sorted(set(found))
