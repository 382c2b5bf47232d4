"""Every kit at every hour stands complete: it builds, leaves no hole, and looks the same each time it is built."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lampblack.base.digest import digest_of
from lampblack.base.errors import UserError
from lampblack.base.saved import digest_of_value
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card, depth_of, flat
from lampblack.builtin.theatre.raster.compositor import draw_card
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import build, erect, registry, workshop
from lampblack.builtin.theatre.set import Set
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Place, SetPiece, TimeOfDay, light_of
from lampblack.staging.space import Point

HOURS: tuple[TimeOfDay, ...] = ("dawn", "morning", "noon", "afternoon", "dusk", "night")
KITS = tuple(name for name in registry.names() if name != "paper")
"""The places; `paper` is none: a sheet that people are painted on."""
INDOORS = {"room", "palace_hall", "inn", "study", "cave"}


@pytest.fixture(autouse=True)
def small_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A detail of the tests' own, so small that a whole place is painted in a blink; a cache nobody else uses."""
    monkeypatch.setitem(workshop.SCALES, "thumb", 0.08)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    erect.forget()
    yield
    erect.forget()


def place(kit: str, time: TimeOfDay = "noon", **more: object) -> Place:
    return replace(Place(id="here", kit=kit, time=time, season="spring", seed=11, inside=kit in INDOORS), **more)


def hung(where: Place) -> Set:
    return build(where, light_of(where), "thumb")


def cards_of(made: Set) -> tuple[Card, ...]:
    return (*made.sky, *made.floors, *made.cards)


def digest_of_set(made: Set) -> str:
    parts = [
        (card.name, digest_of(card.texture.rgba.tobytes()), card.origin, card.across, card.down)
        for card in cards_of(made)
    ]
    return digest_of_value([*parts, made.fog, made.grade, made.shade, list(made.air)])


def seen(made: Set, camera: CameraPose, behind: float, width: int = 96, height: int = 54) -> np.ndarray:
    """The cards over a blank of one brightness; where there is water, it covers what lies below its level."""
    picture = canvas(width, height)
    picture[:3] = np.float32(behind)
    sheets = list(made.sky)
    if made.water is not None:
        blue = Texture(np.full((8, 8, 4), (40, 60, 90, 255), np.uint8))
        sheets.append(flat(blue, 0.0, made.water.height, -3000.0, 6000.0, 6000.0, fog=0.0))
    standing = sorted(made.cards, key=lambda card: -depth_of(card, camera))
    for card in (*sheets, *made.floors, *standing):
        draw_card(picture, card, camera, made.fog)
    return picture[:3]


def holes(made: Set, camera: CameraPose) -> int:
    """How many pixels let through even a fiftieth of what is behind the set."""
    return int(np.count_nonzero(np.abs(seen(made, camera, 1.0) - seen(made, camera, 0.0)).max(axis=0) > 0.02))


def few_hours(kit: str) -> tuple[TimeOfDay, ...]:
    """All hours of the cheapest kits; of the others, the four that differ most."""
    return HOURS if kit in ("plain", "room") else ("dawn", "noon", "dusk", "night")


@pytest.mark.parametrize(("kit", "time"), [(kit, time) for kit in KITS for time in few_hours(kit)])
def test_every_kit_builds_at_every_hour(kit: str, time: TimeOfDay) -> None:
    made = hung(place(kit, time))
    assert made.floors
    assert made.cards
    for card in cards_of(made):
        rgba = card.texture.rgba
        assert (rgba[..., :3] <= rgba[..., 3:]).all(), f"{card.name} is not premultiplied"


@pytest.mark.parametrize("kit", KITS)
def test_no_hole_shows_wherever_a_camera_may_look(kit: str) -> None:
    made = hung(place(kit))
    for yaw in (-80, -55, -25, 0, 25, 55, 80):
        for position, pitch, lens in (
            (Point(x=0.0, y=1.6, z=-7.0), 0.0, 32.0),
            (Point(x=-3.0, y=8.0, z=-12.0), -25.0, 20.0),
            (Point(x=2.0, y=0.3, z=3.0), 20.0, 20.0),
        ):
            camera = CameraPose(
                position=position, yaw=math.radians(yaw), pitch=math.radians(pitch), focal_length_mm=lens
            )
            assert holes(made, camera) == 0, f"{kit}: a hole at yaw {yaw}, height {position.y}"


