"""Where there is no air the crew is drawn in spacesuits, and nobody else is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lampblack.breakdown.figures import figure_of
from lampblack.breakdown.model import Character, Scene, Where
from lampblack.shots.airless import in_suit, is_airless


def _scene(heading: str, where: Where = "ext") -> Scene:
    return Scene(slug="x", heading=heading, where=where, place="p", time="noon")


@pytest.mark.parametrize(
    ("where", "heading", "airless"),
    [
        ("ext", "SURFACE OF MARS", True), ("ext", "火星荒原", True), ("ext", "月面", True), ("int", "AIRLOCK", True),
        ("ext", "MOON PALACE", False), ("ext", "RIVER BANK", False), ("int", "COLONY ON MARS, KITCHEN", False),
    ],
)  # fmt: skip
def test_the_heading_says_whether_there_is_air(where: Where, heading: str, airless: bool) -> None:
    assert is_airless("", _scene(heading, where)) is airless


def test_only_drafted_people_of_tomorrow_wear_suits() -> None:
    crew = figure_of("x", "OKORO", "in a grey uniform", world="future")
    person = Character(id="x", name="OKORO", figure=crew, drafted=True)
    suited = in_suit(person)
    assert suited is not None
    assert (suited.dress, suited.hat) == ("spacesuit", "helmet")
    assert in_suit(replace(person, drafted=False)) == crew
    empress = figure_of("e", "THE EMPRESS", "an ancient woman in a long white robe", world="future")
    assert in_suit(replace(person, figure=empress)) == empress
