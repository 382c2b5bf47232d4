"""What words tell of other worlds: Mars is red, the moon grey under a black sky, an alien world has two suns."""

from __future__ import annotations

import pytest

from lampblack.breakdown.kits import ground_of
from lampblack.builtin.theatre.scenery.kits.desert import hang
from lampblack.builtin.theatre.scenery.told import told_of
from lampblack.builtin.theatre.scenery.workshop import Workshop
from lampblack.staging.place import Place, light_of


@pytest.mark.parametrize(
    ("words", "kit", "told"),
    [
        ("SURFACE OF MARS", "desert", "mars"), ("火星荒原", "desert", "mars"),
        ("SURFACE OF THE MOON", "desert", "moon"),
        ("月面", "desert", "moon"), ("DESERT PLANET", "desert", "planet"), ("MOON PALACE", "moon_palace", ""),
        ("月宫", "moon_palace", ""), ("GOBI DESERT", "desert", ""),
    ],
)  # fmt: skip
def test_a_heading_finds_the_world_it_names(words: str, kit: str, told: str) -> None:
    assert ground_of(words, "ext", "future").kit == kit
    assert told_of(Place(id="p", kit=kit, words=words)) == told


def _names(words: str) -> list[str]:
    place = Place(id="p", kit="desert", words=words, time="afternoon")
    return [card.name for card in hang(Workshop.opened(place, light_of(place), "draft")).sky]


def test_the_sky_of_another_world_is_its_own() -> None:
    moon, planet, earth = _names("SURFACE OF THE MOON"), _names("DESERT PLANET"), _names("DESERT")
    assert "earth" in moon and not any("haze" in name for name in moon)
    assert planet.count("sun") == earth.count("sun") + 1
    assert "caravan" in earth and "caravan" not in planet
