"""Lightning: it strikes on frames that follow from the take, seldom enough, and lights the place and the people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lampblack.base.time import Rate
from lampblack.breakdown.hours import weather_of
from lampblack.builtin.theatre.lightning import SEEN, Flash, before_hills, bolt, flash_at, stroke
from lampblack.builtin.theatre.render import Renderer
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.figure import Figure
from lampblack.staging.lightning import EVERY
from lampblack.staging.people import Mark, Person
from lampblack.staging.place import Place, Weather
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

SIZE = Size(width=160, height=90)


def staged(weather: Weather = "storm", *, inside: bool = False) -> Staging:
    pose = CameraPose(position=Point(y=1.5, z=-2.0), focal_length_mm=35.0, focus=5.0)
    who = Person(id="w", figure=Figure(id="w"), marks=(Mark(frame=0, position=Point(z=3.2), yaw=3.0),))
    kit = "room" if inside else "plain"
    return Staging(
        rate=Rate(numerator=24),
        frames=240,
        place=Place(id=kit, kit=kit, time="night", weather=weather, seed=5, inside=inside),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
        people=(who,),
    )


def strikes(staging: Staging) -> list[int]:
    return [frame for frame in range(staging.frames) if flash_at(staging, frame) is not None]


@pytest.mark.parametrize(
    "words", ["电闪雷鸣，大雨倾盆。", "一道闪电划过夜空", "Lightning over the pier.", "A STORM breaks over the hills"]
)
def test_words_bring_a_storm(words: str) -> None:
    assert weather_of(words) == "storm"


@pytest.mark.parametrize("words", ["大雨倾盆。", "Rain on the roof, thunder far off."])
def test_rain_alone_is_no_storm(words: str) -> None:
    assert weather_of(words) == "rain"


def test_it_strikes_in_a_storm_and_in_no_other_weather() -> None:
    found = strikes(staged())
    assert 3 <= len(found) < 0.3 * 240
    assert not strikes(staged("rain"))
    assert found == strikes(staged())
    assert found != strikes(replace(staged(), place=replace(staged().place, seed=6)))


def test_no_more_than_three_flashes_a_second() -> None:
    lit = np.array([stroke(step / 240) for step in range(240)])
    peaks = ((lit[1:] > 0.5) & (lit[:-1] <= 0.5)).sum() + (lit[0] > 0.5)
    assert peaks == 2 and EVERY > 1.0 and stroke(-0.1) == 0 == stroke(1.0)


@pytest.mark.parametrize("inside", [False, True])
def test_a_strike_lights_the_whole_place(inside: bool) -> None:
    storm = staged(inside=inside)
    frame = max(strikes(storm), key=lambda n: (flash_at(storm, n) or Flash(strength=0, azimuth=0, seed=0)).strength)
    renderer = Renderer(storm, SIZE, detail="draft")
    lit, dark = renderer.frame(frame).astype(float), renderer.frame(frame - 4).astype(float)
    assert lit.mean() > 1.2 * dark.mean()
    assert np.array_equal(lit, Renderer(storm, SIZE, detail="draft").frame(frame))


def test_a_storm_is_hung_as_rain() -> None:
    calm = next(n for n in range(240) if flash_at(staged(), n) is None)
    rain = Renderer(replace(staged("rain"), people=()), SIZE, detail="draft").frame(calm)
    assert np.array_equal(rain, Renderer(replace(staged(), people=()), SIZE, detail="draft").frame(calm))


def test_the_bolt_is_before_the_sky_and_behind_the_hills() -> None:
    flash = Flash(strength=1.0, azimuth=0.2, seed=3)
    card = bolt(flash, False)
    assert card is not None and card.glow == 1.0 and card.texture.rgba.max() > 200
    names = [each.name for each in before_hills([replace(card, name=n) for n in ("sky", "sun", "hill")], card)]
    assert names == ["sky", "sun", "bolt", "hill"]
    assert bolt(flash, True) is None and bolt(replace(flash, strength=SEEN / 2), False) is None
