"""The painters' parts: trees fit their sheets, skies close upon themselves, light falls from its side."""

from __future__ import annotations

import numpy as np
import pytest

from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.scenery import growth
from lampblack.builtin.theatre.scenery.backdrop import PANELS, ringed
from lampblack.builtin.theatre.scenery.growth import HABITS, Kind, grown
from lampblack.builtin.theatre.scenery.hour import Sun, hour_of
from lampblack.builtin.theatre.scenery.ridges import Massif, painted_massif, ridge_tint
from lampblack.builtin.theatre.scenery.rocks import painted_rock
from lampblack.builtin.theatre.scenery.sky import painted_sky
from lampblack.builtin.theatre.scenery.trees import painted_tree
from lampblack.builtin.theatre.scenery.weave import SIDE, sampled, tile
from lampblack.staging.place import Place, TimeOfDay, light_of

NOON = Place(id="here", kit="plain", time="noon")


@pytest.mark.parametrize("kind", sorted(HABITS))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_leaf_is_cut_off_by_the_sheet(kind: Kind, seed: int) -> None:
    alpha = painted_tree(kind, 220, 220, hour_of(NOON), side=-1.0, seed=seed)[..., 3]
    assert not alpha[3, :].any()
    assert not alpha[:, 3].any()
    assert not alpha[:, -4].any()
    assert alpha.mean() > 8


def test_a_tree_with_no_room_for_its_leaves_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(growth.ROOM, "pine", 0.0)
    cut = [painted_tree("pine", 220, 220, hour_of(NOON), side=-1.0, seed=seed)[..., 3] for seed in range(1, 5)]
    assert any(alpha[:, 3].any() or alpha[:, -4].any() or alpha[3].any() for alpha in cut)


def test_trees_of_two_seeds_differ_and_of_one_do_not() -> None:
    first, again, other = (grown("peach", width=200, height=200, seed=seed) for seed in (4, 4, 5))
    assert first.limbs == again.limbs
    assert first.limbs != other.limbs


@pytest.mark.parametrize("time", ["dawn", "noon", "night"])
def test_the_sky_meets_itself_behind(time: TimeOfDay) -> None:
    place = Place(id="here", kit="plain", time=time)
    sky = painted_sky(hour_of(place), Sun.of(light_of(place)), rows=60.0, seed=5)
    seam = np.abs(sky[:, 0] - sky[:, -1]).mean()
    beside = np.abs(sky[:, 0] - sky[:, 1]).mean()
    assert seam < beside * 2.5 + 1.0


def test_the_sky_is_brightest_about_the_sun() -> None:
    place = Place(id="here", kit="plain", time="dusk")
    sun = Sun.of(light_of(place))
    sky = painted_sky(hour_of(place), sun, rows=60.0, seed=5)
    width = sky.shape[1]
    column = int((sun.azimuth / (2 * np.pi) + 0.5) * width)
    low = sky[-35:]
    assert low[:, column].mean() > low[:, (column + width // 2) % width].mean() + 10


def test_ridges_are_lit_on_the_sunny_side() -> None:
    place = Place(id="here", kit="plain", time="morning")
    hour, massif = hour_of(place), Massif(width=300, height=200, form="karst", summits=1, folds=1, seed=3, foot=1.2)
    means: dict[float, float] = {}
    for azimuth in (1.5, -1.5):
        tint = ridge_tint(hour, Sun(azimuth=0.0, height=0.5), azimuth, 0.1)
        sheet = painted_massif(massif, tint).astype(np.float32)
        covered = sheet[..., 3] > 250
        light = np.where(covered, sheet[..., :3].mean(axis=2), 0.0)
        half = light.shape[1] // 2
        left = light[:, :half][covered[:, :half]].mean()
        right = light[:, half:][covered[:, half:]].mean()
        means[azimuth] = left - right
    assert means[1.5] > means[-1.5] + 5


def test_far_ridges_are_paler_than_near_ones() -> None:
    hour = hour_of(NOON)
    near, far = (ridge_tint(hour, Sun(azimuth=0.0, height=1.0), 0.3, share) for share in (0.1, 0.9))
    assert sum(far.dark) > sum(near.dark) + 100
    assert far.pigment < near.pigment


def test_rocks_stand_on_the_lower_edge() -> None:
    alpha = painted_rock(160, 120, hour_of(NOON), side=1.0, seed=2)[..., 3]
    assert alpha[-1].max() == 255
    assert not alpha[:2].any()


def test_noise_wraps() -> None:
    at = np.linspace(0, 900, 50, dtype=np.float32)[None, :]
    once = sampled("cloud", at, at * 0.5)
    round_again = sampled("cloud", at + SIDE, at * 0.5 - SIDE)
    assert np.abs(once - round_again).max() < 1e-3
    assert abs(float(tile("wool").mean()) - 0.5) < 0.02


def test_ringed_cards_face_the_origin() -> None:
    texture = Texture(np.zeros((4, 8, 4), np.uint8))
    for panel in range(PANELS):
        azimuth = panel / PANELS * 6.2
        card = ringed(texture, azimuth, 100.0, 0.0, 20.0)
        middle = card.at(4, 4)
        assert middle[0] == pytest.approx(100 * np.sin(azimuth), abs=1e-6)
        assert card.across[0] * middle[0] + card.across[2] * middle[2] == pytest.approx(0.0, abs=1e-6)
        ahead = card.across[0] * np.cos(azimuth) - card.across[2] * np.sin(azimuth)
        assert ahead > 0, "its picture is not mirrored as seen from the origin"
