"""What falls in by windows: where its patch lies, how long it is, its bars; by day, by night, under clouds."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lampblack.builtin.theatre.scenery.roomlight import Bulb, RoomLight, burning
from lampblack.builtin.theatre.scenery.shell import Room
from lampblack.builtin.theatre.scenery.windowlight import LOWEST, Shaft, Window, opposite, patch, shaft
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.staging.place import Place, Season, TimeOfDay, Weather, light_of

ROOM = Room(half=5.0, front=-4.0, back=6.0, high=3.0, light=RoomLight(ambient=(0.3, 0.3, 0.3)))
WINDOW = Window(side="back", box=(4.0, 1.0, 2.0, 1.5))
FLOOR = ((200, 200), (10.0, 10.0))


def shop(time: TimeOfDay = "afternoon", weather: Weather = "clear", season: Season = "summer") -> Workshop:
    place = Place(id="p", kit="flat", time=time, weather=weather, season=season, inside=True)
    return Workshop.opened(place, light_of(place), "draft")


def on_floor(light: Shaft, *windows: Window) -> np.ndarray | None:
    """The patch on the floor: rows from the back wall to the front, 5 cm each."""
    return patch(light, windows, ROOM.walls, *FLOOR, ROOM.lying())


def reach(fallen: np.ndarray) -> tuple[float, float, float]:
    """Metres from the back wall at which a patch begins and ends, and its middle's x."""
    rows, columns = np.flatnonzero(fallen.max(axis=1) > 0.2), np.flatnonzero(fallen.max(axis=0) > 0.2)
    return rows[0] * 0.05, rows[-1] * 0.05, columns.mean() * 0.05 - 5.0


def test_the_sun_throws_a_windows_patch_as_far_as_it_is_low_and_away_from_itself() -> None:
    straight = on_floor(Shaft(towards=(0.0, 0.7071, 0.7071), colour=(1.0, 1.0, 1.0)), WINDOW)
    assert straight is not None
    near, far, x = reach(straight)
    assert (near, far) == pytest.approx((1.0, 2.5), abs=0.15) and x == pytest.approx(0.0, abs=0.1)
    from_the_right = on_floor(Shaft(towards=(0.5, 0.7071, 0.5), colour=(1.0, 1.0, 1.0)), WINDOW)
    assert from_the_right is not None and reach(from_the_right)[2] < -0.8
    low = on_floor(Shaft(towards=(0.0, 0.3, 0.954), colour=(1.0, 1.0, 1.0)), WINDOW)
    assert low is not None and reach(low)[1] > 7.0
    assert on_floor(Shaft(towards=(0.0, 0.7071, -0.7071), colour=(1.0, 1.0, 1.0)), WINDOW) is None


def test_a_lamp_in_the_street_below_shines_on_the_ceiling_and_not_on_the_floor() -> None:
    light = shaft(shop("night"), street=(0.0, -0.4, 0.9))
    assert light is not None and light.colour[0] > light.colour[2]
    assert on_floor(light, WINDOW) is None
    assert patch(light, (WINDOW,), ROOM.walls, *FLOOR, ROOM.lying(3.0)) is not None


def test_bars_divide_it_paper_softens_it_and_a_round_window_is_round() -> None:
    light = Shaft(towards=(0.0, 0.7071, 0.7071), colour=(1.0, 1.0, 1.0))
    plain, barred, papered, round_ = (
        on_floor(light, replace(WINDOW, **more)) for more in ({}, {"columns": 2}, {"paper": True}, {"round": True})
    )
    assert plain is not None and barred is not None and papered is not None and round_ is not None
    middle = plain[35]
    assert barred[35][95:105].min() < 0.6 * middle[95:105].min()
    assert papered.max() < 0.8 * plain.max()
    assert np.abs(np.diff(papered[35])).max() < 0.7 * np.abs(np.diff(middle)).max()
    assert round_.sum() == pytest.approx(0.785 * plain.sum(), rel=0.08)


def test_opposite_windows_lie_over_against_each_other() -> None:
    right = Window(side="right", box=(1.0, 1.0, 2.0, 1.5))
    left = opposite(right, ROOM.deep)
    along = np.array([right.box[0], left.box[0] + left.box[2]], np.float32)
    z = (ROOM.where("right")(along[:1], along[:1])[2], ROOM.where("left")(along[1:], along[1:])[2])
    assert z[0][0] == pytest.approx(z[1][0])


def test_evening_is_warm_and_long_night_is_blue_and_clouds_throw_none() -> None:
    evening, noon, night = shaft(shop("dusk")), shaft(shop("noon")), shaft(shop("night"))
    assert evening is not None and noon is not None and night is not None
    assert evening.colour[0] > 2 * evening.colour[2] and night.colour[2] > night.colour[0]
    assert np.arcsin(evening.towards[1]) == pytest.approx(LOWEST, abs=0.01)
    assert evening.towards[1] < noon.towards[1]
    winter = shaft(shop("noon", season="winter"))
    assert winter is not None and winter.towards[1] < 0.7 * noon.towards[1]
    for weather in ("rain", "snow", "mist"):
        assert shaft(shop("noon", weather)) is None
    assert shaft(shop("night", "rain"), street=(0.4, -0.4, 0.8)) is not None


def test_a_patch_is_in_the_light_of_the_floor_and_too_much_light_keeps_its_colour() -> None:
    sun = Shaft(towards=(0.0, 0.7071, 0.7071), colour=(0.6, 0.5, 0.3))
    lit = replace(ROOM.light, windows=(WINDOW,), shaft=sun)
    plain, shone = (light.over(*FLOOR, ROOM.lying(), ROOM.walls) for light in (ROOM.light, lit))
    assert shone[35, 100, 0] > plain[35, 100, 0] + 0.3 and shone[150, 100, 0] == pytest.approx(plain[150, 100, 0])
    hot = RoomLight(ambient=(0.2, 0.2, 0.2), bulbs=(Bulb(at=(0.0, 1.0, 0.0), colour=(1.0, 0.5, 0.25), power=4.0),))
    r, g, b = hot.at(0.0, 1.0, 0.0)
    assert r == pytest.approx(255 * hot.most, rel=0.01) and g / r == pytest.approx(2.2 / 4.2, rel=0.02) and b < g


def test_lamps_burn_most_at_night_and_least_on_a_bright_day() -> None:
    hours = [burning(shop(time)) for time in ("night", "dusk", "dawn", "noon")]  # type: ignore[arg-type]
    assert hours == sorted(hours, reverse=True)
    assert burning(shop("noon", "rain")) > 2 * burning(shop("noon"))
