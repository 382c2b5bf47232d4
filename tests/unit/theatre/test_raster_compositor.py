"""Cards through the camera, against a slow picture of the same."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from lampblack.builtin.theatre.raster import alias
from lampblack.builtin.theatre.raster.canvas import Canvas, canvas
from lampblack.builtin.theatre.raster.card import Card, depth_of, flat, mirrored, swayed, upright
from lampblack.builtin.theatre.raster.compose import card_row
from lampblack.builtin.theatre.raster.compositor import draw_card
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.noise import fbm
from lampblack.builtin.theatre.raster.passes import Lens, lens_of
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.staging.camera import CameraPose
from lampblack.staging.projection import project
from lampblack.staging.space import Point

Reference = Callable[..., Any]
WIDTH, HEIGHT = 160, 90
CAMERA = CameraPose(position=Point(y=1.5, z=-4.0), yaw=0.12, pitch=-0.06, roll=0.03, focal_length_mm=30)
HAZE = Fog(colour=(0.8, 0.7, 0.6), density=0.05, start=3.0)


def painted(width: int = 90, height: int = 60, seed: int = 1) -> Texture:
    """A soft picture with a transparent hole, so that neither sharpening nor blurring can hide a fault."""
    rgba = np.empty((height, width, 4), np.float32)
    for part in range(3):
        rgba[..., part] = 0.5 + 0.5 * fbm(height, width, 20, 20, 2, seed + part)
    y, x = np.mgrid[:height, :width]
    rgba[..., 3] = np.clip((np.hypot(x - width / 2, y - height / 2) - 12) / 8, 0, 1)
    rgba[..., :3] *= rgba[..., 3:]
    return Texture((np.clip(rgba, 0, 1) * 255 + 0.5).astype(np.uint8))


def ground() -> Canvas:
    picture = canvas(WIDTH, HEIGHT)
    picture[:3] = np.array([0.2, 0.3, 0.4], np.float32)[:, None, None]
    return picture


def against_reference(card_picture: Reference, card: Card, camera: CameraPose = CAMERA, fog: Fog = HAZE) -> np.ndarray:
    """The largest difference of the three colours at each pixel."""
    picture = ground()
    wanted = card_picture(card, camera, fog, WIDTH, HEIGHT, np.moveaxis(picture[:3].astype(np.float64), 0, 2))
    draw_card(picture, card, camera, fog)
    return np.abs(np.moveaxis(picture[:3], 0, 2) - wanted).max(axis=2)


@pytest.mark.parametrize(
    "card",
    [
        upright(painted(), 0.3, 0.0, 3.0, 9.0),
        upright(painted(), -1.0, 0.2, 2.0, 6.5, yaw=0.5),
        upright(painted(), 0.0, -1.0, 4.0, 12.0, fog=0.4, glow=0.5),
        flat(painted(48, 32), 0.0, 0.0, -1.0, 14.0, 7.0),
    ],
    ids=["upright", "turned", "glowing", "floor"],
)
def test_a_card_is_drawn_as_the_slow_picture_says(card: Card, card_picture: Reference) -> None:
    off = against_reference(card_picture, card)
    assert np.mean(off > 1 / 255) < 0.06  # where a floor is far away a smaller size of its texture is used
    picture = ground()
    draw_card(picture, card, CAMERA, HAZE)
    assert np.mean(picture[0] != ground()[0]) > 0.1


def test_the_slow_picture_notices_a_card_five_centimetres_off(card_picture: Reference) -> None:
    card = upright(painted(), 0.3, 0.0, 3.0, 9.0)
    picture = ground()
    moved = replace(card, origin=(card.origin[0] + 0.05, *card.origin[1:]))
    wanted = card_picture(moved, CAMERA, HAZE, WIDTH, HEIGHT, np.moveaxis(picture[:3].astype(np.float64), 0, 2))
    draw_card(picture, card, CAMERA, HAZE)
    assert np.mean(np.abs(np.moveaxis(picture[:3], 0, 2) - wanted).max(axis=2) > 1.5 / 255) > 0.02


def test_a_floor_that_passes_under_the_camera_is_cut_at_the_lens_and_drawn_to_the_picture_edge() -> None:
    white = Texture(np.full((64, 64, 4), 255, np.uint8))
    floor = flat(white, 0.0, 0.0, -40.0, 80.0, 80.0)
    picture = ground()
    draw_card(picture, floor, replace(CAMERA, pitch=-0.5, roll=0.0), Fog())
    assert (picture[:3, 40:] > 0.99).all()
    assert np.isfinite(picture).all() and picture.max() <= 1.0001


def test_thin_boards_of_a_floor_do_not_break_into_dots_at_the_sides() -> None:
    boards = np.full((64, 512, 4), 255, np.uint8)
    boards[:, ::16, :3] = 0
    floor = flat(Texture(boards), 0.0, 0.0, -3.5, 16.0, 12.0)
    picture = ground()
    draw_card(picture, floor, replace(CAMERA, yaw=0.0, roll=0.0, pitch=-0.1), Fog())
    side = picture[0, 60:88, 4:30]
    assert side.min() > 0.15  # one sample a row gives 0.01: black dots on white
    assert 0.9 < side.mean() < 0.97


def test_a_card_behind_the_camera_is_not_drawn() -> None:
    picture = ground()
    draw_card(picture, upright(painted(), 0, 0, -9.0, 6.0), CAMERA, Fog())
    assert np.array_equal(picture, ground())


def test_an_endless_card_fills_the_whole_picture() -> None:
    sky = upright(Texture(np.full((8, 8, 4), 200, np.uint8)), 0, 0, 50.0, 20.0, clamp=(True, True))
    picture = ground()
    draw_card(picture, sky, CAMERA, Fog())
    assert np.allclose(picture[:3], 200 / 255 * (200 / 255 + 55 / 255), atol=0.5)
    assert picture[:3].std(axis=(1, 2)).max() < 0.001


def test_haze_in_the_kernel_is_the_haze_of_the_noun() -> None:
    black = np.zeros((16, 16, 4), np.uint8)
    black[..., 3] = 255
    picture = ground()
    straight = CameraPose(position=Point(z=-4.0))
    draw_card(picture, upright(Texture(black), 0, -20, 6.0, 40.0), straight, HAZE)
    wanted = np.array(HAZE.colour) * HAZE.at(10.0)
    assert np.allclose(picture[:3, 45, 80], wanted, atol=0.004)


def test_what_is_below_the_water_line_is_cut_and_its_image_is_the_rest() -> None:
    white = Texture(np.full((32, 32, 4), 255, np.uint8))
    card = upright(white, 0, -2.0, 4.0, 4.0)
    level = CameraPose(position=Point(y=0.0, z=-4.0), focal_length_mm=30)
    above, below = canvas(WIDTH, HEIGHT), canvas(WIDTH, HEIGHT)
    draw_card(above, card, level, Fog(), waterline=0.0)
    draw_card(below, mirrored(card, 0.0), level, Fog(), waterline=0.0, under=True)
    assert above[0, :44].max() > 0.9 and not above[0, 47:].any()
    assert np.allclose(above[0, :44], below[0, :45:-1], atol=0.02)


def test_a_blur_spreads_a_card_without_making_it_brighter() -> None:
    white = np.zeros((120, 120, 4), np.uint8)
    white[40:80, 40:80] = 255
    card = upright(Texture(white), 0, 0.0, 3.0, 3.0)
    sharp, soft = canvas(WIDTH, HEIGHT), canvas(WIDTH, HEIGHT)
    eye = CameraPose(position=Point(y=1.5, z=-4.0), focal_length_mm=60)
    draw_card(sharp, card, eye, Fog())
    draw_card(soft, card, eye, Fog(), Lens(focus=1.0, aperture=0.03))
    assert soft[0].sum() == pytest.approx(sharp[0].sum(), rel=0.03)
    assert np.abs(np.diff(soft[0], axis=1)).max() < 0.5 * np.abs(np.diff(sharp[0], axis=1)).max()


def test_a_card_fades_as_the_lens_comes_up_to_it_and_costs_no_more_than_another() -> None:
    white = Texture(np.full((64, 64, 4), 255, np.uint8))
    eye = CameraPose(position=Point(y=1.0, z=0.0), focal_length_mm=35, focus=6.0, f_number=1.4)
    draw_card(canvas(WIDTH, HEIGHT), upright(white, 0, 0.0, 2.0, 2.0), eye, Fog(), None)  # compiled before it is timed
    seen: list[float] = []
    for z in (0.3, 0.5, 0.7, 2.0):
        picture = canvas(WIDTH, HEIGHT)
        start = time.thread_time()
        draw_card(picture, upright(white, 0, 0.0, z, 2.0), eye, Fog(), lens_of(eye))
        assert time.thread_time() - start < 0.2
        seen.append(float(picture[0, 45, 80]))
    assert seen[0] == 0.0 < seen[1] < seen[2] < seen[3]


def test_a_thing_in_focus_has_no_blur_and_the_aperture_sets_the_rest() -> None:
    wide = lens_of(CameraPose(position=Point(), focus=5.0, focal_length_mm=85, f_number=2.0))
    small = lens_of(CameraPose(position=Point(), focus=5.0, focal_length_mm=85, f_number=11.0))
    assert wide.blur(5.0, 3000) == 0
    assert wide.blur(20.0, 3000) > 5 * small.blur(20.0, 3000) > 0


def test_swaying_moves_the_top_and_not_the_foot() -> None:
    card = upright(painted(), 0, 0, 3, 2)
    moved = swayed(card, 0.2)
    height = card.texture.height
    assert moved.at(0, 0)[0] == pytest.approx(card.at(0, 0)[0] + 0.2)
    assert moved.at(0, height) == pytest.approx(card.at(0, height))


def test_depth_is_measured_along_the_cameras_axis() -> None:
    card = upright(painted(), 0, 0, 6.0, 2.0)
    eye = CameraPose(position=Point(y=1.0, z=-4.0))
    centre = Point(x=card.centre[0], y=card.centre[1], z=card.centre[2])
    assert depth_of(card, eye) == pytest.approx(project(eye, centre, WIDTH, HEIGHT).depth) == pytest.approx(10.0)


def test_this_numba_can_be_told_that_arrays_do_not_overlap() -> None:
    """If this fails after an upgrade, the picture is still right but cards cost five times as much: see `alias`."""
    assert alias.can_say_unaliased()
    assert card_row.targetoptions.get("noalias") is True


def test_without_the_private_flag_the_kernel_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alias, "can_say_unaliased", lambda: False)
    plain = alias.unaliased(card_row.py_func)
    rng = np.random.default_rng(3)
    texels = rng.integers(-(2**31), 2**31 - 1, 64 * 64).astype(np.int32)
    haze = np.array([0.5, 0.4, 0.3, 0.1, 0.01, 1.0], np.float32)

    def row(kernel: object) -> np.ndarray:
        planes = np.full((3, 50), 0.5, np.float32)
        f = np.float32
        kernel(  # type: ignore[operator]
            planes[0], planes[1], planes[2], texels, np.int32(64), f(62.9), f(62.9), 50,
            f(0.1), f(0.05), f(0.0), f(1.0), f(2.0), f(0.2), haze, f(1.0), f(0.0), f(1e6), f(0.0), f(1.0),
        )  # fmt: skip
        return planes

    assert np.allclose(row(plain), row(card_row), atol=1e-5)
    assert math.isfinite(float(row(plain).sum()))
