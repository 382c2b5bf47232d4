"""Places of old: each stands from all sides, has depth and seasons, and costs no more cards than a frame can bear."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.time import Rate
from lampblack.builtin.theatre.render import Renderer, built
from lampblack.builtin.theatre.scenery import build, erect, workshop
from lampblack.builtin.theatre.scenery.hour import hour_of
from lampblack.builtin.theatre.scenery.snowy import snowed
from lampblack.builtin.theatre.set import Set
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.place import Place, light_of
from lampblack.staging.projection import project
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

OUTSIDE = ("lake", "sea", "desert", "bamboo", "snow_field", "village", "sky", "moon_palace")
INSIDE = ("palace_hall", "inn", "study", "cave")
IN_VIEW = 90
"""Cards a camera may have in its picture: what takes the frame past its time is beyond that."""
ANGLES = tuple(
    CameraPose(position=Point(x=x, y=1.6, z=z), yaw=yaw, focal_length_mm=28.0)
    for x, z, yaw in ((0.0, -4.5, 0.0), (2.5, -3.0, -0.9), (-2.5, -3.0, 0.9), (0.3, 8.0, math.pi))
)


@pytest.fixture(autouse=True)
def small_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(workshop.SCALES, "thumb", 0.08)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    erect.forget()
    built.cache_clear()
    yield
    erect.forget()
    built.cache_clear()


def place(kit: str, **more: object) -> Place:
    return replace(Place(id=kit, kit=kit, time="morning", seed=5, inside=kit in INSIDE), **more)


def hung(where: Place) -> Set:
    return build(where, light_of(where), "thumb")


def pictured(where: Place, camera: CameraPose) -> np.ndarray:
    """The empty place from there, 96 x 54."""
    path = CameraPath(keys=(CameraKey(frame=0, pose=camera),))
    staging = Staging(rate=Rate(numerator=24), frames=1, place=where, camera=path)
    return Renderer(staging, Size(width=96, height=54), "paper", "thumb").frame(0)


def most_of_one_colour(picture: np.ndarray) -> float:
    """The share of the picture that its commonest colour takes, in steps of 24."""
    coarse = (picture.astype(int) // 24) @ np.array([1, 16, 256])
    return float(np.unique(coarse, return_counts=True)[1].max()) / coarse.size


def in_view(made: Set, camera: CameraPose, width: int = 160, height: int = 90) -> int:
    """How many standing and distant cards reach into the picture, counted at points all over each."""
    count = 0
    for card in (*made.sky, *made.cards):
        w, h = card.texture.width, card.texture.height
        points = [card.at(w * i / 6, h * j / 6) for i in range(7) for j in range(7)]
        found = (project(camera, Point(x=x, y=y, z=z), width, height) for x, y, z in points)
        count += any(each.depth > 0.1 and 0 <= each.x < width and 0 <= each.y < height for each in found)
    return count


@pytest.mark.parametrize("kit", (*OUTSIDE, *INSIDE))
def test_a_place_has_something_to_see_from_every_side(kit: str) -> None:
    for number, camera in enumerate(ANGLES):
        picture = pictured(place(kit), camera)
        share = most_of_one_colour(picture)
        assert share < 0.62, f"{kit}, angle {number}: {share:.0%} of the frame is one colour"
        assert float(picture.mean(axis=2).std()) > 9.0, f"{kit}, angle {number}: nothing stands out"


def test_a_bare_screen_is_caught_as_one_colour() -> None:
    picture = pictured(place("desert"), ANGLES[0])
    picture[:36] = (140, 180, 210)
    assert most_of_one_colour(picture) > 0.62


@pytest.mark.parametrize("kit", (*OUTSIDE, *INSIDE))
def test_no_angle_has_more_cards_than_a_frame_can_bear(kit: str) -> None:
    made = hung(place(kit))
    for camera in ANGLES:
        assert in_view(made, camera) <= IN_VIEW


@pytest.mark.parametrize("kit", OUTSIDE)
def test_it_rains_and_snows_outside(kit: str) -> None:
    if kit == "moon_palace":
        assert "rain" not in {air.kind for air in hung(place(kit, weather="rain")).air}, "no weather on the moon"
        return
    for weather in ("rain", "snow"):
        assert weather in {air.kind for air in hung(place(kit, weather=weather)).air}


@pytest.mark.parametrize("kit", INSIDE)
def test_no_rain_falls_inside(kit: str) -> None:
    assert "rain" not in {air.kind for air in hung(place(kit, weather="rain")).air}


@pytest.mark.parametrize(("kit", "least"), [("lake", 3), ("sea", 3), ("bamboo", 3), ("village", 3), ("study", 0.8)])
def test_winter_looks_different_from_summer(kit: str, least: float) -> None:
    summer, winter = (pictured(place(kit, season=season), ANGLES[0]).astype(int) for season in ("summer", "winter"))
    assert np.abs(summer - winter).mean() > least


def test_it_is_always_winter_in_a_snow_field_and_never_in_a_clear_desert() -> None:
    fields = [pictured(place("snow_field", season=season), ANGLES[0]) for season in ("summer", "winter")]
    assert (fields[0] == fields[1]).all()
    for season in ("summer", "winter"):
        ground = pictured(place("desert", season=season), ANGLES[0])[36:].astype(int)
        assert (ground[..., 0] - ground[..., 2]).mean() > 20, "sand, whatever the season"


@pytest.mark.parametrize("kit", INSIDE)
def test_windows_and_lamps_tell_the_hour(kit: str) -> None:
    noon, night = (pictured(place(kit, time=time), ANGLES[0]).astype(int) for time in ("noon", "night"))
    assert noon.mean() > night.mean() + 2.0


def test_snow_lies_on_upper_sides_only() -> None:
    sheet = np.zeros((40, 40, 4), np.uint8)
    sheet[15:38, 5:35] = (40, 40, 40, 255)
    white = snowed(sheet, hour_of(place("village", time="noon")), depth=4.0, seed=1)
    assert white[15:18, 8:32, :3].mean() > 120
    assert white[30:38, 8:32, :3].mean() < 60
    assert not white[:14].any(), "nothing is painted beside the sheet's own shape"


def test_no_stars_shine_through_rain() -> None:
    clear, rain = (hung(place("village", time="night", weather=weather)) for weather in ("clear", "rain"))
    brightest: list[int] = []
    for made in (clear, rain):
        skies = [card.texture.rgba[..., :3].astype(int) for card in made.sky if card.name == "sky"]
        brightest.append(max(int((sky.max(axis=2)[1:-1, 1:-1] - np.median(sky.max(axis=2))).max()) for sky in skies))
    assert brightest[1] < brightest[0] - 20
