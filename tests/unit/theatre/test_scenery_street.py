"""A street stands in true perspective, keeps its acting area free, and lights its lamps when it grows dark."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from lampblack.builtin.theatre.lamps import lamps_of
from lampblack.builtin.theatre.raster.card import Card, depth_of
from lampblack.builtin.theatre.scenery import build, erect, workshop
from lampblack.builtin.theatre.scenery.hour import hour_of
from lampblack.builtin.theatre.scenery.rooftops import painted_firewall, painted_slope
from lampblack.builtin.theatre.scenery.shopfronts import Front, painted_front
from lampblack.builtin.theatre.set import Set
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Place, TimeOfDay, Weather, light_of
from lampblack.staging.space import Point


@pytest.fixture(autouse=True)
def small_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(workshop.SCALES, "thumb", 0.08)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    erect.forget()
    yield
    erect.forget()


def place(time: TimeOfDay = "noon", weather: Weather = "clear") -> Place:
    return Place(id="here", kit="street", time=time, weather=weather, seed=3)


def street(time: TimeOfDay = "noon", weather: Weather = "clear") -> Set:
    where = place(time, weather)
    return build(where, light_of(where), "thumb")


def corners(card: Card) -> np.ndarray:
    wide, high = card.texture.width, card.texture.height
    return np.array([card.at(u, v) for u in (0, wide) for v in (0, high)])


def acting(card: Card) -> bool:
    """Whether a card that stands below head height has a corner where people walk."""
    at = corners(card)
    if at[:, 1].max() < 0.5 or at[:, 1].min() > 2.2:
        return False
    return bool(((np.abs(at[:, 0]) < 4.6) & (at[:, 2] > -6.0) & (at[:, 2] < 8.0)).any())


def unbroken(fronts: list[Card], side: int) -> bool:
    """Whether the fronts of one side stand against each other without a gap."""
    spans = sorted((corners(c)[:, 2].min(), corners(c)[:, 2].max()) for c in fronts if c.centre[0] * side > 0)
    return all(before[1] > after[0] for before, after in pairwise(spans))


def test_house_fronts_stand_along_the_street_without_a_gap() -> None:
    fronts = [card for card in street().cards if card.name == "wall front"]
    for card in fronts:
        assert np.abs(corners(card)[:, 0]) == pytest.approx(6.5)
    for side in (1, -1):
        ends = np.concatenate([corners(card)[:, 2] for card in fronts if card.centre[0] * side > 0])
        assert ends.min() < -20.0
        assert ends.max() > 30.0
        assert unbroken(fronts, side)


def test_a_house_taken_out_of_the_row_is_noticed() -> None:
    fronts = [card for card in street().cards if card.name == "wall front" and card.centre[0] > 0]
    assert not unbroken(fronts[:4] + fronts[5:], 1)


def test_nothing_stands_where_people_walk() -> None:
    made = street("night")
    assert [card.name for card in made.cards if acting(card)] == []


def test_a_cart_in_the_way_would_be_noticed() -> None:
    cart = next(card for card in street().cards if card.name == "cart")
    x, _, z = cart.centre
    moved = Card(
        texture=cart.texture,
        origin=(cart.origin[0] - x + 1.0, cart.origin[1], cart.origin[2] - z + 2.0),
        across=cart.across,
        down=cart.down,
    )
    assert not acting(cart)
    assert acting(moved)


@pytest.mark.parametrize(
    ("time", "weather", "burning"),
    [("noon", "clear", False), ("noon", "rain", True), ("dusk", "clear", True), ("night", "rain", True)],
)
def test_lanterns_burn_in_the_dark_and_in_the_rain(time: TimeOfDay, weather: Weather, burning: bool) -> None:
    assert bool(lamps_of(street(time, weather).cards)) is burning


def test_a_shop_is_the_brightest_thing_at_night_and_not_by_day() -> None:
    def contrast(time: TimeOfDay, lamps: float) -> float:
        front = Front(width=4.6, height=5.4, metre=24.0, lamps=lamps, seed=9)
        sheet = painted_front(front, hour_of(place(time)))[..., :3].astype(np.float32).mean(axis=2)
        rows = sheet.shape[0]
        return float(sheet[round(rows * 0.70) : round(rows * 0.84)].mean() / sheet[: round(rows * 0.5)].mean())

    night, noon = contrast("night", 1.0), contrast("noon", 0.0)
    assert night > 1.6
    assert noon < night / 1.5


def test_snow_lies_on_the_roofs() -> None:
    hour = hour_of(place("noon", "snow"))
    bare, white = (painted_slope(90, 60, 18.0, hour, light=0.5, seed=2, snow=snow) for snow in (False, True))
    assert white[..., :3].mean() > bare[..., :3].mean() + 30


def test_a_fire_wall_steps_up_away_from_the_street() -> None:
    alpha = painted_firewall(160, 340, 37.0, hour_of(place()), steps=3, seed=1)[..., 3] > 128
    tops = [int(alpha[:, round(160 * share)].argmax()) for share in (0.24, 0.5, 0.78)]
    assert tops[0] > tops[1] + 20 > tops[2] + 40


@pytest.mark.parametrize("yaw", [-115, -60, -25, 0, 25, 60, 115])
def test_what_hangs_before_a_house_is_laid_after_its_front(yaw: float) -> None:
    made = street()
    camera = CameraPose(position=Point(y=1.5, z=-3.0), yaw=math.radians(yaw))
    fronts = [card for card in made.cards if card.name == "wall front"]
    for card in made.cards:
        x, _, z = card.centre
        if card.name not in ("lantern", "jars", "cart") or abs(x) < 5.0:
            continue
        if math.cos(math.atan2(x, z + 3.0) - math.radians(yaw)) < 0.75:
            continue  # not in the picture
        own = min((front for front in fronts if front.centre[0] * x > 0), key=lambda front: abs(front.centre[2] - z))
        assert depth_of(card, camera) < depth_of(own, camera), f"{card.name} at {x}, {z}"
