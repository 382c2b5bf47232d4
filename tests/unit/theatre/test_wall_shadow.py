"""Shadows of people on walls: where a lamp throws them, how large, how dark, and where there are none."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.inner import inner
from lampblack.builtin.theatre.lamps import Lamp
from lampblack.builtin.theatre.raster.canvas import canvas
from lampblack.builtin.theatre.raster.card import Card, upright
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.wall_shadow import MOST, wall_shadows, walls_of
from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point

CAMERA = CameraPose(position=Point(y=1.5, z=-3.0))
FEET = Point(x=0.5, z=3.0)


def back(z: float = 6.0) -> Card:
    return upright(Texture(np.full((40, 120, 4), 255, np.uint8)), 0.0, 0.0, z, 12.0, name="back wall")


def drawn() -> Drawn:
    block = canvas(60, 180)
    block[:, 10:175, 10:50] = 1.0
    return Drawn(canvas=block, x=100, y=20, depth=6.0, scale=100.0, joints={}, feet=(130.0, 195.0))


def lamp(x: float = 0.5, y: float = 1.6, z: float = 0.5) -> Lamp:
    return Lamp(position=Point(x=x, y=y, z=z), colour=(1.0, 0.7, 0.4))


def thrown(light: Lamp) -> Card:
    found = wall_shadows(drawn(), FEET, CAMERA, (light,), (back(),))
    assert len(found) == 1
    return found[0][1]


def test_a_shadow_falls_straight_behind_who_stands_between_lamp_and_wall() -> None:
    card = thrown(lamp())
    x, _, z = card.centre
    assert x == pytest.approx(0.5, abs=0.1) and 5.9 < z < 6.0
    assert card.origin[1] + card.down[1] * card.texture.height >= -1e-6


def test_a_lamp_on_the_left_throws_it_to_the_right() -> None:
    assert thrown(lamp(x=-0.5)).centre[0] > FEET.x + 0.5


def test_it_grows_and_fades_as_one_comes_near_the_lamp() -> None:
    near, far = thrown(lamp(z=0.9)), thrown(lamp(z=-2.5))
    assert math.hypot(*near.across) * near.texture.width > 1.2 * math.hypot(*far.across) * far.texture.width
    assert far.texture.rgba[..., 3].max() <= 255 * MOST + 1
    weak = thrown(replace(lamp(z=-2.5), strength=0.2))
    assert weak.texture.rgba[..., 3].max() < far.texture.rgba[..., 3].max()


def test_none_falls_where_the_lamp_or_the_camera_is_behind() -> None:
    assert not wall_shadows(drawn(), FEET, CAMERA, (lamp(z=5.0),), (back(),))
    behind = replace(CAMERA, position=Point(y=1.5, z=9.0))
    assert not wall_shadows(drawn(), FEET, behind, (lamp(),), (back(),))
    assert not wall_shadows(drawn(), FEET, CAMERA, (lamp(z=2.9),), (back(),))


def test_it_ends_where_the_wall_ends() -> None:
    card = thrown(lamp(x=-1.86, z=0.5))
    right = card.at(card.texture.width, 0)[0]
    assert right <= 6.0 + 1e-6


def test_walls_are_found_by_their_layer() -> None:
    wall, before = inner(back()), inner(back(), layer=1)
    assert walls_of((back(), wall, before)) == (wall,)
