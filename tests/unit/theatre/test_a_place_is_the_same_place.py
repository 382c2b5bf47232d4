"""A place from four angles and at every hour is the same place: what stands, where, how large; its colours far off."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from lampblack.base.time import Rate
from lampblack.builtin.theatre.raster.card import Card
from lampblack.builtin.theatre.render import Renderer
from lampblack.builtin.theatre.scenery import build
from lampblack.builtin.theatre.set import Set
from lampblack.engines.requests import Size
from lampblack.staging.camera import CameraKey, CameraPath, CameraPose
from lampblack.staging.place import Place, TimeOfDay, light_of
from lampblack.staging.space import Point
from lampblack.staging.stage import Staging

HOURS: tuple[TimeOfDay, ...] = ("noon", "dusk", "night")
ANGLES = ((0.0, -6.5, 0.0), (2.6, -3.0, -0.85), (-2.6, -3.0, 0.85), (0.3, 8.2, 3.14159))
"""Where four cameras stand and look: x, z, yaw."""
LIT = ("glow", "sun", "moon", "star", "beam", "light", "lamp", "halo", "window", "flame", "pane", "shaft", "haze")
"""Cards whose names have these are light, or burn only when it is dark."""
KITS = ("lake", "village", "city_street", "flat")


def place_at(kit: str, hour: TimeOfDay, seed: int = 3) -> Place:
    return Place(id=kit, kit=kit, time=hour, seed=seed, inside=kit == "flat")


def built(kit: str, hour: TimeOfDay, seed: int = 3) -> Set:
    place = place_at(kit, hour, seed)
    return build(place, light_of(place), "draft")


def where(card: Card) -> tuple[str, tuple[float, ...]]:
    """A card by its name and its corners, to a centimetre."""
    w, h = card.texture.width, card.texture.height
    corners = (card.at(0, 0), card.at(w, 0), card.at(0, h))
    return card.name, tuple(round(part, 2) for corner in corners for part in corner)


def standing(stage: Set) -> Counter[tuple[str, tuple[float, ...]]]:
    """What of a set is there at every hour, counted."""
    cards = (*stage.cards, *stage.floors)
    return Counter(where(card) for card in cards if not card.glow and not any(word in card.name for word in LIT))


@pytest.mark.parametrize("kit", KITS)
def test_what_stands_in_a_place_stands_there_at_every_hour(kit: str) -> None:
    noon, *others = (standing(built(kit, hour)) for hour in HOURS)
    assert sum(noon.values()) > 8
    for other in others:
        assert other == noon


def test_another_place_of_the_same_kind_stands_otherwise() -> None:
    assert standing(built("village", "noon")) != standing(built("village", "noon", seed=4))


def frame(kit: str, hour: TimeOfDay, angle: tuple[float, float, float]) -> NDArray[np.uint8]:
    x, z, yaw = angle
    pose = CameraPose(position=Point(x=x, y=1.7, z=z), yaw=yaw, focal_length_mm=28.0)
    staging = Staging(
        rate=Rate(numerator=24),
        frames=2,
        place=place_at(kit, hour),
        camera=CameraPath(keys=(CameraKey(frame=0, pose=pose),)),
    )
    return Renderer(staging, Size(width=160, height=90), "paper", "draft").frame(0)


def far_off(picture: NDArray[np.uint8]) -> NDArray[np.float64]:
    """How often each of 64 colours is seen in the upper half, where what is far off is."""
    upper = picture[:45].reshape(-1, 3) // 64
    found = np.bincount(upper @ np.array([16, 4, 1]), minlength=64)
    return found / found.sum()


def in_common(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    return float(np.minimum(a, b).sum())


@pytest.mark.slow
@pytest.mark.parametrize("kit", ["lake", "mountains", "city_street"])
def test_angles_of_one_hour_have_more_colours_in_common_than_hours_have(kit: str) -> None:
    seen = {hour: [far_off(frame(kit, hour, angle)) for angle in ANGLES] for hour in HOURS}
    within = np.mean([in_common(a, b) for views in seen.values() for a, b in combinations(views, 2)])
    across = np.mean(
        [in_common(a, b) for one, two in combinations(HOURS, 2) for a, b in zip(seen[one], seen[two], strict=True)]
    )
    assert within > 0.5
    assert within > across + 0.15


def skyline(picture: NDArray[np.uint8]) -> float:
    """How much of the band just above the horizon differs from the sky over it, in levels along its width."""
    band = picture[36:43].astype(float).mean(axis=(0, 2))
    return float(np.abs(band - np.convolve(np.pad(band, 20, mode="edge"), np.ones(41) / 41, "valid")).mean())


@pytest.mark.parametrize("kit", ["forest", "mountains", "plain", "river", "street"])
def test_a_reverse_angle_does_not_end_at_an_empty_horizon(kit: str) -> None:
    assert skyline(frame(kit, "noon", ANGLES[3])) > 1.5


def test_an_empty_horizon_would_be_noticed() -> None:
    picture = np.zeros((90, 160, 3), np.uint8)
    picture[:45] = np.linspace(200, 215, 160)[None, :, None]
    assert skyline(picture) < 1.5
