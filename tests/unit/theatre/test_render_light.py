"""Light, air, water and the last pass: what each does to a picture, and that frames follow from their numbers."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from lampblack.builtin.theatre.air import Drifting
from lampblack.builtin.theatre.drawn import Drawn
from lampblack.builtin.theatre.lamps import Lamp, lamplit
from lampblack.builtin.theatre.person import towards
from lampblack.builtin.theatre.raster.canvas import Canvas, canvas
from lampblack.builtin.theatre.raster.compose import lay_over
from lampblack.builtin.theatre.raster.lighting import Lighting, lay_lit, lit_block
from lampblack.builtin.theatre.raster.noise import fbm, ridge, smoothstep, value_noise
from lampblack.builtin.theatre.raster.post import Beam, Post
from lampblack.builtin.theatre.raster.softness import softened
from lampblack.builtin.theatre.raster.texture import Texture
from lampblack.builtin.theatre.raster.water import draw_water, ripples
from lampblack.builtin.theatre.set import Air, Grade, Roof
from lampblack.builtin.theatre.shadow import contact_shadow, thrown_shadow
from lampblack.builtin.theatre.veils import drifted, veils
from lampblack.staging.camera import CameraPose
from lampblack.staging.place import Place, light_of
from lampblack.staging.projection import rotation
from lampblack.staging.space import Point

CAMERA = CameraPose(position=Point(y=1.6, z=-4.0), focal_length_mm=30)


def grey(value: float, width: int = 160, height: int = 90) -> Canvas:
    picture = canvas(width, height)
    picture[:3] = value
    return picture


def figure(height: int = 120, width: int = 60) -> Canvas:
    """A white oval body on its block."""
    y, x = np.mgrid[:height, :width]
    radius = np.hypot((x - width / 2) / (width * 0.35), (y - height / 2) / (height * 0.45))
    block = canvas(width, height)
    block[:] = np.clip((1 - radius) * 20, 0, 1)
    block[:3] *= 0.5
    return block


def test_a_frame_has_its_own_grain_and_the_same_one_every_time() -> None:
    post, again = Post(160, 90), Post(160, 90)
    first = post(grey(0.5), Grade(), 7)
    assert np.array_equal(first, again(grey(0.5), Grade(), 7))
    assert not np.array_equal(first, post(grey(0.5), Grade(), 8))


def test_without_grain_and_paper_a_plain_picture_stays_plain() -> None:
    plain = Grade(grain=0, paper=0, vignette=0, bloom=0, contrast=0, saturation=1, lift=0)
    assert (Post(160, 90)(grey(0.5), plain, 0) == 128).all()


def test_what_is_bright_spills_over_what_is_beside_it() -> None:
    picture = grey(0.1)
    picture[:3, 40:50, 70:90] = 1.0
    grade = Grade(grain=0, paper=0, vignette=0, bloom=1.0)
    post = Post(160, 90)
    lit, unlit = post(picture, grade, 0), post(picture, replace(grade, bloom=0.0), 0)
    assert lit[45, 62].mean() > unlit[45, 62].mean() + 3
    assert abs(int(lit[2, 2, 0]) - int(unlit[2, 2, 0])) <= 3


def test_rays_go_away_from_the_sun() -> None:
    picture = grey(0.1)
    picture[:3, 10:16, 76:84] = 1.0
    grade = Grade(grain=0, paper=0, vignette=0, bloom=0.0, rays=0.6)
    out = Post(160, 90)(picture, grade, 0, Beam(x=80, y=5, colour=(1.0, 0.8, 0.6))).astype(int)
    assert out[60, 80].sum() > out[60, 20].sum() + 6


def test_light_falls_on_the_edge_that_faces_it() -> None:
    block = figure()
    out = lit_block(block, Lighting(towards=(-1.0, 0.0), rim=1.0, rim_width=3.0, rim_colour=(1.0, 0.8, 0.5)))
    change = (out - block)[0].sum(axis=0)
    assert change[:30].sum() > 10 * abs(change[30:].sum())
    assert np.array_equal(out[3], block[3])


def test_form_darkens_the_side_away_from_the_light() -> None:
    out = lit_block(figure(), Lighting(towards=(-1.0, 0.0), form=0.4, reach=12.0))
    assert out[0, 60, 45] < 0.5 < out[0, 60, 14] + 0.1
    assert out[0, 60, 45] < out[0, 60, 15]
    assert (out[:3] <= out[3] + 1e-6).all()


def test_haze_takes_the_colour_and_leaves_the_shape() -> None:
    out = lit_block(figure(), Lighting(haze=0.5, haze_colour=(0.9, 0.8, 0.7)))
    assert out[0, 60, 30] == pytest.approx(0.5 * 0.5 + 0.9 * 0.5)
    assert np.array_equal(out[3], figure()[3])


@pytest.mark.parametrize("at", [(0, 0), (-17, 5), (30, -40), (500, 0)])
def test_lighting_straight_onto_the_picture_is_lighting_and_then_laying(at: tuple[int, int]) -> None:
    how = Lighting(towards=(0.6, -0.8), tint=(0.9, 0.8, 1.0), form=0.3, rim=0.7, rim_width=2.3, haze=0.2)
    once, twice = grey(0.3), grey(0.3)
    lay_lit(once, figure(), *at, how)
    lay_over(twice, lit_block(figure(), how), *at)
    assert np.allclose(once, twice, atol=1e-6)
    assert at[0] == 500 or not np.allclose(once, grey(0.3))


@pytest.mark.parametrize("sigma", [0.8, 3.0, 9.0])
def test_a_person_out_of_focus_has_the_same_weight(sigma: float) -> None:
    out, grown = softened(figure(), sigma)
    assert grown >= 2 * sigma
    assert out[3].sum() == pytest.approx(figure()[3].sum(), rel=0.02)


def test_a_person_in_focus_is_left_alone() -> None:
    block = figure()
    assert softened(block, 0.1) == (block, 0)


def test_light_behind_the_actors_is_seen_as_behind() -> None:
    dawn, noon = light_of(Place(id="p", kit="k", time="dawn")), light_of(Place(id="p", kit="k", time="noon"))
    assert towards(dawn, CAMERA)[2] > 0.8 > towards(noon, CAMERA)[2]
    assert towards(noon, CAMERA)[1] < -0.8
    turned = replace(CAMERA, yaw=math.pi)
    assert towards(dawn, turned)[2] == 0.0
    assert towards(dawn, CAMERA)[0] * towards(dawn, turned)[0] < 0


def test_a_lamp_lights_who_stands_near_and_nobody_far_off() -> None:
    night = light_of(Place(id="p", kit="k", time="night"))
    lamp = Lamp(position=Point(x=1.0, y=1.4, z=0.0), colour=(1.0, 0.7, 0.3))
    near, share = lamplit(night, (lamp,), Point())
    assert share > 0.5 and near.rim_colour == lamp.colour and near.key.x > 0.5
    assert lamplit(night, (lamp,), Point(x=-30.0)) == (night, 0.0)


def drawn_figure() -> Drawn:
    return Drawn(canvas=figure(), x=50, y=10, depth=6.0, scale=70.0, joints={}, feet=(80.0, 126.0))


def test_a_shadow_begins_at_the_feet_and_falls_away_from_the_light() -> None:
    light = light_of(Place(id="p", kit="k", time="afternoon"))
    feet = Point(x=0.5, z=2.0)
    card = thrown_shadow(drawn_figure(), feet, CAMERA, light, 0.4)
    assert card is not None
    head = card.at(card.texture.width / 2, 0)
    assert (head[0] - feet.x) * light.key.x < 0
    assert (head[2] - feet.z) * light.key.z < 0
    foot = card.at(card.texture.width / 2, card.texture.height)
    assert math.dist((foot[0], foot[2]), (feet.x, feet.z)) < 0.25
    assert card.origin[1] == pytest.approx(feet.y, abs=0.01)


def test_no_shadow_falls_where_there_is_none_to_throw() -> None:
    light = light_of(Place(id="p", kit="k", time="noon"))
    assert thrown_shadow(drawn_figure(), Point(), CAMERA, light, 0.0) is None
    assert contact_shadow(Point(), 0.7, 0.5).texture.rgba[..., 3].max() > 90


@pytest.mark.parametrize("kind", ["petals", "leaves", "snow", "dust", "rain", "embers", "birds"])
def test_air_is_the_same_in_whatever_order_frames_are_drawn(kind: str) -> None:
    def at(seconds: float) -> Canvas:
        picture = grey(0.5, 320, 180)
        air = Air(kind=kind, count=80, colour=(0.95, 0.6, 0.6))  # type: ignore[arg-type]
        Drifting((air,), replace(CAMERA, pitch=0.1), seconds, None, 3, (320, 180)).beyond(picture, 0.0)
        return picture

    later = at(2.0)
    at(0.5)
    assert np.array_equal(later, at(2.0))
    assert not np.array_equal(later, grey(0.5, 320, 180))
    assert not np.array_equal(later, at(2.1))
    assert np.isfinite(later).all()


@pytest.mark.parametrize("kind", ["rain", "snow"])
def test_nothing_falls_under_a_roof_and_beyond_it_it_does(kind: str) -> None:
    def at(*roofs: Roof, depth: float = 0.0, wind: float = 0.0) -> Canvas:
        picture = grey(0.5, 320, 180)
        air = Air(kind=kind, count=400, colour=(1.0, 1.0, 1.0), wind=wind)  # type: ignore[arg-type]
        Drifting((air,), CAMERA, 2.0, None, 3, (320, 180), roofs).beyond(picture, depth)
        return picture

    x, z = CAMERA.position.x, CAMERA.position.z
    wide = Roof(left=x - 40, right=x + 40, near=z - 40, far=z + 40, height=9.0)
    dry = grey(0.5, 320, 180)
    assert np.array_equal(at(wide), dry)
    assert np.array_equal(at(replace(wide, left=x + 30)), at())
    left = at(replace(wide, right=x))
    assert np.array_equal(left[:, :, :140], dry[:, :, :140]) and not np.array_equal(left[:, :, 180:], dry[:, :, 180:])
    blown = at(replace(wide, right=x), wind=-2.0)
    assert not np.array_equal(blown[:, :, :140], dry[:, :, :140]), "the wind drives it in"
    halves = (np.abs(at(depth=depth) - dry).sum() for depth in (0.0, 4.0, 40.0))
    all_of_it, beyond, none = halves
    assert all_of_it > beyond > none == 0.0


def test_drifting_mist_moves_with_the_wind_and_comes_back() -> None:
    cards = veils(Air(kind="mist", count=3, wind=0.5), 5)
    assert len(cards) == 3
    assert drifted(cards[0], 0.5, 1.0).origin[0] > drifted(cards[0], 0.5, 0.0).origin[0]
    spans = [abs(drifted(cards[0], 5.0, s).origin[0]) for s in range(0, 200, 7)]
    assert max(spans) < 4 * cards[0].across[0] * cards[0].texture.width


def water_over(
    mirror: Canvas, ripple: float, seconds: float = 1.0, camera: CameraPose = CAMERA, hidden: int = -1
) -> Canvas:
    picture = grey(0.0)
    f = np.float32
    draw_water(
        picture, mirror, ripples(1), rotation(camera).astype(f), np.array([0, 1.6, -4.0], f),
        f(camera.focal_pixels(160)), f(seconds), np.array([0.0, 0.0, 1.0], f), np.zeros(5, f), np.zeros(5, f),
        f(ripple), f(0.0), np.array([[-1] * 5] * 8 + [[-1, -1, hidden, -1, -1]] * 4, np.int32), 3,
    )  # fmt: skip
    return picture


def test_water_is_left_out_where_something_drawn_later_hides_it() -> None:
    whole, less = water_over(grey(0.5), 1.0), water_over(grey(0.5), 1.0, hidden=4)
    assert not less[:3, 64:, 64:96].any() and whole[0, 64:, 64:96].all()
    less[:, 64:, 64:96] = whole[:, 64:, 64:96]
    assert np.array_equal(whole, less)


def test_still_water_mirrors_and_is_its_own_colour_where_one_looks_down() -> None:
    mirror = grey(0.0)
    mirror[0] = 1.0
    picture = water_over(mirror, 0.0)
    assert not picture[:, :44].any()
    assert picture[0, 48].mean() > 0.8 > picture[0, 88].mean()
    assert picture[2, 88].mean() > picture[2, 48].mean()


def test_ripples_move_and_break_the_image_more_the_nearer_they_are() -> None:
    mirror = grey(0.0)
    mirror[0] = np.linspace(0, 1, 90)[:, None]
    calm, one, two = water_over(mirror, 0.0), water_over(mirror, 1.0), water_over(mirror, 1.0, 1.5)
    off = np.abs(one - calm)[0]
    assert off[80:].mean() > off[47:55].mean()
    assert not np.allclose(one, two)


def test_a_camera_that_leans_over_tips_the_horizon_of_the_water() -> None:
    mirror = grey(1.0)
    leaning = water_over(mirror, 0.0, camera=replace(CAMERA, roll=0.2))
    assert leaning[0, 45, 5] == 0 or leaning[0, 45, 155] == 0
    assert leaning[0, 45, 5] != leaning[0, 45, 155]


def test_noise_is_smooth_bounded_and_the_same_for_the_same_seed() -> None:
    a = fbm(60, 80, 20, 20, 4, 9)
    assert np.array_equal(a, fbm(60, 80, 20, 20, 4, 9)) and not np.array_equal(a, fbm(60, 80, 20, 20, 4, 10))
    assert np.abs(a).max() < 1.3 and a.std() > 0.1
    assert np.abs(np.diff(value_noise(50, 50, 25, 25, 1), axis=1)).max() < 0.2
    assert ridge(100, 30, 3, 1).shape == (100,)
    assert smoothstep(0, 1, np.array([-1, 0.5, 2], np.float32)).tolist() == [0, 0.5, 1]


def test_a_texture_takes_eight_bits_with_coverage_and_nothing_else() -> None:
    with pytest.raises(ValueError, match="uint8"):
        Texture(np.zeros((4, 4, 4), np.float32))  # type: ignore[arg-type]


def test_a_blurred_level_reaches_beyond_an_edge_and_repeats_a_clamped_one() -> None:
    white = Texture(np.full((64, 64, 4), 255, np.uint8))
    free = white.level(0, 0, (3.0, 3.0), (False, False))
    held = white.level(0, 0, (3.0, 3.0), (True, True))
    free.ready()
    held.ready()
    alpha = (free.texels >> 24) & 255
    assert free.border[0] > 6 and alpha[0].max() == 0 and 100 < alpha[free.border[1], 40] < 160
    assert (((held.texels >> 24) & 255) == 255).all()
