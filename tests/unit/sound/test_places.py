"""Places sound as large and as hard as they are; what is heard in them fits hour, season, weather and walls."""

from itertools import product
from typing import get_args

import pytest

from lampblack.breakdown.kits import ground_of
from lampblack.sound.places import OPEN, acoustics_of, beds_of
from lampblack.sound.vocabulary import CONTINUOUS, OUTDOORS
from lampblack.staging.place import Season, TimeOfDay, Weather

KITS = (
    "bamboo", "bedroom", "cafe", "carriage", "cave", "city_street", "classroom", "courtyard", "desert", "flat",
    "forest", "hospital", "inn", "lake", "moon_palace", "mountains", "office", "palace_hall", "plain", "platform",
    "river", "rooftop", "room", "sea", "sky", "snow_field", "starship", "street", "study", "village",
)  # fmt: skip


def names(kit: str, **how: object) -> list[str]:
    return [bed.what for bed in beds_of(kit, **how)]  # pyright: ignore[reportArgumentType]


def test_caves_and_halls_ring_longer_than_rooms_and_snow_swallows_all() -> None:
    def falls(kit: str, inside: bool = True) -> float:
        return acoustics_of(kit, inside=inside).room.seconds

    assert falls("cave") > falls("palace_hall") > 3.0 * falls("room") > 3.0 * falls("carriage")
    assert falls("snow_field", False) < 0.5 < falls("forest", False) < falls("mountains", False)
    assert acoustics_of("cave", inside=True).wet > acoustics_of("bedroom", inside=True).wet
    assert acoustics_of("plain", inside=False) == OPEN


@pytest.mark.parametrize("kit", KITS)
def test_every_kit_has_beds_at_every_hour_in_every_weather(kit: str) -> None:
    usual = ground_of(kit, "both").ambience
    for inside, time, season, weather in product(
        (False, True), get_args(TimeOfDay), get_args(Season), get_args(Weather)
    ):
        beds = beds_of(kit, inside=inside, time=time, season=season, weather=weather, named=usual)
        assert beds, (kit, inside, time, season, weather)
        assert {bed.what for bed in beds} <= CONTINUOUS
        assert all(bed.inside == (inside and bed.what in OUTDOORS) for bed in beds)
        assert len({bed.what for bed in beds}) == len(beds)


def test_rain_is_heard_on_the_roof_and_softer_and_not_at_all_among_the_stars() -> None:
    out = next(bed for bed in beds_of("flat", inside=False, weather="rain") if bed.what == "rain")
    within = next(bed for bed in beds_of("flat", inside=True, weather="rain") if bed.what == "rain")
    assert within.inside and not out.inside and within.gain_db < out.gain_db
    assert "rain" not in names("starship", inside=True, weather="rain")


def test_night_and_winter_silence_birds_and_bring_insects_only_when_it_is_warm() -> None:
    assert "birds" in names("mountains", inside=False)
    assert "birds" not in names("mountains", inside=False, time="night")
    assert "crickets" in names("forest", inside=False, time="night")
    assert "crickets" not in names("forest", inside=False, time="night", season="winter")
    assert "city_night" in names("city_street", inside=False, time="night")


def test_what_a_person_wrote_is_heard_as_written() -> None:
    beds = beds_of("forest", inside=False, time="night", named=("birds", "sea"), drafted=False)
    assert [bed.what for bed in beds] == ["birds", "sea"]