@pytest.mark.parametrize("time", HOURS)
def test_plain_paper_is_the_same_whole_sheet_at_every_hour_for_whoever_stands_before_a_camera(time: TimeOfDay) -> None:
    made = hung(place("paper", time))
    assert not made.floors and not made.cards
    assert digest_of_set(made) == digest_of_set(hung(place("paper")))
    for yaw in (-25, 0, 25):
        assert holes(made, CameraPose(position=Point(x=0.0, y=1.6, z=-7.0), yaw=math.radians(yaw))) == 0


def test_a_missing_panel_of_sky_is_caught_as_a_hole() -> None:
    made = hung(place("plain"))
    holed = replace(made, sky=tuple(card for card in made.sky[1:] if card.name == "sky" and card.centre[2] < 0))
    camera = CameraPose(position=Point(x=0.0, y=1.6, z=-7.0), focal_length_mm=32.0)
    assert holes(holed, camera) > 100


@pytest.mark.parametrize("kit", KITS)
def test_standing_cards_end_before_their_sheets_do(kit: str) -> None:
    for card in hung(place(kit)).cards:
        if card.name == "backing" or card.name.startswith(("table", "stand", "wall")):
            continue
        alpha = card.texture.rgba[..., 3]
        assert not alpha[0].any(), f"{card.name} is cut off above"
        assert not alpha[:, 0].any(), f"{card.name} is cut off on its left"
        assert not alpha[:, -1].any(), f"{card.name} is cut off on its right"


@pytest.mark.parametrize("kit", KITS)
def test_the_same_place_is_painted_the_same_again(kit: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    first = digest_of_set(hung(place(kit)))
    erect.forget()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "elsewhere"))
    assert digest_of_set(hung(place(kit))) == first
    assert digest_of_set(hung(place(kit, seed=12))) != first


@pytest.mark.parametrize("kit", [kit for kit in KITS if kit not in ("room", "carriage")])
def test_nothing_tall_stands_in_the_acting_area_or_before_it(kit: str) -> None:
    for card in hung(place(kit)).cards:
        corners = [card.at(0, 0), card.at(card.texture.width, 0), card.at(0, card.texture.height)]
        low = min(corner[1] for corner in corners)
        high = max(corner[1] for corner in corners)
        middle = card.centre
        if low > 2.2 or high < 0.5:
            continue
        assert not (abs(middle[0]) < 4.0 and -3.0 < middle[2] < 6.0), f"{card.name} at {middle} hides the people"


@pytest.mark.parametrize("weather", ["mist", "wind", "rain", "snow"])
def test_weather_changes_the_air(weather: str) -> None:
    clear, changed = hung(place("plain")), hung(place("plain", weather=weather))
    assert changed.air != clear.air or changed.fog != clear.fog


def test_rain_falls_outside_and_not_in_a_room() -> None:
    assert "rain" in {air.kind for air in hung(place("river", weather="rain")).air}
    assert "rain" not in {air.kind for air in hung(place("room", weather="rain")).air}


def test_hours_differ_in_the_sky() -> None:
    tones = {time: tuple(hung(place("plain", time)).fog.colour) for time in HOURS}
    assert len(set(tones.values())) == len(HOURS)
    assert sum(tones["night"]) < 0.6 * sum(tones["noon"])
    assert tones["dusk"][0] - tones["dusk"][2] > tones["noon"][0] - tones["noon"][2] + 0.1


def test_an_unknown_kit_names_the_kits_there_are() -> None:
    with pytest.raises(UserError) as caught:
        hung(place("moonbase"))
    assert caught.value.possible == registry.names()
    assert "moonbase" in caught.value.message


def test_an_unknown_detail_and_an_unknown_piece_are_refused() -> None:
    where = place("plain")
    with pytest.raises(UserError, match="detail"):
        build(where, light_of(where), "exquisite")
    with pytest.raises(UserError, match="piano"):
        hung(place("plain", pieces=(SetPiece(id="p", kind="piano", position=Point()),)))


def test_pieces_stand_where_they_were_put() -> None:
    rock = SetPiece(id="r", kind="rock", position=Point(x=2.5, z=6.0))
    bare, dressed = hung(place("plain")), hung(place("plain", pieces=(rock,)))
    added = dressed.cards[len(bare.cards) :]
    assert len(added) == 1
    assert added[0].centre[0] == pytest.approx(2.5)
    assert added[0].centre[2] == pytest.approx(6.0)
