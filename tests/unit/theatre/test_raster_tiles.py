"""What is hidden or empty is not drawn, and nothing else is left out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from lampblack.builtin.theatre.raster.canvas import Canvas, canvas
from lampblack.builtin.theatre.raster.card import Card, flat, upright
from lampblack.builtin.theatre.raster.compositor import draw_card, draw_passes
from lampblack.builtin.theatre.raster.fog import Fog
from lampblack.builtin.theatre.raster.passes import Lens, passes_of
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.raster.tiles import Tiles
from lampblack.staging.camera import CameraPose
from lampblack.staging.space import Point

WIDTH, HEIGHT = 320, 180
CAMERA = CameraPose(position=Point(y=1.6, z=-4.0), yaw=0.1, pitch=-0.03, focal_length_mm=30)


def spotted(seed: int, solid: float, width: int = 300, height: int = 200) -> Texture:
    """Opaque islands, empty sea, and soft shores."""
    rng = np.random.default_rng(seed)
    coarse = np.kron(rng.random((height // 20, width // 20)), np.ones((20, 20)))
    cover = np.where(coarse < solid, 255, np.where(coarse < solid + 0.15, 120, 0)).astype(np.uint8)
    rgba = (rng.random((height, width, 4)) * cover[..., None]).astype(np.uint8)
    rgba[..., 3] = cover
    return Texture(rgba)


def crowd() -> list[Card]:
    return [
        flat(spotted(9, 0.9), 0.0, 0.0, -3.0, 9.0, 20.0),
        *(upright(spotted(n, 0.2 + 0.07 * n), -1.0 + 0.4 * n, -0.2, 12.0 - n, 5.0, 0.1 * n - 0.4) for n in range(9)),
        replace(upright(spotted(20, 0.4), 0.5, 0.0, 2.5, 1.5), glow=0.7),
    ]


def blank() -> Canvas:
    picture = canvas(WIDTH, HEIGHT)
    picture[:3] = 0.3
    return picture


@pytest.mark.parametrize("lens", [None, Lens(focus=4.0, aperture=0.02)])
def test_a_picture_drawn_with_what_hides_what_is_the_picture_drawn_whole(lens: Lens | None) -> None:
    cards, fog = crowd(), Fog(density=0.02)
    plain, culled = blank(), blank()
    for card in cards:
        draw_card(plain, card, CAMERA, fog, lens)
    tiles = Tiles(WIDTH, HEIGHT)
    passes = [tuple(passes_of(card, CAMERA, WIDTH, HEIGHT, lens, ready=False)) for card in cards]
    for order, card in enumerate(cards):
        for each in passes[order]:
            tiles.hide(card, each, order)
    assert (tiles.hidden >= 0).any()
    for order, card in enumerate(cards):
        draw_passes(culled, card, passes[order], fog, tiles, order)
    assert np.abs(plain[:3] - culled[:3]).max() < 1e-4
    assert np.abs(plain[:3] - blank()[:3]).max() > 0.2


def test_what_shines_or_fades_near_the_lens_hides_nothing() -> None:
    white = Texture(np.full((64, 64, 4), 255, np.uint8))
    for card in (
        replace(upright(white, 0, -20, 6.0, 60.0), glow=1.0),
        upright(white, 0, -20, -3.4, 60.0),
    ):
        tiles = Tiles(WIDTH, HEIGHT)
        for each in passes_of(card, CAMERA, WIDTH, HEIGHT):
            tiles.hide(card, each, 0)
        assert (tiles.hidden == -1).all()
    tiles, wall = Tiles(WIDTH, HEIGHT), upright(white, 0, -20, 6.0, 60.0)
    for each in passes_of(wall, CAMERA, WIDTH, HEIGHT):
        tiles.hide(wall, each, 0)
    assert (tiles.hidden == 0).all()


def test_somebody_hides_what_is_wholly_behind_them() -> None:
    tiles, cover = Tiles(WIDTH, HEIGHT), np.zeros((100, 120), np.float32)
    cover[10:90, 10:110] = 1.0
    tiles.hide_block(cover, 40, 100, 0, 3)
    rows, columns = (tiles.hidden == 3).nonzero()
    assert 8 * rows.min() >= 110 and 32 * columns.min() >= 50 and 32 * (columns.max() + 1) <= 150
    assert len(rows) > 10
    before = len(rows)
    tiles.clear()
    tiles.hide_block(cover, 40, 100, 6, 3)
    assert 0 < (tiles.hidden == 3).sum() < before
